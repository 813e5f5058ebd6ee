//! Colours as people name them: prototypes, and jitter that never leaves the name.

use super::attributes::{Colour, HairColour};
use super::dice::Dice;

/// An sRGB colour.
pub type Rgb = [u8; 3];

/// The colour that most people would call by this name.
pub const fn prototype(colour: Colour) -> Rgb {
    match colour {
        Colour::Black => [24, 24, 27],
        Colour::White => [238, 238, 236],
        Colour::Grey => [130, 131, 134],
        Colour::LightGrey => [190, 192, 194],
        Colour::DarkGrey => [72, 74, 78],
        Colour::Red => [196, 28, 36],
        Colour::DarkRed => [112, 20, 36],
        Colour::Orange => [236, 116, 24],
        Colour::Yellow => [242, 208, 40],
        Colour::Mustard => [196, 148, 34],
        Colour::Green => [36, 138, 62],
        Colour::LightGreen => [152, 212, 120],
        Colour::DarkGreen => [24, 68, 44],
        Colour::Olive => [94, 94, 50],
        Colour::Turquoise => [30, 164, 168],
        Colour::Blue => [34, 84, 184],
        Colour::LightBlue => [142, 190, 230],
        Colour::DarkBlue => [26, 36, 74],
        Colour::Purple => [104, 42, 138],
        Colour::Lilac => [184, 160, 216],
        Colour::Pink => [230, 78, 142],
        Colour::LightPink => [242, 186, 200],
        Colour::Brown => [116, 74, 44],
        Colour::DarkBrown => [64, 40, 28],
        Colour::Tan => [182, 136, 90],
        Colour::Beige => [222, 204, 170],
    }
}

/// Denim is never as bright as its colour word.
fn denim(colour: Colour) -> Rgb {
    match colour {
        Colour::Blue => [66, 96, 142],
        Colour::LightBlue => [136, 168, 204],
        Colour::DarkBlue => [32, 44, 74],
        other => prototype(other),
    }
}

/// sRGB to linear light.
pub fn linear(rgb: Rgb) -> [f32; 3] {
    rgb.map(|c| {
        let c = f32::from(c) / 255.0;
        if c <= 0.04045 {
            c / 12.92
        } else {
            ((c + 0.055) / 1.055).powf(2.4)
        }
    })
}

/// Linear light to sRGB.
pub fn encode(rgb: [f32; 3]) -> Rgb {
    rgb.map(|c| {
        let c = c.clamp(0.0, 1.0);
        let e = if c <= 0.003_130_8 {
            c * 12.92
        } else {
            1.055 * c.powf(1.0 / 2.4) - 0.055
        };
        (e * 255.0 + 0.5) as u8
    })
}

/// sRGB to Oklab, where distances are about as people see them.
pub fn oklab(rgb: Rgb) -> [f32; 3] {
    let [r, g, b] = linear(rgb);
    let l = (0.412_221_5 * r + 0.536_332_5 * g + 0.051_446 * b).cbrt();
    let m = (0.211_903_5 * r + 0.680_699_5 * g + 0.107_397 * b).cbrt();
    let s = (0.088_302_46 * r + 0.281_718_85 * g + 0.629_978_7 * b).cbrt();
    [
        0.210_454_26 * l + 0.793_617_8 * m - 0.004_072_047 * s,
        1.977_998_5 * l - 2.428_592_2 * m + 0.450_593_7 * s,
        0.025_904_037 * l + 0.782_771_77 * m - 0.808_675_77 * s,
    ]
}

fn from_oklab([big_l, a, b]: [f32; 3]) -> Rgb {
    let l = (big_l + 0.396_337_78 * a + 0.215_803_76 * b).powi(3);
    let m = (big_l - 0.105_561_346 * a - 0.063_854_17 * b).powi(3);
    let s = (big_l - 0.089_484_18 * a - 1.291_485_5 * b).powi(3);
    encode([
        4.076_741_7 * l - 3.307_711_6 * m + 0.230_969_94 * s,
        -1.268_438 * l + 2.609_757_4 * m - 0.341_319_38 * s,
        -0.004_196_086_3 * l - 0.703_418_6 * m + 1.707_614_7 * s,
    ])
}

