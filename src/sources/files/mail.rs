//! Newsletters as mail programs save them: one message (`.eml`, RFC 5322) or many (mbox).
//!
//! A message is an item: its subject, who sent it, when, the text as HTML where it has one, and the
//! page where it can be read on the web, if it names one.

use base64::Engine as _;
use base64::engine::{DecodePaddingMode, GeneralPurpose, GeneralPurposeConfig};

use crate::sources::grammar::raw::{RawItem, Text};
use crate::sources::grammar::tags::{Piece, Pieces, attribute};
use crate::sources::grammar::{charset, date};
use crate::text::{address, clean, html};

use super::entry::{BadLine, Entries, Entry, Imported};

/// Header fields of which a message has at least two.
const FIELDS: [&str; 9] = [
    "from",
    "subject",
    "date",
    "message-id",
    "received",
    "mime-version",
    "return-path",
    "to",
    "content-type",
];

/// Deepest parts within parts.
const DEPTH: usize = 8;

/// Most parts of one message.
const PARTS: usize = 100;

/// Longest text of one message, in bytes.
const TEXT_BYTES: usize = 4 * 1024 * 1024;

/// Longest header, in bytes.
const HEADER_BYTES: usize = 256 * 1024;

/// Mails break lines within it, and some leave the padding out.
const BASE64: GeneralPurpose = GeneralPurpose::new(
    &base64::alphabet::STANDARD,
    GeneralPurposeConfig::new()
        .with_decode_padding_mode(DecodePaddingMode::Indifferent)
        .with_decode_allow_trailing_bits(true),
);

/// Whether a file begins with the header of a message, after the line that mbox puts before it.
pub fn is_likely(bytes: &[u8]) -> bool {
    let bytes = bytes.trim_ascii_start();
    let head = &bytes[..bytes.len().min(HEADER_BYTES)];
    let head = if head.starts_with(b"From ") { after_line(head) } else { head };
    let known = Header::of(head).fields.into_iter().filter(|(name, _)| FIELDS.contains(&&**name));
    known.count() >= 2
}

/// The messages of a file.
pub fn entries(bytes: &[u8]) -> Entries<'_> {
    Box::new(messages(bytes).into_iter().map(|(number, message)| {
        entry(message).ok_or_else(|| BadLine::new(number, "no message begins here"))
    }))
}

/// The messages, each with the number of its first line. In an mbox each begins after a line
/// `From …` that follows an empty one.
fn messages(bytes: &[u8]) -> Vec<(usize, &[u8])> {
    let blank = bytes.len() - bytes.trim_ascii_start().len();
    if !bytes[blank..].starts_with(b"From ") {
        return vec![(1, bytes)];
    }
    let mut found = Vec::new();
    let mut start: Option<(usize, usize)> = None;
    let (mut at, mut was_empty) = (0, true);
    for (index, line) in bytes.split_inclusive(|byte| *byte == b'\n').enumerate() {
        let is_start =
            was_empty && line.starts_with(b"From ") && begins_with_field(&bytes[at + line.len()..]);
        if is_start {
            if let Some((number, from)) = start {
                found.push((number, &bytes[from..at]));
            }
            start = Some((index + 1, at + line.len()));
        }
        was_empty = line.trim_ascii().is_empty();
        at += line.len();
    }
    found.extend(start.map(|(number, from)| (number, &bytes[from..])));
    found
}

/// Whether a text begins with a field of a header: what only reads "From here on" is none.
fn begins_with_field(bytes: &[u8]) -> bool {
    let line = bytes.split(|byte| *byte == b'\n').next().unwrap_or_default();
    let name = line.split(|byte| *byte == b':').next().unwrap_or_default();
    name.len() < line.len()
        && !name.is_empty()
        && name.iter().all(|byte| byte.is_ascii_alphanumeric() || *byte == b'-')
}

fn after_line(bytes: &[u8]) -> &[u8] {
    memchr::memchr(b'\n', bytes).map_or(&[], |end| &bytes[end + 1..])
}

