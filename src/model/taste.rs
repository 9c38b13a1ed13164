//! What the reader's taste is learnt from, and what was learnt.

use serde::Serialize;

use super::SourceId;

/// What the reader did with an item.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Deed {
    /// It was put on the reading list.
    Starred,
    /// It was read, and not put on the reading list.
    Read,
    /// It stood beside what was read, no lower, and was passed over.
    Skipped,
    /// Nothing that tells anything: it says how common a word is.
    Other,
}

/// An item that a taste is learnt from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Example {
    /// What the reader did with it.
    pub deed: Deed,
    /// Its title.
    pub title: String,
    /// Topics it is about, by their key in the alias table.
    pub topics: Vec<String>,
    /// Where it came from.
    pub source: SourceId,
}

/// What a taste is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum LikingOf {
    /// A word of titles.
    Word,
    /// Something that the lexicon names: a company, a product, a topic.
    Name,
    /// A source, by its id.
    Source,
}

/// One thing that the reader likes, or passes over.
#[derive(Debug, Clone, PartialEq)]
pub struct Liking {
    /// What sort of thing it is.
    pub of: LikingOf,
    /// Its name, as it is kept among facts.
    pub name: String,
    /// Log-odds of its items being liked: above 0 for, below 0 against.
    pub weight: f64,
    /// Examples that have it: starred, read, skipped.
    pub seen: Seen,
}

/// How many examples there are of each deed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize)]
pub struct Seen {
    /// Starred.
    pub starred: u32,
    /// Read.
    pub read: u32,
    /// Passed over.
    pub skipped: u32,
}

impl Seen {
    /// Counts a deed.
    pub fn count(&mut self, deed: Deed) {
        match deed {
            Deed::Starred => self.starred += 1,
            Deed::Read => self.read += 1,
            Deed::Skipped => self.skipped += 1,
            Deed::Other => {}
        }
    }
}

/// All that was learnt of the reader's taste.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Learnt {
    /// How many examples there were.
    pub examples: Seen,
    /// Whether they were enough to learn from.
    pub is_enough: bool,
    /// What is liked and what is passed over, strongest first.
    pub likings: Vec<Liking>,
}
