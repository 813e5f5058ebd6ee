//! Whole Chinese sentences: openings, orders of the parts, and where a second sentence begins.

use super::clothes;
use super::facts::{Fact, Sheet};
use super::lexicon::LEXICON;
use crate::caption::Sampler;

/// Parts of a sentence after the subject.
#[derive(Clone, Copy, PartialEq)]
enum Part {
    Clothes,
    Head,
    Carried,
    Pose,
}

/// Orders in which a description goes over a person.
const ORDERS: &[[Part; 4]] = &[
    [Part::Clothes, Part::Head, Part::Carried, Part::Pose],
    [Part::Head, Part::Clothes, Part::Carried, Part::Pose],
    [Part::Clothes, Part::Carried, Part::Head, Part::Pose],
    [Part::Carried, Part::Clothes, Part::Head, Part::Pose],
    [Part::Head, Part::Carried, Part::Clothes, Part::Pose],
    [Part::Pose, Part::Clothes, Part::Head, Part::Carried],
    [Part::Pose, Part::Head, Part::Clothes, Part::Carried],
    [Part::Clothes, Part::Pose, Part::Head, Part::Carried],
    [Part::Carried, Part::Head, Part::Clothes, Part::Pose],
];

/// One or two whole sentences with all facts of the sheet.
pub(super) fn full(sheet: &Sheet, sampler: &mut Sampler<'_>) -> String {
    let order = sampler.pick(ORDERS);
    let opening = sampler.pick(&[0, 0, 1, 1, 2, 3, 4, 5, 6]);
    let mut said = Vec::new();
    let (mut text, comma) = open(sheet, opening, &mut said, sampler);
    let mut clauses: Vec<(Part, String)> = Vec::new();
    for part in order {
        let first = clauses.is_empty();
        let more = part_clauses(sheet, part, first, &said, sampler);
        clauses.extend(more.into_iter().map(|clause| (part, clause)));
    }
    // A second sentence with a pronoun after the clothes, when enough is left to say.
    let after_clothes = clauses
        .iter()
        .rposition(|(part, _)| *part == Part::Clothes)
        .map_or(2, |at| at + 1);
    let split = (clauses.len() >= 4 && sampler.chance(0.3)).then_some(after_clothes);
    for (index, (part, clause)) in clauses.iter().enumerate() {
        // 光头 and garments without a verb need the comma even after the subject.
        let state = *part == Part::Head
            && sheet
                .head
                .iter()
                .any(|fact| fact.verb.is_empty() && fact.noun == *clause);
        let bare = *part == Part::Clothes && *clause == clothes::bare(sheet);
        if Some(index) == split {
            text.push('。');
            text.push_str(sheet.pronoun);
            text.push_str(if state { "是" } else { "" });
        } else if index > 0 || comma || state || bare {
            text.push('，');
        }
        text.push_str(clause);
    }
    text.push('。');
    text
}

/// The opening up to the subject, what it has said already, and whether a comma must follow.
fn open(sheet: &Sheet, shape: u32, said: &mut Vec<String>, sampler: &mut Sampler<'_>) -> (String, bool) {
    let (count, subject) = (sheet.count, sheet.subject.as_str());
    if sheet.from_behind && sampler.chance(0.4) {
        said.push("背".to_owned());
        return match sampler.pick(&[0, 1, 2, 3]) {
            0 => (format!("{count}{subject}的背影"), true),
            1 => (format!("{subject}背影"), true),
            2 => (format!("从背后看，{count}{subject}"), false),
            _ => (format!("这是{count}{subject}的背影"), true),
        };
    }
    match shape {
        1 => match modifier(sheet, said, sampler) {
            Some(modifier) => (format!("{count}{modifier}的{subject}"), false),
            None => (format!("{count}{subject}"), false),
        },
        2 => {
            let frame = sampler.pick(&LEXICON.showing);
            (format!("{frame}{count}{subject}"), true)
        }
        3 => match modifier(sheet, said, sampler) {
            Some(modifier) => (format!("{modifier}的{subject}"), false),
            None => (
                format!("这{}{subject}", sheet.count.trim_start_matches('一')),
                false,
            ),
        },
        4 if sheet.garments().next().is_some() => {
            said.extend(sheet.garments().map(|fact| fact.noun.clone()));
            let clothes = clothes::before_de(sheet, sampler);
            let counted = if sampler.chance(0.5) { count } else { "" };
            (format!("{counted}{clothes}的{subject}"), true)
        }
        5 if sheet.pose.len() == 1 && !sheet.pose[0].contains("来") => {
            said.push(sheet.pose[0].clone());
            (format!("{}的{subject}", sheet.pose[0]), sampler.chance(0.5))
        }
        6 => (subject.to_owned(), false),
        _ => (format!("{count}{subject}"), false),
    }
}

/// One or two short facts before 的, remembered in `said`.
fn modifier(sheet: &Sheet, said: &mut Vec<String>, sampler: &mut Sampler<'_>) -> Option<String> {
    let mut facts: Vec<&Fact> = sheet.head.iter().chain(sheet.carried.first()).collect();
    if let Some(build) = sheet.build
        && (facts.is_empty() || sampler.chance(0.5))
    {
        said.push(build.to_owned());
        return Some(build.to_owned());
    }
    if facts.is_empty() {
        return None;
    }
    let start = sampler.pick(&[0, 0, 1, 2]) % facts.len();
    facts.rotate_left(start);
    facts.truncate(if sampler.chance(0.3) { 2 } else { 1 });
    said.extend(facts.iter().map(|fact| fact.noun.clone()));
    Some(
        facts
            .iter()
            .map(|fact| fact.modifier())
            .collect::<Vec<_>>()
            .join("、"),
    )
}

/// The clauses of one part that the opening has not said.
fn part_clauses(
    sheet: &Sheet,
    part: Part,
    first: bool,
    said: &[String],
    sampler: &mut Sampler<'_>,
) -> Vec<String> {
    let known = |text: &str| said.iter().any(|done| done == text);
    let clauses = |facts: &[Fact]| -> Vec<String> {
        facts
            .iter()
            .filter(|fact| !known(&fact.noun))
            .map(Fact::clause)
            .collect()
    };
    match part {
        Part::Clothes => {
            let done = sheet.garments().next().is_some_and(|fact| known(&fact.noun));
            let clause = if done {
                None
            } else {
                clothes::clause(sheet, sampler)
            };
            // Garments without a verb follow the subject only, not another clause.
            let stray = clause
                .as_ref()
                .is_some_and(|clause| !first && *clause == clothes::bare(sheet));
            if stray {
                vec![clothes::listed(sheet, sampler)]
            } else {
                clause.into_iter().collect()
            }
        }
        Part::Head => {
            let mut head = clauses(&sheet.head);
            head.extend(
                sheet
                    .build
                    .filter(|build| !known(build))
                    .map(|build| match build {
                        other if other.chars().count() > 2 => other.to_owned(),
                        other => format!("身材{other}"),
                    }),
            );
            head
        }
        Part::Carried => clauses(&sheet.carried),
        // The opening may have said that the back is seen.
        Part::Pose => sheet
            .pose
            .iter()
            .filter(|pose| !known(pose) && (!known("背") || !pose.starts_with('背')))
            .cloned()
            .collect(),
    }
}
