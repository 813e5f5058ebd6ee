//! Wide colour spaces become sRGB before anything looks at a photo.

#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

use bi_irra::image::{Enough, decode, read};
use image::codecs::jpeg::JpegEncoder;
use image::codecs::png::PngEncoder;
use image::codecs::webp::WebPEncoder;
use image::{ExtendedColorType, ImageEncoder};
use moxcms::{ColorProfile, Layout, RenderingIntent, TransformOptions};

const SIDE: u32 = 64;

/// Colours that every one of the spaces has, in blocks of eight pixels.
fn colours() -> Vec<u8> {
    (0..SIDE * SIDE)
        .flat_map(|pixel| {
            let (x, y) = (pixel % SIDE / 8, pixel / SIDE / 8);
            [60 + x * 16, 60 + y * 16, 180 - (x + y) * 8].map(|part| part as u8)
        })
        .collect()
}

fn in_space(space: &ColorProfile) -> Vec<u8> {
    let options = TransformOptions {
        rendering_intent: RenderingIntent::RelativeColorimetric,
        ..TransformOptions::default()
    };
    let transform = ColorProfile::new_srgb()
        .create_transform_8bit(Layout::Rgb, space, Layout::Rgb, options)
        .unwrap();
    let mut out = vec![0; colours().len()];
    transform.transform(&colours(), &mut out).unwrap();
    out
}

fn files(rgb: &[u8], icc: &[u8]) -> [(&'static str, Vec<u8>); 3] {
    fn write(mut encoder: impl ImageEncoder, rgb: &[u8], icc: &[u8]) {
        encoder.set_icc_profile(icc.to_vec()).unwrap();
        encoder
            .write_image(rgb, SIDE, SIDE, ExtendedColorType::Rgb8)
            .unwrap();
    }
    let (mut jpeg, mut png, mut webp) = (Vec::new(), Vec::new(), Vec::new());
    write(JpegEncoder::new_with_quality(&mut jpeg, 100), rgb, icc);
    write(PngEncoder::new(&mut png), rgb, icc);
    write(WebPEncoder::new_lossless(&mut webp), rgb, icc);
    [("JPEG", jpeg), ("PNG", png), ("WebP", webp)]
}

#[test]
fn wide_spaces_become_srgb_in_every_kind_of_file() {
    for (name, space) in [
        ("Display P3", ColorProfile::new_display_p3()),
        ("Adobe RGB", ColorProfile::new_adobe_rgb()),
        ("ProPhoto", ColorProfile::new_pro_photo_rgb()),
    ] {
        let stored = in_space(&space);
        let moved = stored
            .iter()
            .zip(colours())
            .filter(|(a, b)| a.abs_diff(*b) > 8)
            .count();
        assert!(
            moved > stored.len() / 10,
            "{name} is no test: {moved} bytes differ"
        );
        for (kind, file) in files(&stored, &space.encode().unwrap()) {
            let found = decode(&file).unwrap().rgb;
            // ProPhoto in eight bits has coarse steps.
            let apart = found
                .iter()
                .zip(colours())
                .map(|(a, b)| a.abs_diff(b))
                .max()
                .unwrap();
            assert!(apart <= 8, "{name} in {kind}: {apart}");
            let enough = Enough { width: 8, height: 8 };
            let small = read(&file, enough).unwrap().pixels;
            let centre = [colours()[3 * 32 * 64 + 96], colours()[3 * 32 * 64 + 97]];
            let place = 3 * (small.width * small.height / 2 + small.width / 2);
            assert!(
                small.rgb[place].abs_diff(centre[0]) <= 10 && small.rgb[place + 1].abs_diff(centre[1]) <= 10,
                "{name} in {kind}, reduced"
            );
        }
    }
}

#[test]
fn srgb_with_a_profile_keeps_its_bytes() {
    let icc = ColorProfile::new_srgb().encode().unwrap();
    for (kind, file) in files(&colours(), &icc).into_iter().skip(1) {
        assert_eq!(decode(&file).unwrap().rgb, colours(), "{kind}");
    }
}

#[test]
fn a_damaged_profile_is_no_reason_to_refuse_a_photo() {
    for (kind, file) in files(&colours(), &[7; 200]).into_iter().skip(1) {
        assert_eq!(decode(&file).unwrap().rgb, colours(), "{kind}");
    }
}
