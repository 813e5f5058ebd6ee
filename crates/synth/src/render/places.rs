//! What the surroundings of each kind of scene are made of.

use super::ground::{Ground, pavement};
use super::texture::{Face, Texture};
use crate::dice::Dice;
use crate::shot::Scene;

/// Ground and wall of a place.
pub(super) struct Place {
    pub ground: Ground,
    pub wall: Face,
    /// The foot of the wall: a hedge, a plinth, a counter.
    pub low: Face,
    /// Height of the foot; zero for none.
    pub low_tall: f32,
    /// Distance of the wall behind the person, and its height.
    pub wall_at: f32,
    pub wall_tall: f32,
    /// Strength of the shade of leaves, 0 for none.
    pub dapple: f32,
}

fn muted(dice: &mut Dice, low: f32, high: f32, chroma: f32) -> [f32; 3] {
    // Dark and pale are as likely to the eye.
    let l = dice.between(low.sqrt(), high.sqrt()).powi(2);
    let (warm, green) = (chroma * dice.bell(), 0.2 * chroma * dice.bell());
    [l * (1.0 + warm), l * (1.0 + green), l * (1.0 - warm)]
}

fn foliage(dice: &mut Dice) -> ([f32; 3], [f32; 3]) {
    let l = dice.between(0.07, 0.26);
    let yellow = dice.between(0.45, 1.0);
    let leaf = [l * yellow, l, l * dice.between(0.18, 0.45)];
    (leaf, leaf.map(|c| c * dice.between(0.08, 0.3)))
}

