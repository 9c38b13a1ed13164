//! Companies that the lexicon does not know, as the form of a title tells them: "Lanternworks raises
//! $45M", `한빛물결, 130억 유치`.

use super::general;
use super::title::{Text, plain_name};
use crate::desk::features::StopWords;
use crate::desk::lexicon::Lexicon;
use crate::desk::lists::Cue;
use crate::desk::places;
use crate::model::Move;
use crate::text::tokens::{self, Script, Word};

/// Verbs after which a capitalised name at the start of a title is a company, and before which
/// "startup" makes it one.
const ACTS: [&str; 46] = [
    "exits",
    "confirms",
    "nears",
    "raises",
    "raised",
    "lands",
    "secures",
    "nabs",
    "bags",
    "snags",
    "closes",
    "acquires",
    "acquired",
    "buys",
    "launches",
    "unveils",
    "debuts",
    "introduces",
    "cuts",
    "hits",
    "lays",
    "sues",
    "hires",
    "files",
    "reaches",
    "emerges",
    "partners",
    "merges",
    "expands",
    "wins",
    "signs",
    "releases",
    "names",
    "appoints",
    "reports",
    "opens",
    "plans",
    "agrees",
    "picks",
    "seeks",
    "settles",
    "sells",
    "shuts",
    "slashes",
    "tops",
    "takes",
];

/// Verbs that a headline says with "to" of what a company is about to do.
const WILL: [&str; 10] =
    ["acquire", "buy", "invest", "launch", "build", "cut", "merge", "sell", "open", "raise"];

/// The name of such a company as the form of an English title tells it, and its first word.
pub fn english(text: &Text<'_>, lexicon: &Lexicon, stop: &StopWords) -> Option<(String, usize)> {
    let list = text.words.list();
    let is_company_move = text.found.has(Cue::Deed)
        || [Move::Investment, Move::Acquisition, Move::Launch, Move::Earnings, Move::Layoffs]
            .iter()
            .any(|kind| text.found.moved(*kind).is_some())
        // Only a young firm works unseen, and comes out of it.
        || (0..list.len()).any(|at| is_out_of_stealth(text, at));
    if !is_company_move {
        return None;
    }
    // What is a body, a person or a topic is no company, but a name may end with a topic: "Acme
    // Robotics".
    let taken = |at: usize, start: usize| {
        text.named.iter().any(|mention| {
            let kind = &lexicon.entry(mention.entry).kind;
            kind != "product"
                && (kind != "topic" || at == start)
                && (mention.word..mention.word + mention.length).contains(&(at as u32))
        })
    };
    let is_name = |at: usize, start: usize| {
        let is_general = if at == start { general::has } else { general::ends };
        list.get(at).is_some_and(|word| {
            word.capital
                && word.script == Script::Alphabetic
                && !stop.has(word.hash)
                && !taken(at, start)
                && !is_general(text.words.text(word))
        })
    };
    // "startup Lantern raises": the name stands behind the word.
    let mut starts = vec![0];
    for (at, word) in list.iter().enumerate() {
        if ["startup", "maker", "firm", "company", "unicorn"].contains(&text.words.text(word)) {
            starts.push(at + 1);
        }
        // What was a part of another company.
        let is_out = ["out", "off"].contains(&text.words.text(word))
            && at > 0
            && text.words.text(&list[at - 1]) == "spin";
        if is_out || ["spinout", "spinoff"].contains(&text.words.text(word)) {
            starts.push(at + 1);
        }
    }
    for start in starts {
        let length = (0..3).take_while(|n| is_name(start + n, start)).count();
        let word = |at: usize| list.get(at).map_or("", |word| text.words.text(word));
        let (verb, next) = (word(start + length), word(start + length + 1));
        let acts = ACTS.contains(&verb) || verb == "to" && WILL.contains(&next);
        if length > 0 && acts {
            let (first, last) = (list[start], list[start + length - 1]);
            let name = plain_name(text.title.get(first.at as usize..last.until as usize)?)?;
            let name = name.trim_end_matches("'s").trim_end_matches("’s");
            // What a country does is no company's deed, and nobody else opens this headline.
            return (!places::is_place(name)).then(|| (name.to_owned(), start));
        }
    }
    None
}

/// Whether a word tells with those before it that somebody works unseen no longer: "exits stealth",
/// "emerges from stealth", "comes out of stealth".
fn is_out_of_stealth(text: &Text<'_>, at: usize) -> bool {
    let back = |by: usize| {
        let word = at.checked_sub(by).and_then(|at| text.words.list().get(at));
        word.map_or("", |word| text.words.text(word))
    };
    back(0) == "stealth"
        && match back(1) {
            "exits" | "leaves" => true,
            "from" | "of" => ["emerges", "out"].contains(&back(2)),
            _ => false,
        }
}

