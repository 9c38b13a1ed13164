//! The words of feeds: how elements are called, which hold text only, and by what addresses their
//! families are known.

use std::borrow::Cow;

use crate::sources::grammar::tags::attribute;

/// Names of feeds' own elements, as the parser wants them written.
pub(super) const NAMES: [&str; 46] = [
    "rss",
    "channel",
    "item",
    "items",
    "title",
    "link",
    "description",
    "pubDate",
    "guid",
    "author",
    "category",
    "comments",
    "enclosure",
    "lastBuildDate",
    "language",
    "ttl",
    "managingEditor",
    "webMaster",
    "copyright",
    "generator",
    "image",
    "url",
    "textInput",
    "skipHours",
    "skipDays",
    "hour",
    "day",
    "feed",
    "entry",
    "id",
    "updated",
    "published",
    "summary",
    "content",
    "subtitle",
    "name",
    "uri",
    "email",
    "contributor",
    "rights",
    "icon",
    "logo",
    "source",
    "encoded",
    "creator",
    "date",
];

/// Elements that hold text only: one that begins inside of another means that the other was
/// never closed.
pub(super) const LEAVES: [&str; 15] = [
    "title",
    "link",
    "pubDate",
    "guid",
    "author",
    "category",
    "comments",
    "enclosure",
    "lastBuildDate",
    "language",
    "ttl",
    "managingEditor",
    "webMaster",
    "description",
    "copyright",
];

/// Elements of HTML that are never closed.
pub(super) const VOID: [&str; 8] = ["br", "hr", "img", "input", "meta", "wbr", "area", "embed"];

/// Namespaces as they are found, and as the parser knows them.
pub(super) const NAMESPACES: [(&str, &str); 10] = [
    ("http://purl.org/atom/ns#", ATOM),
    ("https://www.w3.org/2005/Atom", ATOM),
    ("http://www.w3.org/2005/atom", ATOM),
    ("http://my.netscape.com/rdf/simple/0.9/", RSS),
    ("http://channel.netscape.com/rdf/simple/0.9/", RSS),
    ("https://purl.org/rss/1.0/", RSS),
    ("https://purl.org/rss/1.0/modules/content/", CONTENT),
    ("https://purl.org/dc/elements/1.1/", DC),
    ("http://purl.org/dc/elements/1.0/", DC),
    ("http://purl.org/dc/terms/", DC),
];
pub(super) const ATOM: &str = "http://www.w3.org/2005/Atom";
pub(super) const RSS: &str = "http://purl.org/rss/1.0/";
pub(super) const CONTENT: &str = "http://purl.org/rss/1.0/modules/content/";
pub(super) const DC: &str = "http://purl.org/dc/elements/1.1/";
pub(super) const RDF: &str = "http://www.w3.org/1999/02/22-rdf-syntax-ns#";

/// Prefixes that are used without being declared.
pub(super) const PREFIXES: [(&str, &str); 5] = [
    ("dc", DC),
    ("content", CONTENT),
    ("media", "urn:media"),
    ("slash", "urn:slash"),
    ("rdf", RDF),
];

pub(super) fn is_text_construct(name: &str) -> bool {
    matches!(name, "title" | "subtitle" | "summary" | "content" | "rights")
}

/// The type as the parser knows it of a text that is described by a media type, by the type and
/// mode of Atom 0.3, or by words of no meaning.
pub(super) fn known_type(inside: &str) -> Option<&'static str> {
    let mode = attribute(inside, "mode").map(str::to_ascii_lowercase);
    let kind = attribute(inside, "type").map(str::to_ascii_lowercase);
    match (mode.as_deref(), kind.as_deref()) {
        (None, None) => None,
        (Some("escaped"), _) | (None, Some("html" | "text/html")) => Some("html"),
        (_, Some(kind)) if kind.contains("html") || kind.contains("xml") => Some("xhtml"),
        _ => Some("text"),
    }
}

pub(super) fn known_namespace(uri: &str) -> Cow<'_, str> {
    let uri = uri.trim();
    let known = NAMESPACES.iter().find(|(found, _)| *found == uri);
    Cow::Borrowed(known.map_or(uri, |(_, known)| known))
}

pub(super) fn is_entry(name: &str) -> bool {
    matches!(name, "item" | "entry")
}

pub(super) fn is_leaf(name: &str) -> bool {
    LEAVES.contains(&name)
}
