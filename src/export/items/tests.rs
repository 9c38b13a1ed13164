//! Every format over the same items, with words that try to break out of it.

use proptest::prelude::*;
use pulldown_cmark::{Event, Options, Parser};

use super::*;
use crate::model::{ItemId, Pane, Paper, Row, SourceId, StoryId};

pub(in crate::export) fn item(id: i64, words: &str) -> Item {
    Item {
        row: Row {
            id: ItemId(id),
            source: SourceId("source".to_owned()),
            source_name: format!("{words} Source"),
            title: format!("{words} title"),
            url: Some("https://news.example/a?b=1&c={2}".to_owned()),
            first_author: None,
            author_count: 2,
            published: "2026-03-05T08:12:00Z".parse().expect("a moment"),
            pane: Pane::Research,
            story: StoryId(id),
            story_size: 1,
            score: 1.0,
            read: false,
            starred: true,
            noted: true,
            language: "en".to_owned(),
            companies: Vec::new(),
            moves: Vec::new(),
            category: None,
            points: None,
            comments: None,
            listed: None,
        },
        external_id: None,
        kind: "feed".to_owned(),
        authors: vec!["Ada van Dyke".to_owned(), "Kim, Minsu".to_owned(), "OpenAI".to_owned()],
        categories: Vec::new(),
        summary: format!("{words} summary"),
        content: String::new(),
        content_is_html: false,
        full_text: None,
        discussion: None,
        paper: Paper {
            doi: Some("10.1000/xyz_1".to_owned()),
            arxiv: Some("2603.01234".to_owned()),
            venue: Some(format!("{words} Journal")),
            ..Paper::default()
        },
        why: Vec::new(),
        pane_reason: String::new(),
        gist: vec![format!("{words} gist.")],
        note: Some("A *note*,\n\nin two lines.".to_owned()),
        story_note: None,
        ideas: Vec::new(),
        starred_at: Some("2026-03-06T00:00:00Z".parse().expect("a moment")),
    }
}

fn hostile() -> impl Strategy<Value = String> {
    "(\\*\\*|\\]\\(x\\)|<script>|\n# x|\\[\\^1\\]|`|\\||\\{|\\}|\\$|\\\\|%|&|#|_|\\^|~|=cmd|@|-|\"|'|,|;|\r\n|ER  - |\u{202e}|\u{1b}\\[2J|and|조간|[a-z ]){1,8}x"
}

fn shape(document: &str) -> Vec<String> {
    let all = Options::ENABLE_TABLES
        | Options::ENABLE_FOOTNOTES
        | Options::ENABLE_TASKLISTS
        | Options::ENABLE_MATH;
    let events = Parser::new_ext(document, all).filter(|event| !matches!(event, Event::Text(_)));
    events.map(|event| format!("{event:?}")).collect()
}

/// The cells of a CSV table, read by its grammar.
fn cells(table: &str) -> Vec<Vec<String>> {
    let (mut rows, mut row, mut cell, mut quoted) = (Vec::new(), Vec::new(), String::new(), false);
    let mut chars = table.chars().peekable();
    while let Some(c) = chars.next() {
        match c {
            '"' if quoted && chars.peek() == Some(&'"') => cell.extend(chars.next()),
            '"' => quoted = !quoted,
            ',' if !quoted => row.push(std::mem::take(&mut cell)),
            '\n' if !quoted => {
                row.push(std::mem::take(&mut cell));
                rows.push(std::mem::take(&mut row));
            }
            '\r' if !quoted => {}
            _ => cell.push(c),
        }
    }
    rows
}

proptest! {
    #[test]
    fn no_words_can_change_the_structure_of_a_list(words in hostile()) {
        let (plain, enemy) = ([item(1, "plain"), item(2, "plain")], [item(1, &words), item(2, &words)]);
        for what in [What::Notes, What::ReadingList] {
            let document = markdown::write(what, &enemy, Lang::En);
            prop_assert_eq!(shape(&document), shape(&markdown::write(what, &plain, Lang::En)), "{}", document);
            let document = org::write(what, &enemy, Lang::En);
            let heads = |text: &str| text.lines().filter(|line| line.starts_with(['*', '#'])).count();
            prop_assert_eq!(heads(&document), heads(&org::write(what, &plain, Lang::En)), "{}", document);
        }
        let title = line(&format!("{words} title"));
        let table = cells(&csv::write(What::Notes, &enemy, Lang::En));
        prop_assert_eq!(table.len(), 3);
        prop_assert!(table.iter().all(|row| row.len() == 11));
        prop_assert_eq!(table[1][1].trim_start_matches('\''), title.trim_start_matches('\''));
        prop_assert!(!table[1][1].starts_with(['=', '+', '-', '@']));
        let records = ris::write(What::Notes, &enemy, Lang::En);
        prop_assert_eq!(records.lines().filter(|line| line.starts_with("ER  -")).count(), 2);
        prop_assert!(records.contains(&format!("TI  - {title}\r\n")), "{}", records);
        let values: serde_json::Value =
            serde_json::from_str(&csl::write(What::Notes, &enemy, Lang::En)).expect("JSON");
        prop_assert_eq!(values[1]["title"].as_str(), Some(&*title));
    }

    #[test]
    fn bibtex_is_read_back_by_another_parser(words in hostile()) {
        use biblatex::{Bibliography, ChunksExt};
        let items = [item(1, &words), item(2, &words)];
        let document = bibtex::write(What::ReadingList, &items, Lang::En);
        let parsed = Bibliography::parse(&document).map_err(|e| TestCaseError::fail(format!("{e:?} in {document}")))?;
        prop_assert_eq!(parsed.len(), 2);
        let entry = parsed.get("dyke2026-1").expect("the key");
        let title = entry.title().expect("a title").format_verbatim();
        prop_assert_eq!(title, line(&format!("{words} title")), "{}", document);
        let authors = entry.author().expect("authors");
        let names: Vec<(&str, &str)> = authors.iter().map(|p| (&*p.name, &*p.given_name)).collect();
        prop_assert_eq!(names, [("Dyke", "Ada van"), ("Kim", "Minsu"), ("OpenAI", "")]);
        prop_assert_eq!(entry.doi().expect("a doi"), "10.1000/xyz_1");
        prop_assert_eq!(entry.url().expect("a url"), "https://news.example/a?b=1&c=%7B2%7D");
    }
}

#[test]
fn every_format_has_its_file_and_every_file_its_line() {
    let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("src/export/items");
    let mut files: Vec<String> = std::fs::read_dir(folder)
        .expect("the folder")
        .map(|entry| entry.expect("a file").file_name().to_string_lossy().into_owned())
        .filter_map(|name| name.strip_suffix(".rs").map(str::to_owned))
        .filter(|name| name != "mod" && name != "tests")
        .collect();
    files.sort();
    let mut formats: Vec<&str> = FORMATS
        .iter()
        .map(|format| if format.name == "md" { "markdown" } else { format.name })
        .collect();
    formats.sort_unstable();
    assert_eq!(files, formats);
}

#[test]
fn the_documents_read_well() {
    let items = [item(7, "조간")];
    for format in &FORMATS {
        insta::assert_snapshot!(format.name, (format.write)(What::ReadingList, &items, Lang::Ko));
    }
}
