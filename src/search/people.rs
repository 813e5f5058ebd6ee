//! Whole photos: the people in them are searched one by one.
//!
//! The model was made for crops of single people. A photo goes through the person finder first, and each person in it
//! is cut out with some margin and embedded; a photo counts by its best person. A photo that is a crop already stays as
//! it is, and so does one without people, which is said.

use super::person_finder::{Found, PersonFinder};
use super::region::{Region, cut};
use crate::error::Result;
use crate::image::{Enough, Pixels, Preprocess, THUMBNAIL_WIDTH};

/// Margin around a person on each side, as a share of the person's height.
const MARGIN: f32 = 0.08;
/// A photo up to this width for a height of 1 is upright, as crops are.
const UPRIGHT: f32 = 0.7;
/// An upright photo is searched as a whole where somebody has at least this share of its height: the model was made for
/// such crops, bystanders and all, and no box in one is as good as its border. Two such people side by side are searched
/// one by one.
const TALL: f32 = 0.45;
/// Any photo is a crop of a person who covers at least this share of it,
const MOST: f32 = 0.6;
/// unless somebody else is at least this high, as a share of that person's height.
const SECOND: f32 = 0.5;
/// Two people who share at most this part of the narrower one's width stand side by side; boxes that share more may be of
/// one person.
const SHARED: f32 = 0.3;
/// A photo is decoded at about this many rows for each of the model's, so that whoever has a quarter of its height is not
/// enlarged;
const ROWS: usize = 4;
/// it may be this share less, so that the 3,024 rows of most telephones' photos are read at a quarter and not at half.
const LESS: usize = 64;

/// How a photo is searched.
#[derive(Clone, Debug, Default, PartialEq)]
pub enum Searched {
    /// As a whole: it is a crop of one person, or nobody was looked for.
    #[default]
    Whole,
    /// As a whole, since nobody was found in it.
    Nobody,
    /// Person by person.
    People {
        /// Where each is, largest first; there is at least one.
        regions: Vec<Region>,
        /// How many more there are than are searched.
        left_out: usize,
    },
}

impl Searched {
    /// Looks for people in a photo; without a finder it is searched as a whole.
    ///
    /// # Errors
    /// When the device fails.
    pub async fn look(finder: Option<&PersonFinder>, photo: &Pixels) -> Result<Self> {
        Ok(match finder {
            Some(finder) => Self::of(finder.find(photo).await?, photo.width, photo.height),
            None => Self::Whole,
        })
    }

    /// What follows from the people that were found in a photo of this many pixels.
    pub fn of(found: Found, width: usize, height: usize) -> Self {
        let regions: Vec<Region> = found.people.iter().map(|person| person.region).collect();
        match regions.as_slice() {
            [] => Self::Nobody,
            [person, others @ ..] if is_crop(*person, others, width as f32 / height as f32) => Self::Whole,
            _ => Self::People {
                regions,
                left_out: found.left_out,
            },
        }
    }

    /// Where each person is; empty when the photo is searched as a whole.
    pub fn regions(&self) -> &[Region] {
        match self {
            Self::Whole | Self::Nobody => &[],
            Self::People { regions, .. } => regions,
        }
    }

    /// What is embedded of it: each person, or `None`, the whole.
    pub fn crops(&self) -> impl Iterator<Item = Option<Region>> {
        let regions = self.regions();
        (0..regions.len().max(1)).map(|number| regions.get(number).copied())
    }

    /// Each of [`crops`](Self::crops) as the model's input.
    ///
    /// # Shapes
    /// - output: `[3, height, width]` each, flat
    pub fn inputs(&self, preprocess: Preprocess, photo: &Pixels) -> Vec<Vec<f32>> {
        self.crops()
            .map(|person| crop_input(preprocess, photo, person))
            .collect()
    }

    /// People that are not searched, since there are more than can be.
    pub fn left_out(&self) -> usize {
        match self {
            Self::Whole | Self::Nobody => 0,
            Self::People { left_out, .. } => *left_out,
        }
    }
}

/// Whether a photo of this shape (its width for a height of 1) shows one person and little else.
fn is_crop(person: Region, others: &[Region], shape: f32) -> bool {
    let tall: Vec<&Region> = std::iter::once(&person)
        .chain(others)
        .filter(|person| person.height >= TALL)
        .collect();
    let side_by_side = tall
        .iter()
        .enumerate()
        .any(|(number, one)| tall[..number].iter().any(|other| are_apart(one, other)));
    let alone = others.iter().all(|other| other.height < SECOND * person.height);
    (shape <= UPRIGHT && !tall.is_empty() && !side_by_side) || (person.area() >= MOST && alone)
}

/// Whether two people stand side by side.
fn are_apart(one: &Region, other: &Region) -> bool {
    let shared = (one.x + one.width).min(other.x + other.width) - one.x.max(other.x);
    shared <= SHARED * one.width.min(other.width)
}

/// A person, or the whole photo, as the model's input.
///
/// # Shapes
/// - output: `[3, height, width]`, flat
pub fn crop_input(preprocess: Preprocess, photo: &Pixels, person: Option<Region>) -> Vec<f32> {
    match person {
        Some(person) => preprocess.apply(&cut(photo, with_margin(person, photo.width, photo.height))),
        None => preprocess.apply(photo),
    }
}

