//! Patterns and materials in cloth coordinates (metres across and down).

use crate::attributes::Pattern;
use crate::material::{Material, Surface};
use crate::noise::{Tile, cell};

/// Part `t` of the way from one colour to another.
pub(super) fn blend(a: [f32; 3], b: [f32; 3], t: f32) -> [f32; 3] {
    [
        a[0] + (b[0] - a[0]) * t,
        a[1] + (b[1] - a[1]) * t,
        a[2] + (b[2] - a[2]) * t,
    ]
}

/// 1 inside a band of `part` of each `period`.
fn band(x: f32, period: f32, part: f32) -> f32 {
    if (x / period).rem_euclid(1.0) < part {
        1.0
    } else {
        0.0
    }
}

/// Colour of the cloth at `x` metres across (0 = front), `y` metres down, angle `a`.
pub fn colour(m: &Material, a: f32, x: f32, y: f32, noise: &Tile) -> [f32; 3] {
    let s = m.scale;
    let style = m.seed % 4;
    match m.pattern {
        Pattern::Plain => m.base,
        Pattern::HorizontalStripes => {
            let part = [0.5, 0.35, 0.25, 0.5][style as usize];
            blend(m.base, m.accent, band(y, 0.052 * s, part))
        }
        Pattern::VerticalStripes => {
            let part = [0.5, 0.3, 0.2, 0.4][style as usize];
            blend(m.base, m.accent, band(x, 0.040 * s, part))
        }
        Pattern::Checks => {
            let p = 0.075 * s;
            let (h, v) = (band(y, p, 0.42), band(x, p, 0.42));
            let fine = (band(y + 0.3 * p, p, 0.07) + band(x + 0.3 * p, p, 0.07)).min(1.0);
            let woven = blend(m.base, m.accent, 0.5 * (h + v));
            if style < 2 {
                blend(woven, m.base.map(|c| 0.25 * c + 0.5), fine * 0.6)
            } else {
                woven
            }
        }
        Pattern::Dots => {
            let p = 0.048 * s;
            let row = (y / p).floor();
            let (u, v) = (
                (x / p + 0.5 * (row as i32 & 1) as f32).rem_euclid(1.0) - 0.5,
                y / p - row - 0.5,
            );
            blend(m.base, m.accent, if u * u + v * v < 0.085 { 1.0 } else { 0.0 })
        }
        Pattern::Logo => {
            let front =
                m.surface == Surface::Bag || m.surface == Surface::Plain || m.surface == Surface::Torso;
            if front && a.abs() < 1.4 {
                logo(m, x, y)
            } else {
                m.base
            }
        }
        Pattern::Floral => {
            let p = 0.065 * s;
            let (i, j) = ((x / p).floor(), (y / p).floor());
            let mut out = m.base;
            let pick = |k: i32| cell(i as i32, j as i32, m.seed.wrapping_add(k as u32));
            let (u, v) = (x / p - i - 0.3 - 0.4 * pick(1), y / p - j - 0.3 - 0.4 * pick(2));
            let r = (u * u + v * v).sqrt();
            let petals = 0.22 + 0.10 * (5.0 * v.atan2(u) + 6.0 * pick(3)).cos();
            if r < petals {
                let tint = [
                    [0.7, 0.1, 0.15],
                    [0.75, 0.5, 0.6],
                    [0.8, 0.6, 0.1],
                    [0.85, 0.85, 0.8],
                ][(pick(4) * 3.99) as usize];
                out = if r < 0.09 {
                    [0.6, 0.42, 0.08]
                } else {
                    blend(m.accent, tint, 0.35)
                };
            } else if noise.at(x * 4.0, y * 4.0 + 0.4) > 0.45 {
                out = blend(m.base, [0.06, 0.17, 0.06], 0.75);
            }
            out
        }
        Pattern::Camouflage => {
            let (n, k) = (
                noise.at(x * 1.3, y * 1.1),
                noise.at(x * 1.2 + 0.37, y * 1.4 + 0.61),
            );
            if n > 0.22 {
                m.accent
            } else if k > 0.2 {
                m.base.map(|c| c * 0.42)
            } else if k < -0.3 {
                blend(m.base, [0.45, 0.40, 0.28], 0.6)
            } else {
                m.base
            }
        }
        Pattern::ColourBlock => {
            let second = match (m.surface, style) {
                (Surface::Sleeve, 0 | 1) => true,
                (Surface::Torso | Surface::Bag, 1) => false,
                (Surface::Sleeve, _) => y < 0.12,
                (Surface::Torso, 0) => a.abs() > 1.15,
                (Surface::Torso, 2) => y < 0.20,
                (Surface::Torso, _) => y > 0.18 && y < 0.30,
                (Surface::Leg | Surface::Skirt, _) => (a.abs() - 1.57).abs() < 0.32,
                _ => y > 0.0,
            };
            if second { m.accent } else { m.base }
        }
        Pattern::Gradient => {
            let t = ((y - m.span[0]) / (m.span[1] - m.span[0]).max(0.1)).clamp(0.0, 1.0);
            blend(m.base, m.accent, t * t * (3.0 - 2.0 * t))
        }
        Pattern::Denim => {
            let weave = 0.10 * noise.at(x * 22.0, y * 9.0);
            let worn = match m.surface {
                Surface::Leg => {
                    0.32 * (1.0 - (a / 1.1).powi(2)).max(0.0) * (0.75 - (y - 0.28).abs() * 1.6).max(0.0)
                }
                _ => 0.08,
            };
            blend(
                m.base,
                [0.62, 0.68, 0.76],
                worn + 0.06 * noise.at(x * 2.0, y * 1.5).max(0.0),
            )
            .map(|c| c * (1.0 + weave))
        }
        Pattern::Leather => {
            let grain = 1.0 + 0.12 * noise.at(x * 9.0, y * 9.0);
            m.base.map(|c| c * grain)
        }
        Pattern::Knit => {
            let rib = (x * 420.0).sin() * 0.05;
            let cable = if style == 0 {
                0.10 * ((y * 130.0 + (x * 70.0).sin() * 2.0).sin())
            } else {
                0.05 * (y * 260.0).sin()
            };
            m.base.map(|c| c * (0.97 + rib + cable))
        }
    }
}

/// A print on the chest: a disc, a block of letters, stripes or a picture.
fn logo(m: &Material, x: f32, y: f32) -> [f32; 3] {
    let torso = m.surface == Surface::Torso;
    let small = torso && m.seed.is_multiple_of(5);
    let (cx, cy, r) = match (torso, small) {
        (true, true) => (0.075, 0.15, 0.028),
        (true, false) => (0.0, 0.20, 0.075 * (0.7 + 0.4 * m.scale)),
        _ => (0.0, 0.0, 0.06),
    };
    let (u, v) = ((x - cx) / r, (y - cy) / r);
    let on = match m.seed / 5 % 4 {
        0 => u * u + v * v < 1.0 && !(u * u + v * v < 0.35 && v > -0.1),
        1 => {
            let line = (v * 2.2).floor();
            v.abs() < 0.9
                && u.abs() < 1.25
                && (v * 2.2 - line) < 0.68
                && cell((u * 4.5) as i32 + 9, line as i32, m.seed) > 0.25
        }
        2 => v.abs() < 0.30 && u.abs() < 1.35 && cell((u * 5.0 + 20.0) as i32, 0, m.seed) > 0.2,
        _ => {
            u.abs() < 1.0
                && v.abs() < 1.1
                && cell((u * 3.0 + 30.0) as i32, (v * 3.0 + 30.0) as i32, m.seed) > 0.35
        }
    };
    if on { m.accent } else { m.base }
}
