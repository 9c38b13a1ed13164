//! Writing a file whole or not at all.

use std::io::{self, Write};
use std::path::{Path, PathBuf};

/// Why a file was not written.
#[derive(Debug, thiserror::Error)]
pub enum WriteError {
    /// It is there already.
    #[error("{} exists already; give --force to replace it, or another name", .0.display())]
    Exists(PathBuf),
    /// The disk said no.
    #[error("{} cannot be written: {cause}; look at the folder and its permissions", path.display())]
    Io {
        /// The file.
        path: PathBuf,
        /// What the system said.
        cause: io::Error,
    },
}

/// Writes a file so that at every moment there is either what was there before or all of the new
/// content. A file that exists is replaced only with `force`.
///
/// # Errors
/// Where the file exists already, or the folder cannot be written.
pub fn write(path: &Path, content: &[u8], force: bool) -> Result<(), WriteError> {
    let failed = |cause| WriteError::Io { path: path.to_owned(), cause };
    if !force && path.symlink_metadata().is_ok() {
        return Err(WriteError::Exists(path.to_owned()));
    }
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty());
    let mut builder = tempfile::Builder::new();
    builder.prefix(".jogan-");
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        // As any other file of the user's, less what their umask takes away.
        builder.permissions(std::fs::Permissions::from_mode(0o666));
    }
    let mut draft = builder.tempfile_in(folder.unwrap_or(Path::new("."))).map_err(failed)?;
    draft.write_all(content).map_err(failed)?;
    draft.as_file().sync_all().map_err(failed)?;
    if force {
        draft.persist(path).map_err(|error| failed(error.error))?;
        return Ok(());
    }
    draft.persist_noclobber(path).map(|_| ()).map_err(|error| match error.error.kind() {
        io::ErrorKind::AlreadyExists => WriteError::Exists(path.to_owned()),
        _ => failed(error.error),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_is_never_replaced_without_force_and_nothing_is_left_behind() {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("digest.md");
        write(&path, b"one", false).expect("written");
        assert!(matches!(write(&path, b"two", false), Err(WriteError::Exists(_))));
        assert_eq!(std::fs::read(&path).expect("read"), b"one");
        write(&path, b"three", true).expect("replaced");
        assert_eq!(std::fs::read(&path).expect("read"), b"three");
        assert_eq!(std::fs::read_dir(folder.path()).expect("listed").count(), 1);
    }

    #[test]
    fn a_folder_that_is_not_there_is_named() {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("no/such/digest.md");
        let error = write(&path, b"", false).expect_err("no folder");
        assert!(error.to_string().contains("digest.md"), "{error}");
    }

    #[cfg(unix)]
    #[test]
    fn a_link_is_not_written_through() {
        let folder = tempfile::tempdir().expect("a folder");
        let (target, link) = (folder.path().join("target"), folder.path().join("link"));
        std::os::unix::fs::symlink(&target, &link).expect("linked");
        assert!(matches!(write(&link, b"x", false), Err(WriteError::Exists(_))));
        assert!(!target.exists());
    }
}
