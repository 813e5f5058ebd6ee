//! Captions that get no answer of use: refused by the server, answered with rubbish, or failing at one alone.

use crate::translator::{CAPTIONS, Fault, Script, Server, english, list};
use crate::world::{fail, succeed, trainer};
use serde_json::json;
use std::fs;

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
