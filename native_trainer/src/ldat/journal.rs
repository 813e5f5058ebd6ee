//! The journal of a translation: every accepted answer at once on the disk, so that a stop loses nothing.

use crate::error::{Error, Result};
use crate::files::{self, lock};
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use std::collections::BTreeMap;
use std::fs::{File, OpenOptions};
use std::io::{Read, Write};
use std::path::{Path, PathBuf};
use std::sync::{Mutex, MutexGuard, PoisonError};

/// Version of the journal's format.
const FORMAT: u32 = 1;

/// First line: what the answers belong to.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Head {
    format: u32,
    split: String,
    language: String,
    /// SHA-256 of the English captions in their order.
    captions: String,
}

impl Head {
    /// The head for these captions.
    pub fn new(split: &str, language: &str, captions: &[&str]) -> Self {
        let mut hash = Sha256::new();
        for caption in captions {
            hash.update((caption.len() as u64).to_le_bytes());
            hash.update(caption);
        }
        Self {
            format: FORMAT,
            split: split.into(),
            language: language.into(),
            captions: hash.finalize().iter().map(|byte| format!("{byte:02x}")).collect(),
        }
    }
}

/// An accepted answer; `caption` counts the captions of the split from 0.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(tag = "stage", rename_all = "lowercase", deny_unknown_fields)]
pub enum Answer {
    /// A translation.
    Translated {
        /// Number of the caption.
        caption: usize,
        /// In the target language.
        text: String,
    },
    /// The translation's score, from 0 to 100.
    Scored {
        /// Number of the caption.
        caption: usize,
        /// Higher is better.
        score: f64,
    },
    /// What replaces a noisy translation.
    Rewritten {
        /// Number of the caption.
        caption: usize,
        /// In the target language.
        text: String,
    },
    /// No answer: the server refuses one.
    Refused {
        /// Number of the caption.
        caption: usize,
        /// What was asked for.
        step: Step,
        /// The server's words.
        reason: String,
    },
}

/// What is asked for about a caption.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Step {
    /// A translation.
    Translation,
    /// Its score.
    Score,
    /// What replaces it.
    Rewriting,
}

/// What is known about one caption.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Progress {
    /// Its translation.
    pub translated: Option<String>,
    /// The translation's score.
    pub score: Option<f64>,
    /// What replaces the translation.
    pub rewritten: Option<String>,
    /// Why the server refuses an answer.
    pub refused: BTreeMap<Step, String>,
}

impl Progress {
    /// The text for the data set.
    pub fn best(&self) -> Option<&str> {
        self.rewritten.as_deref().or(self.translated.as_deref())
    }

    /// 100 less the score.
    pub fn noise(&self) -> Option<f64> {
        self.score.map(|score| 100.0 - score)
    }
}

/// A journal, open for more.
pub struct Journal {
    path: PathBuf,
    inner: Mutex<Inner>,
}

struct Inner {
    file: File,
    progress: Vec<Progress>,
}

impl Journal {
    /// Opens a journal, or begins one; a last line that a crash cut off is dropped.
    ///
    /// # Errors
    /// When it belongs to other captions or is damaged: names the line. When another run has it open.
    pub fn open(path: &Path, head: &Head, captions: usize) -> Result<Self> {
        if let Some(folder) = path.parent() {
            files::create_folder(folder)?;
        }
        let mut options = OpenOptions::new();
        options.read(true).append(true).create(true);
        let mut file = options.open(path).map_err(Error::io("open", path))?;
        lock(&file, path)?;
        let mut bytes = Vec::new();
        file.read_to_end(&mut bytes).map_err(Error::io("read", path))?;
        let whole = bytes
            .iter()
            .rposition(|byte| *byte == b'\n')
            .map_or(0, |end| end + 1);
        if whole < bytes.len() {
            file.set_len(whole as u64).map_err(Error::io("shorten", path))?;
        }
        let mut inner = Inner {
            file,
            progress: vec![Progress::default(); captions],
        };
        if whole == 0 {
            inner.append(head).map_err(Error::io("write", path))?;
        }
        for (index, line) in bytes[..whole].split_inclusive(|byte| *byte == b'\n').enumerate() {
            let fail = |message: String| Error::Line {
                path: path.to_path_buf(),
                line: index + 1,
                message,
            };
            if index == 0 {
                let found: Head = serde_json::from_slice(line).map_err(|e| fail(e.to_string()))?;
                if found != *head {
                    let message = "the journal of other captions; move it away to begin again";
                    return Err(fail(message.into()));
                }
                continue;
            }
            let answer: Answer = serde_json::from_slice(line).map_err(|e| fail(e.to_string()))?;
            inner.note(answer).map_err(fail)?;
        }
        Ok(Self {
            path: path.to_path_buf(),
            inner: Mutex::new(inner),
        })
    }

    /// Where it lies.
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// Keeps an answer: it is on the disk when this returns.
    ///
    /// # Errors
    /// When the disk does not take it.
    pub fn keep(&self, answer: Answer) -> Result<()> {
        let mut inner = self.lock();
        inner.append(&answer).map_err(Error::io("write", &self.path))?;
        inner.note(answer).map_err(Error::Input)
    }

