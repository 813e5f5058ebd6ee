//! The parts of an Italian sentence beyond those that the Romance languages share.

use super::{Italian, LEXICON, grammar};
use crate::attributes::Bag;
use crate::caption::romance::romance_grammar::RomanceGrammar;
use crate::caption::romance::sentence_builder::SentenceBuilder;
use crate::caption::romance::{Thing, enumerate};

impl RomanceGrammar for Italian {
    const AND: &'static str = "e";
    const WITH: &'static str = "con";
    const COLON: &'static str = ": ";
    const ALSO: &'static str = "porta anche";
    const ON_THE_HEAD: &'static str = "in testa";
    const HOOD_UP: &'static str = "cappuccio alzato";

    fn the(&self, thing: &Thing) -> String {
        grammar::the(thing)
    }

    fn qualified(t: &mut SentenceBuilder<'_, '_, Italian>, person: String) -> String {
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
        let hair = hair.map(|hair| t.with_hair(&hair));
        match (hair, glasses) {
            (Some(hair), Some(glasses)) if hair.starts_with("con i ") => {
                format!("{person} {hair} e {}", grammar::the(&glasses))
            }
            (Some(hair), Some(glasses)) if hair.starts_with("con ") => {
                format!("{person} {hair} e {}", glasses.text)
            }
            (Some(hair), Some(glasses)) => format!("{person} {hair}, con {}", glasses.text),
            (Some(hair), None) => format!("{person} {hair}"),
            (None, Some(glasses)) if t.c.chance(0.6) => format!("{person} con {}", grammar::the(&glasses)),
            (None, Some(glasses)) => format!("{person} con {}", glasses.text),
            (None, None) if t.c.chance(0.4) => match t.scene.headgear.take() {
                Some((_, hat)) => format!("{person} con {}", t.after_with(&hat)),
                None => match t.side() {
                    Some(side) => format!("{person} {side}"),
                    None => person,
                },
            },
            (None, None) => person,
        }
    }

    fn bag_place(t: &mut SentenceBuilder<'_, '_, Italian>, kind: Bag, bag: &Thing) -> String {
        let told = LEXICON
            .telling
            .bag_place
            .iter()
            .any(|word| bag.text.contains(word));
        if told {
            String::new()
        } else {
            t.c.pick(&LEXICON.bag_place[kind])
                .replace('~', grammar::ending(bag.form))
        }
    }

    fn barefoot(t: &mut SentenceBuilder<'_, '_, Italian>) -> String {
        t.agreed(&["scalz~", "a piedi nudi"])
    }
}

impl SentenceBuilder<'_, '_, Italian> {
    /// "una donna" or, as captions often begin, just "donna", with qualities.
    pub fn subject(&mut self) -> String {
        if self.c.chance(0.3) {
            self.bare_person()
        } else {
            self.somebody()
        }
    }

    /// "dai capelli corti", "con i capelli corti", "con la coda di cavallo".
    fn with_hair(&mut self, hair: &Thing) -> String {
        let starts = |words: &[&str]| words.iter().any(|word| hair.text.starts_with(word));
        if starts(&["testa"]) {
            format!("con {}", grammar::the(hair))
        } else if starts(&["capelli", "riccioli"]) {
            match self.c.pick(&[0, 1, 2]) {
                0 => format!("con {}", grammar::the(hair)),
                1 => grammar::from_the(hair),
                _ => format!("con {}", hair.text),
            }
        } else if starts(&["lunghi", "lunga"]) {
            grammar::from_the(hair)
        } else {
            format!("con {}", self.after_with(hair))
        }
    }

    /// What follows "con": "il cappello nero", "un cappello nero" or, now and then, "cappello nero".
    pub fn after_with(&mut self, thing: &Thing) -> String {
        match self.c.pick(&[0, 0, 1, 2]) {
            0 => grammar::some(thing),
            1 => grammar::the(thing),
            _ => thing.text.clone(),
        }
    }

    /// "un cappotto e jeans", or as often without or with all articles.
    pub fn listed(&mut self, things: &[Thing]) -> String {
        let word = match self.c.pick(&[0, 0, 0, 1, 1, 2]) {
            0 => grammar::some,
            1 => |thing: &Thing| thing.text.clone(),
            _ => grammar::a,
        };
        let all: Vec<String> = things.iter().map(word).collect();
        enumerate(&all, "e")
    }

    /// All that may follow "con", taken out: what is worn, then what is carried.
    pub fn with_everything(&mut self) -> Option<String> {
        let mut worn = self.scene.take_outfit();
        worn.extend(self.scene.headgear.take().map(|(_, hat)| hat));
        worn.extend(self.scene.hair.take());
        worn.extend(self.scene.eyewear.take());
        worn.append(&mut self.scene.worn);
        let mut all: Vec<String> = worn.iter().map(grammar::some).collect();
        if self.scene.hood {
            self.scene.hood = false;
            all.push(format!("il {}", Italian::HOOD_UP));
        }
        while let Some(bag) = self.bag(true) {
            all.push(bag);
        }
        all.extend(self.held());
        (!all.is_empty()).then(|| enumerate(&all, "e"))
    }

    /// Clothes and shoes, sometimes with hat, scarf and glasses, or nothing.
    pub fn outfit(&mut self) -> Option<String> {
        let all = self.outfit_things();
        (!all.is_empty()).then(|| self.listed(&all))
    }

    /// "in cappotto, jeans e stivali", or nothing: shoes alone are not worn "in".
    pub fn in_outfit(&mut self) -> Option<String> {
        let only_shoes = self.scene.clothes.is_empty();
        let outfit = self.bare_outfit()?;
        Some(format!("{} {outfit}", if only_shoes { "con" } else { "in" }))
    }
}
