//! Full disks, folders that may not be written to, and folders that another run keeps.

use super::{checkpoints, contents, remains, resume, start, wait_until};
use crate::world::{fail, succeed, synth, train_tiny, trainer, world};
use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};
use std::process::Command;

/// A command that another one starts.
fn within(outer: &[&str], command: &Command) -> Command {
    let mut whole = Command::new(outer[0]);
    whole.args(&outer[1..]);
    whole.arg(command.get_program()).args(command.get_args());
    for (name, value) in command.get_envs() {
        match value {
            Some(value) => whole.env(name, value),
            None => whole.env_remove(name),
        };
    }
    whole
}

/// A disk that takes so many blocks of each file, of 512 bytes or of 1,024, as the shell counts: a write of more fails
/// in its middle, as it does on a full disk.
fn full_disk(blocks: usize, command: &Command) -> Command {
    let script = format!("trap '' XFSZ; ulimit -f {blocks}; exec \"$0\" \"$@\"");
    within(&["sh", "-c", &script], command)
}

/// A folder that may be read alone.
struct ReadOnly {
    folder: PathBuf,
    /// What starts a command that may not write there: the superuser may, unless that right is taken away.
    outer: &'static [&'static str],
}

impl ReadOnly {
    fn new(folder: &Path) -> Self {
        fs::set_permissions(folder, fs::Permissions::from_mode(0o555)).expect("ours");
        let mut one = Self {
            folder: folder.to_path_buf(),
            outer: &["env"],
        };
        let mut touch = Command::new("touch");
        touch.arg(folder.join("touched"));
        if touch.status().expect("it starts").success() {
            fs::remove_file(folder.join("touched")).expect("removed");
            one.outer = &["setpriv", "--bounding-set=-dac_override"];
            assert!(
                !one.of(&touch).status().is_ok_and(|status| status.success()),
                "nothing keeps this user from writing to {}: run the tests as an ordinary user",
                folder.display()
            );
        }
        one
    }

    fn of(&self, command: &Command) -> Command {
        within(self.outer, command)
    }
}

impl Drop for ReadOnly {
    fn drop(&mut self) {
        // So that it can be removed.
        let _ = fs::set_permissions(&self.folder, fs::Permissions::from_mode(0o755));
    }
}

/// Two steps of a tiny model.
fn short_run(scratch: &Path) -> PathBuf {
    let run = scratch.join("run");
    succeed(&mut train_tiny("bi-irra", &run, &["steps=2"]));
    run
}

fn export(out: &Path) -> Command {
    let mut export = trainer("export");
    export.arg("--checkpoint").arg(world().path("checkpoint"));
    export.arg("--out").arg(out);
    export
}

#[test]
fn a_full_disk_costs_a_training_nothing_that_was_saved() {
    let scratch = tempfile::tempdir().expect("a folder");
    let run = short_run(scratch.path());
    let mut more = resume(&run);
    more.args(["--steps", "4"]);
    let message = fail(&mut full_disk(8, &more));
    assert!(
        message.contains("cannot write") && message.contains("step-0000004") && message.contains("too large"),
        "{message}"
    );
    assert_eq!(checkpoints(&run), [2]);
    assert_eq!(remains(&run), [""; 0], "room for the next attempt");
    succeed(&mut more);
    assert_eq!(checkpoints(&run), [2, 4]);
}

#[test]
fn a_full_disk_leaves_no_data_set_that_looks_whole() {
    let scratch = tempfile::tempdir().expect("a folder");
    let out = scratch.path().join("data");
    let whole = synth(&out, &["--png"]);
    let message = fail(&mut full_disk(1, &whole));
    assert!(
        message.contains("cannot write") && message.contains(".png") && message.contains("too large"),
        "{message}"
    );
    let lists = contents(&out).into_keys().filter(|name| name.ends_with(".json"));
    assert_eq!(lists.collect::<Vec<_>>(), [""; 0]);
    // It can be made again without a word about what is there.
    succeed(&mut synth(&out, &["--png"]));
}

#[test]
fn a_full_disk_leaves_the_exported_weights_that_were_there() {
    let scratch = tempfile::tempdir().expect("a folder");
    let out = scratch.path().join("weights");
    succeed(&mut export(&out));
    let before = contents(&out);
    let mut again = export(&out);
    again.args(["--precision", "f32"]);
    let message = fail(&mut full_disk(8, &again));
    assert!(
        message.contains("cannot write") && message.contains("too large"),
        "{message}"
    );
    assert!(contents(&out) == before, "{:?}", contents(&out).keys());
    succeed(&mut again);
    assert!(contents(&out) != before);
}