/// Squared distance of two colours as people see them; hue counts more than lightness.
pub fn distance(a: Rgb, b: Rgb) -> f32 {
    let (a, b) = (oklab(a), oklab(b));
    let [l, u, v] = [a[0] - b[0], a[1] - b[1], a[2] - b[2]];
    0.6 * l * l + u * u + v * v
}

/// The name whose prototype is nearest.
pub fn name(rgb: Rgb) -> Colour {
    let mut best = (f32::MAX, Colour::Black);
    for &colour in Colour::ALL {
        let d = distance(rgb, prototype(colour));
        if d < best.0 {
            best = (d, colour);
        }
    }
    best.1
}

fn jitter(rgb: Rgb, dice: &mut Dice, amount: f32) -> Rgb {
    let [l, a, b] = oklab(rgb);
    let (mut chroma, mut hue) = ((a * a + b * b).sqrt(), b.atan2(a));
    chroma *= 1.0 + 0.28 * amount * dice.bell();
    hue += 0.20 * amount * dice.bell();
    let lift = 0.085 * amount * dice.bell();
    let tint = 0.006 * amount;
    from_oklab([
        (l + lift).clamp(0.03, 0.99),
        chroma * hue.cos() + tint * dice.bell(),
        chroma * hue.sin() + tint * dice.bell(),
    ])
}

/// A random shade that is still called `colour`.
pub fn shade(colour: Colour, dice: &mut Dice) -> Rgb {
    let base = prototype(colour);
    for attempt in 0..6 {
        let rgb = jitter(base, dice, 1.0 - 0.12 * attempt as f32);
        if name(rgb) == colour {
            return rgb;
        }
    }
    base
}

/// A random shade of denim.
pub fn denim_shade(colour: Colour, dice: &mut Dice) -> Rgb {
    jitter(denim(colour), dice, 0.6)
}

/// A random skin tone, from very light to very dark.
pub fn skin(dice: &mut Dice) -> Rgb {
    const TONES: [Rgb; 8] = [
        [232, 194, 172],
        [222, 176, 148],
        [214, 166, 130],
        [198, 148, 112],
        [176, 124, 90],
        [144, 98, 70],
        [106, 70, 50],
        [74, 49, 38],
    ];
    let tone = dice.pick(&[
        (0, 2.0),
        (1, 3.0),
        (2, 3.0),
        (3, 2.5),
        (4, 1.8),
        (5, 1.4),
        (6, 1.2),
        (7, 1.0),
    ]);
    jitter(TONES[tone], dice, 0.5)
}

/// A random shade of a hair colour.
pub fn hair(colour: HairColour, dice: &mut Dice) -> Rgb {
    let base = match colour {
        HairColour::Black => [22, 19, 19],
        HairColour::DarkBrown => [50, 34, 26],
        HairColour::Brown => [92, 62, 40],
        HairColour::Blond => [202, 168, 108],
        HairColour::Red => [150, 70, 34],
        HairColour::Grey => [136, 134, 132],
        HairColour::White => [220, 218, 212],
        HairColour::Dyed => dice.one(&[[228, 96, 160], [52, 98, 190], [60, 160, 110], [128, 66, 170]]),
    };
    jitter(base, dice, 0.55)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn shades_keep_their_name() {
        let mut dice = Dice::new(5);
        for &colour in Colour::ALL {
            assert_eq!(name(prototype(colour)), colour);
            for _ in 0..50 {
                assert_eq!(name(shade(colour, &mut dice)), colour);
            }
        }
    }

    #[test]
    fn linear_light_round_trips() {
        for rgb in [[0, 128, 255], [12, 34, 56], [250, 3, 77]] {
            assert_eq!(encode(linear(rgb)), rgb);
            assert!(distance(from_oklab(oklab(rgb)), rgb) < 1e-4);
        }
    }
}
