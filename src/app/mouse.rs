//! The mouse: what it points at, scrolls and drags.

use super::command::{Command, Place};
use super::effect::{Effect, ListName, Wish};
use super::event::{Mouse, MouseAction};
use super::layout::{Area, Border};
use super::state::State;
use crate::lang::say;
use crate::model::Pane;

impl State {
    /// Takes what the mouse did.
    pub(super) fn point(&mut self, mouse: Mouse) -> Vec<Effect> {
        self.end_filling(Command::Down);
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
        if self.place() == Place::List
            && let Some(layout) = self.layout()
            && layout.preview.contains(mouse.x, mouse.y)
        {
            return self.scroll(direction > 0);
        }
        self.step_by(direction * 3)
    }

    fn click(&mut self, mouse: Mouse) -> Vec<Effect> {
        if self.place() != Place::List {
            return Vec::new();
        }
        let names = if self.view.is_some() {
            vec![ListName::View]
        } else {
            Pane::ALL.map(ListName::Pane).into()
        };
        let Some(layout) = self.layout() else { return Vec::new() };
        for name in names {
            let shown = match name {
                ListName::Pane(pane) => layout.panes[pane.index()],
                ListName::View => Some(self.whole_area(name)),
            };
            let Some(whole) = shown.filter(|area| area.contains(mouse.x, mouse.y)) else {
                continue;
            };
            if let ListName::Pane(pane) = name {
                self.focus = pane;
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
