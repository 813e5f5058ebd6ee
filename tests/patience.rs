//! Files that every viewer opens although they are not as they should be: opened, and to the same pixels.

#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

mod pictures;

use bi_irra::image::{Enough, Pixels, decode, read};
use image::codecs::jpeg::JpegEncoder;
use image::{DynamicImage, ImageFormat, RgbImage};
use pictures::{encoded, photo};

const SIGNATURE: &[u8] = b"\x89PNG\r\n\x1a\n";

/// Names and contents of a PNG's chunks.
fn chunks(png: &[u8]) -> Vec<(Vec<u8>, Vec<u8>)> {
    let mut rest = &png[8..];
    let mut found = Vec::new();
    while !rest.is_empty() {
        let length = u32::from_be_bytes(rest[..4].try_into().unwrap()) as usize;
        found.push((rest[4..8].to_vec(), rest[8..8 + length].to_vec()));
        rest = &rest[12 + length..];
    }
    found
}

/// A PNG of these chunks; checksums of the chunk called `wrong` are wrong.
fn png(chunks: &[(&[u8], &[u8])], wrong: &[u8]) -> Vec<u8> {
    let mut file = SIGNATURE.to_vec();
    for (name, content) in chunks {
        let sum = crc32fast::hash(&[*name, *content].concat()) ^ u32::from(*name == wrong);
        file.extend((content.len() as u32).to_be_bytes());
        file.extend(*name);
        file.extend(*content);
        file.extend(sum.to_be_bytes());
    }
    file
}

#[test]
fn a_wrong_checksum_changes_no_pixel() {
    let image = DynamicImage::ImageRgb8(photo(40, 24));
    let whole = encoded(&image, ImageFormat::Png);
    let expected = decode(&whole).unwrap();
    let parts = chunks(&whole);
    let get = |name: &[u8]| parts.iter().find(|part| part.0 == name).unwrap().1.as_slice();
    let (head, data) = (get(b"IHDR"), get(b"IDAT"));
    let text: (&[u8], &[u8]) = (b"tEXt", b"Comment\0made on a phone");
    let gamma: (&[u8], &[u8]) = (b"gAMA", &45_455_u32.to_be_bytes());
    let all: [(&[u8], &[u8]); 5] = [(b"IHDR", head), text, gamma, (b"IDAT", data), (b"IEND", b"")];
    for wrong in [&b"IHDR"[..], b"tEXt", b"gAMA", b"IDAT", b"IEND"] {
        assert_eq!(
            decode(&png(&all, wrong)).unwrap(),
            expected,
            "{}",
            wrong.escape_ascii()
        );
    }
    // The checksum of the compressed data, its last four bytes.
    let mut flipped = data.to_vec();
    *flipped.last_mut().unwrap() ^= 1;
    assert_eq!(
        decode(&png(&[(b"IHDR", head), (b"IDAT", &flipped), (b"IEND", b"")], b"")).unwrap(),
        expected
    );
    // No end, and something after it.
    assert_eq!(decode(&png(&all[..4], b"")).unwrap(), expected);
    assert_eq!(
        decode(&[png(&all, b""), vec![0; 300]].concat()).unwrap(),
        expected
    );
    // A colour chunk after the data.
    let late: [(&[u8], &[u8]); 4] = [(b"IHDR", head), (b"IDAT", data), gamma, (b"IEND", b"")];
    assert_eq!(decode(&png(&late, b"")).unwrap(), expected);
    // An ancillary chunk of a length that cannot be.
    let odd: [(&[u8], &[u8]); 4] = [(b"IHDR", head), (b"gAMA", b"x"), (b"IDAT", data), (b"IEND", b"")];
    assert_eq!(decode(&png(&odd, b"")).unwrap(), expected);
    // But pixels that are not there are missed.
    let half = &data[..data.len() / 2];
    let cut = png(&[(b"IHDR", head), (b"IDAT", half), (b"IEND", b"")], b"");
    assert!(decode(&cut).is_err());
}

