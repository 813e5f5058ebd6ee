//! What MakeHuman's suits are made of. Their files name no parts and have no textures here, so that the parts are told
//! by what hangs together, where it lies and what moves it.

use super::asset::AssetText;
use super::garment::Garment;
use super::obj::Obj;
use super::pieces::{heights, patches, pieces};
use super::rig::{Bound, Segment, Weights};
use crate::body::Panel;
use crate::error::{Error, Result};
use crate::geometry::V3;

/// What a connected piece of a suit is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Piece {
    /// A shirt or jacket.
    Top,
    /// A jacket with the shirt and the tie that show in it.
    Suit,
    /// Lapels, or another part of the collar.
    Lapels,
    /// The front of a shirt inside an open jacket.
    Inner,
    /// A shirt under a bib.
    Under,
    /// Trousers or shorts, also with a bib.
    Trousers,
    /// A skirt.
    Skirt,
    /// Top and trousers in one.
    Overall,
    /// Buttons, buckles, labels.
    Button,
}

/// Meshes of garments, paths without ending under MakeHuman's folder of data, and what their pieces are, from the one
/// whose middle is highest to the lowest one.
pub(super) const SUITS: [(&str, &[Piece]); 12] = [
    ("clothes/male_casualsuit01/male_casualsuit01", &[Piece::Overall]),
    (
        "clothes/male_casualsuit02/male_casualsuit02",
        &[Piece::Top, Piece::Trousers],
    ),
    (
        "clothes/male_casualsuit03/male_casualsuit03",
        &[Piece::Top, Piece::Trousers],
    ),
    (
        "clothes/male_casualsuit04/male_casualsuit04",
        &[Piece::Top, Piece::Trousers],
    ),
    (
        "clothes/male_casualsuit05/male_casualsuit05",
        &[Piece::Lapels, Piece::Inner, Piece::Top, Piece::Trousers],
    ),
    (
        "clothes/male_casualsuit06/male_casualsuit06",
        &[Piece::Top, Piece::Trousers],
    ),
    (
        "clothes/male_elegantsuit01/male_elegantsuit01",
        &[Piece::Suit, Piece::Trousers],
    ),
    (
        "clothes/male_worksuit01/male_worksuit01",
        &[
            Piece::Under,
            Piece::Button,
            Piece::Button,
            Piece::Button,
            Piece::Button,
            Piece::Trousers,
        ],
    ),
    (
        "clothes/female_casualsuit01/female_casualsuit01",
        &[Piece::Top, Piece::Trousers],
    ),
    (
        "clothes/female_casualsuit02/female_casualsuit02",
        &[Piece::Top, Piece::Button, Piece::Trousers],
    ),
    (
        "clothes/female_elegantsuit01/female_elegantsuit01",
        &[Piece::Top, Piece::Skirt],
    ),
    (
        "clothes/female_sportsuit01/female_sportsuit01",
        &[Piece::Top, Piece::Trousers],
    ),
];

/// Patches with fewer triangles are strays that belong to what surrounds them.
const STRAY: usize = 20;
/// Collars lie above this part of the height of their piece.
const COLLAR: f32 = 0.8;
/// Buttons are no taller than this part of it.
const BUTTON: f32 = 0.035;
/// What shows in a closed jacket lies above this part.
const OPENING: f32 = 0.45;

/// Which segments count as arms and legs.
fn arm(segment: u8) -> bool {
    (Segment::UpperArm as u8..=Segment::HandRight as u8).contains(&segment)
}

fn leg(segment: u8) -> bool {
    segment >= Segment::Thigh as u8
}

/// Mean share of the segments that `counts` names in what moves the corners of some triangles.
fn share(mesh: &Obj, bounds: &[Bound], triangles: &[usize], counts: fn(u8) -> bool) -> f32 {
    let corners = triangles.iter().flat_map(|&t| mesh.triangles[t].1);
    let shares = corners.flat_map(|corner| bounds[corner as usize]);
    let sum: f32 = shares
        .filter(|(segment, _)| counts(*segment))
        .map(|(_, s)| s)
        .sum();
    sum / (3 * triangles.len().max(1)) as f32
}

