//! Moves in the lists, and takes what is asked for them.

use super::{View, make_readable, make_row_readable, mark_cut};
use crate::app::asking;
use crate::app::command::{Command, Place};
use crate::app::effect::{Effect, Ending, ListName, Question, Tally, TallyAsked, Window};
use crate::app::layout::COLUMNS_FROM;
use crate::app::list::List;
use crate::app::purpose::{ItemFor, Purpose};
use crate::app::search::{Absent, Subject};
use crate::app::state::State;
use crate::lang::say;
use crate::model::change::Change;
use crate::model::{Item, ItemId, Pane, Place as StoryPlace, Row};

impl State {
    /// Moves the selection, or scrolls a page, by so many rows, as often as was typed.
    pub(in crate::app) fn step(&mut self, by: isize) -> Vec<Effect> {
        let times = isize::try_from(self.times.unwrap_or(1)).unwrap_or(1);
        self.step_by(by.saturating_mul(times))
    }

    /// Moves by half of what fits.
    pub(in crate::app) fn step_half(&mut self, direction: isize) -> Vec<Effect> {
        let half = match self.place() {
            Place::List => List::half(self.list_mut().1),
            _ => isize::try_from(self.page_height() / 2).unwrap_or(1).max(1),
        };
        self.step_by(direction * half)
    }

    pub(in crate::app) fn step_by(&mut self, by: isize) -> Vec<Effect> {
        if self.step_on_top(by) {
            return Vec::new();
        }
        let height = self.page_height();
        if let Some(reading) = &mut self.reading {
            reading.page.scroll(by, height);
            return Vec::new();
        }
        if let Some(effects) = self.step_lead(by) {
            return effects;
        }
        if let Some(effects) = self.step_mover(by) {
            return effects;
        }
        let (list, area, rows) = self.list_mut();
        let window = list.step(by, area, rows);
        self.moved(window)
    }

    /// Goes to the row or line of a number; the typed number counts from one.
    pub(in crate::app) fn go_to(&mut self, index: usize) -> Vec<Effect> {
        let index = self.times.map_or(index, |times| times.saturating_sub(1));
        if self.place() == Place::List {
            self.select_mover(None);
            let (list, area, rows) = self.list_mut();
            let window = list.go(index, area, rows);
            return self.moved(window);
        }
        // Pages have fewer lines than this.
        let far = 1 << 40;
        self.step_by(-far);
        self.step_by(isize::try_from(index).unwrap_or(far).min(far))
    }

    /// After the selection moved: what has to be asked for it.
    fn moved(&mut self, window: Option<Window>) -> Vec<Effect> {
        let mut effects: Vec<Effect> = Vec::from_iter(window.map(|window| self.ask_rows(window)));
        effects.extend(self.show_preview());
        effects
    }

    /// Asks for the selected item.
    pub(in crate::app) fn show_preview(&mut self) -> Option<Effect> {
        let selected = if self.mover().is_some() { None } else { self.list().selected() };
        let wanted = self.preview.want(selected)?;
        Some(self.ask(Purpose::Item(ItemFor::Preview), Question::Item(wanted)))
    }

    /// Puts the focus on the pane beside this one, around the edge if so wished.
    pub(in crate::app) fn focus_beside(&mut self, by: isize, around: bool) -> Vec<Effect> {
        // What is for the reader alone is passed over where there is nothing.
        let columns = Pane::ALL.len() + usize::from(self.on_mine || !self.mine.is_empty());
        let at = if self.on_mine { Pane::ALL.len() } else { self.focus.index() };
        let next = if around {
            (at + columns).saturating_add_signed(by) % columns
        } else {
            at.saturating_add_signed(by).min(columns - 1)
        };
        match Pane::ALL.get(next) {
            Some(pane) => self.focus_on(*pane),
            None => self.go_to_mine(),
        }
    }

