//! What was typed and is not kept yet, as files beside the store: they outlive a program that is
//! killed, and take what the store refuses. A draft is named for what it is about (`item-17.md`),
//! is written whole or not at all, and goes when its text was kept. While the user's own editor
//! works on a text, it lies in a file that also names the process which waits for the editor
//! (`item-17.editing.4711-1.md`): once that is gone, whatever lies there was left.
//!
//! This room knows the folder and nothing of what a note or an idea is.

use std::hash::{BuildHasher as _, RandomState};
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};

use crate::export::file::{self, WriteError};
use crate::model::Moment;
use crate::system;

/// Longest draft that is read back, in bytes.
const LONGEST: u64 = 64 * 1024 * 1024;

/// What stands in a file's name between a draft's and the process that waits for the editor.
const EDITING: &str = ".editing";

/// A text that was typed and left.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Left {
    /// What it is about.
    pub name: String,
    /// Its file.
    pub path: PathBuf,
    /// What was typed.
    pub text: String,
    /// When it was written last.
    pub written: Moment,
}

/// Where drafts lie in a data folder.
pub fn folder(data_dir: &Path) -> PathBuf {
    data_dir.join("drafts")
}

/// The file of a draft.
pub fn path(data_dir: &Path, name: &str) -> PathBuf {
    folder(data_dir).join(format!("{name}.md"))
}

/// A file that is not there yet, for the user's own editor to work on a text.
pub fn editing(data_dir: &Path, name: &str) -> PathBuf {
    let process = std::process::id();
    let file = |number: u32| format!("{name}{EDITING}.{process}-{number}.md");
    let paths = (1..).map(|number| folder(data_dir).join(file(number)));
    // Numbers do not end.
    paths.into_iter().find(|path| path.symlink_metadata().is_err()).unwrap_or_default()
}

/// A number for what is begun and has none yet, as good as never the same twice. It is short
/// enough for other programs that read it.
pub fn new_key() -> i64 {
    let random = RandomState::new().hash_one(std::process::id());
    i64::try_from(random >> 16).unwrap_or(0).max(1)
}

/// Writes a draft in place of the one before; gives its file.
///
/// # Errors
/// Where the folder cannot be written.
pub fn keep(data_dir: &Path, name: &str, text: &str) -> Result<PathBuf, WriteError> {
    let path = path(data_dir, name);
    make_folder(data_dir).map_err(|cause| WriteError::Io { path: path.clone(), cause })?;
    file::replace_private(&path, text.as_bytes())?;
    Ok(path)
}

/// As [`keep`], in the system's folder for temporary files where the data folder takes nothing:
/// under a name that nobody can foresee, for the user's eyes alone.
///
/// # Errors
/// Where neither can be written; what the data folder said.
pub fn keep_somewhere(data_dir: &Path, name: &str, text: &str) -> Result<PathBuf, WriteError> {
    keep(data_dir, name, text).or_else(|error| {
        let aside = || -> io::Result<PathBuf> {
            let prefix = format!("jogan-{name}-");
            let mut file = tempfile::Builder::new().prefix(&prefix).suffix(".md").tempfile()?;
            file.write_all(text.as_bytes())?;
            file.as_file().sync_all()?;
            Ok(file.keep()?.1)
        };
        aside().map_err(|_| error)
    })
}

/// Makes the folder: its owner's alone, as notes are private.
///
/// # Errors
/// Where the data folder cannot be written.
pub fn make_folder(data_dir: &Path) -> io::Result<()> {
    system::make_folder(&folder(data_dir))
}

/// Removes a draft, if it is there.
///
/// # Errors
/// Where the folder cannot be written.
pub fn drop(data_dir: &Path, name: &str) -> io::Result<()> {
    match std::fs::remove_file(path(data_dir, name)) {
        Err(error) if error.kind() != io::ErrorKind::NotFound => Err(error),
        Ok(()) | Err(_) => Ok(()),
    }
}

/// All that was left, the latest first: drafts, and what an editor wrote for which nobody waits any
/// more. What cannot be read is passed over: it stays where it is.
pub fn all(data_dir: &Path) -> Vec<Left> {
    let Ok(entries) = std::fs::read_dir(folder(data_dir)) else { return Vec::new() };
    let mut left: Vec<Left> = entries
        .flatten()
        .filter_map(|entry| {
            let file = entry.file_name();
            let name = file.to_str()?.strip_suffix(".md").filter(|name| !name.starts_with('.'))?;
            let name = match name.split_once(EDITING) {
                Some((_, process)) if is_waited_for(process) => return None,
                Some((name, _)) => name,
                None => name,
            };
            let data = entry.metadata().ok().filter(|data| data.len() <= LONGEST)?;
            Some(Left {
                name: name.to_owned(),
                text: std::fs::read_to_string(entry.path()).ok()?,
                path: entry.path(),
                written: data.modified().ok()?.into(),
            })
        })
        .collect();
    left.sort_by(|one, other| other.written.cmp(&one.written).then(one.path.cmp(&other.path)));
    left
}

