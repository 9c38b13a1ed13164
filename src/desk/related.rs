//! What else is about the same as an item without telling the same story: a weaker likeness than
//! that of reports of one event, found when it is asked for.

use std::collections::BTreeSet;

use super::compare::{Comparer, Level};
use super::features::StopWords;
use super::lexicon::Lexicon;
use crate::model::{ItemId, Past};
use crate::text::tokens::{Script, Words};

/// The most words that are looked for.
const WORDS: usize = 12;

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

/// Those of some reports that are about the same as one of them, the most alike first: one of each
/// other story, so many at most.
pub fn related(of: ItemId, reports: &[Past], comparer: &Comparer<'_>, limit: usize) -> Vec<ItemId> {
    let Some(own) = reports.iter().find(|report| report.id == of) else { return Vec::new() };
    let subject = comparer.subject(own);
    let others = reports.iter().filter(|report| report.id != of && report.story != own.story);
    let mut found: Vec<(f64, &Past)> = others
        .map(|report| (comparer.likeness(&subject, &comparer.subject(report)), report))
        .filter(|(alike, _)| alike.level <= Level::Related)
        .map(|(alike, report)| (alike.sum, report))
        .collect();
    found.sort_by(|a, b| b.0.total_cmp(&a.0).then(b.1.id.cmp(&a.1.id)));
    let mut stories = BTreeSet::new();
    found.retain(|(_, report)| stories.insert(report.story));
    found.into_iter().take(limit).map(|(_, report)| report.id).collect()
}
