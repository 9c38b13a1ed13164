//! What is talked about more than usual: terms with their month, and the items behind each.

use super::effect::{Effect, Question};
use super::search::Subject;
use super::state::{Overlay, State};
use crate::model::{Day, Query, Trend, Trending};

/// The terms of a day.
#[derive(Debug, Clone, PartialEq)]
pub struct TermList {
    /// The day.
    pub day: Day,
    /// The terms, strongest first; `None` until they are counted.
    pub trending: Option<Trending>,
    /// The first row shown.
    pub top: usize,
    selected: Option<String>,
}

impl TermList {
    /// The terms, as far as they are known.
    pub fn terms(&self) -> &[Trend] {
        self.trending.as_ref().map_or(&[], |trending| &trending.terms)
    }

    /// The number of the selected row.
    pub fn index(&self) -> usize {
        let selected = |trend: &Trend| Some(&trend.term) == self.selected.as_ref();
        self.terms().iter().position(selected).unwrap_or(0)
    }

    /// The selected term.
    pub fn current(&self) -> Option<&Trend> {
        self.terms().get(self.index())
    }

    pub(super) fn step(&mut self, by: isize, height: usize) {
        let last = self.terms().len().saturating_sub(1);
        let index = self.index().saturating_add_signed(by).min(last);
        self.selected = self.terms().get(index).map(|trend| trend.term.clone());
        let height = height.saturating_sub(2).max(1);
        self.top = self.top.min(index).max((index + 1).saturating_sub(height));
    }
}

impl State {
    /// Asks what is talked about today.
    pub(super) fn open_terms(&mut self) -> Vec<Effect> {
        let day = self.zone.day_of(self.now);
        let list = TermList { day, trending: None, top: 0, selected: None };
        self.overlays.push(Overlay::Terms(list));
        vec![Effect::Ask(Question::Terms(day))]
    }

    /// Takes what is talked about.
    pub(super) fn take_terms(&mut self, asked: Day, trending: Trending) -> Vec<Effect> {
        if let Some(Overlay::Terms(list)) = self.overlays.last_mut()
            && list.day == asked
        {
            list.trending = Some(trending);
        }
        Vec::new()
    }

    /// Lists the items behind the selected term.
    pub(super) fn open_term(&mut self, list: &TermList) -> Vec<Effect> {
        let Some(trend) = list.current() else { return Vec::new() };
        let query = Query { ids: trend.items.clone(), ..Query::default() };
        self.overlays.clear();
        self.view_of(Subject::Term(trend.term.clone()), query)
    }
}
