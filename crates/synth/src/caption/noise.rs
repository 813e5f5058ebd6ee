//! The noise of real typing: wrong case, missing accents, a slipped letter, no full stop.

use super::Language;
use rand::RngExt;
use rand::rngs::StdRng;

/// Share of captions that are mistyped.
const SHARE: f64 = 0.14;

/// Mistypes a small share of texts in one way each.
pub(super) fn mistype(text: &mut String, language: Language, rng: &mut StdRng) {
    if !rng.random_bool(SHARE) {
        return;
    }
    let latin = !matches!(language, Language::Chinese | Language::Japanese);
    match rng.random_range(0..10) {
        _ if !latin => drop_final_stop(text),
        0..=3 => *text = text.to_lowercase(),
        4 => *text = text.to_uppercase(),
        5 => drop_final_stop(text),
        6 | 7 if !text.is_ascii() => *text = without_accents(text, language),
        _ => slip(text, rng),
    }
}

fn drop_final_stop(text: &mut String) {
    while text.ends_with(['.', '。', '!', '?', '？', '！']) {
        text.pop();
    }
    text.truncate(text.trim_end().len());
}

/// Letters as typed on a keyboard that lacks them; German has its own spelling for umlauts.
fn without_accents(text: &str, language: Language) -> String {
    let mut plain = String::with_capacity(text.len() + 8);
    for letter in text.chars() {
        let typed = match (letter, language) {
            ('ä', Language::German) => "ae",
            ('ö', Language::German) => "oe",
            ('ü', Language::German) => "ue",
            ('Ä', Language::German) => "Ae",
            ('Ö', Language::German) => "Oe",
            ('Ü', Language::German) => "Ue",
            ('ß', _) => "ss",
            ('à' | 'á' | 'â' | 'ä', _) => "a",
            ('ç', _) => "c",
            ('è' | 'é' | 'ê' | 'ë', _) => "e",
            ('î' | 'ï' | 'í' | 'ì', _) => "i",
            ('ñ', _) => "n",
            ('ô' | 'ó' | 'ö' | 'ò', _) => "o",
            ('ù' | 'û' | 'ü' | 'ú', _) => "u",
            ('œ', _) => "oe",
            ('À' | 'Á' | 'Â', _) => "A",
            ('Ç', _) => "C",
            ('È' | 'É' | 'Ê', _) => "E",
            ('¿' | '¡', _) => "",
            _ => {
                plain.push(letter);
                continue;
            }
        };
        plain.push_str(typed);
    }
    plain
}

/// Swaps, drops or doubles one inner letter of a word of at least five letters.
fn slip(text: &mut String, rng: &mut StdRng) {
    let mut letters: Vec<char> = text.chars().collect();
    let inner: Vec<usize> = (2..letters.len().saturating_sub(2))
        .filter(|&at| {
            letters[at - 2..=at + 2]
                .iter()
                .all(|letter| letter.is_alphabetic())
        })
        .collect();
    if inner.is_empty() {
        return;
    }
    let at = inner[rng.random_range(0..inner.len())];
    match rng.random_range(0..3) {
        0 => letters.swap(at, at + 1),
        1 => {
            letters.remove(at);
        }
        _ => letters.insert(at, letters[at]),
    }
    *text = letters.into_iter().collect();
}

#[cfg(test)]
mod tests {
    use super::*;
    use rand::SeedableRng;

    const TEXT: &str = "Eine ältere Frau mit weißer Bluse.";

    #[test]
    fn at_most_fifteen_percent_are_mistyped() {
        let mut rng = StdRng::seed_from_u64(1);
        let mistyped = (0..4000).filter(|_| {
            let mut text = TEXT.to_owned();
            mistype(&mut text, Language::German, &mut rng);
            text != TEXT
        });
        let share = mistyped.count() as f64 / 4000.0;
        assert!((0.10..=0.15).contains(&share), "{share}");
    }

    #[test]
    fn accents_fall_as_the_language_types_them() {
        assert_eq!(
            without_accents(TEXT, Language::German),
            "Eine aeltere Frau mit weisser Bluse."
        );
        assert_eq!(without_accents("¿Una niña?", Language::Spanish), "Una nina?");
        assert_eq!(
            without_accents("È più giù, lì", Language::Italian),
            "E piu giu, li"
        );
    }

    #[test]
    fn a_slip_moves_at_most_one_letter() {
        for seed in 0..200 {
            let mut text = TEXT.to_owned();
            slip(&mut text, &mut StdRng::seed_from_u64(seed));
            assert!(text.chars().count().abs_diff(TEXT.chars().count()) <= 1);
        }
        let mut short = "a b c".to_owned();
        slip(&mut short, &mut StdRng::seed_from_u64(0));
        assert_eq!(short, "a b c");
    }

    #[test]
    fn final_stops_go_in_every_script() {
        for (text, bare) in [
            ("Who?", "Who"),
            ("红色外套。", "红色外套"),
            ("Qui porte ?", "Qui porte"),
        ] {
            let mut text = text.to_owned();
            drop_final_stop(&mut text);
            assert_eq!(text, bare);
        }
    }
}
