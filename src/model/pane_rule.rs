//! What the reader says of where items belong.

use serde::{Deserialize, Serialize};

use super::{Pane, SourceId};

/// Which items a rule is for.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum RuleFor {
    /// All of a source.
    Source(SourceId),
    /// All whose title names a term; a spelling of the lexicon stands for all of its entry.
    Term(String),
}

/// A pane for all items of a source, or for all that name a term.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct PaneRule {
    /// Which items.
    pub of: RuleFor,
    /// Where they go.
    pub pane: Pane,
}
