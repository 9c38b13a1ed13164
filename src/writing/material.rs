//! What may be told to a writer of an entry of a digest, or of an item: the sentences that it rests on,
//! out of the store.

use crate::model::{Digest, IdeaLine, Item, ItemId, Moment, Query, Reference};
use crate::store::{Store, StoreError};
use crate::text::{clean, html, links, sentences};
use crate::writer::Evidence;
use crate::writer::plan::{self, Cited};

/// Bytes of a text in which sentences are looked for.
const LOOKED_AT: usize = 6_000;

/// An entry as it stands in its digest.
pub(super) struct Spot<'a> {
    pub(super) item: ItemId,
    pub(super) refs: &'a [u32],
    pub(super) quote: &'a str,
    pub(super) language: &'a str,
    pub(super) place: Place,
}

/// Where an entry stands in its digest.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Place {
    Lead(usize),
    Entry(usize, usize),
    /// It was asked for by itself.
    Alone,
}

/// The entries of a digest that are quotes, those that lead first.
pub(super) fn spots(digest: &Digest) -> Vec<Spot<'_>> {
    let mut spots = Vec::new();
    for (at, lead) in digest.lead.iter().enumerate() {
        spots.extend(lead.quote.as_ref().map(|quote| Spot {
            item: lead.item,
            refs: &lead.refs,
            quote: &quote.text,
            language: &quote.language,
            place: Place::Lead(at),
        }));
    }
    for (block_at, block) in digest.blocks.iter().enumerate() {
        for (at, entry) in block.entries.iter().enumerate() {
            let is_quote = !entry.own && !entry.language.is_empty() && !entry.text.is_empty();
            // What stands in a table has no sentence.
            if is_quote && entry.cells.is_empty() {
                spots.push(Spot {
                    item: entry.item,
                    refs: &entry.refs,
                    quote: &entry.text,
                    language: &entry.language,
                    place: Place::Entry(block_at, at),
                });
            }
        }
    }
    spots
}

/// Whether an item touched a lens.
pub(super) fn touches(item: &Item, lens: &str) -> bool {
    item.why.iter().any(|reason| {
        reason.term == crate::desk::WATCH && reason.facts.iter().any(|fact| fact == lens)
    })
}

/// Whether an item may be told to a writer: one of a source with credentials only where its option
/// says `write = yes`.
pub(super) fn may_be_sent(store: &Store, item: &Item) -> Result<bool, StoreError> {
    let source = store.source(&item.row.source)?;
    let has_secret =
        source.options.keys().any(|name| name == "basic" || name.starts_with("header."));
    Ok(!has_secret || source.options.get("write").is_some_and(|write| write == "yes"))
}

/// The items that a place in a digest cites and that may be told of, its own first, each with the
/// number of its reference.
pub(super) fn items_of(
    store: &Store,
    digest: &Digest,
    spot: &Spot<'_>,
    now: Moment,
) -> Result<Vec<(Item, Option<u32>)>, StoreError> {
    /// Reports of a story among which the cited ones are looked for.
    const AMONG: usize = 40;
    let first = match store.item(spot.item, now) {
        Ok(first) => first,
        Err(StoreError::NoItem(_)) => return Ok(Vec::new()),
        Err(error) => return Err(error),
    };
    let cited: Vec<&Reference> =
        digest.references.iter().filter(|reference| spot.refs.contains(&reference.n)).collect();
    let number = |item: &Item| {
        let by_page = |one: &&&Reference| Some(&one.url) == item.row.url.as_ref();
        let by_title = |one: &&&Reference| one.title == item.row.title;
        cited.iter().find(by_page).or_else(|| cited.iter().find(by_title)).map(|one| one.n)
    };
    let mut others = Vec::new();
    if first.row.story_size > 1 && spot.refs.len() > 1 {
        let story = Some(first.row.story);
        let query = Query { story, limit: Some(AMONG), ..Query::default() };
        for row in store.rows(&query, now)?.into_iter().filter(|row| row.id != spot.item) {
            let other = store.item_of(row)?;
            others.extend(number(&other).map(|number| (other, Some(number))));
        }
    }
    let own = number(&first).or_else(|| spot.refs.first().copied());
    let mut items = Vec::new();
    for (item, number) in std::iter::once((first, own)).chain(others) {
        if may_be_sent(store, &item)? {
            items.push((item, number));
        }
    }
    Ok(items)
}

/// The evidence of some items, of which a digest quotes a text.
pub(super) fn evidence(items: &[(Item, Option<u32>)], quote: &str) -> Vec<Evidence> {
    let cited: Vec<Cited> = items
        .iter()
        .map(|(item, _)| Cited {
            item: item.row.id.0.to_string(),
            title: item.row.title.clone(),
            quoted: sentences::sentences(quote)
                .into_iter()
                .filter(|sentence| says(item, sentence))
                .map(str::to_owned)
                .collect(),
            gist: item.gist.clone(),
            text: text_of(item),
        })
        .collect();
    plan::evidence(&cited)
}

/// Notes and ideas that are sent with one question, at most.
const NOTES: usize = 6;
/// Characters of one of them.
const NOTE: usize = 400;

/// The reader's own notes on some items, and the ideas that stand on them, in plain words: without
/// links, marks of Markdown and sentences that hold an address.
pub(super) fn notes_of(items: &[(Item, Option<u32>)]) -> Vec<String> {
    let mut found: Vec<String> = Vec::new();
    for (item, _) in items {
        let notes = item.note.iter().chain(&item.story_note).cloned();
        let idea = |idea: &IdeaLine| {
            if idea.why.is_empty() {
                idea.title.clone()
            } else {
                format!("{}: {}", idea.title, idea.why)
            }
        };
        for text in notes.chain(item.ideas.iter().map(idea)) {
            let text = plain(&text);
            if !text.is_empty() && !found.contains(&text) {
                found.push(text);
            }
        }
    }
    found.truncate(NOTES);
    found
}

/// A note in plain words, up to a bound.
fn plain(text: &str) -> String {
    let words: String = links::parts(text).into_iter().map(|(words, _)| words).collect();
    let lines = words.lines().map(|line| line.trim_start_matches(['#', '>', '-', '*', ' ']));
    let joined = lines.collect::<Vec<_>>().join(" ");
    let told: Vec<&str> = sentences::sentences(&joined)
        .into_iter()
        .filter(|sentence| !plan::has_address(sentence))
        .collect();
    clean::line(&told.join(" "), NOTE)
}

/// Whether an item says a sentence, in its text or its gist.
fn says(item: &Item, sentence: &str) -> bool {
    item.gist.iter().any(|said| said.contains(sentence)) || text_of(item).contains(sentence)
}

/// The text of an item as it may be told of.
fn text_of(item: &Item) -> String {
    if !item.summary.is_empty() {
        return item.summary.clone();
    }
    let content = item.full_text.as_ref().unwrap_or(&item.content);
    let head = &content[..content.floor_char_boundary(LOOKED_AT.min(content.len()))];
    if item.full_text.is_some() || item.content_is_html {
        html::plain(head, LOOKED_AT)
    } else {
        head.to_owned()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_note_is_sent_in_plain_words_and_without_addresses() {
        let note = "# Lamps\n- Compare with [[item:7|the harbour]]. See https://lamps.example/a for more.\n> It burns.";
        assert_eq!(plain(note), "Lamps Compare with the harbour. It burns.");
        assert_eq!(plain("Mail lamps@lamps.example now."), "");
        assert!(plain(&"lamp ".repeat(500)).chars().count() <= NOTE);
    }
}
