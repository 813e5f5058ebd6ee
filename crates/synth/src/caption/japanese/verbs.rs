//! Japanese verbs of wearing, carrying and doing. Their forms are data; the grammar knows some verbs by name.

use super::lexicon::LEXICON;
use crate::attributes::vocabulary;
use crate::lexicon::Text;
use serde::{Deserialize, Serialize};

vocabulary! {
    /// A predicate that captions need.
    Verb {
        /// Upper garments and dresses.
        Wear,
        /// Open garments over others.
        Drape,
        /// Lower garments.
        PullOn,
        /// Shoes.
        Shoe,
        /// Hats and hoods.
        Cap,
        /// Glasses; bags on a shoulder.
        Hang,
        /// Bags on a shoulder.
        Sling,
        /// Bags that hang from a shoulder.
        Dangle,
        /// Backpacks.
        Shoulder,
        /// Things in the hand.
        Hold,
        /// Suitcases.
        Pull,
        /// Scarves, headscarves.
        Wrap,
        /// Ties and belts.
        Tie,
        /// Masks, gloves, headphones, waist bags.
        Fix,
        /// Masks, gloves, ties: the everyday verb.
        Do,
        /// Umbrellas.
        Umbrella,
        /// Nouns of state: hair, build, bare feet.
        Be,
        /// Stands.
        Stand,
        /// Walks.
        Walk,
        /// Runs.
        Run,
        /// Sits.
        Sit,
        /// Speaks on the phone.
        Talk,
        /// Looks at something.
        Look,
        /// Puts the hands in.
        Insert,
        /// Crosses the arms.
        Cross,
        /// Lays a hand on.
        Lay,
        /// Raises an arm.
        Raise,
        /// Pushes something.
        Push,
        /// Faces some way.
        Face,
        /// Turns the back.
        Turn,
    }
}

/// The forms of one predicate.
#[derive(Clone, Copy, Debug, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub(super) struct Forms {
    /// Before another clause: 着て.
    te: Text,
    /// Before another clause, in written style: 履き.
    stem: Text,
    /// Before a noun: 着た.
    before_noun: Text,
    /// At the end, plain: 着ている.
    plain: Text,
    /// At the end, polite: 着ています.
    polite: Text,
}

impl Verb {
    /// Before another clause: 着て.
    pub(super) fn te(self) -> &'static str {
        LEXICON.verb[self].te.0
    }

    /// Before another clause, in written style: 履き.
    pub(super) fn stem(self) -> &'static str {
        LEXICON.verb[self].stem.0
    }

    /// Before a noun: 着た.
    pub(super) fn before_noun(self) -> &'static str {
        LEXICON.verb[self].before_noun.0
    }

    /// At the end, plain: 着ている.
    pub(super) fn plain(self) -> &'static str {
        LEXICON.verb[self].plain.0
    }

    /// At the end, polite: 着ています.
    pub(super) fn polite(self) -> &'static str {
        LEXICON.verb[self].polite.0
    }
}
