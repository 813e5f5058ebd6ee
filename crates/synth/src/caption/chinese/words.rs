//! Draws the words for single things: garments, bags, headgear, what is held.

use super::facts::Fact;
use super::lexicon::{Entry, LEXICON, hypernyms};
use super::{looks, person};
use crate::attributes::{Bag, Colour, Extra, Headgear, Pattern, Sex, Sleeves, Upper};
use crate::caption::ensemble::Ensemble;
use crate::caption::selection::{claimed_sleeves, is_held, suitable, usual_or};
use crate::caption::{Sampler, vague};
use crate::description::{Description, Item};

/// Draws words for things in one manner.
pub(super) struct Words<'a, 'r> {
    /// Sex of the person, as some names are for women only.
    pub(super) sex: Sex,
    /// Whether compounds and clipped words are preferred.
    pub(super) compact: bool,
    /// Whether measure words are used.
    pub(super) measured: bool,
    /// Source of choices.
    pub(super) sampler: &'a mut Sampler<'r>,
}

impl Words<'_, '_> {
    fn fact(&mut self, noun: String, measure: &str, verb: &'static str) -> Fact {
        let counts = self.measured && !measure.is_empty() && self.sampler.chance(0.75);
        Fact {
            verb,
            measure: if counts {
                format!("一{measure}")
            } else {
                String::new()
            },
            noun,
        }
    }

    /// A thing without its colour.
    pub(super) fn plain(&mut self, name: &str, measure: &str, verb: &'static str) -> Fact {
        self.fact(name.to_owned(), measure, verb)
    }

    /// A thing with its look.
    pub(super) fn item<K>(&mut self, item: Item<K>, name: &str, measure: &str, verb: &'static str) -> Fact {
        // 黑裤 and 白鞋 in place of 黑色裤子 and 白色鞋子, where words are few.
        let last = name
            .char_indices()
            .next_back()
            .map_or(name, |(at, _)| &name[at..]);
        let brief = self.compact && item.pattern == Pattern::Plain && matches!(last, "裤" | "裙" | "鞋");
        let name = if brief && !self.sampler.colourless && self.sampler.chance(0.15) {
            last
        } else {
            name
        };
        let noun = looks::dress(
            name,
            item.colour,
            item.accent,
            item.pattern,
            self.compact,
            self.sampler,
        );
        self.fact(noun, measure, verb)
    }

    /// An outfit as one thing: 黑色西装, 一身黑衣.
    pub(super) fn outfit(&mut self, item: Item<Ensemble>) -> Fact {
        let short = LEXICON.colour[item.colour][0].1;
        if item.kind == Ensemble::OneColour && !short.ends_with('色') && self.sampler.chance(0.6) {
            let noun = self.sampler.pick(&LEXICON.all_in);
            return self.plain(&noun.replace('@', short), "", "穿着");
        }
        let name = usual_or(&LEXICON.ensemble[item.kind], 0.3, self.sampler);
        self.item(item, name, "套", "穿着")
    }

    /// An upper garment.
    pub(super) fn upper(&mut self, item: Item<Upper>, sleeves: Option<Sleeves>) -> Fact {
        let names = vague::nouns(item.kind, &LEXICON.upper[item.kind], hypernyms, self.sampler);
        let name = self.sleeved(names, sleeves);
        self.item(item, &name, "件", "穿着")
    }

    /// A name that claims no sleeves but those seen, with a sleeve word of its own now and then.
    pub(super) fn sleeved(&mut self, names: &[&'static str], sleeves: Option<Sleeves>) -> String {
        let sex = self.sex;
        let fits = |name: &str| {
            suits(name, sex)
                && claimed_sleeves(name, LEXICON.sleeve_parts()).is_none_or(|claim| sleeves == Some(claim))
        };
        let name = suitable(names, fits, self.sampler);
        match sleeves {
            Some(length) if takes_sleeve_word(name) && self.sampler.chance(0.2) => {
                format!("{}{name}", LEXICON.sleeves[length].0)
            }
            _ => name.to_owned(),
        }
    }

    /// A thing by its dictionary entry, or by the `names` of its class.
    fn entry<K>(&mut self, entry: &'static Entry, names: &[&'static str], item: Option<Item<K>>) -> Fact {
        let sex = self.sex;
        let name = suitable(names, |name| suits(name, sex), self.sampler);
        // 手提手提包, 手提提包, 拎着手拎包 and 斜挎斜挎包 say the same word twice.
        let fits = |verb: &str| {
            let again = verb
                .chars()
                .next_back()
                .is_some_and(|last| name.starts_with(last));
            !again
                && !verb
                    .chars()
                    .any(|part| matches!(part, '手' | '拎' | '斜' | '腰' | '头') && name.contains(part))
        };
        let verb = suitable(&entry.verbs, fits, self.sampler);
        match item {
            Some(item) => self.item(item, name, entry.measure.0, verb),
            None => self.plain(name, entry.measure.0, verb),
        }
    }

    fn extra(&mut self, kind: Extra, colour: Colour) -> Fact {
        let coloured = match kind {
            Extra::Phone | Extra::Drink | Extra::Book => 0.15,
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
        if let Some(hair) = facts.hair {
            let (verb, noun) = person::hair(hair, self.sampler);
            let loose = noun.ends_with('发') && verb != "披着";
            let measure = if loose && self.measured && self.sampler.chance(0.4) {
                "一头"
            } else {
                ""
            };
            let verb = if verb == "一头" { "留着" } else { verb };
            head.push(Fact {
                verb,
                measure: measure.to_owned(),
                noun,
            });
        }
        if let Some(item) = facts.headgear {
            // A hood has the colour of its garment, which is said there.
            let coloured = item.kind != Headgear::HoodUp && self.sampler.chance(0.92);
            let entry = &LEXICON.headgear[item.kind];
            let names = vague::nouns(item.kind, &entry.names, hypernyms, self.sampler);
            let fact = self.entry(entry, names, coloured.then_some(item));
            head.push(fact);
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
            carried.push(self.entry::<Bag>(entry, names, coloured.then_some(item)));
        }
        for &(kind, colour) in facts.extras.iter().filter(|(kind, _)| is_held(*kind)) {
            carried.push(self.extra(kind, colour));
        }
        carried
    }
}

/// Whether the name suits the person: 吊带上衣, 女式衬衫 and 女包 are for women.
fn suits(name: &str, sex: Sex) -> bool {
    sex == Sex::Female || !(name.contains("吊带") || name.contains('女'))
}

/// Whether bare sleeve words may stand before the garment's name ("长袖" + "连衣裙"); a coat (大衣, 风衣, 棉服) has
/// long sleeves anyway.
fn takes_sleeve_word(name: &str) -> bool {
    let says_it = name.contains(['袖', '背', '马', '坎', '雨', '吊', '西']);
    let is_warm = name.contains(['大', '风', '冲', '绒', '棉', '厚', '呢']);
    let is_long_coat = name.starts_with('长') && name.ends_with("外套");
    !(says_it || is_warm || is_long_coat || name.ends_with('T'))
}
