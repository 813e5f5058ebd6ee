//! Seeded draws, with the few shapes of choice that persons and shots need.

use rand::{RngExt, SeedableRng, rngs::StdRng};

/// A seeded source of choices.
pub struct Dice(StdRng);

impl Dice {
    /// Same seed, same draws.
    pub fn new(seed: u64) -> Self {
        Self(StdRng::seed_from_u64(seed))
    }

    /// Uniform in `a..b`.
    pub fn between(&mut self, a: f32, b: f32) -> f32 {
        a + (b - a) * self.0.random::<f32>()
    }

    /// Centred on zero, within -1..1, denser in the middle.
    pub fn bell(&mut self) -> f32 {
        (self.0.random::<f32>() + self.0.random::<f32>() + self.0.random::<f32>()) / 1.5 - 1.0
    }

    /// True with probability `p`.
    pub fn chance(&mut self, p: f32) -> bool {
        self.0.random::<f32>() < p
    }

    /// Minus one or one.
    pub fn sign(&mut self) -> f32 {
        if self.chance(0.5) { 1.0 } else { -1.0 }
    }

    /// A fresh seed.
    pub fn seed(&mut self) -> u32 {
        self.0.random()
    }

    /// One of a non-empty list, each as likely.
    pub fn one<T: Copy>(&mut self, from: &[T]) -> T {
        from[self.0.random_range(0..from.len())]
    }

    /// One of a non-empty list by weight.
    pub fn pick<T: Copy>(&mut self, from: &[(T, f32)]) -> T {
        let mut left = self.between(0.0, from.iter().map(|(_, w)| w).sum());
        for &(value, weight) in from {
            left -= weight;
            if left < 0.0 {
                return value;
            }
        }
        from[from.len() - 1].0
    }
}
