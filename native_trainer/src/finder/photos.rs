//! Photos with the boxes of the people in them: rendered scenes, or a set in COCO's layout.

use crate::data::backgrounds::{Backgrounds, with_longest_side};
use crate::data::seeds::{Purpose, derive_seed, seed_of};
use crate::error::Result;
use crate::finder::coco::Coco;
use crate::finder::recipe::FinderData;
use crate::finder::targets::Target;
use bi_irra::image::Pixels;
use rand::rngs::StdRng;
use rand::{RngExt, SeedableRng};
use std::sync::{Arc, OnceLock};
use synth::body::lofted::LoftedBody;
use synth::photo::Photo;
use synth::render::region_map::{BACKGROUND as NOBODY, RegionMap};
use synth::scene::{self, ScenePerson, ScenePlan};
use synth::shot::{Occluder, OccluderKind};
use synth::{Conditions, Person, Shot, render};

/// Of whom less is seen than this share nobody is asked for.
const LEAST_SEEN: f32 = 0.2;
/// Nor of one whose seen part is less than so many pixels high.
const LEAST_HEIGHT: f32 = 8.0;
/// Share of the scenes before a photo, where there are photos without people.
const PHOTOGRAPHED: f64 = 0.5;
/// Width of a portrait for a height of 1.
const PORTRAIT: (f32, f32) = (0.33, 0.85);
/// Separates the choice of backgrounds from everything else.
const BACKGROUND: u64 = 0x6261_636b_0000_0000;

/// A photo and who is in it.
#[derive(Clone, Debug)]
pub struct Example {
    /// The photo.
    pub image: Pixels,
    /// Everybody in it.
    pub people: Vec<Target>,
}

/// A numbered set of photos.
#[derive(Debug)]
pub enum Photos {
    /// Rendered when first asked for, then kept.
    Scenes(Scenes),
    /// Read whenever they are asked for.
    Coco(Coco),
}

impl Photos {
    /// Opens what a recipe names.
    ///
    /// # Errors
    /// When a file or folder is missing or malformed.
    pub fn open(data: &FinderData, seed: u64) -> Result<Self> {
        match &data.coco {
            Some(path) => Coco::read(path).map(Self::Coco),
            None => {
                let backgrounds = Backgrounds::open(data.backgrounds.as_deref())?;
                let scenes = Scenes::new(
                    Purpose::Training,
                    Conditions::Train,
                    seed,
                    data.scenes,
                    data.longest_side,
                );
                Ok(Self::Scenes(Scenes {
                    backgrounds,
                    portraits: data.portraits,
                    empty: data.empty,
                    ..scenes
                }))
            }
        }
    }

    /// How many there are.
    pub fn len(&self) -> usize {
        match self {
            Self::Scenes(scenes) => scenes.rendered.len(),
            Self::Coco(coco) => coco.photos.len(),
        }
    }

    /// Photo `number`.
    ///
    /// # Errors
    /// When it cannot be read.
    pub fn get(&self, number: usize) -> Result<Arc<Example>> {
        match self {
            Self::Scenes(scenes) => Ok(scenes.get(number)),
            Self::Coco(coco) => coco.example(number).map(Arc::new),
        }
    }
}

/// Rendered scenes.
#[derive(Debug)]
pub struct Scenes {
    purpose: Purpose,
    conditions: Conditions,
    seed: u64,
    longest_side: usize,
    backgrounds: Backgrounds,
    /// Share of the pictures that show one person alone, close.
    portraits: f64,
    /// Share of the pictures that are a photo without people as it is.
    empty: f64,
    rendered: Vec<OnceLock<Arc<Example>>>,
}

impl Scenes {
    /// `count` scenes whose longer side has so many pixels.
    pub fn new(
        purpose: Purpose,
        conditions: Conditions,
        seed: u64,
        count: usize,
        longest_side: usize,
    ) -> Self {
        Self {
            purpose,
            conditions,
            seed,
            longest_side,
            backgrounds: Backgrounds::default(),
            portraits: 0.0,
            empty: 0.0,
            rendered: (0..count).map(|_| OnceLock::new()).collect(),
        }
    }

    fn get(&self, number: usize) -> Arc<Example> {
        self.rendered[number]
            .get_or_init(|| Arc::new(self.render(number)))
            .clone()
    }

    /// A photo in which nobody is to be found, at the size of a scene.
    fn without_people(&self, photo: &Photo) -> Example {
        let image = Pixels {
            width: photo.width,
            height: photo.height,
            rgb: photo.rgb.clone(),
        };
        Example {
            image: with_longest_side(&image, self.longest_side),
            people: Vec::new(),
        }
    }

