//! What the program notes of its own doings: a file a day beside the store, a week of them, and never
//! a word of it on the screen. Only this program's own notes go there: what the crates below it say
//! of their requests may hold what is secret.

use std::fs::{File, OpenOptions};
use std::io::{self, Read as _, Seek as _, SeekFrom, Write};
use std::path::{Path, PathBuf};
use std::sync::Mutex;

use tracing::level_filters::LevelFilter;
use tracing_subscriber::filter::Targets;
use tracing_subscriber::prelude::*;

use crate::model::Day;
use crate::system;
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
    let files = Daily { folder: data_dir.join(FOLDER), today: None };
    let own = Targets::new().with_target(env!("CARGO_PKG_NAME"), LevelFilter::INFO);
    let lines = tracing_subscriber::fmt::layer()
        .with_writer(Mutex::new(files))
        .with_ansi(false)
        .with_target(false)
        // It would complain on the screen.
        .log_internal_errors(false)
        .with_filter(own);
    // Whoever begins twice goes on with the first.
    let _ = tracing_subscriber::registry().with(lines).try_init();
}

/// A file a day, its owner's alone, of which so many are kept.
struct Daily {
    folder: PathBuf,
    /// The file that is written, and its day.
    today: Option<(Day, File)>,
}

impl Daily {
    /// The file of a day.
    fn of(&mut self, day: Day) -> io::Result<&mut File> {
        let file = match self.today.take() {
            Some((of, file)) if of == day => file,
            Some(_) | None => self.begin(day)?,
        };
        Ok(&mut self.today.insert((day, file)).1)
    }

    /// Begins a file, or goes on with it, and lets go of the oldest.
    fn begin(&self, day: Day) -> io::Result<File> {
        system::make_folder(&self.folder)?;
        let path = self.folder.join(format!("jogan.{day}.log"));
        let file = system::owners_alone(OpenOptions::new().create(true).append(true)).open(path)?;
        let files = files(&self.folder);
        for old in &files[..files.len().saturating_sub(DAYS)] {
            // It goes another day.
            let _ = std::fs::remove_file(old);
        }
        Ok(file)
    }
}

impl Write for Daily {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.of(chrono::Utc::now().date_naive())?.write(bytes)
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

/// The files in a folder, in the order of their days, which their names hold.
fn files(folder: &Path) -> Vec<PathBuf> {
    let mut files: Vec<PathBuf> = std::fs::read_dir(folder)
        .into_iter()
        .flatten()
        .flatten()
        .map(|entry| entry.path())
        .filter(|path| path.extension().is_some_and(|ending| ending == "log"))
        .collect();
    files.sort();
    files
}

/// The last lines that were noted beside a store, the very last first.
pub(super) fn last(data_dir: &Path) -> Vec<String> {
    let files = files(&data_dir.join(FOLDER));
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
    fn a_week_of_files_is_kept_each_its_owners_alone() {
        use std::os::unix::fs::PermissionsExt as _;
        let folder = tempfile::tempdir().expect("a folder");
        let mut daily = Daily { folder: folder.path().join(FOLDER), today: None };
        let first: Day = "2026-03-01".parse().expect("a day");
        for day in first.iter_days().take(10) {
            for line in ["one\n", "two\n"] {
                daily.of(day).expect("a file").write_all(line.as_bytes()).expect("written");
            }
        }
        let files = files(&daily.folder);
        assert_eq!(files.len(), DAYS);
        assert!(files[0].ends_with("jogan.2026-03-04.log"), "{files:?}");
        assert_eq!(std::fs::read_to_string(&files[6]).expect("read"), "one\ntwo\n");
        let mode = |path: &Path| std::fs::metadata(path).expect("there").permissions().mode();
        assert_eq!(mode(&files[6]) & 0o777, 0o600);
        assert_eq!(mode(&daily.folder) & 0o777, 0o700);
    }

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
