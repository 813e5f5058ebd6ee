//! Tests with a doll of boxes, written in MakeHuman's formats.

mod dressed;
mod worn;

use super::*;
use crate::attributes::{Action, Footwear, Lower};
use crate::body::SkinPart;
use crate::dice::Dice;
use crate::shot::{Conditions, Shot};
use crate::{Person, render_with};
use std::fmt::Write;

/// The faces of a box, by corners whose bits say on which side of each axis they lie.
const BOX: [[usize; 4]; 6] = [
    [0, 2, 3, 1],
    [4, 5, 7, 6],
    [0, 1, 5, 4],
    [2, 6, 7, 3],
    [0, 4, 6, 2],
    [1, 3, 7, 5],
];

/// Boxes of the left half and the middle: bone that moves it, middle, half sizes.
const BOXES: [(&str, [f32; 3], [f32; 3]); 13] = [
    ("spine05", [0.0, 9.5, 0.0], [1.6, 0.8, 1.0]),
    ("spine03", [0.0, 11.0, 0.0], [1.4, 0.8, 0.9]),
    ("spine01", [0.0, 13.0, 0.0], [1.7, 1.2, 1.1]),
    ("neck01", [0.0, 14.6, 0.0], [0.6, 0.5, 0.6]),
    ("head", [0.0, 16.2, 0.1], [0.75, 1.1, 0.9]),
    ("upperarm01.L", [2.6, 12.6, 0.0], [0.5, 1.4, 0.5]),
    ("lowerarm01.L", [3.6, 10.0, 0.0], [0.4, 1.3, 0.4]),
    ("wrist.L", [4.2, 8.2, 0.0], [0.2, 0.8, 0.4]),
    ("upperleg01.L", [0.9, 6.8, 0.0], [0.8, 2.0, 0.8]),
    ("lowerleg01.L", [0.9, 2.8, 0.0], [0.5, 2.0, 0.5]),
    ("foot.L", [0.9, 0.3, 0.4], [0.4, 0.3, 1.2]),
    ("eye.L", [0.3, 16.1, 0.9], [0.1, 0.1, 0.1]),
    ("jaw", [0.0, 15.5, 0.6], [0.4, 0.2, 0.3]),
];
/// Where bones begin.
const HEADS: [(&str, [f32; 3]); 8] = [
    ("upperleg01.L", [0.9, 8.9, 0.0]),
    ("lowerleg01.L", [0.9, 4.8, 0.0]),
    ("foot.L", [0.9, 0.8, 0.0]),
    ("upperarm01.L", [2.0, 13.8, 0.0]),
    ("lowerarm01.L", [3.2, 11.3, 0.0]),
    ("wrist.L", [4.0, 8.9, 0.0]),
    ("neck01", [0.0, 14.2, 0.0]),
    ("head", [0.0, 15.0, 0.0]),
];

#[derive(Default)]
struct Doll {
    obj: String,
    vertices: usize,
    weights: BTreeMap<String, Vec<(usize, f32)>>,
}

impl Doll {
    fn vertex(&mut self, p: [f32; 3]) -> usize {
        writeln!(self.obj, "v {} {} {}", p[0], p[1], p[2]).expect("works");
        self.vertices += 1;
        self.vertices - 1
    }

    fn solid(&mut self, group: &str, bone: &str, middle: [f32; 3], half: [f32; 3]) {
        let first = self.vertices;
        for corner in 0..8 {
            let p = [0, 1, 2].map(|i| middle[i] + if corner >> i & 1 == 1 { half[i] } else { -half[i] });
            let vertex = self.vertex(p);
            self.weights.entry(bone.into()).or_default().push((vertex, 1.0));
        }
        writeln!(self.obj, "g {group}").expect("works");
        for face in BOX {
            let [a, b, c, d] = face.map(|i| first + i + 1);
            writeln!(self.obj, "f {a}/1 {b}/2 {c}/3 {d}/4").expect("works");
        }
    }
}

fn doll() -> Files {
    let mut doll = Doll::default();
    let mirror = |p: [f32; 3]| [-p[0], p[1], p[2]];
    for (bone, middle, half) in BOXES {
        let group = if bone == "eye.L" { "helper-l-eye" } else { "body" };
        doll.solid(group, bone, middle, half);
        if let Some(stem) = bone.strip_suffix(".L") {
            let group = if stem == "eye" { "helper-r-eye" } else { "body" };
            doll.solid(group, &format!("{stem}.R"), mirror(middle), half);
        }
    }
    let (mut bones, mut joints) = (BTreeMap::new(), BTreeMap::new());
    let mut name = |doll: &mut Doll, bone: String, p: [f32; 3]| {
        // A joint is the mean of the corners of a small figure.
        let corners: Vec<usize> = [-0.1, 0.1].map(|d| doll.vertex([p[0], p[1] + d, p[2]])).to_vec();
        bones.insert(
            bone.clone(),
            serde_json::json!({ "head": format!("{bone}____head"), "parent": null }),
        );
        joints.insert(format!("{bone}____head"), corners);
    };
    for (bone, p) in HEADS {
        name(&mut doll, bone.into(), p);
        if let Some(stem) = bone.strip_suffix(".L") {
            name(&mut doll, format!("{stem}.R"), mirror(p));
        }
    }
    let targets = target_names().into_iter().map(|name| {
        let mut text = "# a comment\n\n".to_string();
        if name.ends_with("maxweight") {
            // The first box is the hips: wider in front.
            for vertex in 4..8 {
                writeln!(text, "{vertex} 0 0 1.5").expect("works");
            }
        }
        (name, text)
    });
    Files {
        targets: targets.collect(),
        base: doll.obj,
        skeleton: serde_json::json!({ "bones": bones, "joints": joints }).to_string(),
        weights: serde_json::json!({ "weights": doll.weights }).to_string(),
        assets: BTreeMap::new(),
    }
}

