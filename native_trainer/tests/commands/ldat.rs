//! `ldat` against a server of the tests' own, which answers well, slowly, wrongly or not at all.

use crate::translator::{CAPTIONS, Fault, PHOTOS, Script, Server, english, list};
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
fn slow_wrong_and_failing_answers_are_asked_again() {
    let scratch = tempfile::tempdir().expect("a folder");
    let data = english(scratch.path());
    let faults = [
        Fault::Status(500, None),
        Fault::Status(429, Some(("Retry-After", "1".into()))),
        Fault::Body("<html>busy</html>"),
        Fault::Body("{\"choices\":[]}"),
        Fault::Slow,
        Fault::Text(""),
        Fault::Text("une personne\nun monsieur"),
        Fault::Text("穿红色外套的男人"),
    ];
    let count = faults.len();
    let server = Server::start(Script {
        faults: faults.into(),
        ..Script::default()
    });
    let start = Instant::now();
    succeed(&mut server.ldat_with(&data, "fr", &[("--retries", "8")]));
    assert!(
        start.elapsed() >= Duration::from_secs(1),
        "the pause that the server asked for"
    );
    assert_eq!(server.counts()["translate"], CAPTIONS + count);
    let french = list(&data, "fr");
    for (n, entry) in french.iter().enumerate().take(3) {
        let text = format!("une personne de numéro {n}");
        assert_eq!(entry["captions"], json!([text, text]));
    }
}

#[test]
fn a_server_that_dies_loses_nothing() {
    let scratch = tempfile::tempdir().expect("a folder");
    let data = english(scratch.path());
    let dying = Server::start(Script {
        end: Some((5, Fault::Status(401, None))),
        ..Script::default()
    });
    let message = fail(&mut dying.ldat(&data, "fr"));
    assert!(
        message.contains("fr translating stopped")
            && message.contains("status 401")
            && message.contains("the test says no"),
        "{message}"
    );
    assert!(message.contains("the same command goes on"), "{message}");
    assert!(
        !data.join("train_reid_fr.json").exists(),
        "no list before all is known"
    );
    let journal = data.join("ldat/train_fr.jsonl");
    let kept = fs::read_to_string(&journal).expect("a journal").lines().count() - 1;
    assert_eq!(kept, 5);
    // Nobody listens any more.
    let address = dying.address.clone();
    drop(dying);
    let mut nobody = trainer("ldat");
    nobody.arg("--data").arg(&data).args([
        "--to",
        "fr",
        "--model",
        "small",
        "--endpoint",
        &address,
        "--retries",
        "1",
        "--timeout",
        "5",
    ]);
    for name in ["http_proxy", "HTTP_PROXY", "all_proxy", "ALL_PROXY"] {
        nobody.env_remove(name);
    }
    assert!(fail(&mut nobody).contains("fr translating stopped: http://127.0.0.1"));
    let server = Server::start(Script::default());
    succeed(&mut server.ldat(&data, "fr"));
    assert_eq!(
        server.counts(),
        BTreeMap::from([("judge", 8), ("mend", 2), ("translate", CAPTIONS - kept)])
    );
    assert_eq!(list(&data, "fr").len(), PHOTOS);
    // Other captions, other journal.
    let list = data.join("data_captions.json");
    let text = fs::read_to_string(&list).expect("a list");
    fs::write(&list, text.replace("long red", "short red")).expect("written");
    fs::remove_file(data.join("train_reid_en.json")).expect("removed");
    assert!(fail(&mut server.ldat(&data, "fr")).contains("the journal of other captions"));
}

