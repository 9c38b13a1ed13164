//! Why a visit, or anything else that is asked of the network, brought nothing.

use std::borrow::Cow;

use crate::fetch::FetchError;
use crate::lang::Lang;
use crate::model::{Phrase, SourceId};
use crate::sources::{ReadError, SpecError};
use crate::text::clean;

/// Why a source brought nothing.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{}", self.phrase().say(Lang::En))]
pub enum Failure {
    /// No kind of that name.
    NoKind(String),
    /// The source's settings make no question.
    Spec(#[from] SpecError),
    /// No answer.
    Fetch(#[from] FetchError),
    /// An answer that cannot be read.
    Read(#[from] ReadError),
    /// There is no page to ask for.
    NoPage,
    /// A feed at an address that was to be saved as a page.
    FeedNotPage(String),
    /// The reader that should know a work has no record of it.
    NoRecord(String),
    /// What came from there is no picture that a terminal shows.
    NoPicture(String),
    /// Another source asks the same already.
    Followed {
        /// Which one.
        id: SourceId,
        /// Its address.
        address: String,
    },
    /// The reading did not come to an end.
    TooLong {
        /// Address asked.
        url: String,
        /// The limit.
        seconds: u64,
    },
    /// The reading itself broke; a fault of this program.
    Broke(String),
}

impl Failure {
    /// The host, if it was never reached, as when there is no network.
    pub(super) fn unreachable(&self) -> Option<&str> {
        match self {
            Failure::Fetch(
                FetchError::NoSuchHost { host } | FetchError::NoConnection { host, .. },
            ) => Some(host),
            Failure::NoKind(_)
            | Failure::Spec(_)
            | Failure::Fetch(_)
            | Failure::Read(_)
            | Failure::NoPage
            | Failure::FeedNotPage(_)
            | Failure::NoRecord(_)
            | Failure::NoPicture(_)
            | Failure::Followed { .. }
            | Failure::TooLong { .. }
            | Failure::Broke(_) => None,
        }
    }

    /// What went wrong, with what, and what to do; fit to be kept and shown.
    pub fn phrase(&self) -> Phrase {
        let told = match self {
            Failure::NoKind(kind) => Phrase::new("failed.no_kind", &[&format!("{kind:?}")]),
            Failure::Spec(error) => error.phrase(),
            Failure::Fetch(error) => error.phrase(),
            Failure::Read(error) => error.phrase(),
            Failure::NoPage => Phrase::new("failed.no_page", &[]),
            Failure::FeedNotPage(address) => Phrase::new("failed.feed_not_page", &[address]),
            Failure::NoRecord(page) => Phrase::new("failed.no_record", &[page]),
            Failure::NoPicture(address) => Phrase::new("failed.no_picture", &[address]),
            Failure::Followed { id, address } => Phrase::new("source.followed", &[id, address]),
            Failure::TooLong { url, seconds } => Phrase::new("failed.too_long", &[url, seconds]),
            Failure::Broke(address) => Phrase::new("failed.broke", &[address]),
        };
        told.map(&|fact: &str| clean::line(&without_question(fact), MAX_WORDS))
    }

    /// Whether the source will not come back.
    pub(super) fn is_gone(&self) -> bool {
        matches!(self, Failure::Fetch(FetchError::Gone { .. }))
    }

    /// Seconds for which the server asked to be left alone.
    pub(super) fn retry_after(&self) -> Option<u64> {
        if let Failure::Fetch(error) = self { error.retry_after() } else { None }
    }
}

/// Characters of a fact in a failure that are kept.
const MAX_WORDS: usize = 400;

/// Longest query of an address that is shown: those of interfaces say little to a reader.
const MAX_QUERY: usize = 40;

fn without_question(fact: &str) -> Cow<'_, str> {
    match fact.split_once('?') {
        Some((place, query)) if place.starts_with("http") && query.len() > MAX_QUERY => {
            Cow::Owned(format!("{place}?…"))
        }
        Some(_) | None => Cow::Borrowed(fact),
    }
}