/// What Korean names of companies alone end with. What other words end with, too, such as 반도체,
/// proves nothing.
const FIRMS: [&str; 25] = [
    "로보틱스",
    "테크놀로지",
    "테크놀로지스",
    "시스템즈",
    "네트웍스",
    "소프트",
    "랩스",
    "로직스",
    "파마",
    "제약",
    "벤처스",
    "인베스트먼트",
    "파트너스",
    "캐피탈",
    "홀딩스",
    "컴퍼니",
    "일렉트릭",
    "머티리얼즈",
    "엔터테인먼트",
    "게임즈",
    "중공업",
    "텔레콤",
    "모터스",
    "솔루션즈",
    "에어로스페이스",
];

/// Words before a name that say that it is a company's.
const KINDS: [&str; 8] =
    ["기업", "업체", "스타트업", "제조사", "개발사", "운영사", "팹리스", "유니콘"];

/// Words behind the name of a company that say what somebody is there.
const LEADERS: [&str; 10] =
    ["대표", "회장", "사장", "부회장", "부사장", "창업자", "ceo", "cto", "cfo", "coo"];

/// What stands before those words and is no company.
const NO_FIRMS: [&str; 20] = [
    "공동",
    "각자",
    "신임",
    "차기",
    "초대",
    "명예",
    "총괄",
    "그룹",
    "전임",
    "현직",
    "대표",
    "부문",
    "국민",
    "원내",
    "국회",
    "이사회",
    "노조",
    "협회",
    "학회",
    "조합",
];

/// What Korean headlines open with and is no company: groups of people, countries, regions.
const OPENERS: [&str; 64] = [
    "노조",
    "정부",
    "당정",
    "경찰",
    "검찰",
    "개미",
    "외국인",
    "업계",
    "재계",
    "학계",
    "정치권",
    "여야",
    "시민단체",
    "소비자",
    "투자자",
    "직장인",
    "청년",
    "전문가",
    "증권가",
    "월가",
    "중국",
    "미국",
    "일본",
    "한국",
    "유럽",
    "북한",
    "러시아",
    "이란",
    "대만",
    "인도",
    "서울",
    "부산",
    "대구",
    "인천",
    "광주",
    "대전",
    "울산",
    "세종",
    "경기",
    "강원",
    "충북",
    "충남",
    "전북",
    "전남",
    "경북",
    "경남",
    "제주",
    "국민",
    "주민",
    "시민",
    "학생",
    "교수",
    "과학자",
    "연구진",
    "연구팀",
    "네티즌",
    "이용자",
    "스타트업",
    "대기업",
    "중소기업",
    "빅테크",
    "통신사",
    "은행권",
    "금융권",
];

/// The name that a Korean title opens with before a comma, where the lexicon does not know it and a
/// deed of companies is told: who acts, whoever else the title names.
pub fn opening(text: &Text<'_>, stop: &StopWords) -> Option<String> {
    /// Letters of a name.
    const LETTERS: std::ops::RangeInclusive<usize> = 2..=12;
    let tells = [Move::Investment, Move::Launch, Move::Partnership, Move::Earnings]
        .iter()
        .any(|kind| text.found.moved(*kind).is_some());
    let (name, _) = text.title.split_once(", ")?;
    let first = text.words.list().first()?;
    let is_known = text.named.iter().any(|mention| mention.word == 0);
    // Such a name may end with a word in capitals: "한빛 AI".
    let (whole, capitals) = name.rsplit_once(' ').unwrap_or((name, ""));
    let is_one = whole.chars().all(char::is_alphanumeric)
        && capitals.chars().all(|c| c.is_ascii_uppercase());
    let is_name = LETTERS.contains(&name.chars().count())
        && is_one
        && name.chars().any(|c| ('가'..='힣').contains(&c))
        && !name.starts_with(|c: char| c.is_ascii_digit())
        && !is_place(name)
        && !OPENERS.contains(&name)
        && !stop.has(first.hash);
    // A name that only a firm can have needs no deed beside it: `한빛AI, 엔비디아 칩 확보`.
    let is_firm = name.chars().any(|c| c.is_ascii_uppercase())
        || FIRMS.iter().any(|end| name.strip_suffix(end).is_some_and(|rest| !rest.is_empty()));
    ((tells || is_firm) && is_name && !is_known && !text.body).then(|| name.to_owned())
}

