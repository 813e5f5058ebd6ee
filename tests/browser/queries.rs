//! What a query may be: unknown words, other signs and languages, weights, and more than a box should hold.

use crate::ON_CPU;
use crate::searching::with_sample;
use std::collections::BTreeMap;

#[tokio::test(flavor = "multi_thread")]
#[ignore = "needs the built page and Chromium: run by `cargo xtask test`"]
async fn unknown_words_and_languages_are_said() {
    with_sample(async |page, _| {
        for text in ["женщина в красном пальто", "👩🧥", "1234567890", "…—„“", "kobieta w czerwonym płaszczu"] {
            // What the query before was answered stays until this one is.
            let () = page
                .script("document.querySelector('#results').dataset.refused = ''")
                .await;
            page.search(text).await;
            page.wait_until("document.querySelector('#results').dataset.refused !== ''", ON_CPU)
                .await;
            let said = page.status().await;
            assert!(
                said.contains("German") || said.contains("no word in this"),
                "{text}: {said:?}"
            );
            // The folder in its own order, not a ranking.
            let scored: usize = page
                .script("return document.querySelectorAll('#results [data-score]').length")
                .await;
            assert_eq!(scored, 0, "{text}");
        }
        page.search("woman with an umbrella riding a zzgrbl").await;
        page.wait_for_reranked("woman with an umbrella riding a zzgrbl", ON_CPU)
            .await;
        let unknown: Vec<String> = page
            .script("return [...document.querySelectorAll('#unknown-words:not([hidden]) mark')].map((mark) => mark.textContent)")
            .await;
        assert!(unknown.iter().any(|word| word == "zzgrbl"), "{unknown:?}");
        assert!(!unknown.iter().any(|word| word == "woman"), "{unknown:?}");
        page.screenshot("unknown").await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
#[ignore = "needs the built page and Chromium: run by `cargo xtask test`"]
async fn what_looks_alike_is_one_query() {
    with_sample(async |page, _| {
        let order = async |query: &str| -> Vec<String> {
            page.search(query).await;
            let results = page.wait_for_reranked(query, ON_CPU).await;
            results.into_iter().map(|ranked| ranked.file).collect()
        };
        for variants in [
            &[
                "woman in a red T-shirt",
                "wo\u{ad}man in\u{a0}a r\u{200b}ed T\u{2011}shirt",
                "ｗｏｍａｎ in a “red” T–shirt…",
            ][..],
            &["穿红色外套、背黑色双肩包的女人", "穿紅色外套、揹黑色雙肩包的女人"],
        ] {
            let expected = order(variants[0]).await;
            for variant in &variants[1..] {
                assert_eq!(order(variant).await, expected, "{variant:?}");
            }
        }
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
#[ignore = "needs the built page and Chromium: run by `cargo xtask test`"]
async fn weights_and_endless_queries_are_understood() {
    with_sample(async |page, count| {
        let order = async |query: &str| -> Vec<String> {
            page.search(query).await;
            let results = page.wait_for_reranked(query, ON_CPU).await;
            results.into_iter().map(|ranked| ranked.file).collect()
        };
        let wanted = order("red").await;
        assert_eq!(order("+red").await, wanted);
        let shares = "Object.fromEntries([...document.querySelectorAll('#results .tile')] \
                      .filter((tile) => !tile.querySelector('.match').hidden) \
                      .map((tile) => [tile.dataset.file, \
                        [Number(tile.querySelector('.match').style.getPropertyValue('--share')), !tile.dataset.region]]))";
        let red: BTreeMap<String, (f64, bool)> = page.script(&format!("return {shares}")).await;
        order("-red").await;
        let not_red: BTreeMap<String, (f64, bool)> = page.script(&format!("return {shares}")).await;
        let both: Vec<_> = red
            .iter()
            .filter_map(|(file, share)| Some((share, not_red.get(file)?)))
            .collect();
        assert!(both.len() >= 16, "{red:?} {not_red:?}");
        // Of several people in a photo one may be the best for a query and another one for its opposite.
        assert!(both.iter().filter(|((_, whole), _)| *whole).count() >= 14, "{both:?}");
        assert!(
            both.iter()
                .all(|((red, whole), (not_red, _))| !whole || (red + not_red - 1.0).abs() < 1e-3),
            "{both:?}"
        );
        assert_ne!(order("+red -hat").await, order("red hat").await);

        // Signs that cancel out or stand for nothing are answered in words, and the page goes on.
        page.search("+red -red").await;
        page.wait_until(
            "document.querySelector('#status').textContent.includes('cancel')",
            ON_CPU,
        )
        .await;

        page.script::<()>(
            "window.states = []; new MutationObserver(() => states.push(document.body.dataset.state)) \
             .observe(document.body, { attributes: true, attributeFilter: ['data-state'] })",
        )
        .await;
        for text in ["'man in a blue jacket '", "'蓝'", "'x'", "'+red '"] {
            page.script::<()>(&format!(
                "states.length = 0; const box = document.querySelector('#query'); const text = {text}; \
                 box.value = text.repeat(100_000 / text.length); box.dispatchEvent(new Event('input'))"
            ))
            .await;
            page.wait_until(
                "states.includes('searching') && states.at(-1) === 'ready'",
                ON_CPU,
            )
            .await;
        }
        assert_eq!(order("a t-shirt - blue").await.len(), count);
    })
    .await;
}
