//! Times of day, as the numbers, words and signs of a date write them.

use chrono::{NaiveTime, Timelike as _};

use super::Token;

/// A time of day, and which tokens it is written with.
pub(super) struct Clock {
    pub time: NaiveTime,
    /// Whether it is 24 o'clock, which is midnight of the next day (ISO 8601:2004, 4.2.3).
    pub ends_the_day: bool,
    pub start: usize,
    pub end: usize,
}

impl Clock {
    fn new(hour: u32, minute: u32, second: u32, start: usize, end: usize) -> Option<Clock> {
        // A leap second is dropped.
        let time = NaiveTime::from_hms_opt(hour % 24, minute, second.min(59))?;
        (hour <= 24).then_some(Clock { time, ends_the_day: hour == 24, start, end })
    }
}

/// The first time of day: `8:00`, `08:00:60.123`, `T080000`, `17시 30분`, `10h30`, `8am`.
pub(super) fn clock(tokens: &[Token<'_>]) -> Option<Clock> {
    let number = |at: usize| tokens.get(at).and_then(Token::number);
    let sign = |at: usize, wanted: char| tokens.get(at) == Some(&Token::Sign(wanted));
    let is_hour = |token: Option<&Token<'_>>| {
        matches!(token, Some(Token::Word("시" | "時" | "时" | "点" | "點" | "h" | "H")))
    };
    let begins_with_year = matches!(tokens.first(), Some(Token::Number { digits: 4, .. }));
    let is_day_of_photograph = |at: usize| at == 2 && begins_with_year && sign(1, ':');
    for (at, token) in tokens.iter().enumerate() {
        match *token {
            // Logs have a colon between the year and the clock; photographs, whose year comes first,
            // between year, month and day.
            Token::Number { value: hour, digits: 1 | 2, .. }
                if sign(at + 1, ':') && !is_day_of_photograph(at) =>
            {
                let minute = number(at + 2)?;
                let (second, mut end) = match number(at + 4) {
                    Some(second) if sign(at + 3, ':') => (second, at + 5),
                    _ => (0, at + 3),
                };
                if sign(end, '.') && number(end + 1).is_some() {
                    end += 2;
                }
                return Clock::new(hour, minute, second, at, end);
            }
            Token::Number { value: hour, .. } if is_hour(tokens.get(at + 1)) => {
                let end = at + 2 + usize::from(number(at + 2).is_some());
                let ends_minute = matches!(tokens.get(end), Some(Token::Word("분" | "分")));
                let minute = number(at + 2).unwrap_or(0);
                return Clock::new(hour, minute, 0, at, end + usize::from(ends_minute));
            }
            Token::Word("T" | "t") => {
                if let Some(Token::Number { digits: 4 | 6, text, .. }) = tokens.get(at + 1) {
                    let part = |from: usize| text.get(from..from + 2)?.parse().ok();
                    return Clock::new(part(0)?, part(2)?, part(4).unwrap_or(0), at, at + 2);
                }
                // An hour alone.
                if let Some(Token::Number { value: hour, digits: 2, .. }) = tokens.get(at + 1)
                    && at > 0
                    && !sign(at + 2, ':')
                {
                    return Clock::new(*hour, 0, 0, at, at + 2);
                }
            }
            Token::Number { .. } | Token::Word(_) | Token::Sign(_) => {}
        }
    }
    if let Some(clock) = dotted_clock(tokens) {
        return Some(clock);
    }
    // "8 pm", where nothing is a time otherwise: in Korea the half stands before the hour.
    tokens.windows(2).enumerate().find_map(|(at, pair)| match *pair {
        [Token::Number { value: hour, .. }, Token::Word(word)]
            if hour <= 12 && word.is_ascii() && half_named(word).is_some() =>
        {
            Clock::new(hour, 0, 0, at, at + 1)
        }
        _ => None,
    })
}

/// A clock with points between its numbers, right behind the year or a word for "at": `2026 10.00`,
/// `klo 10.00`, `10.00.00`.
fn dotted_clock(tokens: &[Token<'_>]) -> Option<Clock> {
    let minute = |at: usize| match (tokens.get(at), tokens.get(at + 1)) {
        (Some(Token::Sign('.')), Some(Token::Number { value: value @ 0..60, digits: 2, .. })) => {
            Some(*value)
        }
        _ => None,
    };
    tokens.windows(2).enumerate().find_map(|(at, pair)| {
        let (before, Token::Number { value: hour, digits: 1 | 2, .. }) = (pair[0], pair[1]) else {
            return None;
        };
        let leads = match before {
            // Before a year there is a day and a month.
            Token::Number { digits: 4, .. } => at > 1,
            Token::Word(word) => {
                matches!(word, "klo" | "kl" | "um" | "ore" | "alle" | "om" | "at" | "à" | "о")
            }
            Token::Number { .. } | Token::Sign(_) => false,
        };
        let first = minute(at + 2).filter(|_| leads)?;
        let second = minute(at + 4);
        let end = if second.is_some() { at + 6 } else { at + 4 };
        // Another number behind it makes a date or a version of it.
        let goes_on = tokens.get(end) == Some(&Token::Sign('.'))
            && tokens.get(end + 1).is_some_and(|token| token.number().is_some());
        if goes_on {
            return None;
        }
        Clock::new(hour, first, second.unwrap_or(0), at + 1, end)
    })
}

#[derive(Clone, Copy, PartialEq)]
pub(super) enum Half {
    Morning,
    Afternoon,
}

fn half_named(word: &str) -> Option<Half> {
    match word.to_ascii_lowercase().as_str() {
        "am" | "오전" | "午前" | "上午" => Some(Half::Morning),
        "pm" | "오후" | "午後" | "下午" => Some(Half::Afternoon),
        _ => None,
    }
}

pub(super) fn half_of_day(tokens: &[Token<'_>]) -> Option<Half> {
    // `p.m.` comes in four tokens.
    let dotted = |at: usize| match tokens.get(at..at + 3)? {
        [Token::Word(first), Token::Sign('.'), Token::Word("m" | "M")] => {
            half_named(&format!("{first}m"))
        }
        _ => None,
    };
    let mut halves = tokens.iter().enumerate();
    halves.find_map(|(at, token)| half_named(token.word()?).or_else(|| dotted(at)))
}

pub(super) fn on_24_hours(time: NaiveTime, half: Option<Half>) -> NaiveTime {
    let hour = time.hour();
    let shifted = match half {
        Some(Half::Afternoon) if hour < 12 => time.with_hour(hour + 12),
        Some(Half::Morning) if hour == 12 => time.with_hour(0),
        Some(Half::Morning | Half::Afternoon) | None => None,
    };
    shifted.unwrap_or(time)
}
