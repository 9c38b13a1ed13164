//! Kinds of sources, one file each: what to ask a server for, and how to read its answer.
//!
//! Bytes in, items out. A kind knows no network, no store, no clock but the moment it is given, and
//! no other kind. Whatever it finds it hands to [`grammar::raw::RawItem`], which cleans and caps
//! every string once and in one place; nothing that a kind returns needs cleaning again to be kept.
//! What several kinds read with (charsets, dates, broken markup) stands in [`grammar`]; what
//! `import` reads and `export sources` writes stands in [`files`].
//!
//! To add a kind: its file here and its line in [`KINDS`]; a test fails until both agree. The
//! smallest example is `hackernews.rs`.

pub mod arxiv;
pub mod crossref;
pub mod feed;
pub mod files;
pub mod grammar;
pub mod hackernews;
pub mod page;
pub mod pubmed;
pub mod saved;
pub mod semanticscholar;

use thiserror::Error;

use crate::lang::Lang;
use crate::model::source::ENDPOINT;
use crate::model::{Answer, Hints, Moment, NewItem, Request, Source, Told};
use crate::text::{address, clean};
use grammar::question;

/// A kind of source.
pub trait Kind: Sync {
    /// Its name in source lists, which is also the name of its file.
    fn name(&self) -> &'static str;

    /// The first question to ask on a visit.
    ///
    /// # Errors
    /// When the source's address or options cannot be made into one.
    fn request(&self, source: &Source, now: Moment) -> Result<Request, SpecError>;

    /// What the answer holds, and the next question if that is not all.
    ///
    /// # Errors
    /// When the answer is not what this kind reads, or says itself that something went wrong.
    fn read(&self, source: &Source, answer: &Answer) -> Result<Reading, ReadError>;

    /// The least time between two visits where the source sets none.
    fn interval_minutes(&self) -> u32 {
        60
    }

    /// The options it has beside those that every kind has ([`OPTIONS`]).
    fn options(&self) -> &'static [&'static str] {
        &[]
    }

    /// Whether it asks at an address of the web, and not by words.
    fn asks_an_address(&self) -> bool {
        false
    }

    /// Whether the title of its answers is a name for the source.
    fn names_itself(&self) -> bool {
        false
    }

    /// What a source is called that was given no name: its host. Who knows better says so.
    fn name_for(&self, source: &Source) -> String {
        address::host(&source.address).map_or_else(
            || source.address.trim().to_owned(),
            |host| host.trim_start_matches("www.").to_owned(),
        )
    }

    /// Whether the site's robots.txt is asked first: for pages, which nobody offers to programs.
    fn obeys_robots(&self) -> bool {
        false
    }
}

/// Every kind, in the order in which they are listed to people.
pub const KINDS: [&dyn Kind; 8] = [
    &feed::Feed,
    &arxiv::Arxiv,
    &hackernews::HackerNews,
    &pubmed::PubMed,
    &semanticscholar::SemanticScholar,
    &crossref::Crossref,
    &page::Page,
    &saved::Saved,
];

/// The options that every kind has, beside the header fields `header.NAME`.
pub const OPTIONS: [&str; 4] = [ENDPOINT, "basic", "gap", "folder"];

/// Longest pause between two calls that a source may ask for, in seconds.
const LONGEST_GAP: u32 = 3600;

/// The first question to a source, if all that it says makes sense.
///
/// # Errors
/// When its address or options cannot be made into one, or its kind has no such option.
pub fn request(kind: &dyn Kind, source: &Source, now: Moment) -> Result<Request, SpecError> {
    for name in source.options.keys() {
        let known = || OPTIONS.iter().chain(kind.options()).copied();
        if !name.starts_with("header.") && !known().any(|known| known == name) {
            return Err(SpecError::Unknown { name: name.clone(), known: known().collect() });
        }
    }
    question::number(source, "gap", 1, LONGEST_GAP)?;
    kind.request(source, now)
}

/// What a kind asks by, as it was typed; a bare host becomes an address where a kind wants one.
pub fn address(typed: &str, kind: &dyn Kind) -> String {
    let typed = typed.trim();
    let is_bare = !typed.contains("://") && typed.contains('.') && !typed.contains(' ');
    if kind.asks_an_address() && is_bare { format!("https://{typed}") } else { typed.to_owned() }
}

/// Seconds between two calls to a source's host, where it asks for them.
pub fn gap(source: &Source) -> Option<u32> {
    source.options.get("gap")?.trim().parse().ok().map(|gap: u32| gap.min(LONGEST_GAP))
}