    /// Puts the focus on a pane; a list over the panes goes away.
    pub(in crate::app) fn focus_on(&mut self, pane: Pane) -> Vec<Effect> {
        self.view = None;
        (self.on_lead, self.on_mine) = (false, false);
        self.focus = pane;
        self.show_preview().into_iter().collect()
    }

    /// Gives the pane in focus the whole width, or takes it back.
    pub(in crate::app) fn zoom(&mut self) -> Vec<Effect> {
        self.zoomed = !self.zoomed && self.size.width >= COLUMNS_FROM;
        self.resize(self.size)
    }

    /// Puts a list over the panes.
    pub(in crate::app) fn show_view(&mut self, subject: Subject, mut list: List) -> Vec<Effect> {
        let asked = [asking::rows(list.open()), asking::length(&list)];
        self.leave_choice();
        // A text that is open would lie over it.
        self.close_reading();
        self.view = Some(View { subject, list, wrong: None, absent: Absent::default() });
        self.ask_all(asked)
    }

    /// Asks for all that stands on the screen again: items were judged anew.
    pub(in crate::app) fn show_anew(&mut self) -> Vec<Effect> {
        let lists = self.lists_mut();
        let mut asked: Vec<(Purpose, Question)> =
            lists.flat_map(|list| [asking::rows(list.reload()), asking::length(list)]).collect();
        let below = self.preview.item().map(|item| item.row.id);
        asked.extend(below.map(|id| (Purpose::Item(ItemFor::Preview), Question::Item(id))));
        asked.extend(self.text_again());
        let mut effects = self.ask_all(asked);
        effects.push(self.ask_front_again());
        effects
    }

    /// Whoever moves or acts among what is shown has it stand still from now on.
    pub(in crate::app) fn end_filling(&mut self) {
        self.filling &= self.panes.iter().all(List::is_empty);
    }

    /// What an empty list says: why it is, and the key that helps.
    pub fn nothing_here(&self, list: &List) -> String {
        if list.name() == ListName::Mine {
            return self.nothing_mine();
        }
        let shown = self.view.as_ref().filter(|view| view.list.whole().list == list.whole().list);
        let (key, helps) = match shown.map(|view| &view.subject) {
            Some(Subject::Found { .. }) => ("ui.nothing.found", Command::Search),
            Some(Subject::Unread) => ("ui.nothing.unread", Command::All),
            Some(Subject::Starred) => ("ui.nothing.starred", Command::Star),
            Some(Subject::Due(_)) => ("ui.nothing.due", Command::DueThisWeek),
            Some(Subject::Noted) => ("ui.nothing.noted", Command::Note),
            Some(
                Subject::Source(_)
                | Subject::All
                | Subject::LeftOut
                | Subject::Counted(_)
                | Subject::Story(_)
                | Subject::Term(_)
                | Subject::Related(_)
                | Subject::Idea(_),
            )
            | None => ("ui.nothing.pane", Command::Refresh),
        };
        if let Some(wrong) = shown.and_then(|view| view.wrong.as_ref()) {
            return wrong.told.clone();
        }
        let text = say(self.lang, key, &[&self.settings.keymap.shown(helps)]).into_owned();
        let told = if key == "ui.nothing.found" { self.told_absent() } else { Vec::new() };
        [vec![text], told].concat().join(" ")
    }

    /// Sets the list in groups, or no longer; where what leads has the keys, the pane in focus.
    pub(in crate::app) fn toggle_groups(&mut self) -> Vec<Effect> {
        let window = match &mut self.view {
            Some(view) => view.list.toggle_groups(),
            None => self.panes[self.focus.index()].toggle_groups(),
        };
        vec![self.ask_rows(window)]
    }

    /// Asks for what the header tells.
    pub(in crate::app) fn ask_tally(&mut self) -> Effect {
        let question = self.tally_question();
        self.ask(Purpose::Tally, question)
    }

