//! What a recipe says about the training pairs.

use crate::error::{Error, Result};
use bi_irra::image::augment::recipe::Augmentation;
use serde::{Deserialize, Serialize};
use std::path::PathBuf;
use synth::caption::{Language, Split};

/// Where training pairs come from.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct DataRecipe {
    /// A data set in M-format or in a published layout; without it people are rendered while training goes on.
    pub path: Option<PathBuf>,
    /// Split of the data set.
    pub split: String,
    /// Codes of the target languages.
    pub languages: Vec<String>,
    /// Codes of the source languages, of which the rendered people's pairs have one each; data sets have English.
    pub sources: Vec<String>,
    /// Which words and sentence shapes the rendered people's captions use.
    pub captions: Split,
    /// Share of the rendered people's captions that tell one or two things alone, as people search ("man with a backpack").
    pub brief: f64,
    /// Share of those captions that are in two languages at once ("femme en veste rouge with a bag").
    pub mixed: f64,
    /// Share of the rendered people's pictures that are shown as another camera and another box would have made them,
    /// differently each time.
    pub retakes: f64,
    /// Folder of photos without people, before which half of the rendered people stand.
    pub backgrounds: Option<PathBuf>,
    /// Folder of photos of garments, whose light and shade the clothes of most rendered people wear.
    pub cloth: Option<PathBuf>,
    /// Share of the rendered people whose bags are of many makes (slack, tapered, with pockets, flaps and straps of another colour)
    /// and not boxes.
    pub various_bags: f64,
    /// Share of the rendered people whose bags, coats, trousers and hats often have a pattern (dots, checks, stripes, flowers), and whose
    /// hair is often dyed.
    pub rare_patterns: f64,
    /// How many people are rendered; they are kept in memory and shown again with other captions. 0: every pair is
    /// a new person.
    pub people: usize,
    /// Folder of MakeHuman's data; without it all rendered people have the built-in body.
    pub bodies: Option<PathBuf>,
    /// Share of the rendered people whose body comes from that folder.
    pub bodies_share: f64,
    /// Threads that prepare batches.
    pub workers: usize,
    /// Random changes of the pictures.
    pub augmentation: Augmentation,
    /// Split of the data set that is evaluated while training goes on; without it rendered people are.
    pub held_out: Option<String>,
    /// Whether photos of the data set that are missing or damaged are left out; otherwise training does not start.
    pub skip_missing: bool,
}

impl Default for DataRecipe {
    fn default() -> Self {
        Self {
            path: None,
            split: "train".into(),
            languages: ["zh", "fr", "de", "es"].map(String::from).to_vec(),
            sources: vec!["en".into()],
            captions: Split::Train,
            brief: 0.0,
            mixed: 0.0,
            retakes: 0.0,
            backgrounds: None,
            cloth: None,
            various_bags: 0.0,
            rare_patterns: 0.0,
            people: 0,
            bodies: None,
            bodies_share: 0.5,
            workers: 1,
            augmentation: Augmentation::None,
            held_out: None,
            skip_missing: false,
        }
    }
}

impl DataRecipe {
    /// The target languages.
    ///
    /// # Errors
    /// On an unknown code or an empty list.
    pub fn targets(&self) -> Result<Vec<Language>> {
        languages("data.languages", &self.languages)
    }

    /// The source languages.
    ///
    /// # Errors
    /// On an unknown code or an empty list.
    pub fn sources(&self) -> Result<Vec<Language>> {
        languages("data.sources", &self.sources)
    }
}

fn languages(name: &str, codes: &[String]) -> Result<Vec<Language>> {
    let parse = |code: &String| {
        Language::from_code(code).ok_or_else(|| Error::Input(format!("{name}: unknown language `{code}`")))
    };
    match codes {
        [] => Err(Error::Input(format!("{name} is empty"))),
        codes => codes.iter().map(parse).collect(),
    }
}
