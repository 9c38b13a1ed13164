//! Every format over the same items, with words that try to break out of it.

use proptest::prelude::*;
use pulldown_cmark::{Event, Options, Parser};

use super::*;
use crate::model::{Facts, ItemId, Listed, Pane, Paper, Row, SourceId, StoryId, Week, Zone};

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
            dated: true,
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
            listed: Some(Listed {
                state: Progress::Reading,
                tags: vec!["시계열".to_owned(), "risk".to_owned()],
                due: Week::parse("2026-W10"),
            }),
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
            pdf: Some("https://arxiv.org/pdf/2603.01234".to_owned()),
            ..Paper::default()
        },
        why: Vec::new(),
        pane_reason: String::new(),
        facts: Facts::default(),
        topics: Vec::new(),
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
            let document = markdown::write(what, &enemy, Lang::En, Zone::UTC);
            prop_assert_eq!(shape(&document), shape(&markdown::write(what, &plain, Lang::En, Zone::UTC)), "{}", document);
            let document = org::write(what, &enemy, Lang::En, Zone::UTC);
            let heads = |text: &str| text.lines().filter(|line| line.starts_with(['*', '#'])).count();
            prop_assert_eq!(heads(&document), heads(&org::write(what, &plain, Lang::En, Zone::UTC)), "{}", document);
        }
        let title = line(&format!("{words} title"));
        let table = cells(&csv::write(What::Notes, &enemy, Lang::En, Zone::UTC));
        prop_assert_eq!(table.len(), 3);
        prop_assert!(table.iter().all(|row| row.len() == 17));
        prop_assert_eq!(table[1][1].trim_start_matches('\''), title.trim_start_matches('\''));
        prop_assert!(!table[1][1].starts_with(['=', '+', '-', '@']));
        let records = ris::write(What::Notes, &enemy, Lang::En, Zone::UTC);
        prop_assert_eq!(records.lines().filter(|line| line.starts_with("ER  -")).count(), 2);
        prop_assert!(records.contains(&format!("TI  - {title}\r\n")), "{}", records);
        let values: serde_json::Value =
            serde_json::from_str(&csl::write(What::Notes, &enemy, Lang::En, Zone::UTC)).expect("JSON");
        prop_assert_eq!(values[1]["title"].as_str(), Some(&*title));
    }

    #[test]
    fn bibtex_is_read_back_by_another_parser(words in hostile()) {
        use biblatex::{Bibliography, ChunksExt};
        let items = [item(1, &words), item(2, &words)];
        let document = bibtex::write(What::ReadingList, &items, Lang::En, Zone::UTC);
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

/// The fields of an entry as a parser of another house reads them.
type Fields = std::collections::BTreeMap<String, String>;

#[derive(serde::Deserialize)]
struct Read {
    entry_type: String,
    entry_key: String,
    fields: Fields,
}

proptest! {
    #[test]
    fn bibtex_is_read_by_a_parser_of_another_house_with_the_same_fields(words in hostile()) {
        let document = bibtex::write(What::ReadingList, &[item(1, &words), item(2, "plain")], Lang::En, Zone::UTC);
        let entries: Vec<Read> = serde_bibtex::de::Deserializer::from_str(&document)
            .into_iter_regular_entry()
            .collect::<Result<_, _>>()
            .map_err(|error| TestCaseError::fail(format!("{error} in {document}")))?;
        prop_assert_eq!(entries.len(), 2);
        prop_assert_eq!((&*entries[0].entry_type, &*entries[0].entry_key), ("article", "dyke2026-1"));
        // The words are TeX: what is plain is as it was.
        let plain = &entries[1].fields;
        let field = |name: &str| plain.get(name).map_or("", String::as_str);
        prop_assert_eq!(field("title"), "{plain title}");
        prop_assert_eq!(field("journal"), "plain Journal");
        prop_assert_eq!(field("author"), "Dyke, Ada van and Kim, Minsu and {OpenAI}");
        prop_assert_eq!((field("year"), field("month")), ("2026", "3"));
        prop_assert_eq!((field("doi"), field("eprint")), ("10.1000/xyz_1", "2603.01234"));
        prop_assert_eq!(field("archiveprefix"), "arXiv");
        prop_assert_eq!(field("abstract"), "plain summary");
        prop_assert_eq!(field("keywords"), "시계열, risk, reading, 2026-W10");
        prop_assert_eq!(field("file"), "PDF:https\\://arxiv.org/pdf/2603.01234:application/pdf");
        prop_assert_eq!(entries[0].fields.len(), plain.len());
    }
}

#[test]
fn what_appeared_is_an_article_and_what_did_not_is_none() {
    let paper = |doi: Option<&str>, arxiv: Option<&str>, venue: Option<&str>| {
        let owned = |text: Option<&str>| text.map(str::to_owned);
        let paper =
            Paper { doi: owned(doi), arxiv: owned(arxiv), venue: owned(venue), ..Paper::default() };
        kind(&Item { paper, ..item(1, "x") })
    };
    assert_eq!(paper(None, Some("2603.1"), Some("J")), Kind::Article);
    assert_eq!(paper(Some("10.1/x"), None, None), Kind::Article);
    assert_eq!(paper(Some("10.1/x"), Some("2603.1"), None), Kind::Preprint);
    assert_eq!(paper(None, Some("2603.1"), None), Kind::Preprint);
    assert_eq!(paper(None, None, None), Kind::Page);
}

#[test]
fn ris_and_csl_carry_the_same_facts_in_their_own_words() {
    let items = [item(7, "plain")];
    let records = ris::write(What::ReadingList, &items, Lang::En, Zone::UTC);
    let fields: Vec<(&str, &str)> = records
        .lines()
        .filter(|line| !line.is_empty())
        .map(|line| line.split_once("  - ").expect("a tag and a value"))
        .collect();
    assert_eq!((fields[0], fields.last().copied()), (("TY", "JOUR"), Some(("ER", ""))));
    let all = |tag: &str| -> Vec<&str> {
        fields.iter().filter(|(found, _)| *found == tag).map(|(_, value)| *value).collect()
    };
    assert_eq!(all("AU"), ["Dyke, Ada van", "Kim, Minsu", "OpenAI"]);
    assert_eq!(all("KW"), ["시계열", "risk", "reading", "2026-W10"]);
    assert_eq!(all("L1"), ["https://arxiv.org/pdf/2603.01234"]);
    assert_eq!(all("DO"), ["10.1000/xyz_1"]);
    assert!(fields.iter().all(|(tag, _)| tag.len() == 2), "{fields:?}");

    let csl = csl::write(What::ReadingList, &items, Lang::En, Zone::UTC);
    let csl: serde_json::Value = serde_json::from_str(&csl).expect("JSON");
    let entry = &csl[0];
    assert_eq!(entry["type"], "article-journal");
    assert_eq!(entry["DOI"], "10.1000/xyz_1");
    assert_eq!(entry["author"][0]["family"], "Dyke");
    assert_eq!(entry["issued"]["date-parts"][0], serde_json::json!([2026, 3, 5]));
    assert_eq!(entry["keyword"], "시계열, risk, reading, 2026-W10");
    assert_eq!(entry["custom"]["pdf"], "https://arxiv.org/pdf/2603.01234");
    assert_eq!(entry["note"], "A *note*,\n\nin two lines.");
}

#[test]
fn what_has_no_date_is_cited_without_one_in_every_format() {
    let mut undated = item(7, "plain");
    undated.row.dated = false;
    let of = |write: fn(What, &[Item], Lang, Zone) -> String| {
        write(What::ReadingList, std::slice::from_ref(&undated), Lang::En, Zone::UTC)
    };
    let bibtex = of(bibtex::write);
    assert!(!bibtex.contains("year =") && !bibtex.contains("month ="), "{bibtex}");
    assert!(bibtex.contains("urldate = {2026-03-05}") && bibtex.contains("{dyke-7,"), "{bibtex}");
    let csl = of(csl::write);
    assert!(!csl.contains("\"issued\"") && csl.contains("\"accessed\""), "{csl}");
    let ris = of(ris::write);
    assert!(!ris.contains("PY  -") && !ris.contains("DA  -"), "{ris}");
    assert!(ris.contains("Y2  - 2026/03/05/\r\n"), "{ris}");
    let json: serde_json::Value = serde_json::from_str(&of(json::write)).expect("JSON");
    assert_eq!((json[0]["published"].is_null(), json[0]["first_seen"].is_string()), (true, true));
    let row = &cells(&of(csv::write))[1];
    assert_eq!((row[4].as_str(), row[16].as_str()), ("", "2026-03-05"));
    for write in [markdown::write, org::write] {
        let text = of(write);
        assert!(text.contains("first seen 2026"), "{text}");
    }
    assert_eq!(undated.row.imprint(Zone::UTC), "plain Source");
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
        insta::assert_snapshot!(
            format.name,
            (format.write)(What::ReadingList, &items, Lang::Ko, Zone::UTC)
        );
    }
}

