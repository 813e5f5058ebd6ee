//! Uneven light over a whole photo: one side brighter, blotches of shade, dark corners, a glare.

use super::canvas::Canvas;
use crate::dice::Dice;
use crate::noise::tile;

/// Uneven light.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Mood {
    /// Slope of the brightness across and down.
    slope: (f32, f32),
    /// Strength, size and place of blotches.
    blotches: (f32, f32, f32),
    /// How dark the corners are.
    corners: f32,
    /// Place, size and strength of a glare.
    glare: (f32, f32, f32, f32),
    /// Colour of the bright side.
    tint: [f32; 3],
}

impl Mood {
    /// Draws uneven light.
    pub fn sample(dice: &mut Dice) -> Self {
        let warm = 0.25 * dice.bell();
        Self {
            slope: (0.7 * dice.bell(), 0.6 * dice.bell()),
            blotches: (
                if dice.chance(0.5) {
                    dice.between(0.1, 0.7)
                } else {
                    0.0
                },
                dice.between(0.08, 0.6),
                dice.between(0.0, 9.0),
            ),
            corners: if dice.chance(0.4) {
                dice.between(0.1, 0.8)
            } else {
                0.0
            },
            glare: (
                dice.between(0.0, 1.0),
                dice.between(-0.2, 0.6),
                dice.between(0.05, 0.5),
                if dice.chance(0.2) {
                    dice.between(0.2, 1.5)
                } else {
                    0.0
                },
            ),
            tint: [warm, 0.0, -warm],
        }
    }

    /// Lights the canvas; who is seen stays the same.
    pub fn paint(&self, canvas: &mut Canvas) {
        let (width, height) = canvas.size();
        let (strength, size, place) = self.blotches;
        for y in 0..height {
            for x in 0..width {
                let (u, v) = ((x as f32 + 0.5) / width as f32, (y as f32 + 0.5) / height as f32);
                let side = self.slope.0 * (2.0 * u - 1.0) + self.slope.1 * (2.0 * v - 1.0);
                let shade = match strength > 0.0 {
                    true => strength * (tile().at(u * size + place, v * size) * 5.0).clamp(-1.0, 0.5),
                    false => 0.0,
                };
                let corner = self.corners * 0.5 * ((2.0 * u - 1.0).powi(2) + (2.0 * v - 1.0).powi(2));
                let light = ((1.0 + side) * (1.0 + shade) * (1.0 - corner)).max(0.08);
                let (gx, gy, reach, glow) = self.glare;
                let far = ((u - gx).powi(2) + (v - gy).powi(2)) / (reach * reach);
                let glow = if glow > 0.0 {
                    glow * 0.3 / (1.0 + far * far)
                } else {
                    0.0
                };
                let under = &mut canvas.rgb[y * width + x];
                *under = [0, 1, 2].map(|c| under[c] * light * (1.0 + self.tint[c] * side.max(0.0)) + glow);
            }
        }
    }
}
