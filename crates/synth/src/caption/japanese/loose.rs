//! Japanese nouns for whole classes of things, as people say who do not look closely.

use crate::caption::ensemble::Ensemble;
use crate::caption::vague::Loose;

/// Words for a class of things, most common first.
pub(super) fn loose(class: Loose) -> &'static [&'static str] {
    match class {
        Loose::Top => &["トップス", "シャツ", "トップス", "服"],
        Loose::Tee => &["シャツ", "Tシャツ", "トップス", "シャツ"],
        Loose::Sweater => &["セーター", "トップス", "ニット", "トレーナー"],
        Loose::Jacket => &["上着", "ジャケット", "ジャンパー", "アウター"],
        Loose::Coat => &["コート", "上着", "コート", "アウター"],
        Loose::Trousers => &["ズボン", "パンツ", "ズボン", "パンツ"],
        Loose::Shorts => &["短パン", "ショートパンツ", "半ズボン", "短パン"],
        Loose::Skirt => &["スカート", "スカート", "スカート", "スカート"],
        Loose::Dress => &["ワンピース", "ワンピース", "ドレス", "ワンピース"],
        Loose::Shoes => &["靴", "靴", "靴", "靴"],
        Loose::Boots => &["ブーツ", "靴", "ブーツ", "ブーツ"],
        Loose::Bag => &["バッグ", "かばん", "バッグ", "カバン"],
        Loose::Hat => &["帽子", "帽子", "帽子", "帽子"],
    }
}

/// Words for an outfit that is one thing, most common first.
pub(super) fn ensemble(kind: Ensemble) -> &'static [&'static str] {
    match kind {
        Ensemble::Suit => &["スーツ", "スーツ", "背広", "ビジネススーツ"],
        Ensemble::Tracksuit => &["ジャージ上下", "ジャージ", "スウェット上下", "トレーニングウェア"],
        Ensemble::Denim => &["デニムの上下", "デニムのセットアップ"],
        Ensemble::OneColour => &["服", "洋服", "セットアップ"],
    }
}
