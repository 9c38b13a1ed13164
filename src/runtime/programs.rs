//! The user's own programs, run with their arguments as they are and never through a shell.

use std::io::Write as _;
use std::process::{Command, Stdio};

use tokio::sync::mpsc::UnboundedSender;

use crate::app::event::Event;
use crate::model::Phrase;

/// Runs a program beside the reader, with a text on its input if one is given; what goes wrong is
/// told.
pub(super) fn run(command: &[String], input: Option<String>, tell: &UnboundedSender<Event>) {
    let Some((program, arguments)) = command.split_first() else { return };
    // Whatever it prints would land on the screen.
    let child = Command::new(program)
        .args(arguments)
        .stdin(if input.is_some() { Stdio::piped() } else { Stdio::null() })
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn();
    let (program, tell) = (program.clone(), tell.clone());
    let mut child = match child {
        Ok(child) => child,
        Err(error) => {
            return failed(&tell, Phrase::new("app.program_not_started", &[&program, &error]));
        }
    };
    std::thread::spawn(move || {
        if let (Some(text), Some(mut pipe)) = (input, child.stdin.take()) {
            // A program that does not read all of it says so by how it ends.
            let _ = pipe.write_all(text.as_bytes());
        }
        match child.wait() {
            Ok(status) if status.success() => {}
            Ok(status) => failed(&tell, Phrase::new("app.program_failed", &[&program, &status])),
            Err(error) => failed(&tell, Phrase::new("app.program_lost", &[&program, &error])),
        }
    });
}

fn failed(tell: &UnboundedSender<Event>, why: Phrase) {
    // Nobody listens once the reader is closed.
    let _ = tell.send(Event::Failed(why));
}

#[cfg(test)]
mod tests {
    use tokio::sync::mpsc::unbounded_channel;

    use super::*;
    use crate::lang::Lang;

    #[test]
    fn a_program_that_is_not_there_or_fails_is_named() {
        for command in [vec!["jogan-no-such-program".to_owned()], vec!["false".to_owned()]] {
            let (tell, mut told) = unbounded_channel();
            run(&command, None, &tell);
            drop(tell);
            let Some(Event::Failed(why)) = told.blocking_recv() else { panic!("nothing told") };
            let why = why.say(Lang::En);
            assert!(why.contains(&command[0]), "{why}");
        }
    }

    #[test]
    fn a_program_takes_the_text_and_its_arguments_as_they_are() {
        let folder = tempfile::tempdir().expect("a folder");
        let file = folder.path().join("a b;c");
        let (tell, mut told) = unbounded_channel();
        let path = file.display().to_string();
        run(&["tee".to_owned(), path], Some("옮길 글 $(x)".to_owned()), &tell);
        drop(tell);
        assert_eq!(told.blocking_recv(), None, "it ended well");
        assert_eq!(std::fs::read_to_string(file).expect("a file"), "옮길 글 $(x)");
    }
}
