//! How each kind of upper garment is cut: the table of all kinds.

use super::{BasicCuts, Collar, UpperCut};
use crate::attributes::Upper;
use crate::material::{Closure, Cut, Neckline, Pockets};

/// The cut of `kind`; `fit` in 0..1 is the personal choice of size, `length` of the hem.
pub fn upper_cut(kind: Upper, fit: f32, length: f32) -> UpperCut {
    let BasicCuts { shirt, jacket, coat } = BasicCuts::new(fit, length);
    let cut = shirt.cut;
    match kind {
        Upper::TShirt | Upper::LongSleeveShirt => {
            let neck = if length > 0.75 {
                Neckline::Vee
            } else {
                Neckline::Round
            };
            UpperCut {
                cut: Cut {
                    neck,
                    depth: if neck == Neckline::Vee { 0.13 } else { cut.depth },
                    ..cut
                },
                ..shirt
            }
        }
        Upper::TankTop => UpperCut {
            ease: 0.006 + 0.010 * fit,
            cut: Cut {
                neck: Neckline::Straps,
                ..cut
            },
            ..shirt
        },
        Upper::CropTop => {
            let neck = if fit > 0.6 {
                Neckline::Straps
            } else {
                Neckline::Round
            };
            UpperCut {
                ease: 0.007,
                hem: -0.46 + 0.08 * length,
                cut: Cut { neck, ..cut },
                ..shirt
            }
        }
        Upper::Polo => UpperCut {
            collar: Collar::Fold,
            cut: Cut {
                neck: Neckline::Vee,
                depth: 0.09,
                closure: Closure::None,
                ..cut
            },
            ..shirt
        },
        Upper::Shirt | Upper::ShortSleeveShirt => UpperCut {
            ease: 0.013 + 0.014 * fit,
            collar: Collar::Fold,
            cut: Cut {
                neck: Neckline::Vee,
                depth: 0.05 + 0.07 * fit,
                closure: Closure::Buttons,
                pockets: if length > 0.5 {
                    Pockets::Chest
                } else {
                    Pockets::None
                },
                ..cut
            },
            ..shirt
        },
        Upper::Blouse => UpperCut {
            ease: 0.016 + 0.016 * fit,
            gloss: 0.08,
            flare: 0.05,
            waist: 0.3,
            collar: if fit > 0.5 { Collar::Fold } else { Collar::None },
            cut: Cut {
                neck: if length > 0.4 {
                    Neckline::Vee
                } else {
                    Neckline::Round
                },
                depth: 0.11,
                closure: if fit > 0.5 {
                    Closure::Buttons
                } else {
                    Closure::None
                },
                ..cut
            },
            ..shirt
        },
        Upper::Sweater => UpperCut {
            ease: 0.018 + 0.016 * fit,
            cut: Cut {
                ribs: true,
                depth: if length > 0.8 { 0.12 } else { 0.02 },
                neck: if length > 0.8 {
                    Neckline::Vee
                } else {
                    Neckline::Round
                },
                ..cut
            },
            ..shirt
        },
        Upper::Turtleneck => UpperCut {
            ease: 0.014 + 0.014 * fit,
            collar: Collar::Roll,
            cut: Cut {
                neck: Neckline::Closed,
                ribs: true,
                ..cut
            },
            ..shirt
        },
        Upper::Sweatshirt => UpperCut {
            ease: 0.022 + 0.016 * fit,
            cut: Cut { ribs: true, ..cut },
            ..shirt
        },
        Upper::Hoodie => UpperCut {
            ease: 0.024 + 0.018 * fit,
            collar: Collar::Hood,
            cut: Cut {
                ribs: true,
                pockets: Pockets::Pouch,
                closure: if length > 0.6 { Closure::Zip } else { Closure::None },
                depth: 0.04,
                ..cut
            },
            ..shirt
        },
        Upper::Jersey => UpperCut {
            ease: 0.020 + 0.014 * fit,
            gloss: 0.09,
            cut: Cut {
                neck: Neckline::Vee,
                depth: 0.06,
                ..cut
            },
            ..shirt
        },
        Upper::Cardigan => UpperCut {
            ease: 0.020 + 0.014 * fit,
            collar: Collar::None,
            hem: 0.08 + 0.55 * length * length,
            cut: Cut {
                neck: Neckline::Vee,
                depth: 0.22,
                closure: Closure::Buttons,
                pockets: Pockets::Welt,
                ribs: true,
                ..cut
            },
            ..jacket
        },
        Upper::Vest => UpperCut {
            collar: Collar::Stand,
            cut: Cut {
                quilt: if length > 0.4 { 0.07 } else { 0.0 },
                ..jacket.cut
            },
            ease: 0.035,
            ..jacket
        },
        Upper::Jacket => UpperCut {
            collar: if fit > 0.5 { Collar::Stand } else { Collar::Fold },
            cut: Cut {
                ribs: length < 0.5,
                ..jacket.cut
            },
            ..jacket
        },
        Upper::DenimJacket => UpperCut {
            hem: -0.06 + 0.1 * length,
            cut: Cut {
                closure: Closure::Buttons,
                pockets: Pockets::Chest,
                ..jacket.cut
            },
            ..jacket
        },
        Upper::LeatherJacket => UpperCut {
            hem: -0.04 + 0.12 * length,
            gloss: 0.35,
            ..jacket
        },
        Upper::TrackJacket => UpperCut {
            collar: Collar::Stand,
            gloss: 0.12,
            cut: Cut {
                ribs: true,
                side_stripe: true,
                ..jacket.cut
            },
            ..jacket
        },
        Upper::Blazer => UpperCut {
            hem: 0.18 + 0.14 * length,
            waist: 0.4,
            folds: 0.5,
            cut: Cut {
                neck: Neckline::Vee,
                depth: 0.26 + 0.05 * fit,
                lapels: true,
                closure: Closure::Buttons,
                ..jacket.cut
            },
            ..jacket
        },
        Upper::Puffer => UpperCut {
            ease: 0.055 + 0.025 * fit,
            hem: 0.04 + 0.5 * length * length,
            collar: if fit > 0.5 { Collar::Hood } else { Collar::Stand },
            gloss: 0.16,
            folds: 0.5,
            cut: Cut {
                quilt: 0.065 + 0.04 * fit,
                ..jacket.cut
            },
            ..jacket
        },
        Upper::Parka => UpperCut {
            ease: 0.042 + 0.014 * fit,
            hem: 0.40 + 0.35 * length,
            collar: Collar::Hood,
            ..jacket
        },
        Upper::Coat => UpperCut {
            cut: Cut {
                neck: Neckline::Vee,
                depth: 0.14 + 0.12 * fit,
                lapels: true,
                closure: if fit > 0.6 {
                    Closure::Double
                } else {
                    Closure::Buttons
                },
                ..jacket.cut
            },
            folds: 0.6,
            ..coat
        },
        Upper::TrenchCoat => UpperCut {
            waist: 0.9,
            flare: 0.22,
            cut: Cut {
                neck: Neckline::Vee,
                depth: 0.16,
                lapels: true,
                closure: Closure::Double,
                ..jacket.cut
            },
            ..coat
        },
        Upper::Raincoat => UpperCut {
            hem: 0.35 + 0.4 * length,
            gloss: 0.3,
            waist: 0.0,
            collar: Collar::Hood,
            ..coat
        },
        Upper::HiVisVest => UpperCut {
            ease: 0.036,
            collar: Collar::None,
            cut: Cut {
                bands: true,
                neck: Neckline::Vee,
                depth: 0.12,
                pockets: Pockets::None,
                ..jacket.cut
            },
            ..jacket
        },
    }
}
