//! Italian: bags and held things, and the further sentences that tell what a shape left out.

use super::{Italian, LEXICON, grammar};
use crate::attributes::Bag;
use crate::caption::romance::sentence_builder::SentenceBuilder;
use crate::caption::romance::{Thing, capitalised, enumerate};

impl SentenceBuilder<'_, '_, Italian> {
    /// "trascina una valigia": the first bag as a predicate, with a verb that none of `said` begins with.
    pub fn carries(&mut self, said: &[String]) -> Option<String> {
        let (kind, _) = self.scene.bags.first()?;
        let verbs: &[&str] = match kind {
            Bag::Suitcase => &["trascina", "ha", "tira", "viaggia con"],
            Bag::Handbag | Bag::ShoppingBag | Bag::Briefcase => &["porta", "tiene", "ha"],
            _ => &["porta", "ha"],
        };
        let verb = self.fresh(verbs, said);
        self.bag(true).map(|bag| match verb {
            // "porta una borsa portata a tracolla" would say it twice.
            "porta" => format!(
                "{verb} {}",
                bag.replace(" portata a ", " a ").replace(" portato a ", " a ")
            ),
            _ => format!("{verb} {bag}"),
        })
    }

    /// Everything not yet told, as predicates.
    fn predicates(&mut self, worn_before: bool) -> Vec<String> {
        let mut all = Vec::new();
        all.extend(self.does());
        if let Some(hair) = self.scene.hair.take() {
            let starts = |words: &[&str]| words.iter().any(|word| hair.text.starts_with(word));
            all.push(if starts(&["capelli", "testa", "riccioli"]) {
                format!("ha {}", grammar::the(&hair))
            } else if starts(&["lunghi"]) {
                format!("ha {}", hair.text)
            } else {
                format!("ha {}", grammar::a(&hair))
            });
        }
        let mut worn: Vec<Thing> = self.scene.take_outfit();
        worn.extend(self.scene.headgear.take().map(|(_, hat)| hat));
        worn.extend(self.scene.eyewear.take());
        worn.append(&mut self.scene.worn);
        if !worn.is_empty() {
            let verb = if worn_before {
                self.c.pick(&["indossa anche", "porta anche"])
            } else {
                self.c.pick(&["indossa", "indossa", "porta"])
            };
            all.push(format!("{verb} {}", self.listed(&worn)));
        }
        if self.scene.hood {
            self.scene.hood = false;
            let verb = self.fresh(&["ha", "porta", "tiene"], &all);
            all.push(format!(
                "{verb} il cappuccio {}",
                self.c.pick(&["alzato", "in testa", "tirato su"])
            ));
        }
        if self.scene.barefoot {
            self.scene.barefoot = false;
            all.push(self.agreed(&["è scalz~", "è a piedi nudi", "non porta scarpe"]));
        }
        while let Some(bag) = self.carries(&all) {
            all.push(bag);
        }
        if !self.scene.held.is_empty() {
            let verb = self.fresh(&["tiene in mano", "regge", "ha in mano"], &all);
            let held = self.held();
            all.push(format!("{verb} {}", enumerate(&held, "e")));
        }
        if let Some(facing) = self.scene.facing.take() {
            all.push(self.agreed(LEXICON.faces(facing)));
        }
        all
    }

    /// `text` as a sentence, then further sentences with all that it leaves untold.
    pub fn finish(&mut self, text: String) -> String {
        let worn_before = ["indossa ", "porta ", "vestit", " in "]
            .iter()
            .any(|verb| text.contains(verb));
        let mut text = format!("{}.", capitalised(&text));
        let rest = self.predicates(worn_before);
        for (index, group) in rest.chunks(3).enumerate() {
            let told = enumerate(group, "e");
            let low = format!("{text} {told}").to_lowercase();
            // One word of addition is enough for a caption.
            let also = ["anche", "inoltre"].iter().any(|word| low.contains(word));
            let sentence = if also || (index == 0 && self.c.chance(0.6)) {
                capitalised(&told)
            } else {
                format!("Inoltre {told}")
            };
            text = format!("{text} {sentence}.");
        }
        text
    }
}
