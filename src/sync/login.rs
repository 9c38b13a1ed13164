//! The access token that a login gives, kept beside the store and in no copy of it: a file of its
//! owner's alone in the folder `accounts`. And the lock that lets one pass run at a time.

use std::fs::{self, File, OpenOptions};
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use md5::{Digest as _, Md5};

use super::failure::Failure;
use crate::model::Account;
use crate::system;

/// The folder beside the store.
pub const FOLDER: &str = "accounts";

/// How long it is waited for another pass.
const PATIENCE: Duration = Duration::from_millis(200);

/// Most bytes of a token that is believed to be one.
const LONGEST: usize = 4_096;

/// Where an account's token and lock lie.
#[derive(Debug, Clone)]
pub struct Place {
    folder: PathBuf,
    name: String,
}

impl Place {
    /// The place of an account in a data folder.
    pub fn of(data_dir: &Path, account: &str) -> Place {
        Place { folder: data_dir.join(FOLDER), name: account.to_owned() }
    }

    fn file(&self, ending: &str) -> PathBuf {
        self.folder.join(format!("{}.{ending}", self.name))
    }

    /// The token of an earlier login, if there is one.
    pub fn token(&self) -> Option<String> {
        let text = fs::read_to_string(self.file("token")).ok()?;
        let token = text.trim();
        let is_one = !token.is_empty() && token.len() <= LONGEST;
        (is_one && token.bytes().all(|byte| byte.is_ascii_graphic())).then(|| token.to_owned())
    }

    /// Keeps a token. Where that fails, the next pass logs in again.
    pub fn keep_token(&self, token: &str) {
        let kept = self.make_folder().and_then(|()| {
            let mut file = tempfile::Builder::new().prefix(".token-").tempfile_in(&self.folder)?;
            file.write_all(token.as_bytes())?;
            file.persist(self.file("token")).map(drop).map_err(|error| error.error)
        });
        if let Err(error) = kept {
            tracing::warn!(account = %self.name, %error, "the access token was not kept");
        }
    }

    /// Forgets the token.
    pub fn forget_token(&self) {
        // One that is not there is forgotten; one that cannot be removed is refused and replaced.
        let _ = fs::remove_file(self.file("token"));
    }

    /// Forgets all of the account.
    pub fn forget(&self) {
        self.forget_token();
        let _ = fs::remove_file(self.file("lock"));
    }

    /// The only pass of the account, as long as what is returned is held.
    ///
    /// # Errors
    /// [`Failure::Busy`] where another one is under way.
    pub fn lock(&self) -> Result<File, Failure> {
        let folder = |error: std::io::Error| Failure::Folder(error.to_string());
        self.make_folder().map_err(folder)?;
        let file =
            system::owners_alone(OpenOptions::new().create(true).truncate(false).write(true))
                .open(self.file("lock"))
                .map_err(folder)?;
        let began = Instant::now();
        loop {
            match file.try_lock() {
                Ok(()) => return Ok(file),
                // A program that is just being started may hold what its parent has let go.
                Err(fs::TryLockError::WouldBlock) if began.elapsed() < PATIENCE => {
                    std::thread::sleep(PATIENCE / 20);
                }
                Err(fs::TryLockError::WouldBlock) => return Err(Failure::Busy),
                Err(fs::TryLockError::Error(error)) => return Err(folder(error)),
            }
        }
    }

    fn make_folder(&self) -> std::io::Result<()> {
        system::make_folder(&self.folder)
    }
}

/// A few bits that tell whether the settings of a login changed, and nothing of a password.
pub fn settings_mark(account: &Account) -> u16 {
    let Account { url, user, password, token, .. } = account;
    let secrets = [password, token].map(|secret| secret.as_ref().map_or("", |one| &one.0));
    let digest = Md5::digest([url, user, secrets[0], secrets[1]].join("\n").as_bytes());
    u16::from_be_bytes([digest[0], digest[1]])
}

#[cfg(test)]
mod tests {
    use std::os::unix::fs::PermissionsExt as _;

    use super::*;

    #[test]
    fn a_token_is_its_owners_alone_and_one_pass_runs_at_a_time() {
        let folder = tempfile::tempdir().expect("a folder");
        let place = Place::of(folder.path(), "home");
        assert_eq!(place.token(), None);
        place.keep_token("ann/abc");
        place.keep_token("ann/def");
        assert_eq!(place.token().as_deref(), Some("ann/def"));
        let mode = |name: &str| {
            let data = fs::metadata(folder.path().join(name)).expect("there");
            data.permissions().mode() & 0o777
        };
        assert_eq!((mode("accounts"), mode("accounts/home.token")), (0o700, 0o600));
        let held = place.lock().expect("the first");
        assert_eq!(place.lock().expect_err("the second"), Failure::Busy);
        assert!(Place::of(folder.path(), "work").lock().is_ok());
        drop(held);
        assert!(place.lock().is_ok());
        place.forget();
        assert_eq!(place.token(), None);
    }
}
