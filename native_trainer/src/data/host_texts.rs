//! The texts of a batch on the host: cleaned, cut, tokenised and padded, the same way for every method.

use crate::error::Result;
use bi_irra::config::TextPositions;
use bi_irra::model::bi_irra::tokens::Tokens;
use bi_irra::model::method::TextRows;
use bi_irra::tokenizer::{MAX_WORDS, Tokenizer, clean_caption};
use burn::tensor::Device;

/// Padded lengths are multiples of this. Few lengths: a GPU compiles kernels for each.
const LENGTH_STEP: usize = 8;

/// Tokens of texts, and the length to which all of them are padded.
#[derive(Clone, Debug)]
pub struct HostTexts {
    rows: Vec<Vec<i64>>,
    length: usize,
    pad: i64,
}

impl HostTexts {
    /// Cleans and tokenises texts; each is cut to [`MAX_WORDS`] words and `max_tokens` tokens.
    ///
    /// # Errors
    /// When a text cannot be tokenised.
    pub fn encode<T: AsRef<str>>(
        texts: impl IntoIterator<Item = T>,
        tokenizer: &Tokenizer,
        max_tokens: usize,
    ) -> Result<Self> {
        let encode = |text: T| {
            let ids = tokenizer.encode(&clean_caption(text.as_ref(), MAX_WORDS), max_tokens)?;
            Ok(ids.into_iter().map(i64::from).collect())
        };
        let rows = texts.into_iter().map(encode).collect::<Result<Vec<Vec<i64>>>>()?;
        let longest = rows.iter().map(Vec::len).max().unwrap_or(0);
        Ok(Self {
            length: longest.next_multiple_of(LENGTH_STEP).min(max_tokens),
            pad: i64::from(tokenizer.special().pad),
            rows,
        })
    }

    /// Tokens of each text without padding.
    pub fn rows(&self) -> &[Vec<i64>] {
        &self.rows
    }

    /// Tokens of a text, padding included.
    pub fn length(&self) -> usize {
        self.length
    }

    /// The same texts with other tokens, such as masked ones; padded to the same length.
    pub fn with_rows(&self, rows: Vec<Vec<i64>>) -> Self {
        Self { rows, ..*self }
    }

    /// All texts with their padding behind each other.
    pub fn padded(&self) -> TextRows {
        let size = self.rows.len() * self.length;
        let mut padded = TextRows {
            ids: Vec::with_capacity(size),
            mask: Vec::with_capacity(size),
            batch: self.rows.len(),
        };
        for (row, ids) in self.rows.iter().enumerate() {
            let end = (row + 1) * self.length;
            padded.mask.resize(padded.ids.len() + ids.len(), 1);
            padded.mask.resize(end, 0);
            padded.ids.extend(ids);
            padded.ids.resize(end, self.pad);
        }
        padded
    }

    /// Uploads the texts; `positions` is the numbering that the model wants.
    pub fn upload(&self, positions: TextPositions, device: &Device) -> Tokens {
        let TextRows { ids, mask, batch } = self.padded();
        Tokens::new(ids, &mask, batch, self.length, positions, device)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::path::Path;

    #[test]
    fn texts_are_padded_to_few_lengths_and_cut_to_the_longest() {
        let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../model_weights/tokenizer.json");
        let tokenizer = Tokenizer::from_bytes(&std::fs::read(path).expect("a file")).expect("a tokenizer");
        let texts = [
            "A man.",
            "A woman in a red coat with a long black bag, who walks.",
        ];
        let found = HostTexts::encode(texts, &tokenizer, 64).expect("texts");
        let [short, long] = found.rows() else {
            panic!("two texts")
        };
        assert!(short.len() < long.len() && long.len() <= found.length());
        assert!(found.length().is_multiple_of(LENGTH_STEP) && found.length() < long.len() + LENGTH_STEP);

        let padded = found.padded();
        assert_eq!((padded.batch, padded.length()), (2, found.length()));
        assert!(padded.ids.starts_with(short) && padded.ids[found.length()..].starts_with(long));
        assert_eq!(
            padded.ends(),
            [short, long].map(|ids| ids.len() as i64 - 1).to_vec()
        );
        let pad = i64::from(tokenizer.special().pad);
        assert!(
            padded
                .ids
                .iter()
                .zip(&padded.mask)
                .all(|(id, real)| (*id == pad) == (*real == 0))
        );

        let other = found.with_rows(vec![vec![7], vec![8, 9]]).padded();
        assert_eq!((other.length(), other.ids[0]), (found.length(), 7));
        let cut = HostTexts::encode(texts, &tokenizer, 7).expect("texts");
        assert_eq!((cut.length(), cut.rows()[1].len()), (7, 7));
        assert_eq!(
            HostTexts::encode([""; 0], &tokenizer, 64).expect("none").length(),
            0
        );
    }
}
