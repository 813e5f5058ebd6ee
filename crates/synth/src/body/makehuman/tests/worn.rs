//! Tests of hair and shoes: boxes that hang on the doll.

use super::super::mhclo::Mhclo;
use super::*;
use crate::Picture;
use crate::attributes::{Colour, HairStyle, Headgear, Pattern};
use crate::description::Item;
use crate::geometry::v3;
use crate::person::Worn;

const HAIR: &str = "hair/bob01/bob01";
const LONG: &str = "hair/long01/long01";
const SHOES: &str = "clothes/shoes02/shoes02";
/// First corners of the doll's boxes.
const HEAD: usize = 32;
const SHIN: usize = 104;
const FOOT: usize = 120;
/// Rulers along the edges of the doll's head.
const RULERS: &str = "name box\nx_scale 32 33 1.5\ny_scale 32 34 2.2\nz_scale 32 36 1.8\nz_depth 50\n";
const PLAIN: Taste = Taste {
    choice: 0.0,
    long: 1.0,
    mirrored: false,
};

/// Boxes, each with eight corners that hang on one base vertex each: `bound` tells on which and how far from it.
fn boxes(count: usize, bound: impl Fn(usize, usize) -> (usize, [f32; 3])) -> AssetText {
    let (mut obj, mut mhclo) = (
        String::new(),
        format!("# a comment\n{RULERS}verts 0\nmaterial x\n"),
    );
    for number in 0..count {
        let first = 8 * number;
        for corner in 0..8 {
            let (vertex, [x, y, z]) = bound(number, corner);
            // Only heights matter, and only to tell socks from shoes.
            writeln!(obj, "v 0 {} 0", number / 2 * 10 + (corner >> 1 & 1)).expect("works");
            writeln!(mhclo, "{vertex} 0 0 1.0 0.0 0.0 {x} {y} {z}").expect("works");
        }
        for face in [
            [1, 3, 4, 2],
            [5, 6, 8, 7],
            [1, 2, 6, 5],
            [3, 7, 8, 4],
            [1, 5, 7, 3],
        ] {
            let [a, b, c, d] = face.map(|i| first + i);
            writeln!(obj, "f {a} {b} {c} {d}").expect("works");
        }
    }
    mhclo += "\ndelete_verts\n1 - 3 7\n";
    AssetText { obj, mhclo }
}

/// The doll with hair and shoes: hair hangs on the head only, more to its left; long hair falls below it.
fn dressed_doll() -> Files {
    let mut files = doll();
    let out = |corner: usize, by: f32| [0, 1, 2].map(|i| if corner >> i & 1 == 1 { by } else { -by });
    let hair = boxes(1, |_, corner| {
        let [x, y, z] = out(corner, 0.2);
        (HEAD + corner, [x + 0.1, y, z])
    });
    let long = boxes(1, |_, corner| {
        let [x, y, z] = out(corner, 0.2);
        (HEAD + corner, [x, if y < 0.0 { -4.0 } else { y }, z])
    });
    // Left and right shoe, left and right sock.
    let shoes = boxes(4, |number, corner| {
        let first = if number < 2 { FOOT } else { SHIN };
        (first + 8 * (number % 2) + corner, out(corner, 0.1))
    });
    for (name, text) in [(HAIR, hair), (LONG, long), (SHOES, shoes)] {
        files.assets.insert(name.into(), text);
    }
    files
}

fn worn(bodies: &MakeHuman, action: Action, thing: Thing, taste: Taste) -> (Posed, Mesh) {
    let body = posed(bodies, Build::Average, action);
    let mesh = bodies.worn(&figure(Build::Average), &body, thing, taste);
    (body, mesh.expect("the doll has it"))
}

#[test]
fn a_mesh_hangs_on_the_base_mesh() {
    let text =
        "x_scale 0 1 2.0\nverts 0\ny_scale 0 2 1\nz_scale 0 1 1\n 3\n 0 1 2 0.5 0.5 0 1 1 1\n0 1 2 0 0 1\n";
    let mhclo = Mhclo::parse("a.mhclo", text, 4).expect("works");
    let base = [
        v3(0.0, 0.0, 0.0),
        v3(6.0, 0.0, 0.0),
        v3(0.0, -2.0, 0.0),
        v3(7.0, 8.0, 9.0),
    ];
    // Rulers have become three times and twice as long; the last one has no length along its axis.
    let expected = [v3(7.0, 8.0, 9.0), v3(6.0, 2.0, 0.0), v3(0.0, -2.0, 0.0)];
    assert_eq!(mhclo.fitted(&base), expected);
    let mut compact = mhclo.clone();
    compact.renumber(&[0, 1, 2, 3]);
    assert_eq!(compact.fitted(&base), expected);
}

