//! CSV (RFC 4180), safe to open in a spreadsheet.

use super::{What, day, line, note, page, pdf, seen};
use crate::lang::Lang;
use crate::model::{Item, Zone};

const COLUMNS: [&str; 17] = [
    "id",
    "title",
    "authors",
    "source",
    "published",
    "url",
    "doi",
    "arxiv",
    "pdf",
    "venue",
    "read",
    "starred",
    "state",
    "tags",
    "due",
    "note",
    "first_seen",
];

pub(super) fn write(_: What, items: &[Item], _: Lang, zone: Zone) -> String {
    // Without a mark, Excel on a Korean Windows reads UTF-8 as its own charset.
    let head = format!("\u{feff}{}\r\n", COLUMNS.join(","));
    items.iter().fold(head, |table, item| {
        let starred = item.starred_at.map(|at| zone.day_of(at).to_string());
        let listed = item.row.listed.as_ref();
        let cells: [String; COLUMNS.len()] = [
            item.row.id.0.to_string(),
            line(&item.row.title),
            line(&item.authors.join("; ")),
            line(&item.row.source_name),
            day(item, zone),
            page(item).unwrap_or_default(),
            item.paper.doi.clone().unwrap_or_default(),
            item.paper.arxiv.clone().unwrap_or_default(),
            pdf(item).unwrap_or_default(),
            line(item.paper.venue.as_deref().unwrap_or_default()),
            item.row.read.to_string(),
            starred.unwrap_or_default(),
            listed.map(|listed| listed.state.name().to_owned()).unwrap_or_default(),
            listed.map(|listed| line(&listed.tags.join("; "))).unwrap_or_default(),
            listed.and_then(|listed| listed.due).map(|due| due.to_string()).unwrap_or_default(),
            note(item).unwrap_or_default(),
            seen(item, zone).map(|day| day.to_string()).unwrap_or_default(),
        ];
        table + &cells.map(|cell| quoted(&cell)).join(",") + "\r\n"
    })
}

/// In quotes; what a spreadsheet would take for a formula begins with an apostrophe.
fn quoted(cell: &str) -> String {
    let is_formula = cell.starts_with(['=', '+', '-', '@', '\t', '\r', '|', '%']);
    let guard = if is_formula { "'" } else { "" };
    format!("\"{guard}{}\"", cell.replace('"', "\"\""))
}
