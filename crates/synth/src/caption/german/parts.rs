//! The German noun phrases and clauses of one caption, before they are put in order and case.

use super::super::Sampler;
use super::super::ensemble::Ensemble;
use super::super::selection::{Selection, is_held, usual_or};
use super::super::vague;
use super::clause::place;
use super::clothing::{accessories, bare_at, clothes, extra_phrase};
use super::grammar::{Article, Case, Gender, Phrase, capitalised};
use super::lexicon::{Clause, LEXICON, hypernyms};
use super::look::{Detail, describe};
use crate::attributes::{Action, Age, Build, Facing, HairColour, HairStyle, Sex};
use crate::description::{Description, Hair};

/// A garment, perhaps worn open over another one.
pub struct Garment {
    /// What is said first.
    pub outer: Phrase,
    /// What is below, in the dative after "über".
    pub inner: Option<Phrase>,
}

impl Garment {
    /// The garment in a case.
    pub fn render(&self, case: Case, article: Article) -> String {
        let outer = self.outer.render(case, article);
        match &self.inner {
            Some(inner) => format!("{outer} über {}", inner.render(Case::Dative, article)),
            None => outer,
        }
    }
}

/// Something carried: the thing, the verb, the place.
pub struct Carried {
    /// The thing.
    pub thing: Phrase,
    /// Verb and what follows the thing.
    pub how: Clause,
}

