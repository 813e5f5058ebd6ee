//! Draws the words for single things: garments, bags, headgear, what is held.

use super::facts::Fact;
use super::lexicon::{Entry, LEXICON, hypernyms};
use super::verbs::Verb;
use super::{looks, person};
use crate::attributes::{Colour, Extra, Headgear, OnePiece, Pattern, Sleeves, Upper};
use crate::caption::ensemble::Ensemble;
use crate::caption::selection::{claimed_sleeves, is_held, suitable, usual_or};
use crate::caption::{Sampler, vague};
use crate::description::{Description, Item};

/// Draws words for things in one manner.
pub(super) struct Words<'a, 'r> {
    /// Whether compounds and clipped words are preferred.
    pub(super) compact: bool,
    /// Source of choices.
    pub(super) sampler: &'a mut Sampler<'r>,
}

impl Words<'_, '_> {
    /// A thing with its look.
    pub(super) fn item<K>(&mut self, item: Item<K>, name: &str) -> String {
        looks::dress(
            name,
            item.colour,
            item.accent,
            item.pattern,
            self.compact,
            self.sampler,
        )
    }

    /// An upper garment.
    pub(super) fn upper(&mut self, item: Item<Upper>, sleeves: Option<Sleeves>) -> String {
        let names = vague::nouns(item.kind, &LEXICON.upper[item.kind], hypernyms, self.sampler);
        let name = match self.sleeved(names, sleeves) {
            name if name == "トレーナー" && item.pattern == Pattern::Knit => "ニット".to_owned(),
            name => name,
        };
        self.item(item, &name)
    }

    /// An outfit as one thing.
    pub(super) fn outfit(&mut self, item: Item<Ensemble>) -> String {
        let name = usual_or(&LEXICON.ensemble[item.kind], 0.3, self.sampler);
        self.item(item, name)
    }

    /// A dress or overall.
    pub(super) fn one_piece(&mut self, item: Item<OnePiece>, sleeves: Option<Sleeves>) -> String {
        let names = vague::nouns(item.kind, &LEXICON.one_piece[item.kind], hypernyms, self.sampler);
        let name = self.sleeved(names, sleeves);
        self.item(item, &name)
    }

    /// A name that claims no sleeves but those seen, with a sleeve word of its own now and then.
    fn sleeved(&mut self, names: &[&'static str], sleeves: Option<Sleeves>) -> String {
        let name = suitable(
            names,
            |name| claimed_sleeves(name, LEXICON.sleeve_parts()).is_none_or(|claim| sleeves == Some(claim)),
            self.sampler,
        );
        let Some(length) = sleeves else {
            return name.to_owned();
        };
        let word = LEXICON.sleeves[length].0;
        let free = claimed_sleeves(name, LEXICON.sleeve_parts()).is_none() && takes_sleeve_word(name);
        if free && self.sampler.chance(0.25) {
            // 半袖短いワンピース and 長袖前開きのニット are no compounds.
            let phrase = name.contains(['の', 'い']);
            let link = if length == Sleeves::None || phrase || self.sampler.chance(0.4) {
                "の"
            } else {
                ""
            };
            return format!("{word}{link}{name}");
        }
        name.to_owned()
    }

    /// A thing by its dictionary entry, or by the `names` of its class.
    fn entry<K>(&mut self, entry: &Entry, names: &[&'static str], item: Option<Item<K>>) -> Fact {
        let name = usual_or(names, 0.2, self.sampler);
        // 肩に肩掛けバッグを掛けて says the same word twice, 斜め掛けバッグを掛けて too.
        let manner = (0..8)
            .map(|_| self.sampler.pick(&entry.manners))
            .find(|(place, _)| {
                !place
                    .chars()
                    .any(|part| matches!(part, '肩' | '斜' | '手') && name.contains(part))
            });
        let usual = if name.contains('掛') {
            Verb::Hold
        } else {
            entry.manners[0].1
        };
        let (place, verb) = manner.unwrap_or(("", usual));
        let noun = match item {
            Some(item) => self.item(item, name),
            None => name.to_owned(),
        };
        Fact::new(place, noun, verb)
    }

    fn extra(&mut self, kind: Extra, colour: Colour) -> Fact {
        let coloured = match kind {
            Extra::Phone | Extra::Drink | Extra::Book => 0.12,
            Extra::Headphones | Extra::Mask => 0.5,
            _ => 0.85,
        };
        let item = Item {
            kind,
            colour,
            accent: colour,
            pattern: Pattern::Plain,
        };
        let item = self.sampler.chance(coloured).then_some(item);
        let entry = &LEXICON.extra[kind];
        self.entry(entry, &entry.names, item)
    }

    /// Hair, headgear, glasses and small things worn.
    pub(super) fn head(&mut self, facts: &Description) -> Vec<Fact> {
        let mut head = Vec::new();
        let builds = &LEXICON.build[facts.build];
        if !builds.is_empty() {
            head.push(Fact::new("", self.sampler.pick(builds).to_owned(), Verb::Be));
        }
        head.extend(
            facts
                .hair
                .map(|hair| Fact::new("", person::hair(hair, facts.sex, self.sampler), Verb::Be)),
        );
        if let Some(item) = facts.headgear {
            // A hood has the colour of its garment, which is said there.
            let coloured = item.kind != Headgear::HoodUp && self.sampler.chance(0.92);
            let entry = &LEXICON.headgear[item.kind];
            let names = vague::nouns(item.kind, &entry.names, hypernyms, self.sampler);
            head.push(self.entry(entry, names, coloured.then_some(item)));
        }
        if let Some(kind) = facts.eyewear {
            let none: Option<Item<()>> = None;
            let entry = &LEXICON.eyewear[kind];
            head.push(self.entry(entry, &entry.names, none));
        }
        for &(kind, colour) in facts.extras.iter().filter(|(kind, _)| !is_held(*kind)) {
            head.push(self.extra(kind, colour));
        }
        head
    }

    /// Bags and things in the hand.
    pub(super) fn carried(&mut self, facts: &Description) -> Vec<Fact> {
        let mut carried = Vec::new();
        for &item in &facts.bags {
            let coloured = self.sampler.chance(0.93);
            let entry = &LEXICON.bag[item.kind];
            let names = vague::nouns(item.kind, &entry.names, hypernyms, self.sampler);
            carried.push(self.entry(entry, names, coloured.then_some(item)));
        }
        for &(kind, colour) in facts.extras.iter().filter(|(kind, _)| is_held(*kind)) {
            carried.push(self.extra(kind, colour));
        }
        carried
    }
}

/// Whether a bare sleeve word may stand before the garment's name ("長袖ワンピース").
fn takes_sleeve_word(name: &str) -> bool {
    name.ends_with("ワンピース")
        || name.ends_with("シャツ") && !name.starts_with(['ワ', 'ラ', '開'])
        || name.ends_with("ブラウス")
        || name.ends_with("ニット")
        || name == "トップス"
}
