//! Where the captures are, and how one of them is read without trusting it.

use std::path::{Path, PathBuf};
use std::sync::OnceLock;
use std::sync::mpsc;
use std::time::{Duration, Instant};

use jogan::sources::{ReadError, Reading, feed};

/// The longest one file may take. Builds without optimisation are given more.
pub const LIMIT: Duration = Duration::from_secs(if cfg!(debug_assertions) { 60 } else { 2 });

/// The most memory that reading one file may take, in KiB. What the tests beside it take at the
/// same time counts in, so that the true figure is smaller.
pub const MEMORY: u64 = 200 * 1024;

/// A figure of this process in KiB, where the system tells it (Linux).
pub fn memory(figure: &str) -> Option<u64> {
    let status = std::fs::read_to_string("/proc/self/status").ok()?;
    let line = status.lines().find_map(|line| line.strip_prefix(figure)?.strip_prefix(':'))?;
    line.trim().strip_suffix(" kB")?.parse().ok()
}

/// The folder with the unpacked captures, if there is one.
pub fn corpus() -> Option<&'static Path> {
    static PLACE: OnceLock<Option<(PathBuf, Option<tempfile::TempDir>)>> = OnceLock::new();
    let place = PLACE.get_or_init(|| {
        if let Some(unpacked) = std::env::var_os("JOGAN_CORPUS") {
            return Some((PathBuf::from(unpacked), None));
        }
        let shared = std::env::var_os("JOGAN_SHARED")
            .map_or_else(|| Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared"), PathBuf::from);
        let unpack = shared.join("corpus/unpack");
        if !unpack.is_file() {
            println!("skipped: no captures at {}", unpack.display());
            return None;
        }
        let folder = tempfile::tempdir().expect("a temporary folder");
        let status = std::process::Command::new(unpack).arg(folder.path()).status();
        assert!(status.expect("the unpack script runs").success(), "unpacking failed");
        Some((folder.path().to_owned(), Some(folder)))
    });
    place.as_ref().map(|(path, _)| path.as_path())
}

/// All files below a folder, in order of their names.
pub fn files(folder: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    let mut open = vec![folder.to_owned()];
    while let Some(folder) = open.pop() {
        for entry in std::fs::read_dir(&folder).expect("a folder").flatten() {
            let path = entry.path();
            if path.is_dir() { open.push(path) } else { found.push(path) }
        }
    }
    found.sort();
    found
}

/// What became of one file.
pub struct Outcome {
    /// What was read, or why not.
    pub result: Result<Reading, ReadError>,
    /// How long it took.
    pub took: Duration,
}

/// Runs a reading on a thread of its own, as small as those it will run on.
///
/// # Panics
/// If the reading panics, does not end within the limit, or takes more memory than it may.
pub fn run<T: Send + 'static>(
    name: &str,
    read: impl FnOnce() -> T + Send + 'static,
) -> (T, Duration) {
    let (send, receive) = mpsc::channel();
    // Has the system count the peak anew (proc(5), clear_refs).
    let counted = std::fs::write("/proc/self/clear_refs", "5").is_ok();
    let before = memory("VmRSS").filter(|_| counted);
    let start = Instant::now();
    std::thread::Builder::new()
        .stack_size(2 << 20)
        .spawn(move || {
            // Nobody listens any more once the limit has passed.
            let _ = send.send(read());
        })
        .expect("a thread");
    let answer = receive.recv_timeout(LIMIT);
    if let (Some(before), Some(peak)) = (before, memory("VmHWM")) {
        let took = peak.saturating_sub(before);
        assert!(took <= MEMORY, "{name} took {took} KiB of memory");
    }
    match answer {
        Ok(value) => (value, start.elapsed()),
        Err(mpsc::RecvTimeoutError::Timeout) => panic!("{name} took longer than {LIMIT:?}"),
        Err(mpsc::RecvTimeoutError::Disconnected) => panic!("{name} made the reader panic"),
    }
}

/// Reads one file as a feed.
pub fn read(path: &Path, content_type: Option<&str>) -> Outcome {
    let bytes = std::fs::read(path).expect("a readable file");
    let content_type = content_type.map(ToOwned::to_owned);
    let (result, took) = run(&path.display().to_string(), move || {
        let served = feed::Served {
            content_type: content_type.as_deref(),
            url: Some("https://capture.example/feed"),
            ..feed::Served::default()
        };
        feed::read(&bytes, served)
    });
    Outcome { result, took }
}