/// All that was left of one name, the latest first.
pub fn of(data_dir: &Path, name: &str) -> Vec<Left> {
    all(data_dir).into_iter().filter(|left| left.name == name).collect()
}

/// Removes what was read and found its place; what was written again since then stays.
pub fn settle(left: &[Left]) {
    for Left { path, text, .. } in left {
        if std::fs::read_to_string(path).is_ok_and(|now| now == *text) {
            // What cannot be removed is offered once more, which loses nothing.
            let _ = std::fs::remove_file(path);
        }
    }
}

/// What was left, and below it the text that stands, as one text; what holds another whole stands
/// for both.
pub fn joined(left: &[Left], stands: &str) -> String {
    let mut texts: Vec<&str> = Vec::new();
    for text in left.iter().map(|left| left.text.as_str()).chain([stands]) {
        let text = text.trim_end_matches('\n');
        if texts.iter().all(|before| !before.contains(text.trim())) {
            texts.retain(|before| !text.contains(before.trim()));
            texts.push(text);
        }
    }
    texts.join("\n\n---\n\n")
}

/// Whether the process that an editor's file names, such as `.4711-1`, still waits for the editor.
fn is_waited_for(process: &str) -> bool {
    let number = process.trim_start_matches('.').split('-').next();
    let process = number.and_then(|number| number.parse().ok());
    // This one waits for one editor at a time, and is not asked meanwhile.
    process.is_some_and(|process| process != std::process::id() && !system::is_gone(process))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn texts(left: &[Left]) -> Vec<(&str, &str)> {
        left.iter().map(|left| (left.name.as_str(), left.text.as_str())).collect()
    }

    #[test]
    fn a_draft_is_there_until_it_is_dropped() {
        let folder = tempfile::tempdir().expect("a folder");
        assert!(all(folder.path()).is_empty());
        keep(folder.path(), "item-7", "half").expect("kept");
        let file = keep(folder.path(), "item-7", "half a thought").expect("kept");
        assert!(file.ends_with("drafts/item-7.md"));
        assert_eq!(texts(&all(folder.path())), [("item-7", "half a thought")]);
        drop(folder.path(), "item-7").expect("dropped");
        drop(folder.path(), "item-7").expect("nothing to drop");
        assert!(all(folder.path()).is_empty());
    }

    #[cfg(unix)]
    #[test]
    fn what_the_data_folder_does_not_take_goes_elsewhere_for_its_owner_alone() {
        use std::os::unix::fs::PermissionsExt as _;
        let folder = tempfile::tempdir().expect("a folder");
        std::fs::write(folder.path().join("drafts"), "in the way").expect("written");
        let keep = || keep_somewhere(folder.path(), "item-7", "text").expect("kept");
        let (file, other) = (keep(), keep());
        assert_ne!(file, other, "nobody can foresee its name");
        for file in [file, other] {
            assert_eq!(std::fs::read_to_string(&file).expect("read"), "text");
            let mode = std::fs::metadata(&file).expect("it is there").permissions().mode();
            assert_eq!(mode & 0o777, 0o600);
            std::fs::remove_file(file).expect("removed");
        }
    }

    #[test]
    fn an_editors_file_was_left_once_nobody_waits_for_it() {
        let data_dir = tempfile::tempdir().expect("a folder");
        let at = data_dir.path();
        make_folder(at).expect("made");
        let write = |name: &str| {
            std::fs::write(folder(at).join(name), name).expect("written");
        };
        // The first process is never gone, and no process has a number as high as the second.
        write("item-1.editing.1-1.md");
        write("item-2.editing.999999999-1.md");
        write("item-3.editing.md");
        let mut names: Vec<String> = all(at).into_iter().map(|left| left.name).collect();
        names.sort();
        assert_eq!(names, ["item-2", "item-3"]);
        let own = editing(at, "item-4");
        std::fs::write(&own, "mine").expect("written");
        assert_ne!(editing(at, "item-4"), own, "nothing that was left is written over");
        assert_eq!(texts(&of(at, "item-4")), [("item-4", "mine")]);
    }

    #[test]
    fn what_was_written_again_since_it_was_read_is_not_removed() {
        let folder = tempfile::tempdir().expect("a folder");
        keep(folder.path(), "item-1", "one").expect("kept");
        keep(folder.path(), "item-2", "one").expect("kept");
        let left = all(folder.path());
        keep(folder.path(), "item-2", "two").expect("kept");
        settle(&left);
        assert_eq!(texts(&all(folder.path())), [("item-2", "two")]);
    }

    #[test]
    fn texts_are_joined_without_what_another_of_them_holds() {
        let left = |text: &str| Left {
            name: "item-1".into(),
            path: PathBuf::new(),
            text: text.into(),
            written: Moment::default(),
        };
        assert_eq!(joined(&[], "note"), "note");
        assert_eq!(joined(&[left("note and more\n")], "note"), "note and more");
        assert_eq!(joined(&[left("note")], "note and more"), "note and more");
        assert_eq!(joined(&[left("one")], "two"), "one\n\n---\n\ntwo");
        assert_eq!(joined(&[left("one"), left("one")], ""), "one");
    }
}
