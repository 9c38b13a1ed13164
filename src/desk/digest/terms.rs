//! The themes of a digest: a line each for a day, a table for several days.

use std::collections::{BTreeMap, BTreeSet};

use super::names::name;
use super::telling::is_citable;
use super::{Material, cost, drafts};
use crate::desk::themes::{Theme, WEEK};
use crate::lang::{self, Lang, say};
use crate::model::{Entry, ItemId, Moving, Row, StoryId, TrendState};

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

/// A theme that is told, and the items that show it.
pub(super) struct Term<'a> {
    theme: &'a Theme,
    rows: &'a [Row],
    /// The pages that are cited.
    pub(super) citable: Vec<&'a Row>,
}

/// Themes on the move, as many as there is room for: those that rise, then those that fade.
pub(super) fn terms<'a>(material: &'a Material<'_>) -> Vec<Term<'a>> {
    let is_span = material.from.is_some();
    let (most, most_fading) =
        if is_span { (OF_SPAN, FADING_OF_SPAN) } else { (OF_DAY, FADING_OF_DAY) };
    // A story shows one theme, unless another has none of its own.
    let mut shown: BTreeSet<StoryId> = BTreeSet::new();
    let term = |(theme, rows): &'a (Theme, Vec<Row>)| {
        // What was told in the time of the digest shows the theme before what came earlier in its week.
        // What is small shows less than what came earlier.
        let small_at = material.comparer.tuning().small_at;
        let mut citable: Vec<&Row> = rows.iter().filter(|row| is_citable(row)).collect();
        citable.sort_by_key(|row| row.published < material.begins || row.score < small_at);
        if citable.iter().any(|row| !shown.contains(&row.story)) {
            citable.retain(|row| !shown.contains(&row.story));
        }
        // The best of another publisher comes second.
        if let Some(first) = citable.first().map(|row| drafts::publisher(row))
            && let Some(other) = citable.iter().position(|row| drafts::publisher(row) != first)
        {
            let other = citable.remove(other);
            citable.insert(1, other);
        }
        citable.truncate(CITED);
        shown.extend(citable.iter().map(|row| row.story));
        (!citable.is_empty()).then_some(Term { theme, rows, citable })
    };
    let (fading, rising): (Vec<_>, Vec<_>) = material
        .themes
        .iter()
        .filter(|(theme, rows)| is_shown(material, theme, rows))
        .filter_map(term)
        .partition(|term| term.theme.state == TrendState::Fading);
    let fading: Vec<_> = fading.into_iter().rev().take(most_fading).collect();
    let rising = rising.into_iter().take(most - fading.len());
    let mut room = material.minutes * PART;
    let fits = |term: &Term<'a>| {
        room -= cost::dearest(|lang| term.cost(material, lang));
        room >= 0.0
    };
    rising.chain(fading).take_while(fits).collect()
}

/// Publishers of what shows a theme that rises.
const PUBLISHERS: usize = 2;
/// Companies or stories of none that show it: what one tells of itself three times is its own news.
const VOICES: usize = 3;

/// Whether what a theme stands on shows it: what rises is told by two publishers, of three companies or
/// events that are not small, and in the time of the digest as well as before.
pub(super) fn is_shown(material: &Material<'_>, theme: &Theme, rows: &[Row]) -> bool {
    let rises = match theme.state {
        TrendState::New | TrendState::Rising => true,
        TrendState::Steady | TrendState::Fading => false,
    };
    let citable = || rows.iter().filter(|row| is_citable(row));
    let publishers: BTreeSet<&str> = citable().map(drafts::publisher).collect();
    let is_told_now = citable().any(|row| row.published >= material.begins);
    !rises || is_told_now && publishers.len() >= PUBLISHERS && theme.voices >= VOICES
}

impl Term<'_> {
    /// Minutes it takes.
    pub(super) fn cost(&self, material: &Material<'_>, lang: Lang) -> f64 {
        cost::cost(&self.entry(material, lang))
    }

    /// Its line, or its row of the table.
    pub(super) fn entry(&self, material: &Material<'_>, lang: Lang) -> Entry {
        let Term { theme, rows, .. } = self;
        let state = say(lang, state(theme.state), &[]).into_owned();
        let before = theme.before;
        let is_span = material.from.is_some();
        let (text, meta, cells) = if is_span {
            let then = match theme.share_before {
                Some(share) => format!("{before} ({})", percent(share)),
                None => "–".to_owned(),
            };
            let now = u64::from(theme.now);
            let text = lang::count(lang, "digest.term_of_span", now, &[&then, &state]);
            let cells = vec![format!("{now} ({})", percent(theme.share)), then, state];
            (text, Vec::new(), cells)
        } else {
            let mut meta = vec![state];
            if let Some(first) = theme.first.filter(|_| theme.state == TrendState::New) {
                meta.push(say(lang, "digest.first_seen", &[&first]).into_owned());
            }
            meta.extend(self.beside(material, lang));
            let text = lang::count(lang, "digest.term", u64::from(theme.now), &[&before]);
            (text, meta, Vec::new())
        };
        // Of a day the two weeks are drawn that are counted.
        let days = if is_span { theme.series.len() } else { 2 * WEEK };
        let series = theme.series[theme.series.len().saturating_sub(days)..].to_vec();
        let titles: Vec<&str> = rows.iter().map(|row| &*row.title).collect();
        let (item, story) = self.citable.first().map(|row| (row.id, row.story)).unwrap_or_default();
        // A story's number is that of the report that founded it.
        let more = theme.stories.iter().skip(theme.items.len()).map(|story| ItemId(story.0));
        let items = theme.items.iter().copied().chain(more).collect();
        Entry {
            group: Some(say(lang, "digest.moving", &[]).into_owned()),
            label: name(material, &theme.key, lang, &titles),
            text: text.into_owned(),
            item,
            story,
            topics: if theme.is_name { Vec::new() } else { vec![theme.key.clone()] },
            meta,
            series,
            week: Some(theme.now),
            before: Some(before),
            theme: Some(Moving { state: theme.state, items }),
            cells,
            ..Entry::default()
        }
    }

    /// Companies that its stories name as well.
    fn beside(&self, material: &Material<'_>, lang: Lang) -> Option<String> {
        let mut names: BTreeMap<&str, usize> = BTreeMap::new();
        for company in self.rows.iter().flat_map(|row| &row.companies) {
            *names.entry(company).or_default() += 1;
        }
        let mut names: Vec<(&str, usize)> = names.into_iter().collect();
        names.sort_by(|a, b| b.1.cmp(&a.1).then(a.0.cmp(b.0)));
        let titles: Vec<&str> = self.rows.iter().map(|row| &*row.title).collect();
        let told = names.into_iter().take(BESIDE);
        let names: Vec<String> = told.map(|(key, _)| name(material, key, lang, &titles)).collect();
        (!names.is_empty()).then(|| say(lang, "digest.beside", &[&names.join(", ")]).into_owned())
    }
}

/// Heads of the table of a span.
pub(super) fn columns(lang: Lang) -> Vec<String> {
    let heads =
        ["digest.column_term", "digest.column_now", "digest.column_before", "digest.column_state"];
    heads.map(|head| say(lang, head, &[]).into_owned()).to_vec()
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

fn state(state: TrendState) -> &'static str {
    match state {
        TrendState::New => "digest.term_new",
        TrendState::Rising => "digest.term_rising",
        TrendState::Steady => "digest.term_steady",
        TrendState::Fading => "digest.term_fading",
    }
}
