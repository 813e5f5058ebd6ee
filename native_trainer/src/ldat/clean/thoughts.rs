//! The thoughts of models that think aloud.

use super::shorten;

/// Elements in which models write their thoughts.
const THOUGHTS: [&str; 8] = [
    "think",
    "thinking",
    "thought",
    "thoughts",
    "reasoning",
    "reflection",
    "analysis",
    "scratchpad",
];

/// What comes after the thoughts of a model that thinks aloud.
///
/// # Errors
/// When the thoughts have no end.
pub fn spoken(answer: &str) -> Result<String, String> {
    let mut text = answer.trim_start_matches('\u{feff}').trim().to_string();
    // The channels of gpt-oss: the answer is in the last message.
    if let Some((_, last)) = text.rsplit_once("<|message|>") {
        text = last.to_string();
    }
    while let (Some(start), Some(end)) = (text.find("<|"), text.find("|>")) {
        if end < start {
            break;
        }
        text.replace_range(start..end + 2, "");
    }
    for name in THOUGHTS {
        for (open, close) in [('<', '>'), ('[', ']'), ('◁', '▷')] {
            let (start, end) = (format!("{open}{name}{close}"), format!("{open}/{name}{close}"));
            if let Some(at) = find_last(&text, &end) {
                text = text[at + end.len()..].to_string();
            } else if find_last(&text, &start).is_some() {
                return Err(format!(
                    "the answer breaks off in its thoughts: {:?}",
                    shorten(&text)
                ));
            }
        }
    }
    Ok(text.trim().to_string())
}

/// The last place of a needle, ASCII letters of either case.
fn find_last(text: &str, needle: &str) -> Option<usize> {
    let (text, needle) = (text.as_bytes(), needle.as_bytes());
    let last = text.len().checked_sub(needle.len())?;
    (0..=last)
        .rev()
        .find(|at| text[*at..at + needle.len()].eq_ignore_ascii_case(needle))
}
