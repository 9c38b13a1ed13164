//! Plain text, for mail and for a terminal: at most 72 columns.

use super::{
    heading, imprint, left, line, link, meta, reading_time, sentences, sentences_of_lead, summary,
    title, writer,
};
use crate::export::sparkline;
use crate::lang::{Lang, say};
use crate::model::{Digest, Entry};
use crate::text::{markup, width::width};

const COLUMNS: usize = 72;

pub(super) fn write(digest: &Digest, lang: Lang) -> String {
    let title = title(digest, lang);
    let mut page =
        format!("{title}\n{}\n{}\n", "=".repeat(width(&title)), reading_time(digest, lang));
    if let Some(summary) = summary(digest) {
        page.push_str(&format!("\n{}", set("", &summary)));
    }
    for lead in &digest.lead {
        page.push('\n');
        let words = line(&format!("{} {}", lead.label, marks(&lead.refs)));
        page.push_str(&set(&format!("{}  ", lead.rank), &words));
        for sentence in sentences_of_lead(digest, lead, lang) {
            page.push_str(&set("   ", &sentence.whole()));
        }
        let meta = line(&lead.meta.join(" · "));
        if !meta.is_empty() {
            page.push_str(&set("   ", &meta));
        }
    }
    for block in &digest.blocks {
        let title = line(&block.title);
        page.push_str(&format!("\n\n{title}\n{}\n", "-".repeat(width(&title))));
        let mut group = None;
        for entry in &block.entries {
            if entry.group != group {
                group.clone_from(&entry.group);
                if let Some(group) = &group {
                    page.push_str(&format!("\n[{}]\n", heading(block, group, lang)));
                }
            }
            page.push('\n');
            page.push_str(&item(digest, entry, lang));
        }
        if let Some(remark) = &block.remark {
            page.push_str(&format!("\n{}", set("", &line(remark))));
        }
    }
    if let Some(left) = left(digest, lang) {
        page.push_str(&format!("\n\n{}", set("", &left)));
    }
    if let Some(writer) = writer(digest, lang) {
        page.push_str(&format!("\n{}", set("", &writer)));
    }
    if !digest.references.is_empty() {
        let heading = say(lang, "digest.references", &[]);
        page.push_str(&format!("\n\n{heading}\n{}\n", "-".repeat(width(&heading))));
    }
    for reference in &digest.references {
        let mark = format!("[{}] ", reference.n);
        page.push_str(&set(&mark, &format!("{}, {}", line(&reference.title), imprint(reference))));
        if let Some(url) = link(reference) {
            page.push_str(&format!("    {url}\n"));
        }
    }
    page
}

fn item(digest: &Digest, entry: &Entry, lang: Lang) -> String {
    let chart = sparkline(&entry.series);
    let label = line(&format!("{} {chart} {}", entry.label, marks(&entry.refs)));
    let mut item = set("* ", &label);
    for sentence in sentences(digest, entry, lang) {
        item.push_str(&set("  ", &sentence.whole()));
    }
    let meta = meta(entry);
    if !meta.is_empty() {
        item.push_str(&set("  ", &meta));
    }
    item
}

fn marks(refs: &[u32]) -> String {
    refs.iter().map(|number| format!("[{number}]")).collect()
}

/// The text within the columns, its lines below the first one hanging behind the mark.
fn set(mark: &str, text: &str) -> String {
    let indent = width(mark);
    let mut set = String::new();
    let columns = COLUMNS - indent;
    for (at, part) in markup::folded(text, columns).iter().enumerate() {
        let lead = if at == 0 { mark.to_owned() } else { " ".repeat(indent) };
        set.push_str(&format!("{lead}{part}\n"));
    }
    set
}
