//! Who acts in a title, and on whom.

use super::company::Company;
use super::title::{Text, plain_name};
use super::{direction, general};
use crate::desk::features::StopWords;
use crate::desk::lexicon::Lexicon;
use crate::model::Move;
use crate::text::tokens::{self, Script};
/// Who acts, and on whom.
#[derive(Debug, Default, Clone)]
pub struct Roles {
    /// By key or as written.
    pub actor: Option<String>,
    /// Likewise.
    pub object: Option<String>,
    /// The kind of move by which one acts on the other, where a verb or a particle says so.
    pub directed: Option<Move>,
    /// Whether somebody acts whom nothing here knows: then no company that is named does.
    pub is_of_others: bool,
}

/// Words behind a name for others than itself, and for what others do with its things: they act or
/// are acted upon, not the company or office.
const OTHERS: [&str; 39] = [
    "users",
    "user",
    "customers",
    "customer",
    "employees",
    "workers",
    "investors",
    "investor",
    "shareholders",
    "contractor",
    "contractors",
    "supplier",
    "suppliers",
    "fans",
    "owners",
    "critics",
    "drivers",
    "sellers",
    "creators",
    "developers",
    "partner",
    "partners",
    "founder",
    "founders",
    "cofounder",
    "cofounders",
    "co",
    "alum",
    "alums",
    "alumni",
    "veterans",
    "veteran",
    "hacking",
    "hack",
    "hacks",
    "hackers",
    "clone",
    "clones",
    "knockoffs",
];

/// Whether the name at a word stands for others than itself in a matter of money or things. Who leads
/// a company, or works for it, is of it where people come and go.
fn is_of_others(text: &Text<'_>, at: usize, kind: Option<Move>) -> bool {
    let named = text.named.iter().find(|mention| mention.word as usize == at);
    let end = at + named.map_or(1, |mention| mention.length as usize);
    let list = text.words.list();
    let (Some(last), Some(next)) = (list.get(end - 1), list.get(end)) else { return false };
    let is_next = text.title.get(last.until as usize..next.at as usize) == Some(" ");
    is_next
        && OTHERS.contains(&text.words.text(next))
        && !matches!(kind, Some(Move::Leadership | Move::Layoffs))
}

/// Whether a Korean headline says of the name at a word that another went past it: `삼성전자 넘어섰다`.
fn is_overtaken(text: &Text<'_>, at: usize) -> bool {
    const PAST: [&str; 11] = [
        "넘어선",
        "넘어섰",
        "제쳤",
        "제치",
        "제친",
        "추월",
        "앞질",
        "앞선",
        "따돌",
        "밀어내",
        "꺾",
    ];
    /// Words between the name and the verb.
    const BETWEEN: usize = 1;
    let named = text.named.iter().find(|mention| mention.word as usize == at);
    let end = at + named.map_or(1, |mention| mention.length as usize);
    let list = text.words.list();
    (end..=end + BETWEEN).any(|verb| {
        let Some(word) = list.get(verb) else { return false };
        // Who acts stands before a comma, and another name may stand between.
        let is_parted = list[end - 1..verb].iter().any(|word| word.pauses);
        let is_other = text.named.iter().any(|one| (end..verb).contains(&(one.word as usize)));
        !is_parted && !is_other && PAST.iter().any(|past| text.words.text(word).starts_with(past))
    })
}

/// Whether a Korean headline hides who acts: `‘이 기업’`, `이 회사는`.
fn is_of_somebody_unnamed(title: &str) -> bool {
    const HIDDEN: [&str; 8] =
        ["이 기업", "이 회사", "이 업체", "이 은행", "이 종목", "이 스타트업", "이 나라", "이곳"];
    const QUOTES: [char; 4] = ['‘', '\'', '“', '"'];
    HIDDEN.iter().any(|hidden| {
        title.match_indices(hidden).any(|(at, _)| {
            let after = &title[at + hidden.len()..];
            title[..at].ends_with(QUOTES) && after.starts_with(['’', '\'', '”', '"'])
        })
    })
}

