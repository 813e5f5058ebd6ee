//! What is kept between two visits.

use crate::chromium::{Graphics, with_browser};
use crate::folder::TestFolder;
use crate::page::Page;
use crate::{ON_CPU, QUERIES, settings};
use std::fs;
use xtask::serve::FileServer;

#[tokio::test(flavor = "multi_thread")]
#[ignore = "needs the built page and Chromium: run by `cargo xtask test`"]
async fn a_second_visit_reads_only_what_is_new() {
    let server = FileServer::start(&settings::page(), 0).expect("dist/ is served");
    let url = server.url();
    with_browser(Graphics::None, &url.clone(), async |client| {
        let folder = TestFolder::new(10);
        let page = Page::open(client, &url, "?device=cpu").await;
        page.wait_until_loaded(ON_CPU).await;
        page.choose_folder(folder.path()).await;
        page.wait_for_gallery(10, ON_CPU).await;
        assert_eq!(page.fresh().await, "13", "ten photos and three spoiled ones");
        let features = page.features(ON_CPU).await;
        let skipped = page.skipped().await.len();
        let sentence = QUERIES[0].1;
        page.search(sentence).await;
        let ranking = page.wait_for_reranked(sentence, ON_CPU).await;

        // The gallery is there before anything is chosen, pictures and all, and can be searched without the folder.
        page.reload().await;
        page.wait_for_pictures(10, ON_CPU).await;
        page.wait_until_loaded(ON_CPU).await;
        page.screenshot("second-visit").await;
        assert_eq!(page.features(ON_CPU).await, features);
        assert_eq!(page.skipped().await.len(), skipped);
        page.search(sentence).await;
        let again = page.wait_for_reranked(sentence, ON_CPU).await;
        // The small files of the sample are kept as they are, so the closer look sees the same.
        let names = |ranking: &[crate::page::Ranked]| -> Vec<String> {
            ranking.iter().map(|found| found.file.clone()).collect()
        };
        assert_eq!(names(&again), names(&ranking));

        // The same folder has nothing to be read.
        page.forget_comparison().await;
        page.choose_folder(folder.path()).await;
        assert_eq!(page.wait_for_comparison(ON_CPU).await, 0);

        // One photo gone, one changed, one new, one spoiled file mended.
        let [gone, changed] = [&folder.photos()[1], &folder.photos()[2]];
        let other = fs::read(folder.path().join(&folder.photos()[3])).expect("a photo");
        fs::remove_file(folder.path().join(gone)).expect("removed");
        fs::write(folder.path().join(changed), &other).expect("changed");
        fs::write(folder.path().join("neu – 新.jpg"), &other).expect("added");
        fs::write(folder.path().join("words.png"), &other).expect("mended");
        page.forget_comparison().await;
        page.choose_folder(folder.path()).await;
        assert_eq!(page.wait_for_comparison(ON_CPU).await, 3);
        let now = page.features(ON_CPU).await;
        assert_eq!(now.len(), 11, "{:?}", now.keys());
        assert!(!now.contains_key(gone) && now.contains_key("neu – 新.jpg"));
        assert_ne!(now[changed], features[changed]);
        assert_eq!(now[changed], now["neu – 新.jpg"]);
        assert_eq!(now[&folder.photos()[0]], features[&folder.photos()[0]]);
        assert_eq!(page.skipped().await.len(), skipped - 1);

        // And all of that was kept as well.
        page.reload().await;
        page.wait_until_loaded(ON_CPU).await;
        assert_eq!(page.features(ON_CPU).await, now);
    })
    .await;
}

/// Changes bytes of the kept index, while no page has it open.
const SPOIL: &str = "
    const top = await (await navigator.storage.getDirectory()).getDirectoryHandle('bi-irra');
    let spoiled = 0;
    for await (const folder of top.values()) {
        for await (const file of folder.values()) {
            if (!file.name.startsWith('index-')) continue;
            const { size } = await file.getFile();
            for (let tries = 0; ; tries++) {
                try {
                    const writer = await file.createWritable({ keepExistingData: true });
                    await writer.write({ type: 'write', position: WHERE, data: new Uint8Array([0x5a, 0xa5, 0x5a]) });
                    await writer.close();
                    break;
                } catch (error) {
                    if (tries > 20) throw error;
                    await new Promise((wake) => setTimeout(wake, 250));
                }
            }
            spoiled++;
        }
    }
    return spoiled;";

