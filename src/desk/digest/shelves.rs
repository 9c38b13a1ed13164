//! Shelves of research, so that the papers of a digest are not all of one kind.

use serde::Deserialize;

use crate::model::Item;

/// The shelves, in the order in which a paper is put on one.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Shelves {
    shelf: Vec<Shelf>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
#[expect(dead_code, reason = "names are for the page that shows the shelves")]
struct Shelf {
    key: String,
    name: String,
    ko: String,
    /// Keys of topics.
    topics: Vec<String>,
    /// Categories of arXiv, or whole archives of it.
    fields: Vec<String>,
}

impl Shelves {
    /// Those that come with the program.
    pub(super) fn shipped() -> Shelves {
        // Built in and parsed by a test: a broken one cannot reach a user.
        let text = include_str!("../../../assets/lexicon/shelves.toml");
        toml::from_str(text).unwrap_or(Shelves { shelf: Vec::new() })
    }

    /// On which shelf a paper stands: by a topic that it names, else by its field, else on the
    /// last.
    pub(super) fn of(&self, item: &Item, topics: &[String]) -> usize {
        let primary = item.paper.primary_category.as_ref().or(item.row.category.as_ref());
        let is_in = |category: &String, field: &str| {
            let rest = category.strip_prefix(field);
            rest.is_some_and(|rest| rest.is_empty() || rest.starts_with(['.', '-']))
        };
        let by_topic =
            self.shelf.iter().position(|shelf| topics.iter().any(|key| shelf.topics.contains(key)));
        let by_field = || {
            let category = primary?;
            self.shelf
                .iter()
                .position(|shelf| shelf.fields.iter().any(|field| is_in(category, field)))
        };
        by_topic.or_else(by_field).unwrap_or(self.shelf.len())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_shelves_are_read() {
        let text = include_str!("../../../assets/lexicon/shelves.toml");
        let shelves: Shelves = toml::from_str(text).expect("the shelves");
        assert!(shelves.shelf.len() > 5);
    }
}
