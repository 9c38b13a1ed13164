//! What a report says is done: the kinds of move, each with the words that tell it.

use super::title::Text;
use super::{Page, Signs, status};
use crate::desk::lists::{self, Cue, Found};
use crate::model::{Move, MoveStatus};
use crate::text::tokens::{Script, Word, Words};

/// A move that a report tells.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reported {
    /// The kind.
    pub kind: Move,
    /// The words that say so.
    pub said: String,
    /// Whether it is told as done or decided.
    pub hard: bool,
    /// Whether it is told as done, or as sought, denied or undone.
    pub status: MoveStatus,
}

/// The first sentence of a summary.
#[derive(Debug, Clone, Copy)]
pub struct Below<'a> {
    /// What it says.
    pub text: &'a str,
    /// Its words.
    pub words: &'a Words,
    /// Which lists it touches.
    pub found: &'a Found,
}

/// The order in which moves weigh: of several the first ones are told.
const ORDER: [Move; 12] = [
    Move::Acquisition,
    Move::Layoffs,
    Move::Investment,
    Move::Regulation,
    Move::Security,
    Move::Leadership,
    Move::Earnings,
    Move::Partnership,
    Move::Pricing,
    Move::Infrastructure,
    Move::Launch,
    Move::Release,
];

/// A report tells so many moves at most.
const MOST: usize = 2;

/// How hard a kind of move is: whether money, power, law or people move, from 0 to 1.
pub fn hardness(kind: Move) -> f64 {
    match kind {
        Move::Acquisition | Move::Layoffs => 1.0,
        Move::Investment | Move::Regulation => 0.8,
        Move::Leadership | Move::Security => 0.7,
        Move::Earnings | Move::Infrastructure => 0.5,
        Move::Partnership | Move::Launch | Move::Release | Move::Pricing => 0.0,
    }
}

/// Whether a kind of move puts money into a firm: an office that is named beside it has ordered or
/// allowed something.
pub fn is_of_money(kind: Move) -> bool {
    match kind {
        Move::Acquisition | Move::Investment => true,
        Move::Launch
        | Move::Release
        | Move::Pricing
        | Move::Earnings
        | Move::Layoffs
        | Move::Regulation
        | Move::Security
        | Move::Leadership
        | Move::Partnership
        | Move::Infrastructure => false,
    }
}

/// Whether a kind of move is made with a thing, and not on or with somebody.
pub fn is_of_things(kind: Move) -> bool {
    match kind {
        Move::Launch | Move::Release | Move::Pricing | Move::Earnings | Move::Layoffs => true,
        Move::Acquisition
        | Move::Investment
        | Move::Regulation
        | Move::Security
        | Move::Leadership
        | Move::Partnership
        | Move::Infrastructure => false,
    }
}

/// The moves that a title tells; where it tells none, those that the summary's first sentence
/// tells beyond doubt.
pub fn find(
    text: &Text<'_>,
    below: &Below<'_>,
    page: &Page,
    signs: Signs,
    names_company: bool,
) -> Vec<Reported> {
    if page.paper || signs.review {
        return Vec::new();
    }
    let shown = super::title::starts_with(text.title, "show hn");
    if page.project || shown {
        // Whatever its words say, somebody shows what they made.
        let status = MoveStatus::Done;
        return vec![Reported { kind: Move::Release, said: String::new(), hard: false, status }];
    }
    let said = |span| lists::said(text.title, text.words, span).to_owned();
    let told = |kind: Move| {
        let span = text.found.moved(kind)?;
        if kind == Move::Regulation && is_house_rule(text, span) {
            return None;
        }
        let hard = text.found.is_hard(kind);
        // An opinion tells of deeds that others did.
        (!signs.opinion || hard).then(|| Reported {
            kind,
            said: said(span),
            hard,
            status: status::of(text.title, text.words, text.found, kind, span),
        })
    };
    let mut moves: Vec<Reported> = ORDER.into_iter().filter_map(told).collect();
    drop_own_spending(&mut moves);
    // What is done comes before what is only talked about.
    moves.sort_by_key(|told| !told.hard);
    moves.truncate(MOST);
    if moves.is_empty() && names_company && !signs.opinion {
        let strict = [Move::Acquisition, Move::Investment, Move::Regulation, Move::Launch];
        let hard = strict.into_iter().find(|kind| below.found.is_hard(*kind));
        let reported = |kind| Reported {
            kind,
            said: String::new(),
            hard: false,
            status: below.found.moved(kind).map_or(MoveStatus::Done, |span| {
                status::of(below.text, below.words, below.found, kind, span)
            }),
        };
        moves.extend(hard.map(reported));
    }
    moves
}

