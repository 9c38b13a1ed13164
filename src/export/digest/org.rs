//! Org, with footnotes.

use super::{facts, groups, imprint, lead, line, link, reading_time, shown_of, title, writer};
use crate::export::org::{escape, link_to};
use crate::export::sparkline;
use crate::lang::{Lang, say};
use crate::model::{Digest, Entry};

pub(super) fn write(digest: &Digest, lang: Lang) -> String {
    let mut page = format!("#+TITLE: {}\n#+DATE: {}\n\n", title(digest, lang), digest.day);
    page.push_str(&format!("{}\n", reading_time(digest, lang)));
    for told in &digest.lead {
        let words = match lead(digest, told) {
            (words, Some(url)) => link_to(&url, &words),
            (words, None) => escape(&words),
        };
        page.push_str(&format!("- {words} {}\n", marks(&told.refs)));
    }
    for block in &digest.blocks {
        page.push_str(&format!("\n* {}\n", escape(&line(&block.title))));
        for (group, entries, is_table) in groups(block) {
            if let Some(group) = group {
                page.push_str(&format!("** {}\n", escape(&line(group))));
            }
            if is_table {
                page.push_str(&table(&block.columns, entries));
            } else {
                page.extend(entries.iter().map(|entry| item(entry, digest, lang)));
            }
        }
        if let Some(remark) = &block.remark {
            page.push_str(&format!("\n/{}/\n", escape(&line(remark))));
        }
    }
    if let Some(writer) = writer(digest, lang) {
        page.push_str(&format!("\n/{}/\n", escape(&writer)));
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

fn item(entry: &Entry, digest: &Digest, lang: Lang) -> String {
    let mut item = format!("- *{}*", escape(&line(&entry.label)));
    if !entry.series.is_empty() {
        item = format!("{item} {}", sparkline(&entry.series));
    }
    let shown = shown_of(entry, digest, lang);
    if let Some(sentences) = shown.text {
        item = format!("{item} {}", escape(&sentences));
    }
    let facts = facts(entry);
    if !facts.is_empty() {
        item = format!("{item} /{}/", escape(&facts));
    }
    item = format!("{item} {}\n", marks(&entry.refs));
    if let Some((heading, said)) = shown.link {
        item = format!("{item}  /{}/ {}\n", escape(&heading), escape(&said));
    }
    item
}

fn marks(refs: &[u32]) -> String {
    refs.iter().map(|number| format!("[fn:{number}]")).collect()
}

fn table(columns: &[String], entries: &[Entry]) -> String {
    let row = |cells: Vec<String>| format!("| {} |\n", cells.join(" | "));
    let mut table = row(columns.iter().map(|head| escape(&line(head))).collect()) + "|-\n";
    table.extend(entries.iter().map(|entry| {
        let label = format!("{} {}", escape(&line(&entry.label)), marks(&entry.refs));
        let cells = entry.cells.iter().map(|cell| escape(&line(cell)));
        let chart = [sparkline(&entry.series)];
        row(std::iter::once(label).chain(cells).chain(chart).collect())
    }));
    table
}
