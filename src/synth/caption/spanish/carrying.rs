//! Spanish: bags and held things, and the further sentences that tell what a shape left out.

use super::telling::Telling;
use super::{grammar, poses};
use crate::synth::attributes::{Bag, Headgear};
use crate::synth::caption::french::romance::{Thing, capitalised, enumerate};

impl Telling<'_, '_> {
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
        let told = ["hombro", "cruzad", "bandolera", "cintura", "de mano"]
            .iter()
            .any(|word| bag.text.contains(word));
        if told {
            String::new()
        } else {
            self.c.pick(places).replace('~', grammar::ending(bag.form))
        }
    }

    /// "una mochila negra a la espalda": the first bag, with or without article.
    pub fn bag(&mut self, article: bool) -> Option<String> {
        if self.scene.bags.is_empty() {
            return None;
        }
        let (kind, bag) = self.scene.bags.remove(0);
        let name = if article {
            grammar::a(&bag)
        } else {
            bag.text.clone()
        };
        let place = self.bag_place(kind, &bag);
        Some(if place.is_empty() {
            name
        } else {
            format!("{name} {place}")
        })
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
        let begins = |told: &String, verb: &str| {
            told.split(' ')
                .take(2)
                .any(|word| verb.split(' ').next() == Some(word))
        };
        let unused = |verb: &&&str| !said.iter().any(|told| begins(told, verb));
        let left: Vec<&'static str> = verbs.iter().filter(unused).copied().collect();
        if left.is_empty() {
            "también lleva"
        } else {
            self.c.pick(&left)
        }
    }

    /// Everything not yet told, as predicates.
    fn predicates(&mut self, worn_before: bool) -> Vec<String> {
        let mut all = Vec::new();
        all.extend(self.does());
        if let Some(hair) = self.scene.hair.take() {
            let own = ["pelo", "cabello", "cabeza"]
                .iter()
                .any(|word| hair.text.starts_with(word));
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
            let verb = if worn_before {
                self.c.pick(&["también lleva", "lleva además"])
            } else {
                "lleva"
            };
            let verb = if all.iter().any(|told| told.starts_with("lleva")) {
                "usa"
            } else {
                verb
            };
            all.push(format!("{verb} {}", self.listed(&worn)));
        }
        if self.scene.hood {
            self.scene.hood = false;
            let verb = self.fresh(&["lleva", "tiene"], &all);
            all.push(format!(
                "{verb} la capucha {}",
                self.c.pick(&["puesta", "subida", "echada"])
            ));
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
            let held: Vec<String> = self
                .scene
                .held
                .drain(..)
                .map(|thing| grammar::a(&thing))
                .collect();
            all.push(format!("{verb} {}", enumerate(&held, "y")));
        }
        if let Some(facing) = self.scene.facing.take() {
            all.push(self.c.pick(poses::faces(facing)).to_string());
        }
        all
    }

    /// `text` as a sentence, then further sentences with all that it leaves untold.
    pub fn finish(&mut self, text: String) -> String {
        let worn_before = [" lleva ", " viste ", "Lleva "]
            .iter()
            .any(|verb| text.contains(verb));
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
        let mut all: Vec<String> = self
            .scene
            .take_outfit()
            .into_iter()
            .map(|thing| thing.text)
            .collect();
        all.extend(self.scene.headgear.take().map(|(kind, hat)| match kind {
            Headgear::Headscarf => format!("{} en la cabeza", hat.text),
            _ => hat.text,
        }));
        all.extend(self.scene.hair.take().map(|hair| hair.text));
        all.extend(self.scene.eyewear.take().map(|glasses| glasses.text));
        while let Some(bag) = self.bag(false) {
            all.push(bag);
        }
        all.extend(
            self.scene
                .worn
                .drain(..)
                .chain(self.scene.held.drain(..))
                .map(|thing| thing.text),
        );
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
