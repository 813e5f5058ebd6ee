//! Tests of whole scenes.

use super::exposure::Exposure;
use super::people::Sight;
use super::props::{Prop, PropKind, Stand};
use super::*;
use crate::body::lofted::LoftedBody;
use crate::geometry::v3;
use crate::material::Region;
use crate::render::standee::StandeeKind;
use crate::shot::Conditions;

fn picture(seed: u64, longest: usize) -> (ScenePlan, ScenePicture) {
    let plan = ScenePlan::sample(seed, Conditions::Train);
    let (width, height) = plan.size(longest);
    let picture = render(&LoftedBody, &plan, width, height, None);
    (plan, picture)
}

/// Where neither light nor shadow changes anything.
fn darkness() -> Photo {
    Photo {
        width: 4,
        height: 4,
        rgb: vec![0; 48],
    }
}

/// One bareheaded, empty-handed person in the middle of an even picture, whole and sharp.
fn alone() -> ScenePlan {
    let plain = |plan: &ScenePlan| {
        let person = plan.looks.first().map(|(_, person)| person);
        plan.placements.len() == 1
            && plan.placements[0].garment.is_none()
            && person.is_some_and(|person| person.bags.is_empty() && person.extras.is_empty())
    };
    let mut plans = (0..).map(|seed| ScenePlan::sample(seed, Conditions::Train));
    let mut plan = plans.find(plain).expect("one of many");
    plan.props.clear();
    plan.veils.clear();
    plan.blur = 0.0;
    plan.mood = None;
    plan.exposure = Exposure::plain();
    plan.viewpoint.roll = 0.0;
    plan.viewpoint.distance = 8.0;
    plan.viewpoint.height = 1.0;
    plan.viewpoint.half_height = 0.18;
    plan.viewpoint.aspect = 1.0;
    plan.viewpoint = plan.viewpoint.aimed(0.85, 0.5);
    plan.placements[0].sight = Sight::Scene(v3(0.0, 0.0, 0.0));
    plan.placements[0].depth = 8.0;
    plan
}

/// The picture of a plan over darkness, 128 pixels each way.
fn over_darkness(plan: &ScenePlan) -> ScenePicture {
    render(&LoftedBody, plan, 128, 128, Some(&darkness()))
}

#[test]
fn the_same_plan_gives_the_same_picture_with_boxes_inside() {
    let mut people = 0;
    for seed in 0..16 {
        let (plan, shown) = picture(seed, 96);
        assert_eq!(shown, picture(seed, 96).1);
        assert_eq!(shown.rgb.len(), shown.width * shown.height * 3);
        assert!(shown.people.len() <= plan.planned());
        for person in &shown.people {
            people += 1;
            for [left, top, wide, tall] in [person.bounds, person.whole] {
                assert!(left >= 0.0 && top >= 0.0 && wide >= 1.0 && tall >= 1.0);
                assert!(left + wide <= shown.width as f32 && top + tall <= shown.height as f32);
            }
            let ([l, t, w, h], [x, y, wide, tall]) = (person.bounds, person.whole);
            assert!(
                l >= x && t >= y && l + w <= x + wide && t + h <= y + tall,
                "seen beyond the silhouette"
            );
            assert!(person.seen > 0.0 && person.seen <= 1.0);
        }
    }
    assert!(people > 20, "{people}");
}

#[test]
fn most_people_of_a_plan_can_be_seen() {
    let (mut empty, mut planned, mut seen) = (0, 0, 0);
    for seed in 0..240 {
        let (plan, shown) = picture(seed, 64);
        empty += usize::from(shown.people.is_empty());
        planned += plan.planned();
        seen += shown.people.len();
    }
    assert!((15..44).contains(&empty), "{empty} of 240 scenes without anyone");
    assert!(seen * 10 > planned * 7, "{seen} of {planned} people");
}

#[test]
fn the_box_is_around_the_pixels_that_change() {
    let mut plan = alone();
    let with = over_darkness(&plan);
    plan.placements.clear();
    let without = over_darkness(&plan);
    assert!(without.people.is_empty());
    let changed = |at: &usize| with.rgb[3 * at..3 * at + 3] != without.rgb[3 * at..3 * at + 3];
    let places: Vec<usize> = (0..128 * 128).filter(changed).collect();
    let [columns, rows] = [128, 1].map(|step| {
        let along = |at: &usize| if step == 128 { at % 128 } else { at / 128 };
        let low = places.iter().map(along).min().unwrap_or(0) as f32;
        let high = places.iter().map(along).max().unwrap_or(0) as f32;
        (low, high + 1.0)
    });
    let [left, top, wide, tall] = with.people[0].bounds;
    // A pixel of which less than half is covered is not part of the box.
    for (found, expected) in [
        (left, columns.0),
        (top, rows.0),
        (left + wide, columns.1),
        (top + tall, rows.1),
    ] {
        assert!((found - expected).abs() <= 2.0, "{found} for {expected}");
    }
    assert_eq!(with.people[0].seen, 1.0);
    assert_eq!(with.people[0].whole, with.people[0].bounds);
}

#[test]
fn what_is_hidden_or_outside_is_not_seen() {
    let mut plan = alone();
    let whole = over_darkness(&plan).people[0];
    // A wall before the legs: as high as the middle of the person.
    plan.props.push(Prop {
        kind: PropKind::Standee(StandeeKind::Box),
        stand: Stand::Scene(v3(0.0, 0.0, 1.0)),
        depth: 7.0,
        wide: 4.0,
        tall: 0.87,
        tints: [[0.5; 3]; 2],
        seed: 1,
    });
    let covered = over_darkness(&plan).people[0];
    assert!((0.25..0.8).contains(&covered.seen), "{}", covered.seen);
    assert!(covered.bounds[3] < 0.65 * whole.bounds[3] && covered.whole == whole.bounds);
    plan.props.clear();
    // Half of the person leaves the picture at the right.
    let edge = plan.viewpoint.across(1.0, 8.0);
    plan.placements[0].sight = Sight::Scene(v3(edge, 0.0, 0.0));
    let cut = over_darkness(&plan).people[0];
    assert!((0.3..0.7).contains(&cut.seen), "{}", cut.seen);
    assert_eq!(cut.bounds[0] + cut.bounds[2], 128.0);
    plan.placements[0].sight = Sight::Scene(v3(4.0 * edge, 0.0, 0.0));
    assert!(over_darkness(&plan).people.is_empty());
}

#[test]
fn a_garment_without_anyone_in_it_is_nobody() {
    let mut plan = alone();
    let person = over_darkness(&plan);
    plan.placements[0].garment = Some(Region::Footwear);
    let shoes = over_darkness(&plan);
    assert!(shoes.people.is_empty() && plan.planned() == 0);
    let lit = |picture: &ScenePicture| picture.rgb.iter().filter(|&&c| c > 60).count();
    assert!(
        lit(&shoes) > 0 && lit(&shoes) * 4 < lit(&person),
        "only the shoes"
    );
}

#[test]
fn a_photo_serves_as_background() {
    let mut plan = alone();
    plan.placements.clear();
    let photo = Photo {
        width: 2,
        height: 2,
        rgb: [200, 30, 30].repeat(4),
    };
    let shown = render(&LoftedBody, &plan, 16, 16, Some(&photo));
    assert!(shown.rgb.chunks_exact(3).all(|p| p[0] > 120 && p[1] < 90));
}
