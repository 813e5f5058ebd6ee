//! Who stands where: alone, in pairs, in files, in crowds, and anywhere at all.

mod spots;

use super::looks::{Look, Stance};
use super::viewpoint::{TALL, Viewpoint};
use crate::attributes::Action;
use crate::dice::Dice;
use crate::geometry::{V3, v3};
use crate::material::Region;
use spots::{facing, spots};
use std::f32::consts::FRAC_PI_2;

/// What kind of photo it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Style {
    /// Nobody is there.
    Nobody,
    /// One or two people fill the picture or more than it.
    Portrait,
    /// A few people, most of them whole.
    Few,
    /// People at all distances.
    Street,
    /// Many people close together.
    Crowd,
    /// Seen from above and afar.
    Overview,
    /// People at any place and size, whatever the perspective.
    Anywhere,
}

/// From where a figure is seen.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Sight {
    /// It stands at this point of the scene's ground.
    Scene(V3),
    /// It has a camera of its own, whose picture is moved so that its middle lies here, 0..1 across and down.
    Own(Viewpoint, (f32, f32)),
}

/// A figure of the plan.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Placement {
    /// Number of the look.
    pub look: usize,
    /// Turn of the body.
    pub yaw: f32,
    /// Place.
    pub sight: Sight,
    /// Distance from the camera.
    pub depth: f32,
    /// Seed of other colours.
    pub recolour: Option<u32>,
    /// The only garment that is shown, without the person.
    pub garment: Option<Region>,
}

/// Looks of a scene that are made for one person each; more people share.
const OWN_LOOKS: usize = 3;

/// A figure with a camera of its own at any place of the picture.
fn anywhere(aspect: f32, dice: &mut Dice) -> (Sight, f32) {
    let part = dice.between(0.06f32.ln(), 1.7f32.ln()).exp();
    let distance = dice.between(2.5, 11.0);
    let view = Viewpoint {
        height: dice.between(0.7, 2.2) + if dice.chance(0.2) { 0.25 * distance } else { 0.0 },
        distance,
        pitch: 0.0,
        // Some lie.
        roll: if dice.chance(0.04) {
            FRAC_PI_2 * dice.sign()
        } else {
            0.0
        } + 0.12 * dice.bell(),
        half_height: TALL / (2.0 * distance * part),
        aspect,
    };
    // The body's middle may lie outside, as long as a part of it is inside.
    let reach = (0.5 + 0.32 * part).min(0.9);
    let place = |half: f32, dice: &mut Dice| 0.5 + dice.between(-half, half);
    let at = (place(0.5, dice), place(reach, dice));
    (
        Sight::Own(view.aimed(0.5 * TALL, 0.5), at),
        view.distance * 4.0 * part.recip().min(20.0),
    )
}

/// The place of a garment that hangs or lies: whole, or it might belong to someone who is cut off by the border.
fn apart_from_borders(aspect: f32, dice: &mut Dice) -> (Sight, f32) {
    loop {
        if let (Sight::Own(view, (u, v)), depth) = anywhere(aspect, dice) {
            let half = 0.5 * view.part();
            let inside = |place: f32, half: f32| place > half && place < 1.0 - half;
            if inside(v, half) && inside(u, 0.5 * half / aspect) {
                return (Sight::Own(view, (u, v)), depth);
            }
        }
    }
}

/// Everyone of a scene, and the looks they have.
pub(super) fn populate(style: Style, view: &Viewpoint, dice: &mut Dice) -> (Vec<Look>, Vec<Placement>) {
    let spots = spots(style, view, dice);
    let strangers = match style {
        Style::Anywhere => dice.pick(&[(1, 3.0), (2, 2.5), (3, 1.5), (4, 1.0), (6, 0.6), (9, 0.2)]),
        Style::Nobody => 0,
        _ => usize::from(dice.chance(0.06)),
    };
    let mut looks: Vec<Look> = Vec::new();
    let mut placements: Vec<Placement> = Vec::new();
    let mut place = |sight: Sight, depth: f32, yaw: f32, dice: &mut Dice| {
        // Dressing is dear: some of a crowd are turned and coloured anew.
        let shared = looks.len() >= OWN_LOOKS && dice.chance(0.62);
        let look = match shared {
            true => (dice.seed() as usize) % looks.len(),
            false => {
                looks.push(Look::sample(dice));
                looks.len() - 1
            }
        };
        let riding = looks[look].stance == Stance::Riding;
        let lift = if riding { v3(0.0, 0.14, 0.0) } else { V3::default() };
        placements.push(Placement {
            look,
            yaw: if riding && matches!(sight, Sight::Scene(_)) {
                FRAC_PI_2 * yaw.sin().signum()
            } else {
                yaw
            },
            sight: match sight {
                Sight::Scene(at) => Sight::Scene(at + lift),
                own @ Sight::Own(..) => own,
            },
            depth,
            recolour: shared.then(|| dice.seed()),
            garment: None,
        });
    };
    for (x, depth, yaw) in spots {
        place(Sight::Scene(v3(x, 0.0, view.distance - depth)), depth, yaw, dice);
    }
    for _ in 0..strangers {
        let (sight, depth) = anywhere(view.aspect, dice);
        place(sight, depth, facing(dice), dice);
    }
    if dice.chance(if style == Style::Nobody { 0.3 } else { 0.03 }) {
        for _ in 0..dice.one(&[1, 1, 2, 4]) {
            let (sight, depth) = apart_from_borders(view.aspect, dice);
            looks.push(Look {
                action: Action::Standing,
                stance: Stance::Usual,
                ..Look::sample(dice)
            });
            placements.push(Placement {
                look: looks.len() - 1,
                yaw: facing(dice),
                sight,
                depth,
                recolour: None,
                garment: Some(dice.one(&[
                    Region::Upper,
                    Region::Upper,
                    Region::Outer,
                    Region::OnePiece,
                    Region::Footwear,
                    Region::BagA,
                    Region::Headgear,
                ])),
            });
        }
    }
    (looks, placements)
}
