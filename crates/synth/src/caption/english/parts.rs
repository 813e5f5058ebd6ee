//! The English noun phrases and clauses of one caption, before they are put in order.

use super::super::Sampler;
use super::super::selection::{Selection, is_held, usual_or};
use super::super::vague;
use super::clothing::{detail_or_bare, extra_noun, wear_clothes};
use super::lexicon::{LEXICON, hypernyms};
use super::phrase::{Detail, Noun, describe, indefinite};
use crate::attributes::{Action, Build, HairColour, HairStyle, Sex};
use crate::description::{Description, Hair};

/// The person and the words that stand for it.
pub struct Subject {
    /// Noun with its adjectives, without article.
    pub noun: String,
    /// "he", "she", "they".
    pub he: &'static str,
    /// "is" or "are", to agree with `he`.
    pub is: &'static str,
    /// "has" or "have", to agree with `he`.
    pub has: &'static str,
    /// "his", "her", "their".
    pub his: &'static str,
    him: &'static str,
}

impl Subject {
    /// Fills the pronouns of a phrase.
    pub fn fill(&self, phrase: &str) -> String {
        phrase.replace("{his}", self.his).replace("{him}", self.him)
    }
}

/// What a caption is made of.
pub struct Parts {
    /// The person.
    pub subject: Subject,
    /// Things after "with": hair, glasses.
    pub head: Vec<String>,
    /// Things after "wearing".
    pub worn: Vec<String>,
    /// Whether a garment is among them; one is not "dressed in" shoes or a belt.
    pub clothed: bool,
    /// Worn things of which a sentence can say the colour: noun, colour, whether plural.
    pub coloured: Vec<(String, String, bool)>,
    /// Phrases after the person: bags, action, side.
    pub trail: Vec<String>,
    /// Nouns of the things carried, which the trail starts with.
    pub carried: Vec<String>,
    /// Every noun phrase.
    pub phrases: Vec<String>,
}

/// Chooses words for what was selected. `articles` is false for telegraphic captions and keywords.
pub fn parts(selection: &Selection, detail: Detail, articles: bool, sampler: &mut Sampler<'_>) -> Parts {
    let facts = &selection.facts;
    let by_hair = facts
        .hair
        .filter(|_| sampler.chance(0.18))
        .map(|hair| LEXICON.hair_person.words(hair, sampler.chance(0.3)))
        .filter(|words| !words.is_empty())
        .map(|words| usual_or(words, 0.4, sampler));
    let mut parts = Parts {
        subject: subject(facts, by_hair, sampler),
        head: Vec::new(),
        worn: Vec::new(),
        clothed: selection.ensemble.is_some()
            || facts.upper.is_some()
            || facts.outer.is_some()
            || facts.lower.is_some()
            || facts.one_piece.is_some(),
        coloured: Vec::new(),
        trail: Vec::new(),
        carried: Vec::new(),
        phrases: Vec::new(),
    };
    let person = if articles {
        indefinite(&parts.subject.noun)
    } else {
        parts.subject.noun.clone()
    };
    parts.phrases.push(person);
    if let Some(hair) = facts.hair.filter(|_| by_hair.is_none()) {
        let text = hair_phrase(hair, facts.sex, sampler);
        let text = if articles { text } else { strip_article(&text) };
        parts.phrases.push(text.clone());
        parts.head.push(text);
    }
    wear_clothes(&mut parts, selection, detail, articles, sampler);
    if let Some(eyewear) = facts.eyewear {
        let noun = sampler
            .pick(&LEXICON.eyewear[eyewear])
            .trim_start_matches('+')
            .to_owned();
        parts.phrases.push(noun.clone());
        if sampler.chance(0.6) {
            parts.head.push(noun)
        } else {
            parts.worn.push(noun)
        }
    }
    carry_things(&mut parts, facts, detail, articles, sampler);
    move_about(&mut parts, selection, sampler);
    parts
}

fn subject(facts: &Description, by_hair: Option<&str>, sampler: &mut Sampler<'_>) -> Subject {
    let anyone = sampler.anyone || sampler.chance(0.07);
    if anyone {
        sampler.claims.leave_sex_open();
    }
    let list = if anyone {
        &LEXICON.anyone[facts.age]
    } else {
        &LEXICON.person[facts.sex][facts.age]
    };
    let mut noun = usual_or(list, 0.25, sampler).to_owned();
    if let Some(hair) = by_hair {
        // "young blonde woman": the age comes first, but "blonde young adult man", "blonde teenage boy".
        let tied = ["teenage", "male", "female", "adult", "senior"];
        noun = match noun.split_once(' ') {
            Some((age, rest)) if !tied.contains(&age) && !rest.starts_with("adult ") => {
                format!("{age} {hair} {rest}")
            }
            _ => format!("{hair} {noun}"),
        };
    }
    if facts.build != Build::Average {
        // Not "skinny small girl" or "big little boy".
        let bare = ["small ", "little "]
            .iter()
            .find_map(|size| noun.strip_prefix(*size))
            .unwrap_or(&noun);
        noun = format!("{} {bare}", sampler.pick(&LEXICON.build[facts.build]));
    }
    let (he, his, him) = match facts.sex {
        _ if anyone => ("they", "their", "them"),
        Sex::Male => ("he", "his", "him"),
        Sex::Female => ("she", "her", "her"),
    };
    let (is, has) = if anyone { ("are", "have") } else { ("is", "has") };
    Subject {
        noun,
        he,
        is,
        has,
        his,
        him,
    }
}

