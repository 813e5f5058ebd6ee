//! Photos on their way into the gallery: read, decoded, scaled and embedded, here or by another worker.

use super::crops::scaled_crops;
use super::photo::{self, Loaded};
use super::profile::{Work, timed, timed_now};
use crate::error::{Error, Result};
use crate::search::crops::Region;
use crate::search::index::FileKey;
use crate::search::{Embedding, Engine};
use half::f16;
use js_sys::{Float32Array, Uint8Array, Uint16Array};
use protocol::{BATCH, Photo, Prepared, Skipped};

/// A photo as the model's input, with its crops.
pub struct Scaled {
    key: FileKey,
    thumbnail: Vec<u8>,
    /// Where its crops lie; `None` when none were looked for.
    regions: Option<Vec<Region>>,
    /// `[3, height, width]` of the photo as a whole, then of each crop.
    inputs: Vec<Vec<f32>>,
}

/// A photo that can join the gallery.
pub struct Embedded {
    /// What the file is known by.
    pub key: FileKey,
    /// A small picture; may be empty.
    pub thumbnail: Vec<u8>,
    /// The photo as a whole.
    pub embedding: Embedding,
    /// Its crops; `None` when none were looked for.
    pub crops: Option<Vec<(Region, Embedding)>>,
}

/// Reads and scales photos, one after the other, so that few decoded ones are in memory at a time.
pub async fn scale(
    engine: &Engine,
    photos: &[Photo],
    with_thumbnails: bool,
    with_crops: bool,
) -> (Vec<Scaled>, Vec<Skipped>) {
    let preprocess = engine.preprocess();
    let (mut scaled, mut skipped) = (Vec::with_capacity(photos.len()), Vec::new());
    let begun: Vec<_> = photos.iter().map(photo::begin).collect();
    for (photo, begun) in photos.iter().zip(begun) {
        match photo::read(engine, photo, begun, with_thumbnails).await {
            Ok(Loaded {
                key,
                picture,
                thumbnail,
            }) => {
                let whole = timed_now(Work::Scale, 1, || preprocess.apply(&picture));
                let mut inputs = vec![whole];
                let regions = with_crops.then(|| {
                    let (regions, crops) = timed_now(Work::Crops, 1, || scaled_crops(preprocess, &picture));
                    inputs.extend(crops);
                    regions
                });
                scaled.push(Scaled {
                    key,
                    thumbnail,
                    regions,
                    inputs,
                });
            }
            Err(why) => skipped.push(why),
        }
    }
    (scaled, skipped)
}

/// Embeds scaled photos with their crops. Comes back when the numbers are here, which is what keeps the work in flight
/// bounded: the browser itself never makes a worker wait for the GPU.
///
/// # Errors
/// When the device fails.
pub async fn embed(engine: &Engine, photos: Vec<Scaled>) -> Result<Vec<Embedded>> {
    let mut counts = Vec::with_capacity(photos.len());
    let (mut frames, mut inputs) = (Vec::with_capacity(photos.len()), Vec::new());
    for photo in photos {
        counts.push(photo.inputs.len());
        inputs.extend(photo.inputs);
        frames.push((photo.key, photo.thumbnail, photo.regions));
    }
    let mut embeddings = Vec::with_capacity(inputs.len());
    for chunk in inputs.chunks(BATCH as usize) {
        embeddings.extend(timed(Work::ImageEncoder, chunk.len(), engine.embed_inputs(chunk)).await?);
    }
    if embeddings.len() != inputs.len() {
        return Err(Error::Device(format!(
            "{} embeddings of {} pictures",
            embeddings.len(),
            inputs.len()
        )));
    }
    let mut embeddings = embeddings.into_iter();
    frames
        .into_iter()
        .zip(counts)
        .map(|((key, thumbnail, regions), count)| {
            assemble(key, thumbnail, regions, embeddings.by_ref().take(count))
        })
        .collect()
}

/// A photo from its embeddings, the whole first.
fn assemble(
    key: FileKey,
    thumbnail: Vec<u8>,
    regions: Option<Vec<Region>>,
    mut embeddings: impl Iterator<Item = Embedding>,
) -> Result<Embedded> {
    let embedding = embeddings
        .next()
        .ok_or_else(|| Error::Device(format!("{}: no embedding", key.path)))?;
    Ok(Embedded {
        key,
        thumbnail,
        embedding,
        crops: regions.map(|regions| regions.into_iter().zip(embeddings).collect()),
    })
}

