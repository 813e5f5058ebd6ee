//! What the camera of a scene does to the picture, in parts of its width.

use crate::dice::Dice;
use crate::shot::{Conditions, Lens};

/// A lens whose sizes do not hang on the picture's.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Exposure {
    /// Part of the picture's width that was really resolved; 1 = all.
    resolved: f32,
    lens: Lens,
}

impl Exposure {
    /// Draws a camera; `night` is dark, noisy and blurred.
    pub fn sample(conditions: Conditions, night: bool, dice: &mut Dice) -> Self {
        let shift = conditions == Conditions::Shift;
        let poor = dice.chance(if night { 0.4 } else { 0.14 });
        let odd = dice.chance(0.12);
        let cast = |dice: &mut Dice| 1.0 + if odd { 0.28 } else { 0.09 } * dice.bell();
        let resolved = if dice.chance(0.16) {
            dice.between(0.3, 0.9)
        } else {
            1.0
        };
        let lens = Lens {
            resolved: 0,
            blur: if dice.chance(0.3) {
                dice.between(0.001, 0.008)
            } else {
                0.0
            },
            motion: if dice.chance(if night { 0.12 } else { 0.05 }) {
                dice.between(0.003, 0.018)
            } else {
                0.0
            },
            noise: if poor {
                dice.between(0.01, 0.06)
            } else {
                dice.between(-0.004, 0.012).max(0.0)
            },
            exposure: if dice.chance(0.12) {
                dice.between(-1.3, 0.8).exp()
            } else {
                1.0 + 0.3 * dice.bell()
            } * if night { 1.6 } else { 1.0 },
            cast: [cast(dice), 1.0, cast(dice)],
            contrast: 1.15 + 0.45 * dice.bell(),
            saturation: match dice.pick(&[(0, 8.0), (1, 0.5), (2, 0.6)]) {
                0 => 0.95 + 0.35 * dice.bell(),
                1 => 0.0,
                _ => dice.between(0.15, 1.7),
            },
            jpeg: if dice.chance(0.45) {
                dice.between(28.0, 92.0) as u8
            } else {
                100
            },
            haze: if dice.chance(if shift { 0.5 } else { 0.1 }) {
                dice.between(0.02, 0.24)
            } else {
                0.0
            },
            interlace: if shift && dice.chance(0.2) { 0.003 } else { 0.0 },
            sharpen: dice.between(-0.5, 1.1).max(0.0),
        };
        Self { resolved, lens }
    }

    /// A camera without faults.
    #[cfg(test)]
    pub fn plain() -> Self {
        let lens = crate::Shot::sample(0, Conditions::Train).in_studio().lens;
        Self { resolved: 1.0, lens }
    }

    /// The lens of a picture of this width.
    pub fn lens(&self, width: usize) -> Lens {
        let resolved = if self.resolved < 1.0 {
            (self.resolved * width as f32).max(8.0) as u32
        } else {
            0
        };
        Lens {
            resolved,
            ..self.lens
        }
    }
}
