//! What two reports of one event have in common: the words of their titles, cut to their stems,
//! and the things they name, under one number each whatever the language.

use std::collections::HashSet;
use std::hash::BuildHasherDefault;

use super::lexicon::{Hashed, Lexicon, Mention};
use crate::text::tokens::{self, Script, Words};

/// A word, syllable pair or named thing.
pub type Feature = u32;

/// The most features that are kept of one text: no headline has more.
const FEATURES: usize = 160;

/// Words that say nothing about what a text is about.
#[derive(Debug)]
pub struct StopWords(HashSet<u64, BuildHasherDefault<Hashed>>);

impl StopWords {
    /// The words that come with the program.
    pub fn shipped() -> StopWords {
        let words = Words::of(include_str!("../../assets/lexicon/stop_words.txt"));
        StopWords(words.list().iter().map(|word| word.hash).collect())
    }

    /// Whether a word, by its hash, says nothing.
    pub fn has(&self, hash: u64) -> bool {
        self.0.contains(&hash)
    }
}

/// The features of a text, each once, in the order of first sight, with the index of the word
/// that each comes from.
pub fn features(
    words: &Words,
    named: &[Mention],
    lexicon: &Lexicon,
    stop: &StopWords,
    into: &mut Vec<(Feature, usize)>,
) {
    into.clear();
    let mut add = |hash: u64, at: usize| {
        let feature = (hash >> 16) as Feature;
        if into.len() < FEATURES && !into.iter().any(|(known, _)| *known == feature) {
            into.push((feature, at));
        }
    };
    let mut mentions = named.iter().peekable();
    let mut skip = 0;
    for (at, word) in words.list().iter().enumerate() {
        if let Some(mention) = mentions.next_if(|mention| mention.word as usize == at) {
            add(entry_feature(lexicon, mention.entry), at);
            skip = mention.length;
        }
        if skip > 0 {
            skip -= 1;
            continue;
        }
        let text = words.text(word);
        match word.script {
            Script::Alphabetic | Script::Number => {
                if !stop.has(word.hash) && text.len() > 1 {
                    add(tokens::hash(english_stem(text).as_bytes()), at);
                }
            }
            Script::Hangul | Script::Han => {
                let stem = tokens::stem(text);
                if !stop.has(tokens::hash(stem.as_bytes())) && stem.len() > 3 {
                    tokens::pairs(stem).for_each(|pair| add(tokens::hash(pair.as_bytes()), at));
                }
            }
        }
    }
}

/// The feature that an entry of the lexicon has in every language.
fn entry_feature(lexicon: &Lexicon, entry: u32) -> u64 {
    tokens::combine(tokens::hash(lexicon.entry(entry).key.as_bytes()), 1)
}

/// An English word without the endings that mark number and tense; not a stem in the grammar's
/// sense, but the same for `merger` and `mergers`, `launches` and `launching`.
fn english_stem(word: &str) -> &str {
    const LEAST: usize = 4;
    if !word.is_ascii() || word.len() <= LEAST || word.bytes().any(|b| b.is_ascii_digit()) {
        return word;
    }
    for ending in ["ings", "ing", "ies", "ers", "ed", "es", "er", "s", "e", "y"] {
        if let Some(rest) = word.strip_suffix(ending)
            && rest.len() >= LEAST - usize::from(ending.len() == 1)
            && !(ending == "s" && rest.ends_with('s'))
        {
            return rest;
        }
    }
    word
}

/// A number for a title, the same for copies of one wire however they are set.
pub fn wire(title: &Words) -> u32 {
    /// Words after these are often the publisher's name.
    const COMPARED: usize = 10;
    let words = title.list().iter().take(COMPARED);
    words.fold(0, |state, word| tokens::combine(state, word.hash)) as u32
}

/// Versions and amounts that a title names: a number for of what, and one for which. `GPT-4`
/// is version 4 of gpt; `$5 billion` are 5 of the unit billion.
pub fn figures(title: &Words, stop: &StopWords) -> Box<[(u32, u32)]> {
    let of = |text: &str| tokens::hash(text.as_bytes()) as u32;
    let mut found: Vec<(u32, u32)> = Vec::new();
    let list = title.list();
    for (at, word) in list.iter().enumerate() {
        let text = title.text(word);
        let digits = text.find(|c: char| c.is_ascii_digit());
        let Some(digits) = digits else { continue };
        let (name, number) = text.split_at(digits);
        if word.script == Script::Alphabetic {
            found.push((of(name.trim_end_matches('-')), of(number)));
            continue;
        }
        let next = list.get(at + 1).map(|next| title.text(next)).unwrap_or_default();
        let unit = UNITS.iter().position(|unit| next.starts_with(unit));
        let before = at.checked_sub(1).and_then(|at| list.get(at));
        if let Some(unit) = unit {
            found.push((unit as u32, of(number)));
        } else if let Some(before) = before
            && before.capital
            && before.script == Script::Alphabetic
            && number.len() <= 4
            && !stop.has(before.hash)
            && !MONTHS.iter().any(|month| title.text(before).starts_with(month))
        {
            found.push((of(title.text(before)), of(number)));
        }
    }
    found.into()
}

/// Words that make an amount of the number before them.
const UNITS: [&str; 6] = ["billion", "million", "trillion", "bn", "억", "조"];

/// A number after these is a date.
const MONTHS: [&str; 12] =
    ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];
