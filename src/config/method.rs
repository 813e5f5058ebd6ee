//! Which method a weight folder belongs to: the `method` of its `config.json`.

use super::irra::IrraConfig;
use super::ivt::IvtConfig;
use super::{BiIrraConfig, TextPositions};
use crate::calibration::Calibration;
use crate::error::{Error, Result};
use crate::weights::pointer;
use serde::{Deserialize, Serialize};
use serde_json::Value;
use std::fmt;

/// A way to retrieve people, with a model of its own.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Method {
    /// Bi-IRRA; what a `config.json` without `method` means.
    #[default]
    BiIrra,
    /// IRRA.
    Irra,
    /// IVT.
    Ivt,
}

impl Method {
    /// Every method.
    pub const ALL: [Self; 3] = [Self::BiIrra, Self::Irra, Self::Ivt];
}

impl fmt::Display for Method {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::BiIrra => "bi-irra",
            Self::Irra => "irra",
            Self::Ivt => "ivt",
        })
    }
}

/// The configuration of a model of any method.
#[derive(Clone, Debug, PartialEq)]
pub enum ModelConfig {
    /// Bi-IRRA's.
    BiIrra(BiIrraConfig),
    /// IRRA's.
    Irra(IrraConfig),
    /// IVT's.
    Ivt(IvtConfig),
}

impl From<BiIrraConfig> for ModelConfig {
    fn from(config: BiIrraConfig) -> Self {
        Self::BiIrra(config)
    }
}

impl From<IrraConfig> for ModelConfig {
    fn from(config: IrraConfig) -> Self {
        Self::Irra(config)
    }
}

impl From<IvtConfig> for ModelConfig {
    fn from(config: IvtConfig) -> Self {
        Self::Ivt(config)
    }
}

impl ModelConfig {
    /// Reads and checks `config.json`.
    ///
    /// # Errors
    /// On malformed JSON, an unknown method, unknown fields or values that do not fit together.
    pub fn from_json(bytes: &[u8]) -> Result<Self> {
        pointer::check(bytes)?;
        let fail = |e: serde_json::Error| Error::Config(format!("config.json: {e}"));
        let mut fields: Value = serde_json::from_slice(bytes).map_err(fail)?;
        let named = fields.as_object_mut().and_then(|fields| fields.remove("method"));
        let Some(method) = named else {
            return Ok(Self::BiIrra(BiIrraConfig::from_json(bytes)?));
        };
        let config = match serde_json::from_value(method).map_err(fail)? {
            Method::BiIrra => Self::BiIrra(serde_json::from_value(fields).map_err(fail)?),
            Method::Irra => Self::Irra(serde_json::from_value(fields).map_err(fail)?),
            Method::Ivt => Self::Ivt(serde_json::from_value(fields).map_err(fail)?),
        };
        config.validate()?;
        Ok(config)
    }

    /// Writes `config.json`; Bi-IRRA's has no `method`, as in all weights so far.
    pub fn to_json(&self) -> String {
        let fields = match self {
            Self::BiIrra(config) => return config.to_json(),
            Self::Irra(config) => serde_json::to_value(config),
            Self::Ivt(config) => serde_json::to_value(config),
        };
        let mut fields = fields.expect("plain data serialises");
        fields["method"] = Value::String(self.method().to_string());
        serde_json::to_string_pretty(&fields).expect("plain data serialises") + "\n"
    }

    /// Checks that the values fit together.
    ///
    /// # Errors
    /// Names the first value that does not.
    pub fn validate(&self) -> Result<()> {
        match self {
            Self::BiIrra(config) => config.validate(),
            Self::Irra(config) => config.validate(),
            Self::Ivt(config) => config.validate(),
        }
    }

    /// Whose model it is.
    pub fn method(&self) -> Method {
        match self {
            Self::BiIrra(_) => Method::BiIrra,
            Self::Irra(_) => Method::Irra,
            Self::Ivt(_) => Method::Ivt,
        }
    }

    /// The configuration of weights without what only training needs: no concept and no identity classifier.
    pub fn inference_only(self) -> Self {
        match self {
            Self::BiIrra(config) => Self::BiIrra(BiIrraConfig {
                concepts: 0,
                regions: 0,
                ..config
            }),
            Self::Irra(config) => Self::Irra(IrraConfig {
                identities: 0,
                concepts: 0,
                ..config
            }),
            Self::Ivt(config) => Self::Ivt(IvtConfig {
                concepts: 0,
                ..config
            }),
        }
    }

