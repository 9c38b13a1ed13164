//! Dates as feeds and pages really write them: RFC 3339, RFC 822 and its misspellings, `asctime`,
//! ISO basic and week dates, dates in prose in many languages, seconds since 1970.

mod clock;
mod locale;
mod months;
mod zones;

use std::borrow::Cow;

use chrono::{DateTime, Datelike, Days, NaiveDate, NaiveTime, TimeZone, Timelike, Utc, Weekday};
use unicode_normalization::UnicodeNormalization as _;

use crate::model::Moment;
use clock::{clock, half_of_day, on_24_hours};
pub use locale::Locale;
use zones::Zone;

/// Longest text that is looked at; a longer one is no date.
const MAX_BYTES: usize = 96;

/// Hours east of UTC that Korean clocks are set to.
const KOREA: i32 = 9;

/// Hours east of UTC from which on dates are written as in China, Korea and Japan.
const FAR_EAST: i32 = 8;

/// The moment a text names, taking clocks without a zone for UTC, or for Korea's where the text
/// itself is Korean. A day alone is its first moment.
pub fn parse(text: &str) -> Option<Moment> {
    parse_in(text, Locale::default())
}

/// As [`parse`], taking what the text leaves unsaid to be as it is at a place.
pub fn parse_in(text: &str, locale: Locale) -> Option<Moment> {
    let text = text.trim();
    if text.is_empty() || text.len() > MAX_BYTES {
        return None;
    }
    // Full-width digits and signs are meant as the narrow ones.
    let text: Cow<'_, str> =
        if text.is_ascii() { text.into() } else { text.nfkc().collect::<String>().into() };
    let text = text.trim();
    // What a feed most likely means is told by its first letter.
    let strict = if text.starts_with(|first: char| first.is_ascii_digit()) {
        DateTime::parse_from_rfc3339(text).or_else(|_| DateTime::parse_from_rfc2822(text))
    } else {
        DateTime::parse_from_rfc2822(text)
    };
    let moment = match strict {
        Ok(moment) => Some(moment.with_timezone(&Utc)),
        Err(_) if seconds_of(text).bytes().all(|byte| byte.is_ascii_digit()) => {
            digits_alone(seconds_of(text), locale)
        }
        Err(_) => day_with_offset(text).or_else(|| lenient(text, locale)),
    };
    // A leap second is told from the one before it by no clock that would be shown here.
    let moment =
        moment.and_then(|moment| moment.with_nanosecond(moment.nanosecond() % 1_000_000_000));
    // Placeholders such as 0001-01-01, 9999-12-31 and the first second of 1970 are no dates.
    moment.filter(|moment| (1900..=2100).contains(&moment.year()) && moment.timestamp() != 0)
}

/// The first day of a month that is named with its year and nothing else: `July 2026`, `2026-07`.
pub fn parse_month(text: &str) -> Option<NaiveDate> {
    let text = text.trim();
    if text.len() > MAX_BYTES {
        return None;
    }
    let mut tokens = tokens(text);
    tokens.retain(|token| !matches!(token, Token::Sign('.' | '-' | '/')));
    match *tokens.as_slice() {
        [Token::Word(word), Token::Number { value: year, digits: 4, .. }]
        | [Token::Number { value: year, digits: 4, .. }, Token::Word(word)] => {
            day(year, months::named(word)?, 1)
        }
        [Token::Number { value: year, digits: 4, .. }, Token::Number { value: month, .. }]
        | [
            Token::Number { value: year, digits: 4, .. },
            Token::Word("년"),
            Token::Number { value: month, .. },
            Token::Word("월"),
        ] => day(year, month, 1),
        _ => None,
    }
}

/// Whether a word names a month in some language.
pub fn is_month(word: &str) -> bool {
    months::named(word).is_some()
}

/// Seconds since 1970 without what is written behind their point; any other text as it is.
fn seconds_of(text: &str) -> &str {
    match text.split_once('.') {
        Some((whole, rest)) if whole.len() >= 9 && rest.bytes().all(|b| b.is_ascii_digit()) => {
            whole
        }
        _ => text,
    }
}

