//! The configuration that the shapes of a checkpoint imply.

use super::rename::layer;
use super::{DECODER_BIAS, ImportOptions, WORDS};
use crate::config::{BiIrraConfig, TextConfig, TextPositions, VisionConfig};
use crate::error::{Error, Result};
use crate::nn::position::relative_table_len;
use std::collections::{BTreeMap, BTreeSet};

const LAYERS: &str = "text_encoder.bert.encoder.layer.";
const TABLE: &str = "vision_encoder.blocks.0.attn.relative_position_bias_table";

/// Infers the configuration; what shapes do not show is that of the paper.
pub(super) fn infer(shapes: &BTreeMap<&str, &[usize]>, options: &ImportOptions) -> Result<BiIrraConfig> {
    let [_, _, hidden] = shape(shapes, "vision_encoder.cls_token", "[1, 1, hidden]")?;
    let [_, _, _, patch] = shape(
        shapes,
        "vision_encoder.patch_embed.proj.weight",
        "[hidden, 3, patch, patch]",
    )?;
    let [table, heads] = shape(shapes, TABLE, "[offsets, heads]")?;
    let [vision_intermediate, _] = shape(shapes, "vision_encoder.blocks.0.mlp.fc1.weight", "[wide, hidden]")?;
    let [vocabulary, _] = shape(shapes, WORDS, "[vocabulary, hidden]")?;
    let position_name = "text_encoder.bert.embeddings.position_embeddings.weight";
    let [max_positions, _] = shape(shapes, position_name, "[positions, hidden]")?;
    let first_name = format!("{LAYERS}0.intermediate.dense.weight");
    let [text_intermediate, _] = shape(shapes, &first_name, "[wide, hidden]")?;
    let [embed_dim, _] = shape(shapes, "text_proj.weight", "[features, hidden]")?;
    shape::<1>(shapes, DECODER_BIAS, "[vocabulary]")?;

    let numbers = |prefix: &str, part: &str| {
        let numbers = shapes
            .keys()
            .filter_map(|name| layer(name, prefix))
            .filter(|(_, rest)| rest.starts_with(part));
        numbers.map(|(number, _)| number).collect::<BTreeSet<_>>()
    };
    let cross_layers = numbers(LAYERS, "crossattention.").len();
    let text_layers = numbers(LAYERS, "").len() - cross_layers;
    let image_size = image_size(table, patch, options.image_size)?;
    let reserved = if options.positions == TextPositions::Roberta {
        2
    } else {
        0
    };
    let base = BiIrraConfig::base();
    let config = BiIrraConfig {
        hidden,
        heads,
        cross_layers,
        embed_dim,
        concepts: 0,
        calibration: None,
        languages: Vec::new(),
        target_projection: true,
        tied_decoder: options.tied,
        vision: VisionConfig {
            image_size,
            patch,
            layers: numbers("vision_encoder.blocks.", "").len(),
            intermediate: vision_intermediate,
            ..base.vision
        },
        text: TextConfig {
            vocabulary,
            layers: text_layers,
            intermediate: text_intermediate,
            max_positions,
            positions: options.positions,
            max_tokens: options.max_tokens.min(max_positions.saturating_sub(reserved)),
            ..base.text
        },
        ..base
    };
    config.validate()?;
    Ok(config)
}

/// The shape of a tensor that is needed to know the rest.
fn shape<const D: usize>(shapes: &BTreeMap<&str, &[usize]>, name: &str, form: &str) -> Result<[usize; D]> {
    let missing = |found: String| Error::Tensor {
        name: name.to_string(),
        expected: form.to_string(),
        found,
    };
    let found = shapes.get(name).ok_or_else(|| missing("nothing".into()))?;
    <[usize; D]>::try_from(*found).map_err(|_| missing(format!("{found:?}")))
}

/// The picture size whose patch grid has a position table of this length.
fn image_size(table: usize, patch: usize, asked: Option<[usize; 2]>) -> Result<[usize; 2]> {
    if let Some(size) = asked {
        let fits = patch > 0
            && size
                .iter()
                .all(|side| *side >= patch && side.is_multiple_of(patch));
        if !fits {
            let [height, width] = size;
            return Err(Error::Config(format!(
                "image size {height}x{width} is not a multiple of patch {patch}"
            )));
        }
        let expected = relative_table_len(size.map(|side| side / patch));
        if expected != table {
            let [height, width] = size;
            return Err(Error::Tensor {
                name: TABLE.to_string(),
                expected: format!("{expected} rows for {height}x{width} pixels in patches of {patch}"),
                found: table.to_string(),
            });
        }
        return Ok(size);
    }
    // (2 side - 1)^2 + 3 rows for a grid of side x side patches.
    let side = table.saturating_sub(3).isqrt().div_ceil(2);
    match side.checked_mul(patch) {
        Some(pixels) if side > 0 && relative_table_len([side, side]) == table => Ok([pixels, pixels]),
        _ => Err(Error::Tensor {
            name: TABLE.to_string(),
            expected: "the rows of a square grid of patches, or the image size of another".into(),
            found: format!("{table} rows"),
        }),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn squares_are_found_and_other_grids_must_be_given() {
        assert_eq!(image_size(732, 16, None).expect("224"), [224, 224]);
        assert_eq!(image_size(52, 8, None).expect("32"), [32, 32]);
        let tall = relative_table_len([6, 4]);
        assert!(
            image_size(tall, 8, None)
                .expect_err("not square")
                .to_string()
                .contains("image size")
        );
        assert_eq!(image_size(tall, 8, Some([48, 32])).expect("given"), [48, 32]);
        let message = image_size(tall, 8, Some([32, 32]))
            .expect_err("too small")
            .to_string();
        assert!(
            message.contains("52 rows") && message.contains(&tall.to_string()),
            "{message}"
        );
        for (table, patch) in [(0, 16), (3, 16), (4, 0), (733, 16), (usize::MAX, 16)] {
            let size = image_size(table, patch, None);
            assert!(size.is_err() || patch == 0, "{table}: {size:?}");
        }
        assert!(image_size(732, 0, Some([0, 0])).is_err());
    }
}
