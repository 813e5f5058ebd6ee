//! The part of pickle that `torch.save` writes for tensors and plain containers.
//!
//! A pickle is a small program that builds objects and may name any function to call. Here only a fixed list of
//! names is understood (`Global`) and nothing is ever called: what training scripts put beside the weights, such as
//! numpy's scalars or a Namespace, becomes a foreign object of which no more is known than the name. Names that run
//! programs are an error. Objects live in one arena: a reference costs an index, so shared and nested objects cost
//! nothing.

mod construct;
mod machine;
mod tensor;

use super::element::Element;
use crate::error::{Error, Result};
use std::collections::BTreeMap;
use std::sync::Arc;

pub(super) use machine::{LIMIT, read_document};
pub use tensor::{Storage, Tensor};

/// Place of an object in the arena.
pub(super) type Id = usize;

/// What a pickle may name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Global {
    /// `torch._utils._rebuild_tensor_v2` and the one before it.
    RebuildTensor,
    /// `torch._utils._rebuild_parameter`: its first argument is the tensor.
    RebuildParameter,
    /// `torch._tensor._rebuild_from_type_v2`: its first argument rebuilds a tensor from the third.
    RebuildFromType,
    /// `collections.OrderedDict` and its like: read as plain dictionaries.
    Dictionary,
    /// `torch.FloatStorage` and the like.
    StorageClass(Element),
    /// Anything else, by its name: never constructed.
    Foreign(Arc<str>),
}

/// Modules whose functions do something: no checkpoint needs them, so a file that names one is not to be trusted.
const HARMFUL: [&str; 13] = [
    "_posixsubprocess",
    "ctypes",
    "importlib",
    "nt",
    "os",
    "posix",
    "pty",
    "runpy",
    "shutil",
    "socket",
    "subprocess",
    "sys",
    "webbrowser",
];
/// Functions of the language itself that do something.
const HARMFUL_BUILTINS: [&str; 11] = [
    "__import__",
    "apply",
    "breakpoint",
    "compile",
    "delattr",
    "eval",
    "exec",
    "execfile",
    "input",
    "open",
    "setattr",
];

impl Global {
    /// Looks the name up in the list.
    fn find(module: &str, name: &str) -> Result<Self> {
        let outer = module.split('.').next().unwrap_or(module);
        let builtin = matches!(outer, "builtins" | "__builtin__");
        // A dotted name could reach into a module by another one.
        let inner = name.split('.').next_back().unwrap_or(name);
        let harmful = HARMFUL.contains(&outer) || builtin && HARMFUL_BUILTINS.contains(&inner);
        if harmful {
            return Err(Error::Weights(format!(
                "the pickle asks for {module}.{name}, which no checkpoint needs: it is not to be trusted, and nothing was \
                 run"
            )));
        }
        let storage = || {
            Element::of_storage_class(name)
                .filter(|_| module == "torch")
                .map(Self::StorageClass)
        };
        Ok(match (module, name) {
            ("torch._utils", "_rebuild_tensor_v2" | "_rebuild_tensor") => Self::RebuildTensor,
            ("torch._utils", "_rebuild_parameter" | "_rebuild_parameter_with_state") => {
                Self::RebuildParameter
            }
            ("torch._tensor", "_rebuild_from_type_v2") => Self::RebuildFromType,
            ("collections", "OrderedDict")
            | ("easydict", "EasyDict")
            | ("builtins" | "__builtin__", "dict") => Self::Dictionary,
            _ => storage().unwrap_or_else(|| Self::Foreign(format!("{module}.{name}").into())),
        })
    }
}

/// An object.
#[derive(Clone, Debug)]
pub(super) enum Node {
    /// None, a float, bytes or a number of more than 64 bits: in the settings beside the weights, never looked at.
    Other,
    /// An object of a class that is not known, by the name of the class.
    Foreign(Arc<str>),
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
    pub(super) fn kind(&self) -> String {
        let kind = match self {
            Self::Foreign(name) => return format!("an object of {name}"),
            Self::Global(Global::Foreign(name)) => return format!("the class {name}"),
            Self::Other => "none, a float, bytes or a large number",
            Self::Bool(_) => "a truth value",
            Self::Int(_) => "an integer",
            Self::Text(_) => "a text",
            Self::List(_) => "a list",
            Self::Tuple(_) => "a tuple",
            Self::Dict(_) => "a dictionary",
            Self::Global(_) => "a class",
            Self::Storage(_) => "a storage",
            Self::Tensor(_) => "a tensor",
        };
        kind.to_string()
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

    /// The entries of a dictionary whose keys are texts; others are left out.
    pub(super) fn named(&self, id: Id, what: &str) -> Result<BTreeMap<String, Id>> {
        let Node::Dict(entries) = self.node(id) else {
            let found = self.node(id).kind();
            let advice = match self.node(id) {
                Node::Foreign(_) => ": a whole object was saved; save its state_dict() instead",
                _ => "",
            };
            return Err(Error::Weights(format!(
                "{what}: expected a dictionary, found {found}{advice}"
            )));
        };
        let mut named = BTreeMap::new();
        for &(key, value) in entries {
            let Node::Text(name) = self.node(key) else {
                continue;
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
