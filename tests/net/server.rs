//! A small server on this machine that answers as a test tells it, and remembers what was asked.

use std::io::{BufRead, BufReader, Read, Write};
use std::net::{SocketAddr, TcpListener, TcpStream};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};

/// One question, as it came in.
#[derive(Debug, Clone)]
pub struct Asked {
    pub method: String,
    pub target: String,
    headers: Vec<(String, String)>,
    pub body: String,
}

impl Asked {
    pub fn header(&self, name: &str) -> Option<&str> {
        self.headers.iter().find(|(known, _)| known == name).map(|(_, value)| value.as_str())
    }
}

/// What to do with it.
pub enum Reply {
    /// A whole answer; the length is added.
    Whole { status: u16, headers: Vec<(String, String)>, body: Vec<u8> },
    /// Exactly these bytes, then the end of the connection.
    Raw(Vec<u8>),
    /// These bytes, then the last ones again and again until the caller leaves.
    Endless(Vec<u8>, Vec<u8>),
    /// Nothing, until the caller leaves.
    Silence,
    /// These bytes, then nothing until the caller leaves.
    Stalled(Vec<u8>),
}

impl Reply {
    pub fn new(status: u16) -> Reply {
        Reply::Whole { status, headers: Vec::new(), body: Vec::new() }
    }

    pub fn ok(body: impl Into<Vec<u8>>) -> Reply {
        Reply::Whole { status: 200, headers: Vec::new(), body: body.into() }
    }

    pub fn to(status: u16, location: impl Into<String>) -> Reply {
        Reply::new(status).with("Location", location)
    }

    pub fn with(mut self, name: &str, value: impl Into<String>) -> Reply {
        if let Reply::Whole { headers, .. } = &mut self {
            headers.push((name.to_owned(), value.into()));
        }
        self
    }
}

/// Runs until the test's process ends.
pub struct Server {
    pub address: SocketAddr,
    asked: Arc<Mutex<Vec<Asked>>>,
    most: Arc<AtomicUsize>,
    left: Arc<AtomicUsize>,
}

impl Server {
    pub fn start(answer: impl Fn(&Asked) -> Reply + Send + Sync + 'static) -> Server {
        // All addresses of this machine, so that a test can make up several hosts.
        let listener = TcpListener::bind("0.0.0.0:0").expect("a free port");
        let mut address = listener.local_addr().expect("an address");
        address.set_ip([127, 0, 0, 1].into());
        let asked = Arc::new(Mutex::new(Vec::new()));
        let most = Arc::new(AtomicUsize::new(0));
        let left = Arc::new(AtomicUsize::new(0));
        let server = Server {
            address,
            asked: Arc::clone(&asked),
            most: Arc::clone(&most),
            left: Arc::clone(&left),
        };
        let (answer, running) = (Arc::new(answer), Arc::new(AtomicUsize::new(0)));
        std::thread::spawn(move || {
            for stream in listener.incoming().flatten() {
                let (answer, asked) = (Arc::clone(&answer), Arc::clone(&asked));
                let (running, most) = (Arc::clone(&running), Arc::clone(&most));
                let left = Arc::clone(&left);
                std::thread::spawn(move || {
                    let mut lines = BufReader::new(stream.try_clone().expect("a second handle"));
                    while let Some(question) = read(&mut lines) {
                        asked.lock().expect("the log").push(question.clone());
                        most.fetch_max(
                            running.fetch_add(1, Ordering::SeqCst) + 1,
                            Ordering::SeqCst,
                        );
                        let reply = answer(&question);
                        running.fetch_sub(1, Ordering::SeqCst);
                        if write(&stream, reply, &left).is_none() {
                            break;
                        }
                    }
                });
            }
        });
        server
    }

    /// The address of a path here.
    pub fn url(&self, path: &str) -> String {
        format!("http://{}{path}", self.address)
    }

    /// All questions so far.
    pub fn asked(&self) -> Vec<Asked> {
        self.asked.lock().expect("the log").clone()
    }

    /// The most questions that were being answered at one time.
    pub fn most_at_once(&self) -> usize {
        self.most.load(Ordering::SeqCst)
    }

    /// How many callers went away without a whole answer.
    pub fn left(&self) -> usize {
        self.left.load(Ordering::SeqCst)
    }
}

fn read(lines: &mut BufReader<TcpStream>) -> Option<Asked> {
    let mut line = String::new();
    lines.read_line(&mut line).ok().filter(|&read| read > 0)?;
    let mut words = line.split_whitespace().map(str::to_owned);
    let (method, target) = (words.next()?, words.next()?);
    let mut headers = Vec::new();
    loop {
        let mut line = String::new();
        lines.read_line(&mut line).ok()?;
        let Some((name, value)) = line.trim_end().split_once(':') else { break };
        headers.push((name.to_ascii_lowercase(), value.trim().to_owned()));
    }
    let mut asked = Asked { method, target, headers, body: String::new() };
    let length: usize = asked.header("content-length").and_then(|n| n.parse().ok()).unwrap_or(0);
    let mut body = vec![0; length];
    lines.read_exact(&mut body).ok()?;
    asked.body = String::from_utf8(body).ok()?;
    Some(asked)
}

/// `None` where the connection is over.
fn write(mut stream: &TcpStream, reply: Reply, left: &AtomicUsize) -> Option<()> {
    match reply {
        Reply::Whole { status, headers, body } => {
            let mut head =
                format!("HTTP/1.1 {status} Said So\r\nContent-Length: {}\r\n", body.len());
            for (name, value) in headers {
                head += &format!("{name}: {value}\r\n");
            }
            head += "\r\n";
            stream.write_all(head.as_bytes()).ok()?;
            stream.write_all(&body).ok()
        }
        Reply::Raw(bytes) => {
            stream.write_all(&bytes).ok()?;
            // A half-close lets the caller read what is there before it sees the end.
            let _ = stream.shutdown(std::net::Shutdown::Write);
            let _ = stream.read(&mut [0]);
            None
        }
        Reply::Endless(start, again) => {
            let mut sent = stream.write_all(&start);
            while sent.is_ok() {
                sent = stream.write_all(&again);
            }
            left.fetch_add(1, Ordering::SeqCst);
            None
        }
        Reply::Stalled(bytes) => {
            stream.write_all(&bytes).ok()?;
            write(stream, Reply::Silence, left)
        }
        Reply::Silence => {
            let _ = stream.read(&mut [0]);
            left.fetch_add(1, Ordering::SeqCst);
            None
        }
    }
}
