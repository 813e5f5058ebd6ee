//! The few objects that a pickle may construct: storages, tensors and empty dictionaries.

use super::machine::{Machine, malformed};
use super::tensor::{Storage, Tensor};
use super::{Global, Id, Node};
use crate::error::Result;
use std::io::Read;

/// Axes of a tensor, at most.
const MAX_AXES: usize = 8;

impl<R: Read> Machine<R> {
    /// `("storage", class, key, device, elements)`, and None for the views that early versions had.
    pub(super) fn storage(&mut self) -> Result<()> {
        let id = self.pop()?;
        let fields: Vec<&Node> = self.items(id)?.iter().map(|&field| &self.nodes[field]).collect();
        let (Some(Node::Text(tag)), 5 | 6) = (fields.first(), fields.len()) else {
            return Err(malformed("a reference to a storage is malformed"));
        };
        let (Node::Global(Global::StorageClass(element)), Node::Text(key), Node::Int(elements)) =
            (fields[1], fields[2], fields[4])
        else {
            return Err(malformed("a reference to a storage is malformed"));
        };
        if tag != "storage" || !matches!(fields.get(5), None | Some(Node::Other)) {
            return Err(malformed("a reference to a storage is malformed"));
        }
        let storage = Storage {
            key: key.clone(),
            element: *element,
            elements: to_count(*elements)?,
        };
        self.push(Node::Storage(storage))
    }

    /// "Calls" a name of the list.
    pub(super) fn construct(&mut self) -> Result<()> {
        let (arguments, class) = (self.pop()?, self.pop()?);
        let Node::Global(class) = self.nodes[class] else {
            let found = self.nodes[class].kind();
            return Err(malformed(&format!(
                "expected a class to construct, found {found}"
            )));
        };
        let node = match (class, self.items(arguments)?) {
            (Global::RebuildTensor, arguments) => Node::Tensor(self.tensor(arguments)?),
            (Global::Dictionary, []) => Node::Dict(Vec::new()),
            (Global::Dictionary | Global::StorageClass(_), arguments) => {
                return Err(malformed(&format!(
                    "{class:?} is constructed with {} arguments",
                    arguments.len()
                )));
            }
        };
        self.push(node)
    }

    /// `(storage, offset, shape, strides, requires_grad, hooks)`, and settings that newer versions append.
    fn tensor(&self, arguments: &[Id]) -> Result<Tensor> {
        let wrong = || malformed("a tensor's description is malformed");
        let &[storage, offset, shape, strides, ref rest @ ..] = arguments else {
            return Err(wrong());
        };
        let (Node::Storage(storage), Node::Int(offset)) = (&self.nodes[storage], &self.nodes[offset]) else {
            return Err(wrong());
        };
        let numbers = |id: Id| {
            let number = |&id: &Id| match self.nodes[id] {
                Node::Int(value) => to_count(value),
                _ => Err(wrong()),
            };
            self.items(id)?.iter().map(number).collect::<Result<Vec<usize>>>()
        };
        let (shape, strides) = (numbers(shape)?, numbers(strides)?);
        if shape.len() != strides.len() || shape.len() > MAX_AXES || rest.len() > 3 {
            return Err(wrong());
        }
        Ok(Tensor {
            storage: storage.clone(),
            offset: to_count(*offset)?,
            shape,
            strides,
        })
    }

    /// Attributes of a dictionary: `_metadata` of a state dict, and EasyDict's copy of its entries. Neither is used.
    pub(super) fn set_attributes(&mut self) -> Result<()> {
        let (state, target) = (self.pop()?, self.top()?);
        match (&self.nodes[state], &self.nodes[target]) {
            (Node::Dict(_), Node::Dict(_)) => Ok(()),
            (_, other) => Err(malformed(&format!("attributes are set on {}", other.kind()))),
        }
    }

    fn items(&self, id: Id) -> Result<&[Id]> {
        match &self.nodes[id] {
            Node::Tuple(items) => Ok(items),
            other => Err(malformed(&format!("expected a tuple, found {}", other.kind()))),
        }
    }
}

fn to_count(value: i64) -> Result<usize> {
    usize::try_from(value).map_err(|_| malformed(&format!("{value} stands where a count is needed")))
}
