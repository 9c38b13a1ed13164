//! The reader in a real terminal: what it draws, where its cursor stands, and that the terminal
//! is given back however it ends.

use std::io::{Read as _, Write as _};
use std::path::Path;
use std::sync::mpsc::{Receiver, RecvTimeoutError, channel};
use std::time::{Duration, Instant};

use portable_pty::{Child, CommandBuilder, MasterPty, PtySize, native_pty_system};

/// Longest wait for anything; a machine under load is slow, a broken program is slower.
const PATIENCE: Duration = Duration::from_mins(1);

/// A program in a terminal of its own.
pub struct Screen {
    parser: vt100::Parser,
    output: Receiver<Vec<u8>>,
    pub raw: Vec<u8>,
    input: Box<dyn std::io::Write + Send>,
    child: Box<dyn Child + Send + Sync>,
    // Closing it would hang the program up.
    _master: Box<dyn MasterPty + Send>,
}

impl Screen {
    /// Runs a line of a shell with `JOGAN` standing for the program.
    pub fn shell(folder: &Path, line: &str) -> Screen {
        Screen::shell_of_size(folder, line, (100, 30))
    }

    /// The same in a terminal of so many columns and rows.
    pub fn shell_of_size(folder: &Path, line: &str, size: (u16, u16)) -> Screen {
        let mut command = CommandBuilder::new("bash");
        command.args(["--norc", "--noprofile", "-c", line]);
        Screen::start_of_size(folder, command, size)
    }

    pub fn start(folder: &Path, command: CommandBuilder) -> Screen {
        Screen::start_of_size(folder, command, (100, 30))
    }

    fn start_of_size(
        folder: &Path,
        mut command: CommandBuilder,
        (cols, rows): (u16, u16),
    ) -> Screen {
        let size = PtySize { rows, cols, pixel_width: 0, pixel_height: 0 };
        let pair = native_pty_system().openpty(size).expect("a terminal");
        command.env_clear();
        for (name, value) in [
            ("PATH", "/usr/local/bin:/usr/bin:/bin"),
            ("TERM", "xterm-256color"),
            ("LC_ALL", "C.UTF-8"),
            ("TZ", "UTC"),
            ("JOGAN_NOW", "2026-03-05T12:00:00Z"),
            ("JOGAN", env!("CARGO_BIN_EXE_jogan")),
            ("PS1", "ready> "),
        ] {
            command.env(name, value);
        }
        command.env("HOME", folder);
        command.cwd(folder);
        let child = pair.slave.spawn_command(command).expect("a program");
        drop(pair.slave);
        let mut reader = pair.master.try_clone_reader().expect("its output");
        let input = pair.master.take_writer().expect("its input");
        let (give, output) = channel();
        std::thread::spawn(move || {
            let mut part = [0; 8192];
            while let Ok(read @ 1..) = reader.read(&mut part) {
                if give.send(part[..read].to_vec()).is_err() {
                    break;
                }
            }
        });
        let parser = vt100::Parser::new(size.rows, size.cols, 0);
        Screen { parser, output, raw: Vec::new(), input, child, _master: pair.master }
    }

    pub fn type_in(&mut self, text: &str) {
        self.input.write_all(text.as_bytes()).expect("typed");
        self.input.flush().expect("typed");
    }

    pub fn text(&self) -> String {
        self.parser.screen().contents()
    }

    fn take(&mut self, part: &[u8]) {
        self.raw.extend_from_slice(part);
        self.parser.process(part);
    }

    /// Waits until the screen is as it should be.
    pub fn wait(&mut self, what: &str, is_so: impl Fn(&vt100::Screen) -> bool) {
        let until = Instant::now() + PATIENCE;
        while !is_so(self.parser.screen()) {
            let left = until.saturating_duration_since(Instant::now());
            match self.output.recv_timeout(left) {
                Ok(part) => self.take(&part),
                Err(error) => panic!("never saw {what} ({error}); the screen is\n{}", self.text()),
            }
        }
    }

    /// All that was written so far.
    pub fn raw_text(&self) -> String {
        String::from_utf8_lossy(&self.raw).into_owned()
    }

    /// Waits until something was written that may not be seen.
    pub fn wait_for_raw(&mut self, text: &str) {
        let until = Instant::now() + PATIENCE;
        while !self.raw_text().contains(text) {
            match self.output.recv_timeout(until.saturating_duration_since(Instant::now())) {
                Ok(part) => self.take(&part),
                Err(error) => panic!("never got {text:?} ({error})\n{}", self.text()),
            }
        }
    }

    pub fn wait_for(&mut self, text: &str) {
        self.wait(text, |screen| screen.contents().contains(text));
    }

    /// Waits until the program is gone and all it wrote is here; gives its exit code.
    pub fn end(&mut self) -> u32 {
        let until = Instant::now() + PATIENCE;
        loop {
            match self.output.recv_timeout(until.saturating_duration_since(Instant::now())) {
                Ok(part) => self.take(&part),
                Err(RecvTimeoutError::Disconnected) => break,
                Err(RecvTimeoutError::Timeout) => panic!("it never ended\n{}", self.text()),
            }
        }
        self.child.wait().expect("an exit code").exit_code()
    }

