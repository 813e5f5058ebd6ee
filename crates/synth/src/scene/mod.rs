//! Whole photos with nobody to a dozen people in them, for those who look for people.
//!
//! Variety goes before beauty: a finder that has seen every kind of place, light and clutter does not mistake the real
//! ones. A [`ScenePlan`] says what is there, free of pixels; [`render`] draws it at any size. Boxes are those of the
//! pixels that show a person in the end, whatever stands in front.

mod canvas;
mod clutter;
mod collage;
mod exposure;
mod figure;
mod looks;
mod mood;
mod people;
mod plan;
mod props;
mod shadow;
mod shapes;
mod veil;
mod viewpoint;

use super::body::BodySource;
use super::noise;
use super::photo::Photo;
use super::render::{backdrop::Backdrop, lens, light::Lamp};
use canvas::Canvas;
use figure::Figure;
use plan::Surroundings;

pub use plan::ScenePlan;

/// A picture of a scene.
#[derive(Clone, Debug, PartialEq)]
pub struct ScenePicture {
    /// Pixels across.
    pub width: usize,
    /// Pixels down.
    pub height: usize,
    /// Red, green, blue; row by row.
    pub rgb: Vec<u8>,
    /// Everyone of whom a pixel can be seen, farthest first.
    pub people: Vec<ScenePerson>,
}

/// Someone in a scene. Umbrellas, wheeled suitcases and things pushed or carried in both arms are not part of them.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct ScenePerson {
    /// Left, top, width and height of the pixels seen.
    pub bounds: [f32; 4],
    /// The same of the person without what stands in front, cut off at the picture's borders.
    pub whole: [f32; 4],
    /// Share of the silhouette that can be seen; what lies beyond the picture's borders cannot.
    pub seen: f32,
}

/// Draws a scene with bodies from any source, over `backdrop` where there is one: a photo without people.
///
/// `width` and `height` must be at least 8; [`ScenePlan::size`] gives those of the plan's own format.
pub fn render(
    bodies: &dyn BodySource,
    plan: &ScenePlan,
    width: usize,
    height: usize,
    backdrop: Option<&Photo>,
) -> ScenePicture {
    let size = (width, height);
    let view = plan.viewpoint.view(size);
    let lamp = Lamp::unshadowed(&plan.light);
    let ground = match (backdrop, plan.surroundings) {
        (Some(photo), _) => photo.cut(plan.cut, size),
        (None, Surroundings::Collage(seed)) => collage::paint(seed, plan.light.level, size),
        (None, Surroundings::Place(place, seed)) => {
            let (depth, across) = plan.reach();
            let place = Backdrop::empty(place, seed, depth, across);
            place.paint(&view, &lamp, &[], size, noise::tile())
        }
    };
    let mut canvas = Canvas::new(ground, size);
    let figures = Figure::all(bodies, plan, &view, size);
    for figure in &figures {
        shadow::cast(&mut canvas, figure, plan.reach().0);
    }
    let mut order: Vec<(f32, Item)> = figures
        .iter()
        .map(|figure| (figure.depth, Item::Figure(figure)))
        .chain(plan.props.iter().map(|prop| (prop.depth, Item::Prop(prop))))
        .collect();
    order.sort_by(|a, b| b.0.total_cmp(&a.0));
    let blur = plan.blur * width.max(height) as f32;
    let mut sharp = blur <= 0.0;
    for (depth, item) in &order {
        if !sharp && *depth < plan.sharp_within {
            lens::blur(&mut canvas.rgb, width, height, blur);
            sharp = true;
        }
        match item {
            Item::Figure(figure) => canvas.draw(figure),
            Item::Prop(prop) => prop.paint(&mut canvas, &view, &lamp),
        }
    }
    if !sharp {
        lens::blur(&mut canvas.rgb, width, height, blur);
    }
    for veil in &plan.veils {
        veil.paint(&mut canvas, plan.light.level);
    }
    if let Some(mood) = &plan.mood {
        mood.paint(&mut canvas);
    }
    let people = canvas.people();
    let lens = plan.exposure.lens(width);
    ScenePicture {
        width,
        height,
        rgb: lens::expose(canvas.rgb, width, height, &lens, plan.seed as u32),
        people,
    }
}

/// What is drawn from far to near.
enum Item<'a> {
    Figure(&'a Figure<'a>),
    Prop(&'a props::Prop),
}

#[cfg(test)]
mod tests;
