//! Clothes without anyone in them, bags, and things as tall and narrow as people.

use super::{Rgb, Spot};
use crate::noise::cell;

/// A shirt, dress or coat without anyone in it.
pub(super) fn garment(p: &Spot) -> Option<Rgb> {
    let [first, second] = p.tints;
    let (half, tall) = (0.5 * p.wide, p.tall);
    let sleeve = p.detail(0) * 0.9;
    let shoulder = half * (0.45 + 0.25 * p.detail(1));
    let hem = shoulder * (0.8 + 0.7 * p.detail(2) * p.detail(3));
    let width = shoulder + (hem - shoulder) * p.v;
    let neck = p.v < 0.1 && p.x.abs() < shoulder * 0.35 && p.oval((0.0, tall), (shoulder * 0.35, tall * 0.1));
    let slope = p.v < 0.1 * p.x.abs() / shoulder;
    let body = p.x.abs() < width && !slope && !neck;
    let arm = sleeve > 0.1 && {
        let end = (half * 0.92, tall * (1.0 - 0.25 - 0.45 * sleeve));
        let start = (shoulder * 0.85, tall * 0.9);
        let thick = tall * 0.075;
        p.bar(start, end, thick) || p.bar((-start.0, start.1), (-end.0, end.1), thick)
    };
    if body || arm {
        let button = p.detail(4) > 0.6 && p.x.abs() < 0.012;
        return p.cloth(if button { second } else { first });
    }
    let hook = p.detail(5) > 0.5 && p.bar((0.0, tall * 0.92), (0.0, tall), 0.008);
    hook.then_some([0.3; 3])
}

/// A bag, suitcase or parcel.
pub(super) fn bag(p: &Spot) -> Option<Rgb> {
    let [first, second] = p.tints;
    let (half, tall) = (0.5 * p.wide, p.tall);
    let body = tall * (0.65 + 0.2 * p.detail(0));
    let corner = (p.u.abs() - 0.85).max(0.0) / 0.15;
    let edge = ((p.y / body - 0.85).max(0.0) / 0.15).hypot(corner);
    if p.y < body && edge < 1.0 {
        let pocket = p.u.abs() < 0.6 && (0.15..0.5).contains(&(p.y / body));
        let seam = (p.y / body - 0.55).abs() < 0.03;
        return p.round(if seam {
            first.map(|c| c * 0.5)
        } else if pocket {
            second
        } else {
            first
        });
    }
    let ring = ((p.x / (half * 0.4)).hypot((p.y - body) / (tall - body)) - 0.85).abs();
    (ring < 0.14).then(|| first.map(|c| c * 0.6))
}

/// A pile of coloured blocks.
pub(super) fn stack(p: &Spot) -> Option<Rgb> {
    let [first, second] = p.tints;
    let rows = 2.0 + (4.0 * p.detail(0)).floor();
    let row = (p.v * rows) as i32;
    let at = |n: i32| cell(row, n, p.seed);
    let inside = (p.u - 0.3 * (at(0) - 0.5)).abs() < 0.35 + 0.55 * at(1);
    let bulge = at(4) > 0.6 && ((p.v * rows).fract() - 0.5).abs() > 0.5 * (1.0 - p.u * p.u).max(0.0).sqrt();
    (inside && !bulge)
        .then(|| p.round([0, 1, 2].map(|c| at(2) * first[c] + at(3) * second[c] + 0.1 * at(5 + c as i32))))
        .flatten()
}

/// A ball on a stick: balloon, parasol, lollipop tree.
pub(super) fn balloon(p: &Spot) -> Option<Rgb> {
    let [first, second] = p.tints;
    let (half, tall) = (0.5 * p.wide, p.tall);
    let r = half.min(tall * 0.4);
    let inside = p.oval((0.0, tall - r), (half, r));
    let gore = p.detail(0) > 0.5 && (p.u.clamp(-1.0, 1.0).asin() * 2.5).rem_euclid(1.0) < 0.5;
    if inside {
        return p.round(if gore { second } else { first });
    }
    (p.x.abs() < 0.015 && p.y < tall - r).then_some([0.2; 3])
}
