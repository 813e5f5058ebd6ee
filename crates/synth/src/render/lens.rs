//! Camera faults: blur, low resolution, exposure, colour cast, noise, storage.

use super::jpeg;
use crate::noise::hash;
use crate::shot::Lens;
use std::sync::OnceLock;

/// Box blur by `radius` pixels along rows (`stride` 1) or columns (`stride` = width), in place.
fn smear(data: &mut [[f32; 3]], lines: usize, length: usize, step: usize, stride: usize, radius: f32) {
    let whole = radius as usize;
    let edge = radius - whole as f32;
    let weight = 1.0 / (2.0 * radius + 1.0);
    let mut line = vec![[0.0f32; 3]; length];
    for l in 0..lines {
        for (i, value) in line.iter_mut().enumerate() {
            *value = data[l * step + i * stride];
        }
        let at = |i: isize| line[i.clamp(0, length as isize - 1) as usize];
        let mut sum = [0.0f32; 3];
        for k in -(whole as isize)..=whole as isize {
            let p = at(k);
            sum = [sum[0] + p[0], sum[1] + p[1], sum[2] + p[2]];
        }
        for i in 0..length as isize {
            let w = whole as isize;
            let (a, b) = (at(i - w - 1), at(i + w + 1));
            data[l * step + i as usize * stride] =
                std::array::from_fn(|c| (sum[c] + edge * (a[c] + b[c])) * weight);
            let gone = at(i - w);
            sum = std::array::from_fn(|c| sum[c] + b[c] - gone[c]);
        }
    }
}

/// Soft blur: two box blurs both ways.
pub fn blur(data: &mut [[f32; 3]], width: usize, height: usize, radius: f32) {
    if radius < 0.05 {
        return;
    }
    for _ in 0..if radius < 0.8 { 1 } else { 2 } {
        smear(data, height, width, width, 1, radius);
        smear(data, width, height, 1, width, radius);
    }
}

/// Shrinks to `w` x `h` by area and grows back smoothly.
fn resolve(data: &mut [[f32; 3]], width: usize, height: usize, w: usize) {
    if w >= width || w < 4 {
        return;
    }
    let h = (height * w / width).max(4);
    let mut small = vec![[0.0f32; 4]; w * h];
    for y in 0..height {
        for x in 0..width {
            let s = &mut small[(y * h / height) * w + x * w / width];
            let p = data[y * width + x];
            *s = [s[0] + p[0], s[1] + p[1], s[2] + p[2], s[3] + 1.0];
        }
    }
    for y in 0..height {
        let fy = ((y as f32 + 0.5) * h as f32 / height as f32 - 0.5).clamp(0.0, h as f32 - 1.0);
        let (j, ty) = (fy as usize, fy.fract());
        let below = (j + 1).min(h - 1);
        for x in 0..width {
            let fx = ((x as f32 + 0.5) * w as f32 / width as f32 - 0.5).clamp(0.0, w as f32 - 1.0);
            let (i, tx) = (fx as usize, fx.fract());
            let beside = (i + 1).min(w - 1);
            data[y * width + x] = std::array::from_fn(|c| {
                let at = |i: usize, j: usize| small[j * w + i][c] / small[j * w + i][3].max(1.0);
                let top = at(i, j) + (at(beside, j) - at(i, j)) * tx;
                let low = at(i, below) + (at(beside, below) - at(i, below)) * tx;
                top + (low - top) * ty
            });
        }
    }
}

/// Light that every lens scatters: black is never quite black.
const FLARE: f32 = 0.005;

/// Contrast around the middle; more of it bends the ends of the scale instead of cutting them off.
fn steepen(value: f32, contrast: f32) -> f32 {
    if contrast <= 1.0 || !(0.0..255.0).contains(&value) {
        return (value - 118.0) * contrast.min(1.0) + 118.0;
    }
    let x = value / 255.0;
    value + 255.0 * 2.0 * (contrast - 1.0).min(0.5) * x * (1.0 - x) * (2.0 * x - 0.92)
}

