//! The archive that `export all` writes: read line by line, cleaned like anything from outside.

use super::entry::BadLine;
use crate::model::NewItem;
use crate::model::archive::{Record, VERSION};
use crate::text::{address, clean};

/// Longest line that is read, in bytes: a note may be 16 MiB long, and its escapes longer still.
const LONGEST: usize = 128 * 1024 * 1024;

/// Characters of a line of text.
const LINE: usize = 4_000;

/// Whether a text is an archive: its first line says so.
pub fn is_likely(bytes: &[u8]) -> bool {
    let first = bytes.split(|byte| *byte == b'\n').next().unwrap_or_default();
    matches!(read_line(first), Ok(Record::Archive { .. }))
}

/// Reads the records one by one; empty lines are passed over.
pub fn read(bytes: &[u8]) -> impl Iterator<Item = Result<Record, BadLine>> + '_ {
    let lines = bytes.split(|byte| *byte == b'\n').enumerate();
    lines
        .filter(|(_, line)| !line.trim_ascii().is_empty())
        .map(|(index, line)| read_line(line).map_err(|why| BadLine { number: index + 1, why }))
}

fn read_line(bytes: &[u8]) -> Result<Record, String> {
    if bytes.len() > LONGEST {
        return Err("longer than 128 MiB".into());
    }
    let mut record: Record =
        serde_json::from_slice(bytes).map_err(|error| super::json_lines::why(&error))?;
    match &mut record {
        Record::Archive { version } if *version > VERSION => {
            return Err(format!("an archive of version {version}, which a newer jogan wrote"));
        }
        Record::Item(record) => {
            clean_item(&mut record.item);
            record.source = std::mem::take(&mut record.source).cleaned();
            if record.item.title.is_empty() {
                return Err("an item without a title".into());
            }
        }
        Record::Owned(owned) => {
            owned.title = clean::line(&owned.title, LINE);
            for author in &mut owned.authors {
                *author = clean::line(author, LINE);
            }
            owned.url = owned.url.take().and_then(|url| address::parse(&url, None));
            for name in [&mut owned.doi, &mut owned.arxiv] {
                *name = name.take().map(|name| clean::line(&name, LINE));
            }
            if owned.title.is_empty() {
                return Err("a title of a library without its words".into());
            }
        }
        // Their texts are the reader's own words, kept as they were typed; every sink cleans. A
        // source is cleaned where it is taken in, which says what was left out.
        Record::Archive { .. }
        | Record::Source { .. }
        | Record::Listed { .. }
        | Record::Note { .. }
        | Record::Idea { .. } => {}
    }
    Ok(record)
}

fn clean_item(item: &mut NewItem) {
    item.title = clean::line(&item.title, LINE);
    for text in item.authors.iter_mut().chain(&mut item.categories) {
        *text = clean::line(text, LINE);
    }
    let web = |url: Option<String>| url.and_then(|url| address::parse(&url, None));
    item.url = web(item.url.take());
    item.discussion = web(item.discussion.take());
    item.paper.pdf = web(item.paper.pdf.take());
    item.summary = clean::block(&item.summary, item.summary.len());
}
