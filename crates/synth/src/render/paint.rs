//! From a material and a place on it to colour, region and relief.

use super::cloth;
use super::face::{FaceLook, head};
use crate::geometry::ramp;
use crate::material::{Closure, Material, Neckline, Pockets, Region, Surface};
use crate::noise::Tile;

/// A painted point.
#[derive(Clone, Copy, Debug)]
pub struct Paint {
    /// Reflectance.
    pub rgb: [f32; 3],
    /// Region.
    pub region: Region,
    /// Slope of the relief across and down.
    pub bump: (f32, f32),
    /// Gloss.
    pub gloss: f32,
}

/// The colour times a factor.
pub(super) fn darken(rgb: [f32; 3], by: f32) -> [f32; 3] {
    rgb.map(|c| c * by)
}

/// Paints the point with angle `a` and length `v` on `m`.
pub fn paint(m: &Material, a: f32, v: f32, face: &FaceLook, noise: &Tile) -> Paint {
    let mut out = Paint {
        rgb: m.base,
        region: m.region,
        bump: (0.0, 0.0),
        gloss: m.gloss,
    };
    let x = a * m.girth;
    match m.surface {
        Surface::Skin => {
            let n = noise.at(a * 0.2, v * 2.0);
            out.rgb = darken(m.base, 1.0 + 0.06 * n);
        }
        Surface::Face => head(&mut out, a, v / face.half, face),
        Surface::Hair => {
            let strand = noise.at(a * 2.3, v * 0.9 + 0.2 * a);
            let lock = noise.at(a * 0.7 + 0.3, v * 0.5);
            out.rgb = darken(m.base, (1.0 + 0.28 * strand + 0.25 * lock).max(0.3));
            out.bump = (strand * 0.5, 0.0);
        }
        Surface::Shoe => {
            if v < m.span[0] {
                out.rgb = m.accent;
                out.gloss = 0.03;
            } else if v > m.span[1] {
                out.rgb = m.cut.inner;
                out.region = Region::Skin;
            } else if m.pattern != crate::attributes::Pattern::Plain
                && a.abs() > 0.8
                && (a.abs() * 4.0 + v * 60.0).sin() > 0.55
            {
                out.rgb = m.accent;
            }
        }
        _ => {
            out.rgb = cloth::colour(m, a, x, v, noise);
            tailor(&mut out, m, a, x, v);
            if m.folds > 0.0 {
                folds(&mut out, m, a, x, v, noise);
            }
        }
    }
    out
}

/// Wrinkles: long soft ones along the cloth, and a few sharp ones where it bends.
fn folds(out: &mut Paint, m: &Material, a: f32, x: f32, v: f32, noise: &Tile) {
    let shift = (m.seed & 255) as f32 * 0.117;
    let (fu, fv) = match m.surface {
        Surface::Sleeve => (1.1, 1.5),
        Surface::Leg => (0.8, 0.7),
        Surface::Skirt => (1.2, 0.25),
        _ => (0.65, 0.75),
    };
    // Slanted coordinates, because cloth is pulled towards shoulders, crotch and knees.
    let slant = 0.5 * v * a.signum() * if m.surface == Surface::Torso { 1.0 } else { 0.3 };
    let (crease, su, sv) = noise.slope(x * fu + slant + shift, v * fv + shift);
    // Cloth bunches above the shoe, behind the knee and around the waist.
    let bunched = match m.surface {
        Surface::Leg => {
            1.0 + 0.9 * ramp(m.span[1] - 0.18, m.span[1], v) + 0.5 * ramp(0.16, 0.04, (v - 0.44).abs())
        }
        Surface::Torso => 0.8 + 0.7 * ramp(0.22, 0.42, v),
        _ => 1.0,
    };
    let depth = 0.36 * m.folds * bunched;
    out.bump.0 += su * depth;
    out.bump.1 += sv * depth;
    out.rgb = darken(
        out.rgb,
        (1.0 + 0.34 * m.folds * bunched * crease.min(0.3)).clamp(0.5, 1.15),
    );
}

