//! A part of a photo, in shares of its sides, so that it means the same at every size.

use crate::image::Pixels;

/// A rectangle in a photo, in shares of its width and height.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Region {
    /// Left edge.
    pub x: f32,
    /// Upper edge.
    pub y: f32,
    /// Width.
    pub width: f32,
    /// Height.
    pub height: f32,
}

impl Region {
    /// The whole photo.
    pub const WHOLE: Self = Self {
        x: 0.0,
        y: 0.0,
        width: 1.0,
        height: 1.0,
    };

    /// Left, top, width and height.
    pub fn to_array(self) -> [f32; 4] {
        [self.x, self.y, self.width, self.height]
    }

    /// From left, top, width and height; what lies outside the photo is cut off.
    pub fn from_array(shares: [f32; 4]) -> Self {
        let [x, y, width, height] = shares.map(|share| {
            if share.is_nan() {
                0.0
            } else {
                share.clamp(0.0, 1.0)
            }
        });
        Self { x, y, width, height }
    }

    /// The share of the photo that it covers.
    pub fn area(self) -> f32 {
        self.width * self.height
    }

    /// With a margin on each side, in shares of the photo's width and height, as far as the photo goes.
    pub fn widened(self, margin: [f32; 2]) -> Self {
        let [x, y] = [(self.x - margin[0]).max(0.0), (self.y - margin[1]).max(0.0)];
        Self {
            x,
            y,
            width: (self.x + self.width + margin[0]).min(1.0) - x,
            height: (self.y + self.height + margin[1]).min(1.0) - y,
        }
    }
}

/// The pixels of a region; at least one.
pub fn cut(photo: &Pixels, region: Region) -> Pixels {
    let span = |start: f32, length: f32, whole: usize| {
        let first = ((start * whole as f32).round() as usize).min(whole - 1);
        let end = (((start + length) * whole as f32).round() as usize).clamp(first + 1, whole);
        first..end
    };
    let columns = span(region.x, region.width, photo.width);
    let rows = span(region.y, region.height, photo.height);
    let mut rgb = Vec::with_capacity(columns.len() * rows.len() * 3);
    for row in rows.clone() {
        let line = row * photo.width;
        rgb.extend_from_slice(&photo.rgb[(line + columns.start) * 3..(line + columns.end) * 3]);
    }
    Pixels {
        width: columns.len(),
        height: rows.len(),
        rgb,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn region(x: f32, y: f32, width: f32, height: f32) -> Region {
        Region { x, y, width, height }
    }

    #[test]
    fn cutting_takes_exactly_the_region() {
        let rgb = (0..4 * 2).flat_map(|i| [i as u8, 0, 0]).collect();
        let photo = Pixels::new(4, 2, rgb).expect("sizes agree");
        let right = cut(&photo, region(0.5, 0.5, 0.5, 0.5));
        assert_eq!((right.width, right.height), (2, 1));
        assert_eq!(right.rgb, [6, 0, 0, 7, 0, 0]);
        assert_eq!(cut(&photo, Region::WHOLE), photo);
        let nothing = cut(&photo, region(1.0, 1.0, 0.0, 0.0));
        assert_eq!((nothing.width, nothing.height, nothing.rgb[0]), (1, 1, 7));
    }

    #[test]
    fn a_margin_ends_where_the_photo_does() {
        let inside = region(0.5, 0.25, 0.25, 0.5).widened([0.125, 0.125]);
        assert_eq!(inside, region(0.375, 0.125, 0.5, 0.75));
        let at_the_border = region(0.0, 0.5, 0.25, 0.5).widened([0.25, 0.25]);
        assert_eq!(at_the_border, region(0.0, 0.25, 0.5, 0.75));
        assert_eq!(Region::WHOLE.widened([0.5, 0.5]), Region::WHOLE);
    }

    #[test]
    fn numbers_that_are_none_are_nothing() {
        let read = Region::from_array([f32::NAN, -1.0, 2.0, 0.5]);
        assert_eq!(read, region(0.0, 0.0, 1.0, 0.5));
    }
}
