//! What a recipe says about the stretches of a run.

use super::Recipe;
use bi_irra::model::bi_irra::losses::LossWeights;
use bi_irra::model::irra::IrraLossWeights;
use bi_irra::model::ivt::losses::IvtLossWeights;
use serde::{Deserialize, Serialize};

/// A stretch of the run with its own losses: the curriculum.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Phase {
    /// First step after this phase.
    pub until: usize,
    /// Bi-IRRA's loss weights; other methods have theirs in a table of their own.
    #[serde(default)]
    pub losses: LossWeights,
    /// Share of the rendered pictures that are taken in a plain studio: easy ones to begin with.
    #[serde(default)]
    pub studio: f64,
    /// Share of the pairs that come in groups of rendered people who look alike: a hard contrast.
    #[serde(default)]
    pub kin: f64,
    /// Matching, masked words and distillation cost three times as much as contrast and are computed in every so many
    /// steps only.
    #[serde(default = "one")]
    pub every: usize,
    /// Share of the match head's negatives that are drawn by their similarity, as in the paper; the others are drawn
    /// blindly, which makes them easy.
    #[serde(default = "all")]
    pub hard: f64,
    /// IRRA's loss weights, in place of those of its table.
    #[serde(default)]
    pub irra: Option<IrraLossWeights>,
    /// IVT's, likewise.
    #[serde(default)]
    pub ivt: Option<IvtLossWeights>,
}

fn one() -> usize {
    1
}

fn all() -> f64 {
    1.0
}

impl Recipe {
    /// Loss weights at a step.
    pub fn losses(&self, step: usize) -> LossWeights {
        let Some(phase) = self.phase_at(step) else {
            return LossWeights::default();
        };
        if step.is_multiple_of(phase.every) {
            return phase.losses;
        }
        LossWeights {
            itm: 0.0,
            mlm: 0.0,
            mim: 0.0,
            ..phase.losses
        }
    }

    /// IRRA's loss weights at a step.
    pub fn irra_losses(&self, step: usize) -> IrraLossWeights {
        self.phase_at(step)
            .and_then(|phase| phase.irra)
            .unwrap_or(self.irra.losses)
    }

    /// IVT's loss weights at a step.
    pub fn ivt_losses(&self, step: usize) -> IvtLossWeights {
        self.phase_at(step)
            .and_then(|phase| phase.ivt)
            .unwrap_or(self.ivt.losses)
    }

    /// Share of studio pictures at a step.
    pub fn studio(&self, step: usize) -> f64 {
        self.phase_at(step).map_or(0.0, |phase| phase.studio)
    }

    /// Share of pairs in groups of people who look alike at a step.
    pub fn kin(&self, step: usize) -> f64 {
        self.phase_at(step).map_or(0.0, |phase| phase.kin)
    }

    /// Share of hard negatives at a step.
    pub fn hard(&self, step: usize) -> f64 {
        self.phase_at(step).map_or(1.0, |phase| phase.hard)
    }

    fn phase_at(&self, step: usize) -> Option<&Phase> {
        self.phase
            .iter()
            .find(|phase| step < phase.until)
            .or(self.phase.last())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn phases_follow_each_other() {
        let contrast = LossWeights {
            itm: 0.0,
            mlm: 0.0,
            mim: 0.0,
            ..LossWeights::default()
        };
        let recipe = Recipe {
            phase: vec![
                Phase {
                    until: 5,
                    losses: contrast,
                    studio: 0.5,
                    kin: 0.0,
                    every: 1,
                    hard: 0.25,
                    irra: None,
                    ivt: None,
                },
                Phase {
                    until: 10,
                    losses: LossWeights::default(),
                    studio: 0.0,
                    kin: 0.5,
                    every: 3,
                    hard: 1.0,
                    irra: None,
                    ivt: None,
                },
            ],
            ..Recipe::default()
        };
        assert_eq!((recipe.losses(4), recipe.studio(4)), (contrast, 0.5));
        assert_eq!((recipe.hard(4), recipe.hard(5)), (0.25, 1.0));
        assert_eq!((recipe.kin(4), recipe.kin(5)), (0.0, 0.5));
        assert_eq!(recipe.losses(5), contrast);
        assert_eq!(recipe.losses(6), LossWeights::default());
        assert_eq!(recipe.losses(99), LossWeights::default());
    }
}
