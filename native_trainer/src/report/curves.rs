//! What a run's log says over time, as named lines.

use crate::error::{Error, Result};
use crate::files;
use serde_json::{Map, Value};
use std::collections::BTreeMap;
use std::path::Path;

/// Name of the log in a run's folder.
const LOG: &str = "log.jsonl";
/// What a line of training may hold, of any method: the learning rate, the gradient's norm and the losses.
const TRAINING: [&str; 13] = [
    "rate", "norm", "loss", "itc", "itm", "mlm", "mim", "sdm", "id", "mla", "bmm", "cmpm", "concept",
];

/// A line: steps and values.
pub type Points = Vec<(f64, f64)>;

/// The lines of one run.
#[derive(Debug, Default, PartialEq)]
pub struct Curves {
    /// Name of the run: its folder's.
    pub name: String,
    /// By the log's own names: `loss`, `itc`, …, `rate`.
    pub training: BTreeMap<String, Points>,
    /// Held-out figures: by figure (`r1`, `r10`), then by language.
    pub held_out: BTreeMap<String, BTreeMap<String, Points>>,
}

impl Curves {
    /// Reads a log, or the log of a run's folder.
    ///
    /// # Errors
    /// Names the file, and the line that is wrong.
    pub fn read(path: &Path) -> Result<Self> {
        let is_folder = path.is_dir();
        let file = if is_folder {
            path.join(LOG)
        } else {
            path.to_path_buf()
        };
        let bytes = files::read(&file)?;
        let mut curves = Self::default();
        for (index, line) in bytes.split_inclusive(|byte| *byte == b'\n').enumerate() {
            let fail = |message: String| Error::Line {
                path: file.clone(),
                line: index + 1,
                message,
            };
            if line.trim_ascii().is_empty() {
                continue;
            }
            match serde_json::from_slice::<Map<String, Value>>(line) {
                Ok(object) => curves.add(&object).map_err(fail)?,
                // The run may be writing this line at the moment.
                Err(_) if !line.ends_with(b"\n") => {}
                Err(error) => return Err(fail(error.to_string())),
            }
        }
        if curves.training.is_empty() && curves.held_out.is_empty() {
            return Err(Error::Input(format!(
                "{} has nothing to plot yet",
                file.display()
            )));
        }
        let folder = if is_folder { Some(path) } else { path.parent() };
        let name = folder.and_then(Path::file_name).unwrap_or(file.as_os_str());
        curves.name = name.to_string_lossy().into_owned();
        Ok(curves)
    }

    fn add(&mut self, object: &Map<String, Value>) -> std::result::Result<(), String> {
        let step = object
            .get("step")
            .and_then(Value::as_f64)
            .ok_or("expected a number `step`")?;
        for name in TRAINING {
            // Numbers that are not finite are `null` in the log: a gap in the line.
            if let Some(value) = object.get(name).and_then(Value::as_f64) {
                push(self.training.entry(name.into()).or_default(), step, value);
            }
        }
        let Some(rows) = object.get("held_out") else {
            return Ok(());
        };
        for row in rows.as_array().ok_or("expected a list `held_out`")? {
            let language = row
                .get("language")
                .and_then(Value::as_str)
                .ok_or("expected a `language` in each row of `held_out`")?;
            for (figure, value) in row.as_object().into_iter().flatten() {
                if let Some(value) = value.as_f64() {
                    let lines = self.held_out.entry(figure.clone()).or_default();
                    push(lines.entry(language.into()).or_default(), step, value);
                }
            }
        }
        Ok(())
    }

    /// A held-out figure's mean over the languages, at the steps where all of them have it.
    pub fn mean(&self, figure: &str) -> Points {
        let mut sums: BTreeMap<u64, (f64, usize)> = BTreeMap::new();
        let lines = self.held_out.get(figure);
        for &(step, value) in lines.into_iter().flat_map(BTreeMap::values).flatten() {
            let sum = sums.entry(step as u64).or_default();
            *sum = (sum.0 + value, sum.1 + 1);
        }
        let languages = lines.map_or(0, BTreeMap::len);
        sums.into_iter()
            .filter(|(_, (_, count))| *count == languages)
            .map(|(step, (sum, count))| (step as f64, sum / count as f64))
            .collect()
    }
}

/// Appends a point. A run that was resumed repeats the steps after its checkpoint: the repetition counts.
fn push(points: &mut Points, step: f64, value: f64) {
    while points.last().is_some_and(|(last, _)| *last >= step) {
        points.pop();
    }
    points.push((step, value));
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::fs;

    const LOG_TEXT: &str = r#"{"step":10,"rate":0.1,"norm":null,"loss":5.0,"itc":4.0,"pairs_per_second":9.0}
{"step":20,"rate":0.2,"norm":1.5,"loss":4.0,"itc":3.0}
{"step":20,"held_out":[{"language":"en","r1":10.0,"r10":40.0},{"language":"zh","r1":20.0,"r10":50.0}]}
{"step":30,"rate":0.3,"norm":1.0,"loss":9.0}
{"step":20,"rate":0.2,"norm":1.5,"loss":3.5}
"#;

    fn read(text: &str) -> Result<Curves> {
        let folder = tempfile::tempdir().expect("a folder");
        let run = folder.path().join("run-7");
        fs::create_dir(&run).expect("a folder");
        fs::write(run.join(LOG), text).expect("written");
        Curves::read(&run)
    }

    #[test]
    fn lines_are_read_by_name_and_a_resumed_run_replaces_its_steps() {
        let curves = read(LOG_TEXT).expect("a log");
        assert_eq!(curves.name, "run-7");
        assert_eq!(curves.training["loss"], [(10.0, 5.0), (20.0, 3.5)]);
        assert_eq!(curves.training["itc"], [(10.0, 4.0), (20.0, 3.0)]);
        assert_eq!(curves.training["norm"], [(20.0, 1.5)]);
        assert!(!curves.training.contains_key("pairs_per_second"));
        assert_eq!(curves.held_out["r1"]["zh"], [(20.0, 20.0)]);
        assert_eq!(curves.mean("r10"), [(20.0, 45.0)]);
        assert!(curves.mean("mAP").is_empty());
    }

    #[test]
    fn bad_lines_are_named_and_an_unfinished_one_is_waited_for() {
        let unfinished = LOG_TEXT.to_string() + "{\"step\":4";
        assert_eq!(read(&unfinished).expect("a log"), read(LOG_TEXT).expect("a log"));
        for (bad, expected) in [
            ("{\"step\":4\n", "line 6"),
            ("{\"loss\":4}\n", "expected a number `step`"),
            ("{\"step\":1,\"held_out\":3}\n", "expected a list `held_out`"),
            ("{\"step\":1,\"held_out\":[{}]}\n", "expected a `language`"),
        ] {
            let message = read(&(LOG_TEXT.to_string() + bad)).expect_err("bad").to_string();
            assert!(message.contains(LOG) && message.contains(expected), "{message}");
        }
        assert!(
            read("\n")
                .expect_err("empty")
                .to_string()
                .contains("nothing to plot")
        );
    }
}
