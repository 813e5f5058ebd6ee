//! Ground: paving with kerbs, painted lines and the shade of leaves.

use super::texture::{Face, Texture};
use crate::dice::Dice;
use crate::noise::Tile;
use crate::shot::Scene;

/// Paint on the ground.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Marks {
    None,
    /// A single line.
    Line,
    /// Broad bars of a crossing.
    Bars,
}

/// Ground of one shot: one surface around the person, another one beyond a kerb.
#[derive(Clone, Copy, Debug)]
pub(super) struct Ground {
    near: Face,
    beyond: Face,
    kerb: [f32; 3],
    /// Direction in which the kerb is crossed, and its distance from the person.
    across: (f32, f32),
    kerb_at: f32,
    marks: Marks,
    paint: [f32; 3],
    marks_at: f32,
}

fn grey(dice: &mut Dice, low: f32, high: f32) -> [f32; 3] {
    let l = dice.between(low, high);
    let warm = 0.08 * dice.bell();
    [l * (1.0 + warm), l, l * (1.0 - warm)]
}

/// Paving as it is found in front of houses.
pub(super) fn pavement(dice: &mut Dice) -> Face {
    let stone = grey(dice, 0.10, 0.42);
    let joint = stone.map(|c| c * dice.between(0.45, 0.75));
    let seed = dice.seed();
    let (texture, size) = match dice.pick(&[(0, 3.0), (1, 3.5), (2, 1.2), (3, 1.0)]) {
        0 => (Texture::Tiles, dice.between(0.25, 0.9)),
        1 => (Texture::Asphalt, 1.0),
        2 => (Texture::Bricks, dice.between(0.1, 0.22)),
        _ => (Texture::Cobbles, dice.between(0.09, 0.16)),
    };
    let base = if texture == Texture::Bricks && dice.chance(0.5) {
        [stone[0] * 1.15, stone[1] * 0.75, stone[2] * 0.6]
    } else {
        stone
    };
    Face {
        texture,
        base,
        second: joint,
        size,
        seed,
    }
}

fn asphalt(dice: &mut Dice) -> Face {
    let base = grey(dice, 0.05, 0.2);
    Face {
        texture: Texture::Asphalt,
        base,
        second: base.map(|c| c * 0.6),
        size: 1.0,
        seed: dice.seed(),
    }
}

impl Ground {
    /// The same ground everywhere.
    pub fn even(face: Face) -> Self {
        Self {
            near: face,
            beyond: face,
            kerb: face.base,
            across: (0.0, 1.0),
            kerb_at: f32::MAX,
            marks: Marks::None,
            paint: face.base,
            marks_at: 0.0,
        }
    }

    /// Ground with a kerb, a lawn or a road beside it, and paint on it, as the scene allows.
    pub fn outdoors(face: Face, lawn: Face, scene: Scene, dice: &mut Dice) -> Self {
        let mut ground = Self::even(face);
        let turn = 0.6 * dice.bell();
        ground.across = (turn.sin(), turn.cos());
        let street = matches!(scene, Scene::Street | Scene::Parking);
        if dice.chance(if street { 0.45 } else { 0.0 }) {
            ground.near = asphalt(dice);
        }
        if dice.chance(0.45) && scene != Scene::Beach {
            ground.kerb_at = -dice.between(0.35, 3.5);
            ground.kerb = if dice.chance(0.2) {
                [0.62, 0.42, 0.05]
            } else {
                grey(dice, 0.25, 0.6)
            };
            ground.beyond = match dice.pick(&[(0, 1.0), (1, 1.0), (2, 0.6)]) {
                0 => asphalt(dice),
                1 => lawn,
                _ => pavement(dice),
            };
        }
        if ground.near.texture == Texture::Asphalt && dice.chance(0.4) {
            ground.marks = if dice.chance(0.5) {
                Marks::Bars
            } else {
                Marks::Line
            };
            ground.paint = if dice.chance(0.85) {
                [0.62, 0.62, 0.6]
            } else {
                [0.6, 0.42, 0.06]
            };
            ground.marks_at = dice.between(-2.0, 1.0);
            let turn = if dice.chance(0.5) {
                0.0
            } else {
                std::f32::consts::FRAC_PI_2
            } + 0.5 * dice.bell();
            if ground.kerb_at == f32::MAX {
                ground.across = (turn.sin(), turn.cos());
            }
        }
        ground
    }

    /// Reflectance at a point in metres, `far` from the camera.
    pub fn at(&self, x: f32, z: f32, far: f32, noise: &Tile) -> [f32; 3] {
        let across = x * self.across.0 + z * self.across.1;
        // Negative is away from the camera.
        let past = self.kerb_at - across;
        if self.kerb_at < 0.0 && past > 0.0 {
            if past < 0.16 {
                return self.kerb.map(|c| c * if past < 0.05 { 0.55 } else { 1.0 });
            }
            return self.beyond.at(x, z, far, noise);
        }
        let painted = match self.marks {
            Marks::None => false,
            Marks::Line => (across - self.marks_at).abs() < 0.07,
            Marks::Bars => ((across - self.marks_at) / 0.95).rem_euclid(1.0) < 0.48,
        };
        let rgb = self.near.at(x, z, far, noise);
        if painted {
            let worn = (0.8 + 0.6 * noise.at(x * 0.6, z * 0.6)).clamp(0.2, 1.0);
            return [0, 1, 2].map(|i| rgb[i] + (self.paint[i] - rgb[i]) * worn);
        }
        rgb
    }
}
