//! Tests of whole pictures.

use super::*;
use crate::attributes::{Age, Eyewear};
use crate::attributes::{
    Bag, Colour, Footwear, HairStyle, Headgear, Lower, OnePiece, Pattern, Sleeves, Upper,
};
use crate::description::Item;
use crate::palette::{self, prototype};
use crate::person::{Worn, sleeves_of};
use crate::shot::{Conditions, Crop, Lens, Light, Occluder, OccluderKind, Scene};

fn worn<K>(kind: K, colour: Colour, pattern: Pattern) -> Worn<K> {
    let item = Item {
        kind,
        colour,
        accent: Colour::White,
        pattern,
    };
    Worn {
        item,
        rgb: prototype(colour),
        accent_rgb: prototype(Colour::White),
    }
}

/// A plainly dressed person without accessories.
fn plain() -> Person {
    Person {
        upper: Some(worn(Upper::TShirt, Colour::Red, Pattern::Plain)),
        lower: Some(worn(Lower::Jeans, Colour::Blue, Pattern::Plain)),
        outer: None,
        one_piece: None,
        sleeves: Sleeves::Short,
        headgear: None,
        eyewear: None,
        bags: Vec::new(),
        extras: Vec::new(),
        age: Age::Young,
        tucked: false,
        footwear: worn(Footwear::Sneakers, Colour::White, Pattern::Plain),
        ..Person::sample(11)
    }
}

/// A studio shot without any degradation.
fn studio(yaw: f32) -> Shot {
    Shot {
        action: Action::Standing,
        yaw,
        distance: 6.0,
        camera_height: 1.3,
        roll: 0.0,
        crop: Crop {
            above: 0.05,
            below: 0.05,
            keep: 1.0,
            shift: 0.0,
            stretch: 1.0,
            beside: None,
        },
        light: Light {
            toward: [0.3, 1.0, 1.0],
            sun: 0.2,
            sun_tint: [1.0; 3],
            sky_tint: [1.0; 3],
            level: 1.0,
        },
        scene: Scene::Studio,
        depth_blur: 0.0,
        crowd: 0,
        occluder: None,
        lens: Lens {
            resolved: 0,
            blur: 0.0,
            motion: 0.0,
            noise: 0.0,
            exposure: 1.0,
            cast: [1.0; 3],
            contrast: 1.0,
            saturation: 1.0,
            jpeg: 100,
            haze: 0.0,
            interlace: 0.0,
            sharpen: 0.0,
        },
        seed: 4,
    }
}

#[test]
fn same_seeds_same_picture() {
    for seed in 0..4 {
        for conditions in [Conditions::Train, Conditions::Shift] {
            let (person, shot) = (Person::sample(seed), Shot::sample(seed, conditions));
            let picture = render(&person, &shot, 48, 96);
            assert_eq!(picture, render(&person, &shot, 48, 96));
            assert_eq!(picture.rgb.len(), 48 * 96 * 3);
        }
    }
}

#[test]
fn every_garment_is_drawn_and_described() {
    let mut seen = Vec::new();
    for &kind in Upper::ALL {
        let sleeves = sleeves_of(kind).unwrap_or(Sleeves::Long);
        let person = Person {
            upper: Some(worn(kind, Colour::Green, Pattern::Plain)),
            sleeves,
            ..plain()
        };
        let picture = render(&person, &studio(0.4), 48, 96);
        assert_eq!(picture.description.upper.map(|u| u.kind), Some(kind));
        seen.push(picture.rgb);
    }
    for &kind in Lower::ALL {
        let person = Person {
            lower: Some(worn(kind, Colour::Green, Pattern::Plain)),
            ..plain()
        };
        let picture = render(&person, &studio(0.4), 48, 96);
        assert_eq!(picture.description.lower.map(|u| u.kind), Some(kind));
        seen.push(picture.rgb);
    }
    for &kind in OnePiece::ALL {
        let one_piece = Some(worn(kind, Colour::Green, Pattern::Plain));
        let person = Person {
            one_piece,
            upper: None,
            lower: None,
            ..plain()
        };
        let picture = render(&person, &studio(0.4), 48, 96);
        assert_eq!(picture.description.one_piece.map(|u| u.kind), Some(kind));
        seen.push(picture.rgb);
    }
    for (i, a) in seen.iter().enumerate() {
        assert!(seen[i + 1..].iter().all(|b| a != b), "two garments look the same");
    }
}

