//! Where in a checkpoint the weights are: under a name, in a wrapper, beside a moving average.

use super::pickle::{Document, Id, Node, Tensor};
use crate::error::{Error, Result};
use std::collections::{BTreeMap, BTreeSet, VecDeque};

/// Names under which training scripts put a model's state, the most usual first.
const NAMES: [&str; 10] = [
    "state_dict",
    "model",
    "model_state_dict",
    "model_state",
    "net",
    "network",
    "module",
    "weights",
    "params",
    "state",
];
/// Names of moving averages: taken where there is nothing else.
const AVERAGES: [&str; 8] = [
    "ema",
    "model_ema",
    "ema_model",
    "ema_state_dict",
    "state_dict_ema",
    "model_state_dict_ema",
    "params_ema",
    "teacher",
];
/// What wrappers put before every name: data parallelism, a trainer's attribute, a compiler.
const PREFIXES: [&str; 5] = ["module.", "model.", "_orig_mod.", "network.", "net."];
/// Levels of dictionaries that are looked into.
const DEPTH: usize = 3;

/// The weights of a checkpoint.
#[derive(Clone, Debug)]
pub struct State {
    /// Tensors by name.
    pub tensors: BTreeMap<String, Tensor>,
    /// What else the checkpoint has: where it is, and what it is.
    pub skipped: Vec<(String, String)>,
}

/// A dictionary that could be the weights.
struct Found {
    path: Vec<String>,
    id: Id,
    tensors: usize,
}

/// Chooses the dictionary of the weights, and takes the prefixes of wrappers off its names.
///
/// # Errors
/// When there is none, or several could be it.
pub(super) fn choose(document: &Document, key: &str) -> Result<State> {
    let root = document.named(document.root(), "the checkpoint")?;
    let found = collect(document);
    let wanted = |name: &str| {
        found
            .iter()
            .find(|one| one.path.last().is_some_and(|last| last == name))
    };
    // A bare state: more than the odd tensor beside the weights, such as the last loss.
    let most = found.iter().map(|one| one.tensors).max();
    let own = found
        .iter()
        .find(|one| one.path.is_empty() && Some(one.tensors) == most);
    let named = [key].into_iter().chain(NAMES).chain(AVERAGES).find_map(wanted);
    let only = match found.as_slice() {
        [only] => Some(only),
        _ => None,
    };
    let Some(chosen) = root_first(key, &root, &found).or(own).or(named).or(only) else {
        let names: Vec<&str> = root.keys().map(String::as_str).collect();
        return Err(Error::Weights(format!(
            "expected a `{key}` with tensors in the checkpoint, found {}",
            names.join(", ")
        )));
    };
    let mut state = State {
        tensors: BTreeMap::new(),
        skipped: Vec::new(),
    };
    beside(
        document,
        document.root(),
        &mut Vec::new(),
        &chosen.path,
        &mut state.skipped,
    );
    let inside = |name: &str| match chosen.path.is_empty() {
        true => name.to_string(),
        false => format!("{}.{name}", chosen.path.join(".")),
    };
    for (name, id) in document.named(chosen.id, key)? {
        match document.node(id) {
            Node::Tensor(tensor) => {
                state.tensors.insert(name, tensor.clone());
            }
            // In a bare state, the rest is listed already.
            _ if chosen.path.is_empty() => {}
            other => state.skipped.push((inside(&name), other.kind())),
        }
    }
    unwrap(&mut state, &inside);
    Ok(state)
}

/// The dictionary under the expected name of the outermost one.
fn root_first<'f>(key: &str, root: &BTreeMap<String, Id>, found: &'f [Found]) -> Option<&'f Found> {
    let id = root.get(key)?;
    found.iter().find(|one| one.id == *id && one.path.len() == 1)
}

/// All dictionaries with tensors in them, the outer and the larger ones first. Each is looked into once: a pickle can
/// refer to one from many places, and from within.
fn collect(document: &Document) -> Vec<Found> {
    let mut found = Vec::new();
    let mut seen = BTreeSet::from([document.root()]);
    let mut queue = VecDeque::from([(document.root(), Vec::new())]);
    while let Some((id, path)) = queue.pop_front() {
        let Ok(entries) = document.named(id, "") else {
            continue;
        };
        let is_tensor = |id: &&Id| matches!(document.node(**id), Node::Tensor(_));
        let tensors = entries.values().filter(is_tensor).count();
        for (name, id) in entries {
            // The state of an optimiser has the shapes of the weights, and is none.
            let is_dictionary = matches!(document.node(id), Node::Dict(_)) && !name.contains("optim");
            if is_dictionary && path.len() < DEPTH && seen.insert(id) {
                let mut inner: Vec<String> = path.clone();
                inner.push(name);
                queue.push_back((id, inner));
            }
        }
        if tensors > 0 {
            found.push(Found { path, id, tensors });
        }
    }
    found.sort_by_key(|one| (one.path.len(), std::cmp::Reverse(one.tensors)));
    found
}

/// What stands beside the chosen dictionary and those around it.
fn beside(
    document: &Document,
    id: Id,
    path: &mut Vec<String>,
    chosen: &[String],
    skipped: &mut Vec<(String, String)>,
) {
    let Ok(entries) = document.named(id, "") else {
        return;
    };
    for (name, id) in entries {
        path.push(name);
        let node = document.node(id);
        if chosen.starts_with(path) {
            if path.len() < chosen.len() {
                beside(document, id, path, chosen, skipped);
            }
        } else if !(chosen.is_empty() && matches!(node, Node::Tensor(_))) {
            skipped.push((path.join("."), node.kind()));
        }
        path.pop();
    }
}

/// Takes prefixes off that every name has, but for those of moving averages, which are passed over.
fn unwrap(state: &mut State, inside: &impl Fn(&str) -> String) {
    let is_average = |name: &String| {
        let first = name.split('.').next().unwrap_or_default();
        AVERAGES.contains(&first)
    };
    if !state.tensors.keys().all(is_average) {
        let averages: Vec<String> = state
            .tensors
            .keys()
            .filter(|name| is_average(name))
            .cloned()
            .collect();
        for name in averages {
            state.tensors.remove(&name);
            state
                .skipped
                .push((inside(&name), "a tensor of a moving average".into()));
        }
    }
    loop {
        let shared = PREFIXES.into_iter().chain(AVERAGE_PREFIXES).find(|prefix| {
            !state.tensors.is_empty() && state.tensors.keys().all(|name| name.starts_with(prefix))
        });
        let Some(prefix) = shared else {
            return;
        };
        let tensors = std::mem::take(&mut state.tensors);
        let bare = |(name, tensor): (String, Tensor)| (name[prefix.len()..].to_string(), tensor);
        state.tensors = tensors.into_iter().map(bare).collect();
    }
}

/// Moving averages alone in a checkpoint, under their own prefix.
const AVERAGE_PREFIXES: [&str; 3] = ["ema.", "model_ema.", "ema_model."];
