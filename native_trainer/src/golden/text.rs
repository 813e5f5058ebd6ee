//! Caption cleaning and IVT's phrases (SPEC 5, `misc/text.json`).

use super::check::Check;
use super::set::GoldenSet;
use crate::error::{Error, Result};
use bi_irra::objective::mla::phrase_candidates;
use bi_irra::tokenizer::clean_caption;

/// One check for each text, code point by code point; nothing when the folder lacks the file.
///
/// # Errors
/// When the file is damaged.
pub fn checks(set: &GoldenSet) -> Result<Vec<Check>> {
    let file = "text.json";
    if !set.has(file) {
        return Ok(Vec::new());
    }
    let (json, path) = (set.json(file)?, set.file(file));
    let malformed = |what: &str| Error::Input(format!("{}: {what}", path.display()));
    let cases = json["pre_caption"]
        .as_array()
        .ok_or_else(|| malformed("`pre_caption` is missing"))?;
    let mut checks = Vec::with_capacity(cases.len());
    for (index, case) in cases.iter().enumerate() {
        let name = format!("pre_caption.{index}");
        let (Some(input), Some(words), Some(expected)) = (
            case["inp"].as_str(),
            case["max_words"].as_u64(),
            case["out"].as_str(),
        ) else {
            return Err(malformed(&format!("`{name}` lacks inp, max_words or out")));
        };
        let found = clean_caption(input, usize::try_from(words).unwrap_or(usize::MAX));
        checks.push(Check::absolute(
            name,
            &code_points(&found),
            &code_points(expected),
            0.0,
        ));
    }
    for (index, case) in json["ivt_phrase_candidates"]
        .as_array()
        .into_iter()
        .flatten()
        .enumerate()
    {
        let name = format!("ivt_phrase_candidates.{index}");
        let expected: Option<Vec<&str>> = case["out"]
            .as_array()
            .and_then(|a| a.iter().map(|v| v.as_str()).collect());
        let (Some(input), Some(expected)) = (case["inp"].as_str(), expected) else {
            return Err(malformed(&format!("`{name}` lacks inp or out")));
        };
        // The separator is no character of a text, so that other cuts of the same text differ.
        let joined = |parts: &[&str]| code_points(&parts.join("\u{1}"));
        let found = phrase_candidates(input);
        let found: Vec<&str> = found.iter().map(String::as_str).collect();
        checks.push(Check::absolute(name, &joined(&found), &joined(&expected), 0.0));
    }
    Ok(checks)
}

/// Every code point is below 2^24, so f32 holds it exactly.
fn code_points(text: &str) -> Vec<f32> {
    text.chars().map(|c| u32::from(c) as f32).collect()
}
