//! Linux, macOS and their kin.

use std::ffi::OsStr;
use std::fs::{DirBuilder, File, Metadata, OpenOptions, Permissions};
use std::io;
use std::os::unix::ffi::OsStrExt as _;
use std::os::unix::fs::{
    DirBuilderExt as _, FileExt as _, MetadataExt as _, OpenOptionsExt as _, PermissionsExt as _,
    fchown,
};
use std::path::Path;

use rustix::event::{PollFd, PollFlags, Timespec, poll};
use rustix::fs::OFlags;
use rustix::io::Errno;
use rustix::process::{Flock, FlockType, Pid, fcntl_getlk, test_kill_process};
use tokio::signal::unix::{Signal, SignalKind, signal};

use super::{FileId, Rights};

/// What others may do with a file, as the bits of its mode.
const OTHERS: u32 = 0o077;

/// A folder in which anybody may write, such as `/tmp`.
const SHARED: u32 = 0o1000;

/// A file that is made by these options is its owner's alone.
pub fn owners_alone(options: &mut OpenOptions) -> &mut OpenOptions {
    options.mode(0o600)
}

/// Makes a folder and those above it, each its owner's alone, where there is none.
///
/// # Errors
/// As [`DirBuilder::create`].
pub fn make_folder(folder: &Path) -> io::Result<()> {
    DirBuilder::new().recursive(true).mode(0o700).create(folder)
}

/// Takes from others what they may do with a file or folder. What a link leads to is not ours, and
/// what cannot be changed stays as it is: nobody reads less because of it.
pub fn close_to_others(path: &Path) {
    let Ok(data) = path.symlink_metadata() else { return };
    let mode = data.permissions().mode() & 0o7777;
    if !data.is_symlink() && mode & OTHERS != 0 {
        let _ = std::fs::set_permissions(path, Permissions::from_mode(mode & !OTHERS));
    }
}

/// Whether anybody may write in a folder.
pub fn is_shared(folder: &Path) -> bool {
    std::fs::metadata(folder).is_ok_and(|data| data.permissions().mode() & SHARED != 0)
}

/// A file for drafts beside what it will replace, with these rights, less what the user's umask takes
/// away.
pub fn draft_of(rights: Rights) -> tempfile::Builder<'static, 'static> {
    let mut builder = tempfile::Builder::new();
    builder.permissions(Permissions::from_mode(match rights {
        Rights::Usual => 0o666,
        Rights::Owner => 0o600,
    }));
    builder
}

/// Gives a file the owner and the mode of the one that it will replace.
///
/// # Errors
/// Where its mode cannot be set.
pub fn keep_rights(file: &File, before: &Metadata) -> io::Result<()> {
    let now = file.metadata()?;
    if (now.uid(), now.gid()) != (before.uid(), before.gid()) {
        // Only some may give a file to somebody else; it is the writer's then.
        let _ = fchown(file, Some(before.uid()), Some(before.gid()));
    }
    file.set_permissions(Permissions::from_mode(before.mode() & 0o777))
}

/// Opens a file to be read: a link is refused, and what is no file is not waited for.
pub fn no_link(options: &mut OpenOptions) -> &mut OpenOptions {
    options.custom_flags(OFlags::NOFOLLOW.union(OFlags::NONBLOCK).bits().cast_signed())
}

impl FileId {
    /// The file that lies there; none where there is none.
    pub fn of(path: &Path) -> Option<FileId> {
        std::fs::metadata(path).ok().map(|data| FileId::in_data(&data))
    }

    /// The file that is open.
    pub fn of_file(file: &File) -> Option<FileId> {
        file.metadata().ok().map(|data| FileId::in_data(&data))
    }

    fn in_data(data: &Metadata) -> FileId {
        FileId { device: data.dev(), number: data.ino() }
    }
}

/// When a file's content or place changed last, to be compared with another's.
pub fn changed(data: &Metadata) -> (i64, i64) {
    (data.ctime(), data.ctime_nsec())
}

/// Reads so much as stands at a place of a file; returns how many bytes there were.
///
/// # Errors
/// As [`std::io::Read::read`].
pub fn read_at(file: &File, into: &mut [u8], at: u64) -> io::Result<usize> {
    file.read_at(into, at)
}

/// Reads what stands at a place of a file, all of it.
///
/// # Errors
/// Where it cannot be read, or ends before.
pub fn read_exact_at(file: &File, into: &mut [u8], at: u64) -> io::Result<()> {
    file.read_exact_at(into, at)
}

