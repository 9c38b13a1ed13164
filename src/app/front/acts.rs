//! Asks for editions, shows them, and moves among what leads.

use std::collections::BTreeMap;

use super::{LeftAt, Moves, Shown, groups, left_out, lines};
use crate::app::asking;
use crate::app::effect::{
    Effect, FrontAsked, FrontPage, ListName, Neighbours, Question, WhichEdition, Window,
};
use crate::app::list::List;
use crate::app::lists::make_row_readable;
use crate::app::purpose::Purpose;
use crate::app::search::Subject;
use crate::app::state::State;
use crate::lang::say;
use crate::model::{Day, EditionWindow, ItemId, Moment, Pane, Query};

impl State {
    /// Asks for an edition; an earlier one is where the user goes back to.
    pub(in crate::app) fn ask_front(
        &mut self,
        which: WhichEdition,
        moves: Moves,
        is_past: bool,
    ) -> Effect {
        self.ask_front_from(self.shown(), which, moves, is_past)
    }

    fn ask_front_from(
        &mut self,
        before: Shown,
        which: WhichEdition,
        moves: Moves,
        is_past: bool,
    ) -> Effect {
        let asked = FrontAsked { which, up_to: self.shown_up_to, lang: self.lang };
        // One that takes the place of another fails back to what stood there before both.
        let before = self.front_on_its_way().map_or(before, |(.., before)| before);
        self.ask(Purpose::Front { asked, moves, is_past, before }, Question::Front(asked))
    }

    /// The edition that is asked for already.
    fn front_on_its_way(&self) -> Option<(WhichEdition, Moves, bool, Shown)> {
        self.asks.purposes().find_map(|purpose| match purpose {
            Purpose::Front { asked, moves, is_past, before } => {
                Some((asked.which, *moves, *is_past, *before))
            }
            _ => None,
        })
    }

    /// What is shown and announced.
    fn shown(&self) -> Shown {
        let (up_to, announced_after) = (self.shown_up_to, self.announced_after);
        Shown { up_to, announced_after, new: self.tally.new }
    }

    /// Announces again what was to be shown and does not come.
    pub(in crate::app) fn show_again(&mut self, before: Shown) {
        (self.shown_up_to, self.announced_after) = (before.up_to, before.announced_after);
        self.tally.new = before.new;
        if !self.front.is_past {
            self.front.left_at = None;
        }
    }

    /// Asks for the edition that is shown again: something that it follows from changed.
    pub(in crate::app) fn ask_front_again(&mut self) -> Effect {
        if let Some((which, moves, is_past, _)) = self.front_on_its_way() {
            return self.ask_front(which, moves, is_past);
        }
        let shown = self.front.window();
        let which = shown.map_or(WhichEdition::Current, WhichEdition::Of);
        self.ask_front(which, Moves::Still, self.front.is_past)
    }

    /// Takes an edition that was asked for.
    pub(in crate::app) fn take_front(
        &mut self,
        asked: FrontAsked,
        (moves, is_past): (Moves, bool),
        mut page: FrontPage,
    ) -> Vec<Effect> {
        // Whoever comes back to where they left is back.
        let left = self.front.left_at.map(|at| at.window);
        let is_past = is_past && !left.is_some_and(|left| left.is_same(&page.window));
        self.front.is_past = is_past;
        let mut effects = Vec::new();
        if !self.front.window().is_some_and(|shown| shown.is_same(&page.window)) {
            self.front.opened_at = asked.up_to;
        }
        let told: BTreeMap<ItemId, String> = lines(&page);
        effects.extend(self.take_lead(&mut page, moves).map(asking::rows));
        effects.extend(self.take_mine(&page).map(asking::rows));
        for pane in Pane::ALL {
            let list = &mut self.panes[pane.index()];
            let leads = page.lead.iter().map(|placed| placed.item).collect();
            list.begin_with(&page.placed[pane.index()], leads, page.window.ends);
            list.tell(told.clone(), groups(self.lang, &page, pane));
            let window = match moves {
                Moves::Top => list.show_up_to(asked.up_to),
                Moves::Still => list.let_in(asked.up_to),
                Moves::Anew => list.show_anew(asked.up_to),
            };
            effects.extend([asking::rows(window), asking::length(list)]);
        }
        self.take_themes(&page);
        self.front.left = left_out(&page);
        self.front.edition = Some(page);
        if !is_past && let Some(at) = self.front.left_at.take() {
            (self.focus, self.on_lead, self.on_mine) = (at.focus, at.on_lead, at.on_mine);
            if let (Some(id), (list, ..)) = (at.selected, self.list_mut()) {
                list.come_back(id);
            }
        }
        self.front.is_own_old = false;
        if self.settings.at_once && self.next_begins().is_none() {
            // All that came is shown by now.
            self.announced_after = self.shown_up_to;
            self.tally.new = 0;
        }
        let mut effects = self.ask_all(effects);
        effects.push(self.ask_tally());
        effects.extend(self.ask_terms());
        effects
    }

