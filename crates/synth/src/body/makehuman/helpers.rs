//! The helper geometry of the base mesh: tights and a long skirt that follow every shape, from which clothes are cut.

use super::garment::Garment;
use super::mhclo::{Binding, Mhclo, Ruler};
use super::obj::Obj;
use super::rig::{Bound, Segment, Weights};
use crate::body::Panel;
use crate::geometry::V3;
use std::collections::BTreeMap;

/// Whether an arm moves most of a vertex.
fn on_arm(bound: &Bound) -> bool {
    let arms = Segment::UpperArm as u8..=Segment::HandRight as u8;
    let share = bound.iter().filter(|(segment, _)| arms.contains(segment));
    share.map(|(_, share)| share).sum::<f32>() > 0.5
}

/// The geometry of the groups `name`; `None` where the base mesh has none that moves. `panel` tells what the triangle
/// with these corners is.
fn helper(
    base: &Obj,
    weights: &Weights,
    name: &str,
    panel: impl Fn(&[Bound; 3]) -> Panel,
) -> Option<Garment> {
    let triangles = base.of_groups(|group| group == name);
    let mut places: BTreeMap<u32, u32> = BTreeMap::new();
    for vertex in triangles.iter().flatten() {
        places.insert(*vertex, 0);
    }
    for (place, number) in places.values_mut().zip(0..) {
        *place = number;
    }
    let bounds: Vec<Bound> = places.keys().map(|v| weights.0[*v as usize]).collect();
    if bounds.is_empty() || bounds.iter().any(|bound| bound[0].1 <= 0.0) {
        return None;
    }
    let binding = |&vertex: &u32| Binding {
        corners: [vertex; 3],
        shares: [1.0, 0.0, 0.0],
        offset: V3::default(),
    };
    // Vertices of the base mesh itself: there is no offset to measure.
    let ruler = Ruler {
        ends: [triangles[0][0]; 2],
        length: 1.0,
    };
    let mhclo = Mhclo {
        rulers: [ruler; 3],
        bindings: places.keys().map(binding).collect(),
    };
    let of = |triangle: &[u32; 3]| {
        let corners = triangle.map(|vertex| places[&vertex]);
        (corners, panel(&corners.map(|corner| bounds[corner as usize])))
    };
    let triangles = triangles.iter().map(of).collect();
    Some(Garment {
        mhclo,
        bounds,
        triangles,
    })
}

/// Tights from the neck to the toes; their trunk is all hips until they are worn.
pub(super) fn tights(base: &Obj, weights: &Weights) -> Option<Garment> {
    helper(base, weights, "helper-tights", |corners| {
        let arms = corners.iter().filter(|bound| on_arm(bound)).count();
        if arms >= 2 { Panel::Sleeve } else { Panel::Hips }
    })
}

/// A skirt from the waist to the ankles.
pub(super) fn drape(base: &Obj, weights: &Weights) -> Option<Garment> {
    helper(base, weights, "helper-skirt", |_| Panel::Skirt)
}
