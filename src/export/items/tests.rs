//! Every format over the same items, with words that try to break out of it.

use proptest::prelude::*;
use pulldown_cmark::{Event, Options, Parser};

use super::*;
use crate::export::reference::Reference;
use crate::model::{
    Facts, ItemId, Listed, Pane, Paper, Progress, Row, SourceId, StoryId, Week, Zone,
};

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
        source_address: String::new(),
        seen: "2026-03-05T09:00:00Z".parse().expect("a moment"),
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
        owned: false,
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
        let readable = Reference::all(&enemy, Zone::UTC)[0].readable_title();
        let table = cells(&csv::write(What::Notes, &enemy, Lang::En, Zone::UTC));
        prop_assert_eq!(table.len(), 3);
        prop_assert!(table.iter().all(|row| row.len() == 17));
        prop_assert_eq!(table[1][1].trim_start_matches('\''), title.trim_start_matches('\''));
        prop_assert!(!table[1][1].starts_with(['=', '+', '-', '@']));
        let records = ris::write(What::Notes, &enemy, Lang::En, Zone::UTC);
        prop_assert_eq!(records.lines().filter(|line| line.starts_with("ER  -")).count(), 2);
        prop_assert!(records.contains(&format!("TI  - {readable}\r\n")), "{}", records);
        let values: serde_json::Value =
            serde_json::from_str(&csl::write(What::Notes, &enemy, Lang::En, Zone::UTC)).expect("JSON");
        prop_assert_eq!(values[1]["title"].as_str(), Some(&*readable));
    }

    #[test]
    fn bibtex_is_read_back_by_another_parser(words in hostile()) {
        use biblatex::{Bibliography, ChunksExt};
        let items = [item(1, &words), item(2, &words)];
        for write in [bibtex::write, biber::write] {
        let document = write(What::ReadingList, &items, Lang::En, Zone::UTC);
        let parsed = Bibliography::parse(&document).map_err(|e| TestCaseError::fail(format!("{e:?} in {document}")))?;
        prop_assert_eq!(parsed.len(), 2);
        let entry = parsed.get(&Reference::all(&items, Zone::UTC)[0].key).expect("the key");
        let title = entry.title().expect("a title").format_verbatim();
        prop_assert_eq!(title, line(&format!("{words} title")), "{}", document);
        let authors = entry.author().expect("authors");
        let names: Vec<(&str, &str, &str)> =
            authors.iter().map(|p| (&*p.prefix, &*p.name, &*p.given_name)).collect();
        prop_assert_eq!(names, [("van", "Dyke", "Ada"), ("", "Kim", "Minsu"), ("", "OpenAI", "")]);
        prop_assert_eq!(entry.doi().expect("a doi"), "10.1000/xyz_1");
        prop_assert_eq!(entry.url().expect("a url"), "https://doi.org/10.1000/xyz_1");
        }
    }
}

/// The values of a bibliography's fields, as BibTeX finds their ends: by their braces, whatever
/// stands before these. `None` where one does not end before its line's comma.
fn braced_fields(document: &str) -> Option<usize> {
    let (mut rest, mut count) = (document, 0);
    while let Some(at) = rest.find(" = {") {
        // Nothing but a name and the end of what stood before it.
        let before = rest[..at].trim_start_matches([',', '\n', '}']);
        let name = before.rsplit('\n').next().unwrap_or(before);
        if !name.bytes().all(|byte| byte.is_ascii_lowercase()) {
            return None;
        }
        rest = &rest[at + 4..];
        let mut depth = 1;
        let end = rest.bytes().position(|byte| {
            depth += i32::from(byte == b'{') - i32::from(byte == b'}');
            depth == 0
        })?;
        rest = rest[end + 1..].strip_prefix(",\n")?;
        count += 1;
    }
    (rest == "}\n").then_some(count)
}

