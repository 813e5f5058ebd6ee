//! The parts of a French sentence beyond those that the Romance languages share.

use super::{French, LEXICON, grammar};
use crate::attributes::{Bag, Headgear};
use crate::caption::romance::romance_grammar::RomanceGrammar;
use crate::caption::romance::sentence_builder::SentenceBuilder;
use crate::caption::romance::{Thing, enumerate};

impl RomanceGrammar for French {
    const AND: &'static str = "et";
    const WITH: &'static str = "avec";
    const COLON: &'static str = " : ";
    const ALSO: &'static str = "a aussi";
    const ON_THE_HEAD: &'static str = "sur la tête";
    const HOOD_UP: &'static str = "capuche relevée";

    fn the(&self, thing: &Thing) -> String {
        grammar::the(thing)
    }

    fn qualified(t: &mut SentenceBuilder<'_, '_, French>, person: String) -> String {
        let hair = if t.c.chance(0.65) {
            t.scene.hair.take()
        } else {
            None
        };
        let glasses = if t.c.chance(0.55) {
            t.scene.eyewear.take()
        } else {
            None
        };
        match (hair, glasses) {
            (Some(hair), Some(glasses)) => {
                format!("{person} à {} et {}", glasses.text, grammar::at_the(&hair))
            }
            (Some(hair), None) => format!("{person} {}", grammar::at_the(&hair)),
            // "au crâne rasé à lunettes" would put the glasses on the skull.
            (None, Some(glasses)) if person.ends_with("rasé") || person.ends_with("rasée") => {
                format!("{person} et à {}", glasses.text)
            }
            (None, Some(glasses)) => format!("{person} à {}", glasses.text),
            (None, None) => match t.scene.headgear.take() {
                Some((kind, hat)) if t.c.chance(0.4) => match t.c.pick(&[0, 1, 2, 3]) {
                    0 => format!("{person} {}", grammar::at_the(&hat)),
                    1 => format!("{person} avec {}", grammar::a(&hat)),
                    2 if matches!(kind, Headgear::Cap | Headgear::Beanie)
                        && !hat.text.starts_with("couvre-chef") =>
                    {
                        format!("{person} en {}", hat.text)
                    }
                    _ => format!("{person} {} {}", t.agreed(&["coiffé~"]), grammar::of_a(&hat)),
                },
                hat => {
                    t.scene.headgear = hat;
                    if t.scene.facing.is_some() && t.c.chance(0.35) {
                        let side = t.side().unwrap_or_default();
                        return format!("{person} {side}");
                    }
                    person
                }
            },
        }
    }

    fn bag_place(t: &mut SentenceBuilder<'_, '_, French>, kind: Bag, bag: &Thing) -> String {
        let place = t.c.pick(&LEXICON.bag_place[kind]);
        let told = LEXICON
            .telling
            .bag_place
            .iter()
            .any(|word| bag.text.contains(word));
        // "porté" and "pendu" would have to agree with the bag.
        if told || (place.starts_with('p') && !bag.text.starts_with("sac")) {
            String::new()
        } else {
            place.to_owned()
        }
    }

    fn barefoot(_: &mut SentenceBuilder<'_, '_, French>) -> String {
        "pieds nus".into()
    }
}

impl SentenceBuilder<'_, '_, French> {
    /// "il" or "elle".
    pub fn pronoun(&self) -> &'static str {
        if self.scene.person.form.feminine() {
            "elle"
        } else {
            "il"
        }
    }

    /// "un manteau, un jean et des bottes", or nothing.
    pub fn outfit_with_articles(&mut self) -> Option<String> {
        let all: Vec<String> = self.outfit_things().iter().map(grammar::a).collect();
        (!all.is_empty()).then(|| enumerate(&all, "et"))
    }

    /// "d'un manteau, d'un jean et de bottes", or nothing: only clothes and shoes, and never shoes alone.
    pub fn of_outfit(&mut self) -> Option<String> {
        if self.scene.clothes.is_empty() {
            return None;
        }
        let all: Vec<String> = self.scene.take_outfit().iter().map(grammar::of_a).collect();
        Some(enumerate(&all, "et"))
    }

    /// "en manteau, jean et bottes", or nothing: only clothes and shoes; shoes alone are not worn "en".
    pub fn in_outfit(&mut self) -> Option<String> {
        let only_shoes = self.scene.clothes.is_empty();
        let outfit = self.bare_outfit()?;
        Some(format!("{} {outfit}", if only_shoes { "avec des" } else { "en" }))
    }
}
