//! CSL-JSON, which Zotero, pandoc and citation processors read.

use serde_json::{Map, Value, json};

use super::{
    Kind, What, citation_key, date, keywords, kind, line, name_parts, note, page, pdf, seen,
};
use crate::lang::Lang;
use crate::model::{Item, Zone};

pub(super) fn write(_: What, items: &[Item], _: Lang, zone: Zone) -> String {
    let entries: Vec<Value> = items.iter().map(|item| entry(item, zone)).collect();
    serde_json::to_string_pretty(&entries).unwrap_or_default() + "\n"
}

fn entry(item: &Item, zone: Zone) -> Value {
    use chrono::Datelike;
    let parts =
        |day: chrono::NaiveDate| json!({ "date-parts": [[day.year(), day.month(), day.day()]] });
    let mut entry = Map::new();
    let kind = match kind(item) {
        Kind::Article => "article-journal",
        Kind::Preprint => "article",
        Kind::Page => "webpage",
    };
    entry.insert("id".into(), citation_key(item, zone).into());
    entry.insert("type".into(), kind.into());
    entry.insert("title".into(), line(&item.row.title).into());
    let authors: Vec<Value> = item
        .authors
        .iter()
        .map(|author| match name_parts(author) {
            (literal, given) if given.is_empty() => json!({ "literal": literal }),
            (family, given) => json!({ "family": family, "given": given }),
        })
        .collect();
    entry.insert("author".into(), authors.into());
    if let Some(day) = date(item, zone) {
        entry.insert("issued".into(), parts(day));
    }
    if let Some(day) = seen(item, zone) {
        entry.insert("accessed".into(), parts(day));
    }
    let source = Some(item.row.source_name.clone());
    let fields = [
        ("container-title", item.paper.venue.clone().or(source)),
        ("URL", page(item)),
        ("DOI", item.paper.doi.clone()),
        ("PMID", item.paper.pmid.clone()),
        ("PMCID", item.paper.pmcid.clone()),
        ("number", item.paper.arxiv.as_ref().map(|id| format!("arXiv:{id}"))),
        ("abstract", Some(item.summary.clone()).filter(|summary| !summary.is_empty())),
        ("keyword", Some(keywords(item).join(", ")).filter(|words| !words.is_empty())),
        ("note", note(item)),
    ];
    for (name, value) in fields {
        if let Some(value) = value {
            entry.insert(name.into(), value.into());
        }
    }
    if let Some(pdf) = pdf(item) {
        // CSL has no field for a file's address, but a place for what has none.
        entry.insert("custom".into(), json!({ "pdf": pdf }));
    }
    Value::Object(entry)
}
