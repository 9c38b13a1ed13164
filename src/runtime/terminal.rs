//! The terminal, taken over and given back: on quitting, on an error, on a panic, on a signal
//! that ends the program, and while it is suspended.

use std::io::{BufWriter, Stdout, Write as _, stdout};
use std::mem::ManuallyDrop;
use std::sync::Once;
use std::sync::mpsc::{Receiver, RecvTimeoutError};
use std::thread::JoinHandle;
use std::time::Duration;

use crossterm::clipboard::CopyToClipboard;
use crossterm::event::{
    DisableBracketedPaste, DisableFocusChange, DisableMouseCapture, EnableBracketedPaste,
    EnableFocusChange, EnableMouseCapture,
};
use crossterm::terminal::{
    EnterAlternateScreen, LeaveAlternateScreen, SetTitle, disable_raw_mode, enable_raw_mode,
};
use crossterm::{cursor, execute};
use ratatui::backend::CrosstermBackend;
use ratatui::layout::{Position, Rect};

use crate::app::layout::Size;
use crate::app::state::State;
use crate::system::{self, Calls};
use crate::text::clean;
use crate::ui;
use crate::ui::theme::Theme;

/// Within this the loop hears that the terminal is gone, unless it hears nothing any more.
const HEARD_WITHIN: Duration = Duration::from_secs(2);
/// Room for a whole frame, in bytes, so that it is one write: standard output alone would make
/// dozens of it, each of which the terminal may show by itself.
const FRAME: usize = 64 * 1024;
/// How long a stop that was asked for may take.
const STOPPING: Duration = Duration::from_millis(500);

/// Characters of a notice on the desktop, and of the window's title.
const NOTICE: usize = 300;

/// The terminal while the reader has it. Dropping it gives it back.
pub(super) struct Terminal {
    /// Never dropped: ratatui would report on stderr what fails then, and where the terminal is gone
    /// with stderr on it, such a report is a panic.
    screen: ManuallyDrop<ratatui::Terminal<CrosstermBackend<BufWriter<Stdout>>>>,
    /// Whether the mouse is heard.
    mouse: bool,
    /// What the window is called.
    title: String,
}

impl Terminal {
    /// Takes the terminal over.
    pub(super) fn enter(mouse: bool) -> std::io::Result<Terminal> {
        give_back_on_panic();
        take_over(mouse)?;
        let out = BufWriter::with_capacity(FRAME, stdout());
        match ratatui::Terminal::new(CrosstermBackend::new(out)) {
            Ok(screen) => {
                Ok(Terminal { screen: ManuallyDrop::new(screen), mouse, title: String::new() })
            }
            Err(error) => {
                give_back();
                Err(error)
            }
        }
    }

    pub(super) fn size(&self) -> std::io::Result<Size> {
        Ok(self.screen.size()?.into())
    }

    /// Draws the state; only what changed is written.
    pub(super) fn draw(&mut self, state: &State, theme: &Theme) -> std::io::Result<()> {
        self.screen.draw(|frame| ui::draw(frame, state, theme))?;
        let title = clean::line(&ui::title(state), NOTICE);
        if title != self.title {
            execute!(self.screen.backend_mut(), SetTitle(&title))?;
            self.title = title;
        }
        Ok(())
    }

    /// Writes what a picture is made of, over what stands there.
    pub(super) fn show(&mut self, escapes: &str) -> std::io::Result<()> {
        let out = self.screen.backend_mut();
        out.write_all(escapes.as_bytes())?;
        std::io::Write::flush(out)
    }

    /// Hears the mouse, or leaves it to the terminal.
    pub(super) fn hear_mouse(&mut self, heard: bool) -> std::io::Result<()> {
        self.mouse = heard;
        if heard {
            execute!(self.screen.backend_mut(), EnableMouseCapture)
        } else {
            execute!(self.screen.backend_mut(), DisableMouseCapture)
        }
    }

    /// Has everything drawn anew. (`clear` would ask the terminal for its cursor, and the answer
    /// would be read as keys.)
    pub(super) fn clear(&mut self) -> std::io::Result<()> {
        let size = self.screen.size()?;
        self.screen.resize(Rect::from((Position::ORIGIN, size)))
    }

    /// Has the terminal put a text on the clipboard (OSC 52), which works over ssh too.
    pub(super) fn copy(&mut self, text: &str) -> std::io::Result<()> {
        execute!(self.screen.backend_mut(), CopyToClipboard::to_clipboard_from(text))
    }

    /// Has the terminal tell something on the desktop (OSC 9), which works over ssh too.
    pub(super) fn notify(&mut self, text: &str) -> std::io::Result<()> {
        let out = self.screen.backend_mut();
        write!(out, "\x1b]9;{}\x1b\\", clean::line(text, NOTICE))?;
        out.flush()
    }

