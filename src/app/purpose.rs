//! What each question is asked for, kept under its ticket until the answer comes or fails. Nothing
//! else remembers what is to be done with an answer: who leaves, or asks anew, is answered no more.

use std::collections::BTreeMap;
use std::mem::discriminant;

use super::command::Place;
use super::effect::{Ask, FrontAsked, ListName, Question, Ticket, Window};
use super::front::{Moves, Shown};
use super::lens::Wanted;
use super::note::StaleIdea;
use super::overlay::Kind;
use crate::lang::Lang;
use crate::model::change::Change;
use crate::model::{EditionWindow, IdeaId, ItemId, Row, Trait};

/// What a question is asked for.
#[derive(Debug, Clone, PartialEq)]
pub enum Purpose {
    /// Rows of a list.
    Rows(ListName),
    /// How many rows a list has.
    Length(ListName),
    /// How much a longer span of days holds than a list in which nothing was found.
    Wider {
        /// The list.
        than: Window,
        /// Days of the span; none for all there are.
        days: Option<i64>,
    },
    /// Whether there is anything that meets one demand of a list in which nothing was found.
    Unmet {
        /// The list.
        than: Window,
        /// The demand.
        what: Trait,
    },
    /// An item.
    Item(ItemFor),
    /// A note on something else, to be written under a title.
    Write {
        /// The title.
        title: String,
    },
    /// What a note said before.
    Versions,
    /// The other reports of the open item's story.
    Reports,
    /// What is about the same as the open item, beside its text.
    Beside,
    /// What is about the same as an item, as a list.
    ListRelated {
        /// The item's title.
        title: String,
    },
    /// Entries of a bibliography, to be copied.
    Copy,
    /// Items for a program of the user's, by its name.
    Share(String),
    /// The header's numbers.
    Tally,
    /// An edition for the panes.
    Front {
        /// Which.
        asked: FrontAsked,
        /// How rows move when it comes.
        moves: Moves,
        /// Whether it is an earlier one that the user opened.
        is_past: bool,
        /// What was shown and announced when it was asked for.
        before: Shown,
    },
    /// What is talked about in an edition.
    Terms(EditionWindow),
    /// What an overlay shows, which takes it itself.
    Layer(Kind),
    /// An idea, for its page.
    IdeaPage,
    /// An idea that was changed elsewhere: what becomes of the change that was made here.
    SettleStale(Box<StaleIdea>),
    /// An idea as it would begin.
    NewIdea {
        /// The idea that was begun before and is gone on with.
        resume: Option<IdeaId>,
        /// Its title, where a seed is its beginning.
        title: Option<String>,
    },
    /// What an item names, for a line that begins from it.
    Lens {
        /// The line.
        line: Wanted,
        /// The item.
        about: Box<Row>,
    },
    /// Which rule stands already for all of the source of an item, which all goes to the item's pane
    /// from now on.
    MoveSource {
        /// The item.
        about: Box<Row>,
    },
    /// What is known of a reader server.
    Account,
    /// Companies as they can be named.
    Companies,
    /// What is unread in a list, to be marked as read.
    ReadAll,
    /// What the lenses touch, to be told.
    Notice,
    /// The page of an edition.
    Digest,
    /// What was written of an item, in a language.
    Written(ItemId, Lang),
    /// Why the sentences of a page are as they are.
    WhyOfPage,
    /// What was changed in earlier sessions, to be taken back.
    Changes,
}

/// What an item is asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ItemFor {
    /// To be shown below the lists.
    Preview,
    /// For the text that is open.
    Text,
    /// For its note to be written.
    Note,
    /// To be opened: a link leads to it.
    Reading,
}

impl Purpose {
    /// Whether it makes an earlier question idle.
    fn takes_place_of(&self, earlier: &Purpose) -> bool {
        match (self, earlier) {
            (Purpose::Rows(list), Purpose::Rows(other))
            | (Purpose::Length(list), Purpose::Length(other)) => list == other,
            (Purpose::Item(what), Purpose::Item(other)) => what == other,
            (Purpose::Unmet { what, .. }, Purpose::Unmet { what: other, .. }) => what == other,
            (Purpose::Layer(kind), Purpose::Layer(other)) => kind == other,
            (Purpose::Written(item, _), Purpose::Written(other, _)) => item == other,
            // What is done with each of these is something of its own.
            (Purpose::Copy | Purpose::Share(_) | Purpose::SettleStale(_), _) => false,
            (later, earlier) => discriminant(later) == discriminant(earlier),
        }
    }

