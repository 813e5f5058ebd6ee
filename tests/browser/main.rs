//! The page in a real Chromium, from the folder that is chosen to the ranking that is shown, held against the trainer's
//! own command line on the same files.
//!
//! These tests need the built page, the trainer's binary, Chromium and ChromeDriver: `cargo xtask test` prepares all of
//! them and runs these tests. When something is missing they fail; they never pass without having looked.

mod accessibility;
mod chromium;
mod embedding;
mod folder;
mod golden;
mod indexing;
mod kept;
mod native;
mod offline;
mod page;
mod people;
mod pictures;
mod profile;
mod queries;
mod recorder;
mod results;
mod searching;
mod settings;
mod storage;
mod visit;
mod watch;

use chromium::{Graphics, with_browser};
use folder::TestFolder;
use page::Page;
use std::time::Duration;
use xtask::serve::FileServer;

/// A sentence in each language the model is trained on, and in one more.
const QUERIES: [(&str, &str); 5] = [
    ("en", "a woman in a red coat with a black backpack"),
    ("zh", "一个穿蓝色外套和黑色裤子的男人"),
    ("fr", "un homme avec un chapeau et un pantalon gris"),
    ("de", "eine Frau mit gelbem Oberteil und weißen Schuhen"),
    ("es", "una mujer con falda verde y bolso marrón"),
];

/// How many photos the page compares in detail.
const RERANK: usize = 32;

/// Long enough for a machine with two busy cores.
const ON_CPU: Duration = Duration::from_secs(300);
/// SwiftShader computes a photo in seconds and compiles every shader first.
const ON_SWIFTSHADER: Duration = Duration::from_secs(900);

/// The full path: index a folder, list what is no photo, search in every language, agree with the native side.
async fn agrees_with_native(page: Page, folder: TestFolder, limit: Duration, screenshot: &str) {
    page.choose_folder(folder.path()).await;
    page.wait_for_gallery(folder.photos().len(), limit).await;
    page.screenshot(&format!("{screenshot}-gallery")).await;

    let skipped = page.skipped().await;
    for (file, reason) in folder.spoiled() {
        let entry = skipped.iter().find(|entry| entry.file == *file);
        let entry = entry.unwrap_or_else(|| panic!("{file} is not listed in {skipped:?}"));
        assert_eq!(entry.reason, *reason, "{entry:?}");
        let words = entry.text.replace(file, "");
        assert!(
            words.trim().len() > 5,
            "the reason is not said in words: {entry:?}"
        );
    }
    assert_eq!(skipped.len(), folder.spoiled().len(), "{skipped:?}");

    let weights = settings::weights();
    native::assert_same_people(&page.people(limit).await, &native::embed(&weights, &folder));

    let expected = native::rank(&weights, &folder, &QUERIES, RERANK);
    for ((language, sentence), expected) in QUERIES.iter().zip(&expected) {
        page.search(sentence).await;
        let results = page.wait_for_reranked(sentence, limit).await;
        expected.assert_top_10(language, &results);
    }
    page.screenshot(&format!("{screenshot}-search")).await;
    assert_eq!(page.state().await, "ready");
}

