//! What went wrong, as a phrase. Errors of the rooms below make one of themselves, and [`phrase`] is the one
//! list of those that do; where none has a type for it, it is [`Failed`].

use std::error::Error;

use crate::config::ConfigError;
use crate::desk::lexicon::LexiconError;
use crate::editor::EditorError;
use crate::export::file::WriteError;
use crate::export::template::TemplateError;
use crate::fetch::FetchError;
use crate::lang::Lang;
use crate::model::{AsFact, Phrase};
use crate::newsroom::NewsroomError;
use crate::refresh::RefreshError;
use crate::sources::files::source_list::ListError;
use crate::sources::{ReadError, SpecError};
use crate::store::StoreError;
use crate::sync::SyncError;
use crate::ui::theme::ThemeError;
use crate::vault::VaultError;
use crate::{app, refresh, sync, writing};

/// Something that went wrong.
#[derive(Debug, thiserror::Error)]
#[error("{}", .phrase.say(Lang::En))]
pub struct Failed {
    /// What, and what to do.
    pub phrase: Phrase,
    /// What caused it.
    #[source]
    cause: Option<anyhow::Error>,
}

impl Failed {
    /// An error by its phrase, which nothing else caused.
    pub fn of(phrase: Phrase) -> Failed {
        Failed { phrase, cause: None }
    }

    /// An error by its phrase, with what caused it.
    pub fn by(phrase: Phrase, cause: impl Into<anyhow::Error>) -> Failed {
        Failed { phrase, cause: Some(cause.into()) }
    }
}

/// An error by its phrase.
pub fn failed(key: &'static str, facts: &[&dyn AsFact]) -> anyhow::Error {
    Failed::of(Phrase::new(key, facts)).into()
}

/// Says what went wrong, where something does.
pub trait OrSay<T> {
    /// The value, or the error by its phrase, with what caused it.
    ///
    /// # Errors
    /// Where there is no value.
    fn or_say(self, key: &'static str, facts: &[&dyn AsFact]) -> anyhow::Result<T>;
}

impl<T, E: Into<anyhow::Error>> OrSay<T> for Result<T, E> {
    fn or_say(self, key: &'static str, facts: &[&dyn AsFact]) -> anyhow::Result<T> {
        self.map_err(|cause| Failed::by(Phrase::new(key, facts), cause).into())
    }
}

impl<T> OrSay<T> for Option<T> {
    fn or_say(self, key: &'static str, facts: &[&dyn AsFact]) -> anyhow::Result<T> {
        self.ok_or_else(|| failed(key, facts))
    }
}

/// An error and its causes, the words of another library as they are. Many an error tells its cause in its
/// own words; what was said is not said again.
pub fn phrase(error: &anyhow::Error) -> Phrase {
    let (mut said, mut phrase) = (String::new(), None);
    for cause in error.chain() {
        let words = cause.to_string();
        phrase = match phrase {
            None => Some(of_cause(cause)),
            Some(so_far) if said.contains(&words) => Some(so_far),
            Some(so_far) => {
                Some(Phrase::new("failed.program.because", &[&so_far, &of_cause(cause)]))
            }
        };
        said.push_str(&words);
    }
    phrase.unwrap_or_else(|| Phrase::plain(error.to_string()))
}

/// A cause by its phrase, where it makes one of itself.
fn of_cause(cause: &(dyn Error + 'static)) -> Phrase {
    let phrase = of::<Failed>(cause, |error| error.phrase.clone())
        .or_else(|| of(cause, StoreError::phrase))
        .or_else(|| of(cause, NewsroomError::phrase))
        .or_else(|| of(cause, RefreshError::phrase))
        .or_else(|| of(cause, SyncError::phrase))
        .or_else(|| of(cause, |error: &sync::Failure| error.phrase("")))
        .or_else(|| of(cause, refresh::Failure::phrase))
        .or_else(|| of(cause, writing::Failure::phrase))
        .or_else(|| of(cause, FetchError::phrase))
        .or_else(|| of(cause, SpecError::phrase))
        .or_else(|| of(cause, ReadError::phrase))
        .or_else(|| of(cause, ListError::phrase))
        .or_else(|| of(cause, ConfigError::phrase))
        .or_else(|| of(cause, app::keymap::KeymapError::phrase))
        .or_else(|| of(cause, ThemeError::phrase))
        .or_else(|| of(cause, LexiconError::phrase))
        .or_else(|| of(cause, EditorError::phrase))
        .or_else(|| of(cause, TemplateError::phrase))
        .or_else(|| of(cause, WriteError::phrase))
        .or_else(|| of(cause, VaultError::phrase));
    phrase.unwrap_or_else(|| Phrase::plain(cause.to_string()))
}

fn of<E: Error + 'static>(
    cause: &(dyn Error + 'static),
    phrase: impl Fn(&E) -> Phrase,
) -> Option<Phrase> {
    cause.downcast_ref::<E>().map(phrase)
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    /// Those that only stand within another one, whose phrase is theirs.
    const WITHIN: [&str; 3] = ["Failed", "Misuse", "Mistake"];

    #[test]
    fn every_error_that_makes_a_phrase_of_itself_is_in_the_list() {
        fn visit(folder: &Path, all: &mut Vec<(String, String)>) {
            for entry in std::fs::read_dir(folder).expect("a folder").flatten() {
                let path = entry.path();
                if path.is_dir() {
                    visit(&path, all);
                } else if path.extension().is_some_and(|ending| ending == "rs") {
                    let code = std::fs::read_to_string(&path).expect("a source file");
                    for (at, _) in code.match_indices(".say(Lang::En))]\npub") {
                        let words = code[at..].split(|c: char| !c.is_alphanumeric());
                        let mut kinds = words.skip_while(|word| !["enum", "struct"].contains(word));
                        let name = kinds.nth(1).unwrap_or_default();
                        all.push((path.display().to_string(), name.to_owned()));
                    }
                }
            }
        }
        let mut all = Vec::new();
        visit(&Path::new(env!("CARGO_MANIFEST_DIR")).join("src"), &mut all);
        let list = include_str!("../runtime/failed.rs");
        assert!(all.len() > 15, "{all:?}");
        for (file, name) in all {
            let is_listed = list.contains(&format!("{name}::phrase"))
                || list.contains(&format!("&sync::{name}|"))
                || list.contains(&format!("sync::{name}|"));
            assert!(is_listed || WITHIN.contains(&name.as_str()), "{name} of {file}");
        }
    }
}
