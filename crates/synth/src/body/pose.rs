//! Poses: what an action does to trunk, hands and feet. Limbs are then solved by two-bone reach.

use crate::attributes::{Action, Extra};
use crate::dice::Dice;
use crate::geometry::{V3, v3};
use serde::{Deserialize, Serialize};

/// Where a limb ends and where its joint points; lengths are in units of the limb, x points away from the body.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct Reach {
    /// End of the limb, seen from its start.
    pub end: [f32; 3],
    /// Direction of the elbow or knee.
    pub joint: [f32; 3],
    /// Extra pitch of the foot (toes down when positive); unused for hands.
    pub pitch: f32,
}

impl Reach {
    fn new(end: [f32; 3], joint: [f32; 3]) -> Self {
        Self {
            end,
            joint,
            pitch: 0.0,
        }
    }

    /// End as a vector, with x mirrored for the right side.
    pub fn end(&self, mirror: f32) -> V3 {
        v3(self.end[0] * mirror, self.end[1], self.end[2])
    }

    /// Joint direction as a vector, with x mirrored for the right side.
    pub fn joint(&self, mirror: f32) -> V3 {
        v3(self.joint[0] * mirror, self.joint[1], self.joint[2])
    }
}

/// A pose, free of body proportions.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct Pose {
    /// Forward lean of the trunk.
    pub lean: f32,
    /// Sideways lean.
    pub tilt: f32,
    /// Turn of the chest against the hips.
    pub twist: f32,
    /// Turn of the head.
    pub look: f32,
    /// Nod of the head.
    pub nod: f32,
    /// Left and right hand.
    pub hands: [Reach; 2],
    /// Left and right foot.
    pub feet: [Reach; 2],
}

const ELBOW: [f32; 3] = [0.5, -0.2, -1.0];
const KNEE: [f32; 3] = [0.12, 0.0, 1.0];

fn hanging(dice: &mut Dice) -> Reach {
    Reach::new(
        [dice.between(0.08, 0.26), -0.965, dice.between(-0.08, 0.16)],
        ELBOW,
    )
}

fn standing(dice: &mut Dice) -> [Reach; 2] {
    let spread = dice.between(0.02, 0.12);
    let mut foot = || Reach::new([spread, -0.99, dice.between(-0.07, 0.07)], KNEE);
    [foot(), foot()]
}

fn stride(phase: f32, dice: &mut Dice) -> [Reach; 2] {
    let x = dice.between(-0.03, 0.03);
    let front = Reach {
        pitch: -0.15,
        ..Reach::new([x, -0.95, 0.26 * phase.abs()], KNEE)
    };
    let back = Reach {
        pitch: 0.5 * phase.abs(),
        ..Reach::new([x, -0.91, -0.30 * phase.abs()], KNEE)
    };
    if phase > 0.0 { [front, back] } else { [back, front] }
}

