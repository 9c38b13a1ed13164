//! JSON Feed, read as leniently as RSS is: one wrong value costs that value, not the feed.

use serde_json::{Map, Value};

use crate::sources::grammar::date;
use crate::sources::grammar::raw::{self, RawItem, Text};
use crate::sources::{ReadError, Reading};
use crate::text::address;

use super::EXPECTED;
use super::attached::{File, attach};

/// Reads a JSON Feed.
pub fn read(text: &str, url: Option<&str>) -> Result<Reading, ReadError> {
    let text = text.trim_start_matches('\u{feff}');
    // Whatever follows the first value is junk.
    let first = serde_json::Deserializer::from_str(text).into_iter::<Value>().next();
    let (value, repaired) = match first.unwrap_or(Ok(Value::Null)) {
        Ok(value) => (value, None),
        Err(error) => {
            let whole = error.is_eof().then(|| whole_items(text)).flatten();
            let value = whole.and_then(|text| serde_json::from_str(&text).ok());
            let reason = error.to_string();
            let value = value.ok_or_else(|| ReadError::Malformed {
                expected: EXPECTED,
                reason: reason.clone(),
            })?;
            (value, Some(reason))
        }
    };
    let Value::Object(feed) = value else { return Err(foreign("JSON that is no object")) };
    let is_feed = word(&feed, "version").is_some_and(|version| version.contains("jsonfeed.org"));
    let Some(Value::Array(entries)) =
        feed.get("items").filter(|_| is_feed || word(&feed, "title").is_some())
    else {
        if let Some(wrapped) = wrapped(&feed) {
            return super::read(wrapped.as_bytes(), None, url);
        }
        return Err(match ["error", "message", "detail"].iter().find_map(|key| word(&feed, key)) {
            Some(message) => ReadError::Refused(crate::text::clean::line(&message, 200)),
            None => foreign("JSON without a feed's version and items"),
        });
    };
    let link = word(&feed, "home_page_url").and_then(|link| address::parse(&link, url));
    let base = link.as_deref().or(url);
    let inherited = authors(&feed);
    let items = entries.iter().filter_map(Value::as_object).take(raw::ITEMS);
    let mut items: Vec<_> =
        items.filter_map(|entry| item(entry, &inherited).cleaned(base)).collect();
    super::drop_shared_ids(&mut items);
    Ok(Reading {
        title: word(&feed, "title")
            .map(|title| raw::plain_title(&title))
            .filter(|title| !title.is_empty()),
        description: word(&feed, "description").map(|text| raw::plain_title(&text)),
        language: raw::named(word(&feed, "language").as_deref()),
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

fn foreign(found: &str) -> ReadError {
    ReadError::Foreign { found: found.to_owned(), expected: EXPECTED }
}

fn item(entry: &Map<String, Value>, inherited: &[String]) -> RawItem {
    let mut names = authors(entry);
    if names.is_empty() {
        names = inherited.to_vec();
    }
    let plain = word(entry, "content_text");
    let content = match word(entry, "content_html") {
        Some(html) => Text::html(html),
        None => Text::plain(plain.clone().unwrap_or_default()),
    };
    let moment = |key| word(entry, key).and_then(|text| date::parse(&text));
    let mut item = RawItem {
        id: word(entry, "id"),
        url: word(entry, "url")
            .or_else(|| word(entry, "external_url"))
            .or_else(|| word(entry, "id").filter(|id| id.starts_with("http"))),
        title: word(entry, "title"),
        authors: names,
        published: moment("date_published"),
        updated: moment("date_modified"),
        summary: word(entry, "summary").map(Text::guessed).unwrap_or_default(),
        content,
        categories: entry
            .get("tags")
            .and_then(Value::as_array)
            .map(|tags| tags.iter().filter_map(as_word).collect())
            .unwrap_or_default(),
        language: word(entry, "language"),
        ..RawItem::default()
    };
    let attached = entry.get("attachments").and_then(Value::as_array).into_iter().flatten();
    let file = |file: &Map<String, Value>| {
        Some(File {
            address: word(file, "url")?,
            media_type: word(file, "mime_type"),
            bytes: file.get("size_in_bytes").and_then(Value::as_u64),
        })
    };
    attach(&mut item, attached.filter_map(Value::as_object).filter_map(file).collect());
    item
}

fn authors(of: &Map<String, Value>) -> Vec<String> {
    let single = of.get("author").into_iter();
    let several = of.get("authors").and_then(Value::as_array).into_iter().flatten();
    several
        .chain(single)
        .filter_map(|author| match author {
            Value::Object(author) => word(author, "name"),
            other => as_word(other),
        })
        .collect()
}

fn word(of: &Map<String, Value>, key: &str) -> Option<String> {
    of.get(key).and_then(as_word)
}

fn as_word(value: &Value) -> Option<String> {
    match value {
        Value::String(text) => Some(text.clone()).filter(|text| !text.trim().is_empty()),
        Value::Number(number) => Some(number.to_string()),
        Value::Null | Value::Bool(_) | Value::Array(_) | Value::Object(_) => None,
    }
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
