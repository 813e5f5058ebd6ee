//! `tokenizer`: a `tokenizer.json` for the captions of all languages, in the layout of XLM-R.

pub mod extend;
pub mod lattice;
pub mod pieces;
pub mod unigram;

use crate::cli::{DataSplit, TokenizerArgs};
use crate::data::dataset::Dataset;
use crate::data::seeds::seed_of;
use crate::error::{Error, Result};
use crate::files;
use crate::progress::progress_bar;
use crate::tokenizer::pieces::SPACE;
use crate::tokenizer::unigram::Piece;
use bi_irra::tokenizer::{MAX_CHARACTERS, MAX_WORDS, Tokenizer, clean_caption};
use rayon::prelude::*;
use std::collections::{BTreeMap, BTreeSet};
use synth::caption::caption;
use synth::{Conditions, Person, Shot, render};
use tokenizers::models::unigram::Unigram;
use tokenizers::normalizers::{Lowercase, NFKC, Nmt, Replace, Sequence};
use tokenizers::pre_tokenizers::metaspace::{Metaspace, PrependScheme};
use tokenizers::{
    AddedToken, NormalizedString, Normalizer, OffsetReferential, OffsetType, PreTokenizedString, PreTokenizer,
};

/// Special tokens with the ids 0 to 3.
const FIRST: [&str; 4] = ["<s>", "<pad>", "</s>", "<unk>"];
/// The special token with the last id.
const MASK: &str = "<mask>";
/// Id of `<unk>` among [`FIRST`].
const UNKNOWN: usize = 3;
/// Characters that people type whatever the captions hold.
const ALPHABET: &str = "abcdefghijklmnopqrstuvwxyz0123456789àâäáãåæçèéêëíìîïñóòôöõøœßúùûüýÿ\
                        ,.!?'-–/\\()[]{}:;\"%&+=*#@_$€£、。「」・ー";
/// Height and width at which people are rendered to find out what can be said about them.
const LOOK: [usize; 2] = [96, 48];

/// Runs the command.
///
/// # Errors
/// When there are no captions, or too many characters for the vocabulary.
pub fn run(args: &TokenizerArgs) -> Result<()> {
    let mut texts: Vec<String> = Vec::new();
    for folder in &args.data {
        let dataset = Dataset::open(folder, &[])?;
        texts.extend(
            dataset
                .entries
                .into_iter()
                .flat_map(|entry| entry.captions.into_values())
                .flatten(),
        );
    }
    texts.extend(synthetic(args));
    if texts.is_empty() {
        return Err(Error::Tokenizer("there are no captions to learn from".into()));
    }
    let json = match &args.extend {
        Some(path) => {
            let pieces = learn(&texts, args.vocabulary as usize)?;
            extend::extend(&files::read(path)?, pieces, path)?
        }
        None => train(&texts, args.vocabulary as usize)?,
    };
    let tokenizer = Tokenizer::from_bytes(&json)?;
    let length = |text: &String| {
        Ok(tokenizer
            .encode(&clean_caption(text, MAX_WORDS), MAX_CHARACTERS)?
            .len())
    };
    let lengths: Vec<usize> = texts.iter().map(length).collect::<Result<_>>()?;
    files::write_atomically(&args.out, &json)?;
    eprintln!(
        "{}: {} entries from {} captions of {:.1} tokens, {} at most",
        args.out.display(),
        tokenizer.vocabulary_size(),
        texts.len(),
        lengths.iter().sum::<usize>() as f64 / texts.len() as f64,
        lengths.iter().max().unwrap_or(&0)
    );
    Ok(())
}

/// Two captions in each language of people that may be trained on.
fn synthetic(args: &TokenizerArgs) -> Vec<String> {
    let count = args.synth.unwrap_or(0);
    let progress = progress_bar(count as usize, "people");
    let describe = |identity: u32| {
        let seed = |part: u64| seed_of(DataSplit::Train, args.seed, u64::from(identity), part);
        let person = Person::sample(seed(0));
        let [height, width] = LOOK;
        let seen = render(&person, &Shot::sample(seed(1), Conditions::Train), width, height).description;
        progress.inc(1);
        let say = |(language, part)| caption(&seen, language, args.wording.split(), seed(part)).text;
        let captions = args
            .languages
            .iter()
            .flat_map(|language| [(*language, 2), (*language, 3)]);
        captions.map(say).collect::<Vec<_>>()
    };
    let captions: Vec<Vec<String>> = (0..count).into_par_iter().map(describe).collect();
    progress.finish_and_clear();
    captions.into_iter().flatten().collect()
}

/// Learns the pieces of a vocabulary of at most `size` entries, special tokens included.
///
/// # Errors
/// When the characters alone are more than the vocabulary.
pub fn learn(texts: &[String], size: usize) -> Result<Vec<Piece>> {
    let room = size.saturating_sub(FIRST.len() + 1);
    unigram::train(&words(texts)?, &ALPHABET.chars().collect(), room)
}

