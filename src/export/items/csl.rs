//! CSL-JSON, which Zotero, pandoc and citation processors read (CSL 1.0.2, its JSON schema).

use chrono::Datelike as _;
use serde_json::{Map, Value, json};

use super::What;
use crate::export::reference::{Kind, Reference};
use crate::lang::Lang;
use crate::model::{Item, Zone};
use crate::text::clean;
use crate::text::name::{Name, Person};

pub(super) fn write(_: What, items: &[Item], _: Lang, zone: Zone) -> String {
    let entries: Vec<Value> = Reference::all(items, zone).iter().map(entry).collect();
    clean::json(serde_json::to_string_pretty(&entries).unwrap_or_default() + "\n")
}

fn entry(reference: &Reference) -> Value {
    let mut entry = Map::new();
    let kind = match reference.kind {
        Kind::Article => "article-journal",
        Kind::Talk => "paper-conference",
        Kind::Preprint => "article",
        Kind::Page => "webpage",
    };
    entry.insert("id".into(), reference.key.clone().into());
    entry.insert("type".into(), kind.into());
    entry.insert("title".into(), reference.readable_title().into());
    if !reference.people.is_empty() {
        let people: Vec<Value> = reference.people.iter().map(name).collect();
        entry.insert("author".into(), people.into());
    }
    if let Some(issued) = reference.issued {
        entry.insert("issued".into(), json!({ "date-parts": [issued.parts()] }));
    }
    if let Some(day) = reference.accessed {
        let parts = [i64::from(day.year()), i64::from(day.month()), i64::from(day.day())];
        entry.insert("accessed".into(), json!({ "date-parts": [parts] }));
    }
    let arxiv = reference.arxiv.as_ref();
    let archive = arxiv.filter(|_| reference.kind == Kind::Preprint).map(|_| "arXiv".to_owned());
    let fields = [
        ("container-title", reference.venue.clone().or_else(|| reference.publisher.clone())),
        ("publisher", archive),
        ("URL", reference.url.clone()),
        ("DOI", reference.doi.clone()),
        ("PMID", reference.pmid.clone()),
        ("PMCID", reference.pmcid.clone()),
        ("number", arxiv.map(|id| format!("arXiv:{id}"))),
        ("language", reference.language.clone()),
        ("abstract", reference.summary.clone()),
        ("keyword", Some(reference.keywords.join(", ")).filter(|words| !words.is_empty())),
        ("note", reference.note.clone()),
    ];
    for (name, value) in fields {
        if let Some(value) = value {
            entry.insert(name.into(), value.into());
        }
    }
    // CSL has no fields for these, but a place for what has none.
    let custom: Map<String, Value> = [("pdf", &reference.pdf), ("arxiv_class", &reference.class)]
        .into_iter()
        .filter_map(|(name, value)| Some((name.to_owned(), value.clone()?.into())))
        .collect();
    if !custom.is_empty() {
        entry.insert("custom".into(), custom.into());
    }
    Value::Object(entry)
}

fn name(name: &Name) -> Value {
    match name {
        Name::Literal(name) => json!({ "literal": name }),
        Name::Person(Person { given, particle, family, suffix, .. }) => {
            let mut parts = Map::new();
            for (part, value) in [
                ("family", family),
                ("given", given),
                ("non-dropping-particle", particle),
                ("suffix", suffix),
            ] {
                if !value.is_empty() {
                    parts.insert(part.into(), value.clone().into());
                }
            }
            parts.into()
        }
    }
}
