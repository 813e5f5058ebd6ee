//! Captions and queries to token ids, in the layout of XLM-R.
//!
//! The `tokenizer.json` decides how text is normalised and cut into pieces; this file adds what the models need
//! around it: the special ids, the cut to a length, the padding, and a bound on what a person may paste in.

use crate::error::{Error, Result};
use crate::weights::pointer;
use std::collections::HashSet;

/// Captions longer than this many words are cut, in training and search alike (SPEC 1.5).
pub const MAX_WORDS: usize = 77;
/// Characters of a text that are looked at; the rest could not reach the model past its cut anyway.
pub const MAX_CHARACTERS: usize = 8_192;

/// The special tokens of XLM-R, by their ids in a vocabulary.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct SpecialIds {
    /// `<s>`, the first token of every text.
    pub start: u32,
    /// `<pad>`.
    pub pad: u32,
    /// `</s>`, the last token of every text.
    pub end: u32,
    /// `<unk>`.
    pub unknown: u32,
    /// `<mask>`.
    pub mask: u32,
}

/// A piece of a text and where it stands there.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PieceSpan {
    /// The piece's id in the vocabulary.
    pub id: u32,
    /// First byte of the piece in the text.
    pub start: usize,
    /// One past its last byte; equal to `start` for a piece that stands for white space alone.
    pub end: usize,
}

/// Texts of one length, padded.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TokenBatch {
    /// Ids, `[rows, length]`, flat.
    pub ids: Vec<u32>,
    /// True where there is a token, false where there is padding; `[rows, length]`, flat.
    pub mask: Vec<bool>,
    /// Number of texts.
    pub rows: usize,
    /// Tokens in a text, padding included.
    pub length: usize,
}

impl TokenBatch {
    /// Pads rows to `length`, or to the longest of them if that is longer.
    pub fn from_rows(rows: &[Vec<u32>], length: usize, pad: u32) -> Self {
        let length = rows.iter().map(Vec::len).fold(length, usize::max);
        let mut ids = Vec::with_capacity(rows.len() * length);
        let mut mask = Vec::with_capacity(rows.len() * length);
        for (index, row) in rows.iter().enumerate() {
            ids.extend_from_slice(row);
            ids.resize((index + 1) * length, pad);
            mask.resize(index * length + row.len(), true);
            mask.resize((index + 1) * length, false);
        }
        Self {
            ids,
            mask,
            rows: rows.len(),
            length,
        }
    }
}

/// A `tokenizer.json` with the special tokens of XLM-R.
///
/// ```
/// use bi_irra::tokenizer::{Tokenizer, clean_caption};
///
/// # fn main() -> Result<(), Box<dyn std::error::Error>> {
/// let tokenizer = Tokenizer::from_bytes(&std::fs::read("model_weights/tokenizer.json")?)?;
/// let text = clean_caption("A woman in a RED coat.", 77);
/// assert_eq!(text, "a woman in a red coat");
///
/// let ids = tokenizer.encode(&text, 40)?;
/// let special = tokenizer.special();
/// assert_eq!((ids.first(), ids.last()), (Some(&special.start), Some(&special.end)));
/// assert!(!ids.contains(&special.unknown));
/// # Ok(())
/// # }
/// ```
#[derive(Debug)]
pub struct Tokenizer {
    inner: tokenizers::Tokenizer,
    special: SpecialIds,
    vocabulary_size: usize,
}

impl Tokenizer {
    /// Reads a `tokenizer.json`.
    ///
    /// `<s>`, `<pad>`, `</s>` and `<unk>` must have the ids 0 to 3, which the weights were trained with; `<mask>`
    /// stands where the vocabulary puts it. Truncation and padding in the file are ignored.
    pub fn from_bytes(json: &[u8]) -> Result<Self> {
        pointer::check(json)?;
        let unreadable = |error: tokenizers::Error| Error::Tokenizer(format!("cannot be read: {error}"));
        // tokenizers 0.22 panics where JSON breaks off inside a decoder or a normaliser.
        serde_json::from_slice::<serde_json::Value>(json).map_err(|error| unreadable(error.into()))?;
        let mut inner = tokenizers::Tokenizer::from_bytes(json).map_err(unreadable)?;
        inner.with_truncation(None).map_err(unreadable)?;
        inner.with_padding(None);

        let id = |token: &str| {
            let found = inner.token_to_id(token);
            found.ok_or_else(|| Error::Tokenizer(format!("the special token {token} is missing")))
        };
        for (token, expected) in [("<s>", 0), ("<pad>", 1), ("</s>", 2), ("<unk>", 3)] {
            let found = id(token)?;
            if found != expected {
                return Err(Error::Tokenizer(format!(
                    "{token} must have the id {expected}, found {found}"
                )));
            }
        }
        let special = SpecialIds {
            start: 0,
            pad: 1,
            end: 2,
            unknown: 3,
            mask: id("<mask>")?,
        };
        if special.mask <= special.unknown {
            return Err(Error::Tokenizer(format!(
                "<mask> shares the id {} with another token",
                special.mask
            )));
        }

        // Ids may have gaps, so the size of the table that they need is the largest id and one.
        let ids: HashSet<u32> = inner.get_vocab(true).into_values().collect();
        let vocabulary_size = ids.iter().max().map_or(0, |&largest| largest as usize + 1);
        Ok(Self {
            inner,
            special,
            vocabulary_size,
        })
    }

