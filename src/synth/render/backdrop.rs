//! Surroundings: ground and walls in perspective, sky, and the shapes that stand in them.

use super::camera::View;
use super::light::Lamp;
use super::standee::Standee;
use super::texture::{Face, Texture};
use crate::synth::dice::Dice;
use crate::synth::geometry::{V3, v3};
use crate::synth::noise::Tile;
use crate::synth::shot::{Scene, Shot};

/// The background of one shot.
pub struct Backdrop {
    ground: Face,
    wall: Face,
    sky: [[f32; 3]; 2],
    /// Distance of the wall behind the person, its slope, and its height.
    wall_at: f32,
    slope: f32,
    wall_tall: f32,
    studio: bool,
    standees: Vec<Standee>,
}

fn muted(dice: &mut Dice, low: f32, high: f32, chroma: f32) -> [f32; 3] {
    let l = dice.between(low, high);
    [
        l * (1.0 + chroma * dice.bell()),
        l,
        l * (1.0 + chroma * dice.bell()),
    ]
}

fn lively(dice: &mut Dice) -> [f32; 3] {
    if dice.chance(0.5) {
        let l = dice.between(0.01, 0.25);
        return [l, l, l * dice.between(0.9, 1.2)];
    }
    [
        dice.between(0.02, 0.6),
        dice.between(0.02, 0.45),
        dice.between(0.02, 0.6),
    ]
}

impl Backdrop {
    /// Draws the surroundings of a shot.
    pub fn new(shot: &Shot) -> Self {
        let dice = &mut Dice::new(u64::from(shot.seed) ^ 0xbacc);
        let seed = dice.seed();
        let face = |texture, base: [f32; 3], second: [f32; 3], size| Face {
            texture,
            base,
            second,
            size,
            seed,
        };
        let grey = muted(dice, 0.12, 0.5, 0.12);
        let joint = grey.map(|c| c * 0.7);
        let pavement = match dice.pick(&[(0, 3.0), (1, 3.0), (2, 1.0)]) {
            0 => face(Texture::Tiles, grey, joint, dice.between(0.25, 0.9)),
            1 => face(Texture::Rough, grey, joint, 1.0),
            _ => face(Texture::Bricks, grey, joint, dice.between(0.08, 0.2)),
        };
        let pale = muted(dice, 0.15, 0.75, 0.25);
        let dull = muted(dice, 0.05, 0.4, 0.5);
        let green = [
            dice.between(0.06, 0.20),
            dice.between(0.11, 0.24),
            dice.between(0.03, 0.10),
        ];
        let leaf = green.map(|c| c * 0.45);
        let (ground, wall, wall_at, wall_tall) = match shot.scene {
            Scene::PlainWall => (
                pavement,
                face(Texture::Rough, pale, dull, 0.6),
                dice.between(0.4, 3.0),
                9.0,
            ),
            Scene::Brick => {
                let clay = [
                    dice.between(0.14, 0.42),
                    dice.between(0.06, 0.2),
                    dice.between(0.03, 0.14),
                ];
                (
                    pavement,
                    face(Texture::Bricks, clay, [0.4, 0.37, 0.33], 0.21),
                    dice.between(0.4, 4.0),
                    9.0,
                )
            }
            Scene::Shops => (
                pavement,
                face(Texture::Shops, dull, pale, dice.between(1.4, 3.2)),
                dice.between(0.8, 5.0),
                9.0,
            ),
            Scene::Street => {
                let size = dice.between(2.2, 4.0);
                (
                    pavement,
                    face(Texture::Windows, pale, dull, size),
                    dice.between(7.0, 28.0),
                    dice.between(4.0, 20.0),
                )
            }
            Scene::Park => {
                let lawn = if dice.chance(0.6) {
                    face(Texture::Grass, green, leaf, 0.5)
                } else {
                    pavement
                };
                (
                    lawn,
                    face(Texture::Leaves, green, leaf, dice.between(0.6, 2.0)),
                    dice.between(2.0, 20.0),
                    dice.between(1.2, 9.0),
                )
            }
            Scene::Interior => {
                let floor = match dice.pick(&[(0, 1.0), (1, 1.0), (2, 1.0)]) {
                    0 => face(Texture::Planks, [0.34, 0.20, 0.10], [0.22, 0.12, 0.06], 0.14),
                    1 => face(Texture::Tiles, pale, joint, 0.6),
                    _ => face(Texture::Flat, dull, joint, 1.0),
                };
                let wall = match dice.pick(&[(0, 2.0), (1, 1.4), (2, 0.7)]) {
                    0 => face(Texture::Flat, pale, dull, 1.0),
                    1 => face(Texture::Shops, pale, dull, dice.between(1.0, 2.2)),
                    _ => face(Texture::Goods, pale, dull, dice.between(0.2, 0.5)),
                };
                (floor, wall, dice.between(0.8, 9.0), 9.0)
            }
            Scene::Studio => {
                let tone = if dice.chance(0.6) {
                    muted(dice, 0.55, 0.95, 0.05)
                } else {
                    muted(dice, 0.08, 0.8, 0.4)
                };
                (
                    face(Texture::Flat, tone.map(|c| c * 0.93), tone, 1.0),
                    face(Texture::Flat, tone, tone.map(|c| c * 0.75), 1.0),
                    1.6,
                    99.0,
                )
            }
            Scene::Parking => (
                face(Texture::Tiles, [0.13, 0.13, 0.14], [0.6, 0.6, 0.58], 2.6),
                face(Texture::Windows, dull, pale, 3.0),
                22.0,
                4.0,
            ),
            Scene::Snow => (
                face(Texture::Rough, [0.78, 0.81, 0.86], [0.6, 0.64, 0.72], 1.5),
                face(Texture::Leaves, [0.5, 0.52, 0.54], [0.08, 0.07, 0.06], 1.0),
                dice.between(5.0, 20.0),
                4.0,
            ),
            Scene::Beach => (
                face(Texture::Rough, [0.66, 0.54, 0.38], [0.5, 0.4, 0.27], 1.2),
                face(Texture::Waves, [0.06, 0.22, 0.33], [0.5, 0.6, 0.65], 1.0),
                dice.between(14.0, 30.0),
                1.1,
            ),
            Scene::Metro => (
                face(Texture::Tiles, [0.2, 0.2, 0.21], [0.1, 0.1, 0.1], 0.3),
                face(Texture::Tiles, [0.62, 0.66, 0.64], [0.25, 0.3, 0.3], 0.17),
                dice.between(0.8, 4.0),
                9.0,
            ),
            Scene::Market => (
                pavement,
                face(Texture::Goods, pale, dull, dice.between(0.12, 0.3)),
                dice.between(1.2, 4.0),
                dice.between(1.6, 9.0),
            ),
        };
        let blue = dice.between(0.0, 1.0);
        let sky = [[0.75 - 0.35 * blue, 0.80 - 0.18 * blue, 0.86], [0.86, 0.87, 0.88]];
        let mut scene = Self {
            ground,
            wall,
            sky,
            wall_at,
            slope: if shot.scene == Scene::Studio {
                0.0
            } else {
                0.55 * dice.bell()
            },
            wall_tall,
            studio: shot.scene == Scene::Studio,
            standees: Vec::new(),
        };
        scene.fill(shot, dice);
        scene
    }

