//! Archives that people packed anew: the same entries, compressed, without PyTorch's alignment.

use crate::{fixture, import};
use std::fs;
use std::io::Write;

#[test]
fn archives_that_were_packed_anew_are_read() {
    let folder = tempfile::tempdir().unwrap();
    let name = "fake_cclm_x2vlm_base.th";
    let plain = import("cclm-x2vlm", &fixture(name), &folder.path().join("plain"), &[]);
    assert!(plain.status.success(), "{plain:?}");
    // The same entries, compressed; without PyTorch's alignment.
    let file = fs::read(fixture(name)).unwrap();
    let (mut packed, mut directory, mut count) = (Vec::new(), Vec::new(), 0u16);
    for (name, bytes) in stored_entries(&file) {
        let mut encoder = flate2::write::DeflateEncoder::new(Vec::new(), flate2::Compression::fast());
        encoder.write_all(bytes).unwrap();
        let deflated = encoder.finish().unwrap();
        let mut crc = flate2::Crc::new();
        crc.update(bytes);
        let at = packed.len() as u32;
        let fields = |extra: &[u8]| {
            let sizes = [crc.sum(), deflated.len() as u32, bytes.len() as u32]
                .map(u32::to_le_bytes)
                .concat();
            [
                &[20, 0, 0, 0, 8, 0, 0, 0, 0, 0][..],
                &sizes[..],
                &(name.len() as u16).to_le_bytes(),
                &[0, 0],
                extra,
            ]
            .concat()
        };
        packed.extend([&b"PK\x03\x04"[..], &fields(b"")[..], name.as_bytes(), &deflated].concat());
        let extra = [&[0; 10][..], &at.to_le_bytes()].concat();
        directory.extend([&b"PK\x01\x02\x14\0"[..], &fields(&extra)[..], name.as_bytes()].concat());
        count += 1;
    }
    let (start, size) = (packed.len() as u32, directory.len() as u32);
    packed.extend(directory);
    packed.extend(b"PK\x05\x06\0\0\0\0");
    packed.extend([count.to_le_bytes(), count.to_le_bytes()].concat());
    packed.extend([size.to_le_bytes(), start.to_le_bytes()].concat());
    packed.extend([0, 0]);
    let path = folder.path().join("packed.th");
    fs::write(&path, &packed).unwrap();
    let output = import("cclm-x2vlm", &path, &folder.path().join("out"), &[]);
    assert!(output.status.success(), "{output:?}");
    let weights = |out: &str| fs::read(folder.path().join(out).join("model.safetensors")).unwrap();
    assert!(weights("out") == weights("plain"));
}

/// The entries of an archive that PyTorch wrote, by its local headers.
fn stored_entries(file: &[u8]) -> Vec<(String, &[u8])> {
    let end = file.windows(4).rposition(|w| w == b"PK\x05\x06").unwrap();
    let long = |at: usize| u32::from_le_bytes(file[at..at + 4].try_into().unwrap()) as usize;
    let short = |at: usize| u16::from_le_bytes(file[at..at + 2].try_into().unwrap()) as usize;
    let mut at = long(end + 16);
    let mut entries = Vec::new();
    while file[at..].starts_with(b"PK\x01\x02") {
        let (size, header) = (long(at + 24), long(at + 42));
        let (name, extra, comment) = (short(at + 28), short(at + 30), short(at + 32));
        let start = header + 30 + short(header + 26) + short(header + 28);
        let text = String::from_utf8(file[at + 46..at + 46 + name].to_vec()).unwrap();
        entries.push((text, &file[start..start + size]));
        at += 46 + name + extra + comment;
    }
    entries
}
