//! What can stand over the lists and the open text, and what a line is typed for.

use super::account::AccountPage;
use super::digest::DigestPreview;
use super::draft::Draft;
use super::help::Help;
use super::hints::Hints;
use super::ideas::{Board, IdeaPage};
use super::lens::LensLine;
use super::linking::Linking;
use super::lists::View;
use super::note::NoteEditor;
use super::page::Page;
use super::palette::Palette;
use super::question::YesNo;
use super::sources::SourceList;
use super::terms::TermList;
use super::versions::Versions;
use crate::model::{ItemId, Row, StoryId};

/// What a line is typed for.
#[derive(Debug, Clone, PartialEq)]
pub enum LineFor {
    /// Items to search for.
    Search {
        /// What stood over the panes before it was typed.
        before: Option<Box<View>>,
    },
    /// A text to find in the open item.
    Find,
    /// The address of a page to save.
    Address,
    /// The folder that the digest goes to.
    Folder,
    /// The name of a command that an item is given to.
    Share,
    /// Words to look for on the board of ideas.
    Idea,
    /// A word to look for among the terms.
    Term,
    /// The name that a filter is given.
    FilterName,
    /// Tags on the reading list.
    Tags,
    /// Why an idea stands on items.
    WhyLinked(Box<Linking>),
    /// More of what an item names, or nothing of it.
    Lens(Box<LensLine>),
    /// Words to look for in the list of sources.
    Source,
    /// Another name of a source.
    SourceName,
    /// The folder of its server in which a source stands.
    SourceFolder,
    /// Words to look for in the help.
    Help,
    /// The address of a source to follow.
    Follow,
}

/// What can stand over the lists and the open text.
#[derive(Debug, Clone, PartialEq)]
pub enum Overlay {
    /// The help screen.
    Help(Help),
    /// The messages there were.
    Messages(Page),
    /// What the program noted of its own doings.
    Log(Page),
    /// Why an item has its score.
    Why {
        /// Its item.
        id: ItemId,
        /// The reasons.
        page: Page,
        /// What counts it among others: in words, and the stories that are counted.
        counted: Option<(String, Vec<StoryId>)>,
    },
    /// A note being written.
    Note(NoteEditor),
    /// Something that is typed on one line.
    Line(LineFor, Draft),
    /// Letters at the links in sight.
    Hints(Hints),
    /// A command being looked for.
    Palette(Palette),
    /// What is talked about.
    Terms(TermList),
    /// The sources and their health.
    Sources(SourceList),
    /// A reader server and what is known of it.
    Account(Box<AccountPage>),
    /// The digest before it is written.
    Digest(DigestPreview),
    /// The board of ideas.
    Ideas(Board),
    /// An idea's page.
    Idea(Box<IdeaPage>),
    /// What a note said before.
    Versions(Versions),
    /// A question.
    Question(YesNo),
}

impl Overlay {
    /// The rows that it holds, of a list that of an item alone.
    pub(super) fn rows_mut(&mut self, id: ItemId) -> impl Iterator<Item = &mut Row> {
        let (items, one) = match self {
            Overlay::Idea(page) => (Some(&mut page.items), None),
            Overlay::Line(LineFor::Lens(line), _) => (None, Some(line.about_mut())),
            Overlay::Line(LineFor::Search { before: Some(view) }, _) => {
                (None, view.list.row_mut(id))
            }
            Overlay::Line(..)
            | Overlay::Help(_)
            | Overlay::Messages(_)
            | Overlay::Log(_)
            | Overlay::Why { .. }
            | Overlay::Note(_)
            | Overlay::Hints(_)
            | Overlay::Palette(_)
            | Overlay::Terms(_)
            | Overlay::Sources(_)
            | Overlay::Account(_)
            | Overlay::Digest(_)
            | Overlay::Ideas(_)
            | Overlay::Versions(_)
            | Overlay::Question(_) => (None, None),
        };
        items.into_iter().flatten().chain(one)
    }

    /// Whether it stands over all of the screen but its first and last line.
    pub fn covers_all(&self) -> bool {
        match self {
            Overlay::Help(..)
            | Overlay::Messages(_)
            | Overlay::Log(_)
            | Overlay::Account(_)
            | Overlay::Why { .. }
            | Overlay::Terms(_)
            | Overlay::Sources(_)
            | Overlay::Digest(_)
            | Overlay::Ideas(_)
            | Overlay::Idea(_)
            | Overlay::Versions(_) => true,
            Overlay::Note(_)
            | Overlay::Line(..)
            | Overlay::Hints(_)
            | Overlay::Palette(_)
            | Overlay::Question(_) => false,
        }
    }
}
