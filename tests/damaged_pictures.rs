//! Files that are not what they claim: refused with a reason, never a panic, never their claimed memory.

#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

mod pictures;

use bi_irra::image::{MAX_SIDE, decode};
use image::{DynamicImage, ImageFormat};
use pictures::{encoded, files, lossy_webp};
use rand::rngs::StdRng;
use rand::{RngExt, SeedableRng};

fn refusal(bytes: &[u8]) -> String {
    decode(bytes).unwrap_err().to_string()
}

#[test]
fn what_is_no_photo_is_named() {
    assert!(refusal(&[]).contains("empty"));
    assert!(refusal(&[0; 4096]).contains("it starts with [00, 00"));
    assert!(refusal(b"<svg xmlns=").contains("no picture of a known kind"));
    for (head, kind) in [
        (&b"\0\0\0\x18ftypheic\0\0\0\0mif1heic"[..], "HEIC"),
        (b"\0\0\0\x1cftypavif\0\0\0\0avifmif1miaf", "AVIF"),
        (b"II*\0\x08\0\0\0", "TIFF"),
    ] {
        let reason = refusal(head);
        assert!(
            reason.contains(&format!("{kind} photo")) && reason.contains("save it as JPEG"),
            "{reason}"
        );
    }
}

#[test]
fn a_file_that_ends_early_is_refused_unless_all_pixels_are_there() {
    let [jpeg, png, webp] = files();
    // The most bytes that can be missing of a whole picture: end marker; end chunk and the checksums before it, with
    // deflate's end of block; a byte of padding.
    for (file, extra) in [(&jpeg, 2), (&png, 12 + 8 + 3), (&webp, 1), (&lossy_webp(), 1)] {
        let whole = decode(file).unwrap();
        for length in 0..file.len() {
            match decode(&file[..length]) {
                Ok(found) => {
                    assert!(length + extra >= file.len(), "{length} of {} bytes", file.len());
                    assert_eq!(found, whole, "{length} of {} bytes", file.len());
                }
                Err(refused) => {
                    let reason = refused.to_string();
                    let words = ["cut", "empty", "no picture of a known kind", "broken"];
                    assert!(
                        words.iter().any(|word| reason.contains(word)),
                        "{length}: {reason}"
                    );
                }
            }
        }
    }
    assert!(refusal(&jpeg[..jpeg.len() - 20]).contains("cut JPEG file"));
    assert!(refusal(&png[..png.len() / 2]).contains("cut PNG file"));
    assert!(refusal(&webp[..webp.len() / 2]).contains("WebP file"));
    // A phone may store more after the picture.
    assert!(decode(&[&jpeg[..], b"SEFHe\x00\x00\xff\xd8trailer"].concat()).is_ok());
}

#[test]
fn huge_sizes_are_refused_before_memory_is_taken() {
    fn png(width: u32, height: u32) -> Vec<u8> {
        // An image of one pixel, whose header is rewritten.
        let mut file = encoded(&DynamicImage::new_rgb8(1, 1), ImageFormat::Png);
        file[16..20].copy_from_slice(&width.to_be_bytes());
        file[20..24].copy_from_slice(&height.to_be_bytes());
        let crc = file[12..29].iter().fold(!0u32, |crc, &byte| {
            (0..8).fold(crc ^ u32::from(byte), |crc, _| {
                (crc >> 1) ^ (0xedb8_8320 & (crc & 1).wrapping_neg())
            })
        });
        file[29..33].copy_from_slice(&(!crc).to_be_bytes());
        file
    }
    assert!(decode(&png(1, 1)).is_ok());
    assert!(refusal(&png(1, 2)).contains("broken PNG"));
    for (width, height) in [
        (MAX_SIDE + 1, 1),
        (1, u32::MAX >> 1),
        (60_000, 60_000),
        (12_000, 12_000),
    ] {
        let error = refusal(&png(width, height));
        assert!(error.contains(&MAX_SIDE.to_string()), "{error}");
    }

    let [mut jpeg, _, mut webp] = files();
    let frame = jpeg.windows(2).position(|code| code == [0xff, 0xc0]).unwrap();
    jpeg[frame + 5..frame + 9].fill(0xff);
    assert!(
        refusal(&jpeg).contains(&MAX_SIDE.to_string()),
        "{}",
        refusal(&jpeg)
    );
    // After the chunk's head and a signature byte: width less one and height less one in 14 bits each.
    let data = webp.windows(4).position(|name| name == b"VP8L").unwrap() + 9;
    webp[data..data + 4].copy_from_slice(&(16_382u32 | 16_382 << 14).to_le_bytes());
    assert!(refusal(&webp).contains("16383x16383"), "{}", refusal(&webp));
}

#[test]
fn damaged_bytes_never_panic() {
    let mut rng = StdRng::seed_from_u64(3);
    for file in files().into_iter().chain([lossy_webp()]) {
        let (mut refused, mut decoded) = (0, 0);
        for _ in 0..1500 {
            let mut damaged = file.clone();
            for _ in 0..rng.random_range(1..6) {
                let place = rng.random_range(0..damaged.len());
                damaged[place] = rng.random();
            }
            match decode(&damaged) {
                Ok(picture) => {
                    assert_eq!(picture.rgb.len(), picture.width * picture.height * 3);
                    decoded += 1;
                }
                Err(_) => refused += 1,
            }
        }
        assert!(refused > 0, "{decoded} of 1500 damaged files were taken");
    }
}
