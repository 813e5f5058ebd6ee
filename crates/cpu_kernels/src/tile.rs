//! The innermost loop of every product: a few rows times a panel of columns, summed up in registers.

use crate::math::gelu;
use crate::vector::{LANES, Vector};

/// Columns of a panel.
pub const PANEL: usize = 2 * LANES;
/// Rows of a tile. Four rows of two vectors leave registers for the factors; more of either makes the browser's compiler
/// keep sums in memory, at half the speed.
pub const ROWS: usize = 4;

/// What becomes of a sum before it is written.
#[repr(u32)]
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Activation {
    /// Nothing.
    None,
    /// `x Phi(x)`.
    Gelu,
    /// `max(x, 0)`.
    Relu,
}

impl Activation {
    #[inline(always)]
    pub(crate) fn of(self, x: Vector) -> Vector {
        match self {
            Self::None => x,
            Self::Gelu => gelu(x),
            Self::Relu => Vector::splat(0.0).max(x),
        }
    }
}

/// A tile of `N` rows; addresses are of its first numbers, strides count numbers.
#[derive(Clone, Copy)]
pub struct Tile {
    /// Rows of the left factor.
    pub x: *const f32,
    pub x_stride: usize,
    /// A panel of the right factor: [`PANEL`] columns.
    pub panel: *const f32,
    pub panel_stride: usize,
    /// Numbers that are multiplied and summed for each result.
    pub inner: usize,
    /// [`PANEL`] numbers, one for each column, or nothing.
    pub bias: *const f32,
    /// A number for each row, or nothing.
    pub row_bias: *const f32,
    /// Added to the sums, or nothing; laid out as the results.
    pub residual: *const f32,
    pub out: *mut f32,
    pub out_stride: usize,
    /// Columns that are written.
    pub columns: usize,
    pub activation: Activation,
}

impl Tile {
    /// Computes `rows` rows, at most [`ROWS`].
    ///
    /// # Safety
    /// All that the sizes describe can be read, and written at `out`; `bias` and the panel have [`PANEL`] columns.
    #[inline(always)]
    pub unsafe fn run(&self, rows: usize) {
        // SAFETY: as promised by the caller.
        unsafe {
            match rows {
                1 => self.rows::<1>(),
                2 => self.rows::<2>(),
                3 => self.rows::<3>(),
                _ => self.rows::<ROWS>(),
            }
        }
    }

    #[inline(always)]
    unsafe fn rows<const N: usize>(&self) {
        let mut sums = [[Vector::splat(0.0); 2]; N];
        // SAFETY: all within what the caller vouches for.
        unsafe {
            let mut panel = self.panel;
            let mut x = self.x;
            for _ in 0..self.inner {
                let columns = [Vector::load(panel), Vector::load(panel.add(LANES))];
                for (i, sums) in sums.iter_mut().enumerate() {
                    let factor = Vector::load_splat(x.add(i * self.x_stride));
                    for (sum, column) in sums.iter_mut().zip(columns) {
                        *sum = factor.mul_add(column, *sum);
                    }
                }
                panel = panel.add(self.panel_stride);
                x = x.add(1);
            }
            if !self.bias.is_null() {
                let bias = [Vector::load(self.bias), Vector::load(self.bias.add(LANES))];
                for sums in &mut sums {
                    *sums = [sums[0].add(bias[0]), sums[1].add(bias[1])];
                }
            }
            if !self.row_bias.is_null() {
                for (i, sums) in sums.iter_mut().enumerate() {
                    let bias = Vector::load_splat(self.row_bias.add(i));
                    *sums = [sums[0].add(bias), sums[1].add(bias)];
                }
            }
            if !self.residual.is_null() {
                for (i, sums) in sums.iter_mut().enumerate() {
                    let residual = columns_at(self.residual.add(i * self.out_stride), self.columns);
                    *sums = [sums[0].add(residual[0]), sums[1].add(residual[1])];
                }
            }
            for (i, sums) in sums.iter().enumerate() {
                let out = self.out.add(i * self.out_stride);
                let results = sums.map(|sum| self.activation.of(sum));
                if self.columns == PANEL {
                    results[0].store(out);
                    results[1].store(out.add(LANES));
                } else {
                    let numbers = results.map(Vector::to_array);
                    for column in 0..self.columns {
                        out.add(column).write(numbers[column / LANES][column % LANES]);
                    }
                }
            }
        }
    }
}

/// A row of a panel, of which only the first columns can be read: zeros behind them.
///
/// # Safety
/// `columns` numbers, at most [`PANEL`], can be read.
#[inline(always)]
unsafe fn columns_at(from: *const f32, columns: usize) -> [Vector; 2] {
    // SAFETY: as promised by the caller.
    unsafe {
        if columns == PANEL {
            return [Vector::load(from), Vector::load(from.add(LANES))];
        }
        let mut row = [0.0; PANEL];
        from.copy_to_nonoverlapping(row.as_mut_ptr(), columns);
        [Vector::load(row.as_ptr()), Vector::load(row.as_ptr().add(LANES))]
    }
}

/// An address further on, unless there is none.
///
/// # Safety
/// The numbers between can be read.
#[inline(always)]
pub unsafe fn offset(from: *const f32, by: usize) -> *const f32 {
    if from.is_null() {
        return from;
    }
    // SAFETY: as promised by the caller.
    unsafe { from.add(by) }
}

/// Copies columns of a matrix into a panel, zeros behind the last.
///
/// # Safety
/// `columns` numbers, at most [`PANEL`], can be read in each of `inner` rows, and `inner * PANEL` written.
#[inline(always)]
pub unsafe fn pack(from: *const f32, stride: usize, inner: usize, columns: usize, to: *mut f32) {
    // SAFETY: as promised by the caller.
    unsafe {
        for row in 0..inner {
            let (from, to) = (from.add(row * stride), to.add(row * PANEL));
            if columns == PANEL {
                Vector::load(from).store(to);
                Vector::load(from.add(LANES)).store(to.add(LANES));
            } else {
                for column in 0..PANEL {
                    to.add(column).write(if column < columns {
                        from.add(column).read()
                    } else {
                        0.0
                    });
                }
            }
        }
    }
}
