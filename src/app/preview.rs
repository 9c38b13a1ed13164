//! The selected item below the lists: its gist, why it stands where it stands, its note.

use super::own_words;
use super::page::{Line, Role, span};
use crate::lang::{self, Lang, say};
use crate::model::{Item, ItemId};
use crate::text::wrap;

/// The item that is shown below the lists.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Preview {
    wanted: Option<ItemId>,
    item: Option<Box<Item>>,
    /// Lines scrolled.
    pub scroll: usize,
}

impl Preview {
    /// Wants another item; gives what has to be asked for.
    pub fn want(&mut self, id: Option<ItemId>) -> Option<ItemId> {
        if self.wanted == id {
            return None;
        }
        self.wanted = id;
        self.scroll = 0;
        id
    }

    /// Takes an item if it is the one that is wanted.
    pub fn take(&mut self, item: &Item) {
        if self.wanted == Some(item.row.id) {
            self.item = Some(Box::new(item.clone()));
        }
    }

    /// The wanted item, once it came.
    pub fn item(&self) -> Option<&Item> {
        self.item.as_deref().filter(|item| Some(item.row.id) == self.wanted)
    }

    /// The held item for changing a mark or note of it.
    pub fn item_mut(&mut self, id: ItemId) -> Option<&mut Item> {
        self.item.as_deref_mut().filter(|item| item.row.id == id)
    }

    /// Scrolls by a line, as far as there is text on a screen of that size.
    pub fn scroll(&mut self, down: bool, lang: Lang, cells: usize, height: usize) {
        let end =
            self.item().map_or(0, |item| lines(lang, item, cells).len().saturating_sub(height));
        self.scroll = self.scroll.saturating_add_signed(if down { 1 } else { -1 }).min(end);
    }
}

/// Lines of a summary that are shown.
const SUMMARY: usize = 60;

/// What the preview tells of an item, at a width.
pub fn lines(lang: Lang, item: &Item, cells: usize) -> Vec<Line> {
    let mut lines: Vec<Line> = Vec::new();
    let mut paragraph = |role: Role, text: &str, most: usize| {
        let rows = wrap::paragraph(text, cells, most);
        lines.extend(rows.into_iter().map(|row| vec![span(role, row)]));
    };
    for sentence in &item.gist {
        paragraph(Role::Text, sentence, 12);
    }
    paragraph(Role::Dim, &reasons(lang, item), 2);
    if let Some(note) = &item.note {
        paragraph(Role::Note, &format!("✎ {}", own_words::plain(note)), 12);
    }
    // What the gist quotes was read above.
    let quoted = |rest: String, sentence: &String| rest.replacen(sentence.as_str(), "", 1);
    let rest = item.gist.iter().fold(item.summary.clone(), quoted);
    paragraph(Role::Text, rest.trim(), SUMMARY);
    lines
}

/// The score and what it is made of, on one line.
fn reasons(lang: Lang, item: &Item) -> String {
    let terms: Vec<String> = item
        .why
        .iter()
        .map(|reason| {
            format!("{} {:+.0}", lang::reason(lang, &reason.term, &reason.facts), reason.points)
        })
        .collect();
    say(lang, "app.why_line", &[&format!("{:.0}", item.row.score), &terms.join(" · ")]).into_owned()
}
