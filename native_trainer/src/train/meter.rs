//! The pace of a run: pairs a second, and how much of the time the device had work.

use std::time::{Duration, Instant};

/// Counts pairs and time.
pub(super) struct Meter {
    /// Since the last log line.
    window: Instant,
    /// Since the seconds were last taken.
    total: Instant,
    pairs: usize,
    steps: usize,
    ready: usize,
    waited: Duration,
}

impl Meter {
    /// Begins to count.
    pub(super) fn new() -> Self {
        Self {
            window: Instant::now(),
            total: Instant::now(),
            pairs: 0,
            steps: 0,
            ready: 0,
            waited: Duration::ZERO,
        }
    }

    /// Counts a batch: its pairs, whether it was ready, and how long it was waited for.
    pub(super) fn count(&mut self, pairs: usize, ready: bool, waited: Duration) {
        self.pairs += pairs;
        self.steps += 1;
        self.ready += usize::from(ready);
        self.waited += waited;
    }

    /// Since the last log line.
    pub(super) fn pairs_per_second(&self) -> f64 {
        self.pairs as f64 / self.window.elapsed().as_secs_f64()
    }

    /// Share of the batches that were ready when they were asked for.
    pub(super) fn ready_share(&self) -> f64 {
        self.ready as f64 / self.steps.max(1) as f64
    }

    /// Share of the time in which the device had a batch to work on: each step waits for the device, so what is not spent
    /// on waiting for data is the device's, uploads and downloads among it.
    pub(super) fn busy_share(&self) -> f64 {
        1.0 - self.waited.as_secs_f64() / self.window.elapsed().as_secs_f64().max(f64::EPSILON)
    }

    /// Seconds since they were last taken.
    pub(super) fn elapsed(&self) -> f64 {
        self.total.elapsed().as_secs_f64()
    }

    /// The same, and begins to count them anew.
    pub(super) fn take(&mut self) -> f64 {
        let seconds = self.elapsed();
        self.total = Instant::now();
        seconds
    }

    /// Begins the count for the next log line.
    pub(super) fn restart(&mut self) {
        (self.window, self.pairs, self.steps, self.ready) = (Instant::now(), 0, 0, 0);
        self.waited = Duration::ZERO;
    }
}