/// What another worker gets of scaled photos, for it to embed.
pub fn send_scaled(photos: Vec<Scaled>) -> Vec<Prepared> {
    let send = |photo: Scaled| Prepared {
        inputs: Float32Array::from(photo.inputs.concat().as_slice()),
        ..frame(photo.key, &photo.thumbnail, photo.regions.as_deref())
    };
    photos.into_iter().map(send).collect()
}

/// What another worker gets of embedded photos.
pub fn send_embedded(photos: Vec<Embedded>) -> Vec<Prepared> {
    let send = |photo: Embedded| {
        let (regions, crops): (Option<Vec<Region>>, Vec<Embedding>) = match photo.crops {
            Some(crops) => {
                let (regions, embeddings): (Vec<_>, Vec<_>) = crops.into_iter().unzip();
                (Some(regions), embeddings)
            }
            None => (None, Vec::new()),
        };
        let all = || std::iter::once(&photo.embedding).chain(&crops);
        let features: Vec<f32> = all().flat_map(|one| one.feature.iter().copied()).collect();
        let tokens: Vec<u16> = all()
            .flat_map(|one| one.tokens.iter().map(|v| v.to_bits()))
            .collect();
        Prepared {
            features: Float32Array::from(features.as_slice()),
            tokens: Uint16Array::from(tokens.as_slice()),
            ..frame(photo.key, &photo.thumbnail, regions.as_deref())
        }
    };
    photos.into_iter().map(send).collect()
}

fn frame(key: FileKey, thumbnail: &[u8], regions: Option<&[Region]>) -> Prepared {
    let corners: Vec<f32> = regions
        .unwrap_or_default()
        .iter()
        .flat_map(|region| region.to_array())
        .collect();
    Prepared {
        path: key.path,
        size: key.size as f64,
        modified: key.modified,
        thumbnail: Uint8Array::from(thumbnail),
        with_crops: regions.is_some(),
        regions: Float32Array::from(corners.as_slice()),
        inputs: Float32Array::default(),
        features: Float32Array::default(),
        tokens: Uint16Array::default(),
    }
}

/// Photos that another worker prepared, embedded here where it did not.
///
/// # Errors
/// When the sizes do not fit together or the device fails.
pub async fn receive(engine: &Engine, photos: Vec<Prepared>) -> Result<Vec<Embedded>> {
    let mut received = Vec::with_capacity(photos.len());
    let mut scaled = Vec::new();
    for photo in photos {
        let corners = photo.regions.to_vec();
        let regions: Vec<Region> = corners
            .chunks_exact(4)
            .map(|corners| Region::from_array([corners[0], corners[1], corners[2], corners[3]]))
            .collect();
        let count = 1 + regions.len();
        let regions = photo.with_crops.then_some(regions);
        let key = FileKey {
            path: photo.path,
            size: photo.size as u64,
            modified: photo.modified,
        };
        let thumbnail = photo.thumbnail.to_vec();
        if photo.features.length() == 0 {
            let input = 3 * engine.preprocess().height * engine.preprocess().width;
            let inputs = photo.inputs.to_vec();
            let found = inputs.len();
            if found != count * input {
                return Err(misfit(&key, "inputs", count * input, found));
            }
            scaled.push(Scaled {
                key,
                thumbnail,
                regions,
                inputs: inputs.chunks_exact(input).map(<[f32]>::to_vec).collect(),
            });
        } else {
            let width = engine.config().embed_dim();
            let (features, tokens) = (photo.features.to_vec(), photo.tokens.to_vec());
            if features.len() != count * width {
                return Err(misfit(&key, "features", count * width, features.len()));
            }
            if !tokens.len().is_multiple_of(count) {
                return Err(misfit(&key, "tokens", count, tokens.len()));
            }
            let each = tokens.len() / count;
            let embeddings = (0..count).map(|number| Embedding {
                feature: features[number * width..(number + 1) * width].to_vec(),
                tokens: tokens[number * each..(number + 1) * each]
                    .iter()
                    .map(|bits| f16::from_bits(*bits))
                    .collect(),
            });
            received.push(assemble(key, thumbnail, regions, embeddings)?);
        }
    }
    // A batch is of one kind or the other, so the order is kept.
    received.extend(embed(engine, scaled).await?);
    Ok(received)
}

fn misfit(key: &FileKey, what: &str, expected: usize, found: usize) -> Error {
    Error::Tensor {
        name: format!("{what} of {}", key.path),
        expected: format!("{expected} values, or a multiple"),
        found: found.to_string(),
    }
}
