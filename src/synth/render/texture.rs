//! Surfaces of the surroundings: paving, bricks, windows, leaves.

use crate::synth::noise::{Tile, cell};

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Texture {
    Flat,
    Rough,
    Tiles,
    Bricks,
    Planks,
    Grass,
    Leaves,
    Windows,
    Shops,
    Goods,
    Waves,
}

/// A surface of the surroundings.
#[derive(Clone, Copy, Debug)]
pub(super) struct Face {
    pub texture: Texture,
    pub base: [f32; 3],
    pub second: [f32; 3],
    pub size: f32,
    pub seed: u32,
}

impl Face {
    /// Reflectance at a point given in metres; `far` is its distance.
    pub fn at(&self, x: f32, y: f32, far: f32, noise: &Tile) -> [f32; 3] {
        let mix = |t: f32| [0, 1, 2].map(|i| self.base[i] + (self.second[i] - self.base[i]) * t);
        let s = self.size;
        let grain = 1.0 + 0.10 * noise.at(x * 0.21, y * 0.21);
        let rgb = match self.texture {
            Texture::Flat => return self.base,
            Texture::Rough => {
                mix(0.35 + 0.45 * noise.at(x * 0.35 / s, y * 0.35 / s) + 0.2 * noise.at(x * 2.3, y * 2.3))
            }
            Texture::Tiles => {
                let (u, v) = ((x / s).rem_euclid(1.0), (y / s).rem_euclid(1.0));
                let line = 0.03 + 0.004 * far;
                let own = 0.25 * cell((x / s).floor() as i32, (y / s).floor() as i32, self.seed);
                mix(if u < line || v < line { 1.0 } else { own })
            }
            Texture::Bricks => {
                let row = (y / (0.36 * s)).floor();
                let u = (x / s + 0.5 * (row as i32 & 1) as f32).rem_euclid(1.0);
                let v = y / (0.36 * s) - row;
                let own = 0.75
                    + 0.5
                        * cell(
                            (x / s + 0.5 * (row as i32 & 1) as f32).floor() as i32,
                            row as i32,
                            self.seed,
                        );
                if u < 0.06 || v < 0.16 {
                    self.second
                } else {
                    self.base.map(|c| c * own)
                }
            }
            Texture::Planks => {
                let plank = (x / s).floor() as i32;
                mix(cell(plank, 0, self.seed) * 0.7 + 0.3 * noise.at(x * 3.0, y * 0.3))
            }
            Texture::Grass => {
                mix(0.5 + 0.35 * noise.at(x * 1.1, y * 1.1) + 0.35 * noise.at(x * 0.15, y * 0.15))
            }
            Texture::Leaves => {
                let n = noise.at(x * 0.16 / s, y * 0.16 / s) + 0.6 * noise.at(x * 0.9 / s, y * 0.9 / s);
                mix(0.5 + 0.75 * n).map(|c| c.max(0.004))
            }
            Texture::Windows => {
                let (i, j) = ((x / s).floor(), (y / (0.95 * s)).floor());
                let (u, v) = (x / s - i, y / (0.95 * s) - j);
                let glass = (0.22..0.78).contains(&u) && (0.22..0.80).contains(&v);
                if glass {
                    let k = cell(i as i32, j as i32, self.seed);
                    [0.05 + 0.25 * k, 0.06 + 0.27 * k, 0.08 + 0.3 * k]
                } else {
                    self.base
                }
            }
            Texture::Shops => {
                let i = (x / s).floor();
                let u = x / s - i;
                if u < 0.10 || !(0.35..2.5).contains(&y) {
                    if (2.5..3.1).contains(&y) {
                        let k = i as i32;
                        [
                            cell(k, 1, self.seed) * 0.6,
                            cell(k, 2, self.seed) * 0.5,
                            cell(k, 3, self.seed) * 0.6,
                        ]
                    } else {
                        self.base
                    }
                } else {
                    // A lit display behind glass.
                    let (k, l) = ((u * 7.0) as i32, (y * 3.0) as i32);
                    let c = |n: i32| cell(k + 50 * i as i32, l + 97 * n, self.seed);
                    let glow = 0.25 + 0.5 * cell(i as i32, 9, self.seed);
                    let soft = 0.5 + 0.5 * noise.at(x * 0.4, y * 0.4);
                    [
                        glow * (0.25 + 0.6 * c(1)) * soft,
                        glow * (0.22 + 0.55 * c(2)) * soft,
                        glow * (0.2 + 0.55 * c(3)) * soft,
                    ]
                }
            }
            Texture::Goods => {
                let (i, j) = ((x / s).floor() as i32, (y / (1.3 * s)).floor() as i32);
                if (y / (1.3 * s)).rem_euclid(1.0) < 0.12 {
                    self.base.map(|c| c * 0.5)
                } else {
                    [0, 1, 2].map(|n| 0.05 + 0.6 * cell(i, j, self.seed.wrapping_add(n)).powi(2))
                }
            }
            Texture::Waves => mix((noise.at(x * 0.04, y * 1.6) * 0.8).clamp(0.0, 1.0)),
        };
        rgb.map(|c| (c * grain).max(0.0))
    }
}
