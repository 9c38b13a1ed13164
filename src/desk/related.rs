//! What else is about the same as an item without telling the same story: a weaker likeness than
//! that of reports of one event, found when it is asked for.

use std::collections::BTreeSet;

use super::features::{self, StopWords};
use super::lexicon::Lexicon;
use crate::model::{ItemId, Row};
use crate::text::tokens::{Script, Words};

/// The most words that are looked for.
const WORDS: usize = 12;
/// Fewer features in common are chance.
const SHARED: usize = 2;
/// The share of their features that two titles must have in common, as a cosine.
const ALIKE: f64 = 0.25;

/// Words by which items about the same as a title can be found: the things it names in every
/// language, and its other telling words.
pub fn words(title: &str, lexicon: &Lexicon) -> Vec<String> {
    let (words, stop, mut named) = (Words::of(title), StopWords::shipped(), Vec::new());
    lexicon.find(title, &words, &mut named);
    let mut found: Vec<String> = Vec::new();
    for mention in &named {
        let entry = lexicon.entry(mention.entry);
        found.push(entry.name.clone());
        found.extend(entry.aliases.first().cloned());
    }
    for word in words.list() {
        let text = words.text(word);
        if word.script != Script::Number && !stop.has(word.hash) && text.len() > 3 {
            found.push(text.to_owned());
        }
    }
    found.truncate(WORDS);
    found
}

/// Those of some items that are about the same as one, the most alike first: one of each other
/// story, so many at most.
pub fn related(of: &Row, items: &[Row], lexicon: &Lexicon, limit: usize) -> Vec<ItemId> {
    let stop = StopWords::shipped();
    let read = |title: &str| -> BTreeSet<u32> {
        let (words, mut named, mut about) = (Words::of(title), Vec::new(), Vec::new());
        lexicon.find(title, &words, &mut named);
        features::features(&words, &named, lexicon, &stop, &mut about);
        about.into_iter().map(|(feature, _)| feature).collect()
    };
    let own = read(&of.title);
    let alike = |row: &Row| {
        let other = read(&row.title);
        let shared = own.intersection(&other).count();
        let alike = shared as f64 / ((own.len() * other.len()) as f64).sqrt().max(1.0);
        (shared >= SHARED && alike >= ALIKE).then_some(alike)
    };
    let others = items.iter().filter(|row| row.id != of.id && row.story != of.story);
    let mut found: Vec<(f64, &Row)> = others.filter_map(|row| Some((alike(row)?, row))).collect();
    found.sort_by(|a, b| b.0.total_cmp(&a.0).then(b.1.id.cmp(&a.1.id)));
    let mut stories = BTreeSet::new();
    found.retain(|(_, row)| stories.insert(row.story));
    found.into_iter().take(limit).map(|(_, row)| row.id).collect()
}
