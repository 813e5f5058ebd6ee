//! What hosts send in place of a file: a pointer of Git LFS, or a page that says no.

use crate::error::{Error, Result};

/// Bytes that are enough to tell; a pointer has less.
pub const LONGEST: u64 = 1024;

/// Names what stands in place of a file of weights.
///
/// # Errors
/// On a pointer of Git LFS and on an HTML page; anything else is for its reader to judge.
pub fn check(bytes: &[u8]) -> Result<()> {
    let start = &bytes[..bytes.len().min(LONGEST as usize)];
    if start.starts_with(b"version https://git-lfs.github.com/spec/") {
        let text = String::from_utf8_lossy(start);
        let size = text.lines().find_map(|line| line.strip_prefix("size "));
        let size = size.map_or_else(String::new, |size| format!(" of {} bytes", size.trim()));
        return Err(Error::Weights(format!(
            "a git-lfs pointer in place of the file{size}: fetch it with `git lfs pull`, or download it from a host that \
             serves Git LFS"
        )));
    }
    let text = String::from_utf8_lossy(start);
    let text = text
        .trim_start_matches('\u{feff}')
        .trim_start()
        .to_ascii_lowercase();
    if text.starts_with("<!doctype html") || text.starts_with("<html") {
        return Err(Error::Weights(
            "an HTML page in place of the file: its host sent a page instead".into(),
        ));
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pointers_and_pages_are_named() {
        let pointer = b"version https://git-lfs.github.com/spec/v1\noid sha256:ab\nsize 5600000\n";
        let message = check(pointer).expect_err("a pointer").to_string();
        assert!(
            message.contains("git-lfs pointer") && message.contains("5600000 bytes"),
            "{message}"
        );
        let message = check(b"\n<!DOCTYPE html><html>").expect_err("a page").to_string();
        assert!(message.contains("HTML page"), "{message}");
        for bytes in [&b""[..], b"PK\x03\x04", b"{\"a\": 1}", &[0xff; 2000]] {
            assert!(check(bytes).is_ok());
        }
    }
}
