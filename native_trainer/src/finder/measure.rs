//! How well people are found: average precision, recall and false alarms.

use crate::finder::targets::Target;
use bi_irra::model::finder::{Bounds, intersection_over_union};
use serde::Serialize;

/// A box is right from this intersection over union on.
const ENOUGH: f32 = 0.5;

/// What was found in photos, against who is there.
#[derive(Debug, Default)]
pub struct Meter {
    /// Score of every box that counts, and whether it is right.
    boxes: Vec<(f32, bool)>,
    people: usize,
    photos: usize,
    threshold: f32,
}

/// The figures.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct Found {
    /// Photos.
    pub photos: usize,
    /// People who are asked for.
    pub people: usize,
    /// Area under precision over recall, at an intersection over union of 0.5.
    pub ap50: f64,
    /// Share of the people who are found at the finder's threshold.
    pub recall: f64,
    /// Boxes a photo that match nobody, at the finder's threshold.
    pub false_alarms: f64,
}

impl Meter {
    /// Counts boxes with a score of at least `threshold` as found.
    pub fn new(threshold: f32) -> Self {
        Self {
            threshold,
            ..Self::default()
        }
    }

    /// Adds a photo; `found` are sorted, most certain first, and may have lower scores than the threshold.
    pub fn add(&mut self, found: &[Bounds], people: &[Target]) {
        self.photos += 1;
        self.people += people.iter().filter(|person| !person.ignored).count();
        let mut taken = vec![false; people.len()];
        for found in found {
            let best = people
                .iter()
                .enumerate()
                .filter(|(at, person)| !person.ignored && !taken[*at])
                .map(|(at, person)| (at, intersection_over_union(found, &bounds(person))))
                .max_by(|a, b| a.1.total_cmp(&b.1));
            match best {
                Some((at, overlap)) if overlap >= ENOUGH => {
                    taken[at] = true;
                    self.boxes.push((found.score, true));
                }
                // Finding somebody who is not asked for is no mistake.
                _ if people
                    .iter()
                    .any(|person| person.ignored && covers(person, found)) => {}
                _ => self.boxes.push((found.score, false)),
            }
        }
    }

    /// The figures of all photos.
    pub fn report(&self) -> Found {
        let mut boxes = self.boxes.clone();
        boxes.sort_by(|a, b| b.0.total_cmp(&a.0));
        let mut right = 0;
        let curve: Vec<(f64, f64)> = boxes
            .iter()
            .enumerate()
            .map(|(at, (_, is_right))| {
                right += usize::from(*is_right);
                (
                    right as f64 / self.people.max(1) as f64,
                    right as f64 / (at + 1) as f64,
                )
            })
            .collect();
        let sure: Vec<bool> = boxes
            .iter()
            .filter(|(score, _)| *score >= self.threshold)
            .map(|(_, is_right)| *is_right)
            .collect();
        let hits = sure.iter().filter(|is_right| **is_right).count();
        Found {
            photos: self.photos,
            people: self.people,
            ap50: area_under(&curve),
            recall: hits as f64 / self.people.max(1) as f64,
            false_alarms: (sure.len() - hits) as f64 / self.photos.max(1) as f64,
        }
    }
}

/// The area under a curve of (recall, precision), where precision is the best at this recall or beyond.
fn area_under(curve: &[(f64, f64)]) -> f64 {
    let (mut area, mut best, mut beyond) = (0.0, 0.0f64, None);
    for &(recall, precision) in curve.iter().rev() {
        if let Some(beyond) = beyond {
            area += (beyond - recall) * best;
        }
        best = best.max(precision);
        beyond = Some(recall);
    }
    area + beyond.unwrap_or(0.0) * best
}

fn bounds(person: &Target) -> Bounds {
    Bounds {
        left: person.left,
        top: person.top,
        right: person.right,
        bottom: person.bottom,
        score: 1.0,
    }
}

/// Whether half of a box lies in a person's.
fn covers(person: &Target, found: &Bounds) -> bool {
    let width = (found.right.min(person.right) - found.left.max(person.left)).max(0.0);
    let height = (found.bottom.min(person.bottom) - found.top.max(person.top)).max(0.0);
    width * height >= 0.5 * found.area()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn person(left: f32, ignored: bool) -> Target {
        Target {
            left,
            top: 0.0,
            right: left + 10.0,
            bottom: 20.0,
            ignored,
        }
    }

    fn found(left: f32, score: f32) -> Bounds {
        Bounds {
            score,
            ..bounds(&person(left, false))
        }
    }

    #[test]
    fn each_person_is_found_once_and_the_ignored_are_no_mistake() {
        let mut meter = Meter::new(0.5);
        let people = [person(0.0, false), person(30.0, false), person(60.0, true)];
        let boxes = [
            found(1.0, 0.9),
            found(60.0, 0.8),
            found(0.0, 0.7),
            found(30.0, 0.4),
        ];
        meter.add(&boxes, &people);
        let report = meter.report();
        assert_eq!((report.photos, report.people), (1, 2));
        assert!((report.recall - 0.5).abs() < 1e-9);
        assert!((report.false_alarms - 1.0).abs() < 1e-9);
        // Precision 1 up to a recall of a half, then two of three.
        assert!((report.ap50 - (0.5 + 0.5 * 2.0 / 3.0)).abs() < 1e-9, "{report:?}");
    }

    #[test]
    fn nothing_found_and_nobody_there() {
        let mut meter = Meter::new(0.5);
        meter.add(&[], &[]);
        assert_eq!(meter.report().ap50, 0.0);
        meter.add(&[found(0.0, 0.9)], &[]);
        assert_eq!(meter.report().false_alarms, 0.5);
    }
}
