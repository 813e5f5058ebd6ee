//! Folders for the page to read: nested photos among files that are none, and damaged copies of the page itself.

use crate::settings;
use image::codecs::jpeg::JpegEncoder;
use image::imageops::FilterType;
use image::{ImageEncoder, Rgb, RgbImage};
use std::fs;
use std::path::{Path, PathBuf};
use tempfile::TempDir;

/// A folder of photos with some spoiled files among them; removed when dropped.
pub struct TestFolder {
    folder: TempDir,
    photos: Vec<String>,
    spoiled: Vec<(String, &'static str)>,
}

impl TestFolder {
    /// Makes a folder of `count` photos in nested folders, one corrupt photo, one text with a photo's name and one
    /// empty file.
    pub fn new(count: usize) -> Self {
        let folder = tempfile::tempdir().expect("a temporary folder");
        let pictures = sample_pictures();
        assert!(
            pictures.len() >= count,
            "only {} sample pictures for {count}",
            pictures.len()
        );
        let mut photos = Vec::new();
        for (number, picture) in pictures.iter().take(count).enumerate() {
            let place = ["", "day 1/", "day 1/entrance/", "été/"][number % 4];
            let name = picture.file_name().expect("a file").to_string_lossy();
            let path = format!("{place}{name}");
            put(
                folder.path(),
                &path,
                &fs::read(picture).expect("a readable sample picture"),
            );
            photos.push(path);
        }
        let whole = fs::read(&pictures[0]).expect("a readable sample picture");
        let mut spoiled = Vec::new();
        // The real beginning of a photo, cut before its first pixel.
        for (path, content, reason) in [
            ("day 1/broken.jpg", &whole[..100], "cut"),
            ("words.png", "not a picture at all\n".as_bytes(), "unknown"),
            ("été/nothing.webp", &[], "empty"),
        ] {
            put(folder.path(), path, content);
            spoiled.push((path.to_owned(), reason));
        }
        Self {
            folder,
            photos,
            spoiled,
        }
    }

    /// Makes a folder of whole photos: sample pictures in a wide one, a crop, and pictures that no camera takes.
    pub fn with_whole_photos() -> Self {
        let folder = tempfile::tempdir().expect("a temporary folder");
        let pictures = sample_pictures();
        let read = |number: usize| {
            image::open(&pictures[number])
                .expect("a sample picture")
                .into_rgb8()
        };
        let mut street = RgbImage::from_fn(1200, 700, |x, y| {
            Rgb([90 + (x / 20) as u8, 100, 70 + (y / 10) as u8])
        });
        for number in 0..5 {
            let person = image::imageops::resize(&read(number), 180, 400, FilterType::CatmullRom);
            image::imageops::replace(&mut street, &person, 30 + 235 * number as i64, 240);
        }
        let screenshot = RgbImage::from_fn(900, 600, |x, y| match (x / 150 % 2, y / 40 % 3) {
            (0, 0) => Rgb([240, 240, 240]),
            (_, 1) => Rgb([30, 90, 200]),
            _ => Rgb([255, 255, 255]),
        });
        let drawing = RgbImage::from_fn(500, 500, |x, y| match (x * x + y * y) % 9000 {
            0..400 => Rgb([0, 0, 0]),
            _ => Rgb([255, 255, 255]),
        });
        let noise = |x: u32, y: u32| Rgb([(x * 7 + y) as u8, (y * 3) as u8, (x / 16) as u8]);
        let files = [
            ("crop.png", read(7)),
            ("drawing.png", drawing),
            ("one row.png", RgbImage::from_fn(3000, 1, noise)),
            ("panorama.png", RgbImage::from_fn(16_000, 500, noise)),
            ("screenshot.png", screenshot),
            ("street.png", street),
        ];
        for (name, picture) in &files {
            picture.save(folder.path().join(name)).expect("a photo");
        }
        Self {
            folder,
            photos: files.iter().map(|(name, _)| (*name).to_owned()).collect(),
            spoiled: Vec::new(),
        }
    }

    /// The same with no more than these photos, for devices that are slow.
    pub fn only(mut self, names: &[&str]) -> Self {
        self.photos.retain(|name| {
            let stays = names.contains(&name.as_str());
            if !stays {
                fs::remove_file(self.folder.path().join(name)).expect("removed");
            }
            stays
        });
        self
    }