fn strip_article(text: &str) -> String {
    text.strip_prefix("a ")
        .or_else(|| text.strip_prefix("an "))
        .unwrap_or(text)
        .to_owned()
}

/// "short black hair", "an auburn ponytail".
fn hair_phrase(hair: Hair, sex: Sex, sampler: &mut Sampler<'_>) -> String {
    let template = usual_or(&LEXICON.hair[hair.style], 0.25, sampler);
    let colour = match usual_or(&LEXICON.hair_colour[hair.colour], 0.4, sampler) {
        "brunette" if sex == Sex::Male => "brown",
        other => other,
    };
    // The colour is often left out; a dyed head without colour would be a different head.
    if hair.colour != HairColour::Dyed && hair.style != HairStyle::Bald && sampler.chance(0.15) {
        return match template {
            "@ hair cut short" => "short hair".to_owned(),
            "@ hair cut very short" => "very short hair".to_owned(),
            _ => template.replace("@ ", ""),
        };
    }
    let text = template.replace('@', colour);
    match text.strip_prefix("a ") {
        Some(rest) => indefinite(rest),
        None => text,
    }
}

impl Parts {
    /// The wish for a verb such as "dressed in", or "wearing" where only small things are worn.
    pub fn wearing(&self, wish: &'static str) -> &'static str {
        // Not "hair tied up in dungarees".
        let tied = |hair: &String| hair.ends_with(" up") || hair.ends_with(" back");
        if !self.clothed || (wish == "in" && self.head.last().is_some_and(tied)) {
            "wearing"
        } else {
            wish
        }
    }

    /// Adds something worn, and its phrase.
    pub fn put_on(&mut self, noun: Noun, articles: bool) {
        let text = if articles {
            noun.with_article()
        } else {
            noun.text.clone()
        };
        let text = self.subject.fill(&text);
        if let Some((colour, name)) = noun.split {
            self.coloured.push((name, colour, noun.plural));
        }
        self.phrases.push(text.clone());
        self.worn.push(text);
    }
}

fn carry_things(
    parts: &mut Parts,
    facts: &Description,
    detail: Detail,
    articles: bool,
    sampler: &mut Sampler<'_>,
) {
    let mut held = Vec::new();
    for bag in &facts.bags {
        let noun = vague::noun(bag.kind, &LEXICON.bag[bag.kind], hypernyms, 0.35, sampler);
        let detail = detail_or_bare(detail, 0.1, sampler);
        let how = usual_or(&LEXICON.carrying[bag.kind], 0.2, sampler);
        // Not "a shoulder bag over his shoulder".
        let twice = ["shoulder", "waist", "hip", "body"]
            .iter()
            .any(|place| how.contains(place) && noun.contains(place));
        let how = if twice { "with {x}" } else { how };
        held.push((describe(bag, noun, None, detail, sampler), how));
    }
    for &(extra, colour) in facts.extras.iter().filter(|(extra, _)| is_held(*extra)) {
        let how = usual_or(LEXICON.holding(extra), 0.4, sampler);
        held.push((extra_noun(extra, colour, detail, sampler), how));
    }
    let mut phrases = Vec::new();
    for (noun, how) in held {
        let text = if articles { noun.with_article() } else { noun.text };
        // Not "with a bag with a logo in his hand".
        let far = text.contains(" with ") && (how.starts_with("with ") || !how.ends_with("{x}"));
        let how = if far { "carrying {x}" } else { how };
        phrases.push(parts.subject.fill(&how.replace("{x}", &text)));
        parts.phrases.push(text.clone());
        parts.carried.push(text);
    }
    // Carried things come before a hood or bare feet, which are already there.
    parts.trail.splice(0..0, phrases);
}

fn move_about(parts: &mut Parts, selection: &Selection, sampler: &mut Sampler<'_>) {
    let facts = &selection.facts;
    let moving = facts
        .action
        .filter(|action| matches!(action, Action::Walking | Action::Running));
    let phrase = match moving {
        Some(action) if selection.facing => {
            let verb = LEXICON.action[action][0];
            format!(
                "{verb} {}",
                usual_or(&LEXICON.heading[facts.facing], 0.3, sampler)
            )
        }
        _ => {
            if let Some(action) = facts.action {
                let phrase = usual_or(&LEXICON.action[action], 0.3, sampler);
                parts.trail.push(parts.subject.fill(phrase));
            }
            if !selection.facing {
                return;
            }
            parts
                .subject
                .fill(usual_or(&LEXICON.facing[facts.facing], 0.25, sampler))
        }
    };
    parts.trail.push(phrase);
}