    /// Gives the terminal back to the shell and stops until the program is called again, which
    /// `called` tells. The stop may come only after it was asked for, and not at all where no shell
    /// could call the program again: then it goes on by itself.
    pub(super) async fn suspend(&mut self, called: &mut Calls) -> std::io::Result<()> {
        give_back();
        system::stop()?;
        let _ = tokio::time::timeout(STOPPING, called.come()).await;
        self.resume()
    }

    /// Gives the terminal to another program, until [`Terminal::resume`].
    #[expect(clippy::unused_self, reason = "only who has the terminal can give it away")]
    pub(super) fn leave(&mut self) {
        give_back();
    }

    /// Takes the terminal over again after the program was stopped.
    pub(super) fn resume(&mut self) -> std::io::Result<()> {
        take_over(self.mouse)?;
        self.title.clear();
        self.clear()
    }
}

impl Drop for Terminal {
    fn drop(&mut self) {
        give_back();
    }
}

fn take_over(mouse: bool) -> std::io::Result<()> {
    enable_raw_mode()?;
    let taken = execute!(stdout(), EnterAlternateScreen, EnableBracketedPaste, EnableFocusChange);
    let taken = match taken {
        Ok(()) if mouse => execute!(stdout(), EnableMouseCapture),
        other => other,
    };
    taken.inspect_err(|_| give_back())
}

/// Reports once the terminal is gone, from a thread that sleeps until then. Whoever started the
/// reader may take no notice and send no signal. And crossterm, if it reads the end of file before
/// this is heard, reads it for ever and lets the loop hear nothing any more: then the program is
/// ended here. What was typed lies in drafts by then, and what was acknowledged in the store.
///
/// The loop drops the other end of `listening` when it has heard.
pub(super) fn watch_for_its_end(
    report: impl FnOnce() + Send + 'static,
    listening: Receiver<()>,
) -> std::io::Result<JoinHandle<()>> {
    std::thread::Builder::new().name("terminal".into()).spawn(move || {
        system::wait_for_hang_up();
        report();
        if listening.recv_timeout(HEARD_WITHIN) == Err(RecvTimeoutError::Timeout) {
            tracing::warn!("the terminal is gone and the loop does not hear of it");
            std::process::exit(0);
        }
    })
}

/// Gives the terminal back. What fails cannot be mended here, and the rest is still tried.
fn give_back() {
    let mut out = stdout();
    let _ = execute!(
        out,
        DisableMouseCapture,
        DisableBracketedPaste,
        DisableFocusChange,
        LeaveAlternateScreen,
        cursor::Show
    );
    let _ = out.flush();
    let _ = disable_raw_mode();
}

/// Has a panic give the terminal back before it is reported, so that the report can be read.
fn give_back_on_panic() {
    static ONCE: Once = Once::new();
    ONCE.call_once(|| {
        let report = std::panic::take_hook();
        std::panic::set_hook(Box::new(move |panic| {
            give_back();
            tracing::error!(%panic, "panic");
            report(panic);
        }));
    });
}

#[cfg(test)]
mod tests {
    use std::io::Read as _;

    use portable_pty::{CommandBuilder, PtySize, native_pty_system};

    use super::*;

    #[test]
    #[ignore = "needs a terminal of its own; the test below gives it one"]
    fn panics_with_the_terminal_in_hand() {
        let _terminal = Terminal::enter(true).expect("a terminal");
        panic!("something nobody thought of");
    }

    #[test]
    fn a_panic_gives_the_terminal_back_before_it_is_reported() {
        let pair = native_pty_system().openpty(PtySize::default()).expect("a terminal");
        let mut command = CommandBuilder::new(std::env::current_exe().expect("this program"));
        let name = "runtime::terminal::tests::panics_with_the_terminal_in_hand";
        command.args(["--exact", name, "--ignored", "--nocapture"]);
        let mut child = pair.slave.spawn_command(command).expect("a program");
        drop(pair.slave);
        let mut output = pair.master.try_clone_reader().expect("its output");
        let mut raw = Vec::new();
        // A terminal whose program is gone reports an error instead of an end.
        let mut part = [0; 4096];
        while let Ok(read @ 1..) = output.read(&mut part) {
            raw.extend_from_slice(&part[..read]);
        }
        child.wait().expect("an exit code");
        let raw = String::from_utf8_lossy(&raw);
        let taken = raw.find("\u{1b}[?1049h").expect("the terminal was taken");
        let given = raw.find("\u{1b}[?1049l").expect("the terminal was given back");
        let reported = raw.find("something nobody thought of").expect("a report");
        assert!(taken < given && given < reported, "{raw}");
    }
}
