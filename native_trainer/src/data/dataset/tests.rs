//! Reading and writing data sets, and refusing misaligned ones.

use super::*;
use std::fs;
use synth::Conditions;
use synth::caption::Split as CaptionSplit;

fn put(folder: &Path, name: &str, text: &str) {
    fs::write(folder.join(name), text).expect("written");
}

const EN: &str = r#"[{"file_path":"a.jpg","id":1,"captions":["a man","a tall man"]},
                     {"img_path":"b.jpg","id":2,"captions":["a woman"],"split":"test"}]"#;

fn read_with(second: &str) -> Result<Dataset> {
    let folder = tempfile::tempdir().expect("a folder");
    put(folder.path(), "test_reid_en.json", EN);
    put(folder.path(), "test_reid_fr.json", second);
    Dataset::open(folder.path(), &[])
}

#[test]
fn languages_are_zipped_by_position() {
    let french = EN.replace("a man", "un homme").replace("a woman", "une femme");
    let dataset = read_with(&french).expect("aligned");
    assert_eq!(dataset.languages, ["en", "fr"]);
    assert_eq!(dataset.entries[1].path, "b.jpg");
    assert_eq!(dataset.entries[0].captions["en"], ["a man", "a tall man"]);
    assert_eq!(dataset.entries[0].captions["fr"], ["un homme", "a tall man"]);
    assert_eq!(dataset.identities(), 2);
    assert!(dataset.image_path(&dataset.entries[0]).ends_with("imgs/a.jpg"));
}

#[test]
fn misaligned_languages_are_named() {
    for (second, expected) in [
        (
            EN.replace("\"id\":2", "\"id\":3"),
            "entry 1: expected b.jpg of person 2, found b.jpg of person 3",
        ),
        (
            EN.replace("a.jpg", "c.jpg"),
            "entry 0: expected a.jpg of person 1, found c.jpg of person 1",
        ),
        (
            EN.replace(r#""a man","#, ""),
            "entry 0: expected 2 captions, found 1",
        ),
        (
            EN.replace(r#"["a woman"]"#, "[]"),
            "entry 1: expected 1 captions, found 0",
        ),
        ("[]".to_string(), "entry 0: expected 2 entries in all, found 0"),
    ] {
        let message = read_with(&second).expect_err("misaligned").to_string();
        assert!(
            message.contains("test_reid_fr.json") && message.contains(expected),
            "{message}"
        );
    }
}

#[test]
fn paths_stay_inside_the_data_set() {
    let folder = tempfile::tempdir().expect("a folder");
    for path in ["../secret.jpg", "/etc/passwd", "a/../../b.jpg", ""] {
        let list = format!(r#"[{{"file_path":"{path}","id":1,"captions":["a man"]}}]"#);
        put(folder.path(), "test_reid_en.json", &list);
        let message = Dataset::open(folder.path(), &[])
            .expect_err("outside")
            .to_string();
        assert!(message.contains("a path inside imgs/"), "{path}: {message}");
    }
}

#[test]
fn the_split_must_be_clear() {
    let folder = tempfile::tempdir().expect("a folder");
    let (open, read) = (
        || Dataset::open(folder.path(), &[]),
        |split| Dataset::read(folder.path(), split, &[]),
    );
    assert!(open().expect_err("empty").to_string().contains("_reid_"));
    put(folder.path(), "test_reid_en.json", EN);
    put(folder.path(), "train_reid_en.json", EN);
    assert!(
        open()
            .expect_err("two splits")
            .to_string()
            .contains("test, train")
    );
    assert_eq!(read("train").expect("read").split, "train");
    assert!(
        read("val")
            .expect_err("no such split")
            .to_string()
            .contains("val_reid_")
    );
    assert!(Dataset::read(folder.path(), "test", &["zh".into()]).is_err());
}

#[test]
fn what_is_written_reads_back() {
    let folder = tempfile::tempdir().expect("a folder");
    let entry = |path: &str, id| Entry {
        path: path.into(),
        id,
        captions: BTreeMap::from([
            ("en".into(), vec!["a man".into(), "one man".into()]),
            ("zh".into(), vec!["男人".into(), "一个男人".into()]),
        ]),
    };
    let dataset = Dataset {
        folder: folder.path().to_path_buf(),
        split: "train".into(),
        languages: vec!["en".into(), "zh".into()],
        entries: vec![entry("0000/a.jpg", 0), entry("0000/b.jpg", 0)],
    };
    let manifest = Manifest {
        generator: "test".into(),
        seed: 1,
        split: "train".into(),
        languages: dataset.languages.clone(),
        images: 2,
        identities: 1,
        captions: CaptionSplit::Train,
        conditions: Conditions::Train,
        image_size: [192, 96],
        benchmark: None,
    };
    dataset.write(&manifest).expect("written");
    assert_eq!(Dataset::open(folder.path(), &[]).expect("read"), dataset);
}
