//! Dressing: from a person and a posed body to one mesh with materials.

mod accessories;
mod bag_make;
mod bags;
mod collar;
mod footwear;
mod hair;
mod headgear;
mod lower;
mod lower_cut;
mod ready_made;
mod shears;
mod tailored;
mod upper;
mod upper_cut;
mod upper_tubes;

use super::attributes::{Action, Footwear, Headgear, Sleeves, Upper};
use super::body::{Posed, SkinPart, Taste, Thing};
use super::geometry::{Frame, Mesh, V3};
use super::loft::{Ring, Skin, loft};
use super::material::{Material, Region, Surface};
use super::palette::linear;
use super::person::{Person, Worn};
use tailored::Tailored;

/// A dressed person: everything to be drawn.
pub struct Dressed {
    /// All surfaces.
    pub mesh: Mesh,
    /// Materials by number.
    pub materials: Vec<Material>,
    /// Number of vertices that belong to the person proper; umbrellas and the like come after.
    pub body_vertices: usize,
    /// Half height of the head in metres.
    pub head_half: f32,
    /// Ankles.
    ankles: [V3; 2],
}

impl Dressed {
    /// Where the feet stand.
    pub fn feet(&self) -> [V3; 2] {
        self.ankles
    }

    /// The same person turned to the left by an angle, with feet and all.
    pub fn turned(&self, angle: f32) -> Self {
        let world = Frame::upright(V3::default(), angle);
        let turn = |points: &[V3]| points.iter().map(|&p| world.dir(p)).collect();
        let mesh = Mesh {
            pos: turn(&self.mesh.pos),
            nrm: turn(&self.mesh.nrm),
            uv: self.mesh.uv.clone(),
            tri: self.mesh.tri.clone(),
            mat: self.mesh.mat.clone(),
        };
        Self {
            mesh,
            materials: self.materials.clone(),
            ankles: self.ankles.map(|p| world.dir(p)),
            ..*self
        }
    }

    /// Whether a triangle is the far side of a closed surface, which its near side hides; `near` tells for each vertex
    /// whether it faces the viewer.
    pub fn far_side(&self, triangle: usize, near: &[bool]) -> bool {
        let closed = matches!(
            self.materials[self.mesh.mat[triangle] as usize].surface,
            Surface::Skin
                | Surface::Face
                | Surface::Torso
                | Surface::Sleeve
                | Surface::Leg
                | Surface::Skirt
                | Surface::Shoe
        );
        closed
            && self.mesh.tri[triangle]
                .iter()
                .all(|&vertex| !near[vertex as usize])
    }
}

/// What the source of the body has geometry of, as [`super::body::BodySource::worn`] gives it.
pub type ReadyMade<'a> = &'a dyn Fn(Thing, Taste) -> Option<Mesh>;

struct Wardrobe<'a> {
    person: &'a Person,
    posed: &'a Posed,
    ready_made: ReadyMade<'a>,
    out: Dressed,
    /// How far the outermost layer of the trunk stands off the skin.
    outermost: f32,
    tailored: Tailored,
}

