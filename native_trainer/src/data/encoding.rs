//! Text files as people receive them: with a byte-order mark, or in UTF-16.

use crate::error::{Error, Result};
use crate::files;
use std::path::Path;

/// Reads a text file as UTF-8 without a byte-order mark.
///
/// # Errors
/// When it cannot be read, or is in neither UTF-8 nor UTF-16: says where it stops to be text.
pub fn read_text(path: &Path) -> Result<String> {
    text(files::read(path)?).map_err(|reason| Error::Input(format!("{}: {reason}", path.display())))
}

/// The text of a file's bytes.
///
/// # Errors
/// Says where the bytes stop to be text.
pub fn text(bytes: Vec<u8>) -> std::result::Result<String, String> {
    // JSON and the like begin with an ASCII character, of which UTF-16 makes a byte of zeros.
    let units: Option<fn([u8; 2]) -> u16> = match bytes.as_slice() {
        [0xff, 0xfe, ..] => Some(u16::from_le_bytes),
        [0xfe, 0xff, ..] => Some(u16::from_be_bytes),
        [first, 0, ..] if *first != 0 => Some(u16::from_le_bytes),
        [0, second, ..] if *second != 0 => Some(u16::from_be_bytes),
        _ => None,
    };
    let text = match units {
        Some(unit) => {
            let (pairs, rest) = bytes.as_chunks::<2>();
            if !rest.is_empty() {
                return Err("not whole: UTF-16 with half a character at the end".into());
            }
            let units: Vec<u16> = pairs.iter().map(|pair| unit(*pair)).collect();
            String::from_utf16(&units).map_err(|_| "not text: damaged UTF-16".to_string())?
        }
        None => String::from_utf8(bytes).map_err(|error| {
            format!(
                "not text in UTF-8 or UTF-16: byte {} is neither; save the file as UTF-8",
                error.utf8_error().valid_up_to()
            )
        })?,
    };
    Ok(match text.strip_prefix('\u{feff}') {
        Some(rest) => rest.to_string(),
        None => text,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_and_wide_characters_are_read() {
        let expected = "[\"a man\", \"男人\"]\r\n";
        let wide =
            |order: fn(u16) -> [u8; 2]| -> Vec<u8> { expected.encode_utf16().flat_map(order).collect() };
        for bytes in [
            expected.as_bytes().to_vec(),
            [b"\xef\xbb\xbf", expected.as_bytes()].concat(),
            wide(u16::to_le_bytes),
            wide(u16::to_be_bytes),
            [b"\xff\xfe".to_vec(), wide(u16::to_le_bytes)].concat(),
            [b"\xfe\xff".to_vec(), wide(u16::to_be_bytes)].concat(),
        ] {
            assert_eq!(text(bytes).as_deref(), Ok(expected));
        }
        let message = text(b"[\"caf\xe9\"]".to_vec()).expect_err("Latin-1");
        assert!(message.contains("byte 5"), "{message}");
        assert!(text(b"\xff\xfe[".to_vec()).is_err());
        assert_eq!(text(Vec::new()).as_deref(), Ok(""));
    }
}
