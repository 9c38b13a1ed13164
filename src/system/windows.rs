//! Windows. A user's folders are theirs alone there by what they inherit, so nothing is closed to
//! others; and no shell stops a program to call it again.

use std::ffi::OsStr;
use std::fs::{File, Metadata, OpenOptions};
use std::io;
use std::os::windows::fs::{FileExt as _, MetadataExt as _, OpenOptionsExt as _};
use std::path::Path;
use std::process::Command;

use tokio::signal::windows::{
    CtrlBreak, CtrlC, CtrlClose, CtrlLogoff, CtrlShutdown, ctrl_break, ctrl_c, ctrl_close,
    ctrl_logoff, ctrl_shutdown,
};
use winapi_util::HandleRef;
use winapi_util::file::{Information, information};

use super::{FileId, Rights};

/// `FILE_FLAG_OPEN_REPARSE_POINT`: a link is opened itself, and is no file.
const OPEN_LINK: u32 = 0x0020_0000;

/// A file that is made by these options is its owner's alone, as its folder is.
pub fn owners_alone(options: &mut OpenOptions) -> &mut OpenOptions {
    options
}

/// Makes a folder and those above it where there is none.
///
/// # Errors
/// As [`std::fs::create_dir_all`].
pub fn make_folder(folder: &Path) -> io::Result<()> {
    std::fs::create_dir_all(folder)
}

/// Nothing: others have no rights there that a program gave them.
pub fn close_to_others(_path: &Path) {}

/// Whether anybody may write in a folder: nobody but its owner may, as far as is known.
pub fn is_shared(_folder: &Path) -> bool {
    false
}

/// A file for drafts beside what it will replace; its rights are those of its folder.
pub fn draft_of(_rights: Rights) -> tempfile::Builder<'static, 'static> {
    tempfile::Builder::new()
}

/// Nothing: a file's rights are those of its folder.
///
/// # Errors
/// None.
pub fn keep_rights(_file: &File, _before: &Metadata) -> io::Result<()> {
    Ok(())
}

/// Opens a file to be read: a link is opened itself, which is no file.
pub fn no_link(options: &mut OpenOptions) -> &mut OpenOptions {
    options.custom_flags(OPEN_LINK)
}

impl FileId {
    /// The file that lies there; none where there is none, or where it cannot be opened.
    pub fn of(path: &Path) -> Option<FileId> {
        FileId::of_file(&File::open(path).ok()?)
    }

    /// The file that is open.
    pub fn of_file(file: &File) -> Option<FileId> {
        let told: Information = information(HandleRef::from_file(file)).ok()?;
        Some(FileId { device: told.volume_serial_number(), number: told.file_index() })
    }
}

/// When a file changed last, to be compared with another's.
pub fn changed(data: &Metadata) -> (i64, i64) {
    (data.last_write_time().cast_signed(), 0)
}

/// Reads so much as stands at a place of a file; returns how many bytes there were.
///
/// # Errors
/// As [`std::io::Read::read`].
pub fn read_at(file: &File, into: &mut [u8], at: u64) -> io::Result<usize> {
    file.seek_read(into, at)
}

/// Reads what stands at a place of a file, all of it.
///
/// # Errors
/// Where it cannot be read, or ends before.
pub fn read_exact_at(file: &File, into: &mut [u8], at: u64) -> io::Result<()> {
    let mut done = 0;
    while done < into.len() {
        match file.seek_read(&mut into[done..], at + done as u64) {
            Ok(0) => return Err(io::ErrorKind::UnexpectedEof.into()),
            Ok(read) => done += read,
            Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
            Err(error) => return Err(error),
        }
    }
    Ok(())
}

/// Writes at a place of a file, all of it.
///
/// # Errors
/// As [`std::io::Write::write_all`].
pub fn write_all_at(file: &File, bytes: &[u8], at: u64) -> io::Result<()> {
    let mut done = 0;
    while done < bytes.len() {
        match file.seek_write(&bytes[done..], at + done as u64) {
            Ok(0) => return Err(io::ErrorKind::WriteZero.into()),
            Ok(written) => done += written,
            Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
            Err(error) => return Err(error),
        }
    }
    Ok(())
}