#[test]
fn days_are_those_of_the_reader_s_zone() {
    let mut late = item(7, "plain");
    late.row.published = "2026-12-31T22:30:00Z".parse().expect("a moment");
    late.starred_at = late.row.date();
    let seoul = Zone::parse("Asia/Seoul").expect("a zone");
    let of = |write: fn(What, &[Item], Lang, Zone) -> String| {
        write(What::ReadingList, std::slice::from_ref(&late), Lang::En, seoul)
    };
    assert_eq!(late.row.imprint(seoul), "plain Source, 2027-01-01");
    let bibtex = of(bibtex::write);
    assert!(bibtex.contains("year = {2027}") && bibtex.contains("month = {1}"), "{bibtex}");
    let csl: serde_json::Value = serde_json::from_str(&of(csl::write)).expect("JSON");
    assert_eq!(csl[0]["issued"]["date-parts"], serde_json::json!([[2027, 1, 1]]));
    assert!(of(ris::write).contains("DA  - 2027/01/01/\r\n"));
    let row = &cells(&of(csv::write))[1];
    assert_eq!((row[4].as_str(), row[11].as_str()), ("2027-01-01", "2027-01-01"));
    for write in [markdown::write, org::write] {
        assert!(of(write).contains("2027-01-01"));
    }
    let json: serde_json::Value = serde_json::from_str(&of(json::write)).expect("JSON");
    assert_eq!(json[0]["published"], "2026-12-31T22:30:00Z", "JSON keeps UTC");
}
