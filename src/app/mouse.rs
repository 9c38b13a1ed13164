//! The mouse: what it points at, scrolls and drags.

use super::command::Place;
use super::effect::{Effect, ListName, Question, Wish};
use super::event::{Mouse, MouseAction};
use super::hints;
use super::layout::{Area, Border, Layout};
use super::state::{Overlay, State};
use crate::lang::say;
use crate::model::Pane;
use crate::text::width;

impl State {
    /// Takes what the mouse did.
    pub(super) fn point(&mut self, mouse: Mouse) -> Vec<Effect> {
        self.end_filling();
        match mouse.action {
            MouseAction::WheelDown => self.wheel(mouse, 1),
            MouseAction::WheelUp => self.wheel(mouse, -1),
            MouseAction::Click => {
                self.dragged = self.border_at(mouse.x, mouse.y);
                if self.dragged.is_some() { Vec::new() } else { self.click(mouse) }
            }
            MouseAction::Drag => self.drag(mouse),
            MouseAction::Release => {
                self.dragged = None;
                Vec::new()
            }
        }
    }

    /// The border at a cell, where the panes are shown.
    fn border_at(&self, x: u16, y: u16) -> Option<Border> {
        let layout = self.layout().filter(|_| self.place() == Place::List)?;
        if y == layout.rule.y {
            return Some(Border::Preview);
        }
        let before = |pane: Option<Area>| {
            pane.is_some_and(|area| {
                area.x > 0
                    && (area.x - 2..area.x).contains(&x)
                    && (area.y - 1..layout.rule.y).contains(&y)
            })
        };
        (0..2).find(|at| before(layout.panes[at + 1])).map(Border::Column)
    }

    fn drag(&mut self, mouse: Mouse) -> Vec<Effect> {
        let Some(border) = self.dragged else { return Vec::new() };
        self.shares = self.shares.moved(border, mouse.x, mouse.y, self.size);
        self.resize(self.size)
    }

    /// Hears the mouse no longer, so that the terminal selects text with it; or again.
    pub(super) fn toggle_mouse(&mut self) -> Vec<Effect> {
        self.mouse = !self.mouse;
        self.dragged = None;
        let key = if self.mouse { "app.mouse_on" } else { "app.mouse_off" };
        self.toasts.done(say(self.lang, key, &[]));
        vec![Effect::Terminal(Wish::Mouse(self.mouse))]
    }

    fn wheel(&mut self, mouse: Mouse, direction: isize) -> Vec<Effect> {
        let by = direction * 3;
        if let (Place::List, Some(layout)) = (self.place(), self.layout()) {
            if layout.preview.contains(mouse.x, mouse.y) {
                return self.scroll(direction > 0);
            }
            // The pane under the pointer moves; keys still go to the one in focus.
            let under = |pane: &Pane| {
                layout.panes[pane.index()].is_some_and(|area| area.contains(mouse.x, mouse.y))
            };
            let other = Pane::ALL.into_iter().find(under);
            let other = other.filter(|pane| self.on_lead || *pane != self.focus);
            if let (None, Some(pane)) = (&self.view, other) {
                let area = self.area_of(ListName::Pane(pane));
                let window = self.panes[pane.index()].step(by, area);
                return window.map(Question::Window).map(Effect::Ask).into_iter().collect();
            }
        }
        self.step_by(by)
    }

    /// The pane whose title or tab stands at a cell of the line of titles.
    fn title_at(&self, layout: &Layout, x: u16) -> Option<Pane> {
        let shown = layout.panes.iter().flatten().count();
        if shown > 1 {
            let over = |pane: &Pane| {
                layout.panes[pane.index()].is_some_and(|area| area.contains(x, area.y))
            };
            return Pane::ALL.into_iter().find(over);
        }
        let mut end = 0;
        Pane::ALL.into_iter().find(|pane| {
            end += self.tab_width(*pane) + u16::from(pane.index() > 0);
            x < end
        })
    }

    /// Cells of a pane's tab: its number, its name, how many stories of the edition stand in it.
    fn tab_width(&self, pane: Pane) -> u16 {
        let name = say(self.lang, &format!("pane.{}", pane.name()), &[]);
        let edition = self.tally.edition[pane.index()];
        let count = if edition.all > 0 { format!("{} ", edition.all) } else { String::new() };
        width::width(&format!("  {} {name} {count}", pane.index() + 1)) as u16 - 1
    }

