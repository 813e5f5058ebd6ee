//! Tests of the Japanese lexicon and of what its captions claim.

use super::lexicon::LEXICON;
use super::verbs::Verb;
use super::{Japanese, looks};
use crate::attributes::{
    Action, Age, Bag, Build, Colour, Extra, Eyewear, Facing, Footwear, HairColour, HairStyle, Headgear,
    Lower, OnePiece, Pattern, Sex, Sleeves, Upper,
};
use crate::caption::ensemble::Ensemble;
use crate::caption::samples::{self, plain};
use crate::caption::vague::Hypernym;
use crate::caption::{CaptionGenerator, Sampler, Split, Style};
use crate::description::Description;
use rand::SeedableRng;
use rand::rngs::StdRng;
use std::collections::HashSet;

const STYLES: [Style; 5] = [
    Style::Full,
    Style::Short,
    Style::Keywords,
    Style::Telegraphic,
    Style::Request,
];

fn generate(description: &Description, style: Style, split: Split, seed: u64) -> String {
    let rng = &mut StdRng::seed_from_u64(seed);
    Japanese
        .generate(description, style, &mut Sampler::new(rng, split))
        .text
}

#[test]
fn every_value_has_words() {
    let filled = |words: &[&str]| !words.is_empty() && words.iter().all(|word| !word.is_empty());
    let sampler = &*LEXICON;
    assert!(Upper::ALL.iter().all(|kind| filled(&sampler.upper[*kind])));
    assert!(Lower::ALL.iter().all(|kind| filled(&sampler.lower[*kind])));
    assert!(OnePiece::ALL.iter().all(|kind| filled(&sampler.one_piece[*kind])));
    assert!(Footwear::ALL.iter().all(|kind| filled(&sampler.footwear[*kind])));
    assert!(Action::ALL.iter().all(|kind| !sampler.action[*kind].is_empty()));
    for facing in Facing::ALL {
        assert!(!sampler.facing[*facing].is_empty() && filled(&sampler.direction[*facing]));
    }
    let entries = (Bag::ALL.iter().map(|kind| &sampler.bag[*kind]))
        .chain(Headgear::ALL.iter().map(|kind| &sampler.headgear[*kind]))
        .chain(Eyewear::ALL.iter().map(|kind| &sampler.eyewear[*kind]))
        .chain(Extra::ALL.iter().map(|kind| &sampler.extra[*kind]));
    for entry in entries {
        assert!(filled(&entry.names) && !entry.manners.is_empty());
    }
    assert!(
        Hypernym::ALL
            .iter()
            .all(|class| filled(&sampler.hypernyms[*class]))
    );
    assert!(Ensemble::ALL.iter().all(|kind| filled(&sampler.ensemble[*kind])));
    assert!(Age::ALL.iter().all(|age| filled(&sampler.anyone[*age])));
    for sex in Sex::ALL {
        assert!(filled(&sampler.ageless[*sex]));
        assert!(Age::ALL.iter().all(|age| filled(&sampler.person[*sex][*age])));
    }
    for build in Build::ALL {
        assert!((*build == Build::Average) != filled(&sampler.build[*build]));
    }
    assert!(
        HairColour::ALL
            .iter()
            .all(|colour| filled(&sampler.hair_colour[*colour]))
    );
    assert!(HairStyle::ALL.iter().all(|style| filled(&sampler.hair[*style])));
    for pattern in Pattern::ALL {
        assert!((*pattern == Pattern::Plain) != filled(&sampler.pattern[*pattern].words));
    }
    for length in Sleeves::ALL {
        assert!(filled(&[sampler.sleeves[*length].0]) && filled(&sampler.sleeve_parts[*length]));
    }
    for verb in Verb::ALL {
        assert!(filled(&[
            verb.te(),
            verb.stem(),
            verb.before_noun(),
            verb.plain(),
            verb.polite()
        ]));
    }
    // A word that men do not use must be one of the words for hair.
    let hair = |word: &String| {
        HairStyle::ALL
            .iter()
            .any(|style| sampler.hair[*style].contains(&word.as_str()))
    };
    assert!(sampler.hair_of_men.keys().all(hair));
    assert!(sampler.requests.len() >= 8);
}

#[test]
fn colours_and_common_garments_have_synonyms() {
    for colour in Colour::ALL {
        let words: HashSet<_> = LEXICON.colour[*colour].iter().collect();
        assert!(words.len() >= 3, "{colour:?}");
    }
    for kind in [
        Upper::TShirt,
        Upper::Shirt,
        Upper::Sweater,
        Upper::Hoodie,
        Upper::Jacket,
        Upper::Coat,
    ] {
        assert!(
            LEXICON.upper[kind].iter().collect::<HashSet<_>>().len() >= 5,
            "{kind:?}"
        );
    }
}

