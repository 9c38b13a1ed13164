//! arXiv: its query interface, or its daily RSS.
//!
//! Address: categories (`cs.LG cs.AI`), a query in arXiv's own words (`abs:"world model"`), plain
//! words, or the whole address of a query or an RSS listing. Options: `query` (narrows categories),
//! `limit` (most papers a visit), `announce` (`all` to take replaced papers of an RSS listing too).

use crate::model::{Answer, Moment, Paper, Request, Source};
use crate::text::{address, clean};

use super::grammar::question::{endpoint, field, get, number, with_query};
use super::grammar::raw::{RawItem, Text};
use super::grammar::tree::Element;
use super::grammar::{charset, date};
use super::{Kind, ReadError, Reading, SpecError};

/// See the module.
pub struct Arxiv;

/// Papers asked for at once; arXiv slows down beyond.
const PAGE: u32 = 100;

/// Categories that are not written with a dot.
const UNDOTTED: [&str; 9] =
    ["gr-qc", "hep-ex", "hep-lat", "hep-ph", "hep-th", "math-ph", "nucl-ex", "nucl-th", "quant-ph"];

const EXPECTED: &str = "arXiv's answer";

impl Kind for Arxiv {
    fn name(&self) -> &'static str {
        "arxiv"
    }

    fn request(&self, source: &Source, _now: Moment) -> Result<Request, SpecError> {
        if source.address.contains("://") {
            return get(&source.address);
        }
        page(source, 0)
    }

    fn read(&self, source: &Source, answer: &Answer) -> Result<Reading, ReadError> {
        let text = charset::decode(&answer.body, answer.content_type.as_deref());
        let document = Element::document(&text);
        if let Some(feed) = document.at("feed") {
            read_query(source, answer, feed)
        } else if let Some(channel) = document.at("rss/channel") {
            Ok(read_listing(source, channel))
        } else if text.trim().is_empty() {
            Err(ReadError::Empty)
        } else {
            Err(ReadError::Foreign { found: "something else".to_owned(), expected: EXPECTED })
        }
    }

    fn interval_minutes(&self) -> u32 {
        // New papers are announced once a day.
        180
    }
}

fn limit(source: &Source) -> Result<u32, SpecError> {
    number(source, "limit", 200, 2000)
}

fn page(source: &Source, start: u32) -> Result<Request, SpecError> {
    let url = endpoint(source, "https://export.arxiv.org/api", "query")?;
    let rows = PAGE.min(limit(source)?.saturating_sub(start)).to_string();
    Ok(with_query(
        url,
        &[
            ("search_query", &search_query(source)?),
            ("sortBy", "submittedDate"),
            ("sortOrder", "descending"),
            ("start", &start.to_string()),
            ("max_results", &rows),
        ],
    ))
}

fn search_query(source: &Source) -> Result<String, SpecError> {
    let address = source.address.trim();
    let query =
        source.options.get("query").map(|query| query.trim()).filter(|query| !query.is_empty());
    let words: Vec<&str> = address
        .split(|c: char| c.is_whitespace() || c == ',')
        .filter(|word| !word.is_empty())
        .collect();
    let base = if words.is_empty() {
        None
    } else if words.iter().all(|word| is_category(word)) {
        let categories: Vec<String> = words.iter().map(|word| format!("cat:{word}")).collect();
        Some(if let [only] = categories.as_slice() {
            only.clone()
        } else {
            format!("({})", categories.join(" OR "))
        })
    } else {
        Some(in_arxiv_words(address))
    };
    match (base, query.map(in_arxiv_words)) {
        (Some(base), Some(query)) => Ok(format!("{base} AND ({query})")),
        (Some(only), None) | (None, Some(only)) => Ok(only),
        (None, None) => {
            Err(SpecError::Missing("an address (categories or words) nor the option query"))
        }
    }
}

/// A query with no field named is looked for everywhere, all its words together.
fn in_arxiv_words(query: &str) -> String {
    if query.contains(':') {
        return query.to_owned();
    }
    let words: Vec<String> = query.split_whitespace().map(|word| format!("all:{word}")).collect();
    words.join(" AND ")
}

fn is_category(word: &str) -> bool {
    UNDOTTED.contains(&word)
        || word.split_once('.').is_some_and(|(archive, subject)| {
            let is_name = |part: &str, least: usize| {
                part.len() >= least
                    && part.bytes().all(|byte| byte.is_ascii_alphabetic() || byte == b'-')
            };
            is_name(archive, 2)
                && is_name(subject, 2)
                && archive.bytes().all(|byte| !byte.is_ascii_uppercase())
        })
}

