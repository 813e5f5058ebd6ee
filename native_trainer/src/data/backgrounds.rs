//! Photos without people, before which rendered people stand.

use crate::error::{Error, Result};
use bi_irra::image::{Filter, Pixels, decode, resize};
use rand::rngs::StdRng;
use rand::seq::IndexedRandom;
use rand::{RngExt, SeedableRng};
use std::fs;
use std::path::Path;
use synth::photo::{Cut, Photo};

/// Share of the people before a photo, where there are photos.
const SHARE: f64 = 0.5;
/// Separates the choice of backgrounds from everything else that is drawn from a person's seed.
const CHOICE: u64 = 0x6261_636b_0000_0000;
/// Longer side to which photos are reduced.
const LONGEST_SIDE: usize = 1024;

/// The photos of a folder.
#[derive(Debug, Default)]
pub struct Backgrounds(Vec<Photo>);

impl Backgrounds {
    /// Reads every photo of `folder` and of the folders in it; none without a folder.
    ///
    /// # Errors
    /// Names what cannot be read, or the folder when there is no photo in it.
    pub fn open(folder: Option<&Path>) -> Result<Self> {
        folder.map_or_else(|| Ok(Self::default()), read)
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// The part of a photo before which somebody stands; half of the people stand before none.
    pub fn behind(&self, seed: u64) -> Option<(&Photo, Cut)> {
        let mut rng = StdRng::seed_from_u64(seed ^ CHOICE);
        let photo = rng.random_bool(SHARE).then(|| self.choose(&mut rng)).flatten()?;
        Some((photo, Cut::sample(rng.random())))
    }

    /// One of the photos; none where there are none.
    pub fn choose(&self, rng: &mut StdRng) -> Option<&Photo> {
        self.0.choose(rng)
    }
}

impl From<Vec<Photo>> for Backgrounds {
    fn from(photos: Vec<Photo>) -> Self {
        Self(photos)
    }
}

fn read(folder: &Path) -> Result<Backgrounds> {
    let mut photos = Vec::new();
    photos_of(folder, |photo| photos.push(photo))?;
    match photos.is_empty() {
        true => Err(Error::Input(format!(
            "{}: no photos for backgrounds",
            folder.display()
        ))),
        false => Ok(Backgrounds(photos)),
    }
}

/// Hands every photo of `folder` and of the folders in it to `take`, reduced to [`LONGEST_SIDE`] and in the order of their names.
pub fn photos_of(folder: &Path, mut take: impl FnMut(Photo)) -> Result<()> {
    let mut folders = vec![folder.to_path_buf()];
    while let Some(folder) = folders.pop() {
        let entries = fs::read_dir(&folder).map_err(Error::io("read", &folder))?;
        let mut paths: Vec<_> = entries.flatten().map(|entry| entry.path()).collect();
        paths.sort();
        for path in paths {
            if path.is_dir() {
                folders.push(path);
                continue;
            }
            // Licences and lists lie beside photos.
            let Ok(photo) = decode(&crate::files::read(&path)?) else {
                continue;
            };
            let photo = match photo.width.max(photo.height) > LONGEST_SIDE {
                true => with_longest_side(&photo, LONGEST_SIDE),
                false => photo,
            };
            take(Photo {
                width: photo.width,
                height: photo.height,
                rgb: photo.rgb,
            });
        }
    }
    Ok(())
}

/// The picture at the size at which its longer side has so many pixels.
pub fn with_longest_side(picture: &Pixels, pixels: usize) -> Pixels {
    let longest = picture.width.max(picture.height).max(1);
    let side = |length: usize| (length * pixels / longest).max(1);
    resize(
        picture,
        side(picture.width),
        side(picture.height),
        Filter::Bilinear,
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn photos_are_read_from_all_folders_and_reduced() {
        let folder = tempfile::tempdir().expect("a folder");
        let deeper = folder.path().join("streets");
        fs::create_dir(&deeper).expect("a folder");
        fs::write(folder.path().join("LICENSE"), "CC0").expect("written");
        let missing = Backgrounds::open(Some(folder.path())).expect_err("no photos");
        assert!(
            missing.to_string().contains("no photos for backgrounds"),
            "{missing}"
        );
        image::RgbImage::new(2048, 512)
            .save(deeper.join("wide.png"))
            .expect("written");
        let read = Backgrounds::open(Some(folder.path())).expect("one photo");
        assert_eq!(
            read.0
                .iter()
                .map(|photo| (photo.width, photo.height))
                .collect::<Vec<_>>(),
            [(1024, 256)]
        );
        assert!(Backgrounds::open(None).expect("nothing to read").is_empty());
    }
}
