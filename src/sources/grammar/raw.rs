//! An item as a kind found it, and the one place where items are cleaned and capped.

use crate::model::{Moment, NewItem, Paper};
use crate::text::html::{self, Guess};
use crate::text::{address, clean};

/// Longest title, in characters.
const TITLE_CHARS: usize = 500;
/// Longest title made from the words of a summary, in characters.
const MADE_TITLE_CHARS: usize = 120;
/// Longest plain summary, in characters.
const SUMMARY_CHARS: usize = 20_000;
/// Longest summary taken from the content where the source gave no summary, in characters.
const EXCERPT_CHARS: usize = 2_000;
/// Longest content, in characters.
pub const CONTENT_CHARS: usize = 500_000;
/// Longest name, category, identifier, in characters.
const NAME_CHARS: usize = 300;
/// Most authors kept; a large collaboration lists thousands.
const AUTHORS: usize = 200;
/// Most categories kept.
const CATEGORIES: usize = 50;

/// Most items kept of one answer. The body's own cap bounds them too; this bounds empty ones.
pub const ITEMS: usize = 50_000;

/// A text whose markup is known, or to be guessed.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Text {
    /// The text as found.
    pub raw: String,
    /// Whether it is HTML.
    pub is_html: bool,
}

impl Text {
    /// A text that may or may not be HTML: it is if it holds a tag or an entity.
    pub fn guessed(raw: String) -> Text {
        match html::guess(&raw) {
            Guess::Plain => Text::plain(raw),
            Guess::Escaped => Text::html(bracketed(&raw)),
            Guess::Markup => Text::html(raw),
        }
    }

    /// HTML.
    pub fn html(raw: String) -> Text {
        Text { raw, is_html: true }
    }

    /// Plain text, in which `<` is only a sign.
    pub fn plain(raw: String) -> Text {
        Text { raw, is_html: false }
    }

    fn is_empty(&self) -> bool {
        self.raw.trim().is_empty()
    }

    fn to_plain(&self, max_chars: usize) -> String {
        if self.is_html {
            html::plain(&self.raw, max_chars)
        } else {
            clean::block(&self.raw, max_chars)
        }
    }
}

/// An item before cleaning. Every field is as found; [`RawItem::cleaned`] makes it fit to keep.
#[derive(Debug, Clone, Default)]
pub struct RawItem {
    /// What the source calls it.
    pub id: Option<String>,
    /// Its own page, perhaps relative.
    pub url: Option<String>,
    /// Its title, perhaps with markup.
    pub title: Option<String>,
    /// Names.
    pub authors: Vec<String>,
    /// When it was published.
    pub published: Option<Moment>,
    /// When it was changed.
    pub updated: Option<Moment>,
    /// The short text.
    pub summary: Text,
    /// The long text.
    pub content: Text,
    /// Categories or tags.
    pub categories: Vec<String>,
    /// Language code.
    pub language: Option<String>,
    /// Votes.
    pub points: Option<i64>,
    /// Number of comments.
    pub comments: Option<i64>,
    /// Where it is discussed, perhaps relative.
    pub discussion: Option<String>,
    /// Scholarly facts.
    pub paper: Paper,
}

impl RawItem {
    /// The item fit to keep, with relative addresses resolved against `base`; `None` if there is
    /// nothing at all to know it by.
    pub fn cleaned(self, base: Option<&str>) -> Option<NewItem> {
        let url = self.url.as_deref().and_then(|url| address::parse(url, base));
        let mut summary = self.summary.to_plain(SUMMARY_CHARS);
        let (content, content_is_html) = self.long_text();
        if summary.is_empty() && !content.is_empty() {
            summary = self.content.to_plain(EXCERPT_CHARS);
        }
        let title = self.title.as_deref().map(plain_title).filter(|title| !title.is_empty());
        let external_id = named(self.id.as_deref());
        let title = title
            .or_else(|| made_title(&summary, url.as_deref()))
            .or_else(|| external_id.clone())?;
        let mut paper = clean_paper(self.paper, base);
        address::complete_paper(&mut paper, url.as_deref(), external_id.as_deref());
        let discussion = self.discussion.as_deref().and_then(|at| address::parse(at, base));
        Some(NewItem {
            external_id,
            discussion: discussion.filter(|at| Some(at) != url.as_ref()),
            url,
            title,
            authors: names(self.authors, AUTHORS),
            published: self.published,
            updated: self.updated,
            summary,
            content,
            content_is_html,
            categories: names(self.categories, CATEGORIES),
            language: named(self.language.as_deref()),
            points: self.points,
            comments: self.comments,
            paper,
        })
    }

