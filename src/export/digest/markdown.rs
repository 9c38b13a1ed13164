//! Markdown: `CommonMark` with footnotes.

use super::{facts, groups, imprint, lead, line, link, reading_time, shown_of, title, writer};
use crate::export::markdown::{escape, escape_start, own};
use crate::export::sparkline;
use crate::lang::{Lang, say};
use crate::model::{Digest, Entry};

pub(super) fn write(digest: &Digest, lang: Lang) -> String {
    let mut parts = vec![
        format!("# {}", escape(&title(digest, lang))),
        format!("*{}*", escape(&reading_time(digest, lang))),
    ];
    if !digest.lead.is_empty() {
        let lines = digest.lead.iter().map(|told| {
            let marks = marks(&told.refs);
            match lead(digest, told) {
                (words, Some(url)) => format!("- [{}](<{url}>) {marks}", escape(&words)),
                (words, None) => format!("- {} {marks}", escape_start(&words)),
            }
        });
        parts.push(lines.collect::<Vec<_>>().join("\n"));
    }
    for block in &digest.blocks {
        parts.push(format!("## {}", escape(&line(&block.title))));
        for (group, entries, is_table) in groups(block) {
            if let Some(group) = group {
                parts.push(format!("### {}", escape(&line(group))));
            }
            parts.push(if is_table {
                table(&block.columns, entries)
            } else {
                entries.iter().map(|entry| item(entry, digest, lang)).collect::<Vec<_>>().join("\n")
            });
        }
        if let Some(remark) = &block.remark {
            parts.push(format!("*{}*", escape(&line(remark))));
        }
    }
    if let Some(writer) = writer(digest, lang) {
        parts.push(format!("*{}*", escape(&writer)));
    }
    if !digest.references.is_empty() {
        parts.push(format!("## {}", escape(&say(lang, "digest.references", &[]))));
    }
    for reference in &digest.references {
        let words = escape(&line(&reference.title));
        let page = match link(reference) {
            Some(url) => format!("[{words}](<{url}>)"),
            None => words,
        };
        parts.push(format!("[^{}]: {page}, {}", reference.n, escape(&imprint(reference))));
    }
    parts.join("\n\n") + "\n"
}

fn item(entry: &Entry, digest: &Digest, lang: Lang) -> String {
    let mut item = format!("- **{}**", escape(&line(&entry.label)));
    if !entry.series.is_empty() {
        item = format!("{item} {}", sparkline(&entry.series));
    }
    let shown = shown_of(entry, digest, lang);
    if let Some(sentences) = shown.text {
        let words = if entry.own { own(&sentences) } else { escape(&sentences) };
        item = format!("{item} {words}");
    }
    let facts = facts(entry);
    if !facts.is_empty() {
        item = format!("{item} *{}*", escape(&facts));
    }
    item = format!("{item} {}", marks(&entry.refs));
    if let Some((heading, said)) = shown.link {
        item = format!("{item}\n  *{}* {}", escape(&heading), escape(&said));
    }
    item
}

/// A table of GitHub's dialect; elsewhere its lines are read as they stand.
fn table(columns: &[String], entries: &[Entry]) -> String {
    let row = |cells: Vec<String>| format!("| {} |", cells.join(" | "));
    let heads = columns.iter().map(|head| escape(&line(head)));
    let mut rows = vec![
        row(heads.chain([String::new(), String::new()]).collect()),
        row(vec!["---".to_owned(); columns.len() + 2]),
    ];
    rows.extend(entries.iter().map(|entry| {
        let label = format!("**{}**", escape(&line(&entry.label)));
        let cells = entry.cells.iter().map(|cell| escape(&line(cell)));
        let rest = [sparkline(&entry.series), marks(&entry.refs)];
        row(std::iter::once(label).chain(cells).chain(rest).collect())
    }));
    rows.join("\n")
}

fn marks(refs: &[u32]) -> String {
    refs.iter().map(|number| format!("[^{number}]")).collect()
}
