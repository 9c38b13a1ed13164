//! The day's digest as a document.
//!
//! All formats write the same value: title, counts, lead, blocks with their entries, remarks, what was
//! left out, and the cited pages under the numbers by which entries cite them. They share the words
//! between ([`title`], `sentences`) and nothing else. The smallest example is `json.rs`.

mod eml;
pub(super) mod html;
mod json;
mod markdown;
mod org;
mod text;

use crate::lang::{Lang, say};
use crate::model::{
    Block, Digest, EditionWindow, Entry, ItemId, Lead, PagePart, Quote, Reference, WindowState,
    Written, WrittenKind,
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

/// The page as it is laid out on a screen: the same whatever the format.
pub fn parts(digest: &Digest, lang: Lang) -> Vec<PagePart> {
    text::parts(digest, lang)
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
    let page = lead.refs.first().and_then(|first| reference(digest, *first));
    (line(&lead.label), page.and_then(link))
}

fn reference(digest: &Digest, n: u32) -> Option<&Reference> {
    digest.references.iter().find(|reference| reference.n == n)
}

/// The counts over a digest, in one line.
fn summary(digest: &Digest) -> Option<String> {
    let counts: Vec<&str> = digest.summary.iter().map(|counted| counted.text.as_str()).collect();
    (!counts.is_empty()).then(|| line(&counts.join(" · ")))
}

/// What was left out and why, in one line.
fn left(digest: &Digest, lang: Lang) -> Option<String> {
    let all: u32 = digest.left.values().sum();
    let mut left: Vec<(&String, &u32)> = digest.left.iter().collect();
    left.sort_by_key(|(_, count)| std::cmp::Reverse(**count));
    let of = |(reason, count): (&String, &u32)| {
        format!("{} {count}", say(lang, &format!("left.{reason}"), &[]))
    };
    let reasons = left.into_iter().map(of).collect::<Vec<_>>().join(" · ");
    (all > 0).then(|| line(&say(lang, "digest.left", &[&all, &reasons])))
}

/// The blocks that have anything to say. Where the whole time tells nothing, that is said before them.
fn blocks(digest: &Digest) -> impl Iterator<Item = &Block> {
    digest.blocks.iter().filter(|block| !block.entries.is_empty() || block.remark.is_some())
}

/// What is said where the whole time tells nothing.
fn nothing(digest: &Digest) -> Option<String> {
    digest.remark.as_deref().map(line)
}

/// The entries of a block by their groups, each with its heading and whether it is set as a table.
fn groups(block: &Block, lang: Lang) -> impl Iterator<Item = (Option<String>, &[Entry], bool)> {
    block.entries.chunk_by(|a, b| a.group == b.group).map(move |entries| {
        let group = entries.first().and_then(|entry| entry.group.as_deref());
        let is_table = !block.columns.is_empty()
            && entries.iter().all(|entry| entry.cells.len() + 1 == block.columns.len());
        (group.map(|name| heading(block, name, lang)), entries, is_table)
    })
}

/// The heading of a group: its name, and what it did in the week.
fn heading(block: &Block, name: &str, lang: Lang) -> String {
    let Some(group) = block.groups.iter().find(|group| group.name == name) else {
        return line(name);
    };
    let counts: Vec<&str> = group.counts.iter().map(|counted| counted.text.as_str()).collect();
    line(&say(lang, "digest.of_week", &[&name, &counts.join(" · ")]))
}

/// What is known of an entry beyond its sentences, in one line.
fn meta(entry: &Entry) -> String {
    line(&entry.meta.join(" · "))
}

/// A sentence below an entry.
struct Sentence<'a> {
    words: String,
    /// The code of its language where it is somebody's own; what has none is the program's or the
    /// reader's.
    quoted: Option<&'a str>,
    /// Who said it and the number of the page, where that is another than the entry's.
    from: Option<(String, u32)>,
    /// What it is called, where it goes beyond its source.
    heading: Option<String>,
    /// The words in place of which a writer's stand.
    in_place_of: Option<String>,
}