    /// Takes the events that lead an edition.
    fn take_lead(&mut self, page: &mut FrontPage, moves: Moves) -> Option<Window> {
        let ids: Vec<ItemId> = page.lead.iter().map(|placed| placed.item).collect();
        if ids.is_empty() {
            self.lead = List::new(ListName::Lead, Query::default(), None);
            self.on_lead = false;
            return None;
        }
        let was = self.lead.selected().filter(|_| self.on_lead);
        if self.lead.query().ids != ids {
            let query = Query { ids, first: page.lead.clone(), ..Query::default() };
            let mut rows = std::mem::take(&mut page.lead_rows);
            rows.iter_mut().for_each(make_row_readable);
            let lead = self.rows.put(rows);
            self.lead = List::new(ListName::Lead, query, None).holding(lead);
        }
        if let Some(id) = was.filter(|id| self.lead.holds(*id)) {
            self.lead.expect(id);
        }
        // The selection stays on its item where that leads from now on.
        self.on_lead &= moves != Moves::Anew;
        let stays = moves != Moves::Anew && self.mover().is_none();
        let selected = self.panes[self.focus.index()].selected().filter(|_| stays && !self.on_mine);
        if let Some(id) = selected.filter(|id| !self.on_lead && self.lead.holds(*id)) {
            self.lead.expect(id);
            self.on_lead = true;
        }
        Some(self.lead.open())
    }

    /// Goes to the event that leads.
    pub(in crate::app) fn go_to_lead(&mut self) -> Vec<Effect> {
        self.view = None;
        self.select_lead(0)
    }

    /// Selects one of the events that lead, if there are any.
    pub(in crate::app) fn select_lead(&mut self, index: usize) -> Vec<Effect> {
        self.on_lead = !self.lead.is_empty();
        if self.on_lead {
            self.select_mover(None);
            let area = self.area_of(ListName::Lead);
            // All of them are held: nothing more is asked for.
            let _ = self.lead.go(index, area, &self.rows);
        }
        self.show_preview().into_iter().collect()
    }

    /// Moves among the events that lead, from a pane's first row to them and back; `None` where
    /// something else is to move.
    pub(in crate::app) fn step_lead(&mut self, by: isize) -> Option<Vec<Effect>> {
        if self.view.is_some() || self.lead.is_empty() {
            return None;
        }
        let count = self.lead.len();
        if !self.on_lead {
            let movers = self.movers();
            let is_first = if let Some(mover) = self.mover() {
                movers.first().is_some_and(|first| first.trend.term == mover.trend.term)
            } else {
                let is_below = self.focus == Pane::Trends && !self.on_mine && !movers.is_empty();
                !is_below && self.list().selected_index().unwrap_or(0) == 0
            };
            return (by < 0 && is_first).then(|| self.select_lead(count - 1));
        }
        let index = self.lead.selected_index().unwrap_or(0).saturating_add_signed(by);
        if index >= count {
            self.on_lead = false;
            return Some(self.show_preview().into_iter().collect());
        }
        Some(self.select_lead(index))
    }

    /// Lists the stories of the edition that were left out.
    pub(in crate::app) fn open_left_out(&mut self) -> Vec<Effect> {
        let left = &self.front.left;
        if left.is_empty() {
            self.toasts.done(say(self.lang, "app.nothing_left_out", &[]));
            return Vec::new();
        }
        let left = left.clone();
        let ids = left.iter().map(|placed| placed.item).collect();
        self.view_of(Subject::LeftOut, Query { ids, first: left, ..Query::default() })
    }

