//! The page by keyboard alone, and what axe-core says of its main states.

use crate::ON_CPU;
use crate::page::Page;
use crate::searching::with_sample;
use fantoccini::key::Key;
use serde::Deserialize;
use std::fs;
use std::process::Command;

/// The checker's version; its rules decide what is a finding.
const AXE: &str = "axe-core@4.14.1";
/// Phone and desktop.
const SIZES: [(u32, u32); 2] = [(420, 860), (1280, 900)];

#[derive(Debug, Deserialize)]
struct Report {
    passes: usize,
    violations: Vec<Violation>,
}

#[derive(Debug, Deserialize)]
struct Violation {
    id: String,
    impact: Option<String>,
    places: Vec<String>,
}

/// axe-core from its registry, as one script; never part of the page.
fn checker() -> String {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let npm = std::env::var_os("NPM").unwrap_or_else(|| "npm".into());
    let output = Command::new(npm)
        .args([
            "install",
            "--no-audit",
            "--no-fund",
            "--ignore-scripts",
            "--prefix",
        ])
        .arg(folder.path())
        .arg(AXE)
        .output()
        .expect("npm is installed");
    assert!(
        output.status.success(),
        "npm install {AXE}: {}",
        String::from_utf8_lossy(&output.stderr)
    );
    fs::read_to_string(folder.path().join("node_modules/axe-core/axe.min.js")).expect("axe-core's script")
}

/// Fails on any finding that is serious or worse.
async fn check(page: &Page, checker: &str, state: &str) {
    page.script::<()>(checker).await;
    let report: Report = page
        .ask(
            "const { passes, violations } = await axe.run(document); \
             done({ passes: passes.length, violations: violations.map(({ id, impact, nodes }) => \
             ({ id, impact, places: nodes.map(({ html }) => html.slice(0, 160)) })) })",
        )
        .await;
    // A checker that looked at nothing finds nothing.
    assert!(report.passes > 15, "{state}: {report:?}");
    for violation in &report.violations {
        println!("{state}: {violation:?}");
    }
    let grave = |v: &&Violation| matches!(v.impact.as_deref(), Some("serious" | "critical"));
    let grave: Vec<&Violation> = report.violations.iter().filter(grave).collect();
    assert!(
        grave.is_empty(),
        "{state}: {:?}",
        grave
            .iter()
            .map(|v| (&v.id, &v.impact, &v.places))
            .collect::<Vec<_>>()
    );
}

#[tokio::test(flavor = "multi_thread")]
#[ignore = "needs the built page and Chromium: run by `cargo xtask test`"]
async fn axe_has_no_serious_finding() {
    let checker = checker();
    with_sample(async |page, _| {
        for (width, height) in SIZES {
            page.resize(width, height).await;
            for theme in ["light", "dark"] {
                let at = format!("{theme} {width}");
                page.reload().await;
                page.script::<()>(&format!("document.documentElement.dataset.theme = '{theme}'"))
                    .await;
                page.wait_until_loaded(ON_CPU).await;
                page.screenshot(&format!("welcome-{theme}-{width}")).await;
                check(&page, &checker, &format!("welcome, {at}")).await;
                page.load_sample(ON_CPU).await;
                page.search("woman in a red coat -hat").await;
                page.wait_for_reranked("woman in a red coat -hat", ON_CPU).await;
                page.script::<()>("document.querySelectorAll('#results .pick')[1].click()")
                    .await;
                settle(&page).await;
                page.screenshot(&format!("ranked-{theme}-{width}")).await;
                check(&page, &checker, &format!("ranking and selection, {at}")).await;
                page.click("#results .open").await;
                page.wait_until("document.querySelectorAll('#explain .word').length > 1", ON_CPU)
                    .await;
                settle(&page).await;
                page.screenshot(&format!("viewer-{theme}-{width}")).await;
                check(&page, &checker, &format!("viewer, {at}")).await;
                let wide: bool = page
                    .script(
                        "return document.documentElement.scrollWidth <= document.documentElement.clientWidth",
                    )
                    .await;
                assert!(wide, "the page is wider than the window, {at}");
            }
        }
    })
    .await;
}

/// Waits for all motion to end: colours in between would be measured.
async fn settle(page: &Page) {
    page.wait_until(
        "document.getAnimations().every((motion) => motion.playState !== 'running')",
        ON_CPU,
    )
    .await;
}

#[tokio::test(flavor = "multi_thread")]
#[ignore = "needs the built page and Chromium: run by `cargo xtask test`"]
async fn everything_goes_by_keyboard() {
    let key = |key: Key| char::from(key).to_string();
    with_sample(async |page, _| {
        let focused = "const at = document.activeElement; return at.id || at.closest('.tile')?.dataset.file || at.className";
        page.search("black trousers").await;
        let results = page.wait_for_reranked("black trousers", ON_CPU).await;
        let file = |place: usize| results[place].file.clone();

        // From the search box to the first photo within a bounded number of stops.
        let mut stops = Vec::new();
        loop {
            page.press_keys(&key(Key::Tab)).await;
            let at: String = page.script(focused).await;
            stops.push(at.clone());
            if at == file(0) {
                break;
            }
            assert!(stops.len() < 20, "{stops:?}");
        }
        for stop in ["deeper", "export-csv", "export-json"] {
            assert!(stops.iter().any(|at| at == stop), "{stop} is not among {stops:?}");
        }
        // One stop further is the box of the same photo; the arrow keys go to the others.
        page.press_keys(&key(Key::Tab)).await;
        page.press_keys(" ").await;
        let picked: Vec<String> = page
            .script("return [...document.querySelectorAll('.tile.selected')].map((tile) => tile.dataset.file)")
            .await;
        assert_eq!(picked, [file(0)]);
        for (pressed, expected) in [(Key::Right, 1), (Key::Right, 2), (Key::Left, 1), (Key::Home, 0)] {
            page.press_keys(&key(pressed)).await;
            assert_eq!(page.script::<String>(focused).await, file(expected));
        }
        page.press_keys(&key(Key::Right)).await;
        page.press_keys(&key(Key::Enter)).await;
        page.wait_until("document.querySelector('#lightbox').open", ON_CPU).await;
        page.press_keys(&key(Key::Right)).await;
        page.press_keys(&key(Key::Escape)).await;
        page.wait_until("!document.querySelector('#lightbox').open", ON_CPU).await;
        assert_eq!(page.script::<String>(focused).await, file(2));
        let stops: usize = page
            .script("return [...document.querySelectorAll('#results .open')].filter((open) => open.tabIndex === 0).length")
            .await;
        assert_eq!(stops, 1, "the grid is one stop of the Tab key");
    })
    .await;
}
