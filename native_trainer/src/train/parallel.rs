//! The gradients of one optimiser step, its batches shared out over several devices.
//!
//! Every device holds a copy of the model (burn's `fork`), works on its share of the step's batches and hands its
//! gradients to the first one (burn's `GradientsParams::to_device`), which alone takes the optimiser's step. As with
//! `accumulate` on one device, the contrast sees one batch at a time: the sum is the same, however many devices there are.

use crate::error::{Error, Result};
use crate::train::training_step::{Prepared, TrainingStep};
use bi_irra::model::method::Model;
use bi_irra::objective::losses::Losses;
use burn::module::Module;
use burn::optim::{GradientsAccumulator, GradientsParams};
use burn::tensor::Device;
use std::thread;

/// The devices that share the work; all with autodiff, the first one holds the model.
#[derive(Clone, Debug)]
pub struct DataParallel {
    devices: Vec<Device>,
}

impl DataParallel {
    /// Shares steps of `accumulate` batches among devices.
    ///
    /// # Errors
    /// When there is no device, or they cannot have equally many batches.
    pub fn new(devices: Vec<Device>, accumulate: usize) -> Result<Self> {
        let count = devices.len();
        if count == 0 || !accumulate.is_multiple_of(count) {
            return Err(Error::Input(format!(
                "a step of {accumulate} batches cannot be shared by {count} devices; set `accumulate` to a multiple of --devices"
            )));
        }
        Ok(Self { devices })
    }

    /// Seeds what is drawn on the devices (dropout), each in its own way.
    pub fn seed(&self, seed: u64) {
        for (number, device) in self.devices.iter().enumerate() {
            device.seed(seed.wrapping_add(number as u64));
        }
    }

    /// The mean gradient of step number `step` over its batches, on the first device, and the losses of its last batch.
    ///
    /// # Errors
    /// When a batch has no losses, or a device's thread dies.
    pub fn gradients(
        &self,
        model: &Model,
        method: &dyn TrainingStep,
        batches: Vec<Prepared>,
        step: usize,
    ) -> Result<(GradientsParams, Losses)> {
        let total = batches.len();
        let mut shares: Vec<Vec<Prepared>> = self.devices.iter().map(|_| Vec::new()).collect();
        let each = total.div_ceil(self.devices.len());
        for (number, batch) in batches.into_iter().enumerate() {
            shares[number / each].push(batch);
        }
        let mut sum = GradientsAccumulator::new();
        let mut last = None;
        for done in self.work(model, method, shares, total, step) {
            let (grads, losses) = done?;
            sum.accumulate(model, grads);
            last = Some(losses);
        }
        let losses = last.ok_or_else(|| Error::Input(format!("step {step} has no batch")))?;
        Ok((sum.grads(), losses))
    }

    /// Every device's part of the mean, in the order of the devices.
    fn work(
        &self,
        model: &Model,
        method: &dyn TrainingStep,
        shares: Vec<Vec<Prepared>>,
        total: usize,
        step: usize,
    ) -> Vec<Result<(GradientsParams, Losses)>> {
        let [first, others @ ..] = self.devices.as_slice() else {
            return Vec::new();
        };
        let mut shares = shares.into_iter();
        let own = shares.next().unwrap_or_default();
        thread::scope(|scope| {
            let helpers: Vec<_> = others
                .iter()
                .zip(shares)
                .map(|(device, share)| {
                    let replica = model.clone().fork(device);
                    scope.spawn(move || {
                        let (grads, losses) = of_share(&replica, method, share, total, step, device)?;
                        let home = first.clone().without_autodiff();
                        Ok((grads.to_device(&home, &replica), losses))
                    })
                })
                .collect();
            let mut done = vec![of_share(model, method, own, total, step, first)];
            done.extend(helpers.into_iter().map(|helper| {
                helper
                    .join()
                    .unwrap_or_else(|_| Err(Error::Device("a device's thread died".into())))
            }));
            done
        })
    }
}

