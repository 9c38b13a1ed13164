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

/// A rule that is made, put in the place of another, or forgotten.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(from = "Written")]
pub struct RuleChange {
    /// Which items the rule is for.
    pub of: RuleFor,
    /// Where it put them before; nowhere, where there was none.
    pub was: Option<Pane>,
    /// Where it puts them from now on; nowhere, where it is forgotten.
    pub to: Option<Pane>,
}

impl RuleChange {
    /// The change that takes this one back.
    #[must_use]
    pub fn inverse(self) -> RuleChange {
        RuleChange { of: self.of, was: self.to, to: self.was }
    }
}

/// How a change of a rule is written in a log: stores of version 0.2 say a rule, and whether it is made
/// or forgotten.
#[derive(Deserialize)]
#[serde(untagged)]
enum Written {
    Changed { of: RuleFor, was: Option<Pane>, to: Option<Pane> },
    Made { rule: PaneRule, to: bool },
}

impl From<Written> for RuleChange {
    fn from(written: Written) -> RuleChange {
        match written {
            Written::Changed { of, was, to } => RuleChange { of, was, to },
            Written::Made { rule: PaneRule { of, pane }, to } => {
                RuleChange { of, was: (!to).then_some(pane), to: to.then_some(pane) }
            }
        }
    }
}
