//! Tests of garments: a suit of boxes, and helper geometry around the doll.

use super::super::obj::Obj;
use super::super::pieces::{patches, pieces};
use super::*;
use crate::attributes::{Sleeves, Upper};
use crate::geometry::{V3, v3};
use std::f32::consts::PI;

const SUIT: &str = "clothes/male_casualsuit02/male_casualsuit02";
/// First corners of the doll's boxes.
const HIPS: usize = 0;
const CHEST: usize = 16;
const ARM: usize = 40;
const THIGH: usize = 88;
const PLAIN: Taste = Taste {
    choice: 0.0,
    long: 1.0,
    mirrored: false,
};

/// The faces of a box whose corners begin at `first`, with texture vertices from `chart` on.
fn faces(obj: &mut String, first: usize, chart: usize) {
    for face in BOX {
        let [a, b, c, d] = face.map(|i| format!("{}/{}", first + i + 1, chart + i + 1));
        writeln!(obj, "f {a} {b} {c} {d}").expect("works");
    }
}

/// Boxes that are as large as the doll's boxes with these first corners, and as high up as they come.
fn suit(boxes: &[usize]) -> AssetText {
    let mut obj = String::new();
    let mut mhclo = "x_scale 32 33 1.5\ny_scale 32 34 2.2\nz_scale 32 36 1.8\nverts 0\n".to_string();
    for (number, first) in boxes.iter().enumerate() {
        for corner in 0..8 {
            let high = 10 * (boxes.len() - number) + (corner >> 1 & 1);
            writeln!(obj, "v {} {high} {}", corner & 1, corner >> 2).expect("works");
            writeln!(mhclo, "{}", first + corner).expect("works");
        }
        faces(&mut obj, 8 * number, 8 * number);
    }
    AssetText { obj, mhclo }
}

fn suited() -> Files {
    let mut files = doll();
    files.assets.insert(SUIT.into(), suit(&[CHEST, THIGH]));
    files
}

/// The doll, with tights that are its boxes of hips, chest, arm and thigh.
fn tight() -> Files {
    let mut files = doll();
    files.base += "g helper-tights\n";
    for first in [HIPS, CHEST, ARM, THIGH] {
        faces(&mut files.base, first, 0);
    }
    files.base += "g helper-skirt\n";
    faces(&mut files.base, HIPS, 0);
    files
}

fn garment(files: &Files, thing: Thing) -> Option<(Posed, Mesh)> {
    let bodies = MakeHuman::new(files).expect("works");
    let body = posed(&bodies, Build::Average, Action::Standing);
    let mesh = bodies.worn(&figure(Build::Average), &body, thing, PLAIN)?;
    Some((body, mesh))
}

fn count(mesh: &Mesh, panel: Panel) -> usize {
    mesh.mat.iter().filter(|number| **number == panel as u8).count()
}

#[test]
fn pieces_share_vertices_and_patches_are_sewn() {
    let text = "v 0 0 0\nv 1 0 0\nv 0 1 0\nv 1 1 0\nv 0 5 0\nv 1 5 0\nv 0 6 0\n\
                f 1/1 2/2 3/3\nf 2/4 4/5 3/6\nf 5/7 6/8 7/9\n";
    let mesh = Obj::parse("a.obj", text).expect("works");
    assert_eq!(pieces(&mesh), [vec![2], vec![0, 1]]);
    assert_eq!(patches(&mesh).len(), 3);
    let sewn = text.replace("2/4 4/5 3/6", "2/2 4/5 3/3");
    let mesh = Obj::parse("a.obj", &sewn).expect("works");
    assert_eq!(patches(&mesh).len(), 2);
}

#[test]
fn a_suit_is_a_top_and_trousers() {
    let top = Thing::Upper(Upper::LongSleeveShirt, Sleeves::Long);
    let (body, mesh) = garment(&suited(), top).expect("the suit shows it");
    assert_eq!((count(&mesh, Panel::Trunk), mesh.tri.len()), (12, 12));
    let chest = body.skeleton.chest.o;
    assert!(mesh.pos.iter().all(|p| (*p - chest).norm() < 0.6));
    let (body, mesh) = garment(&suited(), Thing::Lower(Lower::Chinos)).expect("the suit shows it");
    assert_eq!(count(&mesh, Panel::Hips) + count(&mesh, Panel::Leg), 12);
    let [hip, knee] = [body.skeleton.legs[0].a, body.skeleton.legs[0].b];
    let middle = hip.lerp(knee, 0.5);
    assert!(mesh.pos.iter().all(|p| (*p - middle).norm() < 0.4));
}

