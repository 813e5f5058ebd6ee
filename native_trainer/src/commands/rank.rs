//! `rank`: a ranking of the whole gallery for every query of a file.

use crate::cli::RankArgs;
use crate::data::encoding::read_text;
use crate::device;
use crate::error::{Error, Result};
use crate::files;
use crate::progress::progress_bar;
use crate::retrieval::gallery::{embed_folder, open_finder};
use crate::retrieval::ranking::{Stage1, candidates};
use crate::retrieval::understanding::warning;
use crate::train::weights::load_engine;
use bi_irra::search::region::Region;
use bi_irra::search::{Hit, Understood};
use serde::{Deserialize, Serialize};
use serde_json::Value;
use std::path::Path;

/// Runs the command.
///
/// # Errors
/// When anything is wrong with the weights, the photos or a query; then nothing is written.
pub fn run(args: &RankArgs) -> Result<()> {
    let queries = read_queries(&args.queries)?;
    let device = device::open(args.gallery.device.device)?;
    let engine = load_engine(&args.gallery.weights, &device)?;
    let finder = open_finder(args.gallery.people, &args.gallery.weights, &device)?;
    let rerank = candidates(&engine, args.rerank)?;
    let (gallery, _) = embed_folder(&engine, finder.as_ref(), &args.gallery.gallery)?;
    let progress = progress_bar(queries.len(), "queries");
    let mut text = String::new();
    for query in queries {
        let at_line = |error: Error| line_error(&args.queries, query.line, error.to_string());
        let stage1 = Stage1::of_query(&engine, &gallery, &query.text).map_err(at_line)?;
        let knowledge = &stage1.query.knowledge;
        let understood = knowledge.understood();
        if let Some(warning) = warning(knowledge, &engine.languages()) {
            eprintln!("{}: line {}: {warning}", args.queries.display(), query.line);
        }
        let hits = stage1.rank(&engine, &gallery, rerank).map_err(at_line)?;
        let ranking = Ranking {
            id: &query.id,
            understood,
            unknown: &knowledge.unknown,
            ranking: hits.iter().map(|hit| gallery.name(hit.photo)).collect(),
            scores: hits.iter().map(Hit::score).collect(),
            boxes: args.gallery.people.then(|| {
                let best = |hit: &Hit| stage1.region(&gallery, hit.photo).map(Region::to_array);
                hits.iter().map(best).collect()
            }),
        };
        text += &serde_json::to_string(&ranking).map_err(Error::json(&args.out))?;
        text.push('\n');
        progress.inc(1);
    }
    progress.finish_and_clear();
    files::write_atomically(&args.out, text.as_bytes())
}

/// A query with its place in the file.
#[derive(Debug, PartialEq)]
pub struct Query {
    /// Line in the file, from 1.
    pub line: usize,
    /// A string or a number.
    pub id: Value,
    /// The description.
    pub text: String,
}

/// A line of the input.
#[derive(Deserialize)]
struct QueryLine {
    id: Value,
    /// For the reader: the model finds the language in the text itself.
    #[serde(default, rename = "lang")]
    _language: Option<String>,
    text: String,
}

/// A line of the output.
#[derive(Serialize)]
struct Ranking<'a> {
    id: &'a Value,
    /// Where it is `nothing`, the ranking says nothing.
    understood: Understood,
    /// Words that the model does not know.
    #[serde(skip_serializing_if = "<[String]>::is_empty")]
    unknown: &'a [String],
    ranking: Vec<&'a str>,
    scores: Vec<f32>,
    /// Where the best person of each photo is; null where the photo was searched as a whole. With `--people` only.
    #[serde(skip_serializing_if = "Option::is_none")]
    boxes: Option<Vec<Option<[f32; 4]>>>,
}

/// Reads the queries; blank lines are passed over.
///
/// # Errors
/// Names the line that is wrong.
pub fn read_queries(path: &Path) -> Result<Vec<Query>> {
    let text = read_text(path)?;
    let mut queries = Vec::new();
    for (index, line) in text.split('\n').enumerate() {
        if line.trim_ascii().is_empty() {
            continue;
        }
        let fail = |message: String| line_error(path, index + 1, message);
        let parsed: QueryLine = serde_json::from_str(line).map_err(|error| fail(error.to_string()))?;
        if !parsed.id.is_string() && !parsed.id.is_number() {
            return Err(fail(format!(
                "`id` must be a string or a number, found {}",
                parsed.id
            )));
        }
        if parsed.text.trim().is_empty() {
            return Err(fail("`text` is empty".into()));
        }
        queries.push(Query {
            line: index + 1,
            id: parsed.id,
            text: parsed.text,
        });
    }
    if queries.is_empty() {
        return Err(Error::Input(format!("{} has no queries", path.display())));
    }
    Ok(queries)
}

/// An error at a line of a file.
pub fn line_error(path: &Path, line: usize, message: String) -> Error {
    Error::Line {
        path: path.to_path_buf(),
        line,
        message,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn read(text: &str) -> Result<Vec<Query>> {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("queries.jsonl");
        std::fs::write(&path, text).expect("written");
        read_queries(&path)
    }

    #[test]
    fn ids_pass_through_and_blank_lines_do_not_count() {
        let text = "{\"id\":\"a\",\"lang\":\"en\",\"text\":\"a man\"}\r\n\n{\"text\":\"男人\",\"id\":18446744073709551615}";
        let queries = read(text).expect("queries");
        let query = |line, id, text: &str| Query {
            line,
            id,
            text: text.into(),
        };
        assert_eq!(
            queries,
            [query(1, json!("a"), "a man"), query(3, json!(u64::MAX), "男人")]
        );
    }

    #[test]
    fn bad_lines_are_named() {
        let good = r#"{"id":1,"text":"a man"}"#;
        for (bad, expected) in [
            ("{", "line 2: EOF"),
            (r#"{"id":1}"#, "missing field `text`"),
            (r#"{"text":"x"}"#, "missing field `id`"),
            (
                r#"{"id":[1],"text":"x"}"#,
                "must be a string or a number, found [1]",
            ),
            (r#"{"id":1,"text":" "}"#, "line 2: `text` is empty"),
        ] {
            let message = read(&format!("{good}\n{bad}\n")).expect_err(bad).to_string();
            assert!(
                message.contains(expected) && message.contains("line 2"),
                "{message}"
            );
        }
        assert!(
            read("\n\n")
                .expect_err("empty")
                .to_string()
                .contains("no queries")
        );
    }

    #[test]
    fn a_line_of_output_has_the_agreed_form() {
        let id = json!(7);
        let mut ranking = Ranking {
            id: &id,
            understood: Understood::Partly,
            unknown: &["ß".into()],
            ranking: vec!["b.jpg", "a/ü.jpg"],
            scores: vec![1.5, 0.25],
            boxes: None,
        };
        let line = serde_json::to_string(&ranking).expect("plain data");
        assert_eq!(
            line,
            r#"{"id":7,"understood":"partly","unknown":["ß"],"ranking":["b.jpg","a/ü.jpg"],"scores":[1.5,0.25]}"#
        );
        (ranking.unknown, ranking.boxes) = (&[], Some(vec![Some([0.5, 0.25, 0.125, 0.75]), None]));
        let line = serde_json::to_string(&ranking).expect("plain data");
        assert!(
            line.ends_with(r#""scores":[1.5,0.25],"boxes":[[0.5,0.25,0.125,0.75],null]}"#),
            "{line}"
        );
    }
}
