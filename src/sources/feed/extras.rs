//! What the parser leaves out: counts of comments, Dublin Core subjects, Media RSS descriptions,
//! hours and days to be left alone. Read in a second pass, and only where the document has any.

use memchr::memmem;

use crate::model::Hints;
use crate::sources::grammar::tags::{Piece, Pieces, local_name};
use crate::text::html;

/// Longest text kept of one element, in bytes.
const TEXT_BYTES: usize = 100_000;

/// What one document has beyond what the parser reads.
#[derive(Debug, Default, PartialEq)]
pub struct Extras {
    /// One for each entry, in order; empty where there is nothing.
    pub entries: Vec<Entry>,
    /// `skipHours` and `skipDays`.
    pub hints: Hints,
}

/// What one entry has beyond what the parser reads.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Entry {
    /// `slash:comments` or `thr:total`.
    pub comments: Option<i64>,
    /// `media:description`.
    pub description: String,
    /// `dc:subject`.
    pub subjects: Vec<String>,
}

/// The extras of a document in which the parser found so many entries. If this pass counts
/// another number, nothing could be told apart and nothing is returned for entries.
pub fn read(root: &str, entries: usize) -> Extras {
    let has = |mark: &[u8]| memmem::find(root.as_bytes(), mark).is_some();
    let wanted =
        has(b"slash:comments") || has(b":subject>") || has(b":total>") || has(b"media:description");
    let head_end = memmem::find(root.as_bytes(), b"<item").unwrap_or(root.len());
    let head = &root[..head_end];
    let mut extras = Extras::default();
    if head.contains("<skip") {
        extras.hints = skips(head);
    }
    if wanted {
        extras.entries =
            Some(of_entries(root)).filter(|found| found.len() == entries).unwrap_or_default();
    }
    extras
}

fn of_entries(root: &str) -> Vec<Entry> {
    let mut found: Vec<Entry> = Vec::new();
    each_text(root, |event| match event {
        Seen::Begins("item" | "entry") => found.push(Entry::default()),
        Seen::Begins(_) => {}
        Seen::Text(name, text) => {
            let Some(entry) = found.last_mut() else { return };
            match name {
                "slash:comments" | "thr:total" => entry.comments = text.trim().parse().ok(),
                "media:description" => text.clone_into(&mut entry.description),
                "dc:subject" => entry.subjects.push(text.to_owned()),
                _ => {}
            }
        }
    });
    found
}

fn skips(head: &str) -> Hints {
    const DAYS: [&str; 7] =
        ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"];
    let mut hints = Hints::default();
    each_text(head, |event| {
        if let Seen::Text(name, text) = event {
            let text = text.trim().to_ascii_lowercase();
            match name {
                "hour" => hints.skip_hours.extend(text.parse().ok().map(|hour: u8| hour % 24)),
                "day" => {
                    let day = DAYS.iter().position(|day| *day == text);
                    hints.skip_days.extend(day.and_then(|day| u8::try_from(day).ok()));
                }
                _ => {}
            }
        }
    });
    hints.skip_hours.truncate(24);
    hints.skip_days.truncate(7);
    hints
}

enum Seen<'a> {
    /// An element begins, by its name without prefix.
    Begins(&'a str),
    /// The text of an element that holds nothing else, by its full name.
    Text(&'a str, &'a str),
}

/// Goes through a document, however it ends.
fn each_text(root: &str, mut see: impl FnMut(Seen<'_>)) {
    let mut text = String::new();
    for (_, piece) in Pieces::of(root) {
        match piece {
            Piece::Open { name, .. } => {
                text.clear();
                see(Seen::Begins(local_name(name)));
            }
            Piece::Text(part) if text.len() < TEXT_BYTES => text.push_str(&html::decode(part)),
            Piece::Cdata(part) if text.len() < TEXT_BYTES => text.push_str(part),
            Piece::Close(name) => {
                see(Seen::Text(name, &text));
                text.clear();
            }
            Piece::Text(_) | Piece::Cdata(_) | Piece::Aside(_) | Piece::Cut => {}
        }
    }
}

/// Points and comments as feeds of Hacker News write them into their descriptions.
pub fn community_counts(description: &str) -> (Option<i64>, Option<i64>) {
    let after = |label: &str| {
        let (_, rest) = description.split_once(label)?;
        let digits = rest.trim_start();
        digits[..digits.bytes().take_while(u8::is_ascii_digit).count()].parse().ok()
    };
    (after("Points:"), after("# Comments:"))
}
