//! The built page's files packed ahead of time: `x.br` and `x.gz` beside `x`, which static hosts send in its place.

use crate::error::{Error, Result};
use flate2::Compression;
use flate2::write::GzEncoder;
use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};

/// What packs well; pictures and weights do not.
const TYPES: [&str; 8] = ["css", "html", "js", "json", "mjs", "svg", "txt", "wasm"];
/// Smaller files gain less than the header costs.
const LEAST: u64 = 512;

/// Bytes as they are and as they are sent.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Sizes {
    /// As they are.
    pub raw: u64,
    /// After brotli at its highest level.
    pub brotli: u64,
    /// After gzip at its highest level.
    pub gzip: u64,
}

/// Packs every file of a folder that packs well and returns the sums over them; what was packed before is left as it is.
///
/// # Errors
/// When a file cannot be read or written.
pub fn pack_folder(folder: &Path) -> Result<Sizes> {
    let mut sum = Sizes::default();
    for entry in fs::read_dir(folder).map_err(Error::at(folder))? {
        let path = entry.map_err(Error::at(folder))?.path();
        let packs = || {
            let kind = path.extension().and_then(|kind| kind.to_str());
            kind.is_some_and(|kind| TYPES.contains(&kind))
        };
        let sizes = match path.is_dir() {
            true => pack_folder(&path)?,
            false if packs() => pack(&path)?,
            false => continue,
        };
        sum.raw += sizes.raw;
        sum.brotli += sizes.brotli;
        sum.gzip += sizes.gzip;
    }
    Ok(sum)
}

/// Packs one file.
///
/// # Errors
/// When it cannot be read, or the packed files cannot be written.
pub fn pack(path: &Path) -> Result<Sizes> {
    let raw = fs::metadata(path).map_err(Error::at(path))?.len();
    if raw < LEAST {
        return Ok(Sizes {
            raw,
            brotli: raw,
            gzip: raw,
        });
    }
    Ok(Sizes {
        raw,
        brotli: packed(path, "br", brotli)?,
        gzip: packed(path, "gz", gzip)?,
    })
}

/// The size of the packed file beside `path`, which is made unless it is there and no older.
fn packed(path: &Path, ending: &str, compress: fn(&[u8]) -> std::io::Result<Vec<u8>>) -> Result<u64> {
    let mut name = path.as_os_str().to_owned();
    name.push(format!(".{ending}"));
    let target = PathBuf::from(name);
    let changed = |path: &Path| fs::metadata(path).and_then(|data| data.modified());
    let fresh = matches!((changed(&target), changed(path)), (Ok(packed), Ok(raw)) if packed >= raw);
    if !fresh {
        let bytes = fs::read(path).map_err(Error::at(path))?;
        let packed = compress(&bytes).map_err(Error::at(path))?;
        let unfinished = target.with_extension(format!("{ending}.part"));
        fs::write(&unfinished, packed).map_err(Error::at(&unfinished))?;
        fs::rename(&unfinished, &target).map_err(Error::at(&target))?;
    }
    Ok(fs::metadata(&target).map_err(Error::at(&target))?.len())
}

fn brotli(bytes: &[u8]) -> std::io::Result<Vec<u8>> {
    let (buffer, quality, window_bits) = (1 << 16, 11, 24);
    let mut writer = brotli::CompressorWriter::new(Vec::new(), buffer, quality, window_bits);
    writer.write_all(bytes)?;
    Ok(writer.into_inner())
}

fn gzip(bytes: &[u8]) -> std::io::Result<Vec<u8>> {
    let mut writer = GzEncoder::new(Vec::new(), Compression::best());
    writer.write_all(bytes)?;
    writer.finish()
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::io::Read;

    #[test]
    fn what_packs_well_is_packed_once_and_comes_out_as_it_was() {
        let folder = tempfile::tempdir().expect("a temporary folder");
        let script = folder.path().join("js/page.js");
        fs::create_dir(folder.path().join("js")).expect("a folder");
        let text = "const answer = 42;\n".repeat(500);
        fs::write(&script, &text).expect("a file");
        fs::write(folder.path().join("photo.jpg"), [0; 5000]).expect("a file");
        fs::write(folder.path().join("small.json"), "{}").expect("a file");
        let sizes = pack_folder(folder.path()).expect("packs");
        assert_eq!(sizes.raw, text.len() as u64 + 2);
        assert!(
            sizes.brotli < sizes.gzip && sizes.gzip < sizes.raw / 20,
            "{sizes:?}"
        );
        let packed = fs::read(folder.path().join("js/page.js.gz")).expect("the packed file");
        let mut unpacked = String::new();
        flate2::read::GzDecoder::new(packed.as_slice())
            .read_to_string(&mut unpacked)
            .expect("gzip");
        assert_eq!(unpacked, text);
        assert!(!folder.path().join("photo.jpg.br").exists());
        assert!(!folder.path().join("small.json.br").exists());

        // Packed files are no files of the page, and are not packed again.
        fs::write(folder.path().join("js/page.js.gz"), "kept").expect("a file");
        assert_eq!(
            pack_folder(folder.path()).expect("packs").gzip,
            "kept".len() as u64 + 2
        );
        assert_eq!(
            fs::read_dir(folder.path().join("js")).expect("a folder").count(),
            3
        );
    }
}
