//! The terms of a digest: what is talked about more than usual on a day, and how the talk of several
//! days stands beside that of as many before.

use std::collections::BTreeMap;

use super::drafts::is_citable;
use super::{Material, choice};
use crate::lang::{self, say};
use crate::model::{Day, Entry, Row, Trend, TrendState};

/// Terms told of a day, and of several days.
const OF_DAY: usize = 4;
const OF_SPAN: usize = 10;
/// Of those of several days, the ones that fade.
const FADING: usize = 3;
/// Stories that name a term which is told.
const NAMED_BY: u32 = 2;
/// Stories of several days and of those before that name one.
const NAMED_BY_IN_SPAN: u32 = 4;
/// Days collected before a term was first seen, without which that says nothing.
const KNOWN: usize = 3;
/// Names told beside a term.
const BESIDE: usize = 3;
/// The part of the budget that terms may take.
const PART: f64 = 0.2;
/// Standard deviations between two spans from which a term rises or fades.
const MOVES: f64 = 1.0;

/// A term's entry, and the items that show it.
pub(super) type Shown<'a> = (Entry, Vec<&'a Row>);

/// Terms on the move, as many as there is room for.
pub(super) fn terms<'a>(material: &'a Material<'_>) -> Vec<Shown<'a>> {
    let all = if material.from.is_some() { of_span(material) } else { of_day(material) };
    let mut room = material.minutes * PART;
    let fits = |(entry, _): &Shown<'a>| {
        room -= choice::cost(entry);
        room >= 0.0
    };
    all.into_iter().take_while(fits).collect()
}

/// Terms of one day that are new or rise.
fn of_day<'a>(material: &'a Material<'_>) -> Vec<Shown<'a>> {
    let lang = material.lang;
    let moving = material.trends.iter().filter(|(trend, _)| {
        matches!(trend.state, TrendState::New | TrendState::Rising) && trend.count >= NAMED_BY
    });
    let shown = moving.filter_map(|(trend, rows)| {
        let usual = usual(&trend.series, &material.talk);
        let count = u64::from(trend.count);
        let share = percent(share(&trend.series, &material.talk, 0, 1));
        let text = match usual {
            Some(usual) if usual > 0.0 => {
                lang::count(lang, "digest.term", count, &[&share, &percent(usual)])
            }
            Some(_) | None => lang::count(lang, "digest.term_alone", count, &[&share]),
        };
        let mut facts = vec![say(lang, state(trend.state), &[]).into_owned()];
        if let Some(first) = first_seen(material, &trend.series) {
            facts.push(say(lang, "digest.first_seen", &[&first]).into_owned());
        }
        facts.extend(beside(material, trend, rows));
        entry(material, trend, rows, text.into_owned(), facts, Vec::new())
    });
    shown.take(OF_DAY).collect()
}

/// Terms of several days against as many before: those that rose most, and those that fade.
fn of_span<'a>(material: &'a Material<'_>) -> Vec<Shown<'a>> {
    let lang = material.lang;
    let days = days(material);
    let mut compared: Vec<(Option<f64>, f64, Shown<'a>)> = Vec::new();
    for (trend, rows) in &material.trends {
        let (now, before) = (count(&trend.series, 0, days), count(&trend.series, days, days));
        if now + before < NAMED_BY_IN_SPAN || now == 0 {
            continue;
        }
        let moved = moved(&trend.series, &material.talk, days);
        let state = match moved {
            _ if count(&trend.series, days, trend.series.len()) == 0
                && count(&material.talk, days, days) > 0 =>
            {
                TrendState::New
            }
            Some(moved) if moved >= MOVES => TrendState::Rising,
            Some(moved) if moved <= -MOVES => TrendState::Fading,
            Some(_) | None => TrendState::Steady,
        };
        let state = say(lang, self::state(state), &[]).into_owned();
        let share = percent(self::share(&trend.series, &material.talk, 0, days));
        let share_before = percent(self::share(&trend.series, &material.talk, days, days));
        let is_known = count(&material.talk, days, days) > 0;
        let then = if is_known { format!("{before} ({share_before})") } else { "–".to_owned() };
        let text = lang::count(lang, "digest.term_of_span", u64::from(now), &[&then, &state]);
        let cells = vec![format!("{now} ({share})"), then, state];
        let shown = entry(material, trend, rows, text.into_owned(), Vec::new(), cells);
        // Of two that moved alike, the more talked about goes first; where nothing is known of
        // the days before, it alone counts.
        let strength = moved.map_or(f64::from(now), |moved| moved * f64::from(now + before).ln());
        compared.extend(shown.map(|shown| (moved, strength, shown)));
    }
    compared.sort_by(|(_, a, _), (_, b, _)| b.total_cmp(a));
    let fades = |moved: &Option<f64>| moved.is_some_and(|moved| moved <= -MOVES);
    let fading = compared.iter().filter(|(moved, ..)| fades(moved)).count().min(FADING);
    let fading = compared.split_off(compared.len() - fading);
    compared.truncate(OF_SPAN - fading.len());
    compared.into_iter().chain(fading).map(|(.., shown)| shown).collect()
}

/// Heads of the table of a span.
pub(super) fn columns(material: &Material<'_>) -> Vec<String> {
    let heads =
        ["digest.column_term", "digest.column_now", "digest.column_before", "digest.column_state"];
    heads.map(|head| say(material.lang, head, &[]).into_owned()).to_vec()
}

fn entry<'a>(
    material: &Material<'_>,
    trend: &Trend,
    rows: &'a [Row],
    text: String,
    facts: Vec<String>,
    cells: Vec<String>,
) -> Option<Shown<'a>> {
    let shown: Vec<&Row> = rows.iter().filter(|row| is_citable(row)).collect();
    let first = shown.first()?;
    let entry = Entry {
        group: Some(say(material.lang, "digest.moving", &[]).into_owned()),
        label: trend.term.clone(),
        text,
        item: first.id,
        story: first.story,
        facts,
        series: trend.series.clone(),
        cells,
        ..Entry::default()
    };
    Some((entry, shown))
}