/// Necklines, plackets, pockets, seams and bands.
fn tailor(out: &mut Paint, m: &Material, a: f32, x: f32, v: f32) {
    let cut = &m.cut;
    let end = m.span[1];
    if cut.quilt > 0.0 {
        let phase = (v / cut.quilt).rem_euclid(1.0);
        out.bump.1 += (phase - 0.5) * 1.5;
        if phase < 0.08 {
            out.rgb = darken(out.rgb, 0.68);
        }
    }
    if cut.ribs && v > end - 0.055 {
        out.rgb = darken(out.rgb, if (x * 300.0).sin() > 0.0 { 0.92 } else { 0.78 });
        if v < end - 0.050 {
            out.rgb = darken(out.rgb, 0.7);
        }
    }
    if cut.bands && (0.0..0.045).contains(&(v - 0.26)) | (0.0..0.045).contains(&(v - 0.42)) {
        out.rgb = [0.62, 0.63, 0.64];
        out.gloss = 0.5;
    }
    match m.surface {
        Surface::Torso => torso(out, m, a, x, v),
        Surface::Sleeve if cut.side_stripe && a.abs() < 0.5 => out.rgb = m.accent,
        Surface::Leg | Surface::Skirt => {
            if m.surface == Surface::Leg
                && cut.side_stripe
                && m.accent != m.base
                && (a.abs() - 1.57).abs() < 0.25
            {
                out.rgb = m.accent;
            }
            if m.surface == Surface::Leg && cut.ripped && a.abs() < 0.75 {
                let hole = crate::noise::cell((v * 26.0) as i32, 3, m.seed);
                if hole > 0.45 && ((0.30..0.52).contains(&v) || hole > 0.88) && a.abs() < 0.3 + 0.5 * hole {
                    out.rgb = [0.45, 0.30, 0.22];
                }
            }
            if cut.pockets == Pockets::Cargo && m.surface == Surface::Leg && (a.abs() - 1.45).abs() < 0.62 {
                let frame = (0.26..0.40).contains(&v);
                if frame && !((a.abs() - 1.45).abs() < 0.5 && (0.30..0.388).contains(&v)) {
                    out.rgb = darken(out.rgb, 0.62);
                }
            }
            if m.surface == Surface::Leg && (a.abs() - 1.57).abs() < 0.07 {
                out.rgb = darken(out.rgb, 0.82);
            }
            if m.surface == Surface::Skirt && cut.pockets != Pockets::None && a.abs() < 0.06 {
                out.rgb = darken(out.rgb, 0.75);
            }
        }
        Surface::Bag => {
            // Blobs carry their local height in `v`: seams and a flap line.
            let seam = (v * 1.0).abs() < 0.006 || (a.abs() - 0.9).abs() < 0.04;
            if seam {
                out.rgb = darken(out.rgb, 0.6);
            }
            // What its make adds (clothes/bag_make.rs), around the height where the span begins.
            let up = v - m.span[0];
            let front = a.abs() < 0.75 || a.abs() > 2.4;
            if cut.side_stripe && up.abs() < 0.022 {
                out.rgb = m.accent;
            }
            if cut.closure == Closure::Zip && up.abs() < 0.007 {
                out.rgb = out.rgb.map(|c| 0.5 * c + 0.12);
            }
            if cut.pockets == Pockets::Chest && front && (-0.10..0.0).contains(&up) {
                let edge = !(-0.092..=-0.008).contains(&up);
                let frame = edge || (0.68..0.75).contains(&a.abs());
                out.rgb = if frame {
                    darken(out.rgb, 0.6)
                } else {
                    cloth::blend(out.rgb, m.accent, 0.4)
                };
            }
        }
        _ => {}
    }
    if end < 8.0 && v > end - 0.012 {
        out.rgb = darken(out.rgb, 0.72);
    }
}

