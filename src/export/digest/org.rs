//! Org, with footnotes.

use super::{
    Sentence, blocks, groups, imprint, lead, left, line, link, meta, nothing, reading_time,
    sentences, sentences_of_lead, summary, title, writer,
};
use crate::export::org::{OPTIONS, escape, link_to};
use crate::export::sparkline;
use crate::lang::{Lang, say};
use crate::model::{Digest, Entry};

pub(super) fn write(digest: &Digest, lang: Lang) -> String {
    let mut page = format!("#+TITLE: {}\n#+DATE: {}\n{OPTIONS}\n", title(digest, lang), digest.day);
    page.push_str(&format!("{}\n", reading_time(digest, lang)));
    if let Some(summary) = summary(digest) {
        page.push_str(&format!("\n/{}/\n\n", escape(&summary)));
    }
    for told in &digest.lead {
        let words = match lead(digest, told) {
            (words, Some(url)) => link_to(&url, &words),
            (words, None) => escape(&words),
        };
        page.push_str(&format!("- {words} {}\n", marks(&told.refs)));
        for sentence in sentences_of_lead(digest, told, lang) {
            page.push_str(&format!("  - {}\n", said(&sentence)));
        }
        let meta = line(&told.meta.join(" · "));
        if !meta.is_empty() {
            page.push_str(&format!("  - /{}/\n", escape(&meta)));
        }
    }
    if let Some(nothing) = nothing(digest) {
        page.push_str(&format!("\n/{}/\n", escape(&nothing)));
    }
    for block in blocks(digest) {
        page.push_str(&format!("\n* {}\n", escape(&line(&block.title))));
        for (group, entries, is_table) in groups(block, lang) {
            if let Some(group) = group {
                page.push_str(&format!("** {}\n", escape(&group)));
            }
            if is_table {
                page.push_str(&table(&block.columns, entries));
            } else {
                page.extend(entries.iter().map(|entry| item(digest, entry, lang)));
            }
        }
        if let Some(remark) = &block.remark {
            page.push_str(&format!("\n/{}/\n", escape(&line(remark))));
        }
    }
    if let Some(left) = left(digest, lang) {
        page.push_str(&format!("\n/{}/\n", escape(&left)));
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

fn item(digest: &Digest, entry: &Entry, lang: Lang) -> String {
    let mut item = format!("- *{}* {}", escape(&line(&entry.label)), marks(&entry.refs));
    if !entry.series.is_empty() {
        item = format!("{item} {}", sparkline(&entry.series));
    }
    let mut all = sentences(digest, entry, lang).into_iter();
    if let Some(sentence) = all.next() {
        item = format!("{item} {}", said(&sentence));
    }
    let meta = meta(entry);
    if !meta.is_empty() {
        item = format!("{item} /{}/", escape(&meta));
    }
    item.push('\n');
    for sentence in all {
        item.push_str(&format!("  - {}\n", said(&sentence)));
    }
    item
}

fn said(sentence: &Sentence<'_>) -> String {
    let words = escape(&sentence.words);
    let words = if sentence.quoted.is_some() { format!("“{words}”") } else { words };
    match (&sentence.heading, &sentence.from) {
        (Some(heading), _) => format!("/{}/ {words}", escape(heading)),
        (None, Some((source, n))) => format!("{words} {} [fn:{n}]", escape(source)),
        (None, None) => words,
    }
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
