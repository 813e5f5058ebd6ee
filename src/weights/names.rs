//! Names and layouts: from a parameter's place in our modules to its name in the authors' state dict.

/// Where a parameter is, followed while a module is walked.
#[derive(Debug, Default)]
pub struct ParameterPath {
    segments: Vec<(String, String)>,
}

impl ParameterPath {
    /// Steps into a field.
    pub fn enter(&mut self, name: &str, container: &str) {
        self.segments.push((name.to_string(), container.to_string()));
    }

    /// Steps out of the last field.
    pub fn exit(&mut self) {
        self.segments.pop();
    }

    /// The name in the weight file.
    pub fn name(&self) -> String {
        let in_head = |i: usize| i > 0 && matches!(self.segments[i - 1].0.as_str(), "itm_head" | "mim_head");
        let rename = |(i, (name, _)): (usize, &(String, String))| {
            match name.as_str() {
                // The heads are `Sequential`s in the reference: linear, norm, activation, linear.
                "dense" if in_head(i) => "0",
                "norm" if in_head(i) => "1",
                "out" if in_head(i) => "3",
                "self_" => "self",
                "layer_norm" => "LayerNorm",
                "gamma" => "weight",
                "beta" => "bias",
                other => other,
            }
            .to_string()
        };
        // IRRA's parts of the interaction encoder, one struct here, stand at the top level in the reference.
        let grouping = |(i, (name, _)): &(usize, &(String, String))| *i == 0 && name == "relation";
        self.segments
            .iter()
            .enumerate()
            .filter(|segment| !grouping(segment))
            .map(rename)
            .collect::<Vec<_>>()
            .join(".")
    }

    /// The path as burn writes it.
    pub fn raw(&self) -> String {
        self.segments
            .iter()
            .map(|(name, _)| name.as_str())
            .collect::<Vec<_>>()
            .join(".")
    }

    /// Whether the file holds the transpose: burn keeps linear weights as `[in, out]`, PyTorch as `[out, in]`.
    pub fn is_transposed(&self) -> bool {
        let mut last = self.segments.iter().rev();
        let name = last.next().map(|(name, _)| name.as_str());
        let owner = self.segments.last().map(|(_, container)| container.as_str());
        name == Some("weight") && owner == Some("Struct:Linear")
    }
}
