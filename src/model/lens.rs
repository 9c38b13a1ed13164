//! What the reader wants more or nothing of, as it is changed.

use serde::{Deserialize, Serialize};

use super::SourceId;

/// Something the reader watches or mutes.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Lens {
    /// Terms of a watch.
    Watch {
        /// What the watch is called.
        name: String,
        /// The terms; one that stands in the watch already is none of them. A term that begins with
        /// [`AUTHOR`] is an author's whole name.
        terms: Vec<String>,
    },
    /// Something that is not shown.
    Mute(Muted),
}

/// How an author is told from the other terms of a watch: `author:Ada Lantern`.
pub const AUTHOR: &str = "author:";

/// What is not shown.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Muted {
    /// All whose title names this.
    Term(String),
    /// All of a source.
    Source(SourceId),
    /// All about a company, by its key or any of its names.
    Company(String),
}
