//! Who may read what lies in the data folder: its owner alone. Notes are private, and what is read
//! tells much of whoever reads it.

use std::fs::OpenOptions;
use std::io;
use std::path::Path;

use super::FILE;
use crate::system::{self, close_to_others};

/// Folders beside the store that hold texts of the user's.
const FOLDERS: [&str; 5] = ["accounts", "digests", "drafts", "logs", "shared"];

/// Makes an empty file, its owner's alone, where there is none.
pub(super) fn make_file(path: &Path) -> io::Result<()> {
    match system::owners_alone(OpenOptions::new().write(true).create_new(true)).open(path) {
        Err(error) if error.kind() != io::ErrorKind::AlreadyExists => Err(error),
        Ok(_) | Err(_) => Ok(()),
    }
}

/// Takes from others what an earlier version gave them: the right to read what lies in the data
/// folder. The folder itself is closed where nothing in it is another program's. What cannot be
/// changed stays as it is: that keeps nobody from reading.
pub(super) fn close(folder: &Path) {
    let Ok(entries) = std::fs::read_dir(folder) else { return };
    let mut is_ours_alone = true;
    for entry in entries.flatten() {
        let name = entry.file_name();
        let name = name.to_string_lossy();
        let path = entry.path();
        if FOLDERS.contains(&&*name) {
            close_to_others(&path);
            for file in std::fs::read_dir(&path).into_iter().flatten().flatten() {
                close_to_others(&file.path());
            }
        } else if name == FILE && path.is_symlink() {
            // The store itself, wherever it lies.
            path.canonicalize().iter().for_each(|real| close_to_others(real));
        } else if name.starts_with("jogan") || name.starts_with(".jogan") {
            close_to_others(&path);
        } else {
            is_ours_alone = false;
        }
    }
    if is_ours_alone && !system::is_shared(folder) {
        close_to_others(folder);
    }
}
