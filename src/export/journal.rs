//! The notes on days, in their order: Markdown, or JSON.

use serde::Serialize;

use crate::lang::{Lang, say};
use crate::model::{About, Day, Moment, Note};
use crate::text::clean;

/// The names of the formats; the first is the usual one.
pub const FORMATS: [&str; 2] = ["md", "json"];

#[derive(Serialize)]
struct Entry<'a> {
    day: Day,
    text: &'a str,
    created: Moment,
    updated: Moment,
}

/// Writes the notes that are on days; `None` where there is no such format.
pub fn write(format: &str, notes: &[Note], lang: Lang) -> Option<String> {
    let mut entries: Vec<Entry<'_>> = notes
        .iter()
        .filter_map(|note| match note.about {
            About::Day(day) => {
                let (created, updated) = (note.created, note.updated);
                Some(Entry { day, text: &note.text, created, updated })
            }
            About::Item(_) | About::Story(_) => None,
        })
        .collect();
    entries.sort_by_key(|entry| entry.day);
    match format {
        "md" => Some(markdown(&entries, lang)),
        "json" => Some(serde_json::to_string_pretty(&entries).unwrap_or_default() + "\n"),
        _ => None,
    }
}

fn markdown(entries: &[Entry<'_>], lang: Lang) -> String {
    let mut text = format!("# {}\n", say(lang, "note.journal", &[]));
    for entry in entries {
        // The note is the reader's own Markdown.
        let note = clean::block(entry.text, entry.text.len());
        text.push_str(&format!("\n## {}\n\n{note}\n", entry.day));
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_journal_has_its_days_in_order_and_nothing_else() {
        let at = "2026-03-05T09:00:00Z".parse().expect("a moment");
        let note = |about, text: &str| Note { about, text: text.into(), created: at, updated: at };
        let day = |text: &str| About::Day(text.parse().expect("a day"));
        let notes = [
            note(day("2026-03-06"), "later"),
            note(About::Item(crate::model::ItemId(1)), "on an item"),
            note(day("2026-03-05"), "a quiet day\u{1b}[31m"),
        ];
        let text = write("md", &notes, Lang::En).expect("Markdown");
        assert_eq!(text, "# Journal\n\n## 2026-03-05\n\na quiet day\n\n## 2026-03-06\n\nlater\n");
        for format in FORMATS {
            assert!(write(format, &notes, Lang::Ko).is_some(), "{format}");
        }
        assert_eq!(write("bibtex", &notes, Lang::En), None);
    }
}
