//! The browser: opens an address, as one argument and never through a shell.

use std::ffi::OsStr;
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use tokio::sync::mpsc::UnboundedSender;

use crate::app::event::Event;
use crate::model::Phrase;
use crate::text::address;

/// An opener that ran for longer than this had something open, however it ended.
const OPENED: Duration = Duration::from_secs(10);

/// Opens a web address; anything that is none is refused.
pub(super) fn open(written: &str, tell: &UnboundedSender<Event>) {
    let Some(url) = address::parse(written, None) else {
        return failed(tell, Phrase::new("app.no_address_to_open", &[&written]));
    };
    start(&url, tell, {
        let url = url.clone();
        move |why| Phrase::new("app.no_browser", &[&why, &url])
    });
}

/// Opens a file that this program wrote, with whatever opens such files here.
pub(super) fn show(file: &Path, tell: &UnboundedSender<Event>) {
    let shown = file.display().to_string();
    start(file, tell, move |why| Phrase::new("app.not_opened", &[&shown, &why]));
}

/// Tries what opens things here, one after another, on a thread of its own: some end only with the
/// browser.
fn start(
    what: impl AsRef<OsStr>,
    tell: &UnboundedSender<Event>,
    words: impl FnOnce(&str) -> Phrase + Send + 'static,
) {
    let (openers, tell) = (open::commands(what), tell.clone());
    std::thread::spawn(move || {
        if let Err(why) = first_that_opens(openers) {
            failed(&tell, words(&why));
        }
    });
}

fn first_that_opens(openers: Vec<Command>) -> Result<(), String> {
    let mut why = String::new();
    for mut opener in openers {
        // Whatever it prints would land on the screen.
        opener.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null());
        let name = opener.get_program().to_string_lossy().into_owned();
        let begun = Instant::now();
        match opener.status() {
            Ok(status) if status.success() || begun.elapsed() > OPENED => return Ok(()),
            Ok(status) => why = format!("{name}: {status}"),
            // What is not installed explains less than what failed.
            Err(error) if why.is_empty() => why = format!("{name}: {error}"),
            Err(_) => {}
        }
    }
    Err(why)
}

fn failed(tell: &UnboundedSender<Event>, why: Phrase) {
    // Nobody listens once the reader is closed.
    let _ = tell.send(Event::Failed(why));
}

#[cfg(test)]
mod tests {
    use tokio::sync::mpsc::unbounded_channel;

    use super::*;

    #[test]
    fn what_is_no_web_address_is_not_opened() {
        for written in ["file:///etc/passwd", "javascript:alert(1)", "--help", "", "mailto:a@b.c"] {
            let (tell, mut told) = unbounded_channel();
            open(written, &tell);
            assert!(matches!(told.try_recv(), Ok(Event::Failed(_))), "{written}");
        }
    }

    #[test]
    fn an_opener_that_fails_gives_way_to_the_next_and_the_last_is_told() {
        let openers = |names: &[&str]| names.iter().map(Command::new).collect();
        assert_eq!(first_that_opens(openers(&["jogan-no-such-program", "false", "true"])), Ok(()));
        let why = first_that_opens(openers(&["false", "jogan-no-such-program"]));
        assert!(why.expect_err("nothing opens").starts_with("false: exit status: 1"));
    }
}
