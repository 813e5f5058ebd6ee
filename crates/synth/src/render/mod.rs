//! The renderer: a person and a shot become a picture and its truthful description.

pub(crate) mod backdrop;
mod bystander;
pub(crate) mod camera;
mod cloth;
pub(crate) mod draw;
mod fabric;
mod face;
mod ground;
mod jpeg;
pub(crate) mod lens;
pub(crate) mod light;
pub(crate) mod occluder;
mod paint;
mod places;
pub(crate) mod raster;
pub mod region_map;
pub(crate) mod standee;
pub(crate) mod texture;
mod visible;

use super::attributes::{Action, Bag, Extra};
use super::body::lofted::LoftedBody;
use super::body::pose::Pose;
use super::body::{BodySource, Figure};
use super::clothes::{self, Dressed};
use super::description::Description;
use super::dice::Dice;
use super::noise;
use super::palette::oklab;
use super::person::Person;
use super::photo::{Cut, Photo};
use super::shot::Shot;
use backdrop::Backdrop;
use camera::View;
use draw::Subject;
use light::Lamp;
use region_map::RegionMap;

pub use fabric::{Fabric, Fabrics};
pub use visible::facing;

/// A rendered picture.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Picture {
    /// Pixels across.
    pub width: usize,
    /// Pixels down.
    pub height: usize,
    /// Red, green, blue; row by row.
    pub rgb: Vec<u8>,
    /// What can be said about it.
    pub description: Description,
    /// What each pixel shows.
    pub regions: RegionMap,
}

/// Renders with the built-in body.
pub fn render(person: &Person, shot: &Shot, width: usize, height: usize) -> Picture {
    render_with(&LoftedBody, person, shot, width, height)
}

/// Renders with a body from any source; `width` and `height` must be at least 8.
pub fn render_with(
    bodies: &dyn BodySource,
    person: &Person,
    shot: &Shot,
    width: usize,
    height: usize,
) -> Picture {
    render_among(bodies, person, shot, Photographed::default(), (width, height))
}

/// What comes from photos in a picture; by default nothing.
#[derive(Clone, Copy, Debug, Default)]
pub struct Photographed<'a> {
    /// The part of a photo that takes the place of the shot's surroundings.
    pub behind: Option<(&'a Photo, Cut)>,
    /// The person's cloth.
    pub fabrics: Fabrics<'a>,
}

/// Renders with a body from any source and with parts of photos; `size`, width and height, must be at least 8 each.
pub fn render_among(
    bodies: &dyn BodySource,
    person: &Person,
    shot: &Shot,
    photographed: Photographed<'_>,
    (width, height): (usize, usize),
) -> Picture {
    let dressed = dress(bodies, person, shot);
    let view = View::around(&dressed.mesh, dressed.body_vertices, shot, width, height);
    let lamp = Lamp::new(&shot.light, &dressed);
    let feet = dressed.feet();
    let mut out = match photographed.behind {
        Some((photo, cut)) => {
            let mut out = photo.cut(cut, (width, height));
            backdrop::cast_shadow(&mut out, &view, &lamp, &feet, width);
            out
        }
        None => {
            let backdrop = Backdrop::new(shot, &view, width, height);
            backdrop.paint(&view, &lamp, &feet, (width, height), noise::tile())
        }
    };
    lens::blur(&mut out, width, height, shot.depth_blur * width as f32 * 0.5);
    let mut regions = RegionMap::new(width, height);
    let subject = Subject {
        person,
        dressed: &dressed,
        view: &view,
        lamp: &lamp,
        occluder: shot.occluder.as_ref().map(|occluder| (occluder, &shot.light)),
        coarse: draw::is_coarse(&shot.lens, width),
        fabrics: photographed.fabrics,
    };
    let tally = draw::draw(&mut out, &mut regions, &subject, (width, height));
    let resolved = match shot.lens.resolved as usize {
        0 => width,
        w => w.min(width),
    } as f32;
    // Small things need about eight pixels at the usual size, more where the camera resolved less.
    let unit = 4.0 * (width * height) as f32 / (96.0 * 192.0) * (width as f32 / resolved).powf(1.3);
    let description = visible::describe(person, shot, &tally, unit);
    let rgb = lens::expose(out, width, height, &shot.lens, shot.seed);
    Picture {
        width,
        height,
        rgb,
        description,
        regions,
    }
}

fn dress(bodies: &dyn BodySource, person: &Person, shot: &Shot) -> Dressed {
    let pose = pose(person, shot.action, &mut Dice::new(u64::from(shot.seed) ^ 0x705e));
    dress_posed(bodies, person, &pose, shot.action, shot.yaw)
}

/// Draws a person's pose for an action: what they hold and carry bends their arms.
pub(crate) fn pose(person: &Person, action: Action, dice: &mut Dice) -> Pose {
    let held = person
        .extras
        .iter()
        .map(|(extra, ..)| *extra)
        .find(|e| matches!(e, Extra::Umbrella | Extra::Drink | Extra::Book | Extra::Phone));
    let grip = !matches!(action, Action::Carrying | Action::Pushing)
        && person.bags.iter().any(|b| {
            matches!(
                b.item.kind,
                Bag::Handbag | Bag::ShoppingBag | Bag::Briefcase | Bag::Suitcase
            )
        });
    Pose::sample(action, held, grip, dice)
}

/// Dresses a person in any pose, turned by `yaw`, with what the action needs in the hands.
pub(crate) fn dress_posed(
    bodies: &dyn BodySource,
    person: &Person,
    pose: &Pose,
    action: Action,
    yaw: f32,
) -> Dressed {
    let figure = Figure {
        sex: person.sex,
        age: person.age,
        build: person.build,
        height: person.height,
        quirk: person.detail(70) * 2.0 - 1.0,
        tone: oklab(person.skin)[0],
    };
    let posed = bodies.pose(&figure, pose, yaw);
    clothes::dress(person, &posed, action, &|thing, taste| {
        bodies.worn(&figure, &posed, thing, taste)
    })
}

#[cfg(test)]
mod tests;
