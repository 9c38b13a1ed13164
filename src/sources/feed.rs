//! Feeds: RSS 0.9x to 2.0, RSS 1.0, Atom 0.3 and 1.0, JSON Feed. Owner of `feed-rs`.
//!
//! The children of the head and of each entry are gathered (`outline.rs`), whatever is wrong with
//! the document. What Atom has words for is written as Atom (`atom.rs`) and given to the parser;
//! what it has none for is read beside it (`beside.rs`).

mod atom;
mod attached;
mod beside;
mod inner;
mod json;
mod names;
mod outline;
mod page;
mod paid;

use feed_rs::model::{Content, Entry, Feed as Parsed, Link};
use feed_rs::parser;

use crate::model::{Answer, Fact, Moment, NewItem, Phrase, Request, Source};
use crate::text::{address, clean, html, language};
use attached::File;
use beside::Beside;
use outline::{Dialect, Outline};
use paid::is_paid;

use super::grammar::date::Locale;
use super::grammar::raw::{self, RawItem, Text};
use super::grammar::tags::{Piece, Pieces, local_name};
use super::grammar::{charset, paper, question};
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

    fn read(&self, source: &Source, answer: &Answer) -> Result<Reading, ReadError> {
        let served = Served {
            content_type: answer.content_type.as_deref(),
            url: Some(&answer.url),
            language: source.language.as_deref(),
            feeds: &answer.feeds,
        };
        read(&answer.body, served)
    }
}

/// What is known of a document beside its bytes.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Served<'a> {
    /// The `Content-Type` that it was served with.
    pub content_type: Option<&'a str>,
    /// The address that relative links resolve against.
    pub url: Option<&'a str>,
    /// In which language its source is said to write.
    pub language: Option<&'a str>,
    /// The feeds that were named beside it, as they are written.
    pub feeds: &'a [String],
}

/// Reads a feed from bytes.
///
/// # Errors
/// [`ReadError::Page`] for a web page, [`ReadError::Foreign`] for anything else that is no feed,
/// [`ReadError::Malformed`] for a feed in which nothing is found.
pub fn read(bytes: &[u8], served: Served<'_>) -> Result<Reading, ReadError> {
    let text = charset::decode(bytes, served.content_type);
    match shape(&text) {
        Shape::Empty => Err(ReadError::Empty),
        Shape::Json => json::read(&text, served),
        Shape::Xml(root) => read_xml(&text[root..], served),
        Shape::Page => Err(ReadError::Page { feeds: page::feeds(&text, served) }),
        Shape::Other(found) => Err(ReadError::Foreign { found, expected: EXPECTED }),
    }
}

const EXPECTED: &str = "failed.what.feed";

/// How many tags are looked at for the one that begins a feed: a script's warnings may precede it.
const JUNK_TAGS: usize = 50;

/// What a document is at first sight.
enum Shape {
    Empty,
    Json,
    /// A feed in XML, its first tag at this offset.
    Xml(usize),
    Page,
    Other(Fact),
}

fn shape(text: &str) -> Shape {
    let start =
        text.trim_start_matches(|c: char| c.is_whitespace() || c == '\0' || c == '\u{feff}');
    if start.is_empty() {
        return Shape::Empty;
    }
    if start.starts_with(['{', '[']) || is_led_json(start) {
        return Shape::Json;
    }
    let mut other = None;
    for (at, piece) in
        Pieces::of(text).filter(|(_, piece)| !matches!(piece, Piece::Text(_))).take(JUNK_TAGS)
    {
        let Piece::Open { name, .. } = piece else {
            if matches!(piece, Piece::Aside(inside) if inside.to_ascii_lowercase().starts_with("doctype html"))
            {
                return within_page(text).map_or(Shape::Page, Shape::Xml);
            }
            continue;
        };
        match local_name(name).to_ascii_lowercase().as_str() {
            "rss" | "rdf" | "feed" | "channel" | "entry" => return Shape::Xml(at),
            "html" | "head" | "body" | "title" => {
                return within_page(text).map_or(Shape::Page, Shape::Xml);
            }
            _ => other = other.or(Some(name)),
        }
    }
    Shape::Other(match other {
        Some(_) if !start.starts_with('<') => Fact::phrase("failed.what.text"),
        Some(name) => {
            let name = crate::text::clean::line(name, 40);
            Fact::Phrase(Phrase::new("failed.what.document", &[&name]))
        }
        None if text.chars().take(512).any(|c| c == '\0' || c == '\u{fffd}') => {
            Fact::phrase("failed.what.binary")
        }
        None => Fact::phrase("failed.what.text"),
    })
}

