use super::{Italian, LEXICON, grammar};
use crate::attributes::Colour;
use crate::caption::romance::Adjective::Fixed;
use crate::caption::romance::{Form, Thing, checks};
use crate::caption::{Split, Style};

fn thing(text: &str, form: Form) -> Thing {
    Thing {
        text: text.into(),
        form,
    }
}

#[test]
fn every_value_has_words() {
    checks::lexicon_is_rich(&Italian);
}

#[test]
fn captions_are_clean_text() {
    checks::captions_are_clean(&Italian);
}

#[test]
fn what_cannot_be_seen_is_not_named() {
    let words = [
        "giacca", "maglia", "pantalon", "jeans", "vestit", "borsa", "zaino", "capelli", "occhiali", "scarp",
        "cammina", "ner", "ross",
    ];
    checks::bare_person_is_named_only(&Italian, &words);
}

#[test]
fn full_captions_are_neither_short_nor_long() {
    checks::full_captions_have_the_right_length(&Italian);
}

#[test]
fn articles_follow_the_next_sound_and_contract() {
    for (text, form, one, definite, from) in [
        ("cappotto", Form::Ms, "un cappotto", "il cappotto", "dal cappotto"),
        ("zaino", Form::Ms, "uno zaino", "lo zaino", "dallo zaino"),
        ("uomo", Form::Ms, "un uomo", "l'uomo", "dall'uomo"),
        ("giacca", Form::Fs, "una giacca", "la giacca", "dalla giacca"),
        ("anziana", Form::Fs, "un'anziana", "l'anziana", "dall'anziana"),
        ("sciarpa", Form::Fs, "una sciarpa", "la sciarpa", "dalla sciarpa"),
        ("jeans", Form::Mp, "dei jeans", "i jeans", "dai jeans"),
        (
            "stivali",
            Form::Mp,
            "degli stivali",
            "gli stivali",
            "dagli stivali",
        ),
        (
            "occhiali",
            Form::Mp,
            "degli occhiali",
            "gli occhiali",
            "dagli occhiali",
        ),
        ("scarpe", Form::Fp, "delle scarpe", "le scarpe", "dalle scarpe"),
        (
            "infradito",
            Form::Fp,
            "delle infradito",
            "le infradito",
            "dalle infradito",
        ),
        ("hijab", Form::Ms, "un hijab", "l'hijab", "dall'hijab"),
        (
            "smartphone",
            Form::Ms,
            "uno smartphone",
            "lo smartphone",
            "dallo smartphone",
        ),
        ("chignon", Form::Ms, "uno chignon", "lo chignon", "dallo chignon"),
        ("sandali", Form::Mp, "dei sandali", "i sandali", "dai sandali"),
    ] {
        let thing = thing(text, form);
        assert_eq!(grammar::a(&thing), one);
        assert_eq!(grammar::the(&thing), definite);
        assert_eq!(grammar::from_the(&thing), from);
    }
    assert_eq!(grammar::some(&thing("jeans blu", Form::Mp)), "jeans blu");
    assert_eq!(grammar::some(&thing("zaino", Form::Ms)), "uno zaino");
}

#[test]
fn small_words_change_before_a_vowel() {
    assert_eq!(
        grammar::polished("sfumato dal arancione al écru e elmetto"),
        "sfumato dall'arancione all'écru ed elmetto"
    );
    assert_eq!(grammar::polished("nero e bianco e è"), "nero e bianco ed è");
    assert_eq!(grammar::polished("dal verde al blu"), "dal verde al blu");
}

#[test]
fn nobody_is_dressed_in_a_dress() {
    for (said, better) in [
        (
            "Vestita con un vestito rosso, cammina.",
            "Con un vestito rosso, cammina.",
        ),
        (
            "donna vestita con vestito rosso",
            "donna che indossa vestito rosso",
        ),
        ("Cammina, vestita con un vestito.", "Cammina, con un vestito."),
        (
            "Un uomo vestito di nero cammina, vestito con stivali.",
            "Un uomo vestito di nero cammina, con stivali.",
        ),
        (
            "Un uomo vestito con una giacca.",
            "Un uomo vestito con una giacca.",
        ),
    ] {
        assert_eq!(grammar::without_echo(said), better);
    }
}

#[test]
fn colours_agree_unless_they_are_invariable() {
    assert_eq!(LEXICON.colour[Colour::Black][0].agree(Form::Fs), "nera");
    assert_eq!(LEXICON.colour[Colour::Green][0].agree(Form::Fp), "verdi");
    assert_eq!(LEXICON.colour[Colour::Grey][0].agree(Form::Fp), "grigie");
    assert_eq!(LEXICON.colour[Colour::White][0].agree(Form::Mp), "bianchi");
    for invariable in [
        Colour::Blue,
        Colour::Pink,
        Colour::Purple,
        Colour::Beige,
        Colour::Lilac,
        Colour::DarkBlue,
        Colour::DarkRed,
        Colour::Turquoise,
    ] {
        let list = &LEXICON.colour[invariable];
        assert!(matches!(list[0], Fixed(_)), "{invariable:?}");
    }
    for (colour, words) in Colour::ALL
        .iter()
        .map(|colour| (colour, &LEXICON.colour[*colour]))
    {
        for word in words {
            // "blu", "rosa", "viola" and "beige" have no other forms.
            let one = word.agree(Form::Ms);
            if ["blu", "rosa", "viola", "beige", "lilla"]
                .iter()
                .any(|base| one.starts_with(base))
            {
                assert!(matches!(word, Fixed(_)), "{colour:?} {one}");
            }
        }
    }
}

#[test]
fn participles_agree_with_the_person() {
    let woman = checks::woman_in_black_coat();
    for seed in 0..300 {
        let text = checks::generate(&Italian, &woman, Style::Full, Split::All, seed)
            .text
            .to_lowercase();
        for wrong in [
            "vestito ",
            "cappotto nera",
            "cappotto aperta",
            "capelli bionda",
            "visto di",
            "girato",
            "rivolto",
            "un donna",
            "lo donna",
        ] {
            assert!(!text.contains(wrong), "{text:?}");
        }
    }
}
