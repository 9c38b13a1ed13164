//! The day's digest as a document.
//!
//! All formats write the same value: title, lead, blocks with their entries, remarks, and the
//! cited pages under the numbers by which entries cite them. They share the words between
//! ([`title`], `facts`) and nothing else. The smallest example is `json.rs`.

mod eml;
pub(super) mod html;
mod json;
mod markdown;
mod org;
mod text;

use crate::lang::{Lang, say};
use crate::model::{
    Block, Digest, EditionWindow, Entry, Lead, Reference, WindowState, Written, WrittenKind,
};
use crate::text::{address, clean};

/// A way to write a digest.
#[derive(Debug)]
pub struct Format {
    /// Its name on the command line.
    pub name: &'static str,
    /// The ending of its files.
    pub extension: &'static str,
    /// Writes the document.
    pub write: fn(&Digest, Lang) -> String,
}

/// All formats; the first is the usual one.
pub const FORMATS: [Format; 6] = [
    Format { name: "md", extension: "md", write: markdown::write },
    Format { name: "html", extension: "html", write: html::write },
    Format { name: "json", extension: "json", write: json::write },
    Format { name: "text", extension: "txt", write: text::write },
    Format { name: "org", extension: "org", write: org::write },
    Format { name: "eml", extension: "eml", write: eml::write },
];

/// The format of that name, if there is one.
pub fn format(name: &str) -> Option<&'static Format> {
    FORMATS.iter().find(|format| format.name == name || format.extension == name)
}

/// The words of the page, as HTML, where a format's own text is for machines: what its reader will
/// see.
pub fn shown(format: &Format, digest: &Digest, lang: Lang) -> Option<String> {
    let is_page = matches!(format.name, "html" | "eml");
    is_page.then(|| html::body(digest, lang))
}

/// The document's title, with its day or days.
pub fn title(digest: &Digest, lang: Lang) -> String {
    use chrono::Datelike;
    if let Some(from) = digest.from {
        return say(lang, "digest.title_of_days", &[&from, &digest.day]).into_owned();
    }
    let weekday = digest.day.weekday().num_days_from_monday() as usize;
    let names = say(lang, "digest.weekdays", &[]);
    let name = names.split_whitespace().nth(weekday).unwrap_or_default();
    // Days are no edition.
    let is_day = digest.window.is_some_and(|window| !window.is_edition());
    let key = if is_day { "digest.title_of_day" } else { "digest.title" };
    say(lang, key, &[&name, &digest.day]).into_owned()
}

/// How long the digest takes to read, in words.
fn reading_time(digest: &Digest, lang: Lang) -> String {
    let minutes = say(lang, "digest.minutes", &[&format!("{:.1}", digest.minutes)]);
    let state = digest.window.filter(EditionWindow::is_edition).map(|window| window.state);
    match state {
        Some(WindowState::Open) => format!("{minutes} · {}", say(lang, "digest.open", &[])),
        Some(WindowState::Last) => format!("{minutes} · {}", say(lang, "digest.last", &[])),
        Some(WindowState::Closed) | None => minutes.into_owned(),
    }
}

/// A line of the lead, and the first page that it cites.
fn lead(digest: &Digest, lead: &Lead) -> (String, Option<String>) {
    let first = lead.refs.first();
    let page = digest.references.iter().find(|reference| Some(&reference.n) == first);
    let words = match written(&lead.written, WrittenKind::Phrase) {
        Some(written) => format!("{} {} {written}", line(&lead.text), mark(digest)),
        None => line(&lead.text),
    };
    (words, page.and_then(link))
}

/// What is written of an entry, as one line; `None` where nothing is.
fn written(all: &[Written], kind: WrittenKind) -> Option<String> {
    let said: Vec<String> =
        all.iter().filter(|one| one.kind == kind).map(|one| line(&one.text)).collect();
    (!said.is_empty()).then(|| said.join(" "))
}

/// The sign before what a writer wrote.
fn mark(digest: &Digest) -> &'static str {
    if digest.writer.as_ref().is_some_and(|writer| writer.is_ascii) { "~" } else { "≈" }
}

/// What is shown of an entry: the one place that decides between quote and sentence.
struct Shown {
    /// The sentences, with the writer's mark where they are a writer's.
    text: Option<String>,
    /// The quote that they stand in place of.
    quote: Option<String>,
    /// What goes beyond the source, with its heading and mark.
    link: Option<(String, String)>,
}

/// What is shown of an entry.
fn shown_of(entry: &Entry, digest: &Digest, lang: Lang) -> Shown {
    let quote = sentences(entry);
    let marked = |said: String| format!("{} {said}", mark(digest));
    let link = written(&entry.written, WrittenKind::Link)
        .map(|said| (say(lang, "digest.inference", &[]).into_owned(), marked(said)));
    match written(&entry.written, WrittenKind::Phrase) {
        Some(said) => Shown { text: Some(marked(said)), quote, link },
        None => Shown { text: quote, quote: None, link },
    }
}

/// Who wrote, and how much of it was accepted.
fn writer(digest: &Digest, lang: Lang) -> Option<String> {
    let writer = digest.writer.as_ref()?;
    let place = match &writer.host {
        Some(host) => line(host),
        None => say(lang, "digest.writer.here", &[]).into_owned(),
    };
    let facts: [&dyn std::fmt::Display; 5] =
        [&mark(digest), &line(&writer.model), &place, &writer.accepted, &writer.refused];
    Some(line(&say(lang, "digest.writer", &facts)))
}

/// The entries of a block by their groups, each with whether it is set as a table.
fn groups(block: &Block) -> impl Iterator<Item = (Option<&str>, &[Entry], bool)> {
    block.entries.chunk_by(|a, b| a.group == b.group).map(|entries| {
        let group = entries.first().and_then(|entry| entry.group.as_deref());
        let is_table = !block.columns.is_empty()
            && entries.iter().all(|entry| entry.cells.len() + 1 == block.columns.len());
        (group, entries, is_table)
    })
}

/// What is known of an entry beyond its sentences, in one line.
fn facts(entry: &Entry) -> String {
    line(&entry.facts.join(" · "))
}

/// The entry's sentences, unless they only repeat its label.
fn sentences(entry: &Entry) -> Option<String> {
    Some(line(&entry.text)).filter(|text| !text.is_empty() && *text != line(&entry.label))
}

/// Where and when a page was published.
fn imprint(reference: &Reference) -> String {
    let day = reference.day.map(|day| format!(", {day}"));
    line(&format!("{}{}", reference.source, day.unwrap_or_default()))
}

/// The page's address, if it is one of the web: nothing else is ever linked.
fn link(reference: &Reference) -> Option<String> {
    address::parse(&reference.url, None)
}

/// Cleaned again, whatever happened before: the value may have come from anywhere.
fn line(text: &str) -> String {
    clean::line(text, 4000)
}

#[cfg(test)]
mod tests;
