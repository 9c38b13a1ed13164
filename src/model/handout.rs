//! An item as a program of the user's is given it.

use super::ItemId;

/// What the words of a command under `[share]` may ask for.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Handout {
    /// The item.
    pub id: ItemId,
    /// Its title.
    pub title: String,
    /// The name of its source.
    pub source: String,
    /// Its own page.
    pub url: Option<String>,
    /// Where its PDF lies.
    pub pdf: Option<String>,
    /// Its DOI.
    pub doi: Option<String>,
    /// Its arXiv identifier.
    pub arxiv: Option<String>,
    /// Its recording or film.
    pub enclosure: Option<String>,
    /// A file that holds its text, Markdown.
    pub file: Option<String>,
}

impl Handout {
    /// What stands in place of each name in braces; none where the item has no such thing.
    pub fn places(&self) -> [(&'static str, Option<&str>); 8] {
        [
            ("title", Some(&self.title)),
            ("source", Some(&self.source)),
            ("url", self.url.as_deref()),
            ("pdf", self.pdf.as_deref()),
            ("doi", self.doi.as_deref()),
            ("arxiv", self.arxiv.as_deref()),
            ("enclosure", self.enclosure.as_deref()),
            ("file", self.file.as_deref()),
        ]
    }
}
