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
    #[serde(default, alias = "kin")]
    pub look_alikes: f64,
    /// Matching, masked words and distillation cost three times as much as contrast and are computed in every so many
    /// steps only.
    #[serde(default = "one")]
    pub every: usize,
    /// Share of the match head's negatives that are drawn by their similarity, as in the paper; the others are drawn
    /// blindly, which makes them easy.
    #[serde(default = "all", alias = "hard")]
    pub hard_negatives: f64,
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
    pub fn look_alikes(&self, step: usize) -> f64 {
        self.phase_at(step).map_or(0.0, |phase| phase.look_alikes)
    }

    /// Share of hard negatives at a step.
    pub fn hard_negatives(&self, step: usize) -> f64 {
        self.phase_at(step).map_or(1.0, |phase| phase.hard_negatives)
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
    use crate::train::checkpoint::State;
    use std::collections::BTreeMap;

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
                    look_alikes: 0.0,
                    every: 1,
                    hard_negatives: 0.25,
                    irra: None,
                    ivt: None,
                },
                Phase {
                    until: 10,
                    losses: LossWeights::default(),
                    studio: 0.0,
                    look_alikes: 0.5,
                    every: 3,
                    hard_negatives: 1.0,
                    irra: None,
                    ivt: None,
                },
            ],
            ..Recipe::default()
        };
        assert_eq!((recipe.losses(4), recipe.studio(4)), (contrast, 0.5));
        assert_eq!((recipe.hard_negatives(4), recipe.hard_negatives(5)), (0.25, 1.0));
        assert_eq!((recipe.look_alikes(4), recipe.look_alikes(5)), (0.0, 0.5));
        assert_eq!(recipe.losses(5), contrast);
        assert_eq!(recipe.losses(6), LossWeights::default());
        assert_eq!(recipe.losses(99), LossWeights::default());
    }

    #[test]
    fn recipes_and_checkpoints_with_former_names_are_read() {
        let read = |keys: &str| {
            let phase = format!("phase=[{{ until = 5, {keys} }}]");
            Recipe::read(None, &["data.people=100".into(), phase])
        };
        let recipe = read("look_alikes = 0.25, hard_negatives = 0.5").expect("valid");
        assert_eq!((recipe.look_alikes(0), recipe.hard_negatives(0)), (0.25, 0.5));
        assert_eq!(read("kin = 0.25, hard = 0.5").expect("valid"), recipe);
        assert!(read("kin = 0.25, look_alikes = 0.25").is_err());

        let state = State {
            step: 3,
            seconds: 1.5,
            recipe,
            files: BTreeMap::new(),
        };
        let now = serde_json::to_string(&state).expect("plain data");
        let former = now
            .replace("\"look_alikes\"", "\"kin\"")
            .replace("\"hard_negatives\"", "\"hard\"");
        assert_ne!(former, now);
        let found: State = serde_json::from_str(&former).expect("a former state.json");
        assert_eq!(found.recipe, state.recipe);
    }
}
