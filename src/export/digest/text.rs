//! Plain text, for mail and for a terminal: at most 72 columns.

use super::{
    blocks, heading, imprint, left, line, link, meta, nothing, reading_time, sentences,
    sentences_of_lead, summary, title, writer,
};
use crate::export::sparkline;
use crate::lang::{Lang, say};
use crate::model::{Digest, PagePart, PartKind};
use crate::text::{markup, width::width};

const COLUMNS: usize = 72;

pub(super) fn write(digest: &Digest, lang: Lang) -> String {
    let mut page = String::new();
    for PagePart { kind, mark, text } in parts(digest, lang) {
        let underlined = |sign: &str| format!("{text}\n{}\n", sign.repeat(width(&text)));
        page.push_str(&match kind {
            PartKind::Title => underlined("="),
            PartKind::Heading => underlined("-"),
            PartKind::Group => format!("[{text}]\n"),
            PartKind::Address => format!("{mark}{text}\n"),
            PartKind::Blank => "\n".to_owned(),
            PartKind::Lead
            | PartKind::Entry
            | PartKind::Said
            | PartKind::Remark
            | PartKind::Source => set(&mark, &text),
        });
    }
    page
}

/// The page in its parts, of which the screen makes its lines as well.
pub(super) fn parts(digest: &Digest, lang: Lang) -> Vec<PagePart> {
    let part = |kind, mark: &str, text: String| PagePart { kind, mark: mark.to_owned(), text };
    let blank = || part(PartKind::Blank, "", String::new());
    let mut parts = vec![
        part(PartKind::Title, "", title(digest, lang)),
        part(PartKind::Remark, "", reading_time(digest, lang)),
    ];
    if let Some(summary) = summary(digest) {
        parts.extend([blank(), part(PartKind::Remark, "", summary)]);
    }
    for lead in &digest.lead {
        let words = line(&format!("{} {}", lead.label, marks(&lead.refs)));
        parts.extend([blank(), part(PartKind::Lead, &format!("{}  ", lead.rank), words)]);
        let said = sentences_of_lead(digest, lead, lang);
        parts.extend(said.iter().map(|said| part(PartKind::Said, "   ", said.whole())));
        let meta = line(&lead.meta.join(" · "));
        parts.extend((!meta.is_empty()).then(|| part(PartKind::Remark, "   ", meta)));
    }
    if let Some(nothing) = nothing(digest) {
        parts.extend([blank(), part(PartKind::Remark, "", nothing)]);
    }
    for block in blocks(digest) {
        parts.extend([blank(), blank(), part(PartKind::Heading, "", line(&block.title))]);
        let mut group = None;
        for entry in &block.entries {
            if entry.group != group {
                group.clone_from(&entry.group);
                if let Some(group) = &group {
                    let heading = heading(block, group, lang);
                    parts.extend([blank(), part(PartKind::Group, "", heading)]);
                }
            }
            parts.push(blank());
            let chart = sparkline(&entry.series);
            let label = line(&format!("{} {chart} {}", entry.label, marks(&entry.refs)));
            parts.push(part(PartKind::Entry, "* ", label));
            let said = sentences(digest, entry, lang);
            parts.extend(said.iter().map(|said| part(PartKind::Said, "  ", said.whole())));
            let meta = meta(entry);
            parts.extend((!meta.is_empty()).then(|| part(PartKind::Remark, "  ", meta)));
        }
        if let Some(remark) = &block.remark {
            parts.extend([blank(), part(PartKind::Remark, "", line(remark))]);
        }
    }
    if let Some(left) = left(digest, lang) {
        parts.extend([blank(), blank(), part(PartKind::Remark, "", left)]);
    }
    if let Some(writer) = writer(digest, lang) {
        parts.extend([blank(), part(PartKind::Remark, "", writer)]);
    }
    if !digest.references.is_empty() {
        let heading = say(lang, "digest.references", &[]).into_owned();
        parts.extend([blank(), blank(), part(PartKind::Heading, "", heading)]);
    }
    for reference in &digest.references {
        let mark = format!("[{}] ", reference.n);
        let cited = format!("{}, {}", line(&reference.title), imprint(reference));
        parts.push(part(PartKind::Source, &mark, cited));
        if let Some(url) = link(reference) {
            parts.push(part(PartKind::Address, "    ", url));
        }
    }
    parts
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
