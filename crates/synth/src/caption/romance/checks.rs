//! What the tests of every Romance language check.

use super::romance_lexicon::RomanceLexicon;
use super::{Adjective, Noun};
use crate::attributes::{
    Action, Age, Bag, Build, Colour, Extra, Eyewear, Facing, Footwear, HairColour, HairStyle, Headgear,
    Lower, OnePiece, Pattern, Sex, Sleeves, Upper,
};
use crate::caption::ensemble::Ensemble;
use crate::caption::vague::Hypernym;
use crate::caption::{Caption, CaptionGenerator, Sampler, Split, Style, samples};
use crate::description::{Description, Hair, Item};
use rand::SeedableRng;
use rand::rngs::StdRng;

/// Every style.
pub const STYLES: [Style; 5] = [
    Style::Full,
    Style::Short,
    Style::Keywords,
    Style::Telegraphic,
    Style::Request,
];

/// One caption.
pub fn generate(
    generator: &dyn CaptionGenerator,
    description: &Description,
    style: Style,
    split: Split,
    seed: u64,
) -> Caption {
    let mut rng = StdRng::seed_from_u64(seed);
    generator.generate(description, style, &mut Sampler::new(&mut rng, split))
}

/// No list is empty, and common garments and colours have enough words.
pub fn lexicon_is_rich(language: &dyn RomanceLexicon) {
    let lexicon = language.lexicon();
    let nouns = |list: &[Noun], least: usize, what: &dyn std::fmt::Debug| {
        let mut different: Vec<String> = list
            .iter()
            .map(|noun| noun.parts().0.to_string() + noun.parts().1)
            .collect();
        assert!(list.iter().all(|noun| !noun.parts().0.is_empty()), "{what:?}");
        different.sort();
        different.dedup();
        assert!(different.len() >= least, "{what:?} has {}", different.len());
    };
    let adjectives = |list: &[Adjective], least: usize, what: &dyn std::fmt::Debug| {
        assert!(list.len() >= least, "{what:?}");
        assert!(
            list.iter().all(|word| !word.agree(super::Form::Fp).is_empty()),
            "{what:?}"
        );
    };
    for kind in Upper::ALL {
        let rare = matches!(kind, Upper::Vest | Upper::HiVisVest | Upper::Blouse | Upper::Coat);
        nouns(&lexicon.upper[*kind], if rare { 3 } else { 5 }, kind);
    }
    for kind in Lower::ALL {
        let skirt = kind.is_skirt() || *kind == Lower::FlaredTrousers;
        nouns(&lexicon.lower[*kind], if skirt { 3 } else { 5 }, kind);
    }
    OnePiece::ALL
        .iter()
        .for_each(|kind| nouns(&lexicon.one_piece[*kind], 4, kind));
    Footwear::ALL
        .iter()
        .for_each(|kind| nouns(&lexicon.footwear[*kind], 1, kind));
    nouns(&lexicon.footwear[Footwear::Sneakers], 5, &Footwear::Sneakers);
    Bag::ALL
        .iter()
        .for_each(|kind| nouns(&lexicon.bag[*kind], 3, kind));
    Headgear::ALL
        .iter()
        .for_each(|kind| nouns(&lexicon.headgear[*kind], 1, kind));
    Hypernym::ALL
        .iter()
        .for_each(|class| nouns(&lexicon.hypernyms[*class], 1, class));
    Ensemble::ALL
        .iter()
        .for_each(|kind| nouns(&lexicon.ensemble[*kind], 3, kind));
    Eyewear::ALL
        .iter()
        .for_each(|kind| nouns(&lexicon.eyewear[*kind], 3, kind));
    Extra::ALL
        .iter()
        .for_each(|kind| nouns(&lexicon.extra[*kind], 2, kind));
    HairStyle::ALL
        .iter()
        .for_each(|kind| nouns(&lexicon.hair[*kind], 2, kind));
    HairColour::ALL
        .iter()
        .for_each(|kind| adjectives(&lexicon.hair_colour[*kind], 2, kind));
    Colour::ALL
        .iter()
        .for_each(|kind| adjectives(&lexicon.colour[*kind], 3, kind));
    Build::ALL
        .iter()
        .for_each(|kind| adjectives(&lexicon.build[*kind], 1, kind));
    for sex in Sex::ALL {
        Age::ALL
            .iter()
            .for_each(|age| nouns(&lexicon.person[*sex][*age], 4, age));
    }
    for pattern in Pattern::ALL {
        assert!(!lexicon.pattern[*pattern].keyword.is_empty());
        for (two, chest) in [(false, false), (true, false), (true, true)] {
            assert!(
                lexicon
                    .pattern(*pattern, two, chest)
                    .iter()
                    .all(|template| !template.is_empty()),
                "{pattern:?}"
            );
        }
    }
    let poses = [&lexicon.does, &lexicon.doing];
    for action in Action::ALL {
        assert!(poses.iter().all(|table| !table[*action].is_empty()), "{action:?}");
    }
    for facing in Facing::ALL {
        let sides = [&lexicon.side, &lexicon.towards]
            .into_iter()
            .chain(&lexicon.faces);
        assert!(
            sides.into_iter().all(|table| !table[*facing].is_empty()),
            "{facing:?}"
        );
    }
    for kind in Bag::ALL {
        assert!(!lexicon.bag_place[*kind].is_empty(), "{kind:?}");
    }
    let requests = &lexicon.request;
    for openings in [&requests.somebody, &requests.the_person, &requests.questions] {
        assert!(openings.len() >= 8);
    }
    assert!(
        Sleeves::ALL
            .iter()
            .all(|length| !lexicon.sleeves[*length].0.is_empty())
    );
}

