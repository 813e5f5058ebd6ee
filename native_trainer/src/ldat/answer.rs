//! Which answers are accepted: cleaned ones in the right language, of a likely length.

mod script;

use super::clean::{clean, shorten};
use script::Script;

/// The text of an answer that should be a description in a language.
///
/// # Errors
/// Says what is wrong with the answer.
pub fn read_text(code: &str, language: &str, english: &str, answer: &str) -> Result<String, String> {
    let script = Script::of(code);
    let cleaned = clean(english, answer)?;
    let refuse = |reason: &str| Err(format!("the answer {reason}: {:?}", shorten(answer.trim())));
    let count = |text: &str| text.lines().filter(|line| !line.trim().is_empty()).count();
    let text = cleaned.split_whitespace().collect::<Vec<_>>().join(" ");
    if text.is_empty() {
        return refuse("is empty");
    }
    if count(&cleaned) > count(english).max(1) {
        return refuse("has several lines");
    }
    let (found, of_english) = (text.chars().count(), english.chars().count());
    if found > script.longest(of_english) {
        return refuse("is too long");
    }
    if found < script.shortest(of_english) {
        return refuse("is too short");
    }
    let words = english.split_whitespace().count();
    if words > 3 && text.to_lowercase() == english.trim().to_lowercase() {
        return refuse("is the English text");
    }
    if !script.is_that_of(&text) {
        return refuse(&format!("is not written in {language}"));
    }
    let signs = ["**", "```", "<|", "|>", "](", "{", "}", "\u{fffd}"];
    if let Some(sign) = signs
        .iter()
        .find(|sign| text.contains(**sign) && !english.contains(**sign))
    {
        return refuse(&format!("is no plain text, it has {sign:?} in it"));
    }
    Ok(text)
}

/// The number of an answer that should be a score.
///
/// # Errors
/// Says what is wrong with the answer.
pub fn read_score(answer: &str) -> Result<f64, String> {
    let text = clean("", answer)?;
    let fail = || {
        format!(
            "the answer is no number from 0 to 100: {:?}",
            shorten(answer.trim())
        )
    };
    // "85", "85/100", "85 out of 100", "Score: 85." - but not a treatise.
    if text.chars().count() > 60 {
        return Err(fail());
    }
    // Behind the last colon, as in "Score (0-100): 85".
    let last = text.rsplit([':', '：']).next().unwrap_or(&text);
    let bare = last
        .replace("out of 100", " ")
        .replace("/ 100", " ")
        .replace("/100", " ");
    let is_part = |c: char| c.is_ascii_digit() || c == '.' || c == '-';
    let mut numbers = bare
        .split(|c| !is_part(c))
        .filter(|part| part.contains(|c: char| c.is_ascii_digit()));
    let (Some(number), None) = (numbers.next(), numbers.next()) else {
        return Err(fail());
    };
    let value = number.trim_end_matches('.').parse::<f64>().ok();
    value
        .filter(|value| (0.0..=100.0).contains(value))
        .ok_or_else(fail)
}

#[cfg(test)]
mod tests {
    use super::*;

    const ENGLISH: &str = "a man in a red coat";

    fn read(code: &str, answer: &str) -> Result<String, String> {
        read_text(code, "the language", ENGLISH, answer)
    }

    #[test]
    fn descriptions_are_taken_and_everything_else_is_refused() {
        for (answer, text) in [
            ("un homme en manteau rouge", "un homme en manteau rouge"),
            ("  « un homme  en manteau rouge »\n", "un homme en manteau rouge"),
            ("l'homme au manteau rouge", "l'homme au manteau rouge"),
            (
                "Voici la traduction :\nun homme en manteau rouge",
                "un homme en manteau rouge",
            ),
        ] {
            assert_eq!(read("fr", answer).as_deref(), Ok(text));
        }
        for (answer, reason) in [
            (" \n", "is empty"),
            ("\"\"", "is empty"),
            ("```\n```", "is empty"),
            (
                "un homme en manteau rouge\nun monsieur en manteau rouge",
                "has several lines",
            ),
            ("A man in a red coat", "is the English text"),
            ("Translation: a man in a red coat", "is the English text"),
            (
                "A man with a coat and his red hat, holding the bag",
                "is not written in",
            ),
            ("穿红色外套的男人", "is not written in"),
            ("123", "is not written in"),
            ("{\"fr\": \"un homme\", \"de\": \"ein Mann\"}", "is no plain text"),
        ] {
            let message = read("fr", answer).expect_err(answer);
            assert!(message.contains(reason), "{message}");
        }
        assert!(
            read("fr", &"très ".repeat(100))
                .expect_err("long")
                .contains("is too long")
        );
        let long = "a person in a red coat ".repeat(10);
        let short = read_text("fr", "French", &long, "une personne").expect_err("short");
        assert!(short.contains("is too short"), "{short}");
    }

    #[test]
    fn scripts_are_told_apart() {
        assert!(read("zh", "穿红色T恤的男人").is_ok());
        assert!(read("zh", "穿红色Adidas外套和黑色Nike鞋的男人").is_ok());
        for (code, answer) in [
            ("zh", "un homme en manteau"),
            ("zh", "赤いコートを着ている男性"),
            (
                "zh",
                "Sure, I translated it as follows, 穿红色外套的男人，拿着白色的包，戴着黑色的帽子",
            ),
            ("ja", "一个穿着红色外套的男人"),
            ("ru", "a man in a red coat, мужчина"),
            ("ko", "男人"),
        ] {
            assert!(read(code, answer).is_err(), "{code}: {answer}");
        }
        for (code, answer) in [
            ("ja", "赤いコートを着た男性"),
            ("ko", "빨간 코트를 입은 남자"),
            ("ru", "мужчина в красном пальто"),
            ("el", "ένας άντρας με κόκκινο παλτό"),
            ("ar", "رجل يرتدي معطفا أحمر"),
            ("hi", "लाल कोट में एक आदमी"),
            ("th", "ผู้ชายในเสื้อโค้ทสีแดง"),
            ("de", "ein Mann in rotem Mantel"),
            ("nl", "een man in een rode jas"),
        ] {
            assert_eq!(read(code, answer).as_deref(), Ok(answer));
        }
    }

    #[test]
    fn scores_are_numbers_from_0_to_100() {
        for (answer, score) in [
            ("85", 85.0),
            ("Score: 85.", 85.0),
            ("**Score:** 85", 85.0),
            ("**85**", 85.0),
            ("85/100", 85.0),
            ("85 out of 100", 85.0),
            ("Score (0-100): 85", 85.0),
            ("```json\n85\n```", 85.0),
            ("{\"score\": 85}", 85.0),
            ("<think>5?</think> 7.5", 7.5),
        ] {
            assert_eq!(read_score(answer), Ok(score), "{answer}");
        }
        for answer in [
            "",
            "good",
            "101",
            "-3",
            "1.2.3",
            "between 70 and 80",
            &"It is fine, I would say 85 ".repeat(5),
        ] {
            assert!(read_score(answer).is_err(), "{answer}");
        }
    }
}
