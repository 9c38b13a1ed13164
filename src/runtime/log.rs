//! What the program notes of its own doings: a file a day beside the store, a week of them, and never
//! a word of it on the screen. Only this program's own notes go there: what the crates below it say
//! of their requests may hold what is secret.

use std::fs::File;
use std::io::{Read as _, Seek as _, SeekFrom};
use std::path::{Path, PathBuf};

use tracing::level_filters::LevelFilter;
use tracing_appender::rolling::{RollingFileAppender, Rotation};
use tracing_subscriber::filter::Targets;
use tracing_subscriber::prelude::*;

use crate::text::clean;

/// The folder beside the store.
const FOLDER: &str = "logs";

/// Days that are kept.
const DAYS: usize = 7;

/// Lines that are shown.
const LINES: usize = 500;

/// Bytes at a file's end that are read for them.
const TAIL: u64 = 128 * 1024;

/// Characters of a line that are shown.
const LINE: usize = 1_000;

/// Begins to note beside a store that is there. Where no file can be written, nothing is noted: that
/// keeps nobody from reading.
pub fn start(data_dir: &Path) {
    let folder = data_dir.join(FOLDER);
    // Made here: the appender complains on stderr of a folder that is not there yet.
    if std::fs::create_dir_all(&folder).is_err() {
        return;
    }
    let appender = RollingFileAppender::builder()
        .rotation(Rotation::DAILY)
        .max_log_files(DAYS)
        .filename_prefix("jogan")
        .filename_suffix("log")
        .build(folder);
    let Ok(appender) = appender else { return };
    let own = Targets::new().with_target(env!("CARGO_PKG_NAME"), LevelFilter::INFO);
    let lines = tracing_subscriber::fmt::layer()
        .with_writer(appender)
        .with_ansi(false)
        .with_target(false)
        .with_filter(own);
    // Whoever begins twice goes on with the first.
    let _ = tracing_subscriber::registry().with(lines).try_init();
}

/// The last lines that were noted beside a store, the very last first.
pub(super) fn last(data_dir: &Path) -> Vec<String> {
    let mut files: Vec<PathBuf> = std::fs::read_dir(data_dir.join(FOLDER))
        .into_iter()
        .flatten()
        .flatten()
        .map(|entry| entry.path())
        .filter(|path| path.extension().is_some_and(|ending| ending == "log"))
        .collect();
    // Their names hold their days.
    files.sort();
    let mut lines = Vec::new();
    for file in files.iter().rev() {
        let text = tail(file).unwrap_or_default();
        lines.extend(text.lines().rev().map(|line| clean::line(line, LINE)));
        if lines.len() >= LINES {
            break;
        }
    }
    lines.truncate(LINES);
    lines
}

fn tail(path: &Path) -> std::io::Result<String> {
    let mut file = File::open(path)?;
    let from = file.metadata()?.len().saturating_sub(TAIL);
    file.seek(SeekFrom::Start(from))?;
    let mut bytes = Vec::new();
    file.read_to_end(&mut bytes)?;
    let text = String::from_utf8_lossy(&bytes).into_owned();
    // The first line may have been cut.
    Ok(match text.split_once('\n') {
        Some((_, rest)) if from > 0 => rest.to_owned(),
        _ => text,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_last_notes_of_all_days_come_first_and_hold_nothing_that_moves_a_cursor() {
        let folder = tempfile::tempdir().expect("a folder");
        assert!(last(folder.path()).is_empty());
        let logs = folder.path().join(FOLDER);
        std::fs::create_dir(&logs).expect("a folder");
        std::fs::write(logs.join("jogan.2026-03-04.log"), "one\ntwo\n").expect("written");
        std::fs::write(logs.join("jogan.2026-03-05.log"), "three \u{1b}[2J\n").expect("written");
        std::fs::write(logs.join("other.txt"), "no").expect("written");
        let lines = last(folder.path());
        assert!(lines[0].starts_with("three") && !lines[0].contains('\u{1b}'), "{lines:?}");
        assert_eq!(lines[1..], ["two", "one"]);
    }
}
