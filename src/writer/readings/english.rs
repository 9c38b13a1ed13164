//! Figures in English writing: number words, fractions, quarters, dates.

mod words;

use super::units;
use super::{Dimension, Figure, Kind, Reading, digits, figure, with_unit};
use crate::desk::amounts::UNITS;
use words::{MONTHS, ONES, ORDINALS, SCALES, SEVERAL, TENS, WORDS};

/// What a number is multiplied by, `3.2 billion`, and where the word ends. A single letter counts
/// only with a sign of money: `7B` is a model's size.
pub fn scale(text: &str, end: usize, signed: bool) -> Option<(f64, usize)> {
    for (name, times) in UNITS {
        let start = end + usize::from(name.len() >= 3 && text[end..].starts_with([' ', '-']));
        let Some(here) = text.get(start..start + name.len()) else { continue };
        if !here.eq_ignore_ascii_case(name) || (name.len() == 1 && !signed) {
            continue;
        }
        let rest = &text[start + name.len()..];
        if !rest.starts_with(|c: char| c.is_ascii_alphanumeric()) {
            return Some((times, start + name.len()));
        }
    }
    // Counts of South Asia: 500 crore is five billion.
    for (name, times) in [(" crore", 1e7), (" lakh", 1e5)] {
        if let Some(rest) = text[end..].strip_prefix(name)
            && !rest.starts_with(|c: char| c.is_ascii_alphanumeric())
        {
            return Some((times, end + name.len()));
        }
    }
    // 2.5 hundred is no way to write, but "a hundred" is; "5 hundred" stays for completeness.
    let rest = text[end..].strip_prefix(' ')?;
    rest.get(..7).filter(|word| word.eq_ignore_ascii_case("hundred")).map(|_| (100.0, end + 8))
}

/// What the letter behind a number may stand for, in a word such as `7B`, `10k`.
pub fn letter_scale(suffix: &str) -> Option<f64> {
    match suffix {
        "k" | "K" => Some(1e3),
        "m" | "M" => Some(1e6),
        "b" | "B" => Some(1e9),
        "t" | "T" => Some(1e12),
        _ => None,
    }
}

/// The scale that a figure's own text names.
pub fn scale_of(said: &str) -> f64 {
    SCALES
        .iter()
        .find(|(name, _)| said.to_ascii_lowercase().contains(name))
        .map_or(1.0, |(_, times)| *times)
}

/// A day of the month beside its month: `January 14`, `14 January`.
pub fn day_of_month(text: &str, at: usize, end: usize, value: f64) -> Option<Reading> {
    let is_month = |word: &str| MONTHS.iter().any(|(name, _)| *name == word.trim_end_matches('.'));
    let before = text[..at].trim_end().rsplit([' ', '-', '–']).next().unwrap_or_default();
    let after = text[end..].trim_start().split([' ', ',', '.']).next().unwrap_or_default();
    ((1.0..=31.0).contains(&value) && (is_month(before) || is_month(after)))
        .then(|| Reading::of(value, Kind::Day))
}

/// A rate of exchange, `1,470 to the dollar`, is money of each currency that the text names by its
/// word.
pub fn rate_of_exchange(text: &str, end: usize, value: f64) -> Vec<Reading> {
    const AGAINST: [&str; 4] = [" to the ", " per ", " a ", " against the "];
    const OTHERS: [&str; 4] = ["dollar", "euro", "greenback", "pound"];
    const CURRENCIES: [(&str, &str); 8] = [
        ("won", "krw"),
        ("yen", "jpy"),
        ("yuan", "cny"),
        ("renminbi", "cny"),
        ("rupee", "inr"),
        ("franc", "chf"),
        ("ringgit", "myr"),
        ("rupiah", "idr"),
    ];
    let after = &text[end..];
    let is_rate = AGAINST.iter().any(|against| {
        let other = after.strip_prefix(against);
        other.is_some_and(|rest| OTHERS.iter().any(|name| rest.starts_with(name)))
    });
    if !is_rate {
        return Vec::new();
    }
    let lower = text.to_lowercase();
    let is_named = |name: &str| lower.split(|c: char| !c.is_alphabetic()).any(|word| word == name);
    CURRENCIES
        .iter()
        .filter(|(name, _)| is_named(name))
        .map(|(_, code)| Reading::of(value, Kind::Money(code)))
        .collect()
}

/// Whether a number is called a factor: `by a factor of eight`.
pub fn is_factor(before: &str) -> bool {
    before.trim_end().to_lowercase().ends_with("factor of")
}

/// The letters of a word at a place.
fn letters(text: &str, at: usize) -> &str {
    let rest = &text[at..];
    rest.find(|c: char| !c.is_ascii_alphabetic()).map_or(rest, |end| &rest[..end])
}

