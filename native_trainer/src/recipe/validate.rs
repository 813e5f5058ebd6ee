//! Which values of a recipe do not fit together.

use super::{Phase, Recipe, expect_counts, expect_share};
use crate::error::{Error, Result};
use bi_irra::config::method::Method;
use bi_irra::image::augment::recipe::Augmentation;
use bi_irra::model::bi_irra::losses::LossWeights;

impl Recipe {
    /// Refuses values that do not fit together.
    pub(super) fn validate(&self) -> Result<()> {
        expect_counts(&[
            ("steps", self.steps),
            ("batch", self.batch),
            ("log_every", self.log_every),
            ("checkpoint_every", self.checkpoint_every),
            ("keep", self.keep),
            ("accumulate", self.accumulate),
            ("max_masks", self.max_masks),
            ("data.workers", self.data.workers),
        ])?;
        if self.batch < 2 {
            return Err(Error::Input(
                "recipe: batch must be at least 2, a contrast needs two pairs".into(),
            ));
        }
        if self.phase.iter().any(|phase| phase.every == 0) {
            return Err(Error::Input("recipe: phase.every must be at least 1".into()));
        }
        let matches_alone = |losses: &LossWeights| {
            let others = [
                losses.itc,
                losses.sdm,
                losses.mlm,
                losses.mim,
                losses.concept,
                losses.dense,
            ];
            losses.itm > 0.0 && others.iter().all(|weight| *weight == 0.0)
        };
        let phases = self.phase.iter();
        if phases
            .clone()
            .any(|phase| phase.losses.frozen && !(matches_alone(&phase.losses) && phase.every == 1))
        {
            return Err(Error::Input(
                "recipe: phase.losses.frozen leaves nothing but itm and grounding to learn, in every step"
                    .into(),
            ));
        }
        let studio = phases.flat_map(|phase| {
            [
                ("phase.studio", phase.studio),
                ("phase.hard_negatives", phase.hard_negatives),
                ("phase.look_alikes", phase.look_alikes),
            ]
        });
        let shares = [("image_mask", self.image_mask), ("word_mask", self.word_mask)];
        let of_rendered = [
            ("data.brief", self.data.brief),
            ("data.mixed", self.data.mixed),
            ("data.retakes", self.data.retakes),
            ("data.various_bags", self.data.various_bags),
            ("data.rare_patterns", self.data.rare_patterns),
        ];
        for (name, share) in shares.into_iter().chain(of_rendered).chain(studio) {
            expect_share(&format!("recipe: {name}"), share)?;
        }
        let without_effect = of_rendered.into_iter().find(|(_, share)| *share > 0.0);
        if let (Some(path), Some((name, _))) = (&self.data.path, without_effect) {
            return Err(Error::Input(format!(
                "recipe: {name} is for rendered people; with the data set {} leave it out",
                path.display()
            )));
        }
        let counted = self.data.path.is_none() && self.data.people > 0;
        if !counted && self.phase.iter().any(|phase| phase.look_alikes > 0.0) {
            return Err(Error::Input(
                "recipe: phase.look_alikes needs a number of rendered people (data.people)".into(),
            ));
        }
        if !(0.0..1.0).contains(&self.average) {
            return Err(Error::Input(format!(
                "recipe: average is {}, expected 0 to less than 1",
                self.average
            )));
        }
        if self.data.path.is_some() && self.concepts() > 0 {
            return Err(Error::Input(
                "recipe: a concept loss needs rendered people, a data set (data.path) names no concepts"
                    .into(),
            ));
        }
        if self.method != Method::BiIrra && self.init.is_some() {
            return Err(Error::Input(format!(
                "recipe: init takes weights of Bi-IRRA, not of {}",
                self.method
            )));
        }
        let others = |phase: &Phase| phase.losses != LossWeights::default();
        if self.method != Method::BiIrra && self.phase.iter().any(others) {
            return Err(Error::Input(format!(
                "recipe: phase.losses are Bi-IRRA's, {} has its own table",
                self.method
            )));
        }
        if self.method != Method::Irra && self.phase.iter().any(|phase| phase.irra.is_some()) {
            return Err(Error::Input(format!(
                "recipe: phase.irra are IRRA's losses, not those of {}",
                self.method
            )));
        }
        if self.method != Method::Ivt && self.phase.iter().any(|phase| phase.ivt.is_some()) {
            return Err(Error::Input(format!(
                "recipe: phase.ivt are IVT's losses, not those of {}",
                self.method
            )));
        }
        self.ivt.validate()?;
        if self.data.path.is_none() && self.data.held_out.is_some() {
            return Err(Error::Input(
                "recipe: data.held_out is a split of a data set, data.path names none".into(),
            ));
        }
        let started = self.init.is_some() || self.data.augmentation != Augmentation::None;
        if self.method != Method::BiIrra && started {
            return Err(Error::Input(format!(
                "recipe: init and data.augmentation are Bi-IRRA's, {} has neither",
                self.method
            )));
        }
        if self.data.path.is_some() && self.data.sources != ["en"] {
            return Err(Error::Input(
                "recipe: data.sources is for rendered people, the source language of a data set is English"
                    .into(),
            ));
        }
        self.data.sources()?;
        self.data.targets().map(|_| ())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn frozen_encoders_learn_nothing_else() {
        let recipe = |losses: &str, every: usize| {
            let losses = format!("{{ itm = 1.0, asymmetric = false, frozen = true, {losses} }}");
            let phase = format!("phase=[{{ until = 5, every = {every}, losses = {losses} }}]");
            Recipe::read(None, &[phase])
        };
        assert!(recipe("itc = 0.0, mlm = 0.0, mim = 0.0", 1).is_ok());
        for (losses, every) in [
            ("itc = 1.0, mlm = 0.0, mim = 0.0", 1),
            ("itc = 0.0, mlm = 0.5, mim = 0.0", 1),
            ("itc = 0.0, mlm = 0.0, mim = 0.0, concept = 0.5", 1),
            ("itc = 0.0, mlm = 0.0, mim = 0.0", 2),
        ] {
            let message = recipe(losses, every).expect_err(losses).to_string();
            assert!(message.contains("frozen"), "{message}");
        }
    }

    #[test]
    fn what_is_for_rendered_people_is_refused_with_a_data_set() {
        let recipe = |more: &str| Recipe::read(None, &["data.path=data/CUHK-PEDES".into(), more.into()]);
        assert!(recipe("data.brief=0.0").is_ok());
        for name in ["brief", "mixed", "retakes", "various_bags", "rare_patterns"] {
            let key = format!("data.{name}");
            let message = recipe(&format!("{key}=0.5")).expect_err(name).to_string();
            assert!(
                message.contains(&key) && message.contains("data/CUHK-PEDES"),
                "{message}"
            );
            assert!(Recipe::read(None, &[format!("{key}=0.5")]).is_ok(), "{key}");
        }
    }

    #[test]
    fn losses_of_another_method_are_refused() {
        let recipe = |method: &str| {
            let phase = "phase=[{ until = 5, losses = { itc = 1.0, itm = 0.0, mlm = 0.0, mim = 0.0, asymmetric = true } }]";
            Recipe::read(None, &[format!("method={method}"), phase.into()])
        };
        assert!(recipe("bi-irra").is_ok());
        let message = recipe("irra").expect_err("not IRRA's").to_string();
        assert!(message.contains("phase.losses"), "{message}");
        let given = Recipe::read(None, &["method=irra".into(), "init=weights".into()]);
        let message = given.expect_err("of Bi-IRRA").to_string();
        assert!(message.contains("init"), "{message}");
    }
}
