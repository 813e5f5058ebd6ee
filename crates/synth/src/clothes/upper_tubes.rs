//! The tubes that upper garments are made of: one around the trunk, one along each arm.

use super::Wardrobe;
use super::lower_cut::lower_cut;
use super::upper_cut::UpperCut;
use crate::attributes::Sleeves;
use crate::geometry::{mix, ramp};
use crate::loft::{Ring, Skin, loft};
use crate::material::{Cut, Material, Neckline};

/// Part of the people who push their long sleeves up.
pub(super) const PUSHED_UP: f32 = 0.1;

impl Wardrobe<'_> {
    /// Cross-section of a garment at `drop`: negative = level on the trunk, positive = way down the legs.
    pub(super) fn hull(&self, drop: f32) -> Ring {
        if drop <= 0.0 {
            return self.posed.trunk(-drop);
        }
        let hips = self.posed.trunk(0.0);
        let legs = self.posed.both_legs(drop);
        let keep = ramp(0.9, 0.0, drop);
        Ring {
            side: legs.side.max(hips.side * keep),
            front: legs.front.max(hips.front * keep),
            back: legs.back.max(hips.back * keep),
            ..legs
        }
    }

    pub(super) fn trunk_of(&mut self, cloth: Material, cut: &UpperCut, gap: Option<(f32, f32)>) {
        let top = if cut.cut.neck == Neckline::Closed {
            -1.0
        } else {
            -0.985
        };
        let (chest, hips) = (self.posed.trunk(0.72), self.posed.trunk(0.0));
        let over = self.person.lower.as_ref().map_or(0.0, |worn| {
            let below = lower_cut(worn.item.kind, self.person.detail(10), self.person.detail(11));
            below.ease + if gap.is_some() { 0.028 } else { 0.016 }
        });
        let count = 15 + (6.0 * cut.hem.max(0.0)) as usize;
        let mut last_v = 0.0;
        let rings: Vec<Ring> = (0..=count)
            .map(|i| {
                let drop = mix(top, cut.hem, i as f32 / count as f32);
                let mut ring = self.hull(drop);
                // Loose cloth falls straight from the chest instead of following the waist.
                let loose = (cut.ease * 30.0).clamp(0.2, 0.9) * (1.0 - cut.waist);
                let hang = ramp(-0.7, -0.45, drop) * ramp(0.25, -0.15, drop) * loose;
                ring.side = mix(
                    ring.side,
                    ring.side.max(mix(chest.side, hips.side, 0.5) * 0.97),
                    hang,
                );
                ring.front = mix(ring.front, ring.front.max(chest.front * 0.95), hang);
                ring.back = mix(ring.back, ring.back.max(chest.back * 0.92), hang);
                let below = (drop + 0.30).max(0.0);
                let wide = 1.0 + cut.flare * below;
                if drop > 0.0 {
                    ring.side = ring.side.max(hips.side * (0.98 - 0.1 * drop));
                    let deep = 0.9 - 0.15 * drop;
                    ring.front = ring.front.max(hips.front * deep);
                    ring.back = ring.back.max(hips.back * deep);
                }
                ring.side *= wide;
                ring.front *= wide;
                ring.back *= wide;
                // Over the waistband the cloth stands off, or trousers would poke through.
                let over = over * ramp(-0.48, -0.40, drop);
                let ease = (cut.ease * (0.35 + 0.65 * ramp(-1.0, -0.88, drop))).max(over);
                last_v = ring.v;
                ring.eased(if self.person.tucked && drop > -0.45 {
                    ease.min(0.006)
                } else {
                    ease
                })
            })
            .collect();
        let number = self.material(Material {
            girth: chest.side * 1.15,
            gloss: cut.gloss,
            folds: cut.folds,
            cut: cut.cut,
            span: [0.0, last_v],
            ..cloth
        });
        let depth = if cut.hem > 0.3 {
            0.02 + 0.05 * cut.flare
        } else {
            0.008
        };
        let skin = Skin {
            square: 0.4,
            folds: (5.0 + (cloth.seed % 4) as f32, depth),
            gap: gap.unwrap_or((0.0, 0.0)),
            ..Skin::of(number, if cut.hem > 0.3 { 28 } else { 22 })
        };
        loft(&mut self.out.mesh, &rings, skin);
    }

    pub(super) fn sleeves(&mut self, cloth: Material, ease: f32, sleeves: Sleeves, detail: f32) {
        let end = match sleeves {
            Sleeves::None => return,
            Sleeves::Short => 0.55 + 0.3 * detail,
            // Some push their sleeves up.
            Sleeves::Long if detail < PUSHED_UP => 1.35,
            Sleeves::Long => 1.96,
        };
        let arms = self.posed.skeleton.arms;
        let number = self.material(Material {
            girth: 0.06,
            folds: 1.0,
            span: [0.0, arms[0].length(end)],
            cut: Cut {
                ribs: cloth.cut.ribs,
                ..cloth.cut
            },
            ..cloth
        });
        for arm in arms {
            let count = 8 + (4.0 * end) as usize;
            let rings: Vec<Ring> = (0..=count)
                .map(|i| {
                    // Rings are dense over the shoulder, which is round.
                    let t = i as f32 / count as f32;
                    let s = mix(-0.13, end, t * mix(t, 1.0, 0.45));
                    let cap = (1.0 - ((0.07 - s).max(0.0) / 0.21).powi(2)).max(0.0).sqrt();
                    let loose = if end < 1.0 {
                        ease * (1.0 + 0.8 * s.max(0.0))
                    } else {
                        ease
                    };
                    let radius = self.posed.girth.arm_at(s) * cap + loose * 0.85 * cap;
                    Ring::round(arm.at(s), radius, arm.length(s.max(0.0)))
                })
                .collect();
            loft(&mut self.out.mesh, &rings, Skin::of(number, 10));
        }
    }
}