impl Pose {
    /// Draws a pose for `action`; `held` bends an arm for a thing in the right hand, `grip` lowers the left one
    /// for a bag.
    pub fn sample(action: Action, held: Option<Extra>, grip: bool, dice: &mut Dice) -> Self {
        let mut pose = Self {
            lean: 0.03 + 0.05 * dice.bell(),
            tilt: 0.04 * dice.bell(),
            twist: 0.1 * dice.bell(),
            look: 0.5 * dice.bell(),
            nod: 0.06 + 0.18 * dice.bell(),
            hands: [hanging(dice), hanging(dice)],
            feet: standing(dice),
        };
        match action {
            Action::Standing => {}
            Action::Walking => {
                let phase = dice.sign() * dice.between(0.45, 1.15);
                pose.feet = stride(phase, dice);
                for (hand, side) in pose.hands.iter_mut().zip([-1.0, 1.0]) {
                    let swing = side * phase * dice.between(0.12, 0.35);
                    *hand = Reach::new([dice.between(0.08, 0.2), -0.93, 0.06 + swing], ELBOW);
                }
                pose.twist = -0.12 * phase;
                pose.lean += 0.04;
            }
            Action::Running => {
                let phase = dice.sign();
                let front = Reach {
                    pitch: -0.1,
                    ..Reach::new([0.0, -0.80, 0.38], KNEE)
                };
                let back = Reach {
                    pitch: 1.1,
                    ..Reach::new([0.0, -0.68, -0.50], KNEE)
                };
                pose.feet = if phase > 0.0 { [front, back] } else { [back, front] };
                for (hand, side) in pose.hands.iter_mut().zip([-1.0, 1.0]) {
                    let forward = side * phase > 0.0;
                    *hand = if forward {
                        Reach::new([-0.1, -0.25, 0.55], [0.5, -1.0, -0.3])
                    } else {
                        Reach::new([0.15, -0.62, -0.18], [0.4, -0.2, -1.0])
                    };
                }
                pose.lean = 0.18 + 0.06 * dice.bell();
            }
            Action::Sitting => {
                let mut foot = || {
                    let out = dice.between(-0.05, 0.12);
                    Reach::new(
                        [out, dice.between(-0.55, -0.45), dice.between(0.4, 0.55)],
                        [0.1, 1.0, 0.6],
                    )
                };
                pose.feet = [foot(), foot()];
                pose.hands = [
                    Reach::new([-0.05, -0.62, 0.5], ELBOW),
                    Reach::new([-0.08, -0.6, 0.52], ELBOW),
                ];
                pose.lean = 0.06 + 0.14 * dice.bell();
            }
            Action::Calling => {
                let side = usize::from(dice.chance(0.6));
                pose.hands[side] = Reach::new([-0.13, 0.27, 0.2], [0.9, -1.0, 0.3]);
                pose.nod = 0.1;
                if dice.chance(0.5) {
                    pose.feet = stride(dice.sign() * dice.between(0.4, 1.0), dice);
                }
            }
            Action::LookingAtPhone => {
                let side = usize::from(dice.chance(0.6));
                pose.hands[side] = Reach::new([-0.2, -0.32, 0.62], [0.6, -1.0, -0.2]);
                if dice.chance(0.3) {
                    pose.hands[1 - side] = Reach::new([-0.22, -0.38, 0.58], [0.6, -1.0, -0.2]);
                }
                pose.nod = 0.42 + 0.1 * dice.bell();
                pose.look = 0.1 * dice.bell();
            }
            Action::HandsInPockets => {
                for hand in &mut pose.hands {
                    *hand = Reach::new([dice.between(-0.02, 0.06), -0.86, 0.14], [0.8, 0.0, -0.7]);
                }
            }
            Action::ArmsCrossed => {
                pose.hands = [
                    Reach::new([-0.50, -0.48, 0.48], [0.9, -0.9, 0.1]),
                    Reach::new([-0.50, -0.42, 0.52], [0.9, -0.9, 0.1]),
                ];
            }
            Action::HandsOnHips => {
                let both = dice.chance(0.7);
                pose.hands[0] = Reach::new([0.02, -0.68, 0.06], [1.0, 0.0, -0.35]);
                if both {
                    pose.hands[1] = pose.hands[0];
                }
            }
            Action::ArmRaised => {
                let side = usize::from(dice.chance(0.5));
                let forward = dice.chance(0.4);
                pose.hands[side] = if forward {
                    Reach::new([0.2, 0.02, 0.93], [0.4, -1.0, 0.0])
                } else {
                    Reach::new([0.42, dice.between(0.5, 0.8), 0.25], [1.0, -0.4, 0.0])
                };
            }
            Action::Carrying => {
                pose.hands = [
                    Reach::new([-0.28, -0.48, 0.58], [0.6, -0.8, -0.5]),
                    Reach::new([-0.28, -0.48, 0.58], [0.6, -0.8, -0.5]),
                ];
            }
            Action::Pushing => {
                pose.hands = [
                    Reach::new([0.0, -0.52, 0.68], [0.5, -0.7, -0.4]),
                    Reach::new([0.0, -0.52, 0.68], [0.5, -0.7, -0.4]),
                ];
                pose.feet = stride(dice.sign() * dice.between(0.5, 1.0), dice);
                pose.lean = 0.12;
            }
        }
        let free = matches!(
            action,
            Action::Standing | Action::Walking | Action::HandsInPockets | Action::Sitting
        );
        if free {
            match held {
                Some(Extra::Umbrella) => pose.hands[1] = Reach::new([-0.05, -0.3, 0.42], [0.5, -1.0, -0.2]),
                Some(Extra::Drink | Extra::Book | Extra::Phone) => {
                    pose.hands[1] = Reach::new([-0.02, -0.45, 0.5], [0.4, -1.0, -0.3]);
                }
                _ => {}
            }
        }
        if grip {
            pose.hands[0] = Reach::new([0.2, -0.96, 0.02], ELBOW);
        }
        pose
    }
}
