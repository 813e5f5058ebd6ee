//! A proxy that forwards nothing and remembers what it was asked for.
//!
//! Chromium speaks to loopback addresses directly, so whatever arrives here was meant for another machine.

use std::io::{BufRead, BufReader, Write};
use std::net::{Ipv4Addr, SocketAddr, TcpListener, TcpStream};
use std::sync::{Arc, Mutex};
use std::thread;
use std::time::Duration;

/// A running recorder; its thread ends with the test.
pub struct Recorder {
    address: SocketAddr,
    requests: Arc<Mutex<Vec<String>>>,
}

impl Recorder {
    /// Starts to listen on a free port.
    pub fn start() -> Self {
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).expect("a free port");
        let address = listener.local_addr().expect("a bound address");
        let requests = Arc::new(Mutex::new(Vec::new()));
        let seen = requests.clone();
        thread::spawn(move || {
            for stream in listener.incoming().flatten() {
                let seen = seen.clone();
                thread::spawn(move || note(stream, &seen));
            }
        });
        Self { address, requests }
    }

    /// For `--proxy-server`.
    pub fn address(&self) -> SocketAddr {
        self.address
    }

    /// The request lines so far.
    pub fn requests(&self) -> Vec<String> {
        self.requests.lock().expect("no recorder thread panics").clone()
    }
}

fn note(mut stream: TcpStream, seen: &Mutex<Vec<String>>) {
    let mut line = String::new();
    // A connection that says nothing asks for nothing.
    let _ = stream.set_read_timeout(Some(Duration::from_secs(10)));
    if BufReader::new(&stream).read_line(&mut line).is_ok() && !line.trim().is_empty() {
        seen.lock()
            .expect("no recorder thread panics")
            .push(line.trim().to_owned());
    }
    let _ = stream.write_all(b"HTTP/1.1 403 Forbidden\r\nContent-Length: 0\r\nConnection: close\r\n\r\n");
}
