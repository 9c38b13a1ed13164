//! The reader's own words: what is watched, muted, or sent to a pane.

use super::cues::Cues;
use super::lexicon::{Lexicon, Mention};
use crate::text::tokens::Words;

/// Terms in groups. One that the lexicon knows stands for all spellings of what it names, in
/// every language; others count as whole words, in singular and plural, Hangul ones also at the
/// beginning of a word. So do topics of the lexicon: 시계열 is in 시계열분석. A name is not:
/// 애플 is not in 애플리케이션.
#[derive(Debug, Default)]
pub struct Terms {
    cues: Cues,
    /// Entries of the lexicon, the number of the term that each stands for, and whether it is a topic.
    entries: Vec<(u32, u32, bool)>,
    /// The group and the spelling of each, by number.
    spelled: Vec<(u32, String)>,
}

impl Terms {
    /// Groups of terms, numbered as they come.
    pub fn of<'a>(groups: impl IntoIterator<Item = &'a [String]>, lexicon: &Lexicon) -> Terms {
        let mut terms = Terms::default();
        let mut found = Vec::new();
        for (group, words) in groups.into_iter().enumerate() {
            for term in words {
                let number = terms.spelled.len() as u32;
                terms.spelled.push((group as u32, term.clone()));
                let read = Words::of(term);
                lexicon.find(term, &read, &mut found);
                match found[..] {
                    [only] if only.length as usize == read.list().len() => {
                        let entry = lexicon.entry(only.entry);
                        let is_topic = entry.kind == "topic";
                        terms.entries.push((only.entry, number, is_topic));
                        if is_topic {
                            entry.aliases.iter().for_each(|alias| terms.beginning(alias, number));
                        }
                    }
                    _ => {
                        terms.cues.beginning(term, number);
                        terms.other_number(term, number);
                    }
                }
            }
        }
        terms
    }

    /// A topic's Korean name, which longer words begin with.
    fn beginning(&mut self, name: &str, number: u32) {
        /// Syllables of the shortest name that says enough at the beginning of a longer word.
        const SHORTEST: usize = 3;
        let is_hangul = name.chars().all(|c| ('가'..='힣').contains(&c));
        if is_hangul && name.chars().count() >= SHORTEST {
            self.cues.beginning(name, number);
        }
    }

    /// The plural of a term in the singular, and the other way round: its last word's.
    fn other_number(&mut self, term: &str, number: u32) {
        let (before, last) = term.trim_end().rsplit_once(' ').unwrap_or(("", term.trim()));
        for last in other_numbers(&last.to_lowercase()) {
            self.cues.whole(&format!("{before} {last}"), number);
        }
    }

    /// The first term of each group that a text names: the group, and the term as it was written.
    pub fn find(&self, words: &Words, named: &[Mention]) -> Vec<(usize, &str)> {
        let mut found: Vec<(usize, &str)> = Vec::new();
        for Found { group, term, .. } in self.all(words, named) {
            if !found.iter().any(|(known, _)| *known == group) {
                found.push((group, term));
            }
        }
        found
    }

    /// Every term that a text names, each once, in the order in which they were written down.
    pub fn all(&self, words: &Words, named: &[Mention]) -> Vec<Found<'_>> {
        if self.spelled.is_empty() {
            return Vec::new();
        }
        let mut numbers: Vec<u32> = Vec::new();
        self.cues.find(words, |number, _| numbers.push(number));
        let entries =
            self.entries.iter().filter(|(entry, ..)| named.iter().any(|m| m.entry == *entry));
        numbers.extend(entries.map(|(_, number, _)| *number));
        numbers.sort_unstable();
        numbers.dedup();
        // A topic is often called by one common word.
        let is_name = |entry: u32, is_topic: bool| {
            !is_topic || named.iter().any(|m| m.entry == entry && m.length > 1)
        };
        let found = |number: u32| {
            let (group, term) = self.spelled.get(number as usize)?;
            let says_enough = term.trim().contains(' ')
                || self
                    .entries
                    .iter()
                    .any(|(entry, of, is_topic)| *of == number && is_name(*entry, *is_topic));
            Some(Found { group: *group as usize, term, says_enough })
        };
        numbers.into_iter().filter_map(found).collect()
    }
}

