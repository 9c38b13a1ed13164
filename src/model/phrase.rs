//! What went wrong, or is to be said, before it is said in a language.

use std::fmt::Display;

use serde::{Deserialize, Serialize};

/// A phrase by its key, and what stands in it. So it is kept, to be said in the language in which
/// it is read.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Phrase {
    /// The key of the phrase.
    pub key: String,
    /// What stands in its places.
    pub facts: Vec<String>,
}

impl Phrase {
    /// A phrase and its facts. A fact that is a phrase itself is written as its key after `@`.
    pub fn new(key: impl Into<String>, facts: &[&dyn Display]) -> Phrase {
        Phrase { key: key.into(), facts: facts.iter().map(ToString::to_string).collect() }
    }

    /// A text as it is, in whatever language.
    pub fn plain(text: impl Into<String>) -> Phrase {
        Phrase::new("failed.plain", &[&text.into()])
    }

    /// The same with every fact changed.
    #[must_use]
    pub fn map(mut self, change: impl Fn(&str) -> String) -> Phrase {
        self.facts = self.facts.iter().map(|fact| change(fact)).collect();
        self
    }

    /// As it is kept.
    pub fn kept(&self) -> String {
        serde_json::to_string(self).unwrap_or_default()
    }

    /// What was kept; a text of an earlier version as it is.
    pub fn of_kept(text: &str) -> Phrase {
        serde_json::from_str(text).unwrap_or_else(|_| Phrase::plain(text))
    }
}