/// Eight digits are a day, fourteen a day and time, nine or ten seconds, thirteen milliseconds.
fn digits_alone(text: &str, locale: Locale) -> Option<Moment> {
    let local = Zone::Fixed(locale.hours_east * 3600);
    match text.len() {
        8 => local.moment(compact_day(text)?.and_time(NaiveTime::MIN)),
        12 | 14 => local.moment(compact_day(&text[..8])?.and_time(compact_time(&text[8..])?)),
        9 | 10 => Utc.timestamp_opt(text.parse().ok()?, 0).single(),
        13 => Utc.timestamp_millis_opt(text.parse().ok()?).single(),
        _ => None,
    }
}

fn compact_day(digits: &str) -> Option<NaiveDate> {
    let digits = digits.get(..8)?;
    if !digits.bytes().all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    day(digits[..4].parse().ok()?, digits[4..6].parse().ok()?, digits[6..].parse().ok()?)
}

fn compact_time(digits: &str) -> Option<NaiveTime> {
    let part = |from: usize| digits.get(from..from + 2).and_then(|two| two.parse().ok());
    NaiveTime::from_hms_opt(part(0)?, part(2)?, part(4).unwrap_or(0))
}

fn day(year: u32, month: u32, day: u32) -> Option<NaiveDate> {
    NaiveDate::from_ymd_opt(i32::try_from(year).ok()?, month, day)
}

/// A day with the offset of its zone, as XML Schema writes it: `2026-03-02+09:00`.
fn day_with_offset(text: &str) -> Option<Moment> {
    let (day, offset) = text.split_at_checked(10)?;
    let day: NaiveDate = day.parse().ok()?;
    if !offset.starts_with(['+', '-', 'Z']) {
        return None;
    }
    let zone = zone_in(&tokens(offset))?;
    zone.moment(day.and_time(NaiveTime::MIN))
}

fn lenient(text: &str, locale: Locale) -> Option<Moment> {
    let tokens = tokens(text);
    let Some(clock) = clock(&tokens) else {
        let zone = unsaid(&tokens, locale);
        return zone.moment(date(&tokens, locale)?.and_time(NaiveTime::MIN));
    };
    let (before, after) = (&tokens[..clock.start], &tokens[clock.end..]);
    let (date, zone) = if let Some(date) = date(before, locale) {
        (date, zone_in(after))
    } else if let Some(date) = date(after, locale) {
        // A clock may stand before its date: "08:00, 2 March 2026"; no sign there is an offset's.
        (date, after.iter().find_map(Token::zone))
    } else {
        // The year may stand last: "Mon Mar  2 08:00:00 UTC 2026".
        let offset = offset_in(after).map_or(after.len()..after.len(), |(at, _)| at);
        let rest = [before, &after[..offset.start], &after[offset.end..]].concat();
        (date(&rest, locale)?, zone_in(after))
    };
    let time = on_24_hours(clock.time, half_of_day(&tokens));
    let date = if clock.ends_the_day { date.checked_add_days(Days::new(1))? } else { date };
    let zone = zones::placed(text).or(zone).unwrap_or_else(|| unsaid(&tokens, locale));
    zone.moment(date.and_time(time))
}

