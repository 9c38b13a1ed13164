//! Crossref: what journals register, by ISSN or query. For journals without a usable feed.
//!
//! Address: one or more ISSN (`2054-5703`), a publisher's DOI prefix (`10.1038`), a single work
//! (`doi:10.1000/x`), or words to search for. Options: `query` (narrows a
//! journal), `limit`.

use serde_json::Value;

use crate::model::{Answer, Moment, Paper, Request, Source};
use crate::text::address;

use super::grammar::question::{endpoint, number, with_query};
use super::grammar::raw::{self, RawItem, Text};
use super::grammar::{date, json};
use super::{Kind, ReadError, Reading, SpecError};

/// See the module.
pub struct Crossref;

const EXPECTED: &str = "failed.what.crossref";

impl Kind for Crossref {
    fn name(&self) -> &'static str {
        "crossref"
    }

    fn names_itself(&self) -> bool {
        true
    }

    fn request(&self, source: &Source, _now: Moment) -> Result<Request, SpecError> {
        let words: Vec<&str> =
            source.address.split([' ', ',']).filter(|word| !word.is_empty()).collect();
        let query = source.options.get("query").map_or("", String::as_str);
        let (filter, query) = if !words.is_empty() && words.iter().all(|word| is_issn(word)) {
            let journals: Vec<String> = words.iter().map(|issn| format!("issn:{issn}")).collect();
            (journals.join(","), query.to_owned())
        } else if let Some(doi) = source.address.trim().strip_prefix("doi:") {
            (format!("doi:{}", doi.trim()), String::new())
        } else if !words.is_empty() && words.iter().all(|word| is_prefix(word)) {
            let prefixes: Vec<String> = words.iter().map(|word| format!("prefix:{word}")).collect();
            (prefixes.join(","), query.to_owned())
        } else {
            (String::new(), format!("{} {query}", source.address).trim().to_owned())
        };
        if filter.is_empty() && query.is_empty() {
            return Err(SpecError::Missing("failed.what.issn_or_query"));
        }
        let rows = number(source, "limit", 50, 500)?.to_string();
        let fields = [
            ("filter", &*filter),
            ("query", &query),
            // Journals register papers with dates yet to come: the day of registering is sure.
            ("sort", "created"),
            ("order", "desc"),
            ("rows", &rows),
        ];
        Ok(with_query(endpoint(source, "https://api.crossref.org", "works")?, &fields))
    }

    fn read(&self, _source: &Source, answer: &Answer) -> Result<Reading, ReadError> {
        let value = json::parse(&Answer { ..answer.clone() }, EXPECTED)?;
        let message =
            value.get("message").filter(|message| message.is_object()).ok_or_else(|| {
                ReadError::Foreign { found: json::json_without("message"), expected: EXPECTED }
            })?;
        // Asked for a single work it answers with that.
        let works = match message.get("DOI") {
            Some(_) => std::slice::from_ref(message),
            None => json::list(message, "items", EXPECTED)?,
        };
        let works = works.iter().filter(|work| is_work(work));
        let items: Vec<_> = works.filter_map(|work| item(work).cleaned(None)).collect();
        let venue = items.first().and_then(|item| item.paper.venue.clone());
        let same = items.iter().all(|item| item.paper.venue == venue);
        Ok(Reading {
            title: venue.filter(|_| same),
            format: self.name(),
            items,
            ..Reading::default()
        })
    }

    fn options(&self) -> &'static [&'static str] {
        &["query", "limit"]
    }

    fn name_for(&self, source: &Source) -> String {
        let query = source.options.get("query").map_or("", String::as_str);
        format!("Crossref: {} {query}", source.address.trim()).trim().to_owned()
    }

    fn interval_minutes(&self) -> u32 {
        360
    }
}

/// Whether a word is what the DOIs of one publisher begin with.
pub(super) fn is_prefix(word: &str) -> bool {
    word.strip_prefix("10.").is_some_and(|registrant| {
        (4..=9).contains(&registrant.len()) && registrant.bytes().all(|byte| byte.is_ascii_digit())
    })
}

/// Whether a word is the number of a periodical.
pub(super) fn is_issn(word: &str) -> bool {
    let bytes = word.as_bytes();
    bytes.len() == 9
        && bytes[4] == b'-'
        && bytes[..8].iter().enumerate().all(|(at, byte)| at == 4 || byte.is_ascii_digit())
        && (bytes[8].is_ascii_digit() || matches!(bytes[8], b'X' | b'x'))
}

/// What is registered and is nothing to read by itself: what works stand in, and their parts.
const CONTAINERS: [&str; 8] = [
    "journal",
    "journal-issue",
    "journal-volume",
    "book-series",
    "book-set",
    "proceedings-series",
    "component",
    "grant",
];

