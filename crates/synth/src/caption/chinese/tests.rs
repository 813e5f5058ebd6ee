//! Tests of the Chinese lexicon and of what its captions claim.

use super::facts::Sheet;
use super::lexicon::LEXICON;
use super::{Chinese, clothes, looks};
use crate::attributes::{
    Action, Age, Bag, Build, Colour, Extra, Eyewear, Facing, Footwear, HairColour, HairStyle, Headgear,
    Lower, OnePiece, Pattern, Sex, Sleeves, Upper,
};
use crate::caption::ensemble::Ensemble;
use crate::caption::samples::{self, plain};
use crate::caption::selection::select;
use crate::caption::vague::Hypernym;
use crate::caption::{CaptionGenerator, Sampler, Split, Style};
use crate::description::{Description, Hair};
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
    Chinese
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
    assert!(Action::ALL.iter().all(|kind| filled(&sampler.action[*kind])));
    for table in [&sampler.facing, &sampler.walking, &sampler.running] {
        assert!(Facing::ALL.iter().all(|kind| filled(&table[*kind])));
    }
    let entries = (Bag::ALL.iter().map(|kind| &sampler.bag[*kind]))
        .chain(Headgear::ALL.iter().map(|kind| &sampler.headgear[*kind]))
        .chain(Eyewear::ALL.iter().map(|kind| &sampler.eyewear[*kind]))
        .chain(Extra::ALL.iter().map(|kind| &sampler.extra[*kind]));
    for entry in entries {
        assert!(filled(&entry.names) && filled(&entry.verbs));
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
        assert!(
            Build::ALL
                .iter()
                .all(|build| (*build == Build::Average) != filled(&sampler.build[*sex][*build]))
        );
    }
    for colour in HairColour::ALL {
        let pairs = &sampler.hair_colour[*colour];
        assert!(!pairs.is_empty() && pairs.iter().all(|(long, short)| filled(&[long, short])));
        for style in HairStyle::ALL {
            let hair = Hair {
                style: *style,
                colour: *colour,
            };
            assert!(filled(sampler.hair_person.words(hair)));
        }
    }
    for style in HairStyle::ALL {
        let pairs = &sampler.hair[*style];
        assert!(!pairs.is_empty() && pairs.iter().all(|(_, noun)| filled(&[noun])));
    }
    for pattern in Pattern::ALL {
        assert!((*pattern == Pattern::Plain) != filled(&sampler.pattern[*pattern].words));
    }
    for length in Sleeves::ALL {
        assert!(filled(&[sampler.sleeves[*length].0]) && filled(&sampler.sleeve_parts[*length]));
    }
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
            let text = looks::dress("衬衫", Colour::Black, Colour::White, *pattern, false, sampler);
            assert!(text.ends_with("衬衫") && text.chars().count() > 2, "{text}");
        }
    }
}

#[test]
fn measure_words_fit_the_thing() {
    let mut description = samples::bare(Sex::Female, Age::Young);
    description.upper = Some(plain(Upper::Jacket, Colour::Red));
    description.lower = Some(plain(Lower::Jeans, Colour::Blue));
    description.footwear = Some(plain(Footwear::Sneakers, Colour::White));
    description.bags = vec![plain(Bag::Backpack, Colour::Black)];
    description.headgear = Some(plain(Headgear::Cap, Colour::Black));
    description.extras = vec![(Extra::Umbrella, Colour::Red)];
    description.eyewear = Some(Eyewear::Glasses);
    let mut seen = HashSet::new();
    for seed in 0..400 {
        let rng = &mut StdRng::seed_from_u64(seed);
        let sampler = &mut Sampler::new(rng, Split::All);
        let selection = select(&description, Style::Full, sampler);
        let sheet = Sheet::new(&selection, &description, Style::Full, sampler);
        let facts = sheet.garments().chain(&sheet.head).chain(&sheet.carried);
        for fact in facts.filter(|fact| !fact.measure.is_empty()) {
            let measure = match fact.noun.chars().next_back() {
                Some('裤') => "一条",
                Some('鞋') => "一双",
                Some('包' | '袋') => "一个",
                Some('帽') => "一顶",
                Some('伞') => "一把",
                Some('镜') => "一副",
                Some('套' | '克' | '衫') => "一件",
                _ => continue,
            };
            assert_eq!(fact.measure, measure, "{}", fact.counted());
            seen.insert(measure);
        }
    }
    assert_eq!(seen.len(), 7);
}

