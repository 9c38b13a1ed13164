//! `OpenReview`: what is accepted at a venue, or one paper. Conferences decide here what they take, and
//! their papers have neither a feed nor a DOI.
//!
//! Address: the identifier of a venue (`ICLR.cc/2026/Conference`), or `forum:` and that of a paper.
//! Options: `limit`. Venues of 2022 and before are kept by an older interface,
//! `endpoint = "https://api.openreview.net"`.

use serde_json::Value;

use crate::model::{Answer, Moment, Paper, Request, Source};

use super::grammar::question::{endpoint, number, with_query};
use super::grammar::raw::{RawItem, Text};
use super::grammar::{date, json, people};
use super::{Kind, ReadError, Reading, SpecError};

/// See the module.
pub struct OpenReview;

const BASE: &str = "https://api2.openreview.net";

/// Where people read what the interface tells of.
const SITE: &str = "https://openreview.net";

const EXPECTED: &str = "failed.what.openreview";

impl Kind for OpenReview {
    fn name(&self) -> &'static str {
        "openreview"
    }

    fn request(&self, source: &Source, _now: Moment) -> Result<Request, SpecError> {
        let address = source.address.trim();
        if address.is_empty() {
            return Err(SpecError::Missing("failed.what.venue_or_paper"));
        }
        let url = endpoint(source, BASE, "notes")?;
        if let Some(paper) = address.strip_prefix("forum:") {
            return Ok(with_query(url, &[("id", paper.trim())]));
        }
        let limit = number(source, "limit", 100, 1000)?.to_string();
        let fields = [("content.venueid", address), ("sort", "cdate:desc"), ("limit", &limit)];
        Ok(with_query(url, &fields))
    }

    fn read(&self, _source: &Source, answer: &Answer) -> Result<Reading, ReadError> {
        let value = json::parse(answer, EXPECTED)?;
        let notes = json::list(&value, "notes", EXPECTED)?;
        // Reviews and comments are notes, too: they reply to that of the paper.
        let papers = notes.iter().filter(|note| note.get("replyto").is_none_or(Value::is_null));
        Ok(Reading {
            title: Some("OpenReview".to_owned()),
            link: Some(SITE.to_owned()),
            format: self.name(),
            items: papers.filter_map(|note| item(note)?.cleaned(Some(SITE))).collect(),
            ..Reading::default()
        })
    }

    fn options(&self) -> &'static [&'static str] {
        &["limit"]
    }

    fn name_for(&self, source: &Source) -> String {
        format!("OpenReview: {}", source.address.trim())
    }

    fn interval_minutes(&self) -> u32 {
        720
    }
}

/// A field of a note's content: the newer interface wraps what the older one writes bare.
fn field<'v>(note: &'v Value, name: &str) -> Option<&'v Value> {
    let field = note.get("content")?.get(name)?;
    Some(field.get("value").unwrap_or(field))
}

fn item(note: &Value) -> Option<RawItem> {
    let word = |name| field(note, name).and_then(json::as_word);
    let words = |name| -> Vec<String> {
        let several = field(note, name).and_then(Value::as_array).into_iter().flatten();
        several.filter_map(json::as_word).collect()
    };
    // Some venues have a person as an object, or all of them in one text.
    let authors = || -> Vec<String> {
        match field(note, "authors") {
            Some(Value::Array(several)) => {
                let full = |author: &Value| json::word(author, "fullname");
                let names = several.iter().filter_map(|a| json::as_word(a).or_else(|| full(a)));
                names.collect()
            }
            Some(Value::String(row)) => people::names(row),
            Some(Value::Null | Value::Bool(_) | Value::Number(_) | Value::Object(_)) | None => {
                Vec::new()
            }
        }
    };
    let moment = |name| date::parse(&json::word(note, name)?);
    let id = json::word(note, "forum").or_else(|| json::word(note, "id"))?;
    Some(RawItem {
        url: Some(format!("{SITE}/forum?id={id}")),
        id: Some(id),
        title: Some(word("title")?),
        authors: authors(),
        // When it was made public, else when it was handed in.
        published: moment("pdate").or_else(|| moment("odate")).or_else(|| moment("cdate")),
        summary: Text::plain(word("abstract").or_else(|| word("TL;DR")).unwrap_or_default()),
        categories: words("keywords"),
        paper: Paper {
            venue: word("venue"),
            pdf: word("pdf").map(|pdf| match pdf.strip_prefix('/') {
                Some(path) => format!("{SITE}/{path}"),
                None => pdf,
            }),
            ..Paper::default()
        },
        ..RawItem::default()
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sources::example::{answer, source};

    #[test]
    fn a_venue_asks_for_what_it_took_and_a_paper_for_itself() {
        let now = "2026-03-05T08:00:00Z".parse().expect("a moment");
        let url = |address: &str| {
            OpenReview.request(&source("openreview", address, &[]), now).expect("a request").url
        };
        assert_eq!(
            url("Mills.cc/2026/Conference"),
            "https://api2.openreview.net/notes?content.venueid=Mills.cc%2F2026%2FConference&sort=cdate%3Adesc&limit=100"
        );
        assert_eq!(url("forum:Ab-1_c"), "https://api2.openreview.net/notes?id=Ab-1_c");
    }

    #[test]
    fn papers_of_both_interfaces_are_read_and_reviews_are_none() {
        let body = r#"{"notes":[
            {"id":"Ab1","forum":"Ab1","replyto":null,"pdate":1772438400000,"cdate":1758000000000,"content":{
              "title":{"value":"Weirs that learn"},"authors":{"value":["Ann Bee","Cee Dee"]},"abstract":{"value":"We let $n < 3$ weirs learn."},
              "venue":{"value":"Mills 2026 Poster"},"pdf":{"value":"/pdf/1f.pdf"},"keywords":{"value":["weirs"]}}},
            {"id":"Re1","forum":"Ab1","replyto":"Ab1","content":{"title":{"value":"Official review"},"rating":{"value":6}}},
            {"id":"Old","forum":"Old","cdate":1601308800000,"content":{"title":"An older weir","authors":["Eff Gee"],"venue":"Mills 2021"}},
            {"id":"Row","content":{"title":"A row","authors":{"value":"Eff Gee, Hal Ide"}}},
            {"id":"Obj","content":{"title":"Objects","authors":{"value":[{"fullname":"Jan Kay","username":"~Jan_Kay1"}]}}},
            {"id":"No","content":{}}]}"#;
        let reading = OpenReview
            .read(&source("openreview", "v", &[]), &answer("https://x.example/notes", body))
            .expect("papers");
        let [new, old, row, objects] = reading.items.as_slice() else {
            panic!("{:?}", reading.items)
        };
        assert_eq!(row.authors, ["Eff Gee", "Hal Ide"]);
        assert_eq!(objects.authors, ["Jan Kay"]);
        assert_eq!(new.url.as_deref(), Some("https://openreview.net/forum?id=Ab1"));
        assert_eq!((new.title.as_str(), &*new.authors[1]), ("Weirs that learn", "Cee Dee"));
        assert_eq!(new.summary, "We let $n < 3$ weirs learn.");
        assert_eq!(new.paper.pdf.as_deref(), Some("https://openreview.net/pdf/1f.pdf"));
        assert_eq!(new.paper.venue.as_deref(), Some("Mills 2026 Poster"));
        let day =
            |item: &crate::model::NewItem| item.published.map(|at| at.date_naive().to_string());
        assert_eq!(day(new).as_deref(), Some("2026-03-02"));
        assert_eq!(
            (old.title.as_str(), day(old).as_deref()),
            ("An older weir", Some("2020-09-28"))
        );
    }
}
