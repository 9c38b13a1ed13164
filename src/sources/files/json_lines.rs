//! JSON Lines of items: one object a line, as `import` documents them.

use serde::Deserialize;

use super::entry::{BadLine, Entries, Entry, Imported};
use crate::sources::grammar::date;
use crate::sources::grammar::raw::{RawItem, Text};
use crate::text::clean;

/// Longest line that is read, in bytes.
const LONGEST: usize = 16 * 1024 * 1024;

/// A line as it is written; unknown keys are passed over.
#[derive(Debug, Deserialize)]
struct Line {
    title: String,
    id: Option<String>,
    url: Option<String>,
    source: Option<String>,
    kind: Option<String>,
    published: Option<String>,
    /// Said by some instead of `published`, by some beside it.
    date: Option<String>,
    #[serde(default)]
    authors: Option<Vec<String>>,
    summary: Option<String>,
    content: Option<String>,
    #[serde(default)]
    categories: Option<Vec<String>>,
    language: Option<String>,
    points: Option<i64>,
    comments: Option<i64>,
}

/// Reads the lines one by one; empty ones are passed over.
pub fn read(bytes: &[u8]) -> impl Iterator<Item = Result<Imported, BadLine>> + '_ {
    let bytes = bytes.strip_prefix("\u{feff}".as_bytes()).unwrap_or(bytes);
    let lines = bytes.split(|byte| *byte == b'\n').enumerate();
    lines
        .filter(|(_, line)| !line.trim_ascii().is_empty())
        .map(|(index, line)| read_line(line).map_err(|why| BadLine { number: index + 1, why }))
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
    let lines = head.split(|byte| *byte == b'\n').map(<[u8]>::trim_ascii);
    lines.filter(|line| !line.is_empty()).take(LOOKED_AT).any(|line| {
        line.starts_with(b"{")
            && serde_json::from_slice::<serde_json::Map<String, serde_json::Value>>(line)
                .is_ok_and(|object| object.contains_key("title") && !object.contains_key("items"))
    })
}

fn read_line(bytes: &[u8]) -> Result<Imported, String> {
    if bytes.len() > LONGEST {
        return Err("longer than 16 MiB".into());
    }
    if !bytes.trim_ascii_start().starts_with(b"{") {
        return Err("no JSON object".into());
    }
    // serde_json bounds the depth by itself.
    let line: Line = serde_json::from_slice(bytes).map_err(|error| why(&error))?;
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
        authors: line.authors.unwrap_or_default(),
        published,
        summary: Text::guessed(line.summary.unwrap_or_default()),
        content: Text::guessed(line.content.unwrap_or_default()),
        categories: line.categories.unwrap_or_default(),
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
    fn items_are_told_from_a_json_feed() {
        assert!(is_likely(b"\n{\"title\": \"A\", \"id\": \"1\"}\n{}"));
        assert!(!is_likely(
            b"{\"version\": \"https://jsonfeed.org/version/1\", \"title\": \"F\", \"items\": []}"
        ));
        assert!(!is_likely(b"<rss/>"));
        assert!(is_likely(b"# mine\n{\"title\": \"A\", \"id\": \"1\"}\n"), "a bad first line");
    }
}
