//! The outline of a feed, however broken it is: its head and its entries, each as the list of its
//! children that are read. Nothing is ever refused, and every byte is looked at a bounded number
//! of times.
//!
//! What is never closed ends where the next element begins, and what was taken for its inside
//! stands beside it. Entries do not nest: one that begins ends the one before. A document that was
//! cut off keeps its whole entries.

use memchr::memmem;

use crate::sources::grammar::raw;
use crate::sources::grammar::tags::{Piece, Pieces, attributes, local_name};

use super::names::{self, Family, Role};

/// Deepest nesting that is told apart.
const DEPTH: usize = 100;

/// Most children kept of one element, and most vocabularies known at one place.
const CHILDREN: usize = 1_000;
const SCOPES: usize = 64;

/// Elements of HTML that are never closed, and would nest without end.
const VOID: [&str; 10] =
    ["area", "br", "col", "embed", "hr", "img", "input", "meta", "source", "wbr"];

/// The elements that are entries, and those that entries and heads stand in.
const ENTRIES: [&str; 2] = ["item", "entry"];
const FRAMES: [&str; 4] = ["rss", "rdf", "feed", "channel"];

/// In which words a feed is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Dialect {
    /// RSS 0.91 to 2.0.
    Rss,
    /// RSS 0.90 and 1.0.
    Rdf,
    /// Atom 0.3 and 1.0.
    Atom,
}

/// A child of an entry or of a head, as it is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Child<'t> {
    pub role: Role,
    /// Of several with one role the lowest is believed.
    pub rank: u8,
    /// What stands in its start tag after the name.
    pub attributes: &'t str,
    /// What stands between its tags.
    pub inside: &'t str,
    /// Where in the document its start tag begins.
    at: usize,
}

/// An entry, or the head of the feed.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Part<'t> {
    /// What stands in its start tag after the name.
    pub attributes: &'t str,
    /// In the order of the document.
    pub children: Vec<Child<'t>>,
}

impl<'t> Part<'t> {
    /// The children with a role, the most to be believed first.
    pub fn all(&self, role: Role) -> Vec<&Child<'t>> {
        let mut found: Vec<_> = self.children.iter().filter(|child| child.role == role).collect();
        if found.len() > 1 {
            found.sort_by_key(|child| child.rank);
        }
        found
    }
}

/// A feed in its parts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Outline<'t> {
    pub dialect: Dialect,
    /// The attributes of the root, and the head with those of its `channel`.
    pub root: &'t str,
    pub head: Part<'t>,
    /// In the order of the document.
    pub entries: Vec<Part<'t>>,
    /// What was wrong with the document, if anything was.
    pub wrong: Option<String>,
    /// Whether there is a feed at all: a head where one belongs, or entries.
    pub is_feed: bool,
}

/// The outline of a document that begins with the first tag of a feed.
pub fn of(root: &str) -> Outline<'_> {
    let mut reader = Reader::new(root);
    let mut pieces = Pieces::of(root).peekable();
    let mut is_cut = false;
    while let Some((at, piece)) = pieces.next() {
        let next = pieces.peek().map_or(root.len(), |(at, _)| *at);
        match piece {
            Piece::Open { name, attributes, empty } => {
                reader.open(name, Tag { attributes, empty, at, start: next });
            }
            Piece::Close(name) => reader.close(name, at),
            Piece::Cut => is_cut = true,
            Piece::Text(_) | Piece::Cdata(_) | Piece::Aside(_) => {}
        }
        if reader.outline.entries.len() == raw::ITEMS {
            break;
        }
    }
    reader.finish(is_cut)
}

/// A start tag.
#[derive(Clone, Copy)]
struct Tag<'t> {
    attributes: &'t str,
    empty: bool,
    /// Where it begins, and where what stands inside of it.
    at: usize,
    start: usize,
}

/// An element that is open.
struct Open<'t> {
    name: &'t str,
    reading: Option<names::Reading>,
    tag: Tag<'t>,
    /// What was read inside of it, in case that it is never closed.
    inner: Vec<Child<'t>>,
    /// How many vocabularies were known before it.
    scopes: usize,
}

