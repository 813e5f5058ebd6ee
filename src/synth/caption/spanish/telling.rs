//! The parts of a Spanish sentence: each takes its facts out of the scene.

use super::{grammar, people};
use crate::synth::attributes::{Action, Bag, Headgear};
use crate::synth::caption::Chooser;
use crate::synth::caption::french::romance::scene::Scene;
use crate::synth::caption::french::romance::{Thing, capitalised, enumerate};

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
        self.c.pick(list).replace('~', grammar::ending(self.scene.person.form))
    }

    /// "una mujer" with qualities: hair, glasses, a cap, the side seen.
    pub fn somebody(&mut self) -> String {
        let person = grammar::a(&self.scene.person);
        self.qualified(person)
    }

    /// "una mujer" or, as captions often begin, just "mujer", with qualities.
    pub fn subject(&mut self) -> String {
        if self.c.chance(0.3) { self.bare_person() } else { self.somebody() }
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
        let hair = if self.c.chance(0.65) { self.scene.hair.take() } else { None };
        let glasses = if self.c.chance(0.55) { self.scene.eyewear.take() } else { None };
        let hair = hair.map(|hair| self.with_hair(&hair));
        match (hair, glasses) {
            (Some(hair), Some(glasses)) if hair.starts_with("con ") => format!("{person} {hair} y {}", glasses.text),
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
            let tied = ["recogid", "trenzad", "rapad", "cortado"].iter().any(|word| hair.text.contains(word));
            format!("{} {}", if tied { "con el" } else { link }, hair.text)
        } else {
            format!("con {}", hair.text)
        }
    }

    /// The seen side as an apposition.
    pub fn side(&mut self) -> Option<String> {
        let facing = self.scene.facing.take()?;
        Some(self.agreed(people::side(facing)))
    }

    /// What the person does, with the direction of somebody who moves.
    pub fn does(&mut self) -> Option<String> {
        let action = self.scene.action.take()?;
        let words = self.agreed(people::does(action));
        Some(self.directed(action, words))
    }

    /// The action as an apposition.
    pub fn doing(&mut self) -> Option<String> {
        let action = self.scene.action.take()?;
        let words = self.agreed(people::doing(action));
        Some(self.directed(action, words))
    }

    fn directed(&mut self, action: Action, words: String) -> String {
        let moves = matches!(action, Action::Walking | Action::Running);
        match self.scene.facing.filter(|_| moves && self.c.chance(0.8)) {
            Some(facing) => {
                self.scene.facing = None;
                format!("{words} {}", self.c.pick(people::towards(facing)))
            }
            None => words,
        }
    }

    /// "un abrigo y unos vaqueros", or as often without articles.
    fn listed(&mut self, things: &[Thing]) -> String {
        let articles = self.c.chance(0.45);
        let all: Vec<String> =
            things.iter().map(|thing| if articles { grammar::a(thing) } else { thing.text.clone() }).collect();
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
        let all: Vec<String> = self.scene.take_outfit().into_iter().map(|thing| thing.text).collect();
        (!all.is_empty()).then(|| enumerate(&all, "y"))
    }

    /// Where a bag of this kind is, when its noun does not say it.
    fn bag_place(&mut self, kind: Bag, bag: &Thing) -> String {
        let places: &[&str] = match kind {
            Bag::Backpack => &["a la espalda", "", "en la espalda", "a cuestas"],
            Bag::ShoulderBag => &["al hombro", "colgad~ del hombro", "", "en el hombro"],
            Bag::CrossbodyBag => &["en bandolera", "cruzad~"],
            Bag::Handbag | Bag::ShoppingBag | Bag::Briefcase => &["en la mano", "", "en una mano"],
            Bag::WaistBag => &["a la cintura", "", "en la cintura"],
            Bag::Tote | Bag::Suitcase => &[""],
        };
        let told = ["hombro", "cruzad", "bandolera", "cintura", "de mano"].iter().any(|word| bag.text.contains(word));
        if told { String::new() } else { self.c.pick(places).replace('~', grammar::ending(bag.form)) }
    }

    /// "una mochila negra a la espalda": the first bag, with or without article.
    pub fn bag(&mut self, article: bool) -> Option<String> {
        if self.scene.bags.is_empty() {
            return None;
        }
        let (kind, bag) = self.scene.bags.remove(0);
        let name = if article { grammar::a(&bag) } else { bag.text.clone() };
        let place = self.bag_place(kind, &bag);
        Some(if place.is_empty() { name } else { format!("{name} {place}") })
    }

    /// What hangs from the person or is in the hands, for "con …": bag, umbrella, phone.
    pub fn with_things(&mut self) -> Option<String> {
        let mut all: Vec<String> = Vec::new();
        while let Some(bag) = self.bag(true) {
            all.push(bag);
        }
        all.extend(self.scene.held.drain(..).map(|thing| grammar::a(&thing)));
        (!all.is_empty()).then(|| enumerate(&all, "y"))
    }

    /// "arrastra una maleta": the first bag as a predicate, with a verb that none of `said` begins with.
    pub fn carries(&mut self, said: &[String]) -> Option<String> {
        let (kind, _) = self.scene.bags.first()?;
        let verbs: &[&str] = match kind {
            Bag::Suitcase => &["lleva", "arrastra", "tira de", "viaja con"],
            Bag::Handbag | Bag::ShoppingBag | Bag::Briefcase => &["lleva", "sujeta", "sostiene"],
            _ => &["lleva", "carga con", "porta"],
        };
        let verb = self.fresh(verbs, said);
        let article = verb != "lleva" || self.c.chance(0.6);
        self.bag(article).map(|bag| format!("{verb} {bag}"))
    }

    /// One of the verbs that none of `said` begins with.
    fn fresh(&mut self, verbs: &[&'static str], said: &[String]) -> &'static str {
        let unused = |verb: &&&str| !said.iter().any(|told| told.split(' ').next() == verb.split(' ').next());
        let left: Vec<&'static str> = verbs.iter().filter(unused).copied().collect();
        if left.is_empty() { "también lleva" } else { self.c.pick(&left) }
    }

    /// Everything not yet told, as predicates.
    fn predicates(&mut self, worn_before: bool) -> Vec<String> {
        let mut all = Vec::new();
        all.extend(self.does());
        if let Some(hair) = self.scene.hair.take() {
            let own = ["pelo", "cabello", "cabeza"].iter().any(|word| hair.text.starts_with(word));
            all.push(match own {
                true => format!("tiene {}", grammar::the(&hair)),
                false => format!("lleva {}", hair.text),
            });
        }
        let mut worn: Vec<Thing> = self.scene.take_outfit();
        worn.extend(self.scene.headgear.take().map(|(_, hat)| hat));
        worn.extend(self.scene.eyewear.take());
        worn.append(&mut self.scene.worn);
        if !worn.is_empty() {
            let verb = if worn_before { self.c.pick(&["también lleva", "lleva además"]) } else { "lleva" };
            let verb = if all.iter().any(|told| told.starts_with("lleva")) { "usa" } else { verb };
            all.push(format!("{verb} {}", self.listed(&worn)));
        }
        if self.scene.hood {
            self.scene.hood = false;
            let verb = self.fresh(&["lleva", "tiene"], &all);
            all.push(format!("{verb} la capucha {}", self.c.pick(&["puesta", "subida", "echada"])));
        }
        if self.scene.barefoot {
            self.scene.barefoot = false;
            all.push(self.agreed(&["va descalz~", "está descalz~", "no lleva zapatos"]));
        }
        while let Some(bag) = self.carries(&all) {
            all.push(bag);
        }
        if !self.scene.held.is_empty() {
            let verb = self.fresh(&["sostiene", "sujeta", "lleva"], &all);
            let held: Vec<String> = self.scene.held.drain(..).map(|thing| grammar::a(&thing)).collect();
            all.push(format!("{verb} {}", enumerate(&held, "y")));
        }
        if let Some(facing) = self.scene.facing.take() {
            all.push(self.c.pick(people::faces(facing)).to_string());
        }
        all
    }

    /// `text` as a sentence, then further sentences with all that it leaves untold.
    pub fn finish(&mut self, text: String) -> String {
        let worn_before = [" lleva ", " viste ", "Lleva "].iter().any(|verb| text.contains(verb));
        let mut text = format!("{}.", capitalised(&text));
        let rest = self.predicates(worn_before);
        for (index, group) in rest.chunks(3).enumerate() {
            let told = enumerate(group, "y");
            let also = told.starts_with("también") || told.contains("además");
            let sentence = match index {
                0 if also || self.c.chance(0.6) => capitalised(&told),
                _ => format!("{} {told}", self.c.pick(&["Además,", "Además,", "Asimismo,"])),
            };
            text = format!("{text} {sentence}.");
        }
        text
    }

    /// All that is left, as phrases between commas.
    pub fn fragments(&mut self) -> Vec<String> {
        let mut all: Vec<String> = self.scene.take_outfit().into_iter().map(|thing| thing.text).collect();
        all.extend(self.scene.headgear.take().map(|(kind, hat)| match kind {
            Headgear::Headscarf => format!("{} en la cabeza", hat.text),
            _ => hat.text,
        }));
        all.extend(self.scene.hair.take().map(|hair| hair.text));
        all.extend(self.scene.eyewear.take().map(|glasses| glasses.text));
        while let Some(bag) = self.bag(false) {
            all.push(bag);
        }
        all.extend(self.scene.worn.drain(..).chain(self.scene.held.drain(..)).map(|thing| thing.text));
        if self.scene.hood {
            self.scene.hood = false;
            all.push("capucha puesta".into());
        }
        if self.scene.barefoot {
            self.scene.barefoot = false;
            all.push(self.agreed(&["descalz~"]));
        }
        all.extend(self.doing());
        all.extend(self.side());
        all
    }
}
