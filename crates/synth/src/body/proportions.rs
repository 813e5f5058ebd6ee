//! Lengths and girths of the built-in body.

use super::{Figure, Girth, Station};
use crate::attributes::{Age, Build, Sex};
use crate::geometry::{mix, ramp, v3};

/// Lengths of the bones in metres.
#[derive(Clone, Debug)]
pub(super) struct Lengths {
    pub trunk: f32,
    pub shoulder: f32,
    /// Height of the shoulder joint over the waist, and how far it lies before the spine.
    pub shoulder_up: f32,
    /// See `shoulder_up`.
    pub shoulder_ahead: f32,
    pub hip: f32,
    pub upper_arm: f32,
    pub fore_arm: f32,
    pub thigh: f32,
    pub shin: f32,
    pub ankle: f32,
    pub neck: f32,
    /// How far the head's centre lies before the spine.
    pub head_ahead: f32,
}

impl Lengths {
    /// All lengths times `by`.
    pub fn scaled(&self, by: f32) -> Self {
        Self {
            trunk: self.trunk * by,
            shoulder: self.shoulder * by,
            shoulder_up: self.shoulder_up * by,
            shoulder_ahead: self.shoulder_ahead * by,
            hip: self.hip * by,
            upper_arm: self.upper_arm * by,
            fore_arm: self.fore_arm * by,
            thigh: self.thigh * by,
            shin: self.shin * by,
            ankle: self.ankle * by,
            neck: self.neck * by,
            head_ahead: self.head_ahead * by,
        }
    }
}

pub(super) fn lengths(f: &Figure) -> Lengths {
    let h = f.height;
    let (male, child) = (f.sex == Sex::Male, f.age == Age::Child);
    let shoulder = if child {
        0.086
    } else if male {
        0.097
    } else {
        0.083
    };
    let broad = match f.build {
        Build::Slim => 0.96,
        Build::Average => 1.0,
        Build::Heavy => 1.05,
    };
    let legs = (if child { 0.95 } else { 1.0 }) + 0.02 * f.quirk;
    let trunk = h * (if child { 0.312 } else { 0.310 } - 0.01 * f.quirk);
    Lengths {
        trunk,
        shoulder: h * shoulder * broad,
        shoulder_up: 0.515 * trunk,
        shoulder_ahead: -0.006 * h,
        hip: h * if male { 0.047 } else { 0.051 } * broad,
        upper_arm: h * 0.168,
        fore_arm: h * 0.142,
        thigh: h * 0.247 * legs,
        shin: h * 0.232 * legs,
        ankle: h * 0.042,
        neck: h * if child { 0.020 } else { 0.026 },
        head_ahead: 0.012 * h,
    }
}

pub(super) fn girth(f: &Figure) -> Girth {
    let h = f.height;
    let w = match f.build {
        Build::Slim => 0.90,
        Build::Average => 1.0,
        Build::Heavy => 1.17,
    } * (1.0 + 0.03 * f.quirk);
    let belly = match (f.build, f.age) {
        (Build::Heavy, Age::Elderly | Age::Adult) => 1.34,
        (Build::Heavy, _) => 1.2,
        (_, Age::Elderly) => 1.12,
        _ => 1.0,
    };
    // Rows: level, half width, front, back, as parts of the height.
    let rows: [[f32; 4]; 11] = match (f.age, f.sex) {
        (Age::Child, _) => [
            [-0.24, 0.040, 0.034, 0.036],
            [-0.13, 0.078, 0.052, 0.058],
            [0.0, 0.087, 0.062, 0.068],
            [0.2, 0.082, 0.066, 0.060],
            [0.36, 0.079, 0.068, 0.054],
            [0.55, 0.083, 0.064, 0.057],
            [0.72, 0.088, 0.062, 0.060],
            [0.86, 0.090, 0.052, 0.056],
            [0.93, 0.077, 0.042, 0.050],
            [0.985, 0.048, 0.034, 0.042],
            [1.05, 0.032, 0.030, 0.032],
        ],
        (_, Sex::Male) => [
            [-0.24, 0.040, 0.034, 0.036],
            [-0.13, 0.081, 0.052, 0.058],
            [0.0, 0.090, 0.058, 0.067],
            [0.2, 0.083, 0.060, 0.056],
            [0.36, 0.081, 0.060, 0.049],
            [0.55, 0.090, 0.063, 0.055],
            [0.72, 0.101, 0.067, 0.064],
            [0.86, 0.102, 0.055, 0.062],
            [0.93, 0.088, 0.043, 0.053],
            [0.985, 0.056, 0.034, 0.043],
            [1.05, 0.034, 0.032, 0.034],
        ],
        (_, Sex::Female) => [
            [-0.24, 0.042, 0.036, 0.038],
            [-0.13, 0.092, 0.054, 0.064],
            [0.0, 0.098, 0.060, 0.074],
            [0.2, 0.082, 0.056, 0.054],
            [0.36, 0.070, 0.052, 0.044],
            [0.55, 0.078, 0.060, 0.050],
            [0.70, 0.086, 0.078, 0.056],
            [0.84, 0.088, 0.056, 0.056],
            [0.93, 0.075, 0.040, 0.049],
            [0.985, 0.046, 0.031, 0.039],
            [1.05, 0.029, 0.028, 0.031],
        ],
    };
    let trunk = rows
        .iter()
        .map(|r| {
            let middle = ramp(-0.1, 0.3, r[0]) * ramp(0.8, 0.4, r[0]);
            let fat = mix(1.0, belly, middle);
            let wide = if r[0] > 0.9 { mix(1.0, w, 0.4) } else { w };
            Station {
                level: r[0],
                side: r[1] * h * wide * mix(1.0, fat, 0.7),
                front: r[2] * h * w * fat,
                back: r[3] * h * w,
            }
        })
        .collect();
    let strong = if f.sex == Sex::Male && f.age != Age::Child {
        1.0
    } else {
        0.86
    };
    let limb = h * w * strong;
    let leg = h * w * if f.sex == Sex::Female { 1.02 } else { 1.0 };
    let head = match f.age {
        Age::Child => 0.079 * h.max(1.1) * (1.2 / h.max(1.1)).powf(0.35),
        _ => mix(0.118, h * 0.066, 0.6),
    };
    Girth {
        trunk,
        arm: [
            0.034 * limb,
            0.0285 * limb,
            0.0225 * limb,
            0.0225 * limb,
            0.0155 * limb,
        ],
        leg: [
            0.051 * leg,
            0.0465 * leg,
            0.0325 * leg,
            0.0335 * leg,
            0.0215 * leg,
        ],
        head: v3(head * 0.68 * mix(1.0, w, 0.25), head, head * 0.83),
        neck: h * 0.032 * mix(1.0, w, 0.6) * mix(1.0, strong, 0.7),
        hand: h * 0.098,
        foot: h * 0.148,
    }
}
