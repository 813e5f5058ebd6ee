//! What the commands that measure weights share: the data set, what is asked of it, and where the figures go.

use crate::cli::{MeasureArgs, Protocol};
use crate::data::dataset::Dataset;
use crate::error::{Error, Result};
use crate::files;
use crate::retrieval::ranking::candidates;
use bi_irra::search::Engine;
use serde::Serialize;
use std::path::Path;

/// What is measured.
#[derive(Clone, Copy, Debug)]
pub struct Options {
    /// Which queries are put to which gallery.
    pub protocol: Protocol,
    /// Candidates of stage 2; 0 leaves it out.
    pub rerank: usize,
    /// Most queries of a language.
    pub limit: Option<usize>,
}

impl MeasureArgs {
    /// Reads the data set.
    ///
    /// # Errors
    /// When it is missing or malformed.
    pub fn dataset(&self) -> Result<Dataset> {
        let folder = self
            .data
            .as_ref()
            .ok_or_else(|| Error::Input("--data is missing: the folder of a data set".into()))?;
        match &self.split {
            Some(split) => Dataset::read(folder, split, &self.languages),
            None => Dataset::open(folder, &self.languages),
        }
    }

    /// What is to be measured of a model.
    ///
    /// # Errors
    /// When photos are to be re-ranked without a match head.
    pub fn options(&self, engine: &Engine) -> Result<Options> {
        Ok(Options {
            protocol: self.protocol,
            rerank: candidates(engine, self.rerank)?,
            limit: self.limit,
        })
    }

    /// Writes the figures as JSON where that was asked for, and prints them, as JSON or as `table`.
    ///
    /// # Errors
    /// When the file cannot be written.
    pub fn deliver(&self, figures: &impl Serialize, table: impl FnOnce() -> String) -> Result<()> {
        let json = serde_json::to_string_pretty(figures).map_err(Error::json(Path::new("figures")))? + "\n";
        if let Some(path) = &self.out {
            files::write_atomically(path, json.as_bytes())?;
        }
        print!("{}", if self.json { json } else { table() });
        Ok(())
    }
}
