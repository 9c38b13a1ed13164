//! References as CSL-JSON, as Zotero and Crossref write them.

use serde_json::Value;

use crate::model::{Moment, Paper};
use crate::sources::grammar::raw::{RawItem, Text};
use crate::sources::grammar::{json, paper};
use crate::text::address;
use crate::text::name::Person;

use super::cited::dated;
use super::entry::{BadLine, Entries, Entry, Imported};

/// Longest file, in bytes: it is read whole.
const LONGEST: usize = 256 * 1024 * 1024;

/// Whether the head of a text begins a list of references, or is one.
pub fn is_likely(head: &str) -> bool {
    let start: String = head.chars().filter(|c| !c.is_whitespace()).take(2).collect();
    let has = |name: &str| head.contains(name);
    let opens = start.starts_with("[{") || (start.starts_with('{') && has("\"type\""));
    opens
        && has("\"title\"")
        && ["issued", "author", "container-title", "DOI", "URL", "accessed"]
            .iter()
            .any(|key| has(&format!("\"{key}\"")))
        && !has("\"home_page_url\"")
        && !has("jsonfeed.org")
}

/// The references of a text. Their numbers are those of the list: JSON has no lines.
pub fn entries(text: &str) -> Entries<'_> {
    if text.len() > LONGEST {
        return Box::new(std::iter::once(Err(BadLine::new(1, "longer than 256 MiB"))));
    }
    let references = match serde_json::from_str(text) {
        Ok(Value::Array(references)) => references,
        Ok(mut one) => match one.get_mut("items").map(Value::take) {
            Some(Value::Array(references)) => references,
            Some(_) | None => vec![one],
        },
        Err(error) => {
            let why = super::json_lines::why(&error);
            return Box::new(std::iter::once(Err(BadLine::new(error.line().max(1), why))));
        }
    };
    Box::new(references.into_iter().enumerate().map(|(index, reference)| {
        let item = item(&reference).cleaned(None).filter(|_| reference.get("title").is_some());
        let item = item.ok_or_else(|| BadLine::new(index + 1, "a reference without a title"))?;
        let kind = Some("paper".to_owned());
        Ok(Entry::Item(Box::new(Imported { item, source: None, kind, kept: None })))
    }))
}

fn item(reference: &Value) -> RawItem {
    // Crossref has lists where CSL has words.
    let word = |key: &str| {
        json::word(reference, key).or_else(|| json::words(reference, key).into_iter().next())
    };
    let doi = word("DOI").and_then(|doi| paper::doi_of(&doi));
    let url = word("URL").or_else(|| address::of_doi(doi.as_deref()?));
    let (published, issued) = issued(reference);
    let people = ["author", "editor"].iter().find_map(|key| reference.get(key)?.as_array());
    let keywords = word("keyword").or_else(|| word("keywords")).unwrap_or_default();
    RawItem {
        id: word("id").filter(|_| url.is_none()),
        url,
        title: word("title"),
        authors: people.into_iter().flatten().filter_map(name).collect(),
        published,
        summary: Text::guessed(word("abstract").unwrap_or_default()),
        categories: keywords.split([',', ';']).map(|word| word.trim().to_owned()).collect(),
        language: word("language"),
        paper: Paper {
            doi,
            pmid: word("PMID"),
            pmcid: word("PMCID"),
            arxiv: word("number").and_then(|number| {
                let id = number.strip_prefix("arXiv:")?;
                address::arxiv_id(&format!("https://arxiv.org/abs/{id}"))
            }),
            venue: word("container-title")
                .or_else(|| word("publisher"))
                .filter(|_| word("type").is_none_or(|kind| kind != "webpage")),
            issued,
            ..Paper::default()
        },
        ..RawItem::default()
    }
}

fn name(person: &Value) -> Option<String> {
    let part = |part| json::word(person, part).unwrap_or_default();
    let particles = [part("dropping-particle"), part("non-dropping-particle")];
    let name = Person {
        given: part("given"),
        particle: particles.join(" ").trim().to_owned(),
        family: part("family"),
        suffix: part("suffix"),
        in_signs: false,
    };
    let written = name.written();
    if written.is_empty() { json::word(person, "literal") } else { Some(written) }
}

