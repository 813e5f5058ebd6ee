//! Bodies from MakeHuman's data files: the base mesh, shaped by its targets and moved by its rig.
//!
//! Nothing here reads files: callers pass the text of each one. The mesh is posed with this crate's skeleton, whose
//! lengths are measured on the shaped mesh, so clothes, poses and captions are the same as for the built-in body.

mod asset;
mod cloth;
mod fit;
mod garment;
mod helpers;
mod mhclo;
mod motion;
mod obj;
mod pieces;
mod rig;
mod shape;
mod skin;
mod suits;
mod target;
mod wear;

use super::pose::Pose;
use super::solve::skeleton;
use super::{BodySource, Figure, Girth, Panel, Posed, Station, Taste, Thing};
use crate::attributes::{Age, Build, Sex};
use crate::error::Result;
use crate::geometry::Mesh;
use asset::Asset;
use garment::Garment;
use mhclo::Mhclo;
use motion::Motions;
use obj::Obj;
use rig::{Joints, Weights};
use shape::Shape;
use skin::{Limb, Part};
use std::collections::BTreeMap;
use target::{Offsets, add};

pub use asset::AssetText;

/// Text of the files that bodies are made from.
#[derive(Clone, Debug, Default)]
pub struct Files {
    /// `base.obj`.
    pub base: String,
    /// `default.mhskel`.
    pub skeleton: String,
    /// `default_weights.mhw`.
    pub weights: String,
    /// The targets of [`target_names`], by name.
    pub targets: BTreeMap<String, String>,
    /// Hair, shoes and suits that are there, by their names in [`asset_names`]; for the others there is built-in
    /// geometry.
    pub assets: BTreeMap<String, AssetText>,
}

const SEXES: [(Sex, &str); 2] = [(Sex::Female, "female"), (Sex::Male, "male")];
const ANCESTRIES: [&str; 3] = ["african", "asian", "caucasian"];
const AGES: [&str; 3] = ["child", "young", "old"];
const WEIGHTS: [&str; 3] = ["minweight", "averageweight", "maxweight"];
const BUILDS: [Build; 3] = [Build::Slim, Build::Average, Build::Heavy];

/// How a person's age is mixed from the ages of the targets.
fn aged(age: Age) -> &'static [(&'static str, f32)] {
    match age {
        Age::Child => &[("child", 1.0)],
        Age::Young => &[("young", 1.0)],
        Age::Adult => &[("young", 0.65), ("old", 0.35)],
        Age::Elderly => &[("old", 1.0)],
    }
}

/// How a build is mixed from the weights of the targets.
fn weighted(build: Build) -> &'static [(&'static str, f32)] {
    match build {
        Build::Slim => &[("averageweight", 0.55), ("minweight", 0.45)],
        Build::Average => &[("averageweight", 1.0)],
        Build::Heavy => &[("averageweight", 0.35), ("maxweight", 0.65)],
    }
}

fn by_ancestry(ancestry: &str, sex: &str, age: &str) -> String {
    format!("{ancestry}-{sex}-{age}")
}

fn by_weight(sex: &str, age: &str, weight: &str) -> String {
    format!("universal-{sex}-{age}-averagemuscle-{weight}")
}

/// The targets that are needed: files `NAME.target` of MakeHuman's folder `targets/macrodetails`.
pub fn target_names() -> Vec<String> {
    let mut names = Vec::new();
    for (_, sex) in SEXES {
        for age in AGES {
            names.extend(ANCESTRIES.iter().map(|ancestry| by_ancestry(ancestry, sex, age)));
            names.extend(WEIGHTS.iter().map(|weight| by_weight(sex, age, weight)));
        }
    }
    names
}

/// The worn meshes that are used where the data has them: paths without ending, under MakeHuman's folder of data.
pub fn asset_names() -> impl Iterator<Item = &'static str> {
    wear::ASSETS.into_iter().chain(suits::SUITS.map(|(name, _)| name))
}

/// Bodies shaped from MakeHuman's data.
#[derive(Debug)]
pub struct MakeHuman {
    parts: Vec<Part>,
    limbs: Vec<Limb>,
    triangles: Vec<[u32; 3]>,
    /// By sex, age, build and ancestry.
    shapes: Vec<Shape>,
    worn: Worn,
}

/// What is worn.
#[derive(Debug)]
struct Worn {
    /// Hair, shoes and hats by name.
    assets: BTreeMap<&'static str, Asset>,
    /// Garments by name; those made from the base mesh are [`wear::TIGHTS`] and [`wear::DRAPE`].
    garments: BTreeMap<&'static str, Garment>,
}

fn place_of(sex: Sex, age: Age, build: Build, ancestry: usize) -> usize {
    let sex = usize::from(sex == Sex::Male);
    let age = Age::ALL.iter().position(|a| *a == age).unwrap_or(0);
    let build = BUILDS.iter().position(|b| *b == build).unwrap_or(0);
    ((sex * Age::ALL.len() + age) * BUILDS.len() + build) * ANCESTRIES.len() + ancestry
}

