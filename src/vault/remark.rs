//! What the user should know of the files.

use std::path::PathBuf;

use super::Odd;
use crate::lang::{Lang, say};

/// Something about a file that the user should know.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Remark {
    /// It was changed there while the store changed too.
    Conflict(PathBuf),
    /// It was changed there while it was deleted in jogan; its name.
    Deleted(PathBuf, String),
    /// It was gone from the vault, and is written again.
    Again(PathBuf),
    /// It holds something that has no place in jogan.
    Odd(PathBuf, Odd),
    /// It says it is what another file is.
    Twice(PathBuf, PathBuf),
    /// It cannot be read, and why.
    Unreadable(PathBuf, String),
    /// It is a link, which nobody follows.
    Link(PathBuf),
    /// It is one of so many among the notes that are about nothing.
    Nameless(PathBuf, usize),
}

impl Remark {
    /// Whether something is left to be settled by the user.
    pub fn is_open(&self) -> bool {
        !matches!(self, Remark::Again(_) | Remark::Link(_))
    }

    /// It in words.
    pub fn text(&self, lang: Lang) -> String {
        match self {
            Remark::Conflict(path) => say(lang, "vault.conflict", &[&path.display()]),
            Remark::Deleted(path, name) => say(lang, "vault.deleted", &[&path.display(), name]),
            Remark::Again(path) => say(lang, "vault.again", &[&path.display()]),
            Remark::Odd(path, Odd::Status(name)) => {
                say(lang, "vault.odd_status", &[&path.display(), name])
            }
            Remark::Odd(path, Odd::Source(line)) => {
                say(lang, "vault.odd_source", &[&path.display(), line])
            }
            Remark::Odd(path, Odd::Item(id)) => say(lang, "vault.odd_item", &[&path.display(), id]),
            Remark::Odd(path, Odd::Empty) => say(lang, "vault.empty", &[&path.display()]),
            Remark::Twice(path, other) => {
                say(lang, "vault.twice", &[&path.display(), &other.display()])
            }
            Remark::Unreadable(path, why) => say(lang, "vault.unreadable", &[&path.display(), why]),
            Remark::Link(path) => say(lang, "vault.link", &[&path.display()]),
            Remark::Nameless(path, count) => say(lang, "vault.nameless", &[&path.display(), count]),
        }
        .into_owned()
    }
}
