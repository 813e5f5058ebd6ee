//! `eval --finder`: how well people are found in scenes or in photos of a COCO set.

use crate::cli::EvalArgs;
use crate::data::seeds::Purpose;
use crate::device;
use crate::error::{Error, Result};
use crate::files;
use crate::finder::coco::Coco;
use crate::finder::measure::{Found, Meter};
use crate::finder::photos::{Photos, Scenes};
use crate::finder::targets::Target;
use crate::finder::{CONFIG, MODEL, export};
use bi_irra::config::finder::FinderConfig;
use bi_irra::image::Pixels;
use bi_irra::model::finder::{Bounds, CELL, Finder, decode, suppress};
use bi_irra::search::finder_view;
use bi_irra::weights::read::{load, read_tensors};
use burn::module::Module;
use burn::tensor::{Device, Tensor, TensorData};
use std::path::Path;
use synth::Conditions;

/// Boxes with a lower score do not change the average precision by much.
const LEAST_SCORE: f32 = 0.02;
/// Seed of the scenes that are measured.
const SEED: u64 = 0;
/// Longer side of the scenes.
const SIDE: usize = 480;

/// Runs the command.
///
/// # Errors
/// When the weights or the photos are wrong, or the device fails.
pub fn run(args: &EvalArgs, scenes: usize) -> Result<()> {
    let device = device::open(args.measure.device.device)?;
    let (config, network) = read(&args.weights, &device)?;
    let photos = match &args.measure.data {
        Some(path) => Photos::Coco(Coco::read(path)?),
        None => Photos::Scenes(Scenes::new(
            Purpose::Benchmark,
            Conditions::Train,
            SEED,
            scenes,
            SIDE,
        )),
    };
    let found = measure(&network, &config, &photos)?;
    args.measure.deliver(&found, || {
        format!(
            "{} photos, {} people\nAP50          {:.3}\nrecall        {:.3}\nfalse alarms  {:.2} a photo\n",
            found.photos, found.people, found.ap50, found.recall, found.false_alarms
        )
    })
}

/// A finder of exported weights or of a checkpoint.
fn read(folder: &Path, device: &Device) -> Result<(FinderConfig, Finder)> {
    let path = folder.join(CONFIG);
    let config = FinderConfig::from_json(&files::read(&path)?).map_err(Error::file(&path))?;
    if export::is_checkpoint(folder) {
        let network = export::read_network(folder, &config, device)?;
        return Ok((config, network.folded()));
    }
    let path = folder.join(MODEL);
    let tensors = read_tensors(&files::read(&path)?).map_err(Error::file(&path))?;
    let network = load(Finder::new(&config, false, device), &tensors).map_err(Error::file(&path))?;
    Ok((config, network))
}

/// What a network finds in photos.
///
/// # Errors
/// When a photo cannot be read or the device fails.
pub fn measure(network: &Finder, config: &FinderConfig, photos: &Photos) -> Result<Found> {
    let network = network.clone().folded();
    let mut meter = Meter::new(config.threshold);
    for number in 0..photos.len() {
        let example = photos.get(number)?;
        let (found, size) = find(&network, config, &example.image)?;
        let scale = [
            size[0] / example.image.width as f32,
            size[1] / example.image.height as f32,
        ];
        let people: Vec<Target> = example
            .people
            .iter()
            .map(|person| Target {
                left: person.left * scale[0],
                top: person.top * scale[1],
                right: person.right * scale[0],
                bottom: person.bottom * scale[1],
                ..*person
            })
            .collect();
        meter.add(&found, &people);
    }
    Ok(meter.report())
}

/// Boxes in a photo down to a low score, in pixels of the size that is returned beside them.
fn find(network: &Finder, config: &FinderConfig, photo: &Pixels) -> Result<(Vec<Bounds>, [f32; 2])> {
    let view = finder_view(photo, config);
    let device = network.devices().first().cloned().unwrap_or_default();
    let pixels = TensorData::new(view.values, [1, 3, view.rows, view.columns]);
    let cells = network
        .forward(Tensor::from_data(pixels, &device))
        .try_into_data()
        .map_err(|e| Error::Device(e.to_string()))?
        .try_to_vec::<f32>()
        .map_err(|e| Error::Device(e.to_string()))?;
    let boxes = decode(
        &cells,
        view.columns / CELL,
        view.size,
        LEAST_SCORE.min(config.threshold),
    );
    Ok((suppress(boxes, config.overlap), view.size))
}
