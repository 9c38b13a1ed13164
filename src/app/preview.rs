//! The selected item below the lists: its gist, why it stands where it stands, its note.

use super::front::Front;
use super::layout::Size;
use super::own_words;
use super::page::{Line, Role, span};
use super::reading::authors;
use crate::lang::{self, Lang, say};
use crate::model::{Item, ItemId, Placement};
use crate::text::{clean, html, wrap};

/// The item that is shown below the lists.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Preview {
    wanted: Option<ItemId>,
    item: Option<Box<Item>>,
    /// What can be read of its text, beyond its gist.
    text: String,
    /// Lines scrolled.
    pub scroll: usize,
    /// What a writer wrote of it.
    pub(super) written: Vec<String>,
}

impl Preview {
    /// Wants another item; gives what has to be asked for.
    pub fn want(&mut self, id: Option<ItemId>) -> Option<ItemId> {
        if self.wanted == id {
            return None;
        }
        self.wanted = id;
        self.scroll = 0;
        self.written.clear();
        id
    }

    /// Wants nothing any more: what is wanted does not come.
    pub fn give_up(&mut self) {
        self.wanted = None;
    }

    /// The item that is wanted, whether or not it came.
    pub fn wanted(&self) -> Option<ItemId> {
        self.wanted
    }

    /// Takes an item if it is the one that is wanted.
    pub fn take(&mut self, item: &Item) {
        if self.wanted == Some(item.row.id) {
            self.text = beyond_gist(item);
            self.item = Some(Box::new(item.clone()));
        }
    }

    /// The wanted item, once it came.
    pub fn item(&self) -> Option<&Item> {
        self.item.as_deref().filter(|item| Some(item.row.id) == self.wanted)
    }

    pub(super) fn whole_mut(&mut self) -> Option<&mut Item> {
        self.item.as_deref_mut()
    }

    /// The held item for changing a mark or note of it.
    pub fn item_mut(&mut self, id: ItemId) -> Option<&mut Item> {
        self.item.as_deref_mut().filter(|item| item.row.id == id)
    }

    /// What the preview tells of the item, at a size, and how it stands in the edition that is
    /// shown; nothing until it came.
    pub fn lines(&self, lang: Lang, size: Size, front: &Front) -> Vec<Line> {
        let page = front.edition.as_ref();
        let standing = |item: &Item| page.and_then(|page| page.stands.get(&item.row.id));
        self.item()
            .map(|item| lines(lang, (item, standing(item)), (&self.written, &self.text), size))
            .unwrap_or_default()
    }

    /// Scrolls by a line, as far as there is text on a screen of that size.
    pub fn scroll(&mut self, down: bool, lang: Lang, size: Size, front: &Front) {
        let height = usize::from(size.height);
        let end = self.lines(lang, size, front).len().saturating_sub(height);
        self.scroll = self.scroll.saturating_add_signed(if down { 1 } else { -1 }).min(end);
    }
}

/// Lines of a text that are shown, and characters that are looked at for them.
const TEXT: usize = 60;
const CHARS: usize = 6_000;

/// The longest text there is of an item, without what its gist quotes.
fn beyond_gist(item: &Item) -> String {
    // The bytes that are read bound the work of one step in a list.
    let head = |text: &'_ str| text[..text.floor_char_boundary(8 * CHARS)].to_owned();
    let whole = match &item.full_text {
        Some(html) => html::plain(&head(html), CHARS),
        None if item.content_is_html => html::plain(&head(&item.content), CHARS),
        None => clean::block(&head(&item.content), CHARS),
    };
    let text = if whole.len() > item.summary.len() { &whole } else { &item.summary };
    let quoted =
        |rest: String, sentence: &String| rest.replacen(sentence.trim_end_matches('…'), "", 1);
    let rest = item.gist.iter().fold(text.clone(), quoted);
    // A paragraph stands on a line: the lines there are, are for words.
    let lines = rest.lines().map(str::trim).filter(|line| !line.is_empty());
    lines.collect::<Vec<_>>().join("\n")
}

/// What the preview tells of an item, at a size: of a low one half is for what the item says, half
/// for why it stands where it stands.
fn lines(
    lang: Lang,
    (item, standing): (&Item, Option<&Placement>),
    (written, text): (&[String], &str),
    size: Size,
) -> Vec<Line> {
    let cells = usize::from(size.width);
    let mut lines: Vec<Line> = Vec::new();
    let mut paragraph = |role: Role, text: &str, most: usize| {
        let rows = wrap::paragraph(text, cells, most);
        lines.extend(rows.into_iter().map(|row| vec![span(role, row)]));
    };
    let said = if size.height < 5 { 1 } else { 12 };
    for sentence in written.iter().take(said) {
        paragraph(Role::Strong, sentence, said);
    }
    for sentence in item.gist.iter().take(said) {
        paragraph(Role::Text, sentence, said);
    }
    // What is the reader's own comes before what is reckoned.
    let most = if size.height < 5 { 1 } else { 12 };
    for idea in &item.ideas {
        paragraph(Role::Note, &format!("◇ {}", clean::line(&idea.title, CHARS)), 1);
    }
    if let Some(note) = &item.note {
        paragraph(Role::Note, &format!("✎ {}", own_words::plain(note)), most);
    }
    let because = standing.map(|placement| &placement.because[..]).unwrap_or_default();
    for told in because {
        paragraph(Role::Dim, &told.say(lang), 1);
    }
    paragraph(Role::Dim, &reasons(lang, item), 2);
    paragraph(Role::Text, text, TEXT);
    // What is left over of a tall screen tells where it is from.
    let facts = [Some(item.row.source_name.clone()), authors(lang, item), item.row.url.clone()];
    let facts: Vec<String> = facts.into_iter().flatten().filter(|fact| !fact.is_empty()).collect();
    paragraph(Role::Dim, &facts.join(" · "), 3);
    lines
}

/// The score and what it is made of, on one line.
fn reasons(lang: Lang, item: &Item) -> String {
    let terms: Vec<String> = item
        .why
        .iter()
        .filter(|reason| reason.points.abs() >= 0.5)
        .map(|reason| {
            format!("{} {:+.0}", lang::reason(lang, &reason.term, &reason.facts), reason.points)
        })
        .collect();
    say(lang, "app.why_line", &[&format!("{:.0}", item.row.score), &terms.join(" · ")]).into_owned()
}
