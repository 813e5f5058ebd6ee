//! How each kind of lower garment is cut.

use crate::attributes::Lower;
use crate::material::{Cut, Pockets};

/// Cut of trousers, shorts or a skirt.
#[derive(Clone, Copy, Debug)]
pub struct LowerCut {
    /// Distance to the skin.
    pub ease: f32,
    /// Where the hem is: 1 = knee, 2 = ankle.
    pub hem: f32,
    /// Smallest radius of the leg at the knee and at the hem, in metres for an adult.
    pub knee: f32,
    /// See `knee`.
    pub bottom: f32,
    /// Depth of folds.
    pub folds: f32,
    /// Painted details.
    pub cut: Cut,
}

/// The cut of `kind`; `fit` in 0..1 goes from tight to loose.
pub fn lower_cut(kind: Lower, fit: f32, length: f32) -> LowerCut {
    let base = LowerCut {
        ease: 0.008 + 0.010 * fit,
        hem: 1.98 + 0.05 * length,
        knee: 0.060 + 0.022 * fit,
        bottom: 0.052 + 0.040 * fit,
        folds: 0.8,
        cut: Cut {
            pockets: Pockets::Welt,
            ..Cut::NONE
        },
    };
    match kind {
        Lower::Trousers => LowerCut {
            ease: 0.012 + 0.010 * fit,
            ..base
        },
        Lower::Jeans => LowerCut { ..base },
        Lower::RippedJeans => LowerCut {
            cut: Cut {
                ripped: true,
                ..base.cut
            },
            ..base
        },
        Lower::Chinos => LowerCut {
            folds: 0.6,
            bottom: 0.062 + 0.018 * fit,
            ..base
        },
        Lower::Cargo => LowerCut {
            ease: 0.020 + 0.012 * fit,
            knee: 0.082,
            bottom: 0.075,
            folds: 1.2,
            cut: Cut {
                pockets: Pockets::Cargo,
                ..base.cut
            },
            ..base
        },
        Lower::SuitTrousers => LowerCut {
            ease: 0.012,
            folds: 0.35,
            knee: 0.074,
            bottom: 0.082,
            ..base
        },
        Lower::Joggers => LowerCut {
            ease: 0.018 + 0.010 * fit,
            knee: 0.080,
            bottom: 0.050,
            folds: 1.1,
            hem: 1.95,
            cut: Cut {
                ribs: true,
                side_stripe: true,
                ..base.cut
            },
        },
        Lower::Leggings => LowerCut {
            ease: 0.003,
            knee: 0.0,
            bottom: 0.0,
            folds: 0.15,
            hem: 1.85 + 0.1 * length,
            cut: Cut {
                side_stripe: fit > 0.7,
                ..Cut::NONE
            },
        },
        Lower::WideTrousers => LowerCut {
            ease: 0.020,
            knee: 0.115,
            bottom: 0.135 + 0.025 * fit,
            ..base
        },
        Lower::FlaredTrousers => LowerCut {
            ease: 0.006,
            knee: 0.062,
            bottom: 0.128 + 0.03 * fit,
            ..base
        },
        Lower::CroppedTrousers => LowerCut {
            hem: 1.45 + 0.22 * length,
            bottom: 0.068 + 0.02 * fit,
            ..base
        },
        Lower::Shorts => LowerCut {
            ease: 0.020 + 0.016 * fit,
            hem: 0.62 + 0.34 * length,
            knee: 0.085,
            bottom: 0.098,
            ..base
        },
        Lower::DenimShorts => LowerCut {
            ease: 0.016,
            hem: 0.34 + 0.42 * length,
            knee: 0.085,
            bottom: 0.095,
            ..base
        },
        Lower::MiniSkirt => LowerCut {
            hem: 0.42 + 0.2 * length,
            bottom: 0.02 + 0.16 * fit,
            cut: Cut::NONE,
            ..base
        },
        Lower::Skirt => LowerCut {
            hem: 0.88 + 0.3 * length,
            bottom: 0.02 + 0.26 * fit,
            cut: Cut::NONE,
            ..base
        },
        Lower::PleatedSkirt => LowerCut {
            hem: 0.6 + 0.75 * length,
            bottom: 0.30,
            cut: Cut::NONE,
            ..base
        },
        Lower::LongSkirt => LowerCut {
            hem: 1.6 + 0.3 * length,
            bottom: 0.05 + 0.30 * fit,
            cut: Cut::NONE,
            ..base
        },
    }
}
