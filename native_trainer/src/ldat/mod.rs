//! `ldat`: translates a data set's English captions by language models, in the three steps of the paper's pipeline.
//!
//! Each caption is translated; each translation is scored without a reference; those with more noise than the mean are
//! rewritten by a model that sees the photo. Every answer is in a journal before the next one is asked for.

mod endpoint;
mod journal;
mod pace;
mod prompts;
mod work;

use crate::cli::LdatArgs;
use crate::data::dataset::{Dataset, Entry};
use crate::data::lists::ENGLISH;
use crate::error::{Error, Result};
use crate::files::{self, write_json};
use crate::progress::progress_bar;
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use endpoint::{Endpoint, Failure, Manners};
use image::ImageFormat;
use journal::{Answer, Head, Journal};
use prompts::{Prompts, read_score};
use serde::Serialize;
use std::path::Path;

/// Folder of the journals and reports.
const JOURNALS: &str = "ldat";
/// Failed captions that a message shows.
const SHOWN: usize = 3;

/// Runs the command.
///
/// # Errors
/// When the data set is malformed, the endpoint does not answer, or captions remain without a usable answer; what was
/// answered is kept, and the same command goes on from there.
pub fn run(args: &LdatArgs) -> Result<()> {
    let prompts = args
        .to
        .iter()
        .map(|code| Prompts::new(code))
        .collect::<std::result::Result<Vec<_>, _>>();
    let prompts = prompts.map_err(Error::Input)?;
    let manners = Manners {
        rate: args.rate,
        timeout: args.timeout,
        retries: args.retries,
        temperature: args.temperature,
    };
    let key = std::env::var(&args.key_env).ok().filter(|key| !key.is_empty());
    let endpoint = Endpoint::new(&args.endpoint, key, manners)?;
    let english = Dataset::read(&args.data, &args.split, &[ENGLISH.into()])?;
    let out = args.out.as_ref().unwrap_or(&args.data);
    let mut failures = Vec::new();
    for (code, prompts) in args.to.iter().zip(prompts) {
        let translation = Translation::open(args, &english, &endpoint, code, prompts, out)?;
        match translation.run()? {
            Ok(report) => {
                println!("{}", report.line());
                if args.limit.is_none() {
                    translation.write(&report)?;
                }
            }
            Err(message) => failures.push(message),
        }
    }
    if failures.is_empty() {
        return Ok(());
    }
    Err(Error::Input(failures.join("\n")))
}

/// One caption of the data set.
struct Caption<'d> {
    entry: &'d Entry,
    english: &'d str,
}

/// The work for one language.
struct Translation<'a> {
    args: &'a LdatArgs,
    dataset: &'a Dataset,
    endpoint: &'a Endpoint,
    code: &'a str,
    prompts: Prompts,
    out: &'a Path,
    captions: Vec<Caption<'a>>,
    journal: Journal,
}

/// What was done.
#[derive(Debug, Serialize)]
struct Report {
    split: String,
    language: String,
    captions: usize,
    /// 100 less the score.
    mean_noise: f64,
    /// Captions above the mean.
    noisy: usize,
    /// Requests of this start, over all languages so far.
    requests: usize,
    translated_by: String,
    scored_by: String,
    rewritten_by: String,
}

impl Report {
    fn line(&self) -> String {
        format!(
            "{} {}: {} captions, mean noise {:.2}, {} above it rewritten with their photos; {} requests so far",
            self.split, self.language, self.captions, self.mean_noise, self.noisy, self.requests
        )
    }
}

