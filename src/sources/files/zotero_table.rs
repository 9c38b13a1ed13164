//! References as a table (CSV), as Zotero exports a library.

use crate::model::Paper;
use crate::sources::grammar::paper;
use crate::sources::grammar::raw::{RawItem, Text};
use crate::text::address;

use super::cited::{dated, person};
use super::csv::{Row, Table};
use super::entry::{BadLine, Entries, Entry, Imported};

/// Columns by which a file is known.
const COLUMNS: [&str; 4] = ["key", "item type", "title", "author"];

/// What stands beside the references and is none.
const OTHERS: [&str; 3] = ["attachment", "note", "annotation"];

/// Whether the head of a text begins such a table.
pub fn is_likely(head: &str) -> bool {
    Table::of(head, &COLUMNS).is_some()
}

/// The references of a text.
pub fn entries(text: &str) -> Entries<'_> {
    let Some(table) = Table::of(text, &COLUMNS) else {
        return Box::new(std::iter::once(Err(BadLine::new(1, "it names no columns"))));
    };
    let is_reference = |row: &Result<(usize, Row<'_>), BadLine>| {
        row.as_ref().map_or(true, |(_, row)| {
            !OTHERS.iter().any(|other| row.cell("item type").eq_ignore_ascii_case(other))
        })
    };
    Box::new(table.rows().filter(is_reference).map(|row| {
        let (number, row) = row?;
        let item = item(&row).cleaned(None).filter(|_| !row.cell("title").is_empty());
        let item = item.ok_or_else(|| BadLine::new(number, "a reference without a title"))?;
        let kind = Some("paper".to_owned());
        Ok(Entry::Item(Box::new(Imported { item, source: None, kind, kept: None })))
    }))
}

fn item(row: &Row<'_>) -> RawItem {
    let cell = |name: &str| Some(row.cell(name)).filter(|cell| !cell.is_empty()).map(str::to_owned);
    let list = |name: &str| {
        let words: Vec<String> =
            row.cell(name).split(';').map(|word| word.trim().to_owned()).collect();
        words.into_iter().filter(|word| !word.is_empty())
    };
    // What has no column of its own stands there, a line each, behind its name.
    let extra = |name: &str| {
        let line = row.cell("extra").lines().find_map(|line| line.trim().strip_prefix(name))?;
        line.trim().strip_prefix(':').map(|value| value.trim().to_owned())
    };
    let doi = cell("doi").or_else(|| extra("DOI")).and_then(|doi| paper::doi_of(&doi));
    let url = cell("url").or_else(|| address::of_doi(doi.as_deref()?));
    let number = extra("arXiv").and_then(|id| Some(id.split_whitespace().next()?.to_owned()));
    let arxiv = number.map(|id| format!("https://arxiv.org/abs/{id}")).or_else(|| url.clone());
    let told = cell("date").or_else(|| cell("publication year"));
    let (published, issued) = told.as_deref().map(dated).unwrap_or_default();
    let people = ["author", "editor"]
        .iter()
        .map(|role| list(role).filter_map(|name| person(&name)).collect::<Vec<String>>());
    let people = people.into_iter().find(|people| !people.is_empty());
    RawItem {
        url,
        title: cell("title"),
        authors: people.unwrap_or_default(),
        published,
        summary: Text::guessed(cell("abstract note").unwrap_or_default()),
        categories: list("manual tags").chain(list("automatic tags")).collect(),
        language: cell("language"),
        paper: Paper {
            arxiv: arxiv.and_then(|page| address::arxiv_id(&page)),
            doi,
            pmid: extra("PMID"),
            pmcid: extra("PMCID"),
            venue: cell("publication title").or_else(|| cell("conference name")),
            issued,
            ..Paper::default()
        },
        ..RawItem::default()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_library_is_read_with_names_numbers_and_dates_and_what_is_no_reference_is_let_go() {
        let text = "\u{feff}\"Key\",\"Item Type\",\"Publication Year\",\"Author\",\"Title\",\"Publication Title\",\
            \"DOI\",\"Url\",\"Abstract Note\",\"Date\",\"Extra\",\"Manual Tags\",\"Automatic Tags\",\"Editor\"\n\
            \"AB12\",\"journalArticle\",\"2024\",\"van Bee, Ann; Cey, Bo\",\"Quiet pumps, \"\"again\"\"\",\"J. Ex.\",\
            \"10.1000/x\",\"\",\"We test.\",\"2024-03\",\"PMID: 12\nnothing\",\"mills; tides\",\"water\",\"\"\n\
            \"AB13\",\"preprint\",\"2025\",\"\",\"A preprint\",\"\",\"\",\"\",\"\",\"2025-01-05\",\
            \"arXiv:2501.00001 [cs.LG]\",\"\",\"\",\"Dee, Cy\"\n\
            \"AB14\",\"attachment\",\"\",\"\",\"Full Text PDF\",\"\",\"\",\"\",\"\",\"\",\"\",\"\",\"\",\"\"\n\
            \"AB15\",\"book\",\"\",\"Nobody, N.\",\"\",\"\",\"\",\"\",\"\",\"\",\"\",\"\",\"\",\"\"\n";
        let text = text.trim_start_matches('\u{feff}');
        assert!(is_likely(text));
        let all: Vec<_> = entries(text).collect();
        let [Ok(Entry::Item(one)), Ok(Entry::Item(two)), Err(bad)] = all.as_slice() else {
            panic!("{all:?}")
        };
        assert_eq!(one.item.title, "Quiet pumps, \"again\"");
        assert_eq!(one.item.authors, ["Ann van Bee", "Bo Cey"]);
        assert_eq!(one.item.url.as_deref(), Some("https://doi.org/10.1000/x"));
        assert_eq!(one.item.categories, ["mills", "tides", "water"]);
        assert_eq!(one.item.paper.pmid.as_deref(), Some("12"));
        assert_eq!(one.item.paper.venue.as_deref(), Some("J. Ex."));
        assert_eq!(one.item.paper.issued.as_deref(), Some("2024-03"));
        assert_eq!(two.item.paper.arxiv.as_deref(), Some("2501.00001"));
        assert_eq!(two.item.authors, ["Cy Dee"]);
        assert_eq!(
            two.item.published.map(|at| at.date_naive().to_string()).as_deref(),
            Some("2025-01-05")
        );
        assert_eq!(bad.number, 6, "the line, of which one cell has two");
        assert!(!is_likely("Title,URL,Time_added\n"));
    }
}
