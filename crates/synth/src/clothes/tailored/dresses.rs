//! Dresses and jumpsuits, cut from cloth around the body and a drape.

use super::super::Wardrobe;
use super::super::lower_cut::lower_cut;
use super::super::shears::{moved, span};
use super::super::upper::dress_cut;
use super::tops::BULGE;
use super::{LEGS, Over};
use crate::attributes::{Lower, OnePiece, Sleeves};
use crate::body::{Panel, SkinPart};
use crate::geometry::Mesh;
use crate::material::{Material, Region, Surface};

/// Part of the people whose one-piece garment is cut from such cloth.
const SHARE: f32 = 0.8;
/// How far the upper part goes into the lower one, in metres.
const SEAM: f32 = 0.06;

/// Adds the triangles of `other`.
fn join(mesh: &mut Mesh, other: &Mesh) {
    let base = mesh.pos.len() as u32;
    mesh.pos.extend_from_slice(&other.pos);
    mesh.nrm.extend_from_slice(&other.nrm);
    mesh.uv.extend_from_slice(&other.uv);
    mesh.tri
        .extend(other.tri.iter().map(|t| t.map(|corner| corner + base)));
    mesh.mat.extend_from_slice(&other.mat);
}

impl Wardrobe<'_> {
    /// A dress or jumpsuit; dungarees have a bib and stay lofted.
    pub(super) fn close_one_piece(&mut self) {
        let person = self.person;
        let Some(worn) = person.one_piece.as_ref().filter(|_| person.detail(LEGS) < SHARE) else {
            return;
        };
        let kind = worn.item.kind;
        if kind == OnePiece::Dungarees {
            return;
        }
        let cut = dress_cut(person, kind);
        let (fit, length) = (person.detail(10), person.detail(11));
        let below = match kind {
            OnePiece::Jumpsuit => {
                let like = if fit > 0.6 {
                    Lower::WideTrousers
                } else {
                    Lower::Jeans
                };
                lower_cut(like, fit, length)
            }
            _ => lower_cut(Lower::Skirt, fit, length),
        };
        let trunk = self.posed.skeleton.trunk;
        let ease = 0.6 * cut.ease;
        let lower = match kind {
            OnePiece::Jumpsuit => self.legs_of_tights(&below, 0.66 * trunk, Over::NONE),
            _ => {
                let mut below = below;
                below.hem = cut.hem;
                self.skirt_of_drape(&below, 0.0)
            }
        };
        let Some(mut mesh) = lower else { return };
        let top = match span(&mesh, Panel::Skirt) {
            Some([first, _]) => first + SEAM,
            None => 0.66 * trunk + SEAM,
        };
        if kind != OnePiece::Jumpsuit {
            moved(&mut mesh, |_, normal| normal * 0.5 * ease);
        }
        let Some(upper) = self.body_of_tights(|_| ease, top, person.sleeves, 0.012 * trunk) else {
            return;
        };
        // One cloth from neck to hem: patterns and gradients go on.
        let end = span(&mesh, Panel::Skirt);
        join(&mut mesh, &upper);
        let cloth = self.close_cloth(Material {
            gloss: cut.gloss,
            folds: 0.7,
            cut: cut.cut,
            ..self.cloth(Region::OnePiece, Surface::Torso, worn)
        });
        let numbers = Panel::ALL.map(|panel| {
            let mut material = self.of_panel(&mesh, panel, cloth);
            if let (Panel::Trunk | Panel::Skirt, Some([_, last])) = (panel, end) {
                material.span = [0.0, last];
                material.girth = self.posed.trunk(0.72).side * 1.15;
                // The upper part goes on as it began.
                material.surface = Surface::Torso;
            }
            self.material(material)
        });
        self.add(&mesh, &numbers);
        self.legs_made(&mesh);
        if person.sleeves == Sleeves::None {
            self.skin_within(SkinPart::Torso, 0.14, 0.17);
        }
        self.outermost = ease + BULGE;
        self.tailored.one_piece = true;
        self.sleeves_made(person.sleeves);
    }
}
