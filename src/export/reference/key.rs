//! Keys that references are cited by: the same on every machine, since only what is cited makes
//! them, and readable in plain Latin letters (`kim2026-small-models-forget`).

use std::collections::HashMap;

use super::Reference;
use crate::text::roman::latin;
use crate::text::tokens;

/// Words of the title in a key.
const WORDS: usize = 3;

/// Letters of each of these words, and of the name.
const LETTERS: usize = 16;

/// Words that a title is not known by.
const SMALL: &str = "a an the on of in for to and with by at from is are be as or via its their how \
     what why when we our";

/// Who, when, and how the title begins.
pub(super) fn of(reference: &Reference, year: Option<i32>) -> String {
    let family = reference.people.first().map(crate::text::name::Name::short).unwrap_or_default();
    let family = family.chars().take(LETTERS).collect::<String>();
    let year = year.map(|year| year.to_string()).unwrap_or_default();
    let title = reference.readable_title();
    let words = title
        .split(|c: char| c.is_whitespace() || matches!(c, '-' | '–' | '—' | '/' | ':' | ','))
        .map(latin)
        .filter(|word| !word.is_empty() && !SMALL.split_whitespace().any(|small| small == word))
        .take(WORDS)
        .map(|word| word.chars().take(LETTERS).collect());
    let who = Some(family + &year).filter(|who| !who.is_empty());
    let key = who.into_iter().chain(words).collect::<Vec<String>>().join("-");
    // A key of digits alone is none to some programs.
    if key.contains(|c: char| c.is_ascii_lowercase()) {
        key
    } else {
        format!("item-{}", tag(reference))
    }
}

/// Adds to keys that several references have what tells them apart.
pub(super) fn tell_apart(references: &mut [Reference]) {
    let mut count: HashMap<String, usize> = HashMap::new();
    for reference in references.iter() {
        *count.entry(reference.key.clone()).or_default() += 1;
    }
    let mut given: HashMap<String, usize> = HashMap::new();
    for reference in references.iter_mut().filter(|reference| count[&reference.key] > 1) {
        reference.key = format!("{}-{}", reference.key, tag(reference));
        let same = given.entry(reference.key.clone()).or_default();
        *same += 1;
        // Two reports of one page that differ in nothing.
        if *same > 1 {
            reference.key = format!("{}-{same}", reference.key);
        }
    }
}

/// Four letters and digits by what the reference is known everywhere.
fn tag(reference: &Reference) -> String {
    const SIGNS: &[u8; 32] = b"abcdefghijkmnpqrstuvwxyz23456789";
    let known = reference.doi.as_ref().or(reference.arxiv.as_ref()).or(reference.url.as_ref());
    let number = tokens::hash(known.unwrap_or(&reference.title).as_bytes());
    (0..4).map(|at| char::from(SIGNS[(number >> (5 * at)) as usize % SIGNS.len()])).collect()
}
