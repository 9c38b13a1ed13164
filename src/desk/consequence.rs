//! Words by which a sentence says what may follow from a deed.

use serde::Deserialize;

use super::cues::Cues;
use crate::text::tokens::Words;

const SHIPPED: &str = include_str!("../../assets/lexicon/consequence.toml");

const TELLS: u32 = 0;
const OTHER: u32 = 1;

/// The words, ready to be found.
#[derive(Debug, Default)]
pub struct Consequence {
    cues: Cues,
}

#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    en: Vec<String>,
    ko: Vec<String>,
    not: Vec<String>,
}

impl Consequence {
    /// The words that come with the program.
    pub fn shipped() -> Consequence {
        // Built in and parsed by a test: a broken file cannot reach a user.
        let file: File = toml::from_str(SHIPPED).unwrap_or_default();
        let mut cues = Cues::default();
        for (words, group) in [(file.en, TELLS), (file.ko, TELLS), (file.not, OTHER)] {
            for cue in &words {
                cues.add(cue, group);
            }
        }
        Consequence { cues }
    }

    /// Whether a sentence has one that is not part of a phrase which says something else.
    pub fn is_in(&self, sentence: &Words) -> bool {
        let (mut tells, mut other) = (Vec::new(), Vec::new());
        self.cues.spans(sentence, |group, at, length| {
            if group == TELLS { &mut tells } else { &mut other }.push(at..at + length);
        });
        let is_other = |span: &std::ops::Range<usize>| {
            other.iter().any(|other| other.start <= span.start && span.end <= other.end)
        };
        tells.iter().any(|span| !is_other(span))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_words_are_read_and_well_formed() {
        let file: File = toml::from_str(SHIPPED).expect("the words");
        for cue in file.en.iter().chain(&file.ko).chain(&file.not) {
            assert!(Cues::is_well_formed(cue), "{cue}");
        }
    }

    #[test]
    fn a_sentence_says_what_may_follow_by_a_word_that_means_it() {
        let words = Consequence::shipped();
        for tells in [
            "The mill could grind twice as much flour.",
            "It is the first time that a mill does so.",
            "방앗간은 두 배로 커질 전망이다.",
            "밤에도 도는 것이 목표라고 했다.",
        ] {
            assert!(words.is_in(&Words::of(tells)), "{tells}");
        }
        for not in ["The mill grinds flour.", "A limit order was placed.", "방앗간이 문을 열었다."]
        {
            assert!(!words.is_in(&Words::of(not)), "{not}");
        }
    }
}
