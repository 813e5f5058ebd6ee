//! From the numbers of the cells to boxes of people.

use super::network::{CELL, OUTPUTS};

/// A box in pixels of the picture that the finder saw.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Bounds {
    /// Left edge.
    pub left: f32,
    /// Upper edge.
    pub top: f32,
    /// Right edge.
    pub right: f32,
    /// Lower edge.
    pub bottom: f32,
    /// How sure the finder is, 0..1.
    pub score: f32,
}

impl Bounds {
    /// Area in square pixels.
    pub fn area(&self) -> f32 {
        (self.right - self.left).max(0.0) * (self.bottom - self.top).max(0.0)
    }
}

/// Every cell's box with a score of `threshold` or more, cut off at the border of the picture, most certain first.
///
/// # Shapes
/// - `cells`: `[rows * columns, OUTPUTS]`, from the network; `size`: width and height of the picture in pixels, whose
///   margin beyond it up to whole cells has nobody
pub fn decode(cells: &[f32], columns: usize, size: [f32; 2], threshold: f32) -> Vec<Bounds> {
    let mut found: Vec<Bounds> = cells
        .chunks_exact(OUTPUTS)
        .enumerate()
        .filter_map(|(cell, values)| {
            let score = 1.0 / (1.0 + (-values[0]).exp());
            let middle = |at: usize| (at as f32 + 0.5) * CELL as f32;
            let (x, y) = (middle(cell % columns), middle(cell / columns));
            // A box may not be larger than any picture, whatever a damaged network says; NaN is nobody.
            let reach = |value: f32| value.clamp(-4.0, 8.0).exp() * CELL as f32;
            let person = Bounds {
                left: (x - reach(values[1])).max(0.0),
                top: (y - reach(values[2])).max(0.0),
                right: (x + reach(values[3])).min(size[0]),
                bottom: (y + reach(values[4])).min(size[1]),
                score,
            };
            (score >= threshold && person.area() > 0.0).then_some(person)
        })
        .collect();
    found.sort_by(|a, b| b.score.total_cmp(&a.score));
    found
}

/// The intersection of two boxes as a share of their union.
pub fn intersection_over_union(a: &Bounds, b: &Bounds) -> f32 {
    let width = (a.right.min(b.right) - a.left.max(b.left)).max(0.0);
    let height = (a.bottom.min(b.bottom) - a.top.max(b.top)).max(0.0);
    let shared = width * height;
    shared / (a.area() + b.area() - shared).max(f32::MIN_POSITIVE)
}

/// Drops boxes that overlap a more certain one by more than `overlap`. `boxes` are sorted, most certain first.
///
/// The edges of a box that stays are the means of its own and of those that say nearly the same ([`ALIKE`]), by their
/// scores: several cells see every large person, and each is off by something else (box voting, arXiv 1505.01749, 5.2).
pub fn suppress(boxes: Vec<Bounds>, overlap: f32) -> Vec<Bounds> {
    let mut kept: Vec<Bounds> = Vec::new();
    for candidate in &boxes {
        if kept
            .iter()
            .all(|other| intersection_over_union(other, candidate) <= overlap)
        {
            kept.push(*candidate);
        }
    }
    kept.iter().map(|person| mean_of_alike(person, &boxes)).collect()
}

/// Boxes with at least this intersection over union are of one person and say nearly the same.
const ALIKE: f32 = 0.6;
/// Least score of a box that has a vote on the edges of another, as a share of that one's score.
pub const VOTING: f32 = 0.4;

fn mean_of_alike(person: &Bounds, boxes: &[Bounds]) -> Bounds {
    let alike = boxes
        .iter()
        .filter(|other| other.score >= VOTING * person.score)
        .filter(|other| intersection_over_union(person, other) >= ALIKE);
    let (mut edges, mut total) = ([0.0; 4], 0.0);
    for other in alike {
        let own = [other.left, other.top, other.right, other.bottom];
        edges = std::array::from_fn(|edge| edges[edge] + other.score * own[edge]);
        total += other.score;
    }
    if total <= 0.0 {
        return *person;
    }
    let [left, top, right, bottom] = edges.map(|sum| sum / total);
    Bounds {
        left,
        top,
        right,
        bottom,
        score: person.score,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn person(left: f32, right: f32, score: f32) -> Bounds {
        Bounds {
            left,
            top: 0.0,
            right,
            bottom: 10.0,
            score,
        }
    }

    #[test]
    fn cells_become_boxes_inside_the_picture() {
        let mut cells = vec![-9.0; 4 * 2 * OUTPUTS];
        // The cell in column 1 of row 1, whose middle is (12, 12): one cell to the left and right, two up, four down.
        let place = 5 * OUTPUTS;
        cells[place..place + OUTPUTS].copy_from_slice(&[2.0, 0.0, 2f32.ln(), 0.0, 4f32.ln()]);
        let found = decode(&cells, 4, [32.0, 14.0], 0.5);
        assert_eq!(found.len(), 1);
        let expected = [4.0, 0.0, 20.0, 14.0];
        let edges = [found[0].left, found[0].top, found[0].right, found[0].bottom];
        for (edge, expected) in edges.into_iter().zip(expected) {
            assert!((edge - expected).abs() < 1e-4, "{edges:?}");
        }
        assert!((found[0].score - 0.880_797).abs() < 1e-5);
    }

    #[test]
    fn numbers_that_are_none_find_nobody() {
        let cells = [f32::NAN; OUTPUTS];
        assert!(decode(&cells, 1, [8.0, 8.0], 0.1).is_empty());
        let cells = [f32::INFINITY; OUTPUTS];
        assert_eq!(decode(&cells, 1, [8.0, 8.0], 0.1).len(), 1);
    }

    #[test]
    fn the_more_certain_of_two_alike_stays() {
        let found = suppress(
            vec![
                person(0.0, 10.0, 0.9),
                person(1.0, 11.0, 0.8),
                person(8.0, 18.0, 0.7),
            ],
            0.5,
        );
        // The second says nearly the same as the first, and moves it by its share.
        let shift = 0.8 / 1.7;
        assert_eq!(found.len(), 2);
        assert!((found[0].left - shift).abs() < 1e-5 && (found[0].right - 10.0 - shift).abs() < 1e-5);
        assert_eq!(found[0].score, 0.9);
        assert_eq!(found[1], person(8.0, 18.0, 0.7));
        let half = intersection_over_union(&person(0.0, 10.0, 1.0), &person(5.0, 15.0, 1.0));
        assert!((half - 1.0 / 3.0).abs() < 1e-6);
    }
}
