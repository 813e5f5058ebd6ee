//! Draws the dressed person, shades every sample and counts what can be seen.

use super::camera::View;
use super::fabric::Fabrics;
use super::face::FaceLook;
use super::light::Lamp;
use super::occluder;
use super::paint::paint;
use super::raster::{self, EMPTY, Raster};
use super::region_map::RegionMap;
use super::visible::Tally;
use crate::attributes::{Age, Eyewear, Sex};
use crate::clothes::Dressed;
use crate::geometry::{V3, v3};
use crate::material::{Region, Surface};
use crate::noise;
use crate::palette::linear;
use crate::person::Person;
use crate::shot::{Lens, Light, Occluder};

/// Samples per pixel, each way.
const FINE: usize = 2;
/// Part of a pixel that one sample stands for.
const SHARE: f32 = 1.0 / (FINE * FINE) as f32;

fn face_look(person: &Person, half: f32) -> FaceLook {
    let man = person.sex == Sex::Male && person.age != Age::Child;
    FaceLook {
        brow: linear(person.hair_rgb).map(|c| c * 0.7),
        lips: if person.sex == Sex::Female {
            0.4 + 0.6 * person.detail(80)
        } else {
            0.2
        },
        glasses: match person.eyewear {
            None => 0,
            Some(Eyewear::Glasses) => 1,
            Some(Eyewear::Sunglasses) => 2,
        },
        beard: if man && person.detail(81) > 0.6 {
            0.35 + 1.6 * (person.detail(81) - 0.6)
        } else {
            0.0
        },
        half,
    }
}

/// A dressed person before a camera.
pub(crate) struct Subject<'a> {
    /// Who it is.
    pub person: &'a Person,
    /// What there is to draw.
    pub dressed: &'a Dressed,
    /// How the camera sees it.
    pub view: &'a View,
    /// The light on it.
    pub lamp: &'a Lamp,
    /// What stands in front of it, and how bright the place is.
    pub occluder: Option<(&'a Occluder, &'a Light)>,
    /// Whether the lens keeps so little that one sample of a filled pixel is enough.
    pub coarse: bool,
    /// Light and shade of the clothes.
    pub fabrics: Fabrics<'a>,
}

/// Whether a lens keeps so little of a picture `width` pixels wide that pixels need fewer samples.
pub(super) fn is_coarse(lens: &Lens, width: usize) -> bool {
    let resolved = lens.resolved as usize;
    (resolved > 0 && resolved * 4 < width * 3) || lens.blur * width as f32 > 1.4
}

/// Draws the person over `out`, writes down what each pixel shows and counts what is visible.
pub(crate) fn draw(
    out: &mut [[f32; 3]],
    shown: &mut RegionMap,
    subject: &Subject,
    (width, height): (usize, usize),
) -> Tally {
    let &Subject {
        person,
        dressed,
        view,
        lamp,
        occluder,
        coarse,
        fabrics,
    } = subject;
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
    let seen: Vec<bool> = mesh
        .pos
        .iter()
        .zip(&mesh.nrm)
        .map(|(p, n)| n.dot(view.eye - *p) > 0.0)
        .collect();
    raster.draw(&points, &mesh.tri, |triangle| dressed.far_side(triangle, &seen));
    let tile = noise::tile();
    let face = face_look(person, dressed.head_half);
    let reach = (view.scale() * FINE as f32 * 0.035).max(1.0) as usize;
    let outermost = if person.outer.is_some() {
        Region::Outer
    } else {
        Region::Upper
    };
    let mut tally = Tally {
        feet_inside: feet_inside(dressed, view, height),
        ..Tally::default()
    };
    for y in 0..height {
        for x in 0..width {
            let covered = occluder.and_then(|(o, light)| {
                let place = ((x as f32 + 0.5) / width as f32, (y as f32 + 0.5) / height as f32);
                Some((occluder::cover(o, place.0, place.1)?, light))
            });
            if let Some((rgb, light)) = covered {
                out[y * width + x] = rgb.map(|c| c * light.level);
                continue;
            }
            let (mut sum, mut hits) = ([0.0f32; 3], 0u32);
            let mut first_region = None;
            let first = y * FINE * fine_w + x * FINE;
            let owners = [0, 1, fine_w, fine_w + 1].map(|step| raster.owner[first + step]);
            let cloth = |owner: u32| (owner != EMPTY).then(|| mesh.mat[owner as usize]);
            // Where one material fills the pixel, two samples on the diagonal tell enough; one, where the lens blurs.
            let filled = owners[0] != EMPTY && owners.iter().all(|&o| cloth(o) == cloth(owners[0]));
            let share = match (filled, coarse) {
                (true, true) => 1.0,
                (true, false) => 2.0 * SHARE,
                (false, _) => SHARE,
            };
            for (s, owner) in owners.into_iter().enumerate() {
                if owner == EMPTY {
                    continue;
                }
                hits += 1;
                if filled && (s == 1 || s == 2 || (coarse && s == 3)) {
                    continue;
                }
                let (sx, sy) = (x * FINE + s % FINE, y * FINE + s / FINE);
                let triangle = mesh.tri[owner as usize];
                let material = &dressed.materials[mesh.mat[owner as usize] as usize];
                let w = raster::weights(
                    triangle.map(|i| points[i as usize]),
                    (sx as f32 + 0.5, sy as f32 + 0.5),
                );
                let [i, j, k] = triangle.map(|i| i as usize);
                let p = mesh.pos[i] * w[0] + mesh.pos[j] * w[1] + mesh.pos[k] * w[2];
                let n = (mesh.nrm[i] * w[0] + mesh.nrm[j] * w[1] + mesh.nrm[k] * w[2]).unit();
                let a = mesh.uv[i][0] * w[0] + mesh.uv[j][0] * w[1] + mesh.uv[k][0] * w[2];
                let v = mesh.uv[i][1] * w[0] + mesh.uv[j][1] * w[1] + mesh.uv[k][1] * w[2];
                let mut point = paint(material, a, v, &face, tile);
                if let Some(fabric) = fabrics.of(point.region) {
                    point.rgb = point.rgb.map(|c| c * fabric.at(a * material.girth, v));
                }
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
                let glint = if point.gloss > 0.03 {
                    point.gloss * lamp.glint(n, toward)
                } else {
                    0.0
                };
                for c in 0..3 {
                    sum[c] += share * (point.rgb[c] * light[c] + glint * light[1].min(1.0) * 0.6);
                }
                let region = point.region as usize;
                first_region.get_or_insert(point.region);
                tally.region[region] += share;
                let [from, to] = material.span;
                // The end of a sleeve says nothing about the length of a dress.
                if material.surface != Surface::Sleeve && v > to - 0.16 * (to - from) {
                    tally.hem[region] += share;
                }
                if material.surface == Surface::Sleeve
                    && (point.region == outermost || point.region == Region::OnePiece)
                {
                    tally.sleeve += share;
                    if v > to - 0.3 * (to - from) {
                        tally.cuff += share;
                    }
                }
                if point.region == Region::Skin
                    && material.surface == Surface::Skin
                    && a.is_finite()
                    && p.y > 0.36 * person.height
                {
                    tally.arms += share;
                }
            }
            // A pixel shows what half of it or more shows.
            if let Some(region) = first_region.filter(|_| hits >= 2) {
                shown.set(x, y, region);
            }
            if hits > 0 {
                let rest = 1.0 - hits as f32 * SHARE;
                let under = out[y * width + x];
                out[y * width + x] = std::array::from_fn(|c| under[c] * rest + sum[c]);
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
