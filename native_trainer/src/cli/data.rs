//! Commands that make data: `synth` and `tokenizer`.

use clap::{Args, ValueEnum};
use std::path::PathBuf;
use synth::caption::{Language, Split};

/// A split of the synthetic people; no person is in two of them.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum DataSplit {
    /// To learn from.
    Train,
    /// Held-out people, words and surroundings as in training.
    Test,
    /// Held-out people with words and surroundings that training never shows.
    Shift,
}

impl DataSplit {
    /// The name in file names.
    pub fn name(self) -> &'static str {
        match self {
            Self::Train => "train",
            Self::Test => "test",
            Self::Shift => "shift",
        }
    }
}

/// Fixed data sets.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Preset {
    /// The benchmark: 1,000 held-out people, two pictures of each.
    Bench,
    /// The same under shifted conditions, in unseen words.
    BenchShift,
    /// 48 single pictures and `sample.json`, for the page.
    Sample,
    /// Queries in words that no caption uses, with four pictures for each meaning; for `eval`.
    OpenVocabulary,
}

/// Which words the captions may use.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Wording {
    /// Words of training and of the ordinary benchmark.
    Train,
    /// Words that training never uses, where there are any.
    Shift,
    /// All words: for weights that are shipped.
    All,
}

impl Wording {
    /// The captions' part of the lexicon.
    pub fn split(self) -> Split {
        match self {
            Self::Train => Split::Train,
            Self::Shift => Split::Shift,
            Self::All => Split::All,
        }
    }
}

/// Height and width in pixels, written `192x96`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Size {
    /// Rows.
    pub height: usize,
    /// Columns.
    pub width: usize,
}

/// Largest side of a synthetic picture.
const MAX_SIDE: usize = 2048;
/// Longest side of whole photos: that of a telephone's.
const MAX_LONGEST_SIDE: i64 = 4096;

/// Reads `HEIGHTxWIDTH`.
pub fn parse_size(text: &str) -> Result<Size, String> {
    let side = |part: &str| {
        let side = part
            .parse::<usize>()
            .ok()
            .filter(|side| (16..=MAX_SIDE).contains(side));
        side.ok_or_else(|| format!("`{part}` is not a side of 16 to {MAX_SIDE} pixels"))
    };
    let (height, width) = text
        .split_once('x')
        .ok_or("expected HEIGHTxWIDTH, such as 192x96")?;
    Ok(Size {
        height: side(height)?,
        width: side(width)?,
    })
}

fn parse_language(code: &str) -> Result<Language, String> {
    Language::from_code(code).ok_or_else(|| {
        let known: Vec<&str> = Language::ALL.iter().map(|language| language.code()).collect();
        format!("unknown language `{code}`, known: {}", known.join(", "))
    })
}

/// The languages of the benchmarks: their records hold the captions of these, and a language that is added later is no
/// part of them.
const BENCHMARK_LANGUAGES: &str = "en,zh,fr,de,es,ja";

/// `synth`.
#[derive(Debug, Args)]
pub struct SynthArgs {
    /// Folder to write.
    #[arg(long)]
    pub out: PathBuf,
    /// A fixed data set instead of --identities, --views, --seed and --split.
    #[arg(long, value_enum, conflicts_with_all = ["identities", "views", "seed", "split", "wording"])]
    pub preset: Option<Preset>,
    /// Number of whole photos to write, with nobody to a dozen people in each and their boxes in COCO's layout, instead of
    /// pictures of one person and captions.
    #[arg(
        long,
        value_parser = clap::value_parser!(u32).range(1..),
        conflicts_with_all = [
            "preset", "identities", "views", "wording", "languages", "size", "record", "sheet", "columns", "rows",
        ],
    )]
    pub scenes: Option<u32>,
    /// Longer side of whole photos in pixels.
    #[arg(long, requires = "scenes", default_value_t = 640, value_parser = clap::value_parser!(u32).range(32..=MAX_LONGEST_SIDE))]
    pub longest_side: u32,
    /// Number of people.
    #[arg(long, default_value_t = 100, value_parser = clap::value_parser!(u32).range(1..))]
    pub identities: u32,
    /// Pictures of each person.
    #[arg(long, default_value_t = 2, value_parser = clap::value_parser!(u32).range(1..))]
    pub views: u32,
    /// Seed of people, pictures, scenes and captions.
    #[arg(long, default_value_t = 1)]
    pub seed: u64,
    /// Which people, and under which conditions.
    #[arg(long, value_enum, default_value_t = DataSplit::Train)]
    pub split: DataSplit,
    /// Words of the captions; by default those that belong to the split.
    #[arg(long, value_enum)]
    pub wording: Option<Wording>,
    /// Languages of the captions, by code; by default those of the benchmarks.
    #[arg(long, value_delimiter = ',', value_parser = parse_language, default_value = BENCHMARK_LANGUAGES)]
    pub languages: Vec<Language>,
    /// Height and width of the pictures.
    #[arg(long, value_parser = parse_size, default_value = "192x96")]
    pub size: Size,
    /// JPEG quality.
    #[arg(long, default_value_t = 90, value_parser = clap::value_parser!(u8).range(1..=100))]
    pub quality: u8,
    /// Folder of MakeHuman's data: bodies, and hair and shoes where it has them, are shaped from it instead of the
    /// built-in ones.
    #[arg(long, conflicts_with = "preset")]
    pub bodies: Option<PathBuf>,
    /// Folder of photos without people, before which half of the people or scenes are shown.
    #[arg(long, conflicts_with = "preset")]
    pub backgrounds: Option<PathBuf>,
    /// Folder of photos of garments, whose light and shade the clothes of most people wear; not for whole photos.
    #[arg(long, conflicts_with_all = ["preset", "scenes"])]
    pub cloth: Option<PathBuf>,
    /// Show bags of many makes: slack, tapered, with pockets, flaps and straps of another colour.
    #[arg(long, conflicts_with_all = ["preset", "scenes"])]
    pub various_bags: bool,
    /// Give bags, coats, trousers and hats rare patterns, and dye hair.
    #[arg(long, conflicts_with_all = ["preset", "scenes"])]
    pub rare_patterns: bool,
    /// Write PNG files instead of JPEG.
    #[arg(long)]
    pub png: bool,
    /// Write over a finished data set.
    #[arg(long)]
    pub force: bool,
    /// Record the benchmark as it is now in this file, `native_trainer/benchmarks/NAME.txt`.
    #[arg(long, requires = "preset", conflicts_with_all = ["languages", "size"])]
    pub record: Option<PathBuf>,
    /// Also write the first pictures side by side into this PNG file.
    #[arg(long)]
    pub sheet: Option<PathBuf>,
    /// Pictures in a row of the sheet.
    #[arg(long, default_value_t = 12, value_parser = clap::value_parser!(u32).range(1..=200))]
    pub columns: u32,
    /// Rows of the sheet.
    #[arg(long, default_value_t = 6, value_parser = clap::value_parser!(u32).range(1..=200))]
    pub rows: u32,
}

