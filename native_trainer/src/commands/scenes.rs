//! `synth --scenes`: whole photos and the boxes of the people in them, in COCO's layout.

use crate::cli::{DataSplit, SynthArgs};
use crate::data::backgrounds::Backgrounds;
use crate::data::bodies::Bodies;
use crate::data::manifest::MANIFEST;
use crate::data::picture_file::{encode_jpeg, encode_png};
use crate::data::seeds::seed_of;
use crate::error::{Error, Result};
use crate::files::{self, write_json};
use crate::finder::photos::is_ignored;
use crate::progress::progress_bar;
use rayon::prelude::*;
use serde_json::{Value as Json, json};
use std::path::Path;
use synth::Conditions;
use synth::scene::{ScenePerson, ScenePicture, ScenePlan, render};

/// The list of photos and boxes; it comes last and stands for the whole.
const ANNOTATIONS: &str = "annotations.json";
/// Folder of the photos.
const IMAGES: &str = "images";
/// Photos in a folder, so that no folder becomes too large to list.
const PER_FOLDER: usize = 1000;
/// The only category.
const PERSON: u32 = 1;
/// Which of the seeds of a number is a scene's.
const PART: u64 = 2;

/// Writes `count` scenes and their annotations, the same for the same arguments whatever the number of threads.
///
/// # Errors
/// When the folder holds a finished set already, or a file cannot be written.
pub fn write(args: &SynthArgs, count: usize) -> Result<()> {
    let finished = args.out.join(ANNOTATIONS);
    if finished.exists() && !args.force {
        let path = finished.display();
        return Err(Error::Input(format!("{path} exists; --force writes over it")));
    }
    if args.out.join(MANIFEST).exists() {
        let folder = args.out.display();
        return Err(Error::Input(format!(
            "{folder} holds people with captions; scenes need a folder of their own"
        )));
    }
    let bodies = Bodies::open(args.bodies.as_deref(), 1.0)?;
    let backgrounds = Backgrounds::open(args.backgrounds.as_deref())?;
    let _kept = files::lock_folder(&args.out)?;
    files::remove_drafts(&args.out, None)?;
    match std::fs::remove_file(&finished) {
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => {}
        removed => removed.map_err(Error::io("remove", &finished))?,
    }
    let progress = progress_bar(count, "scenes");
    let scenes = (0..count).into_par_iter().map(|number| {
        let scene = draw(args, &bodies, &backgrounds, number)?;
        progress.inc(1);
        Ok(scene)
    });
    let scenes: Vec<Scene> = scenes.collect::<Result<_>>()?;
    progress.finish_and_clear();
    write_json(&finished, &annotations(args, &scenes))?;
    let people: usize = scenes.iter().map(|scene| scene.people.len()).sum();
    eprintln!("{count} scenes with {people} people in {}", args.out.display());
    Ok(())
}

/// A photo that is on the disk.
struct Scene {
    name: String,
    width: usize,
    height: usize,
    people: Vec<ScenePerson>,
}

fn draw(args: &SynthArgs, bodies: &Bodies, backgrounds: &Backgrounds, number: usize) -> Result<Scene> {
    let conditions = match args.split {
        DataSplit::Shift => Conditions::Shift,
        DataSplit::Train | DataSplit::Test => Conditions::Train,
    };
    let seed = seed_of(args.split, args.seed, number as u64, PART);
    let plan = ScenePlan::sample(seed, conditions);
    let (width, height) = plan.size(args.longest_side as usize);
    // Which part of the photo is shown is a matter of the plan.
    let photo = backgrounds.behind(seed).map(|(photo, _)| photo);
    let picture = render(bodies.source(), &plan, width, height, photo);
    let ending = if args.png { "png" } else { "jpg" };
    let name = format!("{IMAGES}/{:04}/s{number:06}.{ending}", number / PER_FOLDER);
    let path = args.out.join(&name);
    files::create_folder(path.parent().unwrap_or(&args.out))?;
    // Not one by one to the disk: the list that comes last tells whether all of them are there.
    std::fs::write(&path, encode(&picture, args, &path)?).map_err(Error::io("write", &path))?;
    Ok(Scene {
        name,
        width,
        height,
        people: picture.people,
    })
}

