//! JSON: one object an idea; `jogan idea list --json` and `show --json` give the same.

use serde::Serialize;

use super::Sheet;
use crate::lang::Lang;
use crate::model::{IdeaId, ItemId, Moment, Thought, Zone};
use crate::text::{address, clean};

#[derive(Serialize)]
struct Entry<'a> {
    id: IdeaId,
    #[serde(flatten)]
    thought: &'a Thought,
    template: bool,
    created: Moment,
    touched: Moment,
    links: Vec<Link<'a>>,
}

#[derive(Serialize)]
struct Link<'a> {
    item: ItemId,
    why: String,
    title: &'a str,
    url: Option<String>,
    source: &'a str,
    published: Option<Moment>,
}

fn entry(sheet: &Sheet) -> Entry<'_> {
    let Sheet { idea, .. } = sheet;
    Entry {
        id: idea.id,
        thought: &idea.thought,
        template: idea.template,
        created: idea.created,
        touched: idea.touched,
        links: sheet
            .sources()
            .map(|(row, why)| Link {
                item: row.id,
                why,
                title: &row.title,
                url: row.url.as_deref().and_then(address::leaving),
                source: &row.source_name,
                published: row.date(),
            })
            .collect(),
    }
}

pub(super) fn write(sheets: &[Sheet], _: Lang, _: Zone) -> String {
    let entries: Vec<Entry<'_>> = sheets.iter().map(entry).collect();
    clean::json(serde_json::to_string_pretty(&entries).unwrap_or_default() + "\n")
}
