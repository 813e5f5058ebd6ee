//! English phrases for what a person does, how a bag is carried and which side is seen.
//!
//! A phrase follows a noun ("a man *walking*", "a man *with his arms crossed*"); `{x}` is the thing carried.

use crate::attributes::{Action, Bag, Extra, Facing};

type Phrases = &'static [&'static str];

/// What the person does.
pub fn action(action: Action) -> Phrases {
    match action {
        Action::Standing => &[
            "standing",
            "standing",
            "standing still",
            "standing there",
            "standing around",
        ],
        Action::Walking => &["walking", "walking", "walking along", "walking by", "strolling"],
        Action::Running => &["running", "running", "jogging", "running along", "sprinting"],
        Action::Sitting => &["sitting", "sitting", "seated", "sitting down"],
        Action::Calling => &[
            "talking on the phone",
            "on the phone",
            "with a phone to {his} ear",
            "making a phone call",
            "speaking on the phone",
            "holding a phone to {his} ear",
        ],
        Action::LookingAtPhone => &[
            "looking at {his} phone",
            "looking at a phone",
            "looking down at {his} phone",
            "using {his} phone",
            "checking {his} phone",
            "staring at {his} phone",
        ],
        Action::HandsInPockets => &[
            "with {his} hands in {his} pockets",
            "with hands in pockets",
            "with {his} hands in {his} pockets",
            "with both hands in {his} pockets",
        ],
        Action::ArmsCrossed => &[
            "with {his} arms crossed",
            "with arms crossed",
            "crossing {his} arms",
            "with folded arms",
        ],
        Action::HandsOnHips => &[
            "with {his} hands on {his} hips",
            "with {his} hands resting on {his} hips",
            "with {his} hands on {his} hips",
            "with both hands on {his} hips",
        ],
        Action::ArmRaised => &[
            "with one arm raised",
            "raising one arm",
            "holding up one arm",
            "with one arm in the air",
        ],
        Action::Carrying => &[
            "carrying something",
            "carrying something in {his} hands",
            "holding something",
            "with {his} hands full",
        ],
        Action::Pushing => &[
            "pushing something along",
            "pushing something",
            "pushing something in front of {him}",
            "pushing something ahead of {him}",
        ],
    }
}

/// Walking or running in the direction that is seen.
pub fn heading(facing: Facing) -> Phrases {
    match facing {
        Facing::Front => &[
            "towards the camera",
            "toward the camera",
            "towards us",
            "toward the viewer",
        ],
        Facing::Left => &["to the left", "left", "towards the left", "leftwards"],
        Facing::Right => &["to the right", "right", "towards the right", "rightwards"],
        Facing::Back => &[
            "away",
            "away from the camera",
            "away from us",
            "away from the viewer",
        ],
    }
}

/// Which side of the person is seen.
pub fn facing(facing: Facing) -> Phrases {
    match facing {
        Facing::Front => &[
            "facing the camera",
            "seen from the front",
            "facing forward",
            "looking ahead",
            "facing us",
        ],
        Facing::Left => &[
            "facing left",
            "seen from the side",
            "looking to the left",
            "turned to the left",
            "in profile",
            "facing to the left",
        ],
        Facing::Right => &[
            "facing right",
            "seen from the side",
            "looking to the right",
            "turned to the right",
            "in profile",
            "facing to the right",
        ],
        Facing::Back => &[
            "seen from behind",
            "from behind",
            "with {his} back to the camera",
            "facing away",
            "seen from the back",
            "facing away from the camera",
            "viewed from behind",
            "with {his} back turned",
        ],
    }
}

/// The side as a heading of a caption: "back view of a man".
pub fn view(facing: Facing) -> Phrases {
    match facing {
        Facing::Front => &["front view", "frontal view", "view from the front", "front shot"],
        Facing::Left | Facing::Right => &["side view", "profile view", "view from the side", "side shot"],
        Facing::Back => &["back view", "rear view", "view from the back", "rear shot"],
    }
}

/// How a bag is carried.
pub fn bag(bag: Bag) -> Phrases {
    match bag {
        Bag::Backpack => &[
            "carrying {x}",
            "with {x}",
            "with {x} on {his} back",
            "carrying {x} on {his} back",
            "with {x} slung over {his} back",
        ],
        Bag::ShoulderBag | Bag::Tote => &[
            "carrying {x}",
            "with {x}",
            "with {x} over {his} shoulder",
            "with {x} on {his} shoulder",
            "with {x} hanging from {his} shoulder",
        ],
        Bag::CrossbodyBag => &[
            "with {x}",
            "carrying {x}",
            "with {x} across {his} body",
            "with {x} across {his} chest",
            "with {x} slung across {his} body",
        ],
        Bag::Handbag | Bag::ShoppingBag | Bag::Briefcase => &[
            "carrying {x}",
            "with {x}",
            "holding {x}",
            "with {x} in {his} hand",
        ],
        Bag::Suitcase => &["with {x}", "pulling {x}", "with {x} beside {him}", "wheeling {x}"],
        Bag::WaistBag => &[
            "with {x}",
            "with {x} on {his} hip",
            "with {x} around {his} waist",
            "with {x} strapped around {his} waist",
        ],
    }
}

/// How a thing is held.
pub fn held(extra: Extra) -> Phrases {
    match extra {
        Extra::Umbrella => &["holding {x}", "with {x}", "carrying {x}", "under {x}"],
        Extra::Phone => &[
            "holding {x}",
            "with {x} in {his} hand",
            "with {x}",
            "holding {x} in {his} hand",
        ],
        _ => &[
            "holding {x}",
            "with {x} in {his} hand",
            "with {x}",
            "carrying {x} in {his} hand",
        ],
    }
}
