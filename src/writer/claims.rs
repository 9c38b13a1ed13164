//! Cues of what a sentence claims, `assets/lexicon/claims.toml`: expecting, judging and warning,
//! denying, and which way something went.

use serde::Deserialize;

use super::cues::{Matcher, Record};
use super::glossary::Glossary;
use super::piece::Piece;

/// The file as it is written.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    claim: Vec<ClaimRecord>,
    negation: NegationRecord,
    denial: Vec<DenialRecord>,
    direction: Vec<DirectionRecord>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct ClaimRecord {
    /// What a sentence says that claims this.
    cue: Record,
    /// What evidence may say for it, beside the cues themselves.
    #[serde(default)]
    source: Record,
    /// Whether it adds a doing to what is told, where others claim what is to be thought of it.
    #[serde(default)]
    adds: bool,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct NegationRecord {
    en: Vec<String>,
    ko: Vec<String>,
    /// Phrases in which a negation denies nothing.
    not: Vec<String>,
    /// English words that may or may not be told with a negation.
    open: Vec<String>,
    /// Korean ones.
    open_ko: Vec<String>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct DenialRecord {
    en: Vec<String>,
    ko: Vec<String>,
    /// Words that answer the other language's, and deny nothing by themselves.
    #[serde(default)]
    echo: Record,
    /// Whether it may also be told without any denial.
    #[serde(default)]
    open: bool,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct DirectionRecord {
    one: Record,
    other: Record,
    /// Whether a measure grows one way and shrinks the other.
    #[serde(default)]
    measured: bool,
}

#[derive(Debug)]
struct Claim {
    cue: Matcher,
    source: Matcher,
    adds: bool,
}

#[derive(Debug)]
struct Denial {
    words: Matcher,
    echo: Matcher,
    open: bool,
}

/// All cues.
#[derive(Debug, Default)]
pub struct Claims {
    makes: Vec<Claim>,
    negation: Matcher,
    not: Vec<String>,
    open: Matcher,
    denials: Vec<Denial>,
    directions: Vec<Direction>,
}

/// Two ways that something may go.
#[derive(Debug)]
struct Direction {
    one: Matcher,
    other: Matcher,
    /// Whether a measure grows one way and shrinks the other.
    is_measured: bool,
}

/// How often a piece denies.
#[derive(Debug, Clone, Default)]
pub struct Denials {
    /// Plain negations.
    plain: usize,
    /// By row: how many words deny, and whether any may answer the other side's.
    rows: Vec<(usize, bool)>,
    /// Whether it has words that may be told with a negation or without.
    open: bool,
    /// Whether it is in Korean.
    is_korean: bool,
}

impl Denials {
    /// Whether something is plainly denied.
    pub fn is_plain(&self) -> bool {
        self.plain > 0
    }
}

impl Claims {
    /// The cues that come with the program.
    pub fn shipped(glossary: &Glossary) -> Claims {
        // Built in and parsed by a test: broken ones cannot reach a user.
        Claims::read(include_str!("../../assets/lexicon/claims.toml"), glossary).unwrap_or_default()
    }

    /// The cues of a file's text.
    ///
    /// # Errors
    /// Where it is no TOML of the expected form.
    pub fn read(text: &str, glossary: &Glossary) -> Result<Claims, String> {
        let file: File = toml::from_str(text).map_err(|error| error.to_string())?;
        let matcher = |record: &Record| Matcher::of(record, glossary);
        let words = |en: &[String], ko: &[String]| {
            Matcher::of(&Record { en: en.to_vec(), ko: ko.to_vec() }, glossary)
        };
        Ok(Claims {
            makes: file
                .claim
                .iter()
                .map(|claim| Claim {
                    cue: matcher(&claim.cue),
                    source: matcher(&claim.source),
                    adds: claim.adds,
                })
                .collect(),
            negation: words(&file.negation.en, &file.negation.ko),
            not: file.negation.not,
            open: words(&file.negation.open, &file.negation.open_ko),
            denials: file
                .denial
                .iter()
                .map(|row| Denial {
                    words: words(&row.en, &row.ko),
                    echo: matcher(&row.echo),
                    open: row.open,
                })
                .collect(),
            directions: file
                .direction
                .iter()
                .map(|pair| Direction {
                    one: matcher(&pair.one),
                    other: matcher(&pair.other),
                    is_measured: pair.measured,
                })
                .collect(),
        })
    }

    /// What a sentence claims that its evidence does not: the word that says so.
    pub fn unfounded(&self, sentence: &Piece, evidence: &Piece) -> Option<String> {
        self.unsaid(false, sentence, evidence)
    }

    /// What a sentence adds of others' doings, or of what is thought of, that its evidence does not tell.
    pub fn added(&self, sentence: &Piece, evidence: &Piece) -> Option<String> {
        self.unsaid(true, sentence, evidence)
    }

    fn unsaid(&self, adds: bool, sentence: &Piece, evidence: &Piece) -> Option<String> {
        self.makes.iter().filter(|claim| claim.adds == adds).find_map(|claim| {
            let said = claim.cue.find(sentence)?;
            let founded =
                claim.cue.find(evidence).is_some() || claim.source.find(evidence).is_some();
            (!founded).then_some(said)
        })
    }

    /// The negations of a piece.
    pub fn denials(&self, piece: &Piece, remake: impl Fn(&str) -> Piece) -> Denials {
        let mut text = piece.text.clone();
        let lower = text.to_lowercase();
        if self.not.iter().any(|phrase| lower.contains(phrase.as_str())) {
            text = lower;
            for phrase in &self.not {
                text = text.replace(phrase.as_str(), " ");
            }
        }
        let text = below_a_number(&text);
        // n't stands inside its word.
        let mut text =
            replaced(&text.replace("n’t", " not").replace("n't", " not"), "cannot", "can not");
        // To fail to do something is not to do it; a test alone may fail.
        for fail in ["failed to ", "fails to ", "fail to ", "failing to ", "failure to "] {
            text = replaced(&text, fail, "not ");
        }
        let piece = remake(&text);
        let rows = self
            .denials
            .iter()
            .map(|row| (row.words.count(&piece), row.echo.find(&piece).is_some()))
            .collect();
        // What denies as a phrase, 50이 되지 않는, denies once.
        let mut rest = text;
        for row in &self.denials {
            for phrase in row.words.phrases() {
                rest = without(&rest, phrase);
            }
        }
        let rest = remake(&rest);
        Denials {
            plain: self.negation.count(&rest) + korean_short(&rest),
            rows,
            open: self.open.find(&piece).is_some() || has_un(&piece) || is_too_much(&piece),
            is_korean: !piece.runs.is_empty(),
        }
    }

    /// Whether two pieces deny alike.
    pub fn agree(&self, one: &Denials, other: &Denials) -> bool {
        self.agrees(one, other, true)
    }

    /// Whether two pieces deny alike, word by word: what one denies, the other denies.
    pub fn match_each_other(&self, one: &Denials, other: &Denials) -> bool {
        self.agrees(one, other, false)
    }

    fn agrees(&self, one: &Denials, other: &Denials, may_be_open: bool) -> bool {
        let mut left = (one.plain, other.plain);
        // A word that may be told with a negation explains one on the other side. On its own side it
        // does so in English alone: 대신 beside 않습니다 explains nothing.
        let mut open = if one.plain > other.plain {
            other.open || one.open && !one.is_korean
        } else {
            one.open || other.open && !other.is_korean
        };
        for (row, (here, there)) in self.denials.iter().zip(one.rows.iter().zip(&other.rows)) {
            let (mut here, here_echo) = *here;
            let (mut there, there_echo) = *there;
            // What answers each other is told on both sides, however often.
            if here > 0 && there > 0 {
                (here, there) = (0, 0);
            }
            if there_echo && here > 0 {
                here = 0;
            }
            if here_echo && there > 0 {
                there = 0;
            }
            if row.open && may_be_open {
                open |= here + there > 0;
            } else {
                left = (left.0 + here, left.1 + there);
            }
        }
        may_be_open && open || left.0 % 2 == left.1 % 2
    }

    /// The word of a sentence's piece that goes the other way than the evidence.
    pub fn turned(&self, sentence: &Piece, evidence: &Piece) -> Option<String> {
        self.directions.iter().find_map(|Direction { one, other, .. }| {
            let against = |here: &Matcher, there: &Matcher| {
                let said = here.affirmed(sentence)?;
                (there.find(evidence).is_some() && here.find(evidence).is_none()).then_some(said)
            };
            against(one, other).or_else(|| against(other, one))
        })
    }

    /// The word that says that a measure grows where it shrinks, or the other way round: `57%에서
    /// 64%로 낮췄`.
    pub fn mismeasured(&self, clause: &Piece, grows: bool) -> Option<String> {
        self.directions.iter().filter(|direction| direction.is_measured).find_map(|direction| {
            let (right, wrong) = if grows {
                (&direction.one, &direction.other)
            } else {
                (&direction.other, &direction.one)
            };
            wrong.affirmed(clause).filter(|_| right.find(clause).is_none())
        })
    }
}

/// A text in which a limit before a number is told in one way: `under 20` as `less than 20`. Elsewhere
/// the same words mean a place.
fn below_a_number(text: &str) -> String {
    let mut text = text.to_owned();
    for limit in ["under ", "below ", "Under ", "Below "] {
        let mut from = 0;
        while let Some(at) = text[from..].find(limit).map(|at| from + at) {
            let until = at + limit.len();
            let is_number = text[until..]
                .trim_start_matches(['$', '€', '£', '₩'])
                .starts_with(|c: char| c.is_ascii_digit());
            if is_number && text[..at].chars().next_back().is_none_or(|c| !c.is_alphanumeric()) {
                text.replace_range(at..until, "less than ");
            }
            from = at + 5;
        }
    }
    text
}

/// A text with something in the place of a phrase, which may open a sentence.
fn replaced(text: &str, phrase: &str, by: &str) -> String {
    let mut opening = phrase.to_owned();
    if let Some(first) = opening.get_mut(..1) {
        first.make_ascii_uppercase();
    }
    text.replace(phrase, by).replace(&opening, by)
}

/// Whether a word begins with un-, which Korean tells with a negation as often as not.
fn has_un(piece: &Piece) -> bool {
    // The last ones undo what was done to something, which is no negation of it.
    const OTHERS: [&str; 22] = [
        "unemploy", "under", "unan", "unit", "uniq", "univ", "unif", "unio", "unic", "unis",
        "until", "unveil", "unlock", "unleash", "unpack", "unload", "unravel", "unwind", "uncover",
        "unfold", "unearth", "unplug",
    ];
    piece.latin.iter().map(|latin| latin.text.to_lowercase()).any(|word| {
        word.len() > 6
            && word.starts_with("un")
            && !OTHERS.iter().any(|other| word.starts_with(other))
    })
}

/// Whether something is too much for another to be, which Korean tells with a negation: `too large to
/// fit`.
fn is_too_much(piece: &Piece) -> bool {
    /// Words between `too` and `to`, or `for`.
    const BETWEEN: usize = 4;
    let words: Vec<String> = piece.latin.iter().map(|latin| latin.text.to_lowercase()).collect();
    words.iter().enumerate().any(|(at, word)| {
        let rest = words.iter().skip(at + 2).take(BETWEEN);
        word == "too" && rest.into_iter().any(|word| word == "to" || word == "for")
    })
}

/// A text without a phrase, where no word goes on before it.
fn without(text: &str, phrase: &str) -> String {
    let mut kept = String::new();
    let mut rest = text;
    while let Some(at) = rest.find(phrase) {
        let (before, found) = rest.split_at(at);
        kept.push_str(before);
        let joined = before.ends_with(super::readings::is_hangul);
        kept.push_str(if joined { phrase } else { " " });
        rest = &found[phrase.len()..];
    }
    kept + rest
}

/// Short negations: 안 as a word before a verb.
fn korean_short(piece: &Piece) -> usize {
    const VERBS: [&str; 18] = [
        "하", "했", "한", "할", "합", "해", "되", "됐", "된", "될", "됩", "돼", "쓰", "받", "나왔",
        "보", "가", "좋",
    ];
    piece
        .runs
        .windows(2)
        .filter(|pair| {
            pair[0].text == "안" && VERBS.iter().any(|verb| pair[1].text.starts_with(verb))
        })
        .count()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_opens_a_sentence_is_read_as_what_stands_within_it() {
        assert_eq!(
            replaced("Failed to sail, failed to row", "failed to ", "not "),
            "not sail, not row"
        );
        assert_eq!(
            below_a_number("Under 20 ferries sail below 5 knots, under sail"),
            "less than 20 ferries sail less than 5 knots, under sail"
        );
    }
}
