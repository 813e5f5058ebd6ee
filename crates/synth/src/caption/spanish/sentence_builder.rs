//! The parts of a Spanish sentence beyond those that the Romance languages share.

use super::{LEXICON, Spanish, grammar};
use crate::attributes::Bag;
use crate::caption::romance::romance_grammar::RomanceGrammar;
use crate::caption::romance::sentence_builder::SentenceBuilder;
use crate::caption::romance::{Thing, enumerate};

impl RomanceGrammar for Spanish {
    const AND: &'static str = "y";
    const WITH: &'static str = "con";
    const COLON: &'static str = ": ";
    const ALSO: &'static str = "también lleva";
    const ON_THE_HEAD: &'static str = "en la cabeza";
    const HOOD_UP: &'static str = "capucha puesta";

    fn the(&self, thing: &Thing) -> String {
        grammar::the(thing)
    }

    fn qualified(t: &mut SentenceBuilder<'_, '_, Spanish>, person: String) -> String {
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
            (Some(hair), Some(glasses)) if hair.starts_with("con ") => {
                format!("{person} {hair} y {}", glasses.text)
            }
            (Some(hair), Some(glasses)) => format!("{person} {hair} y con {}", glasses.text),
            (Some(hair), None) => format!("{person} {hair}"),
            (None, Some(glasses)) => format!("{person} con {}", glasses.text),
            (None, None) if t.c.chance(0.4) => match t.scene.headgear.take() {
                Some((_, hat)) => format!("{person} con {}", hat.text),
                None => match t.side() {
                    Some(side) => format!("{person} {side}"),
                    None => person,
                },
            },
            (None, None) => person,
        }
    }

    fn bag_place(t: &mut SentenceBuilder<'_, '_, Spanish>, kind: Bag, bag: &Thing) -> String {
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

    fn barefoot(t: &mut SentenceBuilder<'_, '_, Spanish>) -> String {
        t.agreed(&["descalz~"])
    }
}

impl SentenceBuilder<'_, '_, Spanish> {
    /// "una mujer" or, as captions often begin, just "mujer", with qualities.
    pub fn subject(&mut self) -> String {
        if self.c.chance(0.3) {
            self.bare_person()
        } else {
            self.somebody()
        }
    }

    /// "de pelo corto", "con el pelo corto", "con coleta".
    fn with_hair(&mut self, hair: &Thing) -> String {
        let starts = |words: &[&str]| words.iter().any(|word| hair.text.starts_with(word));
        if starts(&["cabeza"]) {
            format!("con {}", grammar::the(hair))
        } else if starts(&["pelo", "cabello"]) {
            let link = self.c.pick(&["de", "con el", "con"]);
            // "de pelo recogido" is not said.
            let tied = ["recogid", "trenzad", "rapad", "cortado"]
                .iter()
                .any(|word| hair.text.contains(word));
            format!("{} {}", if tied { "con el" } else { link }, hair.text)
        } else {
            format!("con {}", hair.text)
        }
    }

    /// "un abrigo y unos vaqueros", or as often without articles.
    pub fn listed(&mut self, things: &[Thing]) -> String {
        let articles = self.c.chance(0.45);
        let all: Vec<String> = things
            .iter()
            .map(|thing| {
                // "lleva prenda superior" is not said.
                let vague = ["prenda ", "parte "]
                    .iter()
                    .any(|word| thing.text.starts_with(word));
                if articles || vague {
                    grammar::a(thing)
                } else {
                    thing.text.clone()
                }
            })
            .collect();
        enumerate(&all, "y")
    }

    /// All that may follow "con", taken out: what is worn without articles, then what is carried.
    pub fn with_everything(&mut self) -> Option<String> {
        let mut worn = self.scene.take_outfit();
        worn.extend(self.scene.headgear.take().map(|(_, hat)| hat));
        worn.extend(self.scene.hair.take());
        worn.extend(self.scene.eyewear.take());
        worn.append(&mut self.scene.worn);
        let mut all: Vec<String> = worn.into_iter().map(|thing| thing.text).collect();
        if self.scene.hood {
            self.scene.hood = false;
            all.push(format!("la {}", Spanish::HOOD_UP));
        }
        while let Some(bag) = self.bag(true) {
            all.push(bag);
        }
        all.extend(self.held());
        (!all.is_empty()).then(|| enumerate(&all, "y"))
    }

    /// Clothes and shoes, sometimes with hat, scarf and glasses, or nothing.
    pub fn outfit(&mut self) -> Option<String> {
        let all = self.outfit_things();
        (!all.is_empty()).then(|| self.listed(&all))
    }
}