/// Whether it is a JSON Feed with something before it: a comment, a call (`f({…})`), or the guard
/// that keeps a page from running it.
fn is_led_json(text: &str) -> bool {
    let head: String = text.chars().take(JSON_HEAD).collect();
    let names_it = head.find("jsonfeed.org/version");
    let begins = head.find('{');
    begins.zip(names_it).is_some_and(|(begins, named)| begins < named) && !head.starts_with('<')
}

/// How far into a text a JSON Feed is looked for, in characters.
const JSON_HEAD: usize = 1000;

/// Where a feed begins that something on the way has put into a page.
fn within_page(text: &str) -> Option<usize> {
    Pieces::of(text).take(2 * JUNK_TAGS).find_map(|(at, piece)| match piece {
        Piece::Open { name, attributes, .. } => {
            let name = local_name(name).to_ascii_lowercase();
            let says = |word| attributes.contains(word);
            let is_root = match &*name {
                "rss" | "feed" => says("version=") || says("xmlns"),
                // Pictures and licences are described by it too.
                "rdf" => says("purl.org/rss/") || says("netscape.com/rdf"),
                _ => false,
            };
            is_root.then_some(at)
        }
        Piece::Text(_) | Piece::Cdata(_) | Piece::Close(_) | Piece::Aside(_) | Piece::Cut => None,
    })
}

fn read_xml(root: &str, served: Served<'_>) -> Result<Reading, ReadError> {
    let malformed = |reason: String| ReadError::Malformed { expected: EXPECTED, reason };
    let outline = outline::of(root);
    if !outline.is_feed {
        return Err(malformed("it has neither a channel nor entries".to_owned()));
    }
    let written = atom::write(&outline, root.len());
    // Without a base of its own the document's links are resolved later, against its own page.
    let has_base = written.contains(" xml:base=\"");
    let base = served.url.filter(|url| has_base && url::Url::parse(url).is_ok());
    let feed = parser::Builder::new()
        .base_uri(base)
        .sanitize_content(false)
        .id_generator(|_, _, _| String::new())
        .build()
        .parse(written.as_bytes())
        .map_err(|error| malformed(clean::line(&error.to_string(), 200)))?;
    Ok(reading(feed, &outline, served))
}

