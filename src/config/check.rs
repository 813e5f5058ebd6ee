//! Checks that every method's configuration makes, each naming the first value that is wrong.

use super::{FORMAT, Stem};
use crate::error::{Error, Result};

/// No dimension of a model may exceed this: a damaged file must not make us allocate the machine.
const MAX_DIMENSION: usize = 1 << 20;
/// Nor may it have more layers than this in one place.
const MAX_LAYERS: usize = 256;

/// An error about the configuration.
pub(super) fn fail(message: String) -> Result<()> {
    Err(Error::Config(message))
}

/// The file's version is the one that this code reads.
pub(super) fn format(found: u32) -> Result<()> {
    if found == FORMAT {
        return Ok(());
    }
    fail(format!(
        "format {found} is not supported, this version reads {FORMAT}"
    ))
}

/// Dimensions are at least 1 and within reason.
pub(super) fn dimensions(named: &[(&str, usize)]) -> Result<()> {
    match named
        .iter()
        .find(|(_, value)| !(1..=MAX_DIMENSION).contains(value))
    {
        Some((name, value)) => fail(format!("{name} is {value}, expected 1 to {MAX_DIMENSION}")),
        None => Ok(()),
    }
}

/// Counts that may be 0 are within reason.
pub(super) fn at_most_a_dimension(name: &str, value: usize) -> Result<()> {
    at_most(name, value, MAX_DIMENSION)
}

/// Numbers of layers are within reason; 0 is one.
pub(super) fn layers(named: &[(&str, usize)]) -> Result<()> {
    named
        .iter()
        .try_for_each(|(name, value)| at_most(name, *value, MAX_LAYERS))
}

fn at_most(name: &str, value: usize, limit: usize) -> Result<()> {
    if value <= limit {
        return Ok(());
    }
    fail(format!("{name} is {value}, expected at most {limit}"))
}

/// The heads share `hidden` evenly.
pub(super) fn heads(hidden: usize, heads: usize) -> Result<()> {
    if hidden.is_multiple_of(heads) {
        return Ok(());
    }
    fail(format!("hidden {hidden} is not a multiple of heads {heads}"))
}

/// Rates of dropping are shares below 1.
pub(super) fn rates(named: &[(&str, f64)]) -> Result<()> {
    match named.iter().find(|(_, rate)| !(0.0..1.0).contains(rate)) {
        Some((name, rate)) => fail(format!("{name} is {rate}, expected 0 to 1")),
        None => Ok(()),
    }
}

/// Pixels can be divided by the standard deviations.
pub(super) fn deviations(std: &[f32; 3]) -> Result<()> {
    if std.iter().all(|s| s.is_finite() && *s > 0.0) {
        return Ok(());
    }
    fail("vision.std must be positive".into())
}

/// Patches that may overlap fit into the image, and the convolutional stem finds the sizes that it is made for.
pub(super) fn patches(
    [height, width]: [usize; 2],
    patch: usize,
    stride: usize,
    stem: Stem,
    hidden: usize,
) -> Result<()> {
    if patch > height.min(width) {
        return fail(format!(
            "vision.patch {patch} is larger than the image {height}x{width}"
        ));
    }
    if stem == Stem::Residual {
        return fail("the residual stem is Bi-IRRA's alone".into());
    }
    let sixteen = patch == 16 && stride == 16;
    let whole = height.is_multiple_of(16) && width.is_multiple_of(16);
    if stem == Stem::Convolution && !(sixteen && whole && hidden.is_multiple_of(8)) {
        return fail(
            "the convolutional stem needs patch and stride 16, sides that are multiples of 16 and a width \
             divisible by 8"
                .into(),
        );
    }
    Ok(())
}
