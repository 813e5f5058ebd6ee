//! What the tests share: a tokenizer, a data set, a checkpoint and its export, made once by the commands themselves.

use bi_irra::config::{BiIrraConfig, Stem};
use bi_irra::model::bi_irra::network::BiIrra;
use bi_irra::model::parts::Parts;
use bi_irra::tokenizer::Tokenizer;
use bi_irra::weights::write::{Precision, Value, collect, to_safetensors};
use burn::tensor::Device;
use serde_json::Value as Json;
use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};
use std::sync::OnceLock;
use tempfile::TempDir;

/// People in the test's data set.
pub const PEOPLE: usize = 4;
/// Pictures of each.
pub const VIEWS: usize = 2;

/// Everything the tests share, made once by the commands themselves.
pub struct World {
    folder: TempDir,
}

impl World {
    /// A place in the shared folder.
    pub fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }
}

/// Tokenizer, data set, checkpoint and exported weights.
pub fn world() -> &'static World {
    static WORLD: OnceLock<World> = OnceLock::new();
    WORLD.get_or_init(|| {
        let world = World {
            folder: tempfile::tempdir().expect("a folder"),
        };
        let tokenizer = world.path("tokenizer.json");
        succeed(
            trainer("tokenizer")
                .args([
                    "--synth",
                    "60",
                    "--languages",
                    "en,zh",
                    "--vocabulary",
                    "2000",
                    "--out",
                ])
                .arg(&tokenizer),
        );
        make_data(&world.path("data"), &[]);
        make_checkpoint(&world.path("checkpoint"), &tokenizer);
        export(&world.path("checkpoint"), &world.path("weights"), "f32");
        world
    })
}

/// The trainer with a command.
pub fn trainer(command: &str) -> Command {
    let mut trainer = Command::new(env!("CARGO_BIN_EXE_native_trainer"));
    trainer.arg(command);
    trainer
}

/// Runs a command that must succeed.
pub fn succeed(command: &mut Command) -> Output {
    let output = command.output().expect("the trainer starts");
    assert!(
        output.status.success(),
        "{command:?}: {}",
        String::from_utf8_lossy(&output.stderr)
    );
    output
}

/// The message of a command that must fail.
pub fn fail(command: &mut Command) -> String {
    let output = command.output().expect("the trainer starts");
    assert_eq!(output.status.code(), Some(1), "{command:?} should fail");
    assert!(output.stdout.is_empty(), "{command:?} prints an answer and fails");
    String::from_utf8_lossy(&output.stderr).into_owned()
}

/// `synth` of the test's data set.
pub fn synth(out: &Path, extra: &[&str]) -> Command {
    let mut synth = trainer("synth");
    synth
        .arg("--out")
        .arg(out)
        .args(["--identities", &PEOPLE.to_string(), "--views", &VIEWS.to_string()]);
    synth
        .args(["--split", "test", "--size", "64x32", "--languages", "en,zh"])
        .args(extra);
    synth
}

/// Writes the test's data set.
pub fn make_data(out: &Path, extra: &[&str]) {
    succeed(&mut synth(out, extra));
}

/// Writes a checkpoint of a tiny model with random weights.
pub fn make_checkpoint(folder: &Path, tokenizer: &Path) {
    let bytes = fs::read(tokenizer).expect("a tokenizer");
    let vocabulary = Tokenizer::from_bytes(&bytes).expect("it loads").vocabulary_size();
    let mut config = BiIrraConfig::web(vocabulary);
    (config.hidden, config.heads, config.embed_dim, config.cross_layers) = (32, 2, 16, 1);
    (config.vision.image_size, config.vision.stem) = ([32, 16], Stem::Patch);
    (config.vision.layers, config.vision.intermediate) = (2, 64);
    (config.text.layers, config.text.intermediate) = (2, 64);
    let device = Device::flex();
    device.seed(7);
    let model = BiIrra::new(&config, Parts::Training, &device);
    let tensors = collect(&model, &Value).expect("readable");
    let weights = to_safetensors(&tensors, Precision::F32, &BTreeMap::new()).expect("serialised");
    fs::create_dir_all(folder).expect("a folder");
    fs::write(folder.join("config.json"), config.to_json()).expect("written");
    fs::write(folder.join("tokenizer.json"), bytes).expect("written");
    fs::write(folder.join("model.safetensors"), weights).expect("written");
}

/// Exports a checkpoint.
pub fn export(checkpoint: &Path, out: &Path, precision: &str) {
    succeed(
        trainer("export")
            .arg("--checkpoint")
            .arg(checkpoint)
            .arg("--out")
            .arg(out)
            .args(["--precision", precision]),
    );
}

/// A command on weights and a folder of photos.
pub fn on(command: &str, weights: &Path, gallery: &Path) -> Command {
    let mut trainer = trainer(command);
    trainer
        .arg("--weights")
        .arg(weights)
        .arg("--gallery")
        .arg(gallery);
    trainer
}

/// A command on the exported weights and a folder of photos.
pub fn on_gallery(command: &str, gallery: &Path) -> Command {
    on(command, &world().path("weights"), gallery)
}

/// `eval` of weights on the test's data set.
pub fn evaluate(weights: &Path) -> Json {
    let mut eval = trainer("eval");
    eval.arg("--weights").arg(weights);
    let output = succeed(eval.arg("--data").arg(world().path("data")).arg("--json"));
    serde_json::from_slice(&output.stdout).expect("an evaluation")
}

/// `train` of a tiny model of a method, with more recipe values.
pub fn train_tiny(method: &str, out: &Path, values: &[&str]) -> Command {
    let mut train = trainer("train");
    let tokenizer = format!("tokenizer={:?}", world().path("tokenizer.json"));
    train
        .args(["--method", method, "--set", &tokenizer, "--out"])
        .arg(out);
    let tiny = [
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
    for value in tiny.iter().chain(values) {
        train.args(["--set", value]);
    }
    train
}

/// The lines of a run's log.
pub fn log(run: &Path) -> Vec<Json> {
    let text = fs::read_to_string(run.join("log.jsonl")).expect("a log");
    text.lines()
        .map(|line| serde_json::from_str(line).expect("a log line"))
        .collect()
}

/// Three photos, one of them in a folder, and three files that are none.
pub fn photos(folder: &Path) -> Vec<String> {
    let images = world().path("data").join("imgs/0000");
    fs::create_dir_all(folder.join("in side")).expect("a folder");
    let names = ["b.jpg", "in side/ä.JPEG", "c.jpg"];
    for (name, from) in names
        .iter()
        .zip(["p000000_0.jpg", "p000001_0.jpg", "p000002_1.jpg"])
    {
        fs::copy(images.join(from), folder.join(name)).expect("a photo");
    }
    let whole = fs::read(images.join("p000003_0.jpg")).expect("a photo");
    fs::write(folder.join("cut.jpg"), &whole[..whole.len() / 2]).expect("written");
    fs::write(folder.join("words.png"), "words").expect("written");
    fs::write(folder.join("list.txt"), "a list").expect("written");
    let mut names: Vec<String> = names.map(String::from).to_vec();
    names.sort();
    names
}

/// The strings of a JSON list.
pub fn strings(list: &Json) -> Vec<String> {
    list.as_array()
        .expect("a list")
        .iter()
        .map(|v| v.as_str().expect("a name").to_string())
        .collect()
}
