//! The person behind the clothes: subject, build, hair, action and view in Japanese.

use super::verbs::{
    CROSS, FACE, HOLD, INSERT, LAY, LOOK, PUSH, RAISE, RUN, SIT, STAND, TALK, TURN, Verb, WALK,
};
use crate::attributes::{Action, Age, Build, Facing, HairColour, HairStyle, Sex};
use crate::caption::Chooser;
use crate::description::{Description, Hair};

/// Nouns for a person, most common first.
pub(super) fn subjects(sex: Sex, age: Age) -> &'static [&'static str] {
    match (sex, age) {
        (Sex::Male, Age::Child) => &["男の子", "少年", "小さな男の子", "男児"],
        (Sex::Male, Age::Young) => &["若い男性", "男性", "若い男", "青年", "若者", "お兄さん"],
        (Sex::Male, Age::Adult) => &[
            "男性",
            "男の人",
            "男性",
            "男",
            "中年男性",
            "中年の男性",
            "おじさん",
        ],
        (Sex::Male, Age::Elderly) => &["高齢の男性", "年配の男性", "お年寄りの男性", "おじいさん", "老人"],
        (Sex::Female, Age::Child) => &["女の子", "少女", "小さな女の子", "女児"],
        (Sex::Female, Age::Young) => &["若い女性", "女性", "若い女の人", "女の人", "若い女", "お姉さん"],
        (Sex::Female, Age::Adult) => &[
            "女性",
            "女の人",
            "女性",
            "女",
            "中年女性",
            "中年の女性",
            "おばさん",
        ],
        (Sex::Female, Age::Elderly) => &[
            "高齢の女性",
            "年配の女性",
            "お年寄りの女性",
            "おばあさん",
            "老婦人",
        ],
    }
}

/// A noun for the person; age is left open now and then, as real captions do.
pub(super) fn subject(description: &Description, lexicon: &mut Chooser<'_>) -> &'static str {
    let grown = matches!(description.age, Age::Young | Age::Adult);
    if grown && lexicon.chance(0.4) {
        let open: &[&str] = match description.sex {
            Sex::Male => &["男性", "男の人", "男性", "男"],
            Sex::Female => &["女性", "女の人", "女性", "女"],
        };
        return lexicon.pick(open);
    }
    lexicon.pick(subjects(description.sex, description.age))
}

/// Nouns of build, to be followed by の, で or です; none for an average one.
pub(super) fn build(build: Build) -> &'static [&'static str] {
    match build {
        Build::Average => &[],
        Build::Slim => &["細身", "細身の体型", "やせ型", "スリムな体型"],
        Build::Heavy => &[
            "がっしりした体型",
            "大柄な体型",
            "ふくよかな体型",
            "ぽっちゃりした体型",
        ],
    }
}

/// Words for a hair colour before a noun, most common first.
pub(super) fn hair_colour(colour: HairColour) -> &'static [&'static str] {
    match colour {
        HairColour::Black => &["黒い", "黒髪の", "黒い", "真っ黒な"],
        HairColour::DarkBrown => &["こげ茶の", "濃い茶色の", "こげ茶色の", "ダークブラウンの"],
        HairColour::Brown => &["茶色い", "茶髪の", "茶色の", "ブラウンの"],
        HairColour::Blond => &["金髪の", "金色の", "金髪の", "ブロンドの"],
        HairColour::Red => &["赤茶色の", "赤い", "赤毛の", "赤褐色の"],
        HairColour::Grey => &["グレーの", "白髪交じりの", "灰色の", "シルバーグレーの"],
        HairColour::White => &["白い", "白髪の", "白い", "真っ白な"],
        HairColour::Dyed => &["派手な色の", "染めた", "カラフルな", "鮮やかな色の"],
    }
}

/// Nouns for a hair style, most common first.
pub(super) fn hair_style(style: HairStyle) -> &'static [&'static str] {
    match style {
        HairStyle::Bald => &["スキンヘッド", "スキンヘッド", "つるつる頭"],
        HairStyle::Buzz => &["坊主頭", "丸刈り", "坊主頭", "五分刈り"],
        HairStyle::Short => &["短い髪", "ショートヘア", "短髪", "ショートカット"],
        HairStyle::Bob => &["ボブヘア", "ボブ", "肩までの髪", "セミロング"],
        HairStyle::Long => &["ロングヘア", "長い髪", "ストレートロング", "長髪"],
        HairStyle::LongCurly => &[
            "長い巻き髪",
            "ウェーブのかかった長い髪",
            "長いウェーブヘア",
            "ゆるふわロング",
        ],
        HairStyle::Curly => &["短い巻き髪", "くせ毛の短い髪", "カーリーヘア", "くるくるの髪"],
        HairStyle::Ponytail => &["ポニーテール", "一つ結びの髪", "ポニーテール", "一つに束ねた髪"],
        HairStyle::Bun => &["お団子ヘア", "まとめ髪", "お団子頭", "アップヘア"],
        HairStyle::Braid => &["三つ編み", "三つ編みの髪", "三つ編み", "編み込みヘア"],
    }
}

