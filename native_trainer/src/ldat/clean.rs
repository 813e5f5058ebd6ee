//! The plain words of an answer: what language models put around them is taken off.
//!
//! Thoughts, code fences, JSON, Markdown, quotation marks, prefaces ("Here is the translation:") and remarks go. What
//! cannot be told from the words stays, for the checks of [`super::answer`] to refuse.

mod lines;
mod markup;
mod prefaces;
mod thoughts;
mod wrappings;

use lines::without_others;
use markup::{without_marks, without_tags};
use prefaces::without_preface;
use thoughts::spoken;
use wrappings::{unfence, unquote, unwrap_json};

/// The words of an answer, without what was put around them; `english` is the text that it is about, whose own signs
/// count as words.
///
/// # Errors
/// When the answer has thoughts without an end: the words behind them are missing.
pub fn clean(english: &str, answer: &str) -> Result<String, String> {
    let mut text = spoken(answer)?;
    // Wrappings come in any order: until nothing more comes off.
    for _ in 0..8 {
        let before = text.clone();
        text = unfence(&text);
        text = unwrap_json(&text);
        text = without_tags(english, &text);
        text = without_marks(english, &text);
        text = without_others(&text);
        text = unquote(&text).to_string();
        text = without_preface(&text).to_string();
        if text == before {
            break;
        }
    }
    Ok(text)
}

/// A beginning for messages.
pub fn shorten(text: &str) -> String {
    const SHOWN: usize = 120;
    match text.char_indices().nth(SHOWN) {
        Some((end, _)) => format!("{}…", &text[..end]),
        None => text.to_string(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const ENGLISH: &str = "a man in a long red coat with a white bag";
    const FRENCH: &str = "un homme en long manteau rouge avec un sac blanc";

    #[test]
    fn everything_around_the_words_comes_off() {
        for answer in [
            FRENCH.to_string(),
            format!("Translation: {FRENCH}"),
            format!("**Translation:** {FRENCH}"),
            format!("**Translation**: \"{FRENCH}\""),
            format!("French: {FRENCH}"),
            format!("French translation: « {FRENCH} »"),
            format!("Traduction : {FRENCH}"),
            format!("Voici la traduction :\n\n{FRENCH}"),
            format!("Sure! Here is the translation in French:\n\n> {FRENCH}\n"),
            format!("Sure! {FRENCH}"),
            format!("Certainly, here's the French translation: {FRENCH}"),
            format!("**{FRENCH}**"),
            format!("*{FRENCH}*"),
            "un homme en **long manteau rouge** avec un sac `blanc`".to_string(),
            format!("“**{FRENCH}**”"),
            format!("\"{FRENCH}\"."),
            format!("```\n{FRENCH}\n```"),
            format!("```text\n{FRENCH}\n```"),
            format!("```{FRENCH}```"),
            format!("Here you go:\n```\n{FRENCH}\n```\nLet me know if you need anything else!"),
            format!("### Translation\n\n{FRENCH}"),
            format!("---\n{FRENCH}\n---"),
            format!("- {FRENCH}"),
            format!("{{\"translation\": \"{FRENCH}\"}}"),
            format!("```json\n{{\"fr\": \"{FRENCH}\"}}\n```"),
            format!("<think>a coat is a manteau</think>\n\n{FRENCH}"),
            format!("<Thinking>red: rouge\nbag: sac</Thinking>{FRENCH}"),
            format!("a coat is a manteau</think> {FRENCH}"),
            format!("[THINK]hm[/THINK]{FRENCH}"),
            format!(
                "<|channel|>analysis<|message|>hm<|end|><|start|>assistant<|channel|>final<|message|>{FRENCH}<|return|>"
            ),
            format!("<translation>{FRENCH}</translation>"),
            format!("<p>{FRENCH}</p>"),
            format!("{FRENCH}\n\nNote: \"manteau\" is more common than \"pardessus\"."),
            format!("{FRENCH}\n(Note : le mot « sac » est général.)"),
        ] {
            assert_eq!(clean(ENGLISH, &answer).as_deref(), Ok(FRENCH), "{answer}");
        }
    }

    #[test]
    fn chinese_prefaces_come_off_too() {
        let chinese = "穿红色长外套、拿白色包的男人";
        for answer in [
            format!("翻译：{chinese}"),
            format!("译文: 「{chinese}」"),
            format!("中文：{chinese}"),
            format!("Chinese (simplified): {chinese}"),
            format!("好的，以下是翻译：\n{chinese}"),
            format!("好的，{chinese}"),
            format!("以下是翻译：{chinese}\n\n注：外套也可译为大衣。"),
        ] {
            assert_eq!(clean(ENGLISH, &answer).as_deref(), Ok(chinese), "{answer}");
        }
    }

    #[test]
    fn words_stay_words() {
        for text in [
            "un homme : manteau rouge, sac blanc",
            "l'homme au manteau rouge",
            "un homme (sac à main)",
            "l'homme dit « bonjour »",
            "Un t-shirt avec l'inscription \"NO. 1\"",
            "okay est écrit sur son t-shirt",
            "Ein Mann: er trägt einen roten Mantel",
        ] {
            assert_eq!(clean(ENGLISH, text).as_deref(), Ok(text));
        }
        assert_eq!(
            clean("a shirt with a * sign", "une chemise avec un *").as_deref(),
            Ok("une chemise avec un *")
        );
        let cut = clean(ENGLISH, "<think>red is rouge, and a coat").expect_err("no end");
        assert!(cut.contains("breaks off in its thoughts"), "{cut}");
    }
}
