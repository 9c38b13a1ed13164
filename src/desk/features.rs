//! What two reports of one event have in common: the words of their titles, cut to their stems,
//! and the things they name, under one number each whatever the language.

use super::lexicon::{HashedMap, Lexicon, Mention};
use crate::text::tokens::{self, Script, Words};

/// A word, syllable pair or named thing.
pub type Feature = u32;

/// Words that say nothing about what a text is about.
#[derive(Debug)]
pub struct StopWords(HashedMap<u64, ()>);

impl StopWords {
    /// The words that come with the program.
    pub fn shipped() -> StopWords {
        let words = Words::of(include_str!("../../assets/lexicon/stop_words.txt"));
        StopWords(words.list().iter().map(|word| (word.hash, ())).collect())
    }

    /// Whether a word, by its hash, says nothing.
    pub fn has(&self, hash: u64) -> bool {
        self.0.contains_key(&hash)
    }
}

/// The features of a text, each once, in the order of first sight.
pub fn features(
    words: &Words,
    named: &[Mention],
    lexicon: &Lexicon,
    stop: &StopWords,
    into: &mut Vec<Feature>,
) {
    let mut add = |hash: u64| {
        let feature = (hash >> 16) as Feature;
        if !into.contains(&feature) {
            into.push(feature);
        }
    };
    let mut mentions = named.iter().peekable();
    let mut skip = 0;
    for (at, word) in words.list().iter().enumerate() {
        if let Some(mention) = mentions.next_if(|mention| mention.word as usize == at) {
            add(entry_feature(lexicon, mention.entry));
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
                    add(tokens::hash(english_stem(text).as_bytes()));
                }
            }
            Script::Hangul | Script::Han => {
                let stem = tokens::stem(text);
                if !stop.has(tokens::hash(stem.as_bytes())) && stem.len() > 3 {
                    tokens::pairs(stem).for_each(|pair| add(tokens::hash(pair.as_bytes())));
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