    /// Input height and width in pixels.
    pub fn image_size(&self) -> [usize; 2] {
        match self {
            Self::BiIrra(config) => config.vision.image_size,
            Self::Irra(config) => config.vision.image_size,
            Self::Ivt(config) => config.vision.image_size,
        }
    }

    /// Per-channel mean and standard deviation of the input, for pixels in 0..1.
    pub fn statistics(&self) -> ([f32; 3], [f32; 3]) {
        match self {
            Self::BiIrra(config) => (config.vision.mean, config.vision.std),
            Self::Irra(config) => (config.vision.mean, config.vision.std),
            Self::Ivt(config) => (config.vision.mean, config.vision.std),
        }
    }

    /// Width of the features that photos and queries are compared by.
    pub fn embed_dim(&self) -> usize {
        match self {
            Self::BiIrra(config) => config.embed_dim,
            Self::Irra(config) => config.embed_dim,
            Self::Ivt(config) => config.hidden,
        }
    }

    /// Rows of the token embedding.
    pub fn vocabulary(&self) -> usize {
        match self {
            Self::BiIrra(config) => config.text.vocabulary,
            Self::Irra(config) => config.text.vocabulary,
            Self::Ivt(config) => config.text.vocabulary,
        }
    }

    /// How text positions are numbered; only Bi-IRRA's vary.
    pub fn positions(&self) -> TextPositions {
        match self {
            Self::BiIrra(config) => config.text.positions,
            Self::Irra(_) => TextPositions::ZeroBased,
            Self::Ivt(_) => TextPositions::ZeroBased,
        }
    }

    /// How scores become probabilities, where a match head was calibrated.
    pub fn calibration(&self) -> Option<&Calibration> {
        match self {
            Self::BiIrra(config) => config.calibration.as_ref(),
            Self::Irra(_) | Self::Ivt(_) => None,
        }
    }

    /// Codes of the languages that were learned; empty where the weights do not say.
    pub fn languages(&self) -> &[String] {
        match self {
            Self::BiIrra(config) => &config.languages,
            Self::Irra(_) | Self::Ivt(_) => &[],
        }
    }

    /// The configuration with a calibration, which only a model with a match head has.
    pub fn calibrated(self, calibration: Calibration) -> Self {
        match self {
            Self::BiIrra(config) => Self::BiIrra(BiIrraConfig {
                calibration: Some(calibration),
                ..config
            }),
            other @ (Self::Irra(_) | Self::Ivt(_)) => other,
        }
    }

    /// Longest token sequence.
    pub fn max_tokens(&self) -> usize {
        match self {
            Self::BiIrra(config) => config.text.max_tokens,
            Self::Irra(config) => config.text.max_tokens,
            Self::Ivt(config) => config.text.max_tokens,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_method_survives_json_and_none_means_bi_irra() {
        let ours = ModelConfig::from(BiIrraConfig::web(6000));
        let irra = ModelConfig::from(IrraConfig::web(6000));
        let ivt = ModelConfig::from(IvtConfig::web(6000));
        for config in [&ours, &irra, &ivt] {
            let json = config.to_json();
            assert_eq!(
                &ModelConfig::from_json(json.as_bytes()).expect("reads back"),
                config
            );
        }
        assert!(!ours.to_json().contains("method"));
        let named = ours.to_json().replacen('{', "{ \"method\": \"bi-irra\",", 1);
        assert_eq!(ModelConfig::from_json(named.as_bytes()).expect("named"), ours);
    }

    #[test]
    fn unknown_methods_and_fields_of_another_method_are_refused() {
        let message = |json: String| {
            ModelConfig::from_json(json.as_bytes())
                .expect_err("a wrong configuration")
                .to_string()
        };
        let json = ModelConfig::from(IrraConfig::web(6000)).to_json();
        assert!(message(json.replace("\"irra\"", "\"clip\"")).contains("unknown variant `clip`"));
        assert!(message(json.replace("\"irra\"", "\"bi-irra\"")).contains("config.json"));
        assert!(message(json.replace("\"cross_heads\": 6", "\"cross_heads\": 5")).contains("embed_dim 192"));
        assert!(message("[]".into()).contains("config.json"));
    }
}