/// Lifts every pixel away from the mean of its four neighbours, by brightness only.
fn sharpen(data: &mut [[f32; 3]], width: usize, strength: f32) {
    if strength <= 0.0 || data.len() < 3 * width || width < 3 {
        return;
    }
    let luma: Vec<f32> = data
        .iter()
        .map(|p| 0.3 * p[0] + 0.59 * p[1] + 0.11 * p[2])
        .collect();
    for i in width + 1..data.len() - width - 1 {
        let around = luma[i - 1] + luma[i + 1] + luma[i - width] + luma[i + width];
        let lift = strength * (luma[i] - 0.25 * around);
        data[i] = data[i].map(|c| c + lift);
    }
}

/// Linear light to sRGB 0..255 with a soft shoulder, so that lit white cloth does not clip.
fn tone(c: f32) -> f32 {
    let c = if c > 0.75 {
        0.75 + 0.25 * (1.0 - (-(c - 0.75) / 0.25).exp())
    } else {
        c
    };
    let e = if c <= 0.003_130_8 {
        12.92 * c
    } else {
        1.055 * c.powf(1.0 / 2.4) - 0.055
    };
    e * 255.0
}

const STEPS: usize = 1024;

/// Table of [`tone`] over the square root of the light, up to a light of 4.
fn tones() -> &'static [f32] {
    static TONES: OnceLock<Vec<f32>> = OnceLock::new();
    TONES.get_or_init(|| {
        (0..=STEPS + 1)
            .map(|i| tone((2.0 * i as f32 / STEPS as f32).powi(2)))
            .collect()
    })
}

fn develop(c: f32, tones: &[f32]) -> f32 {
    let x = (c.clamp(0.0, 4.0).sqrt() * 0.5) * STEPS as f32;
    let i = x as usize;
    tones[i] + (tones[i + 1] - tones[i]) * (x - i as f32)
}

/// Turns linear light into the stored picture.
pub fn expose(mut data: Vec<[f32; 3]>, width: usize, height: usize, lens: &Lens, seed: u32) -> Vec<u8> {
    let size = width as f32;
    blur(&mut data, width, height, lens.blur * size * 0.5);
    if lens.motion > 0.0 {
        smear(&mut data, height, width, width, 1, lens.motion * size * 0.5);
    }
    resolve(&mut data, width, height, lens.resolved as usize);
    let tones = tones();
    for (i, pixel) in data.iter_mut().enumerate() {
        let lit: [f32; 3] = std::array::from_fn(|c| {
            develop(
                (pixel[c] * lens.exposure * lens.cast[c] + FLARE) * (1.0 - lens.haze) + lens.haze * 0.5,
                tones,
            )
        });
        let grey = 0.3 * lit[0] + 0.59 * lit[1] + 0.11 * lit[2];
        // Sum of two uniform draws for luma, a third one tints it.
        let h = hash(i as u32 ^ seed.wrapping_mul(0x9e37_79b9));
        let draw = |shift: u32| ((h >> shift) & 1023) as f32 / 512.0 - 1.0;
        let (l, t) = (
            (draw(0) + draw(10)) * 0.8 * lens.noise * 255.0,
            draw(20) * 0.5 * lens.noise * 255.0,
        );
        let noise = [l + t, l, l - t];
        *pixel = std::array::from_fn(|c| {
            let value = grey + (lit[c] - grey) * lens.saturation;
            steepen(value, lens.contrast) + noise[c]
        });
    }
    sharpen(&mut data, width, lens.sharpen);
    if lens.interlace > 0.0 {
        let offset = (lens.interlace * size).round().max(1.0) as usize;
        for row in data.chunks_exact_mut(width).skip(1).step_by(2) {
            row.rotate_right(offset.min(width - 1));
        }
    }
    if lens.jpeg < 100 {
        jpeg::degrade(&mut data, width, height, lens.jpeg);
    }
    data.iter()
        .flat_map(|p| p.map(|c| (c + 0.5).clamp(0.0, 255.0) as u8))
        .collect()
}
