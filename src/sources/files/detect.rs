//! Which of the files that can be imported a file is, by what it holds.

use crate::sources::grammar::charset;

use super::{archive, json_lines, opml};

/// What a file holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Content {
    /// A subscription list.
    Subscriptions,
    /// An archive of all that is the reader's own.
    Archive,
    /// Items, one JSON object a line.
    Items,
    /// Perhaps a feed: [`crate::sources::feed::read`] knows, and says what it is if it is none.
    Feed,
}

/// Looks at the beginning of a file.
pub fn detect(bytes: &[u8]) -> Content {
    if archive::is_likely(bytes) {
        return Content::Archive;
    }
    if json_lines::is_likely(bytes) {
        return Content::Items;
    }
    let head = &bytes[..bytes.len().min(4096)];
    if opml::is_likely(&charset::decode(head, None)) {
        Content::Subscriptions
    } else {
        Content::Feed
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn files_are_told_apart_by_content() {
        assert_eq!(
            detect(b"\n<?xml version='1.0'?><!-- x --><OPML><body/>"),
            Content::Subscriptions
        );
        assert_eq!(detect(b"<rss version='2.0'><channel><title>opml</title>"), Content::Feed);
        assert_eq!(detect(b"{\"title\":\"A\",\"id\":\"1\"}\n"), Content::Items);
        assert_eq!(detect(b"{\"record\":\"archive\",\"version\":1}\n"), Content::Archive);
        assert_eq!(
            detect(
                b"{\"version\":\"https://jsonfeed.org/version/1\",\"title\":\"F\",\"items\":[]}"
            ),
            Content::Feed
        );
    }
}
