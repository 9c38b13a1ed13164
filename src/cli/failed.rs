//! How a command ends that did not do what was asked: wrong usage, or what went wrong.

use crate::lang::Lang;
use crate::model::{AsFact, Phrase};
use crate::runtime::failed;
pub(super) use crate::runtime::failed::{Failed, OrSay, failed};

/// What was asked for cannot be: wrong usage, found out only after the arguments were read.
#[derive(Debug, thiserror::Error)]
#[error("{}", .0.say(Lang::En))]
pub(super) struct Misuse(pub Phrase);

/// Wrong usage by its phrase.
pub(super) fn misuse(key: &'static str, facts: &[&dyn AsFact]) -> Misuse {
    Misuse(Phrase::new(key, facts))
}

/// An error and its causes on one line, in the language.
pub(super) fn told(error: &anyhow::Error, lang: Lang) -> String {
    let misused = error.downcast_ref::<Misuse>().map(|misuse| misuse.0.clone());
    misused.unwrap_or_else(|| failed::phrase(error)).say(lang)
}
