//! The fields of a page's head, and its objects of JSON-LD.

use std::collections::HashMap;

use serde_json::Value;

use crate::sources::grammar::json;
use crate::sources::grammar::tags::{Piece, Pieces, attribute};
use crate::text::{clean, html};

/// Most fields read of one page, and characters of each.
const FIELDS: usize = 2_000;
const FIELD_CHARS: usize = 20_000;

/// Longest JSON-LD that is read, in bytes, and most objects looked at within it.
const LD_BYTES: usize = 512 * 1024;
const LD_OBJECTS: usize = 2_000;

/// Types of schema.org that are what a page is about, in lower case, beside all kinds of articles and
/// events.
const WORKS: [&str; 12] = [
    "blogposting",
    "book",
    "chapter",
    "creativework",
    "dataset",
    "discussionforumposting",
    "liveblogposting",
    "podcastepisode",
    "report",
    "socialmediaposting",
    "thesis",
    "videoobject",
];

/// The fields of a page by their names in lower case, and its objects of JSON-LD.
#[derive(Default)]
pub(super) struct Fields {
    pub(super) all: HashMap<String, Vec<String>>,
    pub(super) works: Vec<Value>,
    pub(super) title: String,
    pub(super) heading: String,
}

impl Fields {
    pub(super) fn of(text: &str) -> Fields {
        let mut fields = Fields::default();
        let mut count = 0;
        let mut into = Into::Nothing;
        for (at, piece) in Pieces::of(text) {
            match (&into, piece) {
                (Into::Ld(start), Piece::Close(name)) if name.eq_ignore_ascii_case("script") => {
                    fields.take_ld(&text[*start..at]);
                    into = Into::Nothing;
                }
                (Into::Ld(_), _) => {}
                (Into::LdFrom, _) => {
                    into = Into::Ld(at);
                    if matches!(piece, Piece::Close(name) if name.eq_ignore_ascii_case("script")) {
                        into = Into::Nothing;
                    }
                }
                (Into::Title, Piece::Text(words)) if fields.title.len() < 2_000 => {
                    fields.title.push_str(words);
                }
                (Into::Heading, Piece::Text(words)) if fields.heading.len() < 2_000 => {
                    fields.heading.push_str(words);
                }
                (Into::Title, Piece::Close(name)) if name.eq_ignore_ascii_case("title") => {
                    into = Into::Nothing;
                }
                (Into::Heading, Piece::Close(name)) if name.eq_ignore_ascii_case("h1") => {
                    into = Into::Nothing;
                }
                (_, Piece::Open { name, attributes, empty: false })
                    if name.eq_ignore_ascii_case("script")
                        && attribute(attributes, "type")
                            .is_some_and(|kind| kind.to_ascii_lowercase().contains("ld+json")) =>
                {
                    into = Into::LdFrom;
                }
                (_, Piece::Open { name, empty: false, .. })
                    if name.eq_ignore_ascii_case("title") && fields.title.is_empty() =>
                {
                    into = Into::Title;
                }
                (_, Piece::Open { name, empty: false, .. })
                    if name.eq_ignore_ascii_case("h1") && fields.heading.is_empty() =>
                {
                    into = Into::Heading;
                }
                (_, Piece::Open { name, attributes, .. })
                    if name.eq_ignore_ascii_case("meta") && count < FIELDS =>
                {
                    count += 1;
                    fields.take_meta(attributes);
                }
                (_, Piece::Open { name, attributes, .. }) if name.eq_ignore_ascii_case("html") => {
                    let lang = attribute(attributes, "lang").map(ToOwned::to_owned);
                    fields.all.entry("lang".to_owned()).or_default().extend(lang);
                }
                _ => {}
            }
        }
        fields
    }

    fn take_meta(&mut self, attributes: &str) {
        let named =
            ["name", "property", "itemprop"].iter().find_map(|key| attribute(attributes, key));
        let (Some(name), Some(content)) = (named, attribute(attributes, "content")) else { return };
        let value = clean::block(&html::decode(content), FIELD_CHARS);
        if value.is_empty() {
            return;
        }
        // RDFa has several properties for one value.
        for name in name.split_whitespace().map(one_spelling) {
            self.all.entry(name).or_default().push(value.clone());
        }
    }

    fn take_ld(&mut self, text: &str) {
        // What hides it from old browsers and from readers of XML is no part of it.
        let mut text = text.trim();
        while let Some(rest) =
            ["<![CDATA[", "<!--", "//", "/*", "*/"].iter().find_map(|mark| text.strip_prefix(mark))
        {
            text = rest.trim_start();
        }
        if text.len() > LD_BYTES {
            return;
        }
        let Ok(value) = json::value(text) else { return };
        let mut open: Vec<Value> = vec![value];
        let mut seen = 0;
        while let Some(value) = open.pop() {
            seen += 1;
            if seen > LD_OBJECTS {
                return;
            }
            match value {
                Value::Array(values) => open.extend(values.into_iter().rev()),
                Value::Object(mut object) => {
                    for key in ["mainEntity", "@graph"] {
                        open.extend(object.remove(key));
                    }
                    let value = Value::Object(object);
                    if is_work(&value) {
                        self.works.push(value);
                    }
                }
                Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => {}
            }
        }
    }

    /// The first value of the first of these fields that has one.
    pub(super) fn first(&self, names: &[&str]) -> Option<String> {
        names.iter().find_map(|name| self.all.get(*name)?.first().cloned())
    }

    /// All values of the first of these fields that has any.
    pub(super) fn every(&self, names: &[&str]) -> Vec<String> {
        names.iter().find_map(|name| self.all.get(*name).cloned()).unwrap_or_default()
    }
}

/// The name of a field in the spelling that is looked for: `DC.Title`, `dc:title` and
/// `dcterm:title` are written alike by those who mean the same.
fn one_spelling(name: &str) -> String {
    let name = name.to_ascii_lowercase();
    let Some((vocabulary, rest)) = name.split_once([':', '.']) else { return name };
    match vocabulary {
        "dc" | "prism" | "eprints" => format!("{vocabulary}.{rest}"),
        "dcterms" | "dcterm" | "dct" => format!("dcterms.{rest}"),
        _ => name,
    }
}

/// What the text that comes next belongs to.
enum Into {
    LdFrom,
    Ld(usize),
    Title,
    Heading,
    Nothing,
}

fn is_work(value: &Value) -> bool {
    let kinds: Vec<String> = match value.get("@type") {
        Some(Value::String(kind)) => vec![kind.clone()],
        Some(Value::Array(_)) => json::words(value, "@type"),
        _ => Vec::new(),
    };
    kinds
        .iter()
        .map(|kind| kind.to_ascii_lowercase())
        .any(|kind| WORKS.contains(&&*kind) || kind.ends_with("article") || kind.ends_with("event"))
}
