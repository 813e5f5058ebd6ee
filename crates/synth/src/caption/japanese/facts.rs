//! The visible facts as Japanese words, before they are strung into sentences.

use super::lexicon::{LEXICON, hypernyms};
use super::person;
use super::verbs::Verb;
use super::words::Words;
use crate::attributes::{Colour, Facing, Footwear, Pattern};
use crate::caption::selection::Selection;
use crate::caption::{Sampler, Style, vague};
use crate::description::Description;

/// One predicate about the person, and the thing it is about.
#[derive(Clone)]
pub(super) struct Fact {
    /// All before the verb with its particles: 肩に黒いバッグを.
    pub(super) before: String,
    /// The verb.
    pub(super) verb: Verb,
    /// Nouns with colour and pattern: 黒いバッグ; none for a pose.
    pub(super) nouns: Vec<String>,
}

impl Fact {
    /// A thing at a place, with the particle its verb needs.
    pub(super) fn new(place: &str, noun: String, verb: Verb) -> Self {
        let particle = if verb == Verb::Be { "" } else { "を" };
        // 肩に青のロゴが入ったバッグを would put the logo on the shoulder.
        let before = if has_clause(&noun) {
            format!("{noun}{particle}{place}")
        } else {
            format!("{place}{noun}{particle}")
        };
        Self {
            before,
            verb,
            nouns: vec![noun],
        }
    }
}

/// All that one caption says, sorted by its place in a sentence.
pub(super) struct Sheet {
    /// Noun for the person.
    pub(super) subject: &'static str,
    /// What is worn, as predicates.
    pub(super) clothes: Vec<Fact>,
    /// Outer garment worn open.
    pub(super) outer: Option<String>,
    /// Upper garment or dress.
    pub(super) top: Option<String>,
    /// Lower garment.
    pub(super) lower: Option<String>,
    /// Footwear.
    pub(super) feet: Option<String>,
    /// Build, hair, headgear, glasses and small things worn.
    pub(super) head: Vec<Fact>,
    /// Bags and things in the hand.
    pub(super) carried: Vec<Fact>,
    /// Action and view.
    pub(super) pose: Vec<Fact>,
    /// 上下黒, when that sums up the clothes.
    pub(super) idiom: Option<String>,
    /// Whether the back is seen and said.
    pub(super) from_behind: bool,
}

impl Sheet {
    /// Words the selected facts.
    pub(super) fn new(
        selection: &Selection,
        seen: &Description,
        style: Style,
        sampler: &mut Sampler<'_>,
    ) -> Self {
        let facts = &selection.facts;
        let mut words = Words {
            compact: matches!(style, Style::Keywords | Style::Telegraphic),
            sampler,
        };
        // Sleeves are those of the outermost garment, so nothing is known of what an open one covers.
        let sleeves = if seen.outer.is_some() { None } else { facts.sleeves };
        let outer = facts.outer.map(|item| words.upper(item, facts.sleeves));
        let top = match (facts.one_piece, facts.upper) {
            (Some(item), _) => Some(words.one_piece(item, sleeves)),
            (None, Some(item)) => Some(words.upper(item, sleeves)),
            (None, None) => None,
        };
        let ensemble = selection.ensemble.map(|item| words.outfit(item));
        let (outer, top) = match (ensemble, top) {
            (Some(outfit), Some(top)) => (Some(outfit), Some(top)),
            (Some(outfit), None) => (outer, Some(outfit)),
            (None, top) => (outer, top),
        };
        let lower = facts.lower.map(|item| {
            let name = vague::noun(
                item.kind,
                &LEXICON.lower[item.kind],
                hypernyms,
                0.25,
                words.sampler,
            );
            // Jeans without a colour are blue anyway.
            let blue = matches!(item.colour, Colour::Blue | Colour::LightBlue | Colour::DarkBlue);
            let denim = ["ジーンズ", "ジーパン", "デニム", "Gパン"]
                .iter()
                .any(|word| name.contains(word));
            if blue && denim && words.sampler.chance(0.25) {
                name.to_owned()
            } else {
                words.item(item, name)
            }
        });
        let barefoot = facts.footwear.is_some_and(|item| item.kind == Footwear::Barefoot);
        let feet = facts.footwear.filter(|_| !barefoot).map(|item| {
            let name = vague::noun(
                item.kind,
                &LEXICON.footwear[item.kind],
                hypernyms,
                0.25,
                words.sampler,
            );
            words.item(item, name)
        });
        let head = merge(words.head(facts));
        let carried = merge(words.carried(facts));
        let mut pose: Vec<Fact> = person::pose(facts, selection.facing, words.sampler)
            .into_iter()
            .map(|(before, verb)| Fact {
                before,
                verb,
                nouns: Vec::new(),
            })
            .collect();
        if barefoot {
            let word = words.sampler.pick(&LEXICON.footwear[Footwear::Barefoot]);
            pose.insert(
                0,
                Fact {
                    before: word.to_owned(),
                    verb: Verb::Be,
                    nouns: Vec::new(),
                },
            );
        }
        let mut sheet = Self {
            subject: person::subject(facts, words.sampler),
            clothes: Vec::new(),
            outer,
            top,
            lower,
            feet,
            head,
            carried,
            pose,
            idiom: idiom(facts, words.sampler),
            from_behind: selection.facing && facts.facing == Facing::Back,
        };
        sheet.clothes = sheet.dressed(selection.ensemble.is_some(), words.sampler);
        sheet
    }

