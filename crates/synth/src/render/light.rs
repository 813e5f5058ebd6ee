//! Sun, sky and bounced light, with a small shadow map.

use super::raster::Raster;
use crate::clothes::Dressed;
use crate::geometry::{V3, v3};
use crate::shot::Light;

const MAP: usize = 112;
/// Share of the sun below which its shadows cannot be seen.
const FAINT: f32 = 0.14;

/// Light ready for shading.
pub struct Lamp {
    toward: V3,
    sun: [f32; 3],
    sky: [f32; 3],
    ground: [f32; 3],
    right: V3,
    up: V3,
    low: (f32, f32),
    scale: f32,
    /// None where the sun is too faint for shadows.
    map: Option<Raster>,
}

impl Lamp {
    /// Prepares `light` for a mesh: casts its shadow and sets the level so that a white wall would look white.
    pub fn new(light: &Light, dressed: &Dressed) -> Self {
        let mesh = &dressed.mesh;
        let toward = v3(light.toward[0], light.toward[1], light.toward[2]).unit();
        let right = v3(0.0, 1.0, 0.0).cross(toward).unit();
        let up = toward.cross(right);
        let flat: Vec<V3> = mesh
            .pos
            .iter()
            .map(|p| v3(p.dot(right), p.dot(up), -p.dot(toward)))
            .collect();
        let (mut low, mut high) = ((f32::MAX, f32::MAX), (f32::MIN, f32::MIN));
        for p in &flat {
            low = (low.0.min(p.x), low.1.min(p.y));
            high = (high.0.max(p.x), high.1.max(p.y));
        }
        let scale = (MAP - 2) as f32 / (high.0 - low.0).max(high.1 - low.1).max(0.1);
        let low = (low.0 - 1.0 / scale, low.1 - 1.0 / scale);
        let points: Vec<V3> = flat
            .iter()
            .map(|p| v3((p.x - low.0) * scale, (p.y - low.1) * scale, p.z))
            .collect();
        let map = (light.sun >= FAINT).then(|| {
            let mut map = Raster::new(MAP, MAP);
            let lit: Vec<bool> = mesh.nrm.iter().map(|n| n.dot(toward) > 0.0).collect();
            map.draw(&points, &mesh.tri, |triangle| dressed.far_side(triangle, &lit));
            map
        });
        Self {
            right,
            up,
            low,
            scale,
            map,
            ..Self::unshadowed(light)
        }
    }

    /// Prepares `light` where nothing casts a shadow; the level is that of [`Lamp::new`].
    pub fn unshadowed(light: &Light) -> Self {
        let toward = v3(light.toward[0], light.toward[1], light.toward[2]).unit();
        // What an upright white surface seen by the camera would get.
        let facing = v3(0.0, 0.25, 0.97).dot(toward).max(0.0) * 0.6 + 0.25;
        let total = light.sun * facing * 1.5 + (1.0 - light.sun) * 0.62 + 0.10;
        let gain = light.level / total;
        Self {
            toward,
            sun: light.sun_tint.map(|c| c * light.sun * 1.5 * gain),
            sky: light.sky_tint.map(|c| c * (1.0 - light.sun) * gain),
            ground: light.sky_tint.map(|c| c * (0.12 + 0.10 * light.sun) * gain),
            right: v3(1.0, 0.0, 0.0),
            up: v3(0.0, 1.0, 0.0),
            low: (0.0, 0.0),
            scale: 1.0,
            map: None,
        }
    }

    /// Direction towards the sun or lamp.
    pub fn toward(&self) -> V3 {
        self.toward
    }

    /// Whether the sun is strong enough for shadows, and something casts them.
    pub fn casts_shadows(&self) -> bool {
        self.map.is_some()
    }

    /// How much sun reaches a point, 0..1, with soft edges.
    pub fn open(&self, p: V3, bias: f32) -> f32 {
        let Some(map) = &self.map else {
            return 0.85;
        };
        let (x, y) = (
            (p.dot(self.right) - self.low.0) * self.scale,
            (p.dot(self.up) - self.low.1) * self.scale,
        );
        let depth = -p.dot(self.toward) - bias;
        let mut lit = 0.0;
        for (dx, dy) in [(-0.8, -0.3), (0.3, -0.8), (0.8, 0.3), (-0.3, 0.8)] {
            let (i, j) = (x + dx, y + dy);
            let inside = i >= 0.0 && j >= 0.0 && i < MAP as f32 && j < MAP as f32;
            let blocked = inside && map.depth[j as usize * MAP + i as usize] < depth;
            lit += if blocked { 0.0 } else { 0.25 };
        }
        lit
    }

    /// Light that falls on a surface with normal `n` at `p`; `ambient` is the open part of the sky.
    pub fn falls(&self, p: V3, n: V3, ambient: f32) -> [f32; 3] {
        let facing = n.dot(self.toward);
        let sun = if facing > 0.0 {
            facing * self.open(p + n * 0.012, 0.02)
        } else {
            0.0
        };
        let sky = (0.62 + 0.38 * n.y) * ambient;
        let ground = (0.6 - 0.4 * n.y) * ambient;
        [0, 1, 2].map(|i| self.sun[i] * sun + self.sky[i] * sky + self.ground[i] * ground)
    }

    /// Light of a highlight for a view direction.
    pub fn glint(&self, n: V3, view: V3) -> f32 {
        let half = (self.toward + view).unit();
        let sharp = n.dot(half).max(0.0).powi(24);
        let soft = n.dot((v3(0.0, 0.8, 0.2) + view).unit()).max(0.0).powi(6);
        (self.sun[1] * 1.4 * sharp) + self.sky[1] * 0.5 * soft
    }
}
