//! What is changed in a document before the parser sees it. Most documents need nothing and are
//! not copied.
//!
//! The parser panics on some durations of the iTunes, Podcast and Media RSS vocabularies, on some
//! addresses beside wide characters in names of people, and recurses over nested media groups.
//! None of that is needed here, so those vocabularies are made unknown to it and the `@` of such
//! names is written another way.

use std::borrow::Cow;

use memchr::{memchr, memmem};

/// Namespaces that the parser must not know.
const UNWANTED: [&str; 3] = [
    "http://search.yahoo.com/mrss/",
    "http://www.itunes.com/dtds/podcast-1.0.dtd",
    "https://podcastindex.org/namespace/1.0",
];

/// Prefixes that feeds use without declaring them, with the namespaces they mean. An undeclared
/// `media:title` would be taken for the entry's own title.
const UNDECLARED: [(&str, &str); 3] = [
    ("media", "urn:media"),
    ("dc", "http://purl.org/dc/elements/1.1/"),
    ("content", "http://purl.org/rss/1.0/modules/content/"),
];

/// How far into a document undeclared prefixes are looked for.
const HEAD: usize = 16 * 1024;

/// Stands for `@` in names of people.
const AT: &str = "＠";

/// The document as the parser should see it.
///
/// # Errors
/// In words, where it must be repaired first.
pub fn prepared(root: &str) -> Result<Cow<'_, str>, String> {
    let mut edits: Edits = Vec::new();
    declare_prefixes(root, &mut edits);
    hide_vocabularies(root, &mut edits);
    mask_people(root, &mut edits)?;
    if edits.is_empty() {
        return Ok(Cow::Borrowed(root));
    }
    edits.sort_by_key(|(range, _)| range.start);
    let mut out = String::with_capacity(root.len() + 256);
    let mut done = 0;
    for (range, replacement) in edits {
        if range.start < done {
            continue;
        }
        out.push_str(&root[done..range.start]);
        out.push_str(&replacement);
        done = range.end;
    }
    out.push_str(&root[done..]);
    Ok(Cow::Owned(out))
}

type Edits = Vec<(std::ops::Range<usize>, Cow<'static, str>)>;

fn declare_prefixes(root: &str, edits: &mut Edits) {
    let mut end = root.len().min(HEAD);
    while !root.is_char_boundary(end) {
        end -= 1;
    }
    let head = &root[..end];
    let name_end =
        1 + head[1..].find(|c: char| c.is_whitespace() || matches!(c, '>' | '/')).unwrap_or(0);
    let mut missing = String::new();
    for (prefix, uri) in UNDECLARED {
        if head.contains(&format!("<{prefix}:")) && !head.contains(&format!("xmlns:{prefix}")) {
            missing.extend([" xmlns:", prefix, "=\"", uri, "\""]);
        }
    }
    if !missing.is_empty() && name_end > 1 {
        edits.push((name_end..name_end, missing.into()));
    }
}

fn hide_vocabularies(root: &str, edits: &mut Edits) {
    for uri in UNWANTED {
        for at in memmem::find_iter(root.as_bytes(), uri.as_bytes()) {
            edits.push((at..at + uri.len(), "urn:unread".into()));
        }
    }
}

/// Writes the `@` inside of elements that name people another way, however it is escaped.
fn mask_people(root: &str, edits: &mut Edits) -> Result<(), String> {
    let bytes = root.as_bytes();
    if memchr(b'@', bytes).is_none() && memmem::find(bytes, b"&#").is_none() {
        return Ok(());
    }
    for name in ["author", "creator", "managingEditor", "webMaster"] {
        for at in memmem::find_iter(bytes, name.as_bytes()) {
            let after = at + name.len();
            let opens = at > 0
                && matches!(bytes[at - 1], b'<' | b':')
                && bytes
                    .get(after)
                    .is_some_and(|next| matches!(next, b'>' | b' ' | b'\t' | b'\r' | b'\n'));
            if !opens {
                continue;
            }
            let Some(start) = memchr(b'>', &bytes[after..]).map(|length| after + length + 1) else {
                break;
            };
            let length = memmem::find(&bytes[start..], b"</").unwrap_or(bytes.len() - start);
            let inside = &root[start..start + length];
            if inside.contains("<!--") || inside.contains("<?") {
                return Err("a comment in the name of a person".to_owned());
            }
            if inside.contains('@') || inside.contains("&#") {
                let masked = crate::text::html::decode(inside);
                let masked = masked.replace('@', AT);
                edits.push((start..start + length, reescaped(inside, &masked).into()));
            }
        }
    }
    Ok(())
}

/// The masked text as it may stand in the document: a CDATA section is left one.
fn reescaped(inside: &str, masked: &str) -> String {
    if inside.contains("<![CDATA[") || inside.contains('<') {
        return inside.replace('@', AT).replace("&#", "&amp;#");
    }
    masked.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;")
}

/// A person's name without the address it is given with: `kim@example.org (Kim Minji)`.
pub fn person_name(raw: &str) -> Option<String> {
    let words = raw.split_whitespace().filter(|word| !word.contains(['＠', '@']));
    let name = words.collect::<Vec<_>>().join(" ");
    let name = name.trim_matches(|c: char| {
        c.is_whitespace() || matches!(c, '(' | ')' | '<' | '>' | '[' | ']' | ',' | '"')
    });
    (!name.is_empty()).then(|| name.to_owned())
}

/// Where the clocks stand that a feed gives without a zone: hours east of UTC.
pub fn clock_hours_east(root: &str) -> i32 {
    let head = &root.as_bytes()[..root.len().min(4096)];
    let korean = [b"<language>ko".as_slice(), b"xml:lang=\"ko", b"<dc:language>ko"]
        .iter()
        .any(|mark| memmem::find(head, mark).is_some());
    if korean { 9 } else { 0 }
}
