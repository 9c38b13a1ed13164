//! The figures of a text and what they are: `$1.2 billion`, `12억 달러`, `a third`, `25 basis
//! points`, `열두 곳`, `3분기`. One reader for both languages, so that a sentence and its evidence
//! are read alike.
//!
//! A figure may be read in several ways (`a quarter` is a fourth, 25 %, or three months): it holds
//! if one of them is found in the evidence. What is written as part of a Latin word (`HBM4`, `7B`,
//! `8-K`) is a word and none here, although an evidence's `7B` may stand for seven billion.

mod english;
mod hangul;
mod joined;
pub mod measures;
pub mod units;

pub use measures::Dimension;
use units::Unit;

/// What a number counts.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Kind {
    /// Nothing is named.
    Bare,
    /// Pieces, people, cases.
    Count,
    /// Of a hundred.
    Percent,
    /// A difference of percentages.
    Points,
    /// Money, by its ISO 4217 code in small letters.
    Money(&'static str),
    /// A measure, its value in the base unit.
    Measure(Dimension),
    /// A year of the calendar.
    Year,
    /// A month of the year.
    Month,
    /// A day of the month.
    Day,
    /// A quarter of the year.
    Quarter,
    /// A half of the year.
    HalfYear,
    /// So many times as much.
    Times,
    /// A part of the whole, from 0 to 1.
    Part,
    /// So many tens, hundreds, thousands.
    Several,
    /// A place in an order.
    Ordinal,
    /// The first of all.
    First,
}

/// One way to read a figure.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Reading {
    /// In whole units: won, base units of the measure, percent.
    pub value: f64,
    /// The number before its unit of measure was applied.
    pub raw: f64,
    /// What it counts.
    pub kind: Kind,
}

impl Reading {
    /// A value that is its own number.
    pub fn of(value: f64, kind: Kind) -> Reading {
        Reading { value, raw: value, kind }
    }
}

/// A figure of a text.
#[derive(Debug, Clone, PartialEq)]
pub struct Figure {
    /// Where it begins, in bytes.
    pub at: usize,
    /// Where it ends, in bytes.
    pub until: usize,
    /// The ways to read it.
    pub readings: Vec<Reading>,
    /// Whether it need not be found: `한`, `a`, `두 회사`.
    pub is_optional: bool,
    /// Whether nothing is named behind it, so that it counts what another figure counts: `from 12
    /// to 7.5%`.
    pub is_elliptic: bool,
}

/// Figures that are read of one text; no sentence has more.
const MOST: usize = 60;

/// The figures of a text, in reading order.
pub fn read(text: &str) -> Vec<Figure> {
    let mut found: Vec<Figure> = Vec::new();
    let mut at = 0;
    while let Some(c) = text[at..].chars().next() {
        if found.len() >= MOST {
            break;
        }
        let (figure, until) = if c.is_ascii_digit() {
            number(text, at)
        } else if c.is_ascii_alphabetic() {
            english::word(text, at)
        } else if is_hangul(c) {
            hangul::word(text, at)
        } else {
            (None, at + c.len_utf8())
        };
        found.extend(figure);
        at = until.max(at + c.len_utf8());
    }
    joined::share_units(text, &mut found);
    joined::add_times(text, &mut found);
    found.extend(joined::parts(text, &found));
    found
}

/// Whether a letter is a Hangul syllable.
pub fn is_hangul(c: char) -> bool {
    ('가'..='힣').contains(&c)
}

/// Digits with their separators, and where they end.
fn digits(text: &str, at: usize) -> Option<(f64, usize)> {
    let rest = &text[at..];
    let mut end =
        rest.find(|c: char| !c.is_ascii_digit() && c != ',' && c != '.').unwrap_or(rest.len());
    // What is grouped otherwise is a list: it ends at the first comma.
    let mut whole = &rest[..end];
    if let Some(comma) = whole.find(',') {
        let groups = whole.split('.').next().unwrap_or_default().split(',').skip(1);
        if !groups.clone().all(|group| group.len() == 3) {
            end = comma;
            whole = &rest[..end];
        }
    }
    let whole = whole.trim_end_matches([',', '.']);
    let plain: String = whole.chars().filter(|c| *c != ',').collect();
    if plain.is_empty() || plain.len() > 18 || plain.matches('.').count() > 1 {
        return None;
    }
    Some((plain.parse().ok()?, at + whole.len()))
}

