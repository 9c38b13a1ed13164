//! JSON Lines of items: one object a line, as `import` documents them.

use serde::de::IgnoredAny;
use serde::{Deserialize, Deserializer};
use serde_json::Value;

use super::entry::{BadLine, Entries, Entry, Imported};
use crate::sources::grammar::raw::{RawItem, Text};
use crate::sources::grammar::{date, json};
use crate::text::clean;

/// Longest line that is read, in bytes.
const LONGEST: usize = 16 * 1024 * 1024;

/// A line as it is written; unknown keys are passed over.
#[derive(Debug, Deserialize)]
struct Line {
    title: String,
    #[serde(default, deserialize_with = "word")]
    id: Option<String>,
    url: Option<String>,
    source: Option<String>,
    kind: Option<String>,
    #[serde(default, deserialize_with = "word")]
    published: Option<String>,
    /// Said by some instead of `published`, by some beside it.
    #[serde(default, deserialize_with = "word")]
    date: Option<String>,
    #[serde(default, deserialize_with = "several")]
    authors: Vec<String>,
    summary: Option<String>,
    content: Option<String>,
    #[serde(default, deserialize_with = "several")]
    categories: Vec<String>,
    language: Option<String>,
    points: Option<i64>,
    comments: Option<i64>,
}

/// A text or number; nothing where it is empty.
fn word<'de, D: Deserializer<'de>>(from: D) -> Result<Option<String>, D::Error> {
    Ok(json::as_word(&Value::deserialize(from)?))
}

/// A list of texts, or one alone.
fn several<'de, D: Deserializer<'de>>(from: D) -> Result<Vec<String>, D::Error> {
    Ok(match Value::deserialize(from)? {
        Value::Array(several) => several.iter().filter_map(json::as_word).collect(),
        one => json::as_word(&one).into_iter().collect(),
    })
}

/// Reads the lines one by one; empty ones are passed over.
pub fn read(bytes: &[u8]) -> impl Iterator<Item = Result<Imported, BadLine>> + '_ {
    let bytes = bytes.strip_prefix("\u{feff}".as_bytes()).unwrap_or(bytes);
    let lines = bytes.split(|byte| *byte == b'\n').enumerate();
    lines.filter(|(_, line)| !line.trim_ascii().is_empty()).map(|(index, line)| {
        read_line(bare(line)).map_err(|why| BadLine { number: index + 1, why })
    })
}

/// A line without what some write around it: the mark of a JSON sequence (RFC 7464), a comma.
fn bare(line: &[u8]) -> &[u8] {
    let line = line.trim_ascii();
    let line = line.strip_prefix(b"\x1e").unwrap_or(line);
    line.strip_suffix(b",").unwrap_or(line)
}

/// The lines as entries of a file.
pub fn entries(bytes: &[u8]) -> Entries<'_> {
    Box::new(read(bytes).map(|line| line.map(|imported| Entry::Item(Box::new(imported)))))
}

/// Lines that are looked at for the first item: what stands before it are bad lines.
const LOOKED_AT: usize = 50;

/// Bytes that are looked at for it.
const LOOKED_AT_BYTES: usize = 4 * 1024 * 1024;

/// Whether a text is JSON Lines of items: one of its first lines is one.
pub fn is_likely(bytes: &[u8]) -> bool {
    let bytes = bytes.strip_prefix("\u{feff}".as_bytes()).unwrap_or(bytes).trim_ascii_start();
    if bytes.starts_with(b"<") {
        return false;
    }
    let head = &bytes[..bytes.len().min(LOOKED_AT_BYTES)];
    let lines = head.split(|byte| *byte == b'\n').map(bare);
    lines.filter(|line| !line.is_empty()).take(LOOKED_AT).any(|line| {
        line.starts_with(b"{")
            && serde_json::from_slice::<serde_json::Map<String, serde_json::Value>>(line).is_ok_and(
                |object| {
                    let has = |key: &&str| object.contains_key(*key);
                    // What has these is a reference, of which the whole file may be one.
                    has(&"title") && !["items", "issued", "DOI", "container-title"].iter().any(has)
                },
            )
    })
}

/// Whether another object follows the first one.
fn holds_more(bytes: &[u8]) -> bool {
    let mut values = serde_json::Deserializer::from_slice(bytes).into_iter::<IgnoredAny>();
    matches!(values.next(), Some(Ok(_)))
        && bytes
            .get(values.byte_offset()..)
            .unwrap_or_default()
            .trim_ascii_start()
            .starts_with(b"{")
}

