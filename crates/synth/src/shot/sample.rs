//! How shots are drawn.

use super::{Conditions, Crop, Lens, Light, Occluder, OccluderKind, Scene, Shot};
use crate::attributes::Action;
use crate::dice::Dice;

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
        let yaw = dice.pick(&[(0.0, 4.5), (quarter, 2.0), (-quarter, 2.0), (2.0 * quarter, 3.0)])
            + 0.75 * dice.bell();
        let studio = dice.chance(0.12) && !shift;
        let overhead = dice.chance(if studio { 0.0 } else { 0.3 });
        let distance = dice.between(3.2, 11.0);
        let camera_height = if overhead {
            dice.between(2.2, 2.0 + 0.42 * distance)
        } else {
            dice.between(0.9, 1.9)
        };
        let crop = crop(dice);
        let scene = if studio {
            Scene::Studio
        } else if shift {
            dice.one(&[
                Scene::Parking,
                Scene::Snow,
                Scene::Beach,
                Scene::Metro,
                Scene::Market,
            ])
        } else {
            dice.pick(&[
                (Scene::PlainWall, 1.6),
                (Scene::Brick, 1.2),
                (Scene::Shops, 2.4),
                (Scene::Street, 4.4),
                (Scene::Park, 2.6),
                (Scene::Interior, 1.8),
                (Scene::Studio, 0.4),
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
                dice.one(&[
                    OccluderKind::Pole,
                    OccluderKind::Car,
                    OccluderKind::Wall,
                    OccluderKind::Passer,
                    OccluderKind::Passer,
                ])
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
            depth_blur: if dice.chance(0.28) {
                dice.between(0.01, 0.06)
            } else {
                0.0
            },
            crowd,
            occluder,
            lens: lens(shift, dice),
            seed: dice.seed(),
        }
    }
}

/// Mostly the box of a detector or annotator around the person, else a photograph's own format.
fn crop(dice: &mut Dice) -> Crop {
    let keep = if dice.chance(0.86) {
        1.0
    } else {
        dice.between(0.5, 0.97)
    };
    let boxed = dice.chance(0.72);
    let loose = dice.chance(if boxed { 0.22 } else { 0.5 });
    let room = |dice: &mut Dice| {
        if loose {
            dice.between(0.02, 0.15)
        } else {
            dice.between(-0.012, 0.05)
        }
    };
    Crop {
        above: room(dice).max(-0.01),
        below: if keep < 1.0 { 0.0 } else { room(dice) },
        keep,
        shift: if boxed { 0.07 } else { 0.14 } * dice.bell(),
        stretch: 1.0 + 0.16 * dice.bell(),
        beside: boxed.then(|| dice.between(0.02, if loose { 0.7 } else { 0.36 })),
    }
}

/// Draws the light of a kind of place.
pub(crate) fn light(scene: Scene, shift: bool, dice: &mut Dice) -> Light {
    let side = dice.between(-1.2, 1.2);
    let warm = 0.06 * dice.bell();
    let tint = |w: f32| [1.0 + w, 1.0, 1.0 - w];
    let indoor = matches!(scene, Scene::Interior | Scene::Metro | Scene::Studio);
    let level = 1.0 + 0.32 * dice.bell();
    if shift && dice.chance(0.5) {
        // A low sun from behind or hard light from one side.
        let back = if dice.chance(0.5) { -1.2 } else { 0.1 };
        return Light {
            toward: [side.signum() * 1.4, 0.5, back],
            sun: 0.75,
            sun_tint: tint(0.16),
            sky_tint: tint(-0.06),
            level,
        };
    }
    if indoor {
        return Light {
            toward: [side * 0.5, 1.6, 0.7],
            sun: dice.between(0.15, 0.4),
            sun_tint: tint(warm),
            sky_tint: tint(0.05 + warm),
            level,
        };
    }
    let front = dice.between(-0.5, 1.2);
    if dice.chance(0.4) {
        // Overcast.
        Light {
            toward: [side, 1.6, front],
            sun: dice.between(0.05, 0.25),
            sun_tint: tint(warm),
            sky_tint: tint(warm - 0.02),
            level,
        }
    } else {
        Light {
            toward: [side, dice.between(0.7, 1.8), front],
            sun: dice.between(0.45, 0.8),
            sun_tint: tint(0.05 + warm),
            sky_tint: tint(-0.06),
            level,
        }
    }
}

fn lens(shift: bool, dice: &mut Dice) -> Lens {
    let poor = dice.chance(0.24);
    let cast = |dice: &mut Dice| 1.0 + 0.07 * dice.bell();
    Lens {
        resolved: if poor { dice.between(30.0, 80.0) as u32 } else { 0 },
        blur: if dice.chance(0.28) {
            dice.between(0.002, 0.013)
        } else {
            0.0
        },
        motion: if dice.chance(0.05) {
            dice.between(0.01, 0.04)
        } else {
            0.0
        },
        noise: if poor {
            dice.between(0.0, 0.045)
        } else {
            dice.between(0.0, 0.012)
        },
        exposure: 1.0 + 0.26 * dice.bell(),
        cast: [cast(dice), 1.0, cast(dice)],
        contrast: 1.25 + 0.35 * dice.bell(),
        saturation: 0.95 + 0.28 * dice.bell(),
        jpeg: if dice.chance(0.5) {
            dice.between(35.0, 92.0) as u8
        } else {
            100
        },
        sharpen: if poor {
            0.0
        } else {
            dice.between(-0.15, 1.0).max(0.0)
        },
        haze: if shift && dice.chance(0.5) {
            dice.between(0.04, 0.22)
        } else {
            0.0
        },
        interlace: if shift && dice.chance(0.25) {
            dice.between(0.01, 0.03)
        } else {
            0.0
        },
    }
}
