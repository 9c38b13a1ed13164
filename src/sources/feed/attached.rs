//! Files that come with an entry: a recording, a film, a paper. They are named and linked at the end
//! of its text, where a reader finds them.

use crate::sources::grammar::raw::{RawItem, Text};
use crate::text::html::escape;

/// Most files named of one entry.
const MOST: usize = 8;

/// Longest name of a file that is shown, in characters.
const NAME_CHARS: usize = 80;

/// A file that comes with an entry.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct File {
    /// Its address, perhaps relative.
    pub address: String,
    /// Its media type, if the feed says so.
    pub media_type: Option<String>,
    /// Its bytes, if the feed says so.
    pub bytes: Option<u64>,
}

impl File {
    /// Its name, kind and size: what is known of it before it is opened.
    fn label(&self) -> String {
        let path = self.address.split(['?', '#']).next().unwrap_or_default();
        let name = path.rsplit('/').find(|part| !part.is_empty()).unwrap_or(path);
        let name: String = name.chars().take(NAME_CHARS).collect();
        let size = self.bytes.filter(|bytes| *bytes >= 100_000);
        let size = size.map(|bytes| format!("{:.1} MB", bytes as f64 / 1e6));
        let facts: Vec<String> = self.media_type.clone().into_iter().chain(size).collect();
        if facts.is_empty() { name } else { format!("{name} ({})", facts.join(", ")) }
    }

    /// Pictures adorn a text; they are no part of what an entry brings.
    fn is_picture(&self) -> bool {
        self.media_type.as_deref().is_some_and(|kind| kind.starts_with("image/"))
    }
}

/// Names the files at the end of the item's text, those aside that it leads to anyway.
pub fn attach(item: &mut RawItem, files: Vec<File>) {
    let is_there = |file: &File| {
        item.url.as_deref() == Some(&*file.address)
            || item.content.raw.contains(&file.address)
            || item.summary.raw.contains(&file.address)
    };
    let mut links = String::new();
    let mut seen: Vec<String> = Vec::new();
    for file in files.into_iter().filter(|file| !file.address.is_empty()) {
        if file.is_picture() || is_there(&file) || seen.contains(&file.address) {
            continue;
        }
        if seen.len() == MOST {
            break;
        }
        let (address, label) = (escape(&file.address), escape(&file.label()));
        links.push_str(&format!("<p><a href=\"{address}\">{label}</a></p>"));
        seen.push(file.address);
    }
    if links.is_empty() {
        return;
    }
    let text = if item.content.raw.trim().is_empty() { &item.summary } else { &item.content };
    let text = if text.is_html {
        text.raw.clone()
    } else {
        let paragraphs = text.raw.split("\n\n").filter(|part| !part.trim().is_empty());
        let paragraphs: Vec<String> = paragraphs.map(escape).collect();
        format!("<p>{}</p>", paragraphs.join("</p><p>"))
    };
    item.content = Text::html(text + &links);
}
