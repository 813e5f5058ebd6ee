//! Photos without people that serve as background.

use crate::dice::Dice;
use crate::palette::linear;
use std::sync::OnceLock;

/// A photo in sRGB.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Photo {
    /// Pixels across.
    pub width: usize,
    /// Pixels down.
    pub height: usize,
    /// Red, green, blue; row by row.
    pub rgb: Vec<u8>,
}

/// Which part of a photo becomes the background.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Cut {
    /// Place of the part across and down the photo, 0..1 of the room there is.
    pub place: (f32, f32),
    /// Size of the part: 1 is the largest of the picture's format that fits.
    pub size: f32,
    /// Whether left and right change places.
    pub mirrored: bool,
}

impl Cut {
    /// Any part of at least a quarter of the photo's sides.
    pub fn sample(seed: u64) -> Self {
        Self::draw(&mut Dice::new(seed))
    }

    pub(crate) fn draw(dice: &mut Dice) -> Self {
        Self {
            place: (dice.between(0.0, 1.0), dice.between(0.0, 1.0)),
            size: dice.between(0.25, 1.0),
            mirrored: dice.chance(0.5),
        }
    }
}

/// Linear light of every value of a channel.
fn light() -> &'static [f32; 256] {
    static LIGHT: OnceLock<[f32; 256]> = OnceLock::new();
    LIGHT.get_or_init(|| std::array::from_fn(|value| linear([value as u8; 3])[0]))
}

impl Photo {
    /// A part of the photo in linear light, `size` pixels large; grey where the photo is empty.
    pub fn cut(&self, cut: Cut, (width, height): (usize, usize)) -> Vec<[f32; 3]> {
        if self.width == 0 || self.height == 0 || self.rgb.len() < 3 * self.width * self.height {
            return vec![[0.2; 3]; width * height];
        }
        let (across, down) = (self.width as f32, self.height as f32);
        let scale = (across / width as f32).min(down / height as f32) * cut.size;
        let (wide, tall) = (scale * width as f32, scale * height as f32);
        let (left, top) = (cut.place.0 * (across - wide), cut.place.1 * (down - tall));
        // Several samples a pixel where the photo is finer, or it would glitter.
        let steps = scale.round().clamp(1.0, 4.0) as usize;
        let mut out = Vec::with_capacity(width * height);
        for y in 0..height {
            for x in 0..width {
                let x = if cut.mirrored { width - 1 - x } else { x };
                let mut sum = [0.0f32; 3];
                for s in 0..steps * steps {
                    let part = |i: usize| (i as f32 + 0.5) / steps as f32;
                    let at = |i: usize, s: usize, start: f32| start + (i as f32 + part(s)) * scale;
                    let rgb = self.sample(at(x, s % steps, left), at(y, s / steps, top));
                    sum = [0, 1, 2].map(|c| sum[c] + rgb[c]);
                }
                out.push(sum.map(|c| c / (steps * steps) as f32));
            }
        }
        out
    }

    /// Linear light at a place in pixels, mixed from the four around it.
    fn sample(&self, x: f32, y: f32) -> [f32; 3] {
        let (x, y) = ((x - 0.5).max(0.0), (y - 0.5).max(0.0));
        let (i, j) = (
            (x as usize).min(self.width - 1),
            (y as usize).min(self.height - 1),
        );
        let (next, below) = ((i + 1).min(self.width - 1), (j + 1).min(self.height - 1));
        let (tx, ty) = ((x - i as f32).min(1.0), (y - j as f32).min(1.0));
        let light = light();
        let pixel = |i: usize, j: usize| {
            let at = 3 * (j * self.width + i);
            [0, 1, 2].map(|c| light[self.rgb[at + c] as usize])
        };
        let (a, b, c, d) = (pixel(i, j), pixel(next, j), pixel(i, below), pixel(next, below));
        [0, 1, 2].map(|n| {
            let (top, low) = (a[n] + (b[n] - a[n]) * tx, c[n] + (d[n] - c[n]) * tx);
            top + (low - top) * ty
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_cut_shows_its_part_of_the_photo() {
        // Dark on the left, bright on the right.
        let row = (0..40).flat_map(|x| [if x < 20 { 10u8 } else { 240 }; 3]);
        let rgb: Vec<u8> = (0..20).flat_map(|_| row.clone()).collect();
        let photo = Photo {
            width: 40,
            height: 20,
            rgb,
        };
        let part = |place: f32, mirrored: bool| {
            let cut = Cut {
                place: (place, 0.5),
                size: 0.5,
                mirrored,
            };
            photo.cut(cut, (10, 10)).iter().map(|p| p[0]).sum::<f32>() / 100.0
        };
        assert!(part(0.0, false) < 0.01 && part(1.0, false) > 0.8);
        let whole = Cut {
            place: (0.5, 0.5),
            size: 1.0,
            mirrored: true,
        };
        let shown = photo.cut(whole, (20, 10));
        assert!(shown[0][0] > 0.8 && shown[19][0] < 0.01, "mirrored");
        let empty = Photo {
            width: 0,
            height: 0,
            rgb: Vec::new(),
        };
        assert_eq!(empty.cut(whole, (8, 8)).len(), 64);
    }
}
