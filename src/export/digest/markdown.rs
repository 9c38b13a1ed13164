//! Markdown: `CommonMark` with footnotes.

use super::{
    Sentence, blocks, groups, imprint, lead, left, line, link, meta, nothing, reading_time,
    sentences, sentences_of_lead, summary, title, writer,
};
use crate::export::markdown::{escape, escape_start, own};
use crate::export::sparkline;
use crate::lang::{Lang, say};
use crate::model::{Digest, Entry, Lead};

pub(super) fn write(digest: &Digest, lang: Lang) -> String {
    let mut parts = vec![
        format!("# {}", escape(&title(digest, lang))),
        format!("*{}*", escape(&reading_time(digest, lang))),
    ];
    parts.extend(summary(digest).map(|summary| escape_start(&summary)));
    if !digest.lead.is_empty() {
        let lines = digest.lead.iter().map(|told| item_of_lead(digest, told, lang));
        parts.push(lines.collect::<Vec<_>>().join("\n"));
    }
    parts.extend(nothing(digest).map(|nothing| format!("*{}*", escape(&nothing))));
    for block in blocks(digest) {
        parts.push(format!("## {}", escape(&line(&block.title))));
        for (group, entries, is_table) in groups(block, lang) {
            if let Some(group) = group {
                parts.push(format!("### {}", escape(&group)));
            }
            parts.push(if is_table {
                table(&block.columns, entries)
            } else {
                entries.iter().map(|entry| item(digest, entry, lang)).collect::<Vec<_>>().join("\n")
            });
        }
        if let Some(remark) = &block.remark {
            parts.push(format!("*{}*", escape(&line(remark))));
        }
    }
    parts.extend(left(digest, lang).map(|left| format!("*{}*", escape(&left))));
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

fn item_of_lead(digest: &Digest, told: &Lead, lang: Lang) -> String {
    let marks = marks(&told.refs);
    let mut item = match lead(digest, told) {
        (words, Some(url)) => {
            format!("{}. **[{}](<{url}>)** {marks}", told.rank, escape(&words))
        }
        (words, None) => format!("{}. **{}** {marks}", told.rank, escape(&words)),
    };
    for sentence in sentences_of_lead(digest, told, lang) {
        item.push_str(&format!("\n   - {}", said(&sentence, false)));
    }
    let meta = line(&told.meta.join(" · "));
    if !meta.is_empty() {
        item.push_str(&format!("\n   - *{}*", escape(&meta)));
    }
    item
}

fn item(digest: &Digest, entry: &Entry, lang: Lang) -> String {
    let mut item = format!("- **{}** {}", escape(&line(&entry.label)), marks(&entry.refs));
    if !entry.series.is_empty() {
        item = format!("{item} {}", sparkline(&entry.series));
    }
    let mut all = sentences(digest, entry, lang).into_iter();
    if let Some(sentence) = all.next() {
        item = format!("{item} {}", said(&sentence, entry.own));
    }
    let meta = meta(entry);
    if !meta.is_empty() {
        item = format!("{item} *{}*", escape(&meta));
    }
    for sentence in all {
        item.push_str(&format!("\n  - {}", said(&sentence, false)));
    }
    item
}

/// A sentence; the reader's own may be Markdown.
fn said(sentence: &Sentence<'_>, is_own: bool) -> String {
    let words = if is_own { own(&sentence.words) } else { escape(&sentence.words) };
    let words = if sentence.quoted.is_some() { format!("“{words}”") } else { words };
    match (&sentence.heading, &sentence.from) {
        (Some(heading), _) => format!("*{}* {words}", escape(heading)),
        (None, Some((source, n))) => format!("{words} {} [^{n}]", escape(source)),
        (None, None) => words,
    }
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