/// Whether two names stand side by side, joined: `삼성·SK`, "Meta and Google". They act, or are acted
/// upon, together.
fn are_joined(text: &Text<'_>, one: usize, other: usize) -> bool {
    let (first, last) = (one.min(other), one.max(other));
    let named = text.named.iter().find(|mention| mention.word as usize == first);
    let end = first + named.map_or(1, |mention| mention.length as usize);
    let list = text.words.list();
    let (Some(before), Some(after)) =
        (end.checked_sub(1).and_then(|at| list.get(at)), list.get(last))
    else {
        return false;
    };
    let between = text.title.get(before.until as usize..after.at as usize).unwrap_or_default();
    ["·", "ㆍ", "&", "/", "and", "와", "과", "-"].contains(&between.trim())
        // A particle is a part of the word before it.
        || between.trim().is_empty()
            && before.script == Script::Hangul
            && text.words.text(before).ends_with(['와', '과'])
}

/// Who acts and on whom, by where the names stand around the words of the move.
pub(super) fn roles(
    text: &Text<'_>,
    entries: &[(u32, usize)],
    (own, unknown): (Option<&Company>, Option<&(Company, usize)>),
    lexicon: &Lexicon,
    stop: &StopWords,
) -> Roles {
    let key = |entry: u32| lexicon.entry(entry).key.clone();
    let told = [
        Move::Acquisition,
        Move::Investment,
        Move::Regulation,
        Move::Partnership,
        Move::Layoffs,
        Move::Security,
        Move::Leadership,
        Move::Launch,
        Move::Infrastructure,
    ]
    .into_iter()
    .find_map(|kind| text.found.moved(kind).map(|span| (kind, span)));
    // An office beside a company that is attacked, or its product, has no part in that.
    let has_part = told.is_none_or(|(kind, _)| kind != Move::Security);
    let bodies = text
        .named
        .iter()
        .filter(|mention| has_part && lexicon.entry(mention.entry).kind == "body")
        .map(|mention| (key(mention.entry), mention.word as usize));
    let mut all: Vec<(String, usize)> = entries
        .iter()
        .map(|(entry, at)| (key(*entry), *at))
        .chain(bodies)
        .chain(unknown.map(|(company, at)| (company.key.clone(), *at)))
        .collect();
    all.sort_by_key(|(_, at)| *at);
    let own = own.map(|own| own.key.clone());
    let is_named = !all.is_empty();
    all.retain(|(_, at)| {
        !is_of_others(text, *at, told.map(|(kind, _)| kind)) && !is_overtaken(text, *at)
    });
    // "‘이 기업’" acts, whoever else is named.
    if own.is_none() && is_of_somebody_unnamed(text.title) {
        return Roles { is_of_others: true, ..Roles::default() };
    }
    if is_named && all.is_empty() && own.is_none() {
        return Roles { is_of_others: true, ..Roles::default() };
    }
    let Some((kind, (verb, length))) = told else {
        let actor = own.or_else(|| all.first().map(|(name, _)| name.clone()));
        return Roles { actor, ..Roles::default() };
    };
    let span = direction::Span { verb, length };
    let korean = text.words.list().get(verb).is_some_and(|word| word.script == Script::Hangul);
    if korean {
        return korean_roles(text, &all, own, kind, span);
    }
    let list = text.words.list();
    let said = super::super::lists::said(text.title, text.words, (verb, length)).to_lowercase();
    // Who joins another company is bought by it.
    let joins = kind == Move::Acquisition && said.split(' ').any(|word| word.starts_with("join"));
    let is_passive = list.get(verb + length).is_some_and(|word| text.words.text(word) == "by")
        || ["sold to", "acquired by", "bought by"].contains(&said.as_str())
        || joins;
    // The words of a move may begin with a name, and hold another one: "EU fines Apple".
    let before = all.iter().filter(|(_, at)| *at <= verb).map(|(name, _)| name.clone()).next_back();
    let after = all.iter().find(|(_, at)| *at > verb).cloned();
    // Names before a verb that are not its object act together: "OpenAI and Oracle sign …".
    let together = all.iter().filter(|(_, at)| *at <= verb).cloned();
    let first = all.iter().find(|(_, at)| *at <= verb).map(|(name, _)| name.clone());
    if is_passive {
        let object = first.or(before).or_else(|| opening_capitals(text, verb, stop));
        let directed = (after.is_some() && object.is_some()).then_some(kind);
        return Roles { actor: after.map(|(name, _)| name), object, directed, ..Roles::default() };
    }
    let acts = own.is_some() || first.is_some();
    // Somebody stands before the verb whom nothing knows: whoever stands behind it does not do it.
    if !acts && is_deed_of_somebody(kind) && has_subject(text, verb, stop) {
        let object = after.filter(|_| is_of_two(kind)).map(|(name, _)| name);
        return Roles { object, is_of_others: true, ..Roles::default() };
    }
    let actor = own.or(first).or_else(|| after.as_ref().map(|(name, _)| name.clone()));
    let object = after
        .or_else(|| name_at(text, verb + length, stop).filter(|_| is_of_two(kind)))
        .or_else(|| {
            let beside = together.clone().find(|(name, _)| Some(name) != actor.as_ref());
            let at_actor = all.iter().find(|(name, _)| Some(name) == actor.as_ref());
            beside.filter(|(_, at)| {
                is_of_both(kind) || !at_actor.is_some_and(|(_, one)| are_joined(text, *one, *at))
            })
        })
        .filter(|(name, _)| Some(name) != actor.as_ref());
    let is_directed = acts
        && object
            .as_ref()
            .filter(|(_, at)| *at > verb)
            .is_some_and(|(_, object)| direction::is_english(text, *object, span));
    let directed = is_directed.then_some(kind);
    Roles { actor, object: object.map(|(name, _)| name), directed, ..Roles::default() }
}

