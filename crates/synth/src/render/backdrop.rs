//! Surroundings: ground and walls in perspective, sky, and the things that stand in them.

use super::camera::View;
use super::light::Lamp;
use super::places::{Place, place};
use super::standee::{Standee, StandeeKind};
use crate::dice::Dice;
use crate::geometry::{V3, v3};
use crate::noise::Tile;
use crate::shot::{Scene, Shot};

/// Whether the person's shadow may reach a point of the ground.
fn is_near(p: V3) -> bool {
    p.x.abs() < 3.5 && p.z.abs() < 3.5
}

/// Light on a point of the ground near the person: less beside the feet and where the sun does not reach.
fn light_near(p: V3, lamp: &Lamp, feet: &[V3]) -> [f32; 3] {
    let covered = |foot: &V3| {
        let d = ((p.x - foot.x).powi(2) + (p.z - foot.z).powi(2)) / 0.035;
        1.0 - 0.7 / (1.0 + d * d)
    };
    lamp.falls(p, v3(0.0, 1.0, 0.0), feet.iter().map(covered).product())
}

/// Casts the person's shadow on the ground of a photo, in linear light.
pub fn cast_shadow(out: &mut [[f32; 3]], view: &View, lamp: &Lamp, feet: &[V3], width: usize) {
    let open = lamp.falls(v3(50.0, 0.0, 0.0), v3(0.0, 1.0, 0.0), 1.0);
    for (place, pixel) in out.iter_mut().enumerate() {
        let ray = view.ray((place % width) as f32 + 0.5, (place / width) as f32 + 0.5);
        if ray.y > -1e-4 {
            continue;
        }
        let p = view.eye + ray * (-view.eye.y / ray.y);
        if is_near(p) {
            let light = light_near(p, lamp, feet);
            *pixel = [0, 1, 2].map(|i| pixel[i] * (light[i] / open[i].max(1e-4)).min(1.0));
        }
    }
}

/// The background of one shot.
pub struct Backdrop {
    place: Place,
    sky: [[f32; 3]; 2],
    /// Slope of the wall.
    slope: f32,
    studio: bool,
    standees: Vec<Standee>,
}

/// Colours of painted things: mostly white, grey and black, some of any colour.
pub(crate) fn painted(dice: &mut Dice) -> [f32; 3] {
    let l = dice.between(0.08, 0.8).powi(2);
    if dice.chance(0.6) {
        return [l, l, l * dice.between(0.9, 1.15)];
    }
    [
        l * dice.between(0.2, 1.6),
        l * dice.between(0.2, 1.2),
        l * dice.between(0.2, 1.6),
    ]
}

impl Backdrop {
    /// Draws the surroundings of a shot as `view` will see them.
    pub fn new(shot: &Shot, view: &View, width: usize, height: usize) -> Self {
        let dice = &mut Dice::new(u64::from(shot.seed) ^ 0xbacc);
        let place = place(shot.scene, dice);
        let blue = dice.between(0.0, 1.0);
        let sky = [[0.75 - 0.35 * blue, 0.80 - 0.18 * blue, 0.86], [0.86, 0.87, 0.88]];
        let mut scene = Self {
            place,
            sky,
            slope: if shot.scene == Scene::Studio {
                0.0
            } else {
                0.55 * dice.bell()
            },
            studio: shot.scene == Scene::Studio,
            standees: Vec::new(),
        };
        let mut across = |dice: &mut Dice, z: f32, centred: bool| {
            let column = if centred || dice.chance(0.3) {
                dice.between(0.0, 1.0)
            } else {
                // Beside the person rather than behind.
                0.5 + dice.sign() * dice.between(0.28, 0.62)
            };
            let ray = view.ray(column * width as f32, 0.5 * height as f32);
            view.eye.x + ray.x * (z - view.eye.z) / ray.z.min(-1e-3)
        };
        scene.standees = scene.fill(shot, &mut across, dice);
        scene
    }

    /// A place without anything in it; its wall stands behind everything up to `depth` metres behind the origin and
    /// `across` metres to the sides.
    pub(crate) fn empty(scene: Scene, seed: u32, depth: f32, across: f32) -> Self {
        let dice = &mut Dice::new(u64::from(seed) ^ 0xbacc);
        let mut place = place(scene, dice);
        let slope = if scene == Scene::Studio {
            0.0
        } else {
            0.4 * dice.bell()
        };
        place.wall_at = place.wall_at.max(depth + slope.abs() * across);
        let blue = dice.between(0.0, 1.0);
        Self {
            place,
            sky: [[0.75 - 0.35 * blue, 0.80 - 0.18 * blue, 0.86], [0.86, 0.87, 0.88]],
            slope,
            studio: scene == Scene::Studio,
            standees: Vec::new(),
        }
    }

