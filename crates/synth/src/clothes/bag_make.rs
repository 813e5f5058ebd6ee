//! How a bag is made: boxes for the benchmarks, and bags of many makes (slack, tapered, with pockets, flaps and straps of
//! another colour) for training, where boxes alone would teach that bags are boxes.

use crate::geometry::{BOX_EDGES, V3, mix, v3};
use crate::material::{Closure, Cut, Material, Pockets};
use crate::palette::{Rgb, linear};
use crate::person::Person;

/// First of the details of a person that belong to the make of a bag; each bag has [`COUNT`] of them.
const FIRST: u32 = 200;
/// Details of one bag.
const COUNT: u32 = 24;

/// The make of one bag.
#[derive(Clone, Copy, Debug)]
pub(super) struct BagMake {
    /// Factors of width, height and depth.
    pub proportions: V3,
    /// Sharpness of the edges: small for a box, 1 for an egg.
    edges: f32,
    /// How much wider the top is than the bottom, as a share.
    taper: f32,
    /// How far the middle of the top hangs down, as a share of half the height.
    sag: f32,
    /// How far the top leans to one side, as a share of half the width.
    lean: f32,
    /// Depth of dents.
    dents: f32,
    /// Where dents begin.
    phase: f32,
    /// How far the straps let it hang lower, in metres.
    pub lower: f32,
    /// How far it hangs to the front, in metres.
    pub forward: f32,
    /// Width of straps, as a factor.
    pub strap_width: f32,
    /// Whether a backpack hangs from one shoulder.
    pub one_strap: bool,
    /// Whether a backpack has a pocket of its own.
    pub pocket: bool,
}

impl BagMake {
    /// The box of the benchmarks.
    pub const BOX: Self = Self {
        proportions: v3(1.0, 1.0, 1.0),
        edges: BOX_EDGES,
        taper: 0.0,
        sag: 0.0,
        lean: 0.0,
        dents: 0.0,
        phase: 0.0,
        lower: 0.0,
        forward: 0.0,
        strap_width: 1.0,
        one_strap: false,
        pocket: true,
    };

    /// The make of bag `number` of a person.
    pub fn of(person: &Person, number: u32) -> Self {
        if !person.various_bags {
            return Self::BOX;
        }
        let detail = |which: u32| person.detail(FIRST + COUNT * number + which);
        let slack = detail(0);
        Self {
            proportions: v3(
                mix(0.75, 1.3, detail(1)),
                mix(0.75, 1.3, detail(2)),
                mix(0.7, 1.5, detail(3)),
            ),
            edges: mix(0.3, 0.8, slack),
            taper: mix(-0.45, 0.25, detail(4)),
            sag: slack * detail(5) * 0.5,
            lean: slack * (detail(6) - 0.5) * 0.5,
            dents: slack * detail(7) * 0.3,
            phase: detail(8) * 7.0,
            lower: mix(-0.12, 0.12, detail(9)),
            forward: mix(-0.10, 0.08, detail(10)),
            strap_width: mix(0.7, 2.0, detail(11)),
            one_strap: detail(12) < 0.15,
            pocket: detail(13) < 0.7,
        }
    }

    /// The point of the bag's surface in a direction from its middle, `y` up.
    pub fn surface(&self, direction: V3, half: V3) -> V3 {
        let soft = |a: f32| a.signum() * a.abs().powf(self.edges);
        let (x, y, z) = (soft(direction.x), soft(direction.y), soft(direction.z));
        let dent =
            |turn: f32| 1.0 + self.dents * (5.0 * y + turn + self.phase).sin() * (4.0 * x - turn).cos();
        let top = y.max(0.0);
        v3(
            half.x * (x * (1.0 + self.taper * y) * dent(0.0) + self.lean * y),
            half.y * (y - self.sag * top * (1.0 - x * x)),
            // Slack bags bulge below.
            half.z * z * (1.0 - 0.8 * self.sag * y) * dent(2.0),
        )
    }

    /// Paints what belongs to the make: flap, zip, pocket or band.
    pub fn finish(person: &Person, number: u32, half_height: f32, material: &mut Material) {
        if !person.various_bags {
            return;
        }
        let detail = |which: u32| person.detail(FIRST + COUNT * number + 14 + which);
        if material.accent == material.base {
            material.accent = match (detail(0) * 4.0) as u32 {
                0 => material.base.map(|c| 0.35 * c),
                1 => material.base.map(|c| 0.5 * c + 0.3),
                _ => trim(detail(1)),
            };
        }
        material.span = [half_height * mix(-0.4, 0.5, detail(2)), 8.0];
        let kind = detail(3);
        material.cut = Cut {
            side_stripe: kind < 0.2,
            closure: match kind {
                k if (0.15..0.45).contains(&k) => Closure::Zip,
                _ => Closure::None,
            },
            pockets: match kind {
                k if (0.4..0.75).contains(&k) => Pockets::Chest,
                _ => Pockets::None,
            },
            quilt: if detail(4) < 0.1 { 0.05 } else { 0.0 },
            ..Cut::NONE
        };
        material.gloss += 0.25 * detail(5).powi(3);
    }

    /// Colour of the straps of a bag whose own is `base`.
    pub fn strap_colour(person: &Person, number: u32, base: [f32; 3]) -> [f32; 3] {
        let ticket = person.detail(FIRST + COUNT * number + 22);
        match person.various_bags {
            true if ticket > 0.45 => trim((ticket - 0.45) / 0.55),
            _ => base.map(|c| c * 0.75),
        }
    }
}

/// Colours of straps and trims: black, dark grey, two browns, beige, white, navy, in sRGB.
const TRIMS: [Rgb; 7] = [
    [22, 22, 24],
    [62, 62, 66],
    [84, 54, 34],
    [140, 96, 58],
    [205, 188, 158],
    [232, 230, 226],
    [28, 36, 70],
];

/// The trim at a place in 0..1, in linear light.
fn trim(place: f32) -> [f32; 3] {
    let index = (place * TRIMS.len() as f32) as usize;
    linear(TRIMS[index.min(TRIMS.len() - 1)])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bags_of_many_makes_differ_and_stay_near_their_size() {
        let half = v3(0.15, 0.2, 0.08);
        let mut person = Person::sample(4);
        assert_eq!(
            BagMake::of(&person, 0).surface(v3(0.0, 1.0, 0.0), half).y,
            half.y,
            "a box without the switch"
        );
        person.various_bags = true;
        let mut tops = Vec::new();
        for details in 0..200 {
            person.details = details;
            let make = BagMake::of(&person, 0);
            for direction in [v3(1.0, 0.0, 0.0), v3(0.0, 1.0, 0.0), v3(0.6, 0.6, 0.53)] {
                let point = make.surface(direction, half);
                assert!(point.norm() < 0.5, "{make:?}: {point:?}");
            }
            tops.push(make.surface(v3(0.0, 1.0, 0.0), half).y);
        }
        let (low, high) = tops
            .iter()
            .fold((9.0f32, 0.0f32), |(a, b), &t| (a.min(t), b.max(t)));
        assert!(low < 0.75 * high, "{low} {high}");
    }
}