/// A header: its fields in lower case, each in one line, and how many bytes it takes.
#[derive(Default)]
struct Header {
    fields: Vec<(String, String)>,
    length: usize,
}

impl Header {
    fn of(bytes: &[u8]) -> Header {
        let mut header = Header::default();
        for line in bytes.split_inclusive(|byte| *byte == b'\n') {
            if header.length + line.len() > HEADER_BYTES {
                break;
            }
            header.length += line.len();
            let text = line.trim_ascii_end();
            if text.is_empty() {
                break;
            }
            // Some programs write letters of UTF-8 as they are.
            let text = charset::decode(text, None);
            if text.starts_with([' ', '\t']) {
                if let Some((_, value)) = header.fields.last_mut() {
                    value.push(' ');
                    value.push_str(text.trim());
                }
            } else if let Some((name, value)) = text.split_once(':') {
                let value = value.trim().to_owned();
                header.fields.push((name.trim().to_ascii_lowercase(), value));
            }
        }
        header
    }

    fn value(&self, name: &str) -> Option<&str> {
        let found = self.fields.iter().find(|(field, _)| field == name);
        found.map(|(_, value)| value.as_str()).filter(|value| !value.is_empty())
    }

    /// A parameter of `Content-Type`, such as `charset`.
    fn parameter(&self, name: &str) -> Option<String> {
        let content = self.value("content-type")?;
        content.split(';').skip(1).find_map(|part| {
            let (key, value) = part.split_once('=')?;
            key.trim().eq_ignore_ascii_case(name).then(|| value.trim().trim_matches('"').to_owned())
        })
    }
}

/// The texts of a message.
#[derive(Default)]
struct Body {
    html: String,
    plain: String,
    parts: usize,
}

fn entry(message: &[u8]) -> Option<Entry> {
    let header = Header::of(message);
    header.fields.iter().find(|(name, _)| FIELDS.contains(&&**name))?;
    let mut body = Body::default();
    read_part(&header, &message[header.length..], 0, &mut body);
    let from = header.value("from").map(words).unwrap_or_default();
    let (name, mailbox) = sender(&from);
    let subject = header.value("subject").map(words);
    let item = RawItem {
        id: header.value("message-id").map(|id| id.trim_matches(['<', '>']).to_owned()),
        url: web_page(&body.html).or_else(|| web_page_of_plain(&body.plain)),
        title: subject,
        authors: vec![name.clone()],
        published: header.value("date").and_then(date::parse),
        content: if body.html.is_empty() { Text::plain(body.plain) } else { Text::html(body.html) },
        ..RawItem::default()
    };
    let source = if name.is_empty() { mailbox } else { name };
    let source = clean::line(&source, 100);
    Some(Entry::Item(Box::new(Imported {
        item: item.cleaned(None)?,
        source: Some(source).filter(|name| !name.is_empty()),
        kind: Some("newsletter".to_owned()),
        kept: None,
    })))
}

/// The name and the mailbox of `Name <box@host>`.
fn sender(from: &str) -> (String, String) {
    let (name, mailbox) = match from.rsplit_once('<') {
        Some((name, mailbox)) => (name, mailbox.trim_end_matches('>')),
        None => ("", from),
    };
    (name.trim().trim_matches('"').trim().to_owned(), mailbox.trim().to_owned())
}

