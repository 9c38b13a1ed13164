//! Writing a file whole or not at all, or into what is no file: a pipe, a device, an open
//! descriptor.

use std::fs::{Metadata, OpenOptions};
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use crate::lang::Lang;
use crate::model::Phrase;
use crate::system::{self, Rights};

/// Links that are followed one after another, as the system has it.
const MOST_LINKS: usize = 40;

/// Why a file was not written.
#[derive(Debug, thiserror::Error)]
#[error("{}", self.phrase().say(Lang::En))]
pub enum WriteError {
    /// It is there already.
    Exists(PathBuf),
    /// The disk said no.
    Io {
        /// The file.
        path: PathBuf,
        /// What the system said.
        cause: io::Error,
    },
}

impl WriteError {
    /// What went wrong, with what, and what to do.
    pub fn phrase(&self) -> Phrase {
        match self {
            WriteError::Exists(path) => Phrase::new("failed.file.exists", &[&path.display()]),
            WriteError::Io { path, cause } => {
                Phrase::new("failed.file.write", &[&path.display(), cause])
            }
        }
    }
}

/// Writes a file so that at every moment there is either what was there before or all of the new
/// content. A file that exists is replaced only with `force`, and keeps its mode; where it is a
/// link, what it leads to is written. What is no file takes the content as it is, and nothing is
/// replaced by it: a pipe (`>(command)`), a device, `/dev/stdout`. That nobody reads to the end of
/// a pipe is no error.
///
/// # Errors
/// Where the file exists already, or the folder cannot be written.
pub fn write(path: &Path, content: &[u8], force: bool) -> Result<(), WriteError> {
    let place = match place_of(path) {
        Place::Stream(stream) => return pour(path, stream, content),
        Place::File(place) => place,
    };
    if !force && path.symlink_metadata().is_ok() {
        return Err(WriteError::Exists(path.to_owned()));
    }
    put(&place, content, force, Rights::Usual)
}

/// As [`write()`] with `force`, but a link is not followed: it is what is replaced.
///
/// # Errors
/// As [`write()`].
pub fn replace(path: &Path, content: &[u8]) -> Result<(), WriteError> {
    put(path, content, true, Rights::Usual)
}

/// As [`replace`], for its owner's eyes alone.
///
/// # Errors
/// As [`write()`].
pub fn replace_private(path: &Path, content: &[u8]) -> Result<(), WriteError> {
    put(path, content, true, Rights::Owner)
}

/// Where content goes.
enum Place {
    /// To a file, which may be absent.
    File(PathBuf),
    Stream(Stream),
}

#[derive(Clone, Copy)]
enum Stream {
    Stdout,
    Stderr,
    /// A pipe, a device, or a descriptor that the program was started with.
    Other,
}

/// Where a path leads, link after link; the last may lead to a file that is not there yet.
fn place_of(path: &Path) -> Place {
    let mut place = path.to_owned();
    for _ in 0..MOST_LINKS {
        if let Some(stream) = descriptor(&place) {
            return Place::Stream(stream);
        }
        let Ok(target) = std::fs::read_link(&place) else { break };
        place = place.parent().unwrap_or(Path::new("")).join(target);
    }
    let is_none = |data: &Metadata| !data.is_file() && !data.is_dir();
    match std::fs::metadata(&place) {
        Ok(data) if is_none(&data) => Place::Stream(Stream::Other),
        Ok(_) | Err(_) => Place::File(place),
    }
}

/// The open descriptor that a path names: what it leads to is written on, never replaced.
fn descriptor(path: &Path) -> Option<Stream> {
    let number = match path.to_str()? {
        "/dev/stdout" => "1",
        "/dev/stderr" => "2",
        other => other.strip_prefix("/dev/fd/").or_else(|| other.strip_prefix("/proc/self/fd/"))?,
    };
    Some(match number {
        "1" => Stream::Stdout,
        "2" => Stream::Stderr,
        _ => Stream::Other,
    })
}

fn pour(path: &Path, stream: Stream, content: &[u8]) -> Result<(), WriteError> {
    let poured = match stream {
        Stream::Stdout => {
            let mut out = io::stdout().lock();
            out.write_all(content).and_then(|()| out.flush())
        }
        Stream::Stderr => io::stderr().write_all(content),
        // After what stands there already, where it is a file that the shell opened.
        Stream::Other => {
            OpenOptions::new().append(true).open(path).and_then(|mut file| file.write_all(content))
        }
    };
    match poured {
        Err(error) if error.kind() == io::ErrorKind::BrokenPipe => Ok(()),
        other => other.map_err(|cause| WriteError::Io { path: path.to_owned(), cause }),
    }
}

