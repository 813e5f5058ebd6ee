//! What is in a scene, before anything is drawn.

use super::clutter;
use super::exposure::Exposure;
use super::looks::{Look, Stance};
use super::mood::Mood;
use super::people::{Placement, Sight, Style, populate};
use super::props::Prop;
use super::veil::Veil;
use super::viewpoint::{TALL, Viewpoint};
use crate::attributes::Action;
use crate::dice::Dice;
use crate::person::Person;
use crate::photo::Cut;
use crate::shot::sample::light;
use crate::shot::{Conditions, Light, Scene};

/// What is behind everything.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Surroundings {
    /// A place with ground and wall, and its seed.
    Place(Scene, u32),
    /// Shapes and textures without meaning, and their seed.
    Collage(u32),
}

/// A scene, free of pixels: the same seed and conditions give the same plan.
#[derive(Clone, Debug, PartialEq)]
pub struct ScenePlan {
    /// The seed that it was drawn from.
    pub seed: u64,
    /// Width of the picture by its height.
    pub aspect: f32,
    pub(super) viewpoint: Viewpoint,
    pub(super) surroundings: Surroundings,
    pub(super) cut: Cut,
    pub(super) light: Light,
    pub(super) exposure: Exposure,
    /// Radius of the blur of what is far, as a part of the longest side.
    pub(super) blur: f32,
    /// Distance from which on things are blurred.
    pub(super) sharp_within: f32,
    pub(super) looks: Vec<(Look, Person)>,
    pub(super) placements: Vec<Placement>,
    pub(super) props: Vec<Prop>,
    pub(super) veils: Vec<Veil>,
    pub(super) mood: Option<Mood>,
}

/// Places of training, by weight.
const PLACES: [(Scene, f32); 12] = [
    (Scene::Street, 4.0),
    (Scene::Shops, 2.0),
    (Scene::Park, 2.0),
    (Scene::Interior, 2.5),
    (Scene::PlainWall, 1.2),
    (Scene::Brick, 1.0),
    (Scene::Studio, 1.5),
    (Scene::Parking, 0.6),
    (Scene::Snow, 0.4),
    (Scene::Beach, 0.6),
    (Scene::Metro, 0.6),
    (Scene::Market, 0.8),
];
/// Places of shifted conditions.
const SHIFTED: [(Scene, f32); 5] = [
    (Scene::Parking, 1.0),
    (Scene::Snow, 1.0),
    (Scene::Beach, 1.0),
    (Scene::Metro, 1.0),
    (Scene::Market, 1.0),
];

fn aspect(dice: &mut Dice) -> f32 {
    match dice.pick(&[(0, 9.0), (1, 1.0)]) {
        0 => dice.pick(&[
            (4.0 / 3.0, 5.0),
            (3.0 / 2.0, 4.0),
            (16.0 / 9.0, 3.0),
            (1.0, 1.5),
            (3.0 / 4.0, 3.0),
            (2.0 / 3.0, 2.0),
            (9.0 / 16.0, 2.0),
        ]),
        _ => dice.between(-0.9, 0.95).exp(),
    }
}

/// The camera of a kind of photo.
fn viewpoint(style: Style, aspect: f32, dice: &mut Dice) -> Viewpoint {
    let part = |low: f32, high: f32, dice: &mut Dice| dice.between(low.ln(), high.ln()).exp();
    let main = match style {
        Style::Portrait => part(0.7, 3.2, dice),
        Style::Few => part(0.3, 0.95, dice),
        Style::Street => part(0.22, 1.1, dice),
        Style::Crowd => part(0.22, 1.1, dice),
        Style::Overview => part(0.08, 0.32, dice),
        Style::Nobody | Style::Anywhere => part(0.15, 1.2, dice),
    };
    // As the focal length of a 35 mm camera, whose longer half is 18 mm.
    let focal = match style {
        Style::Portrait => part(26.0, 130.0, dice),
        _ => part(20.0, 80.0, dice),
    };
    let half = 18.0 / focal / aspect.max(1.0);
    let distance = (TALL / (2.0 * half * main)).clamp(1.3, 60.0);
    let above = match style {
        Style::Overview => dice.between(2.8, 8.0).min(0.3 * distance + 1.6),
        Style::Portrait => dice.between(0.8, 1.9),
        _ if dice.chance(0.2) => dice.between(1.9, 4.0).min(0.35 * distance + 1.4),
        _ => dice.between(0.8, 1.9),
    };
    let view = Viewpoint {
        height: above,
        distance,
        pitch: 0.0,
        roll: if dice.chance(0.85) { 0.03 } else { 0.2 } * dice.bell(),
        half_height: TALL / (2.0 * distance * main),
        aspect,
    };
    if main < 0.9 {
        let room = 0.5 * (1.0 - main) + 0.03;
        return view.aimed(0.5 * TALL, 0.5 + room * dice.between(-1.0, 1.0));
    }
    match dice.pick(&[(0, 7.0), (1, 1.2), (2, 1.5)]) {
        0 => view.aimed(TALL, dice.between(-0.02, 0.25)),
        1 => view.aimed(0.0, dice.between(0.8, 1.0)),
        _ => view.aimed(dice.between(0.3, 1.5), 0.5),
    }
}

