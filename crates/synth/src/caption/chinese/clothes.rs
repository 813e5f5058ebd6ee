//! How Chinese strings garments together: 上身…下身…, 穿着…和…, 外穿…内搭….

use super::facts::{Fact, Sheet};
use super::lexicon::LEXICON;
use crate::caption::Sampler;

/// A clause with its own verb about all garments of the sheet, or `None` where none is to be named.
pub(super) fn clause(sheet: &Sheet, sampler: &mut Sampler<'_>) -> Option<String> {
    sheet.garments().next()?;
    let by_part = (sheet.top.is_some() || sheet.outer.is_some()) && (sheet.lower.is_some() || sheet.whole);
    Some(match sampler.pick(&[0, 1, 2, 3, 4, 5, 6, 7]) {
        1 | 2 if by_part => by_parts(sheet, sampler),
        3 if by_part => equals(sheet, sampler),
        4 if by_part => matched(sheet, sampler),
        6 if by_part => by_parts(sheet, sampler),
        7 if by_part => matched(sheet, sampler),
        5 => bare(sheet),
        _ => listed(sheet, sampler),
    })
}

/// "穿着A、B和C".
pub(super) fn listed(sheet: &Sheet, sampler: &mut Sampler<'_>) -> String {
    let verb = wearing(sampler.pick(&["穿着", "身穿", "穿", "身着", "身上穿着"]), sheet);
    // One garment without a measure word leaves none to the others.
    let counts = sheet.garments().all(|fact| !fact.measure.is_empty());
    let nouns = sheet
        .garments()
        .map(|fact| if counts { fact.counted() } else { fact.noun.clone() })
        .collect();
    format!("{verb}{}", joined(nouns, sampler))
}

/// The verb, or 穿着 where it does not fit: 身 goes with no shoes, and 身上 only with an upper garment.
fn wearing(verb: &'static str, sheet: &Sheet) -> &'static str {
    let upper = sheet.top.is_some() || sheet.outer.is_some();
    let fits = match verb {
        "身上穿着" => upper && sheet.feet.is_none(),
        "身穿" | "身着" => sheet.feet.is_none(),
        _ => true,
    };
    if fits { verb } else { "穿着" }
}

/// "穿A和B" without measures, to stand before 的.
pub(super) fn before_de(sheet: &Sheet, sampler: &mut Sampler<'_>) -> String {
    let verb = wearing(sampler.pick(&["穿", "身穿", "穿着", "穿", "身着"]), sheet);
    format!(
        "{verb}{}",
        joined(sheet.garments().map(|fact| fact.noun.clone()).collect(), sampler)
    )
}

/// "A，B，C".
pub(super) fn bare(sheet: &Sheet) -> String {
    sheet
        .garments()
        .map(|fact| fact.noun.clone())
        .collect::<Vec<_>>()
        .join("，")
}

/// Joins nouns with 、 and a final 和.
pub(super) fn joined(mut nouns: Vec<String>, sampler: &mut Sampler<'_>) -> String {
    let Some(last) = nouns.pop() else {
        return String::new();
    };
    if nouns.is_empty() {
        return last;
    }
    // Two colours may be joined by 和 already.
    let joined_within = last.contains(['和', '与']) || nouns.iter().any(|noun| noun.contains(['和', '与']));
    let and = if joined_within {
        "、"
    } else {
        sampler.pick(&["和", "和", "、", "以及", "搭配"])
    };
    format!("{}{and}{last}", nouns.join("、"))
}

/// The upper half after a verb of wearing: one garment, or an open one over another.
fn upper_half(sheet: &Sheet, sampler: &mut Sampler<'_>) -> String {
    match (&sheet.outer, &sheet.top) {
        (Some(outer), Some(top)) => layers(outer, top, sampler),
        (Some(one), None) | (None, Some(one)) => one.counted(),
        (None, None) => String::new(),
    }
}

/// An open garment over another one.
fn layers(outer: &Fact, top: &Fact, sampler: &mut Sampler<'_>) -> String {
    let (over, under) = (outer.counted(), top.counted());
    match sampler.pick(&[0, 1, 2, 3, 4, 5, 6]) {
        0 => format!("{over}，内搭{under}"),
        1 => format!("{over}，里面是{under}"),
        2 => format!("{over}，里面穿着{under}"),
        3 => format!("{under}，外面套着{over}"),
        4 => format!("{}，露出里面的{}", open(outer, sampler), top.noun),
        5 => format!("{under}，外搭{over}"),
        _ => format!("{over}，里面搭着{under}"),
    }
}

fn open(outer: &Fact, sampler: &mut Sampler<'_>) -> String {
    format!(
        "{}{}{}",
        outer.measure,
        sampler.pick(&LEXICON.worn_open),
        outer.noun
    )
}

/// "上身穿着A，下身穿着B，脚穿C".
fn by_parts(sheet: &Sheet, sampler: &mut Sampler<'_>) -> String {
    let (above, below) = sampler.pick(&[
        ("上身穿着", "下身穿着"),
        ("上身穿", "下身穿"),
        ("上身穿着", "下身是"),
        ("上身穿", "下穿"),
        ("上身是", "下身是"),
        ("上穿", "下穿"),
        ("上身着", "下身着"),
        ("上身为", "下身为"),
    ]);
    let upper = upper_half(sheet, sampler);
    let mut parts = match &sheet.lower {
        Some(lower) => vec![format!("{above}{upper}"), format!("{below}{}", lower.counted())],
        None => vec![format!(
            "{}{upper}",
            sampler.pick(&["身穿", "穿着", "穿", "身着"])
        )],
    };
    parts.extend(feet(sheet, sampler));
    parts.join("，")
}

fn feet(sheet: &Sheet, sampler: &mut Sampler<'_>) -> Option<String> {
    sheet.feet.as_ref().map(|fact| {
        format!(
            "{}{}",
            sampler.pick(&["脚穿", "脚上穿着", "脚踩", "脚上是", "脚蹬"]),
            fact.counted()
        )
    })
}

/// "上衣是A，裤子是B" with what the garments are, not what is done with them.
fn equals(sheet: &Sheet, sampler: &mut Sampler<'_>) -> String {
    let upper = upper_half(sheet, sampler);
    let mut parts = vec![match &sheet.lower {
        Some(lower) => format!(
            "{}{upper}，{}{}",
            sampler.pick(&["穿的是", "身上是", "穿"]),
            "下面是",
            lower.counted()
        ),
        None => format!("{}{upper}", sampler.pick(&["穿的是", "身上是", "身上穿的是"])),
    }];
    parts.extend(feet(sheet, sampler));
    parts.join("，")
}

/// "身穿A，搭配B，脚穿C".
fn matched(sheet: &Sheet, sampler: &mut Sampler<'_>) -> String {
    let verb = sampler.pick(&["身穿", "穿着", "穿", "身着"]);
    let upper = upper_half(sheet, sampler);
    let mut text = format!("{verb}{upper}");
    if let Some(lower) = &sheet.lower {
        let link = sampler.pick(&["搭配", "配", "，搭配", "，下身搭配", "，配着"]);
        let link = if upper.contains('，') && !link.starts_with('，') {
            "，搭配"
        } else {
            link
        };
        text = format!("{text}{link}{}", lower.counted());
    }
    match feet(sheet, sampler) {
        Some(shoes) => format!("{text}，{shoes}"),
        None => text,
    }
}
