//! The store's file: which it is, and whether it still is the one that was opened.
//!
//! Closing a file ends all locks that its process has on it, those of SQLite's connections too
//! (<https://www.sqlite.org/howtocorrupt.html>, section 2.2). So a store's file is opened here
//! alone, once for the whole process, and closed when the last that holds it is gone.

use std::fs::File;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use crate::system::{self, FileId};

/// Where the first page of a database holds its mark (`application_id`), by which one store is told
/// from another, and every copy from its original; 0 until the log is merged in which it was given
/// one. SQLite's file format, section 1.3.
pub(super) const MARK_AT: u64 = 68;

/// A file beside the store, by what its name has more.
pub(super) fn sibling(store: &Path, ending: &str) -> PathBuf {
    let mut name = store.as_os_str().to_owned();
    name.push(ending);
    PathBuf::from(name)
}

/// Whether another file lies there now, or none. One that cannot be asked is no other.
fn is_gone_from(path: &Path, id: FileId) -> bool {
    match std::fs::metadata(path) {
        Ok(_) => FileId::of(path).is_some_and(|now| now != id),
        Err(error) => {
            matches!(error.kind(), io::ErrorKind::NotFound | io::ErrorKind::NotADirectory)
        }
    }
}

/// Which store it is: its file, and the mark in it, 0 while that is not known.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct StoreId {
    pub(super) file: FileId,
    pub(super) mark: u32,
}

impl StoreId {
    /// Whether it cannot be the same store as another.
    pub(super) fn differs(self, other: StoreId) -> bool {
        self.file != other.file || are_different(self.mark, other.mark)
    }

    /// What [`StoreId`] writes as text.
    pub(super) fn parse(text: &str) -> Option<StoreId> {
        let mut words = text.split_whitespace();
        let file =
            FileId { device: words.next()?.parse().ok()?, number: words.next()?.parse().ok()? };
        let mark = words.next().and_then(|mark| mark.parse().ok()).unwrap_or(0);
        Some(StoreId { file, mark })
    }
}

impl std::fmt::Display for StoreId {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{} {} {}", self.file.device, self.file.number, self.mark)
    }
}

/// Whether two marks are those of two stores.
pub(super) fn are_different(one: u32, other: u32) -> bool {
    one != other && one != 0 && other != 0
}

/// The number that stands in four bytes of a file.
pub(super) fn number_at(file: &File, at: u64) -> io::Result<u32> {
    let mut bytes = [0; 4];
    system::read_exact_at(file, &mut bytes, at)?;
    Ok(u32::from_be_bytes(bytes))
}

/// The files that are open here, and by how many they are held.
static OPEN: Mutex<Vec<Open>> = Mutex::new(Vec::new());

struct Open {
    id: FileId,
    /// More than one where another path led to it.
    files: Vec<Arc<File>>,
    holders: usize,
}

fn all() -> MutexGuard<'static, Vec<Open>> {
    // Nothing is left half done in there.
    OPEN.lock().unwrap_or_else(PoisonError::into_inner)
}

/// A hold on a store's file. It is to outlive the connection that it is held for.
#[derive(Debug)]
pub(super) struct Held {
    file: Arc<File>,
    // Dropped last: then the file is closed, if nobody else holds it.
    holding: Holding,
}

/// That a file is held once.
#[derive(Debug)]
struct Holding(FileId);

impl Held {
    /// Opens a store's file; none where it cannot be read.
    pub(super) fn open(path: &Path) -> Option<Held> {
        let mut all = all();
        let id = FileId::of(path)?;
        if let Some(open) = all.iter_mut().find(|open| open.id == id) {
            open.holders += 1;
            return Some(Held { file: Arc::clone(open.files.first()?), holding: Holding(id) });
        }
        let file = Arc::new(File::open(path).ok()?);
        // It is as good as always the one that lay there before.
        let id = FileId::of_file(&file)?;
        match all.iter_mut().find(|open| open.id == id) {
            Some(open) => {
                open.holders += 1;
                open.files.push(Arc::clone(&file));
            }
            None => all.push(Open { id, files: vec![Arc::clone(&file)], holders: 1 }),
        }
        Some(Held { file, holding: Holding(id) })
    }

    /// The file itself.
    pub(super) fn file(&self) -> &File {
        &self.file
    }

    /// Which store its file holds now.
    pub(super) fn store(&self) -> StoreId {
        StoreId { file: self.holding.0, mark: number_at(&self.file, MARK_AT).unwrap_or(0) }
    }

    /// What tells whether the store of a mark is not there any more: the file is gone, another lies
    /// there, or another store was copied into it.
    pub(super) fn watch(&self, path: &Path, mark: u32) -> impl Fn() -> bool + Send + 'static {
        let (path, id, file) = (path.to_owned(), self.holding.0, Arc::clone(&self.file));
        move || {
            let now = number_at(&file, MARK_AT).unwrap_or(0);
            is_gone_from(&path, id) || are_different(now, mark)
        }
    }
}

impl Drop for Holding {
    fn drop(&mut self) {
        let mut all = all();
        if let Some(at) = all.iter().position(|open| open.id == self.0) {
            all[at].holders -= 1;
            if all[at].holders == 0 {
                // Closed here, while nobody else can open it.
                all.swap_remove(at);
            }
        }
    }
}