/// What a source is called that was given no name.
pub fn name_for(source: &Source) -> String {
    let name = kind(&source.kind).map_or_else(String::new, |kind| kind.name_for(source));
    clean::line(&name, NAME_CHARS)
}

/// Longest name of a source, in characters.
pub const NAME_CHARS: usize = 100;

/// The name that a source goes by from now on, where it was given none and now says its own.
pub fn own_name(source: &Source, says: Option<String>) -> Option<String> {
    /// Titles that could be anybody's.
    const ANYBODY: [&str; 12] = [
        "rss", "feed", "feeds", "news", "blog", "home", "index", "latest", "articles", "posts",
        "all", "untitled",
    ];
    let names_itself = kind(&source.kind).is_some_and(Kind::names_itself);
    if !names_itself || source.name != name_for(source) {
        return None;
    }
    let name = clean::line(&says?, NAME_CHARS);
    let mut words = name.split_whitespace();
    let is_own = words.any(|word| !ANYBODY.contains(&&*word.to_lowercase()));
    Some(name).filter(|name| is_own && *name != source.name)
}

/// A short name that is not taken: made of the name where that is in Latin letters, else of the
/// host.
pub fn id_for(name: &str, address: &str, is_taken: impl Fn(&str) -> bool) -> String {
    let latin = name.chars().filter(char::is_ascii_alphanumeric).count();
    let letters = name.chars().filter(|c| c.is_alphanumeric()).count();
    let host = address::host(address).map(|host| host.trim_start_matches("www."));
    match host {
        Some(host) if latin * 2 <= letters => slug(host, is_taken),
        Some(_) | None => slug(name, is_taken),
    }
}

/// The kind of that name.
pub fn kind(name: &str) -> Option<&'static dyn Kind> {
    KINDS.into_iter().find(|kind| kind.name() == name)
}

/// What one answer held.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Reading {
    /// What the source calls itself, one line.
    pub title: Option<String>,
    /// The source's own page.
    pub link: Option<String>,
    /// What the source says of itself, one line.
    pub description: Option<String>,
    /// BCP 47 code of the language the source says it is written in.
    pub language: Option<String>,
    /// `rss`, `atom`, `rdf` or `json` for feeds; the kind's name for others.
    pub format: &'static str,
    /// Its items in the source's order.
    pub items: Vec<NewItem>,
    /// What to ask next: a further page, or the second step of a two-step interface.
    pub next: Option<Request>,
    /// How long the source asks to be left alone.
    pub hints: Hints,
    /// What was wrong with the answer where something could still be read from it.
    pub repaired: Option<String>,
}