impl Sentence<'_> {
    /// As it stands on a line: in quotation marks, with its source.
    fn whole(&self) -> String {
        let words = &self.words;
        let words = if self.quoted.is_some() { format!("“{words}”") } else { words.clone() };
        let words = match &self.from {
            Some((source, n)) => format!("{words} {source} [{n}]"),
            None => words,
        };
        self.heading.iter().map(|heading| format!("{heading} ")).collect::<String>() + &words
    }
}

fn quoted<'a>(digest: &Digest, quote: &'a Quote, item: ItemId) -> Sentence<'a> {
    let source = reference(digest, quote.reference).filter(|_| quote.item != item);
    Sentence {
        words: line(&quote.text),
        quoted: Some(&quote.language),
        from: source.map(|reference| (line(&reference.source), quote.reference)),
        heading: None,
        in_place_of: None,
    }
}

/// What a writer's sentences of one kind say, as one line with their sign; `None` where there are none.
fn written(digest: &Digest, all: &[Written], kind: WrittenKind) -> Option<String> {
    let said: Vec<String> =
        all.iter().filter(|one| one.kind == kind).map(|one| line(&one.text)).collect();
    (!said.is_empty()).then(|| format!("{} {}", mark(digest), said.join(" ")))
}

/// The sign before what a writer wrote.
fn mark(digest: &Digest) -> &'static str {
    if digest.writer.as_ref().is_some_and(|writer| writer.is_ascii) { "~" } else { "≈" }
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

/// The one place that decides between quote and written sentence: what is written stands in place of
/// the first sentence, and what goes beyond the sources comes last, under its heading.
fn with_written<'a>(
    digest: &Digest,
    (first, next): (Option<Sentence<'a>>, Option<Sentence<'a>>),
    all: &[Written],
    lang: Lang,
) -> Vec<Sentence<'a>> {
    let own = |words, heading, in_place_of| Sentence {
        words,
        quoted: None,
        from: None,
        heading,
        in_place_of,
    };
    let first = match written(digest, all, WrittenKind::Phrase) {
        Some(said) => Some(own(said, None, first.map(|quote| quote.words))),
        None => first,
    };
    let link = written(digest, all, WrittenKind::Link)
        .map(|said| own(said, Some(say(lang, "digest.inference", &[]).into_owned()), None));
    first.into_iter().chain(next).chain(link).collect()
}

/// The entry's sentences: the one that is quoted, or the reader's or the program's words, unless they
/// only repeat the label; and what may follow.
fn sentences<'a>(digest: &Digest, entry: &'a Entry, lang: Lang) -> Vec<Sentence<'a>> {
    let own = || {
        let words = Some(line(&entry.text));
        let words = words.filter(|text| !text.is_empty() && *text != line(&entry.label))?;
        let quoted = (!entry.language.is_empty()).then_some(entry.language.as_str());
        Some(Sentence { words, quoted, from: None, heading: None, in_place_of: None })
    };
    let first = entry.quote.as_ref().map(|quote| quoted(digest, quote, entry.item)).or_else(own);
    let next = entry.consequence.as_ref().map(|quote| quoted(digest, quote, entry.item));
    with_written(digest, (first, next), &entry.written, lang)
}

/// Likewise of what leads.
fn sentences_of_lead<'a>(digest: &Digest, lead: &'a Lead, lang: Lang) -> Vec<Sentence<'a>> {
    let quote = |quote: &'a Option<Quote>| Some(quoted(digest, quote.as_ref()?, lead.item));
    with_written(digest, (quote(&lead.quote), quote(&lead.consequence)), &lead.written, lang)
}

/// Where and when a page was published.
fn imprint(reference: &Reference) -> String {
    let day = reference.day.map(|day| format!(", {day}"));
    line(&format!("{}{}", reference.source, day.unwrap_or_default()))
}

/// The page's address, if it is one of the web: nothing else is ever linked.
fn link(reference: &Reference) -> Option<String> {
    address::leaving(&reference.url)
}

/// Cleaned again, whatever happened before: the value may have come from anywhere.
fn line(text: &str) -> String {
    clean::line(text, 4000)
}

#[cfg(test)]
mod tests;
