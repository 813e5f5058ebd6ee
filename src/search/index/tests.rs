//! Round trips, and every kind of damage.

use super::*;
use crate::search::people::Searched;
use crate::search::region::Region;
use rand::rngs::StdRng;
use rand::{RngExt, SeedableRng};

const DIMENSION: usize = 5;

fn header() -> Header {
    Header {
        model: std::array::from_fn(|i| i as u8),
        dimension: DIMENSION,
        name: "Été à 京都".into(),
    }
}

fn key(path: &str, size: u64) -> FileKey {
    FileKey {
        path: path.into(),
        size,
        modified: 1_700_000_000_123.0,
    }
}

fn photo(path: &str, size: u64) -> Record {
    let feature = |shift: f32| (0..DIMENSION).map(|i| i as f32 * 0.25 - shift).collect();
    let searched = match size % 3 {
        0 => Searched::Whole,
        1 => Searched::Nobody,
        _ => Searched::People {
            regions: vec![Region::from_array([0.1, 0.0, 0.5, 1.0]); size as usize],
            left_out: size as usize * 7,
        },
    };
    Record::Photo(PhotoRecord {
        key: key(path, size),
        thumbnail: Thumbnail {
            offset: size * 7,
            length: 4000,
        },
        features: (0..searched.crops().count()).map(|i| feature(i as f32)).collect(),
        searched,
    })
}

fn skipped(path: &str) -> Record {
    Record::Skipped(SkippedRecord {
        key: key(path, 3),
        reason: "corrupt".into(),
        detail: "broken JPEG file".into(),
    })
}

/// Three blocks of records.
fn file() -> (Vec<u8>, [Vec<Record>; 3], [usize; 4]) {
    let blocks = [
        vec![photo("a.jpg", 1), photo("день/б.jpg", 2)],
        vec![skipped("c.jpg"), photo("日本/四.png", 5)],
        vec![photo("e.webp", 8)],
    ];
    let mut bytes = header().to_bytes();
    let mut starts = [0; 4];
    for (place, records) in blocks.iter().enumerate() {
        starts[place] = bytes.len();
        bytes.extend(encode_block(records));
    }
    starts[3] = bytes.len();
    (bytes, blocks, starts)
}

#[test]
fn what_was_written_is_read() {
    let (bytes, blocks, starts) = file();
    let index = Index::read(&bytes).expect("a whole index");
    assert_eq!(index.header, header());
    assert_eq!(index.records.live, blocks.concat());
    assert_eq!(
        (index.records.dead, index.records.end, index.records.damage),
        (0, starts[3], vec![])
    );
    let empty = Index::read(&header().to_bytes()).expect("no block is no damage");
    assert!(empty.records.live.is_empty() && empty.records.damage.is_empty());
}

#[test]
fn later_records_replace_earlier_ones() {
    let mut bytes = header().to_bytes();
    bytes.extend(encode_block(&[photo("a", 1), photo("b", 1), photo("c", 1)]));
    bytes.extend(encode_block(&[
        photo("a", 2),
        Record::Removed(key("b", 1)),
        skipped("d"),
    ]));
    bytes.extend(encode_block(&[photo("b", 4)]));
    let records = Index::read(&bytes).expect("an index").records;
    assert_eq!(
        records.live,
        [photo("c", 1), photo("a", 2), skipped("d"), photo("b", 4)]
    );
    assert_eq!(records.dead, 3);
}

#[test]
fn a_file_cut_anywhere_keeps_its_whole_blocks() {
    let (bytes, blocks, starts) = file();
    for length in 0..bytes.len() {
        let cut = &bytes[..length];
        if length < starts[0] {
            assert!(Index::read(cut).is_err(), "{length}");
            continue;
        }
        let records = Index::read(cut).expect("the header is whole").records;
        let whole = starts[1..].iter().filter(|start| **start <= length).count();
        assert_eq!(records.live, blocks[..whole].concat(), "{length}");
        assert_eq!(records.end, starts[whole], "{length}");
        let damage = if length == starts[whole] {
            vec![]
        } else {
            vec![Damage::CutOff(starts[whole])]
        };
        assert_eq!(records.damage, damage, "{length}");
        // What is appended at `end` is read again.
        let mut mended = cut[..records.end].to_vec();
        mended.extend(encode_block(&[photo("new", 1)]));
        let mended = Index::read(&mended).expect("an index").records;
        assert!(mended.damage.is_empty() && mended.live.last() == Some(&photo("new", 1)));
    }
}

#[test]
fn a_flipped_bit_is_found_wherever_it_is() {
    let (bytes, blocks, starts) = file();
    let all = blocks.concat();
    for bit in 0..bytes.len() * 8 {
        let mut damaged = bytes.clone();
        damaged[bit / 8] ^= 1 << (bit % 8);
        if bit / 8 < starts[0] {
            assert!(Index::read(&damaged).is_err(), "bit {bit} of the header");
            continue;
        }
        let records = Index::read(&damaged).expect("the header is whole").records;
        assert!(!records.damage.is_empty(), "bit {bit}");
        assert!(
            records.live.iter().all(|record| all.contains(record)),
            "bit {bit} made a record"
        );
        let hit = starts[1..].iter().filter(|start| **start <= bit / 8).count();
        assert!(
            blocks[..hit].concat().iter().all(|r| records.live.contains(r)),
            "bit {bit} hid a block before it"
        );
    }
}

