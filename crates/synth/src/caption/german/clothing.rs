//! What the person wears, as German noun phrases.

use super::super::Sampler;
use super::super::ensemble::Ensemble;
use super::super::selection::{Selection, is_held, usual_or};
use super::super::vague;
use super::grammar::Phrase;
use super::lexicon::{LEXICON, hypernyms};
use super::look::{Detail, describe};
use super::parts::Garment;
use crate::attributes::{Colour, Extra, Footwear, Headgear, Pattern, Sex, Sleeves, Upper};
use crate::description::{Description, Item};

/// Drops the colour with probability `bare`.
pub fn bare_at(detail: Detail, bare: f64, sampler: &mut Sampler<'_>) -> Detail {
    if sampler.colourless || sampler.chance(bare) {
        Detail::Bare
    } else {
        detail
    }
}

/// Outfit, upper garments or dress, lower garment, footwear; bare feet go to `manner`. `named`: the person is
/// "ganz in Schwarz" already.
pub fn clothes(
    selection: &Selection,
    named: bool,
    detail: Detail,
    manner: &mut Vec<&'static str>,
    sampler: &mut Sampler<'_>,
) -> Vec<Garment> {
    let facts = &selection.facts;
    let mut clothes = Vec::new();
    if let Some(item) = selection
        .ensemble
        .filter(|item| item.kind != Ensemble::OneColour || !named)
    {
        let entry = usual_or(&LEXICON.ensemble[item.kind], 0.3, sampler);
        clothes.push(Garment {
            outer: describe(&item, entry, bare_at(detail, 0.05, sampler), sampler),
            inner: None,
        });
    }
    // The length of the sleeves is known of the outermost garment only.
    let inner_sleeves = if facts.outer.is_some() {
        None
    } else {
        facts.sleeves
    };
    let inner = match (facts.upper, facts.one_piece) {
        (Some(item), _) => Some(upper_phrase(&item, facts.sex, inner_sleeves, detail, sampler)),
        (None, Some(item)) => {
            let entry = vague::noun(item.kind, &LEXICON.one_piece[item.kind], hypernyms, 0.3, sampler);
            Some(describe(&item, entry, bare_at(detail, 0.03, sampler), sampler))
        }
        (None, None) => None,
    };
    let outer = facts.outer.map(|item| {
        let entry = vague::noun(item.kind, &LEXICON.upper[item.kind], hypernyms, 0.3, sampler);
        let entry = suited(entry, facts.sex);
        let mut phrase = describe(&item, entry, bare_at(detail, 0.05, sampler), sampler);
        if sampler.chance(0.25) {
            phrase.adjectives.insert(0, "offen".to_owned());
        }
        phrase
    });
    match (outer, inner) {
        (Some(outer), inner) => clothes.push(Garment { outer, inner }),
        (None, Some(outer)) => clothes.push(Garment { outer, inner: None }),
        (None, None) => {}
    }
    if let Some(item) = facts.lower {
        let entry = vague::noun(item.kind, &LEXICON.lower[item.kind], hypernyms, 0.35, sampler);
        let denim = matches!(item.colour, Colour::Blue | Colour::LightBlue | Colour::DarkBlue)
            && entry.contains("Jeans");
        let detail = bare_at(detail, if denim { 0.25 } else { 0.04 }, sampler);
        clothes.push(Garment {
            outer: describe(&item, entry, detail, sampler),
            inner: None,
        });
        if clothes.len() == 2 && sampler.chance(0.07) {
            clothes.swap(0, 1);
        }
    }
    if let Some(item) = facts.footwear {
        if item.kind == Footwear::Barefoot {
            manner.push(sampler.pick(&LEXICON.footwear[item.kind]));
        } else {
            let entry = vague::noun(item.kind, &LEXICON.footwear[item.kind], hypernyms, 0.3, sampler);
            let entry = suited(entry, facts.sex);
            let phrase = describe(&item, entry, bare_at(detail, 0.1, sampler), sampler);
            clothes.push(Garment {
                outer: phrase,
                inner: None,
            });
        }
    }
    clothes
}

/// A noun as it is said of this person's clothes: a woman's "Sakko" is a blazer, a man wears no "Ballerinas".
fn suited(entry: &'static str, sex: Sex) -> &'static str {
    match entry {
        "n Sakko" | "n Anzugsakko" if sex == Sex::Female => "m Blazer",
        "p Ballerinas" | "p flach+Ballerinas" | "p Ballerina-Schuhe" if sex == Sex::Male => "p flach+Schuhe",
        _ => entry,
    }
}

/// An upper garment, claiming only sleeves that can be seen.
fn upper_phrase(
    item: &Item<Upper>,
    sex: Sex,
    sleeves: Option<Sleeves>,
    detail: Detail,
    sampler: &mut Sampler<'_>,
) -> Phrase {
    let all = &LEXICON.upper[item.kind];
    let claims = |entry: &str| LEXICON.sleeve_parts.iter().any(|part| entry.contains(part));
    let entry = loop {
        let entry = suited(vague::noun(item.kind, all, hypernyms, 0.3, sampler), sex);
        // A noun may not claim sleeves that are hidden.
        if !claims(entry) || sleeves.is_some() {
            break entry;
        }
        if sampler.chance(0.5) {
            break if item.kind.is_outer() {
                all[0]
            } else {
                "n Oberteil"
            };
        }
    };
    let mut phrase = describe(item, entry, bare_at(detail, 0.03, sampler), sampler);
    let telling = matches!(
        item.kind,
        Upper::Polo | Upper::Blouse | Upper::Shirt | Upper::LongSleeveShirt | Upper::TShirt
    );
    if let Some(sleeves) = sleeves.filter(|_| telling && !claims(entry) && sampler.chance(0.12)) {
        phrase.adjectives.insert(0, LEXICON.sleeves[sleeves].0.to_owned());
    }
    phrase
}

/// Glasses, headgear and worn extras; a hood worn up goes to `manner`.
pub fn accessories(
    facts: &Description,
    detail: Detail,
    manner: &mut Vec<&'static str>,
    sampler: &mut Sampler<'_>,
) -> Vec<Phrase> {
    let mut things = Vec::new();
    if let Some(eyewear) = facts.eyewear {
        things.push(Phrase::noun(sampler.pick(&LEXICON.eyewear[eyewear])));
    }
    if let Some(item) = facts.headgear {
        let entry = vague::noun(item.kind, &LEXICON.headgear[item.kind], hypernyms, 0.3, sampler);
        if item.kind == Headgear::HoodUp {
            manner.push(entry);
        } else {
            things.push(describe(&item, entry, bare_at(detail, 0.08, sampler), sampler));
        }
    }
    for &(extra, colour) in facts.extras.iter().filter(|(extra, _)| !is_held(*extra)) {
        things.push(extra_phrase(extra, colour, detail, sampler));
    }
    things
}

/// A thing worn or held besides clothes and bags.
pub fn extra_phrase(extra: Extra, colour: Colour, detail: Detail, sampler: &mut Sampler<'_>) -> Phrase {
    let entry = usual_or(&LEXICON.extra[extra], 0.4, sampler);
    // The colour seen is that of the cup, not of the drink.
    let bare = match extra {
        Extra::Phone => 0.7,
        Extra::Drink if entry == "n Getränk" => 1.0,
        _ => 0.25,
    };
    let detail = bare_at(detail, bare, sampler);
    let item = Item {
        kind: extra,
        colour,
        accent: colour,
        pattern: Pattern::Plain,
    };
    describe(&item, entry, detail, sampler)
}
