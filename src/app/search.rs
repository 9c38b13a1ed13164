//! Searching, and the lists that stand over the panes.

mod acts;

use super::terms::Term;
use crate::model::{Query, Trait, Week};

/// What a longer span of days holds than one in which nothing was found.
#[derive(Debug, Clone, PartialEq)]
pub struct Wider {
    /// Its days; none for all there are.
    days: Option<i64>,
    /// How many.
    count: usize,
}

/// What of a line is not understood.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Wrong {
    /// The word.
    pub word: String,
    /// All there is to be said about it.
    pub told: String,
}

/// What is known of why nothing was found.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Absent {
    /// What a longer span of days holds.
    wider: Option<Wider>,
    /// Demands that nothing at all meets.
    unmet: Vec<Trait>,
}

/// Days of the longer span that is looked at first.
const MONTH: i64 = 30;

/// Whether a line says enough to be looked for while it is typed: two letters, or one syllable.
fn says_enough(line: &str) -> bool {
    line.chars().count() >= 2 || line.contains(|c| ('가'..='힣').contains(&c))
}

/// Whether a demand names something of which there may be nothing at all, and nobody says so.
fn is_named(what: &Trait) -> bool {
    matches!(what, Trait::Source(_) | Trait::Author(_) | Trait::Language(_))
}

/// What a list over the panes is about.
#[derive(Debug, Clone, PartialEq)]
pub enum Subject {
    /// What was found for a line.
    Found {
        /// The line as it was typed.
        line: String,
        /// The list it was typed over, and what that asks for.
        within: Option<Box<(Subject, Query)>>,
    },
    /// What was not read yet.
    Unread,
    /// The reading list.
    Starred,
    /// What has a note.
    Noted,
    /// A source, by its name.
    Source(String),
    /// All there is, newest first.
    All,
    /// What the page of the edition that is shown left out.
    LeftOut,
    /// The stories that an edition counts, in its words.
    Counted(String),
    /// One story in all its sources, by a title of it.
    Story(String),
    /// What is about the same as an item, by its title.
    Related(String),
    /// The items behind a term, and its month.
    Term(Box<Term>),
    /// What of the reading list is due in a week or was before.
    Due(Week),
    /// What an idea stands on, by its title.
    Idea(String),
}