/// What a caption is made of.
pub struct Parts {
    /// The person.
    pub subject: Phrase,
    /// "er", "sie" or "es".
    pub pronoun: &'static str,
    /// Hair.
    pub hair: Option<Phrase>,
    /// Clothes, after "in".
    pub clothes: Vec<Garment>,
    /// Hats, glasses, scarves, after "mit".
    pub accessories: Vec<Phrase>,
    /// Bags and things in the hands.
    pub carried: Vec<Carried>,
    /// "barfuß", "mit hochgezogener Kapuze".
    pub manner: Vec<&'static str>,
    /// What the person does, with the direction where it moves.
    pub action: Option<(&'static str, String)>,
    /// The same as a posture: "mit verschränkten Armen".
    pub posture: Option<&'static str>,
    /// The side to mention, where the action does not say it.
    pub facing: Option<Facing>,
}

impl Parts {
    /// Every noun phrase, with articles or bare.
    pub fn phrases(&self, article: Article) -> Vec<String> {
        let whole = |phrase: &Phrase| phrase.render(Case::Nominative, article);
        let mut phrases = vec![whole(&self.subject)];
        phrases.extend(self.hair.iter().map(whole));
        for garment in &self.clothes {
            phrases.push(whole(&garment.outer));
            phrases.extend(garment.inner.iter().map(whole));
        }
        phrases.extend(self.accessories.iter().map(whole));
        phrases.extend(self.carried.iter().map(|carried| whole(&carried.thing)));
        phrases
    }
}

/// Chooses words for what was selected.
pub fn parts(selection: &Selection, detail: Detail, sampler: &mut Sampler<'_>) -> Parts {
    let facts = &selection.facts;
    let by_hair = facts
        .hair
        .filter(|_| sampler.chance(0.18))
        .map(|hair| LEXICON.hair_person.words(hair, sampler.chance(0.3)))
        .filter(|words| !words.is_empty())
        .map(|words| usual_or(words, 0.4, sampler));
    let (mut subject, pronoun) = subject(facts, by_hair, sampler);
    let mono = selection.ensemble.filter(|item| item.kind == Ensemble::OneColour);
    let named = mono.filter(|_| !subject.noun.contains(' ') && sampler.chance(0.6));
    if let Some(item) = named {
        let colour = capitalised(LEXICON.colour[item.colour][0]);
        let how = sampler.pick(&LEXICON.all_in);
        subject.noun = format!("{} {how} {colour}", subject.noun);
    }
    let mut manner = Vec::new();
    let mut clothes = clothes(selection, named.is_some(), detail, &mut manner, sampler);
    let mut accessories = accessories(facts, detail, &mut manner, sampler);
    // "Ganz in Schwarz mit roten Schuhen", not "in Schwarz in roten Schuhen".
    if named.is_some() {
        accessories.extend(clothes.drain(..).map(|garment| garment.outer));
    }
    let moving = facts
        .action
        .filter(|action| matches!(action, Action::Walking | Action::Running));
    let action = facts.action.map(|action| {
        let (verb, rest) = usual_or(&LEXICON.action[action], 0.3, sampler);
        match moving {
            Some(_) if selection.facing => (
                verb,
                usual_or(&LEXICON.heading[facts.facing], 0.3, sampler).to_owned(),
            ),
            _ => (verb, rest.to_owned()),
        }
    });
    Parts {
        subject,
        pronoun,
        hair: facts
            .hair
            .filter(|_| by_hair.is_none())
            .map(|hair| hair_phrase(hair, sampler)),
        clothes,
        accessories,
        carried: carried(facts, detail, sampler),
        manner,
        action,
        // A direction is said by a clause: "geht nach links".
        posture: facts
            .action
            .filter(|_| !(selection.facing && moving.is_some()))
            .map(|action| LEXICON.posture[action].0),
        facing: Some(facts.facing).filter(|_| selection.facing && moving.is_none()),
    }
}

fn subject(
    facts: &Description,
    by_hair: Option<&'static str>,
    sampler: &mut Sampler<'_>,
) -> (Phrase, &'static str) {
    let anyone = sampler.anyone || sampler.chance(0.07);
    if anyone {
        sampler.claims.leave_sex_open();
    }
    let list = if anyone {
        &LEXICON.anyone[facts.age]
    } else {
        &LEXICON.person[facts.sex][facts.age]
    };
    let mut subject = Phrase::noun(usual_or(list, 0.25, sampler));
    subject.adjectives.extend(by_hair.map(str::to_owned));
    if facts.build != Build::Average {
        let build = sampler.pick(&LEXICON.build[facts.build]);
        subject.adjectives.insert(0, build.to_owned());
    }
    let pronoun = match (subject.gender, facts.sex) {
        (Gender::Masculine, _) => "er",
        (Gender::Neuter, Sex::Female) if subject.noun.starts_with("Mäd") => "sie",
        (Gender::Neuter, _) => "es",
        _ => "sie",
    };
    (subject, pronoun)
}

fn hair_phrase(hair: Hair, sampler: &mut Sampler<'_>) -> Phrase {
    let mut phrase = Phrase::noun(usual_or(&LEXICON.hair[hair.style], 0.25, sampler));
    let colour = usual_or(&LEXICON.hair_colour[hair.colour], 0.4, sampler);
    // A dyed head without colour would be a different head.
    let coloured = hair.colour == HairColour::Dyed || sampler.chance(0.85);
    if coloured && hair.style != HairStyle::Bald {
        phrase.template = "{c~} {n}";
        phrase.colour = colour.to_owned();
    }
    phrase
}

fn carried(facts: &Description, detail: Detail, sampler: &mut Sampler<'_>) -> Vec<Carried> {
    let mut things = Vec::new();
    for bag in &facts.bags {
        // Only children carry satchels.
        let entry = match vague::noun(bag.kind, &LEXICON.bag[bag.kind], hypernyms, 0.35, sampler) {
            "m Ranzen" if facts.age != Age::Child => "m Rucksack",
            "m Schulrucksack" if matches!(facts.age, Age::Adult | Age::Elderly) => "m Rucksack",
            entry => entry,
        };
        let thing = describe(bag, entry, bare_at(detail, 0.1, sampler), sampler);
        let how = usual_or(&LEXICON.carrying[bag.kind], 0.3, sampler);
        // Not "eine Schultertasche über der Schulter".
        let twice = [
            ("Schulter", "Schulter"),
            ("Hüft", "Hüfte"),
            ("Umhäng", "umgehängt"),
        ];
        let twice = twice
            .iter()
            .any(|(noun, place)| entry.contains(noun) && how.1.contains(place));
        things.push(Carried {
            thing,
            how: match twice {
                // Not "trägt eine quer getragene Tasche".
                _ if entry.contains("getragen") => ("hat", "dabei"),
                true => ("trägt", ""),
                false => how,
            },
        });
    }
    for &(extra, colour) in facts.extras.iter().filter(|(extra, _)| is_held(*extra)) {
        let thing = extra_phrase(extra, colour, detail, sampler);
        things.push(Carried {
            thing,
            how: usual_or(LEXICON.holding(extra), 0.4, sampler),
        });
    }
    // In "Rucksack und Tasche in der Hand" the place would seem to hold for both.
    things.sort_by_key(|thing| place(thing).is_empty());
    things
}