    fn fill(&mut self, shot: &Shot, dice: &mut Dice) {
        let far = self.wall_at.max(1.5);
        let add = |list: &mut Vec<Standee>, kind: u8, wide: f32, tall: f32, dice: &mut Dice| {
            let z = -dice.between(1.0_f32.min(0.8 * far), 0.95 * far);
            let x = dice.sign() * dice.between(0.3, 1.2 + 0.25 * far);
            let tints = match kind {
                1 => [[0.12, 0.09, 0.06], [0.08, 0.06, 0.04], [0.05, 0.14, 0.04]],
                _ => [lively(dice), lively(dice), [dice.between(0.15, 0.6), 0.22, 0.15]],
            };
            list.push(Standee {
                at: v3(x, 0.0, z),
                wide,
                tall,
                kind,
                tints,
            });
        };
        let mut list = Vec::new();
        for _ in 0..shot.crowd {
            let tall = dice.between(1.5, 1.85);
            add(&mut list, 0, 0.52, tall, dice);
        }
        let more = match shot.scene {
            Scene::Street | Scene::Parking => dice.pick(&[(0, 2.0), (1, 2.0), (3, 2.0)]),
            Scene::Park | Scene::Snow => dice.pick(&[(0, 1.0), (2, 2.0), (4, 1.0)]),
            Scene::PlainWall | Scene::Shops | Scene::Interior => dice.pick(&[(0, 3.0), (1, 1.5), (2, 0.5)]),
            _ => 0,
        };
        for _ in 0..more {
            match shot.scene {
                Scene::Street | Scene::Parking => {
                    let wide = dice.between(1.9, 4.4);
                    add(&mut list, 2, wide, 1.5, dice);
                }
                Scene::Park | Scene::Snow => {
                    let wide = dice.between(0.2, 0.6);
                    add(&mut list, 1, wide, 8.0, dice);
                }
                _ => {
                    let (wide, tall) = (dice.between(0.15, 1.2), dice.between(0.6, 2.6));
                    add(&mut list, 3, wide, tall, dice);
                }
            }
        }
        list.sort_by(|a, b| a.at.z.total_cmp(&b.at.z));
        self.standees = list;
    }

    /// Paints the whole background, linear light.
    pub fn paint(
        &self,
        view: &View,
        lamp: &Lamp,
        feet: &[V3],
        width: usize,
        height: usize,
        noise: &Tile,
    ) -> Vec<[f32; 3]> {
        let mut out = vec![[0.0; 3]; width * height];
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
                    (-self.wall_at - view.eye.z) / across
                } else {
                    f32::MAX
                };
                let pixel = if to_ground < to_wall {
                    let p = view.eye + ray * to_ground;
                    let near = p.x.abs() < 3.5 && p.z.abs() < 3.5;
                    let mut light = open;
                    if near {
                        let mut ambient = 1.0f32;
                        for foot in feet {
                            let d = ((p.x - foot.x).powi(2) + (p.z - foot.z).powi(2)) / 0.035;
                            ambient *= 1.0 - 0.62 / (1.0 + d * d);
                        }
                        light = dim(lamp.falls(p, flat, ambient));
                    }
                    let rgb = self.ground.at(p.x, p.z, ray.norm() * to_ground, noise);
                    [0, 1, 2].map(|i| rgb[i] * light[i])
                } else if to_wall < f32::MAX {
                    let p = view.eye + ray * to_wall;
                    if p.y > self.wall_tall {
                        self.sky_at(ray)
                    } else {
                        let rgb = self.wall.at(p.x, p.y, to_wall, noise);
                        let low = if self.studio {
                            1.0
                        } else {
                            0.75 + 0.25 * (p.y * 2.0).clamp(0.0, 1.0)
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
            standee.paint(&mut out, view, width, height, upright);
        }
        out
    }

    fn sky_at(&self, ray: V3) -> [f32; 3] {
        let t = (ray.y * 2.0).clamp(0.0, 1.0);
        [0, 1, 2].map(|i| self.sky[1][i] + (self.sky[0][i] - self.sky[1][i]) * t)
    }
}