/// Draws the place of a shot.
pub(super) fn place(scene: Scene, dice: &mut Dice) -> Place {
    let seed = dice.seed();
    let face = |texture, base: [f32; 3], second: [f32; 3], size| Face {
        texture,
        base,
        second,
        size,
        seed,
    };
    let pale = muted(dice, 0.12, 0.75, 0.2);
    let dull = muted(dice, 0.02, 0.25, 0.3);
    let dark = muted(dice, 0.006, 0.06, 0.2);
    let (leaf, gap) = foliage(dice);
    let hedge = face(Texture::Leaves, leaf, gap, dice.between(0.35, 1.1));
    let lawn = face(Texture::Grass, leaf, gap, 0.5);
    let paving = pavement(dice);
    let outdoors = |dice: &mut Dice| Ground::outdoors(paving, lawn, scene, dice);
    let facade = match dice.pick(&[(0, 3.0), (1, 1.5), (2, 1.0), (3, 1.2)]) {
        0 => face(Texture::Windows, pale, dark, dice.between(1.4, 3.6)),
        1 => face(
            Texture::Blocks,
            pale,
            pale.map(|c| c * 0.6),
            dice.between(0.4, 1.1),
        ),
        2 => face(
            Texture::Ribs,
            dull,
            dull.map(|c| c * 0.45),
            dice.between(0.05, 0.3),
        ),
        _ => face(Texture::Shops, dull, dark, dice.between(1.2, 3.2)),
    };
    let clay = muted(dice, 0.05, 0.22, 0.2);
    let clay = [clay[0] * 1.5, clay[1] * 0.72, clay[2] * 0.55];
    let brick = face(Texture::Bricks, clay, muted(dice, 0.1, 0.45, 0.1), 0.21);
    let mut made = Place {
        ground: Ground::even(paving),
        wall: facade,
        low: hedge,
        low_tall: 0.0,
        wall_at: dice.between(0.8, 4.0),
        wall_tall: 9.0,
        dapple: 0.0,
    };
    match scene {
        Scene::PlainWall => {
            made.ground = outdoors(dice);
            made.wall = match dice.pick(&[(0, 2.0), (1, 1.0), (2, 1.0)]) {
                0 => face(Texture::Rough, pale, pale.map(|c| c * 0.65), 0.6),
                1 => face(
                    Texture::Blocks,
                    pale,
                    pale.map(|c| c * 0.6),
                    dice.between(0.4, 1.0),
                ),
                _ => face(
                    Texture::Ribs,
                    dull,
                    dull.map(|c| c * 0.5),
                    dice.between(0.05, 0.3),
                ),
            };
            made.wall_at = dice.between(0.4, 3.0);
        }
        Scene::Brick => {
            made.ground = outdoors(dice);
            made.wall = brick;
            made.wall_at = dice.between(0.4, 4.0);
            made.low_tall = if dice.chance(0.4) {
                dice.between(0.3, 1.3)
            } else {
                0.0
            };
            if dice.chance(0.5) {
                made.low = face(Texture::Blocks, pale, dull, dice.between(0.5, 1.0));
            }
        }
        Scene::Shops => {
            made.ground = outdoors(dice);
            made.wall = face(Texture::Shops, dull, dark, dice.between(1.2, 3.2));
            made.wall_at = dice.between(0.8, 6.0);
        }
        Scene::Street => {
            made.ground = outdoors(dice);
            if dice.chance(0.2) {
                made.wall = brick;
            }
            made.wall_at = dice.between(4.0, 28.0);
            made.wall_tall = dice.between(3.0, 20.0);
            made.low_tall = if dice.chance(0.5) {
                dice.between(0.5, 3.0)
            } else {
                0.0
            };
        }
        Scene::Park => {
            made.ground = if dice.chance(0.35) {
                Ground::even(lawn)
            } else {
                outdoors(dice)
            };
            made.wall = hedge;
            made.wall_at = dice.between(1.2, 20.0);
            made.wall_tall = dice.between(1.0, 12.0);
            made.dapple = if dice.chance(0.4) { 1.0 } else { 0.0 };
        }
        Scene::Interior => {
            let floor = match dice.pick(&[(0, 1.0), (1, 1.4), (2, 1.0)]) {
                0 => {
                    let wood = muted(dice, 0.08, 0.35, 0.1);
                    let wood = [wood[0] * 1.35, wood[1] * 0.85, wood[2] * 0.5];
                    face(Texture::Planks, wood, wood.map(|c| c * 0.6), 0.14)
                }
                1 => face(
                    Texture::Tiles,
                    pale,
                    pale.map(|c| c * 0.7),
                    dice.between(0.3, 0.8),
                ),
                _ => face(Texture::Flat, dull, dull, 1.0),
            };
            made.ground = Ground::even(floor);
            made.wall = match dice.pick(&[(0, 2.0), (1, 1.2), (2, 0.6), (3, 1.2)]) {
                0 => face(Texture::Rough, pale, pale.map(|c| c * 0.85), 1.4),
                1 => face(Texture::Shops, pale, dark, dice.between(0.8, 2.2)),
                2 => face(Texture::Goods, pale, dull, dice.between(0.15, 0.5)),
                _ => face(Texture::Rough, dark, dark.map(|c| c * 0.5), 2.0),
            };
            made.wall_at = dice.between(0.8, 9.0);
            made.low_tall = if dice.chance(0.3) {
                dice.between(0.1, 1.1)
            } else {
                0.0
            };
            made.low = face(Texture::Ribs, dull, dull.map(|c| c * 0.7), 0.6);
        }
        Scene::Studio => {
            let tone = if dice.chance(0.6) {
                muted(dice, 0.55, 0.95, 0.05)
            } else {
                muted(dice, 0.08, 0.8, 0.4)
            };
            made.ground = Ground::even(face(Texture::Flat, tone.map(|c| c * 0.93), tone, 1.0));
            made.wall = face(Texture::Flat, tone, tone, 1.0);
            made.wall_at = 1.6;
            made.wall_tall = 99.0;
        }
        Scene::Parking => {
            made.ground = Ground::even(face(Texture::Tiles, [0.13, 0.13, 0.14], [0.6, 0.6, 0.58], 2.6));
            made.wall = face(Texture::Windows, dull, dark, 3.0);
            (made.wall_at, made.wall_tall) = (22.0, 4.0);
        }
        Scene::Snow => {
            made.ground = Ground::even(face(Texture::Rough, [0.78, 0.81, 0.86], [0.6, 0.64, 0.72], 1.5));
            made.wall = face(Texture::Leaves, [0.5, 0.52, 0.54], [0.08, 0.07, 0.06], 1.0);
            (made.wall_at, made.wall_tall) = (dice.between(5.0, 20.0), 4.0);
        }
        Scene::Beach => {
            made.ground = Ground::even(face(Texture::Rough, [0.66, 0.54, 0.38], [0.5, 0.4, 0.27], 1.2));
            made.wall = face(Texture::Waves, [0.06, 0.22, 0.33], [0.5, 0.6, 0.65], 1.0);
            (made.wall_at, made.wall_tall) = (dice.between(14.0, 30.0), 1.1);
        }
        Scene::Metro => {
            made.ground = Ground::even(face(Texture::Tiles, [0.2, 0.2, 0.21], [0.1, 0.1, 0.1], 0.3));
            made.wall = face(Texture::Tiles, [0.62, 0.66, 0.64], [0.25, 0.3, 0.3], 0.17);
        }
        Scene::Market => {
            made.ground = outdoors(dice);
            made.wall = face(Texture::Goods, pale, dull, dice.between(0.12, 0.3));
            made.wall_at = dice.between(1.2, 4.0);
            made.wall_tall = dice.between(1.6, 9.0);
        }
    }
    if made.dapple == 0.0 && matches!(scene, Scene::Street | Scene::Brick) && dice.chance(0.2) {
        made.dapple = 0.8;
    }
    made
}
