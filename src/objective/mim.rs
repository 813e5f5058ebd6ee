//! Cross-lingual distilled masked image modelling (SPEC 1.4, D-MIM).

use burn::tensor::Tensor;

/// Mean over all tokens of `1 - cos(teacher, student)`; the teacher carries no gradient.
///
/// # Shapes
/// - `teacher`, `student`: `[batch, image tokens, hidden]`
/// - output: `[1]`
pub fn distillation(teacher: Tensor<3>, student: Tensor<3>) -> Tensor<1> {
    let unit = |x: Tensor<3>| {
        let norm = x.clone().square().sum_dim(2).sqrt();
        x / norm
    };
    let cosine = (unit(teacher.detach()) * unit(student)).sum_dim(2);
    (cosine.neg() + 1.0).mean()
}

/// Smooth-L1 variant against the normalised teacher (in the authors' code, unused by the paper).
///
/// # Shapes
/// - as [`distillation`]
pub fn smooth_l1_distillation(teacher: Tensor<3>, student: Tensor<3>) -> Tensor<1> {
    const BETA: f64 = 0.5;
    let teacher = teacher.detach();
    let centred = teacher.clone() - teacher.mean_dim(2);
    let deviation = (centred.clone().square().mean_dim(2) + 1e-5).sqrt();
    let distance = (student - centred / deviation).abs();
    let near = distance.clone().lower_elem(BETA);
    let linear = distance.clone() - BETA / 2.0;
    linear.mask_where(near, distance.square() / (2.0 * BETA)).mean()
}
