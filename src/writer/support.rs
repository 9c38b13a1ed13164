//! What ties a sentence to its evidence: names, figures, Latin words, pairs of the glossary, and
//! words of the same language.

use std::sync::Arc;

use super::claims::Claims;
use super::glossary::Glossary;
use super::piece::{Piece, Run};
use super::readings::{self, Held, Kind};
use crate::desk::Lexicon;
use crate::desk::lexicon::Entry;
use crate::text::tokens;

/// What ties a word of a sentence to the evidence.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Tie {
    /// Nothing does.
    None,
    /// A word that every other report has.
    Weak,
    /// A word of the matter.
    Strong,
}

/// The ties of a piece to its evidence.
#[derive(Debug, Clone, Copy, Default)]
pub struct Ties {
    /// Words, names and figures that are tied by themselves.
    pub strong: usize,
    /// Words that are tied, but say little.
    pub weak: usize,
    /// Words that nothing ties.
    pub loose: usize,
}

impl Ties {
    /// How much ties, a weak word counting half.
    pub fn weight(self) -> usize {
        2 * self.strong + self.weak
    }

    /// Whether enough of a clause is tied.
    pub fn holds(self) -> bool {
        let all = self.strong + self.weak + self.loose;
        // Nothing of substance: "그렇습니다" adds nothing.
        if all == 0 {
            return true;
        }
        let enough = self.strong > 0 || self.weak > 1 || self.loose == 0;
        // Of a long clause, one word alone may be tied by chance.
        enough && self.weight() * LOOSE_FOR_A_TIE >= all
    }
}

/// So many words of a clause may stand for each half tie.
const LOOSE_FOR_A_TIE: usize = 3;

/// What all pieces are read and compared with.
#[derive(Debug)]
pub struct Support {
    /// The names.
    pub lexicon: Arc<Lexicon>,
    /// The word pairs.
    pub glossary: Glossary,
    /// The cues.
    pub claims: Claims,
}

impl Support {
    /// Over a lexicon.
    pub fn over(lexicon: Arc<Lexicon>) -> Support {
        let glossary = Glossary::shipped();
        Support { lexicon, claims: Claims::shipped(&glossary), glossary }
    }

    /// Reads a piece.
    pub fn piece(&self, text: &str) -> Piece {
        Piece::of(text, &self.glossary, &self.lexicon)
    }

    /// Reads a piece for its words alone.
    pub fn words(&self, text: &str) -> Piece {
        Piece::plain(text, &self.glossary)
    }

    /// Whether an entry of the lexicon is named in a piece, by any of its names, or by what belongs
    /// to it.
    pub fn names(&self, entry: u32, piece: &Piece) -> bool {
        let same = |other: u32| other == entry || self.lexicon.company_of(other) == Some(entry);
        if piece.named.iter().any(|named| same(named.entry)) {
            return true;
        }
        // A longer name, or another writing, hides it from the lexicon's own search.
        let entry = self.lexicon.entry(entry);
        let lower = piece.text.to_lowercase();
        let joined = lower.replace([' ', '-'], "");
        std::iter::once(&entry.name).chain(&entry.aliases).any(|name| {
            let (name, letters) = (name.to_lowercase(), name.chars().count());
            letters > 3 && holds_word(&lower, &name)
                || letters > 5 && joined.contains(&name.replace([' ', '-'], ""))
        }) || self.names_by_initials(entry, piece)
    }

    /// Whether a piece names an entry by its first letters, `IEA`, or in full what the lexicon has by
    /// its first letters.
    fn names_by_initials(&self, entry: &Entry, piece: &Piece) -> bool {
        /// Letters of the shortest that name one thing.
        const LETTERS: usize = 3;
        std::iter::once(&entry.name).chain(&entry.aliases).any(|name| {
            let words = || name.split([' ', '-']).filter(|word| !word.is_empty());
            let initials: String = words()
                .filter(|word| word.starts_with(|c: char| c.is_ascii_uppercase()))
                .filter_map(|word| word.chars().next())
                .collect();
            let is_long = words().count() >= LETTERS && initials.len() >= LETTERS;
            is_long && piece.latin.iter().any(|latin| latin.text == initials)
                || name.len() >= LETTERS && self.is_initials(name, piece)
        })
    }