/// Why a source cannot be asked.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[error("{}", self.told().say(Lang::En))]
pub enum SpecError {
    /// No address, or none that can be fetched.
    Address(String),
    /// An option that the kind cannot do without, or an address; as a phrase.
    Missing(&'static str),
    /// An option that the kind has not.
    Unknown {
        /// What was written.
        name: String,
        /// What there is.
        known: Vec<&'static str>,
    },
    /// An option whose value makes no sense.
    Option {
        /// Which one.
        name: &'static str,
        /// What it says.
        value: String,
        /// What it should be, as a phrase.
        expected: &'static str,
    },
}

impl SpecError {
    /// What is wrong, and what to do.
    pub fn told(&self) -> Told {
        match self {
            SpecError::Address(address) => {
                let address = format!("{:?}", address::without_credentials(address));
                Told::new("failed.address", &[&address])
            }
            SpecError::Missing(what) => Told::new("failed.missing", &[what]),
            SpecError::Unknown { name, known } => {
                Told::new("failed.unknown_option", &[name, &known.join("`, `")])
            }
            SpecError::Option { name, value, expected } => {
                Told::new("failed.option", &[name, &format!("{value:?}"), expected])
            }
        }
    }
}

/// Why an answer could not be read.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[error("{}", self.told().say(Lang::En))]
pub enum ReadError {
    /// No body at all, or nothing but white space.
    Empty,
    /// A web page where a feed was expected.
    Page {
        /// Addresses of the feeds the page names, or that are commonly found beside such a page,
        /// best first.
        feeds: Vec<String>,
    },
    /// Something else than this kind reads.
    Foreign {
        /// What it seems to be, as a phrase where there is one.
        found: String,
        /// What was expected, as a phrase.
        expected: &'static str,
    },
    /// Broken beyond repair.
    Malformed {
        /// What it was read as, as a phrase.
        expected: &'static str,
        /// What the parser says.
        reason: String,
    },
    /// The server answered with an error of its own.
    Refused(String),
    /// A page without a text of any length.
    NoArticle,
    /// A page on which no repeated block is found.
    NoList,
    /// A page on which a selector found nothing.
    NothingMatched {
        /// Which selector.
        name: &'static str,
        /// What it says.
        selector: String,
    },
}

impl ReadError {
    /// What is wrong, and what to do.
    pub fn told(&self) -> Told {
        match self {
            ReadError::Empty => Told::new("failed.empty", &[]),
            ReadError::Page { feeds } => match feeds.first() {
                Some(first) => Told::new("failed.page_with_feeds", &[first]),
                None => Told::new("failed.page", &[]),
            },
            ReadError::Foreign { found, expected } => {
                Told::new("failed.foreign", &[found, expected])
            }
            ReadError::Malformed { expected, reason } => {
                Told::new("failed.malformed", &[expected, reason])
            }
            ReadError::Refused(why) => Told::new("failed.refused", &[why]),
            ReadError::NoArticle => Told::new("failed.no_article", &[]),
            ReadError::NoList => Told::new("failed.no_list", &[]),
            ReadError::NothingMatched { name, selector } => {
                Told::new("failed.nothing_matched", &[name, &format!("{selector:?}")])
            }
        }
    }
}

/// A short name made of a long one: lower-case ASCII letters and digits with single hyphens, a
/// number behind it where the name is taken; `source` where nothing of it is left.
pub fn slug(name: &str, is_taken: impl Fn(&str) -> bool) -> String {
    let mut slug = String::new();
    for c in name.chars().take(200) {
        if c.is_ascii_alphanumeric() {
            slug.push(c.to_ascii_lowercase());
        } else if !slug.is_empty() && !slug.ends_with('-') {
            slug.push('-');
        }
        if slug.len() >= 40 {
            break;
        }
    }
    let slug = slug.trim_end_matches('-');
    let slug = if slug.is_empty() { "source" } else { slug };
    if !is_taken(slug) {
        return slug.to_owned();
    }
    (2..u32::MAX).map(|n| format!("{slug}-{n}")).find(|slug| !is_taken(slug)).unwrap_or_default()
}

/// What tests of kinds begin with.
#[cfg(test)]
mod example {
    use super::{Answer, Source};
    use crate::model::{SourceId, Tier};

    /// A source of a kind, with options.
    pub fn source(kind: &str, address: &str, options: &[(&str, &str)]) -> Source {
        let options = options.iter().map(|(key, value)| ((*key).into(), (*value).into()));
        Source {
            id: SourceId("example".into()),
            name: "Example".into(),
            kind: kind.into(),
            address: address.into(),
            options: options.collect(),
            pane: None,
            tier: Tier::default(),
            language: None,
            company: None,
            interval_minutes: None,
            enabled: true,
            full_text: false,
        }
    }

    /// An answer from an address.
    pub fn answer(url: &str, body: &str) -> Answer {
        Answer { url: url.into(), content_type: None, body: body.as_bytes().to_vec() }
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;
    use std::path::Path;

    use super::*;

    #[test]
    fn every_file_here_is_a_kind_and_every_kind_is_a_file() {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("src/sources");
        let files: BTreeSet<String> = std::fs::read_dir(folder)
            .expect("the folder")
            .flatten()
            .filter(|entry| entry.path().is_file() && entry.file_name() != "mod.rs")
            .filter_map(|entry| Some(entry.path().file_stem()?.to_string_lossy().into_owned()))
            .collect();
        let kinds: BTreeSet<String> = KINDS.iter().map(|kind| kind.name().to_owned()).collect();
        assert_eq!(files, kinds);
        assert_eq!(kinds.len(), KINDS.len(), "two kinds have one name");
    }

    #[test]
    fn every_kind_says_why_it_cannot_ask_and_what_it_cannot_read() {
        let now = "2026-03-05T08:00:00Z".parse().expect("a moment");
        for kind in KINDS {
            let source = example::source(kind.name(), "", &[("endpoint", "ftp://x")]);
            let refused = kind.request(&source, now);
            assert!(refused.is_err(), "{} asks {refused:?}", kind.name());
            for body in
                ["", "  \n", "\u{0}\u{1}junk", "{", "[]", "{}", "<", "<html></html>", "null"]
            {
                let read = kind.read(&source, &example::answer("https://x.example/", body));
                let items = read.map(|reading| reading.items.len());
                assert!(matches!(items, Err(_) | Ok(0)), "{} reads {body:?}", kind.name());
            }
        }
    }
}
