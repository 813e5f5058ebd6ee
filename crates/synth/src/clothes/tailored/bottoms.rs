//! Trousers cut from cloth around the legs, and skirts from a drape.

use super::super::Wardrobe;
use super::super::lower_cut::LowerCut;
use super::super::shears::{cut, moved};
use super::{CHOICE, Over};
use crate::attributes::Lower;
use crate::body::{Panel, Thing};
use crate::geometry::{Mesh, V3, mix, ramp};
use crate::loft::Chain;
use crate::material::{Material, Region, Surface};

/// How far cloth stands off the body that another garment covers.
const TIGHT: f32 = 0.004;

/// Where on a leg something is that lies `v` metres down: 1 at the knee.
fn down(leg: &Chain, v: f32) -> f32 {
    let first = leg.length(1.0);
    if v < first {
        v / first
    } else {
        1.0 + (v - first) / (leg.length(2.0) - first).max(1e-3)
    }
}

impl Wardrobe<'_> {
    /// The lower garment.
    pub(super) fn close_bottom(&mut self, over: Over) {
        let person = self.person;
        let Some(worn) = person.lower.as_ref() else {
            return;
        };
        let Some(below) = self.cut_below() else { return };
        let kind = worn.item.kind;
        let cloth = Material {
            folds: below.folds,
            cut: below.cut,
            ..self.cloth(Region::Lower, Surface::Leg, worn)
        };
        let waist = (1.0 - 0.30 - 0.10 * person.detail(12)) * self.posed.skeleton.trunk;
        let top = over.hidden.max(waist);
        let mesh = match kind {
            // Pleats are finer than the drape.
            Lower::PleatedSkirt => return,
            // The skirt of a coat is made for lofted ones.
            kind if kind.is_skirt() && person.outer.is_some() => return,
            kind if kind.is_skirt() => self.skirt_of_drape(&below, top - 0.05),
            _ => self.legs_of_tights(&below, top, over),
        };
        let Some(mesh) = mesh else { return };
        self.add_panels(&mesh, |_| cloth);
        self.legs_made(&mesh);
        self.tailored.lower = true;
    }

    /// A skirt from `top` metres below the neck down to its hem.
    pub(super) fn skirt_of_drape(&self, below: &LowerCut, top: f32) -> Option<Mesh> {
        let mesh = (self.ready_made)(Thing::Drape, self.taste(CHOICE))?;
        let end = self.hull(below.hem).v;
        let mesh = cut(&mesh, |spot| (spot.v - top).min(end - spot.v));
        (!mesh.tri.is_empty()).then_some(mesh)
    }

    /// Trousers from `top` metres below the neck down to their hems.
    pub(super) fn legs_of_tights(&self, below: &LowerCut, top: f32, over: Over) -> Option<Mesh> {
        let mesh = (self.ready_made)(Thing::Tights, self.taste(CHOICE))?;
        let legs = self.posed.skeleton.legs;
        let end = legs[0].length(below.hem);
        let mut mesh = cut(&mesh, |spot| match spot.panel {
            Panel::Leg => (end - spot.v).min(self.below_neck(spot) - top),
            Panel::Hips => spot.v - top,
            _ => -1.0,
        });
        if mesh.tri.is_empty() {
            return None;
        }
        let ease = below.ease.max(0.003);
        moved(&mut mesh, |spot, normal| {
            let room = over.room(self.below_neck(spot));
            let off = normal * mix(ease.min(TIGHT), ease, room);
            match spot.panel {
                Panel::Leg => off + self.widened(below, spot.p + off, spot.v) * room,
                _ => off,
            }
        });
        Some(mesh)
    }

    /// How far a point of a leg at `v` moves out where the cloth is wider than the leg.
    fn widened(&self, below: &LowerCut, p: V3, v: f32) -> V3 {
        let away = |leg: &Chain| {
            let frame = leg.at(down(leg, v));
            let q = p - frame.o;
            q - frame.y * q.dot(frame.y)
        };
        let [left, right] = self.posed.skeleton.legs.each_ref().map(away);
        let out = if left.norm() < right.norm() { left } else { right };
        let s = down(&self.posed.skeleton.legs[0], v);
        let wide = self.cloth_radius(below, s) * ramp(0.1, 0.85, s);
        out.unit() * (wide - out.norm()).max(0.0)
    }
}
