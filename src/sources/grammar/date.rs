//! Dates as feeds and pages really write them: RFC 3339, RFC 822 and its misspellings, ISO basic
//! and week dates, English and Korean dates in prose, seconds since 1970.

use chrono::{
    DateTime, Datelike, FixedOffset, NaiveDate, NaiveTime, TimeZone, Timelike, Utc, Weekday,
};

use crate::model::Moment;

/// Longest text that is looked at; a longer one is no date.
const MAX_BYTES: usize = 96;

/// Hours east of UTC that Korean clocks are set to.
const KOREA: i32 = 9;

/// The moment a text names, taking clocks without a zone for UTC, or for Korea's where the text
/// itself is Korean. A day alone is its first moment.
pub fn parse(text: &str) -> Option<Moment> {
    parse_near(text, 0)
}

/// As [`parse`], taking clocks without a zone to stand so many hours east of UTC.
pub fn parse_near(text: &str, hours_east: i32) -> Option<Moment> {
    let text = text.trim();
    if text.is_empty() || text.len() > MAX_BYTES {
        return None;
    }
    // What a feed most likely means is told by its first letter.
    let strict = if text.starts_with(|first: char| first.is_ascii_digit()) {
        DateTime::parse_from_rfc3339(text).or_else(|_| DateTime::parse_from_rfc2822(text))
    } else {
        DateTime::parse_from_rfc2822(text)
    };
    let moment = match strict {
        Ok(moment) => Some(moment.with_timezone(&Utc)),
        Err(_) if text.bytes().all(|byte| byte.is_ascii_digit()) => digits_alone(text),
        Err(_) => lenient(text, hours_east),
    };
    // A leap second is told from the one before it by no clock that would be shown here.
    let moment =
        moment.and_then(|moment| moment.with_nanosecond(moment.nanosecond() % 1_000_000_000));
    // Placeholders such as 0001-01-01 and 9999-12-31 are no dates.
    moment.filter(|moment| (1900..=2100).contains(&moment.year()))
}

