//! Lists of sources as TOML: the one that ships, and the user's own.

use std::collections::BTreeSet;
use std::hash::{Hash as _, Hasher as _};

use serde::Deserialize;
use thiserror::Error;

use crate::lang::Lang;
use crate::model::{Phrase, Source};
use crate::text::clean;

/// Why a list cannot be used.
#[derive(Debug, Error)]
#[error("{}", self.phrase().say(Lang::En))]
pub enum ListError {
    /// It is not TOML, or a table is not a source.
    Toml {
        /// The line, from 1.
        line: usize,
        /// What the parser says, in one line.
        why: String,
    },
    /// Two sources have one name.
    Twice(String),
    /// A name that is no slug.
    Id(String),
}

impl ListError {
    /// What went wrong, with what, and what to do.
    pub fn phrase(&self) -> Phrase {
        match self {
            ListError::Toml { line, why } => Phrase::new("failed.list.toml", &[line, why]),
            ListError::Twice(id) => Phrase::new("failed.list.twice", &[&format!("{id:?}")]),
            ListError::Id(id) => Phrase::new("failed.list.id", &[&format!("{id:?}")]),
        }
    }
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct List {
    #[serde(default)]
    source: Vec<Source>,
}

/// The sources of a list, in its order.
///
/// # Errors
/// When the text is no such list, or names two sources alike.
pub fn read(text: &str) -> Result<Vec<Source>, ListError> {
    let List { source: sources } = toml::from_str(text).map_err(|error| {
        let before = error.span().and_then(|span| text.get(..span.start)).unwrap_or_default();
        let line = before.matches('\n').count() + 1;
        ListError::Toml { line, why: clean::line(error.message(), 500) }
    })?;
    let mut names = BTreeSet::new();
    for source in &sources {
        let name = source.id.0.as_str();
        if !is_slug(name) {
            return Err(ListError::Id(name.to_owned()));
        }
        if !names.insert(name) {
            return Err(ListError::Twice(name.to_owned()));
        }
    }
    Ok(sources.into_iter().map(Source::cleaned).collect())
}

const SHIPPED: &str = include_str!("../../../assets/sources.toml");

/// What tells this version of the shipped list from others, without reading it.
pub fn mark() -> String {
    let mut hasher = std::hash::DefaultHasher::new();
    SHIPPED.hash(&mut hasher);
    format!("{:016x}", hasher.finish())
}

/// The list that comes with the program.
pub fn shipped() -> Vec<Source> {
    // Built in, and held by a test: an error cannot reach a user.
    read(SHIPPED).unwrap_or_default()
}

fn is_slug(name: &str) -> bool {
    !name.is_empty()
        && name.split('-').all(|part| {
            !part.is_empty() && part.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit())
        })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Moment, Pane, Tier};
    use crate::sources::kind;

    fn count(sources: &[Source], what: impl Fn(&Source) -> bool) -> usize {
        sources.iter().filter(|source| what(source)).count()
    }

    #[test]
    fn the_shipped_list_parses_and_covers_three_panes_in_two_languages() {
        let sources = read(SHIPPED).unwrap();
        assert!(sources.len() >= 60, "{} sources", sources.len());
        let enabled = count(&sources, |source| source.enabled);
        assert!((20..=45).contains(&enabled), "{enabled} are on at first run");
        for pane in Pane::ALL {
            let on = |source: &Source| source.pane == Some(pane) && source.enabled;
            assert!(count(&sources, |source| source.pane == Some(pane)) >= 12, "{pane:?}");
            assert!(count(&sources, on) >= 6, "{pane:?} is thin at first run");
        }
        let korean = |source: &Source| source.language.as_deref() == Some("ko");
        assert!(count(&sources, korean) >= 20);
        for pane in [Pane::Companies, Pane::Trends] {
            let on = |s: &Source| korean(s) && s.enabled && s.pane == Some(pane);
            assert!(count(&sources, on) >= 3, "{pane:?} in Korean");
        }
    }

    #[test]
    fn every_shipped_source_says_what_the_desk_and_the_reader_need() {
        let now: Moment = "2026-03-09T07:00:00Z".parse().unwrap();
        for source in shipped() {
            let id = &source.id;
            let kind = kind(&source.kind).unwrap_or_else(|| panic!("{id} is a {}", source.kind));
            let request = kind.request(&source, now).unwrap();
            // The commission's server has no other door.
            let is_safe = request.url.starts_with("https://") || id.0 == "fsc-korea";
            assert!(is_safe, "{id} asks {}", request.url);
            assert!(!source.address.is_empty() && !source.name.is_empty(), "{id}");
            assert!(source.pane.is_some(), "{id} has no pane");
            assert!(source.language.is_some(), "{id} has no language");
            assert!(source.interval_minutes.is_some_and(|minutes| minutes >= 30), "{id}");
            if source.company.is_some() && source.tier != Tier::Primary {
                assert_eq!(source.pane, Some(Pane::Trends), "{id}: a company's own is primary");
            }
        }
    }

    #[test]
    fn no_two_shipped_sources_ask_the_same() {
        let mut asked = BTreeSet::new();
        for source in shipped() {
            let address = source.address.trim_end_matches('/').to_owned();
            assert!(asked.insert((source.kind, address)), "{} asks what another asks", source.id);
        }
    }

    #[test]
    fn a_list_with_a_doubled_or_crooked_name_is_refused() {
        let table =
            "[[source]]\nid = 'a'\nname = 'A'\nkind = 'feed'\naddress = 'https://a.example/'\n";
        assert_eq!(read(table).unwrap().len(), 1);
        assert!(matches!(read(&table.repeat(2)), Err(ListError::Twice(id)) if id == "a"));
        let crooked = table.replace("'a'", "'A b'");
        assert!(matches!(read(&crooked), Err(ListError::Id(id)) if id == "A b"));
        let Err(misspelt) = read("[[source]]\nnmae = 1") else { panic!("refused") };
        let said = misspelt.to_string();
        assert!(
            said.contains("line 2: unknown field `nmae`") && said.lines().count() == 1,
            "{said}"
        );
    }
}