/// The day of `issued`, or the first one of what is told of it; and what is told of it where that is
/// no day: `2024-03`, `2024`.
fn issued(reference: &Value) -> (Option<Moment>, Option<String>) {
    let Some(issued) = reference.get("issued") else { return (None, None) };
    if let Some(text) = json::as_word(issued) {
        return dated(&text);
    }
    let parts = issued.get("date-parts").and_then(|all| all.get(0)?.as_array());
    let parts: Vec<String> = parts.into_iter().flatten().map_while(json::as_word).collect();
    if parts.is_empty() {
        let text = ["raw", "literal"].iter().find_map(|key| json::word(issued, key));
        return text.as_deref().map(dated).unwrap_or_default();
    }
    let number = |part: &String| part.parse::<u32>().ok();
    let numbers: Vec<u32> = parts.iter().map_while(number).take(3).collect();
    match numbers.as_slice() {
        [year] => dated(&format!("{year:04}")),
        [year, month] => dated(&format!("{year:04}-{month:02}")),
        [year, month, day, ..] => dated(&format!("{year:04}-{month:02}-{day:02}")),
        [] => (None, None),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_dates_and_identifiers_are_what_their_parts_say() {
        let text = r#"[{"id":"a","type":"book","title":"Mills","DOI":"https://doi.org/10.1000/a%3Cb%3E",
            "author":[{"family":"Post","given":"Zebra"},{"family":"김","given":"민수"},
                {"family":"Dyke","given":"Ada","non-dropping-particle":"van"}],
            "issued":{"raw":"2019"}},
            {"id":"b","type":"book","title":"More mills","DOI":"doi:10.1000/a%2Fb","issued":{"literal":"Spring 2020"}}]"#;
        let all: Vec<_> = entries(text).collect();
        let [Ok(Entry::Item(a)), Ok(Entry::Item(b))] = all.as_slice() else { panic!("{all:?}") };
        assert_eq!(a.item.authors, ["Post, Zebra", "김민수", "Ada van Dyke"]);
        assert_eq!(a.item.paper.doi.as_deref(), Some("10.1000/a<b>"));
        assert_eq!(a.item.url.as_deref(), Some("https://doi.org/10.1000/a%3Cb%3E"));
        assert_eq!(a.item.paper.issued.as_deref(), Some("2019"));
        assert_eq!(b.item.paper.doi.as_deref(), Some("10.1000/a/b"));
        assert_eq!(b.item.paper.issued.as_deref(), Some("2020"));
    }

    #[test]
    fn a_reference_has_what_citations_need_and_one_without_a_title_is_told() {
        let text = r#"[{"id":"a","type":"article-journal","title":"Quiet pumps","author":[{"family":"Bee","given":"Ann"},{"literal":"The Group"}],
            "issued":{"date-parts":[["2024",3]]},"container-title":"J. Ex.","DOI":"10.1000/x"},
            {"id":"b","type":"book"},{"id":"c","type":"report","title":"No page","issued":{"raw":"2025-01-02"}}]"#;
        assert!(is_likely(text));
        let all: Vec<_> = entries(text).collect();
        let [Ok(Entry::Item(a)), Err(b), Ok(Entry::Item(c))] = all.as_slice() else {
            panic!("{all:?}")
        };
        assert_eq!(a.item.authors, ["Ann Bee", "The Group"]);
        assert_eq!(a.item.url.as_deref(), Some("https://doi.org/10.1000/x"));
        assert_eq!(a.item.paper.venue.as_deref(), Some("J. Ex."));
        assert_eq!(
            a.item.published.map(|at| at.date_naive().to_string()).as_deref(),
            Some("2024-03-01")
        );
        assert_eq!(a.item.paper.issued.as_deref(), Some("2024-03"));
        assert_eq!(b.number, 2);
        assert_eq!(c.item.external_id.as_deref(), Some("c"));
        assert!(entries("[{\"title\": \"cut\"").next().is_some_and(|entry| entry.is_err()));
        assert!(!is_likely(
            "{\"version\":\"https://jsonfeed.org/version/1\",\"title\":\"F\",\"author\":{},\"items\":[],\"type\":1}"
        ));
    }

    #[test]
    fn one_reference_and_a_list_in_an_object_are_lists_too() {
        let one = r#"{"id":"a","type":"webpage","title":"Mills","URL":"https://a.example/","issued":"2026-03-02"}"#;
        for text in [one.to_owned(), format!("[{one}]"), format!("{{\"items\":[{one}]}}")] {
            assert!(is_likely(&text), "{text}");
            assert!(!super::super::json_lines::is_likely(text.as_bytes()), "{text}");
            let all: Vec<_> = entries(&text).collect();
            let [Ok(Entry::Item(a))] = all.as_slice() else { panic!("{all:?}") };
            let day = a.item.published.map(|at| at.date_naive().to_string());
            assert_eq!(day.as_deref(), Some("2026-03-02"), "{text}");
        }
    }
}
