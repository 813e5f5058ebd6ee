//! `ldat`: translates a data set's English captions by language models, in the three steps of the paper's pipeline.
//!
//! Each caption is translated; each translation is scored without a reference; those with more noise than the mean are
//! rewritten by a model that sees the photo. Every answer is in a journal before the next one is asked for.

mod answer;
mod clean;
mod completion;
mod endpoint;
mod journal;
mod pace;
mod prompts;
mod work;

use crate::cli::LdatArgs;
use crate::data::annotations::ENGLISH;
use crate::data::dataset::{Dataset, Entry, list_name};
use crate::error::{Error, Result};
use crate::files::{self, write_json};
use crate::progress::progress_bar;
use answer::read_score;
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use endpoint::{Endpoint, Failure, RequestPolicy};
use image::ImageFormat;
use journal::{Answer, Head, Journal, Progress, Step};
use prompts::Prompts;
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
    let policy = RequestPolicy {
        rate: args.rate,
        timeout: args.timeout,
        retries: args.retries,
        temperature: args.temperature,
    };
    let key = std::env::var(&args.key_env).ok().filter(|key| !key.is_empty());
    let endpoint = Endpoint::new(&args.endpoint, key, policy)?;
    let english = Dataset::read(&args.data, &args.split, &[ENGLISH.into()])?;
    let out = args.out.as_ref().unwrap_or(&args.data);
    let mut failures = Vec::new();
    for (code, prompts) in args.to.iter().zip(prompts) {
        let translation = Translation::open(args, &english, &endpoint, code, prompts, out)?;
        let (report, failed) = translation.run()?;
        failures.extend(failed);
        if let Some(report) = report {
            println!("{}", report.line());
            if args.limit.is_none() {
                translation.write(&report)?;
            }
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
    /// Captions without a translation: empty in the list.
    without: usize,
    /// What the server refuses.
    refused: Vec<Refusal>,
    /// Requests of this start, over all languages so far.
    requests: usize,
    translated_by: String,
    scored_by: String,
    rewritten_by: String,
}

/// A caption that the server refuses an answer about.
#[derive(Debug, Serialize)]
struct Refusal {
    caption: usize,
    photo: String,
    step: Step,
    reason: String,
}

impl Report {
    fn line(&self) -> String {
        let mut text = format!(
            "{} {}: {} captions, mean noise {:.2}, {} above it rewritten with their photos; {} requests so far",
            self.split, self.language, self.captions, self.mean_noise, self.noisy, self.requests
        );
        if self.without > 0 {
            text += &format!("; {} without a translation, empty in the list", self.without);
        }
        if !self.refused.is_empty() {
            text += &format!(
                "\n{} refused by the server, marked in the journal and left out until --retry-refused:",
                self.refused.len()
            );
        }
        for refusal in self.refused.iter().take(SHOWN) {
            let Refusal {
                caption,
                photo,
                step,
                reason,
            } = refusal;
            text += &format!("\n  caption {caption} of {photo} ({step:?}): {reason}");
        }
        text
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
        // Who has the journal has the list and the report.
        files::remove_drafts(out, Some(&list_name(&args.split, code)))?;
        files::remove_drafts(&out.join(JOURNALS), Some(&report_name(&args.split, code)))?;
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

    /// The three stages: what is known then, unless it is nothing, and a message for each stage with failures.
    fn run(&self) -> Result<(Option<Report>, Vec<String>)> {
        let (score_model, rewrite_model) = (
            self.args.score_model.as_ref().unwrap_or(&self.args.model),
            self.args.rewrite_model.as_ref().unwrap_or(&self.args.model),
        );
        let mut failures = Vec::new();
        let progress = self.journal.progress();
        let missing = self.pending(&progress, Step::Translation, |one, caption| {
            one.translated.is_none() && !caption.english.trim().is_empty()
        });
        failures.extend(self.stage(Step::Translation, &missing, |index| {
            let english = self.captions[index].english;
            let question = self.prompts.translate(&self.args.model, english);
            let text = self
                .endpoint
                .ask(&question, |answer| self.prompts.read_text(english, answer));
            text.map(|text| Answer::Translated { caption: index, text })
        })?);
        let progress = self.journal.progress();
        let text = |index: usize| progress[index].translated.as_deref().unwrap_or_default();
        let missing = self.pending(&progress, Step::Score, |one, _| {
            one.translated.is_some() && one.score.is_none()
        });
        failures.extend(self.stage(Step::Score, &missing, |index| {
            let english = self.captions[index].english;
            let question = self.prompts.score(score_model, english, text(index));
            let score = self.endpoint.ask(&question, read_score);
            score.map(|score| Answer::Scored {
                caption: index,
                score,
            })
        })?);
        let progress = self.journal.progress();
        let of_limit = &progress[..self.captions.len()];
        let noise: Vec<f64> = of_limit.iter().filter_map(Progress::noise).collect();
        let mean_noise = noise.iter().sum::<f64>() / noise.len().max(1) as f64;
        let is_noisy = |one: &Progress| one.noise().is_some_and(|noise| noise > mean_noise);
        let missing = self.pending(&progress, Step::Rewriting, |one, _| {
            is_noisy(one) && one.rewritten.is_none()
        });
        failures.extend(self.stage(Step::Rewriting, &missing, |index| {
            let Caption { entry, english } = &self.captions[index];
            let image = data_address(&self.dataset.image_path(entry))
                .map_err(|error| Failure::Refused(crate::chain(&error)))?;
            let question = self.prompts.rewrite(rewrite_model, english, text(index), image);
            let text = self
                .endpoint
                .ask(&question, |answer| self.prompts.read_text(english, answer));
            text.map(|text| Answer::Rewritten { caption: index, text })
        })?);
        let progress = self.journal.progress();
        let of_limit = &progress[..self.captions.len()];
        if of_limit.iter().all(|one| one.best().is_none()) && !failures.is_empty() {
            return Ok((None, failures));
        }
        let refused = of_limit.iter().enumerate().flat_map(|(caption, one)| {
            one.refused.iter().map(move |(step, reason)| Refusal {
                caption,
                photo: self.captions[caption].entry.path.clone(),
                step: *step,
                reason: reason.clone(),
            })
        });
        let report = Report {
            split: self.args.split.clone(),
            language: self.code.into(),
            captions: self.captions.len(),
            mean_noise,
            noisy: of_limit.iter().filter(|one| is_noisy(one)).count(),
            without: of_limit.iter().filter(|one| one.best().is_none()).count(),
            refused: refused.collect(),
            requests: self.endpoint.requests(),
            translated_by: self.args.model.clone(),
            scored_by: score_model.clone(),
            rewritten_by: rewrite_model.clone(),
        };
        Ok((Some(report), failures))
    }

    /// Captions that lack the answer of a step; those that the server refused only where that was asked for.
    fn pending(
        &self,
        progress: &[Progress],
        step: Step,
        is_missing: impl Fn(&Progress, &Caption<'_>) -> bool,
    ) -> Vec<usize> {
        let each = self.captions.iter().zip(progress).enumerate();
        each.filter(|(_, (caption, one))| {
            is_missing(one, caption) && (self.args.retry_refused || !one.refused.contains_key(&step))
        })
        .map(|(index, _)| index)
        .collect()
    }

    /// Asks about the captions and keeps the answers; a message about those without a usable one.
    ///
    /// # Errors
    /// When the endpoint or the disk fails.
    fn stage(
        &self,
        step: Step,
        missing: &[usize],
        ask: impl Fn(usize) -> std::result::Result<Answer, Failure> + Sync,
    ) -> Result<Option<String>> {
        let name = match step {
            Step::Translation => "translating",
            Step::Score => "scoring",
            Step::Rewriting => "rewriting",
        };
        let progress = progress_bar(missing.len(), &format!("{} {name}", self.code));
        let parallel = self.args.parallel as usize;
        let outcome = work::each(missing, parallel, &progress, |index| match ask(index) {
            Ok(answer) => self.journal.keep(answer).map(Ok),
            Err(failure) => Ok(Err(failure)),
        });
        progress.finish_and_clear();
        for (caption, reason) in outcome.refused {
            self.journal.keep(Answer::Refused {
                caption,
                step,
                reason,
            })?;
        }
        let journal = self.journal.path().display();
        if let Some(error) = outcome.stopped {
            return Err(Error::Input(format!(
                "{} {name} stopped: {}; all answers so far are in {journal}, the same command goes on",
                self.code,
                crate::chain(&error)
            )));
        }
        if outcome.failed.is_empty() {
            return Ok(None);
        }
        let mut text = format!(
            "{} {name}: {} of {} captions have no usable answer; the same command asks again, and a line such as \
             {{\"stage\":\"translated\",\"caption\":0,\"text\":\"…\"}} at the end of {journal} gives one by hand",
            self.code,
            outcome.failed.len(),
            missing.len()
        );
        for (index, reason) in outcome.failed.iter().take(SHOWN) {
            text += &format!(
                "\n  caption {index} of {}: {reason}",
                self.captions[*index].entry.path
            );
        }
        Ok(Some(text))
    }

    /// Writes the list of the language, the English one where there is none of this form, and the report.
    fn write(&self, report: &Report) -> Result<()> {
        // A caption without a translation keeps its place, empty: the lists are aligned by position.
        let mut texts = self.journal.progress().into_iter();
        let entries = self.dataset.entries.iter().map(|entry| {
            let count = entry.captions[ENGLISH].len();
            let best = texts
                .by_ref()
                .take(count)
                .map(|one| one.best().unwrap_or_default().to_string());
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
        let name = report_name(&self.dataset.split, self.code);
        write_json(&self.out.join(JOURNALS).join(name), report)
    }
}

/// Name of the report on a split in a language.
fn report_name(split: &str, code: &str) -> String {
    format!("{split}_{code}.report.json")
}

/// What the damaged answers of the tests are put to.
#[cfg(test)]
pub fn read_answer(code: &str, english: &str, answer: &str) -> std::result::Result<String, String> {
    // A score, too, is cleaned and read.
    let _ = read_score(answer);
    answer::read_text(code, "the language", english, answer)
}

/// The same for journals, of two captions.
#[cfg(test)]
pub fn read_journal(path: &Path) {
    let head = Head::new("train", "fr", &["a man", "a woman"]);
    if let Ok(journal) = Journal::open(path, &head, 2) {
        assert_eq!(journal.progress().len(), 2);
    }
}

/// The same for what comes from a server.
#[cfg(test)]
pub fn read_completion(body: &str) -> completion::Said {
    completion::said(body)
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
