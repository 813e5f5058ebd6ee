//! Bags, headgear and small things: their names and the verbs that carry them.

use super::verbs::{CAP, DANGLE, DO, FIX, HANG, HOLD, PULL, SHOULDER, SLING, TIE, UMBRELLA, Verb, WRAP};
use crate::attributes::{Bag, Extra, Eyewear, Headgear};

/// Where a thing is, with its particle, and the verb.
pub(super) type Manner = (&'static str, &'static Verb);

/// How Japanese speaks of one kind of thing.
pub(super) struct Entry {
    /// Names, most common first.
    pub(super) names: &'static [&'static str],
    /// Manners of carrying, most common first.
    pub(super) manners: &'static [Manner],
}

fn entry(names: &'static [&'static str], manners: &'static [Manner]) -> Entry {
    Entry { names, manners }
}

/// Words for a bag.
pub(super) fn bag(kind: Bag) -> Entry {
    match kind {
        Bag::Backpack => entry(
            &[
                "リュック",
                "リュック",
                "バックパック",
                "リュックサック",
                "デイパック",
            ],
            &[("", &SHOULDER), ("", &SHOULDER), ("背中に", &SHOULDER)],
        ),
        Bag::ShoulderBag => entry(
            &[
                "ショルダーバッグ",
                "バッグ",
                "肩掛けバッグ",
                "かばん",
                "肩掛けかばん",
            ],
            &[
                ("肩に", &SLING),
                ("肩から", &DANGLE),
                ("肩に", &HANG),
                ("", &HOLD),
            ],
        ),
        Bag::CrossbodyBag => entry(
            &[
                "ショルダーバッグ",
                "バッグ",
                "斜め掛けバッグ",
                "ボディバッグ",
                "メッセンジャーバッグ",
            ],
            &[
                ("斜めに", &SLING),
                ("肩から斜めに", &SLING),
                ("斜めに", &HANG),
                ("肩から斜めに", &DANGLE),
            ],
        ),
        Bag::Handbag => entry(
            &["ハンドバッグ", "バッグ", "手提げバッグ", "かばん", "手提げかばん"],
            &[("", &HOLD), ("手に", &HOLD), ("手に", &DANGLE)],
        ),
        Bag::Tote => entry(
            &["トートバッグ", "布バッグ", "トートバッグ", "トート", "エコバッグ"],
            &[("", &HOLD), ("肩に", &SLING), ("手に", &HOLD), ("肩に", &HANG)],
        ),
        Bag::ShoppingBag => entry(
            &["買い物袋", "袋", "ショッピングバッグ", "手提げ袋"],
            &[("", &HOLD), ("手に", &HOLD), ("手に", &DANGLE)],
        ),
        Bag::Briefcase => entry(
            &["ビジネスバッグ", "かばん", "ブリーフケース", "書類かばん"],
            &[("", &HOLD), ("手に", &HOLD)],
        ),
        Bag::Suitcase => entry(
            &["スーツケース", "キャリーケース", "キャリーバッグ", "旅行かばん"],
            &[("", &PULL)],
        ),
        Bag::WaistBag => entry(
            &[
                "ウエストポーチ",
                "ウエストバッグ",
                "ウエストポーチ",
                "ヒップバッグ",
            ],
            &[("腰に", &FIX), ("", &FIX), ("腰に", &WRAP)],
        ),
    }
}

/// Words for headgear.
pub(super) fn headgear(kind: Headgear) -> Entry {
    const WEAR: &[Manner] = &[("", &CAP), ("", &CAP), ("頭に", &CAP)];
    match kind {
        Headgear::Cap => entry(&["キャップ", "帽子", "野球帽", "ベースボールキャップ"], WEAR),
        Headgear::Beanie => entry(&["ニット帽", "ニット帽", "帽子", "毛糸の帽子", "ビーニー"], WEAR),
        Headgear::Hat => entry(&["帽子", "ハット", "つば付き帽子", "つば付きハット"], WEAR),
        Headgear::SunHat => entry(&["麦わら帽子", "帽子", "日よけ帽", "日よけ帽子"], WEAR),
        Headgear::Helmet => entry(&["ヘルメット", "ヘルメット", "安全ヘルメット"], WEAR),
        Headgear::Headscarf => entry(
            &["スカーフ", "ヒジャブ", "ヘッドスカーフ", "大判のスカーフ"],
            &[("頭に", &WRAP), ("頭に", &WRAP), ("", &CAP)],
        ),
        Headgear::HoodUp => entry(&["フード", "フード", "上着のフード"], WEAR),
    }
}

/// Words for glasses.
pub(super) fn eyewear(kind: Eyewear) -> Entry {
    match kind {
        Eyewear::Glasses => entry(&["眼鏡", "メガネ", "めがね", "メガネ"], &[("", &HANG)]),
        Eyewear::Sunglasses => entry(
            &["サングラス", "サングラス", "黒っぽい眼鏡", "グラサン"],
            &[("", &HANG), ("", &HANG), ("", &DO)],
        ),
    }
}

/// Words for other things worn or held.
pub(super) fn extra(kind: Extra) -> Entry {
    const IN_HAND: &[Manner] = &[("", &HOLD), ("手に", &HOLD), ("片手に", &HOLD)];
    const PUT_ON: &[Manner] = &[("", &DO), ("", &FIX)];
    match kind {
        Extra::Scarf => entry(
            &["マフラー", "マフラー", "ストール", "スカーフ"],
            &[("首に", &WRAP), ("", &WRAP), ("", &DO)],
        ),
        Extra::Tie => entry(&["ネクタイ"], &[("", &TIE), ("", &DO)]),
        Extra::Belt => entry(&["ベルト"], &[("", &TIE), ("腰に", &TIE), ("", &DO)]),
        Extra::Mask => entry(&["マスク"], PUT_ON),
        Extra::Gloves => entry(&["手袋", "手袋", "グローブ"], PUT_ON),
        Extra::Umbrella => entry(&["傘", "傘", "雨傘"], &[("", &UMBRELLA)]),
        Extra::Phone => entry(&["スマホ", "携帯電話", "スマートフォン", "携帯"], IN_HAND),
        Extra::Headphones => entry(
            &["ヘッドホン", "ヘッドフォン", "ヘッドホン"],
            &[("", &FIX), ("", &DO), ("頭に", &FIX)],
        ),
        Extra::Drink => entry(&["飲み物", "ドリンク", "飲み物"], IN_HAND),
        Extra::Book => entry(&["本", "本", "冊子"], IN_HAND),
    }
}