    /// Whether what was written last gave the terminal back. (Of pasting a shell has its own
    /// wishes.)
    fn gave_back(&self) -> bool {
        let raw = String::from_utf8_lossy(&self.raw);
        let last = |code: &str| raw.rfind(code);
        last("\u{1b}[?1049l") > last("\u{1b}[?1049h")
            && last("\u{1b}[?25h") > last("\u{1b}[?25l")
            && last("\u{1b}[?1000l") > last("\u{1b}[?1000h")
    }

    /// The program's process number.
    pub fn process(&self) -> u32 {
        self.child.process_id().expect("a process")
    }

    pub fn signal(&self, name: &str) {
        let pid = self.process().to_string();
        let sent = std::process::Command::new("kill").args([name, &pid]).status();
        assert!(sent.expect("kill runs").success());
    }
}

/// The sample edition, as the program's own process.
fn sample(folder: &Path) -> Screen {
    let mut command = CommandBuilder::new(env!("CARGO_BIN_EXE_jogan"));
    command.args(["demo", "--offline"]);
    let mut screen = Screen::start(folder, command);
    screen.wait_for("sample edition");
    screen
}

#[test]
fn it_opens_quits_and_leaves_the_terminal_as_it_was() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut screen =
        Screen::shell(folder.path(), "stty -a >before; \"$JOGAN\" demo; stty -a >after");
    screen.wait_for("sample edition");
    screen.wait_for("1 Research");
    screen.type_in("q");
    assert_eq!(screen.end(), 0);
    assert!(screen.gave_back());
    let settings = |name| std::fs::read_to_string(folder.path().join(name)).expect("settings");
    assert_eq!(settings("before"), settings("after"));
}

#[test]
fn signals_that_end_it_give_the_terminal_back() {
    for signal in ["-TERM", "-HUP", "-INT", "-QUIT"] {
        let folder = tempfile::tempdir().expect("a folder");
        let mut screen = sample(folder.path());
        screen.signal(signal);
        assert_eq!(screen.end(), 0, "{signal}");
        assert!(screen.gave_back(), "{signal}");
    }
}

#[test]
fn hangul_typed_into_a_note_stands_before_the_cursor_and_is_kept() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut screen = sample(folder.path());
    screen.type_in("e");
    screen.wait_for("Note");
    screen.type_in("핵심");
    screen.wait("the typed text and the cursor after it", |screen| {
        let (row, column) = screen.cursor_position();
        let line = screen.contents_between(row, 0, row, column);
        line.trim() == "핵심" && column == 3 + 4 && !screen.hide_cursor()
    });
    screen.type_in("\u{13}");
    screen.wait_for("Note kept");
    screen.type_in("gn");
    screen.wait_for("With notes 1");
    screen.type_in("\u{3}");
    assert_eq!(screen.end(), 0);
}

#[test]
fn control_z_gives_the_shell_back_and_fg_the_reader() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut command = CommandBuilder::new("bash");
    command.args(["--norc", "--noprofile", "-i"]);
    let mut screen = Screen::start(folder.path(), command);
    screen.wait_for("ready>");
    screen.type_in("\"$JOGAN\" demo\n");
    screen.wait_for("sample edition");
    screen.type_in("\u{1a}");
    screen.wait_for("Stopped");
    assert!(screen.gave_back());
    screen.type_in("fg\n");
    screen.wait_for("sample edition");
    screen.type_in("j");
    screen.wait_for("2/");
    screen.type_in("q");
    screen.wait("the shell's prompt", |screen| screen.contents().trim_end().ends_with("ready>"));
    screen.type_in("exit\n");
    assert_eq!(screen.end(), 0);
    assert!(screen.gave_back());
}

#[test]
fn an_idle_reader_writes_nothing() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut screen = sample(folder.path());
    screen.wait_for("sources");
    // What was asked for after the first frame may still come in.
    while let Ok(part) = screen.output.recv_timeout(Duration::from_millis(700)) {
        screen.take(&part);
    }
    let silence = screen.output.recv_timeout(Duration::from_millis(1_500));
    assert!(matches!(silence, Err(RecvTimeoutError::Timeout)), "{silence:?}");
    screen.type_in("q");
    assert_eq!(screen.end(), 0);
}

#[test]
fn a_reader_whose_terminal_is_gone_ends_even_if_nobody_tells_it() {
    let folder = tempfile::tempdir().expect("a folder");
    let pair = native_pty_system().openpty(PtySize::default()).expect("a terminal");
    let mut command = CommandBuilder::new("bash");
    // The shell hears of the hang-up, takes no notice and waits for the reader.
    let line = "trap '' HUP; \"$JOGAN\" demo --offline 2>errors; echo $? >ended";
    command.args(["--norc", "--noprofile", "-c", line]);
    command.env("JOGAN", env!("CARGO_BIN_EXE_jogan"));
    command.env("HOME", folder.path());
    command.cwd(folder.path());
    let mut shell = pair.slave.spawn_command(command).expect("a shell");
    drop(pair.slave);
    let mut output = pair.master.try_clone_reader().expect("its output");
    let (mut seen, mut part) = (Vec::new(), [0; 8192]);
    while !String::from_utf8_lossy(&seen).contains("sample edition") {
        let read = output.read(&mut part).expect("the first screen");
        assert_ne!(read, 0, "{}", String::from_utf8_lossy(&seen));
        seen.extend_from_slice(&part[..read]);
    }
    drop((output, pair.master));
    shell.wait().expect("the shell's end");
    let left = |name| std::fs::read_to_string(folder.path().join(name)).expect("left");
    assert_eq!((left("ended"), left("errors")), ("0\n".to_owned(), String::new()));
}
