//! What two reports of one event have in common: the words of their titles, cut to their stems,
//! and the things they name, under one number each whatever the language.

use std::collections::HashSet;
use std::hash::BuildHasherDefault;
use std::sync::LazyLock;

use super::lexicon::{Entry, Hashed, Lexicon, Mention};
use super::lists;
use crate::text::tokens::{self, Script, Word, Words};

/// A word, syllable pair, named thing or event: a number whose last bits say which ([`sort`]).
pub type Feature = u32;

/// What a feature is worth as evidence that two reports tell one event.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Sort {
    /// A word of the matter itself.
    Word = 0,
    /// A word of every other headline.
    Common = 1,
    /// What the lexicon names.
    Name = 2,
    /// A pair of syllables of a longer word of the matter: it takes two to make the word.
    Part = 4,
    /// A company: many things are told of it.
    House = 5,
}

/// Bits of a feature that tell its sort.
const SORT: Feature = 7;

/// What sort a feature is of.
pub fn sort(feature: Feature) -> Sort {
    match feature & SORT {
        0 => Sort::Word,
        1 => Sort::Common,
        2 => Sort::Name,
        5 => Sort::House,
        _ => Sort::Part,
    }
}

/// A feature of no sort: what reads alike is one, whether it stands alone or in a longer word.
pub fn bare(feature: Feature) -> Feature {
    feature & !SORT
}

/// The feature of a sort that a hash stands for.
pub fn of_sort(hash: u64, sort: Sort) -> Feature {
    (hash >> 16) as Feature & !SORT | sort as Feature
}

/// The most features that are kept of one text: no headline has more.
const FEATURES: usize = 160;

/// Words that say nothing about what a text is about.
#[derive(Debug)]
pub struct StopWords(HashSet<u64, BuildHasherDefault<Hashed>>);

impl StopWords {
    /// The words that come with the program, read once a process.
    pub fn shipped() -> &'static StopWords {
        static SHIPPED: LazyLock<StopWords> = LazyLock::new(|| {
            let words = Words::of(include_str!("../../assets/lexicon/stop_words.txt"));
            StopWords(words.list().iter().map(|word| word.hash).collect())
        });
        &SHIPPED
    }

    /// Whether a word, by its hash, says nothing.
    pub fn has(&self, hash: u64) -> bool {
        self.0.contains(&hash)
    }
}

/// Whether a feature is a word that tells a kind of move: it stands in every event of that kind.
pub fn tells_kind(feature: Feature) -> bool {
    static KINDS: LazyLock<HashSet<Feature, BuildHasherDefault<Hashed>>> = LazyLock::new(|| {
        let mut kinds = HashSet::default();
        let moves: toml::Table = toml::from_str(lists::MOVES).unwrap_or_default();
        let lists = moves.values().filter_map(toml::Value::as_table).flatten();
        // What looks like a word of a move and is none tells nothing of it.
        let cues = lists.filter(|(name, _)| *name != "not").filter_map(|(_, cues)| cues.as_array());
        for cue in cues.flatten().filter_map(toml::Value::as_str) {
            let words = Words::of(cue);
            for word in words.list() {
                each_of_word(&words, word, StopWords::shipped(), |feature| {
                    kinds.insert(feature);
                });
            }
        }
        kinds
    });
    KINDS.contains(&feature)
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
    let mut add = |feature: Feature, at: usize| {
        if into.len() < FEATURES && !into.iter().any(|(known, _)| *known == feature) {
            into.push((feature, at));
        }
    };
    let mut mentions = named.iter().peekable();
    let mut skip = 0;
    for (at, word) in words.list().iter().enumerate() {
        if let Some(mention) = mentions.next_if(|mention| mention.word as usize == at) {
            let entry = lexicon.entry(mention.entry);
            let is_fair = entry.kind == "fair";
            add(
                match feature_of(entry) {
                    // What its host shows there is one event; what others do is their own.
                    feature if is_fair && is_of_host(mention, named, lexicon) => {
                        bare(feature) | Sort::Name as Feature
                    }
                    feature => feature,
                },
                at,
            );
            skip = mention.length;
            // The year of a fair goes with its name.
            let next = words.list().get(at + mention.length as usize);
            let is_year = next.is_some_and(|next| is_year(words.text(next)));
            skip += u32::from(is_year && is_fair);
        }
        if skip > 0 {
            skip -= 1;
            continue;
        }
        each_of_word(words, word, stop, |feature| add(feature, at));
    }
}

/// The first feature of a word that is no part of a name; none where it says nothing.
pub fn of_text(word: &str, stop: &StopWords) -> Option<Feature> {
    let words = Words::of(word);
    let mut first = None;
    each_of_word(&words, words.list().first()?, stop, |feature| {
        first.get_or_insert(feature);
    });
    first
}

/// Names the features of a word that is no part of a name.
fn each_of_word(words: &Words, word: &Word, stop: &StopWords, mut add: impl FnMut(Feature)) {
    let text = words.text(word);
    match word.script {
        Script::Alphabetic => {
            if !stop.has(word.hash) && text.len() > 1 {
                add(of_word(english_stem(text)));
            }
        }
        Script::Number => {
            // Many things happen to be as many; a version's number is rarely whole.
            let sort = if text.contains('.') { Sort::Word } else { Sort::Common };
            if !stop.has(word.hash) && text.len() > 1 {
                add(of_sort(word.hash, sort));
            }
        }
        Script::Hangul | Script::Han => {
            let stem = tokens::stem(text);
            if !stop.has(tokens::hash(stem.as_bytes())) && stem.len() > 3 {
                let whole = tokens::pairs(stem).nth(1).is_none();
                let sort = if whole { Sort::Word } else { Sort::Part };
                let of_pair = |pair: &str| of_sort(tokens::hash(pair.as_bytes()), sort);
                tokens::pairs(stem).for_each(|pair| add(of_pair(pair)));
            }
        }
    }
}

/// The feature that an entry of the lexicon has in every language.
pub fn entry_feature(lexicon: &Lexicon, entry: u32) -> Feature {
    feature_of(lexicon.entry(entry))
}

/// The feature of an entry of the lexicon.
pub fn feature_of(entry: &Entry) -> Feature {
    let hash = tokens::combine(tokens::hash(entry.key.as_bytes()), 1);
    let sort = match entry.kind.as_str() {
        "company" => Sort::House,
        // Many things are shown at one fair.
        "fair" => Sort::Common,
        _ => Sort::Name,
    };
    of_sort(hash, sort)
}

/// Whether a title is about whose fair it is: that company is the first it names, or it opens with the
/// fair and names none.
fn is_of_host(fair: &Mention, named: &[Mention], lexicon: &Lexicon) -> bool {
    let Some(host) = lexicon.company_of(fair.entry) else { return false };
    let mut companies = named.iter().filter(|one| lexicon.entry(one.entry).kind == "company");
    companies.next().map_or(fair.word == 0, |first| first.entry == host)
}

/// Whether a word is a year of ours, also shortened.
fn is_year(word: &str) -> bool {
    let digits = word.strip_prefix("20").unwrap_or(word);
    digits.len() == 2 && digits.bytes().all(|byte| byte.is_ascii_digit())
}

fn of_word(word: &str) -> Feature {
    of_sort(tokens::hash(word.as_bytes()), Sort::Word)
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
