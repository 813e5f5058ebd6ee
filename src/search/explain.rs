//! Why a photo matched: which regions of it each word of the query looks at.

use super::engine::{Embedding, Engine, Query, read};
use crate::error::Result;
use crate::tokenizer::PieceSpan;

/// Where the words of a query look in one photo.
#[derive(Clone, Debug, PartialEq)]
pub struct Explanation {
    /// Rows and columns of the maps.
    pub grid: [usize; 2],
    /// The words that the model saw, in their order.
    pub words: Vec<WordMap>,
}

/// Where one word looks.
#[derive(Clone, Debug, PartialEq)]
pub struct WordMap {
    /// The word.
    pub text: String,
    /// False in a term of the query that is not wanted.
    pub wanted: bool,
    /// Share of the word's attention for each region, row by row; what is missing to 1 went to the picture as a whole.
    pub map: Vec<f32>,
}

impl Engine {
    /// The cross-attention of the interaction encoder from each word to each image region, averaged over layers, heads
    /// and the pieces of the word.
    ///
    /// # Errors
    /// When the method has no interaction encoder, or the device fails.
    pub async fn explain(&self, query: &Query, photo: &Embedding) -> Result<Explanation> {
        let (model, config) = self.reranker()?;
        let limit = config.text.max_tokens;
        let regions = config.image_tokens();
        let mut found = Vec::new();
        for term in &query.terms {
            let (text, mask) = self.text_tokens(config, term);
            let encoder = model.text_encoder();
            let attention =
                encoder.cross_attention_map(text, &mask, self.image_tokens(config, &[&photo.tokens]));
            let attention = read(attention).await?; // [tokens, image tokens]
            // The first and the last token are no words.
            let mut spans = self.tokenizer().piece_spans(&term.text)?;
            spans.truncate(limit - 2);
            for (text, pieces) in words(&term.text, &spans) {
                let mut map = vec![0.0; regions - 1];
                for piece in pieces.clone() {
                    // The first image token is the picture as a whole.
                    let row = &attention[(piece + 1) * regions + 1..(piece + 2) * regions];
                    for (sum, value) in map.iter_mut().zip(row) {
                        *sum += value / pieces.len() as f32;
                    }
                }
                found.push(WordMap {
                    text: text.to_owned(),
                    wanted: term.weight > 0.0,
                    map,
                });
            }
        }
        Ok(Explanation {
            grid: config.grid(),
            words: found,
        })
    }
}

/// Joins the tokenizer's pieces to words: pieces that touch belong together, but not in scripts that are written without
/// spaces, where every piece is a word of its own.
fn words<'a>(text: &'a str, pieces: &[PieceSpan]) -> Vec<(&'a str, std::ops::Range<usize>)> {
    let mut found: Vec<(std::ops::Range<usize>, std::ops::Range<usize>)> = Vec::new();
    for (number, piece) in pieces.iter().enumerate() {
        if piece.start >= piece.end {
            continue;
        }
        let spaced = |term: &str| !term.chars().any(is_unspaced);
        match found.last_mut() {
            Some((span, numbers))
                if span.end == piece.start
                    && spaced(&text[span.clone()])
                    && spaced(&text[piece.start..piece.end]) =>
            {
                span.end = piece.end;
                numbers.end = number + 1;
            }
            _ => found.push((piece.start..piece.end, number..number + 1)),
        }
    }
    found
        .into_iter()
        .map(|(span, numbers)| (text[span].trim_matches(|c: char| !c.is_alphanumeric()), numbers))
        .filter(|(word, _)| !word.is_empty())
        .collect()
}

/// Kana, Chinese characters and Thai, roughly: scripts without spaces between words.
fn is_unspaced(c: char) -> bool {
    matches!(c, '\u{0e00}'..='\u{0e7f}' | '\u{3040}'..='\u{30ff}' | '\u{3400}'..='\u{9fff}' | '\u{f900}'..='\u{faff}' | '\u{20000}'..='\u{3ffff}')
}

#[cfg(test)]
mod tests {
    use super::*;

    fn spans(places: &[(usize, usize)]) -> Vec<PieceSpan> {
        places
            .iter()
            .map(|&(start, end)| PieceSpan { id: 9, start, end })
            .collect()
    }

    #[test]
    fn pieces_that_touch_are_one_word() {
        let text = "a red t-shirt, hat";
        let pieces = spans(&[
            (0, 1),
            (2, 5),
            (6, 7),
            (7, 8),
            (8, 13),
            (13, 14),
            (15, 15),
            (15, 18),
        ]);
        let words: Vec<_> = words(text, &pieces);
        assert_eq!(
            words,
            [("a", 0..1), ("red", 1..2), ("t-shirt", 2..6), ("hat", 7..8)]
        );
    }

    #[test]
    fn scripts_without_spaces_keep_their_pieces() {
        let text = "红色外套";
        assert_eq!(
            words(text, &spans(&[(0, 6), (6, 12)])),
            [("红色", 0..1), ("外套", 1..2)]
        );
    }

    #[test]
    fn punctuation_alone_is_no_word() {
        assert!(words("—", &spans(&[(0, 3)])).is_empty());
    }
}
