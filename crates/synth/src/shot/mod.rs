//! One camera's view of a person: pose, viewpoint, crop, light, surroundings and what the lens does to them.

pub(crate) mod sample;

use super::attributes::Action;
use serde::{Deserialize, Serialize};

/// Which rendering conditions to draw from.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Conditions {
    /// Those that models are trained on.
    Train,
    /// Surroundings, lights and camera faults that training never shows.
    Shift,
}

/// Surroundings.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Scene {
    /// A smooth wall and a pavement.
    PlainWall,
    /// A brick wall.
    Brick,
    /// Shop windows.
    Shops,
    /// A road with house fronts behind it.
    Street,
    /// Grass, hedges and trees.
    Park,
    /// A room, corridor or hall.
    Interior,
    /// An even studio background.
    Studio,
    /// A car park with rows of cars. Shift only.
    Parking,
    /// Snow. Shift only.
    Snow,
    /// Beach and sea. Shift only.
    Beach,
    /// An underground station with tiles. Shift only.
    Metro,
    /// A market full of goods. Shift only.
    Market,
}

/// Light.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct Light {
    /// Direction towards the sun or lamp in world coordinates (the camera stands at +z).
    pub toward: [f32; 3],
    /// Strength of the sun against the sky, 0..1.
    pub sun: f32,
    /// Tint of the sun.
    pub sun_tint: [f32; 3],
    /// Tint of the sky.
    pub sky_tint: [f32; 3],
    /// How bright the whole is.
    pub level: f32,
}

/// Something between camera and person.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct Occluder {
    /// What it is.
    pub kind: OccluderKind,
    /// Place across the picture, 0..1.
    pub x: f32,
    /// Size as a part of the picture.
    pub size: f32,
    /// Seed of its looks.
    pub seed: u32,
}

/// Kinds of occluders.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum OccluderKind {
    /// A post or trunk.
    Pole,
    /// A car that hides the legs.
    Car,
    /// The edge of a wall or door.
    Wall,
    /// Another person at the border.
    Passer,
    /// Bars of a fence. Shift only.
    Fence,
}

/// What camera and storage do to the picture.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct Lens {
    /// Width of the picture that the camera really resolved, in pixels; 0 = all.
    pub resolved: u32,
    /// Blur radius as a part of the width.
    pub blur: f32,
    /// Motion blur as a part of the width.
    pub motion: f32,
    /// Noise amplitude, 0..0.1.
    pub noise: f32,
    /// Exposure factor.
    pub exposure: f32,
    /// White balance error per channel.
    pub cast: [f32; 3],
    /// Contrast.
    pub contrast: f32,
    /// Saturation.
    pub saturation: f32,
    /// JPEG quality, 100 = none.
    pub jpeg: u8,
    /// Veil of stray light. Shift only.
    pub haze: f32,
    /// Interlace offset as a part of the width. Shift only.
    pub interlace: f32,
    /// Strength of the edges that cameras draw in for a crisper look.
    pub sharpen: f32,
}

/// How the picture is cut out.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct Crop {
    /// Room above the head, as a part of the person's height in the picture.
    pub above: f32,
    /// Room below the feet.
    pub below: f32,
    /// Part of the person, from the head down, that is inside.
    pub keep: f32,
    /// Sideways offset as a part of the width.
    pub shift: f32,
    /// Horizontal stretch by resizing to a fixed format.
    pub stretch: f32,
    /// Room at both sides by the person's half width, as in a detector's box, which is then pulled into the
    /// picture's format; `None` for a window of the format, whatever the person's width.
    pub beside: Option<f32>,
}

/// One view of a person.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct Shot {
    /// What the person does.
    pub action: Action,
    /// Turn: 0 faces the camera, a quarter turn looks to the right edge.
    pub yaw: f32,
    /// Distance of the camera in metres.
    pub distance: f32,
    /// Height of the camera in metres.
    pub camera_height: f32,
    /// Roll of the camera.
    pub roll: f32,
    /// Crop.
    pub crop: Crop,
    /// Light.
    pub light: Light,
    /// Surroundings.
    pub scene: Scene,
    /// Blur of the surroundings as a part of the width.
    pub depth_blur: f32,
    /// Other people in the background.
    pub crowd: u8,
    /// Occluder.
    pub occluder: Option<Occluder>,
    /// Lens.
    pub lens: Lens,
    /// Seed of all that has no name.
    pub seed: u32,
}

impl Shot {
    /// The same pose and view before a plain studio wall, whole, sharp and in neutral light: what a learner starts with.
    pub fn in_studio(self) -> Self {
        Self {
            scene: Scene::Studio,
            occluder: None,
            crowd: 0,
            crop: Crop {
                keep: 1.0,
                shift: 0.0,
                stretch: 1.0,
                beside: None,
                ..self.crop
            },
            lens: Lens {
                resolved: 0,
                blur: 0.0,
                motion: 0.0,
                noise: 0.0,
                exposure: 1.0,
                cast: [1.0; 3],
                contrast: 1.0,
                saturation: 1.0,
                jpeg: 100,
                haze: 0.0,
                interlace: 0.0,
                sharpen: 0.0,
            },
            ..self
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rare(scene: Scene) -> bool {
        matches!(
            scene,
            Scene::Parking | Scene::Snow | Scene::Beach | Scene::Metro | Scene::Market
        )
    }

    #[test]
    fn shots_are_reproducible() {
        assert_eq!(
            Shot::sample(3, Conditions::Train),
            Shot::sample(3, Conditions::Train)
        );
        assert_ne!(
            Shot::sample(3, Conditions::Train),
            Shot::sample(4, Conditions::Train)
        );
    }

    #[test]
    fn training_never_shows_what_shift_is_made_of() {
        for seed in 0..500 {
            let train = Shot::sample(seed, Conditions::Train);
            assert!(!rare(train.scene) && train.lens.haze == 0.0 && train.lens.interlace == 0.0);
            assert!(train.occluder.is_none_or(|o| o.kind != OccluderKind::Fence));
            assert!(rare(Shot::sample(seed, Conditions::Shift).scene));
        }
    }
}
