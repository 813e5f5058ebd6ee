//! Blocks of records: the unit that is appended, checked and, if damaged, lost.

use super::cursor::Cursor;
use super::record::Record;
use std::collections::HashMap;

const MAGIC: &[u8; 4] = b"BLOC";
/// Magic, length, checksum of the payload, checksum of the block's own head.
const HEAD: usize = 16;
/// Largest payload; a batch of photos takes a few kilobytes, a whole compacted index is cut into blocks.
const MAX_PAYLOAD: usize = 64 << 20;
/// The shortest record: a removed file with an empty path.
const SHORTEST: usize = 19;

/// What is wrong with the blocks of an index.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Damage {
    /// The file ends, or stops making sense, at this byte; nothing behind it can be read.
    CutOff(usize),
    /// The block at this byte has a wrong checksum or wrong content; those behind it were read.
    Block(usize),
}

/// What the blocks hold.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Records {
    /// The last record of each file that was not removed, in the order in which the files first came.
    pub live: Vec<Record>,
    /// Records that were replaced or removed since.
    pub dead: usize,
    /// Where the next block belongs: behind the last block that could be read.
    pub end: usize,
    /// What was lost.
    pub damage: Vec<Damage>,
}

/// The bytes of blocks with these records: one block, or several when they are many.
pub fn encode_block(records: &[Record]) -> Vec<u8> {
    let mut bytes = Vec::new();
    let mut payload = Vec::new();
    let mut count = 0u32;
    for record in records {
        let before = payload.len();
        record.put(&mut payload);
        count += 1;
        if payload.len() > MAX_PAYLOAD - 4 && count > 1 {
            let last = payload.split_off(before);
            put_block(&mut bytes, count - 1, &payload);
            payload = last;
            count = 1;
        }
    }
    if count > 0 {
        put_block(&mut bytes, count, &payload);
    }
    bytes
}

fn put_block(bytes: &mut Vec<u8>, count: u32, records: &[u8]) {
    let mut checksum = crc32fast::Hasher::new();
    checksum.update(&count.to_le_bytes());
    checksum.update(records);
    let mut head = MAGIC.to_vec();
    head.extend((records.len() as u32 + 4).to_le_bytes());
    head.extend(checksum.finalize().to_le_bytes());
    head.extend(crc32fast::hash(&head).to_le_bytes());
    bytes.extend(head);
    bytes.extend(count.to_le_bytes());
    bytes.extend(records);
}

/// Reads the blocks from `start` on.
pub fn read_blocks(bytes: &[u8], start: usize, dimension: usize) -> Records {
    let mut all = Vec::new();
    let mut damage = Vec::new();
    let mut offset = start;
    while offset < bytes.len() {
        let Some((length, checksum)) = read_head(&bytes[offset..]) else {
            damage.push(Damage::CutOff(offset));
            break;
        };
        let Some(payload) = bytes[offset + HEAD..].get(..length) else {
            damage.push(Damage::CutOff(offset));
            break;
        };
        let records = (crc32fast::hash(payload) == checksum)
            .then(|| read_payload(payload, dimension))
            .flatten();
        match records {
            Some(records) => all.extend(records),
            None => damage.push(Damage::Block(offset)),
        }
        offset += HEAD + length;
    }
    let (live, dead) = newest(all);
    Records {
        live,
        dead,
        end: offset,
        damage,
    }
}

/// Length and checksum of the payload, if this is the head of a block.
fn read_head(bytes: &[u8]) -> Option<(usize, u32)> {
    let mut cursor = Cursor::new(bytes);
    if cursor.take(MAGIC.len())? != MAGIC {
        return None;
    }
    let length = cursor.u32()? as usize;
    let checksum = cursor.u32()?;
    let own = cursor.u32()?;
    (own == crc32fast::hash(&bytes[..HEAD - 4]) && (4..=MAX_PAYLOAD).contains(&length))
        .then_some((length, checksum))
}

fn read_payload(payload: &[u8], dimension: usize) -> Option<Vec<Record>> {
    let mut cursor = Cursor::new(payload);
    let count = cursor.u32()? as usize;
    if count > cursor.left() / SHORTEST {
        return None;
    }
    let mut records = Vec::with_capacity(count);
    for _ in 0..count {
        records.push(Record::take(&mut cursor, dimension)?);
    }
    (cursor.left() == 0).then_some(records)
}

/// The last record of each path, and how many others there were.
fn newest(all: Vec<Record>) -> (Vec<Record>, usize) {
    let total = all.len();
    let mut places: HashMap<String, usize> = HashMap::with_capacity(total);
    let mut slots: Vec<Option<Record>> = Vec::with_capacity(total);
    for record in all {
        let path = record.key().path.clone();
        let kept = !matches!(record, Record::Removed(_));
        if let Some(slot) = places.remove(&path) {
            slots[slot] = None;
        }
        if kept {
            places.insert(path, slots.len());
            slots.push(Some(record));
        }
    }
    let live: Vec<Record> = slots.into_iter().flatten().collect();
    let dead = total - live.len();
    (live, dead)
}
