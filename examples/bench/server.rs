//! A server on this machine that offers generated feeds and says 304 to whoever has them.

use std::io::{BufRead as _, BufReader, Write as _};
use std::net::{SocketAddr, TcpListener, TcpStream};
use std::sync::Arc;

use crate::writing::Writer;

/// A running server; it ends with the process.
pub struct Server {
    /// Where it listens.
    pub address: SocketAddr,
    /// Bytes of all feeds together.
    pub bytes: usize,
}

/// Writes the feeds and begins to serve them as `/feed/0`, `/feed/1`, …
pub fn start(feeds: usize, items: usize) -> anyhow::Result<Server> {
    let mut writer = Writer::new(11);
    let now = crate::NOW.parse()?;
    let bodies: Vec<String> = (0..feeds).map(|number| writer.feed(number, items, now)).collect();
    let bytes = bodies.iter().map(String::len).sum();
    let bodies = Arc::new(bodies);
    let listener = TcpListener::bind("127.0.0.1:0")?;
    let address = listener.local_addr()?;
    std::thread::spawn(move || {
        for stream in listener.incoming().flatten() {
            let bodies = Arc::clone(&bodies);
            std::thread::spawn(move || serve(stream, &bodies));
        }
    });
    Ok(Server { address, bytes })
}

/// Answers one connection until the caller leaves, which ends it with an error like any other.
fn serve(mut stream: TcpStream, bodies: &[String]) -> std::io::Result<()> {
    let mut reader = BufReader::new(stream.try_clone()?);
    loop {
        let mut request = String::new();
        let mut known = false;
        loop {
            let mut line = String::new();
            if reader.read_line(&mut line)? == 0 {
                return Ok(());
            }
            known |= line.to_ascii_lowercase().starts_with("if-none-match:");
            if line.trim().is_empty() {
                break;
            }
            if request.is_empty() {
                request = line;
            }
        }
        let number = request.split(['/', ' ']).find_map(|part| part.parse::<usize>().ok());
        let Some(body) = number.and_then(|number| bodies.get(number)) else {
            stream.write_all(b"HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\n\r\n")?;
            continue;
        };
        if known {
            stream.write_all(b"HTTP/1.1 304 Not Modified\r\nETag: \"1\"\r\n\r\n")?;
            continue;
        }
        let head = format!(
            "HTTP/1.1 200 OK\r\nContent-Type: application/rss+xml\r\nETag: \"1\"\r\n\
             Content-Length: {}\r\n\r\n",
            body.len()
        );
        stream.write_all(head.as_bytes())?;
        stream.write_all(body.as_bytes())?;
    }
}
