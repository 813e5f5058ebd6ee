//! Tests that a description never names what cannot be seen.

use super::*;
use crate::attributes::Facing;

#[test]
fn what_is_hidden_is_not_described() {
    let backpack = Person {
        bags: vec![worn(Bag::WaistBag, Colour::Red, Pattern::Plain)],
        ..plain()
    };
    assert!(
        !render(&backpack, &studio(0.0), 96, 192)
            .description
            .bags
            .is_empty()
    );
    let mut shot = studio(0.0);
    shot.crop.keep = 0.4;
    let close = render(&plain(), &shot, 96, 192).description;
    assert!(close.footwear.is_none() && close.upper.is_some());
    let car = Occluder {
        kind: OccluderKind::Car,
        x: 0.2,
        size: 0.45,
        seed: 1,
    };
    let behind = render(
        &plain(),
        &Shot {
            occluder: Some(car),
            ..studio(0.0)
        },
        96,
        192,
    )
    .description;
    assert!(behind.footwear.is_none() && behind.hair.is_some());
    let mask = vec![(Extra::Mask, Colour::White, prototype(Colour::White))];
    let away = Person {
        extras: mask,
        ..plain()
    };
    assert!(render(&away, &studio(3.1), 96, 192).description.extras.is_empty());
}

#[test]
fn parts_outside_of_the_window_are_not_described() {
    // Cut from the head down: less and less is left, and nothing below the cut is named.
    for seed in 0..40 {
        let person = Person::sample(seed);
        let mut shot = studio(0.6 * seed as f32);
        shot.crop.keep = 0.35;
        let seen = render(&person, &shot, 96, 192).description;
        assert!(seen.footwear.is_none(), "seed {seed}: shoes below the window");
        let long = matches!(
            seen.one_piece.map(|o| o.kind),
            Some(OnePiece::LongDress | OnePiece::Dress)
        );
        assert!(!long, "seed {seed}: the hem of a dress below the window");
        assert_ne!(
            seen.action,
            Some(Action::Walking),
            "seed {seed}: legs below the window"
        );
    }
}

#[test]
fn what_is_seen_is_part_of_the_person() {
    for seed in 0..60 {
        let person = Person::sample(seed);
        let shot = Shot::sample(
            seed,
            if seed % 2 == 0 {
                Conditions::Train
            } else {
                Conditions::Shift
            },
        );
        let seen = render(&person, &shot, 48, 96).description;
        assert!(seen.upper.is_none() || seen.upper == person.upper.map(|w| w.item));
        assert!(seen.lower.is_none() || seen.lower == person.lower.map(|w| w.item));
        assert!(seen.outer.is_none() || seen.outer == person.outer.map(|w| w.item));
        assert!(seen.headgear.is_none() || seen.headgear == person.headgear.map(|w| w.item));
        assert!(seen.eyewear.is_none() || seen.eyewear == person.eyewear);
        assert!(
            seen.bags
                .iter()
                .all(|bag| person.bags.iter().any(|w| w.item == *bag))
        );
        assert!(
            seen.extras
                .iter()
                .all(|&(extra, colour)| person.extras.iter().any(|e| (e.0, e.1) == (extra, colour)))
        );
        if facing(shot.yaw) == Facing::Back {
            assert_eq!(seen.eyewear, None, "seed {seed}: glasses through the head");
        }
    }
}

#[test]
fn an_occluder_over_everything_leaves_no_garment() {
    let wall = Occluder {
        kind: OccluderKind::Wall,
        x: 0.2,
        // Nine tenths of the width.
        size: 1.05,
        seed: 3,
    };
    let shot = Shot {
        occluder: Some(wall),
        ..studio(0.0)
    };
    let seen = render(&plain(), &shot, 96, 192).description;
    assert!(seen.upper.is_none() && seen.lower.is_none() && seen.hair.is_none() && seen.footwear.is_none());
}