    /// The ties of a piece of a sentence to its evidence. Names may be told anywhere in the cited
    /// items.
    pub fn ties(&self, sentence: &Piece, evidence: &Piece, items: &Piece) -> Ties {
        let mut ties = Ties::default();
        let mut add = |tie: Tie| match tie {
            Tie::None => ties.loose += 1,
            Tie::Weak => ties.weak += 1,
            Tie::Strong => ties.strong += 1,
        };
        for named in &sentence.named {
            if self.lexicon.entry(named.entry).kind != "topic" {
                add(if self.names(named.entry, items) { Tie::Strong } else { Tie::None });
            }
        }
        for figure in &sentence.figures {
            let says = !figure.is_optional
                && !figure.readings.iter().any(|reading| reading.kind == Kind::First);
            if says {
                let held = readings::held(figure, &evidence.figures) == Held::Found;
                add(if held { Tie::Strong } else { Tie::None });
            }
        }
        let is_korean = !sentence.runs.is_empty();
        for latin in &sentence.latin {
            if sentence.in_figure(latin.at)
                || sentence.in_name(latin.at) && !self.is_topic(sentence, latin.at)
            {
                continue;
            }
            if let Some(tie) = self.tie_of_latin(&latin.text, is_korean, evidence) {
                add(tie);
            }
        }
        for run in &sentence.runs {
            if sentence.in_figure(run.at)
                || sentence.in_name(run.at) && !self.is_topic(sentence, run.at)
            {
                continue;
            }
            if !self.glossary.is_empty(&run.text) || self.tie_of_run(run, evidence) == Tie::Strong {
                add(self.tie_of_run(run, evidence));
            }
        }
        ties
    }

    fn is_topic(&self, piece: &Piece, at: usize) -> bool {
        piece.named.iter().any(|named| {
            (named.at..named.until).contains(&at) && self.lexicon.entry(named.entry).kind == "topic"
        })
    }

    /// What ties a run of Hangul to the evidence.
    pub fn tie_of_run(&self, run: &Run, evidence: &Piece) -> Tie {
        let mut tie = Tie::None;
        for place in &run.pairs {
            let Some(pair) = self.glossary.pairs().get(*place) else { continue };
            let found = if pair.is_common { Tie::Weak } else { Tie::Strong };
            let is_there = || evidence.runs.iter().any(|other| other.pairs.contains(place));
            if found > tie && (pair.is_english(&evidence.stems) || is_there()) {
                tie = found;
            }
        }
        if tie < Tie::Strong
            && evidence.runs.iter().any(|other| is_same_word(&run.text, &other.text))
        {
            tie = if self.glossary.is_empty(&run.text) { Tie::Weak } else { Tie::Strong };
        }
        tie
    }

    /// What ties a Latin word; nothing at all where it says nothing of the matter.
    fn tie_of_latin(&self, word: &str, is_korean: bool, evidence: &Piece) -> Option<Tie> {
        let stem = self.glossary.stems(word);
        let bare = stem.trim();
        if !is_korean && bare.split(' ').all(|stem| self.glossary.is_empty_english(stem)) {
            return None;
        }
        let there = evidence.stems.contains(&stem);
        let mut tie = if there { Tie::Strong } else { Tie::None };
        if !is_korean || !there {
            for (place, pair) in self.glossary.pairs().iter().enumerate() {
                let found = if pair.is_common { Tie::Weak } else { Tie::Strong };
                let is_weakened = there && pair.is_common && tie == Tie::Strong;
                if (found > tie || is_weakened) && pair.is_english(&stem) {
                    let is_told = || evidence.runs.iter().any(|run| run.pairs.contains(&place));
                    if is_weakened {
                        tie = Tie::Weak;
                    } else if !there && is_told() {
                        tie = found;
                    }
                }
            }
        }
        if is_korean && tie == Tie::None && self.is_initials(word, evidence) {
            tie = Tie::Strong;
        }
        Some(tie)
    }

    /// Whether a word in capitals is made of the first letters of words that follow each other:
    /// `LLM`, `CEO`.
    pub fn is_initials(&self, word: &str, evidence: &Piece) -> bool {
        let word = word.strip_suffix('s').unwrap_or(word);
        let is_short =
            (2..=6).contains(&word.len()) && word.bytes().all(|b| b.is_ascii_uppercase());
        let letters = |keep: &dyn Fn(&str) -> bool| -> String {
            super::glossary::latin_words(&evidence.text)
                .filter(|word| keep(word))
                .filter_map(|word| word.chars().next())
                .flat_map(char::to_uppercase)
                .collect()
        };
        let small = |word: &str| {
            !["of", "the", "and", "for", "in", "on", "a"].contains(&word.to_lowercase().as_str())
        };
        is_short && (letters(&|_| true).contains(word) || letters(&small).contains(word))
    }
}

/// Whether a lower-case text has a lower-case name as words of its own; a Hangul name may be
/// followed by more.
fn holds_word(text: &str, name: &str) -> bool {
    text.match_indices(name).any(|(at, _)| {
        let before = text[..at].chars().next_back();
        let after = text[at + name.len()..].chars().next();
        let free =
            |c: Option<char>| !c.is_some_and(|c| c.is_alphanumeric() && !readings::is_hangul(c));
        free(before) && free(after)
    })
}

/// Whether two Korean words are one in different forms: they begin alike, for two syllables at
/// least and most of the shorter one.
fn is_same_word(one: &str, other: &str) -> bool {
    let (one, other) = (tokens::stem(one), tokens::stem(other));
    let same = one.chars().zip(other.chars()).take_while(|(a, b)| a == b).count();
    let (short, long) = (
        one.chars().count().min(other.chars().count()),
        one.chars().count().max(other.chars().count()),
    );
    same >= 2 && (same == short || 3 * same >= 2 * long) || short == 1 && one == other
}
