//! Searching: as one types, deeper, by a person in a photo, by an example, and what is remembered of it.

use crate::ON_CPU;
use crate::chromium::{Graphics, with_browser};
use crate::page::Page;
use crate::settings;
use serde::Deserialize;
use xtask::serve::FileServer;

/// Opens the page on the CPU, with the sample gallery.
pub async fn with_sample(body: impl AsyncFnOnce(Page, usize)) {
    let server = FileServer::start(&settings::page(), 0).expect("dist/ is served");
    let url = server.url();
    with_browser(Graphics::None, &url.clone(), async |client| {
        let page = Page::open(client, &url, "?device=cpu&lang=en").await;
        page.wait_until_loaded(ON_CPU).await;
        let count = page.load_sample(ON_CPU).await;
        assert!(count > 32, "a deeper search needs more photos than {count}");
        body(page, count).await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
#[ignore = "needs the built page and Chromium: run by `cargo xtask test`"]
async fn searches_as_one_types_and_forgets_old_questions() {
    with_sample(async |page, count| {
        // Every order that the page shows is noted with its query.
        page.script::<()>(
            "const results = document.querySelector('#results'); window.seen = []; \
             new MutationObserver(() => { const { query, reranked } = results.dataset; \
             if (query) seen.push(`${query} ${reranked}`); }) \
             .observe(results, { attributes: true, attributeFilter: ['data-query', 'data-reranked'] })",
        )
        .await;
        page.type_keys("red coat").await;
        // No Enter: the pause alone starts the search.
        let results = page.wait_for_reranked("red coat", ON_CPU).await;
        assert_eq!(results.len(), count);
        assert!(results.is_sorted_by(|a, b| a.score >= b.score), "{results:?}");
        let seen: Vec<String> = page.script("return seen").await;
        // The first order came before the second.
        let first = seen.iter().position(|order| order == "red coat false");
        let second = seen.iter().position(|order| order == "red coat true");
        assert!(first.is_some() && first < second, "{seen:?}");

        // Three queries in one breath: only the last is answered to the end.
        page.script::<()>(
            "seen.length = 0; const box = document.querySelector('#query'); \
             for (const text of ['blue jeans', 'green skirt', 'yellow hat']) { \
             box.value = text; box.form.requestSubmit(); }",
        )
        .await;
        page.wait_for_reranked("yellow hat", ON_CPU).await;
        let seen: Vec<String> = page.script("return seen").await;
        assert!(
            seen.iter().all(|order| order.starts_with("yellow hat")),
            "{seen:?}"
        );
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
#[ignore = "needs the built page and Chromium: run by `cargo xtask test`"]
async fn enter_compares_more_and_says_what_is_likely() {
    with_sample(async |page, count| {
        let judged = "document.querySelectorAll('#results .match:not([hidden])').length";
        page.type_keys("woman in a red dress").await;
        page.wait_for_reranked("woman in a red dress", ON_CPU).await;
        let before: usize = page.script(&format!("return {judged}")).await;
        assert_eq!(before, crate::RERANK);
        page.press_enter().await;
        page.wait_until(&format!("{judged} === {count}"), ON_CPU).await;

        // The line stands behind the photos that fit.
        #[derive(Debug, Deserialize)]
        struct Seen {
            fitting: usize,
            above: usize,
            falling: bool,
        }
        let seen: Seen = page
            .ask(
                "const { fitting } = await import('./js/search/relevance.js'); \
                 const shares = [...document.querySelectorAll('#results .match')] \
                     .map((match) => Number(match.style.getPropertyValue('--share'))); \
                 const line = document.querySelector('#results .divider'); \
                 let above = 0; \
                 for (let item = line?.previousElementSibling; item; item = item.previousElementSibling) above += 1; \
                 done({ fitting: fitting(shares.map((probability) => ({ probability }))), \
                        above: line ? above : shares.length, \
                        falling: shares.every((share, i) => i === 0 || share <= shares[i - 1] + 1e-6) })",
            )
            .await;
        assert!(seen.falling, "{seen:?}");
        assert_eq!(seen.above, seen.fitting, "{seen:?}");
        let said = page.status().await;
        let words = match seen.fitting {
            0 => "No photo fits".to_owned(),
            1 => "One photo".to_owned(),
            n => format!("{n} photos"),
        };
        assert!(said.starts_with(&words) && said.contains("fit"), "{said:?} {seen:?}");
        page.screenshot("likely").await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
#[ignore = "needs the built page and Chromium: run by `cargo xtask test`"]
async fn finds_people_like_one_in_a_photo() {
    with_sample(async |page, count| {
        page.search("green top").await;
        let results = page.wait_for_reranked("green top", ON_CPU).await;
        let chosen = results[2].file.clone();
        page.click(&format!("#results [data-file='{chosen}'] .open")).await;
        page.click("#lightbox-similar").await;
        page.wait_until(
            &format!("document.querySelector('#results').dataset.similar === '{chosen}'"),
            ON_CPU,
        )
        .await;
        let files = page.files().await;
        assert_eq!((files.len(), &files[0]), (count, &chosen));
        // By the features themselves: the page shows the cosine.
        let features = page.features(ON_CPU).await;
        let cosine = |file: &str| -> f32 {
            let pairs = features[&chosen].iter().zip(&features[file]);
            pairs.map(|(a, b)| a * b).sum()
        };
        let shown: Vec<f32> = page
            .script("return [...document.querySelectorAll('#results [data-file]')].map((item) => Number(item.dataset.score))")
            .await;
        // A photo that is searched person by person counts by the best of them; `features` has the first.
        let whole: Vec<bool> = page
            .script("return [...document.querySelectorAll('#results [data-file]')].map((item) => !item.dataset.region)")
            .await;
        assert!(whole.iter().filter(|whole| **whole).count() > count / 2, "{whole:?}");
        for ((file, score), whole) in files.iter().zip(&shown).zip(&whole) {
            let near = (cosine(file) - score).abs() < 1e-4;
            assert!(near || (!whole && cosine(file) < *score), "{file}: {score}");
        }
        assert!(shown.is_sorted_by(|a, b| a >= b), "{shown:?}");
        page.screenshot("similar").await;
        page.click("#similar-end").await;
        page.wait_for_reranked("green top", ON_CPU).await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
#[ignore = "needs the built page and Chromium: run by `cargo xtask test`"]
async fn examples_fit_and_queries_are_remembered() {
    with_sample(async |page, _| {
        // In every language four sentences, each a search that finds its own photo; in English where the model does not know
        // the language.
        let config = include_str!("../../model_weights/config.json");
        let config: serde_json::Value = serde_json::from_str(config).expect("JSON");
        let known = config["languages"].as_array().map_or_else(
            || vec!["en", "zh", "fr", "de", "es"],
            |codes| codes.iter().filter_map(serde_json::Value::as_str).collect(),
        );
        for interface in ["zh", "fr", "de", "es", "ja", "it", "en"] {
            let language = if known.contains(&interface) { interface } else { "en" };
            let sentences: Vec<String> = page
                .ask(&format!(
                    "const {{ default: texts }} = await import('./js/lang/{language}.js'); done(texts.exampleQueries)"
                ))
                .await;
            page.script::<()>(&format!(
                "const choice = document.querySelector('#language'); choice.value = '{interface}'; \
                 choice.dispatchEvent(new Event('change'))"
            ))
            .await;
            let chips = "[...document.querySelectorAll('#examples .chip')].map((chip) => chip.textContent)";
            let own = serde_json::to_string(&sentences).expect("plain strings");
            page.wait_until(
                &format!("{chips}.length === 4 && {chips}.every((text) => {own}.includes(text))"),
                ON_CPU,
            )
            .await;
        }
        let chosen: Vec<String> = page
            .ask(
                "const { choose } = await import('./js/search/examples.js'); \
                 done(choose(['a', 'b', 'c', 'd', 'e', 'f'], [1, 1, 2, 3, 4, 0], [5, 6, 1, NaN, 2, 3]))",
            )
            .await;
        // The best of each photo, and nothing that cannot be searched.
        assert_eq!(chosen, ["b", "f", "e", "c"]);

        page.click("#examples .chip").await;
        let example: String = page.script("return document.querySelector('#query').value").await;
        page.wait_for_reranked(&example, ON_CPU).await;
        page.search("grey trousers").await;
        page.wait_for_reranked("grey trousers", ON_CPU).await;

        // After a new start of the page, by keyboard alone.
        page.reload().await;
        page.wait_until_loaded(ON_CPU).await;
        page.load_sample(ON_CPU).await;
        let down = char::from(fantoccini::key::Key::Down).to_string();
        page.type_keys(&down).await;
        page.wait_until(
            "document.querySelector('#history [aria-selected=true]')?.textContent === 'grey trousers'",
            ON_CPU,
        )
        .await;
        page.screenshot("history").await;
        page.press_enter().await;
        page.wait_for_reranked("grey trousers", ON_CPU).await;
    })
    .await;
}
