//! What several items have in common: the things they name and the words of their titles and
//! gists. An idea that begins from them is filled in with these terms.

use std::collections::HashSet;

use super::features::StopWords;
use super::lexicon::Lexicon;
use crate::model::Item;
use crate::text::tokens::{self, Words};

/// Terms that are given at most.
const MOST: usize = 12;

/// Letters of the shortest plain word that is a term.
const SHORTEST: usize = 4;

/// Terms that at least two of the items share, those of most items first; for a single item, what
/// it names.
pub fn shared(items: &[Item], lexicon: &Lexicon) -> Vec<String> {
    let stop = StopWords::shipped();
    // In the order of first sight, so that the same items always give the same terms.
    let mut counted: Vec<(String, usize)> = Vec::new();
    for item in items {
        let text = [&item.row.title].into_iter().chain(&item.gist).cloned().collect::<Vec<_>>();
        let mut seen = HashSet::new();
        for term in terms(&text.join(". "), lexicon, stop, items.len() > 1) {
            if seen.insert(term.clone()) {
                match counted.iter_mut().find(|(known, _)| *known == term) {
                    Some((_, count)) => *count += 1,
                    None => counted.push((term, 1)),
                }
            }
        }
    }
    let least = items.len().min(2);
    counted.retain(|(_, count)| *count >= least);
    counted.sort_by_key(|(_, count)| std::cmp::Reverse(*count));
    counted.into_iter().map(|(term, _)| term).take(MOST).collect()
}

/// The things that a text names, and its plain words where these are wanted.
fn terms(text: &str, lexicon: &Lexicon, stop: &StopWords, with_words: bool) -> Vec<String> {
    let words = Words::of(text);
    let mut named = Vec::new();
    lexicon.find(text, &words, &mut named);
    let mut terms: Vec<String> =
        named.iter().map(|mention| lexicon.entry(mention.entry).name.clone()).collect();
    if !with_words {
        return terms;
    }
    let covered = |at: usize| {
        named.iter().any(|mention| {
            let first = mention.word as usize;
            (first..first + mention.length as usize).contains(&at)
        })
    };
    for (_, word) in words.list().iter().enumerate().filter(|(at, _)| !covered(*at)) {
        let text = tokens::stem(words.text(word));
        let long = if text.is_ascii() { text.len() >= SHORTEST } else { text.chars().count() > 1 };
        let is_word = text.chars().any(char::is_alphabetic);
        if long && is_word && !stop.has(word.hash) && !tokens::is_particle(text) {
            terms.push(text.to_owned());
        }
    }
    terms
}