/// Writes at a place of a file, all of it.
///
/// # Errors
/// As [`std::io::Write::write_all`].
pub fn write_all_at(file: &File, bytes: &[u8], at: u64) -> io::Result<()> {
    file.write_all_at(bytes, at)
}

/// A path as it stands in a `file:` address, not yet escaped.
pub fn path_in_address(path: &Path) -> Vec<u8> {
    path.as_os_str().as_bytes().to_vec()
}

/// The rest of a word of the command line that begins with another, which may be no text.
pub fn strip_prefix<'a>(word: &'a OsStr, prefix: &str) -> Option<&'a OsStr> {
    word.as_bytes().strip_prefix(prefix.as_bytes()).map(OsStr::from_bytes)
}

/// Whether there is no such process, as far as the system says.
pub fn is_gone(process: u32) -> bool {
    let pid = i32::try_from(process).ok().and_then(Pid::from_raw);
    pid.is_none_or(|pid| test_kill_process(pid) == Err(Errno::SRCH))
}

/// The process that holds a part of a file locked against writing, as far as the system says.
pub fn holder(file: &File) -> Option<i32> {
    let any = Flock::from(FlockType::WriteLock);
    let lock = fcntl_getlk(file, &any).ok().flatten()?;
    lock.pid.map(|pid| pid.as_raw_nonzero().get())
}

/// The signals that end the program, whoever sends them.
#[derive(Debug)]
pub struct Endings([Signal; 4]);

impl Endings {
    /// Hears them from now on; none of them ends the program by itself any more.
    ///
    /// # Errors
    /// Where the system does not let them be heard.
    pub fn hear() -> io::Result<Endings> {
        let [terminate, hang_up, interrupt, quit] = [
            SignalKind::terminate(),
            SignalKind::hangup(),
            SignalKind::interrupt(),
            SignalKind::quit(),
        ]
        .map(signal);
        Ok(Endings([terminate?, hang_up?, interrupt?, quit?]))
    }

    /// Waits for one of them.
    pub async fn come(&mut self) {
        let Endings([terminate, hang_up, interrupt, quit]) = self;
        tokio::select! {
            _ = terminate.recv() => {}
            _ = hang_up.recv() => {}
            _ = interrupt.recv() => {}
            _ = quit.recv() => {}
        }
    }
}

/// `C-c`, heard instead of ending the program.
#[derive(Debug)]
pub struct Interrupts(Signal);

impl Interrupts {
    /// Hears it from now on.
    ///
    /// # Errors
    /// Where the system does not let it be heard.
    pub fn hear() -> io::Result<Interrupts> {
        Ok(Interrupts(signal(SignalKind::interrupt())?))
    }

    /// Waits for the next one; false where none can come any more.
    pub async fn come(&mut self) -> bool {
        self.0.recv().await.is_some()
    }
}

/// Whether the shell can stop a program and call it again.
pub const STOPS: bool = true;

/// That the shell calls the program again after it was stopped.
#[derive(Debug)]
pub struct Calls(Signal);

impl Calls {
    /// Hears it from now on.
    ///
    /// # Errors
    /// Where the system does not let it be heard.
    pub fn hear() -> io::Result<Calls> {
        Ok(Calls(signal(SignalKind::from_raw(rustix::process::Signal::CONT.as_raw()))?))
    }

    /// Waits for the next one.
    pub async fn come(&mut self) {
        self.0.recv().await;
    }
}

/// Asks for the program to be stopped until the shell calls it again. The stop may come only after
/// this has returned, and not at all where no shell could call.
///
/// # Errors
/// Where the system refuses.
pub fn stop() -> io::Result<()> {
    Ok(rustix::process::kill_process(rustix::process::getpid(), rustix::process::Signal::TSTP)?)
}

/// Sleeps until the terminal is gone to which the program writes.
pub fn wait_for_hang_up() {
    let out = io::stdout();
    // Nothing is asked for, which leaves what is always told: a hang-up.
    let mut hang_up = [PollFd::new(&out, PollFlags::empty())];
    while poll(&mut hang_up, None) == Err(Errno::INTR) {}
}

/// Whether that terminal is gone, asked without waiting.
pub fn is_hung_up() -> bool {
    let out = io::stdout();
    let mut hang_up = [PollFd::new(&out, PollFlags::empty())];
    poll(&mut hang_up, Some(&Timespec::default())).is_ok_and(|found| found > 0)
}
