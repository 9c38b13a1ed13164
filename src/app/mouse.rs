//! The mouse: what it points at, scrolls and drags.

use super::command::Place;
use super::effect::{Effect, ListName, TerminalEffect};
use super::event::{Mouse, MouseAction};
use super::hints;
use super::key::{Code, Key};
use super::keymap::Meaning;
use super::layout::{Area, Border, Layout, Size};
use super::mine::Column;
use super::state::State;
use crate::lang::say;
use crate::model::Pane;
use crate::text::width;

impl State {
    /// Takes what the mouse did.
    pub(super) fn point(&mut self, mouse: Mouse) -> Vec<Effect> {
        self.end_filling();
        if let Some(effects) = self.bound(mouse) {
            return effects;
        }
        match mouse.action {
            MouseAction::MiddleClick | MouseAction::RightClick => Vec::new(),
            MouseAction::WheelDown => self.wheel(mouse, 1),
            MouseAction::WheelUp => self.wheel(mouse, -1),
            MouseAction::Click => {
                self.dragged = self.border_at(mouse.x, mouse.y);
                if self.dragged.is_some() { Vec::new() } else { self.click(mouse, true) }
            }
            MouseAction::Drag => self.drag(mouse),
            MouseAction::Release => {
                self.dragged = None;
                Vec::new()
            }
        }
    }

    /// Does what a button or the wheel is bound to here, about what is pointed at; `None` where it is
    /// bound to nothing.
    fn bound(&mut self, mouse: Mouse) -> Option<Vec<Effect>> {
        let (code, is_button) = match mouse.action {
            MouseAction::WheelUp => (Code::WheelUp, false),
            MouseAction::WheelDown => (Code::WheelDown, false),
            MouseAction::Click => (Code::Click, true),
            MouseAction::MiddleClick => (Code::MiddleClick, true),
            MouseAction::RightClick => (Code::RightClick, true),
            MouseAction::Drag | MouseAction::Release => return None,
        };
        let key = Key::plain(code);
        let is_free = self.settings.keymap.meaning(self.place(), &[key]) == Meaning::Nothing;
        if is_free || self.layout().is_none() {
            return None;
        }
        let mut effects = if is_button { self.click(mouse, false) } else { Vec::new() };
        effects.extend(self.press(key));
        Some(effects)
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

    /// The screen as far as the three panes share it.
    fn shared_size(&self) -> Size {
        let width = self.layout().map_or(self.size.width, |layout| layout.shared);
        Size { width, ..self.size }
    }

    fn drag(&mut self, mouse: Mouse) -> Vec<Effect> {
        let Some(border) = self.dragged else { return Vec::new() };
        self.shares = self.shares.moved(border, mouse.x, mouse.y, self.shared_size());
        self.resize(self.size)
    }

    /// Hears the mouse no longer, so that the terminal selects text with it; or again.
    pub(super) fn toggle_mouse(&mut self) -> Vec<Effect> {
        self.mouse = !self.mouse;
        self.dragged = None;
        let key = if self.mouse { "app.mouse_on" } else { "app.mouse_off" };
        self.toasts.done(say(self.lang, key, &[]));
        vec![Effect::Terminal(TerminalEffect::Mouse(self.mouse))]
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
            let other = other.filter(|pane| self.on_lead || self.on_mine || *pane != self.focus);
            let is_own = layout.mine.is_some_and(|area| area.contains(mouse.x, mouse.y));
            if self.view.is_none() && is_own && (self.on_lead || !self.on_mine) {
                let area = self.area_of(ListName::Mine);
                let window = self.mine.step(by, area, &self.rows);
                return window.map(|window| self.ask_rows(window)).into_iter().collect();
            }
            if let (None, Some(pane)) = (&self.view, other) {
                let area = self.area_of(ListName::Pane(pane));
                let window = self.panes[pane.index()].step(by, area, &self.rows);
                return window.map(|window| self.ask_rows(window)).into_iter().collect();
            }
        }
        self.step_by(by)
    }

