//! Smooth noise from a small tile that is made once: cloth folds, fabric, grass and walls all read it.

use std::sync::OnceLock;

const SIZE: usize = 128;
const MASK: usize = SIZE - 1;

/// Scrambles a number.
pub fn hash(x: u32) -> u32 {
    let x = (x ^ (x >> 16)).wrapping_mul(0x7feb_352d);
    let x = (x ^ (x >> 15)).wrapping_mul(0x846c_a68b);
    x ^ (x >> 16)
}

/// A value in 0..1 for a cell of a grid.
pub fn cell(x: i32, y: i32, seed: u32) -> f32 {
    let h = hash((x as u32).wrapping_mul(0x9e37_79b9) ^ hash((y as u32) ^ seed.wrapping_mul(0x85eb_ca6b)));
    h as f32 / u32::MAX as f32
}

/// A tile of fractal noise, about -1..1.
pub struct Tile(Vec<f32>);

/// The tile that everyone shares.
pub fn tile() -> &'static Tile {
    static TILE: OnceLock<Tile> = OnceLock::new();
    TILE.get_or_init(Tile::new)
}

impl Tile {
    fn new() -> Self {
        let mut data = vec![0.0; SIZE * SIZE];
        let mut strength = 0.8;
        for octave in 0..4 {
            let period = 8 << octave;
            let step = SIZE / period;
            for y in 0..SIZE {
                for x in 0..SIZE {
                    let (fx, fy) = ((x % step) as f32 / step as f32, (y % step) as f32 / step as f32);
                    let (sx, sy) = (fx * fx * (3.0 - 2.0 * fx), fy * fy * (3.0 - 2.0 * fy));
                    let at = |dx: usize, dy: usize| {
                        let (cx, cy) = ((x / step + dx) % period, (y / step + dy) % period);
                        cell(cx as i32, cy as i32, octave as u32 + 11) * 2.0 - 1.0
                    };
                    let top = at(0, 0) + (at(1, 0) - at(0, 0)) * sx;
                    let low = at(0, 1) + (at(1, 1) - at(0, 1)) * sx;
                    data[y * SIZE + x] += strength * (top + (low - top) * sy);
                }
            }
            strength *= 0.5;
        }
        Self(data)
    }

    /// Noise at a point; the pattern repeats after 1 and has about eight bumps in it.
    pub fn at(&self, u: f32, v: f32) -> f32 {
        let (x, y) = (u * SIZE as f32, v * SIZE as f32);
        // Casts are much cheaper than `floor` on plain x86-64.
        let down = |x: f32| x as i32 - i32::from(x < 0.0);
        let (fx, fy) = (down(x), down(y));
        let (i, j) = (fx as usize & MASK, fy as usize & MASK);
        let (tx, ty) = (x - fx as f32, y - fy as f32);
        let (i1, j1) = ((i + 1) & MASK, (j + 1) & MASK);
        let (a, b) = (self.0[j * SIZE + i], self.0[j * SIZE + i1]);
        let (c, d) = (self.0[j1 * SIZE + i], self.0[j1 * SIZE + i1]);
        let (top, low) = (a + (b - a) * tx, c + (d - c) * tx);
        top + (low - top) * ty
    }

    /// Noise and its slope along both axes.
    pub fn slope(&self, u: f32, v: f32) -> (f32, f32, f32) {
        const STEP: f32 = 1.0 / 64.0;
        let here = self.at(u, v);
        (
            here,
            (self.at(u + STEP, v) - here) * 4.0,
            (self.at(u, v + STEP) - here) * 4.0,
        )
    }
}
