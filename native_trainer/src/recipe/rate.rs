//! What a recipe says about the learning rate.

use crate::train::schedule::{EpochSchedule, Schedule};
use serde::{Deserialize, Serialize};

/// The learning rate over time (SPEC 1.7).
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct RateRecipe {
    /// First value.
    pub start: f64,
    /// Value after warm-up.
    pub peak: f64,
    /// Last value.
    pub end: f64,
    /// Steps of warm-up.
    pub warmup: usize,
    /// Steps at the peak before the rate falls; only where `epoch` is 0.
    pub hold: usize,
    /// Steps of an epoch, for a rate that changes from epoch to epoch as IRRA's; 0: from step to step.
    pub epoch: usize,
    /// Whether the cosine counts from the first epoch, the warm-up included, and the first epoch is number 1, as IVT's;
    /// only where `epoch` is not 0.
    pub from_start: bool,
}

impl RateRecipe {
    /// The rate of a step in a run of `total` steps.
    pub fn at(&self, step: usize, total: usize) -> f64 {
        let (start, peak, end) = (self.start, self.peak, self.end);
        // An epoch of no steps stands for the schedule by steps.
        if let Some(warmup_epochs) = self.warmup.checked_div(self.epoch) {
            let schedule = EpochSchedule {
                start,
                peak,
                end,
                warmup_epochs,
                total_epochs: total.div_ceil(self.epoch),
                from_start: self.from_start,
            };
            return schedule.at(step / self.epoch + usize::from(self.from_start));
        }
        let schedule = Schedule {
            start,
            peak,
            end,
            warmup_steps: self.warmup,
            hold_steps: self.hold,
            total_steps: total,
        };
        schedule.at(step)
    }
}

impl Default for RateRecipe {
    fn default() -> Self {
        Self {
            start: 1e-6,
            peak: 1e-3,
            end: 1e-5,
            warmup: 100,
            hold: 0,
            epoch: 0,
            from_start: false,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rates_go_by_epoch_where_a_recipe_counts_them() {
        let rate = RateRecipe {
            start: 1e-6,
            peak: 1e-5,
            end: 0.0,
            warmup: 20,
            hold: 0,
            epoch: 10,
            from_start: false,
        };
        for (step, expected) in [
            (0, 1e-6),
            (9, 1e-6),
            (10, 5.5e-6),
            (20, 1e-5),
            (29, 1e-5),
            (60, 0.0),
        ] {
            let found = rate.at(step, 60);
            assert!((found - expected).abs() < 1e-12, "{step}: {found}");
        }
        assert!(RateRecipe { epoch: 0, ..rate }.at(9, 60) > 5e-6);
        // IVT counts epochs from 1 and its cosine from the start: half of six epochs is done at the third.
        let ivt = RateRecipe {
            from_start: true,
            ..rate
        };
        for (step, expected) in [(0, 5.5e-6), (10, 7.5e-6), (20, 5e-6), (50, 0.0), (60, 0.0)] {
            let found = ivt.at(step, 60);
            assert!((found - expected).abs() < 1e-12, "step {step}: {found}");
        }
    }
}
