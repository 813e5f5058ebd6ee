//! IVT from training to ranking, with a tiny model.

use crate::world::{fail, photos, strings, succeed, trainer, world};
use serde_json::Value as Json;
use std::fs;
use std::path::Path;
use std::process::Command;

/// `train` of a tiny IVT.
fn train(out: &Path, extra: &[&str]) -> Command {
    let mut command = trainer("train");
    let tokenizer = format!("tokenizer={:?}", world().path("tokenizer.json"));
    command
        .args(["--method", "ivt", "--set", &tokenizer, "--out"])
        .arg(out);
    let values = [
        "steps=3",
        "batch=4",
        "log_every=1",
        "eval_every=0",
        "checkpoint_every=2",
        "data.languages=[\"zh\"]",
        "model.hidden=32",
        "model.heads=2",
        "model.vision_layers=1",
        "model.image_size=[32, 16]",
        "model.max_tokens=24",
    ];
    for value in values.iter().chain(extra) {
        command.args(["--set", value]);
    }
    command
}

fn log(run: &Path) -> Vec<Json> {
    let text = fs::read_to_string(run.join("log.jsonl")).expect("a log");
    text.lines()
        .map(|line| serde_json::from_str(line).expect("a log line"))
        .collect()
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
    let mut export = trainer("export");
    export
        .arg("--checkpoint")
        .arg(&checkpoint)
        .arg("--out")
        .arg(&weights);
    succeed(export.args(["--precision", "f32"]));
    let evaluate = |weights: &Path| {
        let mut command = trainer("eval");
        command
            .arg("--weights")
            .arg(weights)
            .arg("--data")
            .arg(world().path("data"));
        let output = succeed(command.arg("--json"));
        serde_json::from_slice::<Json>(&output.stdout).expect("an evaluation")
    };
    let evaluation = evaluate(&weights);
    assert_eq!(evaluation, evaluate(&checkpoint));
    assert!(evaluation["rows"][0]["stage2"].is_null());

    let gallery = scratch.path().join("gallery");
    fs::create_dir(&gallery).expect("a folder");
    let mut names = photos(&gallery);
    let (queries, rankings) = (scratch.path().join("q.jsonl"), scratch.path().join("r.jsonl"));
    fs::write(&queries, r#"{"id":1,"lang":"en","text":"a man in a red jacket"}"#).expect("written");
    let on = |command: &str| {
        let mut command = trainer(command);
        command
            .arg("--weights")
            .arg(&weights)
            .arg("--gallery")
            .arg(&gallery);
        command
    };
    let rank = |extra: &[&str]| {
        let mut command = on("rank");
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
    let output = succeed(on("search").args(["--query", "a man in a red jacket", "--json"]));
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