    fn render(&self, number: usize) -> Example {
        let seed = seed_of(self.purpose, self.seed, number as u64, 2);
        let mut rng = StdRng::seed_from_u64(derive_seed(self.seed ^ BACKGROUND, number as u64));
        // Without these shares nothing is drawn: a run's scenes stay what they were.
        if self.empty > 0.0
            && rng.random_bool(self.empty)
            && let Some(photo) = self.backgrounds.choose(&mut rng)
        {
            return self.without_people(photo);
        }
        if self.portraits > 0.0 && rng.random_bool(self.portraits) {
            let width = self.longest_side as f32 * rng.random_range(PORTRAIT.0..PORTRAIT.1);
            return portrait(seed, self.conditions, [width as usize, self.longest_side]);
        }
        let plan = ScenePlan::sample(seed, self.conditions);
        let (width, height) = plan.size(self.longest_side);
        let photographed = !self.backgrounds.is_empty() && rng.random_bool(PHOTOGRAPHED);
        let background = photographed.then(|| self.backgrounds.choose(&mut rng)).flatten();
        let picture = scene::render(&LoftedBody, &plan, width, height, background);
        Example {
            image: Pixels {
                width: picture.width,
                height: picture.height,
                rgb: picture.rgb,
            },
            people: picture.people.iter().map(target).collect(),
        }
    }
}

/// One person who fills the picture, as in crops and close-ups.
fn portrait(seed: u64, conditions: Conditions, [width, height]: [usize; 2]) -> Example {
    let shot = Shot::sample(seed, conditions);
    // Whoever else is in the picture would have to be asked for, too.
    let shot = Shot {
        crowd: 0,
        occluder: shot.occluder.filter(|occluder| !is_person(occluder)),
        ..shot
    };
    let picture = render(&Person::sample(seed), &shot, width, height);
    Example {
        people: bounds(&picture.regions, width).into_iter().collect(),
        image: Pixels {
            width: picture.width,
            height: picture.height,
            rgb: picture.rgb,
        },
    }
}

fn is_person(occluder: &Occluder) -> bool {
    occluder.kind == OccluderKind::Passer
}

/// The box of what is seen of the person; nobody where that is nothing.
fn bounds(regions: &RegionMap, width: usize) -> Option<Target> {
    let seen = regions
        .pixels()
        .iter()
        .enumerate()
        .filter(|(_, region)| **region != NOBODY);
    let places = seen.map(|(place, _)| [(place % width) as f32, (place / width) as f32]);
    places.fold(None, |found: Option<Target>, [x, y]| {
        let known = found.unwrap_or(Target {
            left: x,
            top: y,
            right: x,
            bottom: y,
            ignored: false,
        });
        Some(Target {
            left: known.left.min(x),
            right: known.right.max(x + 1.0),
            bottom: y + 1.0,
            ..known
        })
    })
}

/// Whether a finder is neither asked for someone nor wrong to find them.
pub fn is_ignored(person: &ScenePerson) -> bool {
    person.seen < LEAST_SEEN || person.bounds[3] < LEAST_HEIGHT
}

/// A person of a scene as a box of the pixels seen.
fn target(person: &ScenePerson) -> Target {
    let [left, top, width, height] = person.bounds;
    Target {
        left,
        top,
        right: left + width,
        bottom: top + height,
        ignored: is_ignored(person),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_empty_photo_comes_as_it_is_at_the_size_of_a_scene() {
        let grey = Photo {
            width: 40,
            height: 20,
            rgb: vec![128; 40 * 20 * 3],
        };
        let scenes = Scenes {
            backgrounds: vec![grey].into(),
            empty: 1.0,
            ..Scenes::new(Purpose::Training, Conditions::Train, 5, 1, 160)
        };
        let example = scenes.get(0);
        assert_eq!((example.image.width, example.image.height), (160, 80));
        assert!(example.people.is_empty() && example.image.rgb.iter().all(|value| *value == 128));
    }

    #[test]
    fn portraits_show_one_person_who_fills_them() {
        let scenes = |portraits| Scenes {
            portraits,
            ..Scenes::new(Purpose::Training, Conditions::Train, 5, 12, 160)
        };
        let close = scenes(1.0);
        for number in 0..12 {
            let example = close.get(number);
            let [person] = example.people.as_slice() else {
                panic!("{:?}", example.people);
            };
            let height = example.image.height as f32;
            assert_eq!(height, 160.0);
            assert!(person.bottom - person.top > 0.5 * height, "{number}: {person:?}");
            assert!(person.left >= 0.0 && person.right <= example.image.width as f32);
        }
        let some = scenes(0.5);
        let scene = scenes(0.0);
        let others = (0..12).filter(|number| some.get(*number).image != scene.get(*number).image);
        assert!((2..=10).contains(&others.count()));
    }
}