#[tokio::test(flavor = "multi_thread")]
#[ignore = "needs the built page and Chromium: run by `cargo xtask test`"]
async fn ranks_like_native_on_the_cpu() {
    let server = FileServer::start(&settings::page(), 0).expect("dist/ is served");
    let url = server.url();
    with_browser(Graphics::None, &url.clone(), async |client| {
        let page = Page::open(client, &url, "?device=cpu").await;
        assert_eq!(page.wait_until_loaded(ON_CPU).await, "cpu");
        agrees_with_native(page, TestFolder::new(24), ON_CPU, "cpu").await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
#[ignore = "needs the built page and Chromium: run by `cargo xtask test`"]
async fn ranks_like_native_on_webgpu() {
    let server = FileServer::start(&settings::page(), 0).expect("dist/ is served");
    let url = server.url();
    with_browser(Graphics::SwiftShader, &url.clone(), async |client| {
        let page = Page::open(client, &url, "?device=webgpu").await;
        // A page that fell back to the CPU would agree as well, and prove nothing.
        assert_eq!(
            page.wait_until_loaded(ON_SWIFTSHADER).await,
            "webgpu",
            "{}",
            page.explanation().await
        );
        agrees_with_native(page, TestFolder::new(8), ON_SWIFTSHADER, "webgpu").await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
#[ignore = "needs the built page and Chromium: run by `cargo xtask test`"]
async fn golden_tensors_on_the_cpu() {
    golden::computes_what_the_authors_code_computes(Graphics::None, "cpu", ON_CPU).await;
}

#[tokio::test(flavor = "multi_thread")]
#[ignore = "needs the built page and Chromium: run by `cargo xtask test`"]
async fn golden_tensors_on_webgpu() {
    golden::computes_what_the_authors_code_computes(Graphics::SwiftShader, "webgpu", ON_SWIFTSHADER).await;
}

#[tokio::test(flavor = "multi_thread")]
#[ignore = "needs the built page and Chromium: run by `cargo xtask test`"]
async fn falls_back_to_the_cpu_without_webgpu() {
    let server = FileServer::start(&settings::page(), 0).expect("dist/ is served");
    let url = server.url();
    with_browser(Graphics::None, &url.clone(), async |client| {
        // By itself, and also when the address asks for what is not there.
        for address in ["", "?device=webgpu"] {
            let page = Page::open(client.clone(), &url, address).await;
            assert_eq!(page.wait_until_loaded(ON_CPU).await, "cpu", "{address}");
            let folder = TestFolder::new(3);
            page.choose_folder(folder.path()).await;
            page.wait_for_gallery(3, ON_CPU).await;
            page.search(QUERIES[0].1).await;
            assert_eq!(page.wait_for_reranked(QUERIES[0].1, ON_CPU).await.len(), 3);
        }
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
#[ignore = "needs the built page and Chromium: run by `cargo xtask test`"]
async fn never_chooses_a_software_adapter_by_itself() {
    let server = FileServer::start(&settings::page(), 0).expect("dist/ is served");
    let url = server.url();
    with_browser(Graphics::SwiftShader, &url.clone(), async |client| {
        let page = Page::open(client, &url, "").await;
        assert_eq!(page.wait_until_loaded(ON_CPU).await, "cpu");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
#[ignore = "needs the built page and Chromium: run by `cargo xtask test`"]
async fn bad_input_is_answered_in_words() {
    let server = FileServer::start(&settings::page(), 0).expect("dist/ is served");
    let url = server.url();
    with_browser(Graphics::None, &url.clone(), async |client| {
        let page = Page::open(client, &url, "?device=cpu").await;
        page.wait_until_loaded(ON_CPU).await;

        // Nothing in the folder, nothing that is called a photo, nothing that can be read as one.
        for (folder, listed) in [
            (TestFolder::with_files(&[]), 0),
            (TestFolder::with_files(&["notes.txt", "more/data.bin"]), 2),
            (TestFolder::new(0), 3),
        ] {
            let before = page.status().await;
            page.choose_folder(folder.path()).await;
            let said = page.wait_for_other_status(&before, ON_CPU).await;
            assert!(said.len() > 5, "{said:?}");
            page.wait_for_gallery(0, ON_CPU).await;
            let skipped = page.skipped().await;
            assert_eq!(skipped.len(), listed, "{skipped:?}");
        }

        // The page goes on: a good folder afterwards works.
        let folder = TestFolder::new(3);
        page.choose_folder(folder.path()).await;
        page.wait_for_gallery(3, ON_CPU).await;

        // An empty query, after a real one so that there is something to change.
        page.search(QUERIES[0].1).await;
        page.wait_for_reranked(QUERIES[0].1, ON_CPU).await;
        page.clear_query().await;
        let before = page.status().await;
        page.press_enter().await;
        let said = page.wait_for_other_status(&before, ON_CPU).await;
        assert!(said.len() > 5, "{said:?}");
        assert_eq!(page.state().await, "ready");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
#[ignore = "needs the built page and Chromium: run by `cargo xtask test`"]
async fn missing_or_damaged_model_files_are_said() {
    for file in ["config.json", "tokenizer.json", "model.safetensors"] {
        for damage in [folder::Damage::Missing, folder::Damage::Truncated] {
            let dist = folder::damaged_page(&settings::page(), file, damage);
            let server = FileServer::start(dist.path(), 0).expect("the damaged copy is served");
            let url = server.url();
            with_browser(Graphics::None, &url.clone(), async |client| {
                let page = Page::open(client, &url, "?device=cpu").await;
                let said = page.wait_for_error(ON_CPU).await;
                // A missing file is named; what a damaged one does is for the parser to say.
                let named = damage == folder::Damage::Truncated || said.contains(file);
                assert!(said.len() > 10 && named, "{file} {damage:?}: {said:?}");
                if file == "model.safetensors" {
                    page.screenshot(&format!("error-{damage:?}").to_lowercase()).await;
                }
            })
            .await;
        }
    }
}
