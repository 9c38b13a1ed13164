//! What the names that stand in a title say together.

use crate::desk::features::{self, Feature};
use crate::desk::lexicon::{Lexicon, Mention};
use crate::desk::places;
use crate::text::tokens::Words;

/// The names that stand in a title.
pub fn find(title: &str, words: &Words, lexicon: &Lexicon, named: &mut Vec<Mention>) {
    lexicon.find(title, words, named);
    named.retain(|mention| !is_body_abroad(mention, words, lexicon));
}

/// The weight of the heaviest name of a kind; none has none.
pub fn heaviest(named: &[Mention], kind: &str, lexicon: &Lexicon) -> u8 {
    named
        .iter()
        .map(|mention| lexicon.entry(mention.entry))
        .filter(|entry| entry.kind == kind)
        .map(|entry| u8::from(entry.weight))
        .max()
        .unwrap_or(0)
}

/// Whether an office that is written without its country, as the American ones are, is another
/// country's by the word before it: "Peru's Congress", "일본 상원".
fn is_body_abroad(mention: &Mention, words: &Words, lexicon: &Lexicon) -> bool {
    let entry = lexicon.entry(mention.entry);
    entry.kind == "body"
        && entry.key.starts_with("us-")
        && places::is_abroad(words, mention.word as usize)
}

/// Whether a title begins with a company.
pub fn begins_with_company(named: &[Mention], lexicon: &Lexicon) -> bool {
    let first = named.first();
    first.is_some_and(|one| one.word < 2 && lexicon.company_of(one.entry).is_some())
}

/// The index of the first word that names a company or what belongs to one.
pub fn company_at(named: &[Mention], lexicon: &Lexicon) -> Option<usize> {
    let of_company = |mention: &&Mention| lexicon.company_of(mention.entry).is_some();
    named.iter().find(of_company).map(|mention| mention.word as usize)
}

/// The products that are named, by their features.
pub fn products(named: &[Mention], lexicon: &Lexicon) -> Vec<Feature> {
    let entries = named.iter().map(|mention| lexicon.entry(mention.entry));
    entries.filter(|entry| entry.kind == "product").map(features::feature_of).collect()
}

/// Keys of the topics that title and first sentence name, those of the title first.
pub fn topics(lexicon: &Lexicon, named: &[Mention], below: &[Mention]) -> Vec<String> {
    /// A report is about no more of them.
    const MOST: usize = 6;
    let mut keys: Vec<String> = Vec::new();
    for mention in named.iter().chain(below) {
        let entry = lexicon.entry(mention.entry);
        if entry.kind == "topic" && !keys.contains(&entry.key) && keys.len() < MOST {
            keys.push(entry.key.clone());
        }
    }
    keys
}