proptest! {
    #[test]
    fn the_braces_of_every_field_are_counted_in_pairs(
        words in "(\\$|\\\\\\{|\\\\\\}|\\\\left|\\\\right\\.|\\{|\\}|x|\\^|_| |van |\\\\alpha){1,14}",
    ) {
        let plain = item(1, "plain");
        let mut enemy = item(1, &format!("On {words} sets"));
        enemy.authors = vec![
            format!("Ada {words} Dyke"),
            format!("Ada v{words}an Dyke"),
            format!("{words}, Ada"),
            format!("Ada Dyke {words}"),
        ];
        enemy.note = Some(format!("{words}n"));
        enemy.summary = format!("{words}s");
        enemy.paper.venue = Some(format!("{words} Journal"));
        enemy.paper.doi = Some(format!("10.1000/{words}"));
        enemy.row.language = format!("{words}x");
        if let Some(listed) = &mut enemy.row.listed {
            listed.tags.push(words.clone());
        }
        for write in [bibtex::write, biber::write] {
            let count = |item: &Item| {
                let document = write(What::ReadingList, std::slice::from_ref(item), Lang::En, Zone::UTC);
                braced_fields(&document).ok_or(document)
            };
            let fields = count(&enemy).map_err(TestCaseError::fail)?;
            prop_assert_eq!(fields, count(&plain).map_err(TestCaseError::fail)?);
        }
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
        let key = Reference::all(&[item(1, &words), item(2, "plain")], Zone::UTC)[0].key.clone();
        prop_assert_eq!((&*entries[0].entry_type, &*entries[0].entry_key), ("article", &*key));
        // The words are TeX: what is plain is as it was.
        let plain = &entries[1].fields;
        let field = |name: &str| plain.get(name).map_or("", String::as_str);
        prop_assert_eq!(field("title"), "{plain title}");
        prop_assert_eq!(field("journal"), "plain Journal");
        prop_assert_eq!(field("author"), "van Dyke, Ada and Kim, Minsu and {OpenAI}");
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
fn ris_and_csl_carry_the_same_facts_in_their_own_words() {
    let items = [item(7, "plain")];
    let records = ris::write(What::ReadingList, &items, Lang::En, Zone::UTC);
    assert!(records.contains("N1  - A *note*,\r\n\r\nin two lines.\r\n"), "{records}");
    let fields: Vec<(&str, &str)> =
        records.lines().filter_map(|line| line.split_once("  - ")).collect();
    assert_eq!((fields[0], fields.last().copied()), (("TY", "JOUR"), Some(("ER", ""))));
    let all = |tag: &str| -> Vec<&str> {
        fields.iter().filter(|(found, _)| *found == tag).map(|(_, value)| *value).collect()
    };
    assert_eq!(all("AU"), ["van Dyke, Ada", "Kim, Minsu", "OpenAI"]);
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
    assert_eq!(entry["author"][0]["non-dropping-particle"], "van");
    assert_eq!(
        (&entry["author"][2]["literal"], &entry["language"]),
        (&"OpenAI".into(), &"en".into())
    );
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
    assert!(
        bibtex.contains("urldate = {2026-03-05}") && bibtex.contains("{dyke-plain-title-puem,"),
        "{bibtex}"
    );
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

/// A page of the web by a Korean author, with mathematics in its title.
fn page() -> Item {
    let authors = ["김민수", "The ATLAS Collaboration", "Henry Fort III"].map(str::to_owned);
    let mut page = Item { paper: Paper::default(), ..item(3, "plain") };
    page.authors = authors.to_vec();
    page.row.title = "On $\\alpha$-mills & 100% $5".to_owned();
    page.row.language = "ko".to_owned();
    page.source_address = "https://news.example/feed".to_owned();
    page.note = Some("one\n\n@misc{two, it says\nER  - three".to_owned());
    page
}

#[test]
fn a_page_of_the_web_has_its_day_its_access_and_its_language() {
    use biblatex::{Bibliography, ChunksExt, DateValue, PermissiveType};
    let document = biber::write(What::Notes, &[page()], Lang::En, Zone::UTC);
    let parsed = Bibliography::parse(&document).expect("BibLaTeX");
    let entry = parsed.iter().next().expect("an entry");
    assert_eq!(
        (&*entry.key, entry.entry_type.to_string().as_str()),
        ("kim2026-mills-100-5-gv7v", "online")
    );
    for (field, value) in [
        ("date", "2026-03-05"),
        ("urldate", "2026-03-05"),
        ("langid", "korean"),
        ("organization", "plain Source"),
        ("url", "https://news.example/a?b=1&c=%7B2%7D"),
    ] {
        let found = entry.get(field).map(ChunksExt::format_verbatim);
        assert_eq!(found.as_deref(), Some(value), "{field} in {document}");
    }
    let Ok(PermissiveType::Typed(date)) = entry.date() else { panic!("{document}") };
    assert!(matches!(date.value, DateValue::At(day) if day.day == Some(4)), "{date:?}");
    let authors = entry.author().expect("authors");
    let names: Vec<(&str, &str, &str)> =
        authors.iter().map(|p| (&*p.name, &*p.given_name, &*p.suffix)).collect();
    assert_eq!(
        names,
        [("김민수", "", ""), ("The ATLAS Collaboration", "", ""), ("Fort", "Henry", "III")]
    );
    let title = &document[document.find("title = ").expect("a title")..];
    assert!(title.starts_with("title = {{On $\\alpha$-mills \\& 100\\% \\$5}}"), "{title}");
    assert!(
        document.contains("one\n\n{@}misc{\\textbraceleft}"),
        "lines stay, and begin nothing: {document}"
    );

    let bibtex = bibtex::write(What::Notes, &[page()], Lang::En, Zone::UTC);
    for field in ["@misc{", "year = {2026}", "month = {3}", "day = {5}", "language = {korean}"] {
        assert!(bibtex.contains(field), "{field} in {bibtex}");
    }
    let csl: serde_json::Value =
        serde_json::from_str(&csl::write(What::Notes, &[page()], Lang::En, Zone::UTC))
            .expect("JSON");
    assert_eq!(csl[0]["title"], "On α-mills & 100% $5");
    assert_eq!(csl[0]["type"], "webpage");
    assert_eq!(csl[0]["accessed"]["date-parts"][0], serde_json::json!([2026, 3, 5]));
    assert_eq!(csl[0]["author"][0], serde_json::json!({"family": "김", "given": "민수"}));
    assert_eq!(csl[0]["author"][2]["suffix"], "III");
    let ris = ris::write(What::Notes, &[page()], Lang::En, Zone::UTC);
    for line in ["AU  - 김민수", "AU  - Fort, Henry, III", "LA  - ko"] {
        assert!(ris.contains(line), "{line} in {ris}");
    }
    assert_eq!(ris.lines().filter(|line| line.starts_with("ER")).count(), 1, "{ris}");
}

#[test]
fn what_is_exported_is_imported_with_the_same_fields() {
    use crate::sources::files::entry::Entry;
    use crate::sources::files::formats::{self, Read};
    let mut paper = item(1, "plain");
    paper.authors = vec!["Ada van Dyke".into(), "김민수".into(), "OpenAI".into()];
    paper.paper.primary_category = Some("cs.LG".into());
    let papers = [paper];
    for write in [bibtex::write, biber::write, csl::write] {
        let document = &write(What::Notes, &papers, Lang::En, Zone::UTC);
        let format = formats::of(document.as_bytes()).map(|format| &format.read);
        let Some(Read::Text(read)) = format else { panic!("{document}") };
        let Some(Ok(Entry::Item(read))) = read(document).next() else { panic!("{document}") };
        let item = read.item;
        assert_eq!(item.title, "plain title");
        assert_eq!(item.authors, ["Ada van Dyke", "김민수", "OpenAI"], "{document}");
        assert_eq!(item.paper.doi.as_deref(), Some("10.1000/xyz_1"));
        assert_eq!(item.paper.arxiv.as_deref(), Some("2603.01234"));
        assert_eq!(item.paper.venue.as_deref(), Some("plain Journal"));
        assert_eq!(item.summary, "plain summary");
        let day = item.published.map(|at| at.date_naive().to_string());
        assert!(day.is_some_and(|day| day.starts_with("2026-03")), "{document}");
    }
}

#[test]
fn a_formula_whose_braces_do_not_close_is_words() {
    for title in [r"On $\{x$ sets", r"$\left\{ a \right.$", r"$\}a\{$", "$\\{ {a\\} }$"] {
        let mut one = item(1, "plain");
        one.row.title = title.to_owned();
        let document = bibtex::write(What::Notes, &[one], Lang::En, Zone::UTC);
        assert!(braced_fields(&document).is_some(), "{document}");
    }
    let mut one = item(1, "plain");
    one.row.title = r"On $\{x\}$ sets".to_owned();
    let document = bibtex::write(What::Notes, &[one], Lang::En, Zone::UTC);
    assert!(document.contains(r"On $\{x\}$ sets"), "{document}");
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
        .map(|format| match format.name {
            "md" => "markdown",
            // Named for the program that reads it: a crate has the format's name.
            "biblatex" => "biber",
            name => name,
        })
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
