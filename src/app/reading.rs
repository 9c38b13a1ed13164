//! An open item: its text, styled and wrapped, and going from one to the next.

mod acts;

use super::article::{Article, styled};
use super::command::Command;
use super::finding::Found;
use super::keymap::Keymap;
use super::own_words::{self, Lead};
use super::page::{Line, Page, Role, span};
use super::rows::Rows;
use crate::lang::{Lang, count, say};
use crate::model::{Item, ItemId, Moment, Row, Zone};
use crate::text::links::{self, Target};
use crate::text::{clean, markup, width, wrap};

/// An open item.
#[derive(Debug, Clone, PartialEq)]
pub struct Reading {
    id: ItemId,
    item: Option<Box<Item>>,
    /// Whether the feed's own text is shown although the article's is there.
    own_text: bool,
    /// The text as it was laid out last.
    article: Article,
    /// What stands on the screen.
    pub page: Page,
    /// Where the numbers in the text lead, from 1.
    pub links: Vec<Lead>,
    /// Which of them are the pictures of the text.
    pub(super) pictures: std::ops::Range<usize>,
    /// Other reports of its story, best first.
    pub others: Vec<ItemId>,
    /// What else is about the same, most alike first; `None` until that is known.
    pub related: Option<Vec<ItemId>>,
    /// What was looked for in the text, and where it stands.
    pub found: Option<Found>,
    /// The passage that is to be shown when the text comes.
    wanted: Option<Wanted>,
    /// Lines up to the end of the text.
    text_lines: usize,
}

/// A passage that is to be shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Wanted {
    /// In parts of the text.
    passage: usize,
    /// The line that was at the top when it was last shown as far as the page reached.
    landed: Option<usize>,
}

/// How far items that were open had been read, the last ones.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Passages {
    known: Vec<(ItemId, usize)>,
    /// Whether there is more to remember than was remembered.
    changed: bool,
}

/// Passages that are kept.
const PASSAGES: usize = 200;

impl Passages {
    /// The name under which they are remembered when the reader ends.
    pub const NAME: &str = "passages";

    /// As they were remembered: an item's number, a colon and its passage, one after another. What
    /// is not understood is forgotten.
    pub fn read(text: &str) -> Passages {
        let one = |word: &str| {
            let (id, passage) = word.split_once(':')?;
            let passage: usize = passage.parse().ok().filter(|passage| *passage <= PARTS)?;
            Some((ItemId(id.parse().ok()?), passage))
        };
        let known = text.split_whitespace().filter_map(one).take(PASSAGES).collect();
        Passages { known, changed: false }
    }

    /// How they are remembered, where there is something new to remember.
    pub(super) fn news(&self) -> Option<String> {
        let words: Vec<String> =
            self.known.iter().map(|(id, passage)| format!("{}:{passage}", id.0)).collect();
        self.changed.then(|| words.join(" "))
    }

    fn keep(&mut self, id: ItemId, passage: usize) {
        if self.of(id).unwrap_or(0) == passage {
            return;
        }
        self.changed = true;
        self.known.retain(|(known, _)| *known != id);
        if passage > 0 {
            if self.known.len() == PASSAGES {
                self.known.remove(0);
            }
            self.known.push((id, passage));
        }
    }

    fn of(&self, id: ItemId) -> Option<usize> {
        self.known.iter().find(|(known, _)| *known == id).map(|(_, passage)| *passage)
    }
}

/// Authors named before "and others".
const AUTHORS: usize = 4;

impl Reading {
    fn new(id: ItemId) -> Reading {
        Reading {
            id,
            item: None,
            own_text: false,
            article: Article::default(),
            page: Page::default(),
            links: Vec::new(),
            pictures: 0..0,
            others: Vec::new(),
            related: None,
            found: None,
            wanted: None,
            text_lines: 0,
        }
    }

    /// The item.
    pub fn id(&self) -> ItemId {
        self.id
    }

