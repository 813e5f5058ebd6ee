//! `kill -9` at random moments.

use super::{checkpoints, contents, kill_after, remains, resume, rounds, start, wait_until};
use crate::world::{export, fail, log, make_checkpoint, on, succeed, synth, train_tiny, trainer, world};
use rand::rngs::StdRng;
use rand::{RngExt, SeedableRng};
use serde_json::Value as Json;
use std::fs;
use std::path::Path;
use std::thread;
use std::time::{Duration, Instant};

/// The moments of a test, the same ones every time as far as the machine is.
fn moments() -> StdRng {
    StdRng::seed_from_u64(19)
}

#[test]
fn a_killed_training_goes_on_from_its_last_checkpoint() {
    let scratch = tempfile::tempdir().expect("a folder");
    let run = scratch.path().join("run");
    let values = ["steps=100000", "checkpoint_every=1", "keep=3"];
    let (mut newest, mut moments) = (0, moments());
    for round in 0..rounds() {
        let mut command = match newest {
            0 => train_tiny("bi-irra", &run, &values),
            _ => resume(&run),
        };
        let mut child = start(&mut command);
        let far = wait_until(|| checkpoints(&run).last().copied().unwrap_or(0) > newest);
        thread::sleep(Duration::from_millis(moments.random_range(0..400)));
        child.kill().expect("killed");
        child.wait().expect("it ends");
        assert!(far, "round {round} does not get far");
        let there = checkpoints(&run);
        let now = there.last().copied().unwrap_or(0);
        assert!(now >= newest, "round {round}: {newest} was lost");
        newest = now;
        for step in there {
            let state = fs::read(run.join(format!("step-{step:07}/state.json"))).expect("a state");
            let state: Json = serde_json::from_slice(&state).expect("whole JSON");
            assert_eq!(state["step"], step);
        }
    }
    // It ends by itself, from where it stands, and its log is whole lines.
    succeed(resume(&run).args(["--steps", &(newest + 1).to_string()]));
    assert_eq!(checkpoints(&run).last(), Some(&(newest + 1)));
    assert_eq!(log(&run).last().expect("a line")["step"], newest + 1);
    assert_eq!(remains(&run), [""; 0]);
}

#[test]
fn a_killed_synth_leaves_no_data_set_that_looks_whole() {
    let scratch = tempfile::tempdir().expect("a folder");
    let make = |out: &Path, seed: usize| {
        let mut command = synth(out, &["--force", "--seed", ["1", "2"][seed]]);
        // The option that comes last counts.
        command.args(["--png"]);
        command
    };
    let whole = [0, 1].map(|seed| {
        let out = scratch.path().join(format!("whole-{seed}"));
        succeed(&mut make(&out, seed));
        contents(&out)
    });
    assert!(whole[0] != whole[1]);
    let out = scratch.path().join("data");
    let began = Instant::now();
    succeed(&mut make(&out, 0));
    let usual = began.elapsed();
    let mut moments = moments();
    for round in 0..rounds() {
        let pause = usual.mul_f64(moments.random_range(0.0..1.2));
        kill_after(&mut make(&out, round as usize % 2), pause);
        let mut found = contents(&out);
        let list = |language: &str| format!("test_reid_{language}.json");
        // Where a list is there, so are the pictures that it speaks of, and not those of another one.
        for language in ["en", "zh"] {
            let Some(listed) = found.get(&list(language)) else {
                continue;
            };
            let of = whole.iter().find(|whole| whole[&list(language)] == *listed);
            let of = of.unwrap_or_else(|| panic!("round {round}: half a list"));
            for (name, picture) in of.iter().filter(|(name, _)| name.starts_with("imgs/")) {
                assert!(
                    found.get(name) == Some(picture),
                    "round {round}: {name} is another one"
                );
            }
        }
        if found.contains_key("captions.json") {
            found.retain(|name, _| !name.ends_with(".tmp"));
            assert!(whole.contains(&found), "round {round}: {:?}", found.keys());
        }
    }
    succeed(&mut make(&out, 1));
    assert!(contents(&out) == whole[1]);
}