/// Captions of many random people are clean text, and their phrases occur in them.
pub fn captions_are_clean(generator: &dyn CaptionGenerator) {
    for seed in 0..600 {
        let description = samples::description(seed);
        for (style, split) in STYLES
            .into_iter()
            .zip([Split::Train, Split::Shift, Split::All].into_iter().cycle())
        {
            let caption = generate(generator, &description, style, split, seed);
            let text = &caption.text;
            let bad = ["  ", "{", "}", "~", "|", " ,", ",,", ", ,", "..", " .", "·"];
            assert!(bad.iter().all(|part| !text.contains(part)), "{text:?}");
            assert!(
                !text.is_empty() && text.trim() == text && !text.ends_with(','),
                "{text:?}"
            );
            assert!(!caption.phrases.is_empty(), "{text:?}");
            for phrase in &caption.phrases {
                assert!(
                    text.to_lowercase().contains(&phrase.to_lowercase()),
                    "{phrase:?} not in {text:?}"
                );
            }
        }
    }
}

/// Somebody of whom nothing else is visible gets none of `words`, in any style.
pub fn bare_person_is_named_only(generator: &dyn CaptionGenerator, words: &[&str]) {
    for seed in 0..300 {
        let description = samples::bare(Sex::ALL[seed as usize % 2], Age::ALL[seed as usize % 4]);
        for style in STYLES {
            let text = generate(generator, &description, style, Split::All, seed)
                .text
                .to_lowercase();
            assert!(!text.is_empty());
            assert!(words.iter().all(|word| !text.contains(word)), "{text:?}");
        }
    }
}

/// Long captions of ordinary people mostly have 20 to 40 words.
pub fn full_captions_have_the_right_length(generator: &dyn CaptionGenerator) {
    let fits = (0..400)
        .filter(|&seed| {
            let text = generate(
                generator,
                &samples::description(seed),
                Style::Full,
                Split::All,
                seed,
            )
            .text;
            (18..=42).contains(&text.split_whitespace().count())
        })
        .count();
    assert!(fits >= 340, "{fits} of 400");
}

/// A woman in a black coat over a white T-shirt who walks to the left: every fact is of one kind.
pub fn woman_in_black_coat() -> Description {
    let item = |kind, colour| Item {
        kind,
        colour,
        accent: colour,
        pattern: Pattern::Plain,
    };
    Description {
        upper: Some(item(Upper::TShirt, Colour::White)),
        outer: Some(item(Upper::Coat, Colour::Black)),
        hair: Some(Hair {
            style: HairStyle::Long,
            colour: HairColour::Blond,
        }),
        action: Some(Action::Walking),
        facing: Facing::Left,
        ..samples::bare(Sex::Female, Age::Adult)
    }
}
