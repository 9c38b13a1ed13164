//! Figures in Korean writing: `1조 200억`, `3억2천만`, `천 장`, `열두 곳`, `절반`, `상반기`.

use super::measures::{DAY, YEAR};
use super::units;
use super::{Dimension, Figure, Kind, Reading, digits, figure, is_hangul, with_unit};
use crate::desk::amounts::KOREAN;

/// Native numerals below ten, as they stand alone and before what they count.
const ONES: &[(&str, f64)] = &[
    ("하나", 1.0),
    ("한", 1.0),
    ("두", 2.0),
    ("둘", 2.0),
    ("세", 3.0),
    ("셋", 3.0),
    ("네", 4.0),
    ("넷", 4.0),
    ("다섯", 5.0),
    ("여섯", 6.0),
    ("일곱", 7.0),
    ("여덟", 8.0),
    ("아홉", 9.0),
];

/// Tens of native numerals.
const TENS: &[(&str, f64)] = &[
    ("열", 10.0),
    ("스무", 20.0),
    ("스물", 20.0),
    ("서른", 30.0),
    ("마흔", 40.0),
    ("쉰", 50.0),
    ("예순", 60.0),
    ("일흔", 70.0),
    ("여든", 80.0),
    ("아흔", 90.0),
];

/// What native numerals count, beside units of measure.
const COUNTERS: &[&str] = &[
    "개", "곳", "명", "건", "번", "배", "가지", "달", "시간", "해", "살", "차례", "대", "편", "장",
    "쌍", "군데", "나라", "권", "종", "줄", "단계", "세대", "팀", "회", "층", "마리", "잔", "병",
    "자리", "갈래", "쪽", "사람", "배", "분기", "주",
];

/// Words that only begin as a numeral with what it counts does.
const NO_NUMERALS: [&str; 4] = ["세종", "세대", "열대", "열병"];

/// Words that are figures by themselves.
const WORDS: &[(&str, &[(f64, Kind)])] = &[
    ("절반", &[(0.5, Kind::Part), (50.0, Kind::Percent)]),
    ("과반", &[(0.5, Kind::Part), (50.0, Kind::Percent)]),
    ("상반기", &[(1.0, Kind::HalfYear)]),
    ("하반기", &[(2.0, Kind::HalfYear)]),
    ("전반기", &[(1.0, Kind::HalfYear)]),
    ("후반기", &[(2.0, Kind::HalfYear)]),
    ("이틀", &[(2.0 * DAY, Kind::Measure(Dimension::Time))]),
    ("사흘", &[(3.0 * DAY, Kind::Measure(Dimension::Time))]),
    ("나흘", &[(4.0 * DAY, Kind::Measure(Dimension::Time))]),
    ("닷새", &[(5.0 * DAY, Kind::Measure(Dimension::Time))]),
    ("엿새", &[(6.0 * DAY, Kind::Measure(Dimension::Time))]),
    ("열흘", &[(10.0 * DAY, Kind::Measure(Dimension::Time))]),
    ("보름", &[(15.0 * DAY, Kind::Measure(Dimension::Time))]),
    ("일주일", &[(7.0 * DAY, Kind::Measure(Dimension::Time))]),
    ("반년", &[(0.5 * YEAR, Kind::Measure(Dimension::Time))]),
    ("전년", &[(YEAR, Kind::Measure(Dimension::Time))]),
    ("작년", &[(YEAR, Kind::Measure(Dimension::Time))]),
    ("지난해", &[(YEAR, Kind::Measure(Dimension::Time))]),
    ("연간", &[(YEAR, Kind::Measure(Dimension::Time))]),
    ("매년", &[(YEAR, Kind::Measure(Dimension::Time))]),
    ("매월", &[(YEAR / 12.0, Kind::Measure(Dimension::Time))]),
    ("매달", &[(YEAR / 12.0, Kind::Measure(Dimension::Time))]),
    ("월간", &[(YEAR / 12.0, Kind::Measure(Dimension::Time))]),
    ("매주", &[(7.0 * DAY, Kind::Measure(Dimension::Time))]),
    ("매일", &[(DAY, Kind::Measure(Dimension::Time))]),
    ("하루", &[(DAY, Kind::Measure(Dimension::Time))]),
    ("최초", &[(1.0, Kind::First)]),
    ("처음", &[(1.0, Kind::First)]),
    ("첫", &[(1.0, Kind::First)]),
    ("갑절", &[(2.0, Kind::Times), (100.0, Kind::Percent)]),
];

