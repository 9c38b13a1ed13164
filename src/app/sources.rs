//! The sources and how they have been doing.

use super::effect::{Change, Effect, Question};
use super::search::Subject;
use super::state::{Overlay, State};
use crate::model::{Health, Query, SourceId};
use crate::text::address;

/// Rows below the list that tell more of the selected source.
pub const DETAIL: usize = 2;

/// The list of sources.
#[derive(Debug, Clone, PartialEq)]
pub struct SourceList {
    /// All sources; those in trouble first.
    pub sources: Vec<Health>,
    /// The source the selection is on.
    pub selected: Option<SourceId>,
    /// The first row shown.
    pub top: usize,
}

impl SourceList {
    /// The number of the selected row.
    pub fn index(&self) -> usize {
        let selected = |health: &Health| Some(&health.source.id) == self.selected.as_ref();
        self.sources.iter().position(selected).unwrap_or(0)
    }

    /// The selected source.
    pub fn current(&self) -> Option<&Health> {
        self.sources.get(self.index())
    }

    pub(super) fn step(&mut self, by: isize, height: usize) {
        let last = self.sources.len().saturating_sub(1);
        let index = self.index().saturating_add_signed(by).min(last);
        self.selected = self.sources.get(index).map(|health| health.source.id.clone());
        let height = height.saturating_sub(DETAIL).max(1);
        self.top = self.top.min(index).max((index + 1).saturating_sub(height));
    }

    pub(super) fn enable(&mut self, source: &SourceId, to: bool) {
        for health in self.sources.iter_mut().filter(|health| health.source.id == *source) {
            health.source.enabled = to;
        }
    }

    /// The selected source's address, if it is one.
    pub(super) fn page(&self) -> Option<String> {
        address::parse(&self.current()?.source.address, None)
    }
}

impl State {
    /// Asks for the sources.
    pub(super) fn open_sources(&mut self) -> Vec<Effect> {
        let empty = SourceList { sources: Vec::new(), selected: None, top: 0 };
        self.overlays.push(Overlay::Sources(empty));
        vec![Effect::Ask(Question::Sources)]
    }

    /// Takes the sources; those in trouble stand first, those that are off last.
    pub(super) fn take_sources(&mut self, mut sources: Vec<Health>) -> Vec<Effect> {
        let now = self.now;
        sources.sort_by_key(|health| (health.condition(now), health.source.name.to_lowercase()));
        for overlay in &mut self.overlays {
            if let Overlay::Sources(list) = overlay {
                let first = sources.first().map(|health| health.source.id.clone());
                list.selected = list.selected.take().or(first);
                list.sources = std::mem::take(&mut sources);
            }
        }
        Vec::new()
    }

    /// Has the selected source asked, or no longer.
    pub(super) fn toggle_source(&mut self) -> Vec<Effect> {
        let Some(Overlay::Sources(list)) = self.overlays.last() else { return Vec::new() };
        let Some(source) = list.current().map(|health| &health.source) else { return Vec::new() };
        let change = Change::Enable { source: source.id.clone(), to: !source.enabled };
        self.do_change(change)
    }

    /// Lists the items of the selected source.
    pub(super) fn open_source(&mut self, list: &SourceList) -> Vec<Effect> {
        let Some(source) = list.current().map(|health| &health.source) else { return Vec::new() };
        let query = Query {
            source: Some(source.id.clone()),
            sort: crate::model::Sort::New,
            ..Query::default()
        };
        self.overlays.clear();
        self.view_of(Subject::Source(source.name.clone()), query)
    }
}
