//! Lists of telling words, found in one pass over a text.

use super::lexicon::HashedMap;
use crate::text::tokens::{self, Script, Words};

/// The words of a phrase after its first, and the group it stands for.
type Phrase = (Box<[u64]>, u32);

/// Words and phrases, each standing for a group.
#[derive(Debug, Default)]
pub struct Cues {
    /// Phrases by their first word, with what follows it.
    phrases: HashedMap<u64, Vec<Phrase>>,
    /// Beginnings of Hangul words.
    beginnings: HashedMap<u64, u32>,
    /// Lengths that beginnings have, in bytes.
    lengths: Vec<usize>,
}

impl Cues {
    /// A word or phrase that counts where it stands whole.
    pub fn whole(&mut self, phrase: &str, group: u32) {
        let words = Words::of(phrase);
        if let Some((first, rest)) = words.list().split_first() {
            let rest = rest.iter().map(|word| word.hash).collect();
            self.phrases.entry(first.hash).or_default().push((rest, group));
        }
    }

    /// What counts at the beginning of a Hangul word; anything else counts whole.
    pub fn beginning(&mut self, beginning: &str, group: u32) {
        let words = Words::of(beginning);
        match words.list() {
            [word] if word.script == Script::Hangul => {
                let text = words.text(word);
                self.beginnings.insert(tokens::hash(text.as_bytes()), group);
                if !self.lengths.contains(&text.len()) {
                    self.lengths.push(text.len());
                }
            }
            _ => self.whole(beginning, group),
        }
    }

    /// Names the group of every cue in a text, and the index of the word it begins at.
    pub fn find(&self, words: &Words, mut found: impl FnMut(u32, usize)) {
        self.spans(words, |group, at, _| found(group, at));
    }

    /// As [`Cues::find`], with how many words the cue has.
    pub fn spans(&self, words: &Words, mut found: impl FnMut(u32, usize, usize)) {
        let list = words.list();
        for (at, word) in list.iter().enumerate() {
            for (rest, group) in self.phrases.get(&word.hash).into_iter().flatten() {
                let ahead = list[at + 1..].iter().map(|word| word.hash);
                if rest.len() < list.len() - at && ahead.take(rest.len()).eq(rest.iter().copied()) {
                    found(*group, at, rest.len() + 1);
                }
            }
            if word.script == Script::Hangul {
                let text = words.text(word);
                for start in self.lengths.iter().filter_map(|&length| text.get(..length)) {
                    if let Some(&group) = self.beginnings.get(&tokens::hash(start.as_bytes())) {
                        found(group, at, 1);
                    }
                }
            }
        }
    }
}
