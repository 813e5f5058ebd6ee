//! Synthetic people as training pairs: each rendered once and kept, then shown again with other captions.

use crate::data::backgrounds::Backgrounds;
use crate::data::batch::Pair;
use crate::data::bodies::Bodies;
use crate::data::cloth::Cloth;
use crate::data::look_alikes::{GROUP, LookAlikes};
use crate::data::retake::retake;
use crate::data::seeds::{Purpose, derive_seed, seed_of};
use crate::data::truth::{CELL, Truth};
use crate::error::Result;
use bi_irra::image::Pixels;
use rand::rngs::StdRng;
use rand::seq::IndexedRandom;
use rand::{RngExt, SeedableRng};
use std::sync::{Arc, OnceLock};
use synth::caption::{Language, Split, brief_caption, caption, mixed_caption};
use synth::concepts::concepts;
use synth::{Conditions, Person, Photographed, Picture, Shot, render_among};

/// Separates the pictures in a studio from the others.
const STUDIO: u64 = 0x7374_7564_696f_0000;
/// Separates the draws of people who look alike from everything else.
const KIN: u64 = 0x6b69_6e00_0000_0000;
/// Separates the choice of bags from everything else.
const BAGS: u64 = 0x6261_6773_0000_0000;
/// Separates the choice of who wears rare patterns from everything else.
const PATTERNS: u64 = 0x7061_7474_0000_0000;
/// Separates the order of the people from everything else.
const ORDER: u64 = 0x6f72_6465_7200_0000;

/// A rendered picture with what the renderer knows of it.
#[derive(Clone, Debug)]
struct Known {
    image: Pixels,
    truth: Arc<Truth>,
}

/// The people of a run.
#[derive(Debug)]
pub struct SyntheticPairs {
    seed: u64,
    /// Width and height of the pictures.
    size: (usize, usize),
    split: Split,
    sources: Vec<Language>,
    targets: Vec<Language>,
    bodies: Bodies,
    /// Before which half of the people stand.
    backgrounds: Backgrounds,
    /// Light and shade of their clothes.
    cloth: Cloth,
    /// Share of the people whose bags are of many makes.
    various_bags: f64,
    /// Share of the people who wear rare patterns.
    rare_patterns: f64,
    /// Share of the captions that tell one or two things alone.
    brief: f64,
    /// Share of these that are in two languages.
    mixed: f64,
    /// Share of the pictures that are shown as another camera would have made them.
    retakes: f64,
    /// Pictures that were rendered before; empty when every pair is a new person.
    kept: Vec<OnceLock<Known>>,
    /// Who looks like whom; computed when first needed.
    look_alikes: OnceLock<LookAlikes>,
}

impl SyntheticPairs {
    /// People in pictures of `size`; `count` of them, or endlessly many with 0.
    pub fn new(seed: u64, size: (usize, usize), split: Split, targets: Vec<Language>, count: usize) -> Self {
        Self {
            seed,
            size,
            split,
            sources: vec![Language::English],
            targets,
            bodies: Bodies::default(),
            backgrounds: Backgrounds::default(),
            cloth: Cloth::default(),
            various_bags: 0.0,
            rare_patterns: 0.0,
            brief: 0.0,
            mixed: 0.0,
            retakes: 0.0,
            kept: (0..count).map(|_| OnceLock::new()).collect(),
            look_alikes: OnceLock::new(),
        }
    }

    /// The same people with other bodies.
    pub fn with_bodies(self, bodies: Bodies) -> Self {
        Self { bodies, ..self }
    }

    /// The same people, half of them before photos.
    pub fn with_backgrounds(self, backgrounds: Backgrounds) -> Self {
        Self { backgrounds, ..self }
    }

    /// The same people, most of them in photographed cloth.
    pub fn with_cloth(self, cloth: Cloth) -> Self {
        Self { cloth, ..self }
    }

    /// The same people, so many of whom have bags of many makes.
    pub fn with_various_bags(self, various_bags: f64) -> Self {
        Self { various_bags, ..self }
    }

    /// The same people, so many of whom wear patterns where few do, and dyed hair.
    pub fn with_rare_patterns(self, rare_patterns: f64) -> Self {
        Self {
            rare_patterns,
            ..self
        }
    }

    /// The same people, whose source captions are in these languages.
    pub fn with_sources(self, sources: Vec<Language>) -> Self {
        Self { sources, ..self }
    }

    /// The same people, so many of whose captions tell one or two things alone.
    pub fn with_brief(self, brief: f64) -> Self {
        Self { brief, ..self }
    }

    /// The same people, so many of whose brief captions are in two languages.
    pub fn with_mixed(self, mixed: f64) -> Self {
        Self { mixed, ..self }
    }

    /// The same people, so many of whose pictures are shown as another camera would have made them.
    pub fn with_retakes(self, retakes: f64) -> Self {
        Self { retakes, ..self }
    }

