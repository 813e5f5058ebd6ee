//! `synth`: a data set of synthetic people, the same for the same arguments whatever the number of threads.

use crate::cli::{DataSplit, Preset, Size, SynthArgs, Wording};
use crate::commands::{open_vocabulary, scenes};
use crate::data::backgrounds::Backgrounds;
use crate::data::bodies::Bodies;
use crate::data::dataset::{Dataset, Entry, image_path, list_name};
use crate::data::dataset_fingerprint::{BenchmarkName, Comparison, Fingerprint, Mark};
use crate::data::manifest::{MANIFEST, Manifest};
use crate::data::seeds::seed_of;
use crate::error::{Error, Result};
use crate::files::{self, write_json};
use crate::progress::progress_bar;
use bi_irra::image::Pixels;
use image::codecs::jpeg::JpegEncoder;
use image::codecs::png::PngEncoder;
use image::{ExtendedColorType, ImageEncoder, ImageResult};
use rayon::prelude::*;
use serde_json::json;
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use synth::caption::{Language, caption};
use synth::{Conditions, Person, Picture, Shot, render_before};

/// Captions of a picture in each language.
const CAPTIONS: u64 = 2;
/// Pictures in a folder, so that no folder becomes too large to list.
const PER_FOLDER: usize = 1000;
/// Seed of the benchmark. It stays, so that figures can be compared over time.
const BENCH_SEED: u64 = 20_251_017;
/// Seed of the page's sample, which nothing is measured on.
const SAMPLE_SEED: u64 = 48;
/// List of the sample's files.
const SAMPLE_LIST: &str = "sample.json";

/// Runs the command.
///
/// # Errors
/// When the folder holds a finished data set already, or a file cannot be written.
pub fn run(args: &SynthArgs) -> Result<()> {
    if let Some(count) = args.scenes {
        return scenes::write(args, count as usize);
    }
    let plan = Plan::new(args)?;
    if args.record.is_some() && plan.benchmark.is_none() {
        return Err(Error::Input("--record: this preset is no benchmark".into()));
    }
    let finished = args.out.join(if plan.is_sample { SAMPLE_LIST } else { MANIFEST });
    if finished.exists() && !args.force {
        return Err(Error::Input(format!(
            "{} exists; --force writes over it",
            finished.display()
        )));
    }
    let _kept = files::lock_folder(&args.out)?;
    files::remove_drafts(&args.out, None)?;
    plan.remove_lists(&finished)?;
    if args.preset == Some(Preset::OpenVocabulary) {
        return open_vocabulary::write(args);
    }
    let count = plan.identities * plan.views;
    let progress = progress_bar(count, "pictures");
    let shots = (0..count).into_par_iter().map(|index| {
        let shot = plan.render_entry(index)?;
        progress.inc(1);
        Ok(shot)
    });
    let shots: Vec<Finished> = shots.collect::<Result<_>>()?;
    progress.finish_and_clear();
    if let Some(path) = &args.sheet {
        write_sheet(path, &shots, args.columns as usize, plan.size)?;
    }
    let benchmark = plan.benchmark(args.record.as_deref(), &shots)?;
    let entries: Vec<Entry> = shots.into_iter().map(|shot| shot.entry).collect();
    let people = plan.identities;
    if plan.is_sample {
        let names: Vec<String> = entries.into_iter().map(|entry| entry.path).collect();
        write_json(&finished, &json!({ "files": names }))?;
    } else {
        let manifest = plan.manifest(benchmark);
        let languages = manifest.languages.clone();
        let dataset = Dataset {
            folder: plan.out,
            split: manifest.split.clone(),
            languages,
            entries,
        };
        dataset.write(&manifest)?;
    }
    eprintln!("{count} pictures of {people} people in {}", args.out.display());
    Ok(())
}

/// What a run writes.
struct Plan {
    out: PathBuf,
    identities: usize,
    views: usize,
    seed: u64,
    split: DataSplit,
    wording: Wording,
    conditions: Conditions,
    languages: Vec<Language>,
    bodies: Bodies,
    backgrounds: Backgrounds,
    size: Size,
    quality: u8,
    png: bool,
    is_sample: bool,
    /// The benchmark's name, where this is one whole: in its languages, at the usual size.
    benchmark: Option<&'static str>,
    /// Number of pictures that the contact sheet needs.
    on_sheet: usize,
}

/// A picture that is on the disk.
struct Finished {
    entry: Entry,
    /// For a benchmark.
    mark: Option<Mark>,
    /// For the contact sheet.
    picture: Option<Picture>,
}