    /// The content, or the summary itself where it has markup that plain text would lose.
    fn long_text(&self) -> (String, bool) {
        let text = if !self.content.is_empty() {
            &self.content
        } else if self.summary.is_html && self.summary.raw.contains('<') {
            &self.summary
        } else {
            return (String::new(), false);
        };
        if text.is_html {
            (clean_markup(&text.raw), true)
        } else {
            (clean::block(&text.raw, CONTENT_CHARS), false)
        }
    }
}

/// A title or other heading as one line of plain text.
pub fn plain_title(raw: &str) -> String {
    let words = |html: &str| clean::line(&html::plain(html, TITLE_CHARS * 2), TITLE_CHARS);
    match html::guess(raw) {
        Guess::Plain => clean::line(raw, TITLE_CHARS),
        Guess::Escaped => words(&bracketed(raw)),
        Guess::Markup => words(raw),
    }
}

/// HTML in which every bracket is a sign.
pub fn bracketed(text: &str) -> String {
    text.replace('<', "&lt;").replace('>', "&gt;")
}

/// One clean line, or nothing where nothing remains.
pub fn named(raw: Option<&str>) -> Option<String> {
    raw.map(|raw| clean::line(raw, NAME_CHARS)).filter(|name| !name.is_empty())
}

/// HTML without what could drive a terminal or reorder a line, its white space left alone because
/// code and verse mean something by it.
pub fn clean_markup(raw: &str) -> String {
    let raw = if raw.len() <= CONTENT_CHARS {
        raw.trim()
    } else {
        let end = raw.char_indices().nth(CONTENT_CHARS).map_or(raw.len(), |(end, _)| end);
        raw[..end].trim()
    };
    if raw.bytes().all(|byte| matches!(byte, b' '..=b'~' | b'\n' | b'\t')) {
        return raw.to_owned();
    }
    let meant = raw.chars().map(|char| clean::of_windows(char).unwrap_or(char));
    meant.filter(|&char| !is_unwelcome(char)).collect()
}

/// Controls but for line breaks and tabs, and what overrides the direction of writing.
fn is_unwelcome(char: char) -> bool {
    (char.is_control() && !matches!(char, '\n' | '\t'))
        || matches!(char, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{feff}')
}

fn made_title(summary: &str, url: Option<&str>) -> Option<String> {
    let line = summary.lines().find(|line| !line.trim().is_empty());
    line.map(|line| first_words(line, MADE_TITLE_CHARS)).or_else(|| {
        let url = url?;
        Some(url.split_once("://").map_or(url, |(_, rest)| rest).trim_end_matches('/').to_owned())
    })
}

/// The beginning of a line, cut between words.
fn first_words(line: &str, max_chars: usize) -> String {
    let line = clean::line(line, usize::MAX);
    let Some((end, _)) = line.char_indices().nth(max_chars) else { return line };
    let cut = line[..end].rfind(' ').filter(|&space| space > end / 2).unwrap_or(end);
    format!("{}…", &line[..cut])
}

fn names(raw: Vec<String>, most: usize) -> Vec<String> {
    let mut kept: Vec<String> = Vec::with_capacity(raw.len().min(most));
    for name in raw {
        let name = if html::is_likely(&name) {
            plain_title(&name)
        } else {
            clean::line(&name, NAME_CHARS)
        };
        if !name.is_empty() && !kept.contains(&name) {
            kept.push(name);
            if kept.len() == most {
                break;
            }
        }
    }
    kept
}

fn clean_paper(paper: Paper, base: Option<&str>) -> Paper {
    Paper {
        doi: named(paper.doi.as_deref()).and_then(|doi| address::bare_doi(&doi).map(str::to_owned)),
        arxiv: named(paper.arxiv.as_deref()),
        pmid: named(paper.pmid.as_deref()),
        pmcid: named(paper.pmcid.as_deref()),
        pdf: paper.pdf.and_then(|pdf| address::parse(&pdf, base)),
        venue: named(paper.venue.as_deref()),
        comment: paper.comment.map(|comment| plain_title(&comment)).filter(|c| !c.is_empty()),
        primary_category: named(paper.primary_category.as_deref()),
        issued: named(paper.issued.as_deref()),
    }
}