    /// The items whose rows it shows: its own, and what stands beside it.
    pub(super) fn names(&self) -> impl Iterator<Item = ItemId> {
        let related = self.related.iter().flatten();
        self.others.iter().chain(related).copied().chain([self.id])
    }

    /// How far it is read, in parts of its text; none where nothing of it is known yet.
    fn passage(&self) -> Option<usize> {
        let passage = (self.page.top * PARTS).checked_div(self.text_lines)?;
        Some(passage.min(PARTS))
    }

    /// The passage that is wanted was shown, as far as the page reaches.
    fn landed(&mut self) {
        if let Some(wanted) = &mut self.wanted {
            wanted.landed = Some(self.page.top);
        }
    }

    /// The item whole, once it came.
    pub fn item(&self) -> Option<&Item> {
        self.item.as_deref()
    }

    pub(super) fn whole_mut(&mut self) -> Option<&mut Item> {
        self.item.as_deref_mut()
    }

    pub(super) fn item_mut(&mut self, id: ItemId) -> Option<&mut Item> {
        self.item.as_deref_mut().filter(|item| item.row.id == id)
    }

    /// Shows the other of the two texts; `false` where there is only the feed's.
    pub(super) fn turn_text(&mut self) -> bool {
        let has_both = self.item.as_ref().is_some_and(|item| item.full_text.is_some());
        self.own_text = has_both && !self.own_text;
        has_both
    }

    /// Which text is shown, where there are two.
    fn which_text(&self, lang: Lang) -> Option<std::borrow::Cow<'static, str>> {
        self.item.as_ref()?.full_text.as_ref()?;
        Some(say(lang, if self.own_text { "app.feed_text" } else { "app.full_text" }, &[]))
    }

    /// Sets the text for a page; what else there is stands below it unless it stands beside it.
    pub(super) fn lay_out(&mut self, sheet: &Sheet<'_>) {
        let Sheet { lang, cells, now, below, .. } = *sheet;
        let Some(item) = &self.item else { return };
        let top = self.page.top;
        let article = self.article.laid_out(item, self.own_text, lang, cells);
        let mut lines = head(sheet, item, &article);
        if let Some(which) = self.which_text(lang) {
            lines.push(vec![span(Role::Dim, width::cut(&which, cells))]);
            lines.push(Vec::new());
        }
        if article.lines.is_empty() {
            lines.extend(nothing(sheet, item));
        }
        // A label that shows a number can be opened by it.
        let is_link = |image: u32| {
            let image = usize::try_from(image).ok().and_then(|at| at.checked_sub(1));
            image.and_then(|at| article.images.get(at)).is_some_and(|image| image.url.is_some())
        };
        lines.extend(article.lines.iter().map(|line| styled(line, is_link)));
        self.text_lines = lines.len();
        lines.extend(addresses(lang, "app.links", 1, &article.links, cells));
        // Images are opened by numbers too, after those of the links.
        let images: Vec<String> =
            article.images.iter().filter_map(|image| image.url.clone()).collect();
        lines.extend(addresses(lang, "app.images", article.links.len() + 1, &images, cells));
        self.pictures = article.links.len()..article.links.len() + images.len();
        let mut leads: Vec<Lead> =
            article.links.iter().cloned().chain(images).map(Lead::Page).collect();
        if below {
            for (key, _, rows) in self.beside() {
                lines.push(Vec::new());
                lines.push(vec![span(Role::Head, say(lang, key, &[]))]);
                lines.extend(sheet.rows.all(rows).map(|row| other(lang, row, now, cells)));
            }
        }
        lines.extend(feet(lang, item, cells, &mut leads));
        self.links = leads;
        self.page.replace(lines);
        // Who scrolled meanwhile is where they want to be. Until all is there that stands below the
        // text, the end of the page may be too near.
        let wanted = self.wanted.take();
        let is_there = |wanted: &Wanted| wanted.landed.is_none_or(|landed| landed == top);
        if let Some(wanted) = wanted.filter(is_there) {
            self.page.top = (wanted.passage * self.text_lines + PARTS / 2) / PARTS;
            self.wanted = self.related.is_none().then_some(wanted);
        }
        if let Some(found) = &mut self.found {
            found.look_again(&self.page);
        }
    }

    /// What stands beside the text or below it: a heading, the command that lists it, its rows.
    pub fn beside(&self) -> impl Iterator<Item = (&'static str, Command, &[ItemId])> {
        let related = self.related.as_deref().unwrap_or_default();
        [
            ("app.also_told_by", Command::Story, self.others.as_slice()),
            ("app.related", Command::Related, related),
        ]
        .into_iter()
        .filter(|(.., rows)| !rows.is_empty())
    }
}

