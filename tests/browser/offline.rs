//! The page without a network, and from any folder of a server.

use crate::chromium::{Graphics, with_browser};
use crate::folder::{TestFolder, page_in_folder};
use crate::page::Page;
use crate::{ON_CPU, QUERIES, settings};
use xtask::serve::FileServer;

#[tokio::test(flavor = "multi_thread")]
#[ignore = "needs the built page and Chromium: run by `cargo xtask test`"]
async fn the_second_visit_needs_no_network() {
    // Below another folder, as on a server for many projects.
    let site = page_in_folder(&settings::page(), "some/where");
    let server = FileServer::start(site.path(), 0).expect("the copy is served");
    let url = format!("{}some/where/", server.url());
    with_browser(Graphics::None, &url.clone(), async |client| {
        let folder = TestFolder::new(4);
        let page = Page::open(client, &url, "?device=cpu").await;
        page.wait_until_loaded(ON_CPU).await;
        page.choose_folder(folder.path()).await;
        page.wait_for_gallery(4, ON_CPU).await;
        let features = page.features(ON_CPU).await;
        page.wait("the service worker", ON_CPU, async || {
            let kept = "const names = await caches.keys();
                 const page = names.find((name) => name.startsWith('bi-irra-page-'));
                 return Boolean(navigator.serviceWorker.controller && page
                     && await (await caches.open(page)).match(new URL('files.json', document.baseURI).href))";
            page.later(kept).await == serde_json::json!(true)
        })
        .await;

        drop(server);
        page.reload().await;
        page.wait_until_loaded(ON_CPU).await;
        assert_eq!(page.features(ON_CPU).await, features);
        page.wait_for_pictures(4, ON_CPU).await;
        page.search(QUERIES[0].1).await;
        assert_eq!(page.wait_for_reranked(QUERIES[0].1, ON_CPU).await.len(), 4);
        // New photos can be read, too.
        let more = TestFolder::new(2);
        page.choose_folder(more.path()).await;
        page.wait_for_gallery(2, ON_CPU).await;
        let foreign: Vec<String> = page
            .script(
                "return performance.getEntriesByType('resource').map((e) => e.name)
                 .filter((name) => /^http/.test(name) && new URL(name).origin !== location.origin)",
            )
            .await;
        assert!(foreign.is_empty(), "{foreign:?}");
        let _: serde_json::Value = page
            .script("document.querySelector('[data-opens=privacy]').click(); return null")
            .await;
        page.screenshot("offline-privacy").await;
    })
    .await;
}
