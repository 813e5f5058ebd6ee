//! IRRA from training to ranking, with a tiny model.

use crate::world::{
    PEOPLE, evaluate, export, fail, log, on, photos, strings, succeed, train_tiny, trainer, world,
};
use serde_json::Value as Json;
use std::fs;
use std::path::Path;
use std::process::Command;

/// `train` of a tiny IRRA.
fn train(out: &Path, extra: &[&str]) -> Command {
    let sizes = [
        "word_mask=0.15",
        "model.text_layers=1",
        "model.cross_layers=1",
        "model.embed_dim=16",
    ];
    train_tiny("irra", out, &[&sizes, extra].concat())
}

#[test]
fn irra_trains_evaluates_exports_and_ranks() {
    let scratch = tempfile::tempdir().expect("a folder");
    let run = scratch.path().join("run");
    let data = format!("data.path={:?}", world().path("data"));
    succeed(&mut train(
        &run,
        &[&data, "data.split=test", "optimizer.rule=irra"],
    ));
    let lines = log(&run);
    assert_eq!(lines.len(), 3);
    for name in ["loss", "sdm", "id", "mlm"] {
        assert!(
            lines.iter().all(|line| line[name].is_number()),
            "{name}: {lines:?}"
        );
    }
    // A step later the classifier still knows next to nothing of the people.
    let id = lines[0]["id"].as_f64().expect("a number");
    assert!((id - (PEOPLE as f64).ln()).abs() < 0.1, "{id}");

    let checkpoint = run.join("step-0000003");
    let config: Json =
        serde_json::from_slice(&fs::read(checkpoint.join("config.json")).expect("it is there"))
            .expect("JSON");
    assert_eq!(
        (&config["method"], &config["identities"]),
        (&"irra".into(), &PEOPLE.into())
    );
    let weights = scratch.path().join("weights");
    export(&checkpoint, &weights, "f32");
    let evaluation = evaluate(&weights);
    assert_eq!(evaluation, evaluate(&checkpoint));
    assert_eq!(evaluation["rerank"], 0);
    assert!(evaluation["rows"][0]["stage2"].is_null());

    let gallery = scratch.path().join("gallery");
    fs::create_dir(&gallery).expect("a folder");
    let names = photos(&gallery);
    let (queries, rankings) = (scratch.path().join("q.jsonl"), scratch.path().join("r.jsonl"));
    fs::write(&queries, r#"{"id":1,"lang":"en","text":"a man in a red jacket"}"#).expect("written");
    let rank = |extra: &[&str]| {
        let mut command = on("rank", &weights, &gallery);
        command
            .arg("--queries")
            .arg(&queries)
            .arg("--out")
            .arg(&rankings)
            .args(extra);
        command
    };
    let message = fail(&mut rank(&["--rerank", "2"]));
    assert!(message.contains("irra has no match head"), "{message}");
    succeed(&mut rank(&[]));
    let ranking: Json = serde_json::from_slice(&fs::read(&rankings).expect("rankings")).expect("one line");
    let mut ranked = strings(&ranking["ranking"]);
    ranked.sort_unstable();
    let mut names: Vec<&str> = names.iter().map(String::as_str).collect();
    names.sort_unstable();
    assert_eq!(ranked, names);
    let mut search = on("search", &weights, &gallery);
    let output = succeed(search.args(["--query", "a man in a red jacket", "--json"]));
    let found: Json = serde_json::from_slice(&output.stdout).expect("an answer");
    assert_eq!(found["reranked"], 0);
    assert_eq!(found["results"][0]["file"], ranking["ranking"][0]);
}

#[test]
fn a_run_goes_on_from_its_checkpoint_and_rendered_people_have_no_identity_loss() {
    let scratch = tempfile::tempdir().expect("a folder");
    let run = scratch.path().join("run");
    succeed(&mut train(
        &run,
        &["irra.pooled=true", "irra.augmentation=irra", "steps=2"],
    ));
    let mut resume = trainer("train");
    succeed(resume.args(["--resume", "--steps", "3", "--out"]).arg(&run));
    let lines = log(&run);
    let steps: Vec<_> = lines.iter().map(|line| line["step"].as_u64()).collect();
    assert_eq!(steps, [Some(1), Some(2), Some(3)]);
    assert!(
        lines
            .iter()
            .all(|line| line["mlm"].is_number() && line["id"].is_null())
    );

    let message = fail(&mut train(&scratch.path().join("other"), &["model.dropout=0.1"]));
    assert!(message.contains("model.dropout"), "{message}");
}

#[test]
fn methods_are_compared_on_the_same_queries() {
    let scratch = tempfile::tempdir().expect("a folder");
    let run = scratch.path().join("small-irra");
    succeed(&mut train(&run, &["irra.pooled=true"]));
    let checkpoint = run.join("step-0000003");
    let compare = || {
        let mut compare = trainer("compare");
        compare.arg("--weights").arg(world().path("weights"));
        compare.arg("--weights").arg(&checkpoint);
        compare.arg("--data").arg(world().path("data"));
        compare
    };
    let output = succeed(compare().arg("--json"));
    let runs: Json = serde_json::from_slice(&output.stdout).expect("JSON");
    let (ours, theirs) = (&runs[0], &runs[1]);
    assert_eq!(
        (&ours["name"], &ours["method"]),
        (&"weights".into(), &"bi-irra".into())
    );
    assert_eq!(
        (&theirs["name"], &theirs["method"]),
        (&"small-irra".into(), &"irra".into())
    );
    // Only a checkpoint knows its past, and only Bi-IRRA re-ranks.
    assert!(ours["pairs"].is_null() && theirs["pairs"] == 12);
    assert!(ours["rerank_ms"].is_number() && theirs["rerank_ms"].is_null());
    let mut eval = trainer("eval");
    eval.arg("--weights")
        .arg(&checkpoint)
        .arg("--data")
        .arg(world().path("data"));
    let alone = succeed(eval.arg("--json"));
    let alone: Json = serde_json::from_slice(&alone.stdout).expect("JSON");
    assert_eq!(theirs["evaluation"], alone);
    let table = String::from_utf8(succeed(&mut compare()).stdout).expect("text");
    let lines: Vec<&str> = table.lines().collect();
    assert_eq!(lines.len(), 4, "{table}");
    assert!(
        lines
            .iter()
            .all(|line| line.matches('|').count() == lines[0].matches('|').count())
    );
    assert!(lines[3].starts_with("| small-irra | 12 |"), "{table}");
}
