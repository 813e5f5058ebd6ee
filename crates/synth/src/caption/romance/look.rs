//! A thing with its colours and pattern as a noun phrase.

use super::phrases::Maker;
use super::{Adjective, Form, Noun, Thing, fill, words};
use crate::attributes::{Colour, Extra, Pattern, Sleeves};
use crate::caption::selection::usual_or;
use crate::caption::vague::{self, HasHypernyms};
use crate::description::Item;

/// Colours and pattern of one thing.
#[derive(Clone, Copy)]
pub struct Look {
    /// Main colour.
    pub colour: Colour,
    /// Second colour.
    pub accent: Colour,
    /// Pattern or material.
    pub pattern: Pattern,
    /// The front of an upper garment is seen.
    pub chest: bool,
}

impl<K> From<Item<K>> for Look {
    fn from(item: Item<K>) -> Self {
        Self {
            colour: item.colour,
            accent: item.accent,
            pattern: item.pattern,
            chest: false,
        }
    }
}

impl Look {
    fn accent(self) -> Option<Colour> {
        (self.accent != self.colour).then_some(self.accent)
    }
}

impl Maker<'_, '_> {
    /// An item in one of its words.
    pub fn item<K: HasHypernyms + Copy>(&mut self, nouns: &[Noun], item: Item<K>) -> Thing {
        let noun = self.noun(item.kind, nouns);
        self.garment(noun, None, Look::from(item))
    }

    /// One of the words of a thing, now and then one of its hypernyms.
    pub fn noun<K: HasHypernyms>(&mut self, kind: K, nouns: &[Noun]) -> Noun {
        let hypernyms = &self.language.lexicon().hypernyms;
        vague::noun(kind, nouns, |class| &hypernyms[class], 0.3, self.c)
    }

    /// A noun without colour.
    pub fn plain(&mut self, nouns: &[Noun]) -> Thing {
        let noun = self.c.pick(nouns);
        let (head, tail) = noun.parts();
        Thing {
            text: words(&[head, tail]),
            form: noun.form(),
        }
    }

    /// A small thing.
    pub fn extra(&mut self, extra: Extra, colour: Colour) -> Thing {
        let coloured = match extra {
            Extra::Drink => false,
            Extra::Phone => self.c.chance(0.2),
            _ => self.c.chance(0.85),
        };
        let nouns = &self.language.lexicon().extra[extra];
        if !coloured {
            return self.plain(nouns);
        }
        let noun = self.c.pick(nouns);
        self.garment(
            noun,
            None,
            Look {
                colour,
                accent: colour,
                pattern: Pattern::Plain,
                chest: false,
            },
        )
    }

    /// A noun with its sleeves, colours and pattern.
    pub fn garment(&mut self, noun: Noun, sleeves: Option<Sleeves>, look: Look) -> Thing {
        let Look { colour, pattern, .. } = look;
        let (head, tail) = noun.parts();
        let form = noun.form();
        let sleeves = sleeves.filter(|_| !self.language.lexicon().names_sleeves(noun));
        let arm = match sleeves {
            Some(Sleeves::Long) if self.c.chance(0.12) => self.language.lexicon().sleeves[Sleeves::Long].0,
            Some(length) if length != Sleeves::Long && self.c.chance(0.27) => {
                self.language.lexicon().sleeves[length].0
            }
            _ => "",
        };
        let tail = words(&[tail, arm]);
        if self.c.colourless {
            return Thing {
                text: words(&[head, &tail]),
                form,
            };
        }
        let pattern = if self.language.lexicon().names_material(noun, pattern) || self.c.chance(0.08) {
            Pattern::Plain
        } else {
            pattern
        };
        if self.c.chance(0.06) && pattern == Pattern::Plain {
            return Thing {
                text: words(&[head, &tail]),
                form,
            };
        }
        let vague = self
            .language
            .lexicon()
            .shade
            .get(&colour)
            .copied()
            .filter(|_| pattern == Pattern::Plain && self.c.chance(0.1));
        let main = vague.unwrap_or_else(|| self.colour(colour));
        let worded = self.look(form, pattern, main, look.accent(), look.chest);
        let text = match worded.strip_prefix('|') {
            // The colour stands next to the noun, its complement after it.
            Some(look) => {
                let (near, far) = look.split_once('|').unwrap_or((look, ""));
                if noun.placed() {
                    words(&[head, near, far, &tail])
                } else {
                    words(&[head, near, &tail, far])
                }
            }
            None if noun.placed() => words(&[head, &worded, &tail]),
            None => words(&[head, &tail, &worded]),
        };
        Thing { text, form }
    }

    /// Colours and pattern; with a bar before and after the colour that may stand next to the noun.
    fn look(
        &mut self,
        form: Form,
        pattern: Pattern,
        main: Adjective,
        accent: Option<Colour>,
        chest: bool,
    ) -> String {
        let second = accent.map_or(main, |accent| self.colour(accent));
        let ending = self.language.ending(form);
        if self.terse {
            let word = self.c.pick(&self.language.lexicon().pattern[pattern].keyword);
            return format!("|{}|{}", main.agree(form), word.replace('~', ending));
        }
        let list = self.language.lexicon().pattern(pattern, accent.is_some(), chest);
        let template = self.c.pick(list);
        let template = match template.strip_prefix("{1g}") {
            Some(rest) if !rest.contains("{2g}") => format!("|{{1g}}|{}", rest.trim_start()),
            _ => template.to_string(),
        };
        self.language
            .polished(&fill(&template, form, main, second, ending))
    }

    fn colour(&mut self, colour: Colour) -> Adjective {
        usual_or(
            &self.language.lexicon().colour[colour],
            vague::usual_colour(colour),
            self.c,
        )
    }
}
