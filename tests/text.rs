//! Caption cleaning against the reference, and the layout of token ids.

#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

use bi_irra::tokenizer::{SpecialIds, TokenBatch, Tokenizer, clean_caption};
use rand::rngs::StdRng;
use rand::{RngExt, SeedableRng};
use serde_json::{Value, json};

const PIECES: [&str; 16] = [
    "▁",
    "▁a",
    "▁man",
    "▁red",
    "▁coat",
    "▁in",
    "c",
    "o",
    "a",
    "t",
    "s",
    "▁une",
    "é",
    "▁红色",
    "外套",
    "m",
];

/// A small vocabulary in the form of XLM-R's: `<mask>` comes last.
fn tokenizer_json() -> Value {
    let special = |id: usize, content: &str| {
        json!({"id": id, "content": content, "single_word": false, "lstrip": content == "<mask>",
               "rstrip": false, "normalized": false, "special": true})
    };
    let head = ["<s>", "<pad>", "</s>", "<unk>"];
    let mut vocabulary: Vec<Value> = head.iter().map(|token| json!([token, 0.0])).collect();
    vocabulary.extend(
        PIECES
            .iter()
            .map(|piece| json!([piece, -3.0 - 0.1 * piece.len() as f64])),
    );
    vocabulary.push(json!(["<mask>", 0.0]));
    let mut added: Vec<Value> = head
        .iter()
        .enumerate()
        .map(|(id, token)| special(id, token))
        .collect();
    added.push(special(vocabulary.len() - 1, "<mask>"));
    json!({
        "version": "1.0",
        "truncation": {"direction": "Right", "max_length": 3, "strategy": "LongestFirst", "stride": 0},
        "padding": {"strategy": {"Fixed": 50}, "direction": "Right", "pad_to_multiple_of": null,
                    "pad_id": 1, "pad_type_id": 0, "pad_token": "<pad>"},
        "added_tokens": added,
        "normalizer": {"type": "Sequence", "normalizers": [{"type": "NFKC"}, {"type": "Lowercase"}]},
        "pre_tokenizer": {"type": "Sequence", "pretokenizers": [
            {"type": "WhitespaceSplit"},
            {"type": "Metaspace", "replacement": "▁", "prepend_scheme": "always", "split": true}]},
        "post_processor": null,
        "decoder": {"type": "Metaspace", "replacement": "▁", "prepend_scheme": "always", "split": true},
        "model": {"type": "Unigram", "unk_id": 3, "vocab": vocabulary, "byte_fallback": false}
    })
}

fn load(json: &Value) -> bi_irra::Result<Tokenizer> {
    Tokenizer::from_bytes(json.to_string().as_bytes())
}

fn tokenizer() -> Tokenizer {
    load(&tokenizer_json()).unwrap()
}

fn id(piece: &str) -> u32 {
    4 + PIECES.iter().position(|&known| known == piece).unwrap() as u32
}

#[test]
fn captions_are_cleaned_as_the_reference_does() {
    let golden: Value = serde_json::from_str(include_str!("fixtures/misc/text.json")).unwrap();
    let cases = golden["pre_caption"].as_array().unwrap();
    assert!(!cases.is_empty());
    for case in cases {
        let text = case["inp"].as_str().unwrap();
        let max_words = case["max_words"].as_u64().unwrap() as usize;
        assert_eq!(
            clean_caption(text, max_words),
            case["out"].as_str().unwrap(),
            "{text:?}, {max_words} words"
        );
    }
}

