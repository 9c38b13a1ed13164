//! How an account fares: how its passes went, and what is remembered between two of them.

use serde::{Deserialize, Serialize};

use super::Quota;
use crate::model::{AsFact, Moment, Phrase};

/// How an account is, in one word.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum AccountCondition {
    /// There was no pass yet.
    #[default]
    New,
    /// The last pass went well.
    Well,
    /// Contents are still to be asked for.
    FirstSync,
    /// Nobody answered.
    Offline,
    /// The server takes neither name nor password.
    PasswordRefused,
    /// It may not be called any more for now.
    Quota,
    /// Its lists were not whole.
    Doubtful,
    /// Anything else went wrong on its side.
    ServerError,
}

impl AccountCondition {
    /// The name in JSON, and in the phrases `account.state.<name>`.
    pub fn name(self) -> &'static str {
        match self {
            AccountCondition::New => "new",
            AccountCondition::Well => "well",
            AccountCondition::FirstSync => "first-sync",
            AccountCondition::Offline => "offline",
            AccountCondition::PasswordRefused => "password-refused",
            AccountCondition::Quota => "quota",
            AccountCondition::Doubtful => "doubtful",
            AccountCondition::ServerError => "server-error",
        }
    }

    /// Whether the reader should look at it.
    pub fn is_trouble(self) -> bool {
        match self {
            AccountCondition::New
            | AccountCondition::Well
            | AccountCondition::FirstSync
            | AccountCondition::Offline
            | AccountCondition::Quota => false,
            AccountCondition::PasswordRefused
            | AccountCondition::Doubtful
            | AccountCondition::ServerError => true,
        }
    }
}

/// How a pass went.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct SyncReport {
    /// The account.
    pub account: String,
    /// When it began.
    pub at: Moment,
    /// Whether all of it was done.
    pub ok: bool,
    /// Marks that the server took.
    pub sent: usize,
    /// Marks that still wait.
    pub waiting: usize,
    /// Marks that the server will not have.
    pub refused: usize,
    /// Feeds that it has.
    pub feeds: usize,
    /// Items that had not been here before.
    pub new: usize,
    /// Items that changed.
    pub updated: usize,
    /// Marked here as read, because they are there.
    pub read: usize,
    /// As unread.
    pub unread: usize,
    /// As starred.
    pub starred: usize,
    /// As not starred.
    pub unstarred: usize,
    /// Items and feeds that the server has no more.
    pub gone: usize,
    /// Calls made.
    pub calls: usize,
    /// Calls that the server still allows, where it says so.
    pub calls_left: Option<u32>,
    /// Bytes of what was answered.
    pub bytes_in: u64,
    /// Bytes of what was asked.
    pub bytes_out: u64,
    /// How long it took.
    pub seconds: f64,
    /// Why it ended early.
    pub error: Option<Phrase>,
}

/// Passes of which an account remembers how they went.
pub const PASSES: usize = 10;

/// What is remembered of an account between two passes.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct AccountState {
    /// When everything was compared last.
    pub last_full: Option<Moment>,
    /// When a pass went well last.
    pub last_success: Option<Moment>,
    /// Not to be asked before.
    pub next_due: Option<Moment>,
    /// Why the last pass ended early.
    pub last_error: Option<Phrase>,
    /// Since when passes fail.
    pub failing_since: Option<Moment>,
    /// What the server allows.
    pub quota: Quota,
    /// All else.
    pub memory: Memory,
}

/// What no statement asks for.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct Memory {
    /// How it is.
    pub condition: AccountCondition,
    /// Passes that failed in a row.
    pub failures: u32,
    /// How many contents the server gives in one answer, where that is fewer than were asked for.
    pub contents_at_once: Option<usize>,
    /// Items that the first pass found: how far it has come.
    pub first_items: usize,
    /// With which settings the login was refused, so that it is not tried again with them.
    pub refused_with: Option<u16>,
    /// Whether the server is known to have no labels.
    pub without_labels: bool,
    /// How the last passes went, the latest first.
    pub passes: Vec<SyncReport>,
}

/// An account with what is known of it, for showing.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct AccountHealth {
    /// Its name.
    pub name: String,
    /// The host of its server.
    pub host: String,
    /// What is remembered.
    pub state: AccountState,
    /// Marks that wait, those that were set aside left out.
    pub waiting: u32,
    /// Marks that the server refuses.
    pub set_aside: u32,
    /// Since when the oldest of them waits.
    pub waiting_since: Option<Moment>,
    /// Feeds that it carries.
    pub feeds: u32,
    /// Unread items of theirs.
    pub unread: u32,
    /// Contents still to be asked for.
    pub wanted: u32,
    /// Whether the config file names it.
    pub configured: bool,
}

impl AccountHealth {
    /// How it is, in a few words.
    pub fn phrase(&self, now: Moment) -> Phrase {
        let Memory { condition, first_items, .. } = &self.state.memory;
        let facts = match condition {
            AccountCondition::FirstSync => {
                let all = (*first_items).max(self.wanted as usize);
                vec![(all - self.wanted as usize).to_string(), all.to_string()]
            }
            AccountCondition::Quota => {
                let reads = self.state.quota.at(now).reads;
                let (used, most) = reads.map_or((0, 0), |zone| (zone.used, zone.most()));
                let again = self.state.next_due.map(|due| due.format("%H:%M UTC").to_string());
                vec![used.to_string(), most.to_string(), again.unwrap_or_default()]
            }
            AccountCondition::New
            | AccountCondition::Well
            | AccountCondition::Offline
            | AccountCondition::PasswordRefused
            | AccountCondition::Doubtful
            | AccountCondition::ServerError => Vec::new(),
        };
        let facts: Vec<&dyn AsFact> = facts.iter().map(|fact| fact as _).collect();
        Phrase::new(format!("account.state.{}", condition.name()), &facts)
    }

    /// Whether the reader should look at it.
    pub fn is_trouble(&self) -> bool {
        !self.configured || self.state.memory.condition.is_trouble() || self.set_aside > 0
    }
}