fn encode(picture: &ScenePicture, args: &SynthArgs, path: &Path) -> Result<Vec<u8>> {
    let encoded = match args.png {
        true => encode_png(&picture.rgb, picture.width, picture.height),
        false => encode_jpeg(&picture.rgb, picture.width, picture.height, args.quality),
    };
    encoded.map_err(|source| Error::Encode {
        path: path.to_path_buf(),
        source,
    })
}

fn annotations(args: &SynthArgs, scenes: &[Scene]) -> Json {
    let images = scenes.iter().enumerate().map(|(number, scene)| {
        json!({ "id": number, "file_name": scene.name, "width": scene.width, "height": scene.height })
    });
    let people = scenes
        .iter()
        .enumerate()
        .flat_map(|(number, scene)| scene.people.iter().map(move |person| (number, person)));
    let boxes = people.enumerate().map(|(id, (image, person))| {
        json!({
            "id": id,
            "image_id": image,
            "category_id": PERSON,
            "bbox": person.bounds,
            "area": person.bounds[2] * person.bounds[3],
            "iscrowd": u8::from(is_ignored(person)),
            "whole": person.whole,
            "seen": person.seen,
        })
    });
    json!({
        "info": {
            "description": "synthetic scenes",
            "generator": format!("native_trainer {}", env!("CARGO_PKG_VERSION")),
            "seed": args.seed,
            "split": args.split.name(),
        },
        "images": images.collect::<Vec<Json>>(),
        "annotations": boxes.collect::<Vec<Json>>(),
        "categories": [{ "id": PERSON, "name": "person" }],
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::cli::{Cli, Command};
    use crate::finder::coco::CocoFile;
    use clap::Parser;

    #[test]
    fn hardly_seen_and_tiny_people_are_not_asked_for() {
        let person = |seen: f32, tall: f32| ScenePerson {
            bounds: [0.0, 0.0, 4.0, tall],
            whole: [0.0, 0.0, 4.0, 20.0],
            seen,
        };
        assert!(!is_ignored(&person(0.2, 8.0)));
        assert!(is_ignored(&person(0.19, 80.0)) && is_ignored(&person(1.0, 7.0)));
    }

    #[test]
    fn the_annotations_have_the_layout_that_is_read() {
        let cli = Cli::parse_from(["native_trainer", "synth", "--out", "x", "--scenes", "1"]);
        let Command::Synth(args) = cli.command else {
            panic!("synth");
        };
        let scene = Scene {
            name: "images/0000/s000000.jpg".into(),
            width: 40,
            height: 30,
            people: vec![ScenePerson {
                bounds: [1.0, 2.0, 3.0, 14.0],
                whole: [1.0, 2.0, 3.0, 20.0],
                seen: 0.5,
            }],
        };
        let file: CocoFile = serde_json::from_value(annotations(&args, &[scene])).expect("the layout");
        assert_eq!((file.images[0].width, file.images[0].height), (40, 30));
        let found = &file.annotations[0];
        assert_eq!(found.bbox, [1.0, 2.0, 3.0, 14.0]);
        assert_eq!((found.area, found.iscrowd), (42.0, 0));
        assert_eq!(
            (found.image_id, found.category_id),
            (file.images[0].id, file.categories[0].id)
        );
    }

    #[test]
    fn what_makes_no_sense_together_is_refused() {
        let parse = |more: &[&str]| {
            let words = ["native_trainer", "synth", "--out", "x"];
            Cli::try_parse_from(words.iter().chain(more))
        };
        for more in [
            &["--scenes", "5", "--views", "2"][..],
            &["--scenes", "5", "--preset", "bench"],
            &["--scenes", "5", "--languages", "en"],
            &["--scenes", "5", "--size", "64x64"],
            &["--scenes", "5", "--sheet", "a.png"],
            &["--scenes", "0"],
            &["--scenes", "5", "--longest-side", "9000"],
            &["--longest-side", "300"],
        ] {
            assert!(parse(more).is_err(), "{more:?}");
        }
        let cli = parse(&[
            "--scenes",
            "5",
            "--longest-side",
            "300",
            "--split",
            "shift",
            "--seed",
            "4",
        ]);
        let Command::Synth(args) = cli.expect("these belong together").command else {
            panic!("synth");
        };
        assert_eq!((args.scenes, args.longest_side), (Some(5), 300));
    }
}
