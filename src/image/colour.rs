//! Colours of other spaces to sRGB, which is what models learn from and screens show.

use super::Pixels;
use moxcms::{
    CicpColorPrimaries, CicpProfile, ColorProfile, DataColorSpace, Layout, MatrixCoefficients,
    RenderingIntent, TransferCharacteristics, TransformOptions,
};

/// Most that a colour may move, in steps of a byte, for its space to count as sRGB: such pictures keep their bytes.
const SAME: u8 = 2;

/// The space that a picture's numbers are of.
#[derive(Debug)]
pub(super) struct Space(ColorProfile);

impl Space {
    /// From an ICC profile; `None` where it is damaged, which is no reason to refuse a photo.
    pub(super) fn of_profile(icc: &[u8]) -> Option<Self> {
        ColorProfile::new_from_slice(icc).ok().map(Self)
    }

    /// From the code points of ITU-T H.273, as PNG files of screens have them; `None` for unknown ones.
    pub(super) fn of_code_points(primaries: u8, transfer: u8) -> Option<Self> {
        let points = CicpProfile {
            color_primaries: CicpColorPrimaries::try_from(primaries).ok()?,
            transfer_characteristics: TransferCharacteristics::try_from(transfer).ok()?,
            matrix_coefficients: MatrixCoefficients::Identity,
            full_range: true,
        };
        Some(Self(ColorProfile::new_from_cicp(points)))
    }

    /// Converts a picture to sRGB, unless it is that already or the profile is of no use.
    pub(super) fn to_srgb(&self, picture: &mut Pixels) {
        match self.0.color_space {
            DataColorSpace::Rgb => {
                let probe = probe();
                let moves = self
                    .transformed(&probe, Layout::Rgb)
                    .is_some_and(|moved| probe.iter().zip(&moved).any(|(a, b)| a.abs_diff(*b) > SAME));
                if moves && let Some(rgb) = self.transformed(&picture.rgb, Layout::Rgb) {
                    picture.rgb = rgb;
                }
            }
            DataColorSpace::Gray => {
                let all: Vec<u8> = (0..=255).collect();
                let is_grey = picture
                    .rgb
                    .chunks_exact(3)
                    .all(|rgb| rgb[0] == rgb[1] && rgb[1] == rgb[2]);
                if is_grey && let Some(table) = self.transformed(&all, Layout::Gray) {
                    for rgb in picture.rgb.chunks_exact_mut(3) {
                        let grey = usize::from(rgb[0]);
                        rgb.copy_from_slice(&table[3 * grey..3 * grey + 3]);
                    }
                }
            }
            _ => {}
        }
    }

    /// As many pixels as there are, of three bytes each.
    fn transformed(&self, source: &[u8], layout: Layout) -> Option<Vec<u8>> {
        let options = TransformOptions {
            rendering_intent: RenderingIntent::RelativeColorimetric,
            ..TransformOptions::default()
        };
        let transform = self
            .0
            .create_transform_8bit(layout, &ColorProfile::new_srgb(), Layout::Rgb, options)
            .ok()?;
        let mut rgb = vec![0; source.len() / layout.channels() * 3];
        transform.transform(source, &mut rgb).ok()?;
        Some(rgb)
    }
}

/// Inks (255: all of it) to sRGB: by the profile of the press, or by what each ink leaves of white.
pub(super) fn cmyk_to_rgb(inks: &[u8], icc: Option<&[u8]>) -> Vec<u8> {
    let by_profile = icc
        .and_then(Space::of_profile)
        .filter(|space| space.0.color_space == DataColorSpace::Cmyk)
        .and_then(|space| space.transformed(inks, Layout::Rgba));
    by_profile.unwrap_or_else(|| {
        let left = |ink: u8, black: u8| {
            let product = (255 - u32::from(ink)) * (255 - u32::from(black));
            ((product + 127) / 255) as u8
        };
        inks.chunks_exact(4)
            .flat_map(|inks| [0, 1, 2].map(|ink| left(inks[ink], inks[3])))
            .collect()
    })
}

/// Greys, primaries and what lies between.
fn probe() -> Vec<u8> {
    const STEPS: [u8; 5] = [0, 64, 128, 192, 255];
    let mut colours = Vec::with_capacity(3 * STEPS.len().pow(3));
    for red in STEPS {
        for green in STEPS {
            for blue in STEPS {
                colours.extend([red, green, blue]);
            }
        }
    }
    colours
}
