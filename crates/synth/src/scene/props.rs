//! Things that stand or hang in a scene, as upright pictures of them, and nobody is one of them.

use super::canvas::Canvas;
use super::shapes::{Shape, Spot};
use crate::dice::Dice;
use crate::geometry::{V3, v3};
use crate::noise::tile;
use crate::render::camera::View;
use crate::render::light::Lamp;
use crate::render::standee::{Standee, StandeeKind};

/// What a thing looks like.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum PropKind {
    /// One that stands behind people in the pictures of one person, too.
    Standee(StandeeKind),
    /// A shape of its own.
    Shape(Shape),
}

/// Where a thing is.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Stand {
    /// On the scene's ground, or above it.
    Scene(V3),
    /// Middle of its foot across and down the picture, 0..1, and its height as a part of the picture's.
    Picture(f32, f32, f32),
}

/// A thing of the plan.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Prop {
    /// What it is.
    pub kind: PropKind,
    /// Where it is.
    pub stand: Stand,
    /// Distance from the camera, for the order of drawing.
    pub depth: f32,
    /// Metres across.
    pub wide: f32,
    /// Metres up.
    pub tall: f32,
    /// Colours.
    pub tints: [[f32; 3]; 2],
    /// Seed of the details.
    pub seed: u32,
}

/// Colours of things: of any hue, most of them dull, some glaring.
pub(super) fn tint(dice: &mut Dice) -> [f32; 3] {
    let l = dice.between(0.08, 0.9).powi(2);
    let strong = dice.pick(&[(0.1, 3.0), (0.45, 2.0), (0.95, 1.2)]);
    let hue = dice.between(0.0, 6.3);
    [0.0, 2.1, 4.2].map(|turn: f32| (l * (1.0 + 1.2 * strong * (hue + turn).cos())).clamp(0.004, 0.95))
}

impl Prop {
    /// Paints the thing; it hides whoever is behind it.
    pub fn paint(&self, canvas: &mut Canvas, view: &View, lamp: &Lamp) {
        let (width, height) = canvas.size();
        let (foot, tall, wide) = match self.stand {
            Stand::Scene(at) => {
                let (foot, head) = (view.project(at), view.project(at + v3(0.0, self.tall, 0.0)));
                let side = view.project(at + v3(self.wide, 0.0, 0.0));
                if foot.z < 0.4 {
                    return;
                }
                ((foot.x, foot.y), foot.y - head.y, (side.x - foot.x).abs())
            }
            Stand::Picture(u, v, part) => {
                let tall = part * height as f32;
                (
                    (u * width as f32, v * height as f32),
                    tall,
                    tall * self.wide / self.tall,
                )
            }
        };
        if tall < 1.0 || wide < 0.5 {
            return;
        }
        let light = lamp.falls(v3(50.0, 1.0, 0.0), v3(0.0, 0.0, 1.0), 0.9);
        let range = |low: f32, high: f32, most: usize| {
            low.clamp(0.0, most as f32) as usize..high.clamp(0.0, most as f32) as usize
        };
        let standee = self.standee();
        // Fronts fill what they cover.
        let samples: &[(f32, f32)] = match self.kind {
            PropKind::Shape(Shape::House) => &[(0.5, 0.5)],
            _ => &[(0.25, 0.3), (0.75, 0.7)],
        };
        for y in range(foot.1 - tall, foot.1 + 1.0, height) {
            for x in range(foot.0 - wide * 0.5, foot.0 + wide * 0.5 + 1.0, width) {
                let (mut sum, mut cover) = ([0.0f32; 3], 0.0f32);
                for &(dx, dy) in samples {
                    let u = (x as f32 + dx - foot.0) / wide * 2.0;
                    let v = (y as f32 + dy - (foot.1 - tall)) / tall;
                    if u.abs() > 1.0 || !(0.0..=1.0).contains(&v) {
                        continue;
                    }
                    if let Some(rgb) = self.at(&standee, u, v) {
                        sum = [0, 1, 2].map(|c| sum[c] + rgb[c]);
                        cover += 1.0;
                    }
                }
                if cover > 0.0 {
                    let rgb = [0, 1, 2].map(|c| sum[c] / cover * light[c]);
                    canvas.cover(x, y, rgb, cover / samples.len() as f32);
                }
            }
        }
    }

    fn standee(&self) -> Standee {
        let kind = match self.kind {
            PropKind::Standee(kind) => kind,
            PropKind::Shape(_) => StandeeKind::Box,
        };
        Standee {
            at: V3::default(),
            wide: self.wide,
            tall: self.tall,
            kind,
            tints: self.tints,
            seed: self.seed,
        }
    }

    /// Reflectance at -1..1 across and 0..1 from the top.
    fn at(&self, standee: &Standee, u: f32, v: f32) -> Option<[f32; 3]> {
        match self.kind {
            PropKind::Standee(_) => standee.at(u, v, tile()).map(|(rgb, _)| rgb),
            PropKind::Shape(shape) => shape.at(&Spot {
                x: 0.5 * u * self.wide,
                y: (1.0 - v) * self.tall,
                u,
                v,
                wide: self.wide,
                tall: self.tall,
                tints: self.tints,
                seed: self.seed,
            }),
        }
    }
}
