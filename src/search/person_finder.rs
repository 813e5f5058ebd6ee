//! Who is in a photo: the finder's network behind plain data.

use super::region::Region;
use crate::config::finder::{COARSEST, FinderConfig};
use crate::error::{Error, Result};
use crate::image::{Filter, Normalization, Pixels, normalize, resize};
use crate::model::finder::{Bounds, CELL, Finder, VOTING, decode, suppress};
use crate::model::parts::Parts;
use crate::weights::read::{load, read_tensors};
use burn::tensor::{Device, Tensor, TensorData};

/// Most people of one photo that are searched.
pub const MAX_PEOPLE: usize = 24;

/// A person in a photo.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct FoundPerson {
    /// Where.
    pub region: Region,
    /// How sure the finder is, 0..1.
    pub score: f32,
}

/// Everyone in a photo.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Found {
    /// The people, largest first; at most [`MAX_PEOPLE`].
    pub people: Vec<FoundPerson>,
    /// How many more there are.
    pub left_out: usize,
}

/// A loaded finder.
#[derive(Debug)]
pub struct PersonFinder {
    config: FinderConfig,
    network: Finder,
    device: Device,
}

impl PersonFinder {
    /// Loads an exported finder: the bytes of `finder.json` and `finder.safetensors`.
    ///
    /// # Errors
    /// When one of them is damaged or they do not fit together.
    pub fn load(config: &[u8], weights: &[u8], device: &Device) -> Result<Self> {
        let config = FinderConfig::from_json(config)?;
        let network = load(
            Finder::new(&config, Parts::Inference, device),
            &read_tensors(weights)?,
        )?;
        Ok(Self::new(config, network, device))
    }

    /// Wraps a network that is already there, with plain kernels.
    pub fn new(config: FinderConfig, network: Finder, device: &Device) -> Self {
        Self {
            config,
            network,
            device: device.clone(),
        }
    }

    /// The finder's configuration.
    pub fn config(&self) -> &FinderConfig {
        &self.config
    }

    /// Everyone in a photo.
    ///
    /// # Errors
    /// When the device fails.
    pub async fn find(&self, photo: &Pixels) -> Result<Found> {
        let (boxes, [width, height]) = self.boxes(photo, self.config.threshold).await?;
        let mut people: Vec<FoundPerson> = boxes
            .into_iter()
            .map(|found| FoundPerson {
                region: Region {
                    x: found.left / width,
                    y: found.top / height,
                    width: (found.right - found.left) / width,
                    height: (found.bottom - found.top) / height,
                },
                score: found.score,
            })
            .collect();
        let area = |person: &FoundPerson| person.region.width * person.region.height;
        people.sort_by(|a, b| area(b).total_cmp(&area(a)));
        let left_out = people.len().saturating_sub(MAX_PEOPLE);
        people.truncate(MAX_PEOPLE);
        Ok(Found { people, left_out })
    }

    /// Boxes down to a score, most certain first, and width and height of the photo in whose pixels they are given.
    ///
    /// # Errors
    /// When the device fails.
    pub async fn boxes(&self, photo: &Pixels, least: f32) -> Result<(Vec<Bounds>, [f32; 2])> {
        let view = view(photo, &self.config);
        let cells = self
            .network
            .forward(Tensor::from_data(
                TensorData::new(view.values, [1, 3, view.rows, view.columns]),
                &self.device,
            ))
            .into_data_async()
            .await
            .map_err(|e| Error::Device(e.to_string()))?
            .try_to_vec::<f32>()
            .map_err(|e| Error::Device(e.to_string()))?;
        if cells.iter().any(|value| !value.is_finite()) {
            return Err(Error::Device("what the finder sees is not finite numbers".into()));
        }
        // Cells that are less sure still have a vote on the edges.
        let seen = decode(&cells, view.columns / CELL, view.size, least * VOTING);
        let mut boxes = suppress(seen, self.config.overlap);
        boxes.retain(|found| found.score >= least);
        Ok((boxes, view.size))
    }
}