impl ScenePlan {
    /// Draws a scene.
    pub fn sample(seed: u64, conditions: Conditions) -> Self {
        let dice = &mut Dice::new(seed ^ 0x5363_656e_6500);
        let aspect = aspect(dice);
        let style = dice.pick(&[
            (Style::Nobody, 0.09),
            (Style::Portrait, 0.22),
            (Style::Few, 0.21),
            (Style::Street, 0.24),
            (Style::Crowd, 0.08),
            (Style::Overview, 0.05),
            (Style::Anywhere, 0.11),
        ]);
        let viewpoint = viewpoint(style, aspect, dice);
        let shift = conditions == Conditions::Shift;
        let place = dice.pick(if shift { &SHIFTED[..] } else { &PLACES[..] });
        let abstracted = !shift && dice.chance(if style == Style::Anywhere { 0.7 } else { 0.27 });
        let surroundings = match abstracted {
            true => Surroundings::Collage(dice.seed()),
            false => Surroundings::Place(place, dice.seed()),
        };
        let night = dice.chance(0.09);
        let mut light = light(place, shift, dice);
        if dice.chance(0.15) {
            light.toward = [
                dice.between(-1.5, 1.5),
                dice.between(0.3, 1.5),
                dice.between(-1.4, 1.4),
            ];
        }
        if night {
            light.level *= dice.between(0.12, 0.45);
        }
        let (looks, placements) = populate(style, &viewpoint, dice);
        let person = |dice: &mut Dice| {
            let seed = (u64::from(dice.seed()) << 32) | u64::from(dice.seed());
            Person::sample(seed)
        };
        let acts: Vec<(Stance, bool)> = placements
            .iter()
            .map(|placement| looks[placement.look])
            .map(|look| (look.stance, look.action == Action::Sitting))
            .collect();
        let props = clutter::props(style, &viewpoint, &placements, &acts, dice);
        let soft = style == Style::Portrait && dice.chance(0.45) || dice.chance(0.12);
        Self {
            seed,
            aspect,
            surroundings,
            cut: Cut::draw(dice),
            light,
            exposure: Exposure::sample(conditions, night, dice),
            blur: if soft { dice.between(0.002, 0.02) } else { 0.0 },
            sharp_within: viewpoint.distance * dice.between(1.15, 2.0),
            viewpoint,
            looks: looks.into_iter().map(|look| (look, person(dice))).collect(),
            placements,
            props,
            mood: dice.chance(0.4).then(|| Mood::sample(dice)),
            veils: if dice.chance(0.13) {
                vec![Veil::sample(dice)]
            } else {
                Vec::new()
            },
        }
    }

    /// Width and height of a picture of the scene's format whose longest side is this long.
    pub fn size(&self, longest: usize) -> (usize, usize) {
        let side = |part: f32| ((longest as f32 * part).round() as usize).max(8);
        match self.aspect >= 1.0 {
            true => (longest.max(8), side(1.0 / self.aspect)),
            false => (side(self.aspect), longest.max(8)),
        }
    }

    /// How many people are planned; fewer may be seen.
    pub fn planned(&self) -> usize {
        self.placements
            .iter()
            .filter(|placement| placement.garment.is_none())
            .count()
    }

    /// How far behind the origin and to the sides people stand, in metres.
    pub(super) fn reach(&self) -> (f32, f32) {
        self.placements
            .iter()
            .fold((0.0, 0.0), |(deep, wide), placement| match placement.sight {
                Sight::Scene(at) => (f32::max(deep, 0.5 - at.z), f32::max(wide, at.x.abs())),
                Sight::Own(..) => (deep, wide),
            })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn plans_are_reproducible_and_differ() {
        for conditions in [Conditions::Train, Conditions::Shift] {
            for seed in 0..30 {
                let plan = ScenePlan::sample(seed, conditions);
                assert_eq!(plan, ScenePlan::sample(seed, conditions));
                assert_ne!(plan, ScenePlan::sample(seed + 1, conditions));
            }
        }
    }

    #[test]
    fn sizes_have_the_format() {
        for seed in 0..50 {
            let plan = ScenePlan::sample(seed, Conditions::Train);
            let (width, height) = plan.size(400);
            assert_eq!(width.max(height), 400);
            assert!((width as f32 / height as f32 / plan.aspect - 1.0).abs() < 0.02);
            assert!((8..=12).contains(&plan.size(1).0.min(plan.size(1).1).max(8)));
        }
    }

    #[test]
    fn numbers_of_people_are_spread() {
        let counts: Vec<usize> = (0..1500)
            .map(|seed| ScenePlan::sample(seed, Conditions::Train).planned())
            .collect();
        let share = |from: usize, to: usize| {
            counts.iter().filter(|count| (from..=to).contains(count)).count() as f32 / counts.len() as f32
        };
        assert!((0.06..0.13).contains(&share(0, 0)), "nobody: {}", share(0, 0));
        assert!((0.6..0.85).contains(&share(1, 5)), "some: {}", share(1, 5));
        assert!((0.05..0.25).contains(&share(6, 13)), "many: {}", share(6, 13));
        assert!(counts.iter().all(|&count| count <= 13));
    }
}
