//! The one place where the numbers of the match head become the score on a photo.

use crate::calibration::Calibration;

/// The match head's score on one photo.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Match {
    /// By which photos are ordered: the calibrated logit, or the logit of "match" (SPEC 1.9).
    pub logit: f32,
    /// Probability that the photo fits the description.
    pub probability: f32,
}

impl Match {
    /// From the two logits of the match head, "no match" and "match".
    pub fn from_logits(no_match: f32, is_match: f32) -> Self {
        Self {
            logit: is_match,
            probability: sigmoid(is_match - no_match),
        }
    }

    /// From the logit that a calibration makes of cosine and match head.
    pub fn from_calibrated(calibration: &Calibration, logit: f32) -> Self {
        Self {
            logit,
            probability: calibration.probability(logit),
        }
    }

    /// A score above every cosine, so that scores never rise along a ranking whose first term is re-ranked:
    /// `1 + sigmoid(logit)`, in 1..2.
    pub fn score(&self) -> f32 {
        1.0 + sigmoid(self.logit)
    }

    /// The score on all terms of a weighted query together: the weighted geometric mean of "matches" for the wanted
    /// terms and "does not match" for the unwanted ones, so that a photo must satisfy all of them.
    ///
    /// A single wanted term keeps its score to the last digit.
    pub fn of_terms(terms: &[(f32, Self)]) -> Self {
        if let [(weight, only)] = terms
            && *weight > 0.0
        {
            return *only;
        }
        let total: f32 = terms.iter().map(|(weight, _)| weight.abs()).sum();
        let mean = |logit_of: fn(&Self) -> f32| {
            let sum: f32 = terms
                .iter()
                .map(|(weight, term)| weight.abs() * ln_sigmoid(weight.signum() * logit_of(term)))
                .sum();
            // Just below 0 at most: its logit must stay a number.
            (sum / total).min(-1e-7)
        };
        let joint = mean(|term| term.logit);
        Self {
            logit: joint - (-joint.exp_m1()).ln(),
            probability: mean(|term| {
                let p = term.probability.clamp(1e-7, 1.0 - 1e-7);
                p.ln() - (-p).ln_1p()
            })
            .exp(),
        }
    }
}

fn sigmoid(x: f32) -> f32 {
    1.0 / (1.0 + (-x).exp())
}

/// `ln(sigmoid(x))`, also where the sigmoid itself is no longer distinguishable from 0.
fn ln_sigmoid(x: f32) -> f32 {
    x.min(0.0) - (-x.abs()).exp().ln_1p()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(logit: f32) -> Match {
        Match::from_logits(0.0, logit)
    }

    #[test]
    fn one_wanted_part_is_itself() {
        let only = Match::from_logits(0.7, 2.5);
        assert_eq!(Match::of_terms(&[(1.0, only)]), only);
        assert_eq!(Match::of_terms(&[(3.0, only)]), only);
        assert!((only.probability - sigmoid(1.8)).abs() < 1e-6);
    }

    #[test]
    fn an_unwanted_part_turns_round() {
        let not = Match::of_terms(&[(-1.0, of(2.0))]);
        assert!((not.logit + 2.0).abs() < 1e-4 && (not.probability - sigmoid(-2.0)).abs() < 1e-4);
    }

    #[test]
    fn all_parts_must_be_satisfied() {
        let red_without_hat = Match::of_terms(&[(1.0, of(3.0)), (-1.0, of(-3.0))]);
        let red_with_hat = Match::of_terms(&[(1.0, of(3.0)), (-1.0, of(3.0))]);
        let neither = Match::of_terms(&[(1.0, of(-3.0)), (-1.0, of(-3.0))]);
        assert!(red_without_hat.logit > 2.0);
        assert!(red_with_hat.logit < 0.0 && neither.logit < 0.0);
        // The heavier term decides between the two that satisfy one term each.
        let heavy = |red, hat| Match::of_terms(&[(2.0, of(red)), (-1.0, of(hat))]).logit;
        assert!(heavy(3.0, 3.0) > heavy(-3.0, -3.0));
    }

    #[test]
    fn extreme_logits_stay_numbers_in_order() {
        let best = Match::of_terms(&[(1.0, of(200.0)), (-1.0, of(-200.0))]);
        let worst = Match::of_terms(&[(1.0, of(-200.0)), (-1.0, of(200.0))]);
        for found in [best, worst] {
            assert!(
                found.logit.is_finite() && (0.0..=1.0).contains(&found.probability),
                "{found:?}"
            );
        }
        assert!(best.logit > worst.logit && best.score() >= worst.score());
    }
}
