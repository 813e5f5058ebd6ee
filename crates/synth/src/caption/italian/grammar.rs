//! Italian articles, which follow the sound of the next word, and the prepositions that they contract with.

use crate::caption::romance::{Form, Thing};

/// How a word begins, as articles hear it.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Onset {
    /// A vowel or a mute h: "l'uomo", "gli occhiali".
    Vowel,
    /// s before a consonant, z, x, gn, ps, and the French ch of "chignon": "lo zaino", "gli stivali".
    Impure,
    /// Any other consonant: "il cappotto".
    Plain,
}

fn onset(word: &str) -> Onset {
    let word = word.to_lowercase();
    let mut letters = word.chars();
    let vowel = |letter: Option<char>| letter.is_some_and(|letter| "aeiouàèéìòùh".contains(letter));
    match (letters.next(), letters.next()) {
        (first, _) if vowel(first) => Onset::Vowel,
        (Some('s'), second) if !vowel(second) => Onset::Impure,
        _ if word.starts_with("chignon") => Onset::Impure,
        (Some('z' | 'x'), _) | (Some('g'), Some('n')) | (Some('p'), Some('s')) => Onset::Impure,
        _ => Onset::Plain,
    }
}

/// The noun phrase with its definite article, into which the preposition "da" or "de", an older "di", is drawn.
fn with_article(preposition: &str, thing: &Thing) -> String {
    let article = match (thing.form, onset(&thing.text), preposition.is_empty()) {
        (Form::Ms | Form::Fs, Onset::Vowel, true) => "l'",
        (Form::Ms | Form::Fs, Onset::Vowel, false) => "ll'",
        (Form::Ms, Onset::Impure, true) => "lo ",
        (Form::Ms, Onset::Impure, false) => "llo ",
        (Form::Ms, Onset::Plain, true) => "il ",
        (Form::Ms, Onset::Plain, false) => "l ",
        (Form::Fs, _, true) => "la ",
        (Form::Fs, _, false) => "lla ",
        (Form::Mp, Onset::Plain, _) => "i ",
        (Form::Mp, _, _) => "gli ",
        (Form::Fp, _, true) => "le ",
        (Form::Fp, _, false) => "lle ",
    };
    format!("{preposition}{article}{}", thing.text)
}

/// "il cappotto", "lo zaino", "l'uomo", "la giacca", "i jeans", "gli stivali", "le scarpe".
pub fn the(thing: &Thing) -> String {
    with_article("", thing)
}

/// "dai capelli lunghi", "dalla testa rasata".
pub fn from_the(thing: &Thing) -> String {
    with_article("da", thing)
}

/// "un cappotto", "uno zaino", "un'anziana", "una giacca", "dei jeans", "degli stivali", "delle scarpe".
pub fn a(thing: &Thing) -> String {
    let text = &thing.text;
    match (thing.form, onset(text)) {
        (Form::Ms, Onset::Impure) => format!("uno {text}"),
        (Form::Ms, _) => format!("un {text}"),
        (Form::Fs, Onset::Vowel) => format!("un'{text}"),
        (Form::Fs, _) => format!("una {text}"),
        (Form::Mp | Form::Fp, _) => with_article("de", thing),
    }
}

/// The noun phrase as it stands after a verb: "un cappotto", but "jeans" and "scarpe nere" without article.
pub fn some(thing: &Thing) -> String {
    match thing.form.plural() {
        true => thing.text.clone(),
        false => a(thing),
    }
}

/// The ending of an agreeing adjective or participle: "vestit~".
pub fn ending(form: Form) -> &'static str {
    form.of(["o", "a", "i", "e"])
}

/// Participles of dressing, with what is said instead before a dress or beside "vestita di nero".
const ECHOES: &[(&str, &str)] = &[
    ("Vestit~ con", "Con"),
    (", vestit~ con", ", con"),
    ("vestit~ con", "che indossa"),
];

/// The text without "vestita con un vestito" and "vestita di nero, vestita con stivali".
pub fn without_echo(text: &str) -> String {
    let mut text = text.to_string();
    for ending in ["o", "a"] {
        let in_colour = text.contains(&format!("vestit{ending} di "));
        for (echo, better) in ECHOES {
            let echo = echo.replace('~', ending);
            for dress in ["vestit", "un vestit", "il vestit"] {
                text = text.replace(&format!("{echo} {dress}"), &format!("{better} {dress}"));
            }
            if in_colour {
                text = text.replace(&format!("{echo} "), &format!("{better} "));
            }
        }
    }
    text
}

/// "e" before another e becomes "ed", and "dal" and "al" lose their vowel before one: "sfumato dall'arancione all'ocra".
pub fn polished(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 4);
    for word in text.split(' ') {
        let vowel = word.chars().next().is_some_and(char::is_alphabetic) && onset(word) == Onset::Vowel;
        let echo = word.to_lowercase().starts_with(['e', 'é', 'è']) && word != "e";
        if echo && out.ends_with(" e ") {
            out.insert(out.len() - 1, 'd');
        }
        if vowel && (out.ends_with(" dal ") || out.ends_with(" al ")) {
            out.pop();
            out.push_str("l'");
        }
        out.push_str(word);
        out.push(' ');
    }
    out.pop();
    out
}
