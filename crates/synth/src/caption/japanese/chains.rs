//! Chains of Japanese clauses: て-forms, stem forms, and clauses before a noun.

use super::facts::{Fact, Sheet};
use super::verbs::Verb;
use crate::caption::Sampler;

/// Orders of clothes (0), head (1) and bags (2); the pose comes last, where Japanese has its verb.
const ORDERS: &[[usize; 3]] = &[[0, 1, 2], [1, 0, 2], [0, 2, 1], [1, 2, 0], [2, 0, 1], [2, 1, 0]];

/// All facts of the sheet in one of the orders.
pub(super) fn ordered(sheet: &Sheet, sampler: &mut Sampler<'_>) -> Vec<Fact> {
    let mut facts = before_pose(sheet, sampler);
    facts.extend(sheet.pose.iter().cloned());
    facts
}

/// Whether a state such as hair or build is told; it asks for a topic: 男性は短髪だ.
pub(super) fn tells_state(facts: &[Fact]) -> bool {
    facts.iter().any(|fact| fact.verb == Verb::Be)
}

/// Links facts that a clause with the verb `next` follows: 〜て、〜て.
fn link(facts: &[Fact], next: Verb, sampler: &mut Sampler<'_>) -> String {
    let written = sampler.chance(0.45);
    // 靴を履き、歩いている would be two acts in a row.
    let posed = matches!(next, Verb::Stand | Verb::Walk | Verb::Run | Verb::Sit);
    let mut text = String::new();
    for (index, fact) in facts.iter().enumerate() {
        let te_only = posed && index + 1 == facts.len();
        // て and the stem form alternate, so that no form is heard three times in a row.
        let form = if written && !te_only && sampler.chance(0.7) {
            fact.verb.stem()
        } else {
            fact.verb.te()
        };
        text.push_str(&format!("{}{form}、", fact.before));
    }
    text
}

/// Sorts states such as hair and build before all that is worn or done.
fn states_first(facts: &[Fact]) -> Vec<Fact> {
    let (states, others): (Vec<Fact>, Vec<Fact>) =
        facts.iter().cloned().partition(|fact| fact.verb == Verb::Be);
    states.into_iter().chain(others).collect()
}

/// Facts as a clause before a noun: 赤いコートを着て黒いバッグを持った.
pub(super) fn before_noun(facts: &[Fact], sampler: &mut Sampler<'_>) -> String {
    let mut facts = states_first(facts);
    // A state may also stand right before the noun: 帽子をかぶった白髪の男性.
    let states = facts.iter().filter(|fact| fact.verb == Verb::Be).count();
    if states == 1 && facts.len() > 1 && sampler.chance(0.35) {
        facts.rotate_left(1);
        let (state, worn) = (facts.len() - 1, facts.len() - 2);
        let (last, state) = (&facts[worn], &facts[state]);
        let joined = link(&facts[..worn], last.verb, sampler);
        return format!(
            "{joined}{}{}{}の",
            last.before,
            last.verb.before_noun(),
            state.before
        );
    }
    let Some((last, rest)) = facts.split_last() else {
        return String::new();
    };
    let linked = link(rest, last.verb, sampler);
    let linked = if rest.len() == 1 && rest[0].verb != Verb::Be && sampler.chance(0.4) {
        linked.trim_end_matches('、').to_owned()
    } else {
        linked
    };
    format!("{linked}{}{}", last.before, last.verb.before_noun())
}

/// Facts as a whole predicate: 赤いコートを着て、黒いバッグを持っている.
pub(super) fn predicate(facts: &[Fact], polite: bool, sampler: &mut Sampler<'_>) -> String {
    let facts = states_first(facts);
    let Some((last, rest)) = facts.split_last() else {
        return String::new();
    };
    let ending = if polite {
        last.verb.polite()
    } else {
        last.verb.plain()
    };
    format!("{}{}{ending}", link(rest, last.verb, sampler), last.before)
}

/// The facts without the pose.
pub(super) fn before_pose(sheet: &Sheet, sampler: &mut Sampler<'_>) -> Vec<Fact> {
    // A belt is put on after the clothes.
    let (belt, head): (Vec<Fact>, Vec<Fact>) = sheet
        .head
        .iter()
        .cloned()
        .partition(|fact| fact.nouns.iter().any(|noun| noun.ends_with("ベルト")));
    let clothes = [sheet.clothes.as_slice(), belt.as_slice()].concat();
    let parts = [&clothes, &head, &sheet.carried];
    sampler
        .pick(ORDERS)
        .iter()
        .flat_map(|at| parts[*at])
        .cloned()
        .collect()
}