fn reading(feed: Parsed, outline: &Outline<'_>, served: Served<'_>) -> Reading {
    let head = beside::of_head(outline);
    let link = best_link(&feed.links).and_then(|link| address::parse(&link.href, served.url));
    let base = link.as_deref().or(served.url);
    let titles = feed.entries.iter().filter_map(|entry| Some(&*entry.title.as_ref()?.content));
    let said = [head.language.as_deref(), served.language];
    let dates: Vec<String> = outline.entries.iter().flat_map(beside::dates).collect();
    let dates = dates.iter().map(String::as_str);
    let locale = Locale::of(&said, &[served.url, link.as_deref()], titles, dates);
    let title = feed.title.map(|title| raw::plain_title(&title.content));
    let title = title.filter(|title| !title.is_empty());
    let mut items: Vec<NewItem> = Vec::with_capacity(feed.entries.len());
    for (entry, part) in feed.entries.into_iter().zip(&outline.entries) {
        let mut beside = beside::of(part, outline.dialect, locale);
        let is_old = beside.announcement.as_deref().is_some_and(paper::is_replacement);
        if is_old || beside.is_sponsored {
            continue;
        }
        if beside.people.is_empty() {
            beside.people.clone_from(&head.people);
        }
        let source = beside.source.map(|source| raw::plain_title(&source));
        beside.source = source.filter(|source| title.as_ref() != Some(source));
        let item = raw_item(entry, beside, head.journal.as_ref());
        if !is_paid(&item) {
            items.extend(item.cleaned(base));
        }
    }
    drop_shared_ids(&mut items);
    Reading {
        title,
        link,
        description: feed
            .description
            .map(|text| raw::plain_title(&text.content))
            .filter(|text| !text.is_empty()),
        language: head.language.as_deref().and_then(tag),
        format: match outline.dialect {
            Dialect::Rss => "rss",
            Dialect::Rdf => "rdf",
            Dialect::Atom => "atom",
        },
        items,
        hints: head.hints,
        repaired: outline.wrong.clone(),
        ..Reading::default()
    }
}

/// A declared language as BCP 47 has it: some say `kr` or "Korean".
fn tag(declared: &str) -> Option<String> {
    let tag = raw::named(Some(declared))?;
    let is_tag = tag.split(['-', '_']).next().is_some_and(|code| {
        matches!(code.len(), 2 | 3)
            && language::declared(code).is_none_or(|known| known == code.to_ascii_lowercase())
    });
    if is_tag { Some(tag) } else { language::declared(&tag).map(Into::into).or(Some(tag)) }
}

fn raw_item(entry: Entry, beside: Beside, journal: Option<&String>) -> RawItem {
    let files = files(&entry);
    let enclosure = files.first().map(|file| file.address.clone());
    let id = Some(entry.id).filter(|id| !id.trim().is_empty());
    let discussion = entry
        .links
        .iter()
        .find(|link| link.rel.as_deref() == Some("replies"))
        .map(|link| link.href.clone());
    let url = best_link(&entry.links)
        .map(|link| link.href.clone())
        .or_else(|| id.clone().filter(|id| id.starts_with("http")))
        .or_else(|| beside.identifiers.iter().find(|id| id.starts_with("http")).cloned())
        .or(enclosure)
        .or(beside.content_at)
        .or_else(|| discussion.clone());
    let content = entry.content.map(content_text).unwrap_or_default();
    let summary = entry.summary.map_or_else(Text::default, |text| {
        if text.content_type.subty() == "html" {
            Text::html(text.content)
        } else {
            Text::guessed(text.content)
        }
    });
    let (points, comments) = match &discussion {
        Some(_) => community_counts(&summary.raw),
        None => (None, None),
    };
    let mut item = RawItem {
        id,
        url,
        title: entry.title.map(|title| title.content),
        authors: beside.people,
        // A quarter of the feeds in Atom say only when an entry was changed.
        published: beside.published.or(beside.updated),
        updated: beside
            .updated
            .filter(|_| beside.published.is_some() && beside.updated != beside.published),
        summary,
        content,
        categories: entry.categories.into_iter().map(|category| category.term).collect(),
        language: beside.language,
        points,
        comments: comments.or(beside.comments),
        discussion,
        ..RawItem::default()
    };
    if let Some(source) = &beside.source {
        credit(&mut item, source);
    }
    item.paper.doi = beside.identifiers.iter().find_map(|identifier| paper::doi_of(identifier));
    item.paper.pmid = beside.identifiers.iter().find_map(|identifier| paper::pmid_of(identifier));
    item.paper.venue =
        beside.journal.or_else(|| journal.filter(|_| item.paper.doi.is_some()).cloned());
    read_as_paper(&mut item);
    attached::attach(&mut item, files);
    item
}

