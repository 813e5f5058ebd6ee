//! Whole photos, searched person by person. The finder here is a network of random weights, which sees people in shapes
//! and shadows: what it finds means nothing, but page and command line must find and say the same.

use crate::chromium::{Graphics, with_browser};
use crate::folder::{TestFolder, copy_of_page};
use crate::page::Page;
use crate::{ON_CPU, ON_SWIFTSHADER, QUERIES, RERANK, native, settings};
use bi_irra::config::finder::FinderConfig;
use bi_irra::image::decode;
use bi_irra::model::finder::{Finder, OUTPUTS};
use bi_irra::model::parts::Parts;
use bi_irra::search::finder_view;
use bi_irra::weights::write::{Precision, Value, collect, to_safetensors};
use burn::tensor::{Device, Tensor, TensorData};
use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::time::Duration;
use tempfile::TempDir;
use xtask::serve::FileServer;

/// Finds some people in most pictures.
const SOME: f32 = 0.5;
/// Finds more than can be searched in a picture with any shapes.
const CROWDS: f32 = 0.001;
/// Finds nobody anywhere.
const NOBODY: f32 = 0.999_999;
/// Share of the street's cells in which [`SOME`] finds somebody.
const CELLS: f32 = 0.05;
/// Logarithm of the usual distance, in cells, from a person's middle to a side of the box.
const REACH: f32 = 1.0;

