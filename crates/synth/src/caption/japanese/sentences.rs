//! Whole Japanese sentences: person first, clothes first, item by item.

use super::chains::{before_noun, before_pose, ordered, predicate, tells_state};
use super::facts::{Fact, Sheet};
use super::lexicon::LEXICON;
use crate::caption::Sampler;

/// One or two whole sentences.
pub(super) fn full(sheet: &Sheet, sampler: &mut Sampler<'_>) -> String {
    let facts = ordered(sheet, sampler);
    let subject = sheet.subject;
    let polite = sampler.chance(0.4);
    if facts.is_empty() {
        return format!(
            "{subject}が{}。",
            if polite {
                "写っています"
            } else {
                "写っている"
            }
        );
    }
    let particle = if tells_state(&facts) {
        "は"
    } else {
        sampler.pick(&["が", "は", "は", "が"])
    };
    // Long chains are broken in two sentences; the second needs no subject.
    let most = if sampler.chance(0.5) { 3 } else { 4 };
    let most = if facts.len() <= most + 1 {
        facts.len()
    } else {
        most
    };
    let (first, second) = facts.split_at(most);
    let rest = |sampler: &mut Sampler<'_>| match second {
        [] => String::new(),
        more => format!("{}。", predicate(more, polite, sampler)),
    };
    match sampler.pick(&[0, 0, 1, 1, 2, 2, 3, 4, 5, 6]) {
        // Person first.
        0 => format!(
            "{subject}{particle}{}。{}",
            predicate(first, polite, sampler),
            rest(sampler)
        ),
        // All before the noun.
        1 => {
            let modifier = before_noun(first, sampler);
            let (plain, courteous) = sampler.pick(&[
                ("", "です"),
                ("が写っている", "が写っています"),
                ("がいる", "がいます"),
                ("の写真", "の写真です"),
            ]);
            format!(
                "{modifier}{subject}{}。{}",
                if polite { courteous } else { plain },
                rest(sampler)
            )
        }
        // One or two facts before the noun, the others after it.
        2 if facts.len() > 1 => {
            let at = if facts.len() > 3 && sampler.chance(0.5) {
                2
            } else {
                1
            };
            let (modifier, others) = facts.split_at(at);
            let (now, later) = others.split_at(if others.len() > 5 { 4 } else { others.len() });
            let modifier = before_noun(modifier, sampler);
            let now = predicate(now, polite, sampler);
            let later = if later.is_empty() {
                String::new()
            } else {
                predicate(later, polite, sampler) + "。"
            };
            format!("{modifier}{subject}{particle}{now}。{later}")
        }
        3 | 4 if sheet.outer.is_some() || sheet.top.is_some() => itemised(sheet, polite, sampler),
        // A frame around the picture.
        5 => {
            let frame = sampler.pick(&LEXICON.showing);
            format!(
                "{frame}{subject}は{}。{}",
                predicate(first, polite, sampler),
                rest(sampler)
            )
        }
        6 if sheet.from_behind => format!(
            "{}{subject}の後ろ姿。",
            before_noun(&before_pose(sheet, sampler), sampler)
        ),
        _ => format!("{}{subject}。{}", before_noun(first, sampler), rest(sampler)),
    }
}

/// The clothes item by item: 上は黒いTシャツ、下は青いジーンズ.
fn itemised(sheet: &Sheet, polite: bool, sampler: &mut Sampler<'_>) -> String {
    let (above, below, feet) = sampler.pick(&[
        ("上は", "下は", "靴は"),
        ("上半身は", "下半身は", "足元は"),
        ("トップスは", "ボトムスは", "靴は"),
        ("上は", "下は", "足元は"),
        ("トップスは", "ボトムスは", "シューズは"),
    ]);
    let upper = match (&sheet.outer, &sheet.top) {
        (Some(outer), Some(top)) => {
            let inside = sampler.pick(&["、中は", "、インナーは", "で、中は", "、その中は"]);
            Some(format!("{outer}{inside}{top}"))
        }
        (outer, top) => outer.clone().or_else(|| top.clone()),
    };
    // トップスはトップス says nothing, nor does 靴はシューズ, and a coat is no トップス.
    let fits = |label: &str, noun: &str| {
        let kind = label.trim_end_matches('は');
        let shod = |word: &str| word.ends_with("靴") || word.ends_with("シューズ");
        let coat = ["アウター", "上着", "コート", "ダウン"]
            .iter()
            .any(|coat| noun.contains(coat));
        let twice = noun.ends_with(kind) || (shod(kind) && shod(noun)) || (coat && kind == "トップス");
        !twice
    };
    let label = |label: &'static str, other: &'static str, noun: &str| {
        if fits(label, noun) { label } else { other }
    };
    let whole = sheet.lower.is_none();
    let mut parts = Vec::new();
    parts.extend(upper.map(|noun| {
        format!(
            "{}{noun}",
            label(if whole { "服は" } else { above }, "上は", &noun)
        )
    }));
    parts.extend(
        sheet
            .lower
            .iter()
            .map(|noun| format!("{}{noun}", label(below, "下は", noun))),
    );
    parts.extend(
        sheet
            .feet
            .iter()
            .map(|noun| format!("{}{noun}", label(feet, "足元は", noun))),
    );
    let end = if polite {
        "です"
    } else {
        sampler.pick(&["", "だ", "", "である"])
    };
    let mut modifier: Vec<Fact> = sheet.head.iter().take(2).cloned().collect();
    let mut others: Vec<Fact> = sheet
        .head
        .iter()
        .skip(2)
        .chain(&sheet.carried)
        .chain(&sheet.pose)
        .cloned()
        .collect();
    if modifier.is_empty() && others.len() > 1 {
        modifier.push(others.remove(0));
    }
    let person = format!("{}{}", before_noun(&modifier, sampler), sheet.subject);
    let opening = sampler.pick(&["。", "で、", "。", "、"]);
    let opening = if person.contains("で、") { "。" } else { opening };
    let more = if others.is_empty() {
        String::new()
    } else {
        predicate(&others, polite, sampler) + "。"
    };
    format!("{person}{opening}{}{end}。{more}", parts.join("、"))
}
