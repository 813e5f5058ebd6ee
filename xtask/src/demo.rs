//! `cargo xtask demo`: build the page, serve it, show it.

use crate::error::Result;
use crate::page::{self, Effort};
use crate::project::Project;
use crate::serve::FileServer;
use std::process::{Command, Stdio};

/// Builds and serves the page until the process is stopped.
pub fn run(project: &Project, port: u16, open: bool) -> Result<()> {
    let dist = page::build(project, Effort::Quick)?;
    let server = FileServer::start(&dist, port)?;
    println!("The page is at {} (Ctrl-C stops it).", server.url());
    if open && !open_in_browser(&server.url()) {
        println!("No browser could be opened from here: open that address in one.");
    }
    server.serve_forever();
    Ok(())
}

fn open_in_browser(url: &str) -> bool {
    let (program, arguments): (&str, &[&str]) = if cfg!(target_os = "macos") {
        ("open", &[])
    } else if cfg!(windows) {
        // `start` takes its first quoted argument for a window title.
        ("cmd", &["/C", "start", ""])
    } else {
        ("xdg-open", &[])
    };
    let mut command = Command::new(program);
    command
        .args(arguments)
        .arg(url)
        .stdin(Stdio::null())
        .stdout(Stdio::null())
        .stderr(Stdio::null());
    command.status().is_ok_and(|status| status.success())
}
