//! What Japanese speakers call garments and shoes, most common word first.

use crate::synth::attributes::{Footwear, Lower, OnePiece, Upper};

/// Names of an upper garment. Those that tell the sleeves apart hold 半袖, 長袖, ロンT, ノースリーブ or 袖なし.
pub(super) fn upper(kind: Upper) -> &'static [&'static str] {
    match kind {
        Upper::TShirt => &[
            "Tシャツ",
            "Tシャツ",
            "半袖Tシャツ",
            "カットソー",
            "半袖",
            "半袖シャツ",
            "ティーシャツ",
        ],
        Upper::LongSleeveShirt => &[
            "長袖Tシャツ",
            "長袖シャツ",
            "ロンT",
            "カットソー",
            "トップス",
            "長袖",
            "長袖カットソー",
        ],
        Upper::TankTop => &[
            "タンクトップ",
            "タンクトップ",
            "ノースリーブ",
            "ノースリーブシャツ",
            "ランニングシャツ",
        ],
        Upper::CropTop => &[
            "ショート丈トップス",
            "クロップドトップス",
            "へそ出しトップス",
            "ショート丈のトップス",
            "チビT",
        ],
        Upper::Polo => &[
            "ポロシャツ",
            "ポロシャツ",
            "襟付きシャツ",
            "ポロ",
            "襟付きのTシャツ",
        ],
        Upper::Shirt => &[
            "シャツ",
            "長袖シャツ",
            "ワイシャツ",
            "襟付きシャツ",
            "ボタンダウンシャツ",
            "ボタンシャツ",
        ],
        Upper::ShortSleeveShirt => &[
            "半袖シャツ",
            "シャツ",
            "半袖シャツ",
            "開襟シャツ",
            "半袖ワイシャツ",
        ],
        Upper::Blouse => &["ブラウス", "ブラウス", "トップス", "シャツブラウス"],
        Upper::Sweater => &[
            "セーター",
            "ニット",
            "ニットセーター",
            "トップス",
            "ニットトップス",
            "プルオーバー",
        ],
        Upper::Turtleneck => &[
            "タートルネック",
            "タートルネックのセーター",
            "ハイネックのニット",
            "ハイネックセーター",
            "とっくりセーター",
        ],
        Upper::Sweatshirt => &[
            "トレーナー",
            "スウェット",
            "スウェットシャツ",
            "トップス",
            "スエット",
        ],
        Upper::Hoodie => &[
            "パーカー",
            "パーカー",
            "フード付きパーカー",
            "フーディー",
            "フード付きスウェット",
            "プルパーカー",
        ],
        Upper::Jersey => &[
            "ユニフォーム",
            "スポーツシャツ",
            "ユニフォームシャツ",
            "スポーツウェア",
            "ゲームシャツ",
        ],
        Upper::Cardigan => &[
            "カーディガン",
            "カーディガン",
            "ニットカーディガン",
            "羽織り",
            "カーデ",
        ],
        Upper::Vest => &["ベスト", "ベスト", "ジレ", "チョッキ"],
        Upper::Jacket => &[
            "ジャケット",
            "ブルゾン",
            "ジャンパー",
            "上着",
            "アウター",
            "ジャンバー",
            "短めの上着",
        ],
        Upper::DenimJacket => &[
            "デニムジャケット",
            "Gジャン",
            "デニムの上着",
            "ジージャン",
            "デニムブルゾン",
        ],
        Upper::LeatherJacket => &[
            "レザージャケット",
            "革ジャン",
            "革のジャケット",
            "ライダースジャケット",
            "皮ジャン",
        ],
        Upper::TrackJacket => &[
            "ジャージ",
            "ジャージの上着",
            "トラックジャケット",
            "スポーツジャケット",
            "ジャージ上",
        ],
        Upper::Blazer => &[
            "ジャケット",
            "ブレザー",
            "テーラードジャケット",
            "スーツのジャケット",
            "背広",
        ],
        Upper::Puffer => &[
            "ダウンジャケット",
            "ダウン",
            "中綿ジャケット",
            "ダウンコート",
            "キルティングジャケット",
            "ダウンアウター",
        ],
        Upper::Parka => &[
            "コート",
            "フード付きコート",
            "アウター",
            "モッズコート",
            "マウンテンパーカー",
            "防寒着",
        ],
        Upper::Coat => &["コート", "ロングコート", "長いコート", "オーバーコート", "外套"],
        Upper::TrenchCoat => &[
            "トレンチコート",
            "コート",
            "トレンチコート",
            "ロングトレンチ",
            "トレンチ",
        ],
        Upper::Raincoat => &["レインコート", "雨合羽", "カッパ", "レインウェア"],
        Upper::HiVisVest => &[
            "反射ベスト",
            "安全ベスト",
            "蛍光ベスト",
            "作業用ベスト",
            "反射チョッキ",
        ],
    }
}