    /// The special ids.
    pub fn special(&self) -> SpecialIds {
        self.special
    }

    /// Rows that an embedding table needs: the largest id and one.
    pub fn vocabulary_size(&self) -> usize {
        self.vocabulary_size
    }

    /// Whether every entry of an earlier tokenizer has the same id here, so that embeddings of that one serve this one.
    pub fn extends(&self, earlier: &Self) -> bool {
        let ids = self.inner.get_vocab(true);
        let entries = earlier.inner.get_vocab(true);
        entries.iter().all(|(token, id)| ids.get(token) == Some(id))
    }

    /// Refuses a model whose embedding table has another number of rows.
    pub fn check_vocabulary(&self, model_rows: usize) -> Result<()> {
        if self.vocabulary_size == model_rows {
            return Ok(());
        }
        Err(Error::Tokenizer(format!(
            "the model has embeddings for {model_rows} tokens, the tokenizer has {}",
            self.vocabulary_size
        )))
    }

    /// `<s>`, the first pieces of the text, `</s>`: at most `max_len` ids, without padding.
    pub fn encode(&self, text: &str, max_len: usize) -> Result<Vec<u32>> {
        let room = max_len
            .checked_sub(2)
            .ok_or_else(|| Error::Tokenizer(format!("a length of {max_len} has no room for <s> and </s>")))?;
        let pieces = self.pieces(text)?;
        let mut ids = Vec::with_capacity(pieces.get_ids().len().min(room) + 2);
        ids.push(self.special.start);
        ids.extend(pieces.get_ids().iter().take(room).map(|&id| self.ordinary(id)));
        ids.push(self.special.end);
        Ok(ids)
    }

    /// Encodes each text and pads all to `max_len`.
    pub fn encode_batch(&self, texts: &[&str], max_len: usize) -> Result<TokenBatch> {
        let rows: Vec<_> = texts
            .iter()
            .map(|text| self.encode(text, max_len))
            .collect::<Result<_>>()?;
        Ok(TokenBatch::from_rows(&rows, max_len, self.special.pad))
    }

    /// Where each piece stands in the text; piece `i` is token `i + 1` of [`Tokenizer::encode`].
    pub fn piece_spans(&self, text: &str) -> Result<Vec<PieceSpan>> {
        let pieces = self.pieces(text)?;
        let spans = pieces.get_ids().iter().zip(pieces.get_offsets());
        Ok(spans
            .map(|(&id, &(start, end))| {
                // A piece may carry the space before its word; the word alone is what a person would underline.
                let covered = text.get(start..end).unwrap_or_default();
                let word = covered.trim();
                let start = start + (covered.len() - covered.trim_start().len());
                PieceSpan {
                    id: self.ordinary(id),
                    start,
                    end: start + word.len(),
                }
            })
            .collect())
    }

    fn pieces(&self, text: &str) -> Result<tokenizers::Encoding> {
        let seen = text
            .char_indices()
            .nth(MAX_CHARACTERS)
            .map_or(text, |(end, _)| &text[..end]);
        let encoded = self.inner.encode(seen, false);
        encoded.map_err(|error| Error::Tokenizer(format!("the text cannot be cut into pieces: {error}")))
    }

    /// Someone who types `<pad>` means these five characters, never the token: it would upset masks and positions.
    fn ordinary(&self, id: u32) -> u32 {
        let SpecialIds {
            start,
            pad,
            end,
            unknown,
            mask,
        } = self.special;
        if [start, pad, end, mask].contains(&id) {
            unknown
        } else {
            id
        }
    }
}

/// Prepares a caption as the papers do: lower case, some punctuation to spaces, at most `max_words` words.
///
/// Words are what single spaces separate; a lone tab or line break inside stays.
pub fn clean_caption(text: &str, max_words: usize) -> String {
    let lower = text.to_lowercase();
    let mut spaced = String::with_capacity(lower.len());
    // A run of white space becomes one space; a lone character of it stays what it is.
    let mut run: Option<char> = None;
    for character in lower.chars() {
        let character = if ".!\"()*#:;~".contains(character) {
            ' '
        } else {
            character
        };
        if is_space(character) {
            run = Some(if run.is_some() { ' ' } else { character });
        } else {
            spaced.extend(run.take());
            spaced.push(character);
        }
    }
    spaced.extend(run);
    let trimmed = spaced.trim_end_matches('\n').trim_matches(' ');
    let Some(spaces_kept) = max_words.checked_sub(1) else {
        return String::new();
    };
    let end = trimmed
        .match_indices(' ')
        .nth(spaces_kept)
        .map_or(trimmed.len(), |(cut, _)| cut);
    trimmed[..end].to_owned()
}

/// White space as Python's regular expressions know it: the reference cleans its captions with them.
fn is_space(character: char) -> bool {
    character.is_whitespace() || ('\u{1c}'..='\u{1f}').contains(&character)
}
