//! Bodies from MakeHuman's data files: the base mesh, shaped by its targets and moved by its rig.
//!
//! Nothing here reads files: callers pass the text of each one. The mesh is posed with this crate's skeleton, whose
//! lengths are measured on the shaped mesh, so clothes, poses and captions are the same as for the built-in body.

mod fit;
mod obj;
mod rig;
mod shape;
mod skin;
mod target;

use super::pose::Pose;
use super::solve::skeleton;
use super::{BodySource, Figure, Girth, Posed, Station};
use crate::error::Result;
use crate::synth::attributes::{Age, Build, Sex};
use obj::Obj;
use rig::{Joints, Weights};
use shape::Shape;
use skin::{Limb, Part};
use std::collections::BTreeMap;
use target::{Offsets, add};

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

/// Bodies shaped from MakeHuman's data.
#[derive(Debug)]
pub struct MakeHuman {
    parts: Vec<Part>,
    limbs: Vec<Limb>,
    triangles: Vec<[u32; 3]>,
    /// By sex, age, build and ancestry.
    shapes: Vec<Shape>,
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
        let base = Obj::parse(&files.base)?;
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
                        shapes.push(Shape::measure(&positions, &joints, &body, &base)?);
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
        })
    }
}

impl BodySource for MakeHuman {
    fn pose(&self, figure: &Figure, pose: &Pose, yaw: f32) -> Posed {
        // Dark skin mostly goes with African ancestry; the rest is a personal trait.
        let ancestry = if figure.tone < 0.56 {
            0
        } else {
            1 + usize::from((figure.quirk * 7.3).rem_euclid(1.0) < 0.55)
        };
        let shape = &self.shapes[place_of(figure.sex, figure.age, figure.build, ancestry)];
        let girth = shape.girth_at(figure.height);
        let lengths = shape.lengths_at(figure.height);
        let skeleton = skeleton(&lengths, figure.age, pose, &girth, yaw);
        let skin = skin::posed(self, shape, &skeleton, figure.height);
        Posed {
            skeleton,
            girth,
            skin,
        }
    }
}

#[cfg(test)]
mod tests;
