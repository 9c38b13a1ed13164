//! The reader's own words: what is watched, muted, or sent to a pane.

use super::cues::Cues;
use super::lexicon::{Lexicon, Mention};
use crate::text::tokens::Words;

/// Terms in groups. One that the lexicon knows stands for all spellings of what it names, in
/// every language; others count as whole words, Hangul ones also at the beginning of a word.
#[derive(Debug, Default)]
pub struct Terms {
    cues: Cues,
    /// Entries of the lexicon, and the group each stands for.
    entries: Vec<(u32, u32)>,
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
                        terms.entries.push((only.entry, number));
                    }
                    _ => terms.cues.beginning(term, number),
                }
            }
        }
        terms
    }

    /// The first term of each group that a text names: the group, and the term as it was written.
    pub fn find(&self, words: &Words, named: &[Mention]) -> Vec<(usize, &str)> {
        if self.spelled.is_empty() {
            return Vec::new();
        }
        let mut numbers: Vec<u32> = Vec::new();
        self.cues.find(words, |number, _| numbers.push(number));
        let entries =
            self.entries.iter().filter(|(entry, _)| named.iter().any(|m| m.entry == *entry));
        numbers.extend(entries.map(|(_, number)| *number));
        numbers.sort_unstable();
        let mut found: Vec<(usize, &str)> = Vec::new();
        for (group, term) in
            numbers.into_iter().filter_map(|number| self.spelled.get(number as usize))
        {
            if !found.iter().any(|(known, _)| *known == *group as usize) {
                found.push((*group as usize, term));
            }
        }
        found
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
}
