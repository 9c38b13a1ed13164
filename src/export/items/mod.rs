//! Notes and the reading list: items with what the reader made of them.
//!
//! All formats write the same slice of items, whole and in the order given. The smallest example
//! is `csv.rs`.

mod bibtex;
mod csl;
mod csv;
mod json;
mod markdown;
mod org;
mod ris;

use chrono::Datelike;

use crate::lang::{Lang, say};
use crate::model::{Day, Item, Paper, Progress, Zone};
use crate::text::{address, clean};

/// What the items are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum What {
    /// Items with notes, for the sake of the notes.
    Notes,
    /// The reading list.
    ReadingList,
}

impl What {
    fn title(self, lang: Lang) -> String {
        match self {
            What::Notes => say(lang, "digest.notes", &[]).into_owned(),
            What::ReadingList => say(lang, "digest.starred", &[]).into_owned(),
        }
    }
}

/// A way to write items.
pub struct Format {
    /// Its name on the command line.
    pub name: &'static str,
    /// The ending of its files.
    pub extension: &'static str,
    /// Writes the document.
    pub write: fn(What, &[Item], Lang, Zone) -> String,
}

/// All formats; the first is the usual one.
pub const FORMATS: [Format; 7] = [
    Format { name: "md", extension: "md", write: markdown::write },
    Format { name: "json", extension: "json", write: json::write },
    Format { name: "org", extension: "org", write: org::write },
    Format { name: "bibtex", extension: "bib", write: bibtex::write },
    Format { name: "ris", extension: "ris", write: ris::write },
    Format { name: "csl", extension: "csl.json", write: csl::write },
    Format { name: "csv", extension: "csv", write: csv::write },
];

/// Items as entries of a bibliography.
pub fn bibtex(items: &[Item], zone: Zone) -> String {
    // Entries are in no language: the format has its own words.
    bibtex::write(What::ReadingList, items, Lang::En, zone)
}

/// The format of that name, if there is one.
pub fn format(name: &str) -> Option<&'static Format> {
    FORMATS.iter().find(|format| format.name == name || format.extension == name)
}

/// Cleaned again, whatever happened before.
fn line(text: &str) -> String {
    clean::line(text, 4000)
}

/// The item's own page, if it is one of the web.
fn page(item: &Item) -> Option<String> {
    item.row.url.as_deref().and_then(|url| address::parse(url, None))
}

/// The day of publication in the reader's zone.
fn date(item: &Item, zone: Zone) -> Option<Day> {
    item.row.date().map(|date| zone.date_of(date))
}

/// The same in words.
fn day(item: &Item, zone: Zone) -> String {
    date(item, zone).map(|day| day.to_string()).unwrap_or_default()
}

/// When the program first saw it, of which nothing says when it was published: what a citation
/// gives as the day on which its page was looked at.
fn seen(item: &Item, zone: Zone) -> Option<Day> {
    item.row.first_seen().map(|seen| zone.day_of(seen))
}

/// How it stands on the reading list, as keywords: the reader's own tags, how far the reading is,
/// the week it is due.
fn keywords(item: &Item) -> Vec<String> {
    let Some(listed) = &item.row.listed else { return Vec::new() };
    let mut keywords: Vec<String> = listed.tags.iter().map(|tag| line(tag)).collect();
    keywords.push(listed.state.name().to_owned());
    keywords.extend(listed.due.map(|week| week.to_string()));
    keywords
}

/// Whether its reading is done.
fn is_done(item: &Item) -> bool {
    item.row.listed.as_ref().map_or(item.row.read, |listed| listed.state == Progress::Done)
}

/// What it is to a bibliography.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    /// It appeared in a journal: that is named, or its DOI is one of a publisher.
    Article,
    /// A paper that appeared nowhere yet.
    Preprint,
    /// Anything else on the web.
    Page,
}

fn kind(item: &Item) -> Kind {
    let Paper { venue, doi, arxiv, .. } = &item.paper;
    match (venue, doi, arxiv) {
        (Some(_), ..) | (None, Some(_), None) => Kind::Article,
        (None, _, _) if item.paper.is_empty() => Kind::Page,
        (None, ..) => Kind::Preprint,
    }
}

/// Where its PDF lies, if that is on the web.
fn pdf(item: &Item) -> Option<String> {
    item.paper.pdf.as_deref().and_then(|url| address::parse(url, None))
}

/// Who wrote it, where it stood and when, in one line.
fn imprint(item: &Item, lang: Lang, zone: Zone) -> String {
    const NAMED: usize = 3;
    let mut authors = item.authors.iter().take(NAMED).cloned().collect::<Vec<_>>().join(", ");
    if item.authors.len() > NAMED {
        authors.push_str(" …");
    }
    let venue = item.paper.venue.clone().unwrap_or_else(|| item.row.source_name.clone());
    let seen = seen(item, zone).map(|day| say(lang, "show.first_seen", &[&day]).into_owned());
    let parts = [authors, venue, seen.unwrap_or_else(|| day(item, zone))];
    line(&parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" · "))
}

/// The note's lines, cleaned.
fn note(item: &Item) -> Option<String> {
    // A note may be as long as a book; what cleans it needs only some bound.
    let note = item.note.as_deref()?;
    Some(clean::block(note, note.len())).filter(|note| !note.is_empty())
}

/// Family and given name; a name of one word is a family's, one with a comma comes in that order.
fn name_parts(author: &str) -> (String, String) {
    let author = line(author);
    if let Some((family, given)) = author.split_once(',') {
        return (family.trim().to_owned(), given.trim().to_owned());
    }
    match author.rsplit_once(' ') {
        Some((given, family)) => (family.to_owned(), given.to_owned()),
        None => (author, String::new()),
    }
}

/// A key that no other item has: who, when, and its number here.
fn citation_key(item: &Item, zone: Zone) -> String {
    let family = item.authors.first().map(|author| name_parts(author).0).unwrap_or_default();
    let family: String =
        family.chars().filter(char::is_ascii_alphanumeric).collect::<String>().to_ascii_lowercase();
    let who = if family.is_empty() { "item" } else { &family };
    let year = date(item, zone).map(|day| day.year().to_string()).unwrap_or_default();
    format!("{who}{year}-{}", item.row.id.0)
}

#[cfg(test)]
pub(super) mod tests;
