//! A server that is slow, busy, wrong for a while, or dies.

use crate::translator::{CAPTIONS, Fault, PHOTOS, Script, Server, english, list};
use crate::world::{fail, succeed, trainer};
use serde_json::json;
use std::collections::BTreeMap;
use std::fs;
use std::time::{Duration, Instant};

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
