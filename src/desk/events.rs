//! What happens in a headline, as one feature whatever the words and the language: "buys",
//! "acquisition" and 인수 meet. And the words of every other headline, which prove nothing.

use serde::Deserialize;

use super::cues::Cues;
use super::features::{self, Feature, Sort};
use crate::text::tokens::{self, Words};

/// Groups of words for what happens, and common words.
#[derive(Debug)]
pub struct Events {
    cues: Cues,
    /// The feature of each group.
    groups: Vec<Feature>,
}

/// The group of common words, which keep their own features.
const COMMON: u32 = u32::MAX;

#[derive(Debug, Deserialize)]
#[serde(transparent)]
struct File(std::collections::BTreeMap<String, Group>);

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Group {
    en: Vec<String>,
    ko: Vec<String>,
    #[serde(default)]
    everyday: bool,
}

impl Events {
    /// The words that come with the program.
    pub fn shipped() -> Events {
        let mut events = Events { cues: Cues::default(), groups: Vec::new() };
        for word in include_str!("../../assets/lexicon/common.txt").split_whitespace() {
            events.cues.beginning(word, COMMON);
        }
        // Built in and parsed by a test: a broken one cannot reach a user.
        let file: Option<File> =
            toml::from_str(include_str!("../../assets/lexicon/events.toml")).ok();
        for (name, group) in file.into_iter().flat_map(|file| file.0) {
            let number = events.groups.len() as u32;
            group.en.iter().for_each(|phrase| events.cues.whole(phrase, number));
            group.ko.iter().for_each(|beginning| events.cues.beginning(beginning, number));
            let sort = if group.everyday { Sort::Common } else { Sort::Event };
            let hash = tokens::combine(tokens::hash(name.as_bytes()), 2);
            events.groups.push(features::of_sort(hash, sort));
        }
        events
    }

    /// Puts in the place of words what they say happens, and marks those that are common. Names
    /// stay what they are.
    pub fn mark(&self, words: &Words, about: &mut Vec<(Feature, usize)>) {
        let mut spans: Vec<(usize, usize, u32)> = Vec::new();
        self.cues.spans(words, |group, at, length| spans.push((at, at + length, group)));
        if spans.is_empty() {
            return;
        }
        // A common word may say what happens, too; of two groups the smaller number counts.
        spans.sort_unstable_by_key(|(.., group)| *group);
        for (feature, at) in about.iter_mut() {
            if features::sort(*feature) == Sort::Name {
                continue;
            }
            let span = spans.iter().find(|(start, end, _)| (*start..*end).contains(at));
            match span {
                Some((.., COMMON)) => {
                    *feature = features::of_sort(u64::from(*feature) << 16, Sort::Common);
                }
                Some((.., group)) => *feature = self.groups[*group as usize],
                None => {}
            }
        }
        // A phrase of words that say nothing one by one: "takes over".
        for (start, end, group) in spans.iter().filter(|(.., group)| *group != COMMON) {
            if !about.iter().any(|(_, at)| (*start..*end).contains(at)) {
                about.push((self.groups[*group as usize], *start));
            }
        }
        let mut kept = 0;
        for next in 0..about.len() {
            if !about[..kept].iter().any(|(known, _)| *known == about[next].0) {
                about.swap(kept, next);
                kept += 1;
            }
        }
        about.truncate(kept);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::desk::features::StopWords;
    use crate::desk::lexicon::Lexicon;

    fn of(text: &str) -> Vec<Feature> {
        let (lexicon, words) = (Lexicon::shipped(), Words::of(text));
        let (mut named, mut about) = (Vec::new(), Vec::new());
        lexicon.find(text, &words, &mut named);
        features::features(&words, &named, &lexicon, &StopWords::shipped(), &mut about);
        Events::shipped().mark(&words, &mut about);
        about.into_iter().map(|(feature, _)| feature).collect()
    }

    fn sorts(text: &str) -> Vec<Sort> {
        of(text).into_iter().map(features::sort).collect()
    }

    #[test]
    fn every_event_has_words_in_both_languages() {
        let text = include_str!("../../assets/lexicon/events.toml");
        let file: File = toml::from_str(text).expect("the word lists");
        assert_eq!(file.0.len(), Events::shipped().groups.len());
        for (name, group) in &file.0 {
            assert!(!group.en.is_empty() && !group.ko.is_empty(), "{name}");
        }
    }

    #[test]
    fn an_event_is_one_thing_in_all_its_words_and_both_languages() {
        let bought = of("acquired");
        assert_eq!(bought.len(), 1);
        for text in ["acquisition", "buys", "takes over", "인수", "인수했다"] {
            assert_eq!(of(text), bought, "{text}");
        }
        assert_ne!(of("hires"), of("fires"));
        assert_eq!(of("화재"), of("blaze"));
        assert_eq!(of("영업이익"), of("profit"));
    }

    #[test]
    fn names_events_common_words_and_all_others_are_told_apart() {
        assert_eq!(
            sorts("Nvidia acquires lantern startup"),
            [Sort::House, Sort::Event, Sort::Word, Sort::Common]
        );
        assert_eq!(sorts("엔비디아 등대 인수"), [Sort::House, Sort::Word, Sort::Event]);
        assert_eq!(sorts("launches 출시"), [Sort::Common], "what happens every day says less");
    }
}
