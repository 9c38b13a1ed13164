//! Where lists stand on the screen as it is now.

use super::effect::ListName;
use super::layout::{Area, LEADS, Layout, Mine};
use super::state::State;
use crate::model::Pane;

impl State {
    /// Where the parts of the screen stand; `None` where it is too small.
    pub fn layout(&self) -> Option<Layout> {
        let is_covered = self.reading.is_some()
            || self.view.is_some()
            || self.overlays.iter().any(|overlay| overlay.layer().covers_all());
        let leads = self.leads().filter(|_| !is_covered);
        let alone = self.zoomed || self.view.is_some();
        Layout::of(self.size, self.focus, alone, self.shares, leads, self.mine_shown())
    }

    /// Whether what is for the reader alone is shown.
    fn mine_shown(&self) -> Mine {
        if self.on_mine && self.view.is_none() { Mine::Chosen } else { self.mine_beside() }
    }

    fn mine_beside(&self) -> Mine {
        if self.mine.is_empty() { Mine::Absent } else { Mine::Beside }
    }

    /// How many events stand over the panes; their place is kept while the edition is composed.
    /// `None` where there is nothing to show.
    fn leads(&self) -> Option<usize> {
        let edition = self.front.edition.as_ref();
        let leads = edition.map_or(LEADS, |edition| edition.lead.len().min(LEADS));
        (!self.shows_nothing()).then_some(leads)
    }

    /// Where the rows of a list stand. On a screen that shows none of it, one cell.
    pub fn area_of(&self, name: ListName) -> Area {
        let whole = self.whole_area(name);
        match name {
            ListName::Pane(Pane::Trends) => self.divide(whole).1,
            ListName::Pane(Pane::Research | Pane::Companies) | ListName::Lead | ListName::Mine => {
                whole
            }
            ListName::View => self.divide_view(whole).1,
        }
    }

    /// Where a list stands with what is set over its rows. On a screen that shows none of it, one
    /// cell.
    pub fn whole_area(&self, name: ListName) -> Area {
        const CELL: Area = Area { x: 0, y: 0, width: 1, height: 1 };
        let pane = match name {
            ListName::Pane(pane) => pane,
            ListName::View | ListName::Mine => self.focus,
            // Its events stand each in a place of its own, so that none is ever out of sight.
            ListName::Lead => return Area { height: LEADS as u16, ..CELL },
        };
        // A pane behind another one, or behind a view, scrolls as if it were in front.
        let layout = match name {
            ListName::Pane(_) => {
                let (beside, leads) = (self.mine_beside(), self.leads());
                Layout::of(self.size, pane, self.zoomed, self.shares, leads, beside)
            }
            ListName::Mine => {
                let leads = self.leads();
                Layout::of(self.size, pane, self.zoomed, self.shares, leads, Mine::Chosen)
            }
            ListName::View | ListName::Lead => {
                Layout::of(self.size, pane, true, self.shares, None, Mine::Absent)
            }
        };
        if name == ListName::Mine {
            return layout.and_then(|layout| layout.mine).unwrap_or(CELL);
        }
        let alone = || {
            let layout = Layout::of(self.size, pane, true, self.shares, None, Mine::Absent)?;
            layout.panes[pane.index()]
        };
        layout.and_then(|layout| layout.panes[pane.index()]).or_else(alone).unwrap_or(CELL)
    }
}