/// A number in Korean units, `1조 2천억`, `1만 2,000`, `3억2천만`, and where it ends.
pub fn scaled(text: &str, first: f64, end: usize) -> Option<(f64, usize)> {
    let (mut value, mut last, mut end) = group(text, first, end)?;
    loop {
        let start = end + usize::from(text[end..].starts_with(' '));
        let Some((number, until)) = digits_or_unit(text, start) else { break };
        if let Some((more, unit, until)) = group(text, number, until) {
            if more >= last {
                break;
            }
            (value, last, end) = (value + more, unit, until);
            continue;
        }
        // 1만 2,000명: what is left below the last unit; after a blank only where it is written out.
        let is_whole = number < last
            && number >= 1.0
            && (start == end || number >= last / 100.0 || number >= 100.0);
        let is_next = !text[until..].starts_with(|c: char| c.is_ascii_alphanumeric() || c == '%');
        if is_whole && is_next && text[start..].starts_with(|c: char| c.is_ascii_digit()) {
            (value, end) = (value + number, until);
        }
        break;
    }
    Some((value, end))
}

/// Digits, or a unit that stands for one of it: 1조천억.
fn digits_or_unit(text: &str, at: usize) -> Option<(f64, usize)> {
    digits(text, at).filter(|_| text[at..].starts_with(|c: char| c.is_ascii_digit()))
}

/// A number times the units behind it, the smallest of the units, and where they end.
fn group(text: &str, number: f64, end: usize) -> Option<(f64, f64, usize)> {
    let start = end + usize::from(text[end..].starts_with(' '));
    let (mut times, mut at) = (1.0, start);
    for c in text[start..].chars() {
        let Some((_, unit)) = KOREAN.iter().find(|(name, _)| *name == c) else { break };
        // 만 is also a particle: 100만 is a number, `100 만` is not; units only grow.
        if times > 1.0 && *unit <= 10.0 {
            break;
        }
        times *= unit;
        at += c.len_utf8();
    }
    let is_particle = start > end && text[start..].starts_with("만") && times < 10_001.0;
    // 십 and 백 count only in a run: "10백" is none.
    (times > 1.0 && !is_particle).then_some((number * times, times, at))
}

/// A native numeral at a place, and where it ends.
pub fn native(text: &str, at: usize) -> Option<(f64, usize)> {
    let here = |list: &[(&str, f64)], at: usize| {
        let known = list.iter().filter(|(name, _)| text[at..].starts_with(name));
        known.max_by_key(|(name, _)| name.len()).map(|(name, value)| (*value, at + name.len()))
    };
    match here(TENS, at) {
        Some((tens, end)) => {
            Some(here(ONES, end).map_or((tens, end), |(ones, until)| (tens + ones, until)))
        }
        None => here(ONES, at),
    }
}

/// The figure that begins where a run of Hangul begins, and where to go on.
pub fn word(text: &str, at: usize) -> (Option<Figure>, usize) {
    let run = text[at..].find(|c: char| !is_hangul(c)).map_or(text.len(), |end| at + end);
    let said = &text[at..run];
    if let Some(several) = several(text, at, run) {
        return (Some(several), run);
    }
    if let Some((value, until)) = spelt(text, at) {
        let found = counted_as(text, at, value, until);
        let until = found.until;
        return (Some(found), until);
    }
    if let Some((name, readings)) = WORDS.iter().find(|(name, _)| said.starts_with(name)) {
        let fits = *name != "첫" || !["첫인상", "첫사랑"].iter().any(|word| said.starts_with(word));
        if fits {
            let readings =
                readings.iter().map(|(value, kind)| Reading::of(*value, *kind)).collect();
            let mut found = figure(at, at + name.len(), readings);
            // One year, one day: every report has them in some words.
            found.is_optional =
                ["전년", "작년", "지난해", "연간", "하루"].contains(name) || name.starts_with('매');
            return (Some(found), run);
        }
    }
    match numeral(text, at, run) {
        Some(found) => {
            let until = found.until.max(run);
            (Some(found), until)
        }
        None => (None, run),
    }
}

