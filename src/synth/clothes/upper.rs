//! Shirts, jackets, coats and the upper half of one-piece garments.

use super::Wardrobe;
use super::lower_cut::lower_cut;
use super::upper_cut::{Collar, UpperCut, upper_cut};
use crate::synth::attributes::{OnePiece, Sleeves, Upper};
use crate::synth::geometry::{mix, ramp};
use crate::synth::loft::{Ring, Skin, loft};
use crate::synth::material::{Closure, Cut, Material, Neckline, Pockets, Region, Surface};
use crate::synth::palette::linear;
use crate::synth::person::{Person, Worn};

/// Part of the people who push their long sleeves up.
pub(super) const PUSHED_UP: f32 = 0.1;

/// How much a dress widens.
fn dress_flare(person: &Person) -> f32 {
    0.1 + 0.35 * person.detail(8)
}

impl Wardrobe<'_> {
    pub(super) fn upper(&mut self) {
        let person = self.person;
        if let Some(worn) = &person.one_piece {
            self.one_piece(worn);
        }
        if let Some(worn) = &person.upper {
            let kind = worn.item.kind;
            let mut cut = upper_cut(kind, person.detail(1), person.detail(2));
            if person.tucked {
                cut.hem = -0.30;
            }
            if person.lower.as_ref().is_some_and(|l| l.item.kind.is_skirt()) && cut.hem > 0.0 && cut.hem < 0.3
            {
                // Ends on the hips, where the skirt is still narrow.
                cut.hem = 0.02;
                cut.ease = cut.ease.max(0.016);
            }
            let covered = person.outer.is_some();
            if covered {
                cut.ease = cut.ease.min(0.016);
            }
            let jacket = matches!(
                kind,
                Upper::Blazer | Upper::Coat | Upper::TrenchCoat | Upper::Cardigan | Upper::HiVisVest
            );
            if jacket {
                cut.cut.inner = linear(person.under_rgb);
                cut.cut.inner_region = Region::Under;
            } else {
                cut.cut.inner = linear(person.skin);
            }
            let gilet = matches!(kind, Upper::Vest | Upper::HiVisVest);
            let sleeves = if covered { Sleeves::None } else { person.sleeves };
            let cloth = self.cloth(Region::Upper, Surface::Torso, worn);
            if gilet {
                // The arms belong to the shirt under the vest.
                let under = Material::plain(Region::Under, person.under_rgb);
                self.trunk_of(
                    Material {
                        surface: Surface::Torso,
                        ..under
                    },
                    &UpperCut {
                        ease: 0.012,
                        cut: Cut::NONE,
                        ..cut
                    },
                    None,
                );
                self.sleeves(
                    Material {
                        surface: Surface::Sleeve,
                        ..under
                    },
                    0.014,
                    Sleeves::Long,
                    1.0,
                );
            } else {
                self.sleeves(
                    Material {
                        surface: Surface::Sleeve,
                        ..cloth
                    },
                    cut.ease,
                    sleeves,
                    person.detail(3),
                );
            }
            self.trunk_of(cloth, &cut, None);
            self.collar(cloth, &cut, 0.0);
            self.outermost = cut.ease;
        }
        if let Some(worn) = &person.outer {
            let kind = worn.item.kind;
            let mut cut = upper_cut(kind, person.detail(4), person.detail(5));
            cut.ease = cut.ease.max(0.030);
            let cloth = self.cloth(Region::Outer, Surface::Torso, worn);
            // The opening replaces neckline and closure.
            cut.cut.neck = Neckline::Closed;
            cut.cut.closure = Closure::None;
            if person.one_piece.is_some() {
                // The skirt of a dress stays inside the coat.
                cut.flare = cut.flare.max(dress_flare(person)) + 0.04;
            }
            let wide = 0.22 + 0.3 * person.detail(6);
            self.trunk_of(cloth, &cut, Some((0.30, wide)));
            if matches!(kind, Upper::Vest | Upper::HiVisVest) {
                if let Some(inner) = &person.upper {
                    let shirt = self.cloth(Region::Upper, Surface::Sleeve, inner);
                    self.sleeves(shirt, 0.014, person.sleeves, 1.0);
                } else if let Some(inner) = &person.one_piece {
                    let shirt = self.cloth(Region::OnePiece, Surface::Sleeve, inner);
                    self.sleeves(shirt, 0.014, person.sleeves, 1.0);
                }
            } else {
                self.sleeves(
                    Material {
                        surface: Surface::Sleeve,
                        ..cloth
                    },
                    cut.ease,
                    Sleeves::Long,
                    person.detail(3),
                );
            }
            self.collar(cloth, &cut, 0.30);
            self.outermost = cut.ease;
        }
    }

    fn one_piece(&mut self, worn: &Worn<OnePiece>) {
        let person = self.person;
        let (fit, length) = (person.detail(1), person.detail(2));
        let base = upper_cut(Upper::Blouse, fit, length);
        let hem = match worn.item.kind {
            OnePiece::ShortDress => 0.45 + 0.25 * length,
            OnePiece::Dress => 0.9 + 0.3 * length,
            OnePiece::LongDress => 1.6 + 0.3 * length,
            OnePiece::Jumpsuit | OnePiece::Dungarees => 0.0,
        };
        let trousers = hem == 0.0;
        let neck = match (worn.item.kind, person.sleeves) {
            (OnePiece::Dungarees, _) => Neckline::Bib,
            (_, Sleeves::None) => Neckline::Straps,
            _ if length > 0.5 => Neckline::Vee,
            _ => Neckline::Round,
        };
        let dungarees = worn.item.kind == OnePiece::Dungarees;
        let cut = UpperCut {
            ease: 0.009 + 0.008 * fit,
            hem,
            flare: if trousers { 0.0 } else { dress_flare(person) },
            waist: if trousers { 0.0 } else { 0.8 },
            collar: Collar::None,
            cut: Cut {
                neck,
                depth: if neck == Neckline::Vee { 0.13 } else { 0.045 },
                closure: Closure::None,
                pockets: Pockets::None,
                inner: linear(if dungarees { person.under_rgb } else { person.skin }),
                inner_region: if dungarees { Region::Under } else { Region::Skin },
                ..base.cut
            },
            ..base
        };
        let cloth = self.cloth(Region::OnePiece, Surface::Torso, worn);
        let sleeve = if dungarees {
            Material {
                surface: Surface::Sleeve,
                ..Material::plain(Region::Under, person.under_rgb)
            }
        } else {
            Material {
                surface: Surface::Sleeve,
                ..cloth
            }
        };
        let sleeves = if person.outer.is_some() {
            Sleeves::None
        } else {
            person.sleeves
        };
        self.sleeves(sleeve, cut.ease, sleeves, person.detail(3));
        self.trunk_of(cloth, &cut, None);
        self.outermost = cut.ease;
    }

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

    fn trunk_of(&mut self, cloth: Material, cut: &UpperCut, gap: Option<(f32, f32)>) {
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

    fn sleeves(&mut self, cloth: Material, ease: f32, sleeves: Sleeves, detail: f32) {
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
