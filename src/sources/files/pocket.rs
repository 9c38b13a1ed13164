//! What Pocket exported: a CSV file (2024 and later) or a page of links.

use crate::model::Moment;
use crate::sources::grammar::date;

use super::bookmarks;
use super::csv::{Row, Table};
use super::entry::{BadLine, Entries, Page};

/// Columns that tell such a table from others.
const COLUMNS: [&str; 3] = ["url", "time_added", "status"];

/// Whether a text is a table of Pocket's.
pub fn is_table(text: &str) -> bool {
    Table::of(text, &COLUMNS).is_some()
}

/// The pages of a table.
pub fn of_table(text: &str) -> Entries<'_> {
    let rows = Table::of(text, &COLUMNS).map(Table::rows);
    Box::new(rows.into_iter().flatten().map(|row| {
        let (number, row) = row?;
        page(&row).entry().map_err(|why| BadLine::new(number, why))
    }))
}

fn page(row: &Row<'_>) -> Page {
    Page {
        url: row.cell("url").to_owned(),
        title: row.cell("title").to_owned(),
        since: seconds(row.cell("time_added")),
        is_read: row.cell("status").eq_ignore_ascii_case("archive"),
        tags: row.cell("tags").split(['|', ',']).map(str::to_owned).collect(),
        ..Page::default()
    }
}

/// Seconds since 1970, written as such or as a date.
pub(super) fn seconds(text: &str) -> Option<i64> {
    text.parse().ok().or_else(|| date::parse(text).map(|at: Moment| at.timestamp()))
}

/// Whether the head of a text says that it is a page of Pocket's.
pub fn is_page(head: &str) -> bool {
    let head = head.to_ascii_lowercase();
    head.contains("<title>pocket export") || (head.contains("<a ") && head.contains("time_added="))
}

/// The links of a page, those under "Read Archive" as read.
pub fn of_page(text: &str) -> Entries<'_> {
    Box::new(bookmarks::links(text, "time_added").into_iter().map(|link| {
        let mut link = link?;
        link.page.is_read = link.part.to_ascii_lowercase().contains("archive");
        link.entry()
    }))
}

#[cfg(test)]
mod tests {
    use super::super::entry::Entry;
    use super::*;
    use crate::model::Progress;

    /// A page's title, how far it was read and its tags; else the number of a bad line.
    type Told = Result<(String, Progress, Vec<String>), usize>;

    fn told(entries: Entries<'_>) -> Vec<Told> {
        let tell = |entry| match entry {
            Ok(Entry::Item(page)) => {
                let kept = page.kept.expect("kept");
                Ok((page.item.title, kept.listed.state, kept.listed.tags))
            }
            Ok(Entry::Feed(feed)) => panic!("a feed: {feed:?}"),
            Err(BadLine { number, .. }) => Err(number),
        };
        entries.map(tell).collect()
    }

    #[test]
    fn both_exports_tell_what_was_read_and_its_tags() {
        let table = "title,url,time_added,tags,status\nMills,https://a.example/1,1700000000,water|wheel,archive\n\
                     https://a.example/2,https://a.example/2,1700000001,,unread\nno address,,1,,unread\n";
        assert!(is_table(table) && !is_table("title,url\na,b\n"));
        let expected = [
            Ok(("Mills".to_owned(), Progress::Done, vec!["water".to_owned(), "wheel".to_owned()])),
            Ok(("a.example/2".to_owned(), Progress::ToRead, Vec::new())),
            Err(4),
        ];
        assert_eq!(told(of_table(table)), expected);
        let page = "<!DOCTYPE html>\n<html><head><title>Pocket Export</title></head><body>\n<h1>Unread</h1>\n<ul>\n\
                    <li><a href=\"https://a.example/2\" time_added=\"1700000001\" tags=\"\">https://a.example/2</a></li></ul>\n\
                    <h1>Read Archive</h1>\n<ul><li><a href=\"https://a.example/1\" time_added=\"1700000000\" tags=\"water,wheel\">Mills</a></li></ul>";
        assert!(is_page(page));
        assert_eq!(told(of_page(page)), [expected[1].clone(), expected[0].clone()]);
    }
}
