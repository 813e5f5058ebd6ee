//! The page through its contract for automation: element ids, data attributes, and `window.biirra`.

use crate::native::People;
use crate::settings;
use fantoccini::elements::Element;
use fantoccini::error::CmdError;
use fantoccini::key::Key;
use fantoccini::{Client, Locator};
use serde::Deserialize;
use serde_json::Value;
use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::time::{Duration, Instant};

const POLL: Duration = Duration::from_millis(150);
/// How often a click is tried on an element that the page replaces or moves.
const CLICKS: usize = 20;

/// Whether an element that cannot be clicked now may be clicked in a moment.
fn is_passing(error: &CmdError) -> bool {
    error.is_stale_element_reference() || error.to_string().contains("element click intercepted")
}

/// A photo in the ranked list.
#[derive(Clone, Debug, Deserialize)]
pub struct Ranked {
    /// Its path in the folder.
    pub file: String,
    /// `data-score`.
    pub score: f64,
    /// The person that it counts by: left, top, width and height as shares; `None` for the photo as a whole.
    #[serde(default)]
    pub region: Option<[f64; 4]>,
}

/// A file that the page left out.
#[derive(Clone, Debug, Deserialize)]
pub struct Skipped {
    /// Its path in the folder.
    pub file: String,
    /// `data-reason`.
    pub reason: String,
    /// What a person reads.
    pub text: String,
}

/// The page, open in a browser.
pub struct Page {
    /// The browser.
    pub client: Client,
}

impl Page {
    /// Opens the page with `query` behind its address.
    pub async fn open(client: Client, url: &str, query: &str) -> Self {
        client
            .goto(&format!("{url}{query}"))
            .await
            .expect("the page opens");
        Self { client }
    }

    /// `document.body.dataset.state`.
    pub async fn state(&self) -> String {
        self.script("return document.body.dataset.state").await
    }

    /// The text of the status line.
    pub async fn status(&self) -> String {
        self.script("return document.querySelector('#status').textContent.trim()")
            .await
    }

    /// Everything the page says about its device, for messages.
    pub async fn explanation(&self) -> String {
        self.script("return JSON.stringify(document.body.dataset) + ' ' + document.querySelector('#status').textContent")
            .await
    }

    /// Waits until the model runs and returns the device it runs on.
    pub async fn wait_until_loaded(&self, limit: Duration) -> String {
        self.wait("the model to run", limit, async || {
            self.good_state().await == "ready"
        })
        .await;
        self.script("return document.body.dataset.device").await
    }

    /// Chooses a folder as a person would by the file dialog.
    pub async fn choose_folder(&self, folder: &Path) {
        let input = self
            .client
            .find(Locator::Css("#folder-input"))
            .await
            .expect("a file input");
        input
            .send_keys(&folder.to_string_lossy())
            .await
            .expect("the folder is taken");
    }

    /// Waits until nothing is being indexed and exactly `count` photos can be searched.
    pub async fn wait_for_gallery(&self, count: usize, limit: Duration) {
        self.wait(&format!("{count} photos"), limit, async || {
            self.good_state().await == "ready" && self.features(limit).await.len() == count
        })
        .await;
    }

    /// The projected features of every photo.
    pub async fn features(&self, limit: Duration) -> BTreeMap<String, Vec<f32>> {
        let script = "const done = arguments[0]; \
                      window.biirra.features().then(done, (error) => done({ error: [String(error)] }))";
        let call = self.client.execute_async(script, Vec::new());
        let value = tokio::time::timeout(limit, call)
            .await
            .expect("features in time")
            .expect("features");
        serde_json::from_value(value.clone()).unwrap_or_else(|error| panic!("features: {error}: {value}"))
    }

    /// What is searched of every photo.
    pub async fn people(&self, limit: Duration) -> People {
        let asking = self.ask("done(await window.biirra.people())");
        tokio::time::timeout(limit, asking).await.expect("people in time")
    }

    /// The files that were left out.
    pub async fn skipped(&self) -> Vec<Skipped> {
        self.script(
            "return [...document.querySelectorAll('#skipped [data-file]')].map((item) => \
             ({ file: item.dataset.file, reason: item.dataset.reason, text: item.textContent }))",
        )
        .await
    }

    /// Replaces the text in the search box and presses Enter.
    pub async fn search(&self, text: &str) {
        self.clear_query().await;
        self.type_keys(text).await;
        self.press_enter().await;
    }

    /// Empties the search box.
    pub async fn clear_query(&self) {
        self.query_box().await.clear().await.expect("an empty box");
    }

    /// Presses Enter in the search box.
    pub async fn press_enter(&self) {
        self.type_keys(&char::from(Key::Enter).to_string()).await;
    }

    /// Types into the search box.
    pub async fn type_keys(&self, keys: &str) {
        self.query_box().await.send_keys(keys).await.expect("typed");
    }

    async fn query_box(&self) -> Element {
        self.client
            .find(Locator::Css("#query"))
            .await
            .expect("a search box")
    }

