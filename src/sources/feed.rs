//! Feeds: RSS 0.9x to 2.0, RSS 1.0, Atom 0.3 and 1.0, JSON Feed. Owner of `feed-rs`.
//!
//! The document is decoded, then given to the parser without its prologue, so that no document
//! type and no entity is ever declared. Only what the parser refuses is repaired and tried again.

mod attached;
mod extras;
mod json;
mod page;
mod prepare;
mod repair;

use feed_rs::model::{Content, Entry, Feed as Parsed, FeedType, Link, LinkTarget};
use feed_rs::parser;

use crate::model::{Answer, Moment, NewItem, Request, Source};
use crate::text::address;
use attached::File;

use super::grammar::raw::{self, RawItem, Text};
use super::grammar::tags::{Piece, Pieces, local_name};
use super::grammar::{charset, date, question};
use super::{Kind, ReadError, Reading, SpecError};

/// A feed at the source's address.
pub struct Feed;

impl Kind for Feed {
    fn name(&self) -> &'static str {
        "feed"
    }

    fn names_itself(&self) -> bool {
        true
    }

    fn asks_an_address(&self) -> bool {
        true
    }

    fn request(&self, source: &Source, _now: Moment) -> Result<Request, SpecError> {
        question::get(source.options.get("endpoint").unwrap_or(&source.address))
    }

    fn read(&self, _source: &Source, answer: &Answer) -> Result<Reading, ReadError> {
        read(&answer.body, answer.content_type.as_deref(), Some(&answer.url))
    }
}

/// Reads a feed from bytes, with the `Content-Type` they were served with and the address that
/// relative links resolve against, where they are known.
///
/// # Errors
/// [`ReadError::Page`] for a web page, [`ReadError::Foreign`] for anything else that is no feed,
/// [`ReadError::Malformed`] for a feed that is broken beyond repair.
pub fn read(
    bytes: &[u8],
    content_type: Option<&str>,
    url: Option<&str>,
) -> Result<Reading, ReadError> {
    let text = charset::decode(bytes, content_type);
    match shape(&text) {
        Shape::Empty => Err(ReadError::Empty),
        Shape::Json => json::read(&text, url),
        Shape::Xml(root) => read_xml(&text[root..], url),
        Shape::Page => Err(ReadError::Page { feeds: page::feeds(&text, url) }),
        Shape::Other(found) => Err(ReadError::Foreign { found, expected: EXPECTED }),
    }
}

const EXPECTED: &str = "@failed.what.feed";

/// How many tags are looked at for the one that begins a feed: a script's warnings may precede it.
const JUNK_TAGS: usize = 50;

/// What a document is at first sight.
enum Shape {
    Empty,
    Json,
    /// A feed in XML, its first tag at this offset.
    Xml(usize),
    Page,
    Other(String),
}

fn shape(text: &str) -> Shape {
    let start =
        text.trim_start_matches(|c: char| c.is_whitespace() || c == '\0' || c == '\u{feff}');
    if start.is_empty() {
        return Shape::Empty;
    }
    if start.starts_with(['{', '[']) {
        return Shape::Json;
    }
    let mut other = None;
    for (at, piece) in
        Pieces::of(text).filter(|(_, piece)| !matches!(piece, Piece::Text(_))).take(JUNK_TAGS)
    {
        let Piece::Open { name, .. } = piece else {
            if matches!(piece, Piece::Aside(inside) if inside.to_ascii_lowercase().starts_with("doctype html"))
            {
                return Shape::Page;
            }
            continue;
        };
        match local_name(name).to_ascii_lowercase().as_str() {
            "rss" | "rdf" | "feed" | "channel" | "entry" => return Shape::Xml(at),
            "html" | "head" | "body" | "title" => return Shape::Page,
            _ => other = other.or(Some(name)),
        }
    }
    Shape::Other(match other {
        Some(_) if !start.starts_with('<') => "@failed.what.text".to_owned(),
        Some(name) => format!("a document of <{}>", crate::text::clean::line(name, 40)),
        None if text.chars().take(512).any(|c| c == '\0' || c == '\u{fffd}') => {
            "@failed.what.binary".to_owned()
        }
        None => "@failed.what.text".to_owned(),
    })
}

