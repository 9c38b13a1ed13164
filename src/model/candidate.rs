//! What somebody may mean who types a source.

use super::Source;

/// Something that could be followed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Candidate {
    /// The source, without a short name.
    pub source: Source,
    /// What it is, as the phrase `adding.what.<name>`.
    pub what: &'static str,
    /// How sure it is that this is meant.
    pub certainty: Certainty,
    /// What it answered, where it was looked at.
    pub seen: Option<Seen>,
    /// Whether header fields and credentials that were typed with it were left out, because it is
    /// on another server than the page that names it.
    pub without_secrets: bool,
}

/// How sure a candidate is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Certainty {
    /// What was typed says it, or a look has shown it.
    Certain,
    /// It stands beside what is meant: commits beside releases.
    Beside,
    /// Only a look at the address tells what is there.
    ToLookAt,
    /// Nothing more than a guess.
    Guess,
}

/// What a candidate answered.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Seen {
    /// What it calls itself.
    pub title: Option<String>,
    /// How many items it has.
    pub count: usize,
    /// The titles of its first few.
    pub titles: Vec<String>,
}

impl Candidate {
    /// A candidate that was not looked at.
    pub fn new(
        kind: &str,
        address: impl Into<String>,
        what: &'static str,
        certainty: Certainty,
    ) -> Candidate {
        Candidate {
            source: Source::new(kind, address),
            what,
            certainty,
            seen: None,
            without_secrets: false,
        }
    }

    /// The same, as sure as that.
    #[must_use]
    pub fn with(self, certainty: Certainty) -> Candidate {
        Candidate { certainty, ..self }
    }
}

/// What is to be done about candidates.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Choice {
    /// Follow this one; the others stand beside it.
    Take(Box<Candidate>, Vec<Candidate>),
    /// Ask which of these is meant.
    Ask(Vec<Candidate>),
    /// There is nothing to follow.
    Nothing,
}

/// What is to be done about candidates: one that is certain is taken, of several the user chooses.
/// One that was to be looked at and could not be is what the user typed, and is taken where there is
/// no other.
pub fn choice(candidates: Vec<Candidate>) -> Choice {
    let is = |certainty| move |one: &&Candidate| one.certainty == certainty;
    let certain = candidates.iter().filter(is(Certainty::Certain)).count();
    let unseen = candidates.iter().filter(is(Certainty::ToLookAt)).count();
    let guesses = candidates.iter().filter(is(Certainty::Guess)).count();
    let taken = match (certain, unseen, guesses) {
        (1, ..) => Certainty::Certain,
        (0, 1, 0) => Certainty::ToLookAt,
        (0, 0, 0) => return Choice::Nothing,
        _ => {
            let asked = candidates.into_iter().filter(|one| one.certainty != Certainty::Beside);
            return Choice::Ask(asked.collect());
        }
    };
    let (mut taken, others): (Vec<_>, Vec<_>) =
        candidates.into_iter().partition(|one| one.certainty == taken);
    taken.pop().map_or(Choice::Nothing, |one| Choice::Take(Box::new(one), others))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn one(certainty: Certainty) -> Candidate {
        Candidate::new("feed", format!("https://{certainty:?}.example/"), "feed", certainty)
    }

    #[test]
    fn what_is_certain_is_taken_and_of_guesses_the_user_chooses() {
        use Certainty::{Beside, Certain, Guess, ToLookAt};
        let chosen = |of: &[Certainty]| choice(of.iter().copied().map(one).collect());
        assert_eq!(chosen(&[]), Choice::Nothing);
        assert_eq!(
            chosen(&[Certain, Beside]),
            Choice::Take(Box::new(one(Certain)), vec![one(Beside)])
        );
        assert_eq!(
            chosen(&[Certain, Guess]),
            Choice::Take(Box::new(one(Certain)), vec![one(Guess)])
        );
        assert_eq!(chosen(&[ToLookAt]), Choice::Take(Box::new(one(ToLookAt)), Vec::new()));
        assert_eq!(chosen(&[Guess]), Choice::Ask(vec![one(Guess)]));
        assert_eq!(
            chosen(&[Certain, Certain, Beside]),
            Choice::Ask(vec![one(Certain), one(Certain)])
        );
    }
}
