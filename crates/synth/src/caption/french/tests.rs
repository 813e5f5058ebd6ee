use super::{French, LEXICON, grammar};
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
    checks::lexicon_is_rich(&French);
}

#[test]
fn captions_are_clean_text() {
    checks::captions_are_clean(&French);
}

#[test]
fn what_cannot_be_seen_is_not_named() {
    let words = [
        "veste",
        "pull",
        "pantalon",
        "jean",
        "robe",
        "sac",
        "cheveux",
        "lunettes",
        "chaussures",
        "marche",
        "noir",
        "rouge",
    ];
    checks::bare_person_is_named_only(&French, &words);
}

#[test]
fn full_captions_are_neither_short_nor_long() {
    checks::full_captions_have_the_right_length(&French);
}

#[test]
fn articles_elide_and_contract() {
    let man = thing("homme", Form::Ms);
    let coat = thing("imperméable bleu", Form::Ms);
    let heels = thing("escarpins noirs", Form::Mp);
    assert_eq!(grammar::the(&man), "l'homme");
    assert_eq!(grammar::the(&thing("haut rouge", Form::Ms)), "le haut rouge");
    assert_eq!(grammar::at_the(&coat), "à l'imperméable bleu");
    assert_eq!(
        grammar::at_the(&thing("cheveux courts", Form::Mp)),
        "aux cheveux courts"
    );
    assert_eq!(grammar::of_a(&heels), "d'escarpins noirs");
    assert_eq!(grammar::of_a(&thing("bottes", Form::Fp)), "de bottes");
    assert_eq!(grammar::of_a(&thing("veste", Form::Fs)), "d'une veste");
    assert_eq!(
        grammar::elided("rayé de orange ainsi que un sac"),
        "rayé d'orange ainsi qu'un sac"
    );
    assert_eq!(
        grammar::elided("dégradé du orange au écru"),
        "dégradé de l'orange à l'écru"
    );
    assert_eq!(grammar::elided("une grande ombrelle"), "une grande ombrelle");
}

#[test]
fn colours_agree_unless_they_are_compound() {
    let white = LEXICON.colour[Colour::White][0];
    assert_eq!(white.agree(Form::Fp), "blanches");
    assert_eq!(LEXICON.colour[Colour::Purple][0].agree(Form::Fs), "violette");
    for invariable in [
        Colour::DarkBlue,
        Colour::LightBlue,
        Colour::Orange,
        Colour::Brown,
        Colour::Olive,
    ] {
        assert!(
            matches!(LEXICON.colour[invariable][0], Fixed(_)),
            "{invariable:?}"
        );
    }
}

#[test]
fn participles_agree_with_the_person() {
    let woman = checks::woman_in_black_coat();
    for seed in 0..300 {
        let text = checks::generate(&French, &woman, Style::Full, Split::All, seed)
            .text
            .to_lowercase();
        for wrong in [
            "vêtu ",
            "habillé ",
            "manteau noire",
            " il ",
            "cheveux blonde",
            "un femme",
            "assis ",
            "vu de",
            "tourné vers",
        ] {
            assert!(!text.contains(wrong), "{text:?}");
        }
    }
}
