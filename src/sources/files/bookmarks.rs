//! Bookmarks as browsers and bookmarking services export them: the Netscape bookmark file.
//!
//! A heading names the folder that the list after it is; a link has its moment and its tags as
//! attributes. A link with the address of a feed beside its own is a feed to follow.

use crate::sources::grammar::raw;
use crate::sources::grammar::tags::{Piece, Pieces, attribute};
use crate::text::html;

use super::entry::{BadLine, Entries, Entry, Lines, Page};
use super::opml::Subscription;

/// Deepest folders that are told apart.
const DEPTH: usize = 32;

/// Longest title or note, in bytes as written.
const TEXT_BYTES: usize = 16 * 1024;

/// Whether the head of a text says that it is such a file.
pub fn is_likely(head: &str) -> bool {
    let head = head.to_ascii_lowercase();
    head.contains("<!doctype netscape-bookmark-file-1")
        || (head.contains("<dl") && head.contains("<dt><a ") && head.contains("add_date="))
}

fn is_marking(name: &str) -> bool {
    ["b", "i", "em", "strong", "span", "font", "code", "mark", "sub", "sup", "small", "u", "s"]
        .iter()
        .any(|known| name.eq_ignore_ascii_case(known))
}

/// The bookmarks of a text.
pub fn entries(text: &str) -> Entries<'_> {
    Box::new(links(text, "add_date").into_iter().map(|link| link.and_then(Link::entry)))
}

/// A link of a file of links.
pub(super) struct Link {
    line: usize,
    feed: Option<String>,
    folders: Vec<String>,
    pub(super) page: Page,
    /// The heading it stands under that is no folder's.
    pub(super) part: String,
}

impl Link {
    pub(super) fn entry(self) -> Result<Entry, BadLine> {
        let entry = if let Some(feed) = self.feed {
            Subscription::of_feed(&feed, &self.page.title, self.folders)
                .map(|feed| Entry::Feed(Box::new(feed)))
        } else {
            let tags = self.page.tags.into_iter().chain(self.folders).collect();
            Page { tags, ..self.page }.entry()
        };
        entry.map_err(|why| BadLine::new(self.line, why))
    }
}

/// The links of a text, each in its folders, with the moment that an attribute has.
pub(super) fn links(text: &str, since: &str) -> Vec<Result<Link, BadLine>> {
    let mut found: Vec<Result<Link, BadLine>> = Vec::new();
    let mut lines = Lines::of(text);
    let (mut folders, mut heading, mut part) =
        (Vec::<String>::new(), None::<String>, String::new());
    let mut into = Into::Nothing;
    let mut words = String::new();
    // What is open at the end of a text that breaks off ends there.
    let end = std::iter::once((text.len(), Piece::Cut));
    for (at, piece) in Pieces::of(text).chain(end) {
        match piece {
            Piece::Text(text) | Piece::Cdata(text) => {
                if words.len() < TEXT_BYTES {
                    words.push_str(text);
                }
                continue;
            }
            Piece::Aside(_) => continue,
            // Words may be marked within a title.
            Piece::Open { name, .. } | Piece::Close(name) if is_marking(name) => continue,
            Piece::Open { .. } | Piece::Close(_) | Piece::Cut => {}
        }
        let said = raw::plain_title(&std::mem::take(&mut words));
        match (&into, found.last_mut()) {
            (Into::Heading, _) => heading = Some(said),
            (Into::Part, _) => part = said,
            (Into::Title, Some(Ok(link))) => link.page.title = said,
            (Into::Note, Some(Ok(link))) => link.page.note = said,
            (Into::Title | Into::Note | Into::Nothing, _) => {}
        }
        into = Into::Nothing;
        let Piece::Open { name, attributes, .. } = piece else {
            if matches!(piece, Piece::Close(name) if name.eq_ignore_ascii_case("dl")) {
                folders.pop();
            }
            continue;
        };
        match name.to_ascii_lowercase().as_str() {
            // The folders that every browser has say nothing about what is in them.
            "h3" if attribute(attributes, "personal_toolbar_folder").is_some()
                || attribute(attributes, "unfiled_bookmarks_folder").is_some() => {}
            "h3" => into = Into::Heading,
            "h1" | "h2" => into = Into::Part,
            "dl" if folders.len() < DEPTH => folders.push(heading.take().unwrap_or_default()),
            "dd" => into = Into::Note,
            "a" => {
                let value = |name: &str| attribute(attributes, name).map(html::decode);
                let Some(url) = value("href").or_else(|| value("feedurl")) else {
                    found.push(Err(BadLine::new(lines.number(at), "a link without an address")));
                    continue;
                };
                let tags = value("tags").unwrap_or_default();
                let page = Page {
                    url: url.trim().to_owned(),
                    since: value(since).and_then(|since| since.trim().parse().ok()),
                    is_read: value("toread").is_some_and(|toread| toread == "0"),
                    tags: tags.split(',').map(str::to_owned).collect(),
                    ..Page::default()
                };
                let folders = folders.iter().filter(|name| !name.is_empty()).cloned().collect();
                let line = lines.number(at);
                let feed = value("feedurl");
                found.push(Ok(Link { line, feed, folders, page, part: part.clone() }));
                into = Into::Title;
            }
            _ => {}
        }
    }
    found
}