#[test]
fn captions_that_the_server_refuses_are_marked_and_the_rest_is_done() {
    for fault in [
        Fault::Body("{\"choices\":[]}"),
        Fault::Body("{\"choices\":[{\"message\":{\"content\":null}}]}"),
        Fault::Body("{\"choices\":[{\"finish_reason\":\"content_filter\",\"message\":null}]}"),
        Fault::Status(400, None),
        Fault::Status(403, None),
        Fault::Status(451, None),
    ] {
        let scratch = tempfile::tempdir().expect("a folder");
        let data = english(scratch.path());
        let server = Server::start(Script {
            about: Some(("translate", "coat, number 2", fault.clone())),
            ..Script::default()
        });
        let output = succeed(&mut server.ldat(&data, "fr"));
        let text = String::from_utf8(output.stdout).expect("text");
        assert!(
            text.contains("1 without a translation") && text.contains("1 refused by the server"),
            "{fault:?}: {text}"
        );
        assert!(
            text.contains("caption 4 of 2.png (Translation): "),
            "{fault:?}: {text}"
        );
        let captions = |n: usize| list(&data, "fr")[n]["captions"].clone();
        assert_eq!(captions(2), json!(["", "une personne de numéro 2"]), "{fault:?}");
        assert_eq!(captions(3)[0], "une meilleure description, 3");
        // The next start leaves it alone, and asks again where that is wanted.
        let before = server.seen().len();
        succeed(&mut server.ldat(&data, "fr"));
        assert_eq!(server.seen().len(), before, "{fault:?}");
        let message = fail(trainer("data").arg("--check").arg(&data).args([
            "--partial",
            "--splits",
            "train",
            "--languages",
            "en,fr",
        ]));
        assert!(
            message.contains("1 of 8 captions (fr) have no words: 2.png"),
            "{message}"
        );
        server.script.lock().expect("whole").about = None;
        let mut again = server.ldat(&data, "fr");
        succeed(again.arg("--retry-refused"));
        assert_eq!(captions(2)[0], "une personne de numéro 2");
    }
}

#[test]
fn a_caption_without_a_usable_answer_holds_nothing_up_and_can_be_given_by_hand() {
    let scratch = tempfile::tempdir().expect("a folder");
    let data = english(scratch.path());
    let server = Server::start(Script {
        about: Some((
            "translate",
            "coat, number 0",
            Fault::Text("I cannot help with that, sorry.\nAsk me about the weather."),
        )),
        ..Script::default()
    });
    let output = server.ldat(&data, "fr").output().expect("the trainer starts");
    assert_eq!(output.status.code(), Some(1));
    let message = String::from_utf8_lossy(&output.stderr);
    assert!(
        message.contains("fr translating: 1 of 8 captions have no usable answer")
            && message.contains("caption 0 of 0.png")
            && message.contains("has several lines"),
        "{message}"
    );
    // The others went all the way.
    assert_eq!(server.counts()["judge"], CAPTIONS - 1);
    assert_eq!(list(&data, "fr")[0]["captions"][0], "");
    assert_eq!(
        list(&data, "fr")[3]["captions"][0],
        "une meilleure description, 3"
    );
    let journal = data.join("ldat/train_fr.jsonl");
    let text = fs::read_to_string(&journal).expect("a journal");
    fs::write(
        &journal,
        text + "{\"stage\":\"translated\",\"caption\":0,\"text\":\"à la main 0\"}\n",
    )
    .expect("written");
    succeed(&mut server.ldat(&data, "fr"));
    assert_eq!(list(&data, "fr")[0]["captions"][0], "à la main 0");
}

#[test]
fn a_failure_at_one_caption_alone_does_not_stop_the_others() {
    let scratch = tempfile::tempdir().expect("a folder");
    let data = english(scratch.path());
    let server = Server::start(Script {
        about: Some(("translate", "coat, number 1", Fault::Status(500, None))),
        ..Script::default()
    });
    let output = server
        .ldat_with(&data, "fr", &[("--retries", "1")])
        .output()
        .expect("the trainer starts");
    let message = String::from_utf8_lossy(&output.stderr);
    assert!(
        message.contains("1 of 8 captions") && message.contains("status 500"),
        "{message}"
    );
    assert_eq!(list(&data, "fr")[1]["captions"][1], "une personne de numéro 1");
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
fn pauses_are_obeyed_as_dates_and_in_milliseconds() {
    let in_two = || httpdate::fmt_http_date(std::time::SystemTime::now() + Duration::from_secs(3));
    for (name, value, least) in [
        ("Retry-After", in_two(), 1900),
        ("retry-after-ms", "1500".into(), 1500),
    ] {
        let scratch = tempfile::tempdir().expect("a folder");
        let data = english(scratch.path());
        let server = Server::start(Script {
            faults: [Fault::Status(429, Some((name, value)))].into(),
            ..Script::default()
        });
        let start = Instant::now();
        succeed(&mut server.ldat_with(&data, "fr", &[("--parallel", "1")]));
        assert!(
            start.elapsed() >= Duration::from_millis(least),
            "{name}: {:?}",
            start.elapsed()
        );
        assert_eq!(server.counts()["translate"], CAPTIONS + 1);
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
