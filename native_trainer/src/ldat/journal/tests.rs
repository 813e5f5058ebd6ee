use super::*;
use std::fs;

const CAPTIONS: [&str; 2] = ["a man", "a woman"];

#[test]
fn answers_survive_a_crash_in_the_middle_of_a_line() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("deep/train_fr.jsonl");
    let head = Head::new("train", "fr", &CAPTIONS);
    let journal = Journal::open(&path, &head, 2).expect("a new one");
    let text = || "une femme".to_string();
    journal
        .keep(Answer::Translated {
            caption: 1,
            text: text(),
        })
        .expect("kept");
    journal
        .keep(Answer::Scored {
            caption: 1,
            score: 90.0,
        })
        .expect("kept");
    let known = journal.progress();
    drop(journal);
    let whole = fs::read(&path).expect("there");
    fs::write(&path, [&whole[..], b"{\"stage\":\"transl"].concat()).expect("cut off");
    let journal = Journal::open(&path, &head, 2).expect("mended");
    assert_eq!(journal.progress(), known);
    assert_eq!(known[1].translated, Some(text()));
    journal
        .keep(Answer::Rewritten {
            caption: 1,
            text: text(),
        })
        .expect("kept");
    drop(journal);
    let known = Journal::open(&path, &head, 2).expect("whole").progress();
    assert_eq!(
        (known[1].score, known[1].rewritten.clone()),
        (Some(90.0), Some(text()))
    );
    assert_eq!(known[0], Progress::default());
}

#[test]
fn refusals_are_marked_until_there_is_an_answer_and_one_run_has_the_journal() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("j.jsonl");
    let head = Head::new("train", "fr", &CAPTIONS);
    let journal = Journal::open(&path, &head, 2).expect("a new one");
    let second = Journal::open(&path, &head, 2).err().expect("in use").to_string();
    assert!(second.contains("j.jsonl is in use by another run"), "{second}");
    let refused = Answer::Refused {
        caption: 0,
        step: Step::Translation,
        reason: "a filter".into(),
    };
    journal.keep(refused).expect("kept");
    drop(journal);
    let journal = Journal::open(&path, &head, 2).expect("whole");
    assert_eq!(journal.progress()[0].refused[&Step::Translation], "a filter");
    let text = "un homme".into();
    journal
        .keep(Answer::Translated { caption: 0, text })
        .expect("kept");
    assert!(journal.progress()[0].refused.is_empty());
}

#[test]
fn foreign_and_damaged_journals_are_refused() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("j.jsonl");
    let head = Head::new("train", "fr", &CAPTIONS);
    drop(Journal::open(&path, &head, 2).expect("a new one"));
    let other = Head::new("train", "fr", &["a man", "a boy"]);
    let message = |head: &Head| Journal::open(&path, head, 2).err().expect("refused").to_string();
    assert!(message(&other).contains("line 1: the journal of other captions"));
    let whole = fs::read_to_string(&path).expect("there");
    for (bad, expected) in [
        (
            "{\"stage\":\"scored\",\"caption\":7,\"score\":1}\n",
            "line 2: caption 7: there are 2",
        ),
        ("{\"stage\":\"sung\"}\n", "line 2"),
    ] {
        fs::write(&path, whole.clone() + bad).expect("written");
        assert!(message(&head).contains(expected), "{}", message(&head));
    }
}
