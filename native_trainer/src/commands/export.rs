//! `export`: from a checkpoint to the three files that searching needs.

use crate::cli::{ExportArgs, ExportPrecision};
use crate::device;
use crate::error::{Error, Result};
use crate::files;
use crate::finder;
use crate::recipe::expect_share;
use crate::train::init_weights::add_words;
use crate::train::interpolation::interpolate;
use crate::train::weights::{CONFIG, MODEL, TOKENIZER, WeightFiles, is_checkpoint};
use bi_irra::config::method::{Method, ModelConfig};
use bi_irra::model::method::Model;
use bi_irra::model::parts::Parts;
use bi_irra::search::Engine;
use bi_irra::tokenizer::Tokenizer;
use bi_irra::weights::read::{load, read_tensors};
use bi_irra::weights::write::{Precision, Value, collect, to_safetensors};
use burn::tensor::Device;
use std::collections::BTreeMap;
use std::path::Path;

/// Runs the command.
///
/// # Errors
/// When the checkpoint is damaged or incomplete; then nothing is written.
pub fn run(args: &ExportArgs) -> Result<()> {
    let precision = match args.precision {
        ExportPrecision::F16 => Precision::F16,
        ExportPrecision::Int8 => Precision::Int8,
        ExportPrecision::F32 => Precision::F32,
    };
    if same_folder(&args.checkpoint, &args.out) {
        return Err(Error::Input(
            "--out is the checkpoint itself; training could not go on from it".into(),
        ));
    }
    expect_share("--share", args.share.into())?;
    let device = device::open(args.device.device)?;
    let between = args.between.as_deref().map(|folder| (folder, args.share));
    if finder::export::is_checkpoint(&args.checkpoint) {
        return finder::export::export(&args.checkpoint, between, &args.out, precision, &device);
    }
    let exported = convert(&args.checkpoint, between, precision, &device)?;
    let files: [(&str, &[u8]); 3] = [
        (CONFIG, &exported.config),
        (TOKENIZER, &exported.tokenizer),
        (MODEL, &exported.model),
    ];
    let _kept = files::lock_folder(&args.out)?;
    files::remove_drafts(&args.out, None)?;
    files::write_together(&args.out, &files)?;
    for (name, bytes) in files {
        eprintln!("{}: {} bytes", args.out.join(name).display(), bytes.len());
    }
    Ok(())
}

fn same_folder(a: &Path, b: &Path) -> bool {
    matches!((a.canonicalize(), b.canonicalize()), (Ok(a), Ok(b)) if a == b)
}

/// Loads a checkpoint strictly, drops what only training needs, mixes it with the weights of `between` by its share, and
/// proves that the result loads.
fn convert(
    checkpoint: &Path,
    between: Option<(&Path, f32)>,
    precision: Precision,
    device: &Device,
) -> Result<WeightFiles> {
    let files = WeightFiles::read(checkpoint)?;
    let path = checkpoint.join(MODEL);
    let config = ModelConfig::from_json(&files.config).map_err(Error::file(&checkpoint.join(CONFIG)))?;
    let tensors = read_tensors(&files.model).map_err(Error::file(&path))?;
    // All of IVT's weights serve search, so nothing tells its checkpoints from exported weights.
    if config.method() != Method::Ivt && !is_checkpoint(&tensors) {
        return Err(Error::Input(format!(
            "{} holds exported weights, not a checkpoint",
            path.display()
        )));
    }
    let model = load(Model::new(&config, Parts::Training, device), &tensors).map_err(Error::file(&path))?;
    let mut kept = collect(&model.inference_only(), &Value)?;
    if let Some((folder, share)) = between {
        let before = WeightFiles::read(folder)?;
        let path = folder.join(TOKENIZER);
        let earlier = Tokenizer::from_bytes(&before.tokenizer).map_err(Error::file(&path))?;
        let later =
            Tokenizer::from_bytes(&files.tokenizer).map_err(Error::file(&checkpoint.join(TOKENIZER)))?;
        if !later.extends(&earlier) {
            return Err(Error::Input(format!(
                "{}: its tokenizer is another one than the checkpoint's",
                path.display()
            )));
        }
        let path = folder.join(MODEL);
        let mut before = read_tensors(&before.model).map_err(Error::file(&path))?;
        // Words that only the checkpoint knows are what they are there.
        let words = earlier.vocabulary_size()..later.vocabulary_size();
        add_words(&mut before, &kept, words);
        kept = interpolate(&before, kept, share)
            .map_err(|reason| Error::Input(format!("{}: {reason}", path.display())))?;
    }
    let metadata = BTreeMap::from([("format".to_string(), "pt".to_string())]);
    let model = to_safetensors(&kept, precision, &metadata)?;
    let exported = WeightFiles {
        config: config.inference_only().to_json().into_bytes(),
        tokenizer: files.tokenizer,
        model,
    };
    Engine::load(&exported.config, &exported.tokenizer, &exported.model, device)
        .map_err(Error::file(checkpoint))?;
    Ok(exported)
}
