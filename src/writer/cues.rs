//! Cues of `assets/lexicon/claims.toml`, looked for in a piece of either language.

use serde::Deserialize;

use super::glossary::{Glossary, Korean};
use super::korean;
use super::piece::{Piece, Run};

/// Words of both languages, as a list of cues is written.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Record {
    /// English words.
    pub en: Vec<String>,
    /// Korean words.
    pub ko: Vec<String>,
}

/// Cues that are looked for in a piece of either language.
#[derive(Debug, Default)]
pub struct Matcher {
    korean: Vec<Korean>,
    english: Vec<String>,
}

impl Matcher {
    /// The cues of a record.
    pub fn of(record: &Record, glossary: &Glossary) -> Matcher {
        let mut english: Vec<String> =
            record.en.iter().map(|word| glossary.pattern(word)).collect();
        english.sort();
        english.dedup();
        Matcher { korean: record.ko.iter().map(|word| Korean::of(word)).collect(), english }
    }

    /// The first cue that a piece has, as it is written there.
    pub fn find(&self, piece: &Piece) -> Option<String> {
        let korean =
            piece.runs.iter().find(|run| self.korean.iter().any(|cue| is_at(cue, run, piece)));
        korean.map(|run| run.text.clone()).or_else(|| self.english(piece))
    }

    /// As [`Matcher::find`], but for Korean words that are denied: 오르지 못했다 does not rise.
    pub fn affirmed(&self, piece: &Piece) -> Option<String> {
        let is_denied = |index: usize| {
            let [run, next] = [piece.runs.get(index), piece.runs.get(index + 1)];
            let ends = |run: &Run| {
                ["지", "지는", "지도", "지를"].iter().any(|end| run.text.ends_with(end))
            };
            let denies =
                |next: &Run| ["않", "못", "말"].iter().any(|word| next.text.starts_with(word));
            run.is_some_and(ends) && next.is_some_and(denies)
        };
        let affirmed = piece.runs.iter().enumerate().find(|(index, run)| {
            !is_denied(*index) && self.korean.iter().any(|cue| is_at(cue, run, piece))
        });
        affirmed.map(|(_, run)| run.text.clone()).or_else(|| self.english(piece))
    }

    /// The first English cue that a piece has.
    fn english(&self, piece: &Piece) -> Option<String> {
        self.english
            .iter()
            .find(|cue| piece.stems.contains(cue.as_str()))
            .map(|cue| cue.trim().to_owned())
    }

    /// The Korean cues of several words.
    pub fn phrases(&self) -> impl Iterator<Item = &str> {
        self.korean.iter().map(|cue| cue.text.as_str()).filter(|cue| cue.contains(' '))
    }

    /// How many words of a piece are cues.
    pub fn count(&self, piece: &Piece) -> usize {
        let korean = piece
            .runs
            .iter()
            .filter(|run| self.korean.iter().any(|cue| is_at(cue, run, piece)))
            .count();
        let english: usize =
            self.english.iter().map(|cue| piece.stems.matches(cue.as_str()).count()).sum();
        korean + english
    }
}

/// Whether a run of a piece is a cue, or the first word of it.
fn is_at(cue: &Korean, run: &Run, piece: &Piece) -> bool {
    if let Some((first, _)) = cue.text.split_once(' ') {
        // A phrase begins with a word, or with the end of one: 만 있다.
        let at = run.at + run.text.len() - if run.text.ends_with(first) { first.len() } else { 0 };
        let whole = run.text == first || first.chars().count() == 1 && run.text.ends_with(first);
        return whole && piece.from(at).starts_with(&cue.text);
    }
    if cue.is_stem {
        return korean::conjugates(&run.text, &cue.text);
    }
    // A rate of growth may well fall, and 역성장 is none.
    if run.text.contains(&format!("{}률", cue.text))
        || run.text.contains(&format!("{}율", cue.text))
        || run.text.contains(&format!("역{}", cue.text))
    {
        return false;
    }
    match cue.text.strip_prefix('<') {
        Some(beginning) => run.text.starts_with(beginning),
        None => run.text.contains(&cue.text),
    }
}
