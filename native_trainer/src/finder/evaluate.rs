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
use bi_irra::search::PersonFinder;
use burn::tensor::Device;
use futures_lite::future::block_on;
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
    let finder = read(&args.weights, &device)?;
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
    let found = measure(&finder, &photos)?;
    args.measure.deliver(&found, || {
        format!(
            "{} photos, {} people\nAP50          {:.3}\nrecall        {:.3}\nfalse alarms  {:.2} a photo\n",
            found.photos, found.people, found.ap50, found.recall, found.false_alarms
        )
    })
}

/// A finder of exported weights or of a checkpoint.
fn read(folder: &Path, device: &Device) -> Result<PersonFinder> {
    let path = folder.join(CONFIG);
    let json = files::read(&path)?;
    if export::is_checkpoint(folder) {
        let config = FinderConfig::from_json(&json).map_err(Error::file(&path))?;
        let network = export::read_network(folder, &config, device)?;
        return Ok(PersonFinder::new(config, network.folded(), device));
    }
    let path = folder.join(MODEL);
    PersonFinder::load(&json, &files::read(&path)?, device).map_err(Error::file(&path))
}

/// What a finder finds in photos.
///
/// # Errors
/// When a photo cannot be read or the device fails.
pub fn measure(finder: &PersonFinder, photos: &Photos) -> Result<Found> {
    let config = finder.config();
    let mut meter = Meter::new(config.threshold);
    for number in 0..photos.len() {
        let example = photos.get(number)?;
        let (found, size) = block_on(finder.boxes(&example.image, LEAST_SCORE.min(config.threshold)))?;
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