    /// Waits for the final order for `query` and returns it.
    pub async fn wait_for_reranked(&self, query: &str, limit: Duration) -> Vec<Ranked> {
        self.wait(&format!("the final order for {query:?}"), limit, async || {
            let of: Vec<String> = self
                .script("const { reranked, query } = document.querySelector('#results').dataset; return [reranked, query]")
                .await;
            self.good_state().await == "ready" && of == ["true", query]
        })
        .await;
        self.script(
            "return [...document.querySelectorAll('#results [data-file]')].map((item) => \
             ({ file: item.dataset.file, score: Number(item.dataset.score), \
                region: item.dataset.region ? item.dataset.region.split(' ').map(Number) : null }))",
        )
        .await
    }

    /// Waits until the status line says something other than `before`, and returns it.
    pub async fn wait_for_other_status(&self, before: &str, limit: Duration) -> String {
        self.wait("another status", limit, async || {
            let now = self.status().await;
            !now.is_empty() && now != before
        })
        .await;
        self.status().await
    }

    /// Waits for the error state and returns what the page says.
    pub async fn wait_for_error(&self, limit: Duration) -> String {
        self.wait("the error", limit, async || self.state().await == "error")
            .await;
        self.status().await
    }

    /// Keeps a picture of the page for a person to look at.
    pub async fn screenshot(&self, name: &str) {
        let picture = self.client.screenshot().await.expect("a screenshot");
        let folder = settings::screenshots();
        fs::create_dir_all(&folder).expect("a folder for screenshots");
        fs::write(folder.join(format!("{name}.png")), picture).expect("a screenshot is written");
    }

    /// The state, which must not be `error`.
    async fn good_state(&self) -> String {
        let state = self.state().await;
        assert_ne!(state, "error", "{}", self.explanation().await);
        state
    }

    /// Loads the sample gallery by its button and waits until it can be searched.
    pub async fn load_sample(&self, limit: Duration) -> usize {
        self.click("#load-sample").await;
        self.wait("the sample gallery", limit, async || {
            self.good_state().await == "ready"
                && self
                    .script::<bool>("return document.body.dataset.view === 'gallery'")
                    .await
        })
        .await;
        self.script("return document.querySelectorAll('#results [data-file]').length")
            .await
    }

    /// Clicks the first element of a selector; once more where the page has just put another in its place, or moves one
    /// across it.
    pub async fn click(&self, selector: &str) {
        for _ in 0..CLICKS {
            let element = self
                .client
                .find(Locator::Css(selector))
                .await
                .unwrap_or_else(|error| panic!("{selector}: {error}"));
            match element.click().await {
                Ok(()) => return,
                Err(error) if is_passing(&error) => tokio::time::sleep(POLL).await,
                Err(error) => panic!("{selector}: {error}"),
            }
        }
        panic!("{selector} could not be clicked in {CLICKS} attempts");
    }

    /// Presses keys wherever the keyboard is.
    pub async fn press_keys(&self, keys: &str) {
        let focused = self.client.active_element().await.expect("a focused element");
        focused.send_keys(keys).await.expect("pressed");
    }

    /// The files on the page in their order.
    pub async fn files(&self) -> Vec<String> {
        self.script(
            "return [...document.querySelectorAll('#results [data-file]')].map((item) => item.dataset.file)",
        )
        .await
    }

    /// The answer of a script that calls `done(answer)`.
    pub async fn ask<T: for<'de> Deserialize<'de>>(&self, script: &str) -> T {
        let script = format!(
            "const done = arguments[arguments.length - 1]; \
             (async () => {{ {script} }})().catch((error) => done({{ error: String(error) }}))"
        );
        let value = self
            .client
            .execute_async(&script, Vec::new())
            .await
            .unwrap_or_else(|error| panic!("{script}: {error}"));
        serde_json::from_value(value.clone()).unwrap_or_else(|error| panic!("{script}: {error}: {value}"))
    }

    /// Waits until a condition, given in JavaScript, holds.
    pub async fn wait_until(&self, condition: &str, limit: Duration) {
        self.wait(condition, limit, async || {
            self.script::<bool>(&format!("return Boolean({condition})")).await
        })
        .await;
    }

    /// Makes the window as wide and high as that.
    pub async fn resize(&self, width: u32, height: u32) {
        self.client
            .set_window_size(width, height)
            .await
            .expect("another size");
    }

    /// Waits until `done`, and fails with what the page says when that takes too long.
    pub async fn wait(&self, what: &str, limit: Duration, done: impl AsyncFn() -> bool) {
        let start = Instant::now();
        while !done().await {
            if start.elapsed() > limit {
                self.screenshot("timeout").await;
                panic!(
                    "waited {limit:?} for {what}; the page says {}",
                    self.explanation().await
                );
            }
            tokio::time::sleep(POLL).await;
        }
    }

    /// Runs a script in the page and returns what it returns.
    pub async fn script<T: for<'de> Deserialize<'de>>(&self, script: &str) -> T {
        let value: Value = self
            .client
            .execute(script, Vec::new())
            .await
            .expect("the page answers");
        serde_json::from_value(value.clone()).unwrap_or_else(|error| panic!("{script}: {error}: {value}"))
    }
}
