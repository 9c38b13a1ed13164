//! The reader's own words, and what they are about.

use std::fmt;

use serde::{Deserialize, Serialize};

use super::{Day, ItemId, Moment, StoryId};

/// What a note is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub enum About {
    /// An item.
    Item(ItemId),
    /// A story, by its number.
    Story(StoryId),
    /// A day: the journal.
    Day(Day),
}

impl About {
    /// The item under which it is found: its own, or the one that founded the story.
    pub fn item(self) -> Option<ItemId> {
        match self {
            About::Item(id) => Some(id),
            About::Story(story) => Some(ItemId(story.0)),
            About::Day(_) => None,
        }
    }

    /// What [`About`] writes as text: `item-17`, `story-9`, `day-2026-03-05`.
    pub fn parse(text: &str) -> Option<About> {
        let (kind, which) = text.split_once('-')?;
        match kind {
            "item" => which.parse().ok().map(|id| About::Item(ItemId(id))),
            "story" => which.parse().ok().map(|id| About::Story(StoryId(id))),
            "day" => which.parse().ok().map(About::Day),
            _ => None,
        }
    }
}

impl fmt::Display for About {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            About::Item(id) => write!(f, "item-{}", id.0),
            About::Story(id) => write!(f, "story-{}", id.0),
            About::Day(day) => write!(f, "day-{day}"),
        }
    }
}

/// A note, Markdown.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Note {
    /// What it is about.
    pub about: About,
    /// Markdown.
    pub text: String,
    /// When it was first written.
    pub created: Moment,
    /// When it was last changed.
    pub updated: Moment,
}

/// What a note said before it was changed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Version {
    /// When it was written.
    pub written: Moment,
    /// Markdown.
    pub text: String,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_note_is_about_is_read_back_from_its_name() {
        let day = "2026-03-05".parse().expect("a day");
        for about in [About::Item(ItemId(17)), About::Story(StoryId(9)), About::Day(day)] {
            assert_eq!(About::parse(&about.to_string()), Some(about));
        }
        assert_eq!(About::parse("item-x"), None);
    }
}