/// The figure that begins with digits.
fn number(text: &str, at: usize) -> (Option<Figure>, usize) {
    let skip = text[at..]
        .find(|c: char| !c.is_ascii_digit() && c != ',' && c != '.')
        .map_or(text.len(), |n| at + n);
    let Some((first, end)) = digits(text, at) else { return (None, skip.max(at + 1)) };
    let signed = units::sign_before(&text[..at]);
    // A part: 1/3, 4분의 1. 4분의 1억 is none, and 4분의 1만 only a quarter.
    if let Some((part, until)) = part(text, first, end) {
        let scaled = hangul::scaled(text, part, until);
        if let Some((value, until)) = scaled.filter(|_| !text[until..].starts_with(['만', ' '])) {
            return (Some(figure(at, until, vec![Reading::of(value, Kind::Count)])), until);
        }
        let readings =
            vec![Reading::of(part, Kind::Part), Reading::of(100.0 * part, Kind::Percent)];
        return (Some(figure(at, until, readings)), until);
    }
    let (mut value, mut end, scaled) = match hangul::scaled(text, first, end) {
        Some((value, until)) => (value, until, true),
        None => match english::scale(text, end, signed.is_some()) {
            Some((times, until)) => (first * times, until, true),
            None => (first, end, false),
        },
    };
    if let Some(code) = signed {
        // $5 million dollars.
        let until = units::unit(&text[end..])
            .filter(|unit| unit.kind == Kind::Money(code))
            .map_or(end, |unit| end + unit.length);
        return (Some(figure(at, until, vec![Reading::of(value, Kind::Money(code))])), until);
    }
    let after = &text[end..];
    // Letters right behind the digits that are no unit make a word of all: 7B, 3D, 8-K, 4o.
    let touches = after.starts_with(|c: char| c.is_ascii_alphabetic())
        || after.starts_with('-') && after[1..].starts_with(|c: char| c.is_ascii_uppercase());
    let mut unit = units::unit(after);
    // 2.5 points of a share: index points only where nothing else is meant; "30 point" stays.
    if let Some(found) = unit
        && touches
        && !scaled
        && after.starts_with(|c: char| c.is_ascii_alphabetic())
        && matches!(found.kind, Kind::Measure(Dimension::IndexPoints))
    {
        unit = None;
    }
    if unit.is_none() && touches && !scaled {
        let length =
            after.find(|c: char| !c.is_ascii_alphanumeric() && c != '-').unwrap_or(after.len());
        let suffix = &after[..length];
        let until = end + length;
        let ordinal = ["st", "nd", "rd", "th"].contains(&suffix.to_ascii_lowercase().as_str());
        let readings = if ordinal {
            let mut readings = vec![
                Reading::of(value, Kind::Ordinal),
                Reading::of(value, Kind::Day),
                Reading::of(value, Kind::Percent),
            ];
            readings.extend(english::nth_unit(value, &text[until..]));
            readings
        } else if suffix == "s" {
            // The mid-60s, the 1990s.
            vec![Reading::of(value, Kind::Bare), Reading::of(value, Kind::Year)]
        } else if let Some(times) = english::letter_scale(suffix) {
            value *= times;
            vec![Reading::of(value, Kind::Count)]
        } else if suffix.eq_ignore_ascii_case("q") {
            vec![Reading::of(value, Kind::Quarter)]
        } else if suffix.eq_ignore_ascii_case("h") {
            vec![Reading::of(value, Kind::HalfYear)]
        } else {
            return (None, until);
        };
        let mut word = figure(at, until, readings);
        // It is held as a word, and is here for the evidence's sake.
        word.is_optional = true;
        word.is_elliptic = suffix == "s";
        return (Some(word), until);
    }
    let mut readings = Vec::new();
    let mut elliptic = false;
    if let Some(unit) = unit {
        if after.trim_start_matches([' ', '-']).starts_with("times") {
            // Three times as much, and on three occasions.
            readings.push(Reading::of(value, Kind::Count));
        }
        readings.extend(with_unit(value, unit, &text[end + unit.length..]));
        end += unit.length;
    } else {
        let counted = counted(after);
        elliptic = !counted;
        readings.push(Reading::of(value, if counted { Kind::Count } else { Kind::Bare }));
        if is_year(text, at, end, value) {
            readings.push(Reading::of(value, Kind::Year));
        }
        readings.extend(english::day_of_month(text, at, end, value));
        readings.extend(english::rate_of_exchange(text, end, value));
        if english::is_factor(&text[..at]) {
            readings.extend(as_factor(value));
        }
    }
    let mut found = figure(at, end, readings);
    found.is_elliptic = elliptic;
    // One share, one person: `1주당` is `a share`.
    found.is_optional = (value - 1.0).abs() < f64::EPSILON && is_per_piece(after);
    (Some(found), end)
}

