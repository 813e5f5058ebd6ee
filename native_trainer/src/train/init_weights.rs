//! Weights that a training starts from: an imported checkpoint, one of this trainer, or an export.

use crate::error::{Error, Result};
use crate::files;
use crate::recipe::Recipe;
use crate::train::shards;
use crate::train::weights::{CONFIG, TOKENIZER, is_training_only, tensors_name};
use bi_irra::config::BiIrraConfig;
use bi_irra::model::bi_irra::network::BiIrra;
use bi_irra::model::parts::Parts;
use bi_irra::model::residual_stem::RELU_GAIN;
use bi_irra::tokenizer::Tokenizer;
use bi_irra::weights::read::{FloatTensor, FloatTensors, load, read_tensors};
use bi_irra::weights::write::{Value, collect};
use burn::tensor::Device;
use std::ops::Range;
use std::path::Path;

/// The model in a folder, with the dropout, drop-path rate and text length of a recipe.
///
/// # Errors
/// When the folder's model has other shapes than the recipe says, a vocabulary that the tokenizer's does not begin with, or
/// lacks a tensor that training needs.
pub fn read_model(
    folder: &Path,
    recipe: &Recipe,
    tokenizer: &Tokenizer,
    device: &Device,
) -> Result<(BiIrraConfig, BiIrra)> {
    let path = folder.join(CONFIG);
    let found = BiIrraConfig::from_json(&files::read(&path)?).map_err(Error::file(&path))?;
    let expected = recipe.model_config(found.text.vocabulary)?;
    let (vocabulary, known) = (tokenizer.vocabulary_size(), found.text.vocabulary);
    if vocabulary != known && !(vocabulary > known && extends(tokenizer, folder)?) {
        return Err(Error::Input(format!(
            "{}: {known} words, the tokenizer has {vocabulary}",
            path.display(),
        )));
    }
    let shapes = |config: &BiIrraConfig| {
        [
            ("hidden", config.hidden),
            ("heads", config.heads),
            ("cross_layers", config.cross_layers),
            ("embed_dim", config.embed_dim),
            ("vision.layers", config.vision.layers),
            ("vision.patch", config.vision.patch),
            ("vision.image_size[0]", config.vision.image_size[0]),
            ("vision.image_size[1]", config.vision.image_size[1]),
            ("text.layers", config.text.layers),
        ]
    };
    for ((name, expected), (_, found)) in shapes(&expected).into_iter().zip(shapes(&found)) {
        if expected != found {
            let path = path.display();
            return Err(Error::Input(format!(
                "{path}: {name} is {found}, the recipe has {expected}"
            )));
        }
    }
    let other_stem = recipe.model.stem.filter(|stem| *stem != found.vision.stem);
    let mut config = found;
    config.vision.stem = other_stem.unwrap_or(config.vision.stem);
    (config.concepts, config.regions) = (expected.concepts, expected.regions);
    config.languages = expected.languages;
    config.text.vocabulary = vocabulary;
    config.text.dropout = expected.text.dropout;
    config.text.max_tokens = expected.text.max_tokens;
    config.vision.drop_path = expected.vision.drop_path;
    config.validate().map_err(Error::file(&path))?;
    let name = tensors_name(folder);
    let path = folder.join(name);
    let mut tensors = read_tensors(&shards::read(folder, name)?).map_err(Error::file(&path))?;
    let fresh = BiIrra::new(&config, Parts::Training, device);
    let values = collect(&fresh, &Value)?;
    if let Some(stem) = other_stem {
        eprintln!("{}: the {stem:?} stem starts from new values", path.display());
        replace_stem(&mut tensors, &values);
    }
    if vocabulary > known {
        eprintln!(
            "{}: {} words of the tokenizer start from new values",
            path.display(),
            vocabulary - known
        );
        add_words(&mut tensors, &values, known..vocabulary);
    }
    let added = add_training_parts(&mut tensors, values);
    if added > 0 {
        eprintln!(
            "{}: {added} tensors that only training needs start from new values",
            path.display()
        );
    }
    // What only earlier training needed.
    if config.concepts == 0 {
        tensors.retain(|name, _| !name.starts_with("concept_head."));
    }
    if config.regions == 0 {
        tensors.retain(|name, _| !name.starts_with("dense_head."));
    }
    let model = load(fresh, &tensors).map_err(Error::file(&path))?;
    Ok((config, model))
}

/// Whether the tokenizer has every word of the folder's with the same id.
fn extends(tokenizer: &Tokenizer, folder: &Path) -> Result<bool> {
    let path = folder.join(TOKENIZER);
    let earlier = Tokenizer::from_bytes(&files::read(&path)?).map_err(Error::file(&path))?;
    Ok(tokenizer.extends(&earlier))
}

/// Gives the tables of a vocabulary that ends at `words.start` the rows of those words from `other`, which has them all.
pub fn add_words(tensors: &mut FloatTensors, other: &FloatTensors, words: Range<usize>) {
    for (name, table) in tensors {
        let Some(longer) = other.get(name) else { continue };
        let same_rows = table.shape.get(1..) == longer.shape.get(1..);
        if same_rows && table.shape.first() == Some(&words.start) && longer.shape.first() == Some(&words.end)
        {
            table
                .values
                .extend_from_slice(&longer.values[table.values.len()..]);
            table.shape[0] = words.end;
        }
    }
}

/// Begins the names of the stem.
const STEM: &str = "vision_encoder.patch_embed.";

/// Puts the stem of `fresh` in place of another one.
fn replace_stem(tensors: &mut FloatTensors, fresh: &FloatTensors) {
    tensors.retain(|name, _| !name.starts_with(STEM));
    let stem = fresh.iter().filter(|(name, _)| name.starts_with(STEM));
    tensors.extend(stem.map(|(name, tensor)| (name.clone(), tensor.clone())));
}

