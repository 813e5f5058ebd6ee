//! Signs of HTML and Markdown.

/// Without elements of HTML and the five entities, where the English text has no such signs of its own.
pub fn without_tags(english: &str, text: &str) -> String {
    let mut text = text.to_string();
    if !english.contains('<') {
        let mut from = 0;
        while let Some(start) = text[from..].find('<').map(|at| from + at) {
            let rest = &text[start + 1..];
            let end = rest.find('>').filter(|end| {
                let name = rest[..*end].trim_start_matches('/');
                name.starts_with(|c: char| c.is_ascii_alphabetic()) && name.len() <= 40
            });
            match end {
                Some(end) => {
                    let line_break = rest[..end].to_ascii_lowercase().starts_with("br");
                    let space = if line_break { " " } else { "" };
                    text.replace_range(start..start + end + 2, space);
                }
                None => from = start + 1,
            }
        }
    }
    if !english.contains('&') {
        for (entity, sign) in [
            ("&quot;", "\""),
            ("&#39;", "'"),
            ("&apos;", "'"),
            ("&nbsp;", " "),
            ("&amp;", "&"),
        ] {
            text = text.replace(entity, sign);
        }
    }
    text.trim().to_string()
}

/// Without Markdown's signs for bold, italic, code and struck text, and its links.
pub fn without_marks(english: &str, text: &str) -> String {
    let mut text = text.to_string();
    if !english.contains("](") {
        while let Some(middle) = text.find("](") {
            let (Some(start), Some(end)) = (text[..middle].rfind('['), text[middle..].find(')')) else {
                break;
            };
            let words = text[start + 1..middle].to_string();
            text.replace_range(start..=middle + end, &words);
        }
    }
    for mark in ["**", "__", "~~", "*", "`", "_"] {
        if !english.contains(mark) {
            // Bullets are dealt with by line.
            text = match mark {
                "*" => text
                    .lines()
                    .map(|line| match line.trim_start().strip_prefix("* ") {
                        Some(rest) => format!("* {}", rest.replace('*', "")),
                        None => line.replace('*', ""),
                    })
                    .collect::<Vec<_>>()
                    .join("\n"),
                mark => text.replace(mark, ""),
            };
        }
    }
    text.trim().to_string()
}
