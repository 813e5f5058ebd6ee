//! Flip, shift, rotation, crop and erasure.

use super::Planes;

/// A rectangle of pixels.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Area {
    /// First row.
    pub top: usize,
    /// First column.
    pub left: usize,
    /// Number of rows.
    pub height: usize,
    /// Number of columns.
    pub width: usize,
}

impl Planes {
    /// Left becomes right.
    pub fn flip(self) -> Self {
        self.rebuild(self.width, self.height, |plane, row, column| {
            plane[row * self.width + self.width - 1 - column]
        })
    }

    /// Moves the content down and to the right (up and to the left where negative); black comes in.
    pub fn shift(self, down: isize, right: isize) -> Self {
        self.rebuild(self.width, self.height, |plane, row, column| {
            let (row, column) = (row as isize - down, column as isize - right);
            let inside =
                (0..self.height as isize).contains(&row) && (0..self.width as isize).contains(&column);
            if inside {
                plane[row as usize * self.width + column as usize]
            } else {
                0.0
            }
        })
    }

    /// Turns counter-clockwise around the centre, nearest pixel; black comes in.
    pub fn rotate(self, degrees: f32) -> Self {
        let angle = f64::from(degrees).to_radians();
        let (sin, cos) = (angle.sin() as f32, angle.cos() as f32);
        let (middle_x, middle_y) = ((self.width as f32 - 1.0) / 2.0, (self.height as f32 - 1.0) / 2.0);
        self.rebuild(self.width, self.height, |plane, row, column| {
            let (x, y) = (column as f32 - middle_x, row as f32 - middle_y);
            let source_x = (cos * x - sin * y + middle_x).round_ties_even();
            let source_y = (sin * x + cos * y + middle_y).round_ties_even();
            let inside =
                (0.0..self.width as f32).contains(&source_x) && (0.0..self.height as f32).contains(&source_y);
            if inside {
                plane[source_y as usize * self.width + source_x as usize]
            } else {
                0.0
            }
        })
    }

    /// Cuts an area out and scales it, by a triangle that widens with the reduction.
    ///
    /// # Panics
    /// If the area is empty or leaves the picture: a mistake of the caller.
    pub fn resized_crop(self, area: Area, width: usize, height: usize) -> Self {
        self.check(area);
        let across = Taps::of_axis(area.width, width, area.left);
        let narrow = self.rebuild(width, self.height, |plane, row, column| {
            across[column].sum(|x| plane[row * self.width + x])
        });
        let down = Taps::of_axis(area.height, height, area.top);
        narrow.rebuild(width, height, |plane, row, column| {
            down[row].sum(|y| plane[y * width + column])
        })
    }

    /// Fills an area, each value from `fill`, which is told the channel.
    ///
    /// # Panics
    /// As [`resized_crop`](Self::resized_crop).
    pub fn erase(mut self, area: Area, mut fill: impl FnMut(usize) -> f32) -> Self {
        self.check(area);
        let (plane, width) = (self.plane(), self.width);
        for (channel, values) in self.values.chunks_exact_mut(plane).enumerate() {
            for row in values.chunks_exact_mut(width).skip(area.top).take(area.height) {
                row[area.left..area.left + area.width].fill_with(|| fill(channel));
            }
        }
        self
    }

    fn check(&self, area: Area) {
        let inside = area.top + area.height <= self.height && area.left + area.width <= self.width;
        assert!(
            inside && area.width > 0 && area.height > 0,
            "{area:?} in a picture of {}x{}",
            self.width,
            self.height
        );
    }
}

/// The source positions of one output position, and their weights.
struct Taps {
    first: usize,
    weights: Vec<f32>,
}

impl Taps {
    /// The taps of every output position along one axis; `offset` is where the source begins.
    fn of_axis(source: usize, target: usize, offset: usize) -> Vec<Self> {
        let scale = source as f64 / target as f64;
        let support = scale.max(1.0);
        let taps = |position: usize| {
            let centre = (position as f64 + 0.5) * scale;
            // A cast of a negative float saturates at 0, which is the border we want.
            let first = (centre - support + 0.5) as usize;
            let end = ((centre + support + 0.5) as usize).min(source);
            let weight = |x: usize| (1.0 - ((x as f64 - centre + 0.5) / support).abs()).max(0.0);
            let sum: f64 = (first..end).map(weight).sum();
            Self {
                first: first + offset,
                weights: (first..end).map(|x| (weight(x) / sum) as f32).collect(),
            }
        };
        (0..target).map(taps).collect()
    }

    fn sum(&self, value: impl Fn(usize) -> f32) -> f32 {
        let weighted = self.weights.iter().enumerate();
        weighted.map(|(i, weight)| weight * value(self.first + i)).sum()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// 3 x 2 pixels, the same in each channel: rows 1 2 3 and 4 5 6.
    fn picture() -> Planes {
        Planes {
            width: 3,
            height: 2,
            values: [1.0, 2.0, 3.0, 4.0, 5.0, 6.0].repeat(3),
        }
    }

    fn first(picture: &Planes) -> &[f32] {
        &picture.values[..picture.plane()]
    }

    #[test]
    fn flip_shift_and_half_turn() {
        assert_eq!(first(&picture().flip()), [3.0, 2.0, 1.0, 6.0, 5.0, 4.0]);
        assert_eq!(first(&picture().shift(1, -1)), [0.0, 0.0, 0.0, 2.0, 3.0, 0.0]);
        assert_eq!(first(&picture().rotate(180.0)), [6.0, 5.0, 4.0, 3.0, 2.0, 1.0]);
        assert_eq!(picture().rotate(0.0), picture());
    }

    #[test]
    fn crops_keep_what_they_cut_and_erasures_stay_inside() {
        let area = Area {
            top: 0,
            left: 1,
            height: 2,
            width: 2,
        };
        assert_eq!(first(&picture().resized_crop(area, 2, 2)), [2.0, 3.0, 5.0, 6.0]);
        assert_eq!(first(&picture().resized_crop(area, 1, 1)), [4.0]);
        assert_eq!(
            first(&picture().erase(area, |_| 0.5)),
            [1.0, 0.5, 0.5, 4.0, 0.5, 0.5]
        );
    }
}
