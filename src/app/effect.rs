//! What the middle wants of the world, carried out by `runtime`: what is asked of the terminal is done
//! by the loop, all else by servants beside it.

mod asked;

use super::toggle::Toggle;
use super::writer::{DigestAsked, WriterAsked, WrittenLine};
use crate::filter::Company;
use crate::lang::Lang;
use crate::model::account::Waiting;
use crate::model::change::{Change, Way};
use crate::model::note::Version;
use crate::model::{
    About, AccountHealth, Candidate, EditionWindow, Handout, Health, Idea, IdeaId, Item, ItemId,
    PagePart, Row, SourceId, StoryId, Trending,
};
use crate::text::links::Target;
pub use asked::{
    FrontAsked, FrontPage, ListName, Named, Neighbours, Tally, TallyAsked, Watched, WhichEdition,
    Window,
};

/// What the world should do.
#[derive(Debug, Clone, PartialEq)]
pub enum Effect {
    /// The reading thread: answer a question from the store.
    Ask(Ask),
    /// The storekeeper: keep a change that comes about in this way.
    Keep(Change, Way),
    /// The terminal, which the loop itself holds.
    Terminal(TerminalEffect),
    /// A servant, who works beside the loop.
    Work(Work),
    /// The end of the program, or of this store.
    End(Ending),
}

/// What is asked of the terminal.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum TerminalEffect {
    /// Draw everything anew.
    Redraw,
    /// Give the shell back until the program is called again.
    Suspend,
    /// Hear the mouse, or leave it to the terminal.
    Mouse(bool),
    /// Show a theme, by its name.
    Theme(String),
    /// Put a text on the clipboard.
    Copy(String),
    /// Tell this on the desktop.
    Notify(String),
    /// Show a picture until a key is pressed.
    Picture(std::sync::Arc<[u8]>),
    /// Leave the screen to the user's own editor, and have a text written there.
    Edit {
        /// The name of its draft.
        name: String,
        /// The text so far.
        text: String,
    },
}

/// What is asked of those who work beside the loop.
#[derive(Debug, Clone, PartialEq)]
pub enum Work {
    /// The refresh: ask the sources.
    Refresh(Scope),
    /// The refresh: fetch a single page.
    Fetch(Errand),
    /// The user's own writer: have something written.
    AskWriter(WriterAsked),
    /// The browser: open an address.
    Browse(String),
    /// The system: open a file that was written here, with whatever opens such files.
    Show(std::path::PathBuf),
    /// The writer of files: put the digest there.
    Write(DigestFile),
    /// A program: run it with these arguments, as they are.
    Run(Vec<String>),
    /// The config file: give a filter a name.
    SaveFilter {
        /// The name.
        name: String,
        /// The filter as it is typed.
        line: String,
    },
    /// The config file: have this theme from now on.
    SaveTheme(String),
    /// The config file: have this value of a setting from now on.
    SaveToggle(Toggle, bool),
    /// The keeper of drafts: have what was typed outlive the program.
    SaveDraft {
        /// The draft's name.
        name: String,
        /// What was typed.
        text: String,
    },
    /// The keeper of drafts: it is not needed any more.
    DropDraft(String),
    /// The keeper of the vault, if there is one: bring it and the store together; what is to be
    /// told is told in this language.
    FollowVault(Lang),
    /// The storekeeper: remember a value under a name, for the next time.
    Remember {
        /// Its name.
        name: &'static str,
        /// The value.
        value: String,
    },
}

/// What is done at the user's wish beside the refresh: a single page fetched, a source followed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Errand {
    /// The article behind an item.
    Article(ItemId),
    /// A picture of an open text.
    Picture {
        /// The item whose text shows it.
        item: ItemId,
        /// Its address.
        url: String,
    },
    /// A page that goes to the reading list.
    Save {
        /// The page, as it was typed.
        address: String,
        /// The language in which the source of saved pages is named.
        lang: Lang,
    },
    /// A source, as it was typed.
    Follow(String),
    /// One of those that were meant by what was typed.
    FollowThis(Box<Candidate>),
    /// A source that is followed no longer.
    Remove(SourceId),
    /// A source that is to have another name or stand in another folder of its server.
    Edit {
        /// Which.
        source: SourceId,
        /// Its name from now on, if that is to be another one.
        name: Option<String>,
        /// Likewise its folder; none where that is empty.
        folder: Option<String>,
    },
    /// The sets of sources that can be switched on.
    Profiles,
    /// One of them, which is switched on.
    SwitchOn(String),
}

/// The number of a question that is on its way.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Ticket(pub u64);

/// A question on its way to the store. What it is asked for stays behind, under its ticket.
#[derive(Debug, Clone, PartialEq)]
pub struct Ask {
    /// Its number, which comes back with the answer.
    pub ticket: Ticket,
    /// The question whose place it takes: that needs no answer any more.
    pub replaces: Option<Ticket>,
    /// What is asked.
    pub question: Question,
}

