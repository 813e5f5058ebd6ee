use super::*;
use std::collections::HashSet;

#[test]
fn each_round_shows_everybody_once_in_another_order_with_other_words() {
    let people = SyntheticPairs::new(3, (16, 32), Split::Train, vec![Language::French], 30);
    let round = |round: u64| (0..30).map(|i| people.number(round * 30 + i)).collect::<Vec<_>>();
    assert_eq!(round(0).iter().collect::<HashSet<_>>().len(), 30);
    assert_ne!(round(0), round(1));
    let all = people.batch(0, 60, 0.0, 0.0).expect("renders");
    let first = all[0].clone();
    let again = all
        .into_iter()
        .skip(30)
        .find(|pair| pair.identity == first.identity)
        .expect("comes again");
    assert_eq!(again.image, first.image);
    assert_ne!((again.source, again.target), (first.source, first.target));
}

#[test]
fn half_of_the_people_stand_before_a_photo_and_are_the_same() {
    let pink = synth::photo::Photo {
        width: 30,
        height: 20,
        rgb: [250, 20, 200].repeat(600),
    };
    let bare = SyntheticPairs::new(3, (16, 32), Split::Train, vec![Language::French], 40);
    let people = || SyntheticPairs::new(3, (16, 32), Split::Train, vec![Language::French], 40);
    let before = people().with_backgrounds(vec![pink].into());
    let (bare, before) = (bare.batch(0, 40, 0.0, 0.0), before.batch(0, 40, 0.0, 0.0));
    let (bare, before) = (bare.expect("renders"), before.expect("renders"));
    let changed = bare
        .iter()
        .zip(&before)
        .filter(|(a, b)| a.image != b.image)
        .count();
    assert!((10..=30).contains(&changed), "{changed}");
    for (a, b) in bare.iter().zip(&before) {
        let cells = |pair: &Pair| pair.truth.as_ref().expect("rendered").cells.clone();
        assert_eq!((a.identity, cells(a)), (b.identity, cells(b)));
    }
}

#[test]
fn the_asked_share_of_a_batch_looks_alike() {
    let people = SyntheticPairs::new(3, (16, 32), Split::Train, vec![Language::French], 2000);
    let numbers = |look_alikes| -> Vec<u64> {
        let batch = people.batch(64, 16, 1.0, look_alikes).expect("renders");
        batch.iter().map(|pair| pair.identity as u64).collect()
    };
    let (blind, half) = (numbers(0.0), numbers(0.5));
    assert_eq!(blind[8..], half[8..]);
    assert_eq!(half, numbers(0.5));
    let sexes = |numbers: &[u64]| -> HashSet<_> {
        numbers
            .iter()
            .map(|number| people.person(*number).sex as u8)
            .collect()
    };
    assert_ne!(blind[..8], half[..8]);
    assert!(sexes(&half[..8]).len() <= 2);
}

#[test]
fn source_captions_are_in_the_languages_asked_for() {
    let people = |sources: &[Language]| {
        SyntheticPairs::new(3, (16, 32), Split::Train, vec![Language::French], 60)
            .with_sources(sources.to_vec())
            .with_brief(0.5)
    };
    let texts = |people: SyntheticPairs| -> Vec<String> {
        let pairs = people.batch(0, 60, 0.0, 0.0).expect("renders");
        pairs.into_iter().map(|pair| pair.source).collect()
    };
    let han = |text: &String| {
        text.chars()
            .any(|letter| ('\u{4e00}'..'\u{9fff}').contains(&letter))
    };
    let count = |texts: Vec<String>| texts.iter().filter(|text| han(text)).count();
    assert_eq!(count(texts(people(&[Language::Chinese]))), 60);
    assert_eq!(count(texts(people(&[Language::English]))), 0);
    let several = count(texts(people(&[Language::English, Language::Chinese])));
    assert!((15..=45).contains(&several), "{several}");
    // A second language comes into brief captions alone.
    let mixed = SyntheticPairs::new(3, (16, 32), Split::Train, vec![Language::Chinese], 60)
        .with_brief(0.5)
        .with_mixed(1.0);
    let mixed = count(texts(mixed));
    assert!((15..=45).contains(&mixed), "{mixed}");
}
