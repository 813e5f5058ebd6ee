//! Photos of every kind become upright RGB.

#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

mod pictures;

use bi_irra::image::{Pixels, decode};
use image::codecs::jpeg::JpegEncoder;
use image::codecs::png::PngEncoder;
use image::codecs::webp::WebPEncoder;
use image::{DynamicImage, ExtendedColorType, ImageEncoder, ImageFormat};
use pictures::{encoded, files, lossy_webp, photo};

fn chunk(name: &[u8; 4], body: &[u8]) -> Vec<u8> {
    let padding = vec![0; body.len() % 2];
    [&name[..], &(body.len() as u32).to_le_bytes(), body, &padding].concat()
}

fn riff(chunks: &[Vec<u8>]) -> Vec<u8> {
    chunk(b"RIFF", &[b"WEBP".to_vec(), chunks.concat()].concat())
}

#[test]
fn files_give_back_their_pixels() {
    let image = photo(40, 24);
    let expected = Pixels::new(40, 24, image.as_raw().clone()).unwrap();
    let [jpeg, png, webp] = files();
    assert_eq!(decode(&png).unwrap(), expected);
    assert_eq!(decode(&webp).unwrap(), expected);
    let lossy = decode(&jpeg).unwrap();
    assert_eq!((lossy.width, lossy.height), (40, 24));
    let error: u32 = lossy
        .rgb
        .iter()
        .zip(&expected.rgb)
        .map(|(a, b)| u32::from(a.abs_diff(*b)))
        .sum();
    assert!(error / (lossy.rgb.len() as u32) < 12, "mean error of the JPEG");

    let lossy = decode(&lossy_webp()).unwrap();
    assert_eq!((lossy.width, lossy.height), (24, 16));
    for (place, rgb) in lossy.rgb.chunks_exact(3).enumerate() {
        let (x, y) = (place % 24, place / 24);
        assert!(
            rgb[0].abs_diff(10 * x as u8) < 40 && rgb[1].abs_diff(15 * y as u8) < 40,
            "{x}, {y}: {rgb:?}"
        );
    }
}

#[test]
fn other_depths_and_colour_models_become_rgb() {
    let grey = DynamicImage::ImageLuma8(image::GrayImage::from_raw(2, 1, vec![0, 200]).unwrap());
    let deep = DynamicImage::ImageRgb16(
        image::ImageBuffer::from_raw(2, 1, vec![0u16, 257, 65_535, 257 * 100, 257 * 50, 65_535]).unwrap(),
    );
    let deep_grey = DynamicImage::ImageLuma16(image::ImageBuffer::from_raw(1, 1, vec![257u16 * 9]).unwrap());
    assert_eq!(
        decode(&encoded(&grey, ImageFormat::Png)).unwrap().rgb,
        [0, 0, 0, 200, 200, 200]
    );
    assert_eq!(
        decode(&encoded(&deep, ImageFormat::Png)).unwrap().rgb,
        [0, 1, 255, 100, 50, 255]
    );
    assert_eq!(
        decode(&encoded(&deep_grey, ImageFormat::Png)).unwrap().rgb,
        [9, 9, 9]
    );
    let grey_jpeg = decode(&encoded(
        &grey.resize_exact(8, 8, image::imageops::Nearest),
        ImageFormat::Jpeg,
    ));
    assert!(
        grey_jpeg
            .unwrap()
            .rgb
            .chunks_exact(3)
            .all(|rgb| rgb[0] == rgb[1] && rgb[1] == rgb[2])
    );
}

/// A JPEG of 8x8 pixels of one CMYK colour, as Adobe's programs write it: 255 is no ink.
fn cmyk_jpeg(colour: [u8; 4]) -> Vec<u8> {
    let segment =
        |code: u8, body: &[u8]| [&[0xff, code], &(body.len() as u16 + 2).to_be_bytes()[..], body].concat();
    let quantisation = [&[0][..], &[8; 64]].concat();
    let frame: Vec<u8> = [8, 0, 8, 0, 8, 4]
        .into_iter()
        .chain((1..=4).flat_map(|id| [id, 0x11, 0]))
        .collect();
    // Sizes 0..=7 of the first coefficient have codes of four bits; "no other coefficient" has the code 0.
    let first = [&[0, 0, 0, 0, 8][..], &[0; 12], &[0, 1, 2, 3, 4, 5, 6, 7]].concat();
    let others = [&[0x10, 1][..], &[0; 15], &[0]].concat();
    let scan: Vec<u8> = [4]
        .into_iter()
        .chain((1..=4).flat_map(|id| [id, 0]))
        .chain([0, 63, 0])
        .collect();
    let mut bits = String::new();
    for value in colour {
        let step = i32::from(value) - 128;
        let size = (32 - step.unsigned_abs().leading_zeros()) as usize;
        let code = if step < 0 { step + (1 << size) - 1 } else { step };
        let digits = if size > 0 {
            format!("{code:0size$b}")
        } else {
            String::new()
        };
        bits += &format!("{size:04b}{digits}0");
    }
    bits += &"1".repeat((8 - bits.len() % 8) % 8);
    let data = bits.as_bytes().chunks(8).flat_map(|byte| {
        let byte = u8::from_str_radix(std::str::from_utf8(byte).unwrap(), 2).unwrap();
        if byte == 0xff { vec![0xff, 0] } else { vec![byte] }
    });
    let adobe = segment(0xee, b"Adobe\x00\x64\x00\x00\x00\x00\x00");
    let tables = [
        segment(0xdb, &quantisation),
        segment(0xc0, &frame),
        segment(0xc4, &first),
    ]
    .concat();
    let head = [
        vec![0xff, 0xd8],
        adobe,
        tables,
        segment(0xc4, &others),
        segment(0xda, &scan),
    ]
    .concat();
    head.into_iter().chain(data).chain([0xff, 0xd9]).collect()
}

