//! Markdown: `CommonMark` with footnotes.

use super::{facts, imprint, line, link, reading_time, sentences, title};
use crate::export::markdown::{escape, escape_start};
use crate::export::sparkline;
use crate::lang::{Lang, say};
use crate::model::{Digest, Entry};

pub(super) fn write(digest: &Digest, lang: Lang) -> String {
    let mut parts = vec![
        format!("# {}", escape(&title(digest, lang))),
        format!("*{}*", escape(&reading_time(digest, lang))),
    ];
    if !digest.lead.is_empty() {
        let lines: Vec<String> =
            digest.lead.iter().map(|lead| format!("- {}", escape_start(&line(lead)))).collect();
        parts.push(lines.join("\n"));
    }
    for block in &digest.blocks {
        parts.push(format!("## {}", escape(&line(&block.title))));
        for entries in block.entries.chunk_by(|a, b| a.group == b.group) {
            if let Some(group) = entries.first().and_then(|entry| entry.group.as_deref()) {
                parts.push(format!("### {}", escape(&line(group))));
            }
            parts.push(entries.iter().map(item).collect::<Vec<_>>().join("\n"));
        }
        if let Some(remark) = &block.remark {
            parts.push(format!("*{}*", escape(&line(remark))));
        }
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

fn item(entry: &Entry) -> String {
    let mut item = format!("- **{}**", escape(&line(&entry.label)));
    if !entry.series.is_empty() {
        item = format!("{item} {}", sparkline(&entry.series));
    }
    if let Some(sentences) = sentences(entry) {
        item = format!("{item} {}", escape(&sentences));
    }
    let facts = facts(entry);
    if !facts.is_empty() {
        item = format!("{item} *{}*", escape(&facts));
    }
    let marks: String = entry.refs.iter().map(|number| format!("[^{number}]")).collect();
    format!("{item} {marks}")
}
