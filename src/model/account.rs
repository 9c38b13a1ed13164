//! A reader server that is followed, and what is known of it: the settings of an account, the marks
//! that wait for it, and how its passes went.

mod health;

use std::collections::BTreeMap;
use std::fmt;

use serde::{Deserialize, Serialize};

use super::{ItemId, Moment, Pane, SourceId};
pub use health::{AccountCondition, AccountHealth, AccountState, Memory, PASSES, SyncReport};

/// The options of a source that an account carries: which account, which stream there, and the
/// folder that the stream stands in.
pub const ACCOUNT: &str = "account";
/// The stream's name on the server; see [`ACCOUNT`].
pub const STREAM: &str = "stream";
/// The folder that a source stands in.
pub const FOLDER: &str = "folder";

/// A password or token, or where one is to be had (`env:NAME`, `cmd:COMMAND`): it is never printed.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Secret(pub String);

impl fmt::Debug for Secret {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("…")
    }
}

/// The interface that a server speaks.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Protocol {
    /// The Google Reader API.
    #[default]
    Greader,
    /// Fever.
    Fever,
}

impl Protocol {
    /// Its name in the config file.
    pub fn name(self) -> &'static str {
        match self {
            Protocol::Greader => "greader",
            Protocol::Fever => "fever",
        }
    }
}

/// What an account sends to its server.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Sends {
    /// What was read.
    Read,
    /// What was starred.
    Starred,
    /// What is followed.
    Subscriptions,
    /// The tags of the reading list.
    Labels,
}

/// The fewest minutes between two passes.
pub const LEAST_MINUTES: u32 = 5;

/// A server that is followed: a table `[[account]]` of the config file.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Account {
    /// Its short name.
    pub name: String,
    /// Which interface it speaks.
    #[serde(default)]
    pub kind: Protocol,
    /// Where its interface begins, before `/accounts` and `/reader`; with Fever, its whole address.
    pub url: String,
    /// Who logs in.
    #[serde(default)]
    pub user: String,
    /// With which password.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub password: Option<Secret>,
    /// An access token instead of user and password (OAuth 2, `Bearer`).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub token: Option<Secret>,
    /// The least minutes between two passes.
    #[serde(default = "every_minutes")]
    pub every_minutes: u32,
    /// The most items of a first pass.
    #[serde(default = "items")]
    pub items: usize,
    /// What is sent there.
    #[serde(default = "sends")]
    pub send: Vec<Sends>,
    /// The pane of a folder, by the folder's name.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub panes: BTreeMap<String, Pane>,
    /// Whether a name and a password may go unencrypted over the internet.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub insecure: bool,
}

fn every_minutes() -> u32 {
    15
}

fn items() -> usize {
    20_000
}

fn sends() -> Vec<Sends> {
    vec![Sends::Read, Sends::Starred, Sends::Subscriptions]
}

impl Account {
    /// An account of which nothing but its place is said.
    pub fn new(name: impl Into<String>, kind: Protocol, url: impl Into<String>) -> Account {
        Account {
            name: name.into(),
            kind,
            url: url.into(),
            user: String::new(),
            password: None,
            token: None,
            every_minutes: every_minutes(),
            items: items(),
            send: sends(),
            panes: BTreeMap::new(),
            insecure: false,
        }
    }

    /// Whether marks of a kind are sent there.
    pub fn sends(&self, mark: &RemoteMark) -> bool {
        self.send.contains(&match mark {
            RemoteMark::Read => Sends::Read,
            RemoteMark::Starred => Sends::Starred,
            RemoteMark::Label(_) => Sends::Labels,
        })
    }
}

/// What a server calls an item, in the one form in which it is kept: lower-case hexadecimal, 16
/// digits or 24.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct RemoteId(pub String);

/// What an item is marked with, here and there.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum RemoteMark {
    /// As read.
    Read,
    /// As starred, which is the reading list here.
    Starred,
    /// With a tag of the reading list, a label there.
    Label(String),
}

impl RemoteMark {
    /// How it is kept.
    pub fn key(&self) -> String {
        match self {
            RemoteMark::Read => "read".to_owned(),
            RemoteMark::Starred => "starred".to_owned(),
            RemoteMark::Label(name) => format!("label:{name}"),
        }
    }

    /// What was kept.
    pub fn of_key(key: &str) -> Option<RemoteMark> {
        match key {
            "read" => Some(RemoteMark::Read),
            "starred" => Some(RemoteMark::Starred),
            other => Some(RemoteMark::Label(other.strip_prefix("label:")?.to_owned())),
        }
    }
}

