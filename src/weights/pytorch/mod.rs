//! Checkpoints of `torch.save`, read without running anything that they ask for.
//!
//! Both containers are read: the zip archive (PyTorch 1.6 and later) and the older stream of pickles. Of the pickle,
//! tensors and plain containers are read and everything else is passed over, see [`pickle`]. Opening reads names and shapes; a tensor's values are
//! read when they are asked for, so that memory stays near the size of the largest tensor.

mod archive;
mod checksum;
mod element;
mod legacy;
pub mod pickle;
mod state;

use crate::error::{Error, Result};
use crate::weights::pointer;
use archive::Extent;
use pickle::{Document, Tensor};
use state::{State, choose};
use std::collections::BTreeMap;
use std::io::{BufReader, Read, Seek, SeekFrom};

/// Bytes that are converted at a time; a multiple of every element's size.
const CHUNK: usize = 1 << 20;

/// An open checkpoint.
#[derive(Debug)]
pub struct Checkpoint<R> {
    source: BufReader<R>,
    file_len: u64,
    document: Document,
    storages: BTreeMap<String, Extent>,
}

impl<R: Read + Seek> Checkpoint<R> {
    /// Reads the structure of a checkpoint.
    ///
    /// # Errors
    /// On a damaged container, and on a pickle that asks for something that runs programs.
    pub fn open(source: R) -> Result<Self> {
        let mut source = BufReader::new(source);
        let file_len = source.seek(SeekFrom::End(0)).map_err(unreadable)?;
        source.rewind().map_err(unreadable)?;
        let mut start = Vec::new();
        source
            .by_ref()
            .take(legacy::MAGIC.len() as u64)
            .read_to_end(&mut start)
            .map_err(unreadable)?;
        let (document, storages) = if start == legacy::MAGIC {
            legacy::open(&mut source, file_len)?
        } else if start.starts_with(archive::MAGIC) {
            archive::open(&mut source, file_len)?
        } else {
            source.rewind().map_err(unreadable)?;
            let mut start = Vec::new();
            source
                .by_ref()
                .take(pointer::LONGEST)
                .read_to_end(&mut start)
                .map_err(unreadable)?;
            pointer::check(&start)?;
            return Err(Error::Weights(
                "not a PyTorch checkpoint: it starts neither as a zip archive nor as a legacy pickle".into(),
            ));
        };
        Ok(Self {
            source,
            file_len,
            document,
            storages,
        })
    }

    /// Names of the outermost dictionary.
    ///
    /// # Errors
    /// When the checkpoint is no dictionary with names.
    pub fn keys(&self) -> Result<Vec<String>> {
        Ok(self
            .document
            .named(self.document.root(), "the checkpoint")?
            .into_keys()
            .collect())
    }

    /// The weights: the tensors of the dictionary under a name of the outermost one, or where training scripts put
    /// them otherwise; without the prefixes of wrappers (`module.`). What else there is, is listed.
    ///
    /// Every tensor is checked against the size of the file: reading it will not allocate more than that.
    ///
    /// # Errors
    /// When there are no weights, or a tensor is not whole in the file.
    pub fn weights(&self, key: &str) -> Result<State> {
        let state = choose(&self.document, key)?;
        for (name, tensor) in &state.tensors {
            self.check(name, tensor)?;
        }
        Ok(state)
    }

    /// As [`weights`](Self::weights), the tensors alone.
    ///
    /// # Errors
    /// As [`weights`](Self::weights).
    pub fn state(&self, key: &str) -> Result<BTreeMap<String, Tensor>> {
        self.weights(key).map(|state| state.tensors)
    }

    /// The tensor lies within its storage, and the storage within the file.
    fn check(&self, name: &str, tensor: &Tensor) -> Result<()> {
        let wrong = |expected: String, found: String| {
            Err(Error::Tensor {
                name: name.to_string(),
                expected,
                found,
            })
        };
        let storage = &tensor.storage;
        let stored = storage.elements;
        let described = format!(
            "{:?} with strides {:?} at {}",
            tensor.shape, tensor.strides, tensor.offset
        );
        // A view that repeats elements could claim any size; the checkpoints of a model have none.
        if tensor.end().is_none_or(|end| end > stored) || tensor.elements().is_none_or(|n| n > stored) {
            return wrong(
                format!("at most the {stored} elements of storage `{}`", storage.key),
                described,
            );
        }
        let Some(expected) = stored
            .checked_mul(storage.element.size())
            .map(|bytes| bytes as u64)
        else {
            return wrong(
                "a storage that fits a memory".into(),
                format!("{stored} elements"),
            );
        };
        let Some(extent) = self.storages.get(&storage.key) else {
            return wrong(
                format!("{expected} bytes of storage `{}`", storage.key),
                "none: the file ends before them or never had them".into(),
            );
        };
        let in_file = extent
            .start
            .checked_add(extent.packed)
            .is_some_and(|end| end <= self.file_len);
        if extent.len != expected || !in_file {
            let at = if in_file {
                String::new()
            } else {
                format!(" past the file's end at {}", self.file_len)
            };
            return wrong(
                format!("{expected} bytes of storage `{}`", storage.key),
                format!("{} bytes{at}", extent.len),
            );
        }
        Ok(())
    }

    /// The values of a tensor of [`Checkpoint::state`], row-major, as f32.
    ///
    /// # Errors
    /// When the elements are no floats, the file cannot be read, or its checksum is wrong.
    pub fn read(&mut self, name: &str, tensor: &Tensor) -> Result<Vec<f32>> {
        self.check(name, tensor)?;
        let element = tensor.storage.element;
        if !element.is_float() {
            return Err(Error::Tensor {
                name: name.to_string(),
                expected: "floating point numbers".into(),
                found: format!("{element:?}"),
            });
        }
        let extent = self.storages[&tensor.storage.key];
        let mut source = archive::unpacked(&mut self.source, &extent)?;
        let mut values = Vec::with_capacity(tensor.storage.elements);
        let mut checksum = checksum::Crc32::default();
        let mut chunk = vec![0; CHUNK];
        let mut left = extent.len;
        while left > 0 {
            let len = left.min(CHUNK as u64) as usize;
            let bytes = &mut chunk[..len];
            source.read_exact(bytes).map_err(unreadable)?;
            checksum.add(bytes);
            element.decode(bytes, &mut values);
            left -= len as u64;
        }
        match extent.checksum {
            Some(expected) if expected != checksum.value() => Err(Error::Tensor {
                name: name.to_string(),
                expected: format!("checksum {expected:08x}"),
                found: format!("{:08x}: the file is damaged", checksum.value()),
            }),
            _ => Ok(tensor.gather(values)),
        }
    }
}

/// An error of the reader below.
fn unreadable(error: std::io::Error) -> Error {
    Error::Weights(format!("cannot read the checkpoint: {error}"))
}
