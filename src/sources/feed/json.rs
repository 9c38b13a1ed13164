//! JSON Feed, read as leniently as RSS is: one wrong value costs that value, not the feed.

use serde_json::{Map, Value};

use crate::model::Fact;
use crate::sources::grammar::date::Locale;
use crate::sources::grammar::raw::{self, RawItem, Text};
use crate::sources::grammar::{date, json, people};
use crate::sources::{ReadError, Reading};
use crate::text::address;

use super::attached::{File, attach};
use super::paid::is_paid;
use super::{EXPECTED, Served};

/// What the date of an entry is called: by the format, and by those who write it by heart.
const PUBLISHED: [&str; 8] = [
    "date_published",
    "published",
    "datePublished",
    "published_at",
    "pubDate",
    "date",
    "created_at",
    "timestamp",
];

/// What the date of its last change is called.
const UPDATED: [&str; 5] = ["date_modified", "updated", "dateModified", "updated_at", "modified"];

/// Reads a JSON Feed.
pub fn read(text: &str, served: Served<'_>) -> Result<Reading, ReadError> {
    let url = served.url;
    let text = text.trim_start_matches('\u{feff}');
    // What stands before it is no part of it: a comment, a call, a guard.
    let text = text.find(['{', '[']).map_or(text, |at| &text[at..]);
    let (value, repaired) = match json::value(text) {
        Ok(value) => (value, None),
        Err(error) => {
            let whole = error.is_eof().then(|| whole_items(text)).flatten();
            let value = whole.and_then(|text| json::value(&text).ok());
            let reason = error.to_string();
            let value = value.ok_or_else(|| ReadError::Malformed {
                expected: EXPECTED,
                reason: reason.clone(),
            })?;
            (value, Some(reason))
        }
    };
    let Value::Object(feed) = value else { return Err(foreign("failed.what.no_object")) };
    let is_feed = word(&feed, "version").is_some_and(|version| version.contains("jsonfeed.org"));
    let items = feed.get("items").filter(|_| is_feed || word(&feed, "title").is_some());
    let entries: Vec<&Value> = match items {
        Some(Value::Array(entries)) => entries.iter().collect(),
        // PHP numbers the entries of a list that it has filtered.
        Some(Value::Object(numbered)) if is_feed => numbered.values().collect(),
        Some(Value::Null) if is_feed => Vec::new(),
        Some(
            Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) | Value::Object(_),
        )
        | None => {
            if let Some(wrapped) = wrapped(&feed) {
                return super::read(wrapped.as_bytes(), Served { content_type: None, ..served });
            }
            return Err(
                match ["error", "message", "detail"].iter().find_map(|key| word(&feed, key)) {
                    Some(message) => ReadError::Refused(crate::text::clean::line(&message, 200)),
                    None => foreign("failed.what.no_items"),
                },
            );
        }
    };
    let link = word(&feed, "home_page_url").and_then(|link| address::parse(&link, url));
    let base = link.as_deref().or(url);
    let inherited = authors(&feed);
    let language = word(&feed, "language");
    let entries = || entries.iter().filter_map(|entry| entry.as_object()).take(raw::ITEMS);
    let titles = entries().filter_map(|entry| entry.get("title")?.as_str());
    let said = [language.as_deref(), served.language];
    let dates: Vec<String> = entries().filter_map(|entry| first(entry, &PUBLISHED)).collect();
    let dates = dates.iter().map(String::as_str);
    let locale = Locale::of(&said, &[url, link.as_deref()], titles, dates);
    let items = entries().map(|entry| item(entry, &inherited, locale));
    let mut items: Vec<_> =
        items.filter(|item| !is_paid(item)).filter_map(|item| item.cleaned(base)).collect();
    super::drop_shared_ids(&mut items);
    Ok(Reading {
        title: word(&feed, "title")
            .map(|title| raw::plain_title(&title))
            .filter(|title| !title.is_empty()),
        description: word(&feed, "description").map(|text| raw::plain_title(&text)),
        language: language.as_deref().and_then(super::tag),
        link,
        format: "json",
        items,
        repaired,
        ..Reading::default()
    })
}

/// A feed in XML that a proxy or an archive has put into an object as one string.
fn wrapped(feed: &Map<String, Value>) -> Option<&str> {
    feed.values().filter_map(Value::as_str).find(|text| text.trim_start().starts_with('<'))
}

