//! The model of this worker: on its device, with what reads sentences and what finds people beside it.

use super::device::{self, ModelFiles};
use super::profile::{Work, timed};
use crate::error::Result;
use crate::search::index::MODEL_HASH;
use crate::search::{Engine, PersonFinder};
use protocol::{BATCH, Backend, Reply};

/// A loaded model.
pub struct Model {
    /// Embeds photos and judges them.
    pub engine: Engine,
    /// Embeds sentences in place of an engine on a GPU.
    text_engine: Option<Engine>,
    /// Finds the people in photos; without one every photo is searched as a whole.
    pub finder: Option<PersonFinder>,
    /// What the features depend on, hashed.
    pub hash: [u8; MODEL_HASH],
}

impl Model {
    /// Loads it on the device that was asked for, or on the best one, and says what became of that.
    ///
    /// # Errors
    /// When the files are no model.
    pub async fn load(files: &ModelFiles, wanted: Option<Backend>) -> Result<(Self, Reply)> {
        let hash = files.hash();
        let finder = files.load_finder()?;
        let opened = timed(Work::Start, 1, device::open(wanted, files)).await?;
        let ready = Reply::Ready {
            device: opened.backend,
            name: opened.name,
            fallback: opened.fallback,
            batch: BATCH,
            speeds: opened.speeds,
            languages: opened.engine.languages(),
            finds_people: finder.is_some(),
        };
        let model = Self {
            engine: opened.engine,
            text_engine: opened.text_engine,
            finder,
            hash: hash.await,
        };
        Ok((model, ready))
    }

    /// What turns sentences into features.
    pub fn text_engine(&self) -> &Engine {
        self.text_engine.as_ref().unwrap_or(&self.engine)
    }
}
