//! What a line is typed for.

use super::lens::LensLine;
use super::linking::Linking;
use super::lists::View;

/// What a line is typed for.
#[derive(Debug, Clone, PartialEq)]
pub enum LineFor {
    /// Items to search for.
    Search {
        /// What stood over the panes before it was typed.
        before: Option<Box<View>>,
    },
    /// A text to find in the open item.
    Find,
    /// The address of a page to save.
    Address,
    /// The folder that the digest goes to.
    Folder,
    /// The name of a command that an item is given to.
    Share,
    /// Words to look for on the board of ideas.
    Idea,
    /// A word to look for among the terms.
    Term,
    /// The name that a filter is given.
    FilterName,
    /// Tags on the reading list.
    Tags,
    /// Why an idea stands on items.
    WhyLinked(Box<Linking>),
    /// More of what an item names, or nothing of it.
    Lens(Box<LensLine>),
    /// Words to look for in the list of sources.
    Source,
    /// Another name of a source.
    SourceName,
    /// The folder of its server in which a source stands.
    SourceFolder,
    /// Words to look for in the help.
    Help,
    /// The address of a source to follow.
    Follow,
}
