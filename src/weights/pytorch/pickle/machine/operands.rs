//! What follows the instructions in a pickle: numbers, lengths, texts and names.

use super::{LIMIT, Machine, malformed};
use crate::error::{Error, Result};
use crate::weights::pytorch::pickle::Node;
use std::io::Read;

impl<R: Read> Machine<R> {
    /// A byte.
    pub(super) fn byte(&mut self) -> Result<u8> {
        self.array().map(|[byte]| byte)
    }

    /// So many bytes.
    pub(super) fn array<const N: usize>(&mut self) -> Result<[u8; N]> {
        let mut bytes = [0; N];
        self.source.read_exact(&mut bytes).map_err(|_| cut_off())?;
        Ok(bytes)
    }

    /// Grows with the bytes that come, whatever length is claimed.
    fn exactly(&mut self, len: u64) -> Result<Vec<u8>> {
        let mut bytes = Vec::new();
        let read = self.source.by_ref().take(len).read_to_end(&mut bytes);
        if read.is_ok_and(|read| read as u64 == len) {
            Ok(bytes)
        } else {
            Err(cut_off())
        }
    }

    /// Pushes a text of so many bytes.
    pub(super) fn text(&mut self, len: u64) -> Result<()> {
        let bytes = self.exactly(len)?;
        self.push(Node::Text(
            String::from_utf8(bytes).map_err(|_| malformed("a text is not UTF-8"))?,
        ))
    }

    /// Pushes bytes, which nobody looks at.
    pub(super) fn bytes(&mut self, len: u64) -> Result<()> {
        self.exactly(len)?;
        self.push(Node::Other)
    }

    /// Pushes a text, or what may be bytes.
    pub(super) fn old_text(&mut self, len: u64) -> Result<()> {
        let text = String::from_utf8(self.exactly(len)?);
        self.push(text.map_or(Node::Other, Node::Text))
    }

    /// Pushes an integer, little-endian, in two's complement; one of more than eight bytes is never looked at.
    pub(super) fn long(&mut self, len: u64) -> Result<()> {
        let bytes = self.exactly(len)?;
        let negative = bytes.last().is_some_and(|byte| byte & 0x80 != 0);
        let mut value = [if negative { 0xff } else { 0 }; 8];
        let node = match value.get_mut(..bytes.len()) {
            Some(target) => {
                target.copy_from_slice(&bytes);
                Node::Int(i64::from_le_bytes(value))
            }
            None => Node::Other,
        };
        self.push(node)
    }

    /// A name up to the end of its line.
    pub(super) fn line(&mut self) -> Result<String> {
        const LONGEST: usize = 256;
        let mut line = Vec::new();
        loop {
            match self.byte()? {
                b'\n' => return String::from_utf8(line).map_err(|_| malformed("a name is not UTF-8")),
                _ if line.len() == LONGEST => return Err(malformed("a name is too long")),
                byte => line.push(byte),
            }
        }
    }
}

fn cut_off() -> Error {
    Error::Weights(format!(
        "the pickle breaks off or has more than {} MiB",
        LIMIT >> 20
    ))
}