/// What the words that come next belong to.
enum Into {
    Heading,
    Part,
    Title,
    Note,
    Nothing,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn folders_are_tags_and_a_bookmarked_feed_is_followed() {
        let text = "<!DOCTYPE NETSCAPE-Bookmark-file-1>\n<TITLE>Bookmarks</TITLE>\n<H1>Bookmarks Menu</H1>\n<DL><p>\n\
            <DT><H3 ADD_DATE=\"1\" PERSONAL_TOOLBAR_FOLDER=\"true\">Bar</H3>\n<DL><p>\n<DT><H3>Time series</H3>\n<DL><p>\n\
            <DT><A HREF=\"https://a.example/p?x=1&amp;y=2\" ADD_DATE=\"1700000000\" TAGS=\"risk,시계열\">Ropes &amp; <b>knots</b></A>\n<DD>Worth a look\n\
            <DT><A HREF=\"javascript:void(0)\">Script</A>\n</DL><p>\n\
            <DT><A FEEDURL=\"https://b.example/feed\" HREF=\"https://b.example/\">B's news</A>\n</DL><p>\n</DL><p>\n";
        assert!(is_likely(text));
        let all: Vec<_> = entries(text).collect();
        let [Ok(Entry::Item(page)), Err(script), Ok(Entry::Feed(feed))] = all.as_slice() else {
            panic!("{all:?}")
        };
        assert_eq!(page.item.title, "Ropes & knots");
        assert_eq!(page.item.url.as_deref(), Some("https://a.example/p?x=1&y=2"));
        assert_eq!(page.item.summary, "Worth a look");
        let kept = page.kept.as_ref().expect("kept");
        assert_eq!(kept.listed.tags, ["risk", "시계열", "Time-series"]);
        assert_eq!(kept.since.map(|at| at.timestamp()), Some(1_700_000_000));
        assert_eq!(page.item.published, None, "the day of keeping is not that of publication");
        assert_eq!(script.number, 11);
        assert_eq!(
            (feed.source.name.as_str(), feed.source.address.as_str()),
            ("B's news", "https://b.example/feed")
        );
    }

    #[test]
    fn a_file_that_never_closes_anything_is_read_all_the_same() {
        let text = "<!doctype netscape-bookmark-file-1>".to_owned()
            + &"<DL><DT><H3>x<DT><A HREF=https://a.example/1>One".repeat(2_000);
        let all: Vec<_> = entries(&text).collect();
        assert_eq!(all.len(), 2_000);
        let Some(Ok(Entry::Item(last))) = all.last() else { panic!("an item") };
        assert_eq!(last.item.title, "One");
    }
}
