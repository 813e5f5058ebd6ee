//! Trousers, shorts and skirts.

use super::Wardrobe;
use super::lower_cut::{LowerCut, lower_cut};
use crate::attributes::{Lower, OnePiece};
use crate::geometry::{mix, ramp};
use crate::loft::{Ring, Skin, loft};
use crate::material::{Cut, Material, Region, Surface};
use crate::person::Person;

/// Whether a one-piece ends in trouser legs.
fn trousered(kind: OnePiece) -> bool {
    matches!(kind, OnePiece::Jumpsuit | OnePiece::Dungarees)
}

/// Whether bare legs can be seen.
pub(super) fn shows_legs(person: &Person) -> bool {
    match (&person.lower, &person.one_piece) {
        (Some(worn), _) => {
            let kind = worn.item.kind;
            kind.is_skirt()
                || matches!(
                    kind,
                    Lower::Shorts
                        | Lower::DenimShorts
                        | Lower::CroppedTrousers
                        | Lower::RippedJeans
                        | Lower::Leggings
                        | Lower::Joggers
                )
        }
        (None, Some(worn)) => !trousered(worn.item.kind),
        (None, None) => true,
    }
}

impl Wardrobe<'_> {
    pub(super) fn lower(&mut self) {
        let person = self.person;
        let (fit, length) = (person.detail(10), person.detail(11));
        if self.tailored.lower || self.tailored.one_piece {
            return;
        }
        if let Some(worn) = &person.lower {
            let kind = worn.item.kind;
            let cloth = self.cloth(Region::Lower, Surface::Leg, worn);
            let cut = lower_cut(kind, fit, length);
            if kind.is_skirt() {
                let pleats = kind == Lower::PleatedSkirt;
                self.skirt(
                    Material {
                        surface: Surface::Skirt,
                        ..cloth
                    },
                    &cut,
                    pleats,
                );
            } else {
                self.trousers(cloth, &cut);
            }
        } else if let Some(worn) = person.one_piece.as_ref().filter(|w| trousered(w.item.kind)) {
            let cloth = self.cloth(Region::OnePiece, Surface::Leg, worn);
            let kind = if fit > 0.6 {
                Lower::WideTrousers
            } else {
                Lower::Jeans
            };
            self.trousers(cloth, &lower_cut(kind, fit, length));
        }
    }

    fn trousers(&mut self, cloth: Material, cut: &LowerCut) {
        let posed = self.posed;
        let size = posed.girth.foot / 0.25;
        let waist = 0.30 + 0.10 * self.person.detail(12);
        let rings: Vec<Ring> = (0..=8)
            .map(|i| {
                posed
                    .trunk(mix(waist, -0.24, i as f32 / 8.0))
                    .eased(cut.ease.max(0.004))
            })
            .collect();
        let number = self.material(Material {
            surface: Surface::Skirt,
            folds: 0.6 * cut.folds,
            girth: rings[4].side * 1.1,
            span: [rings[0].v, 9.0],
            cut: Cut {
                ribs: false,
                ..cut.cut
            },
            ..cloth
        });
        loft(
            &mut self.out.mesh,
            &rings,
            Skin {
                square: 0.3,
                lid: true,
                ..Skin::of(number, 20)
            },
        );
        let legs = posed.skeleton.legs;
        let number = self.material(Material {
            girth: 0.085 * size,
            folds: cut.folds,
            span: [0.0, legs[0].length(cut.hem)],
            cut: cut.cut,
            ..cloth
        });
        for leg in legs {
            let count = 7 + (5.0 * cut.hem) as usize;
            let rings: Vec<Ring> = (0..=count)
                .map(|i| {
                    let s = mix(0.0, cut.hem, i as f32 / count as f32);
                    let cloth = self.cloth_radius(cut, s);
                    let tight = posed.girth.leg_at(s) + cut.ease;
                    Ring::round(leg.at(s), tight.max(cloth), leg.length(s))
                })
                .collect();
            let skin = Skin {
                folds: (3.0, if cut.bottom > 0.11 { 0.07 } else { 0.0 }),
                ..Skin::of(number, 12)
            };
            loft(&mut self.out.mesh, &rings, skin);
        }
    }

    /// Radius of the cloth of trousers at `s` of the leg, where it is wider than the leg.
    pub(super) fn cloth_radius(&self, cut: &LowerCut, s: f32) -> f32 {
        let size = self.posed.girth.foot / 0.25;
        // Shorts end above the knee but keep their width.
        if cut.hem < 1.2 {
            return mix(0.0, cut.bottom * size, ramp(0.0, 0.5, s));
        }
        if s < 1.0 {
            let thigh = self.posed.girth.leg_at(0.3) * 0.8;
            return mix(thigh, cut.knee * size, ramp(0.1, 1.0, s));
        }
        let down = ((s - 1.0) / (cut.hem.max(1.2) - 1.0)).clamp(0.0, 1.0);
        mix(cut.knee * size, cut.bottom * size, down)
    }

    fn skirt(&mut self, cloth: Material, cut: &LowerCut, pleats: bool) {
        let hips = self.posed.trunk(0.0);
        let waist = -0.34 - 0.08 * self.person.detail(12);
        let count = 7 + (7.0 * cut.hem) as usize;
        let rings: Vec<Ring> = (0..=count)
            .map(|i| {
                let drop = mix(waist, cut.hem, i as f32 / count as f32);
                let mut ring = self.hull(drop);
                let wide = 1.0 + cut.bottom * (drop + 0.05).max(0.0) * 1.4;
                if drop > 0.0 {
                    let fall = 0.96 - 0.12 * drop;
                    ring.side = ring.side.max(hips.side * fall);
                    ring.front = ring.front.max(hips.front * fall);
                    ring.back = ring.back.max(hips.back * fall);
                }
                ring.side *= wide;
                ring.front *= wide;
                ring.back *= wide;
                ring.eased(0.008)
            })
            .collect();
        let span = [rings[0].v, rings[count].v];
        let folds = if pleats {
            (14.0, 0.06)
        } else {
            (6.0, 0.02 + 0.22 * cut.bottom)
        };
        let number = self.material(Material {
            girth: hips.side * 1.2,
            folds: cut.folds,
            span,
            ..cloth
        });
        loft(
            &mut self.out.mesh,
            &rings,
            Skin {
                folds,
                ..Skin::of(number, if pleats { 56 } else { 32 })
            },
        );
    }
}
