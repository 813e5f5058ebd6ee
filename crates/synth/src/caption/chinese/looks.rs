//! Patterns and materials in Chinese: what stands before the name of a thing.

use super::lexicon::{ColourWord, LEXICON, PatternWords};
use crate::attributes::{Colour, Pattern};
use crate::caption::Sampler;
use crate::caption::selection::usual_or;
use crate::caption::vague::usual_colour;

/// Puts colour and pattern before `name`; `compact` prefers the clipped forms of keyword lists.
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
    let (long, short) = match LEXICON.shade(main) {
        words if !words.is_empty() && pattern == Pattern::Plain && sampler.chance(0.07) => {
            sampler.pick(words)
        }
        _ => usual_or(&LEXICON.colour[main], usual_colour(main), sampler),
    };
    // 蓝色牛仔上衣, not 牛仔蓝牛仔上衣.
    let denim = pattern == Pattern::Denim || name.contains("牛仔") || name.contains("丹宁");
    let (long, short) = if denim && long == "牛仔蓝" {
        ("蓝色", "蓝")
    } else {
        (long, short)
    };
    let clips = clips_well(short, name) && sampler.chance(if compact { 0.6 } else { 0.25 });
    let plain = if clips { short } else { long };
    let second = usual_or(&LEXICON.colour[accent], usual_colour(accent), sampler);
    let colours = Colours {
        main: (long, short),
        accent: second,
        // Two shades may go by the same word: 灰色条纹, not 灰灰条纹.
        two: main != accent && long != second.0,
    };
    let PatternWords { words, .. } = &LEXICON.pattern[pattern];
    let said_by = LEXICON.pattern[pattern].said_by();
    match pattern {
        Pattern::Plain => single(long, plain, name, compact, sampler),
        Pattern::HorizontalStripes | Pattern::VerticalStripes | Pattern::Checks => {
            let motif = sampler.pick(words);
            colours.woven(motif, name, compact, sampler)
        }
        Pattern::Dots | Pattern::Floral => {
            let motif = sampler.pick(words);
            colours.printed(motif, name, sampler)
        }
        Pattern::Logo => colours.logo(plain, name, compact, sampler),
        Pattern::Camouflage if sampler.chance(0.5) => format!("{}{name}", words[0]),
        Pattern::Camouflage => format!("{plain}{}{name}", words[0]),
        Pattern::ColourBlock => colours.blocks(plain, name, sampler),
        Pattern::Gradient if colours.two && sampler.chance(0.5) => {
            let (from, to) = (colours.main.0, colours.accent.0);
            match sampler.pick(&[0, 1, 2, 3]) {
                0 => format!("{from}到{to}渐变的{name}"),
                1 => format!("{from}渐变到{to}的{name}"),
                2 => format!("{}渐变{name}", colours.pair(sampler)),
                _ => format!("{from}向{to}渐变的{name}"),
            }
        }
        Pattern::Gradient => format!("{plain}{}{name}", sampler.pick(words)),
        Pattern::Denim => material(plain, words[0], said_by, name),
        Pattern::Leather if name.contains(['皮', '鞋']) => format!("{plain}{name}"),
        // 皮包, not 皮质包.
        Pattern::Leather if matches!(name, "包" | "裤子" | "裙子") => {
            format!("{long}皮{}", name.trim_end_matches('子'))
        }
        Pattern::Leather => {
            let leather = sampler.pick(words);
            material(long, leather, said_by, name)
        }
        Pattern::Knit => material(plain, sampler.pick(words), said_by, name),
    }
}

/// Whether the clipped colour reads well before `name`: 黑外套, but not 黄宽松长裤, 棕大衣, 灰厚大衣 or 黑书.
fn clips_well(short: &str, name: &str) -> bool {
    match (short.chars().count(), name.chars().count()) {
        (_, 4..) => false,
        _ if matches!(name, "书" | "书本") => false,
        (1, 2..) => {
            "黑白红蓝灰绿黄".contains(short)
                && !name.starts_with(['宽', '浅', '小', '后', '厚', '薄', '超', '一'])
        }
        _ => true,
    }
}

/// A thing of one colour, now and then with 的.
fn single(long: &str, plain: &str, name: &str, compact: bool, sampler: &mut Sampler<'_>) -> String {
    // 蓝裤 or 蓝色裤子, not 蓝色裤.
    let name = match name {
        "裤" if plain.ends_with('色') => "裤子",
        "裙" if plain.ends_with('色') => "裙子",
        _ => name,
    };
    // 蓝包 or 蓝色的包, not 蓝色包; 黑色的书, not 黑色书.
    let linked = matches!(name, "包" | "书") && plain == long;
    if linked || (!compact && sampler.chance(0.06)) {
        return format!("{long}的{name}");
    }
    format!("{plain}{name}")
}

