//! What the page costs and how it bears an accident.

use crate::page::Page;
use serde_json::{Value, json};

impl Page {
    /// Tiles on the page.
    pub async fn tiles(&self) -> usize {
        self.script("return document.querySelectorAll('#results [data-file]').length")
            .await
    }

    /// Notes from now on how long the page's own scripts run at a stretch. What the browser itself does on their behalf,
    /// as listing the files of a chosen folder, is not theirs.
    pub async fn watch_scripts(&self) {
        let _: Value = self
            .script(
                "window.longest = 0; new PerformanceObserver((list) => {
                     const scripts = list.getEntries().flatMap((frame) => frame.scripts);
                     for (const { duration } of scripts) window.longest = Math.max(window.longest, duration);
                 }).observe({ type: 'long-animation-frame' }); return null",
            )
            .await;
    }

    /// The longest stretch since then, in milliseconds; 0 when no frame took more than 50.
    pub async fn longest_script(&self) -> f64 {
        self.script("return window.longest").await
    }

    /// Bytes that the page and its workers hold, as the browser counts them after a collection.
    pub async fn memory(&self) -> f64 {
        self.later("return (await performance.measureUserAgentSpecificMemory()).bytes")
            .await
            .as_f64()
            .expect("a number")
    }

    /// Makes the browser's GPU process crash, as a broken driver does.
    pub async fn crash_gpu(&self) {
        self.devtools("Browser.crashGpuProcess", json!({})).await;
    }
}