    /// What is known about each caption.
    pub fn progress(&self) -> Vec<Progress> {
        self.lock().progress.clone()
    }

    fn lock(&self) -> MutexGuard<'_, Inner> {
        self.inner.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Inner {
    fn append(&mut self, line: &impl Serialize) -> std::io::Result<()> {
        let mut text = serde_json::to_vec(line)?;
        text.push(b'\n');
        let whole = self.file.metadata()?.len();
        let written = self.file.write_all(&text).and_then(|()| self.file.sync_data());
        if written.is_err() {
            // The next answer may find room again, and must not stand behind half a line.
            self.file.set_len(whole)?;
        }
        written
    }

    fn note(&mut self, answer: Answer) -> std::result::Result<(), String> {
        let count = self.progress.len();
        let (Answer::Translated { caption, .. }
        | Answer::Scored { caption, .. }
        | Answer::Rewritten { caption, .. }
        | Answer::Refused { caption, .. }) = &answer;
        let place = self
            .progress
            .get_mut(*caption)
            .ok_or_else(|| format!("caption {caption}: there are {count}"))?;
        match answer {
            // A new translation, as one written by hand, has no score yet.
            Answer::Translated { text, .. } => {
                *place = Progress {
                    translated: Some(text),
                    ..Progress::default()
                }
            }
            Answer::Scored { score, .. } => {
                place.score = Some(score);
                place.refused.remove(&Step::Score);
            }
            Answer::Rewritten { text, .. } => {
                place.rewritten = Some(text);
                place.refused.remove(&Step::Rewriting);
            }
            Answer::Refused { step, reason, .. } => {
                place.refused.insert(step, reason);
            }
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::fs;

    const CAPTIONS: [&str; 2] = ["a man", "a woman"];

    #[test]
    fn answers_survive_a_crash_in_the_middle_of_a_line() {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("deep/train_fr.jsonl");
        let head = Head::new("train", "fr", &CAPTIONS);
        let journal = Journal::open(&path, &head, 2).expect("a new one");
        let text = || "une femme".to_string();
        journal
            .keep(Answer::Translated {
                caption: 1,
                text: text(),
            })
            .expect("kept");
        journal
            .keep(Answer::Scored {
                caption: 1,
                score: 90.0,
            })
            .expect("kept");
        let known = journal.progress();
        drop(journal);
        let whole = fs::read(&path).expect("there");
        fs::write(&path, [&whole[..], b"{\"stage\":\"transl"].concat()).expect("cut off");
        let journal = Journal::open(&path, &head, 2).expect("mended");
        assert_eq!(journal.progress(), known);
        assert_eq!(known[1].translated, Some(text()));
        journal
            .keep(Answer::Rewritten {
                caption: 1,
                text: text(),
            })
            .expect("kept");
        drop(journal);
        let known = Journal::open(&path, &head, 2).expect("whole").progress();
        assert_eq!(
            (known[1].score, known[1].rewritten.clone()),
            (Some(90.0), Some(text()))
        );
        assert_eq!(known[0], Progress::default());
    }

    #[test]
    fn refusals_are_marked_until_there_is_an_answer_and_one_run_has_the_journal() {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("j.jsonl");
        let head = Head::new("train", "fr", &CAPTIONS);
        let journal = Journal::open(&path, &head, 2).expect("a new one");
        let second = Journal::open(&path, &head, 2).err().expect("in use").to_string();
        assert!(second.contains("j.jsonl is in use by another run"), "{second}");
        let refused = Answer::Refused {
            caption: 0,
            step: Step::Translation,
            reason: "a filter".into(),
        };
        journal.keep(refused).expect("kept");
        drop(journal);
        let journal = Journal::open(&path, &head, 2).expect("whole");
        assert_eq!(journal.progress()[0].refused[&Step::Translation], "a filter");
        let text = "un homme".into();
        journal
            .keep(Answer::Translated { caption: 0, text })
            .expect("kept");
        assert!(journal.progress()[0].refused.is_empty());
    }

    #[test]
    fn foreign_and_damaged_journals_are_refused() {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("j.jsonl");
        let head = Head::new("train", "fr", &CAPTIONS);
        drop(Journal::open(&path, &head, 2).expect("a new one"));
        let other = Head::new("train", "fr", &["a man", "a boy"]);
        let message = |head: &Head| Journal::open(&path, head, 2).err().expect("refused").to_string();
        assert!(message(&other).contains("line 1: the journal of other captions"));
        let whole = fs::read_to_string(&path).expect("there");
        for (bad, expected) in [
            (
                "{\"stage\":\"scored\",\"caption\":7,\"score\":1}\n",
                "line 2: caption 7: there are 2",
            ),
            ("{\"stage\":\"sung\"}\n", "line 2"),
        ] {
            fs::write(&path, whole.clone() + bad).expect("written");
            assert!(message(&head).contains(expected), "{}", message(&head));
        }
    }
}