fn read_line(bytes: &[u8]) -> Result<Imported, String> {
    if bytes.len() > LONGEST {
        return Err("longer than 16 MiB".into());
    }
    if !bytes.trim_ascii_start().starts_with(b"{") {
        return Err("no JSON object".into());
    }
    // serde_json bounds the depth by itself. A broken letter or half an emoji costs only itself.
    // What follows a whole object is another line's, or none.
    let line: Line = serde_json::from_slice(bytes).or_else(|error| {
        if holds_more(bytes) {
            return Err(why(&error));
        }
        let mended = json::value(&String::from_utf8_lossy(bytes));
        mended.ok().and_then(|line| Line::deserialize(line).ok()).ok_or_else(|| why(&error))
    })?;
    if clean::line(&line.title, 1).is_empty() {
        return Err("an empty `title`".into());
    }
    if line.id.is_none() && line.url.is_none() {
        return Err("neither `url` nor `id`".into());
    }
    let published = match line.published.as_deref().or(line.date.as_deref()) {
        None => None,
        Some(text) => Some(
            date::parse(text)
                .ok_or_else(|| format!("`published` is no date: {}", text.escape_debug()))?,
        ),
    };
    let item = RawItem {
        id: line.id,
        url: line.url,
        title: Some(line.title),
        authors: line.authors,
        published,
        summary: Text::guessed(line.summary.unwrap_or_default()),
        content: Text::guessed(line.content.unwrap_or_default()),
        categories: line.categories,
        language: line.language,
        points: line.points,
        comments: line.comments,
        ..RawItem::default()
    };
    let item = item.cleaned(None).ok_or("nothing to know the item by")?;
    Ok(Imported { item, source: line.source, kind: line.kind, kept: None })
}

/// What is wrong, without the place within the line, which would read as a line's number.
pub(super) fn why(error: &serde_json::Error) -> String {
    let said = error.to_string();
    said.split(" at line ").next().unwrap_or(&said).to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_bad_line_is_told_by_its_number_and_the_rest_is_kept() {
        let text = "{\"title\":\"A\",\"url\":\"https://a.example/1\",\"unknown\":1}\n\n\
                    {\"title\":\"no address\"}\nnot json\n\
                    {\"title\":\" \\u200b\",\"id\":\"c\"}\n[1]\n\
                    {\"title\":\"B\",\"id\":\"b\",\"published\":\"2026-03-05\",\"date\":\"2026-03-06\",\"source\":\"S\"}\n";
        let lines: Vec<_> = read(text.as_bytes()).collect();
        assert_eq!(lines.len(), 6);
        assert_eq!(lines[0].as_ref().expect("kept").item.title, "A");
        assert_eq!(lines[1].as_ref().expect_err("refused").number, 3);
        assert_eq!(lines[2].as_ref().expect_err("refused").number, 4);
        assert_eq!(lines[3].as_ref().expect_err("refused").why, "an empty `title`");
        assert_eq!(lines[4].as_ref().expect_err("refused").why, "no JSON object");
        let last = lines[5].as_ref().expect("kept");
        assert_eq!(last.source.as_deref(), Some("S"));
        assert!(last.item.published.is_some());
    }

    #[test]
    fn two_objects_on_a_line_are_told_and_none_is_lost_in_silence() {
        let text = "{\"title\":\"A\",\"id\":\"1\"}{\"title\":\"B\",\"id\":\"2\"}\n";
        let lines: Vec<_> = read(text.as_bytes()).collect();
        assert_eq!(lines.len(), 1);
        assert_eq!(lines[0].as_ref().expect_err("refused").number, 1);
    }

    #[test]
    fn items_are_told_from_a_json_feed() {
        assert!(is_likely(b"\n{\"title\": \"A\", \"id\": \"1\"}\n{}"));
        assert!(!is_likely(
            b"{\"version\": \"https://jsonfeed.org/version/1\", \"title\": \"F\", \"items\": []}"
        ));
        assert!(!is_likely(b"<rss/>"));
        assert!(is_likely(b"# mine\n{\"title\": \"A\", \"id\": \"1\"}\n"), "a bad first line");
    }

    #[test]
    fn a_field_of_another_type_and_a_broken_letter_cost_no_line() {
        let text = b"\x1e{\"title\":\"A\",\"id\":7,\"authors\":\"Ann\",\"published\":1772438400}\n\
            {\"title\":\"B\",\"id\":\"b\",\"published\":\"\",\"categories\":[\"x\",null]},\n\
            {\"title\":\"C \\ud83d\",\"id\":\"c\"}\n{\"title\":\"D \xea\xb8\",\"id\":\"d\"}\n";
        assert!(is_likely(text));
        let lines: Vec<_> = read(text).map(|line| line.expect("kept").item).collect();
        let titles: Vec<&str> = lines.iter().map(|item| item.title.as_str()).collect();
        assert_eq!(titles, ["A", "B", "C \u{fffd}", "D \u{fffd}"]);
        assert_eq!(lines[0].authors, ["Ann"]);
        assert_eq!(lines[0].published.map(|at| at.timestamp()), Some(1_772_438_400));
        assert_eq!(
            (lines[1].published, lines[1].categories.as_slice()),
            (None, &["x".to_owned()][..])
        );
    }
}
