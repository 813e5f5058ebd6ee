//! Whether a JPEG is whole.
//!
//! The JPEG decoder paints what it has of a cut file and leaves the rest grey; a half-copied photo must be
//! refused instead, because its features would be wrong without a word.

const START_OF_IMAGE: [u8; 2] = [0xff, 0xd8];
const END_OF_IMAGE: u8 = 0xd9;

/// Walks the segments and the coded data up to the end-of-image marker; bytes after it (a phone's extras) are fine.
pub(super) fn reaches_end_of_image(jpeg: &[u8]) -> bool {
    let Some(mut rest) = jpeg.strip_prefix(&START_OF_IMAGE) else {
        return false;
    };
    loop {
        let Some(marker_at) = rest.iter().position(|&byte| byte == 0xff) else {
            return false;
        };
        rest = &rest[marker_at..];
        let Some(code_at) = rest.iter().position(|&byte| byte != 0xff) else {
            return false;
        };
        let code = rest[code_at];
        rest = &rest[code_at + 1..];
        match code {
            END_OF_IMAGE => return true,
            // A data byte 0xff, the temporary marker, the restart markers: no segment follows.
            0x00 | 0x01 | 0xd0..=0xd7 => {}
            _ => {
                let Some((length, _)) = rest.split_first_chunk::<2>() else {
                    return false;
                };
                match rest.get(usize::from(u16::from_be_bytes(*length))..) {
                    Some(next) => rest = next,
                    None => return false,
                }
            }
        }
    }
}
