//! German captions.

mod clause;
mod clothing;
mod full;
mod grammar;
mod lexicon;
mod look;
mod parts;
mod shapes;

use super::selection::select;
use super::{Caption, CaptionGenerator, Sampler, Style};
use crate::attribute_queries::AttributeTexts;
use crate::description::Description;
use grammar::Article;
use lexicon::LEXICON;
use look::Detail;

/// Speaks German.
pub struct German;

impl CaptionGenerator for German {
    fn generate(&self, description: &Description, style: Style, sampler: &mut Sampler<'_>) -> Caption {
        let selection = select(description, style, sampler);
        let detail = if style == Style::Keywords {
            Detail::Keyword
        } else {
            Detail::Rich
        };
        let bare = matches!(style, Style::Keywords | Style::Telegraphic);
        let parts = parts::parts(&selection, detail, sampler);
        let text = shapes::compose(&parts, style, sampler);
        Caption {
            text,
            phrases: parts.phrases(if bare { Article::None } else { Article::Indefinite }),
            claims: sampler.claims.clone(),
        }
    }

    fn attribute_texts(&self) -> &'static AttributeTexts {
        &LEXICON.attribute_query
    }
}

#[cfg(test)]
mod tests {
    use super::super::ensemble::Ensemble;
    use super::super::selection::is_held;
    use super::super::vague::Hypernym;
    use super::super::{Language, Split, caption_styled, samples};
    use super::LEXICON;
    use crate::attributes::*;

    #[test]
    fn texts_are_well_formed() {
        samples::check_form(Language::German);
    }

    #[test]
    fn hidden_things_are_not_named() {
        let words = [
            "trägt", "jacke", "hemd", "schuh", "haar", "tasche", "brille", "mütze", "geht", "rot",
        ];
        samples::check_hidden(Language::German, &words);
    }

    #[test]
    fn held_out_words_stay_out_of_training() {
        let words = [
            "zitronengelb",
            "schneeweiß",
            "daypack",
            "sprintet",
            "friesennerz",
            "signalweste",
            "trägerhose",
        ];
        samples::check_split(Language::German, &words);
    }

    #[test]
    fn articles_agree_with_adjectives() {
        // The ending after an article is fixed, whatever the noun.
        let pairs = [("einen", "en"), ("einer", "en"), ("einem", "en"), ("eine", "e")];
        for seed in 0..3000 {
            let style = samples::STYLES[seed as usize % 5];
            let text = caption_styled(
                &samples::description(seed),
                Language::German,
                style,
                Split::All,
                seed,
            )
            .text;
            let words: Vec<&str> = text.split_whitespace().collect();
            for pair in words.windows(2) {
                let adjective = pair[1].trim_end_matches(',');
                let bare = [
                    "rosa",
                    "lila",
                    "gestreift",
                    "kariert",
                    "gepunktet",
                    "leuchtend",
                    "mit",
                    "sehr",
                    "quer",
                    "kurz",
                    "zum",
                    "längs",
                    "eng",
                    "bunt",
                    "weit",
                    "auffällig",
                    "kräftig",
                    "strahlend",
                    "bräunlich",
                    "gelblich",
                    "schmal",
                    "gerade",
                    "breit",
                    "auffallend",
                ];
                let inflected = adjective.starts_with(char::is_lowercase)
                    && !adjective.contains('-')
                    && !bare.iter().any(|word| adjective.ends_with(word))
                    && !LEXICON.hair_colour[HairColour::Dyed].contains(&adjective)
                    && Colour::ALL
                        .iter()
                        .all(|colour| !LEXICON.colour[*colour].contains(&adjective));
                let ending = pairs
                    .iter()
                    .find(|(article, _)| *article == pair[0].to_lowercase());
                if let Some((_, ending)) = ending.filter(|_| inflected) {
                    assert!(adjective.ends_with(ending), "{pair:?} in {text}");
                }
            }
        }
    }

    #[test]
    fn every_value_has_words() {
        let filled = |words: &[&str], least: usize| {
            assert!(
                words.len() >= least && words.iter().all(|word| word.len() > 2),
                "{words:?}"
            );
        };
        let sampler = &*LEXICON;
        Colour::ALL
            .iter()
            .for_each(|value| filled(&sampler.colour[*value], 3));
        Upper::ALL
            .iter()
            .for_each(|value| filled(&sampler.upper[*value], 4));
        Lower::ALL
            .iter()
            .for_each(|value| filled(&sampler.lower[*value], 4));
        OnePiece::ALL
            .iter()
            .for_each(|value| filled(&sampler.one_piece[*value], 4));
        Footwear::ALL
            .iter()
            .for_each(|value| filled(&sampler.footwear[*value], 4));
        Bag::ALL.iter().for_each(|value| filled(&sampler.bag[*value], 4));
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
            .for_each(|value| filled(&sampler.eyewear[*value], 1));
        Extra::ALL
            .iter()
            .for_each(|value| filled(&sampler.extra[*value], 4));
        HairStyle::ALL
            .iter()
            .for_each(|value| filled(&sampler.hair[*value], 4));
        HairColour::ALL
            .iter()
            .for_each(|value| filled(&sampler.hair_colour[*value], 3));
        for sex in Sex::ALL {
            Age::ALL
                .iter()
                .for_each(|age| filled(&sampler.person[*sex][*age], 4));
        }
        Age::ALL.iter().for_each(|age| filled(&sampler.anyone[*age], 2));
        for build in Build::ALL {
            assert_eq!(sampler.build[*build].is_empty(), *build == Build::Average);
        }
        for pattern in Pattern::ALL {
            let words = &sampler.pattern[*pattern];
            filled(&words.bare, 1);
            for two in [false, true] {
                filled(words.sentence(two), 1);
                filled(words.keyword(two), 1);
            }
        }
        Sleeves::ALL
            .iter()
            .for_each(|value| filled(&[sampler.sleeves[*value].0], 1));
        assert!(sampler.requests.len() >= 8);
    }

    #[test]
    fn every_deed_has_words() {
        let sampler = &*LEXICON;
        for action in Action::ALL {
            let clauses = &sampler.action[*action];
            assert!(!clauses.is_empty() && clauses.iter().all(|(verb, _)| verb.ends_with('t')));
            assert!(!sampler.posture[*action].0.is_empty());
        }
        for action in [Action::Walking, Action::Running] {
            let clauses = &sampler.action[action];
            assert!(
                clauses
                    .iter()
                    .all(|(verb, _)| !sampler.participle(verb).is_empty())
            );
        }
        for facing in Facing::ALL {
            for table in [&sampler.facing, &sampler.heading, &sampler.view] {
                assert!(table[*facing].len() >= 4, "{facing:?}");
            }
            assert!(sampler.faces[*facing].len() >= 4, "{facing:?}");
        }
        Bag::ALL
            .iter()
            .for_each(|bag| assert!(sampler.carrying[*bag].len() >= 4, "{bag:?}"));
        for extra in Extra::ALL {
            assert_eq!(sampler.holding(*extra).len() >= 4, is_held(*extra), "{extra:?}");
        }
    }
}