impl SynthArgs {
    /// Whether pictures and captions are those of the preset: a benchmark of another size or in other languages is
    /// another one.
    pub fn is_whole(&self) -> bool {
        let size = Size {
            height: 192,
            width: 96,
        };
        let mut codes: Vec<&str> = self.languages.iter().map(|language| language.code()).collect();
        let mut whole: Vec<&str> = BENCHMARK_LANGUAGES.split(',').collect();
        codes.sort_unstable();
        whole.sort_unstable();
        self.size == size && codes == whole
    }
}

/// `synth-speed`.
#[derive(Debug, Args)]
pub struct SynthSpeedArgs {
    /// Rounds of 50 pictures; the median and the best of them are reported.
    #[arg(long, default_value_t = 9, value_parser = clap::value_parser!(u32).range(1..))]
    pub rounds: u32,
    /// Height and width of the pictures.
    #[arg(long, value_parser = parse_size, default_value = "192x96")]
    pub size: Size,
    /// Folder of MakeHuman's data: bodies, and hair and shoes where it has them, are shaped from it instead of the
    /// built-in ones.
    #[arg(long)]
    pub bodies: Option<PathBuf>,
}

/// `tokenizer`.
#[derive(Debug, Args)]
#[command(group = clap::ArgGroup::new("source").args(["data", "synth"]).required(true).multiple(true))]
pub struct TokenizerArgs {
    /// File to write.
    #[arg(long)]
    pub out: PathBuf,
    /// Data sets whose captions are read.
    #[arg(long, num_args = 1..)]
    pub data: Vec<PathBuf>,
    /// Number of synthetic pictures whose captions are used, two in each language.
    #[arg(long)]
    pub synth: Option<u32>,
    /// Seed of the synthetic captions.
    #[arg(long, default_value_t = 1)]
    pub seed: u64,
    /// Words of the synthetic captions.
    #[arg(long, value_enum, default_value_t = Wording::Train)]
    pub wording: Wording,
    /// Languages of the synthetic captions, by code.
    #[arg(long, value_delimiter = ',', value_parser = parse_language, default_value = "en,zh,fr,de,es,ja,it")]
    pub languages: Vec<Language>,
    /// Tokenizer whose entries keep their ids; what it lacks of the learned vocabulary is added to it, so that weights
    /// which were trained with it can go on.
    #[arg(long)]
    pub extend: Option<PathBuf>,
    /// Most entries of the learned vocabulary, special tokens included.
    #[arg(long, default_value_t = 8000, value_parser = clap::value_parser!(u32).range(64..=1_000_000))]
    pub vocabulary: u32,
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::cli::{Cli, Command};
    use clap::Parser;

    #[test]
    fn sizes_and_languages_are_checked() {
        assert_eq!(
            parse_size("192x96"),
            Ok(Size {
                height: 192,
                width: 96
            })
        );
        for bad in ["192", "192x", "0x96", "99999x96", "axb"] {
            assert!(parse_size(bad).is_err(), "{bad}");
        }
        assert_eq!(parse_language("zh"), Ok(Language::Chinese));
        assert!(parse_language("tlh").expect_err("unknown").contains("en, zh"));
    }

    #[test]
    fn a_benchmark_in_other_languages_is_another_one() {
        let is_whole = |more: &[&str]| {
            let words = ["native_trainer", "synth", "--preset", "bench", "--out", "x"];
            let cli = Cli::parse_from(words.iter().chain(more));
            let Command::Synth(args) = cli.command else {
                panic!("synth");
            };
            args.is_whole()
        };
        assert!(is_whole(&[]));
        assert!(is_whole(&["--languages", "ja,es,de,fr,zh,en"]));
        assert!(!is_whole(&["--languages", "en,zh,fr,de,es"]));
        assert!(!is_whole(&["--languages", "en,zh,fr,de,es,ja,it"]));
        assert!(!is_whole(&["--size", "96x48"]));
    }
}
