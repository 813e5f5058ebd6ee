//! The few objects that a pickle may construct: storages, tensors and dictionaries.

use super::machine::{Machine, malformed};
use super::tensor::{Storage, Tensor};
use super::{Global, Id, Node};
use crate::error::Result;
use std::io::Read;

/// Axes of a tensor, at most.
const MAX_AXES: usize = 8;
/// Entries that dictionaries are made from, in all: a pickle can ask for copies of copies.
const MAX_COPIED: usize = 1 << 22;

impl<R: Read> Machine<R> {
    /// `("storage", class, key, device, elements)`, and None for the views that early versions had.
    pub(super) fn storage(&mut self) -> Result<()> {
        let id = self.pop()?;
        let fields: Vec<&Node> = self.items(id)?.iter().map(|&field| &self.nodes[field]).collect();
        let (Some(Node::Text(tag)), 5 | 6) = (fields.first(), fields.len()) else {
            return Err(malformed("a reference to a storage is malformed"));
        };
        if tag != "storage" || !matches!(fields.get(5), None | Some(Node::Other)) {
            return Err(malformed("a reference to a storage is malformed"));
        }
        let node = match (fields[1], fields[2], fields[4]) {
            (Node::Global(Global::StorageClass(element)), Node::Text(key), Node::Int(elements)) => {
                Node::Storage(Storage {
                    key: key.clone(),
                    element: *element,
                    elements: to_count(*elements)?,
                })
            }
            // Numbers of another kind: quantised or complex ones.
            (Node::Global(Global::Foreign(name)), ..) => Node::Foreign(name.clone()),
            _ => return Err(malformed("a reference to a storage is malformed")),
        };
        self.push(node)
    }

    /// "Calls" a name: builds what is of the list, and remembers the name of anything else.
    pub(super) fn construct(&mut self) -> Result<()> {
        let (arguments, class) = (self.pop()?, self.pop()?);
        let class = match &self.nodes[class] {
            Node::Global(class) => class.clone(),
            // What a foreign object returns is as foreign.
            Node::Foreign(name) => Global::Foreign(name.clone()),
            other => {
                let found = other.kind();
                return Err(malformed(&format!(
                    "expected a class to construct, found {found}"
                )));
            }
        };
        let node = match (&class, self.items(arguments)?) {
            (Global::RebuildTensor, arguments) => self.tensor(arguments)?,
            (Global::RebuildParameter, &[tensor, ..]) => self.rebuilt(tensor)?,
            (Global::RebuildFromType, &[function, _, arguments, ..]) => {
                match (&self.nodes[function], self.items(arguments)?) {
                    (Node::Global(Global::RebuildTensor), arguments) => self.tensor(arguments)?,
                    (Node::Global(Global::RebuildParameter), &[tensor, ..]) => self.rebuilt(tensor)?,
                    (other, _) => Node::Foreign(other.kind().into()),
                }
            }
            (Global::Dictionary, []) => Node::Dict(Vec::new()),
            (Global::Dictionary, &[entries]) => {
                let node = self.dictionary(entries)?;
                return self.push(node);
            }
            (Global::Foreign(name), _) => Node::Foreign(name.clone()),
            (_, arguments) => {
                return Err(malformed(&format!(
                    "{class:?} is constructed with {} arguments",
                    arguments.len()
                )));
            }
        };
        self.push(node)
    }

    /// The tensor of a parameter.
    fn rebuilt(&self, id: Id) -> Result<Node> {
        match &self.nodes[id] {
            node @ (Node::Tensor(_) | Node::Foreign(_)) => Ok(node.clone()),
            other => Err(malformed(&format!("a parameter is made of {}", other.kind()))),
        }
    }

    /// A dictionary from the pairs or the dictionary that its class is called with.
    fn dictionary(&mut self, id: Id) -> Result<Node> {
        let count = match &self.nodes[id] {
            Node::Dict(entries) => entries.len(),
            Node::List(items) | Node::Tuple(items) => items.len(),
            _ => 0,
        };
        self.copied += count;
        if self.copied > MAX_COPIED {
            return Err(malformed("dictionaries are copied without end"));
        }
        let items = match &self.nodes[id] {
            Node::Dict(entries) => return Ok(Node::Dict(entries.clone())),
            Node::List(items) | Node::Tuple(items) => items,
            other => return Err(malformed(&format!("a dictionary is made of {}", other.kind()))),
        };
        let pair = |&item: &Id| match &self.nodes[item] {
            Node::List(pair) | Node::Tuple(pair) if pair.len() == 2 => Ok((pair[0], pair[1])),
            other => Err(malformed(&format!("a dictionary is made of {}", other.kind()))),
        };
        Ok(Node::Dict(items.iter().map(pair).collect::<Result<_>>()?))
    }

    /// `(storage, offset, shape, strides, requires_grad, hooks)`, and settings that newer versions append.
    fn tensor(&self, arguments: &[Id]) -> Result<Node> {
        let wrong = || malformed("a tensor's description is malformed");
        let &[storage, offset, shape, strides, ref rest @ ..] = arguments else {
            return Err(wrong());
        };
        if let Node::Foreign(_) = &self.nodes[storage] {
            return Ok(Node::Foreign("torch.Tensor".into()));
        }
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
        Ok(Node::Tensor(Tensor {
            storage: storage.clone(),
            offset: to_count(*offset)?,
            shape,
            strides,
        }))
    }

    /// Attributes of a dictionary, `_metadata` of a state dict and EasyDict's copy of its entries, of a tensor and of
    /// foreign objects. None is used.
    pub(super) fn set_attributes(&mut self) -> Result<()> {
        let (state, target) = (self.pop()?, self.top()?);
        match (&self.nodes[state], &self.nodes[target]) {
            (Node::Dict(_), Node::Dict(_)) | (_, Node::Foreign(_) | Node::Tensor(_)) => Ok(()),
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
