//! Captions of synthetic pictures in several languages.
//!
//! Each language is one file that implements [`CaptionGenerator`]; it owns its grammar and sentence shapes. Its words are data, a
//! TOML file under `lexicons/`.
//! What all languages share - the styles and the split of words and shapes into training and held-out ones -
//! is here; the noise of real typing is in its own file.

mod brief;
pub mod chinese;
pub mod claims;
pub mod english;
mod ensemble;
pub mod french;
pub mod german;
mod haired;
pub mod italian;
pub mod japanese;
mod noise;
mod romance;
#[cfg(test)]
pub mod samples;
mod selection;
pub mod spanish;
mod vague;

use super::attribute_queries::AttributeTexts;
use super::description::Description;
pub use brief::{brief_caption, mixed_caption};
pub use claims::{Claims, Fit};
use rand::rngs::StdRng;
use rand::{RngExt, SeedableRng};
use serde::{Deserialize, Serialize};

/// Which words and sentence shapes may be used.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Split {
    /// Words and shapes of the training set and of the ordinary benchmark.
    Train,
    /// Prefers words and shapes that training never uses: the estimate for the outside world.
    Shift,
    /// Everything: for weights that are shipped.
    All,
}

/// The manner of a caption.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Style {
    /// One or more whole sentences, most visible facts (20-40 words).
    Full,
    /// One noun phrase or short sentence, two or three facts.
    Short,
    /// Bare keywords: "red coat jeans backpack".
    Keywords,
    /// Telegraphic: facts separated by commas, no verbs.
    Telegraphic,
    /// A request or question: "find the man who …".
    Request,
}

impl Style {
    /// Every style with its share of the captions, in percent.
    const SHARES: [(Self, u32); 5] = [
        (Self::Full, 43),
        (Self::Short, 22),
        (Self::Telegraphic, 15),
        (Self::Keywords, 12),
        (Self::Request, 8),
    ];

    fn draw(rng: &mut StdRng) -> Self {
        let mut ticket = rng.random_range(0..100);
        for (style, share) in Self::SHARES {
            if ticket < share {
                return style;
            }
            ticket -= share;
        }
        Self::Full
    }
}

/// A language that captions are written in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Language {
    /// English, British and American words mixed.
    English,
    /// Chinese, simplified characters.
    Chinese,
    /// French.
    French,
    /// German.
    German,
    /// Spanish, European and American words mixed.
    Spanish,
    /// Japanese.
    Japanese,
    /// Italian.
    Italian,
}

impl Language {
    /// Every language, in declaration order.
    pub const ALL: &'static [Self] = &[
        Self::English,
        Self::Chinese,
        Self::French,
        Self::German,
        Self::Spanish,
        Self::Japanese,
        Self::Italian,
    ];

    /// Two-letter code (ISO 639-1).
    pub fn code(self) -> &'static str {
        match self {
            Self::English => "en",
            Self::Chinese => "zh",
            Self::French => "fr",
            Self::German => "de",
            Self::Spanish => "es",
            Self::Japanese => "ja",
            Self::Italian => "it",
        }
    }

    /// The language with this two-letter code.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|language| language.code() == code)
    }

    /// The short queries for attributes in this language.
    pub(crate) fn attribute_texts(self) -> &'static AttributeTexts {
        self.generator().attribute_texts()
    }

    fn generator(self) -> &'static dyn CaptionGenerator {
        match self {
            Self::English => &english::English,
            Self::Chinese => &chinese::Chinese,
            Self::French => &french::French,
            Self::German => &german::German,
            Self::Spanish => &spanish::Spanish,
            Self::Japanese => &japanese::Japanese,
            Self::Italian => &italian::Italian,
        }
    }
}

/// A caption with the parts that multi-level methods (IVT) need.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Caption {
    /// The whole text.
    pub text: String,
    /// Its noun phrases, each a substring-like unit such as "a red jacket".
    pub phrases: Vec<String>,
    /// What it claims about a picture.
    #[serde(skip)]
    pub claims: Claims,
}