#[test]
fn shoes_are_not_worn_on_the_trunk() {
    let mut description = samples::bare(Sex::Male, Age::Young);
    description.upper = Some(plain(Upper::Sweater, Colour::Red));
    description.footwear = Some(plain(Footwear::Sneakers, Colour::White));
    for seed in 0..300 {
        for split in [Split::Train, Split::Shift] {
            let rng = &mut StdRng::seed_from_u64(seed);
            let sampler = &mut Sampler::new(rng, split);
            let selection = select(&description, Style::Full, sampler);
            let sheet = Sheet::new(&selection, &description, Style::Full, sampler);
            for text in [
                clothes::listed(&sheet, sampler),
                clothes::before_de(&sheet, sampler),
            ] {
                assert!(sheet.feet.is_none() || !text.starts_with('身'), "{text}");
            }
        }
    }
}

#[test]
fn white_comes_last_of_two_colours() {
    for seed in 0..200 {
        let rng = &mut StdRng::seed_from_u64(seed);
        let sampler = &mut Sampler::new(rng, Split::All);
        let text = looks::dress(
            "鞋子",
            Colour::White,
            Colour::Black,
            Pattern::ColourBlock,
            false,
            sampler,
        );
        assert!(!text.contains("白黑"), "{text}");
    }
}

#[test]
fn two_shades_of_one_word_are_told_once() {
    for seed in 0..400 {
        let rng = &mut StdRng::seed_from_u64(seed);
        let sampler = &mut Sampler::new(rng, Split::All);
        for pattern in Pattern::ALL {
            let text = looks::dress("衬衫", Colour::Grey, Colour::DarkGrey, *pattern, false, sampler);
            for twice in ["灰灰", "灰色和灰色", "灰色与灰色", "灰底灰色", "灰色到灰色"] {
                assert!(!text.starts_with(twice), "{text}");
            }
        }
    }
}

#[test]
fn men_wear_and_carry_nothing_made_for_women() {
    for seed in 0..1500 {
        let mut description = samples::description(seed);
        description.sex = Sex::Male;
        for style in STYLES {
            let text = generate(&description, style, Split::All, seed);
            assert!(!text.contains('女') && !text.contains("吊带"), "{text}");
        }
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
                "包", "袋", "眼镜", "墨镜", "鞋", "靴", "发髻", "短发", "马尾", "袖", "伞", "手机", "围",
                "走", "坐",
            ] {
                // 面包服 is a puffer, 多口袋裤 are cargo trousers.
                let text = text.replace("面包服", "").replace("口袋", "").replace("多袋", "");
                assert!(!text.contains(word), "{text}");
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
        assert!(!text.contains("短袖") && !text.contains("短T"), "{text}");
    }
}

#[test]
fn punctuation_is_never_doubled() {
    for seed in 0..1500 {
        let description = samples::description(seed);
        for style in STYLES {
            for split in [Split::Train, Split::Shift] {
                let text = generate(&description, style, split, seed);
                let marks: Vec<bool> = text.chars().map(|letter| "，。、；？".contains(letter)).collect();
                assert!(!marks.windows(2).any(|pair| pair[0] && pair[1]), "{text}");
                assert!(!text.is_empty() && !marks[0] && !text.contains("的的"), "{text}");
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
            let caption = Chinese.generate(&description, style, &mut Sampler::new(rng, Split::All));
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
                    let caption = Chinese.generate(&description, style, &mut Sampler::new(rng, Split::All));
                    assert_eq!(caption.phrases.len(), 1, "{}", caption.text);
                }
            }
        }
    }
}