/// Where a clock stands that no zone is said of: in Korea, if it is told in Korean.
fn unsaid(tokens: &[Token<'_>], locale: Locale) -> Zone {
    let is_hangul = |c: char| matches!(c, '가'..='힣');
    let korean =
        tokens.iter().any(|token| token.word().is_some_and(|word| word.contains(is_hangul)));
    Zone::Fixed(if korean { KOREA } else { locale.hours_east } * 3600)
}

/// A date is numbers, words and what stands between them.
#[derive(Debug, Clone, Copy, PartialEq)]
enum Token<'t> {
    Number { value: u32, digits: usize, text: &'t str },
    Word(&'t str),
    Sign(char),
}

impl<'t> Token<'t> {
    fn word(&self) -> Option<&'t str> {
        match self {
            Token::Word(word) => Some(word),
            Token::Number { .. } | Token::Sign(_) => None,
        }
    }

    fn number(&self) -> Option<u32> {
        match self {
            Token::Number { value, .. } => Some(*value),
            Token::Word(_) | Token::Sign(_) => None,
        }
    }

    fn zone(&self) -> Option<Zone> {
        zones::named(self.word()?)
    }
}

fn tokens(text: &str) -> Vec<Token<'_>> {
    let mut tokens = Vec::new();
    let mut rest = text;
    while let Some(first) = rest.chars().next() {
        let same: fn(char) -> bool = if first.is_ascii_digit() {
            |c| c.is_ascii_digit()
        } else if first.is_alphabetic() {
            char::is_alphabetic
        } else {
            |_| false
        };
        let end = rest.find(|c| !same(c)).unwrap_or(rest.len()).max(first.len_utf8());
        let (token, after) = rest.split_at(end);
        rest = after;
        if first.is_ascii_digit() {
            let value = token.parse().unwrap_or(u32::MAX);
            tokens.push(Token::Number { value, digits: token.len(), text: token });
        } else if first.is_alphabetic() {
            tokens.push(Token::Word(token));
        } else if !first.is_whitespace() && first != ',' {
            tokens.push(Token::Sign(first));
        }
    }
    tokens
}

/// The month that a date names. A weekday may begin as a month does ("mar." is a Tuesday in France
/// and Italy), so that the word after a number has it, else the last one.
fn month(tokens: &[Token<'_>]) -> Option<u32> {
    let filling = |token: &&Token<'_>| match token {
        Token::Word(word) => {
            !matches!(*word, "de" | "of" | "del" | "da" | "st" | "nd" | "rd" | "th" | "er" | "º")
        }
        Token::Sign(_) => false,
        Token::Number { .. } => true,
    };
    let mut last = None;
    for (at, token) in tokens.iter().enumerate() {
        let Some(month) = token.word().and_then(months::named) else { continue };
        let before = tokens[..at].iter().rev().find(filling);
        if before.is_some_and(|token| token.number().is_some()) {
            return Some(month);
        }
        last = Some(month);
    }
    last
}

