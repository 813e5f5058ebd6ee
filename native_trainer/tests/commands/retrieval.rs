//! Commands that use weights.

use crate::world::{fail, on_gallery, photos, strings, succeed, trainer, world};
use bi_irra::image::decode;
use bi_irra::search::Engine;
use burn::tensor::Device;
use futures_lite::future::block_on;
use serde_json::Value as Json;
use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

/// Runs `rank`: the lines of its answer, or its message.
fn rank(gallery: &Path, queries: &str, extra: &[&str]) -> Result<Vec<Json>, String> {
    let scratch = tempfile::tempdir().expect("a folder");
    let (input, output) = (scratch.path().join("q.jsonl"), scratch.path().join("r.jsonl"));
    fs::write(&input, queries).expect("written");
    let mut command = on_gallery("rank", gallery);
    command
        .arg("--queries")
        .arg(&input)
        .arg("--out")
        .arg(&output)
        .args(extra);
    let result = command.output().expect("the trainer starts");
    if !result.status.success() {
        assert!(!output.exists(), "nothing is written after an error");
        return Err(String::from_utf8_lossy(&result.stderr).into_owned());
    }
    let text = fs::read_to_string(&output).expect("rankings");
    Ok(text
        .lines()
        .map(|line| serde_json::from_str(line).expect("a ranking"))
        .collect())
}

/// The numbers of a JSON list.
fn numbers(list: &Json) -> Vec<f64> {
    list.as_array()
        .expect("a list")
        .iter()
        .map(|v| v.as_f64().expect("a number"))
        .collect()
}

#[test]
fn rank_orders_the_gallery_as_the_engine_scores_it() {
    let scratch = tempfile::tempdir().expect("a folder");
    let names = photos(scratch.path());
    let texts = [("one", "a man in a red jacket"), ("two", "穿黑色裤子的女人")];
    let queries: String = texts
        .iter()
        .map(|(id, text)| serde_json::json!({ "id": id, "lang": "xx", "text": text }).to_string() + "\n")
        .collect();
    let weights = world().path("weights");
    let file = |name: &str| fs::read(weights.join(name)).expect("a weight file");
    let engine = Engine::load(
        &file("config.json"),
        &file("tokenizer.json"),
        &file("model.safetensors"),
        &Device::flex(),
    )
    .expect("loads");
    let pixels: Vec<_> = names
        .iter()
        .map(|name| decode(&fs::read(scratch.path().join(name)).expect("a photo")).expect("decodes"))
        .collect();
    let photos = block_on(engine.embed_images(&pixels)).expect("embedded");
    for rerank in [0, 2, 32] {
        let rankings = rank(scratch.path(), &queries, &["--rerank", &rerank.to_string()]).expect("ranked");
        assert_eq!(rankings.len(), texts.len());
        for (ranking, (id, text)) in rankings.iter().zip(texts) {
            assert_eq!(ranking["id"], id);
            let query = block_on(engine.embed_query(text)).expect("embedded");
            let cosines: Vec<f32> = photos
                .iter()
                .map(|p| p.feature.iter().zip(&query.feature).map(|(a, b)| a * b).sum())
                .collect();
            let matches =
                block_on(engine.matches(&query, &photos.iter().collect::<Vec<_>>())).expect("judged");
            let logits: Vec<f32> = matches.iter().map(|found| found.logit).collect();
            let mut order: Vec<usize> = (0..names.len()).collect();
            order.sort_by(|a, b| cosines[*b].total_cmp(&cosines[*a]));
            let judged = rerank.min(order.len());
            order[..judged].sort_by(|a, b| logits[*b].total_cmp(&logits[*a]));
            let expected: Vec<&str> = order.iter().map(|photo| names[*photo].as_str()).collect();
            assert_eq!(strings(&ranking["ranking"]), expected, "rerank {rerank}");
            let scores = numbers(&ranking["scores"]);
            assert!(scores.is_sorted_by(|a, b| a >= b), "{scores:?}");
            for (place, score) in scores.iter().enumerate() {
                let photo = order[place];
                let wanted = if place < judged {
                    1.0 + 1.0 / (1.0 + (-f64::from(logits[photo])).exp())
                } else {
                    f64::from(cosines[photo])
                };
                assert!((score - wanted).abs() < 1e-5, "{score} {wanted}");
            }
        }
    }
}