/// What the model sees of a person in a photo of this many pixels.
pub fn with_margin(person: Region, width: usize, height: usize) -> Region {
    let margin = MARGIN * person.height;
    person.widened([margin * height as f32 / width as f32, margin])
}

/// The least size of a photo of which the whole, its people and its small picture come out as of the photo at full size.
pub fn enough(preprocess: &Preprocess) -> Enough {
    Enough {
        width: 2 * preprocess.width.max(THUMBNAIL_WIDTH),
        height: ROWS * preprocess.height * (LESS - 1) / LESS,
    }
}

#[cfg(test)]
mod tests {
    use super::super::person_finder::FoundPerson;
    use super::*;
    use crate::image::{Filter, Normalization};
    use futures_lite::future::block_on;

    fn found(boxes: &[[f32; 4]]) -> Found {
        let person = |shares: &[f32; 4]| FoundPerson {
            region: Region::from_array(*shares),
            score: 0.9,
        };
        Found {
            people: boxes.iter().map(person).collect(),
            left_out: 0,
        }
    }

    #[test]
    fn a_quarter_of_a_telephones_rows_is_enough() {
        let (width, height) = (96, 192);
        let enough = enough(&Preprocess {
            width,
            height,
            filter: Filter::Bicubic,
            normalization: Normalization::HALF,
        });
        assert_eq!(enough.height, 3024 / 4);
        assert!(enough.width <= 4032 / 4);
    }

    #[test]
    fn everyone_in_a_street_is_searched() {
        let street = found(&[[0.1, 0.2, 0.1, 0.6], [0.5, 0.5, 0.1, 0.3]]);
        let searched = Searched::of(
            Found {
                left_out: 3,
                ..street
            },
            4000,
            3000,
        );
        assert_eq!(searched.regions().len(), 2);
        assert_eq!(searched.left_out(), 3);
        assert!(searched.crops().all(|crop| crop.is_some()));
    }

    #[test]
    fn a_crop_stays_one() {
        let whole = [
            (96, 192, found(&[[0.1, 0.05, 0.8, 0.9]])),
            // Somebody small behind.
            (700, 1000, found(&[[0.1, 0.2, 0.5, 0.76], [0.8, 0.3, 0.1, 0.3]])),
            // Part of the person, and the person.
            (700, 1000, found(&[[0.1, 0.1, 0.4, 0.9], [0.2, 0.1, 0.3, 0.6]])),
            // A close-up.
            (4000, 3000, found(&[[0.2, 0.0, 0.7, 0.9]])),
        ];
        for (width, height, people) in whole {
            assert_eq!(
                Searched::of(people.clone(), width, height),
                Searched::Whole,
                "{people:?}"
            );
        }
        let several = [
            // Not upright, not large.
            (1000, 1000, found(&[[0.1, 0.1, 0.3, 0.8]])),
            // Upright, with people far away.
            (700, 1000, found(&[[0.1, 0.3, 0.15, 0.4], [0.5, 0.3, 0.15, 0.35]])),
            // Two side by side, also in an upright photo.
            (600, 1000, found(&[[0.05, 0.1, 0.4, 0.8], [0.5, 0.15, 0.4, 0.75]])),
            (400, 300, found(&[[0.0, 0.0, 0.7, 0.9], [0.7, 0.1, 0.3, 0.8]])),
        ];
        for (width, height, people) in several {
            let searched = Searched::of(people.clone(), width, height);
            assert_eq!(searched.regions().len(), people.people.len(), "{people:?}");
        }
    }

    #[test]
    fn a_photo_of_nobody_is_searched_as_a_whole() {
        for (width, height) in [(4000, 3000), (1, 5000), (5000, 1), (16_000, 500)] {
            let searched = Searched::of(Found::default(), width, height);
            assert_eq!(searched, Searched::Nobody);
            assert_eq!(searched.crops().collect::<Vec<_>>(), [None]);
        }
    }

    #[test]
    fn the_margin_is_as_wide_as_it_is_high() {
        let person = Region {
            x: 0.25,
            y: 0.25,
            width: 0.125,
            height: 0.5,
        };
        let seen = with_margin(person, 2000, 1000);
        let across = (person.x - seen.x) * 2000.0;
        let up = (person.y - seen.y) * 1000.0;
        assert!(
            (across - 40.0).abs() < 1e-3 && (up - 40.0).abs() < 1e-3,
            "{across} {up}"
        );
        assert!((seen.width * 2000.0 - 330.0).abs() < 1e-3, "{seen:?}");
    }

    #[test]
    fn inputs_are_of_people_or_of_the_whole() {
        let preprocess = Preprocess {
            width: 2,
            height: 4,
            filter: Filter::Bicubic,
            normalization: Normalization::HALF,
        };
        // Dark on the left, bright on the right.
        let rgb = (0..40 * 20)
            .flat_map(|i| [if i % 40 < 20 { 0 } else { 255 }; 3])
            .collect();
        let photo = Pixels::new(40, 20, rgb).expect("sizes agree");
        let right = crop_input(preprocess, &photo, Some(Region::from_array([0.6, 0.1, 0.3, 0.8])));
        assert!(right.iter().all(|value| *value == 1.0), "{right:?}");
        let without = block_on(Searched::look(None, &photo)).expect("no device");
        assert_eq!(without, Searched::Whole);
        assert_eq!(without.inputs(preprocess, &photo), [preprocess.apply(&photo)]);
    }
}
