//! The themes of a digest: a line each for a day, a table for several days.

use std::collections::BTreeMap;

use super::drafts::is_citable;
use super::{Material, choice};
use crate::desk::themes::Theme;
use crate::lang::{self, say};
use crate::model::{Entry, Row, TrendState};

/// Themes told of a day, and of several days.
const OF_DAY: usize = 5;
const OF_SPAN: usize = 10;
/// Of those, the ones that fade.
const FADING_OF_DAY: usize = 1;
const FADING_OF_SPAN: usize = 3;
/// Stories cited for a theme.
const CITED: usize = 3;
/// Names told beside a theme.
const BESIDE: usize = 3;
/// The part of the budget that themes may take.
const PART: f64 = 0.2;

/// A theme's entry, and the items that show it.
pub(super) type Shown<'a> = (Entry, Vec<&'a Row>);

/// Themes on the move, as many as there is room for: those that rise, then those that fade.
pub(super) fn terms<'a>(material: &'a Material<'_>) -> Vec<Shown<'a>> {
    let is_span = material.from.is_some();
    let (most, most_fading) =
        if is_span { (OF_SPAN, FADING_OF_SPAN) } else { (OF_DAY, FADING_OF_DAY) };
    let (fading, rising): (Vec<_>, Vec<_>) = material
        .themes
        .iter()
        .filter_map(|(theme, rows)| Some((theme.state, shown(material, theme, rows)?)))
        .partition(|(state, _)| *state == TrendState::Fading);
    let fading: Vec<_> = fading.into_iter().rev().take(most_fading).collect();
    let rising = rising.into_iter().take(most - fading.len());
    let mut room = material.minutes * PART;
    let fits = |(entry, _): &Shown<'a>| {
        room -= choice::cost(entry);
        room >= 0.0
    };
    rising.chain(fading).map(|(_, shown)| shown).take_while(fits).collect()
}

fn shown<'a>(
    material: &'a Material<'_>,
    theme: &'a Theme,
    rows: &'a [Row],
) -> Option<Shown<'a>> {
    let lang = material.lang;
    let citable: Vec<&Row> = rows.iter().filter(|row| is_citable(row)).take(CITED).collect();
    let first = citable.first()?;
    let state = say(lang, state(theme.state), &[]).into_owned();
    let before = theme.before;
    let (text, facts, cells) = if material.from.is_some() {
        let then = match theme.share_before {
            Some(share) => format!("{before} ({})", percent(share)),
            None => "–".to_owned(),
        };
        let now = u64::from(theme.now);
        let text = lang::count(lang, "digest.term_of_span", now, &[&then, &state]);
        let cells = vec![format!("{now} ({})", percent(theme.share)), then, state];
        (text, Vec::new(), cells)
    } else {
        let mut facts = vec![state];
        if let Some(first) = theme.first.filter(|_| theme.state == TrendState::New) {
            facts.push(say(lang, "digest.first_seen", &[&first]).into_owned());
        }
        facts.extend(beside(material, rows));
        let text = lang::count(lang, "digest.term", u64::from(theme.now), &[&before]);
        (text, facts, Vec::new())
    };
    let entry = Entry {
        group: Some(say(lang, "digest.moving", &[]).into_owned()),
        label: label(material, theme, rows),
        text: text.into_owned(),
        item: first.id,
        story: first.story,
        facts,
        series: theme.series.clone(),
        cells,
        ..Entry::default()
    };
    Some((entry, citable))
}

/// A topic by its name in the reader's language; a product's name as a title writes it.
fn label(material: &Material<'_>, theme: &Theme, rows: &[Row]) -> String {
    if !theme.is_name {
        return (material.name)(&theme.key);
    }
    rows.iter().find_map(|row| written(&row.title, &theme.key)).unwrap_or_else(|| theme.key.clone())
}

/// A name in lower case as a title writes it.
pub(super) fn written(title: &str, name: &str) -> Option<String> {
    title.char_indices().find_map(|(from, _)| {
        let mut rest = name;
        for (at, c) in title[from..].char_indices() {
            rest = rest.strip_prefix(&*c.to_lowercase().collect::<String>())?;
            if rest.is_empty() {
                return Some(title[from..from + at + c.len_utf8()].to_owned());
            }
        }
        None
    })
}

/// Heads of the table of a span.
pub(super) fn columns(material: &Material<'_>) -> Vec<String> {
    let heads =
        ["digest.column_term", "digest.column_now", "digest.column_before", "digest.column_state"];
    heads.map(|head| say(material.lang, head, &[]).into_owned()).to_vec()
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

/// Companies that its stories name as well.
fn beside(material: &Material<'_>, rows: &[Row]) -> Option<String> {
    let mut names: BTreeMap<String, usize> = BTreeMap::new();
    for company in rows.iter().flat_map(|row| &row.companies) {
        *names.entry((material.name)(company)).or_default() += 1;
    }
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
    fn a_name_is_told_as_the_title_writes_it() {
        assert_eq!(written("Introducing Zeta-7.5 Pro", "zeta-7.5").as_deref(), Some("Zeta-7.5"));
        assert_eq!(written("İstanbul의 ZETA-7.5", "zeta-7.5").as_deref(), Some("ZETA-7.5"));
        assert_eq!(written("Zeta", "zeta-7.5"), None);
        assert_eq!(written("", ""), None);
    }
}
