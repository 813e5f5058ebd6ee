//! German clauses: lists in a case, the verb in second or last place, verbless phrases.

use super::super::Sampler;
use super::grammar::Article::{self, Definite, Indefinite};
use super::grammar::Case::{self, Accusative, Dative};
use super::grammar::{Gender, Phrase, capitalised};
use super::lexicon::LEXICON;
use super::parts::{Carried, Parts};

/// Whether the phrase is a garment over another one; "über der Schulter" is a place.
fn layered(phrase: &str) -> bool {
    phrase.contains(" über ") && !phrase.contains(" über der ")
}

/// Joins phrases as a list: "a, b und c". After "Jacke über Hemd" comes "und dazu Hose", which is not below it.
pub fn list(parts: &[String]) -> String {
    let layers = parts.iter().position(|part| layered(part)).map_or(0, |at| at + 1);
    match parts {
        _ if (1..parts.len()).contains(&layers) => {
            let (first, rest) = parts.split_at(layers);
            format!("{} und dazu {}", first.join(", "), list(rest))
        }
        [] => String::new(),
        [one] => one.clone(),
        [rest @ .., last] => format!("{} und {last}", rest.join(", ")),
    }
}

/// Clothes and accessories as objects of "trägt".
pub fn worn(parts: &Parts, case: Case, article: Article) -> Vec<String> {
    let clothes = parts.clothes.iter().map(|garment| garment.render(case, article));
    clothes
        .chain(parts.accessories.iter().map(|thing| thing.render(case, article)))
        .collect()
}

/// " mit kurzen Haaren und Brille"; accessories too where `all`.
pub fn with_head(parts: &Parts, all: bool) -> String {
    let mut things: Vec<String> = parts.hair.iter().map(|hair| on_head(hair, Dative)).collect();
    if all {
        things.extend(
            parts
                .accessories
                .iter()
                .map(|thing| thing.render(Dative, Article::None)),
        );
    }
    if things.is_empty() {
        String::new()
    } else {
        format!(" mit {}", list(&things))
    }
}

/// Hair in the singular takes an article only where it is one thing: "einen Zopf", but "blondes Haar".
pub fn on_head(hair: &Phrase, case: Case) -> String {
    let mass = hair.noun.ends_with("Haar") || case == Dative;
    hair.render(case, if mass { Article::None } else { Indefinite })
}

/// "einen Rucksack auf dem Rücken"
fn object(carried: &Carried) -> String {
    let thing = carried.thing.render(Accusative, Indefinite);
    if carried.how.1.is_empty() {
        thing
    } else {
        format!("{thing} {}", carried.how.1)
    }
}

/// Place of a carried thing in a verbless phrase; some places need their verb.
pub fn place(carried: &Carried) -> String {
    if carried.how.1.is_empty() || LEXICON.verbal_places.contains(&carried.how.1) {
        String::new()
    } else {
        format!(" {}", carried.how.1)
    }
}

/// Everything else that can be said about the person, as clauses of verb and rest.
pub fn clauses(parts: &Parts, sampler: &mut Sampler<'_>) -> Vec<(String, String)> {
    let mut clauses: Vec<(String, String)> = parts
        .carried
        .iter()
        .map(|carried| (carried.how.0.to_owned(), object(carried)))
        .collect();
    if let Some((verb, rest)) = &parts.action {
        clauses.push(((*verb).to_owned(), rest.clone()));
    }
    if let Some(facing) = parts.facing {
        let (verb, rest) = sampler.pick(&LEXICON.faces[facing]);
        clauses.push((verb.to_owned(), rest.to_owned()));
    }
    clauses
}

/// Verb and rest in the order of a main clause.
pub fn spoken((verb, rest): &(String, String)) -> String {
    if rest.is_empty() {
        verb.clone()
    } else {
        format!("{verb} {rest}")
    }
}

/// In a relative clause the verb comes last and joins its particle: "auf die Kamera zugeht".
pub fn verb_last((verb, rest): &(String, String)) -> String {
    match rest.rsplit(' ').next().unwrap_or_default() {
        "" => verb.clone(),
        "da" | "dabei" | "her" | "weg" | "zu" => format!("{rest}{verb}"),
        _ => format!("{rest} {verb}"),
    }
}

/// Further sentences, one or two clauses each. Equal verbs are said once. "Es geht." alone would not mean
/// walking, so before a bare verb the child, the only "es", is named.
pub fn sentences(clauses: &[(String, String)], pronoun: &str, sampler: &mut Sampler<'_>) -> String {
    let mut text = String::new();
    let mut rest = clauses;
    while let Some(first) = rest.first() {
        let two = rest.get(1).filter(|_| sampler.chance(0.7));
        // Not "Dazu trägt sie eine Tasche und steht."
        let bare_next = two.is_some_and(|second| second.1.is_empty());
        if first.0 == "trägt" && !bare_next && sampler.chance(0.5) {
            text.push_str(&format!(" Dazu trägt {pronoun} {}", first.1));
        } else {
            let bare_es = pronoun == "es" && first.1.is_empty();
            let who = if bare_es { "das Kind" } else { pronoun };
            text.push_str(&format!(" {} {}", capitalised(who), spoken(first)));
        }
        match two {
            Some(second)
                if second.0 == first.0 && first.0 != "hat" && !second.1.is_empty() && !first.1.is_empty() =>
            {
                text.push_str(&format!(" und {}", second.1));
            }
            Some(second) => text.push_str(&format!(" und {}", spoken(second))),
            None => {}
        }
        text.push('.');
        rest = &rest[if two.is_some() { 2 } else { 1 }..];
    }
    text
}

