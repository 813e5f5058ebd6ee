//! The names of the authors' checkpoints.

use super::{DECODER, Origin, WORDS};
use std::collections::BTreeSet;

/// What becomes of a tensor of a checkpoint.
#[derive(Debug, PartialEq)]
pub(super) enum Fate {
    /// It becomes these parameters.
    Become(Vec<String>),
    /// It is not used, for this reason.
    Drop(&'static str),
}

/// Number of text layers, which the interaction layers are numbered behind.
pub(super) fn text_layers<'n>(origin: Origin, names: impl Iterator<Item = &'n String>) -> usize {
    let prefix = match origin {
        Origin::CclmX2vlm => "text_encoder.encoder.layer.",
        // The checkpoint's numbers are ours already.
        Origin::BiIrra => return 0,
    };
    names
        .filter_map(|name| layer(name, prefix))
        .map(|(number, _)| number)
        .collect::<BTreeSet<_>>()
        .len()
}

/// The number behind the prefix, and what follows it.
pub(super) fn layer<'n>(name: &'n str, prefix: &str) -> Option<(usize, &'n str)> {
    let (number, rest) = name.strip_prefix(prefix)?.split_once('.')?;
    Some((number.parse().ok()?, rest))
}

/// Decides by the name alone; a name that fits no rule keeps its own, which no parameter of the model has.
pub(super) fn fate(origin: Origin, name: &str, text_layers: usize, tied: bool) -> Fate {
    if name.ends_with(".relative_position_index") || name.ends_with(".position_ids") {
        return Fate::Drop("an index that follows from the shapes");
    }
    if name.ends_with("mlm_head.predictions.decoder.bias") {
        return Fate::Drop("another name of predictions.bias");
    }
    let ours = match origin {
        Origin::BiIrra => name.to_string(),
        Origin::CclmX2vlm if name.starts_with("bbox_head.") => {
            return Fate::Drop("Bi-IRRA predicts no boxes");
        }
        Origin::CclmX2vlm => from_cclm(name, text_layers),
    };
    match (origin, ours.as_str()) {
        (Origin::CclmX2vlm, WORDS) if tied => {
            Fate::Drop("Bi-IRRA ties the word embedding to the predictor, whose weights replace it")
        }
        (Origin::CclmX2vlm, DECODER) if tied => Fate::Become(vec![WORDS.to_string()]),
        (Origin::BiIrra, DECODER) if tied => Fate::Drop("equal to the word embedding, which it is tied to"),
        // The projection of target-language texts starts as a copy.
        (Origin::CclmX2vlm, "text_proj.weight" | "text_proj.bias") => {
            let target = format!("tl_{ours}");
            Fate::Become(vec![ours, target])
        }
        _ => Fate::Become(vec![ours]),
    }
}

fn from_cclm(name: &str, text_layers: usize) -> String {
    // The interaction layers follow the text layers in one stack.
    if let Some((number, rest)) = layer(name, "cross_encoder.encoder.layer.")
        && let Some(number) = number.checked_add(text_layers)
    {
        return format!("text_encoder.bert.encoder.layer.{number}.{rest}");
    }
    if let Some(rest) = name.strip_prefix("text_encoder.") {
        // A name with Bi-IRRA's own level must not pass for one of CCLM's.
        return if rest.starts_with("bert.") {
            format!("unknown.{rest}")
        } else {
            format!("text_encoder.bert.{rest}")
        };
    }
    if name.starts_with("mlm_head.") {
        return format!("text_encoder.{name}");
    }
    name.to_string()
}

/// What Bi-IRRA adds to CCLM-X2VLM and trains from scratch.
pub(super) fn may_be_missing(origin: Origin, name: &str) -> bool {
    origin == Origin::CclmX2vlm && (name == "vision_encoder.mask_token" || name.starts_with("mim_head."))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn becomes(name: &str, tied: bool) -> Vec<String> {
        match fate(Origin::CclmX2vlm, name, 12, tied) {
            Fate::Become(names) => names,
            Fate::Drop(reason) => panic!("{name} is dropped: {reason}"),
        }
    }

    #[test]
    fn cclm_names_become_ours() {
        assert_eq!(
            becomes("cross_encoder.encoder.layer.5.crossattention.self.key.bias", true),
            ["text_encoder.bert.encoder.layer.17.crossattention.self.key.bias"]
        );
        assert_eq!(
            becomes("text_encoder.encoder.layer.5.output.dense.bias", true),
            ["text_encoder.bert.encoder.layer.5.output.dense.bias"]
        );
        assert_eq!(
            becomes("text_proj.bias", true),
            ["text_proj.bias", "tl_text_proj.bias"]
        );
        assert_eq!(becomes("mlm_head.predictions.decoder.weight", true), [WORDS]);
        assert_eq!(becomes("mlm_head.predictions.decoder.weight", false), [DECODER]);
        assert_eq!(
            becomes("text_encoder.embeddings.word_embeddings.weight", false),
            [WORDS]
        );
    }

    #[test]
    fn odd_layer_numbers_do_not_pass() {
        let huge = format!("cross_encoder.encoder.layer.{}.output.dense.bias", usize::MAX);
        assert_eq!(becomes(&huge, true), [huge]);
        assert_eq!(becomes("text_encoder.bert.pooler", true), ["unknown.bert.pooler"]);
    }
}
