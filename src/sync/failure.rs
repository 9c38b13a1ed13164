//! Why a pass ended early, said so that the reader knows what to do about it.

use crate::fetch::{FetchError, NoSecret};
use crate::lang::Lang;
use crate::model::Phrase;
use crate::model::account::AccountCondition;
use crate::newsroom::NewsroomError;
use crate::store::StoreError;
use crate::text::clean;

/// Why the server's part of a pass ended early.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{}", self.phrase("").say(Lang::En))]
pub enum Failure {
    /// No answer.
    Fetch(#[from] FetchError),
    /// Where the password or token is to be had, it is not.
    Secret(NoSecret),
    /// The server takes neither name nor password.
    Refused,
    /// It takes no more calls for now.
    Quota,
    /// An answer that says that something is wrong.
    Status {
        /// HTTP status.
        code: u16,
        /// Seconds for which the server asks to be left alone.
        retry_after: Option<u64>,
    },
    /// An answer that is not what was asked for.
    Odd,
    /// The lists were not whole.
    Doubtful,
    /// The feeds that the server lists are so few that it must be asked about.
    FewFeeds {
        /// How many are gone.
        gone: usize,
        /// Of how many.
        of: usize,
    },
    /// Too many calls failed in a row.
    TooMany,
    /// Another pass of the account is under way.
    Busy,
    /// The folder in which tokens lie cannot be used.
    Folder(String),
}

impl Failure {
    /// How the account is after it.
    pub fn condition(&self) -> AccountCondition {
        match self {
            Failure::Fetch(error) => match error {
                FetchError::NoSuchHost { .. }
                | FetchError::NoConnection { .. }
                | FetchError::Timeout { .. } => AccountCondition::Offline,
                FetchError::BadAddress { .. }
                | FetchError::Tls { .. }
                | FetchError::TooLarge { .. }
                | FetchError::HeadersTooLarge { .. }
                | FetchError::Broken { .. }
                | FetchError::Status { .. }
                | FetchError::Gone { .. }
                | FetchError::TooManyRedirects { .. }
                | FetchError::BadRedirect { .. }
                | FetchError::PrivateNetwork { .. }
                | FetchError::LeadsHome { .. }
                | FetchError::Unencrypted { .. }
                | FetchError::Robots { .. }
                | FetchError::Secret { .. } => AccountCondition::ServerError,
            },
            Failure::Refused | Failure::Secret(_) => AccountCondition::PasswordRefused,
            Failure::Quota | Failure::Status { code: 429, .. } => AccountCondition::Quota,
            Failure::Doubtful | Failure::FewFeeds { .. } => AccountCondition::Doubtful,
            Failure::Status { .. }
            | Failure::Odd
            | Failure::TooMany
            | Failure::Busy
            | Failure::Folder(_) => AccountCondition::ServerError,
        }
    }

    /// Seconds for which the server asks to be left alone.
    pub fn retry_after(&self) -> Option<u64> {
        if let Failure::Status { retry_after, .. } = self { *retry_after } else { None }
    }

    /// Whether a smaller call of the same kind may go well.
    pub fn is_of_one(&self) -> bool {
        matches!(
            self,
            Failure::Status { code: 400 | 413 | 500, .. }
                | Failure::Fetch(FetchError::TooLarge { .. })
        )
    }

    /// What went wrong with an account, and what to do.
    pub fn phrase(&self, account: &str) -> Phrase {
        let told = match self {
            Failure::Fetch(error) => error.phrase(),
            Failure::Secret(NoSecret { from, why }) => {
                Phrase::new("account.failed.secret", &[&account, from, why])
            }
            Failure::Refused => Phrase::new("account.failed.refused", &[&account]),
            Failure::Quota => Phrase::new("account.failed.quota", &[&account]),
            Failure::Status { code, .. } => Phrase::new("account.failed.status", &[&account, code]),
            Failure::Odd => Phrase::new("account.failed.odd", &[&account]),
            Failure::Doubtful => Phrase::new("account.failed.doubtful", &[&account]),
            Failure::FewFeeds { gone, of } => {
                Phrase::new("account.failed.few_feeds", &[&account, gone, of])
            }
            Failure::TooMany => Phrase::new("account.failed.too_many", &[&account]),
            Failure::Busy => Phrase::new("account.failed.busy", &[&account]),
            Failure::Folder(why) => Phrase::new("account.failed.folder", &[&account, why]),
        };
        told.map(&|fact: &str| clean::line(fact, 400))
    }
}

/// Why a pass ended early.
#[derive(Debug, thiserror::Error)]
pub enum SyncError {
    /// The server's part.
    #[error(transparent)]
    Failure(#[from] Failure),
    /// The store cannot be read or written.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// What came cannot be judged and kept.
    #[error(transparent)]
    Newsroom(#[from] NewsroomError),
    /// The thread that writes has died.
    #[error("{}", self.phrase().say(Lang::En))]
    KeeperGone,
}

impl SyncError {
    /// What went wrong, with what, and what to do.
    pub fn phrase(&self) -> Phrase {
        match self {
            SyncError::Failure(error) => error.phrase(""),
            SyncError::Store(error) => error.phrase(),
            SyncError::Newsroom(error) => error.phrase(),
            SyncError::KeeperGone => Phrase::bare("failed.writer_gone"),
        }
    }
}

impl From<FetchError> for SyncError {
    fn from(error: FetchError) -> SyncError {
        SyncError::Failure(error.into())
    }
}

impl From<tokio::sync::oneshot::error::RecvError> for SyncError {
    fn from(_: tokio::sync::oneshot::error::RecvError) -> SyncError {
        SyncError::KeeperGone
    }
}
