//! Keys that references are cited by: the same on every machine, since only what is cited makes
//! them, and readable in plain Latin letters (`kim2026-small-models-forget-x7kq`).

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

/// Who, when, how the title begins, and a tag: the key depends on nothing that stands beside the
/// reference in a list, so that one that was cited is found again.
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
    let mut parts: Vec<String> = who.into_iter().chain(words).collect();
    // A key of digits alone is none to some programs.
    if !parts.iter().any(|part| part.contains(|c: char| c.is_ascii_lowercase())) {
        parts.insert(0, "item".to_owned());
    }
    parts.push(tag(reference));
    parts.join("-")
}

/// Counts those that differ in nothing that is known: several reports of one page.
pub(super) fn tell_apart(references: &mut [Reference]) {
    let mut given: HashMap<String, usize> = HashMap::new();
    for reference in references {
        let same = given.entry(reference.key.clone()).or_default();
        *same += 1;
        if *same > 1 {
            reference.key = format!("{}-{same}", reference.key);
        }
    }
}

/// Four letters and digits by what the reference is known everywhere; a paper's DOI is often known
/// later than the identifier of its preprint.
fn tag(reference: &Reference) -> String {
    const SIGNS: &[u8; 32] = b"abcdefghijkmnpqrstuvwxyz23456789";
    let known = reference.arxiv.as_ref().or(reference.doi.as_ref()).or(reference.url.as_ref());
    // A DOI is the same in small letters and in capitals.
    let number = tokens::hash(known.unwrap_or(&reference.title).to_lowercase().as_bytes());
    (0..4).map(|at| char::from(SIGNS[(number >> (5 * at)) as usize % SIGNS.len()])).collect()
}