#[test]
fn hair_turns_with_the_head() {
    let bodies = MakeHuman::new(&dressed_doll()).expect("works");
    let seen = |action| {
        let (body, mesh) = worn(&bodies, action, Thing::Hair(HairStyle::Bob), PLAIN);
        let corners = mesh.pos.iter().map(|p| body.skeleton.head.seen(*p));
        corners.collect::<Vec<_>>()
    };
    let standing = seen(Action::Standing);
    assert_eq!(standing.len(), 8);
    for action in [Action::Running, Action::Sitting, Action::LookingAtPhone] {
        for (p, q) in standing.iter().zip(seen(action)) {
            assert!((*p - q).norm() < 1e-3, "{action:?}: {p:?} and {q:?}");
        }
    }
    // Wider than the head that it was put on.
    let body = posed(&bodies, Build::Average, Action::Standing);
    let widest = standing.iter().map(|p| p.x).fold(0.0, f32::max);
    assert!(widest > body.girth.head.x, "{widest} m");
}

#[test]
fn taste_mirrors_and_cuts_hair() {
    let bodies = MakeHuman::new(&dressed_doll()).expect("works");
    let standing = |style, taste| worn(&bodies, Action::Standing, Thing::Hair(style), taste);
    let left_of = |taste| {
        let (body, mesh) = standing(HairStyle::Bob, taste);
        let sum: f32 = mesh.pos.iter().map(|p| body.skeleton.head.seen(*p).x).sum();
        let out = mesh
            .pos
            .iter()
            .zip(&mesh.nrm)
            .filter(|(p, n)| n.dot(**p - body.skeleton.head.o) > 0.0);
        (sum, out.count())
    };
    let mirrored = Taste {
        mirrored: true,
        ..PLAIN
    };
    let (plain, mirrored) = (left_of(PLAIN), left_of(mirrored));
    assert!((plain.0 + mirrored.0).abs() < 1e-3 && plain.0 > 0.01);
    assert_eq!(plain.1, mirrored.1, "a mirrored mesh is turned inside out");
    let lowest = |long| {
        let taste = Taste { long, ..PLAIN };
        let (_, mesh) = standing(HairStyle::Long, taste);
        mesh.pos.iter().map(|p| p.y).fold(f32::MAX, f32::min)
    };
    assert!(
        lowest(0.0) > lowest(1.0) + 0.05,
        "{} and {} m",
        lowest(0.0),
        lowest(1.0)
    );
}

#[test]
fn shoes_stand_on_the_ground_below_their_socks() {
    let bodies = MakeHuman::new(&dressed_doll()).expect("works");
    let (body, mesh) = worn(
        &bodies,
        Action::Standing,
        Thing::Footwear(Footwear::Sneakers),
        PLAIN,
    );
    assert_eq!(mesh.mat.iter().filter(|part| **part == 0).count(), 20);
    assert_eq!(mesh.mat.iter().filter(|part| **part == 1).count(), 20);
    let middle = |part: u8| {
        let own = mesh.tri.iter().zip(&mesh.mat).filter(|(_, p)| **p == part);
        let heights: Vec<f32> = own.map(|(t, _)| mesh.pos[t[0] as usize].y).collect();
        heights.iter().sum::<f32>() / heights.len() as f32
    };
    assert!(middle(0) + 0.05 < middle(1));
    let low = |points: &[crate::geometry::V3]| points.iter().map(|p| p.y).fold(f32::MAX, f32::min);
    let feet = body.skin.iter().find(|(part, _)| *part == SkinPart::Feet);
    let bare = low(&feet.expect("works").1.pos);
    // The doll's shoes reach a tenth of a decimetre below its soles, and yet stand where these do.
    assert!(
        (low(&mesh.pos) - bare).abs() < 0.004,
        "{} and {bare}",
        low(&mesh.pos)
    );
}

