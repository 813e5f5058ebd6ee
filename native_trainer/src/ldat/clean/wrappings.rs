//! What an answer is put into: code fences, JSON, quotation marks.

/// Quotation marks that models like to put around an answer.
const QUOTES: [(char, char); 13] = [
    ('"', '"'),
    ('“', '”'),
    ('„', '“'),
    ('„', '”'),
    ('«', '»'),
    ('»', '«'),
    ('‹', '›'),
    ('「', '」'),
    ('『', '』'),
    ('《', '》'),
    ('\'', '\''),
    ('‘', '’'),
    ('＂', '＂'),
];

/// The inside of the only code fence; the answer as it is where there is none or several.
pub fn unfence(text: &str) -> String {
    for fence in ["```", "~~~"] {
        let parts: Vec<&str> = text.split(fence).collect();
        let [_, inner, _] = parts.as_slice() else {
            continue;
        };
        // The first line may name the language of the code.
        let is_name = |line: &str| line.len() <= 12 && line.chars().all(|c| c.is_ascii_alphanumeric());
        let inner = match inner.split_once('\n') {
            Some((name, rest)) if is_name(name.trim()) && !rest.trim().is_empty() => rest,
            _ => inner,
        };
        return inner.trim().to_string();
    }
    text.to_string()
}

/// The only text or number of a JSON answer.
pub fn unwrap_json(text: &str) -> String {
    if !text.starts_with(['{', '[']) {
        return text.to_string();
    }
    let mut value: serde_json::Value = match serde_json::from_str(text) {
        Ok(value) => value,
        Err(_) => return text.to_string(),
    };
    loop {
        value = match value {
            serde_json::Value::String(text) => return text.trim().to_string(),
            serde_json::Value::Number(number) => return number.to_string(),
            serde_json::Value::Object(map) if map.len() == 1 => match map.into_iter().next() {
                Some((_, inner)) => inner,
                None => return text.to_string(),
            },
            serde_json::Value::Array(mut items) if items.len() == 1 => items.remove(0),
            _ => return text.to_string(),
        };
    }
}

/// The inside of the quotation marks around a whole answer; the answer as it is where there are others inside.
pub fn unquote(text: &str) -> &str {
    for (open, close) in QUOTES {
        let Some(rest) = text.strip_prefix(open) else {
            continue;
        };
        let stopped = rest.trim_end_matches(['.', '。']);
        let inner = rest.strip_suffix(close).or(stopped.strip_suffix(close));
        if let Some(inner) = inner.filter(|inner| !has_quotes(inner, [open, close])) {
            return inner.trim();
        }
    }
    text
}

/// Whether a text has quotation marks; those between two letters are apostrophes.
fn has_quotes(text: &str, marks: [char; 2]) -> bool {
    text.match_indices(marks).any(|(at, mark)| {
        let (before, after) = (
            text[..at].chars().next_back(),
            text[at + mark.len()..].chars().next(),
        );
        let is_letter = |c: Option<char>| c.is_some_and(char::is_alphabetic);
        !(is_letter(before) && is_letter(after))
    })
}