#[cfg(feature = "ldat")]
#[test]
fn a_full_disk_costs_a_translation_no_answer_that_was_kept() {
    use crate::translator::{CAPTIONS, Script, Server, english};
    let scratch = tempfile::tempdir().expect("a folder");
    let data = english(scratch.path());
    let server = Server::start(Script::default());
    let whole = server.ldat(&data, "fr");
    let message = fail(&mut full_disk(1, &whole));
    assert!(
        message.contains("train_fr.jsonl")
            && message.contains("too large")
            && message.contains("the same command goes on"),
        "{message}"
    );
    let journal = || fs::read_to_string(data.join("ldat/train_fr.jsonl")).expect("a journal");
    let kept = journal();
    assert!(kept.ends_with('\n') && kept.lines().count() > 1, "{kept}");
    succeed(&mut server.ldat(&data, "fr"));
    assert!(journal().starts_with(&kept));
    assert_eq!(journal().matches("\"translated\"").count(), CAPTIONS);
}

#[test]
fn a_folder_that_may_not_be_written_to_is_named() {
    let scratch = tempfile::tempdir().expect("a folder");
    let run = short_run(scratch.path());
    {
        let kept = ReadOnly::new(&run);
        let mut more = resume(&run);
        more.args(["--steps", "4"]);
        let message = fail(&mut kept.of(&more));
        assert!(
            message.contains("cannot create") && message.contains("step-0000004"),
            "{message}"
        );
        assert_eq!(checkpoints(&run), [2]);
    }
    let folder = scratch.path().join("closed");
    fs::create_dir(&folder).expect("a folder");
    let kept = ReadOnly::new(&folder);
    let inside = folder.join("out");
    for command in [
        train_tiny("bi-irra", &inside, &[]),
        synth(&inside, &[]),
        synth(&folder, &[]),
        export(&inside),
        export(&folder),
    ] {
        let message = fail(&mut kept.of(&command));
        assert!(
            message.contains("cannot ") && message.contains("closed") && message.contains("ermission denied"),
            "{message}"
        );
        assert_eq!(contents(&folder).len(), 0);
    }
}

#[cfg(feature = "ldat")]
#[test]
fn a_data_set_that_may_not_be_written_to_is_named_before_anything_is_asked() {
    use crate::translator::{Script, Server, english};
    let scratch = tempfile::tempdir().expect("a folder");
    let data = english(scratch.path());
    let server = Server::start(Script::default());
    let kept = ReadOnly::new(&data);
    let message = fail(&mut kept.of(&server.ldat(&data, "fr")));
    assert!(
        message.contains("cannot create") && message.contains("ldat") && message.contains("ermission denied"),
        "{message}"
    );
    assert_eq!(server.seen().len(), 0);
}

#[test]
fn two_trainings_in_one_folder_do_not_meet() {
    let scratch = tempfile::tempdir().expect("a folder");
    let run = scratch.path().join("run");
    let values = ["steps=100000", "checkpoint_every=1"];
    let mut first = start(&mut train_tiny("bi-irra", &run, &values));
    let waited = wait_until(|| !checkpoints(&run).is_empty());
    let message = fail(&mut resume(&run));
    first.kill().expect("killed");
    first.wait().expect("it ends");
    assert!(waited, "no checkpoint");
    assert!(message.contains("run is in use by another run"), "{message}");
}

#[test]
fn a_folder_that_another_run_keeps_is_left_alone() {
    let scratch = tempfile::tempdir().expect("a folder");
    let folder = scratch.path().join("kept");
    fs::create_dir(&folder).expect("a folder");
    // This process stands for the other run.
    let file = fs::File::open(&folder).expect("a folder");
    file.try_lock().expect("nobody else has it");
    let commands = || {
        [
            train_tiny("bi-irra", &folder, &[]),
            synth(&folder, &[]),
            export(&folder),
        ]
    };
    for mut command in commands() {
        let message = fail(&mut command);
        assert!(message.contains("kept is in use by another run"), "{message}");
        assert_eq!(contents(&folder).len(), 0);
    }
    drop(file);
    succeed(&mut export(&folder));
}

#[cfg(feature = "ldat")]
#[test]
fn a_journal_that_another_run_keeps_is_left_alone() {
    use crate::translator::{Script, Server, english};
    let scratch = tempfile::tempdir().expect("a folder");
    let data = english(scratch.path());
    let server = Server::start(Script::default());
    succeed(&mut server.ldat(&data, "fr"));
    let (path, asked) = (data.join("ldat/train_fr.jsonl"), server.seen().len());
    let before = fs::read(&path).expect("a journal");
    let file = fs::File::open(&path).expect("a journal");
    file.try_lock().expect("nobody else has it");
    let message = fail(&mut server.ldat(&data, "fr"));
    assert!(
        message.contains("train_fr.jsonl is in use by another run"),
        "{message}"
    );
    assert_eq!(
        (fs::read(&path).expect("a journal"), server.seen().len()),
        (before, asked)
    );
}

#[test]
fn a_folder_that_cannot_be_is_named() {
    let scratch = tempfile::tempdir().expect("a folder");
    let taken = scratch.path().join("taken");
    fs::write(&taken, "a file").expect("written");
    let inside = taken.join("out");
    for mut command in [
        synth(&inside, &[]),
        train_tiny("bi-irra", &inside, &[]),
        export(&inside),
    ] {
        let message = fail(&mut command);
        assert!(
            message.contains("cannot create") && message.contains("taken"),
            "{message}"
        );
    }
}
