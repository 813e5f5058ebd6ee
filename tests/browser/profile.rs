//! `?profile`: where the time goes, as a user would report it.

use crate::ON_CPU;
use crate::QUERIES;
use crate::chromium::{Graphics, with_browser};
use crate::folder::TestFolder;
use crate::page::Page;
use crate::settings;
use std::collections::BTreeMap;
use xtask::serve::FileServer;

/// The table's numbers by kind of work: items, milliseconds each, in all, and the longest.
async fn table(page: &Page) -> BTreeMap<String, Vec<f64>> {
    page.script(
        "return Object.fromEntries([...document.querySelectorAll('#profile-rows tr')].map((row) => { \
         const [name, ...cells] = [...row.children].map((cell) => cell.textContent); \
         return [name, cells.map((cell) => Number(cell.replaceAll(',', '')))]; }))",
    )
    .await
}

#[tokio::test(flavor = "multi_thread")]
#[ignore = "needs the built page and Chromium: run by `cargo xtask test`"]
async fn the_profile_counts_what_was_done() {
    let server = FileServer::start(&settings::page(), 0).expect("dist/ is served");
    let url = server.url();
    with_browser(Graphics::None, &url.clone(), async |client| {
        let page = Page::open(client, &url, "?device=cpu&lang=en&profile").await;
        page.wait_until_loaded(ON_CPU).await;
        let folder = TestFolder::new(3);
        let count = folder.photos().len();
        page.choose_folder(folder.path()).await;
        page.wait_for_gallery(count, ON_CPU).await;
        page.search(QUERIES[0].1).await;
        page.wait_for_reranked(QUERIES[0].1, ON_CPU).await;
        page.wait("the match head's line", ON_CPU, async || {
            table(&page).await.contains_key("match-head")
        })
        .await;
        let lines = table(&page).await;
        let crops = page.people(ON_CPU).await.values().map(Vec::len).sum();
        println!("person finder: {:?}", lines["person-finder"]);
        for (work, items) in [
            ("person-finder", count),
            ("image-encoder", crops),
            ("match-head", count),
        ] {
            let line = &lines[work];
            assert_eq!(line[0], items as f64, "{work}: {line:?}");
            assert!(line[2] > 0.0 && line[3] <= line[2], "{work}: {line:?}");
        }
        // A pause while typing starts a search of its own.
        assert!(lines["text-encoder"][0] >= 1.0, "{lines:?}");
        // Files that are no photos are read and decoded as well.
        assert!(lines["decode"][0] >= count as f64, "{lines:?}");
        // A report of slowness says which instructions the browser has; this one has the fastest.
        let device: String = page
            .script("return document.getElementById('profile').dataset.device")
            .await;
        assert_eq!(device, "cpu relaxed-simd");
        page.screenshot("profile").await;
    })
    .await;

    with_browser(Graphics::None, &url.clone(), async |client| {
        let page = Page::open(client, &url, "?device=cpu").await;
        page.wait_until_loaded(ON_CPU).await;
        let shown: bool = page
            .script("return !document.getElementById('profile').hidden")
            .await;
        assert!(!shown, "nobody asked for the profile");
    })
    .await;
}
