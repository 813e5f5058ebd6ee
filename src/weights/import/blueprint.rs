//! The parameters of our model, asked of the model itself.

use crate::config::BiIrraConfig;
use crate::error::{Error, Result};
use crate::model::bi_irra::network::BiIrra;
use crate::model::parts::Parts;
use crate::weights::names::ParameterPath;
use crate::weights::read::FloatTensor;
use burn::module::{Module, ModuleMapper, Param};
use burn::tensor::{Bool, Device, Int, Tensor};
use std::collections::BTreeMap;

/// Name and shape of every parameter in our file; burn makes values when they are asked for, so none are made.
pub(super) fn parameters(config: &BiIrraConfig, device: &Device) -> BTreeMap<String, Vec<usize>> {
    let mut walk = Walk::default();
    BiIrra::new(config, Parts::Training, device).map(&mut walk);
    walk.shapes
}

/// The values that these parameters start a training with.
pub(super) fn initial(
    config: &BiIrraConfig,
    names: &[String],
    device: &Device,
) -> Result<BTreeMap<String, FloatTensor>> {
    let mut walk = Walk {
        wanted: names,
        ..Walk::default()
    };
    BiIrra::new(config, Parts::Training, device).map(&mut walk);
    walk.failed.map_or(Ok(walk.values), Err)
}

#[derive(Default)]
struct Walk<'n> {
    path: ParameterPath,
    shapes: BTreeMap<String, Vec<usize>>,
    wanted: &'n [String],
    values: BTreeMap<String, FloatTensor>,
    failed: Option<Error>,
}

impl ModuleMapper for Walk<'_> {
    fn enter_module(&mut self, name: &str, container: &str) {
        self.path.enter(name, container);
    }

    fn exit_module(&mut self, _name: &str, _container: &str) {
        self.path.exit();
    }

    fn map_float<const D: usize>(&mut self, param: Param<Tensor<D>>) -> Param<Tensor<D>> {
        let name = self.path.name();
        let mut shape: Vec<usize> = param.lazy_shape().dims::<D>().to_vec();
        if self.path.is_transposed() {
            shape.reverse();
        }
        if self.wanted.contains(&name) {
            let values = param.val();
            let values = if self.path.is_transposed() {
                values.transpose()
            } else {
                values
            };
            match values.try_into_vec_as::<f32>() {
                Ok(values) => drop(self.values.insert(
                    name.clone(),
                    FloatTensor {
                        shape: shape.clone(),
                        values,
                    },
                )),
                Err(e) => self.failed = Some(Error::Device(format!("cannot read back `{name}`: {e}"))),
            }
        }
        self.shapes.insert(name, shape);
        param
    }

    fn map_int<const D: usize>(&mut self, param: Param<Tensor<D, Int>>) -> Param<Tensor<D, Int>> {
        param
    }

    fn map_bool<const D: usize>(&mut self, param: Param<Tensor<D, Bool>>) -> Param<Tensor<D, Bool>> {
        param
    }
}
