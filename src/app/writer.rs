//! What a writer of the user's own is asked for, and what it says.

use crate::lang::Lang;
use crate::model::{EditionWindow, Idea, ItemId, Phrase};

/// Which digest.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct DigestAsked {
    /// The edition; the current one where none is known yet.
    pub window: Option<EditionWindow>,
    /// The item up to which what came is told.
    pub up_to: Option<ItemId>,
    /// The language of all that is not quoted.
    pub lang: Lang,
    /// Which of the formats there are, counted from 0 and around.
    pub format: usize,
    /// Whether quotes alone are shown, and no sentence of a writer's.
    pub quotes: bool,
}

/// The writer that is set up.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Offered {
    /// Its name: the model, or the program.
    pub name: String,
    /// The host that is asked, where that is not this machine.
    pub host: Option<String>,
    /// Whether it is asked whenever an edition's page is composed.
    pub by_itself: bool,
    /// Whether it drafts ideas.
    pub drafts: bool,
    /// The sign before what it wrote.
    pub sign: &'static str,
}

/// What a writer is asked for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum WriterAsked {
    /// What one item tells, in the reader's language.
    Item(ItemId, Lang),
    /// What is missing of an edition's page.
    Digest(DigestAsked),
    /// A draft of an idea from some items.
    Idea(Vec<ItemId>, Lang),
}

/// What is said of what was asked for.
#[derive(Debug, Clone, PartialEq)]
pub enum WriterSaid {
    /// So many of so many entries are done.
    Progress {
        /// Those that are done.
        done: usize,
        /// All.
        all: usize,
    },
    /// An idea is drafted; so many of its sentences were refused.
    Drafted(Box<Idea>, usize),
    /// All is done; why there is nothing, where that is so.
    Ended(Option<Phrase>),
}

/// A sentence that was written, or why there is none.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum WrittenLine {
    /// It is shown.
    Accepted {
        /// The sentence.
        text: String,
        /// What it cites, word for word.
        evidence: Vec<String>,
    },
    /// A check stopped it.
    Refused {
        /// The sentence.
        text: String,
        /// The name of the check.
        reason: &'static str,
        /// What in it failed.
        detail: String,
    },
    /// There is no answer, and why.
    Failed(String),
}
