//! Patterns and materials in Japanese: what stands before the name of a thing.

use super::colours::{colour, vague};
use crate::attributes::{Colour, Pattern};
use crate::caption::Chooser;
use crate::caption::selection::usual_or;
use crate::caption::vague::usual_colour;

/// Puts colour and pattern before `name`; `compact` prefers compounds.
pub(super) fn dress(
    name: &str,
    main: Colour,
    accent: Colour,
    pattern: Pattern,
    compact: bool,
    lexicon: &mut Chooser<'_>,
) -> String {
    let (before, bare) = match vague(main) {
        words if !words.is_empty() && pattern == Pattern::Plain && lexicon.chance(0.06) => {
            lexicon.pick(words)
        }
        _ => usual_or(colour(main), usual_colour(main), lexicon),
    };
    // "黒ニット" is a word, "黒長いコート", "赤袋" and "緑かばん" are not; "青バッグ", "ネイビーズボン" and
    // long ones stand in lists only.
    let clips = matches!(bare, "黒" | "白" | "赤" | "紺")
        || compact
            && (bare.chars().count() == 1
                || matches!(bare, "ネイビー" | "ベージュ" | "グレー" | "カーキ" | "ピンク"));
    let longest = if compact { 7 } else { 5 };
    let simple = clips
        && !name.contains(['の', 'い', 'た', 'な', '綿'])
        && !name.ends_with("かばん")
        && !name.ends_with("カバン")
        && (2..=longest).contains(&name.chars().count());
    let lead = if simple && lexicon.chance(if compact { 0.6 } else { 0.06 }) {
        bare
    } else {
        before
    };
    let colours = Colours {
        before,
        bare,
        accent: second(bare, accent, lexicon),
        two: main != accent,
    };
    match pattern {
        Pattern::Plain => format!("{lead}{name}"),
        Pattern::HorizontalStripes => {
            let motif = lexicon.pick(&["ボーダー", "横縞", "ボーダー柄", "ボーダー", "横ストライプ"]);
            colours.motif(motif, name, compact, lexicon)
        }
        Pattern::VerticalStripes => {
            let motif = lexicon.pick(&["ストライプ", "縦縞", "ストライプ柄", "縦ストライプ"]);
            colours.motif(motif, name, compact, lexicon)
        }
        Pattern::Checks => {
            let motif = lexicon.pick(&["チェック", "チェック柄", "チェック", "格子柄"]);
            colours.motif(motif, name, compact, lexicon)
        }
        Pattern::Dots => {
            let motif = lexicon.pick(&["水玉", "ドット柄", "水玉模様", "ドット"]);
            colours.motif(motif, name, compact, lexicon)
        }
        Pattern::Floral => {
            let motif = lexicon.pick(&["花柄", "花柄", "柄", "花模様", "フラワー柄"]);
            colours.motif(motif, name, compact, lexicon)
        }
        Pattern::Camouflage => {
            let motif = lexicon.pick(&["迷彩柄", "迷彩", "迷彩柄", "カモフラ柄"]);
            let lead = if lexicon.chance(0.5) { "" } else { before };
            format!("{lead}{motif}の{name}")
        }
        Pattern::Logo => colours.logo(name, compact, lexicon),
        Pattern::ColourBlock if colours.two => {
            let (bare, accent) = (colours.bare, colours.accent);
            match lexicon.pick(&[0, 1, 2, 3, 4]) {
                0 => format!("{bare}と{accent}の切り替えの{name}"),
                1 => format!("{bare}と{accent}の{name}"),
                2 => format!("{bare}×{accent}の{name}"),
                3 => format!("{bare}と{accent}のツートンの{name}"),
                _ => format!("{bare}と{accent}のバイカラーの{name}"),
            }
        }
        Pattern::ColourBlock => format!("{before}切り替えの{name}"),
        Pattern::Gradient if colours.two && lexicon.chance(0.6) => {
            let (bare, accent) = (colours.bare, colours.accent);
            format!("{bare}から{accent}{}", lexicon.pick(&["への", "に変わる"])) + "グラデーションの" + name
        }
        Pattern::Gradient => format!("{before}グラデーションの{name}"),
        Pattern::Denim => material(
            lead,
            before,
            "デニムの",
            &["デニム", "ジーンズ", "パン", "Gジャン", "ジージャン"],
            name,
        ),
        Pattern::Leather => {
            let word = lexicon.pick(&["革の", "レザーの", "革製の"]);
            material(lead, before, word, &["革", "レザー", "皮", "ライダース"], name)
        }
        Pattern::Knit => {
            let word = lexicon.pick(&["ニットの", "ニットの", "ニット素材の"]);
            material(
                lead,
                before,
                word,
                &["ニット", "セーター", "カーデ", "毛糸"],
                name,
            )
        }
    }
}