/// Whether Hangul behind a number says that something is meant for each piece: `1주당`.
fn is_per_piece(after: &str) -> bool {
    let run = after.find(|c: char| !is_hangul(c)).map_or(after, |end| &after[..end]);
    run.ends_with('당') && (2..=3).contains(&run.chars().count())
}

/// By a factor of so many: so many times as much, or that part of it.
fn as_factor(value: f64) -> Vec<Reading> {
    vec![
        Reading::of(value, Kind::Times),
        Reading::of(1.0 / value, Kind::Part),
        Reading::of(100.0 / value, Kind::Percent),
    ]
}

fn figure(at: usize, until: usize, readings: Vec<Reading>) -> Figure {
    Figure { at, until, readings, is_optional: false, is_elliptic: false }
}

/// What a number with its unit may mean.
fn with_unit(number: f64, unit: Unit, after: &str) -> Vec<Reading> {
    let one = |kind: Kind, value: f64| Reading { value, raw: number, kind };
    let mut readings = vec![one(unit.kind, number * unit.times)];
    let is =
        |kind: Kind, times: f64| unit.kind == kind && (unit.times - times).abs() < f64::EPSILON;
    let time = Kind::Measure(Dimension::Time);
    if is(time, measures::DAY) {
        readings.push(one(Kind::Day, number));
    }
    if is(time, measures::YEAR) && (1900.0..=2100.0).contains(&number) {
        readings = vec![one(Kind::Year, number)];
    }
    if is(time, measures::YEAR) && ["-old", " old"].iter().any(|old| after.starts_with(old)) {
        // An age is a number: 34세.
        readings.push(one(Kind::Count, number));
    }
    if is(time, 7.0 * measures::DAY) {
        // Shares are counted by the same word.
        readings.push(one(Kind::Count, number));
    }
    if unit.kind == Kind::Measure(Dimension::IndexPoints) {
        // Marks of a test, and seats of a table.
        readings.push(one(Kind::Count, number));
        if number < 1.0 {
            // Half a point is one of a rate.
            readings.push(one(Kind::Points, number));
        }
    }
    if unit.kind == Kind::Times {
        readings.push(one(Kind::Percent, 100.0 * (number - 1.0)));
    }
    if unit.kind == Kind::Points && unit.times < 1.0 {
        readings.push(one(Kind::Points, number * unit.times));
    }
    if unit.kind == Kind::Money("gbp") && after.starts_with(" of ") {
        readings.push(one(Kind::Measure(Dimension::Mass), number * 453.6));
    }
    readings
}

/// Whether something is named behind a number.
fn counted(after: &str) -> bool {
    /// Words behind a number that name nothing it could count.
    const NAMES_NOTHING: [&str; 32] = [
        "of", "to", "in", "and", "or", "from", "on", "at", "by", "for", "with", "after", "before",
        "last", "this", "next", "as", "but", "while", "when", "than", "per", "a", "an", "the",
        "compared", "versus", "is", "was", "are", "were", "that",
    ];
    let rest = after.trim_start_matches([' ', '-', '여']);
    let Some(first) = rest.chars().next() else { return false };
    if is_hangul(first) {
        // A particle names nothing.
        let run = rest.find(|c: char| !is_hangul(c)).map_or(rest, |end| &rest[..end]);
        return !crate::text::tokens::is_particle(run)
            && !["에서", "이고", "이며", "이던", "에", "까지", "보다", "대", "으로"]
                .contains(&run);
    }
    if !first.is_alphabetic() || after.starts_with([',', '.', ';', ':']) {
        return false;
    }
    let word: String =
        rest.chars().take_while(|c| c.is_alphabetic()).collect::<String>().to_lowercase();
    !NAMES_NOTHING.contains(&word.as_str())
}

