//! The browser: opens an address, as one argument and never through a shell.

use std::ffi::OsStr;
use std::path::Path;

use crate::text::address;

/// Opens a web address; anything that is none is refused.
pub(super) fn open(written: &str) -> Result<(), String> {
    let url = address::parse(written, None)
        .ok_or_else(|| format!("{written} is no web address, so it is not opened"))?;
    start(&url).map_err(|why| format!("no browser could be started ({why}); the address is {url}"))
}

/// Opens a file that this program wrote, with whatever opens such files here.
pub(super) fn show(file: &Path) -> Result<(), String> {
    start(file).map_err(|why| format!("{} could not be opened ({why})", file.display()))
}

fn start(what: impl AsRef<OsStr>) -> Result<(), String> {
    let mut tried = String::new();
    for mut command in open::commands(what) {
        use std::process::Stdio;
        // Whatever it prints would land on the screen.
        command.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null());
        match command.spawn() {
            Ok(mut child) => {
                // Waited for elsewhere, so that it does not stay behind as a zombie.
                std::thread::spawn(move || child.wait());
                return Ok(());
            }
            Err(error) => tried = error.to_string(),
        }
    }
    Err(tried)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_no_web_address_is_not_opened() {
        for written in ["file:///etc/passwd", "javascript:alert(1)", "--help", "", "mailto:a@b.c"] {
            assert!(open(written).is_err(), "{written}");
        }
    }
}
