//! A broken or outdated feed, written anew so that a strict parser reads it.
//!
//! Tags are balanced, stray signs escaped, illegal characters dropped; a document that was cut off
//! keeps its whole entries. Older dialects (RSS 0.90 to 0.94, Atom 0.3, upper-case tags) are
//! written in the words of the newer ones. Only ever called after the plain parse failed, so
//! that it may take its time; one pass all the same.

mod words;

use std::borrow::Cow;

use words::{
    ATOM, NAMES, PREFIXES, RSS, VOID, is_entry, is_leaf, is_text_construct, known_namespace,
    known_type,
};

use crate::sources::grammar::tags::{Piece, Pieces, attribute, attributes, local_name};

/// Deepest nesting kept; tags below it are dropped, their text stays.
const DEPTH: usize = 200;

/// Most attributes kept of one tag.
const ATTRIBUTES: usize = 32;

/// Which family of words the document is written in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Dialect {
    Rss,
    Rdf,
    Atom,
    OldAtom,
}

/// The feed written anew; `root` is where its first tag begins.
pub fn repaired(root: &str) -> String {
    let mut writer = Writer::new(root.len());
    for (_, piece) in Pieces::of(root) {
        match piece {
            Piece::Text(text) => writer.text(text),
            Piece::Cdata(text) => writer.cdata(text),
            Piece::Open { name, attributes, empty } => writer.open(name, attributes, empty),
            Piece::Close(name) => {
                if writer.close(name) {
                    break;
                }
            }
            Piece::Aside(_) => {}
            Piece::Cut => break,
        }
    }
    writer.finish()
}

struct Writer<'t> {
    out: String,
    /// Names of the open elements as they were written, the root first.
    open: Vec<Cow<'t, str>>,
    /// How many start tags were dropped for depth and wait for their end.
    dropped: usize,
    /// Where the entry that is being written began, in `out` and in `open`.
    entry: Option<(usize, usize)>,
    dialect: Dialect,
    /// Prefixes that the root declares, with what they stand for.
    prefixes: Vec<(&'t str, Cow<'t, str>)>,
}

