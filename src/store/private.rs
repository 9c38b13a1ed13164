//! Who may read what lies in the data folder: its owner alone. Notes are private, and what is read
//! tells much of whoever reads it.

use std::fs::{DirBuilder, OpenOptions, Permissions};
use std::io;
use std::os::unix::fs::{DirBuilderExt as _, OpenOptionsExt as _, PermissionsExt as _};
use std::path::Path;

use super::FILE;

/// What others may do with a file, as the bits of its mode.
const OTHERS: u32 = 0o077;

/// A folder in which anybody may write, such as `/tmp`.
const SHARED: u32 = 0o1000;

/// Folders beside the store that hold texts of the user's.
const FOLDERS: [&str; 5] = ["accounts", "digests", "drafts", "logs", "shared"];

/// Makes a folder, its owner's alone, where there is none.
pub(super) fn make_folder(folder: &Path) -> io::Result<()> {
    DirBuilder::new().recursive(true).mode(0o700).create(folder)
}

/// Makes an empty file, its owner's alone, where there is none.
pub(super) fn make_file(path: &Path) -> io::Result<()> {
    match OpenOptions::new().write(true).create_new(true).mode(0o600).open(path) {
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
            close_one(&path);
            for file in std::fs::read_dir(&path).into_iter().flatten().flatten() {
                close_one(&file.path());
            }
        } else if name == FILE && path.is_symlink() {
            // The store itself, wherever it lies.
            path.canonicalize().iter().for_each(|real| close_one(real));
        } else if name.starts_with("jogan") || name.starts_with(".jogan") {
            close_one(&path);
        } else {
            is_ours_alone = false;
        }
    }
    let is_shared =
        std::fs::metadata(folder).is_ok_and(|data| data.permissions().mode() & SHARED != 0);
    if is_ours_alone && !is_shared {
        close_one(folder);
    }
}

/// Closes a file or folder to others; what a link leads to is not ours.
fn close_one(path: &Path) {
    let Ok(data) = path.symlink_metadata() else { return };
    let mode = data.permissions().mode() & 0o7777;
    if !data.is_symlink() && mode & OTHERS != 0 {
        // Only its owner can, and nobody reads less because of it.
        let _ = std::fs::set_permissions(path, Permissions::from_mode(mode & !OTHERS));
    }
}
