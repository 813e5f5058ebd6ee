//! Animals and plants.

use super::{Rgb, Spot};
use crate::noise::tile;

/// An animal on four legs.
pub(super) fn animal(p: &Spot) -> Option<Rgb> {
    let [first, second] = p.tints;
    let (half, tall) = (0.5 * p.wide, p.tall);
    let leg = tall * (0.25 + 0.3 * p.detail(0));
    let back = leg + tall * 0.16;
    let body = p.oval((0.0, back), (half * 0.6, tall * 0.2));
    let head = p.oval((half * 0.72, tall * 0.8), (half * 0.24, tall * 0.14));
    let neck = p.bar(
        (half * 0.45, back + 0.05 * tall),
        (half * 0.68, tall * 0.78),
        tall * 0.08,
    );
    let ear = p.oval((half * 0.66, tall * 0.93), (half * 0.06, tall * 0.09));
    let tail = p.bar(
        (-half * 0.55, back),
        (-half * 0.9, tall * (0.3 + 0.6 * p.detail(1))),
        tall * 0.03,
    );
    let legs = p.y < back
        && [-0.5, -0.36, 0.34, 0.48]
            .iter()
            .any(|at| (p.x - at * half).abs() < tall * 0.04);
    let patch = tile().at(p.x * 0.5 + p.detail(2) * 5.0, p.y * 0.5) > 0.1 && p.detail(3) > 0.4;
    (body || head || neck || ear || tail || legs)
        .then(|| p.round(if patch { second } else { first }))
        .flatten()
}

/// A tree with a crown.
pub(super) fn tree(p: &Spot) -> Option<Rgb> {
    let [first, _] = p.tints;
    let (half, tall) = (0.5 * p.wide, p.tall);
    let (noise, fine) = (
        tile().at(p.x * 0.2 + p.detail(1) * 9.0, p.y * 0.2),
        tile().at(p.x * 1.1, p.y * 1.2),
    );
    let centre = tall * (0.55 + 0.15 * p.detail(2));
    let (dx, dy) = (p.x / half, (p.y - centre) / (tall - centre));
    if dx * dx + dy * dy < 0.75 + 0.4 * noise + 0.3 * fine {
        let leaf = [0.09 + 0.1 * first[0], 0.1 + 0.1 * first[1], 0.03];
        return Some(leaf.map(|c| c * (1.0 + 1.2 * fine + 0.5 * noise).max(0.15)));
    }
    (p.x.abs() < tall * 0.022 && p.y < centre).then(|| [0.09, 0.07, 0.05].map(|c| c * (1.0 + fine)))
}

/// A plant in a pot.
pub(super) fn plant(p: &Spot) -> Option<Rgb> {
    let [_, second] = p.tints;
    let tall = p.tall;
    let pot = tall * 0.3;
    if p.y < pot {
        return (p.u.abs() < 0.3 + 0.12 * p.y / pot)
            .then(|| p.round(second))
            .flatten();
    }
    let leaf = tile().at(p.x * 0.9 / tall + p.detail(0) * 8.0, p.y * 0.7 / tall);
    let inside = p.u * p.u + ((p.y - tall * 0.62) / (tall * 0.38)).powi(2) < 0.9 + 0.9 * leaf;
    inside.then(|| [0.05, 0.11, 0.03].map(|c| c * (1.0 + 1.4 * leaf).max(0.2)))
}
