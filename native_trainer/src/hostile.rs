//! Damaged recipes, lists, queries and answers: an error or a result, never a panic. A short run belongs to the tests;
//! `FUZZ_SECONDS` gives each target longer.

#[path = "../../tests/hostile/mutator.rs"]
mod mutator;

use crate::data::dataset::Dataset;
use crate::recipe::Recipe;
use mutator::run;
use std::fs;
use std::path::Path;

#[test]
fn recipes_are_read_or_refused() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("configs");
    let corpus = [
        "web/first.toml",
        "web/match.toml",
        "paper/cuhk-pedes.toml",
        "compare/irra-star.toml",
    ];
    let corpus = corpus.map(|name| fs::read(folder.join(name)).expect("a recipe"));
    let scratch = tempfile::tempdir().expect("a folder");
    let path = scratch.path().join("recipe.toml");
    run("recipe", &corpus, 600, |bytes| {
        fs::write(&path, bytes).expect("written");
        // An error is an answer.
        let _ = Recipe::read(Some(&path), &[]);
    });
}

#[test]
fn lists_are_read_or_refused() {
    let plain = r#"[{"file_path":"a/b.jpg","id":1,"captions":["a man","red"],"split":"train","processed_tokens":[["a"]]},
        {"img_path":".\\\\c.png","id":"0002","captions":["a woman"],"split":"test"}]"#;
    let wide: Vec<u8> = plain.encode_utf16().flat_map(u16::to_le_bytes).collect();
    let others = [
        r#"[{"id":7,"file_path":"Part1/7/1.jpg","attributes":["man,unknown"],"captions":["a man"],"prompt_caption":["A man."]}]"#,
        r#"[{"image":"gene_crop/4x/0.jpg","caption":"a boy","image_id":"4x_0","label":[1,0,-1]},{"image":"b","caption":["a"],"image_id":1e3}]"#,
        r#"{"part1/a.jpg":"a man in red","part2\\b.jpg":["one","two"],"a.jpg":""}"#,
    ];
    let corpus = [
        plain.as_bytes().to_vec(),
        [b"\xef\xbb\xbf", plain.as_bytes()].concat(),
        wide,
    ];
    let others = others.map(|text| text.as_bytes().to_vec());
    let corpus: Vec<Vec<u8>> = corpus.into_iter().chain(others).collect();
    let scratch = tempfile::tempdir().expect("a folder");
    for name in [
        "reid_raw.json",
        "train_reid_en.json",
        "other.json",
        "synthpedes-dataset.json",
        "g_4x_attrs.json",
        "Ts-qwen.json",
    ] {
        let folder = scratch.path().join(name);
        fs::create_dir(&folder).expect("a folder");
        run(name, &corpus, 300, |bytes| {
            fs::write(folder.join(name), bytes).expect("written");
            if let Ok(dataset) = Dataset::read(&folder, "train", &[]) {
                // A name may have two dots in a row, a folder on the way may not be the one above.
                let leaves = |path: &str| path.split(['/', '\\']).any(|part| part == "..");
                assert!(dataset.entries.iter().all(|entry| !leaves(&entry.path)));
            }
        });
    }
}

#[test]
fn query_files_are_read_or_refused() {
    let corpus =
        [b"{\"id\":1,\"lang\":\"en\",\"text\":\"a man\"}\n\n{\"id\":\"b\",\"text\":\"-hat\"}\r\n".to_vec()];
    let scratch = tempfile::tempdir().expect("a folder");
    let path = scratch.path().join("queries.jsonl");
    run("queries", &corpus, 600, |bytes| {
        fs::write(&path, bytes).expect("written");
        let _ = crate::commands::rank::read_queries(&path);
    });
}

#[cfg(feature = "ldat")]
#[test]
fn journals_are_read_or_refused() {
    let scratch = tempfile::tempdir().expect("a folder");
    let path = scratch.path().join("train_fr.jsonl");
    crate::ldat::read_journal(&path);
    let head = fs::read(&path).expect("a new journal");
    let lines = b"{\"stage\":\"translated\",\"caption\":0,\"text\":\"un homme\"}\n{\"stage\":\"scored\",\"caption\":0,\"score\":90}\n\
        {\"stage\":\"refused\",\"caption\":1,\"step\":\"translation\",\"reason\":\"no\"}\n";
    let corpus = [[&head[..], lines].concat()];
    run("journal", &corpus, 600, |bytes| {
        fs::write(&path, bytes).expect("written");
        crate::ldat::read_journal(&path);
    });
}

#[cfg(feature = "ldat")]
#[test]
fn answers_are_taken_or_refused() {
    let corpus = [
        "**Translation:** « un homme en manteau rouge »",
        "<think>red: rouge</think>```json\n{\"fr\": \"un homme en manteau rouge\"}\n```",
        "好的，以下是翻译：\n穿红色外套的男人\n\n注：外套也可译为大衣。",
        "<|channel|>final<|message|>un [homme](x) &amp; <b>rouge</b><|return|>",
    ];
    let corpus = corpus.map(|text| text.as_bytes().to_vec());
    run("answers", &corpus, 4000, |bytes| {
        let text = String::from_utf8_lossy(bytes);
        for code in ["fr", "zh", "ja"] {
            if let Ok(found) = crate::ldat::read_answer(code, "a man in a red coat", &text) {
                assert!(
                    !found.contains("**") && !found.contains("```") && !found.contains('\n'),
                    "{found}"
                );
            }
        }
        let _ = crate::ldat::read_completion(&text);
    });
}
