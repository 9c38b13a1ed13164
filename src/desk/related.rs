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
    // What is about the same may be old.
    let read = |report: &Past| {
        let mut subject = comparer.subject(report);
        subject.published = own.published;
        subject
    };
    let others = reports.iter().filter(|report| report.id != of && report.story != own.story);
    let mut found: Vec<(f64, &Past)> = others
        .map(|report| (comparer.likeness(&subject, &read(report)), report))
        .filter(|(alike, _)| alike.level <= Level::Related)
        .map(|(alike, report)| (alike.sum, report))
        .collect();
    found.sort_by(|a, b| b.0.total_cmp(&a.0).then(b.1.id.cmp(&a.1.id)));
    let mut stories = BTreeSet::new();
    found.retain(|(_, report)| stories.insert(report.story));
    found.into_iter().take(limit).map(|(_, report)| report.id).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Pane, SourceId, StoryId, Tier};

    fn report(id: i64, story: i64, title: &str) -> Past {
        Past {
            id: ItemId(id),
            source: SourceId("one".to_owned()),
            kind: "feed".to_owned(),
            tier: Tier::General,
            title: title.to_owned(),
            summary: String::new(),
            url: Some(format!("https://site{id}.example/")),
            published: "2026-03-05T08:00:00Z".parse().expect("a moment"),
            points: None,
            comments: None,
            story: StoryId(story),
            company: None,
            pane: Pane::Trends,
            pane_reason: String::new(),
            kept: String::new(),
        }
    }

    #[test]
    fn what_is_about_the_same_is_told_one_of_each_other_story() {
        let old = "2026-01-05T08:00:00Z".parse().expect("a moment");
        let reports = [
            report(1, 1, "Windmills of the north grind at night"),
            report(2, 1, "Windmills of the north grind at night, too"),
            report(3, 3, "Windmills of the south grind by day"),
            report(4, 3, "Windmills grind by day in the south"),
            report(5, 5, "A bakery opens"),
            Past { published: old, ..report(6, 6, "Why windmills grind") },
        ];
        let lexicon = Lexicon::shipped();
        let comparer = Comparer::new(&lexicon);
        let found = |limit| related(ItemId(1), &reports, &comparer, limit);
        let all = found(8);
        assert_eq!(all.len(), 2, "{all:?}");
        assert!(all.contains(&ItemId(6)) && all.iter().any(|id| [3, 4].contains(&id.0)));
        assert_eq!(found(1), all[..1]);
        assert_eq!(related(ItemId(9), &reports, &comparer, 8), []);
    }

    #[test]
    fn names_are_looked_for_in_every_language() {
        let words = words("Nvidia opens a harbour", &Lexicon::shipped());
        assert!(words.iter().any(|word| word == "NVIDIA"), "{words:?}");
        assert!(words.iter().any(|word| word == "엔비디아"), "{words:?}");
        assert!(words.iter().any(|word| word == "harbour"), "{words:?}");
    }
}
