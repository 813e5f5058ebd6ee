//! Entries in the published forms, and damaged ones.

use super::*;

fn record(path: &str, id: &str) -> std::result::Result<Record, String> {
    let path = serde_json::to_string(path).expect("a text");
    serde_json::from_str(&format!(
        r#"{{"file_path":{path},"id":{id},"captions":["a man"]}}"#
    ))
    .map_err(|e| e.to_string())
}

#[test]
fn paths_of_other_systems_are_the_same_paths() {
    for (given, path) in [
        ("a/b.jpg", "a/b.jpg"),
        ("./a/b.jpg", "a/b.jpg"),
        ("a\\b.jpg", "a/b.jpg"),
        (".\\a\\\\b.jpg", "a/b.jpg"),
        ("a//./b.jpg", "a/b.jpg"),
        // Left for the data set to refuse.
        ("/etc/passwd", "/etc/passwd"),
        ("..\\b.jpg", "../b.jpg"),
    ] {
        assert_eq!(record(given, "1").expect("a record").file_path, path);
    }
}

#[test]
fn identities_are_numbers_and_texts() {
    let id = |id: &str| record("a.jpg", id).map(|record| record.id);
    assert_eq!(id("7"), Ok(7));
    assert_eq!(id("-1"), Ok(-1));
    assert_eq!(id("7.0"), Ok(7));
    assert_eq!(id("\"0007\""), Ok(7));
    let (one, other) = (id("\"p-07\"").expect("a text"), id("\"p-08\"").expect("a text"));
    assert!(one != other && one > 1 << 61 && other > 1 << 61);
    assert_eq!(id("\"p-07\""), Ok(one));
    for bad in ["null", "[1]", "7.5", "\"\"", "1e300"] {
        let message = id(bad).expect_err(bad);
        assert!(message.contains("`id`: expected a whole number"), "{message}");
    }
}

#[test]
fn other_names_of_the_same_fields_are_read() {
    let read = |text: &str| serde_json::from_str::<Record>(text).expect("a record");
    let expected = |captions: &[&str]| Record {
        file_path: "a/0.jpg".into(),
        id: 7,
        captions: captions.iter().map(ToString::to_string).collect(),
        split: None,
    };
    assert_eq!(
        read(r#"{"image":"a/0.jpg","caption":"a man","image_id":7,"label":[1,0,-1]}"#),
        expected(&["a man"])
    );
    assert_eq!(
        read(r#"{"image":"a/0.jpg","caption":["a man","a boy"],"image_id":"7"}"#),
        expected(&["a man", "a boy"])
    );
    // The usual name goes before the others, which then are something else.
    assert_eq!(
        read(
            r#"{"image_id":3,"id":7,"image":{"bytes":null},"file_path":"a/0.jpg","caption":1,"captions":["a man"]}"#
        ),
        expected(&["a man"])
    );
    for prompt in [r#""prompt_caption":["one"]"#, r#""prompt_captions":"one""#] {
        let text = format!(
            r#"{{"id":7,"file_path":"a/0.jpg","attributes":["man,unknown"],{prompt},"captions":["a man"]}}"#
        );
        assert_eq!(read(&text), expected(&["a man", "one"]));
    }
}

#[test]
fn what_is_wrong_is_named_with_entry_and_field() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("list.json");
    let good = r#"{"file_path":"a.jpg","id":1,"captions":["a man"]}"#;
    for (bad, expected) in [
        (
            r#"{"file_path":"b.jpg","id":1}"#,
            "entry 1: `captions` (or `caption`) is missing",
        ),
        (
            r#"{"file_path":"b.jpg","captions":[]}"#,
            "entry 1: `id` (or `image_id`) is missing",
        ),
        (
            r#"{"id":1,"captions":[]}"#,
            "entry 1: `file_path` (or `img_path`, `image_path`, `image`) is missing",
        ),
        (r#"{"image":7}"#, "entry 1: `image`: expected a text, found 7"),
        (
            r#"{"caption":7}"#,
            "entry 1: `caption`: expected a text or a list of texts, found 7",
        ),
        (
            r#"{"captions":"a man"}"#,
            "entry 1: `captions`: expected a list of texts, found \"a man\"",
        ),
        (
            r#"{"captions":["a man",null]}"#,
            "entry 1: `captions`: expected a text, found null",
        ),
        (
            r#"{"captions":[],"prompt_caption":{}}"#,
            "entry 1: `prompt_caption`: expected a text or a list of texts, found {}",
        ),
        (
            r#"{"image_id":{"a":1}}"#,
            "entry 1: `image_id`: expected a whole number or a text",
        ),
        (
            r#"{"file_path":"b","id":1,"captions":[],"split":1}"#,
            "entry 1: `split`: expected a text, found 1",
        ),
        (
            r#"{"id":1,"file_path":"b","id":1}"#,
            "entry 1: `id`: it is there twice",
        ),
        (
            "7",
            "entry 1: invalid type: integer `7`, expected an entry with `file_path`",
        ),
        ("{", "entry 1: key must be a string"),
    ] {
        std::fs::write(&path, format!("[{good},\n{bad}]")).expect("written");
        let message = crate::chain(&Record::read_list(&path).expect_err(bad));
        assert!(
            message.contains("list.json: ") && message.contains(expected),
            "{message}"
        );
        assert!(message.contains(" at line 2 column "), "{message}");
    }
    std::fs::write(&path, good).expect("written");
    let message = crate::chain(&Record::read_list(&path).expect_err("no list"));
    assert!(message.contains("expected a list of entries"), "{message}");
    let long = format!("{{\"image\":[\"{}\"]}}", "ä".repeat(1000));
    std::fs::write(&path, format!("[{long}]")).expect("written");
    let message = crate::chain(&Record::read_list(&path).expect_err("a list in place of a text"));
    assert!(
        message.chars().count() < 200 + path.as_os_str().len(),
        "{message}"
    );
}