/// Words before a hyphen that are none of the number behind it: 10-for-1, mid-60s.
const APART: [&str; 11] =
    ["for", "to", "and", "by", "of", "in", "mid", "early", "late", "low", "high"];

/// The figure that begins where a Latin word begins, and where to go on.
pub fn word(text: &str, at: usize) -> (Option<Figure>, usize) {
    let said = letters(text, at);
    let end = at + said.len();
    // HBM4, GPT-4, Q3, FY26: digits that belong to a word.
    let rest = &text[end..];
    let joined = rest.strip_prefix('-').unwrap_or(rest);
    let is_year = rest.len() != joined.len()
        && joined.len() >= 4
        && joined.as_bytes()[..4].iter().all(u8::is_ascii_digit);
    let lower = said.to_ascii_lowercase();
    // 10-for-1, mid-60s: the word before the hyphen is none of the number's.
    if rest.len() != joined.len() && APART.contains(&&*lower) {
        return (None, end);
    }
    if joined.starts_with(|c: char| c.is_ascii_digit()) && !is_year {
        return numbered(text, at, said);
    }
    if let Some((_, month)) = MONTHS.iter().find(|(name, _)| *name == said) {
        return (Some(figure(at, end, vec![Reading::of(*month, Kind::Month)])), end);
    }
    if let Some((_, value)) = SCALES.iter().find(|(name, _)| *name == lower) {
        // Per thousand, a scale without a number.
        let mut found = figure(at, end, vec![Reading::of(*value, Kind::Count)]);
        found.is_optional = true;
        return (Some(found), end);
    }
    if let Some((_, value)) = SEVERAL.iter().find(|(name, _)| *name == lower) {
        return several(text, at, end, *value);
    }
    if lower == "half"
        && let Some(rest) = text[end..].strip_prefix(" a")
        && let Some(unit) = units::unit(rest)
    {
        // Half a percentage point, half a year.
        let until = text.len() - rest.len() + unit.length;
        return (Some(figure(at, until, with_unit(0.5, unit, &text[until..]))), until);
    }
    if let Some(found) =
        part_of_a_point(text, at, &lower).or_else(|| tens_and_ordinal(text, at, &lower))
    {
        let until = found.until;
        return (Some(found), until);
    }
    if let Some(found) = magnitudes(text, at) {
        let until = found.until;
        return (Some(found), until);
    }
    if let Some((value, until)) = spelt(text, at) {
        let found = counted(text, at, value, until, &lower);
        let until = found.until;
        return (Some(found), until);
    }
    if let Some(found) = one_unit(text, at, &lower) {
        let until = found.until;
        return (Some(found), until);
    }
    if let Some(found) = ordinal(text, at, &lower) {
        let until = found.until;
        return (Some(found), until);
    }
    if let Some((_, readings)) = WORDS.iter().find(|(name, _)| *name == lower) {
        let readings = readings.iter().map(|(value, kind)| Reading::of(*value, *kind)).collect();
        // In an English sentence these say too little to be held.
        let mut found = figure(at, end, readings);
        found.is_optional = found.readings.iter().any(|reading| {
            matches!(reading.kind, Kind::First | Kind::Measure(_))
                || reading.value < 2.5 && reading.kind == Kind::Count
        });
        return (Some(found), end);
    }
    (None, end)
}

/// `a quarter point`, `a half-point`, `three-quarters of a percentage point`: parts of a point of a
/// rate.
fn part_of_a_point(text: &str, at: usize, lower: &str) -> Option<Figure> {
    const POINTS: [&str; 8] = [
        " percentage point",
        "-percentage-point",
        " percentage-point",
        "-percentage point",
        " point",
        "-point",
        " of a percentage point",
        " of a point",
    ];
    let (value, length) = match lower {
        "quarter" => (0.25, lower.len()),
        "half" => (0.5, lower.len()),
        "three" => {
            let rest = &text[at..];
            let many = ["three-quarters", "three quarters", "three-quarter", "three quarter"];
            (
                0.75,
                many.iter()
                    .find(|name| {
                        rest.get(..name.len()).is_some_and(|said| said.eq_ignore_ascii_case(name))
                    })?
                    .len(),
            )
        }
        _ => return None,
    };
    let after = &text[at + length..];
    let point = POINTS.iter().find(|point| after.starts_with(**point))?;
    let readings = vec![Reading::of(value, Kind::Points)];
    Some(figure(at, at + length + point.len(), readings))
}

/// The ninth month in a row is nine months.
pub fn nth_unit(value: f64, after: &str) -> Option<Reading> {
    let time = Kind::Measure(Dimension::Time);
    let unit = units::unit(after).filter(|unit| unit.kind == time)?;
    Some(Reading { value: value * unit.times, raw: value, kind: time })
}

