//! An operation that libtorch records and derives, as one step of burn's backward pass.

use burn::backend::autodiff::checkpoint::base::Checkpointer;
use burn::backend::autodiff::checkpoint::strategy::CheckpointStrategy;
use burn::backend::autodiff::grads::Gradients;
use burn::backend::autodiff::ops::{Backward, Ops, OpsKind};
use burn::backend::libtorch::TchTensor;
use burn::backend::tensor::FloatTensor;
use burn::backend::{Autodiff, LibTorch};

/// The result of an operation on tensors whose gradients nobody asks for.
pub fn plain<const N: usize>(
    given: [TchTensor; N],
    apply: impl FnOnce(&[tch::Tensor; N]) -> tch::Tensor,
) -> TchTensor {
    TchTensor::new(apply(&given.map(|given| given.tensor)))
}

/// The result of an operation, derived by libtorch when burn goes backwards.
pub fn recorded<C: CheckpointStrategy, const N: usize>(
    given: [FloatTensor<Autodiff<LibTorch, C>>; N],
    apply: impl FnOnce(&[tch::Tensor; N]) -> tch::Tensor,
) -> FloatTensor<Autodiff<LibTorch, C>> {
    let nodes = given.each_ref().map(|given| given.node());
    let given = given.map(|given| given.into_primitive());
    match Recorded::<N>.prepare::<C>(nodes).compute_bound().stateful() {
        OpsKind::UnTracked(prep) => prep.finish(plain(given, apply)),
        OpsKind::Tracked(prep) => {
            let record = Record::new(given, apply);
            let result = record.result();
            prep.finish(record, result)
        }
    }
}

/// What libtorch recorded of an operation of `N` inputs.
#[derive(Clone, Debug)]
struct Record<const N: usize> {
    /// What burn handed over. Held so that burn does not change in place what `inputs` share.
    _given: [TchTensor; N],
    /// The same as libtorch's variables.
    inputs: [TchTensor; N],
    /// The result, which knows how it came about.
    output: TchTensor,
}

impl<const N: usize> Record<N> {
    fn new(given: [TchTensor; N], apply: impl FnOnce(&[tch::Tensor; N]) -> tch::Tensor) -> Self {
        let inputs = given
            .each_ref()
            .map(|given| given.tensor.detach().set_requires_grad(true));
        let output = TchTensor::new(apply(&inputs));
        Self {
            _given: given,
            inputs: inputs.map(TchTensor::new),
            output,
        }
    }

    /// The result, of which libtorch records nothing more.
    fn result(&self) -> TchTensor {
        TchTensor::new(self.output.tensor.detach())
    }

    /// The gradients of those inputs that are wanted.
    fn gradients(&self, gradient: &tch::Tensor, wanted: [bool; N]) -> Vec<TchTensor> {
        // libtorch derives numbers alone: the derivative of this one by the output is `gradient`.
        let number = (&self.output.tensor * gradient).sum(gradient.kind());
        let inputs: Vec<_> = self
            .inputs
            .iter()
            .zip(wanted)
            .filter_map(|(input, wanted)| wanted.then_some(&input.tensor))
            .collect();
        let found = tch::Tensor::run_backward(&[number], &inputs, false, false);
        found.into_iter().map(TchTensor::new).collect()
    }
}

/// The step backwards.
#[derive(Debug)]
struct Recorded<const N: usize>;

impl<const N: usize> Backward<LibTorch, N> for Recorded<N> {
    type State = Record<N>;

    fn backward(self, ops: Ops<Record<N>, N>, grads: &mut Gradients, _checkpointer: &mut Checkpointer) {
        let gradient = grads.consume::<LibTorch>(&ops.node);
        let wanted = ops.parents.each_ref().map(Option::is_some);
        let found = ops.state.gradients(&gradient.tensor, wanted);
        for (node, gradient) in ops.parents.into_iter().flatten().zip(found) {
            grads.register::<LibTorch>(node.id, gradient);
        }
    }
}
