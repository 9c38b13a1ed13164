//! What was typed and is not kept yet, as files beside the store: they outlive a program that is
//! killed, and take what the store refuses. A draft is named for what it is about (`item-17.md`),
//! is written whole or not at all, and goes when its text was kept.
//!
//! This room knows the folder and nothing of what a note or an idea is.

use std::io;
use std::path::{Path, PathBuf};

use crate::export::file::{self, WriteError};

/// Longest draft that is read back, in bytes.
const LONGEST: u64 = 64 * 1024 * 1024;

/// Where drafts lie in a data folder.
pub fn folder(data_dir: &Path) -> PathBuf {
    data_dir.join("drafts")
}

/// The file of a draft.
pub fn path(data_dir: &Path, name: &str) -> PathBuf {
    folder(data_dir).join(format!("{name}.md"))
}

/// Writes a draft in place of the one before; gives its file.
///
/// # Errors
/// Where the folder cannot be written.
pub fn keep(data_dir: &Path, name: &str, text: &str) -> Result<PathBuf, WriteError> {
    let path = path(data_dir, name);
    std::fs::create_dir_all(folder(data_dir))
        .map_err(|cause| WriteError::Io { path: path.clone(), cause })?;
    file::write(&path, text.as_bytes(), true)?;
    Ok(path)
}

/// As [`keep`], in the system's folder for temporary files where the data folder takes nothing.
///
/// # Errors
/// Where neither can be written; what the data folder said.
pub fn keep_somewhere(data_dir: &Path, name: &str, text: &str) -> Result<PathBuf, WriteError> {
    keep(data_dir, name, text).or_else(|error| {
        let other = std::env::temp_dir().join(format!("jogan-{name}.md"));
        file::write(&other, text.as_bytes(), true).map(|()| other).map_err(|_| error)
    })
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

/// All drafts there are, by name. What cannot be read is passed over: it stays where it is.
pub fn all(data_dir: &Path) -> Vec<(String, String)> {
    let Ok(entries) = std::fs::read_dir(folder(data_dir)) else { return Vec::new() };
    let mut drafts: Vec<(String, String)> = entries
        .flatten()
        .filter_map(|entry| {
            let name = entry.file_name().to_str()?.strip_suffix(".md")?.to_owned();
            let is_own = !name.starts_with('.') && entry.metadata().ok()?.len() <= LONGEST;
            is_own.then_some(())?;
            Some((name, std::fs::read_to_string(entry.path()).ok()?))
        })
        .collect();
    drafts.sort();
    drafts
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_draft_is_there_until_it_is_dropped() {
        let folder = tempfile::tempdir().expect("a folder");
        assert!(all(folder.path()).is_empty());
        keep(folder.path(), "item-7", "half").expect("kept");
        let file = keep(folder.path(), "item-7", "half a thought").expect("kept");
        assert!(file.ends_with("drafts/item-7.md"));
        assert_eq!(all(folder.path()), [("item-7".to_owned(), "half a thought".to_owned())]);
        drop(folder.path(), "item-7").expect("dropped");
        drop(folder.path(), "item-7").expect("nothing to drop");
        assert!(all(folder.path()).is_empty());
    }

    #[test]
    fn what_the_data_folder_does_not_take_goes_elsewhere() {
        let folder = tempfile::tempdir().expect("a folder");
        std::fs::write(folder.path().join("drafts"), "in the way").expect("written");
        let name = format!("test-{}", std::process::id());
        let file = keep_somewhere(folder.path(), &name, "text").expect("kept");
        assert_eq!(std::fs::read_to_string(&file).expect("read"), "text");
        std::fs::remove_file(file).expect("removed");
    }
}
