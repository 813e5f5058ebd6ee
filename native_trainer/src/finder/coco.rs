//! Sets of photos in COCO's layout: one JSON file with the boxes of people.

use crate::error::{Error, Result};
use crate::files;
use crate::finder::photos::Example;
use crate::finder::targets::Target;
use bi_irra::image::decode;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

/// The name of the category that is read, in any case of its letters.
const PERSON: &str = "person";

/// The parts of the file that are read and written.
#[derive(Debug, Deserialize, Serialize)]
pub struct CocoFile {
    /// The photos.
    pub images: Vec<CocoImage>,
    /// The boxes.
    pub annotations: Vec<CocoAnnotation>,
    /// What the boxes may hold.
    pub categories: Vec<CocoCategory>,
}

/// A photo.
#[derive(Debug, Deserialize, Serialize)]
pub struct CocoImage {
    /// Number that annotations refer to.
    pub id: u64,
    /// Path from the file's folder.
    pub file_name: String,
    /// Pixels across.
    pub width: usize,
    /// Pixels down.
    pub height: usize,
}

/// A box.
#[derive(Debug, Deserialize, Serialize)]
pub struct CocoAnnotation {
    /// Its own number.
    pub id: u64,
    /// Photo.
    pub image_id: u64,
    /// Category.
    pub category_id: u64,
    /// Left, top, width and height in pixels.
    pub bbox: [f32; 4],
    /// Area in square pixels.
    #[serde(default)]
    pub area: f32,
    /// 1 for boxes that are neither asked for nor a mistake.
    #[serde(default)]
    pub iscrowd: u8,
}

/// A category.
#[derive(Debug, Deserialize, Serialize)]
pub struct CocoCategory {
    /// Number that annotations refer to.
    pub id: u64,
    /// Name.
    pub name: String,
}

/// A photo of the set.
#[derive(Debug)]
pub struct CocoPhoto {
    path: PathBuf,
    size: [usize; 2],
    people: Vec<Target>,
}

/// A set that is read.
#[derive(Debug)]
pub struct Coco {
    /// Its photos.
    pub photos: Vec<CocoPhoto>,
}

impl Coco {
    /// Reads the annotations.
    ///
    /// # Errors
    /// When the file is malformed, has no category `person`, or an annotation belongs to no photo.
    pub fn read(path: &Path) -> Result<Self> {
        let file: CocoFile = serde_json::from_slice(&files::read(path)?).map_err(Error::json(path))?;
        let wrong = |message: String| Error::Input(format!("{}: {message}", path.display()));
        let person = file
            .categories
            .iter()
            .find(|category| category.name.eq_ignore_ascii_case(PERSON))
            .ok_or_else(|| wrong(format!("no category `{PERSON}`")))?;
        let folder = path.parent().unwrap_or(Path::new("."));
        let mut places = BTreeMap::new();
        let mut photos: Vec<CocoPhoto> = Vec::with_capacity(file.images.len());
        for image in &file.images {
            if places.insert(image.id, photos.len()).is_some() {
                return Err(wrong(format!("two images have the id {}", image.id)));
            }
            photos.push(CocoPhoto {
                path: folder.join(&image.file_name),
                size: [image.width, image.height],
                people: Vec::new(),
            });
        }
        if photos.is_empty() {
            return Err(wrong("no images".into()));
        }
        for annotation in file.annotations.iter().filter(|a| a.category_id == person.id) {
            let place = places.get(&annotation.image_id).ok_or_else(|| {
                wrong(format!(
                    "annotation {}: there is no image {}",
                    annotation.id, annotation.image_id
                ))
            })?;
            let [left, top, width, height] = annotation.bbox;
            if !annotation.bbox.iter().all(|value| value.is_finite()) || width <= 0.0 || height <= 0.0 {
                return Err(wrong(format!(
                    "annotation {}: bbox {:?} has no area",
                    annotation.id, annotation.bbox
                )));
            }
            photos[*place].people.push(Target {
                left,
                top,
                right: left + width,
                bottom: top + height,
                ignored: annotation.iscrowd != 0,
            });
        }
        Ok(Self { photos })
    }

    /// Photo `number` with its people.
    ///
    /// # Errors
    /// When the photo cannot be read, or is not as large as the file says.
    pub fn example(&self, number: usize) -> Result<Example> {
        let photo = &self.photos[number];
        let image = decode(&files::read(&photo.path)?).map_err(Error::file(&photo.path))?;
        if [image.width, image.height] != photo.size {
            return Err(Error::Input(format!(
                "{}: expected {}x{} pixels, found {}x{}",
                photo.path.display(),
                photo.size[0],
                photo.size[1],
                image.width,
                image.height
            )));
        }
        Ok(Example {
            image,
            people: photo.people.clone(),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(json: &str) -> Result<Coco> {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("annotations.json");
        std::fs::write(&path, json).expect("written");
        Coco::read(&path)
    }

    #[test]
    fn boxes_of_people_are_read_and_others_left() {
        let coco = read(
            r#"{"info": {}, "categories": [{"id": 7, "name": "person"}, {"id": 2, "name": "car"}],
            "images": [{"id": 5, "file_name": "a.jpg", "width": 40, "height": 30, "license": 1}],
            "annotations": [{"id": 1, "image_id": 5, "category_id": 7, "bbox": [1, 2, 3, 4], "segmentation": []},
            {"id": 2, "image_id": 5, "category_id": 2, "bbox": [1, 2, 3, 4]},
            {"id": 3, "image_id": 5, "category_id": 7, "bbox": [0, 0, 9, 9], "iscrowd": 1}]}"#,
        )
        .expect("reads");
        let people = &coco.photos[0].people;
        assert_eq!(people.len(), 2);
        assert_eq!((people[0].right, people[0].bottom), (4.0, 6.0));
        assert!(people[1].ignored && !people[0].ignored);
    }

    #[test]
    fn what_does_not_fit_together_is_named() {
        let message = |categories: &str, image: u64, bbox: &str| {
            read(&format!(
                r#"{{"categories": [{categories}], "images": [{{"id": 1, "file_name": "a", "width": 4, "height": 4}}],
                "annotations": [{{"id": 9, "image_id": {image}, "category_id": 1, "bbox": {bbox}}}]}}"#
            ))
            .expect_err("a wrong file")
            .to_string()
        };
        let person = r#"{"id": 1, "name": "Person"}"#;
        assert!(message("", 1, "[0,0,1,1]").contains("no category `person`"));
        assert!(message(person, 2, "[0,0,1,1]").contains("annotation 9: there is no image 2"));
        assert!(message(person, 1, "[0,0,0,1]").contains("has no area"));
    }
}
