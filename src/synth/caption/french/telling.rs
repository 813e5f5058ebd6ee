//! The parts of a French sentence: each takes its facts out of the scene.

use super::romance::scene::Scene;
use super::romance::{Thing, capitalised, enumerate};
use super::{grammar, people};
use crate::synth::attributes::{Action, Bag, Headgear};
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
    fn of_person(&mut self, list: &[&str]) -> String {
        self.c.pick(list).replace('~', grammar::ending(self.scene.person.form))
    }

    /// A participle such as "vêtu~" agreeing with the person.
    pub fn agreed(&mut self, list: &[&'static str]) -> String {
        self.of_person(list)
    }

    /// "il" or "elle".
    pub fn pronoun(&self) -> &'static str {
        if self.scene.person.form.feminine() { "elle" } else { "il" }
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
        let hair = if self.c.chance(0.65) { self.scene.hair.take() } else { None };
        let glasses = if self.c.chance(0.55) { self.scene.eyewear.take() } else { None };
        match (hair, glasses) {
            (Some(hair), Some(glasses)) => format!("{person} {} et à {}", grammar::at_the(&hair), glasses.text),
            (Some(hair), None) => format!("{person} {}", grammar::at_the(&hair)),
            (None, Some(glasses)) => format!("{person} à {}", glasses.text),
            (None, None) => match self.scene.headgear.take() {
                Some((kind, hat)) if self.c.chance(0.4) => match self.c.pick(&[0, 1, 2, 3]) {
                    0 => format!("{person} {}", grammar::at_the(&hat)),
                    1 => format!("{person} avec {}", grammar::a(&hat)),
                    2 if matches!(kind, Headgear::Cap | Headgear::Beanie) => format!("{person} en {}", hat.text),
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
        Some(self.of_person(people::side(facing)))
    }

    /// What the person does, with the direction of somebody who moves.
    pub fn does(&mut self) -> Option<String> {
        let action = self.scene.action.take()?;
        let verb = self.of_person(people::does(action));
        Some(self.directed(action, verb))
    }

    /// The action as an apposition.
    pub fn doing(&mut self) -> Option<String> {
        let action = self.scene.action.take()?;
        let words = self.of_person(people::doing(action));
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
        let all: Vec<String> = self.scene.take_outfit().into_iter().map(|thing| thing.text).collect();
        (!all.is_empty()).then(|| enumerate(&all, "et"))
    }

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
        let told = ["épaule", "bandoulière", "travers", "taille", "ceinture"].iter().any(|word| text.contains(word));
        // "porté" and "pendu" would have to agree with the bag.
        if told || (place.starts_with('p') && !text.starts_with("sac")) { "" } else { place }
    }

    /// "un sac à dos noir sur le dos": the first bag, with or without article.
    pub fn bag(&mut self, article: bool) -> Option<String> {
        if self.scene.bags.is_empty() {
            return None;
        }
        let (kind, bag) = self.scene.bags.remove(0);
        let name = if article { grammar::a(&bag) } else { bag.text.clone() };
        let place = self.bag_place(kind, &bag.text);
        Some(if place.is_empty() { name } else { format!("{name} {place}") })
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
        let fresh = |verb: &&&str| !said.iter().any(|told| told.split(' ').next() == verb.split(' ').next());
        let left: Vec<&'static str> = verbs.iter().filter(fresh).copied().collect();
        let verb = self.of_person(if left.is_empty() { &["a aussi"] } else { &left });
        self.bag(true).map(|bag| format!("{verb} {bag}"))
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
            let verb = if worn_before { self.c.pick(&["porte aussi", "porte également", "a aussi"]) } else { "porte" };
            all.push(format!("{verb} {}", enumerate(&things, "et")));
        }
        if self.scene.hood {
            self.scene.hood = false;
            all.push(self.c.pick(&["a la capuche sur la tête", "porte la capuche relevée", "a mis sa capuche"]).into());
        }
        if self.scene.barefoot {
            self.scene.barefoot = false;
            all.push(self.c.pick(&["est pieds nus", "va pieds nus", "ne porte pas de chaussures"]).into());
        }
        while let Some(bag) = self.carries(&all) {
            all.push(bag);
        }
        let held: Vec<String> = self.scene.held.drain(..).map(|thing| grammar::a(&thing)).collect();
        if !held.is_empty() {
            all.push(format!("{} {}", self.c.pick(&["tient", "a", "tient"]), enumerate(&held, "et")));
        }
        if let Some(side) = self.side() {
            all.push(if side.starts_with("regardant") { side.replacen("regardant", "regarde", 1) } else { format!("est {side}") });
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
                _ => format!("{} {}", self.c.pick(&["De plus,", "Par ailleurs,", "Enfin,"]), self.pronoun()),
            };
            text = format!("{text} {subject} {}.", enumerate(group, "et"));
        }
        text
    }

    /// All that is left, as phrases between commas.
    pub fn fragments(&mut self) -> Vec<String> {
        let mut all: Vec<String> = self.scene.take_outfit().into_iter().map(|thing| thing.text).collect();
        all.extend(self.scene.headgear.take().map(|(kind, hat)| match kind {
            Headgear::Headscarf => format!("{} sur la tête", hat.text),
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
    let body = ["cheveux", "longs cheveux", "crâne", "tête"].iter().any(|word| hair.text.starts_with(word));
    match hair.text.strip_prefix("longs ") {
        Some(rest) => format!("de longs {rest}"),
        None if body => grammar::the(hair),
        None => grammar::a(hair).replace("des longues", "de longues"),
    }
}
