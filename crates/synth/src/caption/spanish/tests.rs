use super::{LEXICON, Spanish, grammar};
use crate::attributes::Colour;
use crate::caption::romance::Adjective::Fixed;
use crate::caption::romance::{Form, Thing, checks};
use crate::caption::{Split, Style};

#[test]
fn every_value_has_words() {
    checks::lexicon_is_rich(&Spanish);
}

#[test]
fn captions_are_clean_text() {
    checks::captions_are_clean(&Spanish);
}

#[test]
fn what_cannot_be_seen_is_not_named() {
    let words = [
        "chaqueta", "jersey", "pantal", "vaquero", "vestid", "bolso", "mochila", "pelo", "gafas", "zapat",
        "camina", "negr", "roj",
    ];
    checks::bare_person_is_named_only(&Spanish, &words);
}

#[test]
fn full_captions_are_neither_short_nor_long() {
    checks::full_captions_have_the_right_length(&Spanish);
}

#[test]
fn articles_contract_and_y_changes_before_i() {
    let jeans = Thing {
        text: "vaqueros".into(),
        form: Form::Mp,
    };
    assert_eq!(grammar::a(&jeans), "unos vaqueros");
    assert_eq!(grammar::the(&jeans), "los vaqueros");
    assert_eq!(
        grammar::polished("Encuentra a el hombre de el abrigo"),
        "Encuentra al hombre del abrigo"
    );
    assert_eq!(
        grammar::polished("abrigo y impermeable y hiyab"),
        "abrigo e impermeable e hiyab"
    );
    assert_eq!(grammar::polished("negro y blanco"), "negro y blanco");
}

#[test]
fn nobody_is_dressed_in_a_dress() {
    for (said, better) in [
        (
            "Una mujer viste un vestido rojo.",
            "Una mujer lleva un vestido rojo.",
        ),
        ("Va vestida con vestido rojo.", "Lleva vestido rojo."),
        (
            "Vestida con un vestido rojo, camina.",
            "Con un vestido rojo, camina.",
        ),
        ("mujer vestida con vestido rojo", "mujer que lleva vestido rojo"),
        ("Camina, vestida con un vestido.", "Camina, con un vestido."),
        ("Viste una falda.", "Viste una falda."),
        (
            "Un hombre vestido de negro camina, vestido con botas.",
            "Un hombre vestido de negro camina, con botas.",
        ),
    ] {
        assert_eq!(grammar::without_echo(said), better);
    }
}

#[test]
fn colours_agree_unless_they_are_compound() {
    assert_eq!(LEXICON.colour[Colour::Black][0].agree(Form::Fs), "negra");
    assert_eq!(LEXICON.colour[Colour::Blue][0].agree(Form::Fp), "azules");
    assert_eq!(LEXICON.colour[Colour::Brown][0].agree(Form::Mp), "marrones");
    for invariable in [
        Colour::DarkBlue,
        Colour::LightBlue,
        Colour::Orange,
        Colour::LightGreen,
        Colour::Turquoise,
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
        let text = checks::generate(&Spanish, &woman, Style::Full, Split::All, seed)
            .text
            .to_lowercase();
        for wrong in [
            "vestido ",
            "abrigo negra",
            "abrigo abierta",
            "pelo rubia",
            "visto de",
            "girado",
            "sentado",
        ] {
            assert!(!text.contains(wrong), "{text:?}");
        }
    }
}
