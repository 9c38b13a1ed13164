//! What the files that list things hold, one by one: items, pages that were kept elsewhere, feeds.

use crate::model::{Listed, Moment, NewItem, listed};
use crate::sources::grammar::raw::{RawItem, Text};

use super::opml::Subscription;

/// Most tags that are taken for one page.
const TAGS: usize = 20;

/// Earliest moment at which a page can have been kept: 1990-01-01. Zero and the like are none.
const EARLIEST: i64 = 631_152_000;

/// One thing that a file lists.
#[derive(Debug, Clone, PartialEq)]
pub enum Entry {
    /// An item.
    Item(Box<Imported>),
    /// A feed to follow.
    Feed(Box<Subscription>),
}

/// The entries of a file in its order, and the lines that are none.
pub type Entries<'b> = Box<dyn Iterator<Item = Result<Entry, BadLine>> + 'b>;

/// An item and where it says it comes from.
#[derive(Debug, Clone, PartialEq)]
pub struct Imported {
    /// The item, cleaned.
    pub item: NewItem,
    /// The name of its source, if it gives one.
    pub source: Option<String>,
    /// The kind of its source, if it gives one.
    pub kind: Option<String>,
    /// How it was kept in another program, where it is a page that somebody kept there.
    pub kept: Option<Kept>,
}

/// How a page was kept in another program.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Kept {
    /// Since when, if that is known.
    pub since: Option<Moment>,
    /// How far it was read, and its tags.
    pub listed: Listed,
}

/// A line that was not taken, by its number from 1.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("line {number}: {why}")]
pub struct BadLine {
    /// Number of the line, from 1.
    pub number: usize,
    /// What is wrong with it.
    pub why: String,
}

impl BadLine {
    /// A line by its number, and what is wrong with it.
    pub fn new(number: usize, why: impl Into<String>) -> BadLine {
        BadLine { number, why: why.into() }
    }
}

/// A page that somebody kept in another program.
#[derive(Debug, Clone, Default)]
pub(super) struct Page {
    pub(super) url: String,
    pub(super) title: String,
    pub(super) note: String,
    /// Seconds since 1970, as exports write them.
    pub(super) since: Option<i64>,
    pub(super) is_read: bool,
    pub(super) tags: Vec<String>,
}

impl Page {
    /// The page as an entry; what is no address of the web is none.
    pub(super) fn entry(self) -> Result<Entry, String> {
        if crate::text::address::parse(&self.url, None).is_none() {
            let shown = crate::text::clean::line(&self.url, 80);
            return Err(format!("no address of the web: {shown:?}"));
        }
        // Exports write the address where a page had no title; it says no more than none.
        let title = Some(self.title).filter(|title| title.trim() != self.url.trim());
        let item = RawItem {
            url: Some(self.url),
            title,
            summary: Text::guessed(self.note),
            ..RawItem::default()
        };
        let item = item.cleaned(None).ok_or("nothing to know the page by")?;
        let state = if self.is_read { listed::Progress::Done } else { listed::Progress::ToRead };
        let mut tags: Vec<String> = Vec::new();
        for tag in self.tags.iter().filter_map(|tag| listed::tag(tag)) {
            if !tags.contains(&tag) && tags.len() < TAGS {
                tags.push(tag);
            }
        }
        let since = self.since.map(in_seconds).filter(|seconds| *seconds >= EARLIEST);
        let kept = Kept {
            since: since.and_then(|seconds| chrono::DateTime::from_timestamp(seconds, 0)),
            listed: Listed { state, tags, due: None },
        };
        Ok(Entry::Item(Box::new(Imported { item, source: None, kind: None, kept: Some(kept) })))
    }
}

/// Seconds since 1970 out of seconds, milliseconds or microseconds: exports write all three.
fn in_seconds(written: i64) -> i64 {
    match written {
        100_000_000_000_000.. => written / 1_000_000,
        100_000_000_000.. => written / 1_000,
        _ => written,
    }
}

/// Counts the lines of a text up to offsets that only grow.
pub(super) struct Lines<'t> {
    text: &'t str,
    at: usize,
    number: usize,
}

impl<'t> Lines<'t> {
    /// At the beginning of a text.
    pub(super) fn of(text: &'t str) -> Lines<'t> {
        Lines { text, at: 0, number: 1 }
    }

    /// The number of the line that an offset stands in.
    pub(super) fn number(&mut self, offset: usize) -> usize {
        let bytes = &self.text.as_bytes()[self.at.min(offset)..offset.min(self.text.len())];
        self.number += memchr::memchr_iter(b'\n', bytes).count();
        self.at = self.at.max(offset);
        self.number
    }
}
