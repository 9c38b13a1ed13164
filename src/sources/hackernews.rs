//! Hacker News through Algolia's interface: the front page, or stories on a query.
//!
//! Address: `front_page`, or words to search for. Options: `points` (least points), `limit`.

use serde_json::Value;

use crate::model::{Answer, Moment, Request, Source};

use super::grammar::date;
use super::grammar::json;
use super::grammar::question::{endpoint, number, with_query};
use super::grammar::raw::{RawItem, Text};
use super::{Kind, ReadError, Reading, SpecError};

/// See the module.
pub struct HackerNews;

const FRONT_PAGE: &str = "front_page";

impl Kind for HackerNews {
    fn name(&self) -> &'static str {
        "hackernews"
    }

    fn request(&self, source: &Source, _now: Moment) -> Result<Request, SpecError> {
        let limit = number(source, "limit", 50, 1000)?.to_string();
        let points = match source.options.get("points") {
            Some(_) => format!("points>={}", number(source, "points", 1, 1_000_000)?),
            None => String::new(),
        };
        let (leaf, tags, query) = match source.address.trim() {
            "" | FRONT_PAGE => ("search", FRONT_PAGE, ""),
            query => ("search_by_date", "story", query),
        };
        let url = endpoint(source, "https://hn.algolia.com/api/v1", leaf)?;
        let fields = [
            ("tags", tags),
            ("query", query),
            ("numericFilters", &points),
            ("hitsPerPage", &limit),
        ];
        Ok(with_query(url, &fields))
    }

    fn read(&self, _source: &Source, answer: &Answer) -> Result<Reading, ReadError> {
        let value = json::parse(answer, "Hacker News search results")?;
        let hits = json::list(&value, "hits", "Hacker News search results")?;
        Ok(Reading {
            title: Some("Hacker News".to_owned()),
            link: Some("https://news.ycombinator.com/".to_owned()),
            format: self.name(),
            items: hits.iter().filter_map(|hit| item(hit).cleaned(Some(&answer.url))).collect(),
            ..Reading::default()
        })
    }

    fn interval_minutes(&self) -> u32 {
        30
    }
}

fn item(hit: &Value) -> RawItem {
    let id = json::word(hit, "objectID");
    let discussion = id.as_ref().map(|id| format!("https://news.ycombinator.com/item?id={id}"));
    RawItem {
        url: json::word(hit, "url").or_else(|| discussion.clone()),
        title: json::word(hit, "title"),
        authors: json::word(hit, "author").into_iter().collect(),
        published: json::word(hit, "created_at").and_then(|text| date::parse(&text)),
        summary: Text::html(json::word(hit, "story_text").unwrap_or_default()),
        points: hit.get("points").and_then(Value::as_i64),
        comments: hit.get("num_comments").and_then(Value::as_i64),
        discussion,
        id,
        ..RawItem::default()
    }
}
