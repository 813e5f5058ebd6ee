//! `import`: a checkpoint of the authors becomes `config.json` and `model.safetensors`.

use crate::cli::{ImportArgs, ImportFormat, PositionArg};
use crate::device::{self, DeviceChoice};
use crate::error::{Error, Result};
use crate::files;
use crate::train::weights::{CONFIG, MODEL, TOKENIZER};
use bi_irra::config::{BiIrraConfig, TextPositions};
use bi_irra::weights::import::{ImportOptions, Origin, Plan, Source, plan};
use bi_irra::weights::pytorch::Checkpoint;
use bi_irra::weights::pytorch::pickle::Tensor;
use bi_irra::weights::stream::write_floats;
use serde::Serialize;
use std::collections::BTreeMap;
use std::fs::{self, File};
use std::io::{self, BufWriter, Write};
use std::path::Path;

/// What `--json` prints.
#[derive(Serialize)]
struct Report<'a> {
    /// Our names, each with the checkpoint's.
    mapped: BTreeMap<&'a String, &'a String>,
    initialised: Vec<&'a String>,
    /// The checkpoint's names, each with the reason.
    dropped: &'a BTreeMap<String, &'static str>,
    /// Where in the checkpoint it is, and what it is.
    not_weights: &'a [(String, String)],
    config: &'a BiIrraConfig,
}

/// Reads, maps and writes.
///
/// Everything is checked before the first byte is written; one tensor at a time is in memory.
///
/// # Errors
/// Names the file and the tensor that is wrong; nothing is left in the folder then.
pub fn run(args: &ImportArgs) -> Result<()> {
    let origin = match args.from {
        ImportFormat::CclmX2vlm => Origin::CclmX2vlm,
        ImportFormat::BiIrra => Origin::BiIrra,
    };
    let in_file = |error| Error::file(&args.file)(error);
    let file = File::open(&args.file).map_err(Error::io("read", &args.file))?;
    let mut checkpoint = Checkpoint::open(file).map_err(in_file)?;
    let weights = checkpoint.weights(origin.key()).map_err(in_file)?;
    let (state, others) = (weights.tensors, weights.skipped);
    check_bias(&mut checkpoint, &state, origin).map_err(in_file)?;
    let tied = match origin {
        Origin::CclmX2vlm => !args.untied,
        Origin::BiIrra => {
            let [words, decoder, ..] = origin.predictor();
            equal(&mut checkpoint, &state, words, decoder).map_err(in_file)?
        }
    };
    let positions = match (args.positions, origin) {
        (Some(PositionArg::Roberta), _) | (None, Origin::CclmX2vlm) => TextPositions::Roberta,
        (Some(PositionArg::ZeroBased), _) | (None, Origin::BiIrra) => TextPositions::ZeroBased,
    };
    let options = ImportOptions {
        image_size: args.image_size.map(|size| [size.height, size.width]),
        positions,
        tied,
        max_tokens: args.max_tokens,
    };
    let shapes = state
        .iter()
        .map(|(name, tensor)| (name.clone(), tensor.shape.clone()))
        .collect();
    // A few small tensors are drawn there: the processor will do, where it was compiled in.
    let device = device::open(DeviceChoice::Cpu).unwrap_or_default();
    device.seed(args.seed);
    let plan = plan(origin, &shapes, &options, &device).map_err(in_file)?;
    write(args, &plan, &mut checkpoint, &state)?;
    let out = &mut io::stdout().lock();
    let printed = if args.json {
        print_json(out, &plan, &others)
    } else {
        print(out, args, &plan, &others)
    };
    printed.map_err(Error::io("write to", Path::new("standard output")))
}

/// The two names of the predictor's bias hold the same numbers, or neither can be believed.
fn check_bias(
    checkpoint: &mut Checkpoint<File>,
    state: &BTreeMap<String, Tensor>,
    origin: Origin,
) -> bi_irra::Result<()> {
    let [.., bias, alias] = origin.predictor();
    if !state.contains_key(bias) || !state.contains_key(alias) || equal(checkpoint, state, bias, alias)? {
        return Ok(());
    }
    Err(bi_irra::Error::Tensor {
        name: alias.into(),
        expected: format!("the numbers of `{bias}`"),
        found: "other numbers".into(),
    })
}

/// Whether two tensors are there and hold the same numbers; tied ones share their storage and are not read.
fn equal(
    checkpoint: &mut Checkpoint<File>,
    state: &BTreeMap<String, Tensor>,
    first: &str,
    second: &str,
) -> bi_irra::Result<bool> {
    match (state.get(first), state.get(second)) {
        (Some(a), Some(b)) if a == b => Ok(true),
        (Some(a), Some(b)) if a.shape == b.shape => {
            Ok(checkpoint.read(first, a)? == checkpoint.read(second, b)?)
        }
        _ => Ok(false),
    }
}

