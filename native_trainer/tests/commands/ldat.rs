//! `ldat` against a server of the tests' own, which answers well, slowly, wrongly or not at all.

mod outages;
mod refusals;

use crate::translator::{Fault, Script, Server, english, list};
use crate::world::{fail, succeed, trainer};
use serde_json::json;
use std::collections::BTreeMap;
use std::fs;
use std::time::{Duration, Instant};

#[test]
fn captions_are_translated_scored_and_mended_with_the_photo() {
    let scratch = tempfile::tempdir().expect("a folder");
    let data = english(scratch.path());
    let server = Server::start(Script::default());
    let mut command = server.ldat(&data, "fr,zh");
    command.args([
        "--score-model",
        "judge",
        "--rewrite-model",
        "eyes",
        "--key-env",
        "LDAT_TEST_KEY",
    ]);
    let output = succeed(command.env("LDAT_TEST_KEY", "secret"));
    let text = String::from_utf8(output.stdout).expect("text");
    // Six scores of 90 and two of 20.
    assert!(
        text.contains("train fr: 8 captions, mean noise 27.50, 2 above it rewritten"),
        "{text}"
    );
    assert!(!text.contains("secret"));
    assert_eq!(
        server.counts(),
        BTreeMap::from([("judge", 16), ("mend", 4), ("translate", 16)])
    );
    for seen in server.seen() {
        assert_eq!(seen.key.as_deref(), Some("Bearer secret"));
        let model = match seen.stage {
            "translate" => "small",
            "judge" => "judge",
            _ => "eyes",
        };
        assert_eq!(
            (seen.model.as_str(), seen.image.is_some()),
            (model, seen.stage == "mend")
        );
        if let Some(address) = seen.image {
            use base64::Engine;
            let sent = address.strip_prefix("data:image/png;base64,").expect("a PNG");
            let sent = base64::engine::general_purpose::STANDARD
                .decode(sent)
                .expect("base64");
            assert_eq!(sent, fs::read(data.join("imgs/3.png")).expect("the photo"));
            assert!(seen.text.contains("long red coat") || seen.text.contains("white shoes"));
        }
    }
    let (french, chinese) = (list(&data, "fr"), list(&data, "zh"));
    assert_eq!(
        french[0]["captions"],
        json!(["une personne de numéro 0", "une personne de numéro 0"])
    );
    assert_eq!(
        french[3]["captions"],
        json!(["une meilleure description, 3", "une meilleure description, 3"])
    );
    assert_eq!(chinese[1]["captions"][1], "第1号人物");
    assert_eq!(chinese[3]["captions"][0], "更好的描述3");
    assert_eq!(
        list(&data, "en")[2]["captions"][1],
        "blue jeans and white shoes, 2"
    );
    // The result is a data set in the M-format, complete and aligned.
    let mut check = trainer("data");
    check
        .arg("--check")
        .arg(&data)
        .args(["--partial", "--splits", "train", "--languages", "en,fr,zh"]);
    succeed(&mut check);
    // Everything is known: a second start asks nothing.
    let before = server.seen().len();
    succeed(&mut server.ldat(&data, "fr,zh"));
    assert_eq!(server.seen().len(), before);
}

#[test]
fn wrapped_answers_come_out_clean() {
    for (wrapped, clean) in [
        (
            "**Translation:** «une personne en rouge»",
            "une personne en rouge",
        ),
        (
            "Here is the translation:\n\n```\nune personne en rouge\n```",
            "une personne en rouge",
        ),
        (
            "<think>hm</think>**une personne en rouge**",
            "une personne en rouge",
        ),
    ] {
        let scratch = tempfile::tempdir().expect("a folder");
        let data = english(scratch.path());
        let server = Server::start(Script {
            about: Some(("translate", "", Fault::Text(wrapped))),
            ..Script::default()
        });
        succeed(&mut server.ldat(&data, "fr"));
        for entry in list(&data, "fr").iter().take(3) {
            assert_eq!(entry["captions"], json!([clean, clean]), "{wrapped}");
        }
    }
}

#[test]
fn rubbish_only_and_bad_arguments_end_with_a_reason() {
    let scratch = tempfile::tempdir().expect("a folder");
    let data = english(scratch.path());
    let server = Server::start(Script {
        end: Some((0, Fault::Text("I am sorry, I cannot.\nReally."))),
        ..Script::default()
    });
    let message = fail(&mut server.ldat_with(&data, "fr", &[("--retries", "0")]));
    assert!(
        message.contains("8 of 8 captions") && message.contains("has several lines"),
        "{message}"
    );
    assert!(fail(&mut server.ldat(&data, "xx")).contains("--to xx: expected one of"));
    assert!(fail(&mut server.ldat_with(&data, "fr", &[("--rate", "0")])).contains("--rate 0"));
    assert!(fail(&mut server.ldat_with(&data, "fr", &[("--split", "val")])).contains("val_reid_en.json"));
    // Asking is spread over time.
    let server = Server::start(Script::default());
    let start = Instant::now();
    succeed(&mut server.ldat_with(&data, "fr", &[("--rate", "20"), ("--limit", "4")]));
    assert_eq!(server.seen().len(), 8);
    assert!(
        start.elapsed() >= Duration::from_millis(350),
        "{:?}",
        start.elapsed()
    );
    assert!(
        !data.join("train_reid_fr.json").exists(),
        "a trial writes no lists"
    );
}
