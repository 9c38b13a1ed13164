//! Made-up rows for the tests of this folder.

use std::collections::BTreeMap;

use super::keymap::Keymap;
use super::layout::Size;
use super::notice::Notify;
use super::settings::Settings;
use super::state::{Setting, State};
use super::template::Templates;
use crate::lang::Lang;
use crate::model::{Closing, Facts, Item, ItemId, Pane, Paper, Row, SourceId, StoryId, Zone};

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
        dated: true,
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

/// An item of which nothing is known but its row.
pub(crate) fn item(n: i64) -> Item {
    Item {
        row: row(n),
        external_id: None,
        kind: "feed".into(),
        source_address: String::new(),
        seen: crate::model::Moment::default(),
        authors: Vec::new(),
        categories: Vec::new(),
        summary: String::new(),
        content: String::new(),
        content_is_html: false,
        full_text: None,
        discussion: None,
        paper: Paper::default(),
        why: Vec::new(),
        pane_reason: String::new(),
        facts: Facts::default(),
        topics: Vec::new(),
        gist: Vec::new(),
        note: None,
        story_note: None,
        starred_at: None,
        owned: false,
        ideas: Vec::new(),
    }
}

/// A reader over nothing, on the morning of all stories.
pub(crate) fn state() -> State {
    let settings = Settings {
        keymap: Keymap::default(),
        filters: BTreeMap::new(),
        programs: BTreeMap::new(),
        mouse: true,
        theme: "dark".into(),
        at_once: false,
        notify: Notify::Off,
        notify_edition: Notify::Off,
        templates: Templates::default(),
        muted: Vec::new(),
    };
    let setting = Setting {
        drafts: Vec::new(),
        settings,
        passages: String::new(),
        lang: Lang::En,
        zone: Zone::UTC,
        closing: Closing { at: chrono::NaiveTime::MIN, zone: Zone::UTC },
        sample: false,
        offline: false,
        themes: ["harbour", "dark", "light"].map(str::to_owned).into(),
        shows_pictures: false,
        writer: None,
        latest: None,
        now: "2026-03-05T12:00:00Z".parse().expect("a moment"),
        size: Size { width: 100, height: 30 },
    };
    State::new(setting).0
}