/// `three orders of magnitude`: a thousand times as much, or a thousandth.
fn magnitudes(text: &str, at: usize) -> Option<Figure> {
    const ORDERS: [&str; 3] =
        [" orders of magnitude", " order of magnitude", " order-of-magnitude"];
    let (value, end) =
        if text[at..].starts_with("an ") { (1.0, at + "an".len()) } else { spelt(text, at)? };
    let orders = ORDERS.iter().find(|orders| text[end..].starts_with(**orders))?;
    (value <= 12.0).then(|| figure(at, end + orders.len(), super::as_factor(10_f64.powf(value))))
}

/// `a minute`, `an ounce`, `a cent`: one of a unit, which an English sentence need not give.
fn one_unit(text: &str, at: usize, lower: &str) -> Option<Figure> {
    if lower != "a" && lower != "an" && lower != "per" {
        return None;
    }
    let end = at + lower.len();
    let unit = units::unit(&text[end..])
        .filter(|unit| matches!(unit.kind, Kind::Measure(_) | Kind::Money("cent")))?;
    let until = end + unit.length;
    // A second plant is the next one.
    if lower != "per" && text[end..until].trim() == "second" {
        return None;
    }
    let mut found =
        figure(at, until, vec![Reading { value: unit.times, raw: 1.0, kind: unit.kind }]);
    found.is_optional = true;
    Some(found)
}

/// `twenty-first`, `thirty-fourth`.
fn tens_and_ordinal(text: &str, at: usize, lower: &str) -> Option<Figure> {
    let (_, tens) = TENS.iter().find(|(name, _)| *name == lower)?;
    let rest = text[at + lower.len()..].strip_prefix(['-', ' '])?;
    let next = letters(rest, 0);
    let (_, ones) = ORDINALS.iter().find(|(name, _)| next.eq_ignore_ascii_case(name))?;
    let until = text.len() - rest.len() + next.len();
    (*ones < 10.0).then(|| figure(at, until, vec![Reading::of(tens + ones, Kind::Ordinal)]))
}

/// `Q3`, `H1`, `FY26`, and words such as `HBM4` that are no figure.
fn numbered(text: &str, at: usize, said: &str) -> (Option<Figure>, usize) {
    let rest = &text[at..];
    let length = rest
        .find(|c: char| !c.is_ascii_alphanumeric() && c != '-' && c != '.')
        .unwrap_or(rest.len());
    let until = at + rest[..length].trim_end_matches(['-', '.']).len();
    let kind = match said {
        "Q" => Kind::Quarter,
        "H" => Kind::HalfYear,
        "FY" => Kind::Year,
        _ => return (None, until),
    };
    let Some((value, end)) = digits(text, at + said.len()) else { return (None, until) };
    let value = if kind == Kind::Year && value < 100.0 { 2000.0 + value } else { value };
    let mut found = figure(at, end, vec![Reading::of(value, kind)]);
    found.is_optional = true;
    (Some(found), until)
}

/// `tens of thousands`, `hundreds of millions`.
fn several(text: &str, at: usize, end: usize, value: f64) -> (Option<Figure>, usize) {
    let mut readings = vec![Reading::of(value, Kind::Several)];
    let mut until = end;
    if let Some(rest) = text[end..].strip_prefix(" of ") {
        let next = letters(rest, 0).to_ascii_lowercase();
        if let Some((_, more)) = SEVERAL.iter().find(|(name, _)| *name == next) {
            readings = vec![Reading::of(value * more, Kind::Several)];
            until = end + 4 + next.len();
        }
    }
    (Some(figure(at, until, readings)), until)
}

