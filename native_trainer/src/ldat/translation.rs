//! The work for one language: the three steps, each for the captions that lack its answer.

use super::answer::read_score;
use super::endpoint::{Endpoint, Failure};
use super::journal::{Answer, Head, Journal, Progress, Step};
use super::prompts::Prompts;
use super::results::{JOURNALS, Refusal, Report, SHOWN, report_name, write_list};
use super::work;
use crate::cli::LdatArgs;
use crate::data::annotations::ENGLISH;
use crate::data::dataset::{Dataset, Entry, list_name};
use crate::error::{Error, Result};
use crate::files;
use crate::progress::progress_bar;
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use image::ImageFormat;
use std::path::Path;

/// One caption of the data set.
struct Caption<'d> {
    entry: &'d Entry,
    english: &'d str,
}

/// The work for one language.
pub(super) struct Translation<'a> {
    args: &'a LdatArgs,
    dataset: &'a Dataset,
    endpoint: &'a Endpoint,
    code: &'a str,
    prompts: Prompts,
    out: &'a Path,
    captions: Vec<Caption<'a>>,
    journal: Journal,
}

impl<'a> Translation<'a> {
    /// Opens the journal of the language, or begins it.
    pub(super) fn open(
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
    pub(super) fn run(&self) -> Result<(Option<Report>, Vec<String>)> {
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
    pub(super) fn write(&self, report: &Report) -> Result<()> {
        write_list(self.dataset, self.code, &self.journal, self.out)?;
        report.write(self.out)
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
