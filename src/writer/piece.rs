//! A stretch of text, read once for all checks: its Hangul runs, its Latin words, its figures and
//! what the lexicon names in it.

use super::glossary::Glossary;
use super::readings::{self, Figure, is_hangul};
use crate::desk::Lexicon;
use crate::text::tokens::Words;

/// A run of Hangul.
#[derive(Debug, Clone)]
pub struct Run {
    /// The run.
    pub text: String,
    /// Where it begins, in bytes.
    pub at: usize,
    /// The lines of the glossary that have it, by their places there.
    pub pairs: Vec<usize>,
}

/// A Latin word, with the digits and signs inside it.
#[derive(Debug, Clone)]
pub struct Latin {
    /// As it is written.
    pub text: String,
    /// Where it begins, in bytes.
    pub at: usize,
}

/// An entry of the lexicon, named in the text.
#[derive(Debug, Clone)]
pub struct Named {
    /// Its place in the lexicon.
    pub entry: u32,
    /// Where its name begins, in bytes.
    pub at: usize,
    /// Where it ends.
    pub until: usize,
}

/// A stretch of text.
#[derive(Debug, Clone, Default)]
pub struct Piece {
    /// The text.
    pub text: String,
    /// Its Hangul runs.
    pub runs: Vec<Run>,
    /// Its Latin words.
    pub latin: Vec<Latin>,
    /// The stems of its Latin words, with blanks around each.
    pub stems: String,
    /// Its figures.
    pub figures: Vec<Figure>,
    /// What it names.
    pub named: Vec<Named>,
}

impl Piece {
    /// Reads a text.
    pub fn of(text: &str, glossary: &Glossary, lexicon: &Lexicon) -> Piece {
        let words = Words::of(text);
        let mut mentions = Vec::new();
        lexicon.find(text, &words, &mut mentions);
        let list = words.list();
        let named = mentions
            .iter()
            .filter_map(|mention| {
                let first = list.get(mention.word as usize)?;
                let last = list.get((mention.word + mention.length) as usize - 1)?;
                Some(Named {
                    entry: mention.entry,
                    at: first.at as usize,
                    until: last.until as usize,
                })
            })
            .collect();
        let mut piece =
            Piece { named, figures: readings::read(text), ..Piece::plain(text, glossary) };
        for run in &mut piece.runs {
            let from_here = text.get(run.at..).unwrap_or_default();
            let pairs = glossary.pairs().iter().enumerate();
            let found = pairs.filter(|(_, pair)| pair.is_korean(&run.text, from_here));
            run.pairs = found.map(|(place, _)| place).collect();
        }
        piece
    }

    /// Reads a text for its words alone.
    pub fn plain(text: &str, glossary: &Glossary) -> Piece {
        Piece {
            text: text.to_owned(),
            runs: runs(text),
            latin: latin(text),
            stems: glossary.stems(text),
            figures: Vec::new(),
            named: Vec::new(),
        }
    }

    /// The text from a run on, for phrases.
    pub fn from(&self, at: usize) -> &str {
        self.text.get(at..).unwrap_or_default()
    }

    /// Whether a place lies within a figure.
    pub fn in_figure(&self, at: usize) -> bool {
        self.figures.iter().any(|figure| (figure.at..figure.until).contains(&at))
    }

    /// Whether a place lies within a name.
    pub fn in_name(&self, at: usize) -> bool {
        self.named.iter().any(|named| (named.at..named.until).contains(&at))
    }
}

fn runs(text: &str) -> Vec<Run> {
    let mut found = Vec::new();
    let mut start = None;
    for (at, c) in text.char_indices().chain([(text.len(), ' ')]) {
        match (start, is_hangul(c)) {
            (None, true) => start = Some(at),
            (Some(from), false) => {
                found.push(Run { text: text[from..at].to_owned(), at: from, pairs: Vec::new() });
                start = None;
            }
            (None, false) | (Some(_), true) => {}
        }
    }
    found
}

fn latin(text: &str) -> Vec<Latin> {
    let mut found = Vec::new();
    let mut start: Option<usize> = None;
    let mut chars = text.char_indices().chain([(text.len(), ' ')]).peekable();
    while let Some((at, c)) = chars.next() {
        let next =
            chars.peek().is_some_and(|(_, next)| next.is_alphanumeric() && !is_hangul(*next));
        let inside = c.is_alphanumeric() && !is_hangul(c)
            || start.is_some()
                && next
                && matches!(c, '-' | '.' | '&' | '\'' | '’' | '+' | '_' | '/');
        match (start, inside) {
            (None, true) => start = Some(at),
            (Some(from), false) => {
                let word = &text[from..at];
                if word.chars().any(char::is_alphabetic) {
                    found.push(Latin { text: word.to_owned(), at: from });
                }
                start = None;
            }
            (None, false) | (Some(_), true) => {}
        }
    }
    found
}

/// The clauses of an English text: what is parted by signs and by joining words, where enough
/// stands on both sides to be one.
pub fn english_clauses(text: &str) -> Vec<&str> {
    const JOINERS: [&str; 14] = [
        "; ",
        ": ",
        " — ",
        " – ",
        ", ",
        " and ",
        " but ",
        " although ",
        " though ",
        " while ",
        " whereas ",
        " even as ",
        " which ",
        " who ",
    ];
    /// Words of the shortest clause.
    const SHORTEST: usize = 3;
    let mut cuts: Vec<(usize, usize)> = JOINERS
        .iter()
        .flat_map(|joiner| text.match_indices(joiner).map(|(at, found)| (at, at + found.len())))
        .collect();
    cuts.sort_unstable();
    let mut found: Vec<&str> = Vec::new();
    let mut start = 0;
    for (at, until) in cuts {
        if at < start {
            continue;
        }
        let words = |part: &str| part.split_whitespace().count();
        let rest = text[until..].split([',', ';']).next().unwrap_or_default();
        if words(&text[start..at]) >= SHORTEST && words(rest) >= SHORTEST {
            found.push(&text[start..at]);
            start = until;
        }
    }
    found.push(&text[start..]);
    found
}

/// Whether a word of an English sentence reads like a name: a capital that no beginning of a
/// sentence explains, or a digit inside.
pub fn is_name_like(word: &str, at: usize, text: &str) -> bool {
    let before = text[..at].trim_end();
    let begins = before.is_empty() || before.ends_with(['.', '!', '?', ':', '"', '“']);
    let capital = word.starts_with(|c: char| c.is_uppercase());
    let inner = word.chars().skip(1).any(char::is_uppercase);
    let digit = word.chars().any(|c| c.is_ascii_digit());
    digit || inner || capital && !begins
}