/// Whether a point of the front in a jacket lies on the tie: below the wings of the collar, in the middle.
fn on_tie(p: V3, (low, high): (f32, f32)) -> bool {
    // Collar, knot and blade of the one mesh that has them, by the height of what shows.
    let up = (p.y - low) / (high - low);
    let half = 0.076 * (high - low);
    let wings = 0.020 + 0.5 * (0.785 - up);
    up < 0.76 && p.x.abs() < half.min(wings * (high - low))
}

/// What each triangle of a patch is, in a piece between these heights.
fn panel(
    piece: Piece,
    mesh: &Obj,
    bounds: &[Bound],
    patch: &[usize],
    (low, high): (f32, f32),
) -> impl Fn(V3, usize) -> Panel {
    let span = heights(mesh, patch);
    let bottom = (span.0 - low) / (high - low);
    let (arms, legs) = (share(mesh, bounds, patch, arm), share(mesh, bounds, patch, leg));
    let stray = patch.len() < STRAY;
    let one = |of: fn(u8) -> bool, triangle: usize| share(mesh, bounds, &[triangle], of) > 0.5;
    let sleeved: Vec<bool> = patch.iter().map(|&t| one(arm, t)).collect();
    // A shirt of one patch is cut where arms begin to move it.
    let mixed = sleeved.iter().any(|on| *on) && arms < 0.4;
    let sleeved: Vec<(usize, bool)> = patch.iter().copied().zip(sleeved).collect();
    move |middle, triangle| {
        let on_arm = sleeved
            .binary_search_by_key(&triangle, |s| s.0)
            .is_ok_and(|place| sleeved[place].1);
        let sleeve = if mixed || stray { on_arm } else { arms > 0.4 };
        match piece {
            Piece::Trousers => Panel::Hips,
            Piece::Skirt => Panel::Skirt,
            Piece::Button => Panel::Button,
            Piece::Lapels => Panel::Collar,
            Piece::Inner => Panel::Inner,
            Piece::Under if sleeve => Panel::InnerSleeve,
            Piece::Under => Panel::Inner,
            Piece::Overall if legs > 0.25 => Panel::Hips,
            _ if sleeve => Panel::Sleeve,
            Piece::Suit if stray => Panel::Trunk,
            Piece::Suit if span.1 - span.0 < BUTTON * (high - low) => Panel::Button,
            Piece::Suit if bottom > OPENING && on_tie(middle, span) => Panel::Tie,
            Piece::Suit if bottom > OPENING => Panel::Inner,
            _ if bottom > COLLAR && !stray => Panel::Collar,
            _ => Panel::Trunk,
        }
    }
}

/// Reads the suit `path`.
pub(super) fn parse(path: &str, text: &AssetText, names: &[Piece], weights: &Weights) -> Result<Garment> {
    let (mesh, mhclo) = text.read(path, weights)?;
    let bounds = mhclo.bounds(weights, |_| true);
    if let Some(loose) = bounds.iter().position(|bound| bound[0].1 <= 0.0) {
        return Err(Error::Bodies(format!(
            "{path}.mhclo: vertex {loose} hangs on nothing that moves"
        )));
    }
    let found = pieces(&mesh);
    if found.len() != names.len() {
        return Err(Error::Bodies(format!(
            "{path}.obj: expected {} connected pieces, found {}",
            names.len(),
            found.len()
        )));
    }
    let mut owner = vec![0; mesh.triangles.len()];
    for (number, piece) in found.iter().enumerate() {
        for &triangle in piece {
            owner[triangle] = number;
        }
    }
    let mut triangles = vec![([0; 3], Panel::Trunk); mesh.triangles.len()];
    for patch in patches(&mesh) {
        let number = owner[patch[0]];
        let of = panel(
            names[number],
            &mesh,
            &bounds,
            &patch,
            heights(&mesh, &found[number]),
        );
        for &triangle in &patch {
            let corners = mesh.triangles[triangle].1;
            let [a, b, c] = corners.map(|corner| mesh.positions[corner as usize]);
            triangles[triangle] = (corners, of((a + b + c) * (1.0 / 3.0), triangle));
        }
    }
    Ok(Garment {
        mhclo,
        bounds,
        triangles,
    })
}