#[test]
fn cmyk_becomes_rgb() {
    for (cmyk, rgb) in [
        ([255; 4], [255; 3]),
        ([255, 1, 1, 255], [255, 1, 1]),
        ([255, 255, 255, 100], [100; 3]),
    ] {
        let found = decode(&cmyk_jpeg(cmyk)).unwrap();
        assert_eq!((found.width, found.height), (8, 8));
        for pixel in found.rgb.chunks_exact(3) {
            assert!(
                pixel.iter().zip(rgb).all(|(a, b)| a.abs_diff(b) <= 2),
                "{cmyk:?}: {pixel:?}"
            );
        }
    }
}

#[test]
fn transparency_is_laid_over_white() {
    let pixels = vec![10, 20, 30, 0, 10, 20, 30, 255, 0, 100, 255, 128];
    let image = DynamicImage::ImageRgba8(image::RgbaImage::from_raw(3, 1, pixels).unwrap());
    for format in [ImageFormat::Png, ImageFormat::WebP] {
        let found = decode(&encoded(&image, format)).unwrap();
        assert_eq!(found.rgb, [255, 255, 255, 10, 20, 30, 127, 177, 255]);
    }
}

#[test]
fn the_camera_s_orientation_is_applied() {
    // A TIFF header and one entry: the orientation, a 16-bit number.
    let exif = |orientation: u8| {
        let head = b"II\x2a\x00\x08\x00\x00\x00\x01\x00\x12\x01\x03\x00\x01\x00\x00\x00".to_vec();
        [head, vec![orientation, 0, 0, 0, 0, 0, 0, 0]].concat()
    };
    let (width, height) = (3, 2);
    let stored: Vec<u8> = (0..width * height * 3).map(|value| value as u8 * 10).collect();
    for orientation in 1..=8u8 {
        let mut file = Vec::new();
        let mut encoder = PngEncoder::new(&mut file);
        encoder.set_exif_metadata(exif(orientation)).unwrap();
        encoder
            .write_image(&stored, width as u32, height as u32, ExtendedColorType::Rgb8)
            .unwrap();
        let found = decode(&file).unwrap();
        let turned = orientation > 4;
        assert_eq!(
            (found.width, found.height),
            if turned { (height, width) } else { (width, height) }
        );
        for row in 0..height {
            for column in 0..width {
                // Where the standard says that the first row and the first column of the file are to be seen.
                let (right, bottom) = (found.width - 1, found.height - 1);
                let (x, y) = match orientation {
                    1 => (column, row),
                    2 => (right - column, row),
                    3 => (right - column, bottom - row),
                    4 => (column, bottom - row),
                    5 => (row, column),
                    6 => (right - row, column),
                    7 => (right - row, bottom - column),
                    _ => (row, bottom - column),
                };
                let (seen, kept) = (3 * (y * found.width + x), 3 * (row * width + column));
                assert_eq!(
                    found.rgb[seen..seen + 3],
                    stored[kept..kept + 3],
                    "orientation {orientation}"
                );
            }
        }
    }

    let mut jpeg = Vec::new();
    let mut encoder = JpegEncoder::new(&mut jpeg);
    encoder.set_exif_metadata(exif(6)).unwrap();
    encoder.encode_image(&photo(40, 24)).unwrap();
    let found = decode(&jpeg).unwrap();
    assert_eq!((found.width, found.height), (24, 40));
}

#[test]
fn an_animation_shows_its_first_frame() {
    let frame = |colour: [u8; 3]| {
        let mut file = Vec::new();
        WebPEncoder::new_lossless(&mut file)
            .encode(&colour.repeat(6), 3, 2, ExtendedColorType::Rgb8)
            .unwrap();
        let mut body = vec![0; 16];
        // Position 0, 0; width and height less one; 50 ms.
        (body[6], body[9], body[12]) = (2, 1, 50);
        body.extend_from_slice(&file[12..]);
        chunk(b"ANMF", &body)
    };
    let header = chunk(b"VP8X", &[0x02, 0, 0, 0, 2, 0, 0, 1, 0, 0]);
    let file = riff(&[
        header,
        chunk(b"ANIM", &[0; 6]),
        frame([200, 10, 20]),
        frame([1, 2, 3]),
    ]);
    let found = decode(&file).unwrap();
    assert_eq!((found.width, found.height), (3, 2));
    // The decoder blends the frame over an empty canvas, which may cost a step of a byte.
    assert!(
        found
            .rgb
            .iter()
            .zip([200, 10, 20].repeat(6))
            .all(|(a, b)| a.abs_diff(b) <= 1),
        "{:?}",
        found.rgb
    );
}