/// One language: lexicon, grammar and sentence shapes.
pub trait CaptionGenerator: Sync {
    /// Words one picture in the given style, using only what `description` holds.
    fn generate(&self, description: &Description, style: Style, sampler: &mut Sampler<'_>) -> Caption;

    /// The short queries for one attribute each.
    fn attribute_texts(&self) -> &'static AttributeTexts;
}

/// Draws words and shapes, respecting the split.
///
/// Lists are written most common first. Of a list with at least four entries the last one is held out of
/// training (of longer lists the last fifth), so that [`Split::Shift`] measures unseen wording.
pub struct Sampler<'r> {
    /// Source of randomness, seeded by the caller.
    pub rng: &'r mut StdRng,
    /// Which part of each list may be used.
    pub split: Split,
    /// Whether one or two facts are told, where a short caption tells two or three.
    pub brief: bool,
    /// Whether things are named without colours and patterns: "man with a bag".
    colourless: bool,
    /// Whether the sex is left open: "person with a bag".
    anyone: bool,
    /// What has been chosen to be told.
    claims: Claims,
}

impl<'r> Sampler<'r> {
    /// Draws from `rng`.
    pub fn new(rng: &'r mut StdRng, split: Split) -> Self {
        Self {
            rng,
            split,
            brief: false,
            colourless: false,
            anyone: false,
            claims: Claims::default(),
        }
    }

    /// Draws one entry of `list`.
    ///
    /// # Panics
    /// On an empty list, which would be a mistake in a lexicon.
    pub fn pick<T: Copy>(&mut self, list: &[T]) -> T {
        let held_out = if list.len() < 4 { 0 } else { list.len().div_ceil(5) };
        let known = list.len() - held_out;
        let range = match self.split {
            Split::Train => 0..known,
            Split::Shift if held_out > 0 => known..list.len(),
            Split::Shift | Split::All => 0..list.len(),
        };
        list[self.rng.random_range(range)]
    }

    /// True with probability `p`.
    pub fn chance(&mut self, p: f64) -> bool {
        self.rng.random_bool(p)
    }
}

/// Mixes the language into the seed, so that the languages of one picture differ in style and facts.
fn generator(language: Language, seed: u64) -> StdRng {
    StdRng::seed_from_u64(seed ^ (language as u64 + 1).wrapping_mul(0x9e37_79b9_7f4a_7c15))
}

/// Writes a caption of `description` in a style drawn at random, now and then mistyped.
///
/// The same arguments always give the same caption. The phrases stay clean where the text is mistyped.
pub fn caption(description: &Description, language: Language, split: Split, seed: u64) -> Caption {
    let mut rng = generator(language, seed);
    let style = Style::draw(&mut rng);
    let mut caption = language
        .generator()
        .generate(description, style, &mut Sampler::new(&mut rng, split));
    noise::mistype(&mut caption.text, language, &mut rng);
    caption
}

/// Writes a caption of `description` in the given style, without typing noise.
pub fn caption_styled(
    description: &Description,
    language: Language,
    style: Style,
    split: Split,
    seed: u64,
) -> Caption {
    let mut rng = generator(language, seed);
    language
        .generator()
        .generate(description, style, &mut Sampler::new(&mut rng, split))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_name_the_languages() {
        for language in Language::ALL {
            assert_eq!(Language::from_code(language.code()), Some(*language));
        }
        assert_eq!(Language::from_code("xx"), None);
    }

    #[test]
    fn styles_come_in_their_shares() {
        assert_eq!(Style::SHARES.iter().map(|(_, share)| share).sum::<u32>(), 100);
        let mut rng = StdRng::seed_from_u64(3);
        let full = (0..5000).filter(|_| Style::draw(&mut rng) == Style::Full).count();
        assert!((2050..2250).contains(&full), "{full}");
    }

    #[test]
    fn held_out_entries_need_the_shift_split() {
        let mut rng = StdRng::seed_from_u64(4);
        let list = [0, 1, 2, 3, 4, 5];
        for _ in 0..200 {
            assert!(Sampler::new(&mut rng, Split::Train).pick(&list) < 4);
            assert!(Sampler::new(&mut rng, Split::Shift).pick(&list) >= 4);
            assert!(Sampler::new(&mut rng, Split::Shift).pick(&list[..3]) < 3);
        }
    }
}
