//! Photos as people have them: read by the browser's decoder or by ours, with the features of the native side.

use crate::chromium::{Graphics, with_browser};
use crate::folder::TestFolder;
use crate::page::Page;
use crate::{ON_CPU, native, settings};
use xtask::serve::FileServer;

#[tokio::test(flavor = "multi_thread")]
#[ignore = "needs the built page and Chromium: run by `cargo xtask test`"]
async fn every_kind_has_the_features_of_the_native_side() {
    let server = FileServer::start(&settings::page(), 0).expect("dist/ is served");
    let url = server.url();
    with_browser(Graphics::None, &url.clone(), async |client| {
        let page = Page::open(client, &url, "?device=cpu").await;
        page.wait_until_loaded(ON_CPU).await;
        let folder = TestFolder::with_kinds();
        page.choose_folder(folder.path()).await;
        page.wait_for_gallery(folder.photos().len(), ON_CPU).await;
        let native = native::embed(&settings::weights(), &folder);
        native::assert_same_people(&page.people(ON_CPU).await, &native);

        let skipped = page.skipped().await;
        assert_eq!(skipped.len(), 1, "{skipped:?}");
        assert_eq!(
            (skipped[0].file.as_str(), skipped[0].reason.as_str()),
            ("phone.jpg", "foreign")
        );
        assert!(skipped[0].text.contains("HEIC"), "{skipped:?}");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
#[ignore = "needs the built page and Chromium: run by `cargo xtask test`"]
async fn a_turned_webp_and_png_are_shown_upright() {
    let server = FileServer::start(&settings::page(), 0).expect("dist/ is served");
    let url = server.url();
    with_browser(Graphics::None, &url.clone(), async |client| {
        let page = Page::open(client, &url, "?device=cpu").await;
        let sizes: Vec<[u32; 2]> = page
            .ask(
                "const { upright } = await import('./js/gallery/upright.js'); \
                 const tiff = [0x49, 0x49, 42, 0, 8, 0, 0, 0, 1, 0, 0x12, 1, 3, 0, 1, 0, 0, 0, 6, 0, 0, 0, 0, 0, 0, 0]; \
                 const canvas = new OffscreenCanvas(30, 20); canvas.getContext('2d').fillRect(0, 0, 30, 20); \
                 const bytes = async (type) => [...new Uint8Array(await (await canvas.convertToBlob({ type })).arrayBuffer())]; \
                 const word = (n) => [n & 255, (n >> 8) & 255, (n >> 16) & 255, (n >> 24) & 255]; \
                 const text = (t) => [...t].map((c) => c.charCodeAt(0)); \
                 const png = await bytes('image/png'); \
                 png.splice(33, 0, ...word(tiff.length).reverse(), ...text('eXIf'), ...tiff, 0, 0, 0, 0); \
                 const picture = (await bytes('image/webp')).slice(12); \
                 const body = [...text('WEBP'), ...(picture[3] === 88 ? [] : [...text('VP8X'), ...word(10), 8, 0, 0, 0, 29, 0, 0, 19, 0, 0]), \
                   ...picture, ...text('EXIF'), ...word(tiff.length), ...tiff]; \
                 if (picture[3] === 88) body[12] |= 8; \
                 const webp = [...text('RIFF'), ...word(body.length), ...body]; \
                 const sizes = []; \
                 for (const file of [png, webp]) { \
                   const bitmap = await createImageBitmap(await upright(new Blob([new Uint8Array(file)]))); \
                   sizes.push([bitmap.width, bitmap.height]); \
                 } \
                 done(sizes);",
            )
            .await;
        assert_eq!(sizes, [[20, 30], [20, 30]]);
    })
    .await;
}
