//! How a text tells a move: as done, or as sought, denied or undone. "Acme abandons its bid for Barley"
//! is news of an acquisition, and nobody has bought anything.
//!
//! In English what says so stands before the words of the move and in one clause with them ("scraps the
//! merger", "in talks to buy"), or behind a deal that it is said of ("the merger collapses"). In Korean
//! it stands behind them (`인수 무산`, `투자 검토`).

use crate::desk::lists::{Cue, Found, Span};
use crate::model::{Move, MoveStatus};
use crate::text::tokens::{Script, Words};

/// Words between a Korean move and what says that it came to nothing.
const BEHIND: usize = 3;

/// Words at which another clause of an English headline begins.
const CLAUSES: [&str; 12] = [
    "as",
    "after",
    "amid",
    "while",
    "but",
    "following",
    "despite",
    "because",
    "before",
    "when",
    "whose",
    "which",
];

/// What a deal is called, of which an English headline says that it failed.
const DEALS: [&str; 34] = [
    "deal",
    "deals",
    "merger",
    "acquisition",
    "takeover",
    "buyout",
    "bid",
    "offer",
    "sale",
    "partnership",
    "alliance",
    "agreement",
    "contract",
    "pact",
    "investment",
    "funding",
    "round",
    "ipo",
    "listing",
    "launch",
    "release",
    "rollout",
    "plan",
    "plans",
    "project",
    "factory",
    "plant",
    "expansion",
    "talks",
    "negotiations",
    "collaboration",
    "campus",
    "tie",
    "purchase",
];

/// Words with which who acts says no to a deed.
const NEGATIONS: [&str; 27] = [
    "is", "are", "does", "did", "do", "has", "have", "won't", "will", "wouldn't", "isn't",
    "aren't", "wasn't", "doesn't", "don't", "didn't", "hasn't", "can't", "cannot", "not", "never",
    "no", "refuses", "refused", "declines", "declined", "rules",
];

/// Verbs that say no, and by which offices and courts act: in a matter of law they are the deed.
const ACTS_OF_LAW: [&str; 44] = [
    "blocks",
    "blocked",
    "block",
    "blocking",
    "rejects",
    "rejected",
    "reject",
    "halts",
    "halted",
    "halt",
    "ends",
    "ended",
    "ending",
    "kills",
    "killed",
    "kill",
    "denies",
    "denied",
    "deny",
    "scraps",
    "scrapped",
    "scrap",
    "turns",
    "suspends",
    "suspended",
    "suspend",
    "reverses",
    "reversed",
    "overturns",
    "stops",
    "stopped",
    "stop",
    "freezes",
    "pauses",
    "paused",
    "refuses",
    "declines",
    "rescinds",
    "rescinded",
    "terminates",
    "axes",
    "rules",
    "dismisses",
    "dismissed",
];
/// Verbs by which a case comes to its end.
const ENDS: [&str; 22] = [
    "drop",
    "drops",
    "dropped",
    "dropping",
    "end",
    "ends",
    "ended",
    "ending",
    "close",
    "closes",
    "closed",
    "dismiss",
    "dismisses",
    "dismissed",
    "toss",
    "tosses",
    "tossed",
    "withdraws",
    "abandons",
    "terminates",
    "suspends",
    "halts",
];
/// What such a case is called.
const CASES: [&str; 14] = [
    "case",
    "cases",
    "suit",
    "suits",
    "lawsuit",
    "lawsuits",
    "probe",
    "probes",
    "investigation",
    "inquiry",
    "charges",
    "complaint",
    "indictment",
    "prosecution",
];
/// Likewise in Korean.
const ACTS_OF_LAW_KO: [&str; 9] =
    ["제동", "불허", "거부", "중단", "실패", "결렬", "파기", "무효", "제안"];

/// Verbs by which people lose their work, prices fall and people go: of those moves they are the deed.
const CUTS: [&str; 22] = [
    "axes",
    "axed",
    "scraps",
    "scrapped",
    "drops",
    "dropped",
    "ends",
    "ended",
    "ending",
    "kills",
    "killed",
    "cancels",
    "cancelled",
    "canceled",
    "shelves",
    "halts",
    "ditches",
    "ditched",
    "stops",
    "suspends",
    "freezes",
    "rejects",
];

/// How a text tells a kind of move whose words stand at a place.
pub fn of(text: &str, words: &Words, found: &Found, kind: Move, span: Span) -> MoveStatus {
    let is_korean =
        |at: usize| words.list().get(at).is_some_and(|word| word.script == Script::Hangul);
    let asks = text.trim_end_matches(['"', '”', '\'', '’', ' ']).ends_with('?');
    let mut status = if asks { MoveStatus::Sought } else { MoveStatus::Done };
    for (cue, said) in found.reserves() {
        let told = if *cue == Cue::Sought {
            MoveStatus::Sought
        } else if *cue == Cue::Denied {
            MoveStatus::Denied
        } else {
            MoveStatus::Undone
        };
        let first = words.list().get(said.0).map_or("", |word| words.text(word));
        let ends_case = ends_case(words, *said);
        let is_of_it = if ends_case && kind == Move::Regulation {
            true
        } else if kind == Move::Regulation
            && told == MoveStatus::Sought
            && said.0 == span.0 + span.1
        {
            // "A bill would", "a court may".
            true
        } else if is_korean(said.0) {
            stands_behind(words, span, *said, told == MoveStatus::Denied)
        } else if *cue == Cue::Failed {
            is_said_of_deal(text, words, span, *said)
        } else {
            leads_to(text, words, span, *said)
        };
        if is_of_it && weight(told) > weight(status) && !is_the_deed(kind, told, first, ends_case) {
            status = told;
        }
    }
    status
}

