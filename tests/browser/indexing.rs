//! Reading a folder: dropped, paused, interrupted by the loss of the GPU, and large.

use crate::chromium::{Graphics, with_browser};
use crate::folder::TestFolder;
use crate::page::Page;
use crate::{ON_CPU, ON_SWIFTSHADER, QUERIES, settings};
use std::time::Duration;
use xtask::serve::FileServer;

/// Photos that take long enough to be interrupted.
const MANY: usize = 400;

#[tokio::test(flavor = "multi_thread")]
#[ignore = "needs the built page and Chromium: run by `cargo xtask test`"]
async fn a_dropped_folder_is_read_with_all_its_folders() {
    let server = FileServer::start(&settings::page(), 0).expect("dist/ is served");
    let url = server.url();
    with_browser(Graphics::None, &url.clone(), async |client| {
        let folder = TestFolder::new(8);
        let page = Page::open(client, &url, "?device=cpu").await;
        page.wait_until_loaded(ON_CPU).await;
        page.drop_files(&[folder.path()]).await;
        page.wait_for_gallery(8, ON_CPU).await;
        let found: Vec<String> = page.features(ON_CPU).await.into_keys().collect();
        let mut expected = folder.photos().to_vec();
        expected.sort();
        assert_eq!(found, expected);
        assert_eq!(page.skipped().await.len(), folder.spoiled().len());
        // Nothing was written to it.
        assert_eq!(folder.count_files(), 8 + folder.spoiled().len());
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
#[ignore = "needs the built page and Chromium: run by `cargo xtask test`"]
async fn reading_can_be_paused_and_searched_meanwhile() {
    let server = FileServer::start(&settings::page(), 0).expect("dist/ is served");
    let url = server.url();
    with_browser(Graphics::None, &url.clone(), async |client| {
        let folder = TestFolder::with_copies(MANY);
        let page = Page::open(client, &url, "?device=cpu").await;
        page.wait_until_loaded(ON_CPU).await;
        page.choose_folder(folder.path()).await;
        page.wait("the first photos", ON_CPU, async || {
            page.state().await == "indexing" && page.tiles().await >= 4
        })
        .await;
        page.press("pause").await;
        page.screenshot("paused").await;
        // The batch that was under way comes in; then nothing moves.
        page.features(ON_CPU).await;
        let before = page.features(ON_CPU).await.len();
        assert!((4..MANY).contains(&before), "{before}");
        page.search(QUERIES[0].1).await;
        page.wait("a ranking while paused", ON_CPU, async || {
            let query: String = page
                .script("return document.querySelector('#results').dataset.query")
                .await;
            query == QUERIES[0].1
        })
        .await;
        tokio::time::sleep(Duration::from_secs(3)).await;
        assert_eq!(page.features(ON_CPU).await.len(), before, "it is paused");
        // Stopped and chosen again, it goes on where it was.
        page.press("cancel").await;
        page.wait("the end", ON_CPU, async || page.state().await == "ready")
            .await;
        page.forget_comparison().await;
        page.choose_folder(folder.path()).await;
        let fresh = page.wait_for_comparison(ON_CPU).await;
        assert!(fresh >= MANY - before - 8 && fresh <= MANY - before, "{fresh}");
        page.wait_for_gallery(MANY, ON_CPU).await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
#[ignore = "needs the built page and Chromium: run by `cargo xtask test`"]
async fn a_lost_gpu_costs_nothing_that_was_read() {
    let server = FileServer::start(&settings::page(), 0).expect("dist/ is served");
    let url = server.url();
    with_browser(Graphics::SwiftShader, &url.clone(), async |client| {
        let folder = TestFolder::new(6);
        let page = Page::open(client, &url, "?device=webgpu").await;
        assert_eq!(page.wait_until_loaded(ON_SWIFTSHADER).await, "webgpu");
        page.choose_folder(folder.path()).await;
        page.wait_for_gallery(6, ON_SWIFTSHADER).await;
        let features = page.features(ON_SWIFTSHADER).await;

        page.crash_gpu().await;
        page.wait("the remark", ON_SWIFTSHADER, async || {
            !page.remark().await.is_empty()
        })
        .await;
        page.forget_comparison().await;
        page.wait_until_loaded(ON_SWIFTSHADER).await;
        assert_eq!(page.wait_for_comparison(ON_SWIFTSHADER).await, 0);
        page.screenshot("gpu-lost").await;
        assert_eq!(page.features(ON_SWIFTSHADER).await, features);
        page.search(QUERIES[0].1).await;
        page.wait_for_reranked(QUERIES[0].1, ON_SWIFTSHADER).await;
    })
    .await;
}

/// Photos of the large folder.
const LARGE: usize = 3000;
/// Bytes that the page and its worker may take: the model, hidden states up to their budget, and a photo in hand.
const MEMORY: f64 = 900e6;
/// What helpers may take in addition, while they are there: up to four, each with the model and a batch of photos.
const HELPERS: f64 = 4.0 * 250e6;

#[tokio::test(flavor = "multi_thread")]
#[ignore = "needs the built page and Chromium: run by `cargo xtask test`"]
async fn a_large_folder_stays_within_its_memory() {
    let server = FileServer::start(&settings::page(), 0).expect("dist/ is served");
    let url = server.url();
    with_browser(Graphics::None, &url.clone(), async |client| {
        let limit = 4 * ON_CPU;
        let folder = TestFolder::with_copies(LARGE);
        let page = Page::open(client, &url, "?device=cpu").await;
        page.wait_until_loaded(ON_CPU).await;
        page.watch_scripts().await;
        page.choose_folder(folder.path()).await;
        page.wait("the first photos", limit, async || page.tiles().await > 0)
            .await;
        let during = page.memory().await;
        page.wait("the last photo", limit, async || {
            page.state().await == "ready" && !page.fresh().await.is_empty()
        })
        .await;
        // Before the test's own scripts, which are long.
        let longest = page.longest_script().await;
        assert_eq!(page.features(limit).await.len(), LARGE);
        let bytes = page.memory().await;
        println!(
            "{LARGE} photos: {:.0} MB in page and workers while they are read, {:.0} MB then; longest script of the page {longest:.0} ms",
            during / 1e6,
            bytes / 1e6
        );
        assert!(during < MEMORY + HELPERS, "{during} bytes");
        assert!(bytes < MEMORY, "{bytes} bytes");
        // The bar is 50 ms; how long a script takes depends on what else the machine does, so only a halt is a failure.
        assert!(longest < 1000.0, "the page stood still for {longest} ms");
        page.screenshot("large").await;
    })
    .await;
}
