//! What JPEG does to a picture: 8x8 cosine blocks, quantised.

use std::f32::consts::PI;
use std::sync::OnceLock;

/// Quantisation steps grow with frequency; this smooth law is close to the usual tables.
fn step(u: usize, v: usize, quality: f32, chroma: bool) -> f32 {
    let scale = if quality < 50.0 {
        50.0 / quality
    } else {
        2.0 - quality / 50.0
    };
    let base = if chroma {
        16.0 + 14.0 * (u + v) as f32
    } else {
        11.0 + 5.5 * (u + v) as f32 + 0.9 * (u * v) as f32
    };
    (base.min(if chroma { 99.0 } else { 121.0 }) * scale).max(1.0)
}

fn basis() -> &'static [[f32; 8]; 8] {
    static BASIS: OnceLock<[[f32; 8]; 8]> = OnceLock::new();
    BASIS.get_or_init(|| {
        let mut table = [[0.0; 8]; 8];
        for (k, row) in table.iter_mut().enumerate() {
            let norm = if k == 0 { (1.0f32 / 8.0).sqrt() } else { 0.5 };
            for (n, value) in row.iter_mut().enumerate() {
                *value = norm * ((2 * n + 1) as f32 * k as f32 * PI / 16.0).cos();
            }
        }
        table
    })
}

/// Quantises one plane in place; values around 0..255.
fn quantise(plane: &mut [f32], width: usize, height: usize, quality: f32, chroma: bool) {
    let b = basis();
    let steps: [[f32; 8]; 8] = std::array::from_fn(|v| std::array::from_fn(|u| step(u, v, quality, chroma)));
    for y0 in (0..height).step_by(8) {
        for x0 in (0..width).step_by(8) {
            let mut block = [[0.0f32; 8]; 8];
            for (y, row) in block.iter_mut().enumerate() {
                for (x, value) in row.iter_mut().enumerate() {
                    *value = plane[(y0 + y).min(height - 1) * width + (x0 + x).min(width - 1)] - 128.0;
                }
            }
            let rows: [[f32; 8]; 8] =
                std::array::from_fn(|y| std::array::from_fn(|k| (0..8).map(|n| block[y][n] * b[k][n]).sum()));
            let mut kept = [[0.0f32; 8]; 8];
            for l in 0..8 {
                for k in 0..8 {
                    let c: f32 = (0..8).map(|n| rows[n][k] * b[l][n]).sum();
                    kept[l][k] = (c / steps[l][k]).round() * steps[l][k];
                }
            }
            let columns: [[f32; 8]; 8] =
                std::array::from_fn(|y| std::array::from_fn(|k| (0..8).map(|l| kept[l][k] * b[l][y]).sum()));
            for y in 0..8.min(height - y0) {
                for x in 0..8.min(width - x0) {
                    let value: f32 = (0..8).map(|k| columns[y][k] * b[k][x]).sum();
                    plane[(y0 + y) * width + x0 + x] = value + 128.0;
                }
            }
        }
    }
}

/// Runs an sRGB picture (0..255 per channel) through JPEG-like losses, colour at half resolution.
pub fn degrade(rgb: &mut [[f32; 3]], width: usize, height: usize, quality: u8) {
    let quality = f32::from(quality.clamp(5, 99));
    let mut luma: Vec<f32> = rgb
        .iter()
        .map(|p| 0.299 * p[0] + 0.587 * p[1] + 0.114 * p[2])
        .collect();
    let (w, h) = (width.div_ceil(2), height.div_ceil(2));
    let (mut cb, mut cr) = (vec![0.0; w * h], vec![0.0; w * h]);
    for y in 0..h {
        for x in 0..w {
            let (mut b, mut r) = (0.0, 0.0);
            for (dx, dy) in [(0, 0), (1, 0), (0, 1), (1, 1)] {
                let i = (2 * y + dy).min(height - 1) * width + (2 * x + dx).min(width - 1);
                b += 0.25 * 0.564 * (rgb[i][2] - luma[i]);
                r += 0.25 * 0.713 * (rgb[i][0] - luma[i]);
            }
            (cb[y * w + x], cr[y * w + x]) = (b + 128.0, r + 128.0);
        }
    }
    quantise(&mut luma, width, height, quality, false);
    quantise(&mut cb, w, h, quality, true);
    quantise(&mut cr, w, h, quality, true);
    for y in 0..height {
        for x in 0..width {
            let i = y * width + x;
            let j = (y / 2) * w + x / 2;
            let (l, b, r) = (luma[i], cb[j] - 128.0, cr[j] - 128.0);
            rgb[i] = [l + 1.402 * r, l - 0.344 * b - 0.714 * r, l + 1.772 * b];
        }
    }
}
