//! Single augmentations of one picture (SPEC 5, `golden_preproc/`): the tensor's name holds the amount.

use super::check::{Check, OUTPUT};
use super::fixture::{Fixture, Stored};
use crate::error::{Error, Result};
use bi_irra::image::augment::Planes;
use bi_irra::image::augment::geometry::Area;

/// What the tensors of this kind begin with.
const PREFIX: &str = "aug.";

/// One check for each augmented tensor; nothing when the set has none.
///
/// # Errors
/// When the unchanged picture is missing, or a name is not understood.
pub fn checks(goldens: &Fixture) -> Result<Vec<Check>> {
    let augmented: Vec<(&str, &String, &Stored)> = goldens
        .names()
        .filter_map(|name| Some((name.strip_prefix(PREFIX)?, name)))
        .filter(|(change, _)| *change != "input")
        .filter_map(|(change, name)| Some((change, name, goldens.find(name)?)))
        .collect();
    if augmented.is_empty() {
        return Ok(Vec::new());
    }
    let input = goldens.get("aug.input")?;
    let &[3, height, width] = input.shape.as_slice() else {
        return Err(Error::Input(format!(
            "golden_preproc: tensor `aug.input`: expected [3, height, width], found {:?}",
            input.shape
        )));
    };
    let check = |(change, name, stored): (&str, &String, &Stored)| {
        let picture = Planes {
            width,
            height,
            values: input.floats.clone(),
        };
        let ours = apply(change, picture).ok_or_else(|| {
            Error::Input(format!(
                "golden_preproc: tensor `{name}`: expected an augmentation and its amount in the name"
            ))
        })?;
        let same_shape = stored.shape == [3, ours.height, ours.width];
        let ours = if same_shape { ours.values } else { Vec::new() };
        Ok(Check::absolute(name, &ours, &stored.floats, OUTPUT))
    };
    augmented.into_iter().map(check).collect()
}

/// The change that a name such as `rotate_+11.5` or `erase_i5_j6_h12_w9` states.
fn apply(change: &str, picture: Planes) -> Option<Planes> {
    let (kind, amount) = match change.strip_prefix("resized_crop_") {
        Some(amount) => ("resized_crop", amount),
        None => change.split_once('_').unwrap_or((change, "")),
    };
    let factor = || amount.parse::<f32>().ok().filter(|f| f.is_finite());
    Some(match kind {
        "brightness" => picture.brightness(factor()?),
        "contrast" => picture.contrast(factor()?),
        "saturation" => picture.saturation(factor()?),
        "grayscale" => picture.grayscale(),
        "hflip" => picture.flip(),
        "rotate" => picture.rotate(factor()?),
        "erase" => {
            let area = area(amount, ["i", "j", "h", "w"], &picture)?;
            picture.erase(area, |_| 0.0)
        }
        "resized_crop" => {
            let (cut, size) = amount.split_once("_to")?;
            let (height, width) = size.split_once('x')?;
            let area = area(cut, ["t", "l", "h", "w"], &picture)?;
            let side = |text: &str| text.parse().ok().filter(|side| (1..=1 << 14).contains(side));
            picture.resized_crop(area, side(width)?, side(height)?)
        }
        _ => return None,
    })
}

/// The area in `t2_l3_h44_w27`, where it lies in the picture.
fn area(text: &str, letters: [&str; 4], picture: &Planes) -> Option<Area> {
    let mut parts = text.split('_');
    let mut numbers = [0usize; 4];
    for (number, letter) in numbers.iter_mut().zip(letters) {
        *number = parts.next()?.strip_prefix(letter)?.parse().ok()?;
    }
    let [top, left, height, width] = numbers;
    let inside = top.checked_add(height)? <= picture.height && left.checked_add(width)? <= picture.width;
    (inside && height > 0 && width > 0 && parts.next().is_none()).then_some(Area {
        top,
        left,
        height,
        width,
    })
}
