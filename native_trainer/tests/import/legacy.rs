//! Writes small checkpoints in PyTorch's legacy form, well-formed or not.

use std::collections::BTreeMap;

/// A tensor to write.
#[derive(Clone)]
pub struct Stored {
    /// Shape in the pickle.
    pub shape: Vec<usize>,
    /// Class of the storage.
    pub class: &'static str,
    /// Little-endian elements.
    pub bytes: Vec<u8>,
    /// Number of elements that the storage claims to have.
    pub claimed: i64,
}

/// Tensors by name.
pub type State = BTreeMap<String, Stored>;

/// A whole file: `{"model": state}`.
pub fn checkpoint(state: &State) -> Vec<u8> {
    checkpoint_with(state, &[])
}

/// A whole file: `{"model": state}` and more, each value as the instructions that build it.
pub fn checkpoint_with(state: &State, extras: &[(&str, &[u8])]) -> Vec<u8> {
    let mut pickle = b"\x80\x02}".to_vec();
    for (name, value) in extras {
        text(&mut pickle, name);
        pickle.extend(*value);
        pickle.push(b's');
    }
    text(&mut pickle, "model");
    pickle.extend(b"}(");
    for (index, (name, stored)) in state.iter().enumerate() {
        text(&mut pickle, name);
        tensor(&mut pickle, index, stored);
    }
    pickle.extend(b"us.");
    let mut file = container(&pickle);
    file.extend(b"\x80\x02](");
    for index in 0..state.len() {
        text(&mut file, &index.to_string());
    }
    file.extend(b"e.");
    for stored in state.values() {
        file.extend(stored.claimed.to_le_bytes());
        file.extend(&stored.bytes);
    }
    file
}

/// The three pickles that come first, and then this one.
pub fn container(pickle: &[u8]) -> Vec<u8> {
    let mut file = b"\x80\x02\x8a\x0a\x6c\xfc\x9c\x46\xf9\x20\x6a\xa8\x50\x19.".to_vec();
    file.extend(b"\x80\x02M\xe9\x03.");
    file.extend(b"\x80\x02}");
    text(&mut file, "little_endian");
    file.extend(b"\x88s.");
    file.extend(pickle);
    file
}

/// A text as protocol 2 writes it.
pub fn text(pickle: &mut Vec<u8>, value: &str) {
    pickle.push(b'X');
    pickle.extend((value.len() as u32).to_le_bytes());
    pickle.extend(value.as_bytes());
}

fn integer(pickle: &mut Vec<u8>, value: i64) {
    pickle.extend(b"\x8a\x08");
    pickle.extend(value.to_le_bytes());
}

fn tensor(pickle: &mut Vec<u8>, index: usize, stored: &Stored) {
    pickle.extend(b"ctorch._utils\n_rebuild_tensor_v2\n((");
    text(pickle, "storage");
    pickle.extend(format!("ctorch\n{}\n", stored.class).as_bytes());
    text(pickle, &index.to_string());
    text(pickle, "cpu");
    integer(pickle, stored.claimed);
    pickle.extend(b"NtQK\0(");
    for &side in &stored.shape {
        integer(pickle, side as i64);
    }
    pickle.extend(b"t(");
    for axis in 1..=stored.shape.len() {
        integer(pickle, stored.shape[axis..].iter().product::<usize>() as i64);
    }
    pickle.extend(b"t\x89ccollections\nOrderedDict\n)RtR");
}
