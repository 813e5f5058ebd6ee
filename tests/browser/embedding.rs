//! The search as a module of another page: the example that lies beside ours.

use crate::chromium::{Graphics, with_browser};
use crate::folder::TestFolder;
use crate::page::Page;
use crate::{ON_CPU, QUERIES, settings};
use fantoccini::Locator;
use xtask::serve::FileServer;

const EXAMPLE: &str = "example/index.html?device=cpu";
const PHOTOS: usize = 6;

fn name(path: &str) -> String {
    path.rsplit('/').next().unwrap_or(path).to_owned()
}

#[tokio::test(flavor = "multi_thread")]
#[ignore = "needs the built page and Chromium: run by `cargo xtask test`"]
async fn another_page_ranks_as_ours_does() {
    let server = FileServer::start(&settings::page(), 0).expect("dist/ is served");
    let url = server.url();
    with_browser(Graphics::None, &url.clone(), async |client| {
        let folder = TestFolder::new(PHOTOS);
        let sentence = QUERIES[0].1;
        let page = Page::open(client.clone(), &url, "?device=cpu").await;
        page.wait_until_loaded(ON_CPU).await;
        page.choose_folder(folder.path()).await;
        page.wait_for_gallery(PHOTOS, ON_CPU).await;
        page.search(sentence).await;
        let ranking = page.wait_for_reranked(sentence, ON_CPU).await;
        let ours: Vec<String> = ranking.iter().map(|found| name(&found.file)).collect();

        let example = Page::open(client.clone(), &url, EXAMPLE).await;
        let says = "document.querySelector('#status').textContent";
        example
            .wait_until(&format!("{says}.includes('runs: cpu')"), ON_CPU)
            .await;
        let paths: Vec<String> = folder
            .photos()
            .iter()
            .map(|photo| folder.path().join(photo).display().to_string())
            .collect();
        let input = client.find(Locator::Css("#files")).await.expect("a file input");
        input
            .send_keys(&paths.join("\n"))
            .await
            .expect("the photos are taken");
        example
            .wait_until(&format!("{says}.startsWith('{PHOTOS} photos can')"), ON_CPU)
            .await;
        let lines = "[...document.querySelectorAll('#found li')]";
        example.type_keys("…\n").await;
        example
            .wait_until(&format!("{says}.startsWith('This cannot')"), ON_CPU)
            .await;
        example.search(sentence).await;
        example
            .wait_until(&format!("{lines}.length === {PHOTOS}"), ON_CPU)
            .await;
        let theirs: Vec<String> = example
            .script(&format!(
                "return {lines}.map((line) => line.querySelector('img').alt)"
            ))
            .await;
        assert_eq!(theirs, ours);

        example.click("#found button").await;
        example
            .wait_until(&format!("{lines}[0].textContent.includes('red · coat')"), ON_CPU)
            .await;
        example.screenshot("example").await;
    })
    .await;
}
