//! Org, with footnotes.

use super::{facts, imprint, line, link, reading_time, sentences, title};
use crate::export::org::{escape, link_to};
use crate::export::sparkline;
use crate::lang::{Lang, say};
use crate::model::{Digest, Entry};

pub(super) fn write(digest: &Digest, lang: Lang) -> String {
    let mut page = format!("#+TITLE: {}\n#+DATE: {}\n\n", title(digest, lang), digest.day);
    page.push_str(&format!("{}\n", reading_time(digest, lang)));
    for lead in &digest.lead {
        page.push_str(&format!("- {}\n", escape(&line(lead))));
    }
    for block in &digest.blocks {
        page.push_str(&format!("\n* {}\n", escape(&line(&block.title))));
        for entries in block.entries.chunk_by(|a, b| a.group == b.group) {
            if let Some(group) = entries.first().and_then(|entry| entry.group.as_deref()) {
                page.push_str(&format!("** {}\n", escape(&line(group))));
            }
            page.extend(entries.iter().map(item));
        }
        if let Some(remark) = &block.remark {
            page.push_str(&format!("\n/{}/\n", escape(&line(remark))));
        }
    }
    if !digest.references.is_empty() {
        page.push_str(&format!("\n* {}\n", say(lang, "digest.references", &[])));
    }
    for reference in &digest.references {
        let words = line(&reference.title);
        let page_of = match link(reference) {
            Some(url) => link_to(&url, &words),
            None => escape(&words),
        };
        page.push_str(&format!(
            "[fn:{}] {page_of}, {}\n",
            reference.n,
            escape(&imprint(reference))
        ));
    }
    page
}

fn item(entry: &Entry) -> String {
    let mut item = format!("- *{}*", escape(&line(&entry.label)));
    if !entry.series.is_empty() {
        item = format!("{item} {}", sparkline(&entry.series));
    }
    if let Some(sentences) = sentences(entry) {
        item = format!("{item} {}", escape(&sentences));
    }
    let facts = facts(entry);
    if !facts.is_empty() {
        item = format!("{item} /{}/", escape(&facts));
    }
    let marks: String = entry.refs.iter().map(|number| format!("[fn:{number}]")).collect();
    format!("{item} {marks}\n")
}
