//! What the page promises where the browser keeps little or nothing.

use crate::chromium::{Graphics, with_browser, with_private_window};
use crate::folder::TestFolder;
use crate::page::Page;
use crate::{ON_CPU, QUERIES, settings};
use serde_json::json;
use xtask::serve::FileServer;

/// Photos of the folder.
const PHOTOS: usize = 10;
/// Bytes that a full storage still gives: less than the index of the folder's photos.
const ROOM: u64 = 100_000;

/// What the part of the page that tells about kept photos says.
async fn promises(page: &Page) -> String {
    page.script("return document.getElementById('saved-text').textContent")
        .await
}

#[tokio::test(flavor = "multi_thread")]
#[ignore = "needs the built page and Chromium: run by `cargo xtask test`"]
async fn a_full_storage_is_said_and_everything_else_works() {
    let server = FileServer::start(&settings::page(), 0).expect("dist/ is served");
    let url = server.url();
    with_browser(Graphics::None, &url.clone(), async |client| {
        let folder = TestFolder::new(PHOTOS);
        let page = Page::open(client, &url, "?device=cpu").await;
        page.wait_until_loaded(ON_CPU).await;
        let quota = json!({ "origin": url, "quotaSize": ROOM });
        page.devtools("Storage.overrideQuotaForOrigin", quota).await;
        page.choose_folder(folder.path()).await;
        page.wait_for_gallery(PHOTOS, ON_CPU).await;
        page.wait("the remark", ON_CPU, async || !page.remark().await.is_empty())
            .await;
        let remark = page.remark().await;
        assert!(remark.contains("storage is full"), "{remark}");
        let promised = promises(&page).await;
        assert!(promised.contains("storage is full"), "{promised}");
        page.screenshot("full-storage").await;
        let sentence = QUERIES[0].1;
        page.search(sentence).await;
        let ranking = page.wait_for_reranked(sentence, ON_CPU).await;
        assert_eq!(ranking.len(), PHOTOS);

        // What did not fit is read anew, and with room again it is kept.
        page.devtools("Storage.overrideQuotaForOrigin", json!({ "origin": url }))
            .await;
        page.forget_comparison().await;
        page.reload().await;
        page.wait_until_loaded(ON_CPU).await;
        page.choose_folder(folder.path()).await;
        page.wait_for_gallery(PHOTOS, ON_CPU).await;
        assert!(page.wait_for_comparison(ON_CPU).await > 0);
        page.reload().await;
        page.wait_for_pictures(PHOTOS, ON_CPU).await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
#[ignore = "needs the built page and Chromium: run by `cargo xtask test`"]
async fn a_private_window_searches_and_forgets() {
    let server = FileServer::start(&settings::page(), 0).expect("dist/ is served");
    let url = server.url();
    with_private_window(Graphics::None, &url.clone(), async |client| {
        let folder = TestFolder::new(PHOTOS);
        let page = Page::open(client.clone(), &url, "?device=cpu").await;
        page.wait_until_loaded(ON_CPU).await;
        page.choose_folder(folder.path()).await;
        page.wait_for_gallery(PHOTOS, ON_CPU).await;
        let sentence = QUERIES[0].1;
        page.search(sentence).await;
        let ranking = page.wait_for_reranked(sentence, ON_CPU).await;
        assert_eq!(ranking.len(), PHOTOS);
        page.screenshot("private-window").await;
        // Chromium keeps as long as the window is open, and says nothing that were not true.
        assert_eq!(page.remark().await, "");
        page.reload().await;
        page.wait_for_pictures(PHOTOS, ON_CPU).await;
    })
    .await;
}
