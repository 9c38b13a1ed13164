//! The user's own editor on a text: the one place that starts it.
//!
//! It knows nothing of what the text is; whoever calls it gives the terminal over before and takes
//! it back afterwards.

use std::ffi::OsString;
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};
use std::process::Command;

use crate::lang::Lang;
use crate::model::Phrase;
use crate::system;

/// Longest text that is read back, in bytes.
const LONGEST: u64 = 64 * 1024 * 1024;

/// Why a text was not edited.
#[derive(Debug, thiserror::Error)]
#[error("{}", self.phrase().say(Lang::En))]
pub enum EditorError {
    /// Neither variable names an editor.
    None,
    /// The variable cannot be split into words.
    Command(String),
    /// It does not start.
    Start {
        /// What was started.
        command: String,
        /// What the system said.
        source: io::Error,
    },
    /// It ended with an error; the text stays in its file.
    Failed {
        /// How it ended.
        status: std::process::ExitStatus,
        /// Where the text is.
        path: PathBuf,
    },
    /// The file cannot be written or read.
    File {
        /// The file.
        path: PathBuf,
        /// What the system said.
        source: io::Error,
    },
}

impl EditorError {
    /// What went wrong, with what, and what to do.
    pub fn phrase(&self) -> Phrase {
        match self {
            EditorError::None => Phrase::bare("failed.editor.none"),
            EditorError::Command(line) => Phrase::new("failed.editor.command", &[line]),
            EditorError::Start { command, source } => {
                Phrase::new("failed.editor.start", &[command, source])
            }
            EditorError::Failed { status, path } => {
                Phrase::new("failed.editor.failed", &[status, &path.display()])
            }
            EditorError::File { path, source } => {
                Phrase::new("failed.editor.file", &[&path.display(), source])
            }
        }
    }
}

/// The command in `$VISUAL`, else in `$EDITOR`, split into its words.
///
/// # Errors
/// Where neither is set, or its quotes do not match.
pub fn command(
    variable: impl Fn(&str) -> Option<OsString>,
) -> Result<(String, Vec<String>), EditorError> {
    let set = ["VISUAL", "EDITOR"].into_iter().find_map(|name| {
        variable(name)
            .map(|value| value.to_string_lossy().into_owned())
            .filter(|value| !value.trim().is_empty())
    });
    let line = set.ok_or(EditorError::None)?;
    let words = shell_words::split(&line).map_err(|_| EditorError::Command(line.clone()))?;
    let mut words = words.into_iter();
    let program = words.next().ok_or(EditorError::Command(line))?;
    Ok((program, words.collect()))
}

/// Has the user edit a text in a new file; gives what the text is then. The file stays, for whoever
/// asked to remove when the text found its place.
///
/// # Errors
/// [`EditorError`]; where the editor failed, the error names the file.
pub fn edit(
    (program, arguments): &(String, Vec<String>),
    path: &Path,
    text: &str,
) -> Result<String, EditorError> {
    let failed = |source| EditorError::File { path: path.to_owned(), source };
    let mut options = std::fs::OpenOptions::new();
    // What is written there is the user's alone, until it is kept.
    system::owners_alone(&mut options).write(true).create_new(true);
    let mut file = options.open(path).map_err(failed)?;
    file.write_all(text.as_bytes()).map_err(failed)?;
    drop(file);
    let status = match Command::new(program).args(arguments).arg(path).status() {
        Ok(status) => status,
        Err(source) => {
            // Nobody wrote anything there.
            let _ = std::fs::remove_file(path);
            return Err(EditorError::Start { command: program.clone(), source });
        }
    };
    if !status.success() {
        return Err(EditorError::Failed { status, path: path.to_owned() });
    }
    let length = std::fs::metadata(path).map_err(failed)?.len();
    if length > LONGEST {
        return Err(failed(io::ErrorKind::FileTooLarge.into()));
    }
    std::fs::read_to_string(path).map_err(failed)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn set(visual: &str, editor: &str) -> Result<(String, Vec<String>), EditorError> {
        command(|name| Some(OsString::from(if name == "VISUAL" { visual } else { editor })))
    }

    #[test]
    fn visual_goes_before_editor_and_is_split_as_a_shell_would() {
        let (program, arguments) = set("'my editor' --wait -c \"set tw=72\"", "vi").expect("words");
        assert_eq!(program, "my editor");
        assert_eq!(arguments, ["--wait", "-c", "set tw=72"]);
        assert_eq!(set("  ", "vi").expect("words").0, "vi");
        assert!(matches!(set("", ""), Err(EditorError::None)));
        assert!(matches!(set("vi 'x", ""), Err(EditorError::Command(_))));
    }

    #[cfg(unix)]
    #[test]
    fn what_the_editor_leaves_in_the_file_is_the_text() {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("note.md");
        let script = ["-c".to_owned(), "printf ' and more' >> \"$0\"".to_owned()];
        let append = ("sh".to_owned(), script.to_vec());
        assert_eq!(edit(&append, &path, "조간").expect("edited"), "조간 and more");
        let again = edit(&append, &path, "over it").expect_err("it is there");
        assert!(again.to_string().contains("note.md"), "{again}");
        assert_eq!(std::fs::read_to_string(&path).expect("read"), "조간 and more");
        let failing = ("sh".to_owned(), vec!["-c".to_owned(), "exit 3".to_owned()]);
        let path = folder.path().join("other.md");
        let error = edit(&failing, &path, "kept").expect_err("it failed");
        assert!(error.to_string().contains("other.md"), "{error}");
        let absent = ("jogan-no-such-editor".to_owned(), Vec::new());
        let path = folder.path().join("third.md");
        edit(&absent, &path, "kept").expect_err("it does not start");
        assert!(!path.exists(), "nobody wrote anything there");
    }
}
