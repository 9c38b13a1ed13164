//! A file of the lexicon: the form of its entries, those of a user's own file laid over those that come
//! with the program, and what is said of a mistake.

use crate::lang::Lang;
use crate::model::{Fact, Phrase};
use serde::Deserialize;
use toml::Spanned;

/// How an entry's spellings are found.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Match {
    /// As whole words, whatever the case.
    #[default]
    Any,
    /// As whole words, only in the case written.
    Case,
    /// By its Korean name and its aliases only: the name is a common word.
    Aliases,
}

/// One entry as it is written in a file.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Record {
    pub key: String,
    pub name: String,
    pub kind: Spanned<String>,
    #[serde(default)]
    pub ko: Option<String>,
    #[serde(default)]
    pub aliases: Vec<String>,
    #[serde(default)]
    pub company: Option<Spanned<String>>,
    #[serde(default, rename = "match")]
    pub how: Match,
    /// Phrases with a spelling in them that mean something else.
    #[serde(default)]
    pub not: Vec<String>,
    /// How much weight its acts have: 3 moves markets or the field by itself, 2 is large or closely
    /// watched, 1 is any other.
    #[serde(default)]
    pub weight: Weight,
    /// Hosts, and paths on hosts, whose pages are its own word.
    #[serde(default)]
    pub hosts: Vec<String>,
    /// Whether it is so broad a topic that it is no theme.
    #[serde(default)]
    pub broad: bool,
    /// Whether it is an arm of a company, which acts as one and is no product.
    #[serde(default)]
    pub arm: bool,
    /// Keys that it had in earlier versions of the program.
    #[serde(default)]
    pub was: Vec<String>,
}

impl Record {
    /// Whether this is its key, or was once.
    fn has_key(&self, key: &str) -> bool {
        self.key == key || self.was.iter().any(|was| was == key)
    }
}

/// How much weight the acts of a company have, from 1 to 3.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Deserialize)]
#[serde(try_from = "u8")]
pub struct Weight(u8);

impl Default for Weight {
    fn default() -> Weight {
        Weight(1)
    }
}

impl TryFrom<u8> for Weight {
    type Error = String;

    fn try_from(weight: u8) -> Result<Weight, String> {
        match weight {
            1..=3 => Ok(Weight(weight)),
            _ => Err(format!("`{weight}` is no weight: it is 1, 2 or 3")),
        }
    }
}

impl From<Weight> for u8 {
    fn from(weight: Weight) -> u8 {
        weight.0
    }
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    #[serde(default)]
    entry: Vec<Record>,
}

/// What an entry can be.
const KINDS: [&str; 7] = ["company", "product", "lab", "topic", "person", "body", "fair"];

/// What an entry is called in Korean: what it says, else its first other spelling, unless that is
/// written so only to be found, or names a branch: `ASML코리아`, `스트라이프社`, `제우스 로봇`.
pub fn korean_name(record: &Record) -> Option<String> {
    let is_name = |alias: &&String| {
        alias.chars().any(is_hangul)
            && !alias.contains(' ')
            && !alias.ends_with('社')
            && !alias.starts_with(&record.name)
    };
    let korean = record.ko.as_ref().filter(|name| name.chars().any(is_hangul));
    korean.or_else(|| record.aliases.first().filter(is_name)).cloned()
}

fn is_hangul(c: char) -> bool {
    ('가'..='힣').contains(&c)
}

/// What is wrong with a lexicon file; whoever read the file adds its name.
#[derive(Debug, thiserror::Error)]
#[error("{}", self.phrase().say(Lang::En))]
pub struct LexiconError {
    /// Line of the mistake, from 1.
    pub line: usize,
    /// What is wrong, and what may have been meant.
    pub message: Fact,
}

impl LexiconError {
    /// What went wrong, with what, and what to do.
    pub fn phrase(&self) -> Phrase {
        Phrase::new("failed.lexicon.wrong", &[&self.line, &self.message])
    }

    fn at(text: &str, at: usize, message: Fact) -> LexiconError {
        let line = text.get(..at).unwrap_or(text).matches('\n').count() + 1;
        LexiconError { line, message }
    }
}

/// Of some names the nearest to one that is not among them, if one is near.
pub fn nearest<'a>(unknown: &str, known: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let far = (unknown.chars().count() / 4 + 1).min(3);
    let distance = |name: &&str| strsim::damerau_levenshtein(unknown, &name.to_lowercase());
    let near = known.into_iter().map(|name| (distance(&name), name));
    near.filter(|(distance, _)| *distance <= far).min().map(|(_, name)| name)
}

/// What is said of a name that nothing has, by the phrase of what it should be and what is near.
pub(super) fn unknown(key: &'static str, name: &str, near: Option<&str>) -> Phrase {
    let unknown = Phrase::new(key, &[&name]);
    match near {
        Some(near) => Phrase::new("failed.nearest", &[&unknown, &near]),
        None => unknown,
    }
}

/// The entries of some files, and those of a user's own file, which may replace others.
pub fn records<'a>(
    files: impl IntoIterator<Item = &'a str>,
    own: Option<&'a str>,
) -> Result<Vec<Record>, LexiconError> {
    let mut records: Vec<Record> = Vec::new();
    for text in files.into_iter().chain(own) {
        let file = toml::from_str::<File>(text).map_err(|error| {
            let at = error.span().map_or(0, |span| span.start);
            LexiconError::at(text, at, error.message().into())
        })?;
        if own != Some(text) {
            records.extend(file.entry);
            continue;
        }
        for record in file.entry {
            match records.iter_mut().find(|known| known.has_key(&record.key)) {
                Some(known) => {
                    let (key, was) =
                        (std::mem::take(&mut known.key), std::mem::take(&mut known.was));
                    *known = Record { key, was, ..record };
                }
                None => records.push(record),
            }
        }
    }
    if let Some(own) = own {
        check(own, &records)?;
    }
    Ok(records)
}

/// Whether the entries of a reader's own file are of known kinds and belong to known companies.
fn check(own: &str, records: &[Record]) -> Result<(), LexiconError> {
    for record in toml::from_str::<File>(own).map(|file| file.entry).unwrap_or_default() {
        let kind = record.kind.get_ref();
        if !KINDS.contains(&kind.as_str()) {
            let message = unknown("failed.lexicon.kind", kind, nearest(kind, KINDS));
            let message = Phrase::new("failed.lexicon.kinds", &[&message, &KINDS.join(", ")]);
            return Err(LexiconError::at(own, record.kind.span().start, Fact::Phrase(message)));
        }
        let Some(owner) = record.company else { continue };
        let name = owner.get_ref();
        if !records.iter().any(|known| known.has_key(name)) {
            let near = nearest(name, records.iter().map(|known| known.key.as_str()));
            let message = unknown("failed.lexicon.company", name, near);
            return Err(LexiconError::at(own, owner.span().start, Fact::Phrase(message)));
        }
    }
    Ok(())
}
