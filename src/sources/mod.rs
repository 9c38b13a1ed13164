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

pub mod adding;
pub mod arxiv;
pub mod crossref;
pub mod feed;
pub mod files;
pub mod grammar;
pub mod hackernews;
pub mod openreview;
pub mod page;
pub mod pubmed;
pub mod saved;
pub mod semanticscholar;

use crate::model::account::{ACCOUNT, FOLDER, STREAM};
use crate::model::source::ENDPOINT;
use crate::model::{Answer, Hints, Moment, NewItem, Request, Source};
use crate::text::address;
pub use files::naming::{NAME_CHARS, Names, name_for, own_name, slug};
pub use grammar::error::{ReadError, SpecError};
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
pub const KINDS: [&dyn Kind; 9] = [
    &feed::Feed,
    &arxiv::Arxiv,
    &hackernews::HackerNews,
    &pubmed::PubMed,
    &semanticscholar::SemanticScholar,
    &crossref::Crossref,
    &openreview::OpenReview,
    &page::Page,
    &saved::Saved,
];

/// The options that every kind has, beside the header fields `header.NAME`.
pub const OPTIONS: [&str; 6] = [ENDPOINT, "basic", "gap", FOLDER, ACCOUNT, STREAM];

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
    let typed =
        if kind.asks_an_address() { address::without_feed_scheme(typed) } else { typed.into() };
    let typed = typed.trim();
    let is_bare = !typed.contains("://") && typed.contains('.') && !typed.contains(' ');
    if kind.asks_an_address() && is_bare { format!("https://{typed}") } else { typed.to_owned() }
}

/// Seconds between two calls to a source's host, where it asks for them.
pub fn gap(source: &Source) -> Option<u32> {
    source.options.get("gap")?.trim().parse().ok().map(|gap: u32| gap.min(LONGEST_GAP))
}

/// The kind of that name.
pub fn kind(name: &str) -> Option<&'static dyn Kind> {
    KINDS.into_iter().find(|kind| kind.name() == name)
}

/// Another way to read an answer.
#[derive(Debug, Clone, PartialEq, Eq, Default, serde::Serialize)]
pub struct Alternative {
    /// The options of the source that choose it.
    pub options: std::collections::BTreeMap<String, String>,
    /// How many items it has.
    pub count: usize,
    /// The titles of its first few.
    pub titles: Vec<String>,
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
    /// The ways to read it that were found, where there is a choice: the first is the one taken.
    pub alternatives: Vec<Alternative>,
    /// What was wrong with the answer where something could still be read from it.
    pub repaired: Option<String>,
}

/// What tests of kinds begin with.
#[cfg(test)]
mod example {
    use super::{Answer, Source};
    use crate::model::SourceId;

    /// A source of a kind, with options.
    pub fn source(kind: &str, address: &str, options: &[(&str, &str)]) -> Source {
        let options = options.iter().map(|(key, value)| ((*key).into(), (*value).into()));
        Source {
            id: SourceId("example".into()),
            name: "Example".into(),
            options: options.collect(),
            ..Source::new(kind, address)
        }
    }

    /// An answer from an address.
    pub fn answer(url: &str, body: &str) -> Answer {
        Answer { url: url.into(), body: body.as_bytes().to_vec(), ..Answer::default() }
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
