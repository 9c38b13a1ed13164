//! What the reader has to do with the day: notes, ideas, the reading list, hits of the lenses.

use std::collections::BTreeSet;

use super::{Citations, Draft, Material, headline, sentences};
use crate::lang::{self, Lang, say};
use crate::model::{Block, BlockKey, Entry, Idea, Item, Progress, Row, Section};
use crate::text::clean;

/// Entries from the reading list of a day and of a longer span, and from the reader's lenses.
const STARRED: usize = 7;
const STARRED_OF_SPAN: usize = 20;
const WATCHED: usize = 3;
/// Characters of a note or an idea.
const NOTE_CHARS: usize = 500;

pub(super) fn block(
    material: &Material<'_>,
    drafts: &[Draft<'_>],
    shown: &BTreeSet<i64>,
    citations: &mut Citations,
) -> Block {
    let lang = material.lang;
    let group = |key: &str| Some(say(lang, key, &[]).into_owned());
    let mut entries = Vec::new();
    for (note, row) in &material.notes {
        let entry = Entry {
            group: group("digest.notes"),
            label: headline(&row.title),
            text: clean::line(&note.text, NOTE_CHARS),
            item: row.id,
            story: row.story,
            ..Entry::default()
        };
        entries.extend(citations.cited(entry, std::iter::once(row)));
    }
    for (idea, rows) in &material.ideas {
        let Some(first) = rows.iter().find(|row| row.url.is_some()) else { continue };
        let entry = Entry { group: group("digest.ideas"), ..of_idea(lang, idea, first) };
        entries.extend(citations.cited(entry, rows.iter()));
    }
    let due = due(material);
    let most = if material.from.is_some() { STARRED_OF_SPAN } else { STARRED };
    for item in due.iter().take(most) {
        let entry = Entry {
            group: group("digest.starred"),
            label: headline(&item.row.title),
            text: sentences(item),
            item: item.row.id,
            story: item.row.story,
            facts: standing(material, item),
            ..Entry::default()
        };
        entries.extend(citations.cited(entry, std::iter::once(&item.row)));
    }
    let watched =
        drafts.iter().filter(|draft| draft.watched && !shown.contains(&draft.entry.item.0));
    for draft in watched.take(WATCHED) {
        let entry = Entry { group: group("digest.watched"), ..draft.entry.clone() };
        entries.extend(citations.cited(entry, draft.rows.iter().copied()));
    }
    let left = due.len().saturating_sub(most) as u64;
    Block {
        key: BlockKey::Mine,
        title: say(lang, "digest.mine", &[]).into_owned(),
        remark: if entries.is_empty() {
            group("digest.nothing_mine")
        } else {
            (left > 0).then(|| lang::count(lang, "digest.left_starred", left, &[]).into_owned())
        },
        entries,
    }
}

/// The reading list in the order in which it wants to be read: what is due first, then what is
/// new, then what was read; what is done with is left out. Of a longer span, what came to the list
/// in it.
fn due<'a>(material: &'a Material<'_>) -> Vec<&'a Item> {
    let is_of_span = |item: &&Item| {
        let put = item.starred_at.is_some_and(|at| (material.begins..material.ends).contains(&at));
        material.from.is_none() || put
    };
    let is_done = |item: &&Item| {
        item.row.listed.as_ref().is_some_and(|listed| listed.state == Progress::Done)
    };
    let listed = material.starred.iter().filter(|item| item.row.url.is_some());
    let mut due: Vec<&Item> = listed.filter(is_of_span).filter(|item| !is_done(item)).collect();
    due.sort_by_key(|item| {
        let week = item.row.listed.as_ref().and_then(|listed| listed.due);
        (week.is_none(), week, item.row.read)
    });
    due
}

/// How an item stands on the reading list.
fn standing(material: &Material<'_>, item: &Item) -> Vec<String> {
    let lang = material.lang;
    let mut facts = Vec::new();
    if let Some(week) = item.row.listed.as_ref().and_then(|listed| listed.due) {
        facts.push(say(lang, "digest.due", &[&week]).into_owned());
    }
    if let Some(at) = item.starred_at {
        let day = material.zone.day_of(at);
        facts.push(say(lang, "digest.since", &[&day]).into_owned());
    }
    if item.row.read {
        facts.push(say(lang, "digest.read", &[]).into_owned());
    }
    facts
}

/// An idea by the first words that it says.
fn of_idea(lang: Lang, idea: &Idea, first: &Row) -> Entry {
    let thought = &idea.thought;
    let said = std::iter::once(thought.preface.as_str())
        .chain(Section::ALL.into_iter().map(|section| thought.section(section)))
        .find(|text| !text.trim().is_empty() && !idea.template);
    Entry {
        label: clean::line(&thought.title, NOTE_CHARS),
        text: clean::line(said.unwrap_or(&thought.title), NOTE_CHARS),
        item: first.id,
        story: first.story,
        facts: vec![say(lang, &format!("idea.status.{}", thought.status.name()), &[]).into_owned()],
        ..Entry::default()
    }
}