    /// Garments from the outside in and from top to toe.
    pub(super) fn garments(&self) -> impl Iterator<Item = &String> {
        [&self.outer, &self.top, &self.lower, &self.feet]
            .into_iter()
            .flatten()
    }

    /// All nouns, clothes first.
    pub(super) fn nouns(&self) -> Vec<String> {
        let others = self.head.iter().chain(&self.carried).flat_map(|fact| &fact.nouns);
        self.garments().chain(others).cloned().collect()
    }

    /// The clothes as predicates; `outfit` tells whether the outermost is a whole one.
    fn dressed(&self, outfit: bool, sampler: &mut Sampler<'_>) -> Vec<Fact> {
        let mut worn = Vec::new();
        match (&self.outer, &self.top) {
            (Some(outer), Some(top)) => worn.extend(layers(outer, top, outfit, sampler)),
            (Some(one), None) | (None, Some(one)) => worn.push(Fact::new("", one.clone(), Verb::Wear)),
            (None, None) => {}
        }
        match (&self.lower, &self.feet) {
            (Some(lower), Some(feet))
                if ![lower, feet].iter().any(|noun| noun.contains('と')) && sampler.chance(0.35) =>
            {
                let both = format!("{lower}と{feet}");
                let mut fact = Fact::new("", both, Verb::PullOn);
                fact.nouns = vec![lower.clone(), feet.clone()];
                worn.push(fact);
            }
            (lower, feet) => {
                worn.extend(lower.iter().map(|noun| Fact::new("", noun.clone(), Verb::PullOn)));
                worn.extend(feet.iter().map(|noun| Fact::new("", noun.clone(), Verb::Shoe)));
            }
        }
        worn
    }
}

/// Says things that share a verb in one breath: 傘と本を持って.
fn merge(facts: Vec<Fact>) -> Vec<Fact> {
    let mut merged: Vec<Fact> = Vec::new();
    for fact in facts {
        let shares = matches!(fact.verb, Verb::Hold | Verb::Do | Verb::Fix);
        match merged.iter_mut().find(|known| shares && known.verb == fact.verb) {
            Some(known) => {
                known.nouns.extend(fact.nouns);
                known.before = format!("{}を", known.nouns.join("と"));
            }
            None => merged.push(fact),
        }
    }
    merged
}

/// 上下黒, when both halves are plain and of one colour that has a bare form.
fn idiom(facts: &Description, sampler: &mut Sampler<'_>) -> Option<String> {
    if sampler.colourless {
        return None;
    }
    let (upper, lower) = (facts.upper?, facts.lower?);
    let plain = upper.pattern == Pattern::Plain && lower.pattern == Pattern::Plain;
    if !plain || upper.colour != lower.colour || facts.outer.is_some() {
        return None;
    }
    let bare = sampler.pick(&LEXICON.colour[upper.colour]).1;
    Some(format!("{}{bare}", sampler.pick(&LEXICON.all_in)))
}

/// Whether a clause describes the thing: 青のロゴが入ったバッグ, 青から白に変わるグラデーションのバッグ.
fn has_clause(noun: &str) -> bool {
    noun.contains(['が', 'に'])
}

/// An open garment or a whole `outfit` over another garment.
fn layers(outer: &str, top: &str, outfit: bool, sampler: &mut Sampler<'_>) -> Vec<Fact> {
    let (o, t) = (outer.to_owned(), top.to_owned());
    // A suit is worn, and 羽織りもの says 羽織 already.
    let over = if outfit || o.contains("羽織") {
        Verb::Wear
    } else {
        Verb::Drape
    };
    let one = |place: String, noun: String, verb| {
        vec![Fact {
            nouns: vec![outer.to_owned(), top.to_owned()],
            ..Fact::new(&place, noun, verb)
        }]
    };
    // A clause within a place is hard to follow.
    let shapes: &[usize] = match (has_clause(&o), has_clause(&t)) {
        _ if outfit => &[0],
        (true, true) => &[4],
        (false, true) => &[0, 4],
        (true, false) => &[0, 1, 2, 4, 5, 6],
        (false, false) => &[0, 1, 2, 3, 4, 5, 6],
    };
    match sampler.pick(shapes) {
        0 => one(format!("{t}の上に"), o, over),
        1 => vec![Fact::new("", o, over), Fact::new("中に", t, Verb::Wear)],
        2 => one(format!("{o}の下に"), t, Verb::Wear),
        3 => one(format!("{t}に"), o, over),
        4 => vec![Fact::new("", t, Verb::Wear), Fact::new("上に", o, over)],
        5 => one(format!("{o}の中に"), t, Verb::Wear),
        _ => vec![Fact::new("中に", t, Verb::Wear), Fact::new("上に", o, over)],
    }
}