fn read_xml(root: &str, url: Option<&str>) -> Result<Reading, ReadError> {
    let plain = parse(root, url);
    let (feed, repaired) = match plain {
        Ok(feed) if feed.entries.len() >= entries_begun(root) => (feed, None),
        plain => {
            let mended = repair::repaired(root);
            match (plain, parse(&mended, url)) {
                (Ok(plain), Ok(mended)) if mended.entries.len() > plain.entries.len() => {
                    (mended, Some("entries where the parser does not look for them".to_owned()))
                }
                (Ok(plain), _) => (plain, None),
                (Err(why), Ok(mended)) => (mended, Some(why)),
                (Err(reason), Err(_)) => {
                    return Err(ReadError::Malformed { expected: EXPECTED, reason });
                }
            }
        }
    };
    let extras = extras::read(root, feed.entries.len());
    Ok(reading(feed, extras, url, repaired))
}

/// How many entries the document seems to have: the parser skips those that it does not know by
/// their namespace or does not expect where they stand.
fn entries_begun(root: &str) -> usize {
    let bytes = root.as_bytes();
    let starts = |name: &'static [u8]| {
        memchr::memmem::find_iter(bytes, name).filter(move |&at| {
            let ends = bytes.get(at + name.len());
            at > 0
                && ends.is_some_and(|byte| matches!(byte, b'>' | b' ' | b'\t' | b'\r' | b'\n'))
                && match bytes[at - 1] {
                    b'<' => true,
                    b':' => {
                        root[..at - 1].bytes().rev().take(20).find(|byte| b"</ ".contains(byte))
                            == Some(b'<')
                    }
                    _ => false,
                }
        })
    };
    let usual = starts(b"item").count().max(starts(b"entry").count());
    if usual > 0 { usual } else { starts(b"ITEM").count().max(starts(b"ENTRY").count()) }
}

fn parse(root: &str, url: Option<&str>) -> Result<Parsed, String> {
    let prepared = prepare::prepared(root)?;
    // Without a base of its own the document's links are resolved later, against its own page.
    let base = url.filter(|url| root.contains("xml:base") && url::Url::parse(url).is_ok());
    let hours_east = prepare::clock_hours_east(root);
    parser::Builder::new()
        .base_uri(base)
        .sanitize_content(false)
        .id_generator(|_, _, _| String::new())
        .timestamp_parser(move |text| date::parse_near(text, hours_east))
        .build()
        .parse(prepared.as_bytes())
        .map_err(|error| crate::text::clean::line(&error.to_string(), 200))
}

fn reading(
    feed: Parsed,
    extras: extras::Extras,
    url: Option<&str>,
    repaired: Option<String>,
) -> Reading {
    let format = match feed.feed_type {
        FeedType::Atom => "atom",
        FeedType::JSON => "json",
        FeedType::RSS0 | FeedType::RSS2 => "rss",
        FeedType::RSS1 => "rdf",
    };
    let link = best_link(&feed.links).and_then(|link| address::parse(&link.href, url));
    let base = link.as_deref().or(url);
    let mut hints = extras.hints;
    hints.ttl = feed.ttl.map(|minutes| u64::from(minutes) * 60);
    let inherited = match feed.feed_type {
        FeedType::Atom => people(feed.authors),
        FeedType::JSON | FeedType::RSS0 | FeedType::RSS1 | FeedType::RSS2 => Vec::new(),
    };
    let mut entry_extras = extras.entries.into_iter();
    let mut items: Vec<NewItem> = Vec::with_capacity(feed.entries.len().min(raw::ITEMS));
    for entry in feed.entries.into_iter().take(raw::ITEMS) {
        let extra = entry_extras.next().unwrap_or_default();
        let mut item = raw_item(entry, extra);
        if item.authors.is_empty() {
            item.authors.clone_from(&inherited);
        }
        items.extend(item.cleaned(base));
    }
    drop_shared_ids(&mut items);
    Reading {
        title: feed
            .title
            .map(|title| raw::plain_title(&title.content))
            .filter(|title| !title.is_empty()),
        link,
        description: feed
            .description
            .map(|text| raw::plain_title(&text.content))
            .filter(|text| !text.is_empty()),
        language: raw::named(feed.language.as_deref()),
        format,
        items,
        next: None,
        hints,
        repaired,
    }
}