impl<'t> Writer<'t> {
    fn new(length: usize) -> Writer<'t> {
        Writer {
            out: String::with_capacity(length + length / 8),
            open: Vec::new(),
            dropped: 0,
            entry: None,
            dialect: Dialect::Rss,
            prefixes: Vec::new(),
        }
    }

    fn text(&mut self, text: &str) {
        if self.open.is_empty() {
            return;
        }
        push_escaped(&mut self.out, text);
    }

    fn cdata(&mut self, text: &str) {
        if self.open.is_empty() {
            return;
        }
        self.out.push_str("<![CDATA[");
        push_legal(&mut self.out, text);
        self.out.push_str("]]>");
    }

    fn open(&mut self, name: &'t str, inside: &'t str, empty: bool) {
        if self.open.is_empty() {
            self.root(name, inside);
            return;
        }
        let name = self.translated(name);
        if self.is_inline_markup(&name) {
            self.out.push_str("&lt;");
            push_escaped(&mut self.out, &name);
            push_escaped(&mut self.out, inside);
            self.out.push_str(if empty { "/&gt;" } else { "&gt;" });
            return;
        }
        if self.dialect == Dialect::Rss
            && self.open.len() == 1
            && (is_entry(&name) || is_leaf(&name))
        {
            self.start_tag("channel", "", false);
            self.open.push("channel".into());
        }
        if is_entry(&name) {
            if empty && self.entry.is_some() {
                return;
            }
            self.unwind_to_entry();
            self.entry = Some((self.out.len(), self.open.len()));
        } else if is_leaf(&name) && self.open.last().is_some_and(|top| is_leaf(top)) {
            self.pop();
        }
        if self.open.len() >= DEPTH {
            self.dropped += usize::from(!empty);
            return;
        }
        let empty = empty || VOID.contains(&&*name);
        self.start_tag(&name, inside, empty);
        if !empty {
            self.open.push(name);
        } else if is_entry(&name) {
            self.entry = None;
        }
    }

    /// Whether this is a tag of HTML that was written into a text without being escaped.
    fn is_inline_markup(&self, name: &str) -> bool {
        matches!(self.dialect, Dialect::Rss | Dialect::Rdf)
            && !NAMES.contains(&name)
            && !name.contains(':')
            && self.open.last().is_some_and(|top| {
                matches!(
                    local_name(top),
                    "title" | "description" | "summary" | "encoded" | "content"
                )
            })
    }

    fn root(&mut self, name: &'t str, inside: &'t str) {
        let version = attribute(inside, "version").unwrap_or_default();
        for (key, value) in attributes(inside).take(ATTRIBUTES) {
            if let Some(prefix) = key.strip_prefix("xmlns:")
                && prefix.bytes().all(is_plain_name)
                && !matches!(prefix, "" | "xml" | "xmlns")
            {
                self.prefixes.push((prefix, known_namespace(value)));
            }
        }
        let local = local_name(name).to_ascii_lowercase();
        let old_atom = version == "0.3" || inside.contains("purl.org/atom/ns#");
        let (dialect, root, namespace) = match local.as_str() {
            "feed" | "entry" if old_atom => (Dialect::OldAtom, "feed", ATOM),
            "feed" | "entry" => (Dialect::Atom, "feed", ATOM),
            "rdf" => (Dialect::Rdf, "rdf:RDF", RSS),
            _ => (Dialect::Rss, "rss", ""),
        };
        self.dialect = dialect;
        self.out.push('<');
        self.out.push_str(root);
        if !namespace.is_empty() {
            self.attribute("xmlns", namespace);
        }
        if dialect == Dialect::Rss {
            self.attribute("version", "2.0");
        }
        for key in ["xml:base", "xml:lang"] {
            if let Some(value) = attribute(inside, key).filter(|value| is_safe_base(key, value)) {
                self.attribute(key, value);
            }
        }
        let undeclared = PREFIXES.map(|(prefix, uri)| (prefix, Cow::Borrowed(uri)));
        for (prefix, uri) in undeclared {
            if !self.prefixes.iter().any(|(declared, _)| *declared == prefix) {
                self.prefixes.push((prefix, uri));
            }
        }
        for (prefix, uri) in self.prefixes.clone() {
            self.attribute(&format!("xmlns:{prefix}"), &uri);
        }
        self.out.push('>');
        self.open.push(Cow::Borrowed(root));
        if matches!(local.as_str(), "channel" | "entry") {
            self.open(name, "", false);
        }
    }

    fn start_tag(&mut self, name: &str, inside: &str, empty: bool) {
        self.out.push('<');
        self.out.push_str(name);
        let retyped = match self.dialect {
            Dialect::Atom | Dialect::OldAtom => is_text_construct(name),
            Dialect::Rss | Dialect::Rdf => false,
        };
        if retyped && let Some(kind) = known_type(inside) {
            self.attribute("type", kind);
        }
        let mut seen: Vec<&str> = Vec::new();
        for (key, value) in attributes(inside).take(ATTRIBUTES) {
            let legal =
                key.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"_:-.".contains(&byte))
                    && key.starts_with(|first: char| first.is_ascii_alphabetic());
            let replaced = (retyped && matches!(key, "type" | "mode" | "src"))
                || (key == "xmlns" && NAMES.contains(&name));
            if legal && !replaced && !seen.contains(&key) && is_safe_base(key, value) {
                seen.push(key);
                let key = if key.bytes().any(|byte| byte.is_ascii_uppercase()) && !key.contains(':')
                {
                    lowered(key)
                } else {
                    Cow::Borrowed(key)
                };
                self.attribute(&key, value);
            }
        }
        self.out.push_str(if empty { "/>" } else { ">" });
    }

    fn attribute(&mut self, key: &str, value: &str) {
        self.out.push(' ');
        self.out.push_str(key);
        self.out.push_str("=\"");
        for (at, part) in value.split('"').enumerate() {
            if at > 0 {
                self.out.push_str("&quot;");
            }
            push_escaped(&mut self.out, part);
        }
        self.out.push('"');
    }

    /// Writes an end tag. Returns whether the document is over.
    fn close(&mut self, name: &'t str) -> bool {
        let name = self.translated(name);
        let structural = is_entry(&name)
            || matches!(
                &*name,
                "channel" | "rss" | "feed" | "rdf:RDF" | "RDF" | "image" | "author"
            );
        if self.dropped > 0 && !structural {
            self.dropped -= 1;
            return false;
        }
        self.dropped = 0;
        let floor = match self.entry {
            Some((_, depth)) if !structural => depth,
            _ => 0,
        };
        let found = self
            .open
            .iter()
            .rposition(|open| *open == name || (name == "RDF" && open == "rdf:RDF"));
        match found {
            Some(depth) if depth >= floor => {
                while self.open.len() > depth {
                    self.pop();
                }
                self.open.is_empty()
            }
            _ => {
                if self.is_inline_markup(&name) {
                    self.out.push_str("&lt;/");
                    push_escaped(&mut self.out, &name);
                    self.out.push_str("&gt;");
                }
                false
            }
        }
    }

    fn pop(&mut self) {
        if let Some(name) = self.open.pop() {
            self.out.push_str("</");
            self.out.push_str(&name);
            self.out.push('>');
            if self.entry.is_some_and(|(_, depth)| depth >= self.open.len()) {
                self.entry = None;
            }
        }
    }

    /// Entries do not nest: one that begins ends the one before, and whatever was left open in
    /// the head of the feed.
    fn unwind_to_entry(&mut self) {
        let parent = match self.dialect {
            Dialect::Rss => self.open.iter().position(|open| open == "channel").unwrap_or(0),
            Dialect::Rdf | Dialect::Atom | Dialect::OldAtom => 0,
        };
        while self.open.len() > parent + 1 {
            self.pop();
        }
    }

    fn finish(mut self) -> String {
        if let Some((length, depth)) = self.entry {
            self.out.truncate(length);
            self.open.truncate(depth);
        }
        while !self.open.is_empty() {
            self.pop();
        }
        self.out
    }

    /// A name as the parser knows it: without the prefix of the feed's own namespace, in the
    /// usual case, in the words of the newer dialect.
    fn translated(&self, name: &'t str) -> Cow<'t, str> {
        let (prefix, local) = name.split_once(':').unwrap_or(("", name));
        if !prefix.is_empty() {
            let uri = self.prefixes.iter().find(|(known, _)| *known == prefix).map(|(_, uri)| uri);
            match (uri.map(AsRef::as_ref), self.dialect) {
                (Some(ATOM), Dialect::Atom | Dialect::OldAtom) | (Some(RSS), Dialect::Rdf) => {}
                (Some(_), _) if prefix.bytes().chain(local.bytes()).all(is_plain_name) => {
                    return Cow::Borrowed(name);
                }
                // Without a meaning, but not to be mistaken for the feed's own either.
                _ => return Cow::Owned(legal_name(&format!("x-{prefix}-{local}"))),
            }
        }
        if self.dialect == Dialect::OldAtom {
            match local {
                "tagline" => return "subtitle".into(),
                "issued" => return "published".into(),
                "modified" | "created" => return "updated".into(),
                "copyright" => return "rights".into(),
                _ => {}
            }
        }
        if let Some(known) = NAMES.iter().find(|known| known.eq_ignore_ascii_case(local)) {
            return Cow::Borrowed(known);
        }
        if local.bytes().all(is_plain_name) {
            Cow::Borrowed(local)
        } else {
            Cow::Owned(legal_name(local))
        }
    }
}