/// Writes a file beside the one it is to become, and gives it its name.
fn put(path: &Path, content: &[u8], force: bool, rights: Rights) -> Result<(), WriteError> {
    let failed = |cause| WriteError::Io { path: path.to_owned(), cause };
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty());
    let mut draft = system::draft_of(rights)
        .prefix(".jogan-")
        .tempfile_in(folder.unwrap_or(Path::new(".")))
        .map_err(failed)?;
    draft.write_all(content).map_err(failed)?;
    let before = path.symlink_metadata().ok().filter(|data| force && data.is_file());
    if let Some(before) = before.filter(|_| rights == Rights::Usual) {
        system::keep_rights(draft.as_file(), &before).map_err(failed)?;
    }
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
    use std::fs::{File, Permissions};
    use std::io::Read as _;
    use std::os::unix::fs::{MetadataExt as _, PermissionsExt as _, symlink};

    use super::*;

    fn mode(path: &Path) -> u32 {
        std::fs::metadata(path).expect("it is there").permissions().mode() & 0o777
    }

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

    #[test]
    fn a_file_that_is_replaced_keeps_its_mode_whatever_the_umask_is() {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("digest.md");
        for kept in [0o600, 0o640, 0o666] {
            std::fs::write(&path, "old").expect("written");
            std::fs::set_permissions(&path, Permissions::from_mode(kept)).expect("set");
            write(&path, b"new", true).expect("replaced");
            assert_eq!(mode(&path), kept);
        }
        replace_private(&path, b"own").expect("replaced");
        assert_eq!(mode(&path), 0o600);
    }

    #[test]
    fn a_link_stays_a_link_and_what_it_leads_to_is_written_where_that_is_asked_for() {
        let folder = tempfile::tempdir().expect("a folder");
        let at = |name: &str| folder.path().join(name);
        let (target, link, other) = (at("target"), at("link"), at("other"));
        // One relative, and one to a link; the last leads to what is not there yet.
        symlink("target", &link).expect("linked");
        symlink(&link, &other).expect("linked");
        assert!(matches!(write(&link, b"x", false), Err(WriteError::Exists(_))));
        assert!(!target.exists());
        write(&other, b"one", true).expect("written");
        assert_eq!(std::fs::read(&target).expect("read"), b"one");
        std::fs::set_permissions(&target, Permissions::from_mode(0o600)).expect("set");
        write(&other, b"two", true).expect("written");
        assert_eq!((std::fs::read(&target).expect("read"), mode(&target)), (b"two".into(), 0o600));
        assert!(link.is_symlink() && other.is_symlink());
        replace(&link, b"three").expect("replaced");
        assert!(!link.is_symlink() && std::fs::read(&target).expect("read") == b"two");
    }

    #[test]
    fn links_in_a_circle_end() {
        let folder = tempfile::tempdir().expect("a folder");
        let (one, other) = (folder.path().join("one"), folder.path().join("other"));
        symlink(&other, &one).expect("linked");
        symlink(&one, &other).expect("linked");
        write(&one, b"x", false).expect_err("it is there already");
        // What is written then takes the place of one of them.
        write(&one, b"x", true).expect("written");
    }

    #[test]
    fn a_pipe_and_a_device_take_what_is_written_and_stay_what_they_are() {
        use std::os::unix::fs::FileTypeExt as _;
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("pipe");
        let made = std::process::Command::new("mkfifo").arg(&path).status().expect("run");
        assert!(made.success());
        let reader = {
            let path = path.clone();
            std::thread::spawn(move || {
                let mut text = String::new();
                File::open(path).expect("opened").read_to_string(&mut text).expect("read");
                text
            })
        };
        write(&path, b"through it", false).expect("written without force");
        assert_eq!(reader.join().expect("its end"), "through it");
        assert!(path.symlink_metadata().expect("there").file_type().is_fifo());
        // A device that takes everything, and one that takes nothing.
        write(Path::new("/dev/zero"), b"nothing", false).expect("written");
        write(Path::new("/dev/full"), b"nothing", false).expect_err("it is full");
        for device in ["/dev/zero", "/dev/full"] {
            let device = std::fs::metadata(device).expect("there");
            assert!(device.file_type().is_char_device());
        }
    }

    #[test]
    fn an_open_descriptor_is_written_on_and_its_file_is_not_replaced() {
        use std::os::fd::AsRawFd as _;
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("out.md");
        let mut file = File::create(&path).expect("created");
        file.write_all(b"first ").expect("written");
        let name = format!("/dev/fd/{}", file.as_raw_fd());
        write(Path::new(&name), b"second", false).expect("written");
        assert_eq!(std::fs::read(&path).expect("read"), b"first second");
        let data = file.metadata().expect("open");
        assert_eq!(data.ino(), std::fs::metadata(&path).expect("there").ino(), "the same file");
    }
}
