//! The files that `import` takes, told apart by what they hold and never by their names: one line
//! of the table for each.

use std::borrow::Cow;

use crate::sources::grammar::charset;

use super::entry::Entries;
use super::{
    archive, bibtex, bookmarks, csl, instapaper, json_lines, mail, newsboat, opml, pocket, ris,
    zotero, zotero_table,
};

/// A kind of file.
pub struct Format {
    /// Its name, as in the phrases `import.takes.<name>`.
    pub name: &'static str,
    /// Whether a file is one.
    is: Is,
    /// How it is read.
    pub read: Read,
}

/// By what a file is known.
enum Is {
    /// By all of its bytes.
    Bytes(fn(&[u8]) -> bool),
    /// By its beginning, as text.
    Head(fn(&str) -> bool),
}

/// How a file is read.
pub enum Read {
    /// As an archive of all that is the reader's own.
    Archive,
    /// As a subscription list.
    Subscriptions,
    /// As a list of entries, from bytes.
    Bytes(for<'b> fn(&'b [u8]) -> Entries<'b>),
    /// As a list of entries, from text.
    Text(for<'t> fn(&'t str) -> Entries<'t>),
}

/// Bytes of a file that are looked at where its beginning tells what it is.
const HEAD: usize = 64 * 1024;

/// All of them. The first that a file may be is what it is; what is none of them may be a feed:
/// [`crate::sources::feed::read`] knows, and says what it is if it is none.
pub const FORMATS: [Format; 14] = [
    Format { name: "archive", is: Is::Bytes(archive::is_likely), read: Read::Archive },
    Format {
        name: "items",
        is: Is::Bytes(json_lines::is_likely),
        read: Read::Bytes(json_lines::entries),
    },
    Format { name: "opml", is: Is::Head(opml::is_likely), read: Read::Subscriptions },
    Format {
        name: "bookmarks",
        is: Is::Head(bookmarks::is_likely),
        read: Read::Text(bookmarks::entries),
    },
    Format { name: "pocket", is: Is::Head(pocket::is_page), read: Read::Text(pocket::of_page) },
    Format {
        name: "pocket_csv",
        is: Is::Head(pocket::is_table),
        read: Read::Text(pocket::of_table),
    },
    Format {
        name: "instapaper",
        is: Is::Head(instapaper::is_likely),
        read: Read::Text(instapaper::entries),
    },
    Format { name: "csl", is: Is::Head(csl::is_likely), read: Read::Text(csl::entries) },
    Format { name: "zotero", is: Is::Head(zotero::is_likely), read: Read::Text(zotero::entries) },
    Format {
        name: "zotero_csv",
        is: Is::Head(zotero_table::is_likely),
        read: Read::Text(zotero_table::entries),
    },
    Format { name: "ris", is: Is::Head(ris::is_likely), read: Read::Text(ris::entries) },
    Format { name: "mail", is: Is::Bytes(mail::is_likely), read: Read::Bytes(mail::entries) },
    Format { name: "bibtex", is: Is::Head(bibtex::is_likely), read: Read::Text(bibtex::entries) },
    Format {
        name: "newsboat",
        is: Is::Head(newsboat::is_likely),
        read: Read::Text(newsboat::entries),
    },
];

/// What a file is, if it is any of [`FORMATS`].
pub fn of(bytes: &[u8]) -> Option<&'static Format> {
    let mut end = bytes.len().min(HEAD);
    // Not in the middle of a letter, which would make the rest look like another charset.
    while end < bytes.len() && end > 0 && bytes[end] & 0xc0 == 0x80 {
        end -= 1;
    }
    let head = charset::decode(&bytes[..end], None);
    FORMATS.iter().find(|format| match format.is {
        Is::Bytes(is) => is(bytes),
        Is::Head(is) => is(&head),
    })
}

/// A file's bytes without a byte order mark, those of UTF-16 as UTF-8.
pub fn unmarked(bytes: &[u8]) -> Cow<'_, [u8]> {
    if bytes.starts_with(b"\xff\xfe") || bytes.starts_with(b"\xfe\xff") {
        return Cow::Owned(charset::decode(bytes, None).into_owned().into_bytes());
    }
    Cow::Borrowed(bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes))
}

/// A file's bytes as text.
pub fn text(bytes: &[u8]) -> Cow<'_, str> {
    charset::decode(bytes, None)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn name(bytes: &[u8]) -> Option<&'static str> {
        of(&unmarked(bytes)).map(|format| format.name)
    }

    #[test]
    fn files_are_told_apart_by_content() {
        for (bytes, expected) in [
            (&b"\n<?xml version='1.0'?><!-- x --><OPML><body/>"[..], Some("opml")),
            (b"<rss version='2.0'><channel><title>opml</title>", None),
            (b"{\"title\":\"A\",\"id\":\"1\"}\n", Some("items")),
            (b"\xef\xbb\xbf{\"title\":\"A\",\"id\":\"1\"}\n", Some("items")),
            (b"{\"record\":\"archive\",\"version\":1}\n", Some("archive")),
            (
                b"{\"version\":\"https://jsonfeed.org/version/1\",\"title\":\"F\",\"items\":[]}",
                None,
            ),
            (b"\xef\xbb\xbfTitle,URL,Time_added,Tags,Status\n", Some("pocket_csv")),
            (b"URL,Title,Selection,Folder\n", Some("instapaper")),
            (b"<!DOCTYPE NETSCAPE-Bookmark-file-1>\n", Some("bookmarks")),
            (b"https://a.example/feed\n", Some("newsboat")),
            (b"From: a\nSubject: b\n\nhttps://a.example/", Some("mail")),
            (b"@article{a, title={B}}", Some("bibtex")),
            (b"[{\"type\":\"book\",\"title\":\"A\",\"author\":[]}]", Some("csl")),
            (b"TY  - JOUR\r\nTI  - A\r\nER  - \r\n", Some("ris")),
            (b"\nPMID- 1\nTI  - A\n", Some("ris")),
            (b"\"Key\",\"Item Type\",\"Author\",\"Title\"\n", Some("zotero_csv")),
            (b"plain words", None),
            (b"", None),
        ] {
            assert_eq!(name(bytes), expected, "{}", String::from_utf8_lossy(bytes));
        }
        let wide: Vec<u8> = "\u{feff}{\"title\":\"조간\",\"id\":\"1\"}"
            .encode_utf16()
            .flat_map(u16::to_le_bytes)
            .collect();
        assert_eq!(name(&wide), Some("items"));
    }
}