    fn tally_question(&self) -> Question {
        let of_pane = |pane: Pane| {
            let page = self.front.edition.as_ref()?;
            // What came later is none of the edition's own.
            let is_own = |id: &ItemId| {
                page.stands.get(id).is_none_or(|placement| placement.place != StoryPlace::Late)
            };
            let ids = page.placed[pane.index()].iter().map(|placed| placed.item);
            Some(ids.filter(is_own).collect())
        };
        Question::Tally(TallyAsked {
            after: self.announced_after.unwrap_or(ItemId(0)),
            since: self.next_begins(),
            of_edition: Pane::ALL.map(|pane| of_pane(pane).unwrap_or_default()),
            lead: self.lead.query().ids.clone(),
        })
    }

    /// Takes rows of a list, which may lack what was kept meanwhile.
    pub(in crate::app) fn take_rows(
        &mut self,
        asked: &Window,
        mut rows: Vec<Row>,
        missed: &[Change],
    ) -> Vec<Effect> {
        rows.iter_mut().for_each(make_row_readable);
        self.bring_up_to_date(&mut rows, missed);
        let area = self.area_of(asked.list);
        let range = self.range();
        let came = self.rows.put(rows);
        let list = match (asked.list, &mut self.view) {
            (ListName::Pane(pane), _) => &mut self.panes[pane.index()],
            (ListName::Lead, _) => &mut self.lead,
            (ListName::Mine, _) => &mut self.mine,
            (ListName::View, Some(view)) => &mut view.list,
            (ListName::View, None) => return Vec::new(),
        };
        let seen: Vec<ItemId> = list.held().collect();
        if !list.take(asked, came, area, &self.rows) {
            return Vec::new();
        }
        if list.holds_all() {
            self.selection.drop_gone(&seen, |id| list.holds(id));
        }
        self.hold_range(range);
        self.let_rows_go();
        self.focus_where_there_is_something();
        let mut effects: Vec<Effect> = self.show_preview().into_iter().collect();
        if asked.list == ListName::View {
            effects.extend(self.look_for_more());
        }
        effects
    }

    /// On the first filling an empty pane in focus would hide that others have items; until a key
    /// is pressed, the first pane gets the focus as soon as it has some.
    fn focus_where_there_is_something(&mut self) {
        let is_empty = |pane: Pane| self.panes[pane.index()].is_empty();
        let all_came = self.panes.iter().all(|list| !list.is_waiting());
        let nothing_here = self.preview.item().is_none() && is_empty(self.focus) && all_came;
        if self.view.is_none() && self.reading.is_none() && (self.filling || nothing_here) {
            let filled = Pane::ALL.into_iter().find(|pane| !is_empty(*pane));
            // On a quiet day all there is may lead.
            self.on_lead |= filled.is_none() && !self.lead.is_empty();
            self.focus = filled.unwrap_or(self.focus);
        }
    }

    /// Takes the number of a list's rows.
    pub(in crate::app) fn take_length(&mut self, asked: &Window, length: usize) -> Vec<Effect> {
        for list in self.lists_mut().filter(|list| list.whole().list == asked.list) {
            list.take_length(asked, length);
        }
        Vec::new()
    }

    /// Takes an item: for the preview, the open text, its note, or to be opened. It may lack what
    /// was kept meanwhile.
    pub(in crate::app) fn take_item(
        &mut self,
        wanted: ItemFor,
        item: Option<Box<Item>>,
        missed: &[Change],
    ) -> Vec<Effect> {
        let Some(mut item) = item else {
            self.toasts.error(say(self.lang, "app.item_gone", &[]));
            return Vec::new();
        };
        make_row_readable(&mut item.row);
        make_readable(&mut item.summary);
        item.gist.iter_mut().chain(&mut item.authors).for_each(make_readable);
        item.gist.iter_mut().for_each(mark_cut);
        if !item.content_is_html {
            make_readable(&mut item.content);
        }
        self.bring_item_up_to_date(&mut item, missed);
        let id = item.row.id;
        self.preview.take(&item);
        let mut effects = match wanted {
            ItemFor::Preview => Vec::new(),
            ItemFor::Text => self.take_text(item),
            ItemFor::Note => {
                self.edit_note(&item);
                Vec::new()
            }
            ItemFor::Reading => {
                let mut effects = self.show_linked(&item);
                effects.extend(self.take_text(item));
                effects
            }
        };
        effects.extend(self.ask_written(id));
        effects
    }