/// A base address that does not parse would cost the whole feed.
fn is_safe_base(key: &str, value: &str) -> bool {
    key != "xml:base"
        || matches!(url::Url::parse(value), Ok(_) | Err(url::ParseError::RelativeUrlWithoutBase))
}

fn is_plain_name(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'-' | b'.')
}

fn legal_name(name: &str) -> String {
    name.chars().map(|c| if c.is_ascii() && is_plain_name(c as u8) { c } else { '-' }).collect()
}

fn lowered(name: &str) -> Cow<'_, str> {
    // `isPermaLink` is the one attribute with a capital of its own.
    if name == "isPermaLink" { Cow::Borrowed(name) } else { Cow::Owned(name.to_ascii_lowercase()) }
}

/// Text with its stray signs escaped; character references stay.
fn push_escaped(out: &mut String, text: &str) {
    let mut rest = text;
    while let Some(at) = rest.find(['&', '<', '>']) {
        push_legal(out, &rest[..at]);
        rest = &rest[at..];
        let kept = match rest.as_bytes()[0] {
            b'&' => reference_length(rest),
            _ => None,
        };
        if let Some(length) = kept {
            out.push_str(&rest[..length]);
            rest = &rest[length..];
            continue;
        }
        out.push_str(match rest.as_bytes()[0] {
            b'&' => "&amp;",
            b'<' => "&lt;",
            _ => "&gt;",
        });
        rest = &rest[1..];
    }
    push_legal(out, rest);
}

/// The length of the character reference that begins here, if it is one that XML allows in form
/// and, where it is a number, in value.
fn reference_length(text: &str) -> Option<usize> {
    let end = text.bytes().take(34).position(|byte| byte == b';')?;
    let name = &text[1..end];
    let legal = match name.strip_prefix('#') {
        Some(number) => {
            let value = match number.strip_prefix(['x', 'X']) {
                Some(hex) => u32::from_str_radix(hex, 16).ok()?,
                None => number.parse().ok()?,
            };
            // XML writes the x of hexadecimal numbers in lower case only.
            char::from_u32(value).is_some_and(is_legal) && !number.starts_with('X')
        }
        None => !name.is_empty() && name.bytes().all(|byte| byte.is_ascii_alphanumeric()),
    };
    legal.then_some(end + 1)
}

fn push_legal(out: &mut String, text: &str) {
    out.extend(text.split(|c| !is_legal(c)));
}

/// Whether XML allows the character at all.
fn is_legal(c: char) -> bool {
    !matches!(c, '\0'..='\u{8}' | '\u{b}' | '\u{c}' | '\u{e}'..='\u{1f}' | '\u{fffe}' | '\u{ffff}')
}