/// How many days are told.
fn days(material: &Material<'_>) -> usize {
    let from = material.from.unwrap_or(material.day);
    usize::try_from((material.day - from).num_days() + 1).unwrap_or(1)
}

/// The counts of so many days, after leaving out so many last ones.
fn count(series: &[u32], leave: usize, days: usize) -> u32 {
    series.iter().rev().skip(leave).take(days).sum()
}

/// Counts as a part of all the talk of their days; nothing where there was none.
fn share(series: &[u32], talk: &[u32], leave: usize, days: usize) -> f64 {
    let all = count(talk, leave, days);
    if all == 0 { 0.0 } else { f64::from(count(series, leave, days)) / f64::from(all) }
}

/// What part of the talk of the days before it had, if any of them was collected.
fn usual(series: &[u32], talk: &[u32]) -> Option<f64> {
    let before = talk.len().saturating_sub(1);
    (count(talk, 1, before) > 0).then(|| share(series, talk, 1, before))
}

/// How far two shares stand apart, in standard deviations of chance; `None` where nothing is known
/// of the days before.
fn moved(series: &[u32], talk: &[u32], days: usize) -> Option<f64> {
    let (all, all_before) = (f64::from(count(talk, 0, days)), f64::from(count(talk, days, days)));
    if all <= 0.0 || all_before <= 0.0 {
        return None;
    }
    let (now, before) = (f64::from(count(series, 0, days)), f64::from(count(series, days, days)));
    let pooled = (now + before) / (all + all_before);
    let spread = (pooled * (1.0 - pooled) * (1.0 / all + 1.0 / all_before)).max(0.0).sqrt();
    Some((now / all - before / all_before) / spread.max(f64::MIN_POSITIVE))
}

fn percent(share: f64) -> String {
    /// Less is no longer told by its figures.
    const LEAST: f64 = 0.001;
    if share > 0.0 && share < LEAST {
        "< 0.1 %".to_owned()
    } else {
        format!("{:.1} %", share * 100.0)
    }
}

/// The first day of the window on which it was named, if some were collected before that.
fn first_seen(material: &Material<'_>, series: &[u32]) -> Option<Day> {
    let at = series.iter().position(|count| *count > 0)?;
    let is_known = material.talk.iter().take(at).filter(|talk| **talk > 0).count() >= KNOWN;
    let back = chrono::Days::new((series.len() - 1 - at) as u64);
    material.day_of_talk.checked_sub_days(back).filter(|_| is_known)
}

/// Companies and other terms that its stories name as well.
fn beside(material: &Material<'_>, trend: &Trend, rows: &[Row]) -> Option<String> {
    let mut names: BTreeMap<String, usize> = BTreeMap::new();
    for company in rows.iter().flat_map(|row| &row.companies) {
        *names.entry((material.company)(company)).or_default() += 1;
    }
    for (other, _) in &material.trends {
        let shared = other.items.iter().filter(|item| trend.items.contains(item)).count();
        let is_known = other.aliases.iter().any(|alias| names.contains_key(alias));
        if shared > 1 && !is_known {
            names.entry(other.term.clone()).or_insert(shared);
        }
    }
    names.retain(|name, _| *name != trend.term && !trend.aliases.contains(name));
    let mut names: Vec<(String, usize)> = names.into_iter().collect();
    names.sort_by(|a, b| b.1.cmp(&a.1).then(a.0.cmp(&b.0)));
    let names: Vec<String> = names.into_iter().take(BESIDE).map(|(name, _)| name).collect();
    (!names.is_empty())
        .then(|| say(material.lang, "digest.beside", &[&names.join(", ")]).into_owned())
}

fn state(state: TrendState) -> &'static str {
    match state {
        TrendState::New => "digest.term_new",
        TrendState::Rising => "digest.term_rising",
        TrendState::Steady => "digest.term_steady",
        TrendState::Fading => "digest.term_fading",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_usual_is_a_share_of_the_days_that_were_collected() {
        assert_eq!(usual(&[0, 0, 1, 3], &[0, 0, 10, 10]), Some(0.1));
        assert_eq!(usual(&[0, 0, 0, 3], &[0, 0, 0, 10]), None, "nothing is known before");
        assert!((share(&[0, 0, 1, 3], &[0, 0, 10, 10], 0, 1) - 0.3).abs() < 1e-9);
    }

    #[test]
    fn two_spans_are_compared_by_their_shares() {
        // Twice as many stories named it of twice as many that were told.
        assert_eq!(moved(&[2, 4], &[10, 20], 1), Some(0.0));
        assert!(moved(&[2, 12], &[20, 20], 1).is_some_and(|moved| moved > MOVES));
        assert!(moved(&[12, 2], &[20, 20], 1).is_some_and(|moved| moved < -MOVES));
        assert_eq!(moved(&[0, 12], &[0, 20], 1), None);
    }
}
