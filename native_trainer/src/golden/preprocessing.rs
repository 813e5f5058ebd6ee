//! Resize and normalisation of pictures (SPEC 5, `golden_preproc/`).
//!
//! Sizes and filters are part of the names: `img0_bicubic224_u8.png`, `img0.irra_eval_384x128_sub7`.

use super::augmentation;
use super::check::{Check, OUTPUT};
use super::fixture::Fixture;
use super::set::GoldenSet;
use crate::error::{Error, Result};
use crate::files;
use bi_irra::image::{Filter, Normalization, Pixels, decode, normalize, resize};
use serde_json::Value;
use std::path::Path;

/// Each recipe of the set: name, filter, and the statistics in `config.json` (`None`: one half).
///
/// IVT itself trains with the cubic; its golden was made with the triangle.
const RECIPES: [(&str, Filter, Option<&str>); 4] = [
    ("birra_eval_imagenet", Filter::Bicubic, Some("imagenet")),
    ("x2vlm_eval_clipnorm", Filter::Bicubic, Some("clip")),
    ("irra_eval", Filter::Bilinear, Some("clip")),
    ("ivt_eval", Filter::Bilinear, None),
];

/// The bytes after resizing and the floats after normalisation, for each picture of the set.
///
/// # Errors
/// When the set is damaged.
pub fn checks(set: &GoldenSet) -> Result<Vec<Check>> {
    let config = set.json("config.json")?;
    let goldens = set.tensors("golden.safetensors")?;
    let pictures = config["images"]
        .as_array()
        .ok_or_else(|| malformed("`images` is missing"))?;
    let mut checks = Vec::new();
    for picture in pictures {
        let file = picture["file"]
            .as_str()
            .ok_or_else(|| malformed("an image lacks `file`"))?;
        let source = open(&set.file(file))?;
        let stated = (picture["width"].as_u64(), picture["height"].as_u64());
        if stated != (Some(source.width as u64), Some(source.height as u64)) {
            return Err(malformed(&format!(
                "{file} has {}x{} pixels",
                source.width, source.height
            )));
        }
        let stem = file.rsplit_once('.').map_or(file, |(stem, _)| stem);
        checks.extend(bytes(set, stem, &source)?);
        checks.extend(floats(&config, &goldens, stem, &source)?);
    }
    checks.extend(augmentation::checks(&goldens)?);
    Ok(checks)
}

fn malformed(what: &str) -> Error {
    Error::Input(format!("golden_preproc: config.json: {what}"))
}

fn open(path: &Path) -> Result<Pixels> {
    decode(&files::read(path)?).map_err(Error::file(path))
}

/// Every byte of the resized picture, without tolerance.
fn bytes(set: &GoldenSet, stem: &str, source: &Pixels) -> Result<Vec<Check>> {
    let mut checks = Vec::new();
    for file in set.files()? {
        let middle = file.strip_prefix(stem).and_then(|rest| rest.strip_prefix('_'));
        let Some(target) = middle.and_then(|rest| rest.strip_suffix("_u8.png")) else {
            continue;
        };
        let found = [("bicubic", Filter::Bicubic), ("bilinear", Filter::Bilinear)]
            .into_iter()
            .find_map(|(name, filter)| Some((filter, size(target.strip_prefix(name)?)?)));
        let Some((filter, [height, width])) = found else {
            return Err(Error::Input(format!(
                "golden_preproc: {file}: expected a filter and a size in the name"
            )));
        };
        let reference = open(&set.file(&file))?;
        let ours = resize(source, width, height, filter);
        let as_floats = |pixels: &Pixels| pixels.rgb.iter().map(|&byte| f32::from(byte)).collect::<Vec<_>>();
        let same_size = (ours.width, ours.height) == (reference.width, reference.height);
        let ours = if same_size { as_floats(&ours) } else { Vec::new() };
        checks.push(Check::absolute(
            format!("{stem}_{target}_u8"),
            &ours,
            &as_floats(&reference),
            0.0,
        ));
    }
    Ok(checks)
}

/// The normalised floats, all of them or each k-th row and column.
fn floats(config: &Value, goldens: &Fixture, stem: &str, source: &Pixels) -> Result<Vec<Check>> {
    let mut checks = Vec::new();
    for name in goldens.names() {
        let Some(rest) = name.strip_prefix(stem).and_then(|rest| rest.strip_prefix('.')) else {
            continue;
        };
        for (recipe, filter, statistics) in RECIPES {
            let Some(rest) = rest.strip_prefix(recipe).and_then(|rest| rest.strip_prefix('_')) else {
                continue;
            };
            let golden = goldens.get(name)?;
            let (target, step) = rest.split_once("_sub").unwrap_or((rest, "1"));
            let (Some([height, width]), Some(step)) = (size(target), positive(step)) else {
                return Err(Error::Input(format!(
                    "golden_preproc: tensor `{name}`: expected a size in the name"
                )));
            };
            let normalization =
                statistics.map_or(Ok(Normalization::HALF), |key| read_statistics(config, key))?;
            let ours = normalize(&resize(source, width, height, filter), &normalization);
            let rows = ours.chunks_exact(width).enumerate();
            let kept = rows.filter(|(row, _)| (row % height).is_multiple_of(step));
            let sampled: Vec<f32> = kept
                .flat_map(|(_, row)| row.iter().step_by(step))
                .copied()
                .collect();
            let shape = [3, height.div_ceil(step), width.div_ceil(step)];
            // A step of one byte is more than a hundred times the tolerance.
            let ours = if golden.shape == shape {
                sampled
            } else {
                Vec::new()
            };
            checks.push(Check::absolute(name, &ours, &golden.floats, OUTPUT));
        }
    }
    Ok(checks)
}

fn read_statistics(config: &Value, key: &str) -> Result<Normalization> {
    let read = |name: String| {
        let values: Option<Vec<f32>> = config[&name]
            .as_array()
            .and_then(|a| a.iter().map(|v| v.as_f64().map(|v| v as f32)).collect());
        let three = values.and_then(|values| <[f32; 3]>::try_from(values).ok());
        three.ok_or_else(|| malformed(&format!("`{name}` is not three numbers")))
    };
    Ok(Normalization {
        mean: read(format!("{key}_mean"))?,
        std: read(format!("{key}_std"))?,
    })
}

/// `[height, width]` of `384x128`, or of `224` for a square.
fn size(text: &str) -> Option<[usize; 2]> {
    let (height, width) = text.split_once('x').unwrap_or((text, text));
    Some([positive(height)?, positive(width)?])
}

fn positive(text: &str) -> Option<usize> {
    text.parse().ok().filter(|&value| (1..=1 << 14).contains(&value))
}