impl<'a> Translation<'a> {
    fn open(
        args: &'a LdatArgs,
        dataset: &'a Dataset,
        endpoint: &'a Endpoint,
        code: &'a str,
        prompts: Prompts,
        out: &'a Path,
    ) -> Result<Self> {
        let of_entry = |entry: &'a Entry| {
            entry.captions[ENGLISH]
                .iter()
                .map(move |english| Caption { entry, english })
        };
        let mut captions: Vec<Caption<'a>> = dataset.entries.iter().flat_map(of_entry).collect();
        let texts: Vec<&str> = captions.iter().map(|caption| caption.english).collect();
        let head = Head::new(&args.split, code, &texts);
        let path = out.join(JOURNALS).join(format!("{}_{code}.jsonl", args.split));
        let journal = Journal::open(&path, &head, captions.len())?;
        captions.truncate(args.limit.unwrap_or(captions.len()));
        Ok(Self {
            args,
            dataset,
            endpoint,
            code,
            prompts,
            out,
            captions,
            journal,
        })
    }

    /// The three stages; the inner error tells what is missing for the next one.
    fn run(&self) -> Result<std::result::Result<Report, String>> {
        let (score_model, rewrite_model) = (
            self.args.score_model.as_ref().unwrap_or(&self.args.model),
            self.args.rewrite_model.as_ref().unwrap_or(&self.args.model),
        );
        let progress = self.journal.progress();
        let missing = self.pending(|index| progress[index].translated.is_none());
        let translated = self.stage("translating", &missing, |index| {
            let english = self.captions[index].english;
            let question = self.prompts.translate(&self.args.model, english);
            let text = self
                .endpoint
                .ask(&question, |answer| self.prompts.read_text(english, answer));
            Ok(text.map(|text| Answer::Translated { caption: index, text }))
        })?;
        if let Some(message) = translated {
            return Ok(Err(message));
        }
        let progress = self.journal.progress();
        let text = |index: usize| progress[index].translated.as_deref().unwrap_or_default();
        let missing = self.pending(|index| progress[index].score.is_none());
        let scored = self.stage("scoring", &missing, |index| {
            let question = self
                .prompts
                .score(score_model, self.captions[index].english, text(index));
            let score = self.endpoint.ask(&question, read_score);
            Ok(score.map(|score| Answer::Scored {
                caption: index,
                score,
            }))
        })?;
        if let Some(message) = scored {
            return Ok(Err(message));
        }
        let progress = self.journal.progress();
        let noise: Vec<f64> = self
            .pending(|_| true)
            .iter()
            .map(|i| 100.0 - progress[*i].score.unwrap_or(0.0))
            .collect();
        let mean_noise = noise.iter().sum::<f64>() / noise.len().max(1) as f64;
        let noisy = self.pending(|index| noise[index] > mean_noise);
        let missing = self.pending(|index| noise[index] > mean_noise && progress[index].rewritten.is_none());
        let rewritten = self.stage("rewriting", &missing, |index| {
            let Caption { entry, english } = &self.captions[index];
            let image = data_address(&self.dataset.image_path(entry))?;
            let question = self.prompts.rewrite(rewrite_model, english, text(index), image);
            let text = self
                .endpoint
                .ask(&question, |answer| self.prompts.read_text(english, answer));
            Ok(text.map(|text| Answer::Rewritten { caption: index, text }))
        })?;
        if let Some(message) = rewritten {
            return Ok(Err(message));
        }
        Ok(Ok(Report {
            split: self.args.split.clone(),
            language: self.code.into(),
            captions: self.captions.len(),
            mean_noise,
            noisy: noisy.len(),
            requests: self.endpoint.requests(),
            translated_by: self.args.model.clone(),
            scored_by: score_model.clone(),
            rewritten_by: rewrite_model.clone(),
        }))
    }

    fn pending(&self, is_missing: impl Fn(usize) -> bool) -> Vec<usize> {
        (0..self.captions.len())
            .filter(|index| is_missing(*index))
            .collect()
    }

    /// Asks about the captions and keeps the answers; a message about those that were refused.
    ///
    /// # Errors
    /// When the endpoint or the disk fails.
    fn stage(
        &self,
        name: &str,
        missing: &[usize],
        ask: impl Fn(usize) -> Result<std::result::Result<Answer, Failure>> + Sync,
    ) -> Result<Option<String>> {
        let progress = progress_bar(missing.len(), &format!("{} {name}", self.code));
        let outcome = work::each(
            missing,
            self.args.parallel as usize,
            &progress,
            |index| match ask(index)? {
                Ok(answer) => self.journal.keep(answer).map(Ok),
                Err(failure) => Ok(Err(failure)),
            },
        );
        progress.finish_and_clear();
        let journal = self.journal.path().display();
        if let Some(error) = outcome.stopped {
            return Err(Error::Input(format!(
                "{} {name} stopped: {}; all answers so far are in {journal}, the same command goes on",
                self.code,
                crate::chain(&error)
            )));
        }
        if outcome.refused.is_empty() {
            return Ok(None);
        }
        let mut text = format!(
            "{} {name}: {} of {} captions have no usable answer; the same command asks again, and a line such as \
             {{\"stage\":\"translated\",\"caption\":0,\"text\":\"…\"}} at the end of {journal} gives one by hand",
            self.code,
            outcome.refused.len(),
            missing.len()
        );
        for (index, reason) in outcome.refused.iter().take(SHOWN) {
            text += &format!(
                "\n  caption {index} of {}: {reason}",
                self.captions[*index].entry.path
            );
        }
        Ok(Some(text))
    }

    /// Writes the list of the language, the English one where there is none of this form, and the report.
    fn write(&self, report: &Report) -> Result<()> {
        let mut texts = self.journal.progress().into_iter();
        let entries = self.dataset.entries.iter().map(|entry| {
            let count = entry.captions[ENGLISH].len();
            let best = texts
                .by_ref()
                .take(count)
                .filter_map(|one| one.rewritten.or(one.translated));
            let captions = [
                (self.code.to_string(), best.collect()),
                (ENGLISH.into(), entry.captions[ENGLISH].clone()),
            ];
            Entry {
                captions: captions.into(),
                ..entry.clone()
            }
        });
        let dataset = Dataset {
            folder: self.out.to_path_buf(),
            split: self.dataset.split.clone(),
            languages: vec![ENGLISH.into(), self.code.into()],
            entries: entries.collect(),
        };
        if !dataset.list(ENGLISH).exists() {
            dataset.write_list(ENGLISH)?;
        }
        dataset.write_list(self.code)?;
        let name = format!("{}_{}.report.json", self.dataset.split, self.code);
        write_json(&self.out.join(JOURNALS).join(name), report)
    }
}

/// A photo inside a `data:` address.
fn data_address(path: &Path) -> Result<String> {
    let bytes = files::read(path)?;
    let format = image::guess_format(&bytes).ok();
    let format = format.filter(|f| matches!(f, ImageFormat::Jpeg | ImageFormat::Png | ImageFormat::WebP));
    let format = format
        .ok_or_else(|| Error::Input(format!("{}: expected a JPEG, PNG or WebP file", path.display())))?;
    Ok(format!(
        "data:{};base64,{}",
        format.to_mime_type(),
        STANDARD.encode(bytes)
    ))
}
