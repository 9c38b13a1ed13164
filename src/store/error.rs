//! What can go wrong with the store, in words.

use std::path::PathBuf;

/// Why the store did not do what was asked.
#[derive(Debug, thiserror::Error)]
pub enum StoreError {
    /// A later version of the program wrote it.
    #[error(
        "{path} was written by a newer jogan (store version {found}, this one knows {known}); \
         update jogan, or point --data-dir elsewhere"
    )]
    Newer {
        /// The store's file.
        path: PathBuf,
        /// Its version.
        found: i64,
        /// The latest version this program knows.
        known: i64,
    },
    /// The data folder cannot be made.
    #[error("cannot make the data folder {folder}: {source}; choose another with --data-dir")]
    Folder {
        /// The folder.
        folder: PathBuf,
        /// What the system said.
        source: std::io::Error,
    },
    /// There is no such item.
    #[error("there is no item {0}; `jogan list` shows the numbers there are")]
    NoItem(i64),
    /// There is no such idea.
    #[error("there is no idea {0}; `jogan idea list` shows the numbers there are")]
    NoIdea(i64),
    /// The item does not stand on the reading list.
    #[error("item {0} is not on the reading list; `jogan star {0}` puts it there")]
    NotListed(i64),
    /// It was changed since whoever changes it looked.
    #[error("it was changed elsewhere meanwhile; look at it again, then change it")]
    Stale {
        /// What it says now.
        says: String,
    },
    /// A file cannot be written.
    #[error("cannot write {}: {source}; choose another place", path.display())]
    File {
        /// The file.
        path: PathBuf,
        /// What the system said.
        source: std::io::Error,
    },
    /// The file is no backup.
    #[error("{} cannot be restored: {why}; give a file that `jogan backup` wrote", path.display())]
    NoBackup {
        /// The file.
        path: PathBuf,
        /// What is wrong with it.
        why: String,
    },
    /// Another program has the store open.
    #[error("{} is in use; close every other jogan and try again", path.display())]
    InUse {
        /// The store's file.
        path: PathBuf,
    },
    /// There is no such source.
    #[error("there is no source `{0}`; `jogan source list` shows the names there are")]
    NoSource(String),
    /// The search cannot be read.
    #[error("nothing to search for in `{0}`; give at least one word")]
    NoWords(String),
    /// The database said no. It is no source of this error: what it says stands in it already.
    #[error("the store: {}", describe(.0))]
    Sql(rusqlite::Error),
}

impl From<rusqlite::Error> for StoreError {
    fn from(error: rusqlite::Error) -> StoreError {
        StoreError::Sql(error)
    }
}

/// What is known to happen, in words and with what to do; else what the database said.
fn describe(error: &rusqlite::Error) -> String {
    use rusqlite::ErrorCode;
    let words = match error.sqlite_error_code() {
        Some(ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked) => {
            "another program is writing to it; try again in a moment"
        }
        Some(ErrorCode::DiskFull) => "the disk is full; make room and try again",
        Some(ErrorCode::ReadOnly | ErrorCode::PermissionDenied) => {
            "it may not be written; check the permissions of the data folder"
        }
        Some(ErrorCode::CannotOpen) => "it cannot be opened; check that the data folder exists",
        Some(ErrorCode::DatabaseCorrupt | ErrorCode::NotADatabase) => {
            "the file is damaged; move jogan.db aside and start anew, or restore a backup"
        }
        _ => return error.to_string(),
    };
    words.to_owned()
}
