//! The part of pickle that `torch.save` writes for tensors and plain containers.
//!
//! A pickle is a small program that builds objects and may name any function to call. Here only a fixed list of
//! names is understood (`Global`), nothing is ever called, and everything else is an error that says what was
//! asked for. Objects live in one arena: a reference costs an index, so shared and nested objects cost nothing.

mod construct;
mod machine;
mod tensor;

use super::element::Element;
use crate::error::{Error, Result};
use std::collections::BTreeMap;

pub(super) use machine::{LIMIT, read_document};
pub use tensor::{Storage, Tensor};

/// Place of an object in the arena.
pub(super) type Id = usize;

/// What a pickle may name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Global {
    /// `torch._utils._rebuild_tensor_v2`
    RebuildTensor,
    /// `collections.OrderedDict` and `easydict.EasyDict`: read as plain dictionaries.
    Dictionary,
    /// `torch.FloatStorage` and the like.
    StorageClass(Element),
}

impl Global {
    /// Looks the name up in the list.
    fn find(module: &str, name: &str) -> Result<Self> {
        let storage = || {
            Element::of_storage_class(name)
                .filter(|_| module == "torch")
                .map(Self::StorageClass)
        };
        let known = match (module, name) {
            ("torch._utils", "_rebuild_tensor_v2") => Some(Self::RebuildTensor),
            ("collections", "OrderedDict") | ("easydict", "EasyDict") => Some(Self::Dictionary),
            _ => storage(),
        };
        known.ok_or_else(|| {
            Error::Weights(format!(
                "the pickle asks for {module}.{name}: expected tensors and plain containers only, nothing was run"
            ))
        })
    }
}

/// An object.
#[derive(Clone, Debug)]
pub(super) enum Node {
    /// None, a float or bytes: in the settings beside the weights, never looked at.
    Other,
    /// A truth value.
    Bool(bool),
    /// An integer.
    Int(i64),
    /// A text.
    Text(String),
    /// A list.
    List(Vec<Id>),
    /// A tuple.
    Tuple(Vec<Id>),
    /// A dictionary, in the order of the file.
    Dict(Vec<(Id, Id)>),
    /// A name of the list.
    Global(Global),
    /// A reference to the bytes of tensors.
    Storage(Storage),
    /// A tensor.
    Tensor(Tensor),
}

impl Node {
    /// For messages.
    pub(super) fn kind(&self) -> &'static str {
        match self {
            Self::Other => "none, a float or bytes",
            Self::Bool(_) => "a truth value",
            Self::Int(_) => "an integer",
            Self::Text(_) => "a text",
            Self::List(_) => "a list",
            Self::Tuple(_) => "a tuple",
            Self::Dict(_) => "a dictionary",
            Self::Global(_) => "a class",
            Self::Storage(_) => "a storage",
            Self::Tensor(_) => "a tensor",
        }
    }
}

/// All objects of a pickle.
#[derive(Debug)]
pub(super) struct Document {
    nodes: Vec<Node>,
    root: Id,
}

impl Document {
    /// The outermost object.
    pub(super) fn root(&self) -> Id {
        self.root
    }

    /// An object.
    pub(super) fn node(&self, id: Id) -> &Node {
        &self.nodes[id]
    }

    /// The entries of a dictionary whose keys are texts.
    pub(super) fn named(&self, id: Id, what: &str) -> Result<BTreeMap<String, Id>> {
        let Node::Dict(entries) = self.node(id) else {
            return Err(Error::Weights(format!(
                "{what}: expected a dictionary, found {}",
                self.node(id).kind()
            )));
        };
        let mut named = BTreeMap::new();
        for &(key, value) in entries {
            let Node::Text(name) = self.node(key) else {
                let found = self.node(key).kind();
                return Err(Error::Weights(format!(
                    "{what}: expected a name as key, found {found}"
                )));
            };
            if named.insert(name.clone(), value).is_some() {
                return Err(Error::Weights(format!("{what}: `{name}` is there twice")));
            }
        }
        Ok(named)
    }

    /// The type of every storage, by key.
    pub(super) fn storage_elements(&self) -> BTreeMap<&str, Element> {
        let storages = self.nodes.iter().filter_map(|node| match node {
            Node::Storage(storage) => Some((storage.key.as_str(), storage.element)),
            _ => None,
        });
        storages.collect()
    }
}
