//! Articles for reading: HTML or plain text as styled lines of a given width.
//!
//! Lines are plain data; the screen gives roles their colours. `layout.rs` reads the tags and
//! knows what each means, `table.rs` sets tables, `fold.rs` breaks lines; it is the smallest
//! example. No document is built and nothing recurses: whatever the HTML, the work is a bounded
//! number of steps a byte, and no line is wider than was asked for.

mod element;
mod fold;
mod layout;
mod table;

use std::collections::HashMap;

use super::{address, clean, code, math, pace};
use fold::fold;

/// Bytes of an article that are looked at.
const MAX_BYTES: usize = 1 << 20;

/// Columns below which no text is laid out.
const MIN_WIDTH: usize = 12;

/// What a piece of text is, for the theme to colour.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Role {
    /// Running text.
    #[default]
    Text,
    /// A heading of that level, from 1.
    Heading(u8),
    /// Strong emphasis.
    Strong,
    /// Emphasis.
    Emphasis,
    /// No longer true.
    Strikeout,
    /// Code, in a line or a block.
    Code,
    /// A piece of a block of code that its language gives a meaning.
    CodePart(code::Kind),
    /// A quotation, and the bar before it.
    Quote,
    /// A link with its number, which counts from 1 in [`Article::links`].
    Link(u32),
    /// An image's label, with its number in [`Article::images`] from 1. Those that have an address
    /// show a number that goes on after the links'.
    Image(u32),
    /// A list's bullet or number.
    ListMark,
    /// A rule or a table's border.
    Rule,
}

/// A piece of a line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Span {
    /// Its text, cleaned.
    pub text: String,
    /// What it is.
    pub role: Role,
}

/// One line of the screen.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Line {
    /// Its pieces from left to right.
    pub spans: Vec<Span>,
}

impl Line {
    /// The words of the line.
    pub fn text(&self) -> String {
        self.spans.iter().map(|span| span.text.as_str()).collect()
    }

    fn push(&mut self, text: &str, role: Role) {
        if let Some(last) = self.spans.last_mut().filter(|last| last.role == role) {
            last.text.push_str(text);
        } else if !text.is_empty() {
            self.spans.push(Span { text: text.to_owned(), role });
        }
    }

    fn is_empty(&self) -> bool {
        self.spans.is_empty()
    }
}

/// A picture that cannot be shown.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Image {
    /// What it shows, in words; may be empty.
    pub alt: String,
    /// Where it is, if that is a web address.
    pub url: Option<String>,
}

/// An article laid out.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Article {
    /// The lines, none wider than was asked for.
    pub lines: Vec<Line>,
    /// Addresses of the links by number, from 1; each address once.
    pub links: Vec<String>,
    /// The images in their order.
    pub images: Vec<Image>,
    /// Minutes it takes to read.
    pub minutes: f64,
}

/// How an article is laid out.
#[derive(Debug, Clone, Copy)]
pub struct Page<'a> {
    /// Columns; no fewer than 12 are used.
    pub width: usize,
    /// The page's address, against which links resolve.
    pub base: Option<&'a str>,
    /// What an image is called, as in `[image: alt]`.
    pub image: &'a str,
}

impl Page<'_> {
    fn columns(&self) -> usize {
        self.width.max(MIN_WIDTH)
    }
}

/// Lays out HTML.
pub fn from_html(html: &str, page: Page<'_>) -> Article {
    let html = &html[..html.floor_char_boundary(MAX_BYTES)];
    let mut article = layout::lay_out(html, page, 0);
    // Images are numbered after the links, whose number is known only now.
    if !article.links.is_empty() && article.images.iter().any(|image| image.url.is_some()) {
        article = layout::lay_out(html, page, article.links.len());
    }
    finished(article)
}

/// Lays out plain text: its lines are kept, its formulas readable, addresses in it become links.
pub fn from_plain(text: &str, page: Page<'_>) -> Article {
    let (mut article, mut numbers) = (Article::default(), Numbers::default());
    let text = clean::block(text, MAX_BYTES);
    for paragraph in math::readable(&text).lines() {
        let mut line = Line::default();
        let mut rest = paragraph;
        while let Some((before, found, after)) = next_address(rest) {
            line.push(before, Role::Text);
            let role = match address::parse(found, None) {
                Some(url) => Role::Link(numbers.of(url)),
                None => Role::Text,
            };
            line.push(found, role);
            push_mark(&mut line, role);
            rest = after;
        }
        line.push(rest, Role::Text);
        article.lines.extend(fold(&line, page.columns()));
    }
    article.links = numbers.addresses;
    finished(article)
}

/// A text broken into lines of at most so many columns.
pub fn folded(text: &str, columns: usize) -> Vec<String> {
    let mut line = Line::default();
    line.push(text, Role::Text);
    fold(&line, columns).iter().map(Line::text).collect()
}

/// Without empty lines at the ends and beside each other, and its time counted.
fn finished(mut article: Article) -> Article {
    let lines = &mut article.lines;
    lines.dedup_by(|next, line| next.is_empty() && line.is_empty());
    if lines.last().is_some_and(Line::is_empty) {
        lines.pop();
    }
    if lines.first().is_some_and(Line::is_empty) {
        lines.remove(0);
    }
    article.minutes = lines.iter().map(|line| pace::minutes(&line.text())).sum();
    article
}

/// Addresses by their numbers, each once.
#[derive(Debug, Default)]
struct Numbers {
    addresses: Vec<String>,
    known: HashMap<String, u32>,
}

impl Numbers {
    /// The number of an address, from 1; a new one if it was not seen before.
    fn of(&mut self, url: String) -> u32 {
        if let Some(number) = self.known.get(&url) {
            return *number;
        }
        self.addresses.push(url.clone());
        let number = u32::try_from(self.addresses.len()).unwrap_or(u32::MAX);
        self.known.insert(url, number);
        number
    }
}

/// Writes a link's number behind its words.
fn push_mark(line: &mut Line, role: Role) {
    if let Role::Link(number) = role {
        line.push(&format!("[{number}]"), role);
    }
}

/// The first web address in a text with what stands before and after it.
fn next_address(text: &str) -> Option<(&str, &str, &str)> {
    let begins =
        |at: &usize| text[*at..].starts_with("https://") || text[*at..].starts_with("http://");
    let start = text.match_indices("http").map(|(at, _)| at).find(begins)?;
    let rest = &text[start..];
    let is_outside =
        |c: char| c.is_whitespace() || matches!(c, '<' | '>' | '"' | '|' | '`' | '、' | '。');
    let found = &rest[..rest.find(is_outside).unwrap_or(rest.len())];
    let found =
        found.trim_end_matches(['.', ',', ';', ':', '!', '?', '\'', ')', ']', '}', '”', '…']);
    Some((&text[..start], found, &rest[found.len()..]))
}

#[cfg(test)]
mod tests;