    /// The edition before or after another, where that has such neighbours; that there is none is
    /// said.
    pub(in crate::app) fn edition_beside(
        &mut self,
        shown: EditionWindow,
        beside: Neighbours,
        by: i64,
    ) -> Option<EditionWindow> {
        let day = if by < 0 {
            let Some(earlier) = beside.earlier else {
                self.toasts.done(say(self.lang, "app.no_earlier_edition", &[]));
                return None;
            };
            earlier
        } else {
            let next = shown.day.checked_add_signed(chrono::Duration::days(1))?;
            beside.later.unwrap_or(next)
        };
        let window = self.closing.edition(day, self.now);
        if window.is_ahead(self.now) {
            self.toasts.done(say(self.lang, "app.no_later_edition", &[]));
            return None;
        }
        Some(window)
    }

    /// Opens the edition before or after the one that is shown.
    pub(in crate::app) fn turn_edition(&mut self, by: i64) -> Vec<Effect> {
        let shown = self.front.edition.as_ref().map(|page| (page.window, page.beside));
        let window = shown.and_then(|(shown, beside)| self.edition_beside(shown, beside, by));
        let Some(window) = window else { return Vec::new() };
        self.close_reading();
        self.view = None;
        self.leave_choice();
        if let (false, Some(window)) = (self.front.is_past, self.front.window()) {
            let selected = self.list().selected();
            let (focus, on_lead, on_mine) = (self.focus, self.on_lead, self.on_mine);
            self.front.left_at = Some(LeftAt { window, focus, on_lead, on_mine, selected });
        }
        vec![self.ask_front(WhichEdition::Of(window), Moves::Anew, true)]
    }

    /// Goes back to the current edition from an earlier one.
    pub(in crate::app) fn leave_past(&mut self) -> Option<Effect> {
        self.front.is_past.then(|| self.ask_front(WhichEdition::Current, Moves::Anew, false))
    }

    /// The day that is shown: that of an earlier edition, else today.
    pub(in crate::app) fn shown_day(&self) -> Day {
        let past = self.front.window().filter(|_| self.front.is_past);
        past.map_or_else(|| self.zone.day_of(self.now), |window| window.day)
    }

    /// Shows what came since the panes were filled: more of this edition, or the next one.
    pub(in crate::app) fn show_new(&mut self) -> Vec<Effect> {
        let after = self.shown_up_to.unwrap_or(ItemId(0));
        let shown = self.front.window().filter(|_| !self.filling);
        let which = match shown {
            Some(than) => WhichEdition::Newer { than, after },
            None => WhichEdition::Current,
        };
        self.take_in(which, Moves::Top, false)
    }

    /// Lets what came for the edition that is shown into the panes, around the selection, which
    /// stays where it is. What belongs to a later edition stays announced.
    pub(in crate::app) fn let_in(&mut self) -> Vec<Effect> {
        let announced = (self.announced_after, self.tally.new);
        let shown = self.front.window();
        let which = shown.map_or(WhichEdition::Current, WhichEdition::Of);
        let on_its_way = self.front_on_its_way();
        let (which, moves, is_past) = on_its_way
            .map_or((which, Moves::Still, self.front.is_past), |(which, moves, is_past, _)| {
                (which, moves, is_past)
            });
        let effects = self.take_in(which, moves, is_past);
        if self.next_begins().is_some() {
            (self.announced_after, self.tally.new) = announced;
        }
        effects
    }

    /// When the first edition begins of which nothing is shown, where more of the one that is shown
    /// is let in as it comes.
    pub(in crate::app) fn next_begins(&self) -> Option<Moment> {
        let closed = self.front.window().filter(|window| window.ends <= self.now);
        closed.filter(|_| self.settings.at_once).map(|window| window.ends)
    }

    fn take_in(&mut self, which: WhichEdition, moves: Moves, is_past: bool) -> Vec<Effect> {
        let before = self.shown();
        self.shown_up_to = self.tally.latest.max(self.shown_up_to);
        self.announced_after = self.shown_up_to;
        self.tally.new = 0;
        let mut effects = Vec::new();
        if self.front.edition.is_none() {
            // What comes in before there is an edition is shown as it is.
            for list in &mut self.panes {
                let window = List::show_up_to(list, self.shown_up_to);
                effects.extend([asking::rows(window), asking::length(list)]);
            }
        }
        let mut effects = self.ask_all(effects);
        effects.push(self.ask_front_from(before, which, moves, is_past));
        effects
    }
}
