//! What kind of picture a file holds, told by its first bytes; names mean nothing.

use std::fmt;

/// Bytes from the start of a file that tell its kind.
pub const HEAD: usize = 64;

/// A kind of picture file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// JPEG.
    Jpeg,
    /// PNG.
    Png,
    /// WebP.
    WebP,
    /// GIF.
    Gif,
    /// Windows bitmap.
    Bmp,
    /// AVIF.
    Avif,
    /// HEIC and HEIF, as Apple's cameras write them.
    Heic,
    /// JPEG XL.
    JpegXl,
    /// JPEG 2000.
    Jpeg2000,
    /// TIFF, and the raw files of many cameras.
    Tiff,
    /// Raw files of other cameras.
    Raw,
    /// Photoshop's files.
    Psd,
}

/// Brands of the ISO base media format that are pictures. `mif1` and `msf1` say only that there are any.
const BRANDS: [(&[u8; 4], Kind); 14] = [
    (b"avif", Kind::Avif),
    (b"avis", Kind::Avif),
    (b"heic", Kind::Heic),
    (b"heix", Kind::Heic),
    (b"heim", Kind::Heic),
    (b"heis", Kind::Heic),
    (b"hevc", Kind::Heic),
    (b"hevx", Kind::Heic),
    (b"hevm", Kind::Heic),
    (b"hevs", Kind::Heic),
    (b"crx ", Kind::Raw),
    (b"jp2 ", Kind::Jpeg2000),
    (b"mif1", Kind::Heic),
    (b"msf1", Kind::Heic),
];

impl Kind {
    /// The kind of a file that starts with `head`, of which [`HEAD`] bytes are enough; `None` for what is no picture.
    pub fn of(head: &[u8]) -> Option<Self> {
        let at = |place: usize, mark: &[u8]| head.get(place..).is_some_and(|rest| rest.starts_with(mark));
        match head {
            [0xff, 0xd8, 0xff, ..] => Some(Self::Jpeg),
            _ if at(0, b"\x89PNG\r\n\x1a\n") => Some(Self::Png),
            _ if at(0, b"RIFF") && at(8, b"WEBP") => Some(Self::WebP),
            _ if at(0, b"GIF87a") || at(0, b"GIF89a") => Some(Self::Gif),
            _ if at(0, b"BM") && is_bitmap_header(head) => Some(Self::Bmp),
            _ if at(4, b"ftyp") => by_brand(head),
            _ if at(0, &[0xff, 0x0a]) || at(4, b"JXL \r\n\x87\n") => Some(Self::JpegXl),
            _ if at(4, b"jP  \r\n\x87\n") || at(0, &[0xff, 0x4f, 0xff, 0x51]) => Some(Self::Jpeg2000),
            _ if at(0, b"FUJIFILMCCD-RAW") || at(0, b"IIRO") || at(0, b"IIU\0") || at(0, b"FOVb") => {
                Some(Self::Raw)
            }
            _ if [&b"II*\0"[..], b"MM\0*", b"II+\0", b"MM\0+"]
                .iter()
                .any(|mark| at(0, mark)) =>
            {
                Some(Self::Tiff)
            }
            _ if at(0, b"8BPS") => Some(Self::Psd),
            _ => None,
        }
    }

    /// Its name, for people.
    pub fn name(self) -> &'static str {
        match self {
            Self::Jpeg => "JPEG",
            Self::Png => "PNG",
            Self::WebP => "WebP",
            Self::Gif => "GIF",
            Self::Bmp => "BMP",
            Self::Avif => "AVIF",
            Self::Heic => "HEIC",
            Self::JpegXl => "JPEG XL",
            Self::Jpeg2000 => "JPEG 2000",
            Self::Tiff => "TIFF",
            Self::Raw => "RAW",
            Self::Psd => "PSD",
        }
    }

    /// Its MIME type, by which a browser's decoder is asked for.
    pub fn mime(self) -> &'static str {
        match self {
            Self::Jpeg => "image/jpeg",
            Self::Png => "image/png",
            Self::WebP => "image/webp",
            Self::Gif => "image/gif",
            Self::Bmp => "image/bmp",
            Self::Avif => "image/avif",
            Self::Heic => "image/heic",
            Self::JpegXl => "image/jxl",
            Self::Jpeg2000 => "image/jp2",
            Self::Tiff => "image/tiff",
            Self::Raw => "image/x-raw",
            Self::Psd => "image/vnd.adobe.photoshop",
        }
    }
}

