//! Training pairs from a data set: each photo with each of its captions once an epoch.

use crate::data::annotations::ENGLISH;
use crate::data::batch::Pair;
use crate::data::dataset::{Dataset, Entry, is_wordless};
use crate::data::readiness::LeftOut;
use crate::data::seeds::derive_seed;
use crate::error::{Error, Result};
use crate::files;
use bi_irra::image::decode;
use rand::SeedableRng;
use rand::rngs::StdRng;
use rand::seq::IndexedRandom;
use std::path::Path;

/// A data set as an endless stream of pairs.
#[derive(Debug)]
pub struct DatasetPairs {
    dataset: Dataset,
    /// Codes of the target languages.
    targets: Vec<String>,
    /// Position of an entry and of one of its captions.
    captions: Vec<(usize, usize)>,
}

impl DatasetPairs {
    /// Opens the data set in the recipe's languages, without captions that have no words.
    ///
    /// # Errors
    /// When it is missing, malformed or empty.
    pub fn open(path: &Path, split: &str, languages: &[String]) -> Result<Self> {
        let dataset = Dataset::read(path, split, languages)?;
        let targets = languages.iter().filter(|language| *language != ENGLISH).cloned();
        let pairs = Self {
            targets: targets.collect(),
            captions: Vec::new(),
            dataset,
        };
        pairs.without(&LeftOut::default())
    }

    /// Leaves photos out.
    ///
    /// # Errors
    /// When nothing is left.
    pub fn without(mut self, left_out: &LeftOut) -> Result<Self> {
        let mut captions = Vec::new();
        for (index, entry) in self.dataset.entries.iter().enumerate() {
            if left_out.photos.contains(&self.dataset.image_path(entry)) {
                continue;
            }
            let usable = (0..entry.captions[ENGLISH].len()).filter(|caption| self.is_usable(entry, *caption));
            captions.extend(usable.map(|caption| (index, caption)));
        }
        if captions.is_empty() {
            return Err(Error::Input(format!(
                "{}: the {} split has no caption with words in the recipe's languages",
                self.dataset.folder.display(),
                self.dataset.split
            )));
        }
        self.captions = captions;
        Ok(self)
    }

    /// Whether a caption has words in English and in a target language, if there are any.
    fn is_usable(&self, entry: &Entry, caption: usize) -> bool {
        !is_wordless(&entry.captions[ENGLISH][caption])
            && (self.targets.is_empty() || self.targets_of(entry, caption).next().is_some())
    }

    /// The target languages in which a caption has words.
    fn targets_of<'s>(&'s self, entry: &'s Entry, caption: usize) -> impl Iterator<Item = &'s str> {
        let targets = self.targets.iter().map(String::as_str);
        targets.filter(move |target| !is_wordless(&entry.captions[*target][caption]))
    }

    /// Pair number `index` of the stream.
    ///
    /// Captions are paired by their position: the second English one with the second one of the target language.
    ///
    /// # Errors
    /// When the photo cannot be read.
    pub fn pair(&self, seed: u64, index: u64) -> Result<Pair> {
        let count = self.captions.len() as u64;
        let place = shuffled(index % count, count, derive_seed(seed, index / count));
        let (entry, caption) = self.captions[place as usize];
        let entry = &self.dataset.entries[entry];
        let mut rng = StdRng::seed_from_u64(derive_seed(derive_seed(seed, 0), index));
        let path = self.dataset.image_path(entry);
        let image = decode(&files::read(&path)?).map_err(Error::file(&path))?;
        let targets: Vec<&str> = self.targets_of(entry, caption).collect();
        let target = targets.choose(&mut rng).copied().unwrap_or(ENGLISH);
        Ok(Pair {
            source: entry.captions[ENGLISH][caption].clone(),
            target: entry.captions[target][caption].clone(),
            identity: entry.id,
            concepts: Vec::new(),
            truth: None,
            claims: None,
            phrases: Default::default(),
            image,
        })
    }
}

