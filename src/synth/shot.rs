//! One camera's view of a person: pose, viewpoint, crop, light, surroundings and what the lens does to them.

use super::attributes::Action;
use super::dice::Dice;
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
    /// Somebody else at the border.
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
    /// Draws a shot; the same seed and conditions give the same shot.
    pub fn sample(seed: u64, conditions: Conditions) -> Self {
        let dice = &mut Dice::new(seed ^ 0x0053_686f_7400);
        let shift = conditions == Conditions::Shift;
        let action = dice.pick(&[
            (Action::Standing, 7.0),
            (Action::Walking, 8.0),
            (Action::Running, 0.7),
            (Action::Sitting, 1.0),
            (Action::Calling, 1.0),
            (Action::LookingAtPhone, 1.0),
            (Action::HandsInPockets, 1.6),
            (Action::ArmsCrossed, 0.8),
            (Action::HandsOnHips, 1.2),
            (Action::ArmRaised, 0.6),
            (Action::Carrying, 0.7),
            (Action::Pushing, 0.5),
        ]);
        let quarter = std::f32::consts::FRAC_PI_2;
        let yaw = dice.pick(&[(0.0, 4.5), (quarter, 2.0), (-quarter, 2.0), (2.0 * quarter, 3.0)]) + 0.75 * dice.bell();
        let studio = dice.chance(0.14) && !shift;
        let overhead = dice.chance(if studio { 0.0 } else { 0.3 });
        let distance = dice.between(3.2, 11.0);
        let camera_height =
            if overhead { dice.between(2.2, 2.0 + 0.42 * distance) } else { dice.between(0.9, 1.9) };
        let keep = if dice.chance(0.8) { 1.0 } else { dice.between(0.5, 0.97) };
        let loose = dice.chance(0.5);
        let room = |dice: &mut Dice| if loose { dice.between(0.02, 0.16) } else { dice.between(-0.015, 0.04) };
        let crop = Crop {
            above: room(dice).max(-0.01),
            below: if keep < 1.0 { 0.0 } else { room(dice) },
            keep,
            shift: 0.12 * dice.bell(),
            stretch: 1.0 + 0.18 * dice.bell(),
        };
        let scene = if studio {
            Scene::Studio
        } else if shift {
            dice.one(&[Scene::Parking, Scene::Snow, Scene::Beach, Scene::Metro, Scene::Market])
        } else {
            dice.pick(&[
                (Scene::PlainWall, 2.0),
                (Scene::Brick, 1.4),
                (Scene::Shops, 2.2),
                (Scene::Street, 3.6),
                (Scene::Park, 2.4),
                (Scene::Interior, 2.2),
                (Scene::Studio, 0.6),
            ])
        };
        let light = light(scene, shift, dice);
        let crowd = match scene {
            Scene::Studio => 0,
            Scene::Street | Scene::Shops | Scene::Interior | Scene::Market | Scene::Metro => {
                dice.pick(&[(0, 4.0), (1, 3.0), (3, 2.0), (6, 1.0)])
            }
            _ => dice.pick(&[(0, 6.0), (1, 2.0), (3, 1.0)]),
        };
        let occluder = (scene != Scene::Studio && dice.chance(0.14)).then(|| Occluder {
            kind: if shift && dice.chance(0.5) {
                OccluderKind::Fence
            } else {
                dice.one(&[OccluderKind::Pole, OccluderKind::Car, OccluderKind::Wall, OccluderKind::Passer, OccluderKind::Passer])
            },
            x: dice.between(0.0, 1.0),
            size: dice.between(0.05, 0.3),
            seed: dice.seed(),
        });
        Self {
            action,
            yaw,
            distance,
            camera_height,
            roll: 0.03 * dice.bell(),
            crop,
            light,
            scene,
            depth_blur: if dice.chance(0.4) { dice.between(0.01, 0.07) } else { dice.between(0.0, 0.012) },
            crowd,
            occluder,
            lens: lens(shift, dice),
            seed: dice.seed(),
        }
    }
}

fn light(scene: Scene, shift: bool, dice: &mut Dice) -> Light {
    let side = dice.between(-1.2, 1.2);
    let warm = 0.06 * dice.bell();
    let tint = |w: f32| [1.0 + w, 1.0, 1.0 - w];
    let indoor = matches!(scene, Scene::Interior | Scene::Metro | Scene::Studio);
    let level = 0.92 + 0.30 * dice.bell();
    if shift && dice.chance(0.5) {
        // A low sun from behind or hard light from one side.
        let back = if dice.chance(0.5) { -1.2 } else { 0.1 };
        return Light { toward: [side.signum() * 1.4, 0.5, back], sun: 0.75, sun_tint: tint(0.16), sky_tint: tint(-0.06), level };
    }
    if indoor {
        return Light { toward: [side * 0.5, 1.6, 0.7], sun: dice.between(0.15, 0.4), sun_tint: tint(warm), sky_tint: tint(0.05 + warm), level };
    }
    let front = dice.between(-0.5, 1.2);
    if dice.chance(0.45) {
        // Overcast.
        Light { toward: [side, 1.6, front], sun: dice.between(0.05, 0.25), sun_tint: tint(warm), sky_tint: tint(warm - 0.02), level }
    } else {
        Light {
            toward: [side, dice.between(0.7, 1.8), front],
            sun: dice.between(0.4, 0.68),
            sun_tint: tint(0.05 + warm),
            sky_tint: tint(-0.06),
            level,
        }
    }
}

fn lens(shift: bool, dice: &mut Dice) -> Lens {
    let poor = dice.chance(0.38);
    let cast = |dice: &mut Dice| 1.0 + 0.07 * dice.bell();
    Lens {
        resolved: if poor { dice.between(30.0, 80.0) as u32 } else { 0 },
        blur: if dice.chance(0.45) { dice.between(0.002, 0.013) } else { 0.0 },
        motion: if dice.chance(0.08) { dice.between(0.01, 0.04) } else { 0.0 },
        noise: if poor { dice.between(0.0, 0.045) } else { dice.between(0.0, 0.012) },
        exposure: 1.0 + 0.22 * dice.bell(),
        cast: [cast(dice), 1.0, cast(dice)],
        contrast: 1.0 + 0.16 * dice.bell(),
        saturation: 0.95 + 0.25 * dice.bell(),
        jpeg: if dice.chance(0.5) { dice.between(35.0, 92.0) as u8 } else { 100 },
        haze: if shift && dice.chance(0.5) { dice.between(0.04, 0.22) } else { 0.0 },
        interlace: if shift && dice.chance(0.25) { dice.between(0.01, 0.03) } else { 0.0 },
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rare(scene: Scene) -> bool {
        matches!(scene, Scene::Parking | Scene::Snow | Scene::Beach | Scene::Metro | Scene::Market)
    }

    #[test]
    fn shots_are_reproducible() {
        assert_eq!(Shot::sample(3, Conditions::Train), Shot::sample(3, Conditions::Train));
        assert_ne!(Shot::sample(3, Conditions::Train), Shot::sample(4, Conditions::Train));
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