    /// Whether the answer opens something, or changes what is there: only where it was asked for.
    fn is_of_place(&self) -> bool {
        match self {
            Purpose::Item(ItemFor::Note | ItemFor::Reading)
            | Purpose::Write { .. }
            | Purpose::Versions
            | Purpose::ListRelated { .. }
            | Purpose::IdeaPage
            | Purpose::NewIdea { .. }
            | Purpose::Lens { .. }
            | Purpose::ReadAll
            | Purpose::WhyOfPage
            | Purpose::Account => true,
            Purpose::Rows(_)
            | Purpose::Length(_)
            | Purpose::Wider { .. }
            | Purpose::Unmet { .. }
            | Purpose::Item(ItemFor::Preview | ItemFor::Text)
            | Purpose::Reports
            | Purpose::Beside
            | Purpose::Copy
            | Purpose::Share(_)
            | Purpose::Tally
            | Purpose::Front { .. }
            | Purpose::Terms(_)
            | Purpose::Layer(_)
            | Purpose::SettleStale(_)
            | Purpose::Companies
            | Purpose::MoveSource { .. }
            | Purpose::Notice
            | Purpose::Digest
            | Purpose::Changes
            | Purpose::Written(..) => false,
        }
    }
}

/// Where the reader stands: on which screen, and over what.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Whereabouts {
    /// Where keys go.
    pub(super) place: Place,
    /// How many screens lie over each other.
    pub(super) depth: usize,
    /// Whether a list stands over the panes.
    pub(super) is_over: bool,
    /// The open item.
    pub(super) open: Option<ItemId>,
}

/// A question that is on its way.
#[derive(Debug, Clone, PartialEq)]
struct Open {
    purpose: Purpose,
    from: Whereabouts,
    /// What was kept since it was asked: the answer may be from before that.
    missed: Vec<Change>,
}

/// The questions that are on their way.
#[derive(Debug, Clone, Default)]
pub struct Asks {
    last: u64,
    open: BTreeMap<Ticket, Open>,
}

/// What a question was asked for that is answered now.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Asked {
    pub(super) purpose: Purpose,
    /// Whether the reader has left where it was asked for something that belongs there.
    pub(super) is_late: bool,
    /// What was kept meanwhile.
    pub(super) missed: Vec<Change>,
}

/// The same questions are on their way, whatever their numbers.
impl PartialEq for Asks {
    fn eq(&self, other: &Asks) -> bool {
        self.open.values().eq(other.open.values())
    }
}

impl Asks {
    /// Whether all is answered.
    pub fn is_empty(&self) -> bool {
        self.open.is_empty()
    }

    /// What answers are waited for.
    pub fn purposes(&self) -> impl Iterator<Item = &Purpose> {
        self.open.values().map(|open| &open.purpose)
    }

    /// What a question is asked for that is on its way.
    pub fn purpose(&self, ticket: Ticket) -> Option<&Purpose> {
        self.open.get(&ticket).map(|open| &open.purpose)
    }

    /// Sends a question on its way; an earlier one that it makes idle is answered no more.
    pub(super) fn ask(&mut self, purpose: Purpose, question: Question, from: Whereabouts) -> Ask {
        self.last += 1;
        let ticket = Ticket(self.last);
        let is_idle = |open: &Open| purpose.takes_place_of(&open.purpose);
        let replaces = self.open.iter().find(|(_, open)| is_idle(open)).map(|(ticket, _)| *ticket);
        if let Some(replaces) = replaces {
            self.open.remove(&replaces);
        }
        self.open.insert(ticket, Open { purpose, from, missed: Vec::new() });
        Ask { ticket, replaces, question }
    }

    /// Ends a question; `None` where nobody waits for it any more.
    pub(super) fn end(&mut self, ticket: Ticket, here: &Whereabouts) -> Option<Asked> {
        let Open { purpose, from, missed } = self.open.remove(&ticket)?;
        let is_late = purpose.is_of_place() && from != *here;
        Some(Asked { purpose, is_late, missed })
    }

    /// A change was kept: what is on its way may have been read before.
    pub(super) fn missed(&mut self, change: &Change) {
        for open in self.open.values_mut() {
            open.missed.push(change.clone());
        }
    }
}
