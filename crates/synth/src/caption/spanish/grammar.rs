//! Spanish articles, contractions and the sound changes of "y".

use crate::caption::romance::{Form, Thing};

/// "un abrigo", "una chaqueta", "unos vaqueros".
pub fn a(thing: &Thing) -> String {
    format!("{} {}", thing.form.of(["un", "una", "unos", "unas"]), thing.text)
}

/// "el abrigo", "la chaqueta", "los vaqueros".
pub fn the(thing: &Thing) -> String {
    format!("{} {}", thing.form.of(["el", "la", "los", "las"]), thing.text)
}

/// The ending of an agreeing adjective or participle: "vestid~".
pub fn ending(form: Form) -> &'static str {
    form.of(["o", "a", "os", "as"])
}

/// Verbs and participles of dressing, with what is said instead before a dress or beside "vestida de negro".
const ECHOES: &[(&str, &str)] = &[
    ("viste", "lleva"),
    ("Viste", "Lleva"),
    ("Va vestida con", "Lleva"),
    ("Vestida con", "Con"),
    (", vestida con", ", con"),
    ("vestida con", "que lleva"),
];

/// The text without "viste un vestido", "vestida con un vestido" and "vestida de negro, vestida con botas".
pub fn without_echo(text: &str) -> String {
    let mut text = text.to_string();
    for (echo, better) in ECHOES {
        for dress in ["vestid", "un vestid"] {
            text = text.replace(&format!("{echo} {dress}"), &format!("{better} {dress}"));
        }
    }
    if ["vestida de ", "vestido de "]
        .iter()
        .any(|told| text.contains(told))
    {
        for (echo, better) in ECHOES {
            for echo in [(*echo).to_string(), echo.replace("estida", "estido")] {
                text = text.replace(&format!("{echo} "), &format!("{better} "));
            }
        }
    }
    text
}

/// Contracts "de el" and "a el", and turns "y" into "e" before the sound i.
pub fn polished(text: &str) -> String {
    let mut words: Vec<&str> = Vec::new();
    for word in text.split(' ') {
        let low = word.to_lowercase();
        let sounds_i = low.starts_with(['i', 'í']) || (low.starts_with("hi") && !low.starts_with("hie"));
        match (words.last().copied(), word) {
            (Some("de"), "el") => {
                words.pop();
                words.push("del");
                continue;
            }
            (Some("a"), "el") => {
                words.pop();
                words.push("al");
                continue;
            }
            (Some("y"), _) if sounds_i => {
                words.pop();
                words.push("e");
            }
            _ => {}
        }
        words.push(word);
    }
    words.join(" ")
}
