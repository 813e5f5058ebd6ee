//! How persons are drawn: clothes that go together more often than not, yet every value and nearly every mix occurs.

mod belongings;
mod colours;
mod garments;
mod kinds;
mod rare_patterns;

use super::attributes::{
    Age, Build, Colour, Eyewear, Headgear, Lower, OnePiece, Pattern, Sex, Sleeves, Upper,
};
use super::description::Item;
use super::dice::Dice;
use super::palette;
use super::person::{Person, sleeves_of};
use belongings::{bags, extras, footwear, headgear};
use garments::{lower_garment, one_piece_garment, upper_garment};
use kinds::{hair, inner_kind, lower_kind, top_kind};

use Colour::{Beige, Black, DarkBlue, LightBlue, LightGrey, White};

impl Person {
    /// Draws a person; the same seed gives the same person.
    pub fn sample(seed: u64) -> Self {
        let dice = &mut Dice::new(seed ^ 0x5065_7273_6f6e);
        let sex = dice.one(Sex::ALL);
        let age = dice.pick(&[
            (Age::Child, 0.9),
            (Age::Young, 5.0),
            (Age::Adult, 4.5),
            (Age::Elderly, 1.3),
        ]);
        let build = dice.pick(&[(Build::Slim, 3.0), (Build::Average, 5.0), (Build::Heavy, 2.0)]);
        let tall = match (sex, age) {
            (_, Age::Child) => 1.22 + 0.2 * dice.bell(),
            (Sex::Male, Age::Elderly) => 1.70 + 0.1 * dice.bell(),
            (Sex::Female, Age::Elderly) => 1.58 + 0.1 * dice.bell(),
            (Sex::Male, _) => 1.77 + 0.14 * dice.bell(),
            (Sex::Female, _) => 1.65 + 0.12 * dice.bell(),
        };
        let cold = dice.chance(0.45);
        let skin = palette::skin(dice);
        let (hair, hair_rgb) = hair(sex, age, skin, dice);
        let under = dice.pick(&[
            (White, 6.0),
            (LightGrey, 1.5),
            (Black, 2.5),
            (LightBlue, 2.0),
            (DarkBlue, 1.0),
            (Colour::Red, 0.6),
            (Beige, 0.8),
        ]);
        let footwear = footwear(sex, cold, dice);
        let mut person = Self {
            sex,
            age,
            build,
            height: tall,
            skin,
            hair,
            hair_rgb,
            upper: None,
            outer: None,
            lower: None,
            one_piece: None,
            sleeves: Sleeves::Long,
            under_rgb: palette::shade(under, dice),
            tucked: false,
            footwear,
            bags: bags(sex, age, dice),
            headgear: None,
            eyewear: None,
            extras: Vec::new(),
            various_bags: false,
            details: dice.seed(),
        };
        let whole = match sex {
            Sex::Female => 0.2,
            Sex::Male => 0.015,
        };
        let open = dice.chance(if cold { 0.34 } else { 0.12 });
        if dice.chance(whole) {
            let kind = match sex {
                Sex::Female => dice.pick(&[
                    (OnePiece::ShortDress, 3.0),
                    (OnePiece::Dress, 4.0),
                    (OnePiece::LongDress, 2.5),
                    (OnePiece::Jumpsuit, 1.2),
                    (OnePiece::Dungarees, 0.9),
                ]),
                Sex::Male => dice.one(&[OnePiece::Jumpsuit, OnePiece::Dungarees]),
            };
            person.one_piece = Some(one_piece_garment(kind, dice));
            person.sleeves = match kind {
                OnePiece::Dungarees => dice.pick(&[(Sleeves::Short, 2.0), (Sleeves::Long, 2.0)]),
                _ => dice.pick(&[(Sleeves::None, 3.0), (Sleeves::Short, 3.0), (Sleeves::Long, 2.5)]),
            };
        } else {
            let mut kind = if open {
                inner_kind(sex, dice)
            } else {
                top_kind(sex, cold, dice)
            };
            if age == Age::Child && matches!(kind, Upper::Blazer | Upper::CropTop | Upper::TrenchCoat) {
                kind = Upper::TShirt;
            }
            person.upper = Some(upper_garment(kind, dice));
            person.sleeves = sleeves_of(kind).unwrap_or_else(|| match kind {
                Upper::Blouse => dice.pick(&[(Sleeves::Long, 3.0), (Sleeves::Short, 2.0)]),
                Upper::CropTop => {
                    dice.pick(&[(Sleeves::None, 2.0), (Sleeves::Short, 2.0), (Sleeves::Long, 1.0)])
                }
                _ => dice.pick(&[(Sleeves::Short, 3.0), (Sleeves::Long, 1.0)]),
            });
            // A closed vest is worn over sleeves or bare arms.
            let lower = lower_kind(sex, cold, dice);
            let mut lower = lower_garment(lower, dice);
            if kind == Upper::Blazer && dice.chance(0.5) && !lower.item.kind.is_skirt() {
                // A suit: trousers of the jacket's cloth.
                if let Some(jacket) = &person.upper {
                    lower.item = Item {
                        kind: Lower::SuitTrousers,
                        colour: jacket.item.colour,
                        accent: jacket.item.accent,
                        pattern: jacket.item.pattern,
                    };
                    (lower.rgb, lower.accent_rgb) = (jacket.rgb, jacket.accent_rgb);
                }
            }
            person.lower = Some(lower);
            let can_tuck = !kind.is_outer()
                && !matches!(
                    kind,
                    Upper::Hoodie | Upper::Sweatshirt | Upper::CropTop | Upper::Jersey
                );
            person.tucked = can_tuck && dice.chance(0.3);
        }
        if open {
            let mut kind = top_kind(sex, true, dice);
            if !kind.is_outer() {
                kind = dice.one(&[
                    Upper::Cardigan,
                    Upper::Jacket,
                    Upper::Coat,
                    Upper::Blazer,
                    Upper::DenimJacket,
                    Upper::LeatherJacket,
                ]);
            }
            person.outer = Some(upper_garment(kind, dice));
        }
        let hooded = [&person.upper, &person.outer]
            .into_iter()
            .flatten()
            .any(|w| matches!(w.item.kind, Upper::Hoodie | Upper::Parka | Upper::Raincoat));
        person.headgear = headgear(sex, cold, hooded, dice);
        if let Some(hood) = person
            .headgear
            .as_mut()
            .filter(|h| h.item.kind == Headgear::HoodUp)
        {
            // The hood belongs to the outermost garment that has one.
            let garment = [&person.outer, &person.upper]
                .into_iter()
                .flatten()
                .find(|w| matches!(w.item.kind, Upper::Hoodie | Upper::Parka | Upper::Raincoat));
            if let Some(garment) = garment {
                hood.item = Item {
                    kind: Headgear::HoodUp,
                    colour: garment.item.colour,
                    accent: garment.item.colour,
                    pattern: Pattern::Plain,
                };
                (hood.rgb, hood.accent_rgb) = (garment.rgb, garment.rgb);
            }
        }
        person.eyewear = dice.pick(&[
            (None, 7.5),
            (Some(Eyewear::Glasses), 1.5),
            (Some(Eyewear::Sunglasses), 1.1),
        ]);
        person.extras = extras(&person, cold, dice);
        person
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::attributes::{Bag, Extra, Footwear, HairColour, HairStyle};
    use std::collections::HashSet;

    #[test]
    fn same_seed_same_person() {
        assert_eq!(Person::sample(7), Person::sample(7));
        assert_ne!(Person::sample(7), Person::sample(8));
    }

    #[test]
    fn every_value_occurs() {
        let people: Vec<Person> = (0..6000).map(Person::sample).collect();
        let uppers: HashSet<_> = people
            .iter()
            .flat_map(|p| [&p.upper, &p.outer])
            .flatten()
            .map(|w| w.item.kind)
            .collect();
        let patterns: HashSet<_> = people
            .iter()
            .flat_map(|p| p.upper.map(|u| u.item).into_iter().map(|i| i.pattern))
            .collect();
        let colours: HashSet<_> = people
            .iter()
            .filter_map(|p| p.upper.map(|u| u.item.colour))
            .collect();
        assert_eq!(uppers.len(), Upper::ALL.len());
        assert_eq!(patterns.len(), Pattern::ALL.len());
        assert_eq!(colours.len(), Colour::ALL.len());
        let lowers: HashSet<_> = people
            .iter()
            .filter_map(|p| p.lower.map(|l| l.item.kind))
            .collect();
        assert_eq!(lowers.len(), Lower::ALL.len());
        let wholes: HashSet<_> = people
            .iter()
            .filter_map(|p| p.one_piece.map(|o| o.item.kind))
            .collect();
        assert_eq!(wholes.len(), OnePiece::ALL.len());
        let shoes: HashSet<_> = people.iter().map(|p| p.footwear.item.kind).collect();
        assert_eq!(shoes.len(), Footwear::ALL.len());
        let styles: HashSet<_> = people.iter().map(|p| p.hair.style).collect();
        assert_eq!(styles.len(), HairStyle::ALL.len());
        let tints: HashSet<_> = people.iter().map(|p| p.hair.colour).collect();
        assert_eq!(tints.len(), HairColour::ALL.len());
        let bags: HashSet<_> = people.iter().flat_map(|p| &p.bags).map(|b| b.item.kind).collect();
        assert_eq!(bags.len(), Bag::ALL.len());
        let hats: HashSet<_> = people
            .iter()
            .filter_map(|p| p.headgear.map(|h| h.item.kind))
            .collect();
        assert_eq!(hats.len(), Headgear::ALL.len());
        let things: HashSet<_> = people.iter().flat_map(|p| &p.extras).map(|e| e.0).collect();
        assert_eq!(things.len(), Extra::ALL.len());
    }
}