/// Gathers the texts of a part and of those within it. Of alternatives the last HTML and the first
/// plain text count; what is attached does not.
fn read_part(header: &Header, bytes: &[u8], depth: usize, into: &mut Body) {
    into.parts += 1;
    if depth > DEPTH || into.parts > PARTS {
        return;
    }
    let content = header.value("content-type").unwrap_or("text/plain").to_ascii_lowercase();
    let kind = content.split(';').next().unwrap_or_default().trim();
    if let (true, Some(boundary)) = (kind.starts_with("multipart/"), header.parameter("boundary")) {
        for part in parts(bytes, &boundary) {
            let header = Header::of(part);
            read_part(&header, &part[header.length..], depth + 1, into);
        }
        return;
    }
    let is_attached = header
        .value("content-disposition")
        .is_some_and(|value| value.to_ascii_lowercase().starts_with("attachment"));
    if is_attached {
        return;
    }
    let text = || {
        let way = header.value("content-transfer-encoding").unwrap_or_default();
        let decoded = decoded(&bytes[..bytes.len().min(TEXT_BYTES)], way);
        let named = header.parameter("charset").map(|name| format!("text/plain; charset={name}"));
        charset::decode(&decoded, named.as_deref()).into_owned()
    };
    match kind {
        "text/html" => into.html = text(),
        "text/plain" if into.plain.is_empty() => into.plain = text(),
        "message/rfc822" => {
            let header = Header::of(bytes);
            read_part(&header, &bytes[header.length..], depth + 1, into);
        }
        _ => {}
    }
}

/// What stands between the boundaries.
fn parts<'b>(bytes: &'b [u8], boundary: &str) -> Vec<&'b [u8]> {
    let mark = format!("--{boundary}");
    let mut found = Vec::new();
    let mut start: Option<usize> = None;
    let mut at = 0;
    for line in bytes.split_inclusive(|byte| *byte == b'\n') {
        let end = line.trim_ascii_end();
        if end.strip_prefix(mark.as_bytes()).is_some_and(|rest| rest.is_empty() || rest == b"--") {
            found.extend(start.map(|from| &bytes[from..at]));
            start = (end.len() == mark.len()).then_some(at + line.len());
            if found.len() > PARTS {
                return found;
            }
        }
        at += line.len();
    }
    found.extend(start.map(|from| &bytes[from..]));
    found
}

/// The bytes behind a transfer encoding.
fn decoded(bytes: &[u8], way: &str) -> Vec<u8> {
    match way.trim().to_ascii_lowercase().as_str() {
        "base64" => unpacked(bytes),
        "quoted-printable" => unquoted(bytes, false),
        _ => bytes.to_vec(),
    }
}

/// Base64, whatever stands between its letters, up to where it breaks off.
fn unpacked(bytes: &[u8]) -> Vec<u8> {
    let is_letter = |byte: &u8| byte.is_ascii_alphanumeric() || matches!(byte, b'+' | b'/');
    let mut letters: Vec<u8> = bytes.iter().copied().filter(is_letter).collect();
    // A single letter at the end says nothing.
    if letters.len() % 4 == 1 {
        letters.pop();
    }
    BASE64.decode(letters).unwrap_or_default()
}

/// Quoted-printable; in the words of a header `_` is a blank.
fn unquoted(bytes: &[u8], in_words: bool) -> Vec<u8> {
    let hex = |byte: u8| char::from(byte).to_digit(16).map(|digit| digit as u8);
    let mut out = Vec::with_capacity(bytes.len());
    let mut at = 0;
    while let Some(&byte) = bytes.get(at) {
        at += 1;
        match byte {
            b'=' => {
                let pair = bytes
                    .get(at)
                    .copied()
                    .and_then(hex)
                    .zip(bytes.get(at + 1).copied().and_then(hex));
                if let Some((high, low)) = pair {
                    out.push(high * 16 + low);
                    at += 2;
                } else if bytes.get(at) == Some(&b'\n') {
                    at += 1;
                } else if bytes.get(at..at + 2) == Some(b"\r\n") {
                    at += 2;
                } else {
                    out.push(b'=');
                }
            }
            b'_' if in_words => out.push(b' '),
            byte => out.push(byte),
        }
    }
    out
}

