//! The program itself in a terminal: from its start to the first frame with rows, and from a key
//! to the frame that answers it.

use std::io::{Read as _, Write as _};
use std::path::{Path, PathBuf};
use std::sync::mpsc::{Receiver, RecvTimeoutError, channel};
use std::time::{Duration, Instant};

use anyhow::Context as _;
use portable_pty::{Child, CommandBuilder, MasterPty, PtySize, native_pty_system};

/// How often the program is started.
const STARTS: usize = 7;
/// How many keys are typed in each.
const KEYS: usize = 20;
/// Longest wait for anything.
const PATIENCE: Duration = Duration::from_secs(30);
/// A terminal that is silent for so long has drawn what it had to draw.
const QUIET: Duration = Duration::from_millis(60);
/// Longest wait for silence: while sources are asked there may be none.
const NO_SILENCE: Duration = Duration::from_millis(400);
/// What no screen shows before it shows rows: the beginning of every source's name.
pub const ROW: &str = "Bench ";

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
        let begun = Instant::now();
        let mut terminal = Terminal::open(program, folder, now, true)?;
        terminal.wait_for(ROW)?;
        first.push(begun.elapsed());
        for number in 0..KEYS {
            terminal.quiet();
            let begun = Instant::now();
            terminal.type_in(if number % 2 == 0 { "j" } else { "k" })?;
            terminal.hear().context("a key changes nothing")?;
            key.push(begun.elapsed());
        }
    }
    first.sort_unstable();
    key.sort_unstable();
    Ok(Frames { first: first[first.len() / 2], key: key[key.len() / 2] })
}

/// The program in a terminal of its own; it ends with this value.
pub struct Terminal {
    child: Box<dyn Child + Send + Sync>,
    keyboard: Box<dyn std::io::Write + Send>,
    output: Receiver<Vec<u8>>,
    screen: vt100::Parser,
    /// The terminal is there for as long as this is.
    _master: Box<dyn MasterPty + Send>,
}

impl Terminal {
    /// Starts the program over a store.
    pub fn open(program: &Path, folder: &Path, now: &str, offline: bool) -> anyhow::Result<Self> {
        let size = PtySize { rows: 45, cols: 160, pixel_width: 0, pixel_height: 0 };
        let pair = native_pty_system().openpty(size)?;
        let mut command = CommandBuilder::new(program);
        command.arg("--data-dir");
        command.arg(folder);
        command.args(["--now", now, "--lang", "en"]);
        if offline {
            command.arg("--offline");
        }
        command.env("TERM", "xterm-256color");
        // Nobody's own settings or sources.
        command.env("XDG_CONFIG_HOME", folder.join("config"));
        let child = pair.slave.spawn_command(command)?;
        drop(pair.slave);
        let output = listen(pair.master.try_clone_reader()?);
        let keyboard = pair.master.take_writer()?;
        let screen = vt100::Parser::new(size.rows, size.cols, 0);
        Ok(Terminal { child, keyboard, output, screen, _master: pair.master })
    }

    /// What stands there, as far as it was heard.
    pub fn screen(&self) -> &vt100::Screen {
        self.screen.screen()
    }

    /// What stands below the header and the titles, whose numbers change by themselves.
    pub fn below_titles(&self) -> String {
        let contents = self.screen().contents();
        contents.lines().skip(2).collect::<Vec<_>>().join("\n")
    }

    /// Types.
    pub fn type_in(&mut self, keys: &str) -> anyhow::Result<()> {
        self.keyboard.write_all(keys.as_bytes())?;
        self.keyboard.flush()?;
        Ok(())
    }

    /// Waits for the next that the program writes.
    pub fn hear(&mut self) -> anyhow::Result<()> {
        let part = self.output.recv_timeout(PATIENCE).context("the reader shows nothing")?;
        self.screen.process(&part);
        Ok(())
    }

    /// Waits until a text stands there.
    pub fn wait_for(&mut self, text: &str) -> anyhow::Result<()> {
        while !self.screen().contents().contains(text) {
            self.hear()?;
        }
        Ok(())
    }

    /// Waits until the program has had nothing to write for a while.
    pub fn quiet(&mut self) {
        let begun = Instant::now();
        while begun.elapsed() < NO_SILENCE {
            match self.output.recv_timeout(QUIET) {
                Ok(part) => self.screen.process(&part),
                Err(RecvTimeoutError::Timeout | RecvTimeoutError::Disconnected) => return,
            }
        }
    }

    /// How often its threads have been woken.
    pub fn wakes(&self) -> anyhow::Result<u64> {
        let tasks = format!("/proc/{}/task", self.child.process_id().context("no process")?);
        let mut wakes = 0;
        for task in std::fs::read_dir(tasks)?.flatten() {
            let status = std::fs::read_to_string(task.path().join("status"))?;
            wakes += number(&status, "voluntary_ctxt_switches:").unwrap_or(0);
        }
        Ok(wakes)
    }

    /// Prints what it holds in memory.
    pub fn memory(&self, when: &str) -> anyhow::Result<()> {
        let id = self.child.process_id().context("no process")?;
        let status = std::fs::read_to_string(format!("/proc/{id}/status"))?;
        let megabytes = |name| number(&status, name).unwrap_or(0) / 1024;
        let (all, own) = (megabytes("VmRSS:"), megabytes("RssAnon:"));
        println!("  memory, {when}: {all} MB, {own} MB of it its own");
        Ok(())
    }
}

impl Drop for Terminal {
    fn drop(&mut self) {
        // It may have ended by itself.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// The number behind a name, on a line of its own.
fn number(status: &str, name: &str) -> Option<u64> {
    let rest = status.lines().find_map(|line| line.strip_prefix(name))?;
    rest.split_whitespace().next()?.parse().ok()
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
