//! Necklines and armholes that are cut out of close-fitting cloth, where painted ones would not follow the shoulders.

use super::super::Wardrobe;
use super::super::shears::Spot;
use crate::synth::geometry::{mix, ramp};

impl Wardrobe<'_> {
    /// How far a spot of the trunk lies inside a sleeveless top with a low round neck.
    pub(super) fn sleeveless(&self, spot: &Spot) -> f32 {
        let skeleton = &self.posed.skeleton;
        let q = skeleton.chest.seen(spot.p);
        let shoulder = skeleton.chest.seen(skeleton.arms[0].a).x.abs();
        let size = shoulder / 0.17;
        // The armhole is narrow over the shoulder and ends in the armpit.
        let side = shoulder * mix(0.70, 1.25, ramp(0.05, 0.17, spot.v / size));
        let depth = size * if spot.a.cos() > 0.0 { 0.11 } else { 0.05 };
        let scoop = (1.0 - (spot.v / depth).clamp(0.0, 1.0).powi(2)).sqrt();
        let neck = 1.25 * self.posed.girth.neck * scoop;
        let inside = (side - q.x.abs()).min(q.x.abs() - neck);
        if spot.v > depth { side - q.x.abs() } else { inside }
    }
}