fn is_year(text: &str, at: usize, end: usize, value: f64) -> bool {
    end - at == 4
        && value.fract() == 0.0
        && (1900.0..=2100.0).contains(&value)
        && !text[at..end].contains(',')
}

/// A part of the whole: `1/3`, `4분의 1`.
fn part(text: &str, first: f64, end: usize) -> Option<(f64, usize)> {
    let after = &text[end..];
    if let Some(rest) = after.strip_prefix("분의") {
        let start = text.len() - rest.trim_start_matches(' ').len();
        let (second, until) = digits(text, start).or_else(|| hangul::native(text, start))?;
        return (first > 0.0).then_some((second / first, until));
    }
    let rest = after.strip_prefix('/')?;
    let (second, until) = digits(text, text.len() - rest.len())?;
    let is_date = text[until..].starts_with('/');
    (second > first && !is_date).then_some((first / second, until))
}

/// How a figure of a sentence stands to the evidence.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Held {
    /// It is there.
    Found,
    /// The number is there, as something else.
    OtherUnit,
    /// It is not there.
    Missing,
}

/// How far a value may be off: half of one in a hundred.
const TOLERANCE: f64 = 0.005;

fn near(a: f64, b: f64) -> bool {
    (a - b).abs() <= TOLERANCE * a.abs().max(b.abs())
}

/// Looks for a figure of a sentence among those of its evidence.
pub fn held(figure: &Figure, evidence: &[Figure]) -> Held {
    if figure.is_optional {
        return Held::Found;
    }
    let mut number_is_there = false;
    for wanted in &figure.readings {
        for there in evidence {
            for reading in &there.readings {
                if fits(*wanted, *reading, there, evidence) {
                    return Held::Found;
                }
                number_is_there |=
                    near(wanted.raw, reading.raw) || near(wanted.value, reading.value);
            }
        }
    }
    if number_is_there { Held::OtherUnit } else { Held::Missing }
}

fn fits(wanted: Reading, there: Reading, figure: &Figure, evidence: &[Figure]) -> bool {
    use Kind::{
        Bare, Count, Day, First, HalfYear, Measure, Money, Month, Ordinal, Part, Percent, Points,
        Quarter, Several, Times, Year,
    };
    let raw = near(wanted.raw, there.raw);
    let value = near(wanted.value, there.value);
    match (wanted.kind, there.kind) {
        // A year is exact.
        (Year, Year | Bare | Count) | (Bare | Count, Year) => (wanted.raw - there.raw).abs() < 0.5,
        (Bare, _) => raw || value,
        (Count, Times) => raw,
        // The ninth in a row is nine of whatever they are, where their unit is not told.
        (Measure(Dimension::Time), Ordinal) => {
            raw && !figure.readings.iter().any(|reading| matches!(reading.kind, Measure(_)))
        }
        (Count | Ordinal, Bare | Count | Ordinal)
        | (Month, Month)
        | (Day, Day)
        | (Quarter, Quarter)
        | (HalfYear, HalfYear)
        | (First, First)
        | (Times, Times)
        | (Percent, Percent)
        | (Points, Points)
        | (Part, Part)
        | (Several, Several) => value,
        // A fourfold fall leaves a fourth.
        (Part, Times) => near(wanted.value * there.value, 1.0),
        (Measure(wanted), Measure(there)) => wanted == there && value,
        (Money(wanted), Money(there)) => wanted == there && value,
        // It counts what another figure counts: "30 hours on average, down from 48".
        (Money(_) | Percent | Points | Measure(_) | Times, Bare) => {
            raw && figure.is_elliptic
                && evidence.iter().flat_map(|other| &other.readings).any(|other| {
                    other.kind == wanted.kind
                        && near(other.value * wanted.raw, wanted.value * other.raw)
                })
        }
        (
            Year | Month | Day | Quarter | HalfYear | First | Count | Ordinal | Times | Percent
            | Points | Part | Several | Measure(_) | Money(_),
            _,
        ) => false,
    }
}

#[cfg(test)]
mod tests;
