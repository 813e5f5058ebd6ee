//! What the person wears, as English noun phrases.

use super::super::Sampler;
use super::super::ensemble::Ensemble;
use super::super::selection::{Selection, is_held, usual_or};
use super::super::vague;
use super::lexicon::{LEXICON, hypernyms};
use super::parts::Parts;
use super::phrase::{Detail, Noun, describe, indefinite};
use crate::attributes::{Colour, Extra, Footwear, Headgear, OnePiece, Pattern, Sleeves, Upper};
use crate::description::{Description, Item};

/// Drops the colour now and then, more often where people do.
pub fn detail_or_bare(detail: Detail, bare: f64, sampler: &mut Sampler<'_>) -> Detail {
    if sampler.colourless || sampler.chance(bare) {
        Detail::Bare
    } else {
        detail
    }
}

/// Puts on everything worn: clothes, footwear, headgear, worn extras.
pub fn wear_clothes(
    parts: &mut Parts,
    selection: &Selection,
    detail: Detail,
    articles: bool,
    sampler: &mut Sampler<'_>,
) {
    let facts = &selection.facts;
    if let Some(item) = &selection.ensemble {
        put_on_ensemble(parts, item, detail, articles, sampler);
    }
    cover_body(parts, facts, detail, articles, sampler);
    if let Some(item) = &facts.footwear {
        if item.kind == Footwear::Barefoot {
            parts
                .trail
                .push(sampler.pick(&LEXICON.footwear[item.kind]).to_owned());
        } else {
            let noun = vague::noun(item.kind, &LEXICON.footwear[item.kind], hypernyms, 0.3, sampler);
            let detail = detail_or_bare(detail, 0.1, sampler);
            let noun = describe(item, noun, None, detail, sampler);
            parts.put_on(noun, articles);
        }
    }
    if let Some(item) = &facts.headgear {
        let noun = vague::noun(item.kind, &LEXICON.headgear[item.kind], hypernyms, 0.3, sampler);
        if item.kind == Headgear::HoodUp {
            parts.trail.push(parts.subject.fill(noun));
        } else {
            let detail = detail_or_bare(detail, 0.08, sampler);
            let noun = describe(item, noun, None, detail, sampler);
            parts.put_on(noun, articles);
        }
    }
    for &(extra, colour) in facts.extras.iter().filter(|(extra, _)| !is_held(*extra)) {
        let noun = extra_noun(extra, colour, detail, sampler);
        parts.put_on(noun, articles);
    }
}

/// A thing worn or held besides clothes and bags.
pub fn extra_noun(extra: Extra, colour: Colour, detail: Detail, sampler: &mut Sampler<'_>) -> Noun {
    let noun = usual_or(&LEXICON.extra[extra], 0.4, sampler);
    let detail = detail_or_bare(detail, if extra == Extra::Phone { 0.7 } else { 0.25 }, sampler);
    let item = Item {
        kind: extra,
        colour,
        accent: colour,
        pattern: Pattern::Plain,
    };
    describe(&item, noun, None, detail, sampler)
}

/// "black suit", "all-black outfit": what is worn above and below as one thing.
fn put_on_ensemble(
    parts: &mut Parts,
    item: &Item<Ensemble>,
    detail: Detail,
    articles: bool,
    sampler: &mut Sampler<'_>,
) {
    if item.kind != Ensemble::OneColour {
        let noun = usual_or(&LEXICON.ensemble[item.kind], 0.4, sampler);
        let noun = describe(item, noun, None, detail_or_bare(detail, 0.05, sampler), sampler);
        return parts.put_on(noun, articles);
    }
    let colour = LEXICON.colour[item.colour][0];
    let entry = usual_or(&LEXICON.ensemble[item.kind], 0.3, sampler).replace('@', colour);
    let text = match entry.strip_prefix('+') {
        Some(plural) => plural.to_owned(),
        None if articles => indefinite(&entry),
        None => entry,
    };
    parts.phrases.push(text.clone());
    parts.worn.push(text);
}

