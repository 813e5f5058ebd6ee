use super::*;
use crate::attributes::{Age, Bag, Colour, Facing, Sex, Upper};
use crate::caption::{
    Language, Split, Style, brief_caption, caption, caption_styled, mixed_caption, samples,
};
use samples::plain;

#[test]
fn every_caption_fits_its_own_picture() {
    for seed in 0..2000 {
        let picture = samples::description(seed);
        for language in Language::ALL {
            for said in [
                caption(&picture, *language, Split::All, seed),
                brief_caption(&picture, *language, Split::All, seed),
                mixed_caption(&picture, [*language, Language::German], Split::All, seed),
            ] {
                // Vague words leave doubt, but nothing is false.
                assert_ne!(said.claims.fits(&picture), Fit::No, "{} {picture:?}", said.text);
            }
        }
    }
}

#[test]
fn brief_captions_fit_more_pictures_than_full_ones() {
    let pictures: Vec<_> = (0..200).map(samples::description).collect();
    let count = |claims: &Claims| pictures.iter().filter(|p| claims.fits(p) != Fit::No).count();
    let (mut brief, mut full) = (0, 0);
    for (seed, picture) in pictures.iter().enumerate() {
        let seed = seed as u64;
        brief += count(&brief_caption(picture, Language::German, Split::All, seed).claims);
        full += count(&caption_styled(picture, Language::German, Style::Full, Split::All, seed).claims);
    }
    assert!(brief > 4 * full, "{brief} {full}");
    // Each fits its own picture at least.
    assert!(full >= pictures.len());
}

#[test]
fn a_mixed_caption_claims_what_both_halves_claim() {
    let languages = [Language::French, Language::English];
    let mut stricter = 0;
    for seed in 0..200 {
        let picture = samples::description(seed);
        let mixed = mixed_caption(&picture, languages, Split::All, seed);
        let first = brief_caption(&picture, Language::French, Split::All, seed);
        assert!(
            mixed.text.starts_with(first.text.trim_end_matches('.')),
            "{}",
            mixed.text
        );
        assert_eq!(mixed.claims.facts().count(), 2);
        for other in (0..200).map(samples::description) {
            match (first.claims.fits(&other), mixed.claims.fits(&other)) {
                (Fit::No, both) => assert_eq!(both, Fit::No, "{}", mixed.text),
                (_, both) => stricter += usize::from(both == Fit::No),
            }
        }
    }
    assert!(stricter > 1000, "{stricter}");
}

#[test]
fn one_false_claim_is_enough_and_hidden_things_are_unknown() {
    let with_bag = Description {
        bags: vec![plain(Bag::Backpack, Colour::Black)],
        upper: Some(plain(Upper::Parka, Colour::DarkBlue)),
        ..samples::bare(Sex::Male, Age::Adult)
    };
    let claims = Claims::new(&with_bag, None, false, true);
    assert_eq!(claims.fits(&with_bag), Fit::Yes);
    let change = |edit: &dyn Fn(&mut Description)| {
        let mut other = with_bag.clone();
        edit(&mut other);
        claims.fits(&other)
    };
    assert_eq!(change(&|d| d.sex = Sex::Female), Fit::No);
    assert_eq!(change(&|d| d.bags.clear()), Fit::No);
    assert_eq!(change(&|d| d.bags[0].kind = Bag::Handbag), Fit::No);
    assert_eq!(change(&|d| d.upper = None), Fit::Unknown);
    assert_eq!(
        change(&|d| d.upper = Some(plain(Upper::Parka, Colour::Blue))),
        Fit::Unknown
    );
    assert_eq!(
        change(&|d| d.upper = Some(plain(Upper::Parka, Colour::Red))),
        Fit::No
    );
    assert_eq!(
        change(&|d| d.upper = Some(plain(Upper::Puffer, Colour::DarkBlue))),
        Fit::No
    );
    assert_eq!(change(&|d| d.facing = Facing::Back), Fit::Yes);
    // "Jacket", said of a parka, is true of a puffer.
    let mut general = claims.clone();
    general.generalise(Hypernym::Jacket);
    let puffer = Description {
        upper: Some(plain(Upper::Puffer, Colour::DarkBlue)),
        ..with_bag.clone()
    };
    assert_eq!(general.fits(&puffer), Fit::Yes);
    assert_eq!(Claims::default().fits(&puffer), Fit::Unknown);
}

#[test]
fn untold_colours_and_sexes_are_open() {
    let red_coat = Description {
        upper: Some(plain(Upper::Coat, Colour::Red)),
        bags: vec![plain(Bag::Backpack, Colour::Black)],
        ..samples::bare(Sex::Male, Age::Adult)
    };
    let mut blue_coat = red_coat.clone();
    blue_coat.upper = Some(plain(Upper::Coat, Colour::Blue));
    blue_coat.bags[0].colour = Colour::Green;
    let woman = Description {
        sex: Sex::Female,
        ..red_coat.clone()
    };
    let tells_red = |text: &str| {
        let starts = ["rot", "rouge", "roj", "ross", "rosa", "crimson", "scarlet"];
        let latin = |word: &str| word == "red" || starts.iter().any(|start| word.starts_with(start));
        text.split_whitespace().any(latin) || ["红", "赤", "レッド"].iter().any(|word| text.contains(word))
    };
    for language in Language::ALL {
        let (mut colourless, mut anyone) = (0, 0);
        for seed in 0..1000 {
            let said = brief_caption(&red_coat, *language, Split::All, seed);
            let text = said.text.to_lowercase();
            if !said.claims.tells_looks() {
                colourless += 1;
                assert!(!tells_red(&text), "{text}");
                assert_eq!(said.claims.fits(&blue_coat), Fit::Yes, "{text}");
            } else if tells_red(&text) {
                assert_eq!(said.claims.fits(&blue_coat), Fit::No, "{text}");
            }
            let sex = if said.claims.tells_sex() {
                Fit::No
            } else {
                Fit::Yes
            };
            anyone += usize::from(sex == Fit::Yes);
            assert_eq!(said.claims.fits(&woman), sex, "{text}");
        }
        assert!((400..500).contains(&colourless), "{language:?}: {colourless}");
        assert!((300..600).contains(&anyone), "{language:?}: {anyone}");
    }
}
