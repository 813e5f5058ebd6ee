//! IVT from training to ranking, with a tiny model.

use crate::world::{evaluate, export, fail, log, on, photos, strings, succeed, train_tiny, trainer, world};
use serde_json::Value as Json;
use std::fs;
use std::path::Path;
use std::process::Command;

/// `train` of a tiny IVT.
fn train(out: &Path, extra: &[&str]) -> Command {
    train_tiny("ivt", out, extra)
}

#[test]
fn ivt_trains_evaluates_exports_and_ranks() {
    let scratch = tempfile::tempdir().expect("a folder");
    let run = scratch.path().join("run");
    let data = format!("data.path={:?}", world().path("data"));
    succeed(&mut train(
        &run,
        &[&data, "data.split=test", "optimizer.rule=ivt"],
    ));
    let lines = log(&run);
    assert_eq!(lines.len(), 3);
    // There is one loss, over all levels.
    assert!(
        lines
            .iter()
            .all(|line| line["loss"].is_number() && line["loss"] == line["cmpm"]),
        "{lines:?}"
    );

    let checkpoint = run.join("step-0000003");
    let bytes = fs::read(checkpoint.join("config.json")).expect("it is there");
    let config: Json = serde_json::from_slice(&bytes).expect("JSON");
    assert_eq!((&config["method"], &config["layers"]), (&"ivt".into(), &1.into()));
    let weights = scratch.path().join("weights");
    export(&checkpoint, &weights, "f32");
    let evaluation = evaluate(&weights);
    assert_eq!(evaluation, evaluate(&checkpoint));
    assert!(evaluation["rows"][0]["stage2"].is_null());

    let gallery = scratch.path().join("gallery");
    fs::create_dir(&gallery).expect("a folder");
    let mut names = photos(&gallery);
    let (queries, rankings) = (scratch.path().join("q.jsonl"), scratch.path().join("r.jsonl"));
    fs::write(&queries, r#"{"id":1,"lang":"en","text":"a man in a red jacket"}"#).expect("written");
    let rank = |extra: &[&str]| {
        let mut command = on("rank", &weights, &gallery);
        command.arg("--queries").arg(&queries);
        command.arg("--out").arg(&rankings).args(extra);
        command
    };
    let message = fail(&mut rank(&["--rerank", "2"]));
    assert!(message.contains("ivt has no match head"), "{message}");
    succeed(&mut rank(&[]));
    let ranking: Json = serde_json::from_slice(&fs::read(&rankings).expect("rankings")).expect("one line");
    let mut ranked = strings(&ranking["ranking"]);
    ranked.sort_unstable();
    names.sort_unstable();
    assert_eq!(ranked, names);
    let output =
        succeed(on("search", &weights, &gallery).args(["--query", "a man in a red jacket", "--json"]));
    let found: Json = serde_json::from_slice(&output.stdout).expect("an answer");
    assert_eq!(found["results"][0]["file"], ranking["ranking"][0]);
}

#[test]
fn a_run_on_rendered_people_goes_on_from_its_checkpoint_and_foreign_values_are_refused() {
    let scratch = tempfile::tempdir().expect("a folder");
    let run = scratch.path().join("run");
    succeed(&mut train(&run, &["ivt.pooled=true", "steps=2"]));
    let mut resume = trainer("train");
    succeed(resume.args(["--resume", "--steps", "3", "--out"]).arg(&run));
    let steps: Vec<_> = log(&run).iter().map(|line| line["step"].as_u64()).collect();
    assert_eq!(steps, [Some(1), Some(2), Some(3)]);

    for (value, named) in [
        ("model.text_layers=2", "model.text_layers"),
        ("ivt.removal=1.0", "ivt.removal"),
    ] {
        let message = fail(&mut train(&scratch.path().join("other"), &[value]));
        assert!(message.contains(named), "{message}");
    }
}
