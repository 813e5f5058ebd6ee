//! A static file server on the loopback interface, for the demo and for the browser test.
//!
//! It sends what a good static host would: right media types (a wasm module is compiled while it streams only as
//! `application/wasm`), cross-origin isolation, and no caching, so that a rebuilt page is never mixed with an old one.

mod site;

use crate::error::{Error, Result};
use axum::Router;
use axum::body::Body;
use axum::extract::State;
use axum::http::{Method, Response, StatusCode, Uri, header};
use axum::routing::post;
use site::{find, media_type};
use std::fs;
use std::net::{Ipv4Addr, SocketAddr, TcpListener};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::mpsc::{Receiver, channel};
use tokio::runtime::{Builder, Runtime};

/// Media type of the server's own words.
const TEXT: &str = "text/plain; charset=utf-8";

/// A running server; it stops when dropped.
pub struct FileServer {
    address: SocketAddr,
    runtime: Option<Runtime>,
}

impl FileServer {
    /// Serves the files under `root` on 127.0.0.1; port 0 takes any free one.
    pub fn start(root: &Path, port: u16) -> Result<Self> {
        Self::serve(root, port, Router::new())
    }

    /// The same, and what a page posts to `/result` comes out of the receiver.
    pub fn with_mailbox(root: &Path, port: u16) -> Result<(Self, Receiver<String>)> {
        let (sender, receiver) = channel();
        let put = post(move |letter: String| async move {
            match sender.send(letter) {
                Ok(()) => respond(StatusCode::OK, TEXT, "Thank you.\n".into()),
                Err(_) => respond(StatusCode::GONE, TEXT, "Nobody waits for it.\n".into()),
            }
        });
        let server = Self::serve(root, port, Router::new().route("/result", put))?;
        Ok((server, receiver))
    }

    fn serve(root: &Path, port: u16, router: Router<Arc<PathBuf>>) -> Result<Self> {
        let root = Arc::new(fs::canonicalize(root).map_err(Error::at(root))?);
        let refused = |error: std::io::Error| Error::Port {
            port,
            reason: error.to_string(),
        };
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, port)).map_err(refused)?;
        listener.set_nonblocking(true).map_err(refused)?;
        let address = listener.local_addr().map_err(refused)?;
        let runtime = Builder::new_multi_thread()
            .worker_threads(2)
            .enable_all()
            .build()
            .map_err(refused)?;
        runtime.spawn(async move {
            let served = match tokio::net::TcpListener::from_std(listener) {
                Ok(listener) => axum::serve(listener, router.fallback(answer).with_state(root)).await,
                Err(error) => Err(error),
            };
            if let Err(error) = served {
                eprintln!("the server stopped: {error}");
            }
        });
        Ok(Self {
            address,
            runtime: Some(runtime),
        })
    }

    /// Where the page is, with a trailing slash.
    pub fn url(&self) -> String {
        format!("http://{}/", self.address)
    }

    /// Serves until the process ends.
    pub fn serve_forever(self) {
        if let Some(runtime) = &self.runtime {
            runtime.block_on(std::future::pending::<()>());
        }
    }
}

impl Drop for FileServer {
    fn drop(&mut self) {
        // In the background: a test drops its server inside another runtime, which must not be blocked.
        if let Some(runtime) = self.runtime.take() {
            runtime.shutdown_background();
        }
    }
}

async fn answer(State(root): State<Arc<PathBuf>>, method: Method, uri: Uri) -> Response<Body> {
    if !matches!(method, Method::GET | Method::HEAD) {
        let mut refused = respond(
            StatusCode::METHOD_NOT_ALLOWED,
            TEXT,
            "Only GET and HEAD.\n".into(),
        );
        let allowed = header::HeaderValue::from_static("GET, HEAD");
        refused.headers_mut().insert(header::ALLOW, allowed);
        return refused;
    }
    let found = find(&root, uri.path()).and_then(|path| Some((fs::read(&path).ok()?, path)));
    match found {
        Some((bytes, path)) => respond(StatusCode::OK, media_type(&path), bytes),
        None => respond(StatusCode::NOT_FOUND, TEXT, "Not found.\n".into()),
    }
}

fn respond(status: StatusCode, media_type: &'static str, bytes: Vec<u8>) -> Response<Body> {
    let headers = [
        ("content-type", media_type),
        ("cache-control", "no-cache"),
        ("cross-origin-opener-policy", "same-origin"),
        ("cross-origin-embedder-policy", "require-corp"),
        ("cross-origin-resource-policy", "same-origin"),
        ("x-content-type-options", "nosniff"),
        ("referrer-policy", "no-referrer"),
    ];
    let mut response = Response::new(Body::from(bytes));
    *response.status_mut() = status;
    for (name, value) in headers {
        response
            .headers_mut()
            .insert(name, header::HeaderValue::from_static(value));
    }
    response
}

#[cfg(test)]
mod tests;