/// Words that deny what stands behind them.
const NOT: [&str; 22] = [
    "not",
    "never",
    "without",
    "cannot",
    "can't",
    "won't",
    "doesn't",
    "didn't",
    "don't",
    "isn't",
    "aren't",
    "wasn't",
    "weren't",
    "hasn't",
    "haven't",
    "hadn't",
    "couldn't",
    "wouldn't",
    "shouldn't",
    "needn't",
    "nor",
    "neither",
];
/// Words behind one of those after which all holds that follows: "not only closes its pier but".
const ONLY: [&str; 5] = ["only", "just", "merely", "simply", "solely"];

/// Whether English words stand behind a "not" in one clause: "decides not to shut down" shuts nothing
/// down, "it was not fog, it shut down" does.
pub fn is_negated(text: &str, words: &Words, (at, _): Span) -> bool {
    /// Words between it and what it denies.
    const WITHIN: usize = 3;
    let said = |at: usize| words.list().get(at).map_or("", |word| words.text(word));
    (at.saturating_sub(WITHIN)..at).rev().any(|not| {
        NOT.contains(&said(not))
            && !ONLY.contains(&said(not + 1))
            && is_one_clause(text, words, not + 1, at)
    })
}

/// Of several words the one that says more holds.
fn weight(status: MoveStatus) -> u8 {
    match status {
        MoveStatus::Done => 0,
        MoveStatus::Sought => 1,
        MoveStatus::Undone => 2,
        MoveStatus::Denied => 3,
    }
}

/// Whether what would say that a move came to nothing is how such a move is made: a court blocks, and
/// who lets people go scraps their jobs.
fn is_the_deed(kind: Move, told: MoveStatus, first: &str, ends_case: bool) -> bool {
    let is_undone = told == MoveStatus::Undone;
    match kind {
        Move::Regulation => {
            (is_undone || told == MoveStatus::Denied)
                && !ends_case
                && (ACTS_OF_LAW.contains(&first)
                    || ACTS_OF_LAW_KO.iter().any(|act| first.contains(act)))
        }
        // A hole and a leak are there, whatever else could follow.
        Move::Security => told == MoveStatus::Sought || is_undone && !NEGATIONS.contains(&first),
        Move::Layoffs | Move::Pricing | Move::Leadership => is_undone && CUTS.contains(&first),
        Move::Acquisition
        | Move::Investment
        | Move::Partnership
        | Move::Infrastructure
        | Move::Earnings
        | Move::Launch
        | Move::Release => false,
    }
}

/// Whether English words say that a case ends: "drops its two-year-old probe", "ends lawsuit against".
fn ends_case(words: &Words, (at, _): Span) -> bool {
    /// Words between the verb and the case.
    const WITHIN: usize = 7;
    let word = |at: usize| words.list().get(at).map_or("", |word| words.text(word));
    let mut behind = (at + 1..=at + WITHIN).map(word).take_while(|word| !CLAUSES.contains(word));
    ENDS.contains(&word(at)) && behind.any(|word| CASES.contains(&word))
}

/// Whether English words govern those of a move behind them, in one clause.
fn leads_to(text: &str, words: &Words, (verb, length): Span, (at, long): Span) -> bool {
    if at >= verb + length {
        return false;
    }
    // "in May" and "May 5" are a month.
    let word = |at: usize| words.list().get(at);
    let is_month = long == 1
        && word(at).is_some_and(|may| words.text(may) == "may" && may.capital)
        && (word(at + 1).is_some_and(|next| next.script == Script::Number)
            || at.checked_sub(1).and_then(word).is_some_and(|before| {
                ["in", "by", "until", "since", "on", "this", "of"].contains(&words.text(before))
            }));
    !is_month && is_one_clause(text, words, at + long, verb)
}

/// Whether English words say of a deal before them that it came to nothing.
fn is_said_of_deal(text: &str, words: &Words, (verb, length): Span, (at, long): Span) -> bool {
    if at + long <= verb {
        // "A cancelled merger".
        return at + long + 2 >= verb && is_one_clause(text, words, at + long, verb);
    }
    let is_deal =
        |word: usize| words.list().get(word).is_some_and(|word| DEALS.contains(&words.text(word)));
    let last = (verb + length).saturating_sub(1);
    let from = (0..=last).rev().take_while(|from| is_one_clause(text, words, *from, at)).last();
    from.is_some_and(|from| (from..at.max(from)).any(is_deal))
        && is_one_clause(text, words, verb + length, at)
}

/// Whether Korean words behind those of a move say what became of it; a denial may stand anywhere
/// behind.
fn stands_behind(words: &Words, (verb, length): Span, (at, long): Span, anywhere: bool) -> bool {
    let end = verb + length;
    if at + long <= verb {
        return false;
    }
    let pauses = |at: usize| words.list().get(at).is_some_and(|word| word.pauses);
    let last = end.saturating_sub(1).max(verb);
    anywhere || at < end || at < end + BEHIND && !(last..at).any(pauses)
}

/// Whether no other clause begins between two words of an English headline.
fn is_one_clause(text: &str, words: &Words, from: usize, to: usize) -> bool {
    let list = words.list();
    let (Some(before), Some(after)) =
        (from.checked_sub(1).and_then(|at| list.get(at)), list.get(to))
    else {
        return true;
    };
    let between = text.get(before.until as usize..after.at as usize).unwrap_or_default();
    let is_parted = [": ", "; ", ", ", " - ", " – ", " — ", "…", ".."]
        .iter()
        .any(|mark| between.contains(mark));
    let is_joined = list
        .get(from..to)
        .unwrap_or_default()
        .iter()
        .any(|word| CLAUSES.contains(&words.text(word)));
    !is_parted && !is_joined
}

#[cfg(test)]
mod tests;