fn torso(out: &mut Paint, m: &Material, a: f32, x: f32, v: f32) {
    let cut = &m.cut;
    let bare = match cut.neck {
        Neckline::Closed => false,
        Neckline::Round => v < 0.010 + (0.01 + 1.3 * cut.depth) * a.cos().max(0.0).powi(2),
        Neckline::Vee => v < 0.011 || (a.abs() < 1.5 && x.abs() < (cut.depth - v) * 0.52),
        Neckline::Straps => {
            let s = a.sin().abs();
            let low = if a.cos() > 0.0 { 0.115 } else { 0.085 };
            (s < 0.50 && v < low) || (s > 0.80 && v < 0.125)
        }
        Neckline::Bib => {
            let strap = (x.abs() - 0.085).abs() < 0.024;
            let bib = a.abs() < 1.5 && x.abs() < 0.13 && v > 0.15;
            !(v > 0.33 || strap || bib)
        }
    };
    if bare {
        out.rgb = cut.inner;
        out.region = cut.inner_region;
        out.gloss = 0.03;
        return;
    }
    if a.abs() > 1.6 {
        return;
    }
    if cut.lapels {
        let edge = (cut.depth - v) * 0.52;
        let lapel = x.abs() - edge;
        if lapel < 0.045 && v < cut.depth {
            out.rgb = darken(out.rgb, if lapel > 0.038 { 0.5 } else { 1.12 });
        }
    }
    let below = v > cut.depth || cut.neck == Neckline::Closed || cut.neck == Neckline::Round;
    match cut.closure {
        Closure::None => {}
        Closure::Buttons if below => {
            if x > 0.012 && x < 0.019 {
                out.rgb = darken(out.rgb, 0.72);
            } else if x.abs() < 0.0075 && (v / 0.085).rem_euclid(1.0) < 0.16 {
                out.rgb = darken(out.rgb, 0.35).map(|c| c + 0.04);
            }
        }
        Closure::Double if below => {
            if (x.abs() - 0.055).abs() < 0.010 && (v / 0.10).rem_euclid(1.0) < 0.18 {
                out.rgb = darken(out.rgb, 0.3).map(|c| c + 0.04);
            } else if (x - 0.075).abs() < 0.004 {
                out.rgb = darken(out.rgb, 0.65);
            }
        }
        Closure::Zip => {
            if x.abs() < 0.006 {
                out.rgb = out.rgb.map(|c| 0.5 * c + 0.10);
            } else if x.abs() < 0.016 {
                out.rgb = darken(out.rgb, 0.72);
            }
        }
        _ => {}
    }
    let line = |t: f32| (0.0..0.008).contains(&t);
    match cut.pockets {
        Pockets::Welt => {
            let slant = v - 0.40 - (x.abs() - 0.11) * 0.9;
            if (0.075..0.15).contains(&x.abs()) && line(slant) {
                out.rgb = darken(out.rgb, 0.5);
            }
        }
        Pockets::Chest => {
            let inside = (0.045..0.115).contains(&x.abs()) && (0.15..0.24).contains(&v);
            let edge = line(v - 0.15) || line(v - 0.18) || line(0.24 - v);
            if inside && edge {
                out.rgb = darken(out.rgb, 0.6);
            }
        }
        Pockets::Pouch => {
            let wide = 0.14 - 0.05 * ((0.50 - v) / 0.14).clamp(0.0, 1.0);
            if (0.36..0.50).contains(&v) && (line(v - 0.36) || (x.abs() - wide).abs() < 0.006) {
                out.rgb = darken(out.rgb, 0.6);
            }
            // Cords of the hood.
            if (x.abs() - 0.03).abs() < 0.005 && (0.04..0.19).contains(&v) {
                out.rgb = [0.6, 0.6, 0.58];
            }
        }
        _ => {}
    }
}
