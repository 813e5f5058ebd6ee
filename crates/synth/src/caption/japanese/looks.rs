//! Patterns and materials in Japanese: what stands before the name of a thing.

use super::lexicon::{LEXICON, PatternWords};
use crate::attributes::{Colour, Pattern};
use crate::caption::Sampler;
use crate::caption::selection::usual_or;
use crate::caption::vague::usual_colour;

/// Puts colour and pattern before `name`; `compact` prefers compounds.
pub(super) fn dress(
    name: &str,
    main: Colour,
    accent: Colour,
    pattern: Pattern,
    compact: bool,
    sampler: &mut Sampler<'_>,
) -> String {
    if sampler.colourless {
        return name.to_owned();
    }
    let (before, bare) = match LEXICON.shade(main) {
        words if !words.is_empty() && pattern == Pattern::Plain && sampler.chance(0.06) => {
            sampler.pick(words)
        }
        _ => usual_or(&LEXICON.colour[main], usual_colour(main), sampler),
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
    let lead = if simple && sampler.chance(if compact { 0.6 } else { 0.06 }) {
        bare
    } else {
        before
    };
    let colours = Colours {
        before,
        bare,
        accent: second(bare, accent, sampler),
        two: main != accent,
    };
    let PatternWords { words, .. } = &LEXICON.pattern[pattern];
    let said_by = LEXICON.pattern[pattern].said_by();
    match pattern {
        Pattern::Plain => format!("{lead}{name}"),
        Pattern::HorizontalStripes
        | Pattern::VerticalStripes
        | Pattern::Checks
        | Pattern::Dots
        | Pattern::Floral => {
            let motif = sampler.pick(words);
            colours.motif(motif, name, compact, sampler)
        }
        Pattern::Camouflage => {
            let motif = sampler.pick(words);
            let lead = if sampler.chance(0.5) { "" } else { before };
            format!("{lead}{motif}の{name}")
        }
        Pattern::Logo => colours.logo(name, compact, sampler),
        Pattern::ColourBlock if colours.two => {
            let (bare, accent) = (colours.bare, colours.accent);
            match sampler.pick(&[0, 1, 2, 3, 4]) {
                0 => format!("{bare}と{accent}の{}の{name}", words[0]),
                1 => format!("{bare}と{accent}の{name}"),
                2 => format!("{bare}×{accent}の{name}"),
                3 => format!("{bare}と{accent}のツートンの{name}"),
                _ => format!("{bare}と{accent}のバイカラーの{name}"),
            }
        }
        Pattern::ColourBlock => format!("{before}{}の{name}", words[0]),
        Pattern::Gradient if colours.two && sampler.chance(0.6) => {
            let (bare, accent) = (colours.bare, colours.accent);
            let fades = sampler.pick(&["への", "に変わる"]);
            format!("{bare}から{accent}{fades}{}の{name}", words[0])
        }
        Pattern::Gradient => format!("{before}{}の{name}", words[0]),
        Pattern::Denim => material(lead, before, words[0], said_by, name),
        Pattern::Leather | Pattern::Knit => {
            let word = sampler.pick(words);
            material(lead, before, word, said_by, name)
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
fn second(first: &str, accent: Colour, sampler: &mut Sampler<'_>) -> &'static str {
    let drawn = usual_or(&LEXICON.colour[accent], usual_colour(accent), sampler).1;
    if is_loanword(first) == is_loanword(drawn) {
        return drawn;
    }
    LEXICON.colour[accent]
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
    fn motif(&self, motif: &str, name: &str, compact: bool, sampler: &mut Sampler<'_>) -> String {
        let Self {
            before, bare, accent, ..
        } = self;
        let checks = motif.contains("チェック") || motif == "格子柄";
        if !self.two || sampler.chance(if compact { 0.5 } else { 0.2 }) {
            return format!("{before}{motif}の{name}");
        }
        match sampler.pick(&[0, 1, 2, 3, 4]) {
            0 => format!("{bare}と{accent}の{motif}の{name}"),
            1 => format!("{bare}地に{accent}の{motif}の{name}"),
            2 => format!("{bare}×{accent}の{motif}の{name}"),
            4 if !checks => format!("{accent}の{motif}入りの{before}{name}"),
            _ => format!("{accent}の{motif}が入った{before}{name}"),
        }
    }

    fn logo(&self, name: &str, compact: bool, sampler: &mut Sampler<'_>) -> String {
        let Self { before, accent, .. } = self;
        if compact || !self.two || sampler.chance(0.3) {
            return format!("{}{before}{name}", sampler.pick(&LEXICON.brief_logo));
        }
        let motif = sampler.pick(&LEXICON.pattern[Pattern::Logo].words);
        // Only garments of the upper body have a chest.
        let chest = ["シャツ", "パーカー", "トレーナー", "トップス", "ジャケット"]
            .iter()
            .any(|end| name.ends_with(end));
        match sampler.pick(&[0, 1, 2, 3]) {
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
