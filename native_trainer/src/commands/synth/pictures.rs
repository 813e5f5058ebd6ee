//! The pictures of a run: rendered, written, and described in every language.

use super::plan::Plan;
use crate::data::dataset::{Entry, image_path};
use crate::data::dataset_fingerprint::Mark;
use crate::data::picture_file::{encode_jpeg, encode_png};
use crate::data::seeds::seed_of;
use crate::error::{Error, Result};
use crate::files;
use bi_irra::image::Pixels;
use std::collections::BTreeMap;
use std::path::Path;
use synth::caption::{Language, caption};
use synth::{Person, Photographed, Picture, Shot, render_among};

/// Captions of a picture in each language.
const CAPTIONS: u64 = 2;

/// A picture that is on the disk.
pub(super) struct Finished {
    pub entry: Entry,
    /// For a benchmark.
    pub mark: Option<Mark>,
    /// For the contact sheet.
    pub picture: Option<Picture>,
}

impl Plan {
    /// Renders, writes and describes picture `index`.
    pub(super) fn render_entry(&self, index: usize) -> Result<Finished> {
        let (identity, view) = (index / self.views, index % self.views);
        let seed = |part: u64| seed_of(self.split, self.seed, identity as u64, part);
        let of_view = |part: u64| seed(1 + view as u64 * (CAPTIONS + 1) + part);
        let shot = Shot::sample(of_view(0), self.conditions);
        let mut person = Person::sample(seed(0));
        person.various_bags = self.various_bags;
        if self.rare_patterns {
            person = person.with_rare_patterns(seed(0));
        }
        let size = (self.size.width, self.size.height);
        let photographed = Photographed {
            behind: self.backgrounds.behind(of_view(0)),
            fabrics: self.cloth.of(of_view(0)),
        };
        let picture = render_among(self.bodies.of(&person), &person, &shot, photographed, size);
        let name = self.name(identity, view);
        let path = if self.is_sample {
            self.out.join(&name)
        } else {
            image_path(&self.out, &name)
        };
        files::create_folder(path.parent().unwrap_or(&self.out))?;
        // Not one by one to the disk: the list that comes last tells whether all of them are there.
        std::fs::write(&path, self.encode(&picture, &path)?).map_err(Error::io("write", &path))?;
        let say = |language: Language| {
            let text = |part| {
                caption(
                    &picture.description,
                    language,
                    self.wording.split(),
                    of_view(part),
                )
                .text
            };
            (language.code().to_string(), (1..=CAPTIONS).map(text).collect())
        };
        let captions: BTreeMap<String, Vec<String>> = self.languages.iter().copied().map(say).collect();
        let entry = Entry {
            path: name,
            id: identity as i64,
            captions,
        };
        let pixels = || Pixels::new(picture.width, picture.height, picture.rgb.clone());
        let mark = match self.benchmark {
            Some(_) => Some(Mark::new(&entry, &pixels()?)),
            None => None,
        };
        Ok(Finished {
            entry,
            mark,
            picture: (index < self.on_sheet).then_some(picture),
        })
    }

    fn encode(&self, picture: &Picture, path: &Path) -> Result<Vec<u8>> {
        let encoded = match self.png {
            true => encode_png(&picture.rgb, picture.width, picture.height),
            false => encode_jpeg(&picture.rgb, picture.width, picture.height, self.quality),
        };
        encoded.map_err(|source| Error::Encode {
            path: path.to_path_buf(),
            source,
        })
    }
}
