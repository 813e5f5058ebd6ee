//! Where the photographer stands and how much they see.

use crate::geometry::v3;
use crate::render::camera::View;

/// A person's usual height in metres.
pub(super) const TALL: f32 = 1.7;

/// A camera over the ground plane; it looks in -z direction, and the ground's origin lies `distance` before it.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Viewpoint {
    /// Height over the ground in metres.
    pub height: f32,
    /// Distance of the main person in metres.
    pub distance: f32,
    /// Tilt upwards.
    pub pitch: f32,
    /// Roll.
    pub roll: f32,
    /// Half of the picture's height as a tangent.
    pub half_height: f32,
    /// Width by height of the picture.
    pub aspect: f32,
}

impl Viewpoint {
    /// Aims so that what is `tall` metres over the ground at the main distance lies at `row`, 0..1 from the top.
    pub fn aimed(mut self, tall: f32, row: f32) -> Self {
        let angle = ((tall - self.height) / self.distance).atan();
        self.pitch = (angle - ((1.0 - 2.0 * row) * self.half_height).atan()).clamp(-0.9, 0.6);
        self
    }

    /// The view of a picture of this size.
    pub fn view(&self, size: (usize, usize)) -> View {
        View::free(
            v3(0.0, self.height, self.distance),
            (self.pitch, self.roll),
            self.half_height,
            size,
        )
    }

    /// Metres to the right of the middle at column `u`, 0..1, and a distance.
    pub fn across(&self, u: f32, depth: f32) -> f32 {
        (2.0 * u - 1.0) * self.half_height * self.aspect * depth
    }

    /// The distance at which a person takes this part of the picture's height.
    pub fn depth_of(&self, part: f32) -> f32 {
        TALL / (2.0 * self.half_height * part)
    }
}
