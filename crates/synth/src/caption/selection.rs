//! Which of the visible facts a caption mentions; the same for languages that build on it.

use super::super::attributes::{Action, Bag, Build, Extra, Facing, Footwear, Pattern, Sleeves};
use super::super::description::{Description, Item};
use super::ensemble::{self, Ensemble};
use super::{Claims, Sampler, Style, vague};
use rand::seq::SliceRandom;

/// What is left of a description after a writer left things out.
pub(super) struct Selection {
    /// The facts to mention; a dropped one is `None` or empty, a dropped build is average.
    pub facts: Description,
    /// Upper and lower garment told as one thing, which is then not among the facts.
    pub ensemble: Option<Item<Ensemble>>,
    /// Whether to mention the side that is seen.
    pub facing: bool,
}

/// Drops facts at random: a writer seldom mentions everything, but nearly always the clothes.
pub(super) fn select(description: &Description, style: Style, sampler: &mut Sampler<'_>) -> Selection {
    let mut facts = description.clone();
    drop_repetitions(&mut facts, sampler);
    vague::blur(&mut facts, sampler);
    let view = match facts.facing {
        Facing::Back => 0.5,
        Facing::Left | Facing::Right => 0.32,
        Facing::Front => 0.1,
    };
    let facing = match style {
        Style::Full => sampler.chance(view),
        Style::Telegraphic | Style::Request => sampler.chance(view * 0.6),
        Style::Short | Style::Keywords => sampler.chance(view * 0.2),
    };
    match style {
        Style::Full => thin(&mut facts, sampler, 1.0),
        Style::Telegraphic => thin(&mut facts, sampler, 0.85),
        Style::Request => keep_few(&mut facts, sampler, &[2, 3, 3, 4, 4, 5]),
        Style::Short if sampler.brief => keep_few(&mut facts, sampler, &[1, 1, 2]),
        Style::Short => keep_few(&mut facts, sampler, &[2, 2, 3]),
        Style::Keywords => keep_few(&mut facts, sampler, &[2, 3, 3, 4, 5]),
    }
    if sampler.colourless {
        strip_patterns(&mut facts);
    }
    let ensemble = ensemble::take(&mut facts, sampler);
    sampler.claims = Claims::new(&facts, ensemble, facing, !sampler.colourless);
    Selection {
        facts,
        ensemble,
        facing,
    }
}

/// Leaves the things, of no pattern that would have to be told.
fn strip_patterns(facts: &mut Description) {
    fn plain<K>(item: &mut Item<K>) {
        item.pattern = Pattern::Plain;
        item.accent = item.colour;
    }
    [&mut facts.upper, &mut facts.outer]
        .into_iter()
        .flatten()
        .for_each(plain);
    facts.lower.iter_mut().for_each(plain);
    facts.one_piece.iter_mut().for_each(plain);
    facts.footwear.iter_mut().for_each(plain);
    facts.headgear.iter_mut().for_each(plain);
    facts.bags.iter_mut().for_each(plain);
}

/// Removes what a person would not say twice: the phone beside "on the phone", a second bag of the same kind.
fn drop_repetitions(facts: &mut Description, sampler: &mut Sampler<'_>) {
    let calling = matches!(facts.action, Some(Action::Calling | Action::LookingAtPhone));
    let mut extras: Vec<(Extra, _)> = Vec::new();
    for &(extra, colour) in &facts.extras {
        if !(extra == Extra::Phone && calling) && extras.iter().all(|(known, _)| *known != extra) {
            extras.push((extra, colour));
        }
    }
    facts.extras = extras;
    let mut kinds: Vec<Bag> = Vec::new();
    facts.bags.retain(|bag| {
        let new = !kinds.contains(&bag.kind);
        kinds.push(bag.kind);
        new
    });
    // "Carrying something" says nothing once the thing itself is named.
    let named = !facts.bags.is_empty() || facts.extras.iter().any(|(extra, _)| is_held(*extra));
    if facts.action == Some(Action::Carrying) && named {
        facts.action = None;
    }
    // A hand that holds something is not in a pocket.
    let handled = |kind| {
        matches!(
            kind,
            Bag::Handbag | Bag::Briefcase | Bag::Suitcase | Bag::ShoppingBag
        )
    };
    let holds = facts.bags.iter().any(|bag| handled(bag.kind))
        || facts.extras.iter().any(|(extra, _)| is_held(*extra));
    let idle = matches!(
        facts.action,
        Some(Action::HandsInPockets | Action::ArmsCrossed | Action::HandsOnHips)
    );
    if idle && holds {
        facts.action = None;
    }
    if facts.action == Some(Action::Standing) && sampler.chance(0.4) {
        facts.action = None;
    }
}

/// Whether the thing is held in a hand, not worn.
pub(super) fn is_held(extra: Extra) -> bool {
    matches!(extra, Extra::Umbrella | Extra::Phone | Extra::Drink | Extra::Book)
}