fn is_work(work: &Value) -> bool {
    let kind = json::word(work, "type").unwrap_or_default();
    !CONTAINERS.contains(&kind.as_str())
}

/// The title with its subtitle, unless it says that already.
fn title(work: &Value) -> Option<String> {
    let first = |key| json::words(work, key).into_iter().next();
    let title = first("title").or_else(|| first("original-title"))?;
    // Publishers escape what they register once too often.
    let plain = |text: String| raw::plain_title(&from_jats(&text));
    let title = plain(title);
    let Some(subtitle) = first("subtitle").map(plain).filter(|subtitle| !title.contains(subtitle))
    else {
        return Some(title);
    };
    let mark =
        if title.trim_end().ends_with([':', '?', '!', '.', '–', '—']) { "" } else { ":" };
    Some(format!("{}{mark} {}", title.trim_end(), subtitle.trim()))
}

fn item(work: &Value) -> RawItem {
    let first = |key| json::words(work, key).into_iter().next();
    let doi = json::word(work, "DOI");
    let authors = work.get("author").and_then(Value::as_array);
    let venue = first("container-title").map(|venue| raw::plain_title(&venue));
    RawItem {
        url: doi.as_deref().and_then(address::of_doi).or_else(|| json::word(work, "URL")),
        title: title(work),
        authors: authors
            .map(|authors| authors.iter().filter_map(name).collect())
            .unwrap_or_default(),
        published: published(work),
        summary: json::word(work, "abstract")
            .map(|text| Text::html(from_jats(&text)))
            .unwrap_or_default(),
        categories: json::words(work, "subject"),
        language: json::word(work, "language"),
        paper: Paper {
            doi: doi.clone(),
            venue,
            issued: issued(work),
            pdf: pdf(work),
            ..Paper::default()
        },
        id: doi,
        ..RawItem::default()
    }
}

fn name(author: &Value) -> Option<String> {
    let suffix = json::word(author, "suffix").map(|suffix| format!(" {suffix}"));
    match (json::word(author, "given"), json::word(author, "family")) {
        (Some(given), Some(family)) => {
            Some(format!("{given} {family}{}", suffix.unwrap_or_default()))
        }
        (None, Some(only)) | (Some(only), None) => Some(only),
        (None, None) => json::word(author, "name").or_else(|| json::word(author, "literal")),
    }
}

/// The earliest day of publication that is given to the day. A month or a year alone is its first
/// day, unless the work was registered before or within it, which is when it could be read: journals
/// register papers years before they print them, and their archives decades after.
fn published(work: &Value) -> Option<Moment> {
    let day =
        |year: u64, month: u64, day: u64| date::parse(&format!("{year:04}-{month:02}-{day:02}"));
    let given = given_dates(work);
    let whole = given.iter().filter_map(|parts| match *parts.as_slice() {
        [year, month, of_month] => day(year, month, of_month),
        _ => None,
    });
    let partial = given.iter().filter_map(|parts| match *parts.as_slice() {
        [year, month] => Some((day(year, month, 1)?, day(year + month / 12, month % 12 + 1, 1)?)),
        [year] => Some((day(year, 1, 1)?, day(year + 1, 1, 1)?)),
        _ => None,
    });
    let created = work.get("created").and_then(|created| json::word(created, "date-time"));
    let created = created.and_then(|text| date::parse(&text));
    whole.min().or_else(|| match (partial.min(), created) {
        (Some((first, _)), None) => Some(first),
        (Some((first, end)), Some(created)) if created >= end => Some(first),
        (_, created) => created,
    })
}

/// The dates of publication that are given, each as its year, month and day as far as it goes.
fn given_dates(work: &Value) -> Vec<Vec<u64>> {
    let parts = |key: &str| -> Option<Vec<u64>> {
        let parts = work.get(key)?.get("date-parts")?.get(0)?.as_array()?;
        let number = |part: &Value| part.as_u64().or_else(|| part.as_str()?.trim().parse().ok());
        Some(parts.iter().map_while(number).take_while(|part| *part > 0).collect())
    };
    ["published-online", "published-print", "published", "issued", "posted"]
        .into_iter()
        .filter_map(parts)
        .collect()
}

/// What is known of the date of publication where no day is given: `2026-03`, `2026`.
fn issued(work: &Value) -> Option<String> {
    let given = given_dates(work);
    if given.iter().any(|parts| parts.len() == 3) {
        return None;
    }
    let written = given.iter().filter_map(|parts| match *parts.as_slice() {
        [year, month] => Some(format!("{year:04}-{month:02}")),
        [year] => Some(format!("{year:04}")),
        _ => None,
    });
    written.min()
}