#[test]
fn every_accessory_is_drawn_and_described() {
    for &kind in Bag::ALL {
        let person = Person {
            bags: vec![worn(kind, Colour::Yellow, Pattern::Plain)],
            ..plain()
        };
        let found = [0.5f32, 2.6, -1.2, 1.9].iter().any(|&yaw| {
            render(&person, &studio(yaw), 96, 192)
                .description
                .bags
                .iter()
                .any(|b| b.kind == kind)
        });
        assert!(found, "{kind:?}");
    }
    for &kind in Headgear::ALL {
        let person = Person {
            headgear: Some(worn(kind, Colour::Yellow, Pattern::Plain)),
            ..plain()
        };
        let picture = render(&person, &studio(0.3), 96, 192);
        assert_eq!(picture.description.headgear.map(|h| h.kind), Some(kind));
    }
    for &kind in Footwear::ALL {
        let person = Person {
            footwear: worn(kind, Colour::Blue, Pattern::Plain),
            ..plain()
        };
        let picture = render(&person, &studio(0.8), 96, 192);
        assert_eq!(picture.description.footwear.map(|f| f.kind), Some(kind));
    }
    for &extra in Extra::ALL {
        let extras = vec![(extra, Colour::Green, prototype(Colour::Green))];
        let shirt = worn(Upper::Shirt, Colour::White, Pattern::Plain);
        let person = Person {
            extras,
            upper: Some(shirt),
            sleeves: Sleeves::Long,
            tucked: true,
            ..plain()
        };
        let found = [0.1f32, 0.9, -0.9].iter().any(|&yaw| {
            render(&person, &studio(yaw), 96, 192)
                .description
                .extras
                .iter()
                .any(|e| e.0 == extra)
        });
        assert!(found, "{extra:?}");
    }
    for &eyewear in Eyewear::ALL {
        let person = Person {
            eyewear: Some(eyewear),
            ..plain()
        };
        assert_eq!(
            render(&person, &studio(0.0), 96, 192).description.eyewear,
            Some(eyewear)
        );
        assert_eq!(
            render(&person, &studio(3.1), 96, 192).description.eyewear,
            None,
            "seen through the head"
        );
    }
    for &style in HairStyle::ALL {
        let mut person = plain();
        person.hair.style = style;
        assert!(
            render(&person, &studio(0.3), 96, 192).description.hair.is_some(),
            "{style:?}"
        );
    }
}

#[test]
fn patterns_poses_and_any_size_render() {
    for &pattern in Pattern::ALL {
        let person = Person {
            upper: Some(worn(Upper::TShirt, Colour::Blue, pattern)),
            ..plain()
        };
        let picture = render(&person, &studio(0.0), 40, 120);
        assert_eq!(picture.description.upper.map(|u| u.pattern), Some(pattern));
    }
    for &action in Action::ALL {
        let picture = render(
            &plain(),
            &Shot {
                action,
                ..studio(0.5)
            },
            64,
            128,
        );
        assert_eq!(picture.description.action, Some(action));
    }
    for (width, height) in [(8, 8), (31, 77), (200, 100)] {
        assert_eq!(
            render(&plain(), &studio(1.0), width, height).rgb.len(),
            width * height * 3
        );
    }
}

#[test]
fn cloth_keeps_the_name_of_its_colour() {
    for &colour in Colour::ALL {
        let person = Person {
            upper: Some(worn(Upper::Sweatshirt, colour, Pattern::Plain)),
            sleeves: Sleeves::Long,
            ..plain()
        };
        let (width, height) = (64, 128);
        let picture = render(&person, &studio(0.0), width, height);
        // The middle of the chest.
        let mut sum = [0u32; 3];
        for y in 38..48 {
            for x in 28..36 {
                let at = (y * width + x) * 3;
                for (s, c) in sum.iter_mut().zip(&picture.rgb[at..at + 3]) {
                    *s += u32::from(*c);
                }
            }
        }
        let mean = sum.map(|s| (s / 80) as u8);
        let off = palette::distance(mean, prototype(colour));
        assert!(off < 0.012, "{colour:?} became {mean:?}: {off}");
    }
}

mod hidden;