/// What a text is set on.
pub(super) struct Sheet<'a> {
    lang: Lang,
    zone: Zone,
    keymap: &'a Keymap,
    cells: usize,
    now: Moment,
    rows: &'a Rows,
    /// Whether what else there is stands below the text.
    below: bool,
    /// What a writer wrote of it.
    written: Vec<String>,
}

/// Lines of a writer's sentence at most.
const WRITTEN: usize = 12;

/// A passage is told in so many parts of the text, which a change of its width leaves true.
const PARTS: usize = 10_000;

/// Another report of the story, on a line.
fn other(lang: Lang, row: &Row, now: Moment, cells: usize) -> Line {
    let facts = format!("{} · {}  ", row.source_name, super::why::row_age(lang, row, now));
    let room = cells.saturating_sub(width::width(&facts) + 2);
    vec![span(Role::Dim, format!("  {facts}")), span(Role::Text, width::cut(&row.title, room))]
}

/// Addresses by their numbers, under a heading.
fn addresses(lang: Lang, key: &str, first: usize, links: &[String], cells: usize) -> Vec<Line> {
    if links.is_empty() {
        return Vec::new();
    }
    let mut lines = vec![Vec::new(), vec![span(Role::Head, say(lang, key, &[]))]];
    for (number, link) in (first..).zip(links) {
        let number = format!("{:>4}", format!("[{number}]"));
        let room = cells.saturating_sub(width::width(&number) + 1);
        lines.push(vec![
            span(Role::Link, number),
            span(Role::Text, " "),
            span(Role::Link, width::cut(link, room)),
        ]);
    }
    lines
}

/// Says that there is no text, and which keys help.
fn nothing(sheet: &Sheet<'_>, item: &Item) -> Vec<Line> {
    let Sheet { lang, keymap, cells, .. } = *sheet;
    let key = |command| keymap.shown(command);
    let text = match &item.row.url {
        Some(_) => {
            let keys = [key(Command::FullText), key(Command::Browser)];
            say(lang, "app.no_text", &[&keys[0], &keys[1]])
        }
        None => say(lang, "app.no_text_no_page", &[]),
    };
    wrap::paragraph(&text, cells, 4).into_iter().map(|row| vec![span(Role::Dim, row)]).collect()
}