/// A photo as the network sees it.
#[derive(Debug)]
pub struct View {
    /// `[3, rows, columns]`, normalised; zero beyond the photo.
    pub values: Vec<f32>,
    /// Rows with the margin below; a multiple of 32.
    pub rows: usize,
    /// Columns with the margin at the right; a multiple of 32.
    pub columns: usize,
    /// Width and height of the photo in it, in pixels.
    pub size: [f32; 2],
}

/// The whole photo with its proportions, its longer side as the configuration wants it.
///
/// # Shapes
/// - `View::values`: `[3, rows, columns]`
pub fn view(photo: &Pixels, config: &FinderConfig) -> View {
    let scale = config.longest_side as f64 / photo.width.max(photo.height) as f64;
    let side = |pixels: usize| ((pixels as f64 * scale).round() as usize).max(1);
    let (width, height) = (side(photo.width), side(photo.height));
    let statistics = Normalization {
        mean: config.mean,
        std: config.std,
    };
    let scaled = normalize(&resize(photo, width, height, Filter::Bilinear), &statistics);
    let (rows, columns) = (
        height.next_multiple_of(COARSEST),
        width.next_multiple_of(COARSEST),
    );
    let mut values = vec![0.0; 3 * rows * columns];
    for (line, row) in scaled.chunks_exact(width).enumerate() {
        let start = (line / height * rows + line % height) * columns;
        values[start..start + width].copy_from_slice(row);
    }
    View {
        values,
        rows,
        columns,
        size: [width as f32, height as f32],
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use futures_lite::future::block_on;

    fn photo(width: usize, height: usize) -> Pixels {
        let rgb = (0..width * height * 3).map(|i| (i % 251) as u8).collect();
        Pixels::new(width, height, rgb).expect("sizes agree")
    }

    #[test]
    fn a_photo_keeps_its_proportions() {
        let config = FinderConfig::web();
        for (width, height, expected) in [
            (4000, 3000, (256, 320)),
            (300, 400, (320, 256)),
            (96, 192, (320, 160)),
            (16_000, 500, (32, 320)),
            (5000, 1, (32, 320)),
            (1, 1, (320, 320)),
        ] {
            let view = view(&photo(width, height), &config);
            assert_eq!((view.rows, view.columns), expected, "{width}x{height}");
            assert_eq!(view.values.len(), 3 * view.rows * view.columns);
        }
    }

    #[test]
    fn pixels_stay_where_they_are_and_the_margin_is_empty() {
        let mut picture = photo(320, 100);
        picture.rgb.fill(255);
        let view = view(&picture, &FinderConfig::web());
        let plane = view.rows * view.columns;
        for channel in 0..3 {
            let at = |row: usize, column: usize| view.values[channel * plane + row * view.columns + column];
            assert!(at(99, 319) > 2.0 && at(0, 0) > 2.0);
            assert!(at(100, 0).abs() < f32::EPSILON && at(127, 319).abs() < f32::EPSILON);
        }
    }

    #[test]
    fn odd_photos_are_no_trouble_and_a_crowd_is_cut_off() {
        let device = Device::flex();
        let config = FinderConfig {
            widths: [4, 4, 8, 8, 8],
            neck: 8,
            threshold: 0.0,
            overlap: 0.99,
            ..FinderConfig::web()
        };
        let network = Finder::new(&config, Parts::Inference, &device);
        let finder = PersonFinder::new(config, network, &device);
        for (width, height) in [(5000, 1), (1, 1), (640, 480)] {
            let found = block_on(finder.find(&photo(width, height))).expect("looks");
            assert!(found.people.len() <= MAX_PEOPLE);
            for person in &found.people {
                let region = person.region;
                assert!(
                    region.x >= 0.0 && region.x + region.width <= 1.0 + 1e-5,
                    "{region:?}"
                );
                assert!(
                    region.y >= 0.0 && region.y + region.height <= 1.0 + 1e-5,
                    "{region:?}"
                );
            }
            assert!(width < 640 || found.left_out > 0, "{found:?}");
        }
    }
}
