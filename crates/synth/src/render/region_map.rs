//! What each pixel of a picture shows.

use crate::material::Region;

/// What a pixel or cell shows where it shows no part of the person.
pub const BACKGROUND: u8 = Region::COUNT as u8;
/// Number of values of a cell: the regions and the background.
pub const CLASSES: usize = Region::COUNT + 1;
/// How much more a pixel of a small thing counts when a cell is named: a shoe fills no cell.
const SMALL: u32 = 3;

/// The region of each pixel, row by row.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RegionMap {
    width: usize,
    pixels: Vec<u8>,
}

impl RegionMap {
    /// A map of nothing but background.
    pub fn new(width: usize, height: usize) -> Self {
        Self {
            width,
            pixels: vec![BACKGROUND; width * height],
        }
    }

    /// Writes down what a pixel shows.
    pub(super) fn set(&mut self, x: usize, y: usize, region: Region) {
        self.pixels[y * self.width + x] = region as u8;
    }

    /// The region of each pixel as a number, [`BACKGROUND`] where there is none of the person.
    pub fn pixels(&self) -> &[u8] {
        &self.pixels
    }

    /// What cells of `side` x `side` pixels show for the most part, row by row; pixels of small things count more. Pixels
    /// to the right of and below the last whole cell are left out.
    pub fn cells(&self, side: usize) -> Vec<u8> {
        let (columns, rows) = (self.width / side, self.pixels.len() / self.width / side);
        let mut cells = Vec::with_capacity(columns * rows);
        for row in 0..rows {
            for column in 0..columns {
                let mut counts = [0u32; CLASSES];
                for y in row * side..(row + 1) * side {
                    let first = y * self.width + column * side;
                    for region in &self.pixels[first..first + side] {
                        counts[*region as usize] += 1;
                    }
                }
                let weighed = |region: &usize| counts[*region] * if is_small(*region) { SMALL } else { 1 };
                let most = (0..CLASSES).max_by_key(weighed).unwrap_or(BACKGROUND as usize);
                cells.push(most as u8);
            }
        }
        cells
    }
}

/// Whether a region is that of a small thing: a bag, footwear, headgear, glasses, an extra.
pub fn is_small(region: usize) -> bool {
    (Region::Footwear as usize..=Region::ExtraC as usize).contains(&region)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Conditions, Person, Shot, render};

    #[test]
    fn cells_show_what_most_of_their_pixels_show() {
        let mut map = RegionMap::new(8, 8);
        for at in 0..16 {
            map.set(at % 4, at / 4, if at < 10 { Region::Upper } else { Region::Skin });
        }
        for at in 0..3 {
            map.set(4 + at % 4, 4 + at / 4, Region::Footwear);
        }
        assert_eq!(
            map.cells(4),
            [Region::Upper as u8, BACKGROUND, BACKGROUND, BACKGROUND]
        );
        map.set(5, 5, Region::Footwear);
        map.set(6, 5, Region::Footwear);
        // Five of sixteen pixels, each of which counts three times.
        assert_eq!(map.cells(4)[3], Region::Footwear as u8);
        assert_eq!(map.cells(5).len(), 1);
    }

    #[test]
    fn pictures_map_what_they_describe() {
        let (mut mapped, mut described) = (0, 0);
        for seed in 0..60 {
            let shot = Shot::sample(seed, Conditions::Train);
            let picture = render(&Person::sample(seed), &shot, 48, 96);
            let pixels = |region: Region| {
                let of = picture.regions.pixels().iter();
                of.filter(|pixel| **pixel == region as u8).count()
            };
            assert_eq!(picture.regions.pixels().len(), 48 * 96);
            if picture.description.lower.is_some() {
                described += 1;
                mapped += usize::from(pixels(Region::Lower) > 20);
            }
            assert!(pixels(Region::Lower) == 0 || pixels(Region::OnePiece) == 0);
        }
        assert!(described > 20 && mapped == described, "{mapped} of {described}");
    }
}
