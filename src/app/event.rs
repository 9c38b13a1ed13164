//! What happened.

use super::command::Command;
use super::effect::{Answer, DigestFile, Ticket};
use super::key::Key;
use super::layout::Size;
use super::question::Profile;
use super::setting::Setting;
use super::settings::Settings;
use super::writer::WriterSaid;
use crate::model::change::Change;
use crate::model::{Candidate, IdeaId, ItemId, Moment, Phrase, SourceId};

/// What happened.
#[derive(Debug, Clone, PartialEq)]
pub enum Event {
    /// The clock, before what happened at that time.
    Now(Moment),
    /// A key was pressed.
    Key(Key),
    /// A text was pasted.
    Pasted(String),
    /// The mouse did something.
    Mouse(Mouse),
    /// The terminal's window is looked at again.
    Focused,
    /// The screen has another size.
    Resized(Size),
    /// A command was asked for by name.
    Asked(Command),
    /// The store answered a question, or could not, and why.
    Answered(Ticket, Result<Box<Answer>, Phrase>),
    /// A change was kept.
    Kept(Change),
    /// An idea that was begun has a number now; said before the change is.
    Numbered {
        /// What it was known by.
        was: IdeaId,
        /// Its number.
        is: IdeaId,
    },
    /// A change could not be kept, and why.
    NotKept(Change, Phrase),
    /// What a change was to change was changed elsewhere meanwhile; what it says now.
    Stale(Change, String),
    /// Another program wrote to the store.
    ChangedElsewhere,
    /// The user's own editor is done with a text, or failed.
    Edited {
        /// The name of its draft.
        name: String,
        /// The text now, or why there is none.
        text: Result<String, String>,
    },
    /// The vault and the store were brought together.
    VaultFollowed {
        /// Texts that were taken from there.
        taken: u64,
        /// What the user should know.
        remarks: Vec<String>,
    },
    /// The refresh got further.
    Progress(Progress),
    /// The morning's edition was sealed.
    Sealed {
        /// What its page is called.
        title: String,
        /// How long it takes to read.
        minutes: f64,
        /// Its first line.
        first: Option<String>,
    },
    /// Items that were here already were judged anew.
    Judged,
    /// An item's article was fetched and kept.
    Fetched(ItemId),
    /// A page was saved: its title, and why there is no text of it where that is so.
    Saved(String, Option<Phrase>),
    /// A source is followed from now on, or no longer.
    Followed {
        /// What came of it, in words.
        told: Phrase,
        /// The source that came, where one did.
        source: Option<SourceId>,
    },
    /// The config file changed, and was read again.
    Configured(Box<Settings>),
    /// A setting was changed in it at the reader's wish: the setting with its value, and what the file
    /// says now.
    SettingKept(String, Box<Settings>),
    /// A setting could not be written there, and why.
    SettingNotKept(Setting, Phrase),
    /// What was typed for a source may mean any of these.
    Offered(Vec<Candidate>),
    /// The sets of sources that can be switched on.
    Profiles(Vec<Profile>),
    /// A picture that was asked for is there.
    Pictured(std::sync::Arc<[u8]>),
    /// A page could not be had, and why.
    NotFetched(Phrase),
    /// How the user's own writer goes on.
    Writer(WriterSaid),
    /// The digest was written.
    Written(DigestFile),
    /// The digest could not be written.
    NotWritten(DigestFile, WriteError),
    /// Something else went wrong that the user should know.
    Failed(Phrase),
}

/// Why a file could not be written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum WriteError {
    /// There is one already.
    Exists,
    /// Anything else, in words.
    Other(String),
}

/// How a refresh goes on.
#[derive(Debug, Clone, PartialEq, Eq)]
#[expect(missing_docs, reason = "the fields are what their names say")]
pub enum Progress {
    /// It asks so many sources.
    Started { sources: usize },
    /// A source is done: how many items are new, or why it failed, and what else is to be said.
    Source { name: String, outcome: Result<u64, Phrase>, note: Option<Phrase> },
    /// All are done, or nobody at all could be reached.
    Finished { unreachable: bool },
    /// It could not begin.
    Failed { why: Phrase },
}

/// What the mouse did, and in which cell.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[expect(missing_docs, reason = "the fields are what their names say")]
pub struct Mouse {
    pub x: u16,
    pub y: u16,
    pub action: MouseAction,
}

/// What the mouse did.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum MouseAction {
    /// The first button was pressed.
    Click,
    /// The middle one was.
    MiddleClick,
    /// The other one was.
    RightClick,
    /// The mouse moved with the first button held.
    Drag,
    /// The first button was let go.
    Release,
    /// The wheel went up.
    WheelUp,
    /// The wheel went down.
    WheelDown,
}