/// Whether a loanword names a colour that has a plain Japanese word.
fn is_loanword(word: &str) -> bool {
    matches!(
        word,
        "ブラック" | "ホワイト" | "レッド" | "イエロー" | "グリーン" | "ブルー" | "パープル" | "ブラウン"
    )
}

/// A word for the second colour that goes with that for the first: 黒×白 or ブラック×ホワイト.
fn second(first: &str, accent: Colour, lexicon: &mut Chooser<'_>) -> &'static str {
    let drawn = usual_or(colour(accent), usual_colour(accent), lexicon).1;
    if is_loanword(first) == is_loanword(drawn) {
        return drawn;
    }
    colour(accent)
        .iter()
        .map(|(_, bare)| *bare)
        .find(|bare| is_loanword(bare) == is_loanword(first))
        .unwrap_or(drawn)
}

/// A material word, left out where the name says it already.
fn material(lead: &str, before: &str, word: &str, said_by: &[&str], name: &str) -> String {
    if said_by.iter().any(|part| name.contains(part)) {
        format!("{lead}{name}")
    } else {
        format!("{before}{word}{name}")
    }
}

/// The colours of a pattern.
struct Colours {
    before: &'static str,
    bare: &'static str,
    accent: &'static str,
    two: bool,
}

impl Colours {
    fn motif(&self, motif: &str, name: &str, compact: bool, lexicon: &mut Chooser<'_>) -> String {
        let Self {
            before, bare, accent, ..
        } = self;
        let checks = motif.contains("チェック") || motif == "格子柄";
        if !self.two || lexicon.chance(if compact { 0.5 } else { 0.2 }) {
            return format!("{before}{motif}の{name}");
        }
        match lexicon.pick(&[0, 1, 2, 3, 4]) {
            0 => format!("{bare}と{accent}の{motif}の{name}"),
            1 => format!("{bare}地に{accent}の{motif}の{name}"),
            2 => format!("{bare}×{accent}の{motif}の{name}"),
            4 if !checks => format!("{accent}の{motif}入りの{before}{name}"),
            _ => format!("{accent}の{motif}が入った{before}{name}"),
        }
    }

    fn logo(&self, name: &str, compact: bool, lexicon: &mut Chooser<'_>) -> String {
        let Self { before, accent, .. } = self;
        if compact || !self.two || lexicon.chance(0.3) {
            return format!(
                "{}{before}{name}",
                lexicon.pick(&["ロゴ入りの", "プリント入りの", "柄入りの", "文字入りの"])
            );
        }
        let motif = lexicon.pick(&["ロゴ", "プリント", "マーク", "文字"]);
        // Only garments of the upper body have a chest.
        let chest = ["シャツ", "パーカー", "トレーナー", "トップス", "ジャケット"]
            .iter()
            .any(|end| name.ends_with(end));
        match lexicon.pick(&[0, 1, 2, 3]) {
            0 if chest => format!("胸に{accent}の{motif}が入った{before}{name}"),
            2 => format!("{accent}の{motif}入りの{before}{name}"),
            3 => {
                let done = match motif {
                    "プリント" => "施された",
                    "文字" => "書かれた",
                    _ => "付いた",
                };
                format!("{accent}の{motif}が{done}{before}{name}")
            }
            _ => format!("{accent}の{motif}が入った{before}{name}"),
        }
    }
}
