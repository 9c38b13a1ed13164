//! JSON: one object an item, with the note.

use serde::Serialize;

use super::{What, page};
use crate::lang::Lang;
use crate::model::{Item, ItemId, Listed, Moment, Paper, Zone};
use crate::text::clean;

#[derive(Serialize)]
struct Entry<'a> {
    id: ItemId,
    url: Option<String>,
    title: &'a str,
    authors: &'a [String],
    published: Option<Moment>,
    #[serde(skip_serializing_if = "Option::is_none")]
    first_seen: Option<Moment>,
    source: &'a str,
    categories: &'a [String],
    gist: &'a [String],
    read: bool,
    starred_at: Option<Moment>,
    /// As `jogan list --json` has it.
    #[serde(skip_serializing_if = "Option::is_none")]
    reading: Option<&'a Listed>,
    note: Option<&'a str>,
    #[serde(skip_serializing_if = "Paper::is_empty")]
    paper: &'a Paper,
}

pub(super) fn write(_: What, items: &[Item], _: Lang, _: Zone) -> String {
    let entries: Vec<Entry<'_>> = items
        .iter()
        .map(|item| Entry {
            id: item.row.id,
            url: page(item),
            title: &item.row.title,
            authors: &item.authors,
            published: item.row.date(),
            first_seen: item.row.first_seen(),
            source: &item.row.source_name,
            categories: &item.categories,
            gist: &item.gist,
            read: item.row.read,
            starred_at: item.starred_at,
            reading: item.row.listed.as_ref(),
            note: item.note.as_deref(),
            paper: &item.paper,
        })
        .collect();
    clean::json(serde_json::to_string_pretty(&entries).unwrap_or_default() + "\n")
}