fn read_query(source: &Source, answer: &Answer, feed: &Element<'_>) -> Result<Reading, ReadError> {
    let entries: Vec<&Element<'_>> = feed.all("entry").collect();
    if let [only] = entries.as_slice()
        && only.text_at("id").is_some_and(|id| id.contains("/api/errors"))
    {
        let reason = only.text_at("summary").unwrap_or_else(|| "without a reason".to_owned());
        return Err(ReadError::Refused(clean::line(&reason, 200)));
    }
    let number_at = |name| feed.text_at(name).and_then(|text| text.parse::<u32>().ok());
    let read = u32::try_from(entries.len()).unwrap_or(u32::MAX);
    let end = number_at("startIndex").unwrap_or(0).saturating_add(read);
    let wanted = number_at("totalResults").unwrap_or(0).min(limit(source).unwrap_or(PAGE));
    // Where the whole address was given, the user asked for exactly that.
    let asked = field(&answer.url, "search_query").is_some() && !source.address.contains("://");
    let next = (read > 0 && end < wanted && asked).then(|| page(source, end).ok()).flatten();
    Ok(Reading {
        title: feed.text_at("title").map(|title| clean::line(&title, 200)),
        link: Some("https://arxiv.org/".to_owned()),
        format: "arxiv",
        items: entries.iter().filter_map(|entry| paper_of(entry).cleaned(None)).collect(),
        next,
        ..Reading::default()
    })
}

fn paper_of(entry: &Element<'_>) -> RawItem {
    let address_of = entry.text_at("id").unwrap_or_default();
    let id = address::arxiv_id(&address_of);
    let moment = |name| entry.text_at(name).and_then(|text| date::parse(&text));
    let pdf = entry.all("link").find(|link| {
        link.attribute("title").as_deref() == Some("pdf")
            || link.attribute("type").is_some_and(|kind| kind.ends_with("pdf"))
    });
    RawItem {
        url: id.as_ref().map(|id| format!("https://arxiv.org/abs/{id}")).or(Some(address_of)),
        title: entry.text_at("title"),
        authors: entry.all("author").filter_map(|author| author.text_at("name")).collect(),
        published: moment("published"),
        updated: moment("updated").filter(|updated| Some(*updated) != moment("published")),
        summary: Text::plain(unwrapped(&entry.text_at("summary").unwrap_or_default())),
        categories: entry
            .all("category")
            .filter_map(|category| category.attribute("term"))
            .collect(),
        language: Some("en".to_owned()),
        paper: Paper {
            doi: entry.text_at("doi"),
            pdf: pdf
                .and_then(|link| link.attribute("href"))
                .map(|pdf| without_version(&pdf, id.as_deref())),
            venue: entry.text_at("journal_ref"),
            comment: entry.text_at("comment"),
            primary_category: entry
                .at("primary_category")
                .and_then(|category| category.attribute("term")),
            arxiv: id.clone(),
            ..Paper::default()
        },
        id,
        ..RawItem::default()
    }
}

/// The PDF of the newest version, whichever that is.
fn without_version(pdf: &str, id: Option<&str>) -> String {
    id.map_or_else(|| pdf.to_owned(), |id| format!("https://arxiv.org/pdf/{id}"))
}

fn read_listing(source: &Source, channel: &Element<'_>) -> Reading {
    let all = source.options.get("announce").is_some_and(|announce| announce == "all");
    let items = channel.all("item").filter(|item| {
        // A replaced paper is old news to whoever has not kept it.
        all || !item.text_at("announce_type").is_some_and(|kind| kind.starts_with("replace"))
    });
    Reading {
        title: channel.text_at("title").map(|title| clean::line(&title, 200)),
        link: Some("https://arxiv.org/".to_owned()),
        format: "arxiv",
        items: items.filter_map(|item| announced(item).cleaned(None)).collect(),
        ..Reading::default()
    }
}

fn announced(item: &Element<'_>) -> RawItem {
    let link = item.text_at("link").unwrap_or_default();
    let id = address::arxiv_id(&link);
    let categories: Vec<String> = item.all("category").map(Element::text).collect();
    let description = item.text_at("description").unwrap_or_default();
    let abstract_of =
        description.split_once("Abstract:").map_or(description.as_str(), |(_, rest)| rest);
    RawItem {
        url: id.as_ref().map(|id| format!("https://arxiv.org/abs/{id}")).or(Some(link)),
        title: item.text_at("title"),
        authors: item
            .text_at("creator")
            .map(|names| names.split(", ").map(ToOwned::to_owned).collect())
            .unwrap_or_default(),
        published: item.text_at("pubDate").and_then(|text| date::parse(&text)),
        summary: Text::plain(unwrapped(abstract_of)),
        language: Some("en".to_owned()),
        paper: Paper {
            doi: item.text_at("DOI"),
            pdf: id.as_ref().map(|id| format!("https://arxiv.org/pdf/{id}")),
            venue: item.text_at("journal_reference"),
            primary_category: categories.first().cloned(),
            arxiv: id.clone(),
            ..Paper::default()
        },
        categories,
        id,
        ..RawItem::default()
    }
}

/// Abstracts are broken into lines of a terminal of 1991; an indented line begins a paragraph.
fn unwrapped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for line in text.trim().lines() {
        if !out.is_empty() {
            out.push(if line.starts_with("  ") { '\n' } else { ' ' });
        }
        out.push_str(line.trim());
    }
    out
}
