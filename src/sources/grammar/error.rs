//! Why a source cannot be asked, or its answer not be read. A phrase that stands in another one is
//! held by its key.

use thiserror::Error;

use crate::lang::Lang;
use crate::model::{Fact, Phrase};
use crate::text::address;

/// Why a source cannot be asked.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[error("{}", self.phrase().say(Lang::En))]
pub enum SpecError {
    /// No address, or none that can be fetched.
    Address(String),
    /// An option that the kind cannot do without, or an address; as a phrase.
    Missing(&'static str),
    /// An option that the kind has not.
    Unknown {
        /// What was written.
        name: String,
        /// What there is.
        known: Vec<&'static str>,
    },
    /// An option whose value makes no sense.
    Option {
        /// Which one.
        name: &'static str,
        /// What it says.
        value: String,
        /// What it should be, as a phrase.
        expected: &'static str,
    },
}

impl SpecError {
    /// What is wrong, and what to do.
    pub fn phrase(&self) -> Phrase {
        match self {
            SpecError::Address(address) => {
                let address = format!("{:?}", address::without_credentials(address));
                Phrase::new("failed.address", &[&address])
            }
            SpecError::Missing(what) => Phrase::new("failed.missing", &[&Phrase::bare(*what)]),
            SpecError::Unknown { name, known } => {
                Phrase::new("failed.unknown_option", &[name, &known.join("`, `")])
            }
            SpecError::Option { name, value, expected } => Phrase::new(
                "failed.option",
                &[name, &format!("{value:?}"), &Phrase::bare(*expected)],
            ),
        }
    }
}

/// Why an answer could not be read.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[error("{}", self.phrase().say(Lang::En))]
pub enum ReadError {
    /// No body at all, or nothing but white space.
    Empty,
    /// A web page where a feed was expected.
    Page {
        /// Addresses of the feeds the page names, or that are commonly found beside such a page,
        /// best first.
        feeds: Vec<String>,
    },
    /// Something else than this kind reads.
    Foreign {
        /// What it seems to be, as a phrase where there is one.
        found: Fact,
        /// What was expected, as a phrase.
        expected: &'static str,
    },
    /// Broken beyond repair.
    Malformed {
        /// What it was read as, as a phrase.
        expected: &'static str,
        /// What the parser says.
        reason: String,
    },
    /// The server answered with an error of its own.
    Refused(String),
    /// A page without a text of any length.
    NoArticle,
    /// A PDF that does not say what it is called.
    NoTitle,
    /// A page on which no repeated block is found.
    NoList,
    /// A page on which a selector found nothing.
    NothingMatched {
        /// Which selector.
        name: &'static str,
        /// What it says.
        selector: String,
    },
}

impl ReadError {
    /// What is wrong, and what to do.
    pub fn phrase(&self) -> Phrase {
        match self {
            ReadError::Empty => Phrase::new("failed.empty", &[]),
            ReadError::Page { feeds } => match feeds.first() {
                Some(first) => Phrase::new("failed.page_with_feeds", &[first]),
                None => Phrase::new("failed.page", &[]),
            },
            ReadError::Foreign { found, expected } => {
                Phrase::new("failed.foreign", &[found, &Phrase::bare(*expected)])
            }
            ReadError::Malformed { expected, reason } => {
                Phrase::new("failed.malformed", &[&Phrase::bare(*expected), reason])
            }
            ReadError::Refused(why) => Phrase::new("failed.refused", &[why]),
            ReadError::NoArticle => Phrase::new("failed.no_article", &[]),
            ReadError::NoTitle => Phrase::new("failed.no_title", &[]),
            ReadError::NoList => Phrase::new("failed.no_list", &[]),
            ReadError::NothingMatched { name, selector } => {
                Phrase::new("failed.nothing_matched", &[name, &format!("{selector:?}")])
            }
        }
    }
}
