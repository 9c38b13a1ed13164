//! Lists of telling words, found in one pass over a text.

use super::lexicon::HashedMap;
use crate::text::tokens::{self, Script, Words};

/// The words of a phrase after its first, and the group it stands for.
type Phrase = (Box<[u64]>, u32);

/// Stands in a phrase for a gap of up to [`WIDEST`] words; no word has this number.
const GAP: u64 = 0;
const WIDEST: usize = 3;

/// Words and phrases, each standing for a group.
#[derive(Debug, Default)]
pub struct Cues {
    /// Phrases by their first word, with what follows it.
    phrases: HashedMap<u64, Vec<Phrase>>,
    /// Beginnings of Hangul words; a beginning may stand for several groups.
    beginnings: HashedMap<u64, Vec<u32>>,
    /// Lengths that beginnings have, in bytes.
    lengths: Vec<usize>,
}

impl Cues {
    /// A word or phrase that counts where it stands whole; its last word, where it is Hangul, also
    /// with a particle. `*` between words is a gap: `sign * deal` is in "sign a $38B deal".
    pub fn whole(&mut self, phrase: &str, group: u32) {
        let mut numbers: Vec<u64> = Vec::new();
        for part in phrase.split('*') {
            if !numbers.is_empty() {
                numbers.push(GAP);
            }
            numbers.extend(Words::of(part).list().iter().map(|word| word.hash));
        }
        if let Some((first, rest)) = numbers.split_first() {
            self.phrases.entry(*first).or_default().push((rest.into(), group));
        }
    }

    /// What counts at the beginning of a Hangul word; anything else counts whole.
    pub fn beginning(&mut self, beginning: &str, group: u32) {
        let words = Words::of(beginning);
        match words.list() {
            [word] if word.script == Script::Hangul => {
                let text = words.text(word);
                self.beginnings.entry(tokens::hash(text.as_bytes())).or_default().push(group);
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

    /// As [`Cues::find`], and how many words the cue takes.
    pub fn spans(&self, words: &Words, mut found: impl FnMut(u32, usize, usize)) {
        let list = words.list();
        for (at, word) in list.iter().enumerate() {
            for (rest, group) in self.phrases.get(&word.hash).into_iter().flatten() {
                if let Some(length) = follows(words, at + 1, rest) {
                    found(*group, at, length + 1);
                }
            }
            if word.script == Script::Hangul {
                let text = words.text(word);
                for start in self.lengths.iter().filter_map(|&length| text.get(..length)) {
                    let groups = self.beginnings.get(&tokens::hash(start.as_bytes()));
                    for &group in groups.into_iter().flatten() {
                        found(group, at, 1);
                    }
                }
            }
        }
    }
}

/// How many words from one on are what follows in a phrase, if they are.
fn follows(words: &Words, at: usize, rest: &[u64]) -> Option<usize> {
    let Some((&wanted, after)) = rest.split_first() else { return Some(0) };
    if wanted == GAP {
        // A phrase's gap lies between words, so this goes down once for each of its few gaps.
        return (0..=WIDEST)
            .find_map(|gap| follows(words, at + gap, after).map(|length| length + gap));
    }
    let word = words.list().get(at)?;
    let is_last = after.is_empty() && word.script == Script::Hangul;
    let fits = word.hash == wanted
        || is_last && tokens::hash(tokens::stem(words.text(word)).as_bytes()) == wanted;
    if fits { Some(1 + follows(words, at + 1, after)?) } else { None }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(cues: &Cues, text: &str) -> Vec<(u32, usize, usize)> {
        let mut all = Vec::new();
        cues.spans(&Words::of(text), |group, at, length| all.push((group, at, length)));
        all
    }

    #[test]
    fn a_gap_takes_a_few_words_and_no_more() {
        let mut cues = Cues::default();
        cues.whole("sign * deal", 7);
        assert_eq!(found(&cues, "They sign deal"), [(7, 1, 2)]);
        assert_eq!(found(&cues, "They sign a $38B cloud deal"), [(7, 1, 5)]);
        assert!(found(&cues, "They sign what may in the end be a deal").is_empty());
    }

    #[test]
    fn a_beginning_may_stand_for_several_groups_and_a_phrase_may_end_with_a_particle() {
        let mut cues = Cues::default();
        cues.beginning("금융", 1);
        cues.beginning("금융", 2);
        cues.whole("설문 조사", 3);
        assert_eq!(found(&cues, "금융권의 설문 조사에서"), [(1, 0, 1), (2, 0, 1), (3, 1, 2)]);
    }
}
