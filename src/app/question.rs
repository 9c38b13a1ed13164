//! A question that is answered with one key.

use super::effect::DigestFile;
use crate::lang::{Lang, say};

/// A question that is answered with yes or no; going back leaves all as it was.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum YesNo {
    /// Whether the note is kept that was left with changes.
    KeepNote,
    /// Whether the digest takes the place of a file.
    Overwrite(DigestFile),
}

impl YesNo {
    /// The question in words.
    pub fn text(&self, lang: Lang) -> String {
        match self {
            YesNo::KeepNote => say(lang, "app.question.keep_note", &[]).into_owned(),
            YesNo::Overwrite(file) => {
                say(lang, "app.question.overwrite", &[&file.path.display()]).into_owned()
            }
        }
    }
}
