//! Made-up rows for the tests of this folder.

use crate::model::{ItemId, Pane, Row, SourceId, StoryId};

/// A row that says which it is.
pub(crate) fn row(n: i64) -> Row {
    Row {
        id: ItemId(n),
        source: SourceId("paper".into()),
        source_name: "The Paper".into(),
        title: format!("Item number {n} has a title of some length"),
        url: Some(format!("https://paper.example/{n}")),
        first_author: None,
        author_count: 0,
        published: "2026-03-05T08:00:00Z".parse().expect("a moment"),
        pane: Pane::Research,
        story: StoryId(n),
        story_size: 1,
        score: 50.0,
        read: false,
        starred: false,
        noted: false,
        language: "en".into(),
        companies: Vec::new(),
        moves: Vec::new(),
        category: None,
        points: None,
        comments: None,
        listed: None,
    }
}
