//! What figures that stand beside each other make together: `from 12 to 7.5%`, `1년 6개월`, `one in
//! eight`.

use super::{Dimension, Figure, Kind, Reading, english, figure, is_hangul};

/// A number without a unit takes that of the number it is joined with: `from 12 to 7.5%`, `3–5
/// million`, `90일에서 45`.
pub(super) fn share_units(text: &str, found: &mut [Figure]) {
    for index in 1..found.len() {
        let (before, behind) = found.split_at_mut(index);
        let (Some(first), Some(second)) = (before.last_mut(), behind.first()) else { continue };
        let between = text.get(first.until..second.at).unwrap_or_default();
        let between = between.trim_matches([' ', '$', '€', '£', '₩']);
        let joined = ["to", "and", "or", "-", "–", "—", "~", "～", "에서", "내지", "or even"]
            .contains(&between);
        if !joined || !first.is_elliptic {
            continue;
        }
        let Some(number) = first.readings.first().map(|reading| reading.raw) else { continue };
        let more: Vec<Reading> = second
            .readings
            .iter()
            .filter(|reading| reading.kind != Kind::Bare && reading.raw != 0.0)
            .map(|reading| {
                let times = reading.value / reading.raw;
                Reading { value: number * times, raw: number, kind: reading.kind }
            })
            .collect();
        // 3 to 5 million: the scale belongs to both.
        let scale = english::scale_of(text.get(second.at..second.until).unwrap_or_default());
        let scaled = more.iter().map(|reading| Reading {
            value: reading.value * scale,
            raw: reading.raw * scale,
            ..*reading
        });
        let scaled: Vec<Reading> = if scale > 1.0 { scaled.collect() } else { Vec::new() };
        first.readings.extend(more);
        first.readings.extend(scaled);
    }
}

/// What pairs of figures make together: `one in eight`, `61 of 120`.
pub(super) fn parts(text: &str, found: &[Figure]) -> Vec<Figure> {
    let mut more = Vec::new();
    for pair in found.windows(2) {
        let [first, second] = pair else { continue };
        let between = text.get(first.until..second.at).unwrap_or_default().trim();
        if !["in", "of", "out of", "in every", "of the", "out of every", "of its"]
            .contains(&between)
        {
            continue;
        }
        let number = |figure: &Figure| figure.readings.first().map_or(0.0, |reading| reading.raw);
        let (part, whole) = (number(first), number(second));
        if part > 0.0 && part < whole {
            let readings = vec![
                Reading::of(part / whole, Kind::Part),
                Reading::of(100.0 * part / whole, Kind::Percent),
            ];
            more.push(Figure { is_optional: true, ..figure(first.at, second.until, readings) });
        }
    }
    more
}

/// Lengths of time that follow each other, each of a smaller unit, are one: `1년 6개월`, `two hours and
/// 30 minutes`, `a year and a half`, `두 달 반`.
pub(super) fn add_times(text: &str, found: &mut Vec<Figure>) {
    let time = |figure: &Figure| {
        let is_time = |reading: &&Reading| reading.kind == Kind::Measure(Dimension::Time);
        figure.readings.iter().find(is_time).copied()
    };
    let mut index = 0;
    while index < found.len() {
        let Some(first) = time(&found[index]) else {
            index += 1;
            continue;
        };
        let unit = unit_of(&first);
        let mut until = found[index].until;
        let mut whole = first.value;
        let next = found.get(index + 1).and_then(|second| {
            let between = text.get(until..second.at)?.trim();
            let part = time(second).filter(|_| between.is_empty() || between == "and")?;
            (unit_of(&part) < unit && part.value < unit).then_some((part.value, second.until))
        });
        if let Some(length) = and_a_half(&text[until..]) {
            whole += 0.5 * unit;
            until += length;
        } else if let Some((more, end)) = next {
            whole += more;
            until = end;
        }
        if until > found[index].until {
            let readings = vec![Reading::of(whole, first.kind)];
            found[index] = figure(found[index].at, until, readings);
            while found.get(index + 1).is_some_and(|other| other.at < until) {
                found.remove(index + 1);
            }
        }
        index += 1;
    }
}

/// The seconds of one unit of a length of time; a word such as `year` is its own unit.
fn unit_of(time: &Reading) -> f64 {
    const HOUR: f64 = 3_600.0;
    let is_word = (time.raw - time.value).abs() < f64::EPSILON && time.value >= HOUR;
    if is_word || time.raw <= 0.0 { time.value } else { time.value / time.raw }
}

/// How long ` and a half` is, or ` 반`, where a text begins with it.
fn and_a_half(after: &str) -> Option<usize> {
    const ENGLISH: &str = " and a half";
    const KOREAN: &str = " 반";
    if after.starts_with(ENGLISH) {
        return Some(ENGLISH.len());
    }
    let rest = after.strip_prefix(KOREAN)?;
    let run = rest.find(|c: char| !is_hangul(c)).map_or(rest, |end| &rest[..end]);
    let is_word = run.is_empty() || run == "만에" || crate::text::tokens::is_particle(run);
    is_word.then_some(KOREAN.len())
}