impl Plan {
    fn new(args: &SynthArgs) -> Result<Self> {
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
    fn remove_lists(&self, finished: &Path) -> Result<()> {
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

    /// Renders, writes and describes picture `index`.
    fn render_entry(&self, index: usize) -> Result<Finished> {
        let (identity, view) = (index / self.views, index % self.views);
        let seed = |part: u64| seed_of(self.split, self.seed, identity as u64, part);
        let of_view = |part: u64| seed(1 + view as u64 * (CAPTIONS + 1) + part);
        let shot = Shot::sample(of_view(0), self.conditions);
        let person = Person::sample(seed(0));
        let size = (self.size.width, self.size.height);
        let photo = self.backgrounds.behind(of_view(0));
        let picture = render_before(self.bodies.of(&person), &person, &shot, photo, size);
        let name = self.name(identity, view);
        let path = if self.is_sample {
            self.out.join(&name)
        } else {
            image_path(&self.out, &name)
        };
        files::create_folder(path.parent().unwrap_or(&self.out))?;
        // Not one by one to the disk: the list that comes last tells whether all of them are there.
        std::fs::write(&path, self.encode(&picture, &path)?).map_err(Error::io("write", &path))?;
        let say = |language: Language| {
            let text = |part| {
                caption(
                    &picture.description,
                    language,
                    self.wording.split(),
                    of_view(part),
                )
                .text
            };
            (language.code().to_string(), (1..=CAPTIONS).map(text).collect())
        };
        let captions: BTreeMap<String, Vec<String>> = self.languages.iter().copied().map(say).collect();
        let entry = Entry {
            path: name,
            id: identity as i64,
            captions,
        };
        let pixels = || Pixels::new(picture.width, picture.height, picture.rgb.clone());
        let mark = match self.benchmark {
            Some(_) => Some(Mark::new(&entry, &pixels()?)),
            None => None,
        };
        Ok(Finished {
            entry,
            mark,
            picture: (index < self.on_sheet).then_some(picture),
        })
    }

    fn name(&self, identity: usize, view: usize) -> String {
        let ending = if self.png { "png" } else { "jpg" };
        if self.is_sample {
            return format!("p{:04}.{ending}", identity + 1);
        }
        format!(
            "{:04}/p{identity:06}_{view}.{ending}",
            (identity * self.views + view) / PER_FOLDER
        )
    }

    fn encode(&self, picture: &Picture, path: &Path) -> Result<Vec<u8>> {
        let encoded = match self.png {
            true => encode_png(&picture.rgb, picture.width, picture.height),
            false => encode_jpeg(&picture.rgb, picture.width, picture.height, self.quality),
        };
        encoded.map_err(|source| Error::Encode {
            path: path.to_path_buf(),
            source,
        })
    }

    /// Compares a benchmark with its record, or makes a new record of it.
    fn benchmark(&self, record: Option<&Path>, shots: &[Finished]) -> Result<Option<BenchmarkName>> {
        let Some(name) = self.benchmark else {
            return Ok(None);
        };
        let marks: Vec<Mark> = shots.iter().filter_map(|shot| shot.mark).collect();
        let recorded = match record {
            Some(path) => Fingerprint::record(name, marks.clone(), path)?,
            None => Fingerprint::recorded(name)?,
        };
        let comparison: Comparison = recorded.compare(&marks);
        eprintln!(
            "{}; SHA-256 of the record {}",
            comparison.text(),
            recorded.digest()
        );
        Ok(Some(BenchmarkName {
            name: name.into(),
            version: comparison.version(),
        }))
    }

    fn manifest(&self, benchmark: Option<BenchmarkName>) -> Manifest {
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

/// A picture as PNG.
///
/// # Errors
/// When the encoder refuses it.
pub fn encode_png(rgb: &[u8], width: usize, height: usize) -> ImageResult<Vec<u8>> {
    let mut bytes = Vec::new();
    let encoder = PngEncoder::new(&mut bytes);
    encoder.write_image(rgb, width as u32, height as u32, ExtendedColorType::Rgb8)?;
    Ok(bytes)
}

/// A picture as JPEG.
///
/// # Errors
/// When the encoder refuses it.
pub fn encode_jpeg(rgb: &[u8], width: usize, height: usize, quality: u8) -> ImageResult<Vec<u8>> {
    let mut bytes = Vec::new();
    let encoder = JpegEncoder::new_with_quality(&mut bytes, quality);
    encoder.write_image(rgb, width as u32, height as u32, ExtendedColorType::Rgb8)?;
    Ok(bytes)
}

/// The first pictures side by side.
fn write_sheet(path: &Path, shots: &[Finished], columns: usize, size: Size) -> Result<()> {
    let pictures: Vec<&Picture> = shots.iter().filter_map(|shot| shot.picture.as_ref()).collect();
    let (Size { height, width }, rows) = (size, pictures.len().div_ceil(columns));
    let mut sheet = vec![0; rows * height * columns * width * 3];
    for (place, picture) in pictures.iter().enumerate() {
        let (left, top) = (place % columns * width, place / columns * height);
        for (row, line) in picture.rgb.chunks_exact(3 * width).enumerate() {
            let start = ((top + row) * columns * width + left) * 3;
            sheet[start..start + line.len()].copy_from_slice(line);
        }
    }
    let bytes = encode_png(&sheet, columns * width, rows * height).map_err(|source| Error::Encode {
        path: path.to_path_buf(),
        source,
    })?;
    files::write_atomically(path, &bytes)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::cli::{Cli, Command};
    use clap::Parser;

    /// A picture in so many is made again.
    const ONE_IN: usize = 100;

    #[test]
    fn the_benchmarks_are_the_recorded_ones() {
        for name in ["bench", "bench-shift"] {
            let folder = tempfile::tempdir().expect("a folder");
            let out = folder.path().to_str().expect("a name");
            let cli = Cli::parse_from(["native_trainer", "synth", "--preset", name, "--out", out]);
            let Command::Synth(args) = cli.command else {
                panic!("synth");
            };
            let plan = Plan::new(&args).expect("a plan");
            let places: Vec<usize> = (0..plan.identities * plan.views).step_by(ONE_IN).collect();
            let marks = places
                .par_iter()
                .map(|index| plan.render_entry(*index).map(|shot| shot.mark));
            let marks: Vec<Mark> = marks
                .collect::<Result<Option<_>>>()
                .expect("rendered")
                .expect("marked");
            let recorded = Fingerprint::recorded(name).expect("a record");
            let comparison = recorded.at(&places).compare(&marks);
            // A rare difference is another processor's rounding; the whole is compared by `data --check`.
            assert!(
                comparison.differences() <= 1,
                "{}. People, pictures or captions have changed: if they should, record them with\n  native_trainer \
                 synth --preset {name} --out FOLDER --record native_trainer/benchmarks/{name}.txt",
                comparison.text()
            );
        }
    }
}
