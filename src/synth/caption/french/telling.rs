//! The parts of a French sentence: each takes its facts out of the scene.

use super::romance::scene::Scene;
use super::romance::{Thing, enumerate};
use super::{grammar, poses};
use crate::synth::attributes::{Action, Headgear};
use crate::synth::caption::Chooser;

/// A scene while it is told.
pub struct Telling<'a, 'r> {
    /// What is left to tell.
    pub scene: Scene,
    /// Draws the words.
    pub c: &'a mut Chooser<'r>,
}

impl Telling<'_, '_> {
    /// A word list entry with its `~` agreeing with the person.
    pub fn of_person(&mut self, list: &[&str]) -> String {
        self.c
            .pick(list)
            .replace('~', grammar::ending(self.scene.person.form))
    }

    /// A participle such as "vêtu~" agreeing with the person.
    pub fn agreed(&mut self, list: &[&'static str]) -> String {
        self.of_person(list)
    }

    /// "il" or "elle".
    pub fn pronoun(&self) -> &'static str {
        if self.scene.person.form.feminine() {
            "elle"
        } else {
            "il"
        }
    }

    /// "un homme" with one or two qualities: hair, glasses, a cap, the side seen.
    pub fn somebody(&mut self) -> String {
        let person = grammar::a(&self.scene.person);
        self.qualified(person)
    }

    /// "l'homme" with qualities.
    pub fn the_person(&mut self) -> String {
        let person = grammar::the(&self.scene.person);
        self.qualified(person)
    }

    /// "homme" with qualities.
    pub fn bare_person(&mut self) -> String {
        let person = self.scene.person.text.clone();
        self.qualified(person)
    }

    fn qualified(&mut self, person: String) -> String {
        let hair = if self.c.chance(0.65) {
            self.scene.hair.take()
        } else {
            None
        };
        let glasses = if self.c.chance(0.55) {
            self.scene.eyewear.take()
        } else {
            None
        };
        match (hair, glasses) {
            (Some(hair), Some(glasses)) => {
                format!("{person} {} et à {}", grammar::at_the(&hair), glasses.text)
            }
            (Some(hair), None) => format!("{person} {}", grammar::at_the(&hair)),
            (None, Some(glasses)) => format!("{person} à {}", glasses.text),
            (None, None) => match self.scene.headgear.take() {
                Some((kind, hat)) if self.c.chance(0.4) => match self.c.pick(&[0, 1, 2, 3]) {
                    0 => format!("{person} {}", grammar::at_the(&hat)),
                    1 => format!("{person} avec {}", grammar::a(&hat)),
                    2 if matches!(kind, Headgear::Cap | Headgear::Beanie) => {
                        format!("{person} en {}", hat.text)
                    }
                    _ => format!("{person} {} {}", self.agreed(&["coiffé~"]), grammar::of_a(&hat)),
                },
                hat => {
                    self.scene.headgear = hat;
                    if self.scene.facing.is_some() && self.c.chance(0.35) {
                        let side = self.side().unwrap_or_default();
                        return format!("{person} {side}");
                    }
                    person
                }
            },
        }
    }

    /// The seen side as an apposition.
    pub fn side(&mut self) -> Option<String> {
        let facing = self.scene.facing.take()?;
        Some(self.of_person(poses::side(facing)))
    }

    /// What the person does, with the direction of somebody who moves.
    pub fn does(&mut self) -> Option<String> {
        let action = self.scene.action.take()?;
        let verb = self.of_person(poses::does(action));
        Some(self.directed(action, verb))
    }

    /// The action as an apposition.
    pub fn doing(&mut self) -> Option<String> {
        let action = self.scene.action.take()?;
        let words = self.of_person(poses::doing(action));
        Some(self.directed(action, words))
    }

    fn directed(&mut self, action: Action, words: String) -> String {
        let moves = matches!(action, Action::Walking | Action::Running);
        match self.scene.facing.filter(|_| moves && self.c.chance(0.8)) {
            Some(facing) => {
                self.scene.facing = None;
                format!("{words} {}", self.c.pick(poses::towards(facing)))
            }
            None => words,
        }
    }

    /// Clothes and shoes, sometimes with hat, scarf and glasses; taken out.
    pub fn outfit(&mut self) -> Vec<Thing> {
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

    /// "un manteau, un jean et des bottes", or nothing.
    pub fn outfit_with_articles(&mut self) -> Option<String> {
        let all: Vec<String> = self.outfit().iter().map(grammar::a).collect();
        (!all.is_empty()).then(|| enumerate(&all, "et"))
    }

    /// "d'un manteau, d'un jean et de bottes", or nothing.
    pub fn of_outfit(&mut self) -> Option<String> {
        let all: Vec<String> = self.outfit().iter().map(grammar::of_a).collect();
        (!all.is_empty()).then(|| enumerate(&all, "et"))
    }

    /// "en manteau, jean et bottes", or nothing: only clothes and shoes; shoes alone are not worn "en".
    pub fn in_outfit(&mut self) -> Option<String> {
        let only_shoes = self.scene.clothes.is_empty();
        let outfit = self.bare_outfit()?;
        Some(format!("{} {outfit}", if only_shoes { "avec des" } else { "en" }))
    }

    /// "manteau, jean et bottes", or nothing.
    pub fn bare_outfit(&mut self) -> Option<String> {
        let all: Vec<String> = self
            .scene
            .take_outfit()
            .into_iter()
            .map(|thing| thing.text)
            .collect();
        (!all.is_empty()).then(|| enumerate(&all, "et"))
    }
}
