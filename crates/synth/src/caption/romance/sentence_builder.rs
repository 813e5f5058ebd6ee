//! The parts of a Romance sentence: each takes its facts out of the scene.

use super::romance_grammar::RomanceGrammar;
use super::scene::Scene;
use super::{Thing, enumerate};
use crate::attributes::{Action, Headgear};
use crate::caption::Sampler;

/// Headscarves whose names tell already where they are worn.
const VEILS: &[&str] = &["hiyab", "hijab", "velo", "voile"];

/// A scene while it is told in one language.
pub struct SentenceBuilder<'a, 'r, V> {
    /// What is left to tell.
    pub scene: Scene,
    /// Draws the words.
    pub c: &'a mut Sampler<'r>,
    /// The language.
    pub grammar: V,
}

impl<V: RomanceGrammar> SentenceBuilder<'_, '_, V> {
    /// An entry whose `~` agrees with the person: "vêtu~", "vestid~".
    pub fn agreed(&mut self, list: &[&str]) -> String {
        self.c
            .pick(list)
            .replace('~', self.grammar.ending(self.scene.person.form))
    }

    /// "un homme" with one or two qualities: hair, glasses, a cap, the side seen.
    pub fn somebody(&mut self) -> String {
        let person = self.grammar.a(&self.scene.person);
        V::qualified(self, person)
    }

    /// "l'homme" with qualities.
    pub fn the_person(&mut self) -> String {
        let person = self.grammar.the(&self.scene.person);
        V::qualified(self, person)
    }

    /// "homme" with qualities.
    pub fn bare_person(&mut self) -> String {
        let person = self.scene.person.text.clone();
        V::qualified(self, person)
    }

    /// The seen side as an apposition.
    pub fn side(&mut self) -> Option<String> {
        let facing = self.scene.facing.take()?;
        Some(self.agreed(&self.grammar.lexicon().side[facing]))
    }

    /// What the person does, with the direction of somebody who moves.
    pub fn does(&mut self) -> Option<String> {
        let action = self.scene.action.take()?;
        let verb = self.agreed(&self.grammar.lexicon().does[action]);
        Some(self.directed(action, verb))
    }

    /// The action as an apposition.
    pub fn doing(&mut self) -> Option<String> {
        let action = self.scene.action.take()?;
        let words = self.agreed(&self.grammar.lexicon().doing[action]);
        Some(self.directed(action, words))
    }

    fn directed(&mut self, action: Action, words: String) -> String {
        let moves = matches!(action, Action::Walking | Action::Running);
        match self.scene.facing.filter(|_| moves && self.c.chance(0.8)) {
            Some(facing) => {
                self.scene.facing = None;
                format!("{words} {}", self.c.pick(&self.grammar.lexicon().towards[facing]))
            }
            None => words,
        }
    }

    /// Clothes and shoes, sometimes with hat, scarf and glasses; taken out.
    pub fn outfit_things(&mut self) -> Vec<Thing> {
        let mut all: Vec<Thing> = self.scene.clothes.drain(..).collect();
        if self.c.chance(0.8) || all.is_empty() {
            all.extend(self.scene.shoes.take());
        }
        if self.c.chance(0.5) {
            all.extend(self.scene.headgear.take().map(|(_, hat)| hat));
        }
        if self.c.chance(0.5) {
            all.append(&mut self.scene.worn);
        }
        if self.c.chance(0.3) {
            all.extend(self.scene.eyewear.take());
        }
        all
    }

    /// "manteau, jean et bottes", or nothing: only clothes and shoes.
    pub fn bare_outfit(&mut self) -> Option<String> {
        let all = texts(self.scene.take_outfit());
        (!all.is_empty()).then(|| enumerate(&all, V::AND))
    }

    /// "un sac à dos noir sur le dos": the first bag, with or without article.
    pub fn bag(&mut self, article: bool) -> Option<String> {
        if self.scene.bags.is_empty() {
            return None;
        }
        let (kind, bag) = self.scene.bags.remove(0);
        let name = if article {
            self.grammar.a(&bag)
        } else {
            bag.text.clone()
        };
        let place = V::bag_place(self, kind, &bag);
        Some(if place.is_empty() {
            name
        } else {
            format!("{name} {place}")
        })
    }

    /// Things in the hands with their articles, taken out.
    pub fn held(&mut self) -> Vec<String> {
        let grammar = self.grammar;
        self.scene.held.drain(..).map(|thing| grammar.a(&thing)).collect()
    }

    /// What hangs from the person or is in the hands, after "avec" or "con": bag, umbrella, phone.
    pub fn with_things(&mut self) -> Option<String> {
        let mut all: Vec<String> = Vec::new();
        while let Some(bag) = self.bag(true) {
            all.push(bag);
        }
        all.extend(self.held());
        (!all.is_empty()).then(|| enumerate(&all, V::AND))
    }

    /// One of the verbs that none of `said` begins with.
    pub fn fresh(&mut self, verbs: &[&'static str], said: &[String]) -> &'static str {
        let begins = |told: &String, verb: &str| {
            told.split(' ')
                .take(2)
                .any(|word| verb.split(' ').next() == Some(word))
        };
        let unused = |verb: &&&str| !said.iter().any(|told| begins(told, verb));
        let left: Vec<&'static str> = verbs.iter().filter(unused).copied().collect();
        if left.is_empty() {
            V::ALSO
        } else {
            self.c.pick(&left)
        }
    }

    /// All that is left, as phrases between commas.
    pub fn fragments(&mut self) -> Vec<String> {
        let mut all = texts(self.scene.take_outfit());
        all.extend(self.scene.headgear.take().map(|(kind, hat)| match kind {
            Headgear::Headscarf if !VEILS.iter().any(|veil| hat.text.starts_with(veil)) => {
                format!("{} {}", hat.text, V::ON_THE_HEAD)
            }
            _ => hat.text,
        }));
        all.extend(self.scene.hair.take().map(|hair| hair.text));
        all.extend(self.scene.eyewear.take().map(|glasses| glasses.text));
        while let Some(bag) = self.bag(false) {
            all.push(bag);
        }
        all.extend(texts(self.scene.worn.drain(..)));
        all.extend(texts(self.scene.held.drain(..)));
        if self.scene.hood {
            self.scene.hood = false;
            all.push(V::HOOD_UP.into());
        }
        if self.scene.barefoot {
            self.scene.barefoot = false;
            all.push(V::barefoot(self));
        }
        all.extend(self.doing());
        all.extend(self.side());
        all
    }
}

/// The words of the things.
fn texts(things: impl IntoIterator<Item = Thing>) -> Vec<String> {
    things.into_iter().map(|thing| thing.text).collect()
}
