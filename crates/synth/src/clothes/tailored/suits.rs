//! Whole garments: parts of suits.

use super::super::Wardrobe;
use super::super::shears::{cut, span};
use super::super::upper_cut::upper_cut;
use super::{CHOICE, Over, SUIT};
use crate::attributes::{Extra, Lower, OnePiece, Sleeves, Upper};
use crate::body::{Panel, SkinPart, Thing};
use crate::clothes::accessories;
use crate::material::{Closure, Cut, Material, Neckline, Pockets, Region, Surface};

/// Part of the people who wear a suit's garment where there is one.
const SHARE: f32 = 0.75;
/// How far loose garments stand off the body.
const LOOSE: f32 = 0.028;
/// The same for jackets.
const JACKET: f32 = 0.040;
/// How much of a waistband a top has to hide, in metres.
const WAISTBAND: f32 = 0.02;
/// Buttons of cloth, metal and horn are darker than what they close.
const BUTTON: f32 = 0.4;

/// What is modelled rather than painted: neckline and lapels, and pockets where there are any.
fn modelled(cut: Cut) -> Cut {
    Cut {
        neck: Neckline::Closed,
        lapels: false,
        ..cut
    }
}

impl Wardrobe<'_> {
    fn wears_suits(&self) -> bool {
        self.person.detail(SUIT) < SHARE
    }

    /// The upper garments from a suit, and what they hang over.
    pub(super) fn suit_top(&mut self) -> Option<Over> {
        let person = self.person;
        let worn = person.upper.as_ref()?;
        let kind = worn.item.kind;
        let tie = person.extras.iter().position(|(extra, ..)| *extra == Extra::Tie);
        let blazer = kind == Upper::Blazer && person.outer.is_none();
        let thing = match &person.outer {
            Some(outer) => Thing::Open(outer.item.kind, kind),
            None => Thing::Upper(kind, person.sleeves),
        };
        // The jacket always shows a tie, and no other top is made to be worn with one, nor inside the waistband.
        if !self.wears_suits() || person.tucked || tie.is_some() != blazer {
            return None;
        }
        let mesh = (self.ready_made)(thing, self.taste(CHOICE))?;
        let [_, hem] = span(&mesh, Panel::Trunk)?;
        let shirt = upper_cut(kind, person.detail(1), person.detail(2));
        let (region, outermost, cloth) = match &person.outer {
            Some(outer) => {
                let cut = upper_cut(outer.item.kind, person.detail(4), person.detail(5));
                let cloth = self.cloth(Region::Outer, Surface::Torso, outer);
                let cut = Cut {
                    closure: Closure::None,
                    pockets: Pockets::None,
                    ..modelled(cut.cut)
                };
                (Region::Outer, JACKET, Material { cut, ..cloth })
            }
            None => {
                let cloth = self.cloth(Region::Upper, Surface::Torso, worn);
                let closure = match kind {
                    Upper::Shirt | Upper::Blouse => Closure::Buttons,
                    _ => Closure::None,
                };
                let cut = Cut {
                    closure,
                    pockets: if blazer { Pockets::None } else { shirt.cut.pockets },
                    ..modelled(shirt.cut)
                };
                let off = if blazer { JACKET } else { LOOSE };
                (Region::Upper, off, Material { cut, ..cloth })
            }
        };
        let cloth = Material {
            gloss: shirt.gloss,
            folds: 0.5,
            ..cloth
        };
        let inner = match region {
            Region::Outer => Material {
                cut: Cut {
                    closure: Closure::Buttons,
                    ..Cut::NONE
                },
                ..self.cloth(Region::Upper, Surface::Torso, worn)
            },
            _ => Material::plain(Region::Under, person.under_rgb),
        };
        let necktie = tie.map(|i| Material {
            gloss: 0.12,
            ..Material::plain(accessories::region(i), person.extras[i].2)
        });
        self.add_panels(&mesh, |panel| match panel {
            Panel::Inner | Panel::InnerSleeve => inner,
            Panel::Tie => necktie.unwrap_or(inner),
            Panel::Button => Material {
                base: cloth.base.map(|c| c * BUTTON),
                ..Material::plain(region, worn.rgb)
            },
            _ => cloth,
        });
        if matches!(kind, Upper::Shirt | Upper::Blouse) {
            // What shows in the open collar.
            self.skin_within(SkinPart::Torso, 0.045, 0.14);
        }
        self.tailored.collar = true;
        self.outermost = outermost;
        self.tailored.upper = true;
        self.tailored.tie = blazer;
        self.sleeves_made(person.outer_sleeves());
        // Jackets hang freely and are cut away in front, where trousers show above their hem.
        let free = if outermost == JACKET { 0.26 } else { 0.035 };
        Some(match kind {
            Upper::CropTop => Over::NONE,
            _ => Over::ending(hem, free),
        })
    }

    /// The lower garment from a suit.
    pub(super) fn suit_bottom(&mut self, over: Over) {
        let person = self.person;
        let Some(worn) = person.lower.as_ref().filter(|_| self.wears_suits()) else {
            return;
        };
        let made = (self.ready_made)(Thing::Lower(worn.item.kind), self.taste(CHOICE));
        let (Some(mesh), Some(below)) = (made, self.cut_below()) else {
            return;
        };
        let tops = [Panel::Hips, Panel::Skirt].map(|panel| span(&mesh, panel));
        let top = tops
            .into_iter()
            .flatten()
            .map(|[first, _]| first)
            .fold(f32::MAX, f32::min);
        // Its waistband is low, and made to be hidden; leggings and skirts end in the waist.
        let low = top + WAISTBAND > over.hem;
        if low && !matches!(worn.item.kind, Lower::Leggings | Lower::MiniSkirt) || person.tucked {
            return;
        }
        let mesh = cut(&mesh, |spot| self.below_neck(spot) - over.hidden);
        let cloth = Material {
            folds: 0.5 * below.folds,
            cut: below.cut,
            ..self.cloth(Region::Lower, Surface::Leg, worn)
        };
        self.add_panels(&mesh, |_| cloth);
        self.legs_made(&mesh);
        self.tailored.lower = true;
    }

    /// A suit of one piece.
    pub(super) fn suit_in_one(&mut self) {
        let person = self.person;
        let Some(worn) = person.one_piece.as_ref().filter(|_| self.wears_suits()) else {
            return;
        };
        let kind = worn.item.kind;
        let Some(mesh) = (self.ready_made)(Thing::OnePiece(kind, person.sleeves), self.taste(CHOICE)) else {
            return;
        };
        let cloth = Material {
            folds: 0.5,
            ..self.cloth(Region::OnePiece, Surface::Torso, worn)
        };
        let under = Material {
            folds: 0.5,
            ..Material::plain(Region::Under, person.under_rgb)
        };
        self.add_panels(&mesh, |panel| match panel {
            Panel::Inner | Panel::InnerSleeve => under,
            Panel::Button => Material {
                base: [0.45, 0.43, 0.38],
                gloss: 0.3,
                ..Material::plain(Region::OnePiece, worn.rgb)
            },
            // The placket of overalls.
            Panel::Trunk if kind == OnePiece::Jumpsuit => Material {
                cut: Cut {
                    closure: Closure::Zip,
                    ..Cut::NONE
                },
                ..cloth
            },
            _ => cloth,
        });
        if kind == OnePiece::Jumpsuit {
            self.skin_within(SkinPart::Torso, 0.045, 0.14);
        }
        self.tailored.collar = true;
        self.outermost = LOOSE;
        self.tailored.one_piece = true;
        self.sleeves_made(if person.sleeves == Sleeves::Long {
            Sleeves::Long
        } else {
            Sleeves::Short
        });
    }
}