fn date(tokens: &[Token<'_>], locale: Locale) -> Option<NaiveDate> {
    if let Some(date) = week_date(tokens).or_else(|| ordinal_date(tokens)) {
        return Some(date);
    }
    let numbers: Vec<(u32, usize, &str)> = tokens
        .iter()
        .filter_map(|token| match token {
            Token::Number { value, digits, text } => Some((*value, *digits, *text)),
            Token::Word(_) | Token::Sign(_) => None,
        })
        .collect();
    // Between slashes Americans put the month first; elsewhere the day comes first.
    let slashed = tokens.contains(&Token::Sign('/'));
    let day_first = |a, b| a > 12 || !slashed || (locale.day_first && b <= 12);
    let ordered = |a, b, year| if day_first(a, b) { day(year, b, a) } else { day(year, a, b) };
    match (month(tokens), numbers.as_slice()) {
        (Some(month), &[(a, 4, _), (b, ..), ..]) => day(a, month, b),
        (Some(month), &[(a, ..), (b, digits, _), ..]) => day(full_year(b, digits)?, month, a),
        (None, &[(_, 8, text), ..]) => compact_day(text),
        (None, &[(y, 4, _), (m, ..), (d, ..), ..]) => day(y, m, d),
        (None, &[(a, ..), (b, ..), (y, 4, _), ..]) => ordered(a, b, y),
        // East Asia writes the year first, also where it is short, but not between slashes.
        (None, &[(y, 2, _), (m, ..), (d, ..), ..]) if locale.hours_east >= FAR_EAST && !slashed => {
            day(full_year(y, 2)?, m, d)
        }
        // Where the first of three short numbers is no month, it may as well be the year.
        (None, &[(a, ..), (b, ..), (y, 2, _), ..])
            if (slashed && a <= 12) || (locale.day_first && b <= 12) =>
        {
            ordered(a, b, full_year(y, 2)?)
        }
        _ => None,
    }
}

/// `2026-062`: the day of the year.
fn ordinal_date(tokens: &[Token<'_>]) -> Option<NaiveDate> {
    let [
        Token::Number { value: year, digits: 4, .. },
        Token::Sign('-'),
        Token::Number { value: of_year, digits: 3, .. },
    ] = *tokens.strip_suffix(&[Token::Word("T")]).unwrap_or(tokens)
    else {
        return None;
    };
    NaiveDate::from_yo_opt(i32::try_from(year).ok()?, of_year)
}

/// `2026-W10-1`.
fn week_date(tokens: &[Token<'_>]) -> Option<NaiveDate> {
    let [Token::Number { value: year, digits: 4, .. }, rest @ ..] = tokens else { return None };
    let rest = rest.strip_prefix(&[Token::Sign('-')]).unwrap_or(rest);
    let [Token::Word("W" | "w"), Token::Number { value: week, .. }, rest @ ..] = rest else {
        return None;
    };
    let weekday = match rest {
        [Token::Sign('-'), Token::Number { value, .. }, ..] => *value,
        _ => 1,
    };
    let weekday = Weekday::try_from(u8::try_from(weekday.checked_sub(1)?).ok()?).ok()?;
    NaiveDate::from_isoywd_opt(i32::try_from(*year).ok()?, *week, weekday)
}

fn full_year(value: u32, digits: usize) -> Option<u32> {
    match (digits, value) {
        (4, _) => Some(value),
        (2, 0..70) => Some(2000 + value),
        (2, _) => Some(1900 + value),
        _ => None,
    }
}

/// The zone that a text names: by its offset where it has one, else by its name.
fn zone_in(tokens: &[Token<'_>]) -> Option<Zone> {
    if let Some((_, zone)) = offset_in(tokens) {
        return zone;
    }
    let named =
        |word: &str| tokens.iter().any(|t| t.word().is_some_and(|w| w.eq_ignore_ascii_case(word)));
    match tokens.iter().find_map(Token::zone) {
        None if named("central") => zones::named(if named("european") { "CET" } else { "CT" }),
        zone => zone,
    }
}

/// The first offset from UTC: which tokens it is written with, and the zone, if there is such a
/// one. A plus that was taken for a blank on the way is one.
fn offset_in(tokens: &[Token<'_>]) -> Option<(std::ops::Range<usize>, Option<Zone>)> {
    if let [
        Token::Number { value, digits: 2, .. },
        Token::Sign(':'),
        Token::Number { value: minutes, digits: 2, .. },
    ] = *tokens
        && let Ok(minutes) = i32::try_from(value * 60 + minutes)
    {
        return Some((0..3, (minutes <= 14 * 60).then_some(Zone::Fixed(minutes * 60))));
    }
    tokens.windows(2).enumerate().find_map(|(at, pair)| {
        let [Token::Sign(sign @ ('+' | '-' | '−')), Token::Number { value, digits, .. }] = *pair
        else {
            return None;
        };
        let (minutes, length) = match (digits, tokens.get(at + 2), tokens.get(at + 3)) {
            (1 | 2, Some(Token::Sign(':')), Some(Token::Number { value: minutes, .. })) => {
                (value * 60 + minutes, 4)
            }
            (1 | 2, ..) => (value * 60, 2),
            (3 | 4, ..) => (value / 100 * 60 + value % 100, 2),
            _ => return None,
        };
        // No clock on earth stands further from UTC; a wilder one is a misprint.
        let minutes = i32::try_from(minutes).ok().filter(|minutes| *minutes <= 14 * 60);
        let seconds = minutes.map(|minutes| if sign == '+' { minutes * 60 } else { -minutes * 60 });
        Some((at..at + length, seconds.map(Zone::Fixed)))
    })
}

#[cfg(test)]
mod tests;