#[test]
fn a_jpeg_needs_no_end_marker_when_all_pixels_are_there() {
    // Noise, so that the last blocks are not empty.
    let noisy = RgbImage::from_fn(120, 88, |x, y| {
        let value = (x * 7919 + y * 104_729) ^ (x * y * 31);
        image::Rgb([value as u8, (value >> 3) as u8, (x + y) as u8])
    });
    let mut jpeg = Vec::new();
    JpegEncoder::new_with_quality(&mut jpeg, 90)
        .encode_image(&noisy)
        .unwrap();
    let expected = decode(&jpeg).unwrap();
    let enough = Enough {
        width: 30,
        height: 22,
    };
    let small = read(&jpeg, enough).unwrap().pixels;
    assert_eq!((small.width, small.height), (30, 22));
    let data = &jpeg[..jpeg.len() - 2];
    let endings = [
        data.to_vec(),
        [data, &[0xff][..]].concat(),
        [data, &[0; 512][..]].concat(),
    ];
    for file in &endings {
        assert_eq!(decode(file).unwrap(), expected);
        assert_eq!(read(file, enough).unwrap().pixels, small);
    }
    for lost in [40, jpeg.len() / 2] {
        for filling in [0, 4096] {
            let file = [&data[..data.len() - lost], &vec![0; filling][..]].concat();
            let whole = decode(&file).map(drop).map_err(|error| error.to_string());
            let reduced = read(&file, enough).map(drop).map_err(|error| error.to_string());
            for refused in [whole, reduced] {
                let reason = refused.unwrap_err();
                assert!(reason.contains("cut JPEG file"), "{lost} lost: {reason}");
            }
        }
    }
}

/// The mean difference of two pictures of one size, in steps of a byte.
fn difference(a: &Pixels, b: &Pixels) -> f64 {
    assert_eq!((a.width, a.height), (b.width, b.height));
    let sum: u64 = a
        .rgb
        .iter()
        .zip(&b.rgb)
        .map(|(a, b)| u64::from(a.abs_diff(*b)))
        .sum();
    sum as f64 / a.rgb.len() as f64
}

#[test]
fn a_large_photo_is_read_at_the_scale_that_is_enough() {
    let large = RgbImage::from_fn(1600, 1203, |x, y| {
        let wave = |phase: f32| {
            (f32::sin(x as f32 / 37.0 + phase) * f32::cos(y as f32 / 53.0) * 100.0 + 128.0) as u8
        };
        image::Rgb([wave(0.0), wave(1.0), wave(2.0)])
    });
    let enough = Enough {
        width: 300,
        height: 250,
    };
    for format in [ImageFormat::Jpeg, ImageFormat::Png] {
        let file = encoded(&DynamicImage::ImageRgb8(large.clone()), format);
        let small = read(&file, enough).unwrap().pixels;
        assert_eq!((small.width, small.height), (400, 301), "{format:?}");
        // As if it had been decoded whole and reduced afterwards.
        let whole = decode(&file).unwrap();
        let [small, whole] = [&small, &whole]
            .map(|picture| bi_irra::image::shrink(picture, 100, 75, bi_irra::image::Filter::Bicubic));
        let apart = difference(&small, &whole);
        assert!(apart < 1.0, "{format:?}: {apart}");
    }
    // What is not larger than twice what is enough stays what it is.
    let file = encoded(&DynamicImage::ImageRgb8(photo(300, 250)), ImageFormat::Png);
    assert_eq!(read(&file, enough).unwrap().pixels, decode(&file).unwrap());
}

#[test]
fn more_pixels_than_fit_into_memory_are_read_as_few() {
    // 120 megapixels of one colour: whole they are refused, as a small picture they are read.
    let (width, height) = (12_000_u32, 10_000_u32);
    let mut file = Vec::new();
    {
        let mut encoder = png::Encoder::new(&mut file, width, height);
        encoder.set_color(png::ColorType::Grayscale);
        encoder.set_depth(png::BitDepth::One);
        let mut writer = encoder.write_header().unwrap();
        writer
            .write_image_data(&vec![0xff; (width / 8 * height) as usize])
            .unwrap();
    }
    assert!(decode(&file).unwrap_err().to_string().contains("12000x10000"));
    let small = read(
        &file,
        Enough {
            width: 600,
            height: 500,
        },
    )
    .unwrap()
    .pixels;
    assert_eq!((small.width, small.height), (600, 500));
    assert!(small.rgb.iter().all(|byte| *byte == 255));
}
