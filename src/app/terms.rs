//! What is talked about: the themes of the edition over the third pane's rows, the list of them and of
//! what else the day names, and the items behind each.

mod acts;

use super::layout::Area;
use crate::lang::Lang;
use crate::model::{Day, Entry, Mentions, Moving, Trend, Trending};

/// What is talked about on a day, as the screen shows it.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Talk {
    /// The day that is told.
    pub day: Option<Day>,
    /// What is talked about; `None` until it is counted.
    pub trending: Option<Trending>,
    /// The themes of the edition's page, in its order; `None` until there is one.
    pub themes: Option<Vec<Term>>,
    /// The theme the third pane's selection is on, where it is on one.
    selected: Option<String>,
}

/// A theme of an edition, which is counted by the week, or a term, which is counted by the day.
#[derive(Debug, Clone, PartialEq)]
pub struct Term {
    /// What is known of it; of a theme count and items are those of the week.
    pub trend: Trend,
    /// Of a theme, its stories of the week before.
    pub before: Option<u32>,
}

impl Term {
    /// The theme that an entry of the page tells, if it tells one.
    fn of(entry: &Entry) -> Option<Term> {
        let Moving { state, items } = entry.theme.as_ref()?;
        let trend = Trend {
            term: entry.label.clone(),
            aliases: Vec::new(),
            kind: "topic".to_owned(),
            count: entry.week?,
            score: 0.0,
            state: *state,
            series: entry.series.clone(),
            items: items.clone(),
        };
        Some(Term { trend, before: entry.before })
    }

    /// How many stories it has, and of a theme how many it had.
    pub fn counted(&self) -> String {
        let count = self.trend.count;
        self.before.map_or_else(|| count.to_string(), |before| format!("{count}({before})"))
    }
}

impl Talk {
    /// The themes, as far as they are known.
    pub fn themes(&self) -> &[Term] {
        self.themes.as_deref().unwrap_or_default()
    }

    /// The themes, then the day's other terms, strongest first.
    pub fn terms(&self) -> impl Iterator<Item = Term> {
        let themes = self.themes();
        // What the week tells of a theme would seem to be gainsaid by what its day tells.
        let is_theme = |trend: &&Trend| {
            let is = |theme: &Term| {
                let names = [&trend.term].into_iter().chain(&trend.aliases);
                names.into_iter().any(|name| name.to_lowercase() == theme.trend.term.to_lowercase())
            };
            themes.iter().any(is)
        };
        let terms = self.trending.iter().flat_map(|trending| &trending.terms);
        let others = terms.filter(move |trend| !is_theme(trend));
        let others = others.map(|trend| Term { trend: trend.clone(), before: None });
        themes.iter().cloned().chain(others)
    }

    /// How often a company was named, if it was.
    pub fn company(&self, key: &str) -> Option<&Mentions> {
        self.trending.as_ref()?.companies.iter().find(|company| company.key == key)
    }
}

/// A line of the list of all terms.
#[derive(Debug, Clone, PartialEq)]
pub enum Line {
    /// Over the themes of the week.
    Week,
    /// There are none.
    NoTheme,
    /// Nothing.
    Blank,
    /// Over the terms of the day.
    Day,
    /// The day's terms are still being counted, or there are none.
    NoTerm,
    /// One of the terms.
    Term(Term),
}

/// The list of all terms.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct TermList {
    /// The first line shown.
    pub top: usize,
    /// What the terms listed must hold, in small letters; empty for all.
    pub find: String,
    selected: Option<String>,
}

/// What a term is called in a language: companies, products and topics have a Korean name, which stands
/// first among their other names.
pub fn name_of_term(lang: Lang, trend: &Trend) -> &str {
    let is_hangul = |name: &&String| name.contains(|c| ('가'..='힣').contains(&c));
    let korean = trend.aliases.first().filter(is_hangul);
    match (lang, korean) {
        (Lang::Ko, Some(korean)) => korean,
        (Lang::Ko, None) | (Lang::En, _) => &trend.term,
    }
}

impl TermList {
    /// The terms that are listed.
    fn shown(&self, talk: &Talk) -> Vec<Term> {
        let holds = |name: &String| name.to_lowercase().contains(&self.find);
        talk.terms()
            .filter(|Term { trend, .. }| holds(&trend.term) || trend.aliases.iter().any(holds))
            .collect()
    }

    /// All lines of the list, and the one that is selected.
    pub fn lines(&self, talk: &Talk) -> (Vec<Line>, usize) {
        let (themes, others): (Vec<Term>, Vec<Term>) =
            self.shown(talk).into_iter().partition(|term| term.before.is_some());
        let is_whole = self.find.is_empty();
        let mut lines = Vec::new();
        if is_whole || !themes.is_empty() {
            lines.push(Line::Week);
            lines.extend((themes.is_empty()).then_some(Line::NoTheme));
            lines.extend(themes.into_iter().map(Line::Term));
        }
        if is_whole || !others.is_empty() {
            lines.extend((!lines.is_empty()).then_some(Line::Blank));
            lines.push(Line::Day);
            lines.extend((others.is_empty()).then_some(Line::NoTerm));
            lines.extend(others.into_iter().map(Line::Term));
        }
        let is_term = |line: &Line| matches!(line, Line::Term(_));
        let is_selected = |line: &Line| match line {
            Line::Term(term) => Some(&term.trend.term) == self.selected.as_ref(),
            Line::Week | Line::NoTheme | Line::Blank | Line::Day | Line::NoTerm => false,
        };
        let selected = lines.iter().position(is_selected);
        let selected = selected.or_else(|| lines.iter().position(is_term)).unwrap_or(0);
        (lines, selected)
    }

    /// The selected term, if there is one.
    fn selected(&self, talk: &Talk) -> Option<Term> {
        let (mut lines, selected) = self.lines(talk);
        match lines.get_mut(selected)? {
            Line::Term(term) => Some(term.clone()),
            Line::Week | Line::NoTheme | Line::Blank | Line::Day | Line::NoTerm => None,
        }
    }

    fn move_by(&mut self, talk: &Talk, by: isize, height: usize) {
        let shown = self.shown(talk);
        let last = shown.len().saturating_sub(1);
        let now = self.selected(talk).map(|term| term.trend.term);
        let at = shown.iter().position(|term| Some(&term.trend.term) == now.as_ref()).unwrap_or(0);
        let index = at.saturating_add_signed(by).min(last);
        self.selected = shown.get(index).map(|term| term.trend.term.clone());
        let line = self.lines(talk).1;
        // What stands over the first of all is seen with it.
        let from = if index == 0 { 0 } else { line };
        self.top = self.top.min(from).max((line + 1).saturating_sub(height.max(1)));
    }
}

/// Lines that the themes over the third pane's rows take at most.
fn most_movers(whole: Area) -> u16 {
    (whole.height / 3).min(6)
}

/// Lines of a term's days over its items.
const CHART: u16 = 6;