/// The files of a finder with random weights, whose outputs are scaled by what they are in a street.
fn finder(threshold: f32) -> [(&'static str, Vec<u8>); 2] {
    let config = FinderConfig {
        widths: [4, 8, 8, 8, 8],
        neck: 8,
        threshold,
        ..FinderConfig::web()
    };
    let device = Device::flex();
    device.seed(11);
    let network = Finder::new(&config, Parts::Inference, &device);
    let mut tensors = collect(&network, &Value).expect("readable");
    let folder = TestFolder::with_whole_photos();
    let street = fs::read(folder.path().join("street.png")).expect("a photo");
    let photo = decode(&street).expect("decodes");
    let view = finder_view(&photo, &config);
    let pixels = TensorData::new(view.values, [1, 3, view.rows, view.columns]);
    let cells = network.forward(Tensor::from_data(pixels, &device)).into_data();
    let cells: Vec<f32> = cells.try_to_vec().expect("floats");
    for output in 0..OUTPUTS {
        let mut values: Vec<f32> = cells.chunks_exact(OUTPUTS).map(|cell| cell[output]).collect();
        values.sort_by(f32::total_cmp);
        let share = if output == 0 { 1.0 - CELLS } else { 0.5 };
        let middle = values[(share * values.len() as f32) as usize];
        let spread = (values[values.len() - 1] - values[0]).max(1e-9);
        let (scale, wanted) = if output == 0 {
            (20.0 / spread, 0.0)
        } else {
            (2.0 / spread, REACH)
        };
        let mut row = |name: &str, change: &dyn Fn(f32) -> f32| {
            let tensor = tensors.get_mut(name).expect("the head");
            let width = tensor.values.len() / OUTPUTS;
            for value in &mut tensor.values[output * width..(output + 1) * width] {
                *value = change(*value);
            }
        };
        row("head.weight", &|value| value * scale);
        row("head.bias", &|value| (value - middle) * scale + wanted);
    }
    let weights = to_safetensors(&tensors, Precision::F32, &BTreeMap::new()).expect("serialised");
    [
        ("finder.json", config.to_json().into_bytes()),
        ("finder.safetensors", weights),
    ]
}

/// The page, and weights for the command line, with a finder; without the list of files, which says that there is none.
fn with_finder(threshold: Option<f32>) -> (TempDir, TempDir) {
    let page = copy_of_page(&settings::page());
    fs::remove_file(page.path().join("files.json")).expect("removed");
    let weights = tempfile::tempdir().expect("a temporary folder");
    let folders = [page.path().join("weights"), weights.path().to_path_buf()];
    for name in ["config.json", "tokenizer.json", "model.safetensors"] {
        fs::copy(settings::weights().join(name), weights.path().join(name)).expect("copied");
    }
    for folder in &folders {
        for name in ["finder.json", "finder.safetensors"] {
            // There is none where the weights have none.
            let _ = fs::remove_file(folder.join(name));
        }
        for (name, content) in threshold.map(finder).into_iter().flatten() {
            fs::write(folder.join(name), content).expect("written");
        }
    }
    (page, weights)
}

async fn people_like_native(page: Page, folder: TestFolder, weights: &Path, limit: Duration) {
    page.choose_folder(folder.path()).await;
    page.wait_for_gallery(folder.photos().len(), limit).await;
    let people = page.people(limit).await;
    native::assert_same_people(&people, &native::embed(weights, &folder));
    let found: usize = people
        .values()
        .flatten()
        .filter(|person| person.region.is_some())
        .count();
    assert!(found > 3, "{found} people are little to compare");
    let expected = native::rank(weights, &folder, &QUERIES, RERANK);
    for ((language, sentence), expected) in QUERIES.iter().zip(&expected) {
        page.search(sentence).await;
        let results = page.wait_for_reranked(sentence, limit).await;
        expected.assert_top_10(language, &results);
    }
}

#[tokio::test(flavor = "multi_thread")]
#[ignore = "needs the built page and Chromium: run by `cargo xtask test`"]
async fn people_are_those_of_the_native_side_on_the_cpu() {
    let (dist, weights) = with_finder(Some(SOME));
    let server = FileServer::start(dist.path(), 0).expect("the copy is served");
    let url = server.url();
    with_browser(Graphics::None, &url.clone(), async |client| {
        let page = Page::open(client, &url, "?device=cpu&lang=en").await;
        page.wait_until_loaded(ON_CPU).await;
        people_like_native(page, TestFolder::with_whole_photos(), weights.path(), ON_CPU).await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
#[ignore = "needs the built page and Chromium: run by `cargo xtask test`"]
async fn people_are_those_of_the_native_side_on_webgpu() {
    let (dist, weights) = with_finder(Some(SOME));
    let server = FileServer::start(dist.path(), 0).expect("the copy is served");
    let url = server.url();
    with_browser(Graphics::SwiftShader, &url.clone(), async |client| {
        let page = Page::open(client, &url, "?device=webgpu&lang=en").await;
        assert_eq!(page.wait_until_loaded(ON_SWIFTSHADER).await, "webgpu");
        let folder = TestFolder::with_whole_photos().only(&["crop.png", "street.png"]);
        people_like_native(page, folder, weights.path(), ON_SWIFTSHADER).await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
#[ignore = "needs the built page and Chromium: run by `cargo xtask test`"]
async fn the_best_person_is_framed_and_others_like_it_are_found() {
    let (dist, _weights) = with_finder(Some(SOME));
    let server = FileServer::start(dist.path(), 0).expect("the copy is served");
    let url = server.url();
    with_browser(Graphics::None, &url.clone(), async |client| {
        let page = Page::open(client, &url, "?device=cpu&lang=en").await;
        page.wait_until_loaded(ON_CPU).await;
        let folder = TestFolder::with_whole_photos();
        page.choose_folder(folder.path()).await;
        page.wait_for_gallery(folder.photos().len(), ON_CPU).await;
        let found: String = page
            .script("return document.querySelector('#people').textContent")
            .await;
        assert!(found.contains("people found"), "{found:?}");
        page.search(QUERIES[0].1).await;
        let results = page.wait_for_reranked(QUERIES[0].1, ON_CPU).await;
        let street = results
            .iter()
            .find(|shown| shown.file == "street.png")
            .expect("it is ranked");
        let [left, ..] = street.region.expect("somebody was found");
        page.wait_until(
            "!document.querySelector('[data-file=\"street.png\"] .frame').hidden",
            ON_CPU,
        )
        .await;
        page.screenshot("people").await;
        page.click("#results [data-file='street.png'] .open").await;
        page.wait_until("!document.querySelector('#lightbox-frame').hidden", ON_CPU)
            .await;
        page.wait_until("!document.querySelector('#lightbox-stage').hidden", ON_CPU)
            .await;
        let framed: f64 = page
            .script("return parseFloat(document.querySelector('#lightbox-frame').style.left) / 100")
            .await;
        assert!((framed - left).abs() < 1e-3, "{framed} {left}");
        // The words light up what the model saw: the person with a margin.
        page.wait_until(
            "document.querySelectorAll('#explain [data-word]').length > 3",
            ON_CPU,
        )
        .await;
        page.click("#explain [data-word]").await;
        let lit: f64 = page
            .script("return parseFloat(document.querySelector('#heat').style.left) / 100")
            .await;
        assert!(lit <= framed + 1e-4 && lit > framed - 0.2, "{lit} {framed}");
        page.screenshot("people-viewer").await;

        // By person: the same one is as like as can be.
        page.click("#lightbox-similar").await;
        page.wait_until(
            "document.querySelector('#results').dataset.similar === 'street.png'",
            ON_CPU,
        )
        .await;
        let best: f64 = page
            .script("return Number(document.querySelector('[data-file=\"street.png\"]').dataset.score)")
            .await;
        assert!((best - 1.0).abs() < 1e-3, "{best}");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
#[ignore = "needs the built page and Chromium: run by `cargo xtask test`"]
async fn nobody_and_crowds_are_said() {
    for (threshold, said, file) in [
        (Some(NOBODY), "nobody in", "panorama.png"),
        (Some(CROWDS), "more than 24 people in", "street.png"),
        (None, "no person finder", ""),
    ] {
        let (dist, _weights) = with_finder(threshold);
        let server = FileServer::start(dist.path(), 0).expect("the copy is served");
        let url = server.url();
        with_browser(Graphics::None, &url.clone(), async |client| {
            let page = Page::open(client, &url, "?device=cpu&lang=en").await;
            page.wait_until_loaded(ON_CPU).await;
            let folder = TestFolder::with_whole_photos();
            page.choose_folder(folder.path()).await;
            page.wait_for_gallery(folder.photos().len(), ON_CPU).await;
            let words: String = page
                .script("return document.querySelector('#people').textContent")
                .await;
            assert!(words.contains(said), "{threshold:?}: {words:?}");
            page.screenshot(&format!("people-{}", said.replace(' ', "-")))
                .await;
            if file.is_empty() {
                return;
            }
            page.click(&format!("#results [data-file='{file}'] .open")).await;
            page.wait_until("!document.querySelector('#lightbox-people').hidden", ON_CPU)
                .await;
            let viewer: String = page
                .script("return document.querySelector('#lightbox-people').textContent")
                .await;
            let expected = if threshold == Some(NOBODY) {
                "Nobody was found"
            } else {
                "the 24 largest"
            };
            assert!(viewer.contains(expected), "{viewer:?}");
            let marked: bool = page
                .script(&format!(
                    "return !document.querySelector('[data-file=\"{file}\"] .nobody').hidden"
                ))
                .await;
            assert_eq!(marked, threshold == Some(NOBODY));
        })
        .await;
    }
}