#[test]
fn every_pattern_keeps_the_name() {
    for pattern in Pattern::ALL {
        for split in [Split::Train, Split::Shift, Split::All] {
            let rng = &mut StdRng::seed_from_u64(7);
            let sampler = &mut Sampler::new(rng, split);
            let text = looks::dress("シャツ", Colour::Black, Colour::White, *pattern, false, sampler);
            assert!(text.ends_with("シャツ") && text.chars().count() > 3, "{text}");
            assert!(!text.contains("のの"), "{text}");
        }
    }
}

#[test]
fn verbs_fit_the_thing() {
    let mut description = samples::bare(Sex::Male, Age::Adult);
    description.upper = Some(plain(Upper::Coat, Colour::Red));
    description.lower = Some(plain(Lower::Jeans, Colour::Black));
    description.bags = vec![plain(Bag::Backpack, Colour::Black)];
    description.headgear = Some(plain(Headgear::Beanie, Colour::White));
    description.eyewear = Some(Eyewear::Glasses);
    let mut spoken = String::new();
    for seed in 0..200 {
        spoken += &generate(&description, Style::Full, Split::Train, seed);
    }
    for right in [
        "コートを着",
        "ジーンズをはい",
        "リュックを背負",
        "ニット帽をかぶ",
        "眼鏡をかけ",
    ] {
        assert!(spoken.contains(right), "{right}");
    }
    for wrong in [
        "コートをはい",
        "ジーンズを着",
        "リュックを着",
        "帽を着",
        "眼鏡を着",
        "をを",
        "でで",
    ] {
        assert!(!spoken.contains(wrong), "{wrong}");
    }
}

#[test]
fn nothing_hidden_is_named() {
    for seed in 0..1500 {
        let mut description = samples::description(seed);
        description.bags.clear();
        description.extras.clear();
        description.eyewear = None;
        description.footwear = None;
        description.hair = None;
        description.action = None;
        description.headgear = None;
        description.sleeves = None;
        for style in STYLES {
            let text = generate(&description, style, Split::All, seed);
            for word in [
                "バッグ",
                "かばん",
                "リュック",
                "眼鏡",
                "靴",
                "ブーツ",
                "髪",
                "ポニー",
                "袖",
                "傘",
                "スマホ",
                "歩",
                "座",
                "帽",
            ] {
                // A boot cut is a shape of trousers.
                assert!(!text.replace("ブーツカット", "").contains(word), "{text}");
            }
        }
    }
}

#[test]
fn sleeves_under_an_open_jacket_stay_unknown() {
    let mut description = samples::bare(Sex::Male, Age::Adult);
    description.upper = Some(plain(Upper::TShirt, Colour::White));
    description.outer = Some(plain(Upper::Jacket, Colour::Black));
    description.sleeves = Some(Sleeves::Long);
    for seed in 0..300 {
        let text = generate(&description, Style::Full, Split::All, seed);
        assert!(!text.contains("半袖"), "{text}");
    }
}

#[test]
fn punctuation_is_never_doubled() {
    for seed in 0..1500 {
        let description = samples::description(seed);
        for style in STYLES {
            for split in [Split::Train, Split::Shift] {
                let text = generate(&description, style, split, seed);
                let marks: Vec<bool> = text.chars().map(|letter| "，。、・？".contains(letter)).collect();
                assert!(!marks.windows(2).any(|pair| pair[0] && pair[1]), "{text}");
                assert!(!text.is_empty() && !marks[0], "{text}");
            }
        }
    }
}

#[test]
fn awkward_turns_are_avoided() {
    for seed in 0..1500 {
        let description = samples::description(seed);
        for style in STYLES {
            let text = generate(&description, style, Split::All, seed);
            for wrong in [
                "が細身",
                "がやせ型",
                "がふくよかな",
                "い一つに束ねた",
                "い肩までの髪",
                "い長い髪",
                "スーツを羽織",
                "上下を羽織",
                "掛けバッグを掛け",
                "チェック入り",
                "黒×ホワイト",
                "履き、歩いて",
            ] {
                assert!(!text.contains(wrong), "{wrong}: {text}");
            }
        }
    }
}

#[test]
fn phrases_are_parts_of_the_text() {
    for seed in 0..300 {
        let description = samples::description(seed);
        for style in STYLES {
            let rng = &mut StdRng::seed_from_u64(seed);
            let caption = Japanese.generate(&description, style, &mut Sampler::new(rng, Split::All));
            assert!(!caption.phrases.is_empty(), "{}", caption.text);
            assert!(
                caption
                    .phrases
                    .iter()
                    .all(|phrase| caption.text.contains(phrase.as_str()))
            );
        }
    }
}

#[test]
fn a_person_without_visible_facts_is_still_named() {
    for sex in Sex::ALL {
        for age in Age::ALL {
            let description = samples::bare(*sex, *age);
            for seed in 0..40 {
                for style in STYLES {
                    let rng = &mut StdRng::seed_from_u64(seed);
                    let caption = Japanese.generate(&description, style, &mut Sampler::new(rng, Split::All));
                    assert_eq!(caption.phrases.len(), 1, "{}", caption.text);
                }
            }
        }
    }
}
