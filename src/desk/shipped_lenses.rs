//! Lenses that come with the program: a watch of their name needs no terms.

use std::sync::LazyLock;

use serde::Deserialize;

use crate::lang::Lang;

const SHIPPED: &str = include_str!("../../assets/lexicon/lenses.toml");

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    lens: Vec<Shipped>,
}

/// A lens that comes with the program.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Shipped {
    pub(super) name: String,
    pub(super) ko: String,
    pub(super) terms: Vec<String>,
    /// Words that mean other things, too.
    pub(super) hints: Vec<String>,
    pub(super) topics: Vec<String>,
    pub(super) papers: Option<Measure>,
}

/// A measure of papers.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub(super) enum Measure {
    /// How much a paper says to a reader of finance.
    Finance,
}

/// The lenses that come with the program, read once a process.
pub(super) fn shipped() -> &'static [Shipped] {
    static LENSES: LazyLock<Vec<Shipped>> = LazyLock::new(|| {
        // Built in and parsed by a test: a broken one cannot reach a user.
        toml::from_str::<File>(SHIPPED).map(|file| file.lens).unwrap_or_default()
    });
    &LENSES
}

/// Whether a lens of this name comes with the program, so that a watch of it needs no terms.
pub fn is_lens_shipped(name: &str) -> bool {
    shipped().iter().any(|lens| lens.is_called(name))
}

/// Keys of the topics that a lens of this name looks for, where it comes with the program.
pub fn topics(name: &str) -> Vec<String> {
    let lens = shipped().iter().find(|lens| lens.is_called(name));
    lens.map(|lens| lens.topics.clone()).unwrap_or_default()
}

/// What a lens is called in a language: as the reader named it, or as it comes with the program.
pub fn name_in(name: &str, lang: Lang) -> String {
    match (shipped().iter().find(|lens| lens.is_called(name)), lang) {
        (Some(lens), Lang::Ko) => lens.ko.clone(),
        (Some(lens), Lang::En) => lens.name.clone(),
        (None, _) => name.to_owned(),
    }
}

/// Names of the lenses that come with the program, in English and in Korean.
pub fn shipped_lenses() -> Vec<(String, String)> {
    shipped().iter().map(|lens| (lens.name.clone(), lens.ko.clone())).collect()
}

impl Shipped {
    pub(super) fn is_called(&self, name: &str) -> bool {
        let name = name.trim();
        self.name.eq_ignore_ascii_case(name) || self.ko == name
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::desk::Lexicon;

    #[test]
    fn the_shipped_lenses_are_read_and_their_topics_are_known() {
        let file: File = toml::from_str(SHIPPED).expect("the lenses");
        let lexicon = Lexicon::shipped();
        for key in file.lens.iter().flat_map(|lens| &lens.topics) {
            assert!(lexicon.by_key(key).is_some_and(|entry| entry.kind == "topic"), "{key}");
        }
    }
}
