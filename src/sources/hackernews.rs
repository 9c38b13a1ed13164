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

const EXPECTED: &str = "failed.what.hackernews";

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
        let value = json::parse(answer, EXPECTED)?;
        let hits = json::list(&value, "hits", EXPECTED)?;
        Ok(Reading {
            title: Some("Hacker News".to_owned()),
            link: Some("https://news.ycombinator.com/".to_owned()),
            format: self.name(),
            items: hits.iter().filter_map(|hit| item(hit).cleaned(Some(&answer.url))).collect(),
            ..Reading::default()
        })
    }

    fn options(&self) -> &'static [&'static str] {
        &["points", "limit"]
    }

    fn name_for(&self, source: &Source) -> String {
        match source.address.trim() {
            "" | FRONT_PAGE => "Hacker News".to_owned(),
            query => format!("Hacker News: {query}"),
        }
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
        published: ["created_at", "created_at_i"]
            .iter()
            .find_map(|key| date::parse(&json::word(hit, key)?)),
        summary: Text::html(json::word(hit, "story_text").unwrap_or_default()),
        points: hit.get("points").and_then(Value::as_i64),
        comments: hit.get("num_comments").and_then(Value::as_i64),
        discussion,
        id,
        ..RawItem::default()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sources::example::{answer, source};

    fn asked(address: &str, options: &[(&str, &str)]) -> String {
        let now = "2026-03-05T08:00:00Z".parse().expect("a moment");
        HackerNews.request(&source("hackernews", address, options), now).expect("a request").url
    }

    #[test]
    fn the_front_page_and_queries_are_asked_for_at_their_own_places() {
        assert_eq!(
            asked("front_page", &[("points", "100")]),
            "https://hn.algolia.com/api/v1/search?tags=front_page&numericFilters=points%3E%3D100&hitsPerPage=50"
        );
        let url =
            asked("rust 언어", &[("endpoint", "http://127.0.0.1:9/hn/search"), ("limit", "5")]);
        assert!(
            url.starts_with("http://127.0.0.1:9/hn/search_by_date?tags=story&query=rust+"),
            "{url}"
        );
        assert!(url.ends_with("hitsPerPage=5"), "{url}");
    }

    #[test]
    fn a_story_has_its_article_and_its_discussion_and_a_question_only_the_latter() {
        let body = r#"{"hits":[
            {"objectID":"1","title":"A compiler in a weekend","url":"https://a.example/c","author":"ann",
             "created_at":"2026-03-05T07:00:00Z","points":120,"num_comments":44},
            {"objectID":"2","title":"Ask HN: Which notes do you keep?","url":null,"story_text":"<p>I keep &amp; lose mine.",
             "author":"bob","created_at_i":1772690400,"points":3,"num_comments":0}]}"#;
        let reading = HackerNews
            .read(&source("hackernews", "", &[]), &answer("https://hn.algolia.com/", body))
            .expect("readable");
        let [story, question] = reading.items.as_slice() else { panic!("two items") };
        assert_eq!(story.url.as_deref(), Some("https://a.example/c"));
        assert_eq!(story.discussion.as_deref(), Some("https://news.ycombinator.com/item?id=1"));
        assert_eq!((story.points, story.comments), (Some(120), Some(44)));
        assert_eq!(question.url.as_deref(), Some("https://news.ycombinator.com/item?id=2"));
        assert_eq!(question.discussion, None);
        assert_eq!(question.published.map(|at| at.timestamp()), Some(1_772_690_400));
        assert_eq!(question.summary, "I keep & lose mine.");
    }
}