/// Eight digits are a day, fourteen a day and time, nine or ten seconds, thirteen milliseconds.
fn digits_alone(text: &str) -> Option<Moment> {
    match text.len() {
        8 => Some(compact_day(text)?.and_time(NaiveTime::MIN).and_utc()),
        14 => Some(compact_day(&text[..8])?.and_time(compact_time(&text[8..])?).and_utc()),
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

fn lenient(text: &str, hours_east: i32) -> Option<Moment> {
    let tokens = tokens(text);
    let clock = clock(&tokens);
    let (time, date_end, zone_start) =
        clock.unwrap_or((NaiveTime::MIN, tokens.len(), tokens.len()));
    // A clock may stand before its date: "08:00, 2 March 2026".
    let (date, zone) = match date(&tokens[..date_end]) {
        Some(date) => (date, &tokens[zone_start..]),
        None => (date(&tokens[zone_start..])?, &tokens[..0]),
    };
    let time = on_24_hours(time, half_of_day(&tokens).filter(|_| clock.is_some()));
    let korean = tokens.iter().any(|token| matches!(token, Token::Word(word) if !word.is_ascii()));
    let unsaid = if korean { KOREA } else { hours_east } * 3600;
    let offset = FixedOffset::east_opt(zone_seconds(zone).unwrap_or(unsaid))?;
    let local = date.and_time(time);
    Some(offset.from_local_datetime(&local).single()?.with_timezone(&Utc))
}

/// A date is numbers, words and what stands between them.
#[derive(Debug, Clone, Copy, PartialEq)]
enum Token<'t> {
    Number { value: u32, digits: usize, text: &'t str },
    Word(&'t str),
    Sign(char),
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

/// The time, where it begins and where it ends: `8:00`, `08:00:60.123`, `T080000`, `17시 30분`.
fn clock(tokens: &[Token<'_>]) -> Option<(NaiveTime, usize, usize)> {
    let number = |at: usize| match tokens.get(at) {
        Some(Token::Number { value, .. }) => Some(*value),
        _ => None,
    };
    let sign = |at: usize, wanted: char| tokens.get(at) == Some(&Token::Sign(wanted));
    for (at, token) in tokens.iter().enumerate() {
        match *token {
            Token::Number { value: hour, .. } if sign(at + 1, ':') => {
                let minute = number(at + 2)?;
                let (second, mut end) = match number(at + 4) {
                    Some(second) if sign(at + 3, ':') => (second, at + 5),
                    _ => (0, at + 3),
                };
                if sign(end, '.') && number(end + 1).is_some() {
                    end += 2;
                }
                // Hour 24 is taken for the midnight that begins the day; a leap second is dropped.
                let time = NaiveTime::from_hms_opt(hour % 24, minute, second.min(59))?;
                return (hour <= 24).then_some((time, at, end));
            }
            Token::Number { value: hour, .. } if tokens.get(at + 1) == Some(&Token::Word("시")) => {
                let minute =
                    number(at + 2).filter(|_| tokens.get(at + 3) == Some(&Token::Word("분")));
                let end = if minute.is_some() { at + 4 } else { at + 2 };
                let time = NaiveTime::from_hms_opt(hour, minute.unwrap_or(0), 0)?;
                return Some((time, at, end));
            }
            Token::Word("T" | "t") => {
                if let Some(Token::Number { digits: 4 | 6, text, .. }) = tokens.get(at + 1) {
                    return Some((compact_time(text)?, at, at + 2));
                }
            }
            Token::Number { .. } | Token::Word(_) | Token::Sign(_) => {}
        }
    }
    None
}

#[derive(Clone, Copy, PartialEq)]
enum Half {
    Morning,
    Afternoon,
}

fn half_of_day(tokens: &[Token<'_>]) -> Option<Half> {
    tokens.iter().find_map(|token| {
        let Token::Word(word) = token else { return None };
        match word.to_ascii_lowercase().as_str() {
            "am" | "오전" => Some(Half::Morning),
            "pm" | "오후" => Some(Half::Afternoon),
            _ => None,
        }
    })
}

fn on_24_hours(time: NaiveTime, half: Option<Half>) -> NaiveTime {
    let hour = time.hour();
    let shifted = match half {
        Some(Half::Afternoon) if hour < 12 => time.with_hour(hour + 12),
        Some(Half::Morning) if hour == 12 => time.with_hour(0),
        Some(Half::Morning | Half::Afternoon) | None => None,
    };
    shifted.unwrap_or(time)
}

const MONTHS: [&str; 12] =
    ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];

fn month_named(word: &str) -> Option<u32> {
    let word = word.to_ascii_lowercase();
    let at = MONTHS.iter().position(|month| word.starts_with(month))?;
    u32::try_from(at + 1).ok()
}

fn date(tokens: &[Token<'_>]) -> Option<NaiveDate> {
    if let Some(date) = week_date(tokens) {
        return Some(date);
    }
    let numbers: Vec<(u32, usize, &str)> = tokens
        .iter()
        .filter_map(|token| match token {
            Token::Number { value, digits, text } => Some((*value, *digits, *text)),
            Token::Word(_) | Token::Sign(_) => None,
        })
        .collect();
    let month = tokens.iter().find_map(|token| match token {
        // A weekday may begin as a month does ("Mar" is none, "Mon" is none): names of months only.
        Token::Word(word) => month_named(word),
        Token::Number { .. } | Token::Sign(_) => None,
    });
    // Between slashes Americans put the month first; elsewhere the day comes first.
    let slashed = tokens.contains(&Token::Sign('/'));
    let ordered = |a, b, year| if slashed && a <= 12 { day(year, a, b) } else { day(year, b, a) };
    match (month, numbers.as_slice()) {
        (Some(month), &[(a, 4, _), (b, ..), ..]) => day(a, month, b),
        (Some(month), &[(a, ..), (b, digits, _), ..]) => day(full_year(b, digits)?, month, a),
        (None, &[(_, 8, text), ..]) => compact_day(text),
        (None, &[(y, 4, _), (m, ..), (d, ..), ..]) => day(y, m, d),
        (None, &[(a, ..), (b, ..), (y, 4, _), ..]) => ordered(a, b, y),
        // Where the first of three short numbers is no month, it may as well be the year.
        (None, &[(a, ..), (b, ..), (y, 2, _), ..]) if slashed && a <= 12 => {
            day(full_year(y, 2)?, a, b)
        }
        _ => None,
    }
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

/// Seconds east of UTC, if the rest of the text names a zone that exists.
fn zone_seconds(tokens: &[Token<'_>]) -> Option<i32> {
    let mut named = None;
    for (at, token) in tokens.iter().enumerate() {
        match *token {
            Token::Word(word) => named = named.or_else(|| zone_named(word)),
            Token::Sign(sign @ ('+' | '-' | '−')) => {
                let Some(Token::Number { value, digits, .. }) = tokens.get(at + 1) else {
                    continue;
                };
                let minutes = match (digits, tokens.get(at + 2), tokens.get(at + 3)) {
                    (1 | 2, Some(Token::Sign(':')), Some(Token::Number { value: minutes, .. })) => {
                        value * 60 + minutes
                    }
                    (1 | 2, ..) => value * 60,
                    (3 | 4, ..) => value / 100 * 60 + value % 100,
                    _ => continue,
                };
                // No clock on earth stands further from UTC; a wilder one is a misprint.
                let minutes = i32::try_from(minutes).ok().filter(|minutes| *minutes <= 14 * 60)?;
                return Some(if sign == '+' { minutes * 60 } else { -minutes * 60 });
            }
            Token::Number { .. } | Token::Sign(_) => {}
        }
    }
    named
}

fn zone_named(word: &str) -> Option<i32> {
    let hours = match word.to_ascii_uppercase().as_str() {
        "Z" | "UT" | "UTC" | "GMT" | "WET" => 0.0,
        "KST" | "JST" => 9.0,
        "CET" | "BST" | "WEST" | "MEZ" => 1.0,
        "CEST" | "EET" | "MESZ" | "SAST" => 2.0,
        "EEST" | "MSK" => 3.0,
        "IST" => 5.5,
        "HKT" | "SGT" | "AWST" => 8.0,
        "AEST" => 10.0,
        "AEDT" => 11.0,
        "NZST" => 12.0,
        "NZDT" => 13.0,
        "EST" | "CDT" => -5.0,
        "EDT" => -4.0,
        "CST" | "MDT" => -6.0,
        "MST" | "PDT" => -7.0,
        "PST" | "AKDT" => -8.0,
        "AKST" => -9.0,
        "HST" => -10.0,
        _ => return None,
    };
    Some((hours * 3600.0) as i32)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn moment(text: &str) -> Option<String> {
        parse(text).map(|moment| moment.format("%Y-%m-%dT%H:%M:%SZ").to_string())
    }

    #[test]
    fn one_moment_is_read_however_it_is_written() {
        for text in [
            "Mon, 02 Mar 2026 08:00:00 GMT",
            "Wed, 02 Mar 2026 08:00:00 GMT",
            "2026-03-02T08:00:00Z",
            "2026-03-02T17:00:00+09:00",
            "2026-03-02T17:00:00+0900",
            "2026-03-02 08:00:00",
            "2026-03-02T08:00",
            "20260302T080000Z",
            "20260302080000",
            "1772438400",
            "1772438400000",
            "02 Mar 26 03:00 EST",
            "Mon, 2 March 2026 17:00:00 KST",
            "Mon,  2 Mar 2026 8:0:0 UT",
            "March 2, 2026 8:00 am",
            "Mar 2 2026 08:00 UTC",
            "2026년 3월 2일 오후 5:00",
            "2026년 3월 2일 17시",
            "2026. 3. 2. 오후 5:00",
            "월, 02 3 2026 17:00:00 +0900",
            "lun., 02 mars 2026 09:00:00 +0100",
            "08:00 2 March 2026",
            "Mon Mar 02 2026 08:00:00 GMT+0000 (Coordinated Universal Time)",
        ] {
            assert_eq!(moment(text).as_deref(), Some("2026-03-02T08:00:00Z"), "{text}");
        }
    }

    #[test]
    fn a_day_alone_is_its_first_moment() {
        for text in [
            "2026-03-02",
            "2026/03/02",
            "20260302",
            "2026.03.02",
            "2 March 2026",
            "2026-W10-1",
            "03/02/2026",
            "03/02/26",
            "3/2/26 00:00:00 GMT",
            "02.03.2026",
        ] {
            assert_eq!(moment(text).as_deref(), Some("2026-03-02T00:00:00Z"), "{text}");
        }
        assert_eq!(moment("2026년 3월 2일").as_deref(), Some("2026-03-01T15:00:00Z"));
    }

    #[test]
    fn a_clock_without_a_zone_stands_where_its_source_is() {
        let moment = parse_near("2026.03.02 17:00", 9).expect("a date");
        assert_eq!(moment.to_rfc3339(), "2026-03-02T08:00:00+00:00");
    }

    #[test]
    fn what_is_no_date_is_none() {
        for text in [
            "",
            "garbage",
            "0000-00-00",
            "Tue, 30 Feb 2026 08:00:00 GMT",
            "9999-12-31T23:59:59Z",
            "12",
            "2026",
            "99:99",
            "1:",
            "W",
            "4294967296-1-1",
        ] {
            assert_eq!(moment(text), None, "{text}");
        }
    }

    #[test]
    fn a_zone_that_cannot_be_costs_only_the_zone() {
        assert_eq!(
            moment("Mon, 02 Mar 2026 08:00:00 +2500").as_deref(),
            Some("2026-03-02T08:00:00Z")
        );
        assert_eq!(moment("2026-03-02T08:00:60Z").as_deref(), Some("2026-03-02T08:00:59Z"));
    }

    proptest::proptest! {
        #[test]
        fn no_text_makes_it_panic(text in "[0-9a-zA-Z:+\\-./ ,년월일시오후]{0,40}") {
            let _ = parse(&text);
        }
    }
}
