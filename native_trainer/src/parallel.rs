//! The gradients of one optimiser step, its batches shared out over several devices.
//!
//! Every device holds a copy of the model (burn's `fork`), works on its share of the step's batches and hands its
//! gradients to the first one (burn's `GradientsParams::to_device`), which alone takes the optimiser's step. As with
//! `accumulate` on one device, the contrast sees one batch at a time: the sum is the same, however many devices there are.

use crate::error::{Error, Result};
use crate::training_step::{Prepared, StepLosses, TrainingStep};
use bi_irra::model::method::Model;
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
    ) -> Result<(GradientsParams, StepLosses)> {
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
    ) -> Vec<Result<(GradientsParams, StepLosses)>> {
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
) -> Result<(GradientsParams, StepLosses)> {
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