impl Wardrobe<'_> {
    fn material(&mut self, material: Material) -> u8 {
        self.out.materials.push(material);
        (self.out.materials.len() - 1) as u8
    }

    /// Material of a worn thing.
    fn cloth<K>(&self, region: Region, surface: Surface, worn: &Worn<K>) -> Material {
        Material {
            surface,
            accent: linear(worn.accent_rgb),
            pattern: worn.item.pattern,
            scale: 0.7 + 0.9 * self.person.detail(region as u32 + 20),
            seed: self.person.details ^ (region as u32 * 77),
            ..Material::plain(region, worn.rgb)
        }
    }

    fn skin_material(&self, surface: Surface) -> Material {
        let region = if surface == Surface::Face {
            Region::Face
        } else {
            Region::Skin
        };
        Material {
            surface,
            gloss: 0.05,
            ..Material::plain(region, self.person.skin)
        }
    }

    fn skin(&mut self, part: SkinPart, surface: Surface) {
        let material = self.skin_material(surface);
        let number = self.material(material);
        self.part(part, number);
    }

    fn part(&mut self, part: SkinPart, number: u8) {
        let posed = self.posed;
        for (_, mesh) in posed.skin.iter().filter(|(p, _)| *p == part) {
            self.add(mesh, &[number]);
        }
    }

    /// Adds a mesh whose material numbers count in `numbers`; the last of these goes on beyond.
    fn add(&mut self, mesh: &Mesh, numbers: &[u8]) {
        let out = &mut self.out.mesh;
        let base = out.pos.len() as u32;
        out.pos.extend_from_slice(&mesh.pos);
        out.nrm.extend_from_slice(&mesh.nrm);
        out.uv.extend_from_slice(&mesh.uv);
        out.tri.extend(mesh.tri.iter().map(|t| t.map(|i| i + base)));
        let last = numbers.len().saturating_sub(1);
        out.mat
            .extend(mesh.mat.iter().map(|&part| numbers[last.min(part as usize)]));
    }

    /// A flat band along `path`; each point comes with the direction away from the body.
    fn ribbon(&mut self, path: &[(V3, V3)], half_width: f32, thickness: f32, material: u8) {
        let rings: Vec<Ring> = path
            .iter()
            .enumerate()
            .map(|(i, &(o, out))| {
                let (before, after) = (path[i.saturating_sub(1)].0, path[(i + 1).min(path.len() - 1)].0);
                let y = (before - after).unit();
                let z = (out - y * out.dot(y)).unit();
                let frame = Frame {
                    o,
                    x: y.cross(z),
                    y,
                    z,
                };
                let v = 0.05 * i as f32;
                Ring {
                    frame,
                    side: half_width,
                    front: thickness,
                    back: thickness,
                    v,
                }
            })
            .collect();
        loft(&mut self.out.mesh, &rings, Skin::of(material, 6));
    }

    /// Point on the outermost layer of the trunk and the direction away from the body.
    fn on_trunk(&self, level: f32, angle: f32, off: f32) -> (V3, V3) {
        let ring = self.posed.trunk(level).eased(self.outermost + off);
        let p = ring.point(angle, 0.4, 1.0);
        (p, (p - ring.frame.o).unit())
    }
}

/// Dresses `posed` as `person`, with what the action needs in the hands.
pub fn dress(person: &Person, posed: &Posed, action: Action, ready_made: ReadyMade) -> Dressed {
    let out = Dressed {
        mesh: Mesh::default(),
        materials: Vec::with_capacity(40),
        body_vertices: 0,
        head_half: posed.girth.head.y,
        ankles: posed.skeleton.legs.map(|leg| leg.c),
    };
    let mut w = Wardrobe {
        person,
        posed,
        ready_made,
        out,
        outermost: 0.008,
        tailored: Tailored::default(),
    };
    w.tailor();
    w.skin(SkinPart::Head, Surface::Face);
    match w.tailored.collar {
        true => w.neck_in_collar(),
        false => w.skin(SkinPart::Neck, Surface::Skin),
    }
    let gloves = person
        .extras
        .iter()
        .position(|(e, ..)| *e == super::attributes::Extra::Gloves);
    match gloves {
        Some(i) => {
            let material = Material::plain(accessories::region(i), person.extras[i].2);
            let number = w.material(material);
            w.part(SkinPart::Hands, number);
        }
        None => w.skin(SkinPart::Hands, Surface::Skin),
    }
    // Pushed-up sleeves show the forearms.
    let pushed_up = person.detail(3) < upper_tubes::PUSHED_UP && !w.tailored.long_sleeves;
    if person.outer_sleeves() != Sleeves::Long || pushed_up {
        w.skin(SkinPart::Arms, Surface::Skin);
    }
    let crop = person
        .upper
        .as_ref()
        .is_some_and(|u| u.item.kind == Upper::CropTop);
    if crop {
        w.skin(SkinPart::Torso, Surface::Skin);
    }
    if lower::shows_legs(person) {
        w.bare_legs();
    }
    let bare = matches!(
        person.footwear.item.kind,
        Footwear::Barefoot | Footwear::FlipFlops | Footwear::Sandals
    );
    if bare {
        w.skin(SkinPart::Feet, Surface::Skin);
    }
    w.lower();
    w.upper();
    w.footwear();
    if person
        .headgear
        .as_ref()
        .is_none_or(|h| h.item.kind != Headgear::Headscarf)
    {
        w.hair();
    }
    w.headgear();
    w.worn_extras();
    w.out.body_vertices = w.out.mesh.pos.len();
    w.bags();
    w.held(action);
    w.out
}
