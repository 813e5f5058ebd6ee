//! The cut of an upper garment: lengths, ease and details, and the basic cuts that all kinds vary.

mod kinds;

use crate::material::{Closure, Cut, Neckline, Pockets};

pub use kinds::upper_cut;

/// Collar as geometry.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Collar {
    /// None.
    None,
    /// Folded collar of shirts and jackets.
    Fold,
    /// Standing collar.
    Stand,
    /// Rolled collar up to the chin.
    Roll,
    /// Hood on the back.
    Hood,
}

/// Cut of an upper garment.
#[derive(Clone, Copy, Debug)]
pub struct UpperCut {
    /// Distance to the skin in metres.
    pub ease: f32,
    /// Hem: negative = level on the trunk, positive = way down the leg (1 = knee).
    pub hem: f32,
    /// How much the cloth widens towards the hem.
    pub flare: f32,
    /// Pulled in at the waist.
    pub waist: f32,
    /// Collar.
    pub collar: Collar,
    /// Gloss.
    pub gloss: f32,
    /// Depth of folds.
    pub folds: f32,
    /// Painted details.
    pub cut: Cut,
}

/// The cuts that the kinds are variations of.
struct BasicCuts {
    shirt: UpperCut,
    jacket: UpperCut,
    coat: UpperCut,
}

impl BasicCuts {
    /// With the choices of [`upper_cut`].
    fn new(fit: f32, length: f32) -> Self {
        let cut = Cut {
            neck: Neckline::Round,
            depth: 0.02 + 0.03 * fit,
            ..Cut::NONE
        };
        let shirt = UpperCut {
            ease: 0.010 + 0.014 * fit,
            hem: 0.02 + 0.16 * length,
            flare: 0.0,
            waist: 0.0,
            collar: Collar::None,
            gloss: 0.03,
            folds: 0.9,
            cut,
        };
        let jacket = UpperCut {
            ease: 0.026 + 0.014 * fit,
            hem: 0.06 + 0.14 * length,
            collar: Collar::Fold,
            folds: 1.0,
            gloss: 0.06,
            cut: Cut {
                neck: Neckline::Closed,
                closure: Closure::Zip,
                pockets: Pockets::Welt,
                ..cut
            },
            ..shirt
        };
        let coat = UpperCut {
            hem: 0.55 + 0.85 * length,
            flare: 0.10 + 0.12 * fit,
            waist: 0.3,
            ..jacket
        };
        Self { shirt, jacket, coat }
    }
}