/// "barfuß", "mit hochgezogener Kapuze" after commas.
pub fn manner(parts: &Parts) -> String {
    parts.manner.iter().map(|manner| format!(", {manner}")).collect()
}

/// Things carried and manner after a verbless person: ", mit rotem Rucksack auf dem Rücken, barfuß".
fn belongings(parts: &Parts, sampler: &mut Sampler<'_>) -> String {
    let mut text = String::new();
    let article = sampler.pick(&[Article::None, Article::None, Indefinite]);
    let mut things: Vec<String> = parts
        .carried
        .iter()
        .map(|carried| format!("{}{}", carried.thing.render(Dative, article), place(carried)))
        .collect();
    // "einem Becher und einem Buch in der Hand": a shared place is said once.
    for index in 1..things.len() {
        let earlier = things[index - 1].strip_suffix(" in der Hand").map(str::to_owned);
        if let Some(earlier) = earlier.filter(|_| things[index].ends_with(" in der Hand")) {
            things[index - 1] = earlier;
        }
    }
    if !things.is_empty() {
        text.push_str(&format!(", mit {}", list(&things)));
    }
    text.push_str(&manner(parts));
    text
}

/// Adjuncts after a verbless person: ", mit rotem Rucksack auf dem Rücken, von hinten".
pub fn adjuncts(parts: &Parts, sampler: &mut Sampler<'_>) -> String {
    let mut text = belongings(parts, sampler);
    match (parts.posture, &parts.action) {
        (Some(posture), _) => text.push_str(&format!(", {posture}")),
        (None, Some((verb, rest))) => {
            let participle = LEXICON.participle(verb).to_owned();
            text.push_str(&format!(", {}", verb_last(&(participle, rest.clone()))));
        }
        (None, None) => {}
    }
    if let Some(facing) = parts.facing {
        text.push_str(&format!(", {}", sampler.pick(&LEXICON.facing[facing])));
    }
    text
}

/// "in roter Jacke und schwarzer Hose"
pub fn dressed(parts: &Parts, sampler: &mut Sampler<'_>) -> String {
    let article = sampler.pick(&[Article::None, Article::None, Indefinite]);
    // A single bare noun with a tail takes "ein": "in einem Hemd im Camouflage-Look", not "im Hemd im Look".
    let tailed = matches!(
        parts.clothes.as_slice(),
        [garment] if garment.inner.is_none() && garment.outer.template.starts_with("{n} ")
    );
    let article = if tailed { Indefinite } else { article };
    let clothes: Vec<String> = parts
        .clothes
        .iter()
        .map(|garment| garment.render(Dative, article))
        .collect();
    if clothes.is_empty() {
        return String::new();
    }
    // "im roten Mantel": the article melts with "in".
    if let [garment] = parts.clothes.as_slice()
        && garment.inner.is_none()
        && !tailed
        && matches!(garment.outer.gender, Gender::Masculine | Gender::Neuter)
        && sampler.chance(0.35)
    {
        let text = garment.outer.render(Dative, Definite);
        return format!("im {}", text.strip_prefix("dem ").unwrap_or(&text));
    }
    format!("in {}", list(&clothes))
}

/// Clothes as objects, without accessories.
pub fn clothing_only(parts: &Parts) -> Vec<String> {
    parts
        .clothes
        .iter()
        .map(|garment| garment.render(Accusative, Indefinite))
        .collect()
}

/// The relative pronoun.
pub fn relative(gender: Gender) -> &'static str {
    match gender {
        Gender::Masculine => "der",
        Gender::Neuter => "das",
        Gender::Feminine | Gender::Plural => "die",
    }
}

/// Head and clothes after the person: " mit langem Haar in rotem Kleid".
fn looks(parts: &Parts, sampler: &mut Sampler<'_>) -> String {
    let head = with_head(parts, true);
    let dress = dressed(parts, sampler);
    if dress.is_empty() {
        head
    } else {
        format!("{head} {dress}")
    }
}

/// The person with looks and adjuncts; right after the person a prepositional phrase takes no comma.
pub fn attach(person: &str, looks: &str, adjuncts: &str) -> String {
    let prepositional = |text: &&str| {
        let first = text.split(", ").next().unwrap_or_default();
        let opens = ["mit ", "von ", "in ", "im ", "ohne "];
        opens.iter().any(|word| first.starts_with(word)) && !first.ends_with("end")
    };
    match adjuncts.strip_prefix(", ").filter(prepositional) {
        Some(adjuncts) if looks.is_empty() => format!("{person} {adjuncts}"),
        _ => format!("{person}{looks}{adjuncts}"),
    }
}

/// A verbless description: "Eine Frau mit langem Haar in rotem Kleid, mit Handtasche, von hinten".
pub fn fragment(parts: &Parts, person: &str, sampler: &mut Sampler<'_>) -> String {
    let looks = looks(parts, sampler);
    attach(person, &looks, &adjuncts(parts, sampler))
}

/// The same in a question, where a relative clause tells what the person does: "die Frau in Rot, die sitzt".
pub fn asked(parts: &Parts, person: &str, sampler: &mut Sampler<'_>) -> String {
    let looks = looks(parts, sampler);
    let person = attach(person, &looks, &belongings(parts, sampler));
    let deeds: Vec<String> = clauses(parts, sampler)
        .iter()
        .skip(parts.carried.len())
        .map(verb_last)
        .collect();
    if deeds.is_empty() {
        person
    } else {
        format!(
            "{person}, {} {}",
            relative(parts.subject.gender),
            deeds.join(" und ")
        )
    }
}
