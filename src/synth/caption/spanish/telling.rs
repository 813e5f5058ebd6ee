//! The parts of a Spanish sentence: each takes its facts out of the scene.

use super::{grammar, poses};
use crate::synth::attributes::Action;
use crate::synth::caption::Chooser;
use crate::synth::caption::french::romance::scene::Scene;
use crate::synth::caption::french::romance::{Thing, enumerate};

/// A scene while it is told.
pub struct Telling<'a, 'r> {
    /// What is left to tell.
    pub scene: Scene,
    /// Draws the words.
    pub c: &'a mut Chooser<'r>,
}

impl Telling<'_, '_> {
    /// An entry whose `~` agrees with the person: "vestid~".
    pub fn agreed(&mut self, list: &[&str]) -> String {
        self.c
            .pick(list)
            .replace('~', grammar::ending(self.scene.person.form))
    }

    /// "una mujer" with qualities: hair, glasses, a cap, the side seen.
    pub fn somebody(&mut self) -> String {
        let person = grammar::a(&self.scene.person);
        self.qualified(person)
    }

    /// "una mujer" or, as captions often begin, just "mujer", with qualities.
    pub fn subject(&mut self) -> String {
        if self.c.chance(0.3) {
            self.bare_person()
        } else {
            self.somebody()
        }
    }

    /// "la mujer" with qualities.
    pub fn the_person(&mut self) -> String {
        let person = grammar::the(&self.scene.person);
        self.qualified(person)
    }

    /// "mujer" with qualities.
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
        let hair = hair.map(|hair| self.with_hair(&hair));
        match (hair, glasses) {
            (Some(hair), Some(glasses)) if hair.starts_with("con ") => {
                format!("{person} {hair} y {}", glasses.text)
            }
            (Some(hair), Some(glasses)) => format!("{person} {hair} y con {}", glasses.text),
            (Some(hair), None) => format!("{person} {hair}"),
            (None, Some(glasses)) => format!("{person} con {}", glasses.text),
            (None, None) if self.c.chance(0.4) => match self.scene.headgear.take() {
                Some((_, hat)) => format!("{person} con {}", hat.text),
                None => match self.side() {
                    Some(side) => format!("{person} {side}"),
                    None => person,
                },
            },
            (None, None) => person,
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

    /// The seen side as an apposition.
    pub fn side(&mut self) -> Option<String> {
        let facing = self.scene.facing.take()?;
        Some(self.agreed(poses::side(facing)))
    }

    /// What the person does, with the direction of somebody who moves.
    pub fn does(&mut self) -> Option<String> {
        let action = self.scene.action.take()?;
        let words = self.agreed(poses::does(action));
        Some(self.directed(action, words))
    }

    /// The action as an apposition.
    pub fn doing(&mut self) -> Option<String> {
        let action = self.scene.action.take()?;
        let words = self.agreed(poses::doing(action));
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

    /// "un abrigo y unos vaqueros", or as often without articles.
    pub fn listed(&mut self, things: &[Thing]) -> String {
        let articles = self.c.chance(0.45);
        let all: Vec<String> = things
            .iter()
            .map(|thing| {
                if articles {
                    grammar::a(thing)
                } else {
                    thing.text.clone()
                }
            })
            .collect();
        enumerate(&all, "y")
    }

    /// Clothes and shoes, sometimes with hat, scarf and glasses, or nothing.
    pub fn outfit(&mut self) -> Option<String> {
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
        (!all.is_empty()).then(|| self.listed(&all))
    }

    /// "abrigo, vaqueros y botas", or nothing: only clothes and shoes.
    pub fn bare_outfit(&mut self) -> Option<String> {
        let all: Vec<String> = self
            .scene
            .take_outfit()
            .into_iter()
            .map(|thing| thing.text)
            .collect();
        (!all.is_empty()).then(|| enumerate(&all, "y"))
    }
}
