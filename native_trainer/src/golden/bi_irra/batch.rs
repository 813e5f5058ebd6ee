//! The inputs of a set as the model takes them.

use crate::error::Result;
use crate::golden::fixture::Fixture;
use bi_irra::config::TextPositions;
use bi_irra::model::bi_irra::losses::{TextBatch, TrainBatch};
use bi_irra::model::bi_irra::network::Side;
use bi_irra::model::bi_irra::tokens::Tokens;
use burn::tensor::{Device, Int, Tensor};

/// The reference's suffix for a side's tensors.
pub fn language(side: Side) -> &'static str {
    match side {
        Side::Source => "sl",
        Side::Target => "tl",
    }
}

/// One batch of a fixture file.
pub struct Inputs<'a> {
    fixture: &'a Fixture,
    /// In front of every name, for files with several batches.
    prefix: String,
    positions: TextPositions,
    device: &'a Device,
}

impl<'a> Inputs<'a> {
    /// The batch whose names start with `prefix`.
    pub fn new(
        fixture: &'a Fixture,
        prefix: impl Into<String>,
        positions: TextPositions,
        device: &'a Device,
    ) -> Self {
        Self {
            fixture,
            prefix: prefix.into(),
            positions,
            device,
        }
    }

    fn name(&self, name: &str) -> String {
        format!("{}{name}", self.prefix)
    }

    /// The pictures.
    ///
    /// # Shapes
    /// - output: `[batch, 3, height, width]`
    pub fn image(&self) -> Result<Tensor<4>> {
        self.fixture.float(&self.name("image"), self.device)
    }

    /// # Shapes
    /// - output: `[batch, patches]`, 1 where a patch is hidden
    pub fn image_mask(&self) -> Result<Tensor<2>> {
        self.fixture.float(&self.name("image_mask"), self.device)
    }

    /// The person of each pair.
    pub fn identities(&self) -> Result<Vec<i64>> {
        Ok(self.fixture.get(&self.name("idx"))?.integers.clone())
    }

    /// The texts of one side.
    pub fn text(&self, side: Side) -> Result<Tokens> {
        self.tokens("", side)
    }

    /// The same texts with hidden words.
    pub fn masked_text(&self, side: Side) -> Result<Tokens> {
        self.tokens("masked_", side)
    }

    fn tokens(&self, kind: &str, side: Side) -> Result<Tokens> {
        let language = language(side);
        let mask = self.fixture.get(&self.name(&format!("text_atts_{language}")))?;
        let name = self.name(&format!("text_ids_{kind}{language}"));
        let [batch, tokens] = self.fixture.shape(&name)?;
        let ids = self.fixture.get(&name)?.integers.clone();
        Ok(Tokens::new(
            ids,
            &mask.integers,
            batch,
            tokens,
            self.positions,
            self.device,
        ))
    }

    /// # Shapes
    /// - output: `[batch, masks]`
    pub fn masked_positions(&self, side: Side) -> Result<Tensor<2, Int>> {
        let name = self.name(&format!("masked_pos_{}", language(side)));
        self.fixture.int(&name, self.device)
    }

    /// # Shapes
    /// - output: `[batch * masks]`
    pub fn masked_labels(&self, side: Side) -> Result<Vec<i64>> {
        let name = self.name(&format!("masked_ids_{}", language(side)));
        Ok(self.fixture.get(&name)?.integers.clone())
    }

    fn text_batch(&self, side: Side) -> Result<TextBatch> {
        Ok(TextBatch {
            tokens: self.text(side)?,
            masked: self.masked_text(side)?,
            positions: self.masked_positions(side)?,
            labels: self.masked_labels(side)?,
            grounding: None,
        })
    }

    /// Everything that a training step takes.
    pub fn train_batch(&self) -> Result<TrainBatch> {
        Ok(TrainBatch {
            image: self.image()?,
            image_mask: self.image_mask()?,
            identities: self.identities()?,
            source: self.text_batch(Side::Source)?,
            target: self.text_batch(Side::Target)?,
            concepts: None,
            told: None,
            dense: None,
            fits: None,
        })
    }
}