#[test]
fn what_the_data_lacks_stays_built_in() {
    let bodies = MakeHuman::new(&dressed_doll()).expect("works");
    let bare = MakeHuman::new(&doll()).expect("works");
    let body = posed(&bodies, Build::Average, Action::Standing);
    let has = |bodies: &MakeHuman, thing| {
        bodies
            .worn(&figure(Build::Average), &body, thing, PLAIN)
            .is_some()
    };
    for &style in HairStyle::ALL {
        let there = matches!(style, HairStyle::Bob | HairStyle::Long);
        assert_eq!(has(&bodies, Thing::Hair(style)), there, "{style:?}");
        assert!(!has(&bare, Thing::Hair(style)), "{style:?}");
    }
    for &kind in Footwear::ALL {
        assert_eq!(
            has(&bodies, Thing::Footwear(kind)),
            kind == Footwear::Sneakers,
            "{kind:?}"
        );
    }
}

#[test]
fn pictures_show_the_hair_of_the_data_but_not_under_hats() {
    let bodies = MakeHuman::new(&dressed_doll()).expect("works");
    let bare = MakeHuman::new(&doll()).expect("works");
    let mut person = Person::sample(3);
    person.hair.style = HairStyle::Bob;
    person.headgear = None;
    person.footwear.item.kind = Footwear::HighBoots;
    let shot = Shot::sample(3, Conditions::Train).in_studio();
    let of = |bodies: &MakeHuman, person: &Person| -> Picture { render_with(bodies, person, &shot, 48, 96) };
    let shown = of(&bodies, &person);
    assert!(shown.rgb != of(&bare, &person).rgb);
    assert_eq!(shown.description.hair, Some(person.hair));
    person.headgear = Some(Worn {
        item: Item {
            kind: Headgear::Cap,
            colour: Colour::Red,
            accent: Colour::Red,
            pattern: Pattern::Plain,
        },
        rgb: [200, 30, 30],
        accent_rgb: [200, 30, 30],
    });
    assert_eq!(of(&bodies, &person), of(&bare, &person));
}

#[test]
fn damaged_hair_is_named() {
    let good = dressed_doll();
    type Damage = (&'static str, fn(&mut AssetText));
    let cases: [Damage; 12] = [
        ("bob01.obj: no vertices", |t| t.obj = String::new()),
        ("bob01.obj, line 1: expected three", |t| t.obj = "v 1\n".into()),
        ("bob01.obj, line 9: `99`", |t| {
            t.obj = t.obj.replace("f 1 3", "f 99 3");
        }),
        ("bob01.mhclo: expected x_scale, y_scale and z_scale", |t| {
            t.mhclo = t.mhclo.replace("y_scale", "why_scale");
        }),
        ("bob01.mhclo, line 3: `a` is not a vertex", |t| {
            t.mhclo = t.mhclo.replace("x_scale 32", "x_scale a");
        }),
        ("bob01.mhclo, line 3: vertex 99999 of a mesh", |t| {
            t.mhclo = t.mhclo.replace("x_scale 32", "x_scale 99999");
        }),
        ("bob01.mhclo, line 3: expected two vertices and their", |t| {
            t.mhclo = t.mhclo.replace("33 1.5", "33 0");
        }),
        ("bob01.mhclo: no vertices after", |t| {
            t.mhclo = t.mhclo.replace("verts", "birds");
        }),
        ("bob01.mhclo, line 9: vertex 77777", |t| {
            t.mhclo = t.mhclo.replace("\n32 0 0", "\n77777 0 0");
        }),
        ("bob01.mhclo, line 9: expected shares that sum to 1", |t| {
            t.mhclo = t.mhclo.replace("\n32 0 0 1.0", "\n32 0 0 7.0");
        }),
        ("bob01.mhclo, line 9: expected 1, 6 or 9", |t| {
            t.mhclo = t.mhclo.replace("\n32 0 0 1.0", "\n32 0 1.0");
        }),
        ("bob01.mhclo binds 7 vertices", |t| {
            let end = t.mhclo.find("\n39 ").expect("a line");
            t.mhclo.truncate(end);
        }),
    ];
    for (expected, damage) in cases {
        let mut files = good.clone();
        damage(files.assets.get_mut(HAIR).expect("works"));
        let error = MakeHuman::new(&files).expect_err(expected).to_string();
        assert!(error.contains(expected), "expected `{expected}`, found `{error}`");
    }
}