#[test]
fn captions_are_taken_as_they_stand() {
    let weights = world().path("weights");
    let file = |name: &str| fs::read(weights.join(name)).expect("a weight file");
    let engine = Engine::load(
        &file("config.json"),
        &file("tokenizer.json"),
        &file("model.safetensors"),
        &Device::flex(),
    )
    .expect("loads");
    let caption = |text: &str| block_on(engine.embed_caption(text)).expect("a caption").feature;
    let query = |text: &str| block_on(engine.embed_query(text)).expect("a query").feature;
    let cosine = |a: &[f32], b: &[f32]| a.iter().zip(b).map(|(a, b)| a * b).sum::<f32>();
    let plain = caption("a man in a red coat");
    assert_eq!(plain, query("a man in a red coat"));
    assert!(
        cosine(&plain, &query("-a man in a red coat")) < -0.99,
        "typed, it asks against it"
    );
    assert!(cosine(&plain, &caption("-a man in a red coat")) > 0.5);
    let signs = "+a ".repeat(20);
    assert!(block_on(engine.embed_query(&signs)).is_err());
    assert!(block_on(engine.embed_caption(&signs)).is_ok());
}

#[test]
fn rank_refuses_bad_lines_and_writes_nothing() {
    let scratch = tempfile::tempdir().expect("a folder");
    photos(scratch.path());
    let good = r#"{"id":1,"lang":"en","text":"a man"}"#;
    for (bad, expected) in [
        ("{\"id\":2", "line 2: EOF"),
        (r#"{"id":2,"text":""}"#, "line 2: `text` is empty"),
    ] {
        let message = rank(scratch.path(), &format!("{good}\n{bad}\n"), &[]).expect_err("a bad line");
        assert!(message.contains(expected), "{message}");
    }
    let message = rank(scratch.path(), r#"{"id":2,"text":"..!"}"#, &[]).expect_err("no words");
    assert!(
        message.contains("line 1") && message.contains("no words"),
        "{message}"
    );
    let ids = rank(
        scratch.path(),
        &format!("{good}\n\n{}", good.replace(":1,", ":\"x\",")),
        &[],
    )
    .expect("ranked");
    assert_eq!((&ids[0]["id"], &ids[1]["id"]), (&Json::from(1), &Json::from("x")));
}

#[test]
fn rank_says_what_it_does_not_understand() {
    let scratch = tempfile::tempdir().expect("a folder");
    photos(scratch.path());
    let line = |id: &str, text: &str| serde_json::json!({ "id": id, "text": text }).to_string() + "\n";
    let texts = [
        ("plain", "a man in a red jacket"),
        ("hidden", "\u{feff}a m\u{ad}an in\u{a0}a r\u{200b}ed jacket"),
        ("hans", "穿黑色裤子的女人"),
        ("hant", "穿黑色褲子的女人"),
        ("russian", "женщина в пальто"),
        ("emoji", "👩🧥"),
        ("partly", "a man in a красный jacket"),
    ];
    let queries: String = texts.iter().map(|(id, text)| line(id, text)).collect();
    let rankings = rank(scratch.path(), &queries, &[]).expect("ranked");
    let of = |id: &str| {
        rankings
            .iter()
            .find(|ranking| ranking["id"] == id)
            .expect("a line")
    };
    for (one, other) in [("plain", "hidden"), ("hans", "hant")] {
        assert_eq!(of(one)["scores"], of(other)["scores"], "{one} {other}");
        assert_eq!(of(one)["ranking"], of(other)["ranking"], "{one} {other}");
    }
    assert_ne!(of("plain")["understood"], "nothing");
    for id in ["russian", "emoji"] {
        assert_eq!(of(id)["understood"], "nothing", "{id}");
    }
    assert_eq!(of("partly")["understood"], "partly");
    let unknown = strings(&of("partly")["unknown"]);
    assert!(unknown.iter().any(|word| *word == "красный"), "{unknown:?}");
}

#[test]
fn search_names_the_languages_where_it_knows_no_word() {
    let scratch = tempfile::tempdir().expect("a folder");
    photos(scratch.path());
    let mut command = on_gallery("search", scratch.path());
    let output = succeed(command.args(["--query", "женщина", "--json"]));
    let answer: Json = serde_json::from_slice(&output.stdout).expect("JSON");
    assert_eq!(answer["understood"], "nothing");
    assert_eq!(answer["languages"][0], "en");
    let said = String::from_utf8_lossy(&output.stderr);
    assert!(said.contains("no word") && said.contains("German"), "{said}");
}

#[test]
fn search_answers_in_json_and_lists_what_it_skipped() {
    let scratch = tempfile::tempdir().expect("a folder");
    let names = photos(scratch.path());
    let mut command = on_gallery("search", scratch.path());
    command.args(["--query", "a woman with a bag", "--top", "2", "--rerank", "1"]);
    let text = String::from_utf8(succeed(&mut command).stdout).expect("text");
    assert_eq!(text.lines().count(), 2);
    assert!(
        text.lines().next().expect("a line").contains('%')
            && names.iter().any(|name| text.contains(name.as_str()))
    );
    let answer: Json = serde_json::from_slice(&succeed(command.arg("--json")).stdout).expect("JSON");
    assert_eq!(
        (&answer["photos"], &answer["reranked"]),
        (&Json::from(3), &Json::from(1))
    );
    let results = answer["results"].as_array().expect("a list");
    assert_eq!(results.len(), 2);
    assert!(
        (0.0..=1.0).contains(&results[0]["match"].as_f64().expect("judged")) && results[1]["match"].is_null()
    );
    let skipped: Vec<&str> = answer["skipped"]
        .as_array()
        .expect("a list")
        .iter()
        .filter_map(|s| s["file"].as_str())
        .collect();
    assert_eq!(skipped, ["cut.jpg", "list.txt", "words.png"]);
    assert!(
        answer["skipped"]
            .as_array()
            .expect("a list")
            .iter()
            .all(|s| s["reason"].as_str().is_some_and(|r| r.len() > 5))
    );
}

#[test]
fn bad_input_has_clear_messages() {
    let scratch = tempfile::tempdir().expect("a folder");
    let message = fail(on_gallery("search", scratch.path()).args(["--query", "a man"]));
    assert!(
        message.contains("has no readable photos (0 other files)"),
        "{message}"
    );
    let message = fail(on_gallery("search", &scratch.path().join("gone")).args(["--query", "a man"]));
    assert!(
        message.contains("cannot read") && message.contains("gone"),
        "{message}"
    );
    let message = fail(on_gallery("search", scratch.path()).args(["--query", "  "]));
    assert!(message.contains("--query is empty"), "{message}");
    fs::write(scratch.path().join("a.jpg"), "no photo").expect("written");
    let message = fail(on_gallery("embed", scratch.path()).args(["--out", "never.json"]));
    assert!(message.contains("skipped a.jpg: "), "{message}");
    let weights = scratch.path().join("weights");
    fs::create_dir(&weights).expect("a folder");
    let mut command = trainer("search");
    command
        .arg("--gallery")
        .arg(scratch.path())
        .args(["--query", "x"])
        .arg("--weights")
        .arg(&weights);
    let message = fail(&mut command);
    assert!(
        message.contains("cannot read") && message.contains("config.json"),
        "{message}"
    );
}

#[test]
fn embed_writes_unit_features_by_name() {
    let scratch = tempfile::tempdir().expect("a folder");
    let names = photos(scratch.path());
    let out = scratch.path().join("out.json");
    succeed(on_gallery("embed", scratch.path()).arg("--out").arg(&out));
    let features: BTreeMap<String, Vec<f64>> =
        serde_json::from_slice(&fs::read(&out).expect("features")).expect("JSON");
    assert_eq!(features.keys().cloned().collect::<Vec<_>>(), names);
    for feature in features.values() {
        let norm: f64 = feature.iter().map(|v| v * v).sum::<f64>().sqrt();
        assert!(feature.len() == 16 && (norm - 1.0).abs() < 1e-3, "{norm}");
    }
}

#[test]
fn eval_measures_weights_and_checkpoints_alike() {
    let world = world();
    let eval = |weights: &str, extra: &[&str]| -> Json {
        let mut command = trainer("eval");
        command
            .arg("--weights")
            .arg(world.path(weights))
            .arg("--data")
            .arg(world.path("data"))
            .arg("--json");
        serde_json::from_slice(&succeed(command.args(extra)).stdout).expect("JSON")
    };
    let all = eval("weights", &[]);
    assert_eq!(
        (&all["gallery"], &all["identities"], &all["split"]),
        (&Json::from(8), &Json::from(4), &Json::from("test"))
    );
    let rows = all["rows"].as_array().expect("rows");
    let languages: Vec<&str> = rows.iter().filter_map(|row| row["language"].as_str()).collect();
    assert_eq!(languages, ["en", "zh", "mean"]);
    for row in rows {
        for stage in ["stage1", "stage2"] {
            let figure = |name: &str| row[stage][name].as_f64().expect("a figure");
            assert_eq!(figure("r10"), 100.0, "the gallery has eight images");
            assert!(figure("r1") <= figure("r5") && figure("r5") <= 100.0);
            // Two matches among eight: at worst in the last two places.
            assert!((25.0..=100.0).contains(&figure("minp")), "{row}");
            assert!((19.0..=100.0).contains(&figure("map")), "{row}");
        }
    }
    assert_eq!(rows[0]["queries"], 16);
    assert_eq!(eval("checkpoint", &[])["rows"], all["rows"]);
    let one = eval(
        "weights",
        &[
            "--protocol",
            "one",
            "--languages",
            "zh",
            "--rerank",
            "0",
            "--limit",
            "3",
        ],
    );
    assert_eq!(
        (&one["gallery"], &one["rows"][0]["queries"]),
        (&Json::from(4), &Json::from(3))
    );
    assert!(one["rows"][0]["stage2"].is_null());
    let message = fail(
        trainer("eval")
            .arg("--weights")
            .arg(world.path("weights"))
            .arg("--data")
            .arg(world.path("data"))
            .args(["--languages", "fr"]),
    );
    assert!(message.contains("test_reid_fr.json"), "{message}");
}
