//! Requests as a browser sends them, and as it never would.

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
    let (server, mailbox) = FileServer::with_mailbox(&folder.path().join("site"), 0).expect("a free port");
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
