//! Small picture files for the tests of the decoder.

#![allow(dead_code, reason = "each test file needs some of them")]

use image::{DynamicImage, ImageFormat, RgbImage};
use std::io::Cursor;

/// The picture as a file.
pub fn encoded(image: &DynamicImage, format: ImageFormat) -> Vec<u8> {
    let mut file = Cursor::new(Vec::new());
    image.write_to(&mut file, format).unwrap();
    file.into_inner()
}

/// A smooth picture.
pub fn photo(width: u32, height: u32) -> RgbImage {
    RgbImage::from_fn(width, height, |x, y| {
        image::Rgb([(x * 5) as u8, (y * 3) as u8, (x + y) as u8])
    })
}

/// A lossy WebP of 24x16 pixels, which our encoder cannot make: red grows by 10 to the right, green by 15 downwards.
const LOSSY_WEBP: [&str; 3] = [
    "5249464664000000574542505650382058000000d003009d012a180010003eb54ea149a7",
    "24a3a1300800e016896c009d3284700029bbe017804a5800fef7c5c8c32aefcb83c5fd43",
    "85530912aa1af34f2e9e9bc5a8b4f22e5a1c9478ae5941eaa6bdf3da86fe5b9a90f66000",
];

/// The same picture as JPEG, PNG and WebP.
pub fn files() -> [Vec<u8>; 3] {
    let image = DynamicImage::ImageRgb8(photo(40, 24));
    [ImageFormat::Jpeg, ImageFormat::Png, ImageFormat::WebP].map(|format| encoded(&image, format))
}

/// The bytes of the lossy WebP.
pub fn lossy_webp() -> Vec<u8> {
    let digits = LOSSY_WEBP.concat();
    (0..digits.len())
        .step_by(2)
        .map(|at| u8::from_str_radix(&digits[at..at + 2], 16).unwrap())
        .collect()
}
