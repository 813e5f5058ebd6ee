//! What is done with results: the grid with many photos, the viewer with its reasons, selection and downloads.

use crate::ON_CPU;
use crate::searching::with_sample;
use fantoccini::key::Key;
use serde::Deserialize;
use serde_json::Value;

/// Entries of the invented gallery.
const MANY: usize = 20_000;

#[tokio::test(flavor = "multi_thread")]
#[ignore = "needs the built page and Chromium: run by `cargo xtask test`"]
async fn the_grid_stays_small_with_many_photos() {
    #[derive(Debug, Deserialize)]
    #[serde(rename_all = "camelCase")]
    struct Scrolled {
        most: usize,
        in_order: bool,
        seen: Vec<usize>,
        last: bool,
        longest: f64,
        focused: String,
        height: f64,
    }
    with_sample(async |page, _| {
        let scrolled: Scrolled = page
            .ask(&format!(
                "const {{ Grid }} = await import('./js/view/grid.js'); \
                 const list = document.createElement('ol'); list.className = 'grid'; \
                 document.querySelector('#results').replaceWith(list); \
                 const grid = new Grid(list); \
                 const photo = (i) => ({{ path: `f${{i}}`, name: `f${{i}}`, address: async () => 'icon.svg' }}); \
                 grid.show(Array.from({{ length: {MANY} }}, (_, i) => ({{ photo: photo(i), score: -i }})), \
                           [{{ at: 10, text: 'line' }}]); \
                 const frame = () => new Promise((next) => requestAnimationFrame(() => setTimeout(next))); \
                 await frame(); \
                 const files = () => [...list.querySelectorAll('[data-file]')].map((tile) => tile.dataset.file); \
                 const middle = () => [0.55, 0.6, 0.65] \
                     .map((y) => document.elementFromPoint(innerWidth / 2, innerHeight * y)?.closest('.tile')) \
                     .find(Boolean)?.dataset.index; \
                 let [most, longest, inOrder] = [0, 0, true]; const seen = []; \
                 for (let step = 1; step <= 40; step++) {{ \
                   const began = performance.now(); \
                   scrollTo(0, (document.documentElement.scrollHeight * step) / 40); await frame(); \
                   longest = Math.max(longest, performance.now() - began); \
                   const now = files(); most = Math.max(most, list.childElementCount); \
                   inOrder &&= now.slice(0, 50).every((file, i) => file === `f${{i}}`) && \
                     now.map((file) => Number(file.slice(1))).every((n, i, all) => i === 0 || n > all[i - 1]); \
                   seen.push(Number(middle() ?? -1)); }} \
                 const last = files().includes('f{last}'); \
                 grid.focus(0); \
                 for (const key of ['End', 'ArrowLeft', 'Home', 'ArrowRight', 'PageDown']) \
                   document.activeElement.dispatchEvent(new KeyboardEvent('keydown', {{ key, bubbles: true }})); \
                 const focused = document.activeElement.closest('.tile').dataset.file; \
                 done({{ most, inOrder, seen, last, longest, focused, height: list.offsetHeight }})",
                last = MANY - 1
            ))
            .await;
        println!("{MANY} photos: at most {} elements, longest frame {:.0} ms", scrolled.most, scrolled.longest);
        assert!(scrolled.most < 400, "{scrolled:?}");
        assert!(scrolled.in_order && scrolled.last, "{scrolled:?}");
        // Wherever one stops there is a photo, further down a later one.
        let stops = &scrolled.seen[..scrolled.seen.len() - 1];
        assert!(stops.is_sorted_by(|a, b| a < b), "{scrolled:?}");
        assert!(scrolled.height > 100_000.0, "{scrolled:?}");
        let focused: usize = scrolled.focused[1..].parse().expect("a number");
        assert!((2..100).contains(&focused), "{scrolled:?}");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
#[ignore = "needs the built page and Chromium: run by `cargo xtask test`"]
async fn the_viewer_shows_where_words_look() {
    #[derive(Debug, Deserialize)]
    struct Heat {
        lit: bool,
        width: usize,
        height: usize,
        alphas: Vec<u8>,
    }
    with_sample(async |page, _| {
        page.search("woman in a red coat -hat").await;
        page.wait_for_reranked("woman in a red coat -hat", ON_CPU).await;
        page.click("#results .open").await;
        page.wait_until("document.querySelectorAll('#explain .word').length > 1", ON_CPU)
            .await;
        let words: Vec<(String, bool)> = page
            .script(
                "return [...document.querySelectorAll('#explain .word')].map((word) => \
                 [word.textContent, word.classList.contains('unwanted')])",
            )
            .await;
        let (last, words) = words.split_last().expect("words");
        assert_eq!(last.0, "all words");
        let texts: Vec<&str> = words.iter().map(|(text, _)| text.as_str()).collect();
        assert_eq!(texts, ["woman", "in", "a", "red", "coat", "hat"]);
        assert!(words.iter().all(|(text, unwanted)| *unwanted == (text == "hat")));

        let heat = async |word: usize| -> Heat {
            page.script(&format!(
                "const word = document.querySelectorAll('#explain .word')[{word}]; \
                 word.dispatchEvent(new PointerEvent('pointerover', {{ bubbles: true }})); \
                 const heat = document.querySelector('#heat'); const {{ width, height }} = heat; \
                 const {{ data }} = heat.getContext('2d').getImageData(0, 0, width, height); \
                 const lit = heat.classList.contains('lit'); \
                 word.dispatchEvent(new PointerEvent('pointerout', {{ bubbles: true }})); \
                 return {{ lit, width, height, alphas: [...data].filter((_, i) => i % 4 === 3) }}"
            ))
            .await
        };
        let (red, coat) = (heat(3).await, heat(4).await);
        for seen in [&red, &coat] {
            assert!(seen.lit && (seen.width, seen.height) == (6, 12), "{seen:?}");
            // Fully lit where the word looks most, darker elsewhere, not one shade for all.
            assert!(seen.alphas.contains(&0) && *seen.alphas.iter().max().expect("pixels") > 10);
        }
        let off: bool = page
            .script("return !document.querySelector('#heat').classList.contains('lit')")
            .await;
        assert!(off, "without a word the photo is plain");

        // A click keeps the word; the arrow goes on to the next photo, which has its own reasons.
        page.click("#explain .word:nth-child(4)").await;
        page.wait_until(
            "document.querySelector('#heat').classList.contains('lit')",
            ON_CPU,
        )
        .await;
        page.screenshot("why").await;
        let first: String = page
            .script("return document.querySelector('#lightbox-path').textContent")
            .await;
        page.press_keys(&char::from(Key::Right).to_string()).await;
        page.wait_until(
            &format!("document.querySelector('#lightbox-path').textContent !== '{first}'"),
            ON_CPU,
        )
        .await;
        page.wait_until("document.querySelectorAll('#explain .word').length === 7", ON_CPU)
            .await;
        let second: String = page
            .script("return document.querySelector('#lightbox-path').textContent")
            .await;
        page.press_keys(&char::from(Key::Escape).to_string()).await;
        // The dialog gives the keyboard back to where it opened; its `close` event, a task later, moves it on.
        page.wait_until(
            &format!("document.activeElement.closest('.tile')?.dataset.file === '{second}'"),
            ON_CPU,
        )
        .await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
#[ignore = "needs the built page and Chromium: run by `cargo xtask test`"]
async fn selections_and_rankings_can_be_saved() {
    with_sample(async |page, count| {
        // Every download is a blob with a name; both are kept to be looked at.
        page.script::<()>(
            "window.saved = []; const old = HTMLAnchorElement.prototype.click; \
             HTMLAnchorElement.prototype.click = function () { \
               if (this.download) saved.push({ name: this.download, blob: fetched.get(this.href) }); else old.call(this); }; \
             window.fetched = new Map(); const make = URL.createObjectURL.bind(URL); \
             URL.createObjectURL = (blob) => { const address = make(blob); fetched.set(address, blob); return address; }",
        )
        .await;
        page.search("blue trousers").await;
        let results = page.wait_for_reranked("blue trousers", ON_CPU).await;

        page.click("#export-csv").await;
        page.click("#export-json").await;
        page.wait_until("saved.length === 2", ON_CPU).await;
        let texts: Vec<String> = page
            .ask("done(await Promise.all(saved.map(({ blob }) => blob.text())))")
            .await;
        let lines: Vec<&str> = texts[0].trim_start_matches('\u{feff}').lines().collect();
        assert_eq!((lines.len(), lines[0]), (count + 1, "rank,file,score,match,box"));
        for (place, (line, result)) in lines[1..].iter().zip(&results).enumerate() {
            assert!(line.starts_with(&format!("{},{},", place + 1, result.file)), "{line}");
        }
        let json: Value = serde_json::from_str(&texts[1]).expect("JSON");
        assert_eq!(json["query"], "blue trousers");
        assert_eq!(json["results"][1]["file"], results[1].file.as_str());
        assert_eq!(json["results"].as_array().map(Vec::len), Some(count));

        // One by one, and a range with the shift key.
        page.script::<()>(
            "const picks = document.querySelectorAll('#results .pick'); picks[1].click(); \
             picks[4].dispatchEvent(new MouseEvent('click', { bubbles: true, cancelable: true, shiftKey: true }))",
        )
        .await;
        let said: String = page.script("return document.querySelector('#selection [data-count]').textContent").await;
        assert!(said.starts_with('4'), "{said:?}");
        page.screenshot("selection").await;
        page.click("#selection [data-do=save]").await;
        page.wait_until("saved.length === 3 && saved[2].name === 'photos.zip'", ON_CPU).await;
        let archive: Vec<u8> = page
            .ask("done([...new Uint8Array(await saved[2].blob.arrayBuffer())])")
            .await;
        let names: Vec<&str> = results[1..5].iter().map(|result| result.file.as_str()).collect();
        assert_eq!(entries(&archive), names);
        page.click("#selection [data-do=clear]").await;
        let hidden: bool = page.script("return document.querySelector('#selection').hidden").await;
        assert!(hidden);
    })
    .await;
}

/// The names in a ZIP archive's directory, each checked against its entry, whose content must be a whole JPEG.
fn entries(archive: &[u8]) -> Vec<&str> {
    let number = |at: usize, length: usize| {
        let bytes = &archive[at..at + length];
        bytes
            .iter()
            .rev()
            .fold(0usize, |sum, byte| sum << 8 | usize::from(*byte))
    };
    let end = archive.len() - 22;
    assert_eq!(number(end, 4), 0x0605_4b50, "the archive ends as archives do");
    let (count, mut at) = (number(end + 10, 2), number(end + 16, 4));
    let mut names = Vec::new();
    for _ in 0..count {
        assert_eq!(number(at, 4), 0x0201_4b50);
        let (size, length, place) = (number(at + 24, 4), number(at + 28, 2), number(at + 42, 4));
        let name = &archive[at + 46..at + 46 + length];
        assert_eq!(number(place, 4), 0x0403_4b50);
        assert_eq!(&archive[place + 30..place + 30 + length], name);
        let content = &archive[place + 30 + length..place + 30 + length + size];
        assert!(content.starts_with(&[0xff, 0xd8]) && content.ends_with(&[0xff, 0xd9]));
        let mut sum = u32::MAX;
        for byte in content {
            sum ^= u32::from(*byte);
            for _ in 0..8 {
                sum = if sum & 1 == 1 {
                    sum >> 1 ^ 0xedb8_8320
                } else {
                    sum >> 1
                };
            }
        }
        assert_eq!(number(at + 16, 4), !sum as usize, "check sum");
        names.push(std::str::from_utf8(name).expect("UTF-8"));
        at += 46 + length;
    }
    names
}
