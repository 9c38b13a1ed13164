//! The program itself in a terminal: from its start to the first frame with rows, and from a key
//! to the frame that answers it.

use std::io::{Read as _, Write as _};
use std::path::{Path, PathBuf};
use std::sync::mpsc::{Receiver, channel};
use std::time::{Duration, Instant};

use anyhow::Context as _;
use portable_pty::{CommandBuilder, PtySize, native_pty_system};

/// How often the program is started.
const STARTS: usize = 7;
/// How many keys are typed in each.
const KEYS: usize = 20;
/// Longest wait for anything.
const PATIENCE: Duration = Duration::from_secs(30);
/// What no screen shows before it shows rows: the beginning of every source's name.
const ROW: &str = "Bench ";

/// What was measured; medians.
pub struct Frames {
    /// From the start of the process.
    pub first: Duration,
    /// From a key.
    pub key: Duration,
}

/// The program beside this example, if it was built.
pub fn program() -> Option<PathBuf> {
    let here = std::env::current_exe().ok()?;
    let program = here.parent()?.parent()?.join("jogan");
    program.is_file().then_some(program)
}

/// Opens the reader over a store, several times.
pub fn measure(program: &Path, folder: &Path, now: &str) -> anyhow::Result<Frames> {
    let (mut first, mut key) = (Vec::new(), Vec::new());
    for _ in 0..STARTS {
        let size = PtySize { rows: 45, cols: 160, pixel_width: 0, pixel_height: 0 };
        let pair = native_pty_system().openpty(size)?;
        let mut command = CommandBuilder::new(program);
        command.arg("--data-dir");
        command.arg(folder);
        command.args(["--now", now, "--lang", "en", "--offline"]);
        command.env("TERM", "xterm-256color");
        let begun = Instant::now();
        let mut child = pair.slave.spawn_command(command)?;
        drop(pair.slave);
        let output = listen(pair.master.try_clone_reader()?);
        let mut keyboard = pair.master.take_writer()?;
        let mut screen = vt100::Parser::new(size.rows, size.cols, 0);
        while !screen.screen().contents().contains(ROW) {
            let part = output.recv_timeout(PATIENCE).context("the reader shows no rows")?;
            screen.process(&part);
        }
        first.push(begun.elapsed());
        for number in 0..KEYS {
            quiet(&output);
            let begun = Instant::now();
            keyboard.write_all(if number % 2 == 0 { b"j" } else { b"k" })?;
            keyboard.flush()?;
            output.recv_timeout(PATIENCE).context("a key changes nothing")?;
            key.push(begun.elapsed());
        }
        child.kill()?;
        child.wait()?;
    }
    first.sort_unstable();
    key.sort_unstable();
    Ok(Frames { first: first[first.len() / 2], key: key[key.len() / 2] })
}

/// Hands on what the program writes, part by part.
fn listen(mut from: Box<dyn std::io::Read + Send>) -> Receiver<Vec<u8>> {
    let (give, output) = channel();
    std::thread::spawn(move || {
        let mut part = [0; 8192];
        while let Ok(read @ 1..) = from.read(&mut part) {
            if give.send(part[..read].to_vec()).is_err() {
                break;
            }
        }
    });
    output
}

/// Waits until the program has had nothing to write for a while.
fn quiet(output: &Receiver<Vec<u8>>) {
    while output.recv_timeout(Duration::from_millis(60)).is_ok() {}
}