fn figure(build: Build) -> Figure {
    Figure {
        sex: Sex::Male,
        age: Age::Young,
        build,
        height: 1.8,
        quirk: 0.2,
        tone: 0.8,
    }
}

fn posed(bodies: &MakeHuman, build: Build, action: Action) -> Posed {
    bodies.pose(
        &figure(build),
        &Pose::sample(action, None, false, &mut Dice::new(3)),
        0.4,
    )
}

#[test]
fn a_body_stands_on_the_ground_in_its_height() {
    let bodies = MakeHuman::new(&doll()).expect("works");
    for &action in Action::ALL {
        let body = posed(&bodies, Build::Average, action);
        assert_eq!(body.skin.len(), 7);
        let all = || body.skin.iter().flat_map(|(_, mesh)| &mesh.pos);
        let low = all().map(|p| p.y).fold(f32::MAX, f32::min);
        let high = all().map(|p| p.y).fold(f32::MIN, f32::max);
        assert!((-0.12..0.12).contains(&low), "{action:?}: lowest point {low}");
        let tall = match action {
            Action::Sitting => 1.1..1.6,
            Action::Running => 1.4..2.3,
            _ => 1.6..2.3,
        };
        assert!(tall.contains(&high), "{action:?}: highest point {high}");
        for (part, mesh) in &body.skin {
            assert!(!mesh.tri.is_empty(), "{part:?}");
            assert!(mesh.nrm.iter().all(|n| (n.norm() - 1.0).abs() < 1e-3), "{part:?}");
        }
    }
}

#[test]
fn limbs_follow_the_skeleton() {
    let bodies = MakeHuman::new(&doll()).expect("works");
    for action in [Action::Standing, Action::Calling, Action::ArmRaised] {
        let body = posed(&bodies, Build::Average, action);
        let hands = &body
            .skin
            .iter()
            .find(|(part, _)| *part == SkinPart::Hands)
            .expect("works")
            .1;
        for wrist in [body.skeleton.arms[0].c, body.skeleton.arms[1].c] {
            let near = hands
                .pos
                .iter()
                .map(|&p| (p - wrist).norm())
                .fold(f32::MAX, f32::min);
            assert!(near < 0.06, "{action:?}: {near} m between wrist and hand");
        }
    }
}

#[test]
fn weight_shows_in_the_girth_that_clothes_follow() {
    let bodies = MakeHuman::new(&doll()).expect("works");
    let front = |build| {
        let girth = posed(&bodies, build, Action::Standing).girth;
        girth.trunk.iter().map(|s| s.front).fold(0.0, f32::max)
    };
    assert!(front(Build::Heavy) > front(Build::Average) + 0.05);
    assert_eq!(front(Build::Slim), front(Build::Average));
}

#[test]
fn clothes_fit_and_captions_stay_true() {
    let bodies = MakeHuman::new(&doll()).expect("works");
    let mut bare = 0;
    for seed in 0..12 {
        let person = Person::sample(seed);
        let shot = Shot::sample(seed, Conditions::Train).in_studio();
        let picture = render_with(&bodies, &person, &shot, 48, 96);
        let seen = &picture.description;
        assert!(seen.upper.is_some() || seen.one_piece.is_some() || seen.outer.is_some());
        bare += usize::from(
            person.footwear.item.kind == Footwear::Sandals
                || person.lower.is_some_and(|l| l.item.kind == Lower::Shorts),
        );
        assert_eq!(picture, render_with(&bodies, &person, &shot, 48, 96));
    }
    assert!(bare > 0, "no bare legs or feet among these people");
}

#[test]
fn damaged_files_are_named() {
    let good = doll();
    type Damage = (&'static str, fn(&mut Files));
    let cases: [Damage; 9] = [
        ("base.obj: no vertices", |f| f.base = "# nothing\n".into()),
        ("base.obj, line 1: expected three", |f| {
            f.base = "v 1 2 x\n".into()
        }),
        ("base.obj, line 2: `9/1`", |f| {
            f.base = "v 1 2 3\nf 9/1 1/1 1/1\n".into()
        }),
        ("default.mhskel: ", |f| f.skeleton = "{".into()),
        ("default.mhskel: bone `upperleg01.L`", |f| {
            f.skeleton = f.skeleton.replace("\"upperleg01.L\":", "\"other\":");
        }),
        ("default_weights.mhw: bone `head`: vertex 999999", |f| {
            f.weights = r#"{"weights":{"head":[[999999,1.0]]}}"#.into();
        }),
        ("default_weights.mhw: no bone moves", |f| {
            f.weights = r#"{"weights":{}}"#.into()
        }),
        ("asian-male-old.target is missing", |f| {
            f.targets.remove("asian-male-old");
        }),
        ("asian-male-old.target, line 1: vertex 4000", |f| {
            f.targets.insert("asian-male-old".into(), "4000 0 0 0".into());
        }),
    ];
    for (expected, damage) in cases {
        let mut files = good.clone();
        damage(&mut files);
        let error = MakeHuman::new(&files).expect_err(expected).to_string();
        assert!(error.contains(expected), "expected `{expected}`, found `{error}`");
    }
}