/// Drops each fact with its own probability; `zeal` below one drops more.
fn thin(facts: &mut Description, sampler: &mut Sampler<'_>, zeal: f64) {
    fn maybe<T>(slot: &mut Option<T>, sampler: &mut Sampler<'_>, keep: f64) {
        if !sampler.chance(keep) {
            *slot = None;
        }
    }
    maybe(&mut facts.hair, sampler, 0.6 * zeal);
    maybe(
        &mut facts.upper,
        sampler,
        if facts.outer.is_some() { 0.85 } else { 0.97 },
    );
    maybe(&mut facts.outer, sampler, 0.97);
    maybe(&mut facts.lower, sampler, 0.93);
    maybe(&mut facts.footwear, sampler, 0.65 * zeal);
    if facts
        .footwear
        .is_some_and(|shoes| shoes.kind == Footwear::Barefoot)
    {
        maybe(&mut facts.footwear, sampler, 0.7);
    }
    maybe(&mut facts.headgear, sampler, 0.85);
    maybe(&mut facts.eyewear, sampler, 0.65 * zeal);
    maybe(&mut facts.action, sampler, 0.5 * zeal);
    facts.bags.retain(|_| sampler.chance(0.85));
    facts.extras.retain(|_| sampler.chance(0.65 * zeal));
    if !sampler.chance(0.3 * zeal) {
        facts.build = Build::Average;
    }
}

/// The facts among which a short caption chooses, with their weights.
#[derive(Clone, Copy, PartialEq)]
enum Fact {
    Top,
    Lower,
    Footwear,
    Bag(usize),
    Headgear,
    Hair,
    Eyewear,
    Extra(usize),
    Action,
}

/// Keeps a number of facts drawn from `counts`, the eye-catching ones first.
fn keep_few(facts: &mut Description, sampler: &mut Sampler<'_>, counts: &[usize]) {
    let count = counts[rand::RngExt::random_range(sampler.rng, 0..counts.len())];
    let mut tickets = Vec::new();
    // Who asks for one or two things asks as often for a bag, a hat or shoes as for clothes.
    let level = sampler.brief;
    let mut put = |present: bool, fact: Fact, weight: usize| {
        let weight = if level { 6.min(weight + 3) } else { weight };
        if present {
            tickets.extend(std::iter::repeat_n(fact, weight));
        }
    };
    put(
        facts.upper.is_some() || facts.outer.is_some() || facts.one_piece.is_some(),
        Fact::Top,
        12,
    );
    put(facts.lower.is_some(), Fact::Lower, 9);
    put(facts.footwear.is_some(), Fact::Footwear, 2);
    put(facts.headgear.is_some(), Fact::Headgear, 4);
    put(facts.hair.is_some(), Fact::Hair, 3);
    put(facts.eyewear.is_some(), Fact::Eyewear, 2);
    put(facts.action.is_some(), Fact::Action, 1);
    for index in 0..facts.bags.len() {
        put(true, Fact::Bag(index), 5);
    }
    for index in 0..facts.extras.len() {
        put(true, Fact::Extra(index), 2);
    }
    tickets.shuffle(sampler.rng);
    let mut kept: Vec<Fact> = Vec::new();
    for fact in tickets {
        if kept.len() < count && !kept.contains(&fact) {
            kept.push(fact);
        }
    }
    let keeps = |fact: Fact| kept.contains(&fact);
    if !keeps(Fact::Top) {
        (facts.upper, facts.outer, facts.one_piece) = (None, None, None);
    } else if facts.outer.is_some() && sampler.chance(0.6) {
        (facts.upper, facts.one_piece) = (None, None);
    }
    facts.lower = facts.lower.filter(|_| keeps(Fact::Lower));
    facts.footwear = facts.footwear.filter(|_| keeps(Fact::Footwear));
    facts.headgear = facts.headgear.filter(|_| keeps(Fact::Headgear));
    facts.hair = facts.hair.filter(|_| keeps(Fact::Hair));
    facts.eyewear = facts.eyewear.filter(|_| keeps(Fact::Eyewear));
    facts.action = facts.action.filter(|_| keeps(Fact::Action));
    let mut index = 0..;
    facts
        .bags
        .retain(|_| index.next().is_some_and(|at| keeps(Fact::Bag(at))));
    let mut index = 0..;
    facts
        .extras
        .retain(|_| index.next().is_some_and(|at| keeps(Fact::Extra(at))));
    if !sampler.chance(0.1) {
        facts.build = Build::Average;
    }
}

/// Draws from a list whose first entry is by far the usual word.
pub(super) fn usual_or<T: Copy>(list: &[T], usual: f64, sampler: &mut Sampler<'_>) -> T {
    let usual = if sampler.split == super::Split::Shift {
        usual * 0.6
    } else {
        usual
    };
    if sampler.chance(usual) {
        list[0]
    } else {
        sampler.pick(list)
    }
}

/// Draws until a word fits; the most common fitting one where the split offers none.
pub(super) fn suitable(
    list: &[&'static str],
    fits: impl Fn(&str) -> bool,
    sampler: &mut Sampler<'_>,
) -> &'static str {
    for _ in 0..8 {
        let word = usual_or(list, 0.2, sampler);
        if fits(word) {
            return word;
        }
    }
    list.iter().copied().find(|word| fits(word)).unwrap_or(list[0])
}

/// What a garment's name says about its sleeves: the length whose words it holds.
pub(super) fn claimed_sleeves(name: &str, words: [(Sleeves, &[&str]); 3]) -> Option<Sleeves> {
    let claims = |parts: &[&str]| parts.iter().any(|part| name.contains(part));
    words
        .into_iter()
        .find(|(_, parts)| claims(parts))
        .map(|(length, _)| length)
}