    /// Pairs `first` to `first + size` of the endless stream. `studio` is the share of pictures taken in a plain studio,
    /// `look_alikes` the share of the pairs that come in groups of people who look alike.
    ///
    /// # Errors
    /// When a picture is malformed, a mistake of the renderer.
    pub fn batch(&self, first: u64, size: usize, studio: f64, look_alikes: f64) -> Result<Vec<Pair>> {
        let mut rng = StdRng::seed_from_u64(derive_seed(self.seed ^ KIN, first));
        let groups = (size as f64 * look_alikes / GROUP as f64).round() as usize;
        let alike: Vec<u64> = (0..groups)
            .flat_map(|_| self.look_alikes().group(&mut rng))
            .collect();
        (first..first + size as u64)
            .enumerate()
            .map(|(place, index)| {
                let number = alike.get(place).copied();
                self.pair(index, number.unwrap_or_else(|| self.number(index)), studio)
            })
            .collect()
    }

    fn look_alikes(&self) -> &LookAlikes {
        self.look_alikes
            .get_or_init(|| LookAlikes::new((0..self.kept.len() as u64).map(|number| self.person(number))))
    }

    /// Person `number` with the captions of pair `index`.
    fn pair(&self, index: u64, number: u64, studio: f64) -> Result<Pair> {
        let mut rng = StdRng::seed_from_u64(derive_seed(self.seed, index));
        if rng.random_bool(studio) {
            return Ok(self.tell(&self.known(number ^ STUDIO, true)?, number, &mut rng));
        }
        let Some(place) = self.kept.get(number as usize) else {
            return Ok(self.tell(&self.known(number, false)?, number, &mut rng));
        };
        let known = match place.get() {
            Some(known) => known,
            None => {
                let known = self.known(number, false)?;
                place.get_or_init(|| known)
            }
        };
        Ok(self.tell(known, number, &mut rng))
    }

    fn known(&self, number: u64, studio: bool) -> Result<Known> {
        let picture = self.picture(number, studio);
        let cells = picture.regions.cells(CELL);
        Ok(Known {
            image: Pixels::new(picture.width, picture.height, picture.rgb)?,
            truth: Arc::new(Truth {
                description: picture.description,
                cells,
            }),
        })
    }

    /// Which person pair `index` shows: every one once in each round, in an order that changes with the round.
    fn number(&self, index: u64) -> u64 {
        let count = self.kept.len() as u64;
        if count == 0 {
            return index;
        }
        let mut rng = StdRng::seed_from_u64(derive_seed(self.seed ^ ORDER, index / count));
        let stride = loop {
            let stride = rng.random_range(1..=count);
            if greatest_common_divisor(stride, count) == 1 {
                break stride;
            }
        };
        let offset = rng.random_range(0..count);
        ((u128::from(index % count) * u128::from(stride) + u128::from(offset)) % u128::from(count)) as u64
    }

    fn person(&self, number: u64) -> Person {
        let seed = seed_of(Purpose::Training, self.seed, number, 0);
        let mut person = Person::sample(seed);
        person.various_bags = StdRng::seed_from_u64(seed ^ BAGS).random_bool(self.various_bags);
        match StdRng::seed_from_u64(seed ^ PATTERNS).random_bool(self.rare_patterns) {
            true => person.with_rare_patterns(seed),
            false => person,
        }
    }

    fn picture(&self, number: u64, studio: bool) -> Picture {
        let person = self.person(number);
        let shot = Shot::sample(
            seed_of(Purpose::Training, self.seed, number, 1),
            Conditions::Train,
        );
        let seed = derive_seed(self.seed, number);
        let (shot, behind) = match studio {
            true => (shot.in_studio(), None),
            false => (shot, self.backgrounds.behind(seed)),
        };
        let photographed = Photographed {
            behind,
            fabrics: self.cloth.of(seed),
        };
        render_among(self.bodies.of(&person), &person, &shot, photographed, self.size)
    }

    fn tell(&self, known: &Known, number: u64, rng: &mut StdRng) -> Pair {
        let target = *self.targets.choose(rng).unwrap_or(&Language::English);
        // Of one language nothing is drawn: a run's pairs stay what they were.
        let source = match self.sources.as_slice() {
            [only] => *only,
            several => *several.choose(rng).unwrap_or(&Language::English),
        };
        let description = &known.truth.description;
        let brief = rng.random_bool(self.brief);
        let mut say = |language| match brief {
            true if self.mixed > 0.0 && rng.random_bool(self.mixed) => {
                let other = self.targets.choose(rng).unwrap_or(&Language::English);
                mixed_caption(description, [language, *other], self.split, rng.random())
            }
            true => brief_caption(description, language, self.split, rng.random()),
            false => caption(description, language, self.split, rng.random()),
        };
        let (source, target) = (say(source), say(target));
        // Nor without retakes.
        let (image, truth) = match self.retakes > 0.0 && rng.random_bool(self.retakes) {
            true => retake(&known.image, &known.truth, rng),
            false => (known.image.clone(), known.truth.clone()),
        };
        Pair {
            source: source.text,
            target: target.text,
            phrases: [source.phrases, target.phrases],
            claims: Some([source.claims, target.claims]),
            identity: number as i64,
            concepts: concepts(description),
            image,
            truth: Some(truth),
        }
    }
}

fn greatest_common_divisor(a: u64, b: u64) -> u64 {
    if b == 0 {
        a
    } else {
        greatest_common_divisor(b, a % b)
    }
}

#[cfg(test)]
mod tests;
