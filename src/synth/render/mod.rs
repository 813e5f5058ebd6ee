//! The renderer: a person and a shot become a picture and its truthful description.

mod backdrop;
mod camera;
mod cloth;
mod jpeg;
mod lens;
mod light;
mod occluder;
mod paint;
mod raster;
mod visible;

use super::attributes::{Action, Age, Extra, Eyewear, Sex};
use super::body::lofted::LoftedBody;
use super::body::pose::Pose;
use super::body::{BodySource, Figure};
use super::clothes::{self, Dressed};
use super::description::Description;
use super::dice::Dice;
use super::geometry::{V3, v3};
use super::material::{Region, Surface};
use super::noise;
use super::palette::linear;
use super::person::Person;
use super::shot::Shot;
use backdrop::Backdrop;
use camera::View;
use light::Lamp;
use paint::{FaceLook, paint};
use raster::{EMPTY, Raster};
use visible::Tally;

pub use visible::facing;

/// Samples per pixel, each way.
const FINE: usize = 2;

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
}

/// Renders with the built-in body.
pub fn render(person: &Person, shot: &Shot, width: usize, height: usize) -> Picture {
    render_with(&LoftedBody, person, shot, width, height)
}

/// Renders with a body from any source; `width` and `height` must be at least 8.
pub fn render_with(bodies: &dyn BodySource, person: &Person, shot: &Shot, width: usize, height: usize) -> Picture {
    let dressed = dress(bodies, person, shot);
    let view = View::around(&dressed.mesh, dressed.body_vertices, shot, width, height);
    let lamp = Lamp::new(&shot.light, &dressed.mesh);
    let tile = noise::tile();
    let mut out = Backdrop::new(shot).paint(&view, &lamp, &dressed.feet(), width, height, tile);
    lens::blur(&mut out, width, height, shot.depth_blur * width as f32 * 0.5);
    let tally = draw(&mut out, person, shot, &dressed, &view, &lamp, (width, height));
    let resolved = match shot.lens.resolved as usize {
        0 => width,
        w => w.min(width),
    } as f32;
    // Small things need about eight pixels at the usual size, more where the camera resolved less.
    let unit = 4.0 * (width * height) as f32 / (96.0 * 192.0) * (width as f32 / resolved).powf(1.3);
    let description = visible::describe(person, shot, &tally, unit);
    let rgb = lens::expose(out, width, height, &shot.lens, shot.seed);
    Picture { width, height, rgb, description }
}

fn dress(bodies: &dyn BodySource, person: &Person, shot: &Shot) -> Dressed {
    let figure = Figure {
        sex: person.sex,
        age: person.age,
        build: person.build,
        height: person.height,
        quirk: person.detail(70) * 2.0 - 1.0,
    };
    let held = person
        .extras
        .iter()
        .map(|(extra, ..)| *extra)
        .find(|e| matches!(e, Extra::Umbrella | Extra::Drink | Extra::Book | Extra::Phone));
    use super::attributes::Bag;
    let grip = !matches!(shot.action, Action::Carrying | Action::Pushing)
        && person.bags.iter().any(|b| {
            matches!(b.item.kind, Bag::Handbag | Bag::ShoppingBag | Bag::Briefcase | Bag::Suitcase)
        });
    let pose = Pose::sample(shot.action, held, grip, &mut Dice::new(u64::from(shot.seed) ^ 0x705e));
    let posed = bodies.pose(&figure, &pose, shot.yaw);
    clothes::dress(person, &posed, shot.action)
}

fn face_look(person: &Person, half: f32) -> FaceLook {
    let man = person.sex == Sex::Male && person.age != Age::Child;
    FaceLook {
        brow: linear(person.hair_rgb).map(|c| c * 0.7),
        lips: if person.sex == Sex::Female { 0.4 + 0.6 * person.detail(80) } else { 0.2 },
        glasses: match person.eyewear {
            None => 0,
            Some(Eyewear::Glasses) => 1,
            Some(Eyewear::Sunglasses) => 2,
        },
        beard: if man && person.detail(81) > 0.6 { 0.35 + 1.6 * (person.detail(81) - 0.6) } else { 0.0 },
        half,
    }
}