/// The same in a Korean headline: the actor comes first in the clause whose verb tells the move, or in
/// the headline; the verb stands at the end.
fn korean_roles(
    text: &Text<'_>,
    all: &[(String, usize)],
    own: Option<String>,
    kind: Move,
    span: direction::Span,
) -> Roles {
    let in_clause = |at: usize| is_one_clause(text, at, span.verb);
    let of_clause = all.iter().find(|(_, at)| in_clause(*at) && direction::is_acting(text, *at));
    let mut first = of_clause.or_else(|| all.first());
    // Of those that act together the first one stands for all.
    while let Some((_, at)) = first
        && let Some(before) =
            all.iter().rev().find(|(_, one)| one < at && are_joined(text, *one, *at))
    {
        first = Some(before);
    }
    let at = first.filter(|_| own.is_none()).map(|(_, at)| *at);
    let actor = own.or_else(|| first.map(|(name, _)| name.clone()));
    let beside =
        |other: usize| !is_of_both(kind) && at.is_some_and(|actor| are_joined(text, actor, other));
    let object = all
        .iter()
        .find(|(name, at)| in_clause(*at) && Some(name) != actor.as_ref() && !beside(*at))
        .cloned();
    let is_directed =
        object.as_ref().is_some_and(|(_, object)| direction::is_korean(text, at, *object, span));
    let directed = is_directed.then_some(kind);
    Roles { actor, object: object.map(|(name, _)| name), directed, ..Roles::default() }
}

/// Whether no dots part two words of a Korean headline: behind them another clause begins, and who
/// stands there has another part.
fn is_one_clause(text: &Text<'_>, one: usize, other: usize) -> bool {
    let at = |word: usize| text.words.list().get(word).map_or(0, |word| word.at as usize);
    let between = text.title.get(at(one.min(other))..at(one.max(other))).unwrap_or_default();
    !between.contains('…') && !between.contains("..")
}

/// Whether two who make a move of a kind together make it with each other.
fn is_of_both(kind: Move) -> bool {
    match kind {
        Move::Partnership => true,
        Move::Acquisition
        | Move::Investment
        | Move::Regulation
        | Move::Infrastructure
        | Move::Launch
        | Move::Release
        | Move::Earnings
        | Move::Leadership
        | Move::Layoffs
        | Move::Security
        | Move::Pricing => false,
    }
}

/// Whether a move of a kind is somebody's own deed, who stands before its verb.
fn is_deed_of_somebody(kind: Move) -> bool {
    match kind {
        Move::Acquisition
        | Move::Investment
        | Move::Partnership
        | Move::Launch
        | Move::Release
        | Move::Infrastructure => true,
        Move::Regulation
        | Move::Earnings
        | Move::Leadership
        | Move::Layoffs
        | Move::Security
        | Move::Pricing => false,
    }
}