impl fmt::Display for Kind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

/// Two letters are little evidence: the size of the second header tells a bitmap from a text that starts with "BM".
fn is_bitmap_header(head: &[u8]) -> bool {
    let size = head
        .get(14..18)
        .and_then(|bytes| bytes.try_into().ok())
        .map(u32::from_le_bytes);
    matches!(size, Some(12 | 16 | 40 | 52 | 56 | 64 | 108 | 124))
}

/// The major brand decides, unless it says too little; then the first of the others that says more.
fn by_brand(head: &[u8]) -> Option<Kind> {
    let size = head
        .first_chunk::<4>()
        .map_or(0, |size| u32::from_be_bytes(*size)) as usize;
    let brands = head
        .get(8..size.clamp(12, HEAD).min(head.len()))?
        .chunks_exact(4)
        .enumerate();
    // The second number is the version, not a brand.
    let known: Vec<(&[u8; 4], Kind)> = brands
        .filter(|(place, _)| *place != 1)
        .filter_map(|(_, brand)| BRANDS.into_iter().find(|(name, _)| brand == *name))
        .collect();
    let says_more = |(name, _): &&(&[u8; 4], Kind)| *name != b"mif1" && *name != b"msf1";
    let major: Option<&[u8; 4]> = head.get(8..12)?.try_into().ok();
    let is_picture = BRANDS.iter().any(|(name, _)| Some(*name) == major);
    known
        .iter()
        .find(says_more)
        .or(known.first())
        .filter(|_| is_picture)
        .map(|(_, kind)| *kind)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn kinds_are_told_by_content() {
        let bitmap = [b"BM\0\0\0\0\0\0\0\0\x36\0\0\0", &40_u32.to_le_bytes()[..]].concat();
        let cases: [(&[u8], Option<Kind>); 17] = [
            (b"\xff\xd8\xff\xe0", Some(Kind::Jpeg)),
            (b"\x89PNG\r\n\x1a\n\0", Some(Kind::Png)),
            (b"RIFF\x10\0\0\0WEBPVP8 ", Some(Kind::WebP)),
            (b"RIFF\x10\0\0\0WAVEfmt ", None),
            (b"GIF89a\x01\0", Some(Kind::Gif)),
            (&bitmap, Some(Kind::Bmp)),
            (b"BMW in blue, 2019 model", None),
            (b"\0\0\0\x18ftypheic\0\0\0\0mif1heic", Some(Kind::Heic)),
            (b"\0\0\0\x18ftypmif1\0\0\0\0mif1heic", Some(Kind::Heic)),
            (b"\0\0\0\x1cftypmif1\0\0\0\0mif1miafavif", Some(Kind::Avif)),
            (b"\0\0\0\x1cftypavif\0\0\0\0avifmif1miaf", Some(Kind::Avif)),
            (b"\0\0\0\x18ftypmp42\0\0\0\0isommp42", None),
            (b"\0\0\0\x18ftypqt  \0\0\0\0mif1", None),
            (b"\0\0\0\x0cJXL \r\n\x87\n", Some(Kind::JpegXl)),
            (b"II*\0\x08\0\0\0", Some(Kind::Tiff)),
            (b"<svg xmlns='http://www.w3.org/2000/svg'>", None),
            (b"", None),
        ];
        for (head, kind) in cases {
            assert_eq!(Kind::of(head), kind, "{}", head.escape_ascii());
        }
    }
}