/// A noun phrase for the hair, with its colour most of the time.
pub(super) fn hair(hair: Hair, sex: Sex, lexicon: &mut Chooser<'_>) -> String {
    let noun = match lexicon.pick(hair_style(hair.style)) {
        // Women's words.
        "ショートカット" if sex == Sex::Male => "短めの髪",
        "まとめ髪" if sex == Sex::Male => "後ろでまとめた髪",
        "アップヘア" if sex == Sex::Male => "お団子に結った髪",
        "ゆるふわロング" if sex == Sex::Male => "波打つ長い髪",
        noun => noun,
    };
    let colourless = match hair.style {
        HairStyle::Bald => 1.0,
        HairStyle::Buzz => 0.85,
        _ => 0.2,
    };
    if lexicon.chance(colourless) {
        return noun.to_owned();
    }
    let colour = lexicon.pick(hair_colour(hair.colour));
    let shape = noun.strip_suffix('髪').unwrap_or_default();
    if shape.ends_with(['の', 'た', 'い']) {
        return format!("{shape}{}", coloured_hair(colour));
    }
    // 黒髪の短髪 would say the hair twice.
    let speaks_of_hair = |word: &str| word.contains(['髪', '毛']);
    if speaks_of_hair(colour) && speaks_of_hair(noun) {
        let other = hair_colour(hair.colour).iter().find(|word| !speaks_of_hair(word));
        return format!("{}{noun}", other.unwrap_or(&""));
    }
    format!("{colour}{noun}")
}

/// The word 髪 with its colour: 黒髪, 金髪, 濃い茶色の髪.
fn coloured_hair(colour: &str) -> String {
    match colour.strip_suffix('の') {
        Some(word) if word.ends_with(['髪', '毛']) => word.to_owned(),
        _ if matches!(colour, "黒い" | "白い" | "赤い") => colour.replace('い', "髪"),
        _ => format!("{colour}髪"),
    }
}

/// What stands before a verb, and the verb.
pub(super) type Doing = (&'static str, &'static Verb);

/// What the person does, in any view.
pub(super) fn action(action: Action) -> &'static [Doing] {
    match action {
        Action::Standing => &[("", &STAND), ("", &STAND), ("じっと", &STAND)],
        Action::Walking => &[("", &WALK), ("", &WALK), ("ゆっくり", &WALK)],
        Action::Running => &[("", &RUN), ("", &RUN), ("急いで", &RUN)],
        Action::Sitting => &[("", &SIT)],
        Action::Calling => &[("電話で", &TALK), ("携帯電話で", &TALK), ("スマホで", &TALK)],
        Action::LookingAtPhone => &[
            ("スマホを", &LOOK),
            ("携帯を", &LOOK),
            ("スマホの画面を", &LOOK),
            ("携帯電話を", &LOOK),
        ],
        Action::HandsInPockets => &[
            ("ポケットに手を", &INSERT),
            ("両手をポケットに", &INSERT),
            ("手をポケットに", &INSERT),
            ("ポケットに両手を", &INSERT),
        ],
        Action::ArmsCrossed => &[
            ("腕を", &CROSS),
            ("腕を", &CROSS),
            ("胸の前で腕を", &CROSS),
            ("両腕を", &CROSS),
        ],
        Action::HandsOnHips => &[
            ("腰に手を", &LAY),
            ("両手を腰に", &LAY),
            ("手を腰に", &LAY),
            ("腰に両手を", &LAY),
        ],
        Action::ArmRaised => &[
            ("片手を", &RAISE),
            ("片腕を", &RAISE),
            ("手を", &RAISE),
            ("片手を高く", &RAISE),
        ],
        Action::Carrying => &[
            ("手に荷物を", &HOLD),
            ("両手で物を", &HOLD),
            ("手に何かを", &HOLD),
            ("手に物を", &HOLD),
        ],
        Action::Pushing => &[("何かを", &PUSH), ("何かを", &PUSH), ("手で何かを", &PUSH)],
    }
}

/// Which side is seen.
pub(super) fn facing(facing: Facing) -> &'static [Doing] {
    match facing {
        Facing::Front => &[
            ("正面を", &FACE),
            ("こちらを", &FACE),
            ("カメラの方を", &FACE),
            ("前を", &FACE),
        ],
        Facing::Left => &[
            ("左を", &FACE),
            ("左側を", &FACE),
            ("左の方を", &FACE),
            ("左手の方を", &FACE),
        ],
        Facing::Right => &[
            ("右を", &FACE),
            ("右側を", &FACE),
            ("右の方を", &FACE),
            ("右手の方を", &FACE),
        ],
        Facing::Back => &[
            ("背中を", &TURN),
            ("後ろを", &FACE),
            ("こちらに背を", &TURN),
            ("カメラに背を", &TURN),
        ],
    }
}

/// Where a walk goes as the view shows it.
fn direction(facing: Facing) -> &'static [&'static str] {
    match facing {
        Facing::Front => &[
            "こちらに向かって",
            "手前に向かって",
            "正面に向かって",
            "カメラに向かって",
        ],
        Facing::Left => &["左に向かって", "左へ", "左方向に", "左向きに"],
        Facing::Right => &["右に向かって", "右へ", "右方向に", "右向きに"],
        Facing::Back => &["奥に向かって", "背を向けて", "向こうへ", "奥の方へ"],
    }
}

/// Predicates for action and view: what stands before the verb, and the verb.
pub(super) fn pose(
    description: &Description,
    say_view: bool,
    lexicon: &mut Chooser<'_>,
) -> Vec<(String, &'static Verb)> {
    let view = description.facing;
    let act = description.action.map(|act| {
        let (object, verb) = lexicon.pick(action(act));
        let towards = say_view && matches!(act, Action::Walking | Action::Running);
        let object = if towards {
            lexicon.pick(direction(view))
        } else {
            object
        };
        (object.to_owned(), verb, towards)
    });
    let told = act.as_ref().is_some_and(|(_, _, towards)| *towards);
    let mut pose = Vec::new();
    if say_view && !told {
        let (object, verb) = lexicon.pick(facing(view));
        // 左を向いて立っている is one predicate.
        if let Some((before, act, _)) = &act
            && before.is_empty()
        {
            return vec![(format!("{object}{}", verb.te), act)];
        }
        pose.push((object.to_owned(), verb));
    }
    pose.extend(act.map(|(object, verb, _)| (object, verb)));
    pose
}
