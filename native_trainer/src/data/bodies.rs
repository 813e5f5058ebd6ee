//! Bodies: the built-in ones, and MakeHuman's from a folder of the user's.

use crate::error::{Error, Result};
use crate::recipe::expect_share;
use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use synth::Person;
use synth::body::BodySource;
use synth::body::lofted::LoftedBody;
use synth::body::makehuman::{AssetText, Files, MakeHuman, asset_names, target_names};

/// Largest file that is read; MakeHuman's own are below two megabytes.
const MAX_BYTES: u64 = 32 << 20;
/// Where the data may lie in the folder that the user names: the folder itself, its `data` or `base`, a clone of one of
/// MakeHuman's repositories, or a folder that holds such clones.
const ROOTS: [&str; 6] = [
    "",
    "data",
    "base",
    "makehuman/data",
    "makehuman/makehuman/data",
    "makehuman-assets/base",
];

/// Whose bodies people get.
#[derive(Debug, Default)]
pub struct Bodies {
    data: Option<MakeHuman>,
    /// Share of the people whose body comes from the data.
    share: f32,
}

impl Bodies {
    /// Reads the bodies of `folder` for `share` of the people; without a folder all are built in.
    ///
    /// # Errors
    /// Names the file that is missing, too large or damaged.
    pub fn open(folder: Option<&Path>, share: f64) -> Result<Self> {
        expect_share("data.bodies_share", share)?;
        let data = folder.map(read_bodies).transpose()?;
        Ok(Self {
            data,
            share: share as f32,
        })
    }

    /// The source of one person's body; it stays the same from picture to picture.
    pub fn of(&self, person: &Person) -> &dyn BodySource {
        /// Which of a person's details decides.
        const DETAIL: u32 = 90;
        match &self.data {
            Some(data) if person.detail(DETAIL) < self.share => data,
            _ => &LoftedBody,
        }
    }

    /// The source of everyone's body, whatever the share: where several people are in one picture.
    pub fn source(&self) -> &dyn BodySource {
        match &self.data {
            Some(data) => data,
            None => &LoftedBody,
        }
    }
}

/// The first of `names` that exists under one of the places where data may lie.
fn find(folder: &Path, names: &[&str]) -> Result<PathBuf> {
    let mut places = ROOTS
        .iter()
        .flat_map(|root| names.iter().map(move |name| folder.join(root).join(name)));
    places.find(|path| path.exists()).ok_or_else(|| {
        Error::Input(format!(
            "{}: no {} in it, nor under {}",
            folder.display(),
            names.join(" or "),
            ROOTS[1..].join(", ")
        ))
    })
}

fn read_text(path: &Path) -> Result<String> {
    let size = fs::metadata(path).map_err(Error::io("read", path))?.len();
    if size > MAX_BYTES {
        return Err(Error::Input(format!(
            "{}: {size} bytes, more than the {MAX_BYTES} of a file of bodies",
            path.display()
        )));
    }
    fs::read_to_string(path).map_err(Error::io("read", path))
}

/// Hair, shoes and suits, as far as they are there: a clone of MakeHuman has none without a clone of its assets.
fn read_assets(folder: &Path) -> Result<BTreeMap<String, AssetText>> {
    let mut assets = BTreeMap::new();
    for name in asset_names() {
        let (obj, mhclo) = (format!("{name}.obj"), format!("{name}.mhclo"));
        // One file without the other is damage, which reading it reports.
        let Ok(found) = find(folder, &[&obj, &mhclo]) else {
            continue;
        };
        let text = AssetText {
            obj: read_text(&found.with_extension("obj"))?,
            mhclo: read_text(&found.with_extension("mhclo"))?,
        };
        assets.insert(name.to_string(), text);
    }
    Ok(assets)
}

fn read_bodies(folder: &Path) -> Result<MakeHuman> {
    let targets = find(folder, &["targets/macrodetails"])?;
    let target = |name: String| {
        let text = read_text(&targets.join(format!("{name}.target")))?;
        Ok((name, text))
    };
    let files = Files {
        base: read_text(&find(folder, &["3dobjs/base.obj", "base/base.obj"])?)?,
        skeleton: read_text(&find(folder, &["rigs/default.mhskel", "rig/default.mhskel"])?)?,
        weights: read_text(&find(
            folder,
            &["rigs/default_weights.mhw", "rig/default_weights.mhw"],
        )?)?,
        targets: target_names().into_iter().map(target).collect::<Result<_>>()?,
        assets: read_assets(folder)?,
    };
    MakeHuman::new(&files).map_err(|source| Error::Bodies {
        path: folder.to_path_buf(),
        source,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_folder_without_bodies_says_what_is_missing() {
        let folder = tempfile::tempdir().expect("a folder");
        let message = Bodies::open(Some(folder.path()), 1.0)
            .expect_err("refused")
            .to_string();
        assert!(message.contains("targets/macrodetails"), "{message}");
        fs::create_dir_all(folder.path().join("makehuman/data/targets/macrodetails")).expect("works");
        fs::create_dir_all(folder.path().join("makehuman/data/3dobjs")).expect("works");
        let message = Bodies::open(Some(folder.path()), 1.0)
            .expect_err("refused")
            .to_string();
        assert!(message.contains("base.obj"), "{message}");
    }

    #[test]
    fn shares_outside_of_0_to_1_are_refused() {
        assert!(Bodies::open(None, 1.5).is_err());
        assert!(Bodies::open(None, f64::NAN).is_err());
    }
}