/// A term that a text names.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Found<'a> {
    /// Its group.
    pub group: usize,
    /// As it was written down.
    pub term: &'a str,
    /// Whether it is more than one common word: a phrase, or a name of the lexicon.
    pub says_enough: bool,
}

/// An English noun in the other number, as it may be written.
fn other_numbers(word: &str) -> Vec<String> {
    let is_word = word.len() > 2 && word.bytes().all(|b| b.is_ascii_alphabetic());
    if !is_word {
        return Vec::new();
    }
    let ends = |endings: &[&str]| endings.iter().any(|ending| word.ends_with(ending));
    if ends(&["ss", "us", "is", "x", "z", "ch", "sh"]) {
        return vec![format!("{word}es")];
    }
    if let Some(stem) = word.strip_suffix("ies") {
        return vec![format!("{stem}y"), format!("{stem}ie")];
    }
    if let Some(stem) = word.strip_suffix("es").filter(|_| ends(&["sses", "xes", "ches", "shes"])) {
        return vec![stem.to_owned(), format!("{stem}e")];
    }
    if let Some(stem) = word.strip_suffix('s') {
        return vec![stem.to_owned()];
    }
    match word.strip_suffix('y').filter(|stem| !stem.ends_with(['a', 'e', 'i', 'o', 'u'])) {
        Some(stem) => vec![format!("{stem}ies")],
        None => vec![format!("{word}s")],
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_term_of_the_lexicon_is_found_in_the_other_language() {
        let lexicon = Lexicon::shipped();
        let groups = [vec!["NVIDIA".to_owned()], vec!["credit risk".to_owned(), "금융".to_owned()]];
        let terms = Terms::of(groups.iter().map(Vec::as_slice), &lexicon);
        let found = |text: &str| {
            let (words, mut named) = (Words::of(text), Vec::new());
            lexicon.find(text, &words, &mut named);
            terms.find(&words, &named).iter().map(|(group, _)| *group).collect::<Vec<_>>()
        };
        assert_eq!(found("엔비디아, 새 칩 공개"), [0]);
        assert_eq!(found("A model of credit risk"), [1]);
        assert_eq!(found("금융권이 쓰는 엔비디아 칩"), [0, 1]);
        assert!(found("A quiet day").is_empty());
    }

    #[test]
    fn number_does_not_matter_and_a_topic_is_found_in_longer_korean_words() {
        let lexicon = Lexicon::shipped();
        let words = ["risk", "horoscope", "supply policies", "시계열", "애플"].map(str::to_owned);
        let groups = words.map(|word| vec![word]);
        let terms = Terms::of(groups.iter().map(Vec::as_slice), &lexicon);
        let found = |text: &str| {
            let (words, mut named) = (Words::of(text), Vec::new());
            lexicon.find(text, &words, &mut named);
            terms.find(&words, &named).iter().map(|(group, _)| *group).collect::<Vec<_>>()
        };
        assert_eq!(found("The Risks of Horoscopes"), [0, 1]);
        assert_eq!(found("A supply policy"), [2]);
        assert_eq!(found("시계열분석 입문, 그리고 시계열을 다루는 법"), [3]);
        assert!(found("새 애플리케이션").is_empty());
    }

    #[test]
    fn two_groups_may_hold_the_same_term() {
        let lexicon = Lexicon::shipped();
        let groups = [vec!["금융".to_owned()], vec!["금융".to_owned(), "lantern".to_owned()]];
        let terms = Terms::of(groups.iter().map(Vec::as_slice), &lexicon);
        let words = Words::of("금융권의 등불");
        let groups: Vec<usize> = terms.find(&words, &[]).iter().map(|(group, _)| *group).collect();
        assert_eq!(groups, [0, 1]);
    }
}
