//! A static file server on the loopback interface, for the demo and for the browser test.
//!
//! It sends what a good static host would: right media types (a wasm module is compiled while it streams only as
//! `application/wasm`), cross-origin isolation, and no caching, so that a rebuilt page is never mixed with an old one.

use crate::error::{Error, Result};
use axum::Router;
use axum::body::Body;
use axum::extract::State;
use axum::http::{Method, Response, StatusCode, Uri, header};
use axum::routing::post;
use std::fs;
use std::net::{Ipv4Addr, SocketAddr, TcpListener};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::mpsc::{Receiver, channel};
use tokio::runtime::{Builder, Runtime};

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

const TEXT: &str = "text/plain; charset=utf-8";

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

/// The file that a request target names, if it lies under `root`. `root` is canonical.
fn find(root: &Path, target: &str) -> Option<PathBuf> {
    let encoded = target.split(['?', '#']).next()?;
    let decoded = percent_decoded(encoded)?;
    let mut path = root.to_path_buf();
    for part in decoded
        .strip_prefix('/')?
        .split('/')
        .filter(|part| !part.is_empty())
    {
        // No way up, no hidden files, no drive letters or other second meanings of a name.
        if part.starts_with('.') || part.contains(['\\', ':', '\0']) {
            return None;
        }
        path.push(part);
    }
    if path.is_dir() {
        path.push("index.html");
    }
    // A link that leads out of the folder is not followed.
    let path = fs::canonicalize(path).ok()?;
    (path.starts_with(root) && path.is_file()).then_some(path)
}

fn percent_decoded(text: &str) -> Option<String> {
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.bytes();
    while let Some(byte) = rest.next() {
        bytes.push(match byte {
            b'%' => hex(rest.next()?)? * 16 + hex(rest.next()?)?,
            other => other,
        });
    }
    String::from_utf8(bytes).ok()
}

fn hex(digit: u8) -> Option<u8> {
    char::from(digit)
        .to_digit(16)
        .and_then(|value| u8::try_from(value).ok())
}

fn media_type(path: &Path) -> &'static str {
    match path
        .extension()
        .and_then(|extension| extension.to_str())
        .unwrap_or_default()
    {
        "html" => "text/html; charset=utf-8",
        "css" => "text/css; charset=utf-8",
        "js" | "mjs" => "text/javascript; charset=utf-8",
        "json" | "map" => "application/json; charset=utf-8",
        "wasm" => "application/wasm",
        "svg" => "image/svg+xml",
        "jpg" | "jpeg" => "image/jpeg",
        "png" => "image/png",
        "webp" => "image/webp",
        "ico" => "image/x-icon",
        "md" | "txt" => "text/plain; charset=utf-8",
        _ => "application/octet-stream",
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::io::{Read, Write};
    use std::net::TcpStream;

    fn site() -> (tempfile::TempDir, FileServer) {
        let folder = tempfile::tempdir().expect("a temporary folder");
        let root = folder.path().join("site");
        fs::create_dir_all(root.join("deep")).expect("a folder in it");
        for (name, text) in [
            ("index.html", "<p>hi"),
            ("worker_bg.wasm", "\0asm"),
            ("deep/été 1.jpg", "j"),
            (".hidden", "h"),
        ] {
            fs::write(root.join(name), text).expect("a file in it");
        }
        fs::write(folder.path().join("secret.txt"), "secret").expect("a file beside it");
        let server = FileServer::start(&root, 0).expect("a free port");
        (folder, server)
    }

    fn ask(server: &FileServer, request_line: &str) -> String {
        let mut stream = TcpStream::connect(server.address).expect("the server listens");
        write!(
            stream,
            "{request_line} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n"
        )
        .expect("sent");
        let mut answer = String::new();
        stream.read_to_string(&mut answer).expect("an answer in text");
        answer
    }

    #[test]
    fn sends_files_with_type_length_and_isolation() {
        let (_folder, server) = site();
        let page = ask(&server, "GET /?device=cpu");
        assert!(
            page.starts_with("HTTP/1.1 200 ") && page.ends_with("\r\n\r\n<p>hi"),
            "{page}"
        );
        let page = page.to_lowercase();
        for line in [
            "content-type: text/html; charset=utf-8",
            "content-length: 5",
            "cache-control: no-cache",
            "cross-origin-opener-policy: same-origin",
            "cross-origin-embedder-policy: require-corp",
        ] {
            assert!(page.contains(line), "no `{line}` in {page}");
        }
        assert!(
            ask(&server, "GET /worker_bg.wasm")
                .to_lowercase()
                .contains("content-type: application/wasm")
        );
        assert!(ask(&server, "GET /deep/%C3%A9t%C3%A9%201.jpg").ends_with("\r\n\r\nj"));
        assert!(ask(&server, "HEAD /").ends_with("\r\n\r\n"));
    }

    #[test]
    fn never_leaves_its_folder() {
        let (folder, server) = site();
        #[cfg(unix)]
        std::os::unix::fs::symlink(
            folder.path().join("secret.txt"),
            folder.path().join("site/link.txt"),
        )
        .expect("a link");
        for target in [
            "/../secret.txt",
            "/deep/../../secret.txt",
            "/%2e%2e/secret.txt",
            "/..%2fsecret.txt",
            "/deep/..%5c..%5csecret.txt",
            "/link.txt",
            "/.hidden",
            "/%",
            "/%zz",
            "/%00",
            "/missing",
            "/deep",
        ] {
            let answer = ask(&server, &format!("GET {target}"));
            assert!(
                (answer.starts_with("HTTP/1.1 404 ") || answer.starts_with("HTTP/1.1 400 "))
                    && !answer.contains("secret"),
                "{target}: {answer}"
            );
        }
        // An absolute path after the slash stays under the root as well.
        let outside = folder.path().join("secret.txt");
        assert!(ask(&server, &format!("GET /{}", outside.display())).starts_with("HTTP/1.1 404 "));
    }

    #[test]
    fn only_reads() {
        let (_folder, server) = site();
        assert!(ask(&server, "DELETE /index.html").starts_with("HTTP/1.1 405 "));
        assert!(ask(&server, "GET /").starts_with("HTTP/1.1 200 "));
    }

    #[test]
    fn what_is_posted_comes_out_of_the_mailbox() {
        let (folder, plain) = site();
        let (server, mailbox) =
            FileServer::with_mailbox(&folder.path().join("site"), 0).expect("a free port");
        let mut stream = TcpStream::connect(server.address).expect("the server listens");
        write!(
            stream,
            "POST /result HTTP/1.1\r\nHost: x\r\nConnection: close\r\nContent-Length: 2\r\n\r\nhi"
        )
        .expect("sent");
        let mut answer = String::new();
        stream.read_to_string(&mut answer).expect("an answer in text");
        assert!(answer.starts_with("HTTP/1.1 200 "), "{answer}");
        assert_eq!(mailbox.try_recv().as_deref(), Ok("hi"));
        assert!(
            ask(&server, "GET /").starts_with("HTTP/1.1 200 "),
            "files are served as well"
        );
        assert!(
            ask(&plain, "POST /result").starts_with("HTTP/1.1 405 "),
            "others only read"
        );
    }

    #[test]
    fn a_taken_port_is_said_in_words() {
        let (folder, server) = site();
        let error = FileServer::start(folder.path(), server.address.port())
            .err()
            .expect("the port is taken");
        assert!(error.to_string().contains("--port"), "{error}");
    }
}
