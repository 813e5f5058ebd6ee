//! A figure of a plan, dressed, lit and before the camera.

use super::looks::recolour;
use super::people::{Placement, Sight};
use super::plan::ScenePlan;
use super::viewpoint::TALL;
use crate::attributes::{Bag, Extra};
use crate::body::BodySource;
use crate::clothes::Dressed;
use crate::geometry::{V3, v3};
use crate::material::Region;
use crate::person::Person;
use crate::render::camera::View;
use crate::render::light::Lamp;
use crate::render::region_map::CLASSES;
use std::collections::BTreeMap;

/// Height in pixels from which a person's own shadows on themselves can be seen.
const SHADED: f32 = 44.0;

/// Someone ready to be drawn, or a garment without anyone in it.
pub(super) struct Figure<'a> {
    /// Whose face and details are drawn.
    pub person: &'a Person,
    /// The mesh around its own origin.
    pub dressed: Dressed,
    /// Where each vertex lies in the picture.
    pub points: Vec<V3>,
    /// The view with the figure's place as origin.
    pub view: View,
    /// The light with the figure's own shadow.
    pub lamp: Lamp,
    /// Distance from the camera, for the order of drawing.
    pub depth: f32,
    /// Where it stands, for those who stand on the scene's ground.
    pub stands: Option<V3>,
    /// Whether this is a person.
    pub counts: bool,
    body: [bool; CLASSES],
}

impl<'a> Figure<'a> {
    /// Everyone of a plan.
    pub fn all(bodies: &dyn BodySource, plan: &'a ScenePlan, view: &View, size: (usize, usize)) -> Vec<Self> {
        let mut dressed: BTreeMap<usize, (f32, Dressed)> = BTreeMap::new();
        let each = plan.placements.iter();
        each.map(|placement| {
            let (look, person) = &plan.looks[placement.look];
            let (yaw, made) = dressed
                .entry(placement.look)
                .or_insert_with(|| (placement.yaw, look.dress(bodies, person, placement.yaw)));
            let mut own = made.turned(placement.yaw - *yaw);
            if let Some(seed) = placement.recolour {
                recolour(&mut own, seed);
            }
            Self::new(own, person, placement, plan, view, size)
        })
        .collect()
    }

    fn new(
        mut dressed: Dressed,
        person: &'a Person,
        placement: &Placement,
        plan: &ScenePlan,
        view: &View,
        size: (usize, usize),
    ) -> Self {
        if let Some(garment) = placement.garment {
            keep_only(&mut dressed, garment);
        }
        let (view, stands) = match &placement.sight {
            Sight::Scene(at) => (view.seen_from(*at), Some(*at)),
            Sight::Own(viewpoint, at) => {
                let shift = ((at.0 - 0.5) * size.0 as f32, (at.1 - 0.5) * size.1 as f32);
                (viewpoint.view(size).shifted(shift), None)
            }
        };
        let points: Vec<V3> = dressed.mesh.pos.iter().map(|&p| view.project(p)).collect();
        let tall = view.project(v3(0.0, 0.0, 0.0)).y - view.project(v3(0.0, TALL, 0.0)).y;
        let lamp = match tall.abs() > SHADED {
            true => Lamp::new(&plan.light, &dressed),
            false => Lamp::unshadowed(&plan.light),
        };
        Self {
            person,
            dressed,
            points,
            view,
            lamp,
            depth: placement.depth,
            stands,
            counts: placement.garment.is_none(),
            body: body_of(person),
        }
    }

    /// Left, top, right and bottom in pixels, also where they lie beyond the picture.
    pub fn extent(&self) -> [f32; 4] {
        let all = [f32::MAX, f32::MAX, f32::MIN, f32::MIN];
        self.points.iter().fold(all, |[left, top, right, bottom], p| {
            [left.min(p.x), top.min(p.y), right.max(p.x), bottom.max(p.y)]
        })
    }

    /// Whether a region is part of the person, as a box around them has it.
    pub fn is_body(&self, region: u8) -> bool {
        self.body[region as usize]
    }
}

/// Umbrellas, wheeled suitcases and what is pushed or carried in both arms are not part of a person.
fn body_of(person: &Person) -> [bool; CLASSES] {
    let mut body = [true; CLASSES];
    body[Region::Prop as usize] = false;
    body[CLASSES - 1] = false;
    for (extra, region) in person
        .extras
        .iter()
        .zip([Region::ExtraA, Region::ExtraB, Region::ExtraC])
    {
        body[region as usize] = extra.0 != Extra::Umbrella;
    }
    for (bag, region) in person.bags.iter().zip([Region::BagA, Region::BagB]) {
        body[region as usize] = bag.item.kind != Bag::Suitcase;
    }
    body
}

/// Leaves only what belongs to one region: a garment that hangs or lies there.
fn keep_only(dressed: &mut Dressed, region: Region) {
    let materials = &dressed.materials;
    let mesh = &mut dressed.mesh;
    let keep: Vec<bool> = mesh
        .mat
        .iter()
        .map(|&m| materials[m as usize].region == region)
        .collect();
    let mut each = keep.iter();
    mesh.tri.retain(|_| each.next().copied().unwrap_or(false));
    let mut each = keep.iter();
    mesh.mat.retain(|_| each.next().copied().unwrap_or(false));
}
