//! What Instapaper exports: a CSV file.

use super::csv::{Row, Table};
use super::entry::{BadLine, Entries, Page};
use super::pocket::seconds;

/// Columns that tell such a table from others.
const COLUMNS: [&str; 4] = ["url", "title", "selection", "folder"];

/// The folders that everybody has, which are no tags.
const OWN_FOLDERS: [&str; 3] = ["unread", "archive", "starred"];

/// Whether a text is such a table.
pub fn is_likely(text: &str) -> bool {
    Table::of(text, &COLUMNS).is_some()
}

/// The pages of a table.
pub fn entries(text: &str) -> Entries<'_> {
    let rows = Table::of(text, &COLUMNS).map(Table::rows);
    Box::new(rows.into_iter().flatten().map(|row| {
        let (number, row) = row?;
        page(&row).entry().map_err(|why| BadLine::new(number, why))
    }))
}

fn page(row: &Row<'_>) -> Page {
    let folder = row.cell("folder");
    let is_own = OWN_FOLDERS.iter().any(|own| folder.eq_ignore_ascii_case(own));
    // Tags are written as a list of JSON, or with commas.
    let tags = row.cell("tags");
    let tags: Vec<String> = serde_json::from_str(tags)
        .unwrap_or_else(|_| tags.trim_matches(['[', ']']).split(',').map(str::to_owned).collect());
    Page {
        url: row.cell("url").to_owned(),
        title: row.cell("title").to_owned(),
        note: row.cell("selection").to_owned(),
        since: seconds(row.cell("timestamp")),
        is_read: folder.eq_ignore_ascii_case("archive"),
        tags: tags.into_iter().chain((!is_own).then(|| folder.to_owned())).collect(),
    }
}

#[cfg(test)]
mod tests {
    use super::super::entry::Entry;
    use super::*;
    use crate::model::Progress;

    #[test]
    fn folders_of_ones_own_are_tags_and_the_archive_is_what_was_read() {
        let text = "URL,Title,Selection,Folder,Timestamp,Tags\nhttps://a.example/1,Kilns,\"Warm, they say\",Clay,1700000000,\"[\"\"fire\"\"]\"\n\
                    https://a.example/2,Wheels,,Archive,1700000001,[]\n";
        assert!(is_likely(text));
        let pages: Vec<_> = entries(text).map(|entry| entry.expect("a page")).collect();
        let [Entry::Item(kilns), Entry::Item(wheels)] = pages.as_slice() else {
            panic!("{pages:?}")
        };
        let listed = |page: &super::super::entry::Imported| page.kept.clone().expect("kept").listed;
        assert_eq!(listed(kilns).tags, ["fire", "Clay"]);
        assert_eq!(kilns.item.summary, "Warm, they say");
        assert_eq!((listed(wheels).state, listed(wheels).tags.len()), (Progress::Done, 0));
    }
}