/// Where `position` goes in a random order of `0..count`: a bijection for each key, without a table.
///
/// Four rounds of a Feistel network over the next power of four, walked until the result is in range.
fn shuffled(position: u64, count: u64, key: u64) -> u64 {
    let half = (u64::BITS - count.saturating_sub(1).leading_zeros())
        .div_ceil(2)
        .max(1);
    let mask = (1 << half) - 1;
    let mut value = position;
    loop {
        let (mut left, mut right) = (value >> half, value & mask);
        for round in 0..4 {
            (left, right) = (right, left ^ (derive_seed(derive_seed(key, round), right) & mask));
        }
        value = (left << half) | right;
        if value < count {
            return value;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::{BTreeSet, HashSet};
    use std::fs;

    #[test]
    fn a_shuffle_visits_everything_once_in_many_orders() {
        for count in [1, 2, 3, 5, 16, 17, 1000] {
            let order = |key| (0..count).map(|n| shuffled(n, count, key)).collect::<Vec<u64>>();
            assert_eq!(
                order(1).into_iter().collect::<BTreeSet<u64>>(),
                (0..count).collect()
            );
            if count == 1000 {
                let orders: HashSet<Vec<u64>> = (0..50).map(order).collect();
                assert_eq!(orders.len(), 50);
                let stayed = order(9)
                    .iter()
                    .enumerate()
                    .filter(|(n, to)| *n as u64 == **to)
                    .count();
                assert!(stayed < 12, "{stayed}");
            }
        }
    }

    /// Three photos, the second with two captions, in two languages.
    fn pairs(folder: &Path) -> DatasetPairs {
        let photo = |n: usize| {
            let color = image::Rgb([60 * n as u8, 0, 0]);
            image::RgbImage::from_pixel(8, 8, color)
                .save(folder.join(format!("{n}.png")))
                .expect("a photo");
        };
        (0..3).for_each(photo);
        for language in ["en", "fr"] {
            let caption = |n: usize, c: usize| format!("\"{language} {n} {c}\"");
            let entry = |n: usize| {
                let captions: Vec<String> = (0..1 + usize::from(n == 1)).map(|c| caption(n, c)).collect();
                format!(
                    "{{\"file_path\":\"{n}.png\",\"id\":{n},\"captions\":[{}]}}",
                    captions.join(",")
                )
            };
            let list = format!("[{}]", (0..3).map(entry).collect::<Vec<_>>().join(","));
            fs::write(folder.join(format!("train_reid_{language}.json")), list).expect("written");
        }
        DatasetPairs::open(folder, "train", &["en".into(), "fr".into()]).expect("a data set")
    }

    #[test]
    fn an_epoch_has_every_caption_once_with_its_translation() {
        let folder = tempfile::tempdir().expect("a folder");
        let pairs = pairs(folder.path());
        let mut orders = HashSet::new();
        for epoch in 0..12 {
            let pairs: Vec<Pair> = (0..4)
                .map(|n| pairs.pair(7, 4 * epoch + n).expect("a pair"))
                .collect();
            let texts: Vec<String> = pairs.iter().map(|pair| pair.source.clone()).collect();
            assert_eq!(
                texts.iter().map(String::as_str).collect::<BTreeSet<&str>>(),
                BTreeSet::from(["en 0 0", "en 1 0", "en 1 1", "en 2 0"])
            );
            for pair in pairs {
                assert_eq!(pair.target, pair.source.replace("en", "fr"));
                assert_eq!(pair.image.rgb[0], 60 * pair.identity as u8);
            }
            orders.insert(texts);
        }
        assert!(orders.len() > 3);
    }

    #[test]
    fn captions_without_words_and_photos_left_out_never_come() {
        let folder = tempfile::tempdir().expect("a folder");
        pairs(folder.path());
        for (language, from, to) in [("en", "en 0 0", "?!"), ("fr", "fr 1 1", " ")] {
            let list = folder.path().join(format!("train_reid_{language}.json"));
            let text = fs::read_to_string(&list).expect("a list");
            fs::write(&list, text.replace(from, to)).expect("written");
        }
        let open =
            || DatasetPairs::open(folder.path(), "train", &["en".into(), "fr".into()]).expect("a data set");
        let texts = |pairs: &DatasetPairs| -> BTreeSet<String> {
            (0..40)
                .map(|n| pairs.pair(7, n).expect("a pair").source)
                .collect()
        };
        assert_eq!(
            texts(&open()),
            BTreeSet::from(["en 1 0".to_string(), "en 2 0".into()])
        );
        let photos = BTreeSet::from([folder.path().join("2.png")]);
        let without = open().without(&LeftOut { photos }).expect("one is left");
        assert_eq!(texts(&without), BTreeSet::from(["en 1 0".to_string()]));
        let photos = (0..3).map(|n| folder.path().join(format!("{n}.png"))).collect();
        let message = open().without(&LeftOut { photos }).expect_err("none").to_string();
        assert!(message.contains("no caption with words"), "{message}");
    }

    #[test]
    fn a_missing_photo_is_named() {
        let folder = tempfile::tempdir().expect("a folder");
        let pairs = pairs(folder.path());
        fs::remove_file(folder.path().join("2.png")).expect("removed");
        let failed: Vec<String> = (0..4)
            .filter_map(|n| pairs.pair(7, n).err())
            .map(|e| e.to_string())
            .collect();
        assert!(failed.len() == 1 && failed[0].contains("2.png"), "{failed:?}");
    }
}
