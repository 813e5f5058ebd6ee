//! Photos on their way into the gallery: read, decoded, searched for people, scaled and embedded, here or by another
//! worker.

use super::model::Model;
use super::photo::{self, Loaded};
use super::profile::{Work, timed, timed_now};
use crate::error::{Error, Result};
use crate::search::index::FileKey;
use crate::search::people::Searched;
use crate::search::region::Region;
use crate::search::{Embedding, Engine};
use half::f16;
use js_sys::{Float32Array, Uint8Array, Uint16Array};
use protocol::{BATCH, Photo, Prepared, Skipped};

/// What the gallery has of a photo before its embeddings.
pub struct Frame {
    /// What the file is known by.
    pub key: FileKey,
    /// A small picture; may be empty.
    pub thumbnail: Vec<u8>,
    /// How it is searched.
    pub searched: Searched,
}

/// A photo as the model's inputs.
pub struct Scaled {
    frame: Frame,
    /// `[3, height, width]` of each of its crops.
    inputs: Vec<Vec<f32>>,
}

/// A photo that can join the gallery.
pub struct Embedded {
    /// The file and how it is searched.
    pub frame: Frame,
    /// The embedding of each of its crops.
    pub embeddings: Vec<Embedding>,
}

/// Reads photos, finds their people and scales them, one photo after the other, so that one decoded photo and the next
/// one's file are in memory at a time.
///
/// # Errors
/// When the device fails; what is wrong with a photo is told with it.
pub async fn scale(
    model: &Model,
    photos: &[Photo],
    with_thumbnails: bool,
) -> Result<(Vec<Scaled>, Vec<Skipped>)> {
    let preprocess = model.engine.preprocess();
    let (mut scaled, mut skipped) = (Vec::with_capacity(photos.len()), Vec::new());
    let mut next = photos.first().and_then(photo::begin);
    for (place, photo) in photos.iter().enumerate() {
        let begun = next.take();
        next = photos.get(place + 1).and_then(photo::begin);
        match photo::read(&model.engine, photo, begun, with_thumbnails).await {
            Ok(Loaded {
                key,
                picture,
                thumbnail,
            }) => {
                let finding = Searched::look(model.finder.as_ref(), &picture);
                let searched = timed(Work::PersonFinder, 1, finding).await?;
                let crops = searched.crops().count();
                let inputs = timed_now(Work::Scale, crops, || searched.inputs(preprocess, &picture));
                scaled.push(Scaled {
                    frame: Frame {
                        key,
                        thumbnail,
                        searched,
                    },
                    inputs,
                });
            }
            Err(why) => skipped.push(why),
        }
    }
    Ok((scaled, skipped))
}

/// Embeds scaled photos. Comes back when the numbers are here, which is what keeps the work in flight bounded: the
/// browser itself never makes a worker wait for the GPU.
///
/// # Errors
/// When the device fails.
pub async fn embed(engine: &Engine, photos: Vec<Scaled>) -> Result<Vec<Embedded>> {
    let mut frames = Vec::with_capacity(photos.len());
    let mut inputs = Vec::new();
    for photo in photos {
        frames.push((photo.frame, photo.inputs.len()));
        inputs.extend(photo.inputs);
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
    let embedded = frames.into_iter().map(|(frame, crops)| Embedded {
        frame,
        embeddings: embeddings.by_ref().take(crops).collect(),
    });
    Ok(embedded.collect())
}

/// What another worker gets of scaled photos, for it to embed.
pub fn send_scaled(photos: Vec<Scaled>) -> Vec<Prepared> {
    let send = |photo: Scaled| Prepared {
        inputs: Float32Array::from(photo.inputs.concat().as_slice()),
        ..send_frame(photo.frame)
    };
    photos.into_iter().map(send).collect()
}

/// What another worker gets of embedded photos.
pub fn send_embedded(photos: Vec<Embedded>) -> Vec<Prepared> {
    let send = |photo: Embedded| {
        let crops = || photo.embeddings.iter();
        let features: Vec<f32> = crops().flat_map(|crop| crop.feature.iter().copied()).collect();
        let tokens: Vec<u16> = crops()
            .flat_map(|crop| crop.tokens.iter().map(|value| value.to_bits()))
            .collect();
        Prepared {
            features: Float32Array::from(features.as_slice()),
            tokens: Uint16Array::from(tokens.as_slice()),
            ..send_frame(photo.frame)
        }
    };
    photos.into_iter().map(send).collect()
}

fn send_frame(frame: Frame) -> Prepared {
    let Frame {
        key,
        thumbnail,
        searched,
    } = frame;
    let shares: Vec<f32> = searched
        .regions()
        .iter()
        .flat_map(|region| region.to_array())
        .collect();
    Prepared {
        path: key.path,
        size: key.size as f64,
        modified: key.modified,
        thumbnail: Uint8Array::from(thumbnail.as_slice()),
        nobody: searched == Searched::Nobody,
        left_out: searched.left_out() as u32,
        regions: Float32Array::from(shares.as_slice()),
        inputs: Float32Array::default(),
        features: Float32Array::default(),
        tokens: Uint16Array::default(),
    }
}

fn receive_frame(photo: &mut Prepared) -> Frame {
    let regions: Vec<Region> = photo
        .regions
        .to_vec()
        .as_chunks::<4>()
        .0
        .iter()
        .map(|shares| Region::from_array(*shares))
        .collect();
    Frame {
        key: FileKey {
            path: std::mem::take(&mut photo.path),
            size: photo.size as u64,
            modified: photo.modified,
        },
        thumbnail: photo.thumbnail.to_vec(),
        searched: match regions.is_empty() {
            true if photo.nobody => Searched::Nobody,
            true => Searched::Whole,
            false => Searched::People {
                regions,
                left_out: photo.left_out as usize,
            },
        },
    }
}

/// Photos that another worker prepared, embedded here where it did not.
///
/// # Errors
/// When the sizes do not fit together or the device fails.
pub async fn receive(engine: &Engine, photos: Vec<Prepared>) -> Result<Vec<Embedded>> {
    let mut received = Vec::with_capacity(photos.len());
    let mut scaled = Vec::new();
    for mut photo in photos {
        let frame = receive_frame(&mut photo);
        let crops = frame.searched.crops().count();
        if photo.features.length() == 0 {
            let input = 3 * engine.preprocess().height * engine.preprocess().width;
            let inputs = photo.inputs.to_vec();
            if inputs.len() != crops * input {
                return Err(misfit(&frame.key, "inputs", crops * input, inputs.len()));
            }
            let inputs = inputs.chunks_exact(input).map(<[f32]>::to_vec).collect();
            scaled.push(Scaled { frame, inputs });
        } else {
            let width = engine.config().embed_dim();
            let (features, tokens) = (photo.features.to_vec(), photo.tokens.to_vec());
            if features.len() != crops * width {
                return Err(misfit(&frame.key, "features", crops * width, features.len()));
            }
            if !tokens.len().is_multiple_of(crops) {
                return Err(misfit(&frame.key, "tokens", crops, tokens.len()));
            }
            let each = tokens.len() / crops;
            let embedding = |number: usize| Embedding {
                feature: features[number * width..(number + 1) * width].to_vec(),
                tokens: tokens[number * each..(number + 1) * each]
                    .iter()
                    .map(|bits| f16::from_bits(*bits))
                    .collect(),
            };
            received.push(Embedded {
                frame,
                embeddings: (0..crops).map(embedding).collect(),
            });
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
