//! Other people: small pictures of drawn persons, made once and reused behind and before everybody.

use super::camera::View;
use super::draw::{self, Subject};
use super::fabric::Fabrics;
use super::light::Lamp;
use super::region_map::RegionMap;
use crate::attributes::Action;
use crate::body::lofted::LoftedBody;
use crate::person::Person;
use crate::shot::{Conditions, Shot};
use std::sync::OnceLock;

/// Pictures in the library.
pub(super) const COUNT: u32 = 40;
const WIDTH: usize = 48;
const HEIGHT: usize = 96;
/// Seed of the first of them, far from the seeds of data sets.
const FIRST: u64 = 0x6279_7374_616e_6400;

/// Colour times cover, and cover.
struct Sprite(Vec<[f32; 4]>);

fn library() -> &'static [Sprite] {
    static LIBRARY: OnceLock<Vec<Sprite>> = OnceLock::new();
    LIBRARY.get_or_init(|| (0..u64::from(COUNT)).map(|i| Sprite::new(FIRST + i)).collect())
}

impl Sprite {
    fn new(seed: u64) -> Self {
        let person = Person::sample(seed);
        let mut shot = Shot::sample(seed, Conditions::Train).in_studio();
        shot.crop.beside = None;
        (shot.crop.above, shot.crop.below) = (0.0, 0.0);
        (shot.camera_height, shot.roll) = (1.4, 0.0);
        if matches!(shot.action, Action::Sitting | Action::Pushing) {
            shot.action = Action::Walking;
        }
        let dressed = super::dress(&LoftedBody, &person, &shot);
        let view = View::around(&dressed.mesh, dressed.body_vertices, &shot, WIDTH, HEIGHT);
        let lamp = Lamp::new(&shot.light, &dressed);
        let over = |ground: f32| {
            let mut out = vec![[ground; 3]; WIDTH * HEIGHT];
            let subject = Subject {
                person: &person,
                dressed: &dressed,
                view: &view,
                lamp: &lamp,
                occluder: None,
                coarse: false,
                fabrics: Fabrics::default(),
            };
            let mut regions = RegionMap::new(WIDTH, HEIGHT);
            draw::draw(&mut out, &mut regions, &subject, (WIDTH, HEIGHT));
            out
        };
        // What a white ground adds is what the person leaves open.
        let (black, white) = (over(0.0), over(1.0));
        let join = |(b, w): (&[f32; 3], &[f32; 3])| [b[0], b[1], b[2], 1.0 - (w[1] - b[1]).clamp(0.0, 1.0)];
        Self(black.iter().zip(&white).map(join).collect())
    }

    fn at(&self, u: f32, v: f32) -> Option<([f32; 3], f32)> {
        let (x, y) = (u * WIDTH as f32 - 0.5, v * HEIGHT as f32 - 0.5);
        if x < 0.0 || y < 0.0 || x >= (WIDTH - 1) as f32 || y >= (HEIGHT - 1) as f32 {
            return None;
        }
        let (i, j) = (x as usize, y as usize);
        let (tx, ty) = (x - i as f32, y - j as f32);
        let pixel = |i: usize, j: usize, c: usize| self.0[j * WIDTH + i][c];
        let mixed: [f32; 4] = std::array::from_fn(|c| {
            let top = pixel(i, j, c) + (pixel(i + 1, j, c) - pixel(i, j, c)) * tx;
            let low = pixel(i, j + 1, c) + (pixel(i + 1, j + 1, c) - pixel(i, j + 1, c)) * tx;
            top + (low - top) * ty
        });
        let [r, g, b, cover] = mixed;
        (cover > 0.02).then(|| ([r / cover, g / cover, b / cover], cover))
    }
}

/// Colour and cover of bystander `number` at 0..1 across and down its picture, where there is something.
pub(super) fn bystander(number: u32, u: f32, v: f32) -> Option<([f32; 3], f32)> {
    library()[(number % COUNT) as usize].at(u, v)
}
