//! Japanese verbs of wearing, carrying and doing, in the forms that captions need.

/// The forms of one predicate.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Verb {
    /// Before another clause: 着て.
    pub(super) te: &'static str,
    /// Before another clause, in written style: 履き.
    pub(super) stem: &'static str,
    /// Before a noun: 着た.
    pub(super) before_noun: &'static str,
    /// At the end, plain: 着ている.
    pub(super) plain: &'static str,
    /// At the end, polite: 着ています.
    pub(super) polite: &'static str,
}

macro_rules! verbs {
    ($($(#[$doc:meta])* $name:ident: $te:literal $stem:literal $noun:literal $plain:literal $polite:literal;)+) => {
        $($(#[$doc])* pub(super) const $name: Verb =
            Verb { te: $te, stem: $stem, before_noun: $noun, plain: $plain, polite: $polite };)+
    };
}

verbs! {
    /// Upper garments and dresses.
    WEAR: "着て" "着て" "着た" "着ている" "着ています";
    /// Open garments over others.
    DRAPE: "羽織って" "羽織り" "羽織った" "羽織っている" "羽織っています";
    /// Lower garments.
    PULL_ON: "はいて" "はき" "はいた" "はいている" "はいています";
    /// Shoes.
    SHOE: "履いて" "履き" "履いた" "履いている" "履いています";
    /// Hats and hoods.
    CAP: "かぶって" "かぶり" "かぶった" "かぶっている" "かぶっています";
    /// Glasses; bags on a shoulder.
    HANG: "かけて" "かけ" "かけた" "かけている" "かけています";
    /// Bags on a shoulder.
    SLING: "掛けて" "掛け" "掛けた" "掛けている" "掛けています";
    /// Bags that hang from a shoulder.
    DANGLE: "下げて" "下げ" "下げた" "下げている" "下げています";
    /// Backpacks.
    SHOULDER: "背負って" "背負い" "背負った" "背負っている" "背負っています";
    /// Things in the hand.
    HOLD: "持って" "持ち" "持った" "持っている" "持っています";
    /// Suitcases.
    PULL: "引いて" "引き" "引いた" "引いている" "引いています";
    /// Scarves, headscarves.
    WRAP: "巻いて" "巻き" "巻いた" "巻いている" "巻いています";
    /// Ties and belts.
    TIE: "締めて" "締め" "締めた" "締めている" "締めています";
    /// Masks, gloves, headphones, waist bags.
    FIX: "着けて" "着け" "着けた" "着けている" "着けています";
    /// Masks, gloves, ties: the everyday verb.
    DO: "して" "し" "した" "している" "しています";
    /// Umbrellas.
    UMBRELLA: "さして" "さし" "さした" "さしている" "さしています";
    /// Nouns of state: hair, build, bare feet.
    BE: "で" "で" "の" "だ" "です";
    /// Stands.
    STAND: "立っていて" "立っており" "立っている" "立っている" "立っています";
    /// Walks.
    WALK: "歩いていて" "歩いており" "歩いている" "歩いている" "歩いています";
    /// Runs.
    RUN: "走っていて" "走っており" "走っている" "走っている" "走っています";
    /// Sits.
    SIT: "座っていて" "座っており" "座っている" "座っている" "座っています";
    /// Speaks on the phone.
    TALK: "話していて" "話しており" "話している" "話している" "話しています";
    /// Looks at something.
    LOOK: "見ていて" "見ており" "見ている" "見ている" "見ています";
    /// Puts the hands in.
    INSERT: "入れて" "入れ" "入れた" "入れている" "入れています";
    /// Crosses the arms.
    CROSS: "組んで" "組み" "組んだ" "組んでいる" "組んでいます";
    /// Lays a hand on.
    LAY: "当てて" "当て" "当てた" "当てている" "当てています";
    /// Raises an arm.
    RAISE: "上げて" "上げ" "上げた" "上げている" "上げています";
    /// Pushes something.
    PUSH: "押していて" "押しており" "押している" "押している" "押しています";
    /// Faces some way.
    FACE: "向いて" "向き" "向いた" "向いている" "向いています";
    /// Turns the back.
    TURN: "向けて" "向け" "向けた" "向けている" "向けています";
}