/// Draws the person over `out` and counts what is visible.
fn draw(
    out: &mut [[f32; 3]],
    person: &Person,
    shot: &Shot,
    dressed: &Dressed,
    view: &View,
    lamp: &Lamp,
    (width, height): (usize, usize),
) -> Tally {
    let mesh = &dressed.mesh;
    let (fine_w, fine_h) = (width * FINE, height * FINE);
    let points: Vec<V3> = mesh
        .pos
        .iter()
        .map(|&p| {
            let q = view.project(p);
            v3(q.x * FINE as f32, q.y * FINE as f32, q.z)
        })
        .collect();
    let mut raster = Raster::new(fine_w, fine_h);
    raster.draw(&points, &mesh.tri);
    let tile = noise::tile();
    let face = face_look(person, dressed.head_half);
    let reach = (view.scale() * FINE as f32 * 0.035).max(1.0) as usize;
    let share = 1.0 / (FINE * FINE) as f32;
    let outermost = if person.outer.is_some() { Region::Outer } else { Region::Upper };
    let mut tally = Tally { feet_inside: feet_inside(dressed, view, height), ..Tally::default() };
    for y in 0..height {
        for x in 0..width {
            let covered = shot.occluder.as_ref().and_then(|o| {
                occluder::cover(o, (x as f32 + 0.5) / width as f32, (y as f32 + 0.5) / height as f32)
            });
            if let Some(rgb) = covered {
                out[y * width + x] = rgb.map(|c| c * shot.light.level);
                continue;
            }
            let (mut sum, mut hits) = ([0.0f32; 3], 0u32);
            for s in 0..FINE * FINE {
                let (sx, sy) = (x * FINE + s % FINE, y * FINE + s / FINE);
                let index = sy * fine_w + sx;
                let owner = raster.owner[index];
                if owner == EMPTY {
                    continue;
                }
                hits += 1;
                let triangle = mesh.tri[owner as usize];
                let material = &dressed.materials[mesh.mat[owner as usize] as usize];
                let w = raster::weights(triangle.map(|i| points[i as usize]), (sx as f32 + 0.5, sy as f32 + 0.5));
                let [i, j, k] = triangle.map(|i| i as usize);
                let p = mesh.pos[i] * w[0] + mesh.pos[j] * w[1] + mesh.pos[k] * w[2];
                let n = (mesh.nrm[i] * w[0] + mesh.nrm[j] * w[1] + mesh.nrm[k] * w[2]).unit();
                let a = mesh.uv[i][0] * w[0] + mesh.uv[j][0] * w[1] + mesh.uv[k][0] * w[2];
                let v = mesh.uv[i][1] * w[0] + mesh.uv[j][1] * w[1] + mesh.uv[k][1] * w[2];
                let mut point = paint(material, a, v, &face, tile);
                let toward = (view.eye - p).unit();
                let inside = n.dot(toward) < -0.05;
                let mut n = if inside { -n } else { n };
                if inside {
                    point.rgb = point.rgb.map(|c| c * 0.6);
                }
                let (bu, bv) = point.bump;
                if bu != 0.0 || bv != 0.0 {
                    let t = v3(n.z, 0.0, -n.x);
                    let b = n.cross(t);
                    n = (n - t * bu + b * bv).unit();
                }
                let shade = crevice(&raster, sx, sy, reach);
                let light = lamp.falls(p, n, shade);
                let glint = if point.gloss > 0.03 { point.gloss * lamp.glint(n, toward) } else { 0.0 };
                for c in 0..3 {
                    sum[c] += point.rgb[c] * light[c] + glint * light[1].min(1.0) * 0.6;
                }
                let region = point.region as usize;
                tally.region[region] += share;
                let [from, to] = material.span;
                if v > to - 0.16 * (to - from) {
                    tally.hem[region] += share;
                }
                if material.surface == Surface::Sleeve && (point.region == outermost || point.region == Region::OnePiece) {
                    tally.sleeve += share;
                    if v > to - 0.3 * (to - from) {
                        tally.cuff += share;
                    }
                }
                if point.region == Region::Skin && material.surface == Surface::Skin && a.is_finite() && p.y > 0.36 * person.height {
                    tally.arms += share;
                }
            }
            if hits > 0 {
                let rest = 1.0 - hits as f32 * share;
                let under = out[y * width + x];
                out[y * width + x] = std::array::from_fn(|c| under[c] * rest + sum[c] * share);
            }
        }
    }
    tally
}

/// How open a sample is: nearer neighbours on the screen take its sky away.
fn crevice(raster: &Raster, x: usize, y: usize, reach: usize) -> f32 {
    let here = raster.depth[y * raster.width + x];
    let mut closed = 0.0;
    let columns = [x.saturating_sub(reach), (x + reach).min(raster.width - 1)];
    let rows = [y.saturating_sub(reach), (y + reach).min(raster.height - 1)];
    let around = [(columns[0], y), (columns[1], y), (x, rows[0]), (x, rows[1])];
    for (i, j) in around {
        let nearer = here - raster.depth[j * raster.width + i];
        if nearer > 0.012 && nearer < 0.4 {
            closed += (nearer * 14.0).min(1.0) * (1.0 - nearer / 0.4);
        }
    }
    1.0 - 0.17 * closed
}

fn feet_inside(dressed: &Dressed, view: &View, height: usize) -> bool {
    dressed.feet().iter().all(|&foot| {
        let p = view.project(foot);
        p.y > 0.0 && p.y < height as f32
    })
}
