//! The windows of a convolution as the columns of panels.

use crate::tile::PANEL;
use crate::vector::{LANES, Vector};

/// Numbers of a kernel's window.
pub const WINDOW: usize = 9;

/// Sizes of a convolution by windows of 3x3 with a margin of one zero.
#[repr(C)]
#[derive(Clone, Copy, Debug)]
pub struct Planes {
    /// Pictures.
    pub batch: usize,
    /// Channels of the input.
    pub from: usize,
    /// Channels of the output.
    pub to: usize,
    /// Rows of the input.
    pub height: usize,
    /// Columns of the input.
    pub width: usize,
    /// Rows and columns from one window to the next: 1 or 2.
    pub stride: usize,
}

impl Planes {
    /// Rows and columns of the output.
    pub fn sides(&self) -> [usize; 2] {
        // Nothing in here may panic, as a division by any number might.
        [self.height, self.width].map(|side| match self.stride {
            2 => side.div_ceil(2),
            _ => side,
        })
    }

    /// Places of the output.
    pub(crate) fn places(&self) -> usize {
        let [rows, columns] = self.sides();
        rows * columns
    }

    /// Numbers under all windows of one place.
    pub(crate) fn inner(&self) -> usize {
        self.from * WINDOW
    }

    /// Numbers of a row with its margins: an even count, for squares that lie two apart.
    fn padded_row(&self) -> usize {
        let [_, columns] = self.sides();
        (self.stride * columns + 2).next_multiple_of(2)
    }

    /// Numbers of a channel with its margins.
    fn padded_plane(&self) -> usize {
        (self.height + 2).next_multiple_of(2) * self.padded_row()
    }

    /// Numbers that [`Padded::copy`] writes.
    pub(crate) fn padded(&self) -> usize {
        self.from * self.padded_plane()
    }
}

/// A picture whose channels have margins of zeros, so that every window is whole.
pub struct Padded<'a> {
    start: *const f32,
    pub(crate) planes: &'a Planes,
}

impl<'a> Padded<'a> {
    /// Copies a picture.
    ///
    /// # Safety
    /// `x` is a picture, and [`Planes::padded`] numbers can be written.
    pub unsafe fn copy(planes: &'a Planes, x: *const f32, to: *mut f32) -> Self {
        let (row, plane) = (planes.padded_row(), planes.padded_plane());
        // SAFETY: as promised by the caller.
        unsafe {
            for channel in 0..planes.from {
                let (x, to) = (
                    x.add(channel * planes.height * planes.width),
                    to.add(channel * plane),
                );
                to.write_bytes(0, row);
                for i in 0..planes.height {
                    let to = to.add((i + 1) * row);
                    to.write(0.0);
                    x.add(i * planes.width)
                        .copy_to_nonoverlapping(to.add(1), planes.width);
                    to.add(planes.width + 1).write_bytes(0, row - planes.width - 1);
                }
                let below = (planes.height + 1) * row;
                to.add(below).write_bytes(0, plane - below);
            }
        }
        Self { start: to, planes }
    }

    /// Numbers of a row.
    #[inline(always)]
    pub fn row(&self) -> usize {
        self.planes.padded_row()
    }

    /// The first number of a channel.
    ///
    /// # Safety
    /// There is such a channel.
    #[inline(always)]
    pub unsafe fn channel(&self, channel: usize) -> *const f32 {
        // SAFETY: as promised by the caller.
        unsafe { self.start.add(channel * self.planes.padded_plane()) }
    }

    /// Writes the windows of the places from `first` on as the columns of a panel; behind the last place stand numbers
    /// without a meaning.
    ///
    /// # Safety
    /// `first` is a place, and a panel of [`Planes::inner`] rows can be written.
    #[inline(always)]
    pub unsafe fn unfold(&self, first: usize, to: *mut f32) {
        let [_, columns] = self.planes.sides();
        // SAFETY: as promised by the caller.
        unsafe {
            if columns.is_multiple_of(LANES) {
                for part in (0..PANEL).step_by(LANES) {
                    match self.planes.stride {
                        2 => self.four_at_once(first + part, to.add(part), two_apart),
                        _ => self.four_at_once(first + part, to.add(part), side_by_side),
                    }
                }
            } else {
                self.one_by_one(first, to);
            }
        }
    }

    /// Where the window of a place begins in the first channel; of the first place behind the last.
    #[inline(always)]
    fn window(&self, place: usize) -> usize {
        let [_, columns] = self.planes.sides();
        if place >= self.planes.places() {
            return 0;
        }
        let row = place.checked_div(columns).unwrap_or(0);
        self.planes.stride * (row * self.planes.padded_row() + place - row * columns)
    }

    /// Four places of one row.
    ///
    /// # Safety
    /// As of [`unfold`](Self::unfold), and the four lie in one row.
    #[inline(always)]
    unsafe fn four_at_once(
        &self,
        first: usize,
        mut to: *mut f32,
        windows: unsafe fn(*const f32) -> [Vector; 3],
    ) {
        // SAFETY: as promised by the caller.
        unsafe {
            let mut plane = self.start.add(self.window(first));
            for _ in 0..self.planes.from {
                let mut row = plane;
                for _ in 0..3 {
                    for (dx, numbers) in windows(row).into_iter().enumerate() {
                        numbers.store(to.add(dx * PANEL));
                    }
                    to = to.add(3 * PANEL);
                    row = row.add(self.planes.padded_row());
                }
                plane = plane.add(self.planes.padded_plane());
            }
        }
    }

    /// Places of several rows.
    ///
    /// # Safety
    /// As of [`unfold`](Self::unfold).
    #[inline(always)]
    unsafe fn one_by_one(&self, first: usize, mut to: *mut f32) {
        let windows: [usize; PANEL] = core::array::from_fn(|i| self.window(first + i));
        // SAFETY: as promised by the caller.
        unsafe {
            let mut plane = self.start;
            for _ in 0..self.planes.from {
                let mut row = plane;
                for _ in 0..3 {
                    for (i, window) in windows.iter().enumerate() {
                        let window = row.add(*window);
                        for dx in 0..3 {
                            to.add(dx * PANEL + i).write(window.add(dx).read());
                        }
                    }
                    to = to.add(3 * PANEL);
                    row = row.add(self.planes.padded_row());
                }
                plane = plane.add(self.planes.padded_plane());
            }
        }
    }
}

/// The numbers at the left, in the middle and at the right of four windows side by side.
///
/// # Safety
/// Six numbers can be read.
#[inline(always)]
unsafe fn side_by_side(row: *const f32) -> [Vector; 3] {
    // SAFETY: as promised by the caller.
    unsafe { [0, 1, 2].map(|dx| Vector::load(row.add(dx))) }
}

/// The numbers at the left, in the middle and at the right of four windows that lie two apart.
///
/// # Safety
/// Ten numbers can be read.
#[inline(always)]
unsafe fn two_apart(row: *const f32) -> [Vector; 3] {
    // SAFETY: as promised by the caller.
    unsafe {
        let at = |i: usize| Vector::load(row.add(i));
        let (a, b) = (at(0), at(LANES));
        [a.evens(b), a.odds(b), at(2).evens(at(2 + LANES))]
    }
}
