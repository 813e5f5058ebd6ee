//! One visit of the benchmark's page by a fresh browser.

use super::memory::peak_of_tabs;
use crate::error::{Error, Result};
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::sync::mpsc::{Receiver, RecvTimeoutError};
use std::time::Duration;

/// Longer than any visit takes, also on a software adapter.
const PATIENCE: Duration = Duration::from_secs(1800);

/// Opens `address` and waits for what the page sends; with it come the most bytes that the page and its workers had in
/// memory, where the system says.
///
/// # Errors
/// When the browser does not start, ends early, or sends nothing in time.
pub fn visit(
    chromium: &Path,
    address: &str,
    webgpu: bool,
    gpu: bool,
    mailbox: &Receiver<String>,
) -> Result<(String, Option<u64>)> {
    let profile = Profile::new()?;
    let mut command = Command::new(chromium);
    command
        .args([
            "--headless=new",
            // A machine's containers often run everything as root, where the sandbox refuses to start.
            "--no-sandbox",
            "--disable-dev-shm-usage",
            "--disable-background-networking",
            "--disable-component-update",
            "--disable-extensions",
            "--disable-sync",
            "--no-first-run",
        ])
        .arg(format!("--user-data-dir={}", profile.0.display()))
        .args(match (webgpu, gpu) {
            (false, _) => &["--disable-gpu"][..],
            (true, false) => &["--enable-unsafe-webgpu", "--use-webgpu-adapter=swiftshader"],
            (true, true) => &["--enable-unsafe-webgpu"],
        })
        .arg(address)
        .stdout(Stdio::null())
        .stderr(Stdio::null());
    let mut browser = Browser(command.spawn().map_err(|source| Error::Start {
        program: chromium.display().to_string(),
        source,
    })?);
    let step = Duration::from_secs(1);
    for _ in 0..PATIENCE.as_secs() {
        match mailbox.recv_timeout(step) {
            Ok(letter) => return Ok((letter, peak_of_tabs(browser.0.id()))),
            Err(RecvTimeoutError::Disconnected) => {
                return Err(Error::Unexpected("the server stopped".into()));
            }
            Err(RecvTimeoutError::Timeout) => {}
        }
        if let Ok(Some(status)) = browser.0.try_wait() {
            return Err(Error::Failed {
                command: format!("{} {address}", chromium.display()),
                status: status.to_string(),
            });
        }
    }
    Err(Error::Unexpected(format!(
        "{address} sent nothing within {} minutes",
        PATIENCE.as_secs() / 60
    )))
}

/// Ends with its visit, whatever happens.
struct Browser(Child);

impl Drop for Browser {
    fn drop(&mut self) {
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

/// A profile folder that goes with its visit.
struct Profile(std::path::PathBuf);

impl Profile {
    fn new() -> Result<Self> {
        let folder = std::env::temp_dir().join(format!("bi-irra-bench-{}", std::process::id()));
        // What an interrupted benchmark left behind would make the start a warm one.
        if folder.exists() {
            std::fs::remove_dir_all(&folder).map_err(Error::at(&folder))?;
        }
        std::fs::create_dir_all(&folder).map_err(Error::at(&folder))?;
        Ok(Self(folder))
    }
}

impl Drop for Profile {
    fn drop(&mut self) {
        // The browser's last processes may still write; the next visit clears what they leave.
        let _ = std::fs::remove_dir_all(&self.0);
    }
}