impl MakeHuman {
    /// Reads the files and shapes every body.
    ///
    /// # Errors
    /// Names the file and what is wrong in it.
    pub fn new(files: &Files) -> Result<Self> {
        let base = Obj::parse("base.obj", &files.base)?;
        let joints = Joints::parse(&files.skeleton, base.positions.len())?;
        let weights = Weights::parse(&files.weights, base.positions.len())?;
        let mut targets: BTreeMap<&str, Offsets> = BTreeMap::new();
        for name in target_names() {
            let (name, text) = files
                .targets
                .get_key_value(&name)
                .ok_or_else(|| crate::Error::Bodies(format!("{name}.target is missing")))?;
            targets.insert(name, target::parse(name, text, base.positions.len())?);
        }
        let body = skin::Body::of(&base, &weights)?;
        let (worn, anchors) = Worn::read(&files.assets, &base, &weights)?;
        let mut shapes = Vec::new();
        for (_, sex_name) in SEXES {
            for &age in Age::ALL {
                for build in BUILDS {
                    for ancestry in ANCESTRIES {
                        let mut positions = base.positions.clone();
                        for &(age, a) in aged(age) {
                            add(&mut positions, &targets, &by_ancestry(ancestry, sex_name, age), a);
                            for &(weight, w) in weighted(build) {
                                add(&mut positions, &targets, &by_weight(sex_name, age, weight), a * w);
                            }
                        }
                        shapes.push(Shape::measure(&positions, &joints, &body, &base, &anchors)?);
                    }
                }
            }
        }
        let parts = skin::parts(&body, &shapes[place_of(Sex::Male, Age::Young, Build::Average, 0)]);
        Ok(Self {
            parts,
            limbs: body.limbs,
            triangles: body.triangles,
            shapes,
            worn,
        })
    }

    fn shape(&self, figure: &Figure) -> &Shape {
        // Dark skin mostly goes with African ancestry; the rest is a personal trait.
        let ancestry = if figure.tone < 0.56 {
            0
        } else {
            1 + usize::from((figure.quirk * 7.3).rem_euclid(1.0) < 0.55)
        };
        &self.shapes[place_of(figure.sex, figure.age, figure.build, ancestry)]
    }
}

impl Worn {
    /// Reads the worn meshes; also the base vertices that they hang on, in rising order.
    fn read(texts: &BTreeMap<String, AssetText>, base: &Obj, weights: &Weights) -> Result<(Self, Vec<u32>)> {
        let (mut assets, mut garments) = (BTreeMap::new(), BTreeMap::new());
        for name in wear::ASSETS {
            if let Some(text) = texts.get(name) {
                assets.insert(name, Asset::parse(name, text, wear::place(name), weights)?);
            }
        }
        for (name, pieces) in suits::SUITS {
            if let Some(text) = texts.get(name) {
                garments.insert(name, suits::parse(name, text, pieces, weights)?);
            }
        }
        let helpers = [
            (wear::TIGHTS, helpers::tights(base, weights)),
            (wear::DRAPE, helpers::drape(base, weights)),
        ];
        for (name, garment) in helpers {
            garments.extend(garment.map(|garment| (name, garment)));
        }
        let mut worn = Self { assets, garments };
        let mut anchors: Vec<u32> = worn.rules().flat_map(|mhclo| mhclo.vertices()).collect();
        anchors.sort_unstable();
        anchors.dedup();
        for mhclo in worn.rules_mut() {
            mhclo.renumber(&anchors);
        }
        Ok((worn, anchors))
    }

    fn rules(&self) -> impl Iterator<Item = &Mhclo> {
        let of_assets = self.assets.values().map(|asset| &asset.mhclo);
        of_assets.chain(self.garments.values().map(|garment| &garment.mhclo))
    }

    fn rules_mut(&mut self) -> impl Iterator<Item = &mut Mhclo> {
        let of_assets = self.assets.values_mut().map(|asset| &mut asset.mhclo);
        of_assets.chain(self.garments.values_mut().map(|garment| &mut garment.mhclo))
    }
}

/// The one of several that `choice` in 0..1 falls on.
fn chosen<T>(mut there: Vec<T>, choice: f32) -> Option<T> {
    let last = there.len().checked_sub(1)?;
    Some(there.swap_remove(((choice * there.len() as f32) as usize).min(last)))
}

impl BodySource for MakeHuman {
    fn pose(&self, figure: &Figure, pose: &Pose, yaw: f32) -> Posed {
        let shape = self.shape(figure);
        let girth = shape.girth_at(figure.height);
        let lengths = shape.lengths_at(figure.height);
        let skeleton = skeleton(&lengths, figure.age, pose, &girth, yaw);
        let motions = Motions::new(shape, &skeleton, figure.height);
        let skin = skin::posed(self, shape, &motions, figure.height);
        Posed {
            skeleton,
            girth,
            skin,
        }
    }

    fn worn(&self, figure: &Figure, posed: &Posed, thing: Thing, taste: Taste) -> Option<Mesh> {
        let shape = self.shape(figure);
        let motions = Motions::new(shape, &posed.skeleton, figure.height);
        let names = wear::shown_by(thing, figure.sex);
        let assets = names.iter().filter_map(|name| self.worn.assets.get(name));
        if let Some(asset) = chosen(assets.collect(), taste.choice) {
            return Some(asset.posed(shape, &motions, figure.height, taste));
        }
        let garments = names.iter().filter_map(|name| self.worn.garments.get(name));
        let garment = chosen(garments.collect(), taste.choice)?;
        let lower = |panel| matches!(panel, Panel::Hips | Panel::Leg | Panel::Skirt);
        let part = match thing {
            Thing::Upper(..) | Thing::Open(..) => garment.only(|panel| !lower(panel)),
            // Buttons of waistbands are hidden by what hangs over them.
            Thing::Lower(_) => garment.only(lower),
            _ => garment.clone(),
        };
        Some(part.posed(shape, &motions, figure.height))
    }
}

#[cfg(test)]
mod tests;
