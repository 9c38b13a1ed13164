//! What lies beside the store and is not part of it: stores that were put aside, logs that were,
//! and copies whose program was killed.

use std::path::{Path, PathBuf};

use super::FILE;
use super::file;
use crate::system::{self, FileId};

/// What the name of a store has more that a backup was put in the place of.
pub(super) const BEFORE_RESTORE: &str = ".before-restore-";

/// What the name of the copy of a store has more that was brought up to date.
pub(super) const BEFORE_UPGRADE: &str = ".before-upgrade-";

/// What the name of a log has more whose store was removed or replaced.
pub(super) const REPLACED: &str = ".replaced-";

/// How the name of a copy begins while it is being written; the process that writes it follows.
const COPYING: &str = ".jogan-copy-";

/// Something that lies beside the store.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Leftover {
    /// The store as it was before a backup was put in its place.
    BeforeRestore(PathBuf),
    /// The store as an earlier version of the program left it.
    BeforeUpgrade(PathBuf),
    /// The log of a store that was removed or replaced while it was open: with the store it
    /// belongs to, what was written last.
    Log(PathBuf),
    /// A copy that was not finished.
    Copy(PathBuf),
}

/// All that lies beside the store of a folder, in the order of its names.
pub fn leftovers(folder: &Path) -> Vec<Leftover> {
    let store = folder.join(FILE);
    let named = |path: PathBuf| {
        let name = path.file_name()?.to_string_lossy().into_owned();
        let number = |ending: &str| name.strip_prefix(FILE)?.strip_prefix(ending);
        let is_before = number(BEFORE_RESTORE).is_some_and(is_number);
        if is_left_copy(&name) || is_before && is_another_name(&path, &store) {
            Some(Leftover::Copy(path))
        } else if is_before {
            Some(Leftover::BeforeRestore(path))
        } else if number(BEFORE_UPGRADE).is_some_and(is_number) {
            Some(Leftover::BeforeUpgrade(path))
        } else if number(REPLACED)?.strip_suffix("-wal").is_some_and(is_number) {
            Some(Leftover::Log(path))
        } else {
            None
        }
    };
    paths(folder).into_iter().filter_map(named).collect()
}

/// The stores that were put aside for a backup, the latest last.
pub(super) fn before_restore(store: &Path) -> Vec<PathBuf> {
    let mut numbered: Vec<(u64, PathBuf)> = paths(folder_of(store))
        .into_iter()
        .filter_map(|path| {
            let name = path.file_name()?.to_str()?.strip_prefix(FILE)?.to_owned();
            Some((name.strip_prefix(BEFORE_RESTORE)?.parse().ok()?, path))
        })
        .collect();
    numbered.sort();
    numbered.into_iter().map(|(_, path)| path).collect()
}

/// Whether a path is but another name of the store, from a restore that was killed before the swap.
fn is_another_name(path: &Path, store: &Path) -> bool {
    path != store && FileId::of(path).is_some_and(|id| FileId::of(store) == Some(id))
}

/// Takes the other names away that a killed restore gave the store, and gives it its log back.
/// Nobody else has the store.
pub(super) fn remove_names(store: &Path) {
    let log = file::sibling(store, "-wal");
    for path in before_restore(store).iter().filter(|path| is_another_name(path, store)) {
        let moved = file::sibling(path, "-wal");
        // What cannot be moved or removed is named by the doctor.
        let _ = if log.exists() { Ok(()) } else { std::fs::rename(moved, &log) };
        let _ = std::fs::remove_file(path);
    }
}

/// The first name of its kind under which neither a store nor a log lies.
pub(super) fn free_name(store: &Path, ending: &str) -> PathBuf {
    let is_free = |path: &PathBuf| {
        let log = file::sibling(path, "-wal");
        path.symlink_metadata().is_err() && log.symlink_metadata().is_err()
    };
    let names = (1_u64..).map(|number| file::sibling(store, &format!("{ending}{number}")));
    // Numbers do not end.
    names.into_iter().find(is_free).unwrap_or_default()
}

/// The beginning of a copy's name, for this process.
pub(super) fn copying() -> String {
    format!("{COPYING}{}-", std::process::id())
}

/// Removes the copies in a folder whose program was killed.
pub(super) fn remove_copies(folder: &Path) {
    for path in paths(folder) {
        if path.file_name().is_some_and(|name| is_left_copy(&name.to_string_lossy())) {
            // One that cannot be removed is named by the doctor.
            let _ = std::fs::remove_file(path);
        }
    }
}

/// The folder in which a file lies.
pub(super) fn folder_of(file: &Path) -> &Path {
    file.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."))
}

fn paths(folder: &Path) -> Vec<PathBuf> {
    let entries = std::fs::read_dir(folder).into_iter().flatten().flatten();
    let mut paths: Vec<PathBuf> = entries.map(|entry| entry.path()).collect();
    paths.sort();
    paths
}

fn is_number(text: &str) -> bool {
    text.parse::<u64>().is_ok()
}

/// Whether it is a copy whose process is gone.
fn is_left_copy(name: &str) -> bool {
    let process = name.strip_prefix(COPYING).and_then(|rest| rest.split('-').next());
    process.and_then(|process| process.parse().ok()).is_some_and(system::is_gone)
}