fn raw_item(entry: Entry, extra: extras::Entry) -> RawItem {
    let files = files(&entry);
    let enclosure = files.first().map(|file| file.address.clone());
    let id = Some(entry.id).filter(|id| !id.trim().is_empty());
    let discussion = entry
        .links
        .iter()
        .find(|link| {
            link.target == Some(LinkTarget::Comments) || link.rel.as_deref() == Some("replies")
        })
        .map(|link| link.href.clone());
    let url = best_link(&entry.links)
        .map(|link| link.href.clone())
        .or_else(|| id.clone().filter(|id| id.starts_with("http")))
        .or_else(|| content_address(entry.content.as_ref()))
        .or(enclosure)
        .or_else(|| discussion.clone());
    let content = entry.content.map(content_text).unwrap_or_default();
    let mut summary = entry.summary.map_or_else(Text::default, |text| Text::guessed(text.content));
    if summary.raw.is_empty() && content.raw.is_empty() {
        summary = Text::guessed(extra.description);
    }
    let categories = entry
        .categories
        .into_iter()
        .map(|category| {
            category.label.filter(|label| !label.trim().is_empty()).unwrap_or(category.term)
        })
        .chain(extra.subjects)
        .collect();
    let (points, comments) = match &discussion {
        Some(_) => extras::community_counts(&summary.raw),
        None => (None, None),
    };
    let mut item = RawItem {
        id,
        url,
        title: entry.title.map(|title| title.content),
        authors: people(entry.authors),
        published: entry.published,
        updated: entry.updated.filter(|updated| Some(*updated) != entry.published),
        summary,
        content,
        categories,
        language: entry.language,
        points,
        comments: comments.or(extra.comments),
        discussion,
        ..RawItem::default()
    };
    attached::attach(&mut item, files);
    item
}

/// Relations of links that never lead to the page itself.
const ELSEWHERE: [&str; 10] =
    ["self", "edit", "replies", "enclosure", "hub", "next", "prev", "first", "last", "license"];

/// The link to the page itself: what says so, else what says nothing, else anything that is not
/// known to lead elsewhere.
fn best_link(links: &[Link]) -> Option<&Link> {
    let rank = |link: &Link| {
        let is_page = link.media_type.as_deref().is_none_or(|kind| kind.contains("html"));
        match link.rel.as_deref() {
            _ if link.target.is_some() || link.href.trim().is_empty() => None,
            None | Some("alternate") => Some(u8::from(!is_page)),
            Some(elsewhere) if ELSEWHERE.contains(&elsewhere) => None,
            Some(_) => Some(2),
        }
    };
    links
        .iter()
        .filter_map(|link| Some((rank(link)?, link)))
        .min_by_key(|(rank, _)| *rank)
        .map(|(_, link)| link)
}

fn content_address(content: Option<&Content>) -> Option<String> {
    content.filter(|content| content.body.is_none())?.src.as_ref().map(|link| link.href.clone())
}

/// The files that come with an entry: enclosures, then what its media elements name.
fn files(entry: &Entry) -> Vec<File> {
    let linked = entry.links.iter().filter(|link| link.rel.as_deref() == Some("enclosure"));
    let linked = linked.map(|link| File {
        address: link.href.trim().to_owned(),
        media_type: link.media_type.clone(),
        bytes: link.length,
    });
    let media = entry.media.iter().flat_map(|media| &media.content).filter_map(|file| {
        Some(File {
            address: file.url.as_ref()?.to_string(),
            media_type: file.content_type.as_ref().map(ToString::to_string),
            bytes: file.size,
        })
    });
    linked.chain(media).collect()
}

fn content_text(content: Content) -> Text {
    let body = content.body.unwrap_or_default();
    match content.content_type.subty().as_str() {
        "html" | "xhtml" | "xhtml+xml" => Text::html(body),
        _ => Text::guessed(body),
    }
}

fn people(people: Vec<feed_rs::model::Person>) -> Vec<String> {
    people.into_iter().filter_map(|person| prepare::person_name(&person.name?)).collect()
}

/// An identifier that several items of one feed carry identifies none of them. Versions of one item
/// are no several items: they have one page, and one title or one date.
fn drop_shared_ids(items: &mut [NewItem]) {
    let mut first: std::collections::HashMap<&str, &NewItem> = std::collections::HashMap::new();
    let mut shared: std::collections::HashSet<String> = std::collections::HashSet::new();
    for item in items.iter() {
        if let Some(id) = item.external_id.as_deref() {
            let one = *first.entry(id).or_insert(item);
            if one.url != item.url || one.title != item.title && one.published != item.published {
                shared.insert(id.to_owned());
            }
        }
    }
    for item in items.iter_mut() {
        if item.external_id.as_ref().is_some_and(|id| shared.contains(id)) {
            item.external_id = None;
        }
    }
}

#[cfg(test)]
mod tests;
