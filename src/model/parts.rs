//! Which parts a network is built with.

/// What a network is built for. Exported weights lack what serves training alone: prediction heads, classifiers, the mask
/// token, standardised kernels.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Parts {
    /// All parts.
    Training,
    /// What search and evaluation need.
    Inference,
}

impl Parts {
    /// Whether the parts are there that only training needs.
    pub fn for_training(self) -> bool {
        self == Self::Training
    }
}