/// A path as it stands in a `file:` address, not yet escaped (<https://www.sqlite.org/uri.html>,
/// section 3.1: `/C:/folder/file`).
pub fn path_in_address(path: &Path) -> Vec<u8> {
    let path = path.to_string_lossy().replace('\\', "/");
    let root = if path.starts_with('/') { "" } else { "/" };
    format!("{root}{path}").into_bytes()
}

/// The rest of a word of the command line that begins with another.
pub fn strip_prefix<'a>(word: &'a OsStr, prefix: &str) -> Option<&'a OsStr> {
    word.to_str()?.strip_prefix(prefix).map(OsStr::new)
}

/// Whether there is no such process, as `tasklist` says; where it says nothing, there may be one.
pub fn is_gone(process: u32) -> bool {
    let filter = format!("PID eq {process}");
    let listed = Command::new("tasklist").args(["/NH", "/FO", "CSV", "/FI", &filter]).output();
    let is_listed =
        |out: Vec<u8>| String::from_utf8_lossy(&out).contains(&format!("\"{process}\""));
    listed.is_ok_and(|listed| listed.status.success() && !is_listed(listed.stdout))
}

/// The process that holds a file: the system does not say.
pub fn holder(_file: &File) -> Option<i32> {
    None
}

/// What ends the program: the console's keys, the window's end, the end of the session.
#[derive(Debug)]
pub struct Endings {
    interrupt: CtrlC,
    stop: CtrlBreak,
    close: CtrlClose,
    log_off: CtrlLogoff,
    shut_down: CtrlShutdown,
}

impl Endings {
    /// Hears them from now on; none of them ends the program by itself any more.
    ///
    /// # Errors
    /// Where the system does not let them be heard.
    pub fn hear() -> io::Result<Endings> {
        Ok(Endings {
            interrupt: ctrl_c()?,
            stop: ctrl_break()?,
            close: ctrl_close()?,
            log_off: ctrl_logoff()?,
            shut_down: ctrl_shutdown()?,
        })
    }

    /// Waits for one of them.
    pub async fn come(&mut self) {
        let Endings { interrupt, stop, close, log_off, shut_down } = self;
        tokio::select! {
            _ = interrupt.recv() => {}
            _ = stop.recv() => {}
            _ = close.recv() => {}
            _ = log_off.recv() => {}
            _ = shut_down.recv() => {}
        }
    }
}

/// `C-c`, heard instead of ending the program.
#[derive(Debug)]
pub struct Interrupts(CtrlC);

impl Interrupts {
    /// Hears it from now on.
    ///
    /// # Errors
    /// Where the system does not let it be heard.
    pub fn hear() -> io::Result<Interrupts> {
        Ok(Interrupts(ctrl_c()?))
    }

    /// Waits for the next one; false where none can come any more.
    pub async fn come(&mut self) -> bool {
        self.0.recv().await.is_some()
    }
}

/// Whether the shell can stop a program and call it again.
pub const STOPS: bool = false;

/// That the shell calls the program again: none does.
#[derive(Debug)]
pub struct Calls(());

impl Calls {
    /// Hears nothing.
    ///
    /// # Errors
    /// None.
    pub fn hear() -> io::Result<Calls> {
        Ok(Calls(()))
    }

    /// Waits for ever.
    pub async fn come(&mut self) {
        std::future::pending().await
    }
}

/// Refuses: there is no shell that would call the program again.
///
/// # Errors
/// Always.
pub fn stop() -> io::Result<()> {
    Err(io::ErrorKind::Unsupported.into())
}

/// Sleeps for ever: the end of the window comes as an ending.
pub fn wait_for_hang_up() {
    loop {
        std::thread::park();
    }
}

/// Whether the terminal is gone: its end comes as an ending.
pub fn is_hung_up() -> bool {
    false
}
