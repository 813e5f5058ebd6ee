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
mod results;
mod translation;
mod work;

use crate::cli::LdatArgs;
use crate::data::annotations::ENGLISH;
use crate::data::dataset::Dataset;
use crate::error::{Error, Result};
use endpoint::{Endpoint, RequestPolicy};
use prompts::Prompts;
use translation::Translation;

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

/// What the damaged answers of the tests are put to.
#[cfg(test)]
pub fn read_answer(code: &str, english: &str, answer: &str) -> std::result::Result<String, String> {
    // A score, too, is cleaned and read.
    let _ = answer::read_score(answer);
    answer::read_text(code, "the language", english, answer)
}

/// The same for journals, of two captions.
#[cfg(test)]
pub fn read_journal(path: &std::path::Path) {
    use journal::{Head, Journal};
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
