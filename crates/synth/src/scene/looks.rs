//! How people look and what they do: more poses than the ones that captions have words for.

use crate::attributes::Action;
use crate::body::BodySource;
use crate::body::pose::{Pose, Reach};
use crate::clothes::Dressed;
use crate::dice::Dice;
use crate::material::Region;
use crate::person::Person;
use crate::render::{dress_posed, pose};

/// What the body does where no action has a name for it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Stance {
    /// As the action says.
    Usual,
    /// Bent over: ties a shoe, searches a bag.
    Bending,
    /// Squats.
    Crouching,
    /// Both arms up.
    ArmsUp,
    /// Sits on a saddle.
    Riding,
    /// Sits on the ground.
    OnGround,
    /// Arms and legs anyhow: dance, sports.
    Free,
}

/// A dressed and posed person, who may stand in several places.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Look {
    /// Named action.
    pub action: Action,
    /// What the body does besides.
    pub stance: Stance,
    /// Seed of the pose.
    pub seed: u64,
}

fn reach(end: [f32; 3], joint: [f32; 3]) -> Reach {
    Reach {
        end,
        joint,
        pitch: 0.0,
    }
}

impl Look {
    /// Draws a look.
    pub fn sample(dice: &mut Dice) -> Self {
        let stance = dice.pick(&[
            (Stance::Usual, 1.0),
            (Stance::Bending, 0.025),
            (Stance::Crouching, 0.03),
            (Stance::ArmsUp, 0.03),
            (Stance::Riding, 0.035),
            (Stance::OnGround, 0.02),
            (Stance::Free, 0.05),
        ]);
        let action = dice.pick(&[
            (Action::Standing, 6.0),
            (Action::Walking, 7.0),
            (Action::Running, 1.0),
            (Action::Sitting, 1.7),
            (Action::Calling, 0.8),
            (Action::LookingAtPhone, 0.8),
            (Action::HandsInPockets, 1.4),
            (Action::ArmsCrossed, 0.8),
            (Action::HandsOnHips, 1.0),
            (Action::ArmRaised, 0.7),
            (Action::Carrying, 0.6),
            (Action::Pushing, 0.4),
        ]);
        Self {
            action: if stance == Stance::Usual {
                action
            } else {
                Action::Standing
            },
            stance,
            seed: u64::from(dice.seed()),
        }
    }

    /// Dresses the person, turned by `yaw`.
    pub fn dress(&self, bodies: &dyn BodySource, person: &Person, yaw: f32) -> Dressed {
        let dice = &mut Dice::new(self.seed ^ 0x705e);
        let mut pose = pose(person, self.action, dice);
        self.stance.bend(&mut pose, dice);
        dress_posed(bodies, person, &pose, self.action, yaw)
    }
}

impl Stance {
    fn bend(self, pose: &mut Pose, dice: &mut Dice) {
        let knees_up = [0.15, 1.0, 0.6];
        let elbows = [0.6, -0.6, -0.6];
        match self {
            Self::Usual => {}
            Self::Bending => {
                pose.lean = dice.between(0.6, 1.35);
                for hand in &mut pose.hands {
                    *hand = reach([dice.between(-0.1, 0.15), -0.9, dice.between(0.0, 0.4)], elbows);
                }
            }
            Self::Crouching => {
                let low = dice.between(-0.5, -0.3);
                for foot in &mut pose.feet {
                    *foot = reach([dice.between(0.02, 0.2), low, dice.between(0.05, 0.25)], knees_up);
                }
                pose.lean = dice.between(0.2, 0.7);
                for hand in &mut pose.hands {
                    *hand = reach([-0.1, -0.5, dice.between(0.4, 0.6)], elbows);
                }
            }
            Self::ArmsUp => {
                for hand in &mut pose.hands {
                    *hand = reach(
                        [dice.between(-0.1, 0.6), dice.between(0.5, 0.9), 0.15],
                        [1.0, 0.2, -0.2],
                    );
                }
            }
            Self::Riding => {
                let phase = dice.between(-0.2, 0.2);
                for (foot, side) in pose.feet.iter_mut().zip([1.0, -1.0]) {
                    *foot = reach(
                        [0.02, -0.72 + side * phase, 0.28 - side * phase * 0.6],
                        [0.1, 0.6, 1.0],
                    );
                }
                for hand in &mut pose.hands {
                    *hand = reach([0.05, -0.4, 0.75], elbows);
                }
                pose.lean = dice.between(0.1, 0.6);
            }
            Self::OnGround => {
                for foot in &mut pose.feet {
                    *foot = reach(
                        [dice.between(-0.1, 0.2), -0.12, dice.between(0.4, 0.95)],
                        knees_up,
                    );
                }
                for hand in &mut pose.hands {
                    *hand = reach([0.1, -0.6, dice.between(-0.3, 0.55)], elbows);
                }
                pose.lean = dice.between(-0.25, 0.35);
            }
            Self::Free => {
                for hand in &mut pose.hands {
                    let end = [
                        dice.between(-0.3, 0.9),
                        dice.between(-0.9, 0.8),
                        dice.between(-0.4, 0.8),
                    ];
                    *hand = reach(end, [0.7, -0.6, -0.4]);
                }
                for foot in &mut pose.feet {
                    *foot = reach(
                        [
                            dice.between(0.0, 0.45),
                            dice.between(-0.98, -0.6),
                            dice.between(-0.5, 0.5),
                        ],
                        [0.3, 0.1, 1.0],
                    );
                }
                pose.lean = 0.5 * dice.bell();
                pose.tilt = 0.5 * dice.bell();
                pose.twist = 0.6 * dice.bell();
            }
        }
    }
}

/// Gives the clothes other colours, so that a look that is used again is another person's.
pub(super) fn recolour(dressed: &mut Dressed, seed: u32) {
    let dice = &mut Dice::new(u64::from(seed));
    let mut shades: Vec<(Region, [f32; 3], [f32; 3])> = Vec::new();
    let skin = dice.between(0.55, 1.5);
    for material in &mut dressed.materials {
        if matches!(material.region, Region::Skin | Region::Face) {
            material.base = material.base.map(|c| (c * skin).min(0.75));
            continue;
        }
        let region = material.region;
        let known = shades.iter().find(|(known, ..)| *known == region).copied();
        let (_, base, accent) = known.unwrap_or_else(|| {
            let shade = |dice: &mut Dice| match region {
                Region::Hair => [1.0, dice.between(0.6, 0.8), dice.between(0.3, 0.6)].map(|c| c * 0.2),
                _ => super::props::tint(dice),
            };
            let dark = if region == Region::Hair {
                dice.between(0.05, 1.5)
            } else {
                1.0
            };
            let made = (region, shade(dice).map(|c| c * dark), shade(dice));
            shades.push(made);
            made
        });
        (material.base, material.accent) = (base, accent);
    }
}
