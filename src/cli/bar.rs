//! How far a long work is, on a terminal: nothing within the first second, and nothing where standard
//! error is no terminal or one that cannot take a line back.

use std::io::{IsTerminal as _, Write as _};
use std::sync::mpsc::{self, RecvTimeoutError};
use std::time::{Duration, Instant};

use crate::lang::{Lang, say};

/// Cells of the bar.
const CELLS: usize = 24;

/// What takes less is not shown.
const LONG: Duration = Duration::from_secs(1);

/// Between two looks.
const PAUSE: Duration = Duration::from_millis(100);

/// A work and how far it is.
#[derive(Debug)]
pub(super) struct Bar {
    /// How much there is, if that is known.
    total: Option<usize>,
    done: usize,
    began: Instant,
    drawn: Option<Instant>,
    shown: bool,
    lang: Lang,
}

impl Bar {
    pub(super) fn of(total: Option<usize>, lang: Lang) -> Bar {
        let shown = is_drawable();
        Bar { total, done: 0, began: Instant::now(), drawn: None, shown, lang }
    }

    /// So much is done now.
    pub(super) fn at(&mut self, done: usize) {
        self.done = done;
        let spent = self.began.elapsed();
        if !self.shown || spent < LONG || self.drawn.is_some_and(|drawn| drawn.elapsed() < PAUSE) {
            return;
        }
        self.drawn = Some(Instant::now());
        // A bar that cannot be drawn is missed by nobody.
        let _ = write!(std::io::stderr(), "\r\u{1b}[K{}", line(done, self.total, spent, self.lang));
    }

    /// Takes it off, before other words or for good.
    pub(super) fn clear(&self) {
        if self.drawn.is_some() {
            erase();
        }
    }
}

impl Drop for Bar {
    fn drop(&mut self) {
        self.clear();
    }
}

/// Takes off whatever is drawn.
pub(super) fn erase() {
    if is_drawable() {
        // What cannot be taken off is seen by nobody.
        let _ = write!(std::io::stderr(), "\r\u{1b}[K");
    }
}

/// Whether a line can be drawn on standard error and taken back.
fn is_drawable() -> bool {
    std::io::stderr().is_terminal() && can_erase(std::env::var("TERM").ok().as_deref())
}

/// Whether a terminal of that name knows the sequence that erases a line.
fn can_erase(terminal: Option<&str>) -> bool {
    terminal.is_some_and(|name| !name.is_empty() && name != "dumb")
}

/// The bar with how much is done, and about how long the rest takes.
fn line(done: usize, total: Option<usize>, spent: Duration, lang: Lang) -> String {
    let Some(total) = total.filter(|total| *total > 0) else {
        return say(lang, "progress.count", &[&done]).into_owned();
    };
    let done = done.min(total);
    let full = CELLS * done / total;
    let (full, empty) = ("━".repeat(full), "─".repeat(CELLS - full));
    let left = spent.as_secs_f64() * (total - done) as f64 / done.max(1) as f64;
    let left = say(lang, "progress.left", &[&format!("{left:.0}")]);
    format!("{full}{empty} {done}/{total} {left}")
}

/// Does a work that cannot say how far it is, and tells on a terminal what it is and how long it has
/// been going.
pub(super) fn busy<T>(what: &str, lang: Lang, work: impl FnOnce() -> T) -> T {
    if !is_drawable() {
        return work();
    }
    let (working, ended) = mpsc::channel::<()>();
    std::thread::scope(move |scope| {
        scope.spawn(move || {
            let (began, mut drawn) = (Instant::now(), false);
            // The channel closes when the work is done, or has panicked.
            while ended.recv_timeout(PAUSE) == Err(RecvTimeoutError::Timeout) {
                let spent = began.elapsed();
                if spent >= LONG {
                    drawn = true;
                    let spent = spent.as_secs();
                    let said = say(lang, "progress.spent", &[&what, &spent]);
                    // What cannot be drawn is missed by nobody.
                    let _ = write!(std::io::stderr(), "\r\u{1b}[K{said}");
                }
            }
            if drawn {
                erase();
            }
        });
        let done = work();
        drop(working);
        done
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_bar_tells_how_far_it_is_and_how_long_it_takes() {
        let line = |done, total| line(done, total, Duration::from_secs(3), Lang::En);
        assert!(line(25, Some(100)).starts_with("━━━━━━──────────────────"));
        assert!(line(25, Some(100)).contains("25/100") && line(25, Some(100)).contains("9 s"));
        assert!(line(0, Some(100)).contains("0/100"));
        assert!(line(200, Some(100)).contains("100/100"));
        assert!(line(7, None).contains('7'));
    }

    #[test]
    fn nothing_is_drawn_where_it_cannot_be_taken_back() {
        assert!(can_erase(Some("xterm-256color")));
        assert!(!can_erase(Some("dumb")) && !can_erase(Some("")) && !can_erase(None));
    }
}
