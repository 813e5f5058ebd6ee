//! The picture in the making: light and, for each pixel, who is seen there.

use super::ScenePerson;
use super::figure::Figure;
use crate::geometry::{V3, v3};
use crate::render::Fabrics;
use crate::render::draw::{Subject, draw};
use crate::render::raster::{EMPTY, Raster};
use crate::render::region_map::{BACKGROUND, RegionMap};

/// Nobody.
const NOBODY: u8 = 0;
/// Longest side of the raster that measures a silhouette which leaves the picture.
const MEASURE: f32 = 96.0;

/// What has been drawn of one person, whatever came before them later.
struct Silhouette {
    whole: [f32; 4],
    /// Pixels, those beyond the borders included.
    area: f32,
}

/// Light and owners of every pixel.
pub(super) struct Canvas {
    width: usize,
    height: usize,
    /// Linear light.
    pub rgb: Vec<[f32; 3]>,
    /// Number of the person in `people` plus one, or [`NOBODY`].
    owner: Vec<u8>,
    people: Vec<Silhouette>,
}

/// The box around pixels: left, top, right, bottom, the last two beyond the last pixel.
#[derive(Clone, Copy)]
struct Around([usize; 4]);

impl Around {
    const NOTHING: Self = Self([usize::MAX, usize::MAX, 0, 0]);

    fn add(&mut self, x: usize, y: usize) {
        let [left, top, right, bottom] = self.0;
        self.0 = [left.min(x), top.min(y), right.max(x + 1), bottom.max(y + 1)];
    }

    fn bounds(self) -> [f32; 4] {
        let [left, top, right, bottom] = self.0;
        if right == 0 {
            return [0.0; 4];
        }
        [left, top, right - left, bottom - top].map(|side| side as f32)
    }
}

impl Canvas {
    /// A canvas with nobody on it.
    pub fn new(rgb: Vec<[f32; 3]>, (width, height): (usize, usize)) -> Self {
        Self {
            width,
            height,
            owner: vec![NOBODY; rgb.len()],
            rgb,
            people: Vec::new(),
        }
    }

    /// Pixels across and down.
    pub fn size(&self) -> (usize, usize) {
        (self.width, self.height)
    }

    /// Lays a colour over a pixel; who covers half of it or more hides whoever is behind.
    pub fn cover(&mut self, x: usize, y: usize, rgb: [f32; 3], cover: f32) {
        let at = y * self.width + x;
        let under = self.rgb[at];
        self.rgb[at] = std::array::from_fn(|c| under[c] + (rgb[c] - under[c]) * cover);
        if cover >= 0.5 {
            self.owner[at] = NOBODY;
        }
    }

    /// Draws a figure over what is there.
    pub fn draw(&mut self, figure: &Figure) {
        let extent = figure.extent();
        let clip = |value: f32, most: usize| value.clamp(0.0, most as f32) as usize;
        let (left, top) = (
            clip(extent[0].floor(), self.width),
            clip(extent[1].floor(), self.height),
        );
        let (right, bottom) = (
            clip(extent[2].ceil(), self.width),
            clip(extent[3].ceil(), self.height),
        );
        if right <= left || bottom <= top {
            return;
        }
        let (wide, tall) = (right - left, bottom - top);
        let rows = || (top..bottom).map(|y| y * self.width + left);
        let mut tile: Vec<[f32; 3]> = rows()
            .flat_map(|at| self.rgb[at..at + wide].iter().copied())
            .collect();
        let mut shown = RegionMap::new(wide, tall);
        let window = [left, top, wide, tall].map(|side| side as f32);
        let view = figure.view.window(window, (wide, tall));
        let subject = Subject {
            person: figure.person,
            dressed: &figure.dressed,
            view: &view,
            lamp: &figure.lamp,
            occluder: None,
            coarse: true,
            fabrics: Fabrics::default(),
        };
        draw(&mut tile, &mut shown, &subject, (wide, tall));
        for (row, line) in tile.chunks_exact(wide).enumerate() {
            let at = (top + row) * self.width + left;
            self.rgb[at..at + wide].copy_from_slice(line);
        }
        let number = match figure.counts {
            true => self.people.len() as u8 + 1,
            false => NOBODY,
        };
        let (mut around, mut area) = (Around::NOTHING, 0usize);
        for (place, &region) in shown.pixels().iter().enumerate() {
            if region == BACKGROUND {
                continue;
            }
            let (x, y) = (left + place % wide, top + place / wide);
            let own = number != NOBODY && figure.is_body(region);
            self.owner[y * self.width + x] = if own { number } else { NOBODY };
            if own {
                around.add(x, y);
                area += 1;
            }
        }
        if number != NOBODY {
            let inside = extent[0] >= 0.0
                && extent[1] >= 0.0
                && extent[2] <= self.width as f32
                && extent[3] <= self.height as f32;
            let area = if inside {
                area as f32
            } else {
                silhouette(figure, extent).max(area as f32)
            };
            self.people.push(Silhouette {
                whole: around.bounds(),
                area,
            });
        }
    }

    /// Everyone of whom something can be seen.
    pub fn people(&self) -> Vec<ScenePerson> {
        let mut seen = vec![(Around::NOTHING, 0usize); self.people.len()];
        for (place, &owner) in self.owner.iter().enumerate() {
            if let Some(number) = usize::from(owner).checked_sub(1) {
                let (around, area) = &mut seen[number];
                around.add(place % self.width, place / self.width);
                *area += 1;
            }
        }
        let each = seen.into_iter().zip(&self.people);
        each.filter(|((_, area), _)| *area > 0)
            .map(|((around, area), silhouette)| ScenePerson {
                bounds: around.bounds(),
                whole: silhouette.whole,
                seen: (area as f32 / silhouette.area).min(1.0),
            })
            .collect()
    }
}

/// Pixels of a whole silhouette, wherever they lie, from a coarse raster of it.
fn silhouette(figure: &Figure, extent: [f32; 4]) -> f32 {
    let (wide, tall) = (extent[2] - extent[0], extent[3] - extent[1]);
    let scale = MEASURE / wide.max(tall);
    let size = ((wide * scale).ceil().max(1.0), (tall * scale).ceil().max(1.0));
    let mesh = &figure.dressed.mesh;
    let flat = |p: &V3| v3((p.x - extent[0]) * scale, (p.y - extent[1]) * scale, p.z);
    let points: Vec<V3> = figure.points.iter().map(flat).collect();
    let mut raster = Raster::new(size.0 as usize, size.1 as usize);
    raster.draw(&points, &mesh.tri, |_| false);
    let body = |owner: u32| {
        let material = mesh.mat[owner as usize];
        figure.is_body(figure.dressed.materials[material as usize].region as u8)
    };
    let count = raster
        .owner
        .iter()
        .filter(|&&owner| owner != EMPTY && body(owner))
        .count();
    count as f32 / (scale * scale)
}