/// Title, one line of what is known of it, and the gist set off.
fn head(sheet: &Sheet<'_>, item: &Item, article: &markup::Article) -> Vec<Line> {
    let Sheet { lang, zone, cells, now, .. } = *sheet;
    let row = &item.row;
    let mut lines: Vec<Line> = wrap::paragraph(&row.title, cells, 8)
        .into_iter()
        .map(|text| vec![span(Role::Head, text)])
        .collect();
    for sentence in &sheet.written {
        let rows = wrap::paragraph(sentence, cells, WRITTEN);
        lines.extend(rows.into_iter().map(|text| vec![span(Role::Strong, text)]));
    }
    let mut facts: Vec<String> =
        Some(row.source_name.clone()).filter(|name| !name.is_empty()).into_iter().collect();
    facts.extend(authors(lang, item));
    facts.extend(row.category.clone());
    let when = zone.wall_clock(row.published).format("%Y-%m-%d %H:%M").to_string();
    facts.push(if row.dated { when } else { say(lang, "show.first_seen", &[&when]).into_owned() });
    facts.push(super::why::row_age(lang, row, now));
    if !article.lines.is_empty() {
        let minutes = article.minutes.round().max(1.0) as u64;
        facts.push(count(lang, "app.minutes", minutes, &[]).into_owned());
    }
    let facts = facts.join(" · ");
    lines.extend(
        wrap::paragraph(&facts, cells, 3).into_iter().map(|text| vec![span(Role::Dim, text)]),
    );
    for idea in &item.ideas {
        let title = clean::line(&idea.title, 2_000);
        let key = sheet.keymap.shown(Command::IdeasOfItem);
        let room = cells.saturating_sub(width::width(&key) + 5);
        let title = format!("◇ {}", width::cut(&title, room));
        lines.push(vec![span(Role::Note, title), span(Role::Dim, format!(" · {key}"))]);
    }
    // Where the gist is all the text there is, once is enough.
    let text: Vec<String> = article.lines.iter().map(markup::Line::text).collect();
    let told = text.join(" ") == item.gist.join(" ");
    for sentence in item.gist.iter().filter(|_| !told) {
        lines.push(Vec::new());
        lines.extend(
            wrap::paragraph(sentence, cells.saturating_sub(2), 12)
                .into_iter()
                .map(|text| vec![span(Role::Accent, "▎ "), span(Role::Strong, text)]),
        );
    }
    lines.push(Vec::new());
    lines.push(vec![span(Role::Rule, "─".repeat(cells.min(12)))]);
    lines.push(Vec::new());
    lines
}

/// Who wrote it, where that is known: the first ones, and how many more.
pub(super) fn authors(lang: Lang, item: &Item) -> Option<String> {
    let named = item.authors.iter().take(AUTHORS).cloned().collect::<Vec<_>>().join(", ");
    match item.authors.len().saturating_sub(AUTHORS) {
        _ if named.is_empty() => None,
        0 => Some(named),
        others => Some(say(lang, "app.and_others", &[&named, &others]).into_owned()),
    }
}

/// After all that: where it stands, and the reader's own note.
fn feet(lang: Lang, item: &Item, cells: usize, leads: &mut Vec<Lead>) -> Vec<Line> {
    let mut lines = Vec::new();
    if let Some(url) = &item.row.url {
        lines.push(Vec::new());
        lines.push(vec![span(Role::Dim, width::cut(url, cells))]);
    }
    if !item.ideas.is_empty() {
        lines.push(Vec::new());
        lines.push(vec![span(Role::Note, say(lang, "app.ideas", &[]))]);
    }
    for idea in &item.ideas {
        let status = say(lang, &format!("idea.status.{}", idea.status.name()), &[]);
        let dash = if idea.why.is_empty() { "" } else { " — " };
        let link = links::write(Target::Idea(idea.id.0), &idea.title);
        let text = format!("{link} ({status}){dash}{}", idea.why);
        lines.extend(own_words(&clean::line(&text, 2_000), cells, leads));
    }
    for (key, note) in [("app.your_note", &item.note), ("app.story_note", &item.story_note)] {
        if let Some(note) = note {
            lines.push(Vec::new());
            lines.push(vec![span(Role::Note, say(lang, key, &[]))]);
            lines.extend(own_words(note, cells, leads));
        }
    }
    lines
}

/// What the reader wrote, set off from what was read.
fn own_words(text: &str, cells: usize, leads: &mut Vec<Lead>) -> impl Iterator<Item = Line> {
    own_words::lines(text, Role::Text, cells.saturating_sub(2), leads)
        .into_iter()
        .map(|row| [span(Role::Note, "▎ ")].into_iter().chain(row).collect())
}