    /// Opens the link at a cell of the open text.
    fn click_link(&mut self, mouse: Mouse, layout: &Layout) -> Vec<Effect> {
        let Some(reading) = &self.reading else { return Vec::new() };
        let area = layout.beside().map_or_else(|| layout.text(), |(text, _)| text);
        if !area.contains(mouse.x, mouse.y) {
            return Vec::new();
        }
        let line = reading.page.lines.get(reading.page.top + usize::from(mouse.y - area.y));
        let number = line.and_then(|line| hints::link_at(line, mouse.x - area.x));
        number.map(|number| self.follow_number(number)).unwrap_or_default()
    }

    /// Selects the row of a list that fills the page, or opens it if it is selected already.
    fn click_row(&mut self, row: usize) -> Vec<Effect> {
        let height = self.page_height();
        let State { overlays, talk, .. } = self;
        let (before, after) = if let Some(Overlay::Sources(list)) = overlays.last_mut() {
            return match list.select_row(row) {
                Some(true) => self.open_selected(),
                Some(false) | None => Vec::new(),
            };
        } else if let (Some(Overlay::Terms(list)), Some(row)) =
            (overlays.last_mut(), row.checked_sub(super::terms::ABOVE))
        {
            let (before, to) = (list.index(talk), list.top + row);
            if to >= list.shown(talk).len() {
                return Vec::new();
            }
            list.step(talk, to as isize - before as isize, height);
            (before, list.index(talk))
        } else {
            return Vec::new();
        };
        if before == after { self.open_selected() } else { Vec::new() }
    }

    fn click(&mut self, mouse: Mouse) -> Vec<Effect> {
        let Some(layout) = self.layout() else { return Vec::new() };
        match self.place() {
            Place::List => {}
            Place::Reading | Place::Finding => return self.click_link(mouse, &layout),
            Place::Sources | Place::Terms => {
                let inside = layout.body.contains(mouse.x, mouse.y);
                let row = usize::from(mouse.y.saturating_sub(layout.body.y));
                return if inside { self.click_row(row) } else { Vec::new() };
            }
            Place::Hint
            | Place::Page
            | Place::Ideas
            | Place::Idea
            | Place::Versions
            | Place::Note
            | Place::Line
            | Place::Question => return Vec::new(),
        }
        if mouse.y == layout.titles.y && self.view.is_none() {
            return self
                .title_at(&layout, mouse.x)
                .map_or_else(Vec::new, |pane| self.focus_on(pane));
        }
        let lead = layout.leads.iter().position(|area| area.contains(mouse.x, mouse.y));
        if let Some(index) = lead {
            let edition = self.front.edition.as_ref();
            let item = edition.and_then(|edition| Some(edition.digest.lead.get(index)?.item));
            let Some(at) = item.and_then(|item| self.lead.index_of(item)) else {
                return Vec::new();
            };
            let was = self.on_lead && self.lead.selected() == item;
            return if was { self.open_selected() } else { self.select_lead(at) };
        }
        let names = if self.view.is_some() {
            vec![ListName::View]
        } else {
            Pane::ALL.map(ListName::Pane).into()
        };
        for name in names {
            let shown = match name {
                ListName::Pane(pane) => layout.panes[pane.index()],
                ListName::View => Some(self.whole_area(name)),
                ListName::Lead => None,
            };
            let Some(whole) = shown.filter(|area| area.contains(mouse.x, mouse.y)) else {
                continue;
            };
            if let ListName::Pane(pane) = name {
                (self.focus, self.on_lead) = (pane, false);
            }
            if name == ListName::Pane(Pane::Trends)
                && self.divide(whole).0.contains(mouse.x, mouse.y)
            {
                return self.click_mover(usize::from(mouse.y - whole.y));
            }
            self.select_mover(None);
            let area = self.area_of(name);
            if !area.contains(mouse.x, mouse.y) {
                continue;
            }
            let (list, _) = self.list_mut();
            let Some(id) = list.item_at(mouse.y - area.y, area) else {
                return self.show_preview().into_iter().collect();
            };
            if list.selected() == Some(id) {
                return self.open_selected();
            }
            list.select(id, area);
        }
        self.show_preview().into_iter().collect()
    }

    /// Selects the term of a line, or opens it if it is selected already.
    fn click_mover(&mut self, line: usize) -> Vec<Effect> {
        let before = self.mover().map(|trend| trend.term.clone());
        self.select_mover(Some(line));
        match self.mover().cloned() {
            Some(trend) if Some(&trend.term) == before.as_ref() => self.open_term(trend),
            Some(_) | None => self.show_preview().into_iter().collect(),
        }
    }
}
