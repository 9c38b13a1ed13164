//! What every overlay is: something over the lists and the open text that has its own keys, its own
//! answers and its own layout. It knows itself and what it is told of its surroundings; what it wants
//! of the rest of the reader it says as an [`Act`].

use super::command::{Command, Place};
use super::draft::Draft;
use super::effect::{Answer, Question, Scope, Work};
use super::hints::Does;
use super::key::Key;
use super::layout::{Layout, Size};
use super::line::LineFor;
use super::lists::View;
use super::page::Page;
use super::palette::Offer;
use super::search::Subject;
use super::terms::{Talk, Term};
use crate::model::change::Change;
use crate::model::{AccountHealth, Idea, IdeaId, ItemId, Moment, Query, Zone};

/// Characters of a pasted text that are taken.
pub(super) const PASTE: usize = 1_000_000;

/// What an overlay can see of its surroundings.
#[derive(Debug)]
pub struct Around<'a> {
    /// The language, and what there is to be asked for by name.
    pub offer: Offer<'a>,
    /// Time zone of days and clock times.
    pub zone: Zone,
    /// When this is.
    pub now: Moment,
    /// The screen.
    pub size: Size,
    /// Where its parts stand; `None` where it is too small.
    pub layout: Option<Layout>,
    /// The number typed before a command.
    pub times: Option<usize>,
    /// What is talked about.
    pub talk: &'a Talk,
    /// The reader servers that are followed.
    pub accounts: &'a [AccountHealth],
}

impl Around<'_> {
    /// Lines of a page that fit.
    pub fn height(&self) -> usize {
        self.layout.map_or(1, |layout| usize::from(layout.body.height))
    }

    /// Cells of a page's text across.
    pub fn width(&self) -> usize {
        self.layout.map_or(1, |layout| usize::from(layout.text().width))
    }

    /// Cells of a text that is being written across.
    pub fn note_width(&self) -> usize {
        self.layout.map_or(1, |layout| usize::from(layout.note().width))
    }

    /// The size of a page that takes all of the screen's width.
    pub fn wide(&self) -> Size {
        let body = self.layout.map(|layout| layout.wide()).unwrap_or_default();
        Size { width: body.width, height: body.height }
    }
}

/// What an overlay wants of the rest of the reader.
#[derive(Debug)]
pub enum Act {
    /// Asks the store; the answer comes to the overlay, see [`Layer::take`].
    Ask(Question),
    /// Has something done outside.
    Work(Work),
    /// Puts a text on the clipboard.
    Copy(String),
    /// Makes a change that can be undone.
    Change(Change),
    /// Tells that something was done.
    Tell(String),
    /// Tells that something failed.
    Fail(String),
    /// Opens a line to type on.
    Type(LineFor, Draft),
    /// Shows what is found for the line of a search, while it is typed.
    Search,
    /// Shows what of the help holds all words of a text.
    Help(String),
    /// Lists items over the panes, where nothing stands over them any more.
    List(Subject, Box<Query>),
    /// Lists the items behind a term in the same way.
    Term(Term),
    /// Opens what is known of a reader server.
    Account(String),
    /// Has sources asked.
    Refresh(Scope),
    /// Shows the theme that is chosen in the palette, or again the one that is set.
    Theme,
    /// Does what the letter of a link or sentence is for; as a capital, with all of its passage.
    Letter(Does, usize, bool),
    /// Shows again what stood over the panes before a search was typed.
    LeaveSearch(Option<Box<View>>),
    /// Leaves the text that lies below it as a draft.
    SetAside,
}

/// What an overlay makes of a key, a command or an answer.
#[derive(Debug)]
pub enum Next {
    /// Nothing: who comes after it may.
    Pass,
    /// All that there is to do was done.
    Stay,
    /// It goes away.
    Close,
    /// It stays, and wants this.
    Do(Vec<Act>),
    /// It goes away, and wants this.
    CloseAnd(Vec<Act>),
}

/// Something that stands over the lists and the open text. Its defaults are those of a page that is
/// read and left.
pub trait Layer {
    /// Where keys go while it is on top.
    fn place(&self) -> Place {
        Place::Page
    }

    /// Whether it stands over all of the screen but its first and last line.
    fn covers_all(&self) -> bool {
        true
    }

    /// The keys that matter most on it, for the status line.
    fn hints(&self) -> &'static [Command] {
        &[Command::Down, Command::Up, Command::Leave]
    }

    /// The page that is scrolled, if it is one.
    fn page_mut(&mut self) -> Option<&mut Page> {
        None
    }

    /// Moves its selection, or scrolls.
    fn step(&mut self, by: isize, around: &Around<'_>) {
        if let Some(page) = self.page_mut() {
            page.scroll(by, around.height());
        }
    }

    /// Sets anew what depends on size or language.
    fn lay_out(&mut self, _: &Around<'_>) {}

    /// Whether it still makes sense on a screen of another size.
    fn outlives_size(&self) -> bool {
        true
    }

    /// Whether it goes on where the screen is too small to show anything.
    fn goes_on_unseen(&self) -> bool {
        false
    }

    /// Takes a command.
    fn obey(&mut self, _: Command, _: &Around<'_>) -> Next {
        Next::Pass
    }

    /// Takes a key that is typed into it.
    fn press(&mut self, _: Key, _: &Around<'_>) -> Next {
        Next::Pass
    }

    /// Takes a pasted text.
    fn paste(&mut self, _: &str) -> Next {
        Next::Pass
    }

    /// Takes a click on a row of it; `opens` what is selected already.
    fn click(&mut self, _row: usize, _opens: bool, _: &Around<'_>) -> Next {
        Next::Pass
    }

    /// Goes back from it.
    fn back(&mut self) -> Next {
        Next::Close
    }

    /// What is to be kept of it when the reader ends.
    fn at_end(&self) -> Option<Work> {
        None
    }

    /// Takes the answer to what it asked for.
    fn take(&mut self, _: Answer, _: &Around<'_>) -> Next {
        Next::Pass
    }

    /// Whether it has nothing to show before it is answered.
    fn is_waiting(&self) -> bool {
        false
    }

    /// What it asked for does not come.
    fn miss(&mut self) -> Next {
        if self.is_waiting() { Next::Close } else { Next::Pass }
    }

    /// What it asks for anew where another program wrote.
    fn ask_again(&self) -> Option<Question> {
        None
    }

    /// Shows a change.
    fn apply(&mut self, _: &Change, _: &Around<'_>) {}

    /// Takes that an idea which was begun has its number now.
    fn number_idea(&mut self, _was: IdeaId, _is: IdeaId) -> Option<Work> {
        None
    }

    /// The idea that commands are about on it.
    fn idea(&self) -> Option<&Idea> {
        None
    }

    /// The items whose rows it comes back to.
    fn names(&self) -> Vec<ItemId> {
        Vec::new()
    }
}

/// Nothing but an effect outside.
impl From<Work> for Next {
    fn from(work: Work) -> Next {
        Next::Do(vec![Act::Work(work)])
    }
}
