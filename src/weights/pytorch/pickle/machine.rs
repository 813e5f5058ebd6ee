//! The stack machine that builds the objects.

mod operands;

use super::{Document, Global, Id, Node};
use crate::error::{Error, Result};
use std::collections::HashMap;
use std::io::Read;

/// Largest pickle: those of the papers' checkpoints have less than a megabyte.
pub(in super::super) const LIMIT: u64 = 16 << 20;

/// Reads one pickle and stops behind it.
///
/// # Errors
/// On anything but tensors and plain containers, and on a pickle that breaks off or is too long.
pub(in super::super) fn read_document(source: &mut impl Read) -> Result<Document> {
    Machine {
        source: source.take(LIMIT),
        nodes: Vec::new(),
        stack: Vec::new(),
        marks: Vec::new(),
        memo: HashMap::new(),
        copied: 0,
    }
    .run()
}

pub(super) struct Machine<R> {
    source: std::io::Take<R>,
    pub(super) nodes: Vec<Node>,
    stack: Vec<Id>,
    /// Heights of the stack at which marks were set.
    marks: Vec<usize>,
    memo: HashMap<u32, Id>,
    /// Entries of dictionaries that were made from others.
    pub(super) copied: usize,
}

impl<R: Read> Machine<R> {
    fn run(mut self) -> Result<Document> {
        loop {
            let code = self.byte()?;
            if code == b'.' {
                let root = self.pop()?;
                return Ok(Document {
                    nodes: self.nodes,
                    root,
                });
            }
            self.step(code)?;
        }
    }

    /// One instruction; the codes are those of Python's `pickletools`.
    fn step(&mut self, code: u8) -> Result<()> {
        match code {
            // The protocol, and the frames of protocol 4, mean nothing to a reader.
            0x80 => self.byte().map(drop),
            0x95 => self.array::<8>().map(drop),
            b'N' => self.push(Node::Other),
            0x88 => self.push(Node::Bool(true)),
            0x89 => self.push(Node::Bool(false)),
            b'K' => self
                .array()
                .and_then(|[byte]| self.push(Node::Int(i64::from(byte)))),
            b'M' => self
                .array()
                .and_then(|bytes| self.push(Node::Int(i64::from(u16::from_le_bytes(bytes))))),
            b'J' => self
                .array()
                .and_then(|bytes| self.push(Node::Int(i64::from(i32::from_le_bytes(bytes))))),
            0x8a => self.array().and_then(|[len]| self.long(u64::from(len))),
            0x8b => self
                .array()
                .and_then(|len| self.long(u64::from(u32::from_le_bytes(len)))),
            b'G' => self.array::<8>().and_then(|_| self.push(Node::Other)),
            0x8c => self.array().and_then(|[len]| self.text(u64::from(len))),
            b'X' => self
                .array()
                .and_then(|len| self.text(u64::from(u32::from_le_bytes(len)))),
            0x8d => self.array().and_then(|len| self.text(u64::from_le_bytes(len))),
            b'C' => self.array().and_then(|[len]| self.bytes(u64::from(len))),
            b'B' => self
                .array()
                .and_then(|len| self.bytes(u64::from(u32::from_le_bytes(len)))),
            0x8e | 0x96 => self.array().and_then(|len| self.bytes(u64::from_le_bytes(len))),
            // The texts of Python 2, which may be bytes.
            b'U' => self.array().and_then(|[len]| self.old_text(u64::from(len))),
            b'T' => self
                .array()
                .and_then(|len| self.old_text(u64::from(u32::from_le_bytes(len)))),
            // Sets are of no use to a reader: their items are forgotten.
            0x8f => self.push(Node::Foreign("builtins.set".into())),
            0x90 => self.since_mark().and_then(|_| self.top().map(drop)),
            0x91 => {
                self.since_mark()?;
                self.push(Node::Foreign("builtins.frozenset".into()))
            }
            b'0' => self.pop().map(drop),
            b'1' => self.since_mark().map(drop),
            b'2' => self.top().map(|item| self.stack.push(item)),
            b'(' => {
                self.marks.push(self.stack.len());
                Ok(())
            }
            b')' => self.push(Node::Tuple(Vec::new())),
            0x85..=0x87 => self.tuple(usize::from(code) - 0x84),
            b't' => {
                let items = self.since_mark()?;
                self.push(Node::Tuple(items))
            }
            b']' => self.push(Node::List(Vec::new())),
            b'a' => self.pop().and_then(|item| self.append(vec![item])),
            b'e' => self.since_mark().and_then(|items| self.append(items)),
            b'}' => self.push(Node::Dict(Vec::new())),
            b's' => {
                let (value, key) = (self.pop()?, self.pop()?);
                self.insert(&[key, value])
            }
            b'u' => self.since_mark().and_then(|items| self.insert(&items)),
            b'q' => self.array().and_then(|[place]| self.remember(u32::from(place))),
            b'r' => self
                .array()
                .and_then(|place| self.remember(u32::from_le_bytes(place))),
            0x94 => self.remember(self.memo.len() as u32),
            b'h' => self.array().and_then(|[place]| self.recall(u32::from(place))),
            b'j' => self
                .array()
                .and_then(|place| self.recall(u32::from_le_bytes(place))),
            b'c' => {
                let (module, name) = (self.line()?, self.line()?);
                self.global(&module, &name)
            }
            0x93 => self.stacked_global(),
            b'Q' => self.storage(),
            b'R' | 0x81 => self.construct(),
            // With arguments by name, which only foreign classes have.
            0x92 => {
                self.pop()?;
                self.construct()
            }
            b'b' => self.set_attributes(),
            other => Err(malformed(&format!(
                "instruction {other:#04x} is not one that plain containers need"
            ))),
        }
    }

