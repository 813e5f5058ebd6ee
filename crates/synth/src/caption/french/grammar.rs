//! French articles with their elisions and contractions, and the words of patterns.

use crate::caption::romance::{Form, Thing};

/// Whether `le`, `la` and `de` lose their vowel before this word. Only one mute h is in the lexicon.
pub fn elides(word: &str) -> bool {
    word.starts_with("homme")
        || word.starts_with(['a', 'e', 'i', 'o', 'u', 'y', 'é', 'è', 'ê', 'â', 'î', 'ô', 'œ'])
}

/// "un manteau", "une veste", "des bottes".
pub fn a(thing: &Thing) -> String {
    format!("{} {}", thing.form.of(["un", "une", "des", "des"]), thing.text)
}

/// "le manteau", "la veste", "l'imperméable", "les bottes".
pub fn the(thing: &Thing) -> String {
    match thing.form.plural() {
        true => format!("les {}", thing.text),
        false if elides(&thing.text) => format!("l'{}", thing.text),
        false => format!(
            "{} {}",
            if thing.form.feminine() { "la" } else { "le" },
            thing.text
        ),
    }
}

/// "d'un manteau", "d'une veste", "de bottes", "d'escarpins".
pub fn of_a(thing: &Thing) -> String {
    match thing.form.plural() {
        true if elides(&thing.text) => format!("d'{}", thing.text),
        true => format!("de {}", thing.text),
        false => format!("d'{}", a(thing)),
    }
}

/// "au manteau", "à la veste", "à l'imperméable", "aux cheveux courts".
pub fn at_the(thing: &Thing) -> String {
    match thing.form.plural() {
        true => format!("aux {}", thing.text),
        false if elides(&thing.text) => format!("à l'{}", thing.text),
        false => format!(
            "{} {}",
            if thing.form.feminine() { "à la" } else { "au" },
            thing.text
        ),
    }
}

/// The text with "de", "que", "du" and "au" in the form that they have before a vowel.
pub fn elided(text: &str) -> String {
    let mut out = String::new();
    for word in text.split(' ') {
        for (full, short) in [("du ", "de l'"), ("au ", "à l'")] {
            if elides(word) && out.ends_with(&format!(" {full}")) {
                out.truncate(out.len() - full.len());
                out.push_str(short);
            }
        }
        match out.strip_suffix("de ").or_else(|| out.strip_suffix("que ")) {
            Some(before) if elides(word) && (before.is_empty() || before.ends_with(' ')) => {
                let kept = out.len() - 2;
                out.truncate(kept);
                out.push('\'');
            }
            _ => {}
        }
        out.push_str(word);
        out.push(' ');
    }
    out.truncate(out.len() - 1);
    out
}

/// The ending of an adjective or participle: "vêtu~".
pub fn ending(form: Form) -> &'static str {
    form.of(["", "e", "s", "es"])
}
