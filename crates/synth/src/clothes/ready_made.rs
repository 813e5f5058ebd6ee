//! Hair, hats and shoes that the source of bodies has geometry of; they get this crate's materials.

use super::Wardrobe;
use crate::attributes::{Footwear, Headgear};
use crate::body::{Taste, Thing};
use crate::geometry::{Mesh, mix, ramp, v3};
use crate::material::{Material, Region, Surface};
use crate::palette::Rgb;

/// Squareness of the trunk under hair, as clothes have it at most.
const SQUARE: f32 = 2.4;
/// Colours of socks.
const SOCKS: [Rgb; 4] = [[232, 231, 227], [28, 28, 30], [96, 97, 101], [36, 42, 62]];

impl Wardrobe<'_> {
    /// What tells this person from others with the same thing; `which` is the first of three details.
    pub(super) fn taste(&self, which: u32) -> Taste {
        Taste {
            choice: self.person.detail(which),
            long: self.person.detail(which + 1),
            mirrored: self.person.detail(which + 2) < 0.5,
        }
    }

    /// Hair of the source; false where it has none for this head.
    pub(super) fn ready_made_hair(&mut self, number: u8) -> bool {
        // Under a hat hair is pressed flat, which only our own can be.
        if self.person.headgear.is_some() {
            return false;
        }
        let thing = Thing::Hair(self.person.hair.style);
        let Some(mut mesh) = (self.ready_made)(thing, self.taste(33)) else {
            return false;
        };
        self.lay_over_clothes(&mut mesh);
        self.add(&mesh, &[number]);
        true
    }

    /// The hat of the source; false where it has none.
    pub(super) fn ready_made_hat(&mut self, number: u8) -> bool {
        let hat = (self.ready_made)(Thing::Headgear(Headgear::Hat), self.taste(42));
        if let Some(mesh) = &hat {
            self.add(mesh, &[number]);
        }
        hat.is_some()
    }

    /// Moves what would be inside the clothes of the trunk onto them, without turning layers inside out.
    fn lay_over_clothes(&self, mesh: &mut Mesh) {
        /// Part of the trunk's size below which points move.
        const REACH: f32 = 1.2;
        let skeleton = &self.posed.skeleton;
        for p in &mut mesh.pos {
            // The chest begins at a third of the trunk.
            let level = 0.34 + (*p - skeleton.chest.o).dot(skeleton.chest.y) / skeleton.trunk;
            let on = ramp(1.04, 0.92, level);
            if on <= 0.0 || level < -0.2 {
                continue;
            }
            let ring = self.posed.trunk(level).eased(self.outermost + 0.010);
            let q = ring.frame.seen(*p);
            let (x, z) = (
                q.x / ring.side,
                q.z / if q.z > 0.0 { ring.front } else { ring.back },
            );
            let off = (x.abs().powf(SQUARE) + z.abs().powf(SQUARE)).powf(1.0 / SQUARE);
            if off < REACH && off > 0.01 {
                let by = mix(1.0, REACH, off / REACH) / off;
                *p = p.lerp(ring.frame.at(v3(q.x * by, q.y, q.z * by)), on);
            }
        }
    }

    /// Shoes of the source in `material`, with socks but without the shaft of boots; false where it has none of this kind.
    pub(super) fn ready_made_shoes(&mut self, material: Material) -> bool {
        let person = self.person;
        let kind = person.footwear.item.kind;
        let Some(mut mesh) = (self.ready_made)(Thing::Footwear(kind), self.taste(36)) else {
            return false;
        };
        let length = self.posed.girth.foot;
        // The painter finds the sole below `span[0]`.
        let sole = match kind {
            Footwear::Sneakers => 0.085,
            _ => 0.07,
        };
        let shoes = self.material(Material {
            span: [sole * length, 9.0],
            ..material
        });
        if matches!(kind, Footwear::AnkleBoots | Footwear::HighBoots) {
            // Socks stay inside the shaft.
            let shown = mesh.mat.iter().filter(|part| **part == 0).count();
            let mut parts = mesh.mat.iter();
            mesh.tri.retain(|_| parts.next() == Some(&0));
            mesh.mat = vec![0; shown];
            self.add(&mesh, &[shoes]);
            return true;
        }
        let socks = match kind {
            // Worn without, as far as one can see.
            Footwear::Loafers => Material {
                surface: Surface::Skin,
                gloss: 0.05,
                ..Material::plain(Region::Skin, person.skin)
            },
            _ => {
                // White socks in white shoes would look like socks without shoes.
                let white = material.base.iter().all(|part| *part > 0.5);
                let choice = if kind == Footwear::Sneakers && !white && person.detail(39) < 0.6 {
                    0
                } else {
                    1 + (person.detail(41) * 3.0).min(2.0) as usize
                };
                Material::plain(Region::Under, SOCKS[choice])
            }
        };
        let socks = self.material(socks);
        self.add(&mesh, &[shoes, socks]);
        true
    }
}