fn pdf(work: &Value) -> Option<String> {
    let links = work.get("link")?.as_array()?;
    let pdf = links
        .iter()
        .find(|link| json::word(link, "content-type").as_deref() == Some("application/pdf"))?;
    json::word(pdf, "URL")
}

/// JATS, the markup of journals, in the words of HTML. The heading "Abstract" says nothing.
fn from_jats(text: &str) -> String {
    const HEADINGS: [&str; 3] = ["Abstract", "ABSTRACT", "Summary"];
    let text = HEADINGS.iter().fold(text.trim_start().to_owned(), |text, heading| {
        text.replace(&format!("<jats:title>{heading}</jats:title>"), "")
    });
    [
        ("title", "h4"),
        ("sec", "div"),
        ("italic", "i"),
        ("emph", "em"),
        ("bold", "b"),
        ("inf", "sub"),
        ("sc", "span"),
        ("list-item", "li"),
        ("list", "ul"),
    ]
    .iter()
    .fold(text, |text, (jats, html)| {
        // Some leave out the prefix.
        ["jats:", ""].iter().fold(text, |text, prefix| {
            text.replace(&format!("<{prefix}{jats}>"), &format!("<{html}>"))
                .replace(&format!("</{prefix}{jats}>"), &format!("</{html}>"))
        })
    })
    .replace("<jats:", "<")
    .replace("</jats:", "</")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sources::example::{answer, source};

    #[test]
    fn journals_are_asked_by_number_and_anything_else_by_words() {
        let now = "2026-03-05T08:00:00Z".parse().expect("a moment");
        let url = |address: &str, options: &[(&str, &str)]| {
            Crossref.request(&source("crossref", address, options), now).expect("a request").url
        };
        assert!(
            url("2054-5703 1438-887X", &[]).contains(
                "/works?filter=issn%3A2054-5703%2Cissn%3A1438-887X&sort=created&order=desc"
            )
        );
        assert!(url("sleep model", &[]).contains("/works?query=sleep+model&"));
        assert!(url("2054-5703", &[("query", "ai")]).contains("query=ai"));
        assert!(url("10.1038", &[]).contains("filter=prefix%3A10.1038&"));
        assert!(url("doi:10.1000/x(1)", &[]).contains("filter=doi%3A10.1000%2Fx%281%29&"));
    }

    #[test]
    fn a_work_has_its_abstract_as_text_and_a_date_to_the_day() {
        let body = r#"{"message":{"items":[{"DOI":"10.1000/a","title":["Rats <i>in</i> mazes"],"container-title":["Open Examples"],
            "published":{"date-parts":[[2026,3]]},"created":{"date-time":"2026-03-04T05:06:07Z"},
            "author":[{"given":"Ann","family":"Bee"},{"name":"The Group"}],
            "abstract":"<jats:title>Abstract</jats:title><jats:sec><jats:title>Aim</jats:title><jats:p>With <jats:italic>n</jats:italic> = 1.</jats:p></jats:sec>"}]}}"#;
        let reading = Crossref
            .read(&source("crossref", "2054-5703", &[]), &answer("https://x.example/", body))
            .expect("works");
        let [work] = reading.items.as_slice() else { panic!("one work") };
        assert_eq!(work.title, "Rats in mazes");
        let lines: Vec<&str> = work.summary.lines().filter(|line| !line.is_empty()).collect();
        assert_eq!(lines, ["Aim", "With n = 1."]);
        assert_eq!(work.url.as_deref(), Some("https://doi.org/10.1000/a"));
        assert_eq!(work.authors, ["Ann Bee", "The Group"]);
        assert_eq!(
            work.published.map(|at| at.to_rfc3339()).as_deref(),
            Some("2026-03-04T05:06:07+00:00")
        );
        assert_eq!(reading.title.as_deref(), Some("Open Examples"));
    }

    #[test]
    fn odd_works_are_read_as_they_are_meant() {
        let body = r#"{"message":{"items":[
            {"DOI":"10.1000/i","type":"journal-issue","container-title":["Open Examples"],"issued":{"date-parts":[[2026,3]]}},
            {"DOI":"10.1000/s","title":["On mills"],"subtitle":["A turn"]},
            {"DOI":"10.1000/t","title":["What turns?"],"subtitle":["Mills"]},
            {"DOI":"10.1000/u","title":["Mills: of R&amp;D"],"subtitle":["of R&amp;D"]},
            {"DOI":"10.1000/m","title":["Where <mml:math><mml:mi>x</mml:mi><mml:mo>=</mml:mo><mml:mn>2</mml:mn><mml:annotation encoding='application/x-tex'>x=2</mml:annotation></mml:math> ends"],
             "abstract":"<jats:title>ABSTRACT</jats:title><jats:p>Short.</jats:p>"}]}}"#;
        let read = Crossref
            .read(&source("crossref", "2054-5703", &[]), &answer("https://x.example/", body))
            .expect("works");
        let titles: Vec<&str> = read.items.iter().map(|item| item.title.as_str()).collect();
        assert_eq!(
            titles,
            ["On mills: A turn", "What turns? Mills", "Mills: of R&D", "Where x=2 ends"]
        );
        assert_eq!(read.items[3].summary, "Short.");
    }

    #[test]
    fn works_that_are_registered_otherwise_are_read_all_the_same() {
        let read = |body: &str| {
            let reading =
                Crossref.read(&source("crossref", "x", &[]), &answer("https://x.example/", body));
            reading.map(|reading| reading.items)
        };
        for (registered, meant) in [
            ("Mills &amp;amp; weirs", "Mills & weirs"),
            ("&lt;i&gt;Rana&lt;/i&gt; in CO<inf>2</inf>", "Rana in CO2"),
            ("<emph>In vitro</emph> <jats:italic>x</jats:italic>", "In vitro x"),
            ("p &lt; 0.05 and List&lt;T&gt;", "p < 0.05 and List<T>"),
        ] {
            let body = format!(
                r#"{{"message":{{"items":[{{"DOI":"10.1000/a","title":["{registered}"]}}]}}}}"#
            );
            assert_eq!(read(&body).expect("works")[0].title, meant, "{registered}");
        }
        // Asked for one work, with words where lists belong, and parts of a date as text.
        let one = read(
            r#"{"message":{"DOI":"10.1000/a","title":"Mills","container-title":"J &amp; K",
                "author":[{"given":"Ann","family":"Bee","suffix":"Jr"},{"literal":"Cee Dee"}],
                "issued":{"date-parts":[["2026","3",0]]}}}"#,
        )
        .expect("a work");
        assert_eq!(
            (one[0].title.as_str(), one[0].paper.venue.as_deref()),
            ("Mills", Some("J & K"))
        );
        assert_eq!(one[0].authors, ["Ann Bee Jr", "Cee Dee"]);
        assert_eq!(one[0].paper.issued.as_deref(), Some("2026-03"));
        for (parts, issued) in
            [("[2026,0,0]", "2026"), ("[2026,0,4]", "2026"), ("[2026,3,0]", "2026-03")]
        {
            let work = read(&format!(
                r#"{{"message":{{"DOI":"10.1000/a","title":"Mills","issued":{{"date-parts":[{parts}]}}}}}}"#
            ))
            .expect("a work");
            assert_eq!(work[0].paper.issued.as_deref(), Some(issued), "{parts}");
        }
        assert!(read(r#"{"message":{"items":null}}"#).expect("none").is_empty());
        let refused = r#"{"status":"failed","message":[{"message":"no such filter"}]}"#;
        assert!(matches!(read(refused), Err(ReadError::Refused(why)) if why == "no such filter"));
    }

    #[test]
    fn a_work_is_as_old_as_its_first_appearance() {
        let at = |fields: &str| {
            let work = serde_json::from_str(&format!("{{{fields}}}")).expect("JSON");
            published(&work).map(|at| at.format("%Y-%m-%d").to_string())
        };
        let month =
            |year, month| format!("\"published-print\":{{\"date-parts\":[[{year},{month}]]}}");
        let created = |day: &str| format!("\"created\":{{\"date-time\":\"{day}T05:06:07Z\"}}");
        for (fields, expected) in [
            // An archive that was registered when it was scanned.
            (format!("{},{}", month(1998, 11), created("2006-01-17")), "1998-11-01"),
            // A paper that waits for its issue.
            (format!("{},{}", month(2026, 7), created("2026-03-13")), "2026-03-13"),
            (format!("{},{}", month(2026, 3), created("2026-03-13")), "2026-03-13"),
            (month(2026, 12), "2026-12-01"),
            // A month that is not known is written 0, and one that there is not says nothing.
            (month(2026, 0), "2026-01-01"),
            (format!("{},{}", month(1998, 0), created("2006-01-17")), "1998-01-01"),
            (format!("{},{}", month(2026, 13), created("2026-03-13")), "2026-03-13"),
            ("\"issued\":{\"date-parts\":[[2026,5,0]]}".to_owned(), "2026-05-01"),
            (format!("\"issued\":{{\"date-parts\":[[1990]]}},{}", created("2006-01-17")), "1990-01-01"),
            (
                "\"issued\":{\"date-parts\":[[2026,5,2]]},\"published-online\":{\"date-parts\":[[2026,3,4]]}".to_owned(),
                "2026-03-04",
            ),
            (created("2026-03-13"), "2026-03-13"),
        ] {
            assert_eq!(at(&fields).as_deref(), Some(expected), "{fields}");
        }
    }
}
