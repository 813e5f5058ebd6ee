//! What a visitor does beside searching: leaves, comes back, drops folders, presses buttons.

use crate::page::Page;
use fantoccini::wd::WebDriverCompatibleCommand;
use serde_json::{Value, json};
use std::path::Path;
use std::time::Duration;

/// A command of Chromium's own protocol, sent by way of ChromeDriver.
#[derive(Debug)]
struct Devtools {
    method: &'static str,
    parameters: Value,
}

impl WebDriverCompatibleCommand for Devtools {
    fn endpoint(&self, base: &url::Url, session: Option<&str>) -> Result<url::Url, url::ParseError> {
        base.join(&format!(
            "session/{}/goog/cdp/execute",
            session.unwrap_or_default()
        ))
    }

    fn method_and_body(&self, _: &url::Url) -> (http::Method, Option<String>) {
        let body = json!({ "cmd": self.method, "params": self.parameters });
        (http::Method::POST, Some(body.to_string()))
    }
}

impl Page {
    /// Sends a command of Chromium's own protocol.
    pub async fn devtools(&self, method: &'static str, parameters: Value) -> Value {
        self.client
            .issue_cmd(Devtools { method, parameters })
            .await
            .unwrap_or_else(|error| panic!("{method}: {error}"))
    }

    /// Drops files or folders on the page, as from a file manager.
    pub async fn drop_files(&self, paths: &[&Path]) {
        let files: Vec<String> = paths.iter().map(|path| path.display().to_string()).collect();
        for kind in ["dragEnter", "dragOver", "drop"] {
            let data = json!({ "items": [], "files": files, "dragOperationsMask": 1 });
            let event = json!({ "type": kind, "x": 400, "y": 400, "data": data });
            self.devtools("Input.dispatchDragEvent", event).await;
        }
    }

    /// Loads the page again.
    pub async fn reload(&self) {
        self.client.refresh().await.expect("the page loads again");
    }

    /// How many tiles show their picture.
    pub async fn pictures(&self) -> usize {
        self.script(
            "return [...document.querySelectorAll('#results img')].filter((i) => i.complete && i.naturalWidth).length",
        )
        .await
    }

    /// Waits until this many tiles show their picture.
    pub async fn wait_for_pictures(&self, count: usize, limit: Duration) {
        self.wait(&format!("{count} pictures"), limit, async || {
            self.pictures().await >= count
        })
        .await;
    }

    /// How many photos of the last folder were not known and had to be read.
    pub async fn fresh(&self) -> String {
        self.script("return document.body.dataset.fresh ?? ''").await
    }

    /// Waits until a folder was compared with what is known and everything new was read; returns how much that was.
    pub async fn wait_for_comparison(&self, limit: Duration) -> usize {
        self.wait("the folder to be read", limit, async || {
            !self.fresh().await.is_empty() && self.state().await == "ready"
        })
        .await;
        self.fresh().await.parse().expect("a number")
    }

    /// Forgets the last comparison, so that the next can be waited for.
    pub async fn forget_comparison(&self) {
        let _: Value = self
            .script("delete document.body.dataset.fresh; return null")
            .await;
    }

    /// What the page remarks beside its status.
    pub async fn remark(&self) -> String {
        self.script("const n = document.querySelector('#notice'); return n.hidden ? '' : n.textContent")
            .await
    }

    /// Presses the button `id`, opened panel or not.
    pub async fn press(&self, id: &str) {
        let pressed: bool = self
            .script(&format!(
                "const b = document.getElementById('{id}'); if (!b || b.hidden) return false; b.click(); return true"
            ))
            .await;
        assert!(pressed, "#{id} cannot be pressed");
    }

    /// Runs a script that calls `done` with its answer.
    pub async fn later(&self, script: &str) -> Value {
        let script = format!(
            "const done = arguments[0]; (async () => {{ {script} }})().then(done, (e) => done('failed: ' + e))"
        );
        let answer = self
            .client
            .execute_async(&script, Vec::new())
            .await
            .expect("the page answers");
        assert!(
            !answer.as_str().is_some_and(|text| text.starts_with("failed: ")),
            "{answer}"
        );
        answer
    }
}
