//! Contrast and negatives by what texts claim: a text that is true of several pictures of a batch has them all as
//! positives, and pictures that leave it open are neither right nor wrong.
//!
//! The papers know identities alone and call every other picture wrong, which punishes a model for seeing that "woman in
//! a red coat" is true of two women.

use crate::nn::ops::soft_cross_entropy;
use burn::tensor::{Device, Tensor, TensorData};

/// Subtracted from the logits of pairs that are neither right nor wrong.
const LEFT_OUT: f32 = 1e4;

/// Whether a text is true of a picture.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Judgement {
    /// True.
    Right,
    /// False.
    Wrong,
    /// Nobody can tell.
    Open,
}

/// The judgements of a batch, pictures by texts.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fits {
    batch: usize,
    judgements: Vec<Judgement>,
}

impl Fits {
    /// Asks for each pair of picture and text of a batch; a picture's own text is true of it.
    pub fn new(batch: usize, judge: impl Fn(usize, usize) -> Judgement) -> Self {
        let pairs = (0..batch).flat_map(|image| (0..batch).map(move |text| (image, text)));
        Self {
            batch,
            judgements: pairs
                .map(|(image, text)| match image == text {
                    true => Judgement::Right,
                    false => judge(image, text),
                })
                .collect(),
        }
    }

    fn upload(&self, value: impl Fn(Judgement) -> f32, device: &Device) -> Tensor<2> {
        let values: Vec<f32> = self
            .judgements
            .iter()
            .map(|judgement| value(*judgement))
            .collect();
        Tensor::from_data(TensorData::new(values, [self.batch, self.batch]), device)
    }

    /// 1 where a text is false of a picture, else 0. A row or column without any gets what is open, and where nothing is
    /// open either, everything but its own.
    ///
    /// # Shapes
    /// - output: `[batch, batch]`, pictures by texts
    pub fn negatives(&self, device: &Device) -> Tensor<2> {
        let all = 0..self.batch;
        let at = |image: usize, text: usize| self.judgements[image * self.batch + text];
        // The worst judgement that a row or column has.
        let resort = |judgements: Vec<Judgement>| {
            let has = |judgement| judgements.contains(&judgement);
            match (has(Judgement::Wrong), has(Judgement::Open)) {
                (true, _) => Judgement::Wrong,
                (false, true) => Judgement::Open,
                (false, false) => Judgement::Right,
            }
        };
        let of_image: Vec<_> = all
            .clone()
            .map(|image| resort(all.clone().map(|text| at(image, text)).collect()))
            .collect();
        let of_text: Vec<_> = all
            .clone()
            .map(|text| resort(all.clone().map(|image| at(image, text)).collect()))
            .collect();
        let pairs = all
            .clone()
            .flat_map(|image| all.clone().map(move |text| (image, text)));
        let values: Vec<f32> = pairs
            .map(|(image, text)| {
                let judgement = at(image, text);
                let serves = judgement == of_image[image] || judgement == of_text[text];
                f32::from(judgement == Judgement::Wrong || (image != text && serves))
            })
            .collect();
        Tensor::from_data(TensorData::new(values, [self.batch, self.batch]), device)
    }
}

/// Symmetric contrastive loss of image features `f` and text features `g`, where a row has one or more positives and
/// pairs that are open do not count.
///
/// # Shapes
/// - `f`, `g`: `[batch, embed_dim]`, unit length
/// - `temperature`: `[1]`, divides the logits
/// - output: `[1]`
pub fn contrastive(f: Tensor<2>, g: Tensor<2>, temperature: Tensor<1>, fits: &Fits) -> Tensor<1> {
    let device = f.device();
    let right = fits.upload(|judgement| f32::from(judgement == Judgement::Right), &device);
    let left_out = fits.upload(
        |judgement| {
            if judgement == Judgement::Open {
                LEFT_OUT
            } else {
                0.0
            }
        },
        &device,
    );
    let logits = f.matmul(g.transpose()) / temperature.unsqueeze() - left_out;
    let loss = |logits: Tensor<2>, right: Tensor<2>| {
        let targets = right.clone() / right.sum_dim(1);
        soft_cross_entropy(logits, targets)
    };
    let image_to_text = loss(logits.clone(), right.clone());
    let text_to_image = loss(logits.transpose(), right.transpose());
    (image_to_text + text_to_image) / 2.0
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::nn::ops::l2_normalize;
    use crate::objective::itc;
    use burn::tensor::Distribution;

    fn random(device: &Device) -> Tensor<2> {
        l2_normalize(Tensor::random([3, 5], Distribution::Normal(0.0, 1.0), device))
    }

    fn value(tensor: Tensor<1>) -> f32 {
        tensor.into_scalar::<f32>()
    }

    #[test]
    fn without_other_positives_it_is_the_papers_contrast() {
        let device = Device::flex();
        let (f, g) = (random(&device), random(&device));
        let temperature = || Tensor::from_data([0.1], &device);
        let fits = Fits::new(3, |_, _| Judgement::Wrong);
        let ours = value(contrastive(f.clone(), g.clone(), temperature(), &fits));
        let labels = itc::identity_targets(&[1, 2, 3], &device);
        let papers = value(itc::contrastive(f, g, temperature(), labels));
        assert!((ours - papers).abs() < 1e-5, "{ours} {papers}");
    }

    #[test]
    fn open_pairs_do_not_count() {
        let device = Device::flex();
        let (f, g) = (random(&device), random(&device));
        let temperature = || Tensor::from_data([0.1], &device);
        // The third pair is open with everything: what is left is the contrast of the first two and no loss of its own.
        let fits = Fits::new(3, |image, text| match image == 2 || text == 2 {
            true => Judgement::Open,
            false => Judgement::Wrong,
        });
        let found = value(contrastive(f.clone(), g.clone(), temperature(), &fits));
        let two = |t: Tensor<2>| t.narrow(0, 0, 2);
        let labels = itc::identity_targets(&[1, 2], &device);
        let expected = value(itc::contrastive(two(f), two(g), temperature(), labels)) * 2.0 / 3.0;
        assert!((found - expected).abs() < 1e-5, "{found} {expected}");
    }

    #[test]
    fn every_row_and_column_has_a_negative() {
        let device = Device::flex();
        let negatives = |fits: Fits| {
            let data = fits.negatives(&device).into_data();
            data.try_to_vec::<f32>().expect("floats")
        };
        let fits = Fits::new(3, |image, text| match (image, text) {
            (0, 1) => Judgement::Wrong,
            (1, 0) => Judgement::Right,
            _ => Judgement::Open,
        });
        // Picture 0 and text 1 have a negative, all others take what is open.
        assert_eq!(negatives(fits), [0.0, 1.0, 1.0, 0.0, 0.0, 1.0, 1.0, 1.0, 0.0]);
        let fits = Fits::new(2, |_, _| Judgement::Right);
        assert_eq!(negatives(fits), [0.0, 1.0, 1.0, 0.0]);
    }
}
