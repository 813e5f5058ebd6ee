//! What stands in streets.

use super::{Rgb, Spot};
use crate::noise::tile;
use crate::render::texture::{Face, Texture};

/// A lamp on a post with an arm.
pub(super) fn lamp(p: &Spot) -> Option<Rgb> {
    let [first, _] = p.tints;
    let (half, tall) = (0.5 * p.wide, p.tall);
    let post = p.x.abs() < 0.05 + 0.02 * p.v;
    let arm = p.detail(0) > 0.4 && p.bar((0.0, tall * 0.96), (half * 0.8, tall * 0.985), 0.03);
    let head = if p.detail(0) > 0.4 {
        (half * 0.7, tall * 0.97)
    } else {
        (0.0, tall * 0.95)
    };
    if p.oval(head, (half * 0.3, tall * 0.03)) {
        return Some([0.9, 0.85, 0.7]);
    }
    (post || arm).then(|| first.map(|c| c * 0.6))
}

/// A traffic sign on a post.
pub(super) fn sign(p: &Spot) -> Option<Rgb> {
    let [first, second] = p.tints;
    let (half, tall) = (0.5 * p.wide, p.tall);
    let (cy, r) = (tall - half, half * 0.96);
    let kind = (p.detail(0) * 4.0) as i32;
    let (dx, dy) = (p.x.abs(), p.y - cy);
    let inside = match kind {
        0 => p.from(0.0, cy) < r,
        1 => dy > -r && dx < (r - dy) * 0.55,
        2 => dx < r && dy.abs() < r * 0.7,
        _ => dx + dy.abs() < r,
    };
    if inside {
        let rim = dx.max(dy.abs()) > r * 0.66;
        let mark = dx < r * 0.15 && dy.abs() < r * 0.5;
        return Some(if rim {
            first
        } else if mark {
            [0.02; 3]
        } else {
            second
        });
    }
    (dx < 0.035 && p.y < cy).then_some([0.25; 3])
}

/// A bin or barrel.
pub(super) fn bin(p: &Spot) -> Option<Rgb> {
    let [first, second] = p.tints;
    let (half, tall) = (0.5 * p.wide, p.tall);
    let side = half * (0.8 + 0.2 * p.y / tall);
    if p.x.abs() > side {
        return None;
    }
    let lid = p.v < 0.14;
    let hoop = (p.v * 7.0).rem_euclid(1.0) < 0.12;
    p.round(if lid || hoop { second } else { first })
}

/// A bicycle.
pub(super) fn bicycle(p: &Spot) -> Option<Rgb> {
    let [first, _] = p.tints;
    let (half, tall) = (0.5 * p.wide, p.tall);
    let r = tall * 0.32;
    let (rear, front) = ((-half + r, r), (half - r, r));
    let tyre = |c: (f32, f32)| (p.from(c.0, c.1) - r * 0.94).abs() < 0.022;
    if tyre(rear) || tyre(front) {
        return Some([0.015; 3]);
    }
    let (pedals, saddle, bars) = (
        (-0.02, r * 0.9),
        (-half * 0.3, tall * 0.86),
        (half * 0.38, tall * 0.95),
    );
    let frame = [
        (rear, pedals),
        (pedals, saddle),
        (pedals, bars),
        (saddle, bars),
        (rear, saddle),
        (front, bars),
    ];
    if frame.iter().any(|&(a, b)| p.bar(a, b, 0.02)) {
        return Some(first);
    }
    let seat = p.oval(saddle, (0.13, 0.035));
    let spoke = [rear, front].iter().any(|c| p.from(c.0, c.1) < 0.03);
    (seat || spoke).then_some([0.03; 3])
}

/// A fence or railing.
pub(super) fn fence(p: &Spot) -> Option<Rgb> {
    let [first, _] = p.tints;
    let gap = 0.08 + 0.5 * p.detail(0) * p.detail(0);
    let bar = (p.x / gap).rem_euclid(1.0) < 0.12 + 0.5 * p.detail(1) * p.detail(2);
    let rail = (p.v - 0.12).abs() < 0.03 || (p.v - 0.8).abs() < 0.03;
    (bar || rail).then(|| if rail { first.map(|c| c * 0.8) } else { first })
}

/// A cone.
pub(super) fn cone(p: &Spot) -> Option<Rgb> {
    let band = (0.3..0.45).contains(&p.v) || (0.6..0.72).contains(&p.v);
    let rgb = if band { [0.75; 3] } else { [0.7, 0.16, 0.02] };
    (p.u.abs() < 0.12 + 0.6 * p.v || p.v > 0.93)
        .then(|| p.round(rgb))
        .flatten()
}

/// A bollard, pillar or vase.
pub(super) fn pillar(p: &Spot) -> Option<Rgb> {
    let [first, second] = p.tints;
    let tall = p.tall;
    let waist = 0.7 + 0.3 * (p.v * (4.0 + 9.0 * p.detail(0)) + 6.0 * p.detail(1)).sin() * p.detail(2);
    let top = p.v < 0.5 * p.wide / tall && p.u * p.u + (1.0 - p.v * 2.0 * tall / p.wide).powi(2) > 1.0;
    let band = (p.v * (2.0 + 5.0 * p.detail(3))).rem_euclid(1.0) < 0.3 * p.detail(4);
    (p.u.abs() < waist && !top)
        .then(|| p.round(if band { second } else { first }))
        .flatten()
}

/// A bus or van.
pub(super) fn van(p: &Spot) -> Option<Rgb> {
    let [first, second] = p.tints;
    let (half, tall) = (0.5 * p.wide, p.tall);
    let r = tall * 0.17;
    let wheel = |at: f32| p.from(at * half, r);
    let near = wheel(0.62).min(wheel(-0.6));
    if near < r {
        return Some(if near < r * 0.5 { [0.3; 3] } else { [0.015; 3] });
    }
    if p.y < r * 0.8 {
        return None;
    }
    let glass = (0.15..0.42).contains(&p.v) && (p.u * (2.0 + 4.0 * p.detail(0))).rem_euclid(1.0) > 0.12;
    let corner = p.v < 0.05 && p.u.abs() > 0.97;
    let band = (0.5..0.6).contains(&p.v);
    (!corner).then(|| {
        if glass {
            [0.05, 0.06, 0.08]
        } else if band {
            second
        } else {
            first.map(|c| c * (1.15 - 0.4 * p.v))
        }
    })
}

/// The front of a house, shop or shed.
pub(super) fn house(p: &Spot) -> Option<Rgb> {
    let [first, second] = p.tints;
    const FRONTS: [Texture; 6] = [
        Texture::Windows,
        Texture::Windows,
        Texture::Shops,
        Texture::Bricks,
        Texture::Blocks,
        Texture::Planks,
    ];
    let face = Face {
        texture: FRONTS[(p.detail(0) * 5.99) as usize],
        base: first,
        second: second.map(|c| 0.25 * c),
        size: 0.3 + 2.6 * p.detail(1) * p.detail(2),
        seed: p.seed,
    };
    let gable = p.detail(3) > 0.7 && p.v < 0.3 * p.u.abs();
    let light = 1.05 - 0.5 * p.detail(4) * (0.5 + 0.5 * p.u);
    (!gable).then(|| {
        face.at(p.x + 40.0 * p.detail(5), p.y, 4.0, tile())
            .map(|c| c * light)
    })
}
