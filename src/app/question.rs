//! A question that is answered with one key.

use super::effect::DigestFile;
use crate::lang::{Lang, count, say};
use crate::model::ItemId;

/// A question that is answered with yes or no; going back leaves all as it was.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum YesNo {
    /// Whether the note is kept that was left with changes.
    KeepNote,
    /// Whether the digest takes the place of a file.
    Overwrite(DigestFile),
    /// Whether all these items are marked as read.
    ReadAll(Vec<ItemId>),
}

impl YesNo {
    /// The question in words.
    pub fn text(&self, lang: Lang) -> String {
        match self {
            YesNo::KeepNote => say(lang, "app.question.keep_note", &[]).into_owned(),
            YesNo::ReadAll(ids) => {
                count(lang, "app.question.read_all", ids.len() as u64, &[]).into_owned()
            }
            YesNo::Overwrite(file) => {
                say(lang, "app.question.overwrite", &[&file.path.display()]).into_owned()
            }
        }
    }
}
