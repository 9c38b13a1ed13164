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

use crate::model::{Answer, Hints, Moment, NewItem, Request, Source};

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
pub enum SpecError {
    /// No address, or none that can be fetched.
    #[error("{0:?} is not an http or https address: correct the source's address")]
    Address(String),
    /// An option that the kind cannot do without.
    #[error("the source sets neither {0}: add one of them")]
    Missing(&'static str),
    /// An option whose value makes no sense.
    #[error("option {name} = {value:?} is not {expected}: correct it")]
    Option {
        /// Which one.
        name: &'static str,
        /// What it says.
        value: String,
        /// What it should be.
        expected: &'static str,
    },
}

/// Why an answer could not be read.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum ReadError {
    /// No body at all, or nothing but white space.
    #[error("the answer is empty: try again later, or check the address")]
    Empty,
    /// A web page where a feed was expected.
    #[error("{}", page_message(feeds))]
    Page {
        /// Addresses of the feeds the page names, or that are commonly found beside such a page,
        /// best first.
        feeds: Vec<String>,
    },
    /// Something else than this kind reads.
    #[error("the answer is {found}, not {expected}: check the address")]
    Foreign {
        /// What it seems to be.
        found: String,
        /// What was expected.
        expected: &'static str,
    },
    /// Broken beyond repair.
    #[error("the answer cannot be read as {expected}: {reason}")]
    Malformed {
        /// What it was read as.
        expected: &'static str,
        /// What the parser says.
        reason: String,
    },
    /// The server answered with an error of its own.
    #[error("the server refused: {0}")]
    Refused(String),
    /// A page without a text of any length.
    #[error("no article can be found on the page: open it in the browser instead")]
    NoArticle,
    /// A page on which a selector, or the search for a repeated block, found nothing.
    #[error(
        "{what} found nothing on the page: its layout has changed, adjust the source's selectors"
    )]
    NothingMatched {
        /// Which selector.
        what: String,
    },
}

fn page_message(feeds: &[String]) -> String {
    match feeds.first() {
        Some(first) => format!(
            "the answer is a web page, not a feed: it has {} ({first}), add that instead",
            if feeds.len() == 1 { "one".to_owned() } else { format!("{} to try", feeds.len()) },
        ),
        None => {
            "the answer is a web page, not a feed, and names none: follow it as kind page".into()
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