/// Names the feed that an entry came from as its author where it has none, and takes out what an
/// aggregator repeats: the publisher behind the title, the title in place of a summary.
fn credit(item: &mut RawItem, source: &str) {
    if source.is_empty() {
        return;
    }
    let title = item.title.as_deref().map(raw::plain_title).unwrap_or_default();
    let bare = [" - ", " – ", " — ", " | "]
        .iter()
        .find_map(|dash| title.strip_suffix(source)?.strip_suffix(dash));
    let letters = |text: &str| text.chars().filter(|c| c.is_alphanumeric()).collect::<String>();
    let summary = letters(&html::plain(&item.summary.raw, 2_000));
    let repeated = letters(bare.unwrap_or(&title));
    if summary
        .strip_prefix(&repeated)
        .is_some_and(|rest| rest.is_empty() || rest == letters(source))
    {
        item.summary = Text::default();
    }
    if let Some(bare) = bare {
        item.title = Some(html::escape(bare));
    }
    if item.authors.is_empty() {
        item.authors.push(source.to_owned());
    }
}

/// Takes out of title and description what feeds of papers write there for want of a better place.
fn read_as_paper(item: &mut RawItem) {
    if let Some((title, authors)) =
        item.title.as_deref().map(raw::plain_title).as_deref().and_then(paper::authors_in_title)
        && item.authors.is_empty()
    {
        item.title = Some(html::escape(&title));
        item.authors = authors;
    }
    if item.content.raw.is_empty()
        && let Some(facts) = paper::labelled(&html::plain(&item.summary.raw, 2_000))
    {
        item.summary = Text::default();
        if item.authors.is_empty() {
            item.authors = facts.authors;
        }
        item.paper.venue = item.paper.venue.take().or(facts.journal);
        let first = |day: chrono::NaiveDate| day.and_time(chrono::NaiveTime::MIN).and_utc();
        item.published = item.published.or(facts.published.map(first));
    }
    let abstract_of = paper::announced_abstract(&item.summary.raw);
    if abstract_of.len() < item.summary.raw.len() {
        item.summary.raw = abstract_of.to_owned();
    }
}

/// Points and comments as feeds of Hacker News write them into their descriptions.
fn community_counts(description: &str) -> (Option<i64>, Option<i64>) {
    let after = |label: &str| {
        let (_, rest) = description.split_once(label)?;
        let digits = rest.trim_start();
        digits[..digits.bytes().take_while(u8::is_ascii_digit).count()].parse().ok()
    };
    (after("Points:"), after("# Comments:"))
}

/// Relations of links that never lead to the page itself.
const ELSEWHERE: [&str; 11] = [
    "self",
    "edit",
    "replies",
    "enclosure",
    "hub",
    "next",
    "prev",
    "first",
    "last",
    "license",
    "payment",
];

/// The link to the page itself: what says so, else anything that is not known to lead elsewhere;
/// of several the first that a browser opens.
fn best_link(links: &[Link]) -> Option<&Link> {
    let rank = |link: &Link| {
        let is_page = link.media_type.as_deref().is_none_or(|kind| kind.contains("html"));
        match link.rel.as_deref() {
            _ if !is_of_the_web(&link.href) => None,
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

/// Whether an address, perhaps a relative one, is no other scheme's.
fn is_of_the_web(address: &str) -> bool {
    match url::Url::parse(address.trim()) {
        Ok(url) => matches!(url.scheme(), "http" | "https"),
        Err(_) => !address.trim().is_empty(),
    }
}

/// The files that come with an entry.
fn files(entry: &Entry) -> Vec<File> {
    let linked = entry.links.iter().filter(|link| link.rel.as_deref() == Some("enclosure"));
    let linked = linked.map(|link| File {
        address: link.href.trim().to_owned(),
        media_type: link.media_type.clone(),
        bytes: link.length,
    });
    linked.collect()
}

fn content_text(content: Content) -> Text {
    let body = content.body.unwrap_or_default();
    if content.content_type.subty() == "html" { Text::html(body) } else { Text::guessed(body) }
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