#[test]
fn what_no_suit_shows_is_not_made() {
    for thing in [
        Thing::Upper(Upper::Hoodie, Sleeves::Long),
        Thing::Upper(Upper::LongSleeveShirt, Sleeves::Short),
        Thing::Open(Upper::Coat, Upper::Shirt),
        Thing::Lower(Lower::PleatedSkirt),
        Thing::Tights,
        Thing::Drape,
    ] {
        assert!(garment(&suited(), thing).is_none(), "{thing:?}");
    }
    assert!(garment(&doll(), Thing::Lower(Lower::Chinos)).is_none());
}

#[test]
fn tights_have_sleeves_hips_and_legs() {
    let (_, mesh) = garment(&tight(), Thing::Tights).expect("the base mesh has them");
    assert_eq!(count(&mesh, Panel::Sleeve), 12);
    assert!(count(&mesh, Panel::Leg) >= 12 && count(&mesh, Panel::Hips) >= 12);
    let (_, mesh) = garment(&tight(), Thing::Drape).expect("the base mesh has it");
    assert_eq!(count(&mesh, Panel::Skirt), 12);
}

#[test]
fn angles_do_not_jump_inside_triangles() {
    let (_, mesh) = garment(&tight(), Thing::Tights).expect("the base mesh has them");
    let mut sides = 0;
    for (triangle, number) in mesh.tri.iter().zip(&mesh.mat) {
        let [a, b, c] = triangle.map(|corner| mesh.uv[corner as usize][1]);
        // The lids of boxes lie across the axis, where every angle meets.
        if *number != Panel::Hips as u8 || ((a - b).abs() < 1e-4 && (a - c).abs() < 1e-4) {
            continue;
        }
        sides += 1;
        let angles = triangle.map(|corner| mesh.uv[corner as usize][0]);
        let most = angles.iter().fold(f32::MIN, |m, a| m.max(*a));
        let least = angles.iter().fold(f32::MAX, |m, a| m.min(*a));
        assert!(most - least < PI + 1e-3, "{angles:?}");
    }
    assert!(sides >= 8, "{sides}");
}

#[test]
fn lengths_count_from_neck_and_joints() {
    let (body, mesh) = garment(&tight(), Thing::Tights).expect("the base mesh has them");
    let neck = body.skeleton.spine(1.0).o;
    let up = |p: V3| (p - neck).dot(v3(0.0, 1.0, 0.0));
    for (triangle, number) in mesh.tri.iter().zip(&mesh.mat) {
        for &corner in triangle.iter().filter(|_| *number == Panel::Hips as u8) {
            let (p, v) = (mesh.pos[corner as usize], mesh.uv[corner as usize][1]);
            assert!((up(p) + v).abs() < 0.08, "{v} at {p:?}");
        }
    }
}

#[test]
fn people_in_data_clothes_are_described_by_what_shows() {
    let bodies = MakeHuman::new(&tight()).expect("works");
    let bare = MakeHuman::new(&doll()).expect("works");
    let mut other = 0;
    for seed in 0..12 {
        let person = Person::sample(seed);
        let shot = Shot::sample(seed, Conditions::Train).in_studio();
        let picture = render_with(&bodies, &person, &shot, 48, 96);
        other += usize::from(picture.rgb != render_with(&bare, &person, &shot, 48, 96).rgb);
        assert_eq!(picture, render_with(&bodies, &person, &shot, 48, 96));
    }
    assert!(other > 0, "nobody wears cloth of the base mesh");
}

#[test]
fn damaged_suits_are_named() {
    type Damage = (&'static str, fn(&mut AssetText));
    let cases: [Damage; 4] = [
        (
            "male_casualsuit02.obj: expected 2 connected pieces, found 3",
            |t| {
                *t = suit(&[CHEST, HIPS, THIGH]);
            },
        ),
        ("male_casualsuit02.obj: no vertices", |t| t.obj = String::new()),
        ("male_casualsuit02.mhclo binds 15 vertices", |t| {
            t.mhclo = t.mhclo.trim_end().rsplit_once('\n').expect("lines").0.into();
        }),
        ("male_casualsuit02.mhclo: no vertices after", |t| {
            t.mhclo = t.mhclo.replace("verts", "birds");
        }),
    ];
    for (expected, damage) in cases {
        let mut files = suited();
        damage(files.assets.get_mut(SUIT).expect("works"));
        let error = MakeHuman::new(&files).expect_err(expected).to_string();
        assert!(error.contains(expected), "expected `{expected}`, found `{error}`");
    }
}