/// Learns a vocabulary of at most `size` entries and puts it into a `tokenizer.json`.
///
/// # Errors
/// When the characters alone are more than the vocabulary.
pub fn train(texts: &[String], size: usize) -> Result<Vec<u8>> {
    let pieces = learn(texts, size)?;
    let mut vocabulary: Vec<Piece> = FIRST.iter().map(|token| (token.to_string(), 0.0)).collect();
    vocabulary.extend(pieces);
    vocabulary.push((MASK.to_string(), 0.0));

    let model = Unigram::from(vocabulary, Some(UNKNOWN), false).map_err(failed)?;
    let mut tokenizer = tokenizers::Tokenizer::new(model);
    tokenizer.with_normalizer(Some(normalizer()?));
    tokenizer.with_pre_tokenizer(Some(metaspace()));
    tokenizer.with_decoder(Some(metaspace()));
    let special = FIRST
        .iter()
        .chain([&MASK])
        .map(|token| AddedToken::from(token.to_string(), true));
    tokenizer.add_special_tokens(&special.collect::<Vec<_>>());
    Ok(tokenizer.to_string(false).map_err(failed)?.into_bytes())
}

/// White space of all kinds becomes spaces, compatible characters one, letters small. Telephones type a curly
/// apostrophe, so it is the same as the straight one.
fn normalizer() -> Result<Sequence> {
    let apostrophe = Replace::new("’", "'").map_err(failed)?;
    Ok(Sequence::new(vec![
        Nmt.into(),
        NFKC.into(),
        Lowercase.into(),
        apostrophe.into(),
    ]))
}

fn metaspace() -> Metaspace {
    Metaspace::new(SPACE, PrependScheme::Always, true)
}

/// The words of the texts with their counts, as the tokenizer will see them.
fn words(texts: &[String]) -> Result<BTreeMap<String, u64>> {
    let (normalizer, metaspace) = (normalizer()?, metaspace());
    let mut words = BTreeMap::new();
    for text in texts.iter().collect::<BTreeSet<_>>() {
        let mut normalized = NormalizedString::from(clean_caption(text, MAX_WORDS));
        normalizer.normalize(&mut normalized).map_err(failed)?;
        let mut split = PreTokenizedString::from(normalized);
        metaspace.pre_tokenize(&mut split).map_err(failed)?;
        for (word, ..) in split.get_splits(OffsetReferential::Normalized, OffsetType::Byte) {
            *words.entry(word.to_string()).or_insert(0) += 1;
        }
    }
    Ok(words)
}

fn failed(error: tokenizers::Error) -> Error {
    Error::Tokenizer(error.to_string())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn captions() -> Vec<String> {
        let list = [
            "A man in a red jacket, black trousers and white shoes.",
            "A woman with a red jacket and a black backpack",
            "一个穿红色夹克和黑色裤子的男人，背着双肩包。",
            "穿红色夹克的女人",
            "Un homme avec une veste rouge et un sac à dos noir",
            "L'homme porte une veste rouge",
            "Ein Mann mit roter Jacke und weißen Turnschuhen",
            "赤いジャケットを着た男性、黒いリュックサック。",
            "赤いジャケットの女性",
        ];
        list.iter()
            .cycle()
            .take(90)
            .enumerate()
            .map(|(i, text)| format!("{text} {}", i / 9))
            .collect()
    }

    #[test]
    fn the_result_has_xlmr_layout_and_knows_its_texts() {
        let json = train(&captions(), 400).expect("trained");
        let tokenizer = Tokenizer::from_bytes(&json).expect("loads");
        let special = tokenizer.special();
        assert_eq!(
            (special.start, special.pad, special.end, special.unknown),
            (0, 1, 2, 3)
        );
        assert_eq!(special.mask as usize, tokenizer.vocabulary_size() - 1);
        assert!(tokenizer.vocabulary_size() <= 400);
        for text in captions() {
            let ids = tokenizer.encode(&clean_caption(&text, 77), 256).expect("encoded");
            assert!(!ids.contains(&3), "{text}: {ids:?}");
            assert!(
                ids.len() < text.chars().count(),
                "{text} is cut into more than its characters"
            );
        }
        let ids = tokenizer.encode("red jacket", 64).expect("encoded");
        assert_eq!(ids.len(), 4, "two frequent words are two pieces: {ids:?}");
        let ids = tokenizer
            .encode("kilim 👗 𒀀 ґ\u{0} <pad>", 64)
            .expect("unknown characters do not fail");
        assert!(ids.contains(&3));
    }

    #[test]
    fn training_is_deterministic() {
        let once = train(&captions(), 300).expect("trained");
        let pool = rayon::ThreadPoolBuilder::new()
            .num_threads(1)
            .build()
            .expect("a pool");
        let again = pool.install(|| train(&captions(), 300)).expect("trained");
        assert_eq!(once, again);
    }

    #[test]
    fn too_many_characters_are_refused() {
        let error = train(&captions(), 64).expect_err("the alphabet alone is larger");
        assert!(error.to_string().contains("different characters"), "{error}");
    }
}
