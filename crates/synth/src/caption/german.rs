//! German captions.

mod actions;
mod clause;
mod clothing;
mod full;
mod garments;
mod grammar;
mod legs;
mod look;
mod loose;
mod parts;
mod shapes;
mod things;
mod words;

use super::selection::select;
use super::{Caption, Chooser, Speaker, Style};
use crate::description::Description;
use grammar::Article;
use look::Detail;

/// Speaks German.
pub struct German;

impl Speaker for German {
    fn say(&self, description: &Description, style: Style, lexicon: &mut Chooser<'_>) -> Caption {
        let selection = select(description, style, lexicon);
        let detail = if style == Style::Keywords {
            Detail::Keyword
        } else {
            Detail::Rich
        };
        let bare = matches!(style, Style::Keywords | Style::Telegraphic);
        let parts = parts::parts(&selection, detail, lexicon);
        let text = shapes::compose(&parts, style, lexicon);
        Caption {
            text,
            phrases: parts.phrases(if bare { Article::None } else { Article::Indefinite }),
            claims: lexicon.claims.clone(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::ensemble::Ensemble;
    use super::super::vague::Loose;
    use super::super::{Language, Split, caption_styled, samples};
    use super::{garments, legs, loose, things, words};
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
                    && !words::hair_colour(HairColour::Dyed).contains(&adjective)
                    && Colour::ALL
                        .iter()
                        .all(|colour| !words::colour(*colour).contains(&adjective));
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
        Colour::ALL
            .iter()
            .for_each(|value| filled(words::colour(*value), 3));
        Upper::ALL
            .iter()
            .for_each(|value| filled(garments::upper(*value), 4));
        Lower::ALL.iter().for_each(|value| filled(legs::lower(*value), 4));
        OnePiece::ALL
            .iter()
            .for_each(|value| filled(garments::one_piece(*value), 4));
        Footwear::ALL
            .iter()
            .for_each(|value| filled(legs::footwear(*value), 4));
        Bag::ALL.iter().for_each(|value| filled(things::bag(*value), 4));
        Headgear::ALL
            .iter()
            .for_each(|value| filled(things::headgear(*value), 4));
        Loose::ALL
            .iter()
            .for_each(|value| filled(loose::loose(*value), 3));
        Ensemble::ALL
            .iter()
            .for_each(|value| filled(loose::ensemble(*value), 3));
        Eyewear::ALL
            .iter()
            .for_each(|value| filled(things::eyewear(*value), 1));
        Extra::ALL
            .iter()
            .for_each(|value| filled(things::extra(*value), 4));
        HairStyle::ALL
            .iter()
            .for_each(|value| filled(words::hair_style(*value), 4));
        HairColour::ALL
            .iter()
            .for_each(|value| filled(words::hair_colour(*value), 3));
        Facing::ALL
            .iter()
            .for_each(|value| filled(super::actions::facing(*value), 4));
        Action::ALL.iter().for_each(|value| {
            assert!(
                super::actions::action(*value)
                    .iter()
                    .all(|(verb, _)| verb.ends_with('t'))
            );
        });
        for sex in Sex::ALL {
            Age::ALL
                .iter()
                .for_each(|age| filled(words::person(*sex, *age), 4));
        }
    }
}