    pub(super) fn push(&mut self, node: Node) -> Result<()> {
        self.stack.push(self.nodes.len());
        self.nodes.push(node);
        Ok(())
    }

    /// Takes the top of the stack; a mark is never crossed.
    pub(super) fn pop(&mut self) -> Result<Id> {
        let floor = self.marks.last().copied().unwrap_or(0);
        let item = if self.stack.len() > floor {
            self.stack.pop()
        } else {
            None
        };
        item.ok_or_else(|| malformed("an instruction lacks its operand"))
    }

    pub(super) fn top(&self) -> Result<Id> {
        self.stack
            .last()
            .copied()
            .ok_or_else(|| malformed("an instruction lacks its operand"))
    }

    fn since_mark(&mut self) -> Result<Vec<Id>> {
        let mark = self.marks.pop().ok_or_else(|| malformed("a mark is missing"))?;
        Ok(self.stack.split_off(mark))
    }

    fn tuple(&mut self, len: usize) -> Result<()> {
        let mut items = (0..len).map(|_| self.pop()).collect::<Result<Vec<_>>>()?;
        items.reverse();
        self.push(Node::Tuple(items))
    }

    fn append(&mut self, items: Vec<Id>) -> Result<()> {
        let target = self.top()?;
        match &mut self.nodes[target] {
            Node::List(list) => list.extend(items),
            Node::Foreign(_) => {}
            other => {
                return Err(malformed(&format!(
                    "items for a list are put into {}",
                    other.kind()
                )));
            }
        }
        Ok(())
    }

    fn insert(&mut self, items: &[Id]) -> Result<()> {
        let target = self.top()?;
        let (pairs, rest) = items.as_chunks::<2>();
        match &mut self.nodes[target] {
            Node::Dict(entries) if rest.is_empty() => {
                entries.extend(pairs.iter().map(|&[key, value]| (key, value)))
            }
            Node::Foreign(_) => {}
            other => {
                return Err(malformed(&format!(
                    "pairs for a dictionary are put into {}",
                    other.kind()
                )));
            }
        }
        Ok(())
    }

    fn remember(&mut self, place: u32) -> Result<()> {
        let item = self.top()?;
        self.memo.insert(place, item);
        Ok(())
    }

    fn recall(&mut self, place: u32) -> Result<()> {
        let item = self
            .memo
            .get(&place)
            .ok_or_else(|| malformed("a reference leads nowhere"))?;
        self.stack.push(*item);
        Ok(())
    }

    fn global(&mut self, module: &str, name: &str) -> Result<()> {
        let known = Global::find(module, name)?;
        self.push(Node::Global(known))
    }

    fn stacked_global(&mut self) -> Result<()> {
        let (name, module) = (self.pop()?, self.pop()?);
        match (self.nodes[module].clone(), self.nodes[name].clone()) {
            (Node::Text(module), Node::Text(name)) => self.global(&module, &name),
            _ => Err(malformed("the name of a class is not a text")),
        }
    }
}

pub(super) fn malformed(what: &str) -> Error {
    Error::Weights(format!("the pickle is malformed: {what}"))
}
