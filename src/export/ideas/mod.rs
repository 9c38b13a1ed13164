//! Research ideas with the items they stand on.
//!
//! All formats write the same slice of sheets, in the order given. The smallest example is
//! `json.rs`.

mod json;
mod markdown;
mod org;

use crate::lang::Lang;
use crate::model::{Idea, Row, Zone};
use crate::text::clean;

pub use markdown::{file, read_why, source_head};

/// An idea and the items it stands on, in the order of its links; an item that is gone is left
/// out, with its link.
#[derive(Debug, Clone, PartialEq)]
pub struct Sheet {
    /// The idea.
    pub idea: Idea,
    /// Its items.
    pub items: Vec<Row>,
}

impl Sheet {
    /// Each item, and why the idea stands on it.
    fn sources(&self) -> impl Iterator<Item = (&Row, String)> {
        self.idea.links.iter().filter_map(|link| {
            let row = self.items.iter().find(|row| row.id == link.item)?;
            Some((row, clean::line(&link.why, 1_000)))
        })
    }

    /// The name of its file: its number, and what of its title a file may be named.
    pub fn file_name(&self) -> String {
        let words: Vec<String> = self
            .idea
            .thought
            .title
            .split(|c: char| !c.is_alphanumeric())
            .filter(|word| !word.is_empty())
            .map(str::to_lowercase)
            .take(8)
            .collect();
        let name: String = words.join("-").chars().take(60).collect();
        let dash = if name.is_empty() { "" } else { "-" };
        format!("idea-{}{dash}{}.md", self.idea.id.0, name.trim_end_matches('-'))
    }
}

/// A way to write ideas.
pub struct Format {
    /// Its name on the command line.
    pub name: &'static str,
    /// Writes the document.
    pub write: fn(&[Sheet], Lang, Zone) -> String,
}

/// All formats; the first is the usual one.
pub const FORMATS: [Format; 3] = [
    Format { name: "md", write: markdown::write },
    Format { name: "json", write: json::write },
    Format { name: "org", write: org::write },
];

/// The format of that name, if there is one.
pub fn format(name: &str) -> Option<&'static Format> {
    FORMATS.iter().find(|format| format.name == name)
}

#[cfg(test)]
mod tests;
