//! When the next request may go out.

use std::sync::Mutex;
use std::thread;
use std::time::{Duration, Instant};

/// Longest pause that a server can ask for.
const LONGEST: Duration = Duration::from_secs(300);

/// Spreads the requests of all threads evenly over time.
#[derive(Debug)]
pub struct Pace {
    interval: Duration,
    next: Mutex<Instant>,
}

impl Pace {
    /// At most so many requests a second.
    pub fn new(rate: f64) -> Self {
        Self {
            interval: Duration::from_secs_f64(1.0 / rate),
            next: Mutex::new(Instant::now()),
        }
    }

    /// Waits for this thread's turn.
    pub fn wait(&self) {
        let turn = {
            let mut next = self.lock();
            let turn = (*next).max(Instant::now());
            *next = turn + self.interval;
            turn
        };
        thread::sleep(turn.saturating_duration_since(Instant::now()));
    }

    /// Keeps every thread back for a while: the server is overloaded.
    pub fn hold(&self, pause: Duration) {
        let mut next = self.lock();
        *next = (*next).max(Instant::now() + pause.min(LONGEST));
    }

    fn lock(&self) -> std::sync::MutexGuard<'_, Instant> {
        // An instant is whole even where a thread panicked.
        self.next
            .lock()
            .unwrap_or_else(std::sync::PoisonError::into_inner)
    }
}

/// Pause before repetition `attempt`, from 1: half a second, doubled each time, at most half a minute.
pub fn backoff(attempt: u32) -> Duration {
    Duration::from_millis(250 << attempt.min(7)).min(Duration::from_secs(30))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn requests_are_spread_and_held_back() {
        let pace = Pace::new(50.0);
        let start = Instant::now();
        thread::scope(|scope| {
            for _ in 0..3 {
                scope.spawn(|| (0..2).for_each(|_| pace.wait()));
            }
        });
        // Six requests: five intervals of 20 ms at least.
        assert!(
            start.elapsed() >= Duration::from_millis(100),
            "{:?}",
            start.elapsed()
        );
        pace.hold(Duration::from_millis(60));
        let held = Instant::now();
        pace.wait();
        assert!(
            held.elapsed() >= Duration::from_millis(50),
            "{:?}",
            held.elapsed()
        );
    }

    #[test]
    fn pauses_grow_to_a_limit() {
        let pauses: Vec<u64> = (1..10)
            .map(|attempt| backoff(attempt).as_millis() as u64)
            .collect();
        assert_eq!(pauses[..3], [500, 1000, 2000]);
        assert_eq!(pauses[8], 30_000);
    }
}