/// The name of a company that the lexicon does not know, as a Korean title tells one: what a clause
/// opens with ("한빛물결, 새 공장 착공"), what stands behind "스타트업" or before "대표", or what ends
/// as names of companies do.
pub fn korean(text: &Text<'_>, stop: &StopWords) -> Option<String> {
    /// Syllables of the shortest part of a name before what all such names end with.
    const BEFORE: usize = 2;
    let list = text.words.list();
    let tells = [
        Move::Investment,
        Move::Acquisition,
        Move::Launch,
        Move::Partnership,
        Move::Earnings,
        Move::Infrastructure,
        Move::Layoffs,
        Move::Leadership,
    ]
    .iter()
    .any(|kind| text.found.moved(*kind).is_some());
    if !tells || text.body || list.iter().all(|word| word.script != Script::Hangul) {
        return None;
    }
    let mut best: Option<(usize, &str)> = None;
    for (at, word) in list.iter().enumerate() {
        // A name before a comma has no particle.
        let is_alone = is_before_comma(text, word);
        let whole = text.words.text(word);
        let name = if is_alone { whole } else { tokens::stem(whole) };
        let before = at.checked_sub(1).and_then(|at| list.get(at));
        let is = |word: Option<&Word>, among: &[&str]| {
            word.is_some_and(|word| {
                let said = text.words.text(word);
                among.contains(&said)
            })
        };
        let after = list.get(at + 1);
        let ends_as_firms = word.script == Script::Hangul
            && FIRMS.iter().any(|end| {
                name.strip_suffix(end).is_some_and(|rest| rest.chars().count() >= BEFORE)
            });
        let behind_kind = before.is_some_and(|word| {
            let said = text.words.text(word);
            KINDS.iter().any(|kind| said.ends_with(kind))
        }) && (is_quoted(text, word) || is_alone);
        let leads = is(after, &LEADERS)
            && !is(Some(word), &NO_FIRMS)
            && !name.ends_with('당')
            && !is_place(name)
            && before.is_some_and(|person| {
                person.script == Script::Hangul
                    && (2..=4).contains(&text.words.text(person).chars().count())
            });
        // In the order of how sure they are.
        let opens = opens_clause(text, word) && is_alone && !OPENERS.contains(&name);
        let sure = if opens && !is_place(name) {
            0
        } else if behind_kind {
            1
        } else if ends_as_firms {
            2
        } else if leads && word.script == Script::Hangul {
            3
        } else {
            continue;
        };
        let is_known = text
            .named
            .iter()
            .any(|mention| (mention.word..mention.word + mention.length).contains(&(at as u32)));
        let is_name = word.script != Script::Number
            && name.chars().count() > 1
            && !stop.has(word.hash)
            && !is_known;
        if is_name && best.is_none_or(|(known, _)| sure < known) {
            best = Some((sure, name));
        }
    }
    best.map(|(_, name)| name.to_owned())
}

/// Whether a word stands where a clause of a Korean headline begins: at its start, or behind a
/// bracket, a quotation, or three dots.
fn opens_clause(text: &Text<'_>, word: &Word) -> bool {
    let before = text.title[..word.at as usize].trim_end();
    before.is_empty()
        || before.ends_with([']', '”', '"', '’', '\'', '…', '>', '】', ')'])
        || before.ends_with("..")
}

/// Whether a comma stands behind a word, or behind its gloss: "한빛물결(Hanbit Waves), …".
fn is_before_comma(text: &Text<'_>, word: &Word) -> bool {
    /// A longer text in brackets behind a name is no gloss, in bytes.
    const GLOSS: usize = 40;
    let after = text.title[word.until as usize..].trim_start_matches(['’', '\'', '”', '"']);
    let after = after
        .strip_prefix('(')
        .and_then(|rest| rest.split_once(')'))
        .filter(|(gloss, _)| gloss.starts_with(char::is_alphabetic) && gloss.len() < GLOSS)
        .map_or(after, |(_, rest)| rest);
    after.starts_with(',')
}

fn is_quoted(text: &Text<'_>, word: &Word) -> bool {
    text.title[..word.at as usize].ends_with(['‘', '\'', '“', '"'])
        && text.title[word.until as usize..].starts_with(['’', '\'', '”', '"'])
}

/// Whether a name ends as those of towns, offices and schools do.
fn is_place(name: &str) -> bool {
    ["시", "도", "군", "구", "부", "청", "처", "회", "원", "대", "교"]
        .iter()
        .any(|end| name.ends_with(end))
}

#[cfg(test)]
mod tests;
