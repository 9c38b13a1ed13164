//! References as CSL-JSON, as Zotero and Crossref write them.

use serde_json::Value;

use crate::model::{Moment, Paper};
use crate::sources::grammar::raw::{RawItem, Text};
use crate::sources::grammar::{date, json};
use crate::text::address;
use crate::text::name::Name;

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
        && (has("\"issued\"") || has("\"author\"") || has("\"container-title\"") || has("\"DOI\""))
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
        Ok(one) => vec![one],
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
    let doi = word("DOI");
    let url = word("URL")
        .or_else(|| Some(format!("https://doi.org/{}", address::bare_doi(doi.as_deref()?)?)));
    let people = ["author", "editor"].iter().find_map(|key| reference.get(key)?.as_array());
    let keywords = word("keyword").or_else(|| word("keywords")).unwrap_or_default();
    RawItem {
        id: word("id").filter(|_| url.is_none()),
        url,
        title: word("title"),
        authors: people.into_iter().flatten().filter_map(name).collect(),
        published: day(reference),
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
            issued: issued(reference),
            ..Paper::default()
        },
        ..RawItem::default()
    }
}

fn name(person: &Value) -> Option<String> {
    let part = |part| json::word(person, part).filter(|word| !word.is_ascii());
    // A name in Hangul or Han signs stands family first, without a blank.
    if let (Some(family), Some(given)) = (part("family"), part("given")) {
        let whole = format!("{family}{given}");
        if matches!(Name::of(&whole), Name::Person(person) if person.in_signs) {
            return Some(whole);
        }
    }
    let parts = ["given", "non-dropping-particle", "family", "suffix"];
    let parts: Vec<String> = parts.iter().filter_map(|part| json::word(person, part)).collect();
    if parts.is_empty() { json::word(person, "literal") } else { Some(parts.join(" ")) }
}

/// The day of `issued`, or the first one of what is told of it.
fn day(reference: &Value) -> Option<Moment> {
    let issued = reference.get("issued")?;
    if let Some(text) = ["raw", "literal"].iter().find_map(|key| json::word(issued, key)) {
        return date::parse(&text).or_else(|| date::parse(&format!("{}-01-01", text.get(..4)?)));
    }
    let parts = issued.get("date-parts")?.get(0)?.as_array()?;
    let part =
        |at: usize| parts.get(at).and_then(json::as_word).and_then(|part| part.parse::<u32>().ok());
    date::parse(&format!("{:04}-{:02}-{:02}", part(0)?, part(1).unwrap_or(1), part(2).unwrap_or(1)))
}

/// What is known of `issued` where that is no day: `2024-03`, `2024`.
fn issued(reference: &Value) -> Option<String> {
    let parts = reference.get("issued")?.get("date-parts")?.get(0)?.as_array()?;
    let part =
        |at: usize| parts.get(at).and_then(json::as_word).and_then(|part| part.parse::<u32>().ok());
    match (part(0)?, part(1), part(2)) {
        (year, None, _) => Some(format!("{year:04}")),
        (year, Some(month), None) => Some(format!("{year:04}-{month:02}")),
        (_, Some(_), Some(_)) => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

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
}