/// A header's value with its encoded words (RFC 2047) read: `=?charset?B?…?=`. Blanks between two
/// of them are no part of the text, and a letter may be cut in two by them.
fn words(value: &str) -> String {
    let mut out = String::new();
    let mut pending: Option<(String, Vec<u8>)> = None;
    let mut rest = value;
    let flush = |pending: &mut Option<(String, Vec<u8>)>, out: &mut String| {
        if let Some((charset, bytes)) = pending.take() {
            let named = format!("text/plain; charset={charset}");
            out.push_str(&charset::decode(&bytes, Some(&named)));
        }
    };
    while let Some(start) = rest.find("=?") {
        let Some((word, length)) = encoded_word(&rest[start..]) else {
            flush(&mut pending, &mut out);
            out.push_str(&rest[..start + 2]);
            rest = &rest[start + 2..];
            continue;
        };
        if !rest[..start].trim().is_empty() || pending.is_none() {
            flush(&mut pending, &mut out);
            out.push_str(&rest[..start]);
        }
        let (charset, bytes) = word;
        match &mut pending {
            Some((same, all)) if *same == charset => all.extend(bytes),
            Some(_) | None => {
                flush(&mut pending, &mut out);
                pending = Some((charset, bytes));
            }
        }
        rest = &rest[start + length..];
    }
    flush(&mut pending, &mut out);
    out + rest
}

/// The charset and the bytes of the encoded word that a text begins with, and its length.
fn encoded_word(text: &str) -> Option<((String, Vec<u8>), usize)> {
    let inside = text.strip_prefix("=?")?;
    let (charset, after) = inside.split_once('?')?;
    let (way, after) = after.split_once('?')?;
    let (body, _) = after.split_once("?=")?;
    let bytes = match way {
        "B" | "b" => unpacked(body.as_bytes()),
        "Q" | "q" => unquoted(body.as_bytes(), true),
        _ => return None,
    };
    // A language may stand behind the charset (RFC 2231).
    let charset = charset.split('*').next().unwrap_or_default().to_ascii_lowercase();
    Some(((charset, bytes), 2 + inside.len() - after.len() + body.len() + 2))
}

/// Words of the link to the page of a newsletter.
const ON_THE_WEB: [&str; 12] = [
    "view in browser",
    "view this email in",
    "view online",
    "view on the web",
    "view it in your browser",
    "view in your browser",
    "read online",
    "open in browser",
    "read in browser",
    "웹에서 보기",
    "브라우저에서 보기",
    "온라인으로 보기",
];

/// The page that a newsletter says it can be read at.
fn web_page(markup: &str) -> Option<String> {
    let mut link: Option<String> = None;
    let mut words = String::new();
    for (_, piece) in Pieces::of(markup) {
        match piece {
            Piece::Open { name, attributes, .. } if name.eq_ignore_ascii_case("a") => {
                link = attribute(attributes, "href").map(html::decode);
                words.clear();
            }
            Piece::Text(text) if link.is_some() && words.len() < 300 => words.push_str(text),
            Piece::Close(name) if name.eq_ignore_ascii_case("a") => {
                let said = clean::line(&html::decode(&words), 200).to_lowercase();
                let url = link.take().and_then(|url| address::parse(&url, None));
                if url.is_some() && ON_THE_WEB.iter().any(|words| said.contains(words)) {
                    return url;
                }
            }
            Piece::Open { .. }
            | Piece::Text(_)
            | Piece::Close(_)
            | Piece::Cdata(_)
            | Piece::Aside(_)
            | Piece::Cut => {}
        }
    }
    None
}

/// Likewise in plain text: an address on the line that says so, or on the one after it.
fn web_page_of_plain(text: &str) -> Option<String> {
    let lines: Vec<&str> = text.lines().take(60).collect();
    let at = lines.iter().position(|line| {
        let line = line.to_lowercase();
        ON_THE_WEB.iter().any(|words| line.contains(words))
    })?;
    lines[at..].iter().take(2).find_map(|line| {
        let url = &line[line.find("http")?..];
        let end = url.find(|c: char| c.is_whitespace() || matches!(c, '>' | ')' | ']'));
        address::parse(&url[..end.unwrap_or(url.len())], None)
    })
}

#[cfg(test)]
mod tests;