#[test]
fn a_killed_export_leaves_weights_that_belong_together_or_none() {
    let scratch = tempfile::tempdir().expect("a folder");
    let tokenizer = scratch.path().join("tokenizer.json");
    let few = [
        "--synth",
        "30",
        "--languages",
        "en",
        "--vocabulary",
        "300",
        "--out",
    ];
    succeed(trainer("tokenizer").args(few).arg(&tokenizer));
    let other = scratch.path().join("other");
    make_checkpoint(&other, &tokenizer);
    let sources = [world().path("checkpoint"), other];
    let whole = [0, 1].map(|source: usize| {
        let out = scratch.path().join(format!("whole-{source}"));
        export(&sources[source], &out, "f32");
        contents(&out)
    });
    assert!(whole[0]["tokenizer.json"] != whole[1]["tokenizer.json"]);
    let out = scratch.path().join("out");
    let began = Instant::now();
    export(&sources[0], &out, "f32");
    let usual = began.elapsed();
    let mut moments = moments();
    for round in 0..rounds() {
        let mut command = trainer("export");
        command.arg("--checkpoint").arg(&sources[round as usize % 2]);
        command.args(["--precision", "f32", "--out"]).arg(&out);
        kill_after(&mut command, usual.mul_f64(moments.random_range(0.0..1.2)));
        let mut found = contents(&out);
        found.retain(|name, _| !name.ends_with(".tmp"));
        if found.contains_key("model.safetensors") {
            assert!(whole.contains(&found), "round {round}: {:?}", found.keys());
        } else {
            // Between two renames: then there are no weights, and nobody takes what there is for some.
            let message = fail(
                on("embed", &out, scratch.path())
                    .arg("--out")
                    .arg(scratch.path().join("x.json")),
            );
            assert!(message.contains("model.safetensors"), "{message}");
        }
    }
    export(&sources[1], &out, "f32");
    assert!(contents(&out) == whole[1]);
}

#[cfg(feature = "ldat")]
#[test]
fn a_killed_translation_keeps_every_answer_that_it_has() {
    use crate::translator::{CAPTIONS, PHOTOS, Script, Server, english};
    let scratch = tempfile::tempdir().expect("a folder");
    let data = english(scratch.path());
    let server = Server::start(Script::default());
    let (mut moments, mut finished) = (moments(), 0);
    let folder = |number: usize| scratch.path().join(format!("out-{number}"));
    let command = |number: usize| {
        let mut command = server.ldat_with(&data, "fr", &[("--rate", "25")]);
        command.arg("--out").arg(folder(number));
        command
    };
    // Whole lines; what is behind the last one was not reported.
    let journal = |number: usize| -> Vec<String> {
        let text = fs::read_to_string(folder(number).join("ldat/train_fr.jsonl")).unwrap_or_default();
        let whole = text.rfind('\n').map_or("", |end| &text[..end]);
        whole.lines().map(String::from).collect()
    };
    let finish = |number: usize| {
        succeed(&mut command(number));
        let answers = journal(number);
        let translated = answers
            .iter()
            .filter(|line| line.contains("\"translated\""))
            .count();
        assert_eq!(
            translated, CAPTIONS,
            "an answer that was there was asked for again: {answers:?}"
        );
        let list = fs::read(folder(number).join("train_reid_fr.json")).expect("a list");
        let list: Vec<Json> = serde_json::from_slice(&list).expect("whole JSON");
        let full = |entry: &&Json| {
            entry["captions"]
                .as_array()
                .is_some_and(|captions| captions.len() == 2)
        };
        assert_eq!(list.iter().filter(full).count(), PHOTOS);
        // Runs of other languages write the English list, too, so that a draft of it may be theirs.
        let mut drafts = remains(&folder(number));
        drafts.retain(|name| !name.starts_with(".train_reid_en.json"));
        assert_eq!(drafts, [""; 0]);
    };
    for round in 0..rounds() {
        let before = journal(finished);
        // Some 18 questions at 25 a second.
        let killed = kill_after(
            &mut command(finished),
            Duration::from_millis(moments.random_range(0..1000)),
        );
        let after = journal(finished);
        assert!(after.starts_with(&before), "round {round}: answers were lost");
        for line in &after {
            serde_json::from_str::<Json>(line).expect("a whole line");
        }
        if !killed {
            finish(finished);
            finished += 1;
        }
    }
    finish(finished);
}
