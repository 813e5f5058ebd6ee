//! Shirts, jackets, coats and the upper half of one-piece garments.

use super::Wardrobe;
use super::upper_cut::{Collar, UpperCut, upper_cut};
use crate::attributes::{OnePiece, Sleeves, Upper};
use crate::material::{Closure, Cut, Material, Neckline, Pockets, Region, Surface};
use crate::palette::linear;
use crate::person::{Person, Worn};

/// How much a dress widens.
fn dress_flare(person: &Person) -> f32 {
    0.1 + 0.35 * person.detail(8)
}

/// The cut of the upper garment, by what it is tucked into or hangs over.
pub(super) fn hanging_cut(person: &Person, kind: Upper) -> UpperCut {
    let mut cut = upper_cut(kind, person.detail(1), person.detail(2));
    if person.tucked {
        cut.hem = -0.30;
    }
    if person.lower.as_ref().is_some_and(|l| l.item.kind.is_skirt()) && cut.hem > 0.0 && cut.hem < 0.3 {
        // Ends on the hips, where the skirt is still narrow.
        cut.hem = 0.02;
        cut.ease = cut.ease.max(0.016);
    }
    cut
}

/// The cut of a one-piece garment; the hem is 0 where legs go on with it.
pub(super) fn dress_cut(person: &Person, kind: OnePiece) -> UpperCut {
    let (fit, length) = (person.detail(1), person.detail(2));
    let base = upper_cut(Upper::Blouse, fit, length);
    let hem = match kind {
        OnePiece::ShortDress => 0.45 + 0.25 * length,
        OnePiece::Dress => 0.9 + 0.3 * length,
        OnePiece::LongDress => 1.6 + 0.3 * length,
        OnePiece::Jumpsuit | OnePiece::Dungarees => 0.0,
    };
    let (trousers, dungarees) = (hem == 0.0, kind == OnePiece::Dungarees);
    let neck = match (kind, person.sleeves) {
        (OnePiece::Dungarees, _) => Neckline::Bib,
        (_, Sleeves::None) => Neckline::Straps,
        _ if length > 0.5 => Neckline::Vee,
        _ => Neckline::Round,
    };
    UpperCut {
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
    }
}

impl Wardrobe<'_> {
    pub(super) fn upper(&mut self) {
        let person = self.person;
        if let Some(worn) = person.one_piece.as_ref().filter(|_| !self.tailored.one_piece) {
            self.one_piece(worn);
        }
        if self.tailored.upper {
            return;
        }
        if let Some(worn) = &person.upper {
            let kind = worn.item.kind;
            let mut cut = hanging_cut(person, kind);
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
        let dungarees = worn.item.kind == OnePiece::Dungarees;
        let cut = dress_cut(person, worn.item.kind);
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
}
