//! Spanish: bags and held things, and the further sentences that tell what a shape left out.

use super::{LEXICON, Spanish, grammar};
use crate::attributes::Bag;
use crate::caption::romance::sentence_builder::SentenceBuilder;
use crate::caption::romance::{Thing, capitalised, enumerate};

impl SentenceBuilder<'_, '_, Spanish> {
    /// "arrastra una maleta": the first bag as a predicate, with a verb that none of `said` begins with.
    pub fn carries(&mut self, said: &[String]) -> Option<String> {
        let (kind, _) = self.scene.bags.first()?;
        let verbs: &[&str] = match kind {
            Bag::Suitcase => &["lleva", "arrastra", "tira de", "viaja con"],
            Bag::Handbag | Bag::ShoppingBag | Bag::Briefcase => &["lleva", "sujeta", "sostiene"],
            Bag::Backpack => &["lleva", "carga con"],
            _ => &["lleva", "va con"],
        };
        // "lleva bolsito en una mano" is not said.
        let in_hand = matches!(kind, Bag::Handbag | Bag::ShoppingBag | Bag::Briefcase);
        let verb = self.fresh(verbs, said);
        let article = verb != "lleva" || in_hand || self.c.chance(0.6);
        self.bag(article).map(|bag| format!("{verb} {bag}"))
    }

    /// Everything not yet told, as predicates.
    fn predicates(&mut self, worn_before: bool) -> Vec<String> {
        let mut all = Vec::new();
        all.extend(self.does());
        let mut worn: Vec<Thing> = Vec::new();
        if let Some(hair) = self.scene.hair.take() {
            let starts = |words: &[&str]| words.iter().any(|word| hair.text.starts_with(word));
            if starts(&["pelo", "cabello", "cabeza"]) {
                all.push(format!("tiene {}", grammar::the(&hair)));
            } else if starts(&["rizos"]) {
                all.push(format!("tiene {}", hair.text));
            } else {
                // "lleva melena y sandalias" is not said: a hairdo has a verb of its own.
                let verb = self.fresh(&["lleva", "tiene"], &all);
                all.push(format!("{verb} {}", grammar::a(&hair)));
            }
        }
        worn.extend(self.scene.take_outfit());
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
                "va con"
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
            all.push(self.c.pick(LEXICON.faces(facing)).to_string());
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
            let low = format!("{text} {told}").to_lowercase();
            // One word of addition is enough for a caption.
            let also = ["también", "además"].iter().any(|word| low.contains(word));
            let sentence = if also || (index == 0 && self.c.chance(0.6)) {
                capitalised(&told)
            } else {
                format!("Además, {told}")
            };
            text = format!("{text} {sentence}.");
        }
        text
    }
}