/// Whether a headline names somebody or something before the words of a move.
fn has_subject(text: &Text<'_>, verb: usize, stop: &StopWords) -> bool {
    let before = text.words.list().get(..verb).unwrap_or_default();
    before.iter().any(|word| word.script == Script::Alphabetic && !stop.has(word.hash))
}

/// Whether a move of a kind has an object that is somebody: what is launched or built is a thing.
fn is_of_two(kind: Move) -> bool {
    match kind {
        Move::Acquisition | Move::Investment | Move::Regulation | Move::Partnership => true,
        Move::Launch
        | Move::Release
        | Move::Infrastructure
        | Move::Earnings
        | Move::Leadership
        | Move::Layoffs
        | Move::Security
        | Move::Pricing => false,
    }
}

/// Words that stand before the name of a young company or one that is little known.
const CALLED: [&str; 18] = [
    "rival",
    "rivals",
    "competitor",
    "challenger",
    "startup",
    "maker",
    "firm",
    "company",
    "unicorn",
    "developer",
    "provider",
    "specialist",
    "platform",
    "lab",
    "business",
    "operator",
    "builder",
    "service",
];
/// Words between a verb and the word that says what a name behind it is.
const BETWEEN: usize = 5;

/// The capitalised name right behind the words of a move, or behind what says that a name follows:
/// "buys cooling startup Frostvale". With its place.
fn name_at(text: &Text<'_>, at: usize, stop: &StopWords) -> Option<(String, usize)> {
    let list = text.words.list();
    // Where every word has a capital but those that never have one, capitals say nothing; a small
    // verb shows that not all have.
    let is_small = |word: &&tokens::Word| {
        word.script == Script::Alphabetic && !word.capital && !stop.has(word.hash)
    };
    let small = list.iter().filter(is_small).count();
    let is_verb_small =
        at.checked_sub(1).and_then(|at| list.get(at)).is_some_and(|verb| !verb.capital);
    if small < 2 && !is_verb_small {
        return None;
    }
    let is_called =
        |at: usize| list.get(at).is_some_and(|word| CALLED.contains(&text.words.text(word)));
    // Behind a colon or in quotation marks something else begins.
    let before =
        at.checked_sub(1).and_then(|at| list.get(at)).map_or(0, |verb| verb.until as usize);
    let is_next = list.get(at).is_some_and(|word| {
        text.title.get(before..word.at as usize).is_some_and(|between| between.trim().is_empty())
    });
    let first = capitals(text, at, list.len(), stop).filter(|_| is_next);
    let direct = first.filter(|name| !is_called(at + name.split(' ').count()));
    let behind = || {
        let at = (at..at + BETWEEN).find(|at| is_called(*at))? + 1;
        Some((capitals(text, at, list.len(), stop)?, at))
    };
    direct.map(|name| (name, at)).or_else(behind)
}

/// The capitalised name that a title opens with, up to a place.
fn opening_capitals(text: &Text<'_>, until: usize, stop: &StopWords) -> Option<String> {
    let name = capitals(text, 0, until, stop)?;
    // The name is all that stands before its verb, but for what helps the verb.
    let helps =
        |word: &tokens::Word| ["is", "was", "to", "be", "gets"].contains(&text.words.text(word));
    let words = name.split(' ').count();
    let rest = text.words.list().get(words..until)?;
    rest.iter().all(helps).then_some(name)
}

/// A name of up to three capitalised words from a place on, in small letters.
fn capitals(text: &Text<'_>, at: usize, until: usize, stop: &StopWords) -> Option<String> {
    let list = text.words.list();
    let is_name = |word: &tokens::Word| {
        word.capital && word.script == Script::Alphabetic && !stop.has(word.hash)
    };
    let length = list.get(at..until)?.iter().take(3).take_while(|word| is_name(word)).count();
    let (first, last) = (list.get(at)?, list.get((at + length).checked_sub(1)?)?);
    let is_general = general::has(text.words.text(first));
    let name = text.title.get(first.at as usize..last.until as usize).and_then(plain_name);
    // Whose something is, is not its name.
    let is_owner = |name: &&str| ["'s ", "’s "].iter().any(|mark| name.contains(mark));
    let name = name.filter(|name| length > 0 && !is_general && !is_owner(name));
    name.map(str::to_lowercase)
}
