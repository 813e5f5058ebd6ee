//! When the next request may go out.

use std::sync::Mutex;
use std::thread;
use std::time::{Duration, Instant, SystemTime};

/// Longest pause that is waited out: beyond it the same command had better be started again.
pub const LONGEST: Duration = Duration::from_secs(3600);
/// A date in the past and a pause of nothing would be repeated at once.
const SHORTEST: Duration = Duration::from_millis(100);

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

/// The pause that the headers of an answer ask for: `retry-after-ms`, or `Retry-After` in seconds or as a date. Dates
/// count from the server's own clock where it tells the time.
pub fn asked_pause<'h>(header: &impl Fn(&str) -> Option<&'h str>) -> Option<Duration> {
    let number = |name: &str| {
        let value = header(name)?.trim().parse::<f64>().ok()?;
        value.is_finite().then_some(value)
    };
    let seconds = number("retry-after-ms")
        .map(|milliseconds| milliseconds / 1000.0)
        .or_else(|| number("retry-after"));
    let pause = match seconds {
        Some(seconds) => Some(Duration::from_secs_f64(seconds.clamp(0.0, 1e9))),
        None => {
            let date =
                |name: &str| header(name).and_then(|value| httpdate::parse_http_date(value.trim()).ok());
            let now = date("date").unwrap_or_else(SystemTime::now);
            date("retry-after").map(|until| until.duration_since(now).unwrap_or_default())
        }
    };
    pause.map(|pause| pause.max(SHORTEST))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pauses_are_read_in_all_their_forms() {
        let pause = |headers: &[(&str, &'static str)]| {
            asked_pause(&|name| headers.iter().find(|(n, _)| *n == name).map(|(_, value)| *value))
        };
        let date = "Sun, 29 Nov 2026 21:30:00 GMT";
        let later = "Sun, 29 Nov 2026 21:31:10 GMT";
        for (headers, milliseconds) in [
            (&[("retry-after", "7")][..], 7000),
            (&[("retry-after", "1.5")], 1500),
            (&[("retry-after", "0")], 100),
            (&[("retry-after-ms", "2500"), ("retry-after", "9")], 2500),
            (&[("retry-after", later), ("date", date)], 70_000),
            // The forms of old, and a date that is over.
            (
                &[("retry-after", "Sunday, 29-Nov-26 21:31:10 GMT"), ("date", date)],
                70_000,
            ),
            (
                &[("retry-after", "Sun Nov 29 21:31:10 2026"), ("date", date)],
                70_000,
            ),
            (&[("retry-after", date), ("date", later)], 100),
        ] {
            assert_eq!(
                pause(headers),
                Some(Duration::from_millis(milliseconds)),
                "{headers:?}"
            );
        }
        let ahead = httpdate::fmt_http_date(SystemTime::now() + Duration::from_secs(30));
        let by_our_clock = asked_pause(&|name| (name == "retry-after").then_some(ahead.as_str()));
        assert!(by_our_clock.is_some_and(|pause| (28..=30).contains(&pause.as_secs())));
        for headers in [&[][..], &[("retry-after", "soon")], &[("retry-after", "NaN")]] {
            assert_eq!(pause(headers), None, "{headers:?}");
        }
    }

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
