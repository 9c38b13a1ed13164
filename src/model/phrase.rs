//! What went wrong, or is to be said, before it is said in a language.

use std::borrow::Cow;
use std::fmt::Display;

use serde::{Deserialize, Serialize};

/// A phrase by its key, and what stands in it. So it is kept, to be said in the language in which
/// it is read.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Phrase {
    /// The key of the phrase.
    pub key: Cow<'static, str>,
    /// What stands in its places.
    pub facts: Vec<Fact>,
}

/// What stands in a place of a phrase.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(untagged, from = "KeptFact")]
pub enum Fact {
    /// A text as it is, in whatever language; a name may be kept in the spelling of each.
    Text(String),
    /// A phrase itself.
    Phrase(Phrase),
}

impl Fact {
    /// A phrase without places.
    pub fn phrase(key: &'static str) -> Fact {
        Fact::Phrase(Phrase::bare(key))
    }

    /// The text as it is kept, where it is one.
    pub fn text(&self) -> Option<&str> {
        match self {
            Fact::Text(text) => Some(text),
            Fact::Phrase(_) => None,
        }
    }
}

impl From<&str> for Fact {
    fn from(text: &str) -> Fact {
        Fact::Text(text.to_owned())
    }
}

/// What can stand in a place of a phrase: whatever can be shown stands there as it is, a phrase is said
/// in the language of the one around it.
pub trait AsFact {
    /// What stands there.
    fn as_fact(&self) -> Fact;
}

impl<T: Display + ?Sized> AsFact for T {
    fn as_fact(&self) -> Fact {
        Fact::Text(self.to_string())
    }
}

impl AsFact for Phrase {
    fn as_fact(&self) -> Fact {
        Fact::Phrase(self.clone())
    }
}

impl AsFact for Fact {
    fn as_fact(&self) -> Fact {
        self.clone()
    }
}

impl Phrase {
    /// A phrase and what stands in its places.
    pub fn new(key: impl Into<Cow<'static, str>>, facts: &[&dyn AsFact]) -> Phrase {
        Phrase { key: key.into(), facts: facts.iter().map(|fact| fact.as_fact()).collect() }
    }

    /// A phrase without places.
    pub fn bare(key: impl Into<Cow<'static, str>>) -> Phrase {
        Phrase::new(key, &[])
    }

    /// A text as it is, in whatever language.
    pub fn plain(text: impl Into<String>) -> Phrase {
        Phrase::new("failed.plain", &[&text.into()])
    }

    /// The same with every text in it changed.
    #[must_use]
    pub fn map(mut self, change: &impl Fn(&str) -> String) -> Phrase {
        let changed = |fact| match fact {
            Fact::Text(text) => Fact::Text(change(&text)),
            Fact::Phrase(phrase) => Fact::Phrase(phrase.map(change)),
        };
        self.facts = self.facts.into_iter().map(changed).collect();
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

/// A fact as it may have been kept.
#[derive(Deserialize)]
#[serde(untagged)]
enum KeptFact {
    Text(String),
    Phrase(Phrase),
}

/// The tables of which version 0.2 kept phrases as facts: the key behind a sign.
const KEPT_BY_SIGN: [&str; 2] = ["@failed.", "@noise."];

impl From<KeptFact> for Fact {
    fn from(kept: KeptFact) -> Fact {
        match kept {
            KeptFact::Text(text) => {
                match text
                    .strip_prefix('@')
                    .filter(|_| KEPT_BY_SIGN.iter().any(|sign| text.starts_with(sign)))
                {
                    Some(key) => Fact::Phrase(Phrase::bare(key.to_owned())),
                    None => Fact::Text(text),
                }
            }
            KeptFact::Phrase(phrase) => Fact::Phrase(phrase),
        }
    }
}