/// Money that is put into one's own works is the works, no deal: "공장 증설에 1조 투자".
fn drop_own_spending(moves: &mut Vec<Reported>) {
    let builds = moves.iter().any(|told| told.kind == Move::Infrastructure && told.hard);
    let spends = |told: &Reported| {
        told.kind == Move::Investment
            && !told.said.contains("유치")
            && !told.said.contains("지분")
            && told.said.contains("투자")
    };
    if builds {
        moves.retain(|told| !spends(told));
    }
}

/// Whether all that a title tells of law is a rule that a company makes in its own house.
pub fn is_of_house(text: &Text<'_>) -> bool {
    let rule = text.found.moved(Move::Regulation).filter(|span| is_house_rule(text, *span));
    let policy = text.found.cue(Cue::Policy);
    rule.is_some_and(|span| policy.is_none_or(|policy| policy.0 == span.0))
}

/// Whether a title that tells of a ban tells what a company allows on its own pages: no office and no
/// court has a part in it.
pub fn is_house_rule(text: &Text<'_>, (at, _): lists::Span) -> bool {
    const BANS: [&str; 10] = [
        "bans",
        "banned",
        "banning",
        "ban",
        "blocks",
        "blocked",
        "blocking",
        "restricts",
        "removes",
        "suspends",
    ];
    let said = text.words.list().get(at).map_or("", |word| text.words.text(word));
    BANS.contains(&said) && text.company_first && !text.body
}

/// The move that the form of a title tells where its words tell none: a short title on the maker's
/// own page announces something, and a name with a version alone is a release.
pub fn by_form(text: &Text<'_>, page: &Page, names: &[String]) -> Option<Reported> {
    /// Words of the longest title that is nothing but a name.
    const SHORT: usize = 6;
    let list = text.words.list();
    if page.paper || page.project || text.found.has(Cue::Opinion) {
        return None;
    }
    let kind = if page.own.is_some() && list.len() <= SHORT {
        Move::Launch
    } else if names.len() == 1
        && list.len() <= 4
        && list.last().is_some_and(|word| word.script == Script::Number)
    {
        Move::Release
    } else {
        return None;
    };
    Some(Reported { kind, said: text.title.to_owned(), hard: false, status: MoveStatus::Done })
}

/// How many jobs are cut, where the title says so, or the first sentence of a report on job cuts.
pub fn jobs(text: &Text<'_>, below: &Found, sentence: &str, words: &Words) -> Option<f64> {
    let above = text.found.moved(Move::Layoffs).is_some();
    let in_title = above.then(|| most_counted(text.title, text.words)).flatten();
    in_title.or_else(|| {
        let told = above && below.moved(Move::Layoffs).is_some();
        told.then(|| most_counted(sentence, words)).flatten()
    })
}

/// The greatest number of a text that may count jobs.
fn most_counted(text: &str, words: &Words) -> Option<f64> {
    let number = |word: &Word| -> Option<f64> {
        let written = text.get(word.at as usize..word.until as usize)?;
        let digits: String = written.chars().filter(|c| c.is_ascii_digit() || *c == '.').collect();
        let thousands = if written.ends_with(['k', 'K']) { 1_000.0 } else { 1.0 };
        digits.parse::<f64>().ok().map(|number| number * thousands)
    };
    let is_money = |word: &Word| {
        text[..word.at as usize].ends_with(['$', '€', '£', '₩'])
            || text[word.until as usize..].starts_with('%')
    };
    words
        .list()
        .iter()
        .filter(|word| word.script == Script::Number && !is_money(word))
        .filter_map(number)
        .filter(|jobs| (10.0..1_000_000.0).contains(jobs) && !(1990.0..2100.0).contains(jobs))
        .reduce(f64::max)
}