    fn fill(
        &self,
        shot: &Shot,
        across: &mut dyn FnMut(&mut Dice, f32, bool) -> f32,
        dice: &mut Dice,
    ) -> Vec<Standee> {
        use StandeeKind::{Box, Bush, Bystander, Car, Clutter, Trunk};
        let far = self.place.wall_at.max(1.2);
        let more: &[(StandeeKind, f32)] = match shot.scene {
            Scene::Street => &[(Car, 3.0), (Trunk, 1.5), (Bush, 1.5), (Clutter, 1.5), (Box, 1.2)],
            Scene::Parking => &[(Car, 1.0)],
            Scene::Park => &[(Trunk, 2.0), (Bush, 3.0), (Clutter, 0.7), (Box, 0.5)],
            Scene::Snow => &[(Trunk, 1.0)],
            Scene::PlainWall | Scene::Brick => &[(Box, 2.0), (Clutter, 1.0), (Bush, 1.0), (Trunk, 0.5)],
            Scene::Shops | Scene::Interior => &[(Box, 2.0), (Clutter, 1.0)],
            _ => &[],
        };
        let mut count = if more.is_empty() {
            0
        } else {
            dice.pick(&[(0, 2.0), (1, 2.5), (2, 2.0), (3, 1.0), (5, 0.7)])
        };
        if shot.scene == Scene::Street && far > 8.0 {
            count += 2;
        }
        let mut list = Vec::with_capacity(count + shot.crowd as usize);
        for i in 0..count + shot.crowd as usize {
            let kind = if i < count { dice.pick(more) } else { Bystander };
            let z = -dice.between(0.9_f32.min(0.7 * far), (0.97 * far).min(16.0));
            let (wide, tall) = match kind {
                Bystander => {
                    let tall = dice.between(1.5, 1.9);
                    (0.5 * tall, tall)
                }
                Trunk => (dice.between(0.06, 0.5), 8.0),
                Car => (dice.between(3.8, 4.8), dice.between(1.4, 1.9)),
                Box => (dice.between(0.15, 1.4), dice.between(0.6, 2.6)),
                Bush => (dice.between(0.8, 4.0), dice.between(0.6, 2.6)),
                Clutter => (dice.between(0.8, 2.2), dice.between(0.7, 1.3)),
            };
            let green = [dice.between(0.04, 0.14), dice.between(0.08, 0.17), 0.03];
            let tints = match kind {
                Trunk => [[0.10, 0.08, 0.06].map(|c| c * dice.between(0.4, 2.0)); 2],
                Bush => [green, green.map(|c| c * 0.15)],
                Clutter => [[dice.between(0.005, 0.05); 3], painted(dice)],
                _ => [painted(dice), painted(dice)],
            };
            list.push(Standee {
                at: v3(across(dice, z, matches!(kind, Car | Bush)), 0.0, z),
                wide,
                tall,
                kind,
                tints,
                seed: dice.seed(),
            });
        }
        list.sort_by(|a, b| a.at.z.total_cmp(&b.at.z));
        list
    }

    /// Paints the whole background, linear light.
    pub fn paint(
        &self,
        view: &View,
        lamp: &Lamp,
        feet: &[V3],
        (width, height): (usize, usize),
        noise: &Tile,
    ) -> Vec<[f32; 3]> {
        let mut out = vec![[0.0; 3]; width * height];
        let place = &self.place;
        let upright = lamp.falls(v3(50.0, 1.0, 0.0), v3(0.0, 0.0, 1.0), 0.9);
        let flat = v3(0.0, 1.0, 0.0);
        let dim = |light: [f32; 3]| {
            if self.studio {
                [0, 1, 2].map(|i| 0.5 * (light[i] + upright[i]))
            } else {
                light
            }
        };
        let open = dim(lamp.falls(v3(50.0, 0.0, 0.0), flat, 1.0));
        let shade = |x: f32, y: f32| {
            if place.dapple == 0.0 {
                return 1.0;
            }
            let n = noise.at(x * 0.13, y * 0.13) + 0.5 * noise.at(x * 0.5 + 0.2, y * 0.5);
            1.0 - 0.62 * place.dapple * (n * 5.0).clamp(0.0, 1.0)
        };
        for y in 0..height {
            for x in 0..width {
                let ray = view.ray(x as f32 + 0.5, y as f32 + 0.5);
                let to_ground = if ray.y < -1e-4 {
                    -view.eye.y / ray.y
                } else {
                    f32::MAX
                };
                let across = ray.z - ray.x * self.slope;
                let to_wall = if across < -1e-4 {
                    (-place.wall_at - view.eye.z) / across
                } else {
                    f32::MAX
                };
                let pixel = if to_ground < to_wall {
                    let p = view.eye + ray * to_ground;
                    let light = match is_near(p) {
                        true => dim(light_near(p, lamp, feet)),
                        false => open,
                    };
                    let rgb = place.ground.at(p.x, p.z, ray.norm() * to_ground, noise);
                    let leaves = shade(p.x, p.z);
                    [0, 1, 2].map(|i| rgb[i] * light[i] * leaves)
                } else if to_wall < f32::MAX {
                    let p = view.eye + ray * to_wall;
                    if p.y > place.wall_tall {
                        self.sky_at(ray)
                    } else {
                        let face = if p.y < place.low_tall {
                            &place.low
                        } else {
                            &place.wall
                        };
                        let rgb = face.at(p.x, p.y, to_wall, noise);
                        let low = if self.studio {
                            1.0
                        } else {
                            (0.55 + 0.45 * (p.y * 2.5).clamp(0.0, 1.0)) * shade(p.x, p.y + 40.0)
                        };
                        [0, 1, 2].map(|i| rgb[i] * upright[i] * low)
                    }
                } else {
                    self.sky_at(ray)
                };
                out[y * width + x] = pixel;
            }
        }
        for standee in &self.standees {
            standee.paint(&mut out, view, (width, height), upright, noise);
        }
        out
    }

    fn sky_at(&self, ray: V3) -> [f32; 3] {
        let t = (ray.y * 2.0).clamp(0.0, 1.0);
        [0, 1, 2].map(|i| self.sky[1][i] + (self.sky[0][i] - self.sky[1][i]) * t)
    }
}
