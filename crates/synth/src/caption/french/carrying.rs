//! French: bags and held things, and the further sentences that tell what a shape left out.

use super::French;
use super::grammar;
use crate::attributes::Bag;
use crate::caption::romance::sentence_builder::SentenceBuilder;
use crate::caption::romance::{Thing, capitalised, enumerate};

impl SentenceBuilder<'_, '_, French> {
    /// "tire une valise": the first bag as a predicate, with a verb that none of `said` begins with.
    pub fn carries(&mut self, said: &[String]) -> Option<String> {
        let (kind, _) = self.scene.bags.first()?;
        let verbs: &[&'static str] = match kind {
            Bag::Suitcase => &["tire", "a", "traîne", "voyage avec"],
            Bag::Handbag | Bag::ShoppingBag | Bag::Briefcase => &["tient", "porte", "a"],
            _ => &["porte", "a"],
        };
        let verb = self.fresh(verbs, said);
        let mut bag = self.bag(true)?;
        // "porte un sac porté en travers" would say it twice.
        if verb == "porte" {
            bag = bag.replacen(" porté ", " ", 1);
        }
        Some(format!("{verb} {bag}"))
    }

    /// Everything not yet told, as predicates of "il" or "elle".
    fn predicates(&mut self, worn_before: bool) -> Vec<String> {
        let mut all = Vec::new();
        all.extend(self.does());
        if let Some(hair) = self.scene.hair.take() {
            all.push(format!("a {}", hair_with_article(&hair)));
        }
        let mut worn = self.outfit_things();
        worn.extend(self.scene.shoes.take());
        worn.extend(self.scene.headgear.take().map(|(_, hat)| hat));
        worn.extend(self.scene.eyewear.take());
        worn.append(&mut self.scene.worn);
        if !worn.is_empty() {
            let things: Vec<String> = worn.iter().map(grammar::a).collect();
            let verb = if worn_before {
                self.c.pick(&["porte aussi", "porte également"])
            } else {
                "porte"
            };
            all.push(format!("{verb} {}", enumerate(&things, "et")));
        }
        if self.scene.hood {
            self.scene.hood = false;
            all.push(
                self.c
                    .pick(&[
                        "a la capuche sur la tête",
                        "porte la capuche relevée",
                        "a mis sa capuche",
                    ])
                    .into(),
            );
        }
        if self.scene.barefoot {
            self.scene.barefoot = false;
            all.push(
                self.c
                    .pick(&["est pieds nus", "va pieds nus", "ne porte pas de chaussures"])
                    .into(),
            );
        }
        while let Some(bag) = self.carries(&all) {
            all.push(bag);
        }
        let held: Vec<String> = self
            .scene
            .held
            .drain(..)
            .map(|thing| grammar::a(&thing))
            .collect();
        if !held.is_empty() {
            all.push(format!(
                "{} {}",
                self.fresh(&["tient", "a", "porte"], &all),
                enumerate(&held, "et")
            ));
        }
        if let Some(side) = self.side() {
            all.push(if side.starts_with("regardant") {
                side.replacen("regardant", "regarde", 1)
            } else {
                format!("est {side}")
            });
        }
        all
    }

    /// `text` as a sentence, then further sentences with all that it leaves untold.
    pub fn finish(&mut self, text: String) -> String {
        let mut text = format!("{}.", capitalised(&text));
        let worn_before = text.contains(" porte ");
        let rest = self.predicates(worn_before);
        for (index, group) in rest.chunks(3).enumerate() {
            let subject = match index {
                0 => capitalised(self.pronoun()),
                _ => format!(
                    "{} {}",
                    self.c.pick(&["De plus,", "Par ailleurs,", "Enfin,"]),
                    self.pronoun()
                ),
            };
            text = format!("{text} {subject} {}.", enumerate(group, "et"));
        }
        text
    }
}

/// "les cheveux courts", "le crâne rasé", but "une queue-de-cheval".
pub(super) fn hair_with_article(hair: &Thing) -> String {
    let body = ["cheveux", "longs cheveux", "crâne", "tête"]
        .iter()
        .any(|word| hair.text.starts_with(word));
    match hair.text.strip_prefix("longs ") {
        Some(rest) => format!("de longs {rest}"),
        None if body => grammar::the(hair),
        None => grammar::a(hair).replace("des longues", "de longues"),
    }
}