/// `천 장`, `백만 명`, `만 달러`: units that stand for one of each, as a word of their own.
fn spelt(text: &str, at: usize) -> Option<(f64, usize)> {
    let mut value = 1.0;
    let mut until = at;
    for c in text[at..].chars() {
        let Some((_, unit)) = KOREAN.iter().find(|(name, _)| *name == c) else { break };
        value *= unit;
        until += c.len_utf8();
    }
    let rest = &text[until..];
    let spaced = rest.strip_prefix(' ');
    let begins = |rest: &str, list: &[&str]| list.iter().any(|counter| rest.starts_with(counter));
    let is_run = text[at..until].chars().count() > 1;
    // Alone, 조 is a team and 만 a bay, and 조달 and 천장 are words: only what plainly counts
    // something is a number.
    let counts = match spaced {
        Some(spaced) => begins(spaced, COUNTERS) || units::unit(spaced).is_some(),
        None => {
            begins(rest, &["명", "개", "원", "달러", "대를", "대가"])
                || is_run && begins(rest, COUNTERS)
        }
    };
    (value > 1.0 && counts && !text[..at].ends_with(|c: char| is_hangul(c)))
        .then_some((value, until))
}

/// `수십`, `수백만`: so many tens, so many millions.
fn several(text: &str, at: usize, run: usize) -> Option<Figure> {
    let rest = text[at..run].strip_prefix('수')?;
    let mut value = 1.0;
    let mut until = at + '수'.len_utf8();
    for c in rest.chars() {
        let Some((_, unit)) = KOREAN.iter().find(|(name, _)| *name == c) else { break };
        value *= unit;
        until += c.len_utf8();
    }
    // "할 수만 있다면".
    let is_able =
        text[..at].trim_end().chars().next_back().is_some_and(super::super::korean::ends_in_rieul);
    (value > 1.0 && !is_able).then(|| figure(at, until, vec![Reading::of(value, Kind::Several)]))
}

/// A native numeral with what it counts.
fn numeral(text: &str, at: usize, run: usize) -> Option<Figure> {
    if text[..at].ends_with(|c: char| c.is_alphanumeric()) {
        return None;
    }
    let (value, until) = native(text, at)?;
    let whole = until == run;
    let said = &text[at..run];
    if NO_NUMERALS.iter().any(|word| said.starts_with(word)) && !said.starts_with("세종류") {
        return None;
    }
    let rest = text[until..].strip_prefix(' ').filter(|_| whole).unwrap_or(&text[until..]);
    let is_counter = COUNTERS.iter().any(|counter| rest.starts_with(counter));
    let last = &text[at..until];
    // `하나`, `둘` stand by themselves; `한`, `세`, `열` before other words are often no numbers.
    let alone = ["하나", "둘", "셋", "넷", "열하나", "열둘"].contains(&last)
        && (whole || crate::text::tokens::is_particle(&text[until..run]));
    let is_number = is_counter
        || alone
        || whole && text[until..].starts_with(' ') && !["한", "세", "네", "열"].contains(&last)
        || whole
            && last == "세"
            && !["부담", "수입", "감면", "공제", "혜택", "제", "율"]
                .iter()
                .any(|word| rest.starts_with(word))
        || whole && last == "네" && text[until..].starts_with(' ');
    if !is_number {
        return None;
    }
    let mut found = counted_as(text, at, value, until);
    let is_plain =
        found.readings.iter().all(|reading| matches!(reading.kind, Kind::Count | Kind::Bare));
    let strict = ["개", "명", "건", "번", "대", "차례", "편", "가지"]
        .iter()
        .any(|counter| rest.starts_with(counter));
    // One of something is every something; two companies may be those that were named.
    let is_one = value < 1.5
        && found
            .readings
            .iter()
            .all(|reading| !matches!(reading.kind, Kind::Times | Kind::Ordinal));
    found.is_optional = is_one || value < 2.5 && is_plain && !strict;
    Some(found)
}

/// A number with the unit or counter behind it.
fn counted_as(text: &str, at: usize, value: f64, end: usize) -> Figure {
    let rest = &text[end..];
    let spaced = rest.strip_prefix(' ').unwrap_or(rest);
    if let Some(unit) = units::unit(rest) {
        let mut readings = with_unit(value, unit, &rest[unit.length..]);
        if unit.kind == Kind::Quarter {
            // Three quarters of years, where 3분기 is the third one.
            readings = vec![Reading::of(value, Kind::Count)];
        }
        return figure(at, end + unit.length, readings);
    }
    let counted = spaced.starts_with(is_hangul);
    figure(at, end, vec![Reading::of(value, if counted { Kind::Count } else { Kind::Bare })])
}
