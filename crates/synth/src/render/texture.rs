//! Surfaces of the surroundings: paving, bricks, windows, leaves.

use crate::noise::{Tile, cell};

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Texture {
    Flat,
    Rough,
    Asphalt,
    Tiles,
    Cobbles,
    Bricks,
    Blocks,
    Ribs,
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
pub(crate) struct Face {
    pub texture: Texture,
    pub base: [f32; 3],
    pub second: [f32; 3],
    pub size: f32,
    pub seed: u32,
}

/// Cell number and place in the cell; casts are much cheaper than `floor` on plain x86-64.
fn split(x: f32) -> (i32, f32) {
    let i = x as i32 - i32::from(x < 0.0);
    (i, x - i as f32)
}

impl Face {
    /// Reflectance at a point given in metres; `far` is its distance.
    pub fn at(&self, x: f32, y: f32, far: f32, noise: &Tile) -> [f32; 3] {
        let mix = |t: f32| [0, 1, 2].map(|i| self.base[i] + (self.second[i] - self.base[i]) * t);
        let s = self.size;
        let rgb = match self.texture {
            Texture::Flat => return self.base,
            Texture::Rough => mix(0.35 + 0.45 * noise.at(x * 0.35 / s, y * 0.35 / s)),
            Texture::Asphalt => {
                let patch = noise.at(x * 0.07, y * 0.05);
                mix(0.2 + 0.45 * noise.at(x * 2.9, y * 1.7) + 0.5 * patch)
            }
            Texture::Tiles => {
                let ((i, u), (j, v)) = (split(x / s), split(y / s));
                let line = 0.03 + 0.004 * far;
                mix(if u < line || v < line {
                    1.0
                } else {
                    0.35 * cell(i, j, self.seed)
                })
            }
            Texture::Cobbles => {
                let (j, v) = split(y / s);
                let (i, u) = split(x / s + 0.5 * (j & 1) as f32);
                let stone = 0.5 + 0.8 * cell(i, j, self.seed);
                let round = (1.0 - (2.0 * u - 1.0).powi(4)) * (1.0 - (2.0 * v - 1.0).powi(4));
                self.base.map(|c| c * stone * (0.3 + 0.7 * round))
            }
            Texture::Bricks => {
                let (j, v) = split(y / (0.36 * s));
                let (i, u) = split(x / s + 0.5 * (j & 1) as f32);
                if u < 0.06 || v < 0.16 {
                    self.second
                } else {
                    let own = 0.55 + 0.9 * cell(i, j, self.seed);
                    self.base.map(|c| c * own)
                }
            }
            Texture::Blocks => {
                let (j, v) = split(y / (0.55 * s));
                let (i, u) = split(x / s + 0.5 * (j & 1) as f32);
                if u < 0.025 || v < 0.045 {
                    self.second.map(|c| c * 0.5)
                } else {
                    mix(0.5 * cell(i, j, self.seed) + 0.4 * noise.at(x * 0.5, y * 0.5))
                }
            }
            Texture::Ribs => {
                let (_, v) = split(y / s);
                mix((2.0 * v - 1.0).abs())
            }
            Texture::Planks => {
                let (plank, u) = split(x / s);
                if u < 0.05 {
                    return self.second.map(|c| c * 0.5);
                }
                mix(cell(plank, 0, self.seed) * 0.7 + 0.3 * noise.at(x * 3.0, y * 0.3))
            }
            Texture::Grass => {
                let n = 0.5 + 0.55 * noise.at(x * 1.6, y * 1.1) + 0.4 * noise.at(x * 0.15, y * 0.15);
                return mix(n.clamp(-0.3, 1.0));
            }
            Texture::Leaves => return self.leaves(x, y, noise),
            Texture::Windows => return self.windows(x, y, noise),
            Texture::Shops => return self.shops(x, y, noise),
            Texture::Goods => {
                let ((i, u), (j, v)) = (split(x / s), split(y / (1.3 * s)));
                if v < 0.12 {
                    self.second.map(|c| c * 0.5)
                } else {
                    let light = if u < 0.15 { 0.3 } else { 1.0 - 0.5 * v };
                    let l = 0.02 + 0.5 * cell(i, j, self.seed).powi(2);
                    [1, 2, 3].map(|n| light * l * (0.5 + cell(i, j, self.seed.wrapping_add(n))))
                }
            }
            Texture::Waves => mix((noise.at(x * 0.04, y * 1.6) * 0.8).clamp(0.0, 1.0)),
        };
        let grain = 1.0 + 0.22 * noise.at(x * 0.9 + 0.3, y * 1.3) + 0.12 * noise.at(x * 0.11, y * 0.13);
        rgb.map(|c| (c * grain).max(0.0))
    }

    /// Clumps of leaves: bright tips over dark gaps.
    fn leaves(&self, x: f32, y: f32, noise: &Tile) -> [f32; 3] {
        let s = self.size;
        let clump = noise.at(x * 0.16 / s, y * 0.2 / s);
        let leaf = noise.at(x * 1.1 / s + 0.4, y * 1.3 / s);
        let open = (0.42 + 0.7 * clump + 1.1 * leaf).clamp(0.0, 1.6);
        let t = open * open;
        [0, 1, 2].map(|i| self.second[i] + self.base[i] * 1.5 * t)
    }

    /// A house front with rows of windows.
    fn windows(&self, x: f32, y: f32, noise: &Tile) -> [f32; 3] {
        let s = self.size;
        let ((i, u), (j, v)) = (split(x / s), split(y / (0.95 * s)));
        let (du, dv) = ((u - 0.5).abs(), (v - 0.52).abs());
        let stain = 1.0 + 0.25 * noise.at(x * 0.21, y * 0.09) + 0.15 * noise.at(x * 1.3, y * 1.3);
        if du > 0.30 || dv > 0.31 {
            let ledge = if v < 0.06 { 0.6 } else { 1.0 };
            return self.base.map(|c| c * stain * ledge);
        }
        if du > 0.27 || dv > 0.28 || du < 0.015 {
            return self.base.map(|c| (c * 1.5).min(0.8));
        }
        // Glass: a dark room, or the sky on it.
        let k = cell(i, j, self.seed);
        let sky = 0.35 * k * k * (0.5 + v) * (1.0 + 0.6 * noise.at(x * 0.3, y * 0.5));
        [0, 1, 2].map(|c| self.second[c] + sky * [0.85, 0.95, 1.1][c])
    }

    /// Shop windows: dark glass with things behind it, frames and a sign.
    fn shops(&self, x: f32, y: f32, noise: &Tile) -> [f32; 3] {
        let s = self.size;
        let (i, u) = split(x / s);
        if y < 0.35 || u < 0.05 || (0.49..0.52).contains(&u) {
            let grain = 1.0 + 0.2 * noise.at(x * 1.2, y * 1.2);
            return self.base.map(|c| c * grain);
        }
        if y > 2.5 {
            if y > 3.1 {
                return self.base.map(|c| c * 1.2);
            }
            let l = 0.03 + 0.5 * cell(i, 1, self.seed).powi(2);
            let letter = cell((x * 6.0) as i32, i, self.seed) > 0.5 && (2.65..2.95).contains(&y);
            return if letter {
                [0.5, 0.5, 0.48]
            } else {
                [2, 3, 4].map(|n| l * (0.5 + cell(i, n, self.seed)))
            };
        }
        let door = cell(i, 7, self.seed) < 0.3 && u > 0.52;
        let glow = if door {
            0.02
        } else {
            0.45 * cell(i, 9, self.seed).powi(2)
        };
        let thing = noise.at(x * 0.35, y * 0.28) + 0.6 * noise.at(x * 1.7 + 0.2, y * 1.1);
        let lit = (thing - 0.05).max(0.0) * glow * 1.6;
        let sheen = 0.10 * (noise.at(x * 0.06 + 0.02 * y, 0.3) + 0.1).max(0.0);
        let hue = cell((x * 1.3 / s) as i32, (y * 1.2) as i32, self.seed);
        [
            self.second[0] + lit * (0.8 + 0.5 * hue) + sheen,
            self.second[1] + lit + sheen,
            self.second[2] + lit * (1.2 - 0.6 * hue) + sheen * 1.1,
        ]
    }
}
