//! Shelves of research, so that the papers of a digest are not all of one kind.

use std::sync::LazyLock;

use serde::Deserialize;

use crate::lang::Lang;
use crate::model::Item;

/// The shelves, in the order in which a paper is put on one.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Shelves {
    shelf: Vec<Shelf>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Shelf {
    key: String,
    name: String,
    ko: String,
    /// Whether its topics are methods.
    #[serde(default)]
    method: bool,
    /// Keys of topics.
    topics: Vec<String>,
    /// Categories of arXiv, or whole archives of it.
    fields: Vec<String>,
}

/// Whether a shelf is that of finance and time series.
pub(super) fn is_finance(shelf: usize) -> bool {
    Shelves::shipped().finance() == Some(shelf)
}

impl Shelves {
    /// Those that come with the program, read once a process.
    pub(super) fn shipped() -> &'static Shelves {
        static SHIPPED: LazyLock<Shelves> = LazyLock::new(|| {
            // Built in and parsed by a test: a broken one cannot reach a user.
            let text = include_str!("../../../assets/lexicon/shelves.toml");
            toml::from_str(text).unwrap_or(Shelves { shelf: Vec::new() })
        });
        &SHIPPED
    }

    /// On which of the shelves that it may stand on a paper stands: by a topic that it names, else by its
    /// field, else on the last.
    pub(super) fn of(
        &self,
        item: &Item,
        topics: &[String],
        may_stand: &dyn Fn(usize) -> bool,
    ) -> usize {
        let primary = item.paper.primary_category.as_ref().or(item.row.category.as_ref());
        let is_in = |category: &String, field: &str| {
            let rest = category.strip_prefix(field);
            rest.is_some_and(|rest| rest.is_empty() || rest.starts_with(['.', '-']))
        };
        let first = |holds: &dyn Fn(&Shelf) -> bool| {
            let mut shelves = self.shelf.iter().enumerate();
            shelves.find(|(at, shelf)| may_stand(*at) && holds(shelf)).map(|(at, _)| at)
        };
        let by_topic = first(&|shelf| topics.iter().any(|key| shelf.topics.contains(key)));
        let by_field = || {
            let category = primary?;
            first(&|shelf| shelf.fields.iter().any(|field| is_in(category, field)))
        };
        by_topic.or_else(by_field).unwrap_or(self.shelf.len().saturating_sub(1))
    }

    /// The shelf of finance and time series.
    pub(super) fn finance(&self) -> Option<usize> {
        self.shelf.iter().position(|shelf| shelf.key == "finance")
    }

    /// Whether a shelf holds what belongs on no other.
    pub(super) fn is_last(&self, shelf: usize) -> bool {
        shelf + 1 >= self.shelf.len()
    }

    /// What a shelf is called.
    pub(super) fn name(&self, shelf: usize, lang: Lang) -> Option<&str> {
        let shelf = self.shelf.get(shelf)?;
        Some(match lang {
            Lang::En => &shelf.name,
            Lang::Ko => &shelf.ko,
        })
    }

    /// Whether a topic is a method.
    pub(super) fn is_method(&self, topic: &str) -> bool {
        let methods = self.shelf.iter().filter(|shelf| shelf.method);
        methods.flat_map(|shelf| &shelf.topics).any(|key| key == topic)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::desk::Lexicon;

    #[test]
    fn the_shelves_are_read_and_hold_topics_of_the_lexicon_once() {
        let text = include_str!("../../../assets/lexicon/shelves.toml");
        let shelves: Shelves = toml::from_str(text).expect("the shelves");
        assert!(shelves.shelf.len() > 5);
        let lexicon = Lexicon::shipped();
        let mut seen = std::collections::HashSet::new();
        for key in shelves.shelf.iter().flat_map(|shelf| &shelf.topics) {
            assert!(lexicon.by_key(key).is_some_and(|entry| entry.kind == "topic"), "{key}");
            assert!(seen.insert(key), "{key} stands twice");
        }
        assert!(shelves.shelf.iter().any(|shelf| shelf.key == "finance"));
        assert!(shelves.is_method("reasoning") && !shelves.is_method("time-series"));
    }
}