#[test]
fn cleaning_at_the_edges() {
    for (text, max_words, expected) in [
        ("", 77, ""),
        (" \n\t ", 77, ""),
        ("...", 77, ""),
        ("one two", 0, ""),
        ("one two three", 2, "one two"),
        ("ONE\tTWO\n", 77, "one\ttwo"),
        ("a\u{3000}\u{3000}b", 77, "a b"),
        ("a\u{1c}\u{1d}b", 77, "a b"),
        ("İstanbul ÄRMEL ΣΑΣ", 77, "i̇stanbul ärmel σας"),
    ] {
        assert_eq!(clean_caption(text, max_words), expected, "{text:?}");
    }
    // Clean text stays as it is, whatever was in it.
    let mut rng = StdRng::seed_from_u64(5);
    let alphabet: Vec<char> = "aB.!(  \t\n\u{a0}红é,~".chars().collect();
    for _ in 0..500 {
        let length = rng.random_range(0..30);
        let text: String = (0..length)
            .map(|_| alphabet[rng.random_range(0..alphabet.len())])
            .collect();
        let clean = clean_caption(&text, 6);
        assert!(
            clean.split(' ').count() <= 6 && !clean.contains("  "),
            "{text:?}: {clean:?}"
        );
        assert_eq!(clean_caption(&clean, 6), clean, "{text:?}");
    }
}

#[test]
fn a_text_stands_between_start_and_end() {
    let tokenizer = tokenizer();
    assert_eq!(
        tokenizer.special(),
        SpecialIds {
            start: 0,
            pad: 1,
            end: 2,
            unknown: 3,
            mask: 20
        }
    );
    let expected = [0, id("▁a"), id("▁man"), id("▁in"), id("▁red"), id("▁coat"), 2];
    assert_eq!(tokenizer.encode("A man in RED ｃｏａｔ", 77).unwrap(), expected);
    // The cut keeps the first pieces and always the end.
    assert_eq!(
        tokenizer.encode("a man in red coat", 5).unwrap(),
        [0, expected[1], expected[2], expected[3], 2]
    );
    assert_eq!(tokenizer.encode("a man", 2).unwrap(), [0, 2]);
    assert_eq!(tokenizer.encode("", 9).unwrap(), [0, 2]);
    assert_eq!(
        tokenizer.encode("Une 红色外套", 9).unwrap(),
        [0, id("▁une"), id("▁红色"), id("外套"), 2]
    );
    assert!(
        tokenizer
            .encode("a", 1)
            .unwrap_err()
            .to_string()
            .contains("length of 1")
    );
}

#[test]
fn a_batch_is_padded_and_masked() {
    let tokenizer = tokenizer();
    let batch = tokenizer
        .encode_batch(&["a man", "", "a man in red coat"], 6)
        .unwrap();
    assert_eq!((batch.rows, batch.length), (3, 6));
    for (row, text) in ["a man", "", "a man in red coat"].iter().enumerate() {
        let single = tokenizer.encode(text, 6).unwrap();
        let range = row * 6..(row + 1) * 6;
        let padding = 6 - single.len();
        assert_eq!(
            batch.ids[range.clone()],
            [single.clone(), vec![1; padding]].concat()
        );
        assert_eq!(
            batch.mask[range],
            [vec![true; single.len()], vec![false; padding]].concat()
        );
    }
    let longest = TokenBatch::from_rows(&[vec![0, 2], vec![0, 7, 2]], 0, 1);
    assert_eq!((longest.length, longest.ids), (3, vec![0, 2, 1, 0, 7, 2]));
    assert_eq!(TokenBatch::from_rows(&[], 4, 1).ids, [0u32; 0]);
}

#[test]
fn typed_special_tokens_are_plain_text() {
    let tokenizer = tokenizer();
    let SpecialIds {
        start,
        pad,
        end,
        mask,
        ..
    } = tokenizer.special();
    for text in ["a <pad> man", "<s></s>", "<mask>", "red<pad>coat", "<MASK> <PAD>"] {
        let ids = tokenizer.encode(text, 77).unwrap();
        let inside = &ids[1..ids.len() - 1];
        assert!(!inside.is_empty());
        assert!(
            inside.iter().all(|id| ![start, pad, end, mask].contains(id)),
            "{text}: {ids:?}"
        );
        assert!(
            tokenizer
                .piece_spans(text)
                .unwrap()
                .iter()
                .map(|span| span.id)
                .eq(inside.iter().copied())
        );
    }
}

