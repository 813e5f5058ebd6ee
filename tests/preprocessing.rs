//! Resize and normalisation against Pillow and torchvision.

#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

use bi_irra::image::{Filter, Normalization, Pixels, Preprocess, decode, normalize, resize};
use rand::rngs::StdRng;
use rand::{RngExt, SeedableRng};
use safetensors::SafeTensors;
use std::path::{Path, PathBuf};

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/golden_preproc")
}

fn picture(name: &str) -> Pixels {
    decode(&std::fs::read(folder().join(name)).unwrap()).unwrap()
}

fn noise(width: usize, height: usize, rng: &mut StdRng) -> Pixels {
    let rgb = (0..3 * width * height)
        .map(|_| rng.random_range(0..=255u8))
        .collect();
    Pixels::new(width, height, rgb).unwrap()
}

#[test]
fn resize_equals_pillow_to_the_last_step() {
    let cases = [
        ("bicubic224", 224, 224, Filter::Bicubic),
        ("bilinear224", 224, 224, Filter::Bilinear),
        ("bilinear384x128", 128, 384, Filter::Bilinear),
    ];
    for image in ["img0", "img1"] {
        let source = picture(&format!("{image}.png"));
        for (name, width, height, filter) in cases {
            let expected = picture(&format!("{image}_{name}_u8.png"));
            let found = resize(&source, width, height, filter);
            assert_eq!((found.width, found.height), (expected.width, expected.height));
            let wrong = found
                .rgb
                .iter()
                .zip(&expected.rgb)
                .filter(|(a, b)| a != b)
                .count();
            assert_eq!(wrong, 0, "{image} {name}: bytes that differ");
        }
    }
}

#[test]
fn preprocessing_equals_the_references() {
    let file = std::fs::read(folder().join("golden.safetensors")).unwrap();
    let tensors = SafeTensors::deserialize(&file).unwrap();
    let square = |normalization, filter| Preprocess {
        width: 224,
        height: 224,
        filter,
        normalization,
    };
    let tall = |normalization, filter| Preprocess {
        width: 128,
        height: 384,
        filter,
        normalization,
    };
    let cases = [
        (
            "birra_eval_imagenet_224",
            square(Normalization::IMAGENET, Filter::Bicubic),
        ),
        (
            "x2vlm_eval_clipnorm_224",
            square(Normalization::CLIP, Filter::Bicubic),
        ),
        ("irra_eval_384x128", tall(Normalization::CLIP, Filter::Bilinear)),
        // IVT itself trains with the cubic; its golden was made with the triangle.
        ("ivt_eval_384x128", tall(Normalization::HALF, Filter::Bilinear)),
    ];
    let mut compared = 0;
    for image in ["img0", "img1"] {
        let source = picture(&format!("{image}.png"));
        for (name, preprocess) in &cases {
            let found = preprocess.apply(&source);
            // Some goldens hold every pixel, the others each seventh of each seventh row.
            for (suffix, step) in [("", 1), ("_sub7", 7)] {
                let Ok(golden) = tensors.tensor(&format!("{image}.{name}{suffix}")) else {
                    continue;
                };
                let (width, height) = (preprocess.width, preprocess.height);
                assert_eq!(golden.shape(), [3, height.div_ceil(step), width.div_ceil(step)]);
                let rows = found.chunks_exact(width).enumerate();
                let sampled = rows
                    .filter(|(row, _)| (row % height).is_multiple_of(step))
                    .flat_map(|(_, row)| row.iter().step_by(step));
                let expected = golden.data().chunks_exact(4);
                assert_eq!(sampled.clone().count(), expected.len());
                for (&found, bytes) in sampled.zip(expected) {
                    let expected = f32::from_le_bytes(bytes.try_into().unwrap());
                    assert!(
                        (found - expected).abs() <= 5e-7,
                        "{image} {name}: {found}, expected {expected}"
                    );
                }
                compared += 1;
            }
        }
    }
    assert_eq!(compared, 9);
}

#[test]
fn one_colour_stays_that_colour_at_every_size() {
    let mut rng = StdRng::seed_from_u64(1);
    for _ in 0..100 {
        let mut size = || rng.random_range(1..70usize);
        let (from, to) = ((size(), size()), (size(), size()));
        let colour: [u8; 3] = rng.random();
        let source = Pixels::new(from.0, from.1, colour.repeat(from.0 * from.1)).unwrap();
        for filter in [Filter::Bilinear, Filter::Bicubic] {
            let found = resize(&source, to.0, to.1, filter);
            assert_eq!(
                found.rgb,
                colour.repeat(to.0 * to.1),
                "{from:?} to {to:?}, {filter:?}"
            );
        }
    }
}

#[test]
fn resize_commutes_with_mirrors_and_keeps_an_equal_size() {
    fn flip_rows(picture: &Pixels) -> Pixels {
        let rgb = picture
            .rgb
            .chunks_exact(3 * picture.width)
            .rev()
            .flatten()
            .copied()
            .collect();
        Pixels { rgb, ..*picture }
    }
    fn flip_columns(picture: &Pixels) -> Pixels {
        let rows = picture.rgb.chunks_exact(3 * picture.width);
        let rgb = rows
            .flat_map(|row| row.chunks_exact(3).rev().flatten().copied())
            .collect();
        Pixels { rgb, ..*picture }
    }
    let mut rng = StdRng::seed_from_u64(2);
    for _ in 0..30 {
        let mut size = || rng.random_range(1..50usize);
        let (width, height, to_width, to_height) = (size(), size(), size(), size());
        let source = noise(width, height, &mut rng);
        for filter in [Filter::Bilinear, Filter::Bicubic] {
            assert_eq!(resize(&source, width, height, filter), source);
            let straight = resize(&source, to_width, to_height, filter);
            for flip in [flip_rows, flip_columns] {
                let mirrored = resize(&flip(&source), to_width, to_height, filter);
                // Taps that fall on a half may round to either side, by one step of a byte in each pass.
                let worst = flip(&straight)
                    .rgb
                    .iter()
                    .zip(&mirrored.rgb)
                    .map(|(a, b)| a.abs_diff(*b))
                    .max();
                assert!(
                    worst <= Some(2),
                    "{width}x{height} to {to_width}x{to_height}, {filter:?}: {worst:?}"
                );
            }
        }
    }
}

#[test]
fn normalisation_is_channel_first() {
    let picture = Pixels::new(2, 1, vec![0, 128, 255, 255, 0, 51]).unwrap();
    let found = normalize(
        &picture,
        &Normalization {
            mean: [0.0, 0.5, 0.2],
            std: [1.0, 0.5, 0.1],
        },
    );
    let expected = [0.0, 1.0, 2.0 * (128.0 / 255.0) - 1.0, -1.0, 8.0, 0.0];
    assert!(
        found
            .iter()
            .zip(expected)
            .all(|(a, b): (&f32, f32)| (a - b).abs() < 1e-6),
        "{found:?}"
    );
}

#[test]
fn pixels_must_fill_the_picture() {
    assert!(Pixels::new(2, 2, vec![0; 12]).is_ok());
    for (width, height, bytes) in [(2, 2, 11), (2, 2, 13), (0, 4, 0), (4, 0, 0), (usize::MAX, 2, 6)] {
        assert!(
            Pixels::new(width, height, vec![0; bytes]).is_err(),
            "{width}x{height}"
        );
    }
}
