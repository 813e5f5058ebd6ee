//! A static file server on the loopback interface, for the demo and for the browser test.
//!
//! It sends what a good static host would: right media types (a wasm module is compiled while it streams only as
//! `application/wasm`), cross-origin isolation, and no caching, so that a rebuilt page is never mixed with an old one.

use crate::error::{Error, Result};
use std::fs::{self, File};
use std::net::{Ipv4Addr, SocketAddr};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread::{self, JoinHandle};
use std::time::Duration;
use tiny_http::{Header, Method, Request, Response, Server, StatusCode};

/// Enough for one browser's parallel connections.
const WORKERS: usize = 4;

/// A running server; it stops when dropped.
pub struct FileServer {
    address: SocketAddr,
    server: Arc<Server>,
    stopping: Arc<AtomicBool>,
    workers: Vec<JoinHandle<()>>,
}

impl FileServer {
    /// Serves the files under `root` on 127.0.0.1; port 0 takes any free one.
    pub fn start(root: &Path, port: u16) -> Result<Self> {
        let root = Arc::new(fs::canonicalize(root).map_err(Error::at(root))?);
        let server = Server::http((Ipv4Addr::LOCALHOST, port)).map_err(|error| Error::Port {
            port,
            reason: error.to_string(),
        })?;
        let address = server
            .server_addr()
            .to_ip()
            .ok_or_else(|| Error::Unexpected("the server has no network address".into()))?;
        let server = Arc::new(server);
        let stopping = Arc::new(AtomicBool::new(false));
        let workers = (0..WORKERS)
            .map(|_| {
                let (server, root, stopping) = (server.clone(), root.clone(), stopping.clone());
                thread::spawn(move || work(&server, &root, &stopping))
            })
            .collect();
        Ok(Self {
            address,
            server,
            stopping,
            workers,
        })
    }

    /// Where the page is, with a trailing slash.
    pub fn url(&self) -> String {
        format!("http://{}/", self.address)
    }

    /// Serves until the process ends.
    pub fn serve_forever(mut self) {
        for worker in self.workers.drain(..) {
            // A worker that panicked has already said why; the others go on.
            let _ = worker.join();
        }
    }
}

impl Drop for FileServer {
    fn drop(&mut self) {
        self.stopping.store(true, Ordering::Relaxed);
        for _ in &self.workers {
            self.server.unblock();
        }
        for worker in self.workers.drain(..) {
            let _ = worker.join();
        }
    }
}

fn work(server: &Server, root: &Path, stopping: &AtomicBool) {
    loop {
        match server.recv() {
            // A visitor who has gone away is no concern of ours.
            Ok(request) => drop(answer(request, root)),
            Err(_) if stopping.load(Ordering::Relaxed) => return,
            Err(_) => thread::sleep(Duration::from_millis(50)),
        }
    }
}

fn answer(request: Request, root: &Path) -> std::io::Result<()> {
    if !matches!(request.method(), Method::Get | Method::Head) {
        let response = with_headers(
            Response::from_string("Only GET and HEAD.\n"),
            "text/plain; charset=utf-8",
        );
        return request.respond(
            response
                .with_status_code(StatusCode(405))
                .with_header(header("Allow", "GET, HEAD")),
        );
    }
    match find(root, request.url()).and_then(|path| Some((File::open(&path).ok()?, path))) {
        Some((file, path)) => {
            // The length is always sent, so that the page can show how much of the weights has arrived.
            let response = Response::from_file(file).with_chunked_threshold(usize::MAX);
            request.respond(with_headers(response, media_type(&path)))
        }
        None => {
            let response = with_headers(Response::from_string("Not found.\n"), "text/plain; charset=utf-8");
            request.respond(response.with_status_code(StatusCode(404)))
        }
    }
}

fn with_headers<R: std::io::Read>(response: Response<R>, media_type: &str) -> Response<R> {
    [
        ("Content-Type", media_type),
        ("Cache-Control", "no-cache"),
        ("Cross-Origin-Opener-Policy", "same-origin"),
        ("Cross-Origin-Embedder-Policy", "require-corp"),
        ("Cross-Origin-Resource-Policy", "same-origin"),
        ("X-Content-Type-Options", "nosniff"),
        ("Referrer-Policy", "no-referrer"),
    ]
    .into_iter()
    .fold(response, |response, (name, value)| {
        response.with_header(header(name, value))
    })
}

fn header(name: &str, value: &str) -> Header {
    Header::from_bytes(name, value).expect("our header names and values are plain ASCII")
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
                answer.starts_with("HTTP/1.1 404 ") && !answer.contains("secret"),
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
    fn a_taken_port_is_said_in_words() {
        let (folder, server) = site();
        let error = FileServer::start(folder.path(), server.address.port())
            .err()
            .expect("the port is taken");
        assert!(error.to_string().contains("--port"), "{error}");
    }
}
