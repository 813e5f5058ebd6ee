//! What a data set is held against: the published numbers, and the record of a benchmark.

use super::{Check, read_photo};
use crate::cli::DataArgs;
use crate::data::dataset::Dataset;
use crate::data::dataset_fingerprint::{Fingerprint, Mark};
use crate::data::known_datasets::{Extent, KnownDataset};
use crate::data::manifest::Manifest;
use crate::error::{Error, Result};
use rayon::prelude::*;

impl Check {
    /// Notes numbers other than the published ones.
    pub(super) fn compare(&mut self, what: &str, found: Extent, official: Extent) {
        for (unit, found, official) in [
            ("people", found.identities, official.identities),
            ("photos", found.images, official.images),
            ("captions", found.captions, official.captions),
        ] {
            if found != official {
                let advice = "--partial accepts it";
                self.problems.push(format!(
                    "{what} has {found} {unit}, officially {official}; {advice}"
                ));
            }
        }
    }

    /// The sum of the splits, where only that is published.
    pub(super) fn whole(&mut self, args: &DataArgs, known: Option<KnownDataset>) {
        if self.rows.is_empty() && self.problems.is_empty() {
            self.problems.push(
                "no lists: expected SPLIT_reid_LANGUAGE.json, or a published list of all splits".into(),
            );
        }
        let Some(known) = known.filter(|_| !args.partial && args.splits.is_empty()) else {
            return;
        };
        let official = known.splits();
        let complete = official
            .iter()
            .all(|(split, _)| self.rows.iter().any(|row| row.split == *split));
        if complete && official.iter().any(|(_, extent)| extent.is_none()) {
            let rows = self
                .rows
                .iter()
                .filter(|row| official.iter().any(|(split, _)| row.split == *split));
            let sum = rows.fold(Extent::default(), |sum, row| Extent {
                identities: sum.identities + row.found.identities,
                images: sum.images + row.found.images,
                captions: sum.captions + row.found.captions,
            });
            if let Some(total) = known.total() {
                self.compare(&format!("{} as a whole", known.name()), sum, total);
            }
        }
    }

    /// Compares a benchmark that is complete with its record; a sentence, where it is one.
    pub(super) fn benchmark(&mut self, args: &DataArgs) -> Result<String> {
        let manifest = Manifest::read(&args.check)?;
        let named = manifest.and_then(|manifest| Some((manifest.benchmark?.name, manifest.split)));
        let Some((name, split)) = named.filter(|_| self.problems.is_empty()) else {
            return Ok(String::new());
        };
        let dataset = Dataset::read(&args.check, &split, &[])?;
        let mark = |entry| {
            let path = dataset.image_path(entry);
            let picture =
                read_photo(&path).map_err(|why| Error::Input(format!("{}: {why}", path.display())))?;
            Ok(Mark::new(entry, &picture))
        };
        let marks = dataset.entries.par_iter().map(mark).collect::<Result<Vec<_>>>()?;
        let recorded = Fingerprint::recorded(&name)?;
        let comparison = recorded.compare(&marks);
        if comparison.version().is_none() {
            self.problems.push(comparison.text());
        }
        Ok(format!(
            "{}; SHA-256 of the record {}\n",
            comparison.text(),
            recorded.digest()
        ))
    }
}