/// A mark that was made here and waits until the server is known to have it.
#[derive(Debug, Clone, PartialEq)]
pub struct Waiting {
    /// Its number: a later mark of the same kind on the same item has another.
    pub no: i64,
    /// The item there.
    pub rid: RemoteId,
    /// The item here, where it was not tidied away meanwhile.
    pub item: Option<ItemId>,
    /// What was marked.
    pub mark: RemoteMark,
    /// Set, or taken away.
    pub on: bool,
    /// Since when it waits.
    pub queued: Moment,
    /// Whether the server said that it has it, which the next pass looks after.
    pub sent: bool,
    /// How often the server refused it.
    pub tries: u32,
    /// In how many passes the server did not have it, although it said so.
    pub disagreed: u32,
}

/// A mark that the server refused so often is set aside: it is shown, and not sent again.
pub const MOST_TRIES: u32 = 3;

impl Waiting {
    /// Whether it is not sent again.
    pub fn is_set_aside(&self) -> bool {
        self.tries >= MOST_TRIES
    }
}

/// What is known of an item of the server.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct KnownItem {
    /// The item here; `None` where it was tidied away.
    pub item: Option<ItemId>,
    /// Whether it is read here.
    pub read: bool,
    /// Whether it is starred here.
    pub starred: bool,
    /// Whether the server has it no more.
    pub gone: bool,
    /// Whether the last pass missed it in the list of unread ones, where that came in several
    /// pages.
    pub missed_unread: bool,
    /// The same for the list of starred ones.
    pub missed_starred: bool,
    /// Its tags on the reading list.
    pub tags: Vec<String>,
}

/// What a pass found out about the marks: what is to be changed here and what needs no longer wait.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Verdict {
    /// Marks that follow the server.
    pub changes: Vec<(ItemId, RemoteMark, bool)>,
    /// Waiting marks that the server has, by number.
    pub settled: Vec<i64>,
    /// Those that it said to have and has not.
    pub disagreed: Vec<i64>,
    /// Those that it will not have.
    pub refused: Vec<i64>,
    /// Items that lists of several pages missed or found again: in the unread one, in the starred
    /// one.
    pub missed: Vec<(RemoteId, bool, bool)>,
    /// Items that went from the server or are there again.
    pub gone: Vec<(RemoteId, bool)>,
}

/// How many marks were changed here.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Applied {
    /// Marked as read.
    pub read: usize,
    /// Marked as unread.
    pub unread: usize,
    /// Put on the reading list.
    pub starred: usize,
    /// Taken from it.
    pub unstarred: usize,
}

/// A feed of the server, as it is known here.
#[derive(Debug, Clone, PartialEq)]
pub struct RemoteFeed {
    /// What the server calls it.
    pub stream: String,
    /// The source that it is here; `None` where the reader removed that.
    pub source: Option<SourceId>,
    /// Since when the server does not list it.
    pub missing_since: Option<Moment>,
}

/// Calls of one kind that a server allows in a day.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Zone {
    /// How many.
    pub limit: u32,
    /// How many were made.
    pub used: u32,
}

impl Zone {
    /// The part of a limit that is used up, in percent: the rest is for the user's other programs.
    const PART: u32 = 90;

    /// How many jogan makes at most.
    pub fn most(self) -> u32 {
        self.limit.saturating_mul(Self::PART) / 100
    }

    /// How many are left to jogan.
    pub fn left(self) -> u32 {
        self.most().saturating_sub(self.used)
    }
}

/// What a server says of how often it may be called.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct Quota {
    /// Calls that ask.
    pub reads: Option<Zone>,
    /// Calls that change something.
    pub writes: Option<Zone>,
    /// When counting begins anew.
    pub resets: Option<Moment>,
}

impl Quota {
    /// The quota at a moment: what was used counts no more once it began anew.
    #[must_use]
    pub fn at(mut self, now: Moment) -> Quota {
        if self.resets.is_some_and(|resets| resets <= now) {
            let anew = |zone: Option<Zone>| zone.map(|zone| Zone { used: 0, ..zone });
            self = Quota { reads: anew(self.reads), writes: anew(self.writes), resets: None };
        }
        self
    }

    /// Calls that are left, of whichever kind there are fewer.
    pub fn left(self) -> Option<u32> {
        [self.reads, self.writes].into_iter().flatten().map(Zone::left).min()
    }
}

#[cfg(test)]
mod tests;
