//! Notes and the reading list: items with what the reader made of them.
//!
//! All formats write the same slice of items, whole and in the order given. The smallest example
//! is `csv.rs`.

mod biber;
mod bibtex;
mod csl;
mod csv;
mod json;
mod markdown;
mod org;
mod ris;

use super::reference::{is_done, line, note, page};
use crate::lang::{Lang, say};
use crate::model::{Day, Item, Zone};
use crate::text::address;

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
pub const FORMATS: [Format; 8] = [
    Format { name: "md", extension: "md", write: markdown::write },
    Format { name: "json", extension: "json", write: json::write },
    Format { name: "org", extension: "org", write: org::write },
    Format { name: "bibtex", extension: "bib", write: bibtex::write },
    Format { name: "biblatex", extension: "biblatex.bib", write: biber::write },
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

/// The day of publication in the reader's zone.
fn day(item: &Item, zone: Zone) -> String {
    item.row.date().map(|date| zone.date_of(date).to_string()).unwrap_or_default()
}

/// When the program first saw it, of which nothing says when it was published.
fn seen(item: &Item, zone: Zone) -> Option<Day> {
    item.row.first_seen().map(|seen| zone.day_of(seen))
}

/// Where its PDF lies, if that is on the web.
fn pdf(item: &Item) -> Option<String> {
    item.paper.pdf.as_deref().and_then(address::leaving)
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

#[cfg(test)]
pub(super) mod tests;