/// Ends the names of the scales of standardised kernels.
const GAIN: &str = ".gain";

/// Adds to exported weights, or to those of a training that had fewer losses, what training needs: `fresh` heads, and the
/// gains that give the kernels back as they are. The number of tensors that were added.
pub fn add_training_parts(tensors: &mut FloatTensors, fresh: FloatTensors) -> usize {
    let mut added = 0;
    for (name, mut tensor) in fresh {
        let is_gain = name.ends_with(GAIN);
        if tensors.contains_key(&name) || !(is_gain || is_training_only(&name)) {
            continue;
        }
        if let Some(kernels) = name
            .strip_suffix(GAIN)
            .and_then(|layer| tensors.get(&format!("{layer}.conv.weight")))
        {
            tensor.values = kernel_gains(kernels);
        }
        tensors.insert(name, tensor);
        added += 1;
    }
    added
}

/// The gains whose standardised kernels these are: the spread of each, by that of a gain of one.
fn kernel_gains(kernels: &FloatTensor) -> Vec<f32> {
    let fan_in = kernels.shape.iter().skip(1).product::<usize>().max(1);
    let gain = |kernel: &[f32]| {
        let mean = kernel.iter().sum::<f32>() / fan_in as f32;
        let variance = kernel.iter().map(|v| (v - mean).powi(2)).sum::<f32>() / fan_in as f32;
        variance.sqrt() * (fan_in as f32).sqrt() / RELU_GAIN as f32
    };
    kernels.values.chunks_exact(fan_in).map(gain).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use bi_irra::config::Stem;
    use burn::tensor::{Distribution, Tensor};

    #[test]
    fn exported_weights_go_on_as_they_were() {
        let device = Device::flex();
        let mut config = BiIrraConfig::web(20);
        (config.hidden, config.heads, config.concepts, config.regions) = (32, 2, 5, 3);
        config.vision.image_size = [64, 32];
        config.vision.stem = Stem::Residual;
        config.vision.intermediate = 64;
        config.text.intermediate = 64;
        let trained = BiIrra::new(&config, Parts::Training, &device);
        let image = Tensor::<4>::random([2, 3, 64, 32], Distribution::Normal(0.0, 1.0), &device);
        let seen = |model: &BiIrra| {
            let hidden = model.image_encoder().forward(image.clone(), None);
            hidden.into_data().try_to_vec::<f32>().expect("floats")
        };
        let before = seen(&trained);
        let mut tensors = collect(&trained.inference_only(), &Value).expect("readable");
        let fresh = BiIrra::new(&config, Parts::Training, &device);
        let added = add_training_parts(&mut tensors, collect(&fresh, &Value).expect("readable"));
        // Three stages of three standardised kernels but the first, and the heads.
        assert!(added > 9, "{added}");
        let again = load(fresh, &tensors).expect("every tensor is there");
        for (a, b) in before.iter().zip(seen(&again)) {
            assert!((a - b).abs() < 1e-4, "{a} {b}");
        }
        assert!(again.concept_head().is_some());
    }

    #[test]
    fn words_are_added_after_those_that_are_known() {
        let device = Device::flex();
        let of = |vocabulary: usize| {
            let mut config = BiIrraConfig::web(vocabulary);
            (config.hidden, config.heads) = (32, 2);
            config.vision.image_size = [64, 32];
            config.vision.intermediate = 64;
            config.text.intermediate = 64;
            BiIrra::new(&config, Parts::Training, &device)
        };
        let mut tensors = collect(&of(20), &Value).expect("readable");
        let before = tensors.clone();
        let values = collect(&of(27), &Value).expect("readable");
        add_words(&mut tensors, &values, 20..27);
        load(of(27), &tensors).expect("every tensor has the new shape");
        let grown = before
            .iter()
            .filter(|(name, tensor)| tensor.shape != tensors[*name].shape);
        let grown: Vec<&String> = grown.map(|(name, _)| name).collect();
        // The embedding, which also predicts masked words, and the bias of that.
        assert_eq!(grown.len(), 2, "{grown:?}");
        for (name, tensor) in &before {
            let known = tensor.values.len();
            assert_eq!(tensors[name].values[..known], tensor.values, "{name}");
            assert_eq!(
                tensors[name].values[known..],
                values[name].values[known..],
                "{name}"
            );
        }
    }

    #[test]
    fn another_stem_starts_anew_and_the_rest_goes_on() {
        let device = Device::flex();
        let mut config = BiIrraConfig::web(20);
        (config.hidden, config.heads) = (32, 2);
        config.vision.image_size = [64, 32];
        config.vision.intermediate = 64;
        config.text.intermediate = 64;
        let trained = BiIrra::new(&config, Parts::Training, &device);
        let mut tensors = collect(&trained.inference_only(), &Value).expect("readable");
        let before = tensors.clone();
        config.vision.stem = Stem::Residual;
        let fresh = BiIrra::new(&config, Parts::Training, &device);
        let values = collect(&fresh, &Value).expect("readable");
        replace_stem(&mut tensors, &values);
        add_training_parts(&mut tensors, values);
        load(fresh, &tensors).expect("every tensor is there, and no other");
        let kept = before.iter().filter(|(name, _)| !name.starts_with(STEM));
        assert!(kept.count() > 50);
        let same = |(name, tensor): (&String, &FloatTensor)| {
            name.starts_with(STEM) || tensors[name].values == tensor.values
        };
        assert!(before.iter().all(same));
    }
}