/// Names of a lower garment.
pub(super) fn lower(kind: Lower) -> &'static [&'static str] {
    match kind {
        Lower::Trousers => &["ズボン", "パンツ", "長ズボン", "ロングパンツ", "ボトムス"],
        Lower::Jeans => &["ジーンズ", "ジーパン", "デニムパンツ", "デニム", "Gパン"],
        Lower::RippedJeans => &[
            "ダメージジーンズ",
            "穴あきジーンズ",
            "ダメージデニム",
            "ジーンズ",
            "破れたジーンズ",
            "クラッシュデニム",
        ],
        Lower::Chinos => &["チノパン", "パンツ", "ズボン", "チノパンツ", "綿パン"],
        Lower::Cargo => &[
            "カーゴパンツ",
            "ワークパンツ",
            "カーゴパンツ",
            "ポケット付きパンツ",
            "作業ズボン",
        ],
        Lower::SuitTrousers => &[
            "スラックス",
            "スーツのズボン",
            "パンツ",
            "スーツパンツ",
            "ドレスパンツ",
        ],
        Lower::Joggers => &[
            "ジャージのズボン",
            "スウェットパンツ",
            "ジョガーパンツ",
            "トレパン",
            "スエットパンツ",
        ],
        Lower::Leggings => &["レギンス", "スパッツ", "レギンス", "ストレッチパンツ"],
        Lower::WideTrousers => &[
            "ワイドパンツ",
            "太めのパンツ",
            "ワイドパンツ",
            "ゆったりしたズボン",
            "バギーパンツ",
        ],
        Lower::FlaredTrousers => &[
            "フレアパンツ",
            "ベルボトム",
            "ブーツカットパンツ",
            "裾広がりのパンツ",
            "ラッパズボン",
        ],
        Lower::CroppedTrousers => &[
            "七分丈パンツ",
            "クロップドパンツ",
            "七分丈のズボン",
            "サブリナパンツ",
        ],
        Lower::Shorts => &["ショートパンツ", "短パン", "ハーフパンツ", "半ズボン", "短ズボン"],
        Lower::DenimShorts => &[
            "デニムショートパンツ",
            "デニムのショートパンツ",
            "デニム短パン",
            "ショートデニム",
            "ホットパンツ",
        ],
        Lower::MiniSkirt => &["ミニスカート", "短いスカート", "スカート", "ショートスカート"],
        Lower::Skirt => &["スカート", "膝丈スカート", "スカート", "膝丈のスカート"],
        Lower::PleatedSkirt => &[
            "プリーツスカート",
            "プリーツのスカート",
            "スカート",
            "ひだスカート",
        ],
        Lower::LongSkirt => &["ロングスカート", "長いスカート", "スカート", "マキシスカート"],
    }
}

/// Names of a dress or overall.
pub(super) fn one_piece(kind: OnePiece) -> &'static [&'static str] {
    match kind {
        OnePiece::ShortDress => &[
            "ワンピース",
            "ミニワンピース",
            "短いワンピース",
            "ミニワンピ",
            "ミニドレス",
        ],
        OnePiece::Dress => &["ワンピース", "膝丈ワンピース", "ワンピース", "ドレス", "ワンピ"],
        OnePiece::LongDress => &[
            "ロングワンピース",
            "ワンピース",
            "丈の長いワンピース",
            "マキシワンピース",
            "ロングドレス",
        ],
        OnePiece::Jumpsuit => &["つなぎ", "ジャンプスーツ", "オールインワン", "コンビネゾン"],
        OnePiece::Dungarees => &["オーバーオール", "サロペット", "オーバーオール", "つりズボン"],
    }
}

/// Names of footwear; empty for bare feet, which are a state and not a thing.
pub(super) fn footwear(kind: Footwear) -> &'static [&'static str] {
    match kind {
        Footwear::Sneakers => &["スニーカー", "スニーカー", "運動靴", "靴", "シューズ", "ズック"],
        Footwear::LeatherShoes => &["革靴", "靴", "ビジネスシューズ", "レザーシューズ"],
        Footwear::AnkleBoots => &["ショートブーツ", "ブーツ", "短いブーツ", "アンクルブーツ"],
        Footwear::HighBoots => &["ロングブーツ", "ブーツ", "長いブーツ", "ハイブーツ"],
        Footwear::Sandals => &["サンダル", "サンダル", "履物"],
        Footwear::FlipFlops => &["ビーチサンダル", "サンダル", "つっかけ", "ビーサン"],
        Footwear::HighHeels => &["ハイヒール", "ヒール", "パンプス", "ヒールの靴", "ヒールのある靴"],
        Footwear::Flats => &[
            "フラットシューズ",
            "ぺたんこ靴",
            "バレエシューズ",
            "靴",
            "ぺたんこシューズ",
        ],
        Footwear::Loafers => &["ローファー", "靴", "ローファー", "スリッポン"],
        Footwear::Barefoot => &[],
    }
}