#[tokio::test(flavor = "multi_thread")]
#[ignore = "needs the built page and Chromium: run by `cargo xtask test`"]
async fn a_damaged_index_is_mended_with_a_word() {
    let server = FileServer::start(&settings::page(), 0).expect("dist/ is served");
    let url = server.url();
    with_browser(Graphics::None, &url.clone(), async |client| {
        let folder = TestFolder::new(9);
        let mut page = Page::open(client.clone(), &url, "?device=cpu").await;
        page.wait_until_loaded(ON_CPU).await;
        page.choose_folder(folder.path()).await;
        page.wait_for_gallery(9, ON_CPU).await;
        let features = page.features(ON_CPU).await;
        // One block in the middle, then the header, without which nothing is left.
        for (place, lost_all) in [("Math.floor(size / 2)", false), ("20", true)] {
            page = Page::open(client.clone(), &url, "sample/sample.json").await;
            let spoiled = page.later(&SPOIL.replace("WHERE", place)).await;
            assert_eq!(spoiled, 1, "one gallery is kept");
            page = Page::open(client.clone(), &url, "?device=cpu").await;
            page.wait_until_loaded(ON_CPU).await;
            page.wait("the remark", ON_CPU, async || !page.remark().await.is_empty())
                .await;
            page.screenshot("damaged-index").await;
            let left = page.features(ON_CPU).await;
            assert!(left.len() < 9 && left.is_empty() == lost_all, "{:?}", left.keys());
            page.choose_folder(folder.path()).await;
            let fresh = page.wait_for_comparison(ON_CPU).await;
            assert!(fresh >= 9 - left.len() && (lost_all || fresh < 12), "{fresh}");
            assert_eq!(page.features(ON_CPU).await, features);
        }
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
#[ignore = "needs the built page and Chromium: run by `cargo xtask test`"]
async fn an_index_of_before_is_read_anew_with_a_word() {
    let server = FileServer::start(&settings::page(), 0).expect("dist/ is served");
    let url = server.url();
    with_browser(Graphics::None, &url.clone(), async |client| {
        let folder = TestFolder::new(5);
        let mut page = Page::open(client.clone(), &url, "?device=cpu&lang=en").await;
        page.wait_until_loaded(ON_CPU).await;
        page.choose_folder(folder.path()).await;
        page.wait_for_gallery(5, ON_CPU).await;
        page = Page::open(client.clone(), &url, "sample/sample.json").await;
        // The version stands behind the eight bytes of the mark.
        let older = SPOIL
            .replace("WHERE", "8")
            .replace("0x5a, 0xa5, 0x5a", "1, 0, 0, 0");
        assert_eq!(page.later(&older).await, 1, "one gallery is kept");
        page = Page::open(client.clone(), &url, "?device=cpu&lang=en").await;
        page.wait_until_loaded(ON_CPU).await;
        page.wait("the remark", ON_CPU, async || !page.remark().await.is_empty())
            .await;
        let said = page.remark().await;
        assert!(
            said.contains("the way photos are read") && !said.contains("damaged"),
            "{said:?}"
        );
        assert!(page.features(ON_CPU).await.is_empty());
        page.choose_folder(folder.path()).await;
        page.wait_for_gallery(5, ON_CPU).await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
#[ignore = "needs the built page and Chromium: run by `cargo xtask test`"]
async fn what_is_kept_can_be_taken_along_and_deleted() {
    let server = FileServer::start(&settings::page(), 0).expect("dist/ is served");
    let url = server.url();
    with_browser(Graphics::None, &url.clone(), async |client| {
        let folder = TestFolder::new(6);
        let page = Page::open(client, &url, "?device=cpu").await;
        page.wait_until_loaded(ON_CPU).await;
        page.choose_folder(folder.path()).await;
        page.wait_for_gallery(6, ON_CPU).await;
        let features = page.features(ON_CPU).await;
        let title = "return document.querySelector('#saved-title').textContent";
        let full: String = page.script(title).await;
        assert!(full.contains("MB"), "{full}");

        // Out as a file, held by the browser's cache over the deletion, and in again.
        page.later(
            "const file = await window.biirra.exportGallery();
             await (await caches.open('test')).put('/exported', new Response(file)); return null",
        )
        .await;
        page.press("saved-clear").await;
        page.wait("the empty page", ON_CPU, async || {
            let view: String = page.script("return document.body.dataset.view").await;
            view == "welcome" && page.state().await == "ready"
        })
        .await;
        let left = page
            .later(
                "const root = await navigator.storage.getDirectory(); const names = [];
                 for await (const name of root.keys()) names.push(name); return names",
            )
            .await;
        assert_eq!(left, serde_json::json!([]), "nothing is left in the storage");
        let import = "const exported = await (await (await caches.open('test')).match('/exported')).blob();
             const transfer = new DataTransfer(); transfer.items.add(new File([exported.slice(0, END)], 'x.bi-irra'));
             const input = document.getElementById('saved-file'); input.files = transfer.files;
             input.dispatchEvent(new Event('change')); return null";
        // A file that was cut off is refused in words and leaves nothing behind.
        page.later(&import.replace("END", "exported.size - 100")).await;
        page.wait("the refusal", ON_CPU, async || {
            let answer: String = page
                .script("return document.querySelector('#saved-answer').textContent")
                .await;
            answer.len() > 10
        })
        .await;
        assert!(page.features(ON_CPU).await.is_empty());
        page.later(&import.replace("END", "exported.size")).await;
        page.wait_for_pictures(6, ON_CPU).await;
        page.wait("the features", ON_CPU, async || {
            page.features(ON_CPU).await == features
        })
        .await;
        page.screenshot("imported").await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
#[ignore = "needs the built page and Chromium: run by `cargo xtask test`"]
async fn folders_of_one_name_stay_apart_and_are_known_again() {
    let server = FileServer::start(&settings::page(), 0).expect("dist/ is served");
    let url = server.url();
    with_browser(Graphics::None, &url.clone(), async |client| {
        let page = Page::open(client, &url, "?device=cpu").await;
        page.wait_until_loaded(ON_CPU).await;
        // What a page sees of folders is in `identity.js`: names, sizes and handles.
        let seen: serde_json::Value = page
            .ask(
                "const { galleryOf, noteGallery, galleries } = await import('./js/gallery/saved-galleries.js'); \
                 const { isClutter } = await import('./js/gallery/photos.js'); \
                 const folder = (from, size) => Array.from({ length: 40 }, (_, n) => \
                   ({ path: `IMG_${from + n}.jpg`, size: size + n, open: async () => ({ size: size + n }) })); \
                 const take = async (photos) => { \
                   const gallery = await galleryOf('photos', { photos }); \
                   noteGallery(gallery, photos.length, photos); return gallery; }; \
                 const first = await take(folder(1, 1000)); \
                 const namesake = await take(folder(1, 5000)); \
                 const grown = [...folder(1, 1000).slice(5), ...folder(100, 9000)]; \
                 const again = await galleryOf('photos', { photos: grown }); \
                 const other = await galleryOf('photos', { photos: folder(1, 5000) }); \
                 done({ apart: first.id !== namesake.id, again: again.id === first.id, other: other.id === namesake.id, \
                   names: galleries().map(({ name }) => name).sort(), \
                   clutter: ['a/@eaDir/x.jpg/SYNOPHOTO_THUMB_M.jpg', '#recycle/x.jpg', '$Recycle.Bin/x.jpg', 'X Previews.lrdata/0/x.jpg', \
                     'P.photoslibrary/resources/x.jpg', '._x.jpg'].map(isClutter), \
                   photos: ['recycle/x.jpg', '@anna.jpg', 'P.photoslibrary/originals/x.jpg', '#1.jpg'].map(isClutter) })",
            )
            .await;
        assert_eq!(
            seen,
            serde_json::json!({
                "apart": true, "again": true, "other": true, "names": ["photos", "photos (2)"],
                "clutter": [true, true, true, true, true, true], "photos": [false, false, false, false],
            })
        );
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
#[ignore = "needs the built page and Chromium: run by `cargo xtask test`"]
async fn a_second_tab_says_who_has_the_gallery_and_waits_for_it() {
    let server = FileServer::start(&settings::page(), 0).expect("dist/ is served");
    let url = server.url();
    with_browser(Graphics::None, &url.clone(), async |client| {
        let folder = TestFolder::new(6);
        let page = Page::open(client.clone(), &url, "?device=cpu").await;
        page.wait_until_loaded(ON_CPU).await;
        page.choose_folder(folder.path()).await;
        page.wait_for_gallery(6, ON_CPU).await;
        let first = client.window().await.expect("the first tab");
        let second = client.new_window(true).await.expect("a second tab").handle;
        client.switch_to_window(second.clone()).await.expect("switched");
        let other = Page::open(client.clone(), &url, "?device=cpu").await;
        other
            .wait("a word about the first tab", ON_CPU, async || {
                other.remark().await.contains("another tab")
            })
            .await;
        other.wait_until_loaded(ON_CPU).await;
        other.screenshot("second-tab").await;

        client.switch_to_window(first).await.expect("switched back");
        client.close_window().await.expect("closed");
        client.switch_to_window(second).await.expect("switched");
        other.wait_for_pictures(6, ON_CPU).await;
        assert_eq!(other.remark().await, "");
        assert_eq!(other.features(ON_CPU).await.len(), 6);
    })
    .await;
}
