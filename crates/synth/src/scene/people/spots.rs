//! Spots on the ground of a scene: for one, for pairs and files, and for crowds.

use super::Style;
use crate::dice::Dice;
use crate::scene::viewpoint::Viewpoint;
use std::f32::consts::{FRAC_PI_2, PI};

/// Nearest distance of a person, in metres: arms that reach for the camera still lie before it.
const NEAREST: f32 = 1.15;
/// Smallest part of the picture's height that a person takes.
const SMALLEST: f32 = 0.045;
/// Most people of a scene.
const MOST: usize = 12;

/// A place on the ground: metres across and distance, and the turn of who stands there.
pub(super) type Spot = (f32, f32, f32);

/// A turn of the body.
pub(super) fn facing(dice: &mut Dice) -> f32 {
    dice.pick(&[(0.0, 4.5), (FRAC_PI_2, 2.0), (-FRAC_PI_2, 2.0), (PI, 3.0)]) + 0.75 * dice.bell()
}

/// Some who belong together, from a column and a distance on.
fn party(size: usize, (x, depth): (f32, f32), file: bool, dice: &mut Dice) -> Vec<Spot> {
    let yaw = facing(dice);
    let turn = if file {
        yaw
    } else {
        dice.between(-0.5, 0.5) + if dice.chance(0.15) { FRAC_PI_2 } else { 0.0 }
    };
    let gap = if file {
        dice.between(0.7, 1.5)
    } else {
        dice.between(0.42, 0.8)
    };
    (0..size)
        .map(|i| {
            let along = gap * i as f32 + 0.12 * dice.bell();
            let (across, away) = if file {
                (turn.sin() * along, -turn.cos() * along)
            } else {
                (turn.cos() * along, turn.sin() * along)
            };
            let loose = if file { 0.1 } else { 0.7 };
            (
                x + across,
                depth + away + 0.15 * dice.bell(),
                yaw + loose * dice.bell(),
            )
        })
        .collect()
}

/// Spots on the scene's ground.
pub(super) fn spots(style: Style, view: &Viewpoint, dice: &mut Dice) -> Vec<Spot> {
    let main = view.distance;
    let farthest = view.depth_of(SMALLEST).max(main);
    let apart = |low: f32, high: f32, dice: &mut Dice| {
        let (low, high) = (low.max(NEAREST).ln(), high.max(NEAREST * 1.05).ln());
        // More of them near than far.
        (low.min(high) + (high - low).max(0.0) * dice.between(0.0, 1.0).powf(1.4)).exp()
    };
    let column =
        |low: f32, high: f32, depth: f32, dice: &mut Dice| view.across(dice.between(low, high), depth);
    let mut all: Vec<Spot> = Vec::new();
    match style {
        Style::Nobody | Style::Anywhere => {}
        Style::Portrait => {
            let edge = dice.chance(0.14);
            let u = if edge {
                0.5 + dice.sign() * dice.between(0.35, 0.55)
            } else {
                0.5 + 0.28 * dice.bell()
            };
            let x = view.across(u, main);
            let size = dice.pick(&[(1, 6.0), (2, 3.0), (3, 0.8)]);
            let start = if dice.chance(0.5) {
                x
            } else {
                x - 0.6 * (size - 1) as f32
            };
            all = party(size, (start, main), dice.chance(0.1), dice);
            if size == 1 {
                // Most who are photographed look at the camera.
                all[0].2 = if dice.chance(0.6) {
                    0.9 * dice.bell()
                } else {
                    all[0].2
                };
            }
            if dice.chance(0.35) {
                for _ in 0..dice.one(&[1, 1, 2, 3, 5]) {
                    let depth = apart(main * 1.6, (main * 12.0).min(farthest), dice);
                    all.push((column(0.0, 1.0, depth, dice), depth, facing(dice)));
                }
            }
        }
        Style::Few => {
            let size = dice.pick(&[(1, 4.0), (2, 3.0), (3, 1.5)]);
            for _ in 0..size {
                let depth = apart(main * 0.8, main * 1.5, dice);
                all.push((column(0.02, 0.98, depth, dice), depth, facing(dice)));
            }
        }
        Style::Street | Style::Overview => {
            let count = dice.pick(&[(2, 2.0), (3, 2.0), (4, 2.0), (5, 1.5), (6, 1.0), (8, 0.7)]);
            let (near, far) = if style == Style::Street {
                (0.5, farthest)
            } else {
                (0.7, (main * 3.0).min(farthest))
            };
            while all.len() < count {
                let depth = apart(main * near, far, dice);
                let x = column(-0.04, 1.04, depth, dice);
                let size = dice.pick(&[(1, 5.0), (2, 2.5), (3, 0.9), (5, 0.3)]);
                all.extend(party(size, (x, depth), dice.chance(0.25), dice));
            }
        }
        Style::Crowd => {
            let count = dice.one(&[6, 7, 8, 9, 10, 12]);
            let deep = dice.between(1.3, 5.0);
            while all.len() < count {
                let depth = apart(main * 0.6, main * deep, dice);
                let x = column(-0.05, 1.05, depth, dice);
                all.extend(party(dice.one(&[1, 1, 2, 3]), (x, depth), dice.chance(0.2), dice));
            }
        }
    }
    let mut kept: Vec<Spot> = Vec::new();
    for spot in all {
        let free = kept
            .iter()
            .all(|other| (other.0 - spot.0).hypot(other.1 - spot.1) > 0.38);
        if free && spot.1 >= NEAREST && kept.len() < MOST {
            kept.push(spot);
        }
    }
    kept
}