/// The sum of the gradients of some of a step's `total` batches, each divided by `total`.
fn of_share(
    model: &Model,
    method: &dyn TrainingStep,
    batches: Vec<Prepared>,
    total: usize,
    step: usize,
    device: &Device,
) -> Result<(GradientsParams, Losses)> {
    let mut sum = GradientsAccumulator::new();
    let mut last = None;
    for batch in batches {
        let losses = method.losses(model, batch, step, device)?;
        let share = losses.total.clone() / total as f64;
        sum.accumulate(model, GradientsParams::from_grads(share.backward(), model));
        last = Some(losses);
    }
    let losses = last.ok_or_else(|| Error::Input(format!("step {step}: a device has no batch")))?;
    Ok((sum.grads(), losses))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::data::batch::read_tokenizer;
    use crate::recipe::Recipe;
    use crate::train::loader::{Loader, Pairs};
    use crate::train::training_step;
    use bi_irra::model::parts::Parts;
    use bi_irra::weights::read::name_parameters;
    use burn::module::{ModuleVisitor, Param};
    use burn::tensor::Tensor;
    use std::path::Path;
    use std::sync::Arc;

    /// The gradient of every parameter, in the order of the model.
    struct Flat<'a> {
        grads: &'a GradientsParams,
        values: Vec<Option<Vec<f32>>>,
    }

    impl ModuleVisitor for Flat<'_> {
        fn visit_float<const D: usize>(&mut self, param: &Param<Tensor<D>>) {
            let grad = self.grads.get::<D>(param.id);
            self.values
                .push(grad.map(|grad| grad.try_into_vec_as::<f32>().expect("numbers")));
        }
    }

    fn recipe(method: &str) -> Recipe {
        let tokenizer = Path::new(env!("CARGO_MANIFEST_DIR")).join("../model_weights/tokenizer.json");
        let values = [
            format!("method={method}"),
            format!("tokenizer={tokenizer:?}"),
            "batch=4".into(),
            "accumulate=4".into(),
            "data.languages=[\"zh\"]".into(),
            "model.hidden=32".into(),
            "model.heads=2".into(),
            "model.vision_layers=1".into(),
            "model.image_size=[32, 16]".into(),
            "model.max_tokens=24".into(),
        ];
        Recipe::read(None, &values).expect("a recipe")
    }

    #[test]
    fn two_devices_give_the_gradients_of_one() {
        for name in ["bi-irra", "irra", "ivt"] {
            let recipe = recipe(name);
            let (_, tokenizer) = read_tokenizer(&recipe).expect("a tokenizer");
            let config = training_step::config(&recipe, tokenizer.vocabulary_size()).expect("a model");
            let device = Device::flex().autodiff();
            device.seed(3);
            let model = name_parameters(Model::new(&config, Parts::Training, &device));
            let method: Arc<dyn TrainingStep> = training_step::open(&recipe, &config, tokenizer)
                .expect("a method")
                .into();
            let [height, width] = config.image_size();
            let pairs = Pairs::open(&recipe, (width, height)).expect("people");
            let mut loader = Loader::start(&recipe, pairs, &method, 0);
            let batches: Vec<_> = (0..recipe.accumulate)
                .map(|_| loader.next().expect("a batch").0)
                .collect();
            let gradients = |devices: usize| {
                let parallel = DataParallel::new(vec![device.clone(); devices], recipe.accumulate);
                let (grads, _) = parallel
                    .expect("a multiple")
                    .gradients(&model, method.as_ref(), batches.clone(), 0)
                    .expect("gradients");
                let mut flat = Flat {
                    grads: &grads,
                    values: Vec::new(),
                };
                model.visit(&mut flat);
                flat.values
            };
            let (one, two) = (gradients(1), gradients(2));
            assert!(one.iter().flatten().flatten().any(|value| value.abs() > 1e-4));
            for (one, two) in one.iter().zip(&two) {
                assert_eq!(one.as_ref().map(Vec::len), two.as_ref().map(Vec::len));
                for (a, b) in one.iter().flatten().zip(two.iter().flatten()) {
                    assert!((a - b).abs() <= 1e-5 * (1.0 + a.abs()), "{name}: {a} {b}");
                }
            }
        }
    }

    #[test]
    fn devices_that_cannot_share_are_refused() {
        let message = DataParallel::new(vec![Device::flex(); 2], 3)
            .expect_err("three batches")
            .to_string();
        assert!(
            message.contains("accumulate") && message.contains('3'),
            "{message}"
        );
    }
}