/// A material word, left out where the name says it already.
fn material(plain: &str, word: &str, said_by: &[&str], name: &str) -> String {
    if said_by.iter().any(|part| name.contains(part)) {
        return format!("{plain}{name}");
    }
    // 长袖牛仔外套 and 宽松牛仔裤, not 牛仔长袖外套 and 牛仔宽松裤.
    let (cut, name) = LEXICON
        .cuts
        .iter()
        .find_map(|cut| Some((*cut, name.strip_prefix(cut)?)))
        .filter(|(_, rest)| !rest.is_empty())
        .unwrap_or(("", name));
    // 牛仔裤, not 牛仔裤子.
    let name = if name == "裤子" { "裤" } else { name };
    format!("{plain}{cut}{word}{name}")
}

/// Both colours of a pattern.
struct Colours {
    main: ColourWord,
    accent: ColourWord,
    two: bool,
}

impl Colours {
    /// "黑白" for two clipped colours of one character, white last; else "浅蓝色和白色".
    fn pair(&self, sampler: &mut Sampler<'_>) -> String {
        let (first, second) = (self.main.1, self.accent.1);
        if first.chars().count() == 1 && second.chars().count() == 1 {
            if first == "白" {
                format!("{second}{first}")
            } else {
                format!("{first}{second}")
            }
        } else {
            format!("{}{}{}", self.main.0, sampler.pick(&["和", "与"]), self.accent.0)
        }
    }

    fn woven(&self, motif: &str, name: &str, compact: bool, sampler: &mut Sampler<'_>) -> String {
        if !self.two || sampler.chance(0.2) {
            return format!("{}{motif}{name}", self.main.0);
        }
        if compact {
            return format!("{}{motif}{name}", self.pair(sampler));
        }
        match sampler.pick(&[0, 1, 2, 3, 4]) {
            0 => format!("{}{motif}{name}", self.pair(sampler)),
            1 => format!("{}相间的{motif}{name}", self.pair(sampler)),
            2 => format!("{}底{}{motif}{name}", self.main.1, self.accent.0),
            3 => format!("带{}{motif}的{}{name}", self.accent.0, self.main.0),
            _ => format!("{}{motif}的{name}", self.pair(sampler)),
        }
    }

    fn printed(&self, motif: &str, name: &str, sampler: &mut Sampler<'_>) -> String {
        if !self.two || sampler.chance(0.4) {
            return format!("{}{motif}{name}", self.main.0);
        }
        match sampler.pick(&[0, 1, 2, 3]) {
            0 => format!("{}底{}{motif}{name}", self.main.1, self.accent.0),
            1 => format!("带{}{motif}的{}{name}", self.accent.0, self.main.0),
            2 => format!("{}底{}{motif}的{name}", self.main.1, self.accent.0),
            _ => format!("有{}{motif}的{}{name}", self.accent.0, self.main.0),
        }
    }

    fn logo(&self, plain: &str, name: &str, compact: bool, sampler: &mut Sampler<'_>) -> String {
        if compact || sampler.chance(0.3) {
            return format!("{plain}{}{name}", sampler.pick(&LEXICON.brief_logo));
        }
        let motif = sampler.pick(&LEXICON.pattern[Pattern::Logo].words);
        let accent = if self.two { self.accent.0 } else { "" };
        // Only garments of the upper body have a chest.
        let chest = name.ends_with(['衣', '衫', '恤', '服', '套', '袖', '克']);
        let verb = if chest {
            sampler.pick(&LEXICON.bears_on_chest)
        } else {
            sampler.pick(&LEXICON.bears)
        };
        // 印有印花 would say one word twice.
        let verb = if motif == "印花" && verb.contains('印') {
            "带"
        } else {
            verb
        };
        format!("{verb}{accent}{motif}的{}{name}", self.main.0)
    }

    fn blocks(&self, plain: &str, name: &str, sampler: &mut Sampler<'_>) -> String {
        if !self.two {
            return format!("{plain}拼接{name}");
        }
        let joined = sampler.pick(&LEXICON.pattern[Pattern::ColourBlock].words);
        format!("{}{joined}{name}", self.pair(sampler))
    }
}
