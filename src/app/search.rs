//! Searching, and the lists that stand over the panes.

mod acts;

use crate::model::{Query, Trend, Week};

/// What a longer span of days holds than one in which nothing was found.
#[derive(Debug, Clone, PartialEq)]
pub struct Wider {
    /// Its days; none for all there are.
    days: Option<i64>,
    /// How many.
    count: usize,
}

/// Days of the longer span that is looked at first.
const MONTH: i64 = 30;

/// Whether a line says enough to be looked for while it is typed: two letters, or one syllable.
fn says_enough(line: &str) -> bool {
    line.chars().count() >= 2 || line.contains(|c| ('가'..='힣').contains(&c))
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
    Term(Box<Trend>),
    /// What of the reading list is due in a week or was before.
    Due(Week),
    /// What an idea stands on, by its title.
    Idea(String),
}