struct Reader<'t> {
    text: &'t str,
    outline: Outline<'t>,
    entry: Option<Part<'t>>,
    open: Vec<Open<'t>>,
    /// How many elements are open below the deepest that is told apart.
    deeper: usize,
    /// The vocabularies that prefixes stand for, innermost last; the empty prefix is none.
    scopes: Vec<(&'t str, Family)>,
    /// How many of them hold for the whole document.
    root_scopes: usize,
    has_root: bool,
}

impl<'t> Reader<'t> {
    fn new(text: &'t str) -> Reader<'t> {
        let outline = Outline {
            dialect: Dialect::Rss,
            root: "",
            head: Part::default(),
            entries: Vec::new(),
            wrong: None,
            is_feed: false,
        };
        Reader {
            text,
            outline,
            entry: None,
            open: Vec::new(),
            deeper: 0,
            scopes: Vec::new(),
            root_scopes: 0,
            has_root: false,
        }
    }

    fn open(&mut self, name: &'t str, tag: Tag<'t>) {
        let scopes = self.scopes.len();
        if !self.has_root {
            self.begin(name, tag.attributes);
        } else if self.open.len() < DEPTH {
            self.declare(tag.attributes, None);
        }
        let (family, local) = self.family(name);
        if family == Family::Own && is_named(local, &ENTRIES) {
            self.end_entry(tag.at);
            self.declare(tag.attributes, None);
            self.entry = Some(Part { attributes: tag.attributes, children: Vec::new() });
            if tag.empty {
                self.end_entry(tag.start);
            }
            return;
        }
        if self.open.is_empty() && is_named(local, &FRAMES) {
            if is_named(local, &["channel"]) {
                self.outline.is_feed = true;
                self.outline.head.attributes = tag.attributes;
            }
            self.root_scopes = self.scopes.len();
            return;
        }
        let reading = self.reading(family, local);
        if tag.empty {
            self.scopes.truncate(scopes);
            self.keep(reading, tag, self.behind(reading, tag));
        } else if is_named(local, &VOID) && reading.is_none() {
            self.scopes.truncate(scopes);
        } else if self.open.len() < DEPTH {
            self.open.push(Open { name, reading, tag, inner: Vec::new(), scopes });
        } else {
            self.deeper += 1;
        }
    }

    /// The address behind a link without any, which HTML knows as an empty element: what has gone
    /// through a writer of HTML has it there.
    fn behind(&self, reading: Option<names::Reading>, tag: Tag<'t>) -> &'t str {
        let is_bare = tag.attributes.trim().is_empty();
        if !is_bare || !reading.is_some_and(|(role, _)| role == Role::Link) {
            return "";
        }
        let text = self.text[tag.start..].split('<').next().unwrap_or_default();
        if text.trim_start().starts_with("http") { text } else { "" }
    }

    fn reading(&self, family: Family, local: &str) -> Option<names::Reading> {
        names::role(family, local, self.outline.dialect == Dialect::Atom)
    }

    /// Learns from the first tag what kind of feed it is. What has no prefix, or that of the root,
    /// is the feed's own, whatever its address.
    fn begin(&mut self, name: &'t str, inside: &'t str) {
        self.has_root = true;
        self.outline.root = inside;
        self.outline.dialect = match local_name(name).to_ascii_lowercase().as_str() {
            "feed" | "entry" => Dialect::Atom,
            "rdf" => Dialect::Rdf,
            _ => Dialect::Rss,
        };
        self.outline.is_feed = self.outline.dialect == Dialect::Atom;
        let prefix = name.split_once(':').map_or("", |(prefix, _)| prefix);
        if !prefix.is_empty() && self.outline.dialect != Dialect::Rdf {
            self.scopes.push((prefix, Family::Own));
        }
        self.declare(inside, Some(prefix));
        self.root_scopes = self.scopes.len();
    }

    /// Remembers the vocabularies that a tag declares; `root` is the prefix of the document's
    /// first one, if it is that.
    fn declare(&mut self, inside: &'t str, root: Option<&str>) {
        if memmem::find(inside.as_bytes(), b"xmlns").is_none() {
            return;
        }
        for (key, value) in attributes(inside) {
            let prefix = match key.split_once(':') {
                Some(("xmlns", prefix)) => prefix,
                None if key == "xmlns" => "",
                _ => continue,
            };
            if self.scopes.len() == SCOPES {
                return;
            }
            if root.is_some_and(|root| prefix.is_empty() || prefix == root) {
                continue;
            }
            // An address that nobody knows tells less than the prefix that everybody uses.
            let family = match (names::family_at(value), prefix) {
                (Some(family), _) => self.native(family),
                (None, "") => Family::Own,
                (None, prefix) => self.native(names::family_of(prefix).unwrap_or(Family::Other)),
            };
            self.scopes.push((prefix, family));
        }
    }

    /// Atom is a feed's own if it is one of Atom.
    fn native(&self, family: Family) -> Family {
        match (family, self.outline.dialect) {
            (Family::Atom, Dialect::Atom) => Family::Own,
            (family, _) => family,
        }
    }

    fn family(&self, name: &'t str) -> (Family, &'t str) {
        let (prefix, local) = name.split_once(':').unwrap_or(("", name));
        let declared = self.scopes.iter().rev().find(|(known, _)| *known == prefix);
        let family = match (declared, prefix) {
            (Some((_, family)), _) => *family,
            (None, "") => Family::Own,
            (None, prefix) => self.native(names::family_of(prefix).unwrap_or(Family::Other)),
        };
        (family, local)
    }

    fn close(&mut self, name: &'t str, at: usize) {
        let found = self.open.iter().rposition(|open| open.name.eq_ignore_ascii_case(name));
        if let Some(depth) = found {
            self.abandon(depth + 1, at);
            self.deeper = 0;
            if let Some(open) = self.open.pop() {
                self.scopes.truncate(open.scopes);
                self.keep(open.reading, open.tag, &self.text[open.tag.start..at]);
            }
        } else if is_named(local_name(name), &ENTRIES) || is_named(local_name(name), &FRAMES) {
            self.end_entry(at);
        } else if self.deeper > 0 {
            self.deeper -= 1;
        } else {
            let (family, local) = self.family(name);
            if self.reading(family, local).is_some() {
                self.complain(name, "has an end and no beginning");
            }
        }
    }

    /// Takes open elements, down to so many, for such as are never closed: they end where the next
    /// element begins that is read, or here.
    fn abandon(&mut self, left: usize, here: usize) {
        while self.open.len() > left {
            let Some(open) = self.open.pop() else { return };
            self.scopes.truncate(open.scopes);
            if open.reading.is_some() {
                self.complain(open.name, "is never closed");
            }
            let end = open.inner.first().map_or(here, |child| child.at);
            self.keep(open.reading, open.tag, &self.text[open.tag.start..end]);
            for child in open.inner {
                self.keep_child(child);
            }
        }
    }

    fn keep(&mut self, reading: Option<names::Reading>, tag: Tag<'t>, inside: &'t str) {
        if let Some((role, rank)) = reading {
            let Tag { attributes, at, .. } = tag;
            self.keep_child(Child { role, rank, attributes, inside, at });
        }
    }

    fn keep_child(&mut self, child: Child<'t>) {
        let into = match (self.open.last_mut(), &mut self.entry) {
            (Some(open), _) => &mut open.inner,
            (None, Some(entry)) => &mut entry.children,
            (None, None) => &mut self.outline.head.children,
        };
        // Some name a thousand categories before anything else.
        let most = if child.role == Role::Category { CHILDREN / 2 } else { CHILDREN };
        if into.len() < most {
            into.push(child);
        }
    }

    /// Ends the entry that is read, or the head, here.
    fn end_entry(&mut self, here: usize) {
        self.abandon(0, here);
        self.deeper = 0;
        if let Some(entry) = self.entry.take() {
            self.outline.entries.push(entry);
            self.outline.is_feed = true;
        }
        self.scopes.truncate(self.root_scopes);
    }

    fn complain(&mut self, name: &str, what: &str) {
        if self.outline.wrong.is_none() {
            let name = crate::text::clean::line(name, 40);
            self.outline.wrong = Some(format!("<{name}> {what}"));
        }
    }

    fn finish(mut self, is_cut: bool) -> Outline<'t> {
        let is_whole = self.entry.is_none();
        self.abandon(0, self.text.len());
        if is_cut || !is_whole {
            self.outline.wrong = Some("it is cut off".to_owned());
        }
        self.outline
    }
}

fn is_named(local: &str, names: &[&str]) -> bool {
    names.iter().any(|name| local.eq_ignore_ascii_case(name))
}
