//! What a pass is asked for, what it tells while it runs, and how it ended.

use tokio::sync::oneshot;

use crate::lang::Lang;
use crate::model::{Phrase, SourceId};
use crate::newsroom::NewsroomError;
use crate::store::StoreError;

/// Which sources a pass visits.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Which {
    /// Those whose time has come.
    Due,
    /// All that are enabled, whether due or not.
    All,
    /// These, whether enabled and due or not.
    Named(Vec<SourceId>),
    /// No source, and this reader server.
    Account {
        /// Its name.
        name: String,
        /// Whether everything is compared.
        full: bool,
    },
}

/// What happens during a pass.
#[derive(Debug, Clone, PartialEq)]
pub enum Progress {
    /// It begins.
    Started {
        /// How many sources will be visited.
        total: usize,
    },
    /// A source is done, and what it brought is kept.
    Done(Report),
    /// All are done.
    Finished(Summary),
}

/// How the visit to one source went.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Report {
    /// Its short name.
    pub source: SourceId,
    /// What it brought.
    pub outcome: Outcome,
    /// What else the user should know.
    pub note: Option<Note>,
}

/// What a visit brought.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Outcome {
    /// Items.
    Fresh {
        /// How many had not been here before.
        new: usize,
        /// How many had changed.
        updated: usize,
    },
    /// Nothing that was not here.
    Unchanged,
    /// Nothing, for this reason.
    Failed(Phrase),
}

/// What a visit changed about the source itself.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Note {
    /// It has moved for good; this is its address from now on.
    Moved(String),
    /// Its address is a page; this feed was found there and is asked from now on.
    FeedFound(String),
    /// Likewise, on another server: the source's header fields and credentials were left behind.
    FeedFoundElsewhere(String),
    /// Its server leads on to another one, to which its header fields and credentials do not go.
    SecretsStay,
    /// It is gone for good and was turned off.
    Gone,
    /// It has moved to where another source is asked already, and was turned off.
    Doubles(SourceId),
}

impl Report {
    /// What else the user should know, in words.
    pub fn note_told(&self) -> Option<Phrase> {
        let id = &self.source;
        Some(match self.note.as_ref()? {
            Note::Moved(address) => Phrase::new("refresh.moved", &[id, address]),
            Note::FeedFound(address) => Phrase::new("refresh.feed_found", &[id, address]),
            Note::FeedFoundElsewhere(address) => {
                Phrase::new("refresh.feed_found_elsewhere", &[id, address])
            }
            Note::SecretsStay => Phrase::new("refresh.secrets_stay", &[id]),
            Note::Gone => Phrase::new("refresh.gone", &[id]),
            Note::Doubles(other) => Phrase::new("refresh.doubles", &[id, other]),
        })
    }
}

/// How a whole pass went.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Summary {
    /// Sources visited.
    pub sources: usize,
    /// Those that brought something.
    pub ok: usize,
    /// Those that had nothing that was not here.
    pub unchanged: usize,
    /// Those that failed.
    pub failed: usize,
    /// Items that had not been here before.
    pub new: usize,
    /// Items that had changed.
    pub updated: usize,
    /// How long it took.
    pub seconds: f64,
    /// Which failed, and why.
    pub failures: Vec<(SourceId, Phrase)>,
    /// Whether nobody at all could be reached, as when there is no network.
    pub offline: bool,
}

/// Why a pass ended early.
#[derive(Debug, thiserror::Error)]
pub enum RefreshError {
    /// The store cannot be read or written.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// What was fetched cannot be judged and kept.
    #[error(transparent)]
    Newsroom(#[from] NewsroomError),
    /// The thread that writes has died.
    #[error("{}", self.phrase().say(Lang::En))]
    KeeperGone,
}

impl RefreshError {
    /// What went wrong, with what, and what to do.
    pub fn phrase(&self) -> Phrase {
        match self {
            RefreshError::Store(error) => error.phrase(),
            RefreshError::Newsroom(error) => error.phrase(),
            RefreshError::KeeperGone => Phrase::bare("failed.writer_gone"),
        }
    }
}

impl From<oneshot::error::RecvError> for RefreshError {
    fn from(_: oneshot::error::RecvError) -> RefreshError {
        RefreshError::KeeperGone
    }
}