    /// Takes what the header tells.
    pub(in crate::app) fn take_tally(&mut self, asked: &TallyAsked, tally: Tally) -> Vec<Effect> {
        if asked.after != self.announced_after.unwrap_or(ItemId(0)) {
            return Vec::new();
        }
        self.tally = tally;
        // On the first run there is nothing under the cursor that could be moved.
        let shows_nothing = self.shows_nothing() && !self.front.is_past;
        if self.tally.new > 0 && (self.filling || shows_nothing) {
            return self.show_new();
        }
        if self.tally.latest > self.shown_up_to && self.settings.at_once {
            return self.let_in();
        }
        Vec::new()
    }

    /// Another program wrote: what is shown is read again, and nothing moves.
    pub(in crate::app) fn read_again(&mut self) -> Vec<Effect> {
        let mut questions = Vec::new();
        for list in self.lists_mut() {
            if let Some(window) = list.read_again() {
                questions.extend([asking::rows(window), asking::length(list)]);
            }
        }
        questions.extend(self.shown_again());
        questions.extend(self.layers_again());
        questions.push((Purpose::Tally, self.tally_question()));
        self.ask_all(questions)
    }

    /// The open text, as it is to be asked for again.
    fn text_again(&self) -> Option<(Purpose, Question)> {
        self.reading.as_ref().map(|open| (Purpose::Item(ItemFor::Text), Question::Item(open.id())))
    }

    /// The items that are shown whole, as they are to be asked for again.
    pub(in crate::app) fn shown_again(&self) -> impl Iterator<Item = (Purpose, Question)> + use<> {
        let below =
            self.preview.wanted().map(|id| (Purpose::Item(ItemFor::Preview), Question::Item(id)));
        self.text_again().into_iter().chain(below)
    }

    /// Says that something failed.
    pub(in crate::app) fn fail(&mut self, why: String) -> Vec<Effect> {
        self.toasts.error(why);
        Vec::new()
    }

    /// Goes back one step; at the panes there is nowhere to go.
    pub(in crate::app) fn back(&mut self) -> Vec<Effect> {
        if let Some(effects) = self.leave_top() {
            return effects;
        }
        if let Some(reading) = self.reading.as_mut().filter(|reading| reading.found.is_some()) {
            reading.found = None;
            return Vec::new();
        }
        if self.close_reading() {
            return self.show_preview().into_iter().collect();
        }
        if !self.selection.is_empty() {
            self.selection.clear();
            return Vec::new();
        }
        if self.view.take().is_some() {
            self.leave_choice();
            return self.show_preview().into_iter().collect();
        }
        if let Some(current) = self.leave_past() {
            return vec![current];
        }
        self.zoomed = false;
        self.resize(self.size)
    }

    /// Goes back one step; from the panes, out of the reader.
    pub(in crate::app) fn leave(&mut self) -> Vec<Effect> {
        if self.overlays.is_empty() && self.reading.is_none() && self.view.is_none() {
            return self.end(Ending::Leave);
        }
        self.back()
    }

    /// Ends the reader; a text that is being written stays a draft, offered where it was written.
    pub(in crate::app) fn quit(&mut self) -> Vec<Effect> {
        let mut effects = self.end_layers();
        effects.extend(self.end(Ending::Quit));
        effects
    }

    /// What the next time is to know is remembered before all ends.
    fn end(&mut self, ending: Ending) -> Vec<Effect> {
        self.remember_passages().into_iter().chain([Effect::End(ending)]).collect()
    }
}