#[test]
fn spans_point_at_the_words() {
    let tokenizer = tokenizer();
    let text = "A  man, in 红色外套 ＲＥＤ coats";
    let spans = tokenizer.piece_spans(text).unwrap();
    let found: Vec<&str> = spans.iter().map(|span| &text[span.start..span.end]).collect();
    let pieces = ["A", "man", ",", "in", "红色", "外套", "ＲＥＤ", "coat", "s"];
    assert_eq!(found, pieces);
    let ids = tokenizer.encode(text, 77).unwrap();
    assert!(
        spans
            .iter()
            .map(|span| span.id)
            .eq(ids[1..ids.len() - 1].iter().copied())
    );
}

#[test]
fn endless_and_odd_texts_are_cut_not_refused() {
    let tokenizer = tokenizer();
    let marks = format!("a{}", "\u{301}".repeat(100_000));
    let texts = [
        "coat".repeat(25_000),
        "红色".repeat(50_000),
        "a ".repeat(50_000),
        " ".repeat(100_000),
        marks,
    ];
    for text in &texts {
        assert!(tokenizer.encode(text, 77).unwrap().len() <= 77);
        assert!(clean_caption(text, 77).len() <= text.len());
        let spans = tokenizer.piece_spans(text).unwrap();
        assert!(spans.iter().all(|span| text.get(span.start..span.end).is_some()));
    }
    let mut rng = StdRng::seed_from_u64(6);
    for _ in 0..300 {
        let length = rng.random_range(0..40);
        let text: String = (0..length).map(|_| rng.random::<char>()).collect();
        let spans = tokenizer.piece_spans(&text).unwrap();
        assert!(
            spans.iter().all(|span| text.get(span.start..span.end).is_some()),
            "{text:?}"
        );
    }
}

#[test]
fn the_vocabulary_must_fit_the_model() {
    let tokenizer = tokenizer();
    assert_eq!(tokenizer.vocabulary_size(), 21);
    assert!(tokenizer.check_vocabulary(21).is_ok());
    for rows in [20, 22] {
        let error = tokenizer.check_vocabulary(rows).unwrap_err().to_string();
        assert!(
            error.contains(&rows.to_string()) && error.contains("21"),
            "{error}"
        );
    }
}

#[test]
fn a_tokenizer_that_does_not_fit_is_named() {
    let message = |json: &Value| load(json).err().unwrap().to_string();
    let mut swapped = tokenizer_json();
    for (place, token) in [(0, "<pad>"), (1, "<s>")] {
        swapped["added_tokens"][place]["content"] = json!(token);
        swapped["model"]["vocab"][place][0] = json!(token);
    }
    assert!(message(&swapped).contains("<s> must have the id 0, found 1"));

    let mut maskless = tokenizer_json();
    maskless["added_tokens"].as_array_mut().unwrap().pop();
    maskless["model"]["vocab"].as_array_mut().unwrap().pop();
    assert!(message(&maskless).contains("<mask> is missing"));

    let mut wrong = tokenizer_json();
    wrong["model"]["unk_id"] = json!(4000);
    assert!(message(&wrong).contains("cannot be read"));
    for bytes in [&b""[..], b"{}", b"\xff\xfe", b"[1, 2"] {
        assert!(Tokenizer::from_bytes(bytes).is_err());
    }
    let whole = tokenizer_json().to_string();
    assert!(Tokenizer::from_bytes(&whole.as_bytes()[..whole.len() / 2]).is_err());
    // Found by cargo-fuzz: where JSON breaks off inside the decoder, the crate panics.
    let broken = whole.replacen("\"decoder\":{", "\"decoder\":{?", 1);
    assert_ne!(broken, whole);
    let error = Tokenizer::from_bytes(broken.as_bytes()).expect_err("no JSON");
    assert!(error.to_string().contains("cannot be read"), "{error}");
}
