//! The visible facts as Chinese words, before they are strung into sentences.

use super::lexicon::{LEXICON, hypernyms};
use super::person;
use super::words::Words;
use crate::attributes::{Colour, Facing, Footwear, Pattern, Sex};
use crate::caption::selection::Selection;
use crate::caption::{Sampler, Style, vague};
use crate::description::Description;

/// One thing with its look, and how a sentence carries it.
pub(super) struct Fact {
    /// Verb before the thing: 背着, 戴, 穿; empty where the noun stands alone (光头).
    pub(super) verb: &'static str,
    /// Measure word with number, such as 一件, or nothing.
    pub(super) measure: String,
    /// Noun with colour and pattern: 黑色双肩包.
    pub(super) noun: String,
}

impl Fact {
    /// Verb and noun: 背着一个黑色双肩包.
    pub(super) fn clause(&self) -> String {
        format!("{}{}{}", self.verb, self.measure, self.noun)
    }

    /// Measure and noun: 一个黑色双肩包.
    pub(super) fn counted(&self) -> String {
        format!("{}{}", self.measure, self.noun)
    }

    /// Verb and noun without measure, to stand before 的.
    pub(super) fn modifier(&self) -> String {
        format!("{}{}", self.verb, self.noun)
    }
}

/// All that one caption says, sorted by its place in a sentence.
pub(super) struct Sheet {
    /// Noun for the person.
    pub(super) subject: String,
    /// 一名, 一位, 一个.
    pub(super) count: &'static str,
    /// 他 or 她.
    pub(super) pronoun: &'static str,
    /// Build, to stand before 的.
    pub(super) build: Option<&'static str>,
    /// Outer garment worn open.
    pub(super) outer: Option<Fact>,
    /// Upper garment or dress.
    pub(super) top: Option<Fact>,
    /// Whether `top` covers the legs too.
    pub(super) whole: bool,
    /// Lower garment.
    pub(super) lower: Option<Fact>,
    /// Footwear.
    pub(super) feet: Option<Fact>,
    /// Hair, headgear, glasses and small things worn.
    pub(super) head: Vec<Fact>,
    /// Bags and things in the hand.
    pub(super) carried: Vec<Fact>,
    /// Action and view.
    pub(super) pose: Vec<String>,
    /// 白衣黑裤 or 一身黑衣, when the colours of both halves are all there is to say.
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
        let mut facts = selection.facts.clone();
        let by_hair = facts
            .hair
            .filter(|_| sampler.chance(0.25))
            .map(|hair| sampler.pick(LEXICON.hair_person.words(hair)));
        if by_hair.is_some() {
            facts.hair = None;
        }
        let facts = &facts;
        let compact = !matches!(style, Style::Full);
        let mut words = Words {
            sex: facts.sex,
            compact,
            measured: style == Style::Full && sampler.chance(0.45),
            sampler,
        };
        // Sleeves are those of the outermost garment, so nothing is known of what an open one covers.
        let sleeves = if seen.outer.is_some() { None } else { facts.sleeves };
        let outer = facts.outer.map(|item| words.upper(item, facts.sleeves));
        let whole = facts.one_piece.is_some();
        let top = match (facts.one_piece, facts.upper) {
            (Some(item), _) => {
                let names = &LEXICON.one_piece[item.kind];
                let names = vague::nouns(item.kind, names, hypernyms, words.sampler);
                let name = words.sleeved(names, sleeves);
                Some(words.item(item, &name, "条", "穿着"))
            }
            (None, Some(item)) => Some(words.upper(item, sleeves)),
            (None, None) => None,
        };
        // An outfit stands where the outer garment stands, else where the dress stands.
        let ensemble = selection.ensemble.map(|item| words.outfit(item));
        let whole = whole || ensemble.is_some();
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
            // 牛仔裤 without a colour already says blue.
            let blue = matches!(item.colour, Colour::Blue | Colour::LightBlue | Colour::DarkBlue);
            let drop = blue && name.contains("牛仔") && words.sampler.chance(0.25);
            if drop {
                words.plain(name, "条", "穿着")
            } else {
                words.item(item, name, "条", "穿着")
            }
        });
        let mut pose = Vec::new();
        let feet = match facts.footwear {
            Some(item) if item.kind == Footwear::Barefoot => {
                pose.push(words.sampler.pick(&LEXICON.footwear[item.kind]).to_owned());
                None
            }
            Some(item) => {
                let name = vague::noun(
                    item.kind,
                    &LEXICON.footwear[item.kind],
                    hypernyms,
                    0.25,
                    words.sampler,
                );
                Some(words.item(item, name, "双", "穿着"))
            }
            None => None,
        };
        let head = words.head(facts);
        let carried = words.carried(facts);
        let from_behind = selection.facing && facts.facing == Facing::Back;
        pose.extend(person::pose(facts, true, selection.facing, words.sampler));
        let subject = person::subject(facts, words.sampler);
        let builds = &LEXICON.build[facts.sex][facts.build];
        Self {
            subject: format!("{}{subject}", by_hair.unwrap_or_default()),
            count: person::counted(subject, words.sampler),
            pronoun: if facts.sex == Sex::Male { "他" } else { "她" },
            build: (!builds.is_empty()).then(|| words.sampler.pick(builds)),
            outer,
            top,
            whole,
            lower,
            feet,
            head,
            carried,
            pose,
            idiom: idiom(facts, words.sampler),
            from_behind,
        }
    }

    /// Garments from the outside in and from top to toe.
    pub(super) fn garments(&self) -> impl Iterator<Item = &Fact> {
        [&self.outer, &self.top, &self.lower, &self.feet]
            .into_iter()
            .flatten()
    }
}

/// Upper and lower colour in four characters, where both are plain and clip well.
fn idiom(facts: &Description, sampler: &mut Sampler<'_>) -> Option<String> {
    if sampler.colourless {
        return None;
    }
    let upper = facts.outer.or(facts.upper)?;
    let lower = facts.lower?;
    if upper.pattern != Pattern::Plain || lower.pattern != Pattern::Plain {
        return None;
    }
    let above = sampler.pick(&LEXICON.colour[upper.colour]).1;
    if upper.colour == lower.colour && facts.outer.is_none() {
        return (!above.ends_with('色'))
            .then(|| format!("一身{above}{}", sampler.pick(&["", "衣", "色", "色衣服"])));
    }
    let below = sampler.pick(&LEXICON.colour[lower.colour]).1;
    let short = [above, below]
        .iter()
        .all(|word| word.chars().count() <= 2 && !word.ends_with('色'));
    short.then(|| {
        format!(
            "{above}衣{below}{}",
            if lower.kind.is_skirt() { "裙" } else { "裤" }
        )
    })
}
