use super::mark::brightness;
use super::*;
use crate::data::dataset::Entry;
use bi_irra::image::Pixels;

fn entry(id: i64, caption: &str) -> Entry {
    Entry {
        path: format!("0000/p{id:06}_0.jpg"),
        id,
        captions: [("en".to_string(), vec![caption.to_string()])].into(),
    }
}

fn picture(shade: u8) -> Pixels {
    Pixels::new(4, 6, vec![shade; 72]).expect("a picture")
}

fn marks(count: usize) -> Vec<Mark> {
    (0..count)
        .map(|n| Mark::new(&entry(n as i64, "a man"), &picture(n as u8)))
        .collect()
}

#[test]
fn words_count_exactly_and_pixels_roughly() {
    let mark = |entry: &Entry, shade| Mark::new(entry, &picture(shade));
    let first = mark(&entry(1, "a man"), 90);
    assert_eq!(first.light, [90; 4]);
    assert_eq!(
        first,
        mark(
            &Entry {
                path: "0000/p000001_0.png".into(),
                ..entry(1, "a man")
            },
            90
        )
    );
    assert_ne!(first.words, mark(&entry(1, "a Man"), 90).words);
    assert_ne!(first.words, mark(&entry(2, "a man"), 90).words);
    assert!(
        first.looks_like(&mark(&entry(1, "a man"), 93)) && !first.looks_like(&mark(&entry(1, "a man"), 94))
    );
    let mut rgb = vec![0; 72];
    rgb[71] = 240;
    let dot = Pixels::new(4, 6, rgb).expect("a picture");
    assert_eq!(brightness(&dot), [0, 0, 0, 240 / 18]);
}

#[test]
fn few_differences_are_the_same_benchmark() {
    let recorded = Fingerprint {
        name: "bench",
        version: 7,
        marks: marks(200),
    };
    let mut now = marks(200);
    assert_eq!(recorded.compare(&now).version(), Some(7));
    assert_eq!(recorded.compare(&now).text(), "this is bench version 7");
    now[5].words ^= 1;
    assert_eq!(recorded.compare(&now).version(), Some(7));
    now[9].words ^= 1;
    let comparison = recorded.compare(&now);
    assert_eq!(comparison.version(), None);
    assert_eq!(
        comparison.text(),
        "this is not bench version 7; other captions in 2 of 200 pictures, first 5, 9"
    );
    assert_eq!(recorded.compare(&now[..10]).version(), None);
}

#[test]
fn a_record_reads_back_and_its_version_rises_with_a_change() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("bench.txt");
    let record = |marks| Fingerprint::record("bench", marks, &path).expect("recorded");
    let first = record(marks(3));
    assert_eq!(
        (first.version, record(marks(3)).version, record(marks(4)).version),
        (1, 1, 2)
    );
    let text = std::fs::read_to_string(&path).expect("there");
    let read = Fingerprint::parse("bench", &text).expect("read");
    assert_eq!((read.version, read.marks.as_slice()), (2, marks(4).as_slice()));
    assert_ne!(first.digest(), read.digest());
    assert_eq!(Fingerprint::parse("bench", &text.replace(' ', "")), None);
    assert_eq!(Fingerprint::parse("bench", &(text + "x\n")), None);
}