#[test]
fn a_damaged_block_costs_only_itself() {
    let (mut bytes, blocks, starts) = file();
    bytes[starts[2] - 3] ^= 0x10;
    let records = Index::read(&bytes).expect("an index").records;
    assert_eq!(records.damage, [Damage::Block(starts[1])]);
    assert_eq!(records.live, [&blocks[0][..], &blocks[2][..]].concat());
    assert_eq!(records.end, starts[3]);
}

#[test]
fn other_files_and_versions_are_named() {
    let refusal = |bytes: &[u8]| Index::read(bytes).expect_err("no index").to_string();
    assert!(refusal(b"").contains("no index"));
    assert!(refusal(&[0; 500]).contains("no index"));
    assert!(refusal(b"\x89PNG\r\n\x1a\n and so on").contains("no index"));
    let mut newer = header().to_bytes();
    newer[8] = 9;
    assert!(
        refusal(&newer).contains("version 9, expected 2"),
        "{}",
        refusal(&newer)
    );
}

/// A block whose checksums are right, whatever it claims.
fn sealed(payload: &[u8], claimed: u32) -> Vec<u8> {
    let mut head = b"BLOC".to_vec();
    head.extend(claimed.to_le_bytes());
    head.extend(crc32fast::hash(payload).to_le_bytes());
    head.extend(crc32fast::hash(&head).to_le_bytes());
    [header().to_bytes(), head, payload.to_vec()].concat()
}

#[test]
fn absurd_sizes_are_refused_before_memory_is_taken() {
    // Four billion records in a block of twelve bytes.
    let payload = [u32::MAX.to_le_bytes(); 3].concat();
    let records = Index::read(&sealed(&payload, 12))
        .expect("the header is whole")
        .records;
    assert!(records.live.is_empty() && matches!(records.damage[..], [Damage::Block(_)]));
    // A block of four billion bytes.
    let records = Index::read(&sealed(&payload, u32::MAX))
        .expect("the header is whole")
        .records;
    assert!(matches!(records.damage[..], [Damage::CutOff(_)]));
    // A photo with 65,535 people that are not there.
    let mut one = encode_block(&[photo("a", 2)]);
    let mut payload = one.split_off(16);
    let people = 4 + 1 + (2 + 1) + 8 + 8 + 8 + 4 + 1 + 4;
    assert_eq!(payload[people..people + 2], [2, 0]);
    payload[people..people + 2].fill(0xff);
    let records = Index::read(&sealed(&payload, payload.len() as u32))
        .expect("the header is whole")
        .records;
    assert!(records.live.is_empty() && matches!(records.damage[..], [Damage::Block(_)]));
    // A header that claims a feature of four billion numbers, with a right checksum.
    let mut huge = header();
    huge.dimension = u32::MAX as usize;
    let error = Header::read(&huge.to_bytes()).expect_err("absurd").to_string();
    assert!(error.contains("make no sense"), "{error}");
    // A header that claims to be four billion bytes long.
    let mut long = header().to_bytes();
    long[12..16].fill(0xff);
    assert!(
        Header::read(&long)
            .expect_err("absurd")
            .to_string()
            .contains("at most")
    );
}

#[test]
fn numbers_that_are_none_are_damage() {
    let Record::Photo(mut bad) = photo("a", 1) else {
        unreachable!("made as a photo")
    };
    bad.features[0][2] = f32::NAN;
    let bytes = [header().to_bytes(), encode_block(&[Record::Photo(bad)])].concat();
    let records = Index::read(&bytes).expect("the header is whole").records;
    assert!(records.live.is_empty() && records.damage.len() == 1);
}

#[test]
fn noise_never_panics() {
    let mut rng = StdRng::seed_from_u64(11);
    let (bytes, ..) = file();
    for _ in 0..3000 {
        let mut damaged = bytes.clone();
        for _ in 0..rng.random_range(1..8) {
            let place = rng.random_range(0..damaged.len());
            damaged[place] = rng.random();
        }
        if rng.random_range(0..3) == 0 {
            damaged.truncate(rng.random_range(0..bytes.len()));
        }
        if let Ok(index) = Index::read(&damaged) {
            assert!(index.records.end <= damaged.len());
        }
    }
}

#[test]
fn many_records_are_cut_into_blocks_that_can_be_read() {
    let long = "x".repeat(60_000);
    let records: Vec<Record> = (0..1500)
        .map(|i| {
            Record::Skipped(SkippedRecord {
                key: key(&format!("{i}{long}"), i),
                reason: "corrupt".into(),
                detail: String::new(),
            })
        })
        .collect();
    let bytes = [header().to_bytes(), encode_block(&records)].concat();
    let read = Index::read(&bytes).expect("an index").records;
    assert!(read.damage.is_empty());
    assert_eq!(read.live.len(), records.len());
}
