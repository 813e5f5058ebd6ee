//! Painted faces.

use super::paint::{Paint, darken};
use crate::geometry::ramp;
use crate::material::Region;

/// What the face wears on its skin.
#[derive(Clone, Copy, Debug)]
pub struct FaceLook {
    /// Colour of the brows, linear.
    pub brow: [f32; 3],
    /// Redness of the lips.
    pub lips: f32,
    /// 0 none, 1 clear glasses, 2 dark glasses.
    pub glasses: u8,
    /// Strength of a beard, 0 for none.
    pub beard: f32,
    /// Half height of the head in metres.
    pub half: f32,
}

/// `over` laid on `under` with strength `t`.
fn veil(under: [f32; 3], over: [f32; 3], t: f32) -> [f32; 3] {
    [0, 1, 2].map(|i| under[i] + (over[i] - under[i]) * t)
}

/// Eyes, brows, lips, beard and glasses; `y` is in half heights of the head.
pub(super) fn head(out: &mut Paint, a: f32, y: f32, face: &FaceLook) {
    let side = a.abs();
    if side > 1.75 {
        return;
    }
    let cheek = ramp(0.25, 0.0, ((side - 0.75).powi(2) + (y + 0.28).powi(2)).sqrt());
    out.rgb[0] *= 1.0 + 0.08 * cheek;
    out.rgb[1] *= 1.0 - 0.05 * cheek;
    // Sockets are in the shade, the nose throws a little of its own.
    let socket = ramp(
        0.34,
        0.12,
        ((side - 0.46).powi(2) * 1.2 + (y - 0.03).powi(2) * 2.0).sqrt(),
    );
    out.rgb = darken(out.rgb, 1.0 - 0.32 * socket);
    if side < 0.20 && (-0.36..-0.27).contains(&y) {
        out.rgb = darken(out.rgb, 0.72);
    }
    if (0.22..0.72).contains(&side) {
        if (0.15..0.225).contains(&(y - 0.03 * (side - 0.45))) {
            out.rgb = veil(out.rgb, face.brow, 0.6);
        } else if (-0.03..0.075).contains(&y) && (0.28..0.66).contains(&side) {
            let iris = (side - 0.46).abs() < 0.105;
            out.rgb = if iris || y > 0.05 {
                veil(out.rgb, [0.02, 0.015, 0.012], 0.75)
            } else {
                veil(out.rgb, [0.5, 0.48, 0.46], 0.45)
            };
        }
    }
    if side < 0.36 && (-0.585..-0.46).contains(&y) {
        let mouth = (-0.53..-0.51).contains(&y);
        let skin = out.rgb;
        out.rgb = [
            skin[0] * (0.85 + 0.1 * face.lips),
            skin[1] * (0.72 - 0.35 * face.lips),
            skin[2] * (0.74 - 0.3 * face.lips),
        ];
        if mouth {
            out.rgb = darken(out.rgb, 0.45);
        }
    } else if face.beard > 0.0 && y < -0.30 && side < 1.5 && !(side < 0.2 && y > -0.34) {
        let edge = ramp(-0.25, -0.45, y - 0.25 * (side - 0.5).max(0.0));
        let t = face.beard * edge;
        out.rgb = veil(out.rgb, face.brow, t);
    }
    if face.glasses > 0 {
        let lens = (side - 0.47).abs() < 0.36 && (-0.16..0.17).contains(&y);
        let rim = lens && ((side - 0.47).abs() > 0.28 || !(-0.11..0.11).contains(&y));
        let temple = side > 0.75 && (0.05..0.13).contains(&y);
        let bridge = side < 0.14 && (0.02..0.10).contains(&y);
        if (face.glasses == 2 && lens) || rim || temple || bridge {
            out.rgb = [0.018, 0.017, 0.018];
            out.region = Region::Eyewear;
            out.gloss = 0.35;
        } else if lens {
            out.region = Region::Eyewear;
        }
    }
}
