//! Photos of garments, whose light and shade rendered clothes wear.

use crate::data::backgrounds::photos_of;
use crate::error::{Error, Result};
use rand::rngs::StdRng;
use rand::seq::IndexedRandom;
use rand::{RngExt, SeedableRng};
use std::path::Path;
use synth::{Fabric, Fabrics};

/// Share of the people whose clothes are of photographed cloth, where there is any.
const SHARE: f64 = 0.7;
/// Separates the choice of cloth from everything else that is drawn from a person's seed.
const CHOICE: u64 = 0x636c_6f74_6800_0000;

/// The fabrics of a folder of photos.
#[derive(Debug, Default)]
pub struct Cloth(Vec<Fabric>);

impl Cloth {
    /// Reads the cloth of every photo of `folder` and of the folders in it that shows plain cloth; none without a folder.
    ///
    /// # Errors
    /// Names what cannot be read, or the folder when there is no cloth in it.
    pub fn open(folder: Option<&Path>) -> Result<Self> {
        let Some(folder) = folder else {
            return Ok(Self::default());
        };
        let mut fabrics = Vec::new();
        photos_of(folder, |photo| fabrics.extend(Fabric::of_photo(&photo)))?;
        match fabrics.is_empty() {
            true => Err(Error::Input(format!(
                "{}: no photos of plain cloth",
                folder.display()
            ))),
            false => Ok(Self(fabrics)),
        }
    }

    /// What the clothes of a person are made of.
    pub fn of(&self, seed: u64) -> Fabrics<'_> {
        let mut rng = StdRng::seed_from_u64(seed ^ CHOICE);
        if self.0.is_empty() || !rng.random_bool(SHARE) {
            return Fabrics::default();
        }
        let mut choose = || self.0.choose(&mut rng);
        Fabrics {
            upper: choose(),
            outer: choose(),
            lower: choose(),
            bag: choose(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn plain_cloth_is_found_and_worn_by_most() {
        let folder = tempfile::tempdir().expect("a folder");
        let plain = image::RgbImage::from_pixel(64, 80, image::Rgb([90, 90, 120]));
        plain.save(folder.path().join("shirt.png")).expect("written");
        let print =
            image::RgbImage::from_fn(64, 80, |x, _| image::Rgb([if x % 16 < 8 { 250 } else { 8 }; 3]));
        print.save(folder.path().join("print.png")).expect("written");
        let cloth = Cloth::open(Some(folder.path())).expect("one of them is plain");
        assert_eq!(cloth.0.len(), 1);
        let worn = (0..200).filter(|&seed| cloth.of(seed).upper.is_some()).count();
        assert!((110..=170).contains(&worn), "{worn}");
        assert!(Cloth::open(None).expect("none").of(1).upper.is_none());
        std::fs::remove_file(folder.path().join("shirt.png")).expect("removed");
        let missing = Cloth::open(Some(folder.path())).expect_err("only a print");
        assert!(
            missing.to_string().contains("no photos of plain cloth"),
            "{missing}"
        );
    }
}
