//! The scripts of languages, as far as they tell an answer in another language.

/// English words that no other language written in Latin letters has.
const ENGLISH_WORDS: [&str; 16] = [
    "the", "with", "and", "wearing", "wears", "his", "her", "she", "who", "woman", "carrying", "holding",
    "dressed", "shoes", "white", "their",
];
/// So many of them make an English text.
const ENGLISH_LIMIT: usize = 3;

/// The script of a language, as far as it matters for telling an answer in another one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Script {
    Latin,
    Chinese,
    Japanese,
    Other(&'static [(char, char)]),
}

const HAN: [(char, char); 4] = [
    ('\u{3400}', '\u{4dbf}'),
    ('\u{4e00}', '\u{9fff}'),
    ('\u{f900}', '\u{faff}'),
    ('\u{20000}', '\u{323af}'),
];
const KANA: [(char, char); 1] = [('\u{3041}', '\u{30ff}')];

fn within(ranges: &[(char, char)], letter: char) -> bool {
    ranges.iter().any(|(from, to)| (*from..=*to).contains(&letter))
}

fn is_latin(letter: char) -> bool {
    letter.is_alphabetic() && within(&[('A', '\u{024f}'), ('\u{1e00}', '\u{1eff}')], letter)
}

impl Script {
    /// That of the language with this code.
    pub(super) fn of(code: &str) -> Self {
        match code {
            "zh" => Self::Chinese,
            "ja" => Self::Japanese,
            "ko" => Self::Other(&[('\u{ac00}', '\u{d7a3}'), ('\u{1100}', '\u{11ff}')]),
            "ru" | "uk" => Self::Other(&[('\u{0400}', '\u{04ff}')]),
            "el" => Self::Other(&[('\u{0370}', '\u{03ff}'), ('\u{1f00}', '\u{1fff}')]),
            "ar" => Self::Other(&[('\u{0600}', '\u{06ff}')]),
            "hi" => Self::Other(&[('\u{0900}', '\u{097f}')]),
            "th" => Self::Other(&[('\u{0e00}', '\u{0e7f}')]),
            _ => Self::Latin,
        }
    }

    fn has(self, letter: char) -> bool {
        match self {
            Self::Latin => is_latin(letter),
            Self::Chinese => within(&HAN, letter),
            Self::Japanese => within(&HAN, letter) || within(&KANA, letter),
            Self::Other(ranges) => within(ranges, letter),
        }
    }

    /// Whether a text is written in it; names and sizes in Latin letters ("T恤", "Adidas") do no harm.
    pub(super) fn is_that_of(self, text: &str) -> bool {
        // Marks of vowels are letters to no reader but the alphabet's.
        let letters = text.chars().filter(|c| c.is_alphabetic() || self.has(*c)).count();
        let count = |is: &dyn Fn(char) -> bool| text.chars().filter(|c| is(*c)).count();
        let own = count(&|c| self.has(c));
        if letters == 0 || 5 * own < 2 * letters {
            return false;
        }
        if self != Self::Latin && longest_latin_run(text) > 3 {
            return false;
        }
        let kana = count(&|c| within(&KANA, c));
        match self {
            Self::Latin => !is_english(text),
            Self::Chinese => 5 * kana < letters,
            // No sentence of Japanese is without its particles.
            Self::Japanese => kana > 0 || letters < 8,
            Self::Other(_) => true,
        }
    }

    /// Fewest characters for an English text of so many.
    pub(super) fn shortest(self, english: usize) -> usize {
        // Short texts have short names in any language.
        match self {
            _ if english < 60 => 1,
            Self::Chinese | Self::Japanese => english / 16,
            _ => english / 5,
        }
    }

    /// Most characters for an English text of so many.
    pub(super) fn longest(self, english: usize) -> usize {
        match self {
            Self::Chinese => 2 * english + 40,
            _ => 4 * english + 80,
        }
    }
}

/// Most words of Latin letters that follow one another.
fn longest_latin_run(text: &str) -> usize {
    let (mut longest, mut run) = (0, 0);
    for word in text.split_whitespace() {
        run = if word.chars().any(is_latin) { run + 1 } else { 0 };
        longest = longest.max(run);
    }
    longest
}

fn is_english(text: &str) -> bool {
    let lower = text.to_lowercase();
    let words = lower.split(|c: char| !c.is_alphabetic());
    words.filter(|word| ENGLISH_WORDS.contains(word)).count() >= ENGLISH_LIMIT
}