/// Upper garments or dress, then the lower garment.
fn cover_body(
    parts: &mut Parts,
    facts: &Description,
    detail: Detail,
    articles: bool,
    sampler: &mut Sampler<'_>,
) {
    // The length of the sleeves is known of the outermost garment only.
    let inner_sleeves = if facts.outer.is_some() {
        None
    } else {
        facts.sleeves
    };
    let inner = facts
        .upper
        .map(|item| upper_noun(&item, inner_sleeves, detail, sampler))
        .or_else(|| {
            facts
                .one_piece
                .map(|item| one_piece_noun(&item, inner_sleeves, detail, sampler))
        });
    match (facts.outer, inner) {
        (Some(outer), Some(inner)) => {
            let open = sampler.chance(0.3).then_some("open");
            let coat = vague::noun(outer.kind, &LEXICON.upper[outer.kind], hypernyms, 0.3, sampler);
            let coat = describe(&outer, coat, open, detail_or_bare(detail, 0.05, sampler), sampler);
            layer(parts, coat, inner, articles, sampler);
        }
        (Some(outer), None) => {
            let coat = vague::noun(outer.kind, &LEXICON.upper[outer.kind], hypernyms, 0.3, sampler);
            let open = sampler.chance(0.15).then_some("open");
            let coat = describe(&outer, coat, open, detail_or_bare(detail, 0.05, sampler), sampler);
            parts.put_on(coat, articles);
        }
        (None, Some(inner)) => parts.put_on(inner, articles),
        (None, None) => {}
    }
    if let Some(item) = facts.lower {
        let noun = vague::noun(item.kind, &LEXICON.lower[item.kind], hypernyms, 0.35, sampler);
        let denim = matches!(item.colour, Colour::Blue | Colour::LightBlue | Colour::DarkBlue)
            && noun.contains("jeans");
        let detail = detail_or_bare(detail, if denim { 0.25 } else { 0.04 }, sampler);
        let noun = describe(&item, noun, None, detail, sampler);
        parts.put_on(noun, articles);
        if parts.worn.len() == 2 && sampler.chance(0.07) {
            parts.worn.swap(0, 1);
        }
    }
}

/// An open garment over another: "a grey coat over a white shirt".
fn layer(parts: &mut Parts, coat: Noun, inner: Noun, articles: bool, sampler: &mut Sampler<'_>) {
    let from = parts.worn.len();
    parts.put_on(coat, articles);
    parts.put_on(inner, articles);
    let layers: Vec<String> = parts.worn.drain(from..).collect();
    let [coat, inner] = layers.as_slice() else { return };
    let text = match sampler.pick(&[0, 0, 0, 1, 2, 3]) {
        _ if inner.contains(" with ") => format!("{coat} over {inner}"),
        1 => format!("{inner} under {coat}"),
        2 => format!("{coat} worn over {inner}"),
        3 if !coat.contains(" with ") => format!("{coat} with {inner} underneath"),
        _ => format!("{coat} over {inner}"),
    };
    parts.worn.push(text);
}

/// An upper garment, claiming only sleeves that can be seen.
fn upper_noun(
    item: &Item<Upper>,
    sleeves: Option<Sleeves>,
    detail: Detail,
    sampler: &mut Sampler<'_>,
) -> Noun {
    let all = &LEXICON.upper[item.kind];
    let noun = loop {
        let noun = vague::noun(item.kind, all, hypernyms, 0.3, sampler);
        // A noun may not claim sleeves that are hidden.
        if !noun.contains("sleeve") || sleeves.is_some() {
            break noun;
        }
        if all.iter().all(|noun| noun.contains("sleeve")) || sampler.chance(0.5) {
            break "top";
        }
    };
    let telling = matches!(
        item.kind,
        Upper::TShirt | Upper::Polo | Upper::Blouse | Upper::CropTop | Upper::Shirt | Upper::ShortSleeveShirt
    ) || noun == "top";
    let front = sleeves
        .filter(|_| telling && !noun.contains("sleeve") && noun != "tee" && sampler.chance(0.15))
        .map(|length| LEXICON.sleeves[length].0);
    let detail = detail_or_bare(detail, 0.03, sampler);
    describe(item, noun, front, detail, sampler)
}

/// A dress or jumpsuit.
fn one_piece_noun(
    item: &Item<OnePiece>,
    sleeves: Option<Sleeves>,
    detail: Detail,
    sampler: &mut Sampler<'_>,
) -> Noun {
    let noun = vague::noun(item.kind, &LEXICON.one_piece[item.kind], hypernyms, 0.3, sampler);
    let front = sleeves
        .filter(|_| noun == "dress" && sampler.chance(0.25))
        .map(|length| LEXICON.sleeves[length].0);
    describe(item, noun, front, detail_or_bare(detail, 0.03, sampler), sampler)
}