    /// Makes a folder of photos as phones and programs write them, under names that say nothing, and a file of a kind
    /// that Chromium does not know.
    pub fn with_kinds() -> Self {
        let folder = tempfile::tempdir().expect("a temporary folder");
        let pictures = sample_pictures();
        let read = |number: usize| image::open(&pictures[number]).expect("a sample picture");
        // A TIFF header and one entry: the orientation, turned right.
        let exif = [
            &b"II\x2a\x00\x08\x00\x00\x00\x01\x00\x12\x01\x03\x00\x01\x00\x00\x00\x06\x00\x00\x00"[..],
            &[0; 4],
        ]
        .concat();
        let photo = |number: usize, width: u32, height: u32| {
            let large = read(number).resize_exact(width, height, FilterType::CatmullRom);
            let mut file = Vec::new();
            let mut encoder = JpegEncoder::new_with_quality(&mut file, 85);
            encoder.set_exif_metadata(exif.clone()).expect("metadata");
            large.rotate270().write_with_encoder(encoder).expect("a JPEG");
            file
        };
        let other = |number: usize, format: image::ImageFormat| {
            let mut file = std::io::Cursor::new(Vec::new());
            read(number).write_to(&mut file, format).expect("a picture");
            file.into_inner()
        };
        let heic = b"\0\0\0\x18ftypheic\0\0\0\0mif1heic".to_vec();
        let files = [
            ("large, lying.jpg", photo(0, 1536, 3072)),
            ("no ending", photo(1, 768, 1536)),
            ("export.HEIC", photo(2, 200, 400)),
            ("picture.bmp", other(3, image::ImageFormat::Bmp)),
            ("picture.gif", other(4, image::ImageFormat::Gif)),
            ("picture.jpeg", other(5, image::ImageFormat::Png)),
        ];
        for (path, content) in &files {
            put(folder.path(), path, content);
        }
        put(folder.path(), "phone.jpg", &heic);
        Self {
            folder,
            photos: files.iter().map(|(path, _)| (*path).to_owned()).collect(),
            spoiled: vec![("phone.jpg".to_owned(), "foreign")],
        }
    }

    /// Makes a folder of files that are no photos, neither by name nor by content.
    pub fn with_files(paths: &[&str]) -> Self {
        let folder = tempfile::tempdir().expect("a temporary folder");
        for path in paths {
            put(folder.path(), path, b"no photo");
        }
        Self {
            folder,
            photos: Vec::new(),
            spoiled: Vec::new(),
        }
    }

    /// Makes a folder of `count` photos in folders named in several scripts, copies of the sample pictures.
    pub fn with_copies(count: usize) -> Self {
        let folder = tempfile::tempdir().expect("a temporary folder");
        let pictures: Vec<Vec<u8>> = sample_pictures()
            .iter()
            .map(|path| fs::read(path).expect("a readable sample picture"))
            .collect();
        let mut photos = Vec::new();
        for number in 0..count {
            let place = ["", "день/", "日本 2024/", "étés & cafés/", "صور/", "a/b/c/d/"][number % 6];
            let path = format!("{place}photo {number:05}.jpg");
            put(folder.path(), &path, &pictures[number % pictures.len()]);
            photos.push(path);
        }
        Self {
            folder,
            photos,
            spoiled: Vec::new(),
        }
    }

    /// Files in the folder and below.
    pub fn count_files(&self) -> usize {
        fn count(folder: &Path) -> usize {
            fs::read_dir(folder)
                .expect("a readable folder")
                .map(|entry| entry.expect("a listed file").path())
                .map(|path| if path.is_dir() { count(&path) } else { 1 })
                .sum()
        }
        count(self.folder.path())
    }

    /// The folder on the disk.
    pub fn path(&self) -> &Path {
        self.folder.path()
    }

    /// The good photos, by their paths in the folder.
    pub fn photos(&self) -> &[String] {
        &self.photos
    }

    /// The spoiled files, each with the kind of reason the page must give.
    pub fn spoiled(&self) -> &[(String, &'static str)] {
        &self.spoiled
    }
}

fn sample_pictures() -> Vec<PathBuf> {
    let folder = settings::pictures();
    let entries = fs::read_dir(&folder).unwrap_or_else(|error| panic!("{}: {error}", folder.display()));
    let mut pictures: Vec<_> = entries
        .map(|entry| entry.expect("a listed file").path())
        .filter(|path| path.extension().is_some_and(|extension| extension == "jpg"))
        .collect();
    pictures.sort();
    assert!(!pictures.is_empty(), "{} holds no pictures", folder.display());
    pictures
}

fn put(folder: &Path, path: &str, content: &[u8]) {
    let path = folder.join(path);
    fs::create_dir_all(path.parent().expect("below the folder")).expect("a folder");
    fs::write(path, content).expect("a file");
}

/// What happened to a model file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Damage {
    /// It is not there.
    Missing,
    /// Its second half is not there.
    Truncated,
}

/// A copy of the page that may be changed.
pub fn copy_of_page(page: &Path) -> TempDir {
    let copy = tempfile::tempdir().expect("a temporary folder");
    copy_folder(page, copy.path());
    copy
}

/// A copy of the page in which one model file is damaged.
pub fn damaged_page(page: &Path, file: &str, damage: Damage) -> TempDir {
    let copy = copy_of_page(page);
    let path = copy.path().join("weights").join(file);
    let content = fs::read(&path).expect("the model file is part of the page");
    match damage {
        Damage::Missing => fs::remove_file(&path).expect("removed"),
        Damage::Truncated => fs::write(&path, &content[..content.len() / 2]).expect("written"),
    }
    copy
}

/// A site that has the page in a folder below its root.
pub fn page_in_folder(page: &Path, folder: &str) -> TempDir {
    let site = tempfile::tempdir().expect("a temporary folder");
    copy_folder(page, &site.path().join(folder));
    site
}

fn copy_folder(from: &Path, to: &Path) {
    fs::create_dir_all(to).expect("a folder");
    for entry in fs::read_dir(from).expect("a readable folder") {
        let from = entry.expect("a listed file").path();
        let to = to.join(from.file_name().expect("a name"));
        if from.is_dir() {
            copy_folder(&from, &to);
        } else {
            fs::copy(&from, &to).expect("a copy");
        }
    }
}
