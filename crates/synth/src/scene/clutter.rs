//! Which things stand around: behind people, beside them and before them.

use super::looks::Stance;
use super::people::{Placement, Sight, Style};
use super::props::{Prop, PropKind, Stand, tint};
use super::shapes::Shape;
use super::viewpoint::Viewpoint;
use crate::dice::Dice;
use crate::geometry::v3;
use crate::render::standee::StandeeKind;

fn kind(dice: &mut Dice) -> PropKind {
    if dice.chance(0.62) {
        return PropKind::Shape(dice.one(&Shape::ALL));
    }
    PropKind::Standee(dice.pick(&[
        (StandeeKind::Car, 2.5),
        (StandeeKind::Trunk, 1.2),
        (StandeeKind::Box, 1.5),
        (StandeeKind::Bush, 1.3),
        (StandeeKind::Clutter, 1.0),
    ]))
}

/// Metres across and up.
fn sizes(kind: PropKind, dice: &mut Dice) -> (f32, f32) {
    match kind {
        PropKind::Shape(shape) => {
            let ([low, high], [slim, broad]) = shape.sizes();
            let tall = dice.between(low, high);
            (tall * dice.between(slim, broad), tall)
        }
        PropKind::Standee(StandeeKind::Car) => (dice.between(3.8, 4.8), dice.between(1.4, 1.9)),
        PropKind::Standee(StandeeKind::Trunk) => (dice.between(0.05, 0.6), 8.0),
        PropKind::Standee(StandeeKind::Bush) => (dice.between(0.8, 4.0), dice.between(0.6, 2.6)),
        PropKind::Standee(StandeeKind::Clutter) => (dice.between(0.8, 2.2), dice.between(0.7, 1.3)),
        PropKind::Standee(_) => (dice.between(0.15, 1.8), dice.between(0.4, 2.8)),
    }
}

fn make(kind: PropKind, stand: Stand, depth: f32, dice: &mut Dice) -> Prop {
    let (wide, tall) = sizes(kind, dice);
    let tints = match kind {
        PropKind::Standee(StandeeKind::Bush) => {
            let leaf = [dice.between(0.03, 0.16), dice.between(0.06, 0.2), 0.03];
            [leaf, leaf.map(|c| c * 0.15)]
        }
        PropKind::Standee(StandeeKind::Trunk) => [[0.10, 0.08, 0.06].map(|c| c * dice.between(0.4, 2.5)); 2],
        PropKind::Standee(StandeeKind::Clutter) => [[dice.between(0.005, 0.08); 3], tint(dice)],
        _ => [tint(dice), tint(dice)],
    };
    Prop {
        kind,
        stand,
        depth,
        wide,
        tall,
        tints,
        seed: dice.seed(),
    }
}

/// A thing on the ground at a column and distance; some hang.
fn on_ground(kind: PropKind, view: &Viewpoint, (u, depth): (f32, f32), dice: &mut Dice) -> Prop {
    let hangs = matches!(
        kind,
        PropKind::Shape(Shape::Poster | Shape::Garment | Shape::Trousers | Shape::Door | Shape::Balloon)
    ) && dice.chance(0.75);
    let up = if hangs { dice.between(0.2, 2.2) } else { 0.0 };
    let at = v3(view.across(u, depth), up, view.distance - depth);
    make(kind, Stand::Scene(at), depth, dice)
}

/// What belongs to what someone does: a seat, a bicycle, a table.
fn needed(
    stance: Stance,
    sitting: bool,
    placement: &Placement,
    view: &Viewpoint,
    dice: &mut Dice,
) -> Vec<Prop> {
    let Sight::Scene(at) = placement.sight else {
        return Vec::new();
    };
    let put = |kind: Shape, nearer: f32, dice: &mut Dice| {
        let depth = placement.depth - nearer;
        let foot = v3(at.x + 0.08 * dice.bell(), 0.0, view.distance - depth);
        make(PropKind::Shape(kind), Stand::Scene(foot), depth, dice)
    };
    let mut props = Vec::new();
    if stance == Stance::Riding {
        props.push(put(
            Shape::Bicycle,
            if dice.chance(0.7) { -0.05 } else { 0.2 },
            dice,
        ));
    }
    if sitting && dice.chance(0.85) {
        let seat = dice.pick(&[(Shape::Chair, 3.0), (Shape::Sofa, 1.0), (Shape::Stack, 0.5)]);
        props.push(put(seat, -0.25, dice));
        if dice.chance(0.35) {
            props.push(put(Shape::Table, dice.between(0.45, 0.8), dice));
        }
    }
    props
}

/// The things of a scene; `acts` tells of each placement's pose: its stance, and whether it sits on a seat.
pub(super) fn props(
    style: Style,
    view: &Viewpoint,
    placements: &[Placement],
    acts: &[(Stance, bool)],
    dice: &mut Dice,
) -> Vec<Prop> {
    let mut props = Vec::new();
    let count = dice.pick(&[(0, 2.0), (1, 1.0), (3, 2.0), (6, 1.5), (10, 0.9), (16, 0.4)])
        + if style == Style::Nobody {
            dice.one(&[1, 4, 8])
        } else {
            0
        };
    let far = view.depth_of(0.05).min(70.0).max(view.distance * 1.5);
    let loose = style == Style::Anywhere || dice.chance(0.08);
    for _ in 0..count {
        let kind = kind(dice);
        if loose && dice.chance(0.7) {
            let part = dice.between(0.05f32.ln(), 1.3f32.ln()).exp();
            let stand = Stand::Picture(dice.between(0.0, 1.0), dice.between(0.1, 1.3), part);
            props.push(make(kind, stand, view.distance * 4.0 / part, dice));
            continue;
        }
        // Most stand behind the main person.
        let near = if dice.chance(0.2) { 0.55 } else { 1.05 };
        let depth = dice.between((view.distance * near).max(0.9).ln(), far.ln()).exp();
        let u = dice.between(-0.15, 1.15);
        props.push(on_ground(kind, view, (u, depth), dice));
    }
    for (placement, &(stance, sits)) in placements.iter().zip(acts) {
        props.extend(needed(stance, sits, placement, view, dice));
        let Sight::Scene(at) = placement.sight else {
            continue;
        };
        // Something that stands before this one.
        if dice.chance(0.09) {
            let depth = (placement.depth * dice.between(0.55, 0.92)).max(0.9);
            let u = 0.5 + 0.5 * at.x / view.across(1.0, placement.depth) + 0.08 * dice.bell();
            let kind = kind(dice);
            props.push(on_ground(kind, view, (u, depth), dice));
        }
    }
    props
}
