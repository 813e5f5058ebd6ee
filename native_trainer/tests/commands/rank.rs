//! `rank`: the gallery in order for queries of a file.

use crate::world::{on_gallery, photos, strings, world};
use bi_irra::image::decode;
use bi_irra::search::Engine;
use burn::tensor::Device;
use futures_lite::future::block_on;
use serde_json::Value as Json;
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

/// The weights of this world, loaded by the library.
fn engine() -> Engine {
    let weights = world().path("weights");
    let file = |name: &str| fs::read(weights.join(name)).expect("a weight file");
    Engine::load(
        &file("config.json"),
        &file("tokenizer.json"),
        &file("model.safetensors"),
        &Device::flex(),
    )
    .expect("loads")
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
    let engine = engine();
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
    let engine = engine();
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