fn foreign(found: &'static str) -> ReadError {
    ReadError::Foreign { found: Fact::phrase(found), expected: EXPECTED }
}

fn item(entry: &Map<String, Value>, inherited: &[String], locale: Locale) -> RawItem {
    let mut names = authors(entry);
    if names.is_empty() {
        names = inherited.to_vec();
    }
    let plain = word(entry, "content_text");
    let content = match word(entry, "content_html") {
        Some(html) => Text::html(html),
        None => Text::plain(plain.clone().unwrap_or_default()),
    };
    let moment = |keys: &[&str]| {
        let mut said = keys.iter().filter_map(|key| word(entry, key));
        said.find_map(|text| date::parse_in(&text, locale))
    };
    let (published, updated) = (moment(&PUBLISHED), moment(&UPDATED));
    let mut item = RawItem {
        id: word(entry, "id"),
        url: first(entry, &["url", "external_url", "link", "permalink"])
            .or_else(|| word(entry, "id").filter(|id| id.starts_with("http"))),
        // A title is plain text (JSON Feed 1.1), in which a bracket is only a sign.
        title: word(entry, "title").map(|title| raw::bracketed(&title)),
        authors: names,
        published: published.or(updated),
        updated: updated.filter(|_| published.is_some() && updated != published),
        summary: word(entry, "summary").map(Text::guessed).unwrap_or_default(),
        content,
        categories: tags(entry.get("tags")),
        language: word(entry, "language"),
        ..RawItem::default()
    };
    let attached = match entry.get("attachments") {
        Some(Value::Array(several)) => several.iter().collect(),
        Some(one) => vec![one],
        None => Vec::new(),
    };
    let file = |file: &Map<String, Value>| {
        Some(File {
            address: word(file, "url")?,
            media_type: word(file, "mime_type"),
            bytes: file.get("size_in_bytes").and_then(Value::as_u64),
        })
    };
    let attached = attached.into_iter().filter_map(Value::as_object).filter_map(file);
    attach(&mut item, attached.collect());
    item
}

/// Tags as a list; a single text holds several with commas between them.
fn tags(of: Option<&Value>) -> Vec<String> {
    match of {
        Some(Value::Array(tags)) => tags
            .iter()
            .filter_map(|tag| match tag {
                Value::Object(tag) => first(tag, &["name", "term", "label", "title"]),
                other => json::as_word(other),
            })
            .collect(),
        Some(Value::String(tags)) => tags.split(',').map(|tag| tag.trim().to_owned()).collect(),
        Some(Value::Null | Value::Bool(_) | Value::Number(_) | Value::Object(_)) | None => {
            Vec::new()
        }
    }
}

/// Authors as a list, one alone, or a text.
fn authors(of: &Map<String, Value>) -> Vec<String> {
    let several = match of.get("authors") {
        Some(Value::Array(several)) => several.iter().collect(),
        Some(Value::Object(numbered)) if !numbered.contains_key("name") => {
            numbered.values().collect()
        }
        Some(one) => vec![one],
        None => Vec::new(),
    };
    several
        .into_iter()
        // Of one author some make a list, too.
        .chain(of.get("author").into_iter().flat_map(|author| match author {
            Value::Array(several) => several.iter().collect(),
            one => vec![one],
        }))
        .filter_map(|author| match author {
            Value::Object(author) => word(author, "name"),
            other => json::as_word(other),
        })
        .flat_map(|name| people::names(&name))
        .collect()
}

fn first(of: &Map<String, Value>, keys: &[&str]) -> Option<String> {
    keys.iter().find_map(|key| word(of, key))
}

fn word(of: &Map<String, Value>, key: &str) -> Option<String> {
    of.get(key).and_then(json::as_word)
}

/// A document that was cut off, without the item that it was cut off in.
fn whole_items(text: &str) -> Option<String> {
    let (mut depth, mut in_string, mut escaped) = (0_usize, false, false);
    let mut end = None;
    for (at, byte) in text.bytes().enumerate() {
        if in_string {
            in_string = escaped || byte != b'"';
            escaped = !escaped && byte == b'\\';
            continue;
        }
        match byte {
            b'"' => in_string = true,
            b'{' | b'[' => depth += 1,
            b'}' | b']' => {
                depth = depth.checked_sub(1)?;
                if depth == 2 && byte == b'}' {
                    end = Some(at + 1);
                }
            }
            _ => {}
        }
    }
    Some(format!("{}]}}", &text[..end?]))
}
