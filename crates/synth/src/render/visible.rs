//! From counted pixels to a truthful description.

use crate::attributes::{Action, Extra, Facing, Footwear, Headgear, Lower, OnePiece, Sleeves, Upper};
use crate::description::Description;
use crate::material::Region;
use crate::person::Person;
use crate::shot::Shot;

/// Visible pixels of a picture.
#[derive(Clone, Debug, Default)]
pub struct Tally {
    /// Pixels per region.
    pub region: [f32; Region::COUNT],
    /// Pixels of the lowest part of each region's garment.
    pub hem: [f32; Region::COUNT],
    /// Pixels of sleeves of the outermost garment.
    pub sleeve: f32,
    /// Pixels of the ends of those sleeves.
    pub cuff: f32,
    /// Pixels of hands and bare arms.
    pub arms: f32,
    /// Whether the feet are inside the picture.
    pub feet_inside: bool,
}

/// What can be told from `tally`, where `unit` is the pixel count that a small but clear thing needs.
pub fn describe(person: &Person, shot: &Shot, tally: &Tally, unit: f32) -> Description {
    let pixels = |region: Region| tally.region[region as usize];
    let hem = |region: Region| tally.hem[region as usize];
    let seen = |region: Region, units: f32| pixels(region) >= units * unit;
    let facing = facing(shot.yaw);
    let whole = |region: Region| seen(region, 10.0);
    let upper = person.upper.filter(|_| whole(Region::Upper)).map(|w| w.item);
    let outer = person.outer.filter(|_| whole(Region::Outer)).map(|w| w.item);
    let lower = person.lower.filter(|_| whole(Region::Lower)).map(|w| w.item);
    let lower = lower.filter(|item| {
        let by_length = item.kind.is_skirt()
            || matches!(
                item.kind,
                Lower::Shorts
                    | Lower::DenimShorts
                    | Lower::CroppedTrousers
                    | Lower::FlaredTrousers
                    | Lower::WideTrousers
            );
        !by_length || hem(Region::Lower) >= unit
    });
    let one_piece = person
        .one_piece
        .filter(|_| whole(Region::OnePiece))
        .map(|w| w.item);
    let one_piece = one_piece.filter(|item| {
        let dress = matches!(
            item.kind,
            OnePiece::ShortDress | OnePiece::Dress | OnePiece::LongDress
        );
        !dress || hem(Region::OnePiece) >= unit
    });
    let kind = outer.or(upper).map(|item| item.kind);
    let gilet = matches!(kind, Some(Upper::Vest | Upper::HiVisVest));
    let sleeves = person.outer_sleeves();
    let sleeves = match sleeves {
        _ if gilet
            || person
                .one_piece
                .is_some_and(|o| o.item.kind == OnePiece::Dungarees) =>
        {
            None
        }
        Sleeves::None => (tally.arms >= 4.0 * unit).then_some(sleeves),
        Sleeves::Short | Sleeves::Long => {
            (tally.sleeve >= 5.0 * unit && tally.cuff >= 0.6 * unit).then_some(sleeves)
        }
    };
    let footwear = person.footwear;
    let bare = footwear.item.kind == Footwear::Barefoot;
    let footwear = (if bare {
        tally.feet_inside
    } else {
        seen(Region::Footwear, 2.5)
    })
    .then_some(footwear.item);
    let hat = |kind: Headgear| {
        if kind == Headgear::HoodUp || kind == Headgear::Headscarf {
            5.0
        } else {
            3.5
        }
    };
    let headgear = person
        .headgear
        .filter(|w| seen(Region::Headgear, hat(w.item.kind)))
        .map(|w| w.item);
    let covered =
        headgear.is_some_and(|h| matches!(h.kind, Headgear::Headscarf | Headgear::HoodUp | Headgear::Helmet));
    let bald = person.hair.style == crate::attributes::HairStyle::Bald;
    let head = pixels(Region::Face) + pixels(Region::Hair) >= 8.0 * unit;
    let hair = if bald {
        headgear.is_none() && head
    } else {
        !covered && head && seen(Region::Hair, if headgear.is_some() { 4.0 } else { 3.0 })
    };
    let mut bags: Vec<_> = person
        .bags
        .iter()
        .take(2)
        .zip([Region::BagA, Region::BagB])
        .filter(|(_, region)| seen(*region, 5.0))
        .collect();
    bags.sort_by(|a, b| pixels(b.1).total_cmp(&pixels(a.1)));
    let extras = person
        .extras
        .iter()
        .take(3)
        .zip([Region::ExtraA, Region::ExtraB, Region::ExtraC])
        .filter(|((extra, ..), region)| {
            let units = match extra {
                Extra::Scarf => 4.0,
                Extra::Umbrella => 12.0,
                Extra::Tie | Extra::Mask => 2.0,
                Extra::Belt | Extra::Headphones | Extra::Gloves | Extra::Book => 1.6,
                Extra::Phone | Extra::Drink => 1.2,
            };
            seen(*region, units)
        })
        .map(|(&(extra, colour, _), _)| (extra, colour))
        .collect();
    Description {
        sex: person.sex,
        age: person.age,
        build: person.build,
        hair: hair.then_some(person.hair),
        upper,
        sleeves,
        outer,
        lower,
        one_piece,
        footwear,
        bags: bags.into_iter().map(|(w, _)| w.item).collect(),
        headgear,
        eyewear: person.eyewear.filter(|_| seen(Region::Eyewear, 1.0)),
        extras,
        action: action(shot.action, facing, tally, unit),
        facing,
    }
}

/// The side of the person that the camera sees.
pub fn facing(yaw: f32) -> Facing {
    let (s, c) = yaw.sin_cos();
    if c > 0.64 {
        Facing::Front
    } else if c < -0.64 {
        Facing::Back
    } else if s > 0.0 {
        Facing::Right
    } else {
        Facing::Left
    }
}

/// The action, when its signs are in the picture.
fn action(action: Action, facing: Facing, tally: &Tally, unit: f32) -> Option<Action> {
    let arms = tally.arms >= 1.5 * unit || tally.sleeve >= 5.0 * unit;
    let behind = facing == Facing::Back;
    let shown = match action {
        Action::Standing | Action::Walking | Action::Running | Action::Sitting => tally.feet_inside,
        Action::Calling | Action::HandsOnHips | Action::ArmRaised => arms,
        Action::HandsInPockets => arms && !behind,
        Action::ArmsCrossed | Action::LookingAtPhone => arms && !behind,
        Action::Carrying | Action::Pushing => tally.region[Region::Prop as usize] >= 4.0 * unit,
    };
    shown.then_some(action)
}
