//! The learning rate of every step (SPEC 1.7).

use std::f64::consts::PI;

/// A linear warm-up, then half a cosine down to the end value; a plateau between them where a run asks for one.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Schedule {
    /// Rate of the first step.
    pub start: f64,
    /// Rate at the end of the warm-up and at the start of the cosine.
    pub peak: f64,
    /// Rate that the cosine goes to.
    pub end: f64,
    /// Steps of the warm-up; its first has the start value, its last the peak.
    pub warmup_steps: usize,
    /// Steps at the peak before the cosine; the reference has none.
    pub hold_steps: usize,
    /// All steps, with the warm-up.
    pub total_steps: usize,
}

impl Schedule {
    /// The rate of a step, counted from 0; steps past the last have the end value.
    pub fn at(&self, step: usize) -> f64 {
        if step >= self.total_steps {
            return self.end;
        }
        if step < self.warmup_steps {
            // A warm-up of a single step has no room for the peak, as the reference's `linspace`.
            let last = self.warmup_steps.saturating_sub(1).max(1);
            return self.start + (self.peak - self.start) * step as f64 / last as f64;
        }
        let fall = self.warmup_steps + self.hold_steps;
        if step < fall {
            return self.peak;
        }
        let (done, all) = (step - fall, self.total_steps - fall);
        self.end + (self.peak - self.end) / 2.0 * (1.0 + (PI * done as f64 / all as f64).cos())
    }
}

/// The form of IRRA and IVT: the rate changes from epoch to epoch (SPEC 2 and 3).
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct EpochSchedule {
    /// Rate of the first epoch.
    pub start: f64,
    /// Rate of the first epoch after the warm-up.
    pub peak: f64,
    /// Rate that the cosine goes to.
    pub end: f64,
    /// Epochs of the warm-up.
    pub warmup_epochs: usize,
    /// All epochs, with the warm-up.
    pub total_epochs: usize,
    /// Whether the cosine begins with the run, so that the warm-up covers its first part (IVT), or after the warm-up
    /// (IRRA).
    pub from_start: bool,
}

impl EpochSchedule {
    /// The rate of an epoch, counted from 0; epochs past the last have the end value.
    pub fn at(&self, epoch: usize) -> f64 {
        if epoch >= self.total_epochs {
            return self.end;
        }
        if epoch < self.warmup_epochs {
            return self.start + (self.peak - self.start) * epoch as f64 / self.warmup_epochs as f64;
        }
        let skipped = if self.from_start { 0 } else { self.warmup_epochs };
        let done = (epoch - skipped) as f64;
        let all = (self.total_epochs - skipped) as f64;
        self.end + (self.peak - self.end) / 2.0 * (1.0 + (PI * done / all).cos())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn close(found: f64, expected: f64) {
        assert!((found - expected).abs() < 1e-12, "{found}, expected {expected}");
    }

    #[test]
    fn warm_up_holds_both_ends_and_the_cosine_starts_at_the_peak() {
        let schedule = Schedule {
            start: 0.1,
            peak: 1.0,
            end: 0.2,
            warmup_steps: 4,
            hold_steps: 0,
            total_steps: 10,
        };
        close(schedule.at(0), 0.1);
        close(schedule.at(1), 0.4);
        close(schedule.at(3), 1.0);
        close(schedule.at(4), 1.0);
        close(schedule.at(7), 0.6);
        assert!(schedule.at(9) > 0.2);
        close(schedule.at(10), 0.2);
        close(schedule.at(usize::MAX), 0.2);
        let held = Schedule {
            hold_steps: 3,
            ..schedule
        };
        for step in 3..=7 {
            close(held.at(step), 1.0);
        }
        close(held.at(8), 0.2 + 0.4 * (1.0 + (PI / 3.0).cos()));
    }

    #[test]
    fn short_and_missing_warm_ups() {
        let schedule = Schedule {
            start: 0.1,
            peak: 1.0,
            end: 0.0,
            warmup_steps: 0,
            hold_steps: 0,
            total_steps: 2,
        };
        close(schedule.at(0), 1.0);
        close(schedule.at(1), 0.5);
        close(
            Schedule {
                warmup_steps: 1,
                hold_steps: 0,
                ..schedule
            }
            .at(0),
            0.1,
        );
        close(
            Schedule {
                warmup_steps: 5,
                hold_steps: 0,
                total_steps: 5,
                ..schedule
            }
            .at(4),
            1.0,
        );
    }
}