/// Writes both files under draft names and renames them when both are complete.
fn write(
    args: &ImportArgs,
    plan: &Plan,
    checkpoint: &mut Checkpoint<File>,
    state: &BTreeMap<String, Tensor>,
) -> Result<()> {
    let made = !args.out.exists();
    files::create_folder(&args.out)?;
    let draft = args.out.join(format!(".{MODEL}.{}.tmp", std::process::id()));
    let written = write_model(&draft, args, plan, checkpoint, state)
        .and_then(|()| files::write_atomically(&args.out.join(CONFIG), plan.config.to_json().as_bytes()))
        .and_then(|()| {
            let model = args.out.join(MODEL);
            fs::rename(&draft, &model).map_err(Error::io("write", &model))
        });
    if written.is_err() {
        // The first error is what matters; a folder with other files in it stays.
        let _ = fs::remove_file(&draft);
        if made {
            let _ = fs::remove_dir(&args.out);
        }
    }
    written
}

fn write_model(
    draft: &Path,
    args: &ImportArgs,
    plan: &Plan,
    checkpoint: &mut Checkpoint<File>,
    state: &BTreeMap<String, Tensor>,
) -> Result<()> {
    let mut sink = BufWriter::new(File::create(draft).map_err(Error::io("write", draft))?);
    let shapes = plan
        .tensors
        .iter()
        .map(|(name, planned)| (name.clone(), planned.shape.clone()))
        .collect();
    let metadata = BTreeMap::from([("imported_from".to_string(), format!("{:?}", args.from))]);
    write_floats(&mut sink, &shapes, &metadata, |name| {
        match &plan.tensors[name].source {
            Source::Checkpoint(theirs) => checkpoint.read(theirs, &state[theirs]),
            Source::Initial(values) => Ok(values.clone()),
        }
    })
    .map_err(Error::file(&args.file))?;
    let file = sink
        .into_inner()
        .map_err(|e| Error::io("write", draft)(e.into_error()))?;
    file.sync_all().map_err(Error::io("write", draft))
}

fn initialised(plan: &Plan) -> impl Iterator<Item = &String> {
    plan.tensors
        .iter()
        .filter(|(_, t)| matches!(t.source, Source::Initial(_)))
        .map(|(name, _)| name)
}

fn print(
    out: &mut impl Write,
    args: &ImportArgs,
    plan: &Plan,
    others: &[(String, String)],
) -> io::Result<()> {
    for (name, planned) in &plan.tensors {
        if let Source::Checkpoint(theirs) = &planned.source {
            let from = if theirs == name { "" } else { theirs };
            writeln!(out, "mapped       {name} {:?} {from}", planned.shape)?;
        }
    }
    for name in initialised(plan) {
        writeln!(out, "initialised  {name} {:?}", plan.tensors[name].shape)?;
    }
    for (name, reason) in &plan.dropped {
        writeln!(out, "dropped      {name}: {reason}")?;
    }
    for (key, kind) in others {
        writeln!(out, "dropped      {key}: not weights, {kind}")?;
    }
    let fresh = initialised(plan).count();
    writeln!(
        out,
        "{} parameters: {} mapped, {fresh} initialised; {} tensors dropped; text positions {:?}, word predictor {}",
        plan.tensors.len(),
        plan.tensors.len() - fresh,
        plan.dropped.len(),
        plan.config.text.positions,
        if plan.config.tied_decoder {
            "tied"
        } else {
            "untied"
        },
    )?;
    let folder = args.out.display();
    writeln!(
        out,
        "wrote {CONFIG} and {MODEL} to {folder}; put the checkpoint's {TOKENIZER} beside them"
    )
}

fn print_json(out: &mut impl Write, plan: &Plan, others: &[(String, String)]) -> io::Result<()> {
    let mapped: BTreeMap<&String, &String> = plan
        .tensors
        .iter()
        .filter_map(|(name, planned)| match &planned.source {
            Source::Checkpoint(theirs) => Some((name, theirs)),
            Source::Initial(_) => None,
        })
        .collect();
    let report = Report {
        mapped,
        initialised: initialised(plan).collect(),
        dropped: &plan.dropped,
        not_weights: others,
        config: &plan.config,
    };
    serde_json::to_writer_pretty(&mut *out, &report)?;
    writeln!(out)
}