/// Something the store can answer.
#[derive(Debug, Clone, PartialEq)]
pub enum Question {
    /// Some rows of a list.
    Window(Window),
    /// How many rows a list has.
    Length(Window),
    /// An item whole.
    Item(ItemId),
    /// All reports of a story, best first.
    Story(StoryId),
    /// How many stories the edition has, and how many came after an item.
    Tally(TallyAsked),
    /// An edition, and the order of its stories.
    Front(FrontAsked),
    /// What else is about the same as an item, most alike first.
    Related(ItemId),
    /// Items as entries of a bibliography.
    Bibliography(Vec<ItemId>),
    /// Items as a program of the user's is given them.
    Handouts {
        /// The items.
        items: Vec<ItemId>,
        /// Whether their texts are wanted as files.
        files: bool,
    },
    /// What is talked about in an edition.
    Terms(EditionWindow),
    /// A note, in order to be written.
    Note(About),
    /// What a note says and said before.
    Versions(About),
    /// Items and ideas that a link being typed may lead to.
    Links(String),
    /// All ideas, or all that were deleted.
    Ideas {
        /// Whether those that were deleted are asked for.
        deleted: bool,
    },
    /// An idea and the items it stands on.
    Idea(IdeaId),
    /// An idea as it would begin from items.
    Template {
        /// The items.
        items: Vec<ItemId>,
        /// The language of what is filled in.
        lang: Lang,
    },
    /// What an item names, for a line that begins from it.
    Named(ItemId),
    /// All sources and their health.
    Sources,
    /// What is known of a reader server that is followed.
    Account(String),
    /// All companies and their names.
    Companies,
    /// The unread items of a list, whatever its window.
    Unread(Window),
    /// What came after an item and is touched by a lens of the reader's.
    Watched(ItemId),
    /// What the program noted of its own doings.
    Log,
    /// An edition's page, as it would be written.
    Digest(DigestAsked),
    /// What a writer wrote before.
    Written(WriterAsked),
    /// What was changed in the reader lately, in earlier sessions too.
    Changes,
}

impl Question {
    /// Whether many items are looked at for the answer, so that no key should wait behind it.
    pub fn takes_long(&self) -> bool {
        match self {
            Question::Length(_)
            | Question::Tally(_)
            | Question::Front(_)
            | Question::Related(_)
            | Question::Terms(_)
            | Question::Companies
            | Question::Unread(_)
            | Question::Watched(_)
            | Question::Written(_)
            | Question::Changes
            | Question::Digest(_) => true,
            Question::Window(_)
            | Question::Item(_)
            | Question::Story(_)
            | Question::Bibliography(_)
            | Question::Handouts { .. }
            | Question::Note(_)
            | Question::Versions(_)
            | Question::Links(_)
            | Question::Ideas { .. }
            | Question::Idea(_)
            | Question::Template { .. }
            | Question::Named(_)
            | Question::Log
            | Question::Account(_)
            | Question::Sources => false,
        }
    }
}

/// The answer to a [`Question`].
#[derive(Debug, Clone, PartialEq)]
#[expect(missing_docs, reason = "the fields are the question and what was found")]
pub enum Answer {
    Window { asked: Window, rows: Vec<Row> },
    Length { asked: Window, length: usize },
    Item(Option<Box<Item>>),
    Story { asked: StoryId, rows: Vec<Row> },
    Tally { asked: TallyAsked, tally: Tally },
    Front { asked: FrontAsked, page: Box<FrontPage> },
    Related { asked: ItemId, rows: Vec<Row> },
    Bibliography { asked: Vec<ItemId>, text: String },
    Handouts(Vec<Handout>),
    Terms { asked: EditionWindow, trending: Trending },
    Note { asked: About, text: Option<String> },
    Versions { asked: About, text: Option<String>, versions: Vec<Version> },
    Links { asked: String, found: Vec<(Target, String)> },
    Ideas(Vec<Idea>),
    Idea { idea: Option<Box<Idea>>, items: Vec<Row> },
    Template(Box<Idea>),
    Named(Named),
    Sources(Vec<Health>),
    Account { health: Box<AccountHealth>, waiting: Vec<(Waiting, Option<String>)> },
    Companies(Vec<Company>),
    Unread { asked: Window, ids: Vec<ItemId> },
    Watched(Watched),
    Log(Vec<String>),
    Digest { asked: DigestAsked, file: DigestFile },
    Written(Vec<WrittenLine>),
    Changes { changes: Vec<(Way, Change)>, titles: Vec<(ItemId, String)> },
}

/// Which sources a refresh asks.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum Scope {
    /// Those that are due.
    Due,
    /// All of them.
    All,
    /// This one.
    One(SourceId),
    /// A reader server that is followed.
    Account {
        /// Its name.
        name: String,
        /// Whether everything is compared.
        full: bool,
    },
}

/// The digest as a file.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct DigestFile {
    /// Where it goes.
    pub path: std::path::PathBuf,
    /// What stands in it.
    pub text: String,
    /// The name of its format.
    pub format: &'static str,
    /// The page as it is laid out on the screen.
    pub page: Vec<PagePart>,
    /// How many entries a writer could still write.
    pub unwritten: usize,
    /// The editions beside its own.
    pub beside: Neighbours,
    /// Whether a file that is there already gives way.
    pub overwrite: bool,
    /// Whether it is opened once it is written.
    pub show: bool,
}

/// How the reader ends.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Ending {
    /// The user is done.
    Quit,
    /// The user goes back to where the reader was opened from.
    Leave,
    /// The user wants to see the sample edition.
    Sample,
}