    /// The column whose title or tab stands at a cell of the line of titles.
    fn title_at(&self, layout: &Layout, x: u16) -> Option<Column> {
        // Tabs stand beside each other, with a cell between them.
        let among = |columns: &[Column], from: u16| {
            let mut end = from;
            columns.iter().copied().find(|column| {
                end += self.tab_width(*column) + u16::from(end > from);
                x < end
            })
        };
        if layout.panes.iter().flatten().count() <= 1 {
            return among(&Column::ALL, 0);
        }
        let over = |area: Option<Area>| area.is_some_and(|area| area.contains(x, area.y));
        let last = layout.panes[Pane::Trends.index()].or(layout.mine);
        if !layout.has_four() && over(last) {
            let both = [Column::Pane(Pane::Trends), Column::Mine];
            return among(&both, last.map_or(0, |area| area.x));
        }
        let pane = Pane::ALL.into_iter().find(|pane| over(layout.panes[pane.index()]));
        pane.map(Column::Pane).or_else(|| over(layout.mine).then_some(Column::Mine))
    }

    /// Cells of a column's tab: its number, its name, how many stories of the edition stand in it.
    fn tab_width(&self, column: Column) -> u16 {
        let (number, name, count) = self.title_of(column);
        let count = if count > 0 { format!("{count} ") } else { String::new() };
        width::width(&format!("  {number} {name} {count}")) as u16 - 1
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

    /// Selects what stands at a cell; opens it if it was selected and is to be opened.
    fn click(&mut self, mouse: Mouse, opens: bool) -> Vec<Effect> {
        let Some(layout) = self.layout() else { return Vec::new() };
        match self.place() {
            Place::List => {}
            Place::Reading | Place::Finding if opens => return self.click_link(mouse, &layout),
            Place::Sources
            | Place::Terms
            | Place::Hint
            | Place::Page
            | Place::Ideas
            | Place::Idea
            | Place::Versions
            | Place::Note
            | Place::Line
            | Place::Question => {
                let inside = layout.body.contains(mouse.x, mouse.y);
                let row = usize::from(mouse.y.saturating_sub(layout.body.y));
                return if inside { self.click_page(row, opens) } else { Vec::new() };
            }
            Place::Reading | Place::Finding => return Vec::new(),
        }
        if mouse.y == layout.titles.y && self.view.is_none() {
            return self
                .title_at(&layout, mouse.x)
                .map_or_else(Vec::new, |column| self.go_to_column(column));
        }
        let lead = layout.leads.iter().position(|area| area.contains(mouse.x, mouse.y));
        if let Some(index) = lead {
            let edition = self.front.edition.as_ref();
            let item = edition.and_then(|edition| Some(edition.digest.lead.get(index)?.item));
            let Some(at) = item.and_then(|item| self.lead.index_of(item)) else {
                return Vec::new();
            };
            let was = self.on_lead && self.lead.selected() == item;
            return if was && opens { self.open_selected() } else { self.select_lead(at) };
        }
        let names = if self.view.is_some() {
            vec![ListName::View]
        } else {
            Pane::ALL.map(ListName::Pane).into_iter().chain([ListName::Mine]).collect()
        };
        for name in names {
            let shown = match name {
                ListName::Pane(pane) => layout.panes[pane.index()],
                ListName::View => Some(self.whole_area(name)),
                ListName::Mine => layout.mine,
                ListName::Lead => None,
            };
            let Some(whole) = shown.filter(|area| area.contains(mouse.x, mouse.y)) else {
                continue;
            };
            match name {
                ListName::Pane(pane) => {
                    (self.focus, self.on_lead, self.on_mine) = (pane, false, false);
                }
                ListName::Mine => (self.on_lead, self.on_mine) = (false, true),
                ListName::Lead | ListName::View => {}
            }
            if name == ListName::Pane(Pane::Trends)
                && self.divide(whole).0.contains(mouse.x, mouse.y)
            {
                return self.click_mover(usize::from(mouse.y - whole.y), opens);
            }
            self.select_mover(None);
            let area = self.area_of(name);
            if !area.contains(mouse.x, mouse.y) {
                continue;
            }
            let (list, _, rows) = self.list_mut();
            let Some(id) = list.item_at(mouse.y - area.y, area, rows) else {
                return self.show_preview().into_iter().collect();
            };
            if list.selected() == Some(id) && opens {
                return self.open_selected();
            }
            list.select(id, area, rows);
        }
        self.show_preview().into_iter().collect()
    }

    /// Selects the term of a line, or opens it if it is selected already.
    fn click_mover(&mut self, line: usize, opens: bool) -> Vec<Effect> {
        let before = self.mover().map(|mover| mover.trend.term.clone());
        self.select_mover(Some(line));
        match self.mover().cloned() {
            Some(term) if opens && Some(&term.trend.term) == before.as_ref() => {
                self.open_term(term)
            }
            Some(_) | None => self.show_preview().into_iter().collect(),
        }
    }
}
