//! French: bags and held things, and the further sentences that tell what a shape left out.

use super::grammar;
use super::romance::{Thing, capitalised, enumerate};
use super::telling::Telling;
use crate::synth::attributes::{Bag, Headgear};

impl Telling<'_, '_> {
    /// Where a bag of this kind is, when its noun does not say it.
    fn bag_place(&mut self, kind: Bag, text: &str) -> &'static str {
        let places: &[&str] = match kind {
            Bag::Backpack => &["sur le dos", "", "sur les épaules", "au dos"],
            Bag::ShoulderBag => &["à l'épaule", "sur l'épaule", "", "pendu à l'épaule"],
            Bag::CrossbodyBag => &["en bandoulière", "porté en travers"],
            Bag::Handbag | Bag::ShoppingBag | Bag::Briefcase => &["à la main", "", "dans la main"],
            Bag::WaistBag => &["à la taille", "", "autour de la taille"],
            Bag::Tote | Bag::Suitcase => &[""],
        };
        let place = self.c.pick(places);
        let told = ["épaule", "bandoulière", "travers", "taille", "ceinture"]
            .iter()
            .any(|word| text.contains(word));
        // "porté" and "pendu" would have to agree with the bag.
        if told || (place.starts_with('p') && !text.starts_with("sac")) {
            ""
        } else {
            place
        }
    }

    /// "un sac à dos noir sur le dos": the first bag, with or without article.
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
        let place = self.bag_place(kind, &bag.text);
        Some(if place.is_empty() {
            name
        } else {
            format!("{name} {place}")
        })
    }

    /// What hangs from the person or is in the hands, for "avec …": bag, umbrella, phone.
    pub fn with_things(&mut self) -> Option<String> {
        let mut all: Vec<String> = Vec::new();
        while let Some(bag) = self.bag(true) {
            all.push(bag);
        }
        all.extend(self.scene.held.drain(..).map(|thing| grammar::a(&thing)));
        (!all.is_empty()).then(|| enumerate(&all, "et"))
    }

    /// "tire une valise": the first bag as a predicate, with a verb that none of `said` begins with.
    pub fn carries(&mut self, said: &[String]) -> Option<String> {
        let (kind, _) = self.scene.bags.first()?;
        let verbs: &[&'static str] = match kind {
            Bag::Suitcase => &["tire", "a", "traîne", "voyage avec"],
            Bag::Handbag | Bag::ShoppingBag | Bag::Briefcase => &["tient", "porte", "a"],
            _ => &["porte", "a"],
        };
        let verb = self.fresh(verbs, said);
        self.bag(true).map(|bag| format!("{verb} {bag}"))
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
            "a aussi"
        } else {
            self.c.pick(&left)
        }
    }

    /// Everything not yet told, as predicates of "il" or "elle".
    fn predicates(&mut self, worn_before: bool) -> Vec<String> {
        let mut all = Vec::new();
        all.extend(self.does());
        if let Some(hair) = self.scene.hair.take() {
            all.push(format!("a {}", hair_with_article(&hair)));
        }
        let mut worn = self.outfit();
        worn.extend(self.scene.shoes.take());
        worn.extend(self.scene.headgear.take().map(|(_, hat)| hat));
        worn.extend(self.scene.eyewear.take());
        worn.append(&mut self.scene.worn);
        if !worn.is_empty() {
            let things: Vec<String> = worn.iter().map(grammar::a).collect();
            let verb = if worn_before {
                self.c.pick(&["porte aussi", "porte également", "a aussi"])
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

    /// All that is left, as phrases between commas.
    pub fn fragments(&mut self) -> Vec<String> {
        let mut all: Vec<String> = self
            .scene
            .take_outfit()
            .into_iter()
            .map(|thing| thing.text)
            .collect();
        all.extend(self.scene.headgear.take().map(|(kind, hat)| match kind {
            Headgear::Headscarf => format!("{} sur la tête", hat.text),
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
            all.push("capuche relevée".into());
        }
        if self.scene.barefoot {
            self.scene.barefoot = false;
            all.push("pieds nus".into());
        }
        all.extend(self.doing());
        all.extend(self.side());
        all
    }
}

/// "les cheveux courts", "le crâne rasé", but "une queue-de-cheval".
fn hair_with_article(hair: &Thing) -> String {
    let body = ["cheveux", "longs cheveux", "crâne", "tête"]
        .iter()
        .any(|word| hair.text.starts_with(word));
    match hair.text.strip_prefix("longs ") {
        Some(rest) => format!("de longs {rest}"),
        None if body => grammar::the(hair),
        None => grammar::a(hair).replace("des longues", "de longues"),
    }
}
