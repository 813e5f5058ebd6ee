//! English captions, with British and American words side by side.

mod clause;
mod clothing;
mod full;
mod lexicon;
mod parts;
mod phrase;
mod shapes;

use super::selection::select;
use super::{Caption, CaptionGenerator, Sampler, Style};
use crate::attribute_queries::AttributeTexts;
use crate::description::Description;
use lexicon::LEXICON;
use phrase::Detail;

/// Speaks English.
pub struct English;

impl CaptionGenerator for English {
    fn generate(&self, description: &Description, style: Style, sampler: &mut Sampler<'_>) -> Caption {
        let selection = select(description, style, sampler);
        let detail = if style == Style::Keywords {
            Detail::Keyword
        } else {
            Detail::Rich
        };
        let articles = !matches!(style, Style::Keywords | Style::Telegraphic);
        let parts = parts::parts(&selection, detail, articles, sampler);
        let text = shapes::compose(&parts, &selection, style, sampler);
        if sampler.chance(0.35) {
            let phrases = parts.phrases.iter().map(|phrase| american(phrase)).collect();
            return Caption {
                text: american(&text),
                phrases,
                claims: sampler.claims.clone(),
            };
        }
        Caption {
            text,
            phrases: parts.phrases,
            claims: sampler.claims.clone(),
        }
    }

    fn attribute_texts(&self) -> &'static AttributeTexts {
        &LEXICON.attribute_query
    }
}

/// American spelling of the words of the lexicon, which is written in British spelling.
fn american(text: &str) -> String {
    let text = text.replace("grey", "gray").replace("Grey", "Gray");
    text.replace("colour", "color").replace("Colour", "Color")
}

#[cfg(test)]
mod tests {
    use super::super::ensemble::Ensemble;
    use super::super::selection::is_held;
    use super::super::vague::Hypernym;
    use super::super::{Language, Split, caption_styled, samples};
    use super::LEXICON;
    use super::phrase;
    use crate::attributes::*;

    #[test]
    fn texts_are_well_formed() {
        samples::check_form(Language::English);
    }

    #[test]
    fn hidden_things_are_not_named() {
        let words = [
            "wearing", "jacket", "shirt", "shoes", "hair", "bag", "glasses", "hat", "walking", "red",
        ];
        samples::check_hidden(Language::English, &words);
    }

    #[test]
    fn held_out_words_stay_out_of_training() {
        let words = [
            "tangerine",
            "snow-white",
            "body warmer",
            "daypack",
            "sprinting",
            "brolly",
            "jorts",
            "fedora",
        ];
        samples::check_split(Language::English, &words);
    }

    #[test]
    fn articles_fit_the_next_sound() {
        assert_eq!(phrase::indefinite("orange coat"), "an orange coat");
        assert_eq!(phrase::indefinite("one-piece"), "a one-piece");
        assert_eq!(phrase::indefinite("red coat"), "a red coat");
        for seed in 0..3000 {
            let style = samples::STYLES[seed as usize % 5];
            let said = caption_styled(
                &samples::description(seed),
                Language::English,
                style,
                Split::All,
                seed,
            );
            for text in said.phrases.iter().chain([&said.text]) {
                let words: Vec<&str> = text.split_whitespace().collect();
                for pair in words.windows(2) {
                    let vowel =
                        pair[1].starts_with(['a', 'e', 'i', 'o', 'u']) && !pair[1].starts_with("one-");
                    assert!(!(pair[0] == "a" && vowel), "{text}");
                    assert!(pair[0] != "an" || vowel, "{text}");
                }
            }
        }
    }

    #[test]
    fn every_value_has_words() {
        let filled = |words: &[&str], least: usize| {
            assert!(
                words.len() >= least && words.iter().all(|word| word.len() > 1),
                "{words:?}"
            );
        };
        let sampler = &*LEXICON;
        Colour::ALL
            .iter()
            .for_each(|value| filled(&sampler.colour[*value], 3));
        Upper::ALL
            .iter()
            .for_each(|value| filled(&sampler.upper[*value], 5));
        Lower::ALL
            .iter()
            .for_each(|value| filled(&sampler.lower[*value], 4));
        OnePiece::ALL
            .iter()
            .for_each(|value| filled(&sampler.one_piece[*value], 4));
        Footwear::ALL
            .iter()
            .for_each(|value| filled(&sampler.footwear[*value], 4));
        Bag::ALL.iter().for_each(|value| filled(&sampler.bag[*value], 5));
        Headgear::ALL
            .iter()
            .for_each(|value| filled(&sampler.headgear[*value], 4));
        Hypernym::ALL
            .iter()
            .for_each(|value| filled(&sampler.hypernyms[*value], 3));
        Ensemble::ALL
            .iter()
            .for_each(|value| filled(&sampler.ensemble[*value], 3));
        Eyewear::ALL
            .iter()
            .for_each(|value| filled(&sampler.eyewear[*value], 4));
        Extra::ALL
            .iter()
            .for_each(|value| filled(&sampler.extra[*value], 3));
        HairStyle::ALL
            .iter()
            .for_each(|value| filled(&sampler.hair[*value], 4));
        HairColour::ALL
            .iter()
            .for_each(|value| filled(&sampler.hair_colour[*value], 4));
        Action::ALL
            .iter()
            .for_each(|value| filled(&sampler.action[*value], 4));
        for facing in Facing::ALL {
            for table in [&sampler.facing, &sampler.heading, &sampler.view] {
                filled(&table[*facing], 4);
            }
        }
        for sex in Sex::ALL {
            Age::ALL
                .iter()
                .for_each(|age| filled(&sampler.person[*sex][*age], 4));
        }
        Age::ALL.iter().for_each(|age| filled(&sampler.anyone[*age], 4));
        for build in Build::ALL {
            assert_eq!(sampler.build[*build].is_empty(), *build == Build::Average);
        }
        for pattern in Pattern::ALL {
            let words = &sampler.pattern[*pattern];
            filled(&words.word, usize::from(*pattern != Pattern::Plain));
            [false, true]
                .iter()
                .for_each(|two| filled(words.templates(*two), 1));
        }
        Bag::ALL
            .iter()
            .for_each(|value| filled(&sampler.carrying[*value], 4));
        for extra in Extra::ALL {
            assert_eq!(sampler.holding(*extra).len() >= 4, is_held(*extra), "{extra:?}");
        }
        assert!(sampler.requests.len() >= 8);
    }
}
