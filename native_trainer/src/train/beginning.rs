//! Where a run begins: with random or given weights, or at its newest checkpoint.

use crate::cli::{TrainArgs, TrainMethod};
use crate::data::batch::read_tokenizer;
use crate::error::{Error, Result};
use crate::recipe::Recipe;
use crate::train::checkpoint::{self, Checkpoint, State};
use crate::train::init_weights::read_model;
use crate::train::optimizer::build_optimizer;
use crate::train::training_step;
use bi_irra::config::method::ModelConfig;
use bi_irra::model::method::Model;
use bi_irra::model::parts::Parts;
use bi_irra::weights::read::name_parameters;
use burn::module::Module;
use burn::tensor::Device;

/// A new run: random weights from the recipe's seed.
pub(super) fn start(args: &TrainArgs, device: &Device) -> Result<Checkpoint> {
    let method = args.method.and_then(|method| match method {
        TrainMethod::Retrieval(method) => Some(format!("method={method}")),
        TrainMethod::Finder => None,
    });
    let skip = args.skip_missing.then(|| "data.skip_missing=true".to_string());
    let overrides: Vec<String> = args.set.iter().cloned().chain(method).chain(skip).collect();
    let recipe = Recipe::read(args.config.as_deref(), &overrides)?;
    if args.out.join("log.jsonl").exists() {
        return Err(Error::Input(format!(
            "{}: there is a run already; use --resume to go on or another --out",
            args.out.display()
        )));
    }
    let (bytes, tokenizer) = read_tokenizer(&recipe)?;
    device.seed(recipe.seed);
    let (config, model) = match &recipe.init {
        Some(folder) => {
            let (config, model) = read_model(folder, &recipe, &tokenizer, device)?;
            (ModelConfig::from(config), Model::from(model))
        }
        None => {
            let config = training_step::config(&recipe, tokenizer.vocabulary_size())?;
            let model = Model::new(&config, Parts::Training, device);
            (config, model)
        }
    };
    let model = name_parameters(model);
    let optimizer = build_optimizer(&recipe.optimizer, &model);
    let average = (recipe.average > 0.0).then(|| model.valid());
    let state = State {
        step: 0,
        seconds: 0.0,
        recipe,
        files: Default::default(),
    };
    Ok(Checkpoint {
        config,
        model,
        average,
        optimizer,
        state,
        tokenizer: bytes,
    })
}

/// Goes on where the newest complete checkpoint stands.
pub(super) fn resume(args: &TrainArgs, device: &Device) -> Result<Checkpoint> {
    if args.config.is_some() || args.method.is_some() || !args.set.is_empty() {
        return Err(Error::Input(
            "--resume goes on with the run's own recipe; leave --config, --method and --set out".into(),
        ));
    }
    let (checkpoint, refused) = checkpoint::newest(&args.out, device, |model, state| {
        build_optimizer(&state.recipe.optimizer, model)
    })?;
    for message in refused {
        eprintln!("warning: {message}");
    }
    eprintln!("resuming at step {}", checkpoint.state.step);
    Ok(checkpoint)
}