/// A number in words: `nine`, `twenty-five`, `a hundred`, `two million`, `half a million`.
fn spelt(text: &str, at: usize) -> Option<(f64, usize)> {
    let next = |at: usize| -> Option<(String, usize)> {
        let start = at + usize::from(text[at..].starts_with([' ', '-']));
        let word = letters(text, start);
        (!word.is_empty()).then(|| (word.to_ascii_lowercase(), start + word.len()))
    };
    let value_of = |word: &str, list: &[(&str, f64)]| {
        list.iter().find(|(name, _)| *name == word).map(|(_, value)| *value)
    };
    let (first, mut end) = next(at)?;
    let mut value = if let Some(value) = value_of(&first, &ONES) {
        value
    } else if let Some(tens) = value_of(&first, &TENS) {
        match next(end).and_then(|(word, until)| Some((value_of(&word, &ONES)?, until))) {
            Some((ones, until)) if ones < 10.0 => {
                end = until;
                tens + ones
            }
            Some(_) | None => tens,
        }
    } else if first == "a" || first == "an" || first == "several" {
        let (word, until) = next(end)?;
        let scale = value_of(&word, &SCALES).or_else(|| (word == "dozen").then_some(12.0))?;
        end = until;
        scale
    } else if first == "half" {
        let (_, until) = next(end).filter(|(word, _)| word == "a")?;
        let (word, until) = next(until)?;
        let scale = value_of(&word, &SCALES).or_else(|| (word == "dozen").then_some(12.0))?;
        end = until;
        0.5 * scale
    } else {
        return None;
    };
    // One and a half.
    if text[end..].starts_with(" and a half") {
        (value, end) = (value + 0.5, end + " and a half".len());
    }
    while let Some((scale, until)) =
        next(end).and_then(|(word, until)| Some((value_of(&word, &SCALES)?, until)))
    {
        (value, end) = (value * scale, until);
    }
    if let Some((twelve, until)) =
        next(end).filter(|(word, _)| word == "dozen").map(|(_, until)| (12.0, until))
    {
        (value, end) = (value * twelve, until);
    }
    Some((value, end))
}

/// A number in words, with what it counts.
fn counted(text: &str, at: usize, value: f64, end: usize, first: &str) -> Figure {
    let after = &text[end..];
    let mut found = if let Some(parts) = parts_of(after, value) {
        figure(at, end + parts.1, parts.0)
    } else if let Some(unit) = units::unit(after) {
        figure(at, end + unit.length, with_unit(value, unit, &after[unit.length..]))
    } else {
        let mut found = figure(
            at,
            end,
            vec![Reading::of(value, if super::counted(after) { Kind::Count } else { Kind::Bare })],
        );
        found.is_elliptic = !super::counted(after);
        found
    };
    if after.trim_start_matches([' ', '-']).starts_with("times") {
        found.readings.push(Reading::of(value, Kind::Times));
    }
    if is_factor(&text[..at]) {
        found.readings.extend(super::as_factor(value));
    }
    let plain =
        found.readings.iter().all(|reading| matches!(reading.kind, Kind::Count | Kind::Bare));
    found.is_optional = first == "one" && plain && value < 1.5;
    found
}

/// `two-thirds`, `three quarters`.
fn parts_of(after: &str, value: f64) -> Option<(Vec<Reading>, usize)> {
    let rest = after.strip_prefix([' ', '-'])?;
    let word = letters(rest, 0).to_ascii_lowercase();
    let whole = if word == "quarters" {
        4.0
    } else if word == "halves" {
        2.0
    } else {
        ORDINALS
            .iter()
            .find(|(name, _)| {
                word.strip_suffix('s') == Some(*name) || value < 1.5 && *name == word
            })?
            .1
    };
    if whole < 2.0 || value >= whole {
        return None;
    }
    let part = value / whole;
    let mut readings =
        vec![Reading::of(part, Kind::Part), Reading::of(100.0 * part, Kind::Percent)];
    if word == "quarters" {
        // Two quarters in a row.
        readings.push(Reading::of(value, Kind::Count));
    }
    Some((readings, after.len() - rest.len() + word.len()))
}

/// `third`, `first half`, `third quarter`, `a fifth`.
fn ordinal(text: &str, at: usize, lower: &str) -> Option<Figure> {
    let (_, value) = ORDINALS.iter().find(|(name, _)| *name == lower)?;
    let end = at + lower.len();
    let rest = text[end..].strip_prefix([' ', '-']).unwrap_or_default();
    let next = letters(rest, 0).to_ascii_lowercase();
    let next = if next == "fiscal" {
        letters(&rest[7.min(rest.len())..], 0).to_ascii_lowercase()
    } else {
        next
    };
    let kind = match next.as_str() {
        "half" => Some(Kind::HalfYear),
        "quarter" => Some(Kind::Quarter),
        _ => None,
    };
    let mut readings = vec![Reading::of(*value, Kind::Ordinal)];
    if *value < 1.5 {
        readings.push(Reading::of(1.0, Kind::First));
    }
    if *value > 2.5 {
        readings.push(Reading::of(1.0 / value, Kind::Part));
        readings.push(Reading::of(100.0 / value, Kind::Percent));
    }
    readings.extend(nth_unit(*value, &text[end..]));
    let mut until = end;
    if let Some(kind) = kind {
        readings.insert(0, Reading::of(*value, kind));
        until = text.len() - rest.len() + next.len();
        if kind == Kind::HalfYear {
            readings.push(Reading::of(0.5, Kind::Part));
        }
    }
    let mut found = figure(at, until, readings);
    found.is_optional = *value < 1.5 && kind.is_none();
    Some(found)
}
