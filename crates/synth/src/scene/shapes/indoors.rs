//! Furniture, and what is built in or hangs on walls.

use super::{Rgb, Spot};
use crate::noise::cell;

/// A table.
pub(super) fn table(p: &Spot) -> Option<Rgb> {
    let [first, second] = p.tints;
    let (half, tall) = (0.5 * p.wide, p.tall);
    let top = p.y > tall * 0.92;
    let cloth = p.detail(0) > 0.7 && p.y > tall * 0.3;
    let leg = (p.x.abs() - half * 0.88).abs() < 0.03 || (p.detail(1) > 0.6 && p.x.abs() < 0.05);
    if top {
        return Some(second);
    }
    if cloth {
        return p.cloth(first);
    }
    leg.then(|| first.map(|c| c * 0.7))
}

/// A chair or bench.
pub(super) fn chair(p: &Spot) -> Option<Rgb> {
    let [first, second] = p.tints;
    let (half, tall) = (0.5 * p.wide, p.tall);
    let seat = (p.y - tall * 0.47).abs() < tall * 0.05;
    let slats = p.detail(0) > 0.5;
    let back = p.y > tall * 0.55 && p.x.abs() < half * 0.95 && (!slats || (p.y * 9.0).rem_euclid(1.0) > 0.4);
    let leg = p.y < tall * 0.47 && (p.x.abs() - half * 0.9).abs() < 0.022;
    (seat || back || leg).then_some(if seat { second } else { first })
}

/// A sofa or mattress.
pub(super) fn sofa(p: &Spot) -> Option<Rgb> {
    let [first, _] = p.tints;
    let tall = p.tall;
    let arm = p.u.abs() > 0.84 && p.y < tall * 0.7;
    let back = p.u.abs() < 0.92;
    let seam = (p.u * (1.0 + 2.0 * p.detail(0))).rem_euclid(1.0) < 0.03 || (p.y - tall * 0.45).abs() < 0.02;
    let foot = p.y < tall * 0.1;
    (arm || back)
        .then(|| {
            if foot {
                Some([0.02; 3])
            } else {
                p.cloth(first.map(|c| {
                    c * if seam {
                        0.5
                    } else if p.y < tall * 0.45 {
                        0.8
                    } else {
                        1.0
                    }
                }))
            }
        })
        .flatten()
}

/// A shelf with goods.
pub(super) fn shelf(p: &Spot) -> Option<Rgb> {
    let [first, second] = p.tints;
    let rows = 3.0 + (4.0 * p.detail(0)).floor();
    let (row, within) = ((p.v * rows) as i32, (p.v * rows).fract());
    if within > 0.9 || p.u.abs() > 0.96 {
        return Some(first.map(|c| c * 0.6));
    }
    let (k, inner) = ((p.x * 9.0).floor() as i32, (p.x * 9.0).rem_euclid(1.0));
    let good = within > 0.2 + 0.4 * cell(k, row, p.seed) && inner > 0.08;
    let shade = cell(k, row + 50, p.seed);
    Some(match good {
        true => [0, 1, 2]
            .map(|c| shade * (first[c] * (1.0 - shade) + second[c] + 0.1 * cell(k, c as i32, p.seed))),
        false => [0.03; 3],
    })
}

/// A door or window.
pub(super) fn door(p: &Spot) -> Option<Rgb> {
    let [first, second] = p.tints;
    let frame = p.u.abs() > 0.88 || p.v < 0.05;
    let panes = p.detail(0) > 0.4;
    let (i, j) = (((p.u + 1.0) * 1.0) as i32, (p.v * 3.0) as i32);
    let bar = (p.u.abs() < 0.05) || (p.v * 3.0).fract() < 0.06;
    if frame || (panes && bar) {
        return Some(second);
    }
    let sky = cell(i, j, p.seed);
    Some(if panes {
        [0.3 * sky, 0.34 * sky, 0.4 * sky]
    } else {
        first
    })
}

/// A framed poster or painting without a picture of anything.
pub(super) fn poster(p: &Spot) -> Option<Rgb> {
    let [first, second] = p.tints;
    let frame = p.u.abs() > 0.93 || !(0.05..0.95).contains(&p.v);
    if frame {
        return Some(second.map(|c| c * 0.5));
    }
    let mut rgb = first;
    for k in 0..5 {
        let at = |n: i32| p.detail(20 + 6 * k + n);
        let (cu, cv) = (at(0) * 2.0 - 1.0, at(1));
        let (du, dv) = (
            (p.u - cu).abs() / (0.1 + 0.7 * at(2)),
            (p.v - cv).abs() / (0.03 + 0.4 * at(3)),
        );
        let inside = if at(4) > 0.5 {
            du < 1.0 && dv < 1.0
        } else {
            du * du + dv * dv < 1.0
        };
        if inside {
            rgb = [at(5) * at(5), at(0) * at(4), at(1) * at(2)];
        }
    }
    Some(rgb)
}
