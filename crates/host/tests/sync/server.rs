//! A small web server for one test: what it answers is up to a function.

use std::io::{BufRead, BufReader, Write};
use std::net::{Shutdown, TcpListener, TcpStream};
use std::path::Path;
use std::sync::{Arc, Mutex};
use std::thread;

/// What was asked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Request {
    pub path: String,
    pub headers: Vec<(String, String)>,
}

impl Request {
    pub(crate) fn header(&self, name: &str) -> Option<&str> {
        let found = self.headers.iter().find(|(header, _)| header.eq_ignore_ascii_case(name));
        found.map(|(_, value)| value.as_str())
    }
}

/// Answers one request, on an open connection; false ends it.
pub(crate) type Answer = dyn Fn(&Request, &mut TcpStream) -> bool + Send + Sync;

/// A server that runs until the test ends.
pub(crate) struct Server {
    pub address: String,
    requests: Arc<Mutex<Vec<Request>>>,
    bytes: Arc<Mutex<usize>>,
}

impl Server {
    pub(crate) fn new(
        answer: impl Fn(&Request, &mut TcpStream) -> bool + Send + Sync + 'static,
    ) -> Server {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let address = format!("http://{}/", listener.local_addr().unwrap());
        let answer: Arc<Answer> = Arc::new(answer);
        let requests = Arc::new(Mutex::new(Vec::new()));
        let bytes = Arc::new(Mutex::new(0));
        let (asked, read) = (Arc::clone(&requests), Arc::clone(&bytes));
        thread::spawn(move || {
            for stream in listener.incoming().flatten() {
                let (answer, asked, read) =
                    (Arc::clone(&answer), Arc::clone(&asked), Arc::clone(&read));
                thread::spawn(move || serve(stream, &*answer, &asked, &read));
            }
        });
        Server { address, requests, bytes }
    }

    /// What was asked since the last time this was asked.
    pub(crate) fn requests(&self) -> Vec<Request> {
        std::mem::take(&mut self.requests.lock().unwrap())
    }

    /// Bytes of requests since the last time this was asked.
    pub(crate) fn bytes(&self) -> usize {
        std::mem::take(&mut self.bytes.lock().unwrap())
    }
}

fn serve(mut stream: TcpStream, answer: &Answer, asked: &Mutex<Vec<Request>>, read: &Mutex<usize>) {
    let mut lines = BufReader::new(stream.try_clone().unwrap());
    loop {
        let mut head = Vec::new();
        loop {
            let mut line = String::new();
            if lines.read_line(&mut line).unwrap_or(0) == 0 {
                return;
            }
            *read.lock().unwrap() += line.len();
            match line.trim_end() {
                "" => break,
                line => head.push(line.to_owned()),
            }
        }
        let path = head[0].split(' ').nth(1).unwrap().to_owned();
        let headers = head[1..].iter().filter_map(|line| line.split_once(": "));
        let headers = headers.map(|(name, value)| (name.to_owned(), value.to_owned())).collect();
        let request = Request { path, headers };
        asked.lock().unwrap().push(request.clone());
        if !answer(&request, &mut stream) {
            let _ = stream.shutdown(Shutdown::Both);
            return;
        }
    }
}

/// Sends a whole answer; false when the other side is gone.
pub(crate) fn send(stream: &mut TcpStream, status: &str, headers: &str, body: &[u8]) -> bool {
    let head = format!("HTTP/1.1 {status}\r\nContent-Length: {}\r\n{headers}\r\n", body.len());
    stream.write_all(head.as_bytes()).and_then(|()| stream.write_all(body)).is_ok()
}

/// Serves a folder as a web server does: `ETag`, `If-None-Match`, `Range`.
pub(crate) fn folder(folder: &Path, request: &Request, stream: &mut TcpStream) -> bool {
    let Ok(bytes) = std::fs::read(folder.join(request.path.trim_start_matches('/'))) else {
        return send(stream, "404 Not Found", "", b"<html>404</html>");
    };
    let etag = format!("\"{}\"", &crate::repository::sha256(&bytes)[..16]);
    let headers = format!("ETag: {etag}\r\n");
    if request.header("If-None-Match") == Some(etag.as_str()) {
        return stream
            .write_all(format!("HTTP/1.1 304 Not Modified\r\n{headers}\r\n").as_bytes())
            .is_ok();
    }
    let range =
        request.header("Range").and_then(|range| range.strip_prefix("bytes=")?.strip_suffix('-'));
    match range.map(|from| from.parse::<usize>().unwrap()) {
        Some(from) if from >= bytes.len() => send(stream, "416 Range Not Satisfiable", "", b""),
        Some(from) => {
            let range = format!(
                "{headers}Content-Range: bytes {from}-{}/{}\r\n",
                bytes.len() - 1,
                bytes.len()
            );
            send(stream, "206 Partial Content", &range, &bytes[from..])
        }
        None => send(stream, "200 OK", &headers, &bytes),
    }
}
