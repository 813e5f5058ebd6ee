//! English clauses: what stands after the person, and the predicates made of it.

use super::super::Sampler;
use super::lexicon::LEXICON;
use super::parts::{Parts, Subject};
use super::phrase::{capitalised, list};

fn word(text: &str, at: usize) -> &str {
    text.split(' ').nth(at).unwrap_or_default()
}

/// Whether a phrase says what the whole body does: "standing around".
pub fn is_posture(phrase: &str) -> bool {
    LEXICON.postures.contains(&word(phrase, 0))
}

/// Whether a phrase says what the person does: "carrying a bag", "seated".
fn acts(phrase: &str) -> bool {
    word(phrase, 0).ends_with("ing") || is_posture(phrase)
}

/// Whether a phrase ends in a thing that a following "in" would seem to speak of: "pushing something".
fn handles(phrase: &str) -> bool {
    ["carrying", "holding", "pushing", "pulling", "wheeling"].contains(&word(phrase, 0))
}

/// "is walking", "has his arms crossed": the predicate that a trailing phrase becomes.
pub fn predicate(phrase: &str, subject: &Subject) -> String {
    if let Some(rest) = phrase.strip_prefix("with ") {
        if rest.starts_with("bare feet") || rest.starts_with("no shoes") {
            return format!("{} barefoot", subject.is);
        }
        let carried = (rest.starts_with("a ") || rest.starts_with("an ")) && !rest.contains(subject.his);
        let placed = rest.contains(" to ") || rest.contains(" beside ");
        return match carried && !placed {
            true => format!("{} carrying {rest}", subject.is),
            false if rest.starts_with("arms ") || rest.starts_with("hands ") => {
                format!("{} {} {rest}", subject.has, subject.his)
            }
            false => format!("{} {rest}", subject.has),
        };
    }
    let state = match phrase {
        "from behind" => "seen from behind",
        "hood up" => return format!("{} the hood up", subject.has),
        other => other,
    };
    format!("{} {state}", subject.is)
}

/// Hair and glasses as " with ..."; empty where there are none.
pub fn with_head(parts: &Parts) -> String {
    if parts.head.is_empty() {
        String::new()
    } else {
        format!(" with {}", list(&parts.head, false))
    }
}

/// Neighbours that begin alike as one phrase: "with a bag and a cup", "carrying a bag and a backpack".
fn folded(parts: &[String]) -> Vec<String> {
    let opening = |phrase: &str| {
        let openings = ["with ", "carrying ", "holding "];
        openings.into_iter().find(|opening| phrase.starts_with(opening))
    };
    parts
        .chunk_by(|one, next| opening(one).is_some() && opening(one) == opening(next))
        .map(|run| {
            let with = opening(&run[0]).unwrap_or_default();
            let things: Vec<String> = run.iter().map(|phrase| phrase[with.len()..].to_owned()).collect();
            format!("{with}{}", list(&things, false))
        })
        .collect()
}

fn after_commas(phrases: &[String]) -> String {
    phrases.iter().map(|phrase| format!(", {phrase}")).collect()
}

/// Phrases after the person, each after a comma.
pub fn trail(parts: &[String]) -> String {
    let phrases = folded(parts);
    match phrases.as_slice() {
        // Only like joins like: "carrying a bag and holding a cup", but "with a bag, walking".
        [rest @ .., before, last] if acts(before) && is_posture(last) => {
            format!("{}, {last} and {before}", after_commas(rest))
        }
        [rest @ .., before, last] if acts(before) && acts(last) => {
            format!("{}, {before} and {last}", after_commas(rest))
        }
        all => after_commas(all),
    }
}

/// One verbless sentence: "A man with short hair in a red jacket and jeans, carrying a bag."
pub fn fragment(parts: &Parts, subject: &str, sampler: &mut Sampler<'_>) -> String {
    let serial = sampler.chance(0.4);
    let worn = list(&parts.worn, serial);
    let head = with_head(parts);
    if worn.is_empty() {
        return format!("{subject}{head}{}", trail(&parts.trail));
    }
    let wearing = sampler.pick(&[
        "wearing",
        "in",
        "wearing",
        "dressed in",
        "wearing",
        "who is wearing",
        "clad in",
    ]);
    let wearing = parts.wearing(wearing);
    if sampler.chance(0.35)
        && let Some((first, rest)) = parts.trail.split_last()
        && (parts.clothed || !is_posture(first))
    {
        // What the person does can stand before the clothes: "a man walking left in a red jacket".
        let wearing = match wearing {
            _ if is_posture(first) => "in",
            "in" if handles(first) => "wearing",
            "who is wearing" => "wearing",
            other => other,
        };
        let rest = trail(rest);
        let head = if head.is_empty() { head } else { format!("{head},") };
        return format!(
            "{subject}{head} {first}{} {wearing} {worn}{rest}",
            joint(first, wearing)
        );
    }
    format!("{subject}{head} {wearing} {worn}{}", trail(&parts.trail))
}

/// Two clauses with participles need a comma between them; "walking in a red jacket" does not.
fn joint(first: &str, wearing: &str) -> &'static str {
    if wearing == "in" && !first.starts_with("with") && !first.starts_with("without") {
        ""
    } else {
        ","
    }
}

/// Joins predicates and says what they share once: "is carrying a bag and looking left".
fn coordinate(clauses: &[String]) -> String {
    let [first, second] = clauses else {
        return clauses.join(" and ");
    };
    let (first, second) = if acts(word(first, 1)) && is_posture(word(second, 1)) {
        (second, first)
    } else {
        (first, second)
    };
    let words = |clause: &str, count: usize| clause.split(' ').take(count).collect::<Vec<_>>().join(" ");
    let active = word(second, 1).ends_with("ing");
    let shared = match (
        words(first, 2) == words(second, 2) && active,
        words(first, 1) == words(second, 1) && active,
    ) {
        (true, _) => words(first, 2),
        (false, true) => words(first, 1),
        (false, false) => String::new(),
    };
    format!("{first} and {}", second[shared.len()..].trim_start())
}

/// Further sentences about the person: one or two predicates each.
pub fn sentences(phrases: &[String], subject: &Subject, sampler: &mut Sampler<'_>) -> String {
    let mut text = String::new();
    let mut rest = phrases;
    while !rest.is_empty() {
        let take = if rest.len() >= 2 && sampler.chance(0.7) {
            2
        } else {
            1
        };
        let (now, later) = rest.split_at(take);
        let clauses: Vec<String> = now.iter().map(|phrase| predicate(phrase, subject)).collect();
        text.push_str(&format!(" {} {}.", capitalised(subject.he), coordinate(&clauses)));
        rest = later;
    }
    text
}

/// Whether the first carried thing can open a sentence: "carrying a bag, ...", but not a bare "with a phone, ...".
pub fn stands_first(parts: &Parts) -> bool {
    let first = parts.trail.first().filter(|_| !parts.carried.is_empty());
    first.is_some_and(|phrase| !phrase.starts_with("with ") || phrase.contains(parts.subject.his))
}

/// A singular noun takes a singular verb, also where its pronoun is "they".
pub fn singular(predicate: &str) -> String {
    match predicate.split_once(' ') {
        Some(("are", rest)) => format!("is {rest}"),
        Some(("have", rest)) => format!("has {rest}"),
        _ => predicate.to_owned(),
    }
}
