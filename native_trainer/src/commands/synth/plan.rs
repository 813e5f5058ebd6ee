//! What a run writes: the command's options and presets, and what follows from them.

use crate::cli::{DataSplit, Preset, Size, SynthArgs, Wording};
use crate::data::backgrounds::Backgrounds;
use crate::data::bodies::Bodies;
use crate::data::cloth::Cloth;
use crate::data::dataset::list_name;
use crate::data::dataset_fingerprint::{BenchmarkName, Fingerprint};
use crate::data::manifest::Manifest;
use crate::error::{Error, Result};
use std::path::{Path, PathBuf};
use synth::Conditions;
use synth::caption::Language;

/// Pictures in a folder, so that no folder becomes too large to list.
const PER_FOLDER: usize = 1000;
/// Seed of the benchmark. It stays, so that figures can be compared over time.
const BENCH_SEED: u64 = 20_251_017;
/// Seed of the page's sample, which nothing is measured on.
const SAMPLE_SEED: u64 = 48;

/// What a run writes.
pub(super) struct Plan {
    pub out: PathBuf,
    pub identities: usize,
    pub views: usize,
    pub seed: u64,
    pub split: DataSplit,
    pub wording: Wording,
    pub conditions: Conditions,
    pub languages: Vec<Language>,
    pub bodies: Bodies,
    pub backgrounds: Backgrounds,
    pub cloth: Cloth,
    pub various_bags: bool,
    pub rare_patterns: bool,
    pub size: Size,
    pub quality: u8,
    pub png: bool,
    pub is_sample: bool,
    /// The benchmark's name, where this is one whole: in its languages, at the usual size.
    pub benchmark: Option<&'static str>,
    /// Number of pictures that the contact sheet needs.
    pub on_sheet: usize,
}

impl Plan {
    /// What the arguments ask for.
    pub(super) fn new(args: &SynthArgs) -> Result<Self> {
        let chosen = (
            args.identities as usize,
            args.views as usize,
            args.seed,
            args.split,
        );
        let (identities, views, seed, split) = match args.preset {
            None | Some(Preset::OpenVocabulary) => chosen,
            Some(Preset::Bench) => (1000, 2, BENCH_SEED, DataSplit::Test),
            Some(Preset::BenchShift) => (1000, 2, BENCH_SEED, DataSplit::Shift),
            Some(Preset::Sample) => (48, 1, SAMPLE_SEED, DataSplit::Test),
        };
        let shifted = split == DataSplit::Shift;
        let wording = args
            .wording
            .unwrap_or(if shifted { Wording::Shift } else { Wording::Train });
        let on_sheet = if args.sheet.is_some() {
            args.columns as usize * args.rows as usize
        } else {
            0
        };
        Ok(Self {
            bodies: Bodies::open(args.bodies.as_deref(), 1.0)?,
            backgrounds: Backgrounds::open(args.backgrounds.as_deref())?,
            cloth: Cloth::open(args.cloth.as_deref())?,
            various_bags: args.various_bags,
            rare_patterns: args.rare_patterns,
            out: args.out.clone(),
            identities,
            views,
            seed,
            split,
            wording,
            conditions: if shifted {
                Conditions::Shift
            } else {
                Conditions::Train
            },
            languages: args.languages.clone(),
            size: args.size,
            quality: args.quality,
            png: args.png,
            is_sample: args.preset == Some(Preset::Sample),
            benchmark: args
                .preset
                .and_then(Fingerprint::name_of)
                .filter(|_| args.is_whole()),
            on_sheet,
        })
    }

    /// Removes what says that pictures and captions are whole, which they are not until the end: the manifest, and the
    /// lists that it speaks of or that this run writes.
    pub(super) fn remove_lists(&self, finished: &Path) -> Result<()> {
        let remove = |path: &Path| match std::fs::remove_file(path) {
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => Ok(()),
            removed => removed.map_err(Error::io("remove", path)),
        };
        // A manifest that cannot be read speaks of no lists, and goes all the same.
        let before = Manifest::read(&self.out).ok().flatten();
        let before = before.map(|manifest| (manifest.split, manifest.languages));
        let own = self.languages.iter().map(|language| language.code().to_string());
        let own = (!self.is_sample).then(|| (self.split.name().to_string(), own.collect()));
        for (split, languages) in before.into_iter().chain(own) {
            for language in languages {
                remove(&self.out.join(list_name(&split, &language)))?;
            }
        }
        remove(finished)
    }

    /// File of a person's picture, below the folder of pictures.
    pub(super) fn name(&self, identity: usize, view: usize) -> String {
        let ending = if self.png { "png" } else { "jpg" };
        if self.is_sample {
            return format!("p{:04}.{ending}", identity + 1);
        }
        format!(
            "{:04}/p{identity:06}_{view}.{ending}",
            (identity * self.views + view) / PER_FOLDER
        )
    }

    /// What the data set says of itself.
    pub(super) fn manifest(&self, benchmark: Option<BenchmarkName>) -> Manifest {
        Manifest {
            generator: format!("native_trainer {}", env!("CARGO_PKG_VERSION")),
            seed: self.seed,
            split: self.split.name().to_string(),
            languages: self
                .languages
                .iter()
                .map(|language| language.code().to_string())
                .collect(),
            images: self.identities * self.views,
            identities: self.identities,
            captions: self.wording.split(),
            conditions: self.conditions,
            image_size: [self.size.height, self.size.width],
            benchmark,
        }
    }
}
