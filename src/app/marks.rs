//! Marks and notes change at once on the screen and are kept afterwards; what cannot be kept is
//! turned back, and said.

use super::command::{Command, Place};
use super::effect::{Effect, Question, Window, Work};
use super::history::Undoable;
use super::list::List;
use super::lists::View;
use super::purpose::Purpose;
use super::question;
use super::reading::Reading;
use super::search::Subject;
use super::setting::Setting;
use super::state::{Overlay, State};
use super::{asking, lens, update, writes};
use crate::lang::say;
use crate::model::change::{Change, Mark, Way};
use crate::model::{About, Item, ItemId, Lens, Pane, Row};
use crate::text::width;

impl State {
    /// Puts the chosen items on the reading list, or takes them from there.
    pub(super) fn toggle_star(&mut self) -> Vec<Effect> {
        self.toggle(Mark::Star, |row| row.starred)
    }

    /// Marks the chosen items as read or as unread.
    pub(super) fn toggle_read(&mut self) -> Vec<Effect> {
        self.toggle(Mark::Read, |row| row.read)
    }

    /// Gives all chosen items a mark if one of them lacks it, else takes it from all. For more
    /// than one it asks first.
    fn toggle(&mut self, mark: Mark, has: impl Fn(&Row) -> bool) -> Vec<Effect> {
        let chosen = self.chosen();
        let to = !chosen.iter().all(&has);
        let ids: Vec<ItemId> =
            chosen.iter().filter(|row| has(row) != to).map(|row| row.id).collect();
        let change = Change::Mark { mark, ids, to };
        if chosen.is_empty() {
            return Vec::new();
        }
        if !self.selection.is_empty() {
            return self.do_bulk(change);
        }
        match (mark, to) {
            (Mark::Star, true) => self.toasts.done(say(self.lang, "app.starred", &[])),
            (Mark::Star, false) => self.toasts.done(say(self.lang, "app.unstarred", &[])),
            (Mark::Read, _) => {}
        }
        self.do_change(change)
    }

    /// Asks for all that is unread in the list, however long it is, and in its stories.
    pub(super) fn ask_read_all(&mut self) -> Vec<Effect> {
        let question = Question::Unread(self.list().whole());
        vec![self.ask(Purpose::ReadAll, question)]
    }

    /// Marks all that is unread in the list as read; undo takes it back.
    pub(super) fn take_unread(&mut self, asked: &Window, ids: Vec<ItemId>) -> Vec<Effect> {
        if *asked != self.list().whole() || self.place() != Place::List {
            return Vec::new();
        }
        if ids.is_empty() {
            self.toasts.done(say(self.lang, "app.none_unread", &[]));
            return Vec::new();
        }
        self.do_bulk(Change::Mark { mark: Mark::Read, ids, to: true })
    }

    /// Changes many items at once.
    pub(super) fn do_bulk(&mut self, change: Change) -> Vec<Effect> {
        self.keep_choice();
        self.toasts.done(question::bulk_done(self.lang, &change));
        self.do_change(change)
    }

    /// Puts the item into the next pane, where it stays, and offers the same for its source.
    pub(super) fn move_on(&mut self) -> Vec<Effect> {
        let Some(row) = self.current().cloned() else { return Vec::new() };
        let to = Pane::ALL[(row.pane.index() + 1) % Pane::ALL.len()];
        let change = Change::Move { id: row.id, was: row.pane, to };
        let pane = say(self.lang, &format!("pane.{}", to.name()), &[]);
        let keys =
            [Command::MoveSource, Command::MoveTerm].map(|key| self.settings.keymap.shown(key));
        let facts: [&dyn std::fmt::Display; 4] = [&pane, &row.source_name, &keys[0], &keys[1]];
        self.toasts.done(say(self.lang, "app.moved", &facts));
        self.offer_for(row.id);
        self.do_change(change)
    }

    /// Marks an item as read because it was opened, which is nothing to undo.
    pub(super) fn saw(&mut self, id: ItemId) -> Vec<Effect> {
        self.history.overrule(Mark::Read, id);
        let change = Change::Mark { mark: Mark::Read, ids: vec![id], to: true };
        self.have_kept(change, Way::Saw)
    }

    /// Makes a change that can be undone.
    pub(super) fn do_change(&mut self, change: Change) -> Vec<Effect> {
        self.history.did(change.clone());
        self.have_kept(change, Way::Did)
    }

    /// Takes the last change back.
    pub(super) fn undo(&mut self) -> Vec<Effect> {
        match self.history.undo() {
            Some((Undoable::Change(change), is_earlier)) => {
                let done = if is_earlier { "app.undone_earlier" } else { "app.undone" };
                self.repeat(change, Way::Back, done)
            }
            Some((Undoable::Set { was, to }, _)) => self.set_again(to, "app.undone", &was),
            None => self.told_nothing("app.nothing_to_undo"),
        }
    }

    /// Makes the change again that was taken back last.
    pub(super) fn redo(&mut self) -> Vec<Effect> {
        match self.history.redo() {
            Some(Undoable::Change(change)) => self.repeat(change, Way::Again, "app.redone"),
            Some(Undoable::Set { to, .. }) => self.set_again(to.clone(), "app.redone", &to),
            None => self.told_nothing("app.nothing_to_redo"),
        }
    }

    fn told_nothing(&mut self, key: &str) -> Vec<Effect> {
        self.toasts.done(say(self.lang, key, &[]));
        Vec::new()
    }

    /// Gives a setting a value of before, and says which one was meant.
    fn set_again(&mut self, to: Setting, done: &str, meant: &Setting) -> Vec<Effect> {
        let effects = self.set(to);
        self.toasts.done(say(self.lang, done, &[&meant.name()]));
        effects
    }

    fn repeat(&mut self, change: Change, way: Way, done: &str) -> Vec<Effect> {
        let what = match &change {
            Change::Mark { mark: Mark::Star, .. } => say(self.lang, "app.change.star", &[]),
            Change::Mark { mark: Mark::Read, .. } => say(self.lang, "app.change.read", &[]),
            Change::Note { .. } => say(self.lang, "app.change.note", &[]),
            Change::Idea { .. } => say(self.lang, "app.change.idea", &[]),
            Change::Listed(_) | Change::Swap(..) => say(self.lang, "app.change.listed", &[]),
            Change::Enable { .. } => say(self.lang, "app.change.source", &[]),
            Change::Move { .. } | Change::Rule(_) => say(self.lang, "app.change.pane", &[]),
            Change::Lens { .. } => say(self.lang, "app.change.lens", &[]),
        };
        let what = match self.thing_of(&change) {
            Some(title) => format!("{what}: “{title}”"),
            None => what.into_owned(),
        };
        self.toasts.done(say(self.lang, done, &[&what]));
        self.have_kept(change, way)
    }

    /// What the one thing is called that a change is about.
    fn thing_of(&self, change: &Change) -> Option<String> {
        /// Cells of a title in a message.
        const CELLS: usize = 48;
        match change {
            Change::Idea { was, to } => {
                let idea = to.as_ref().or(was.as_ref())?;
                return Some(width::cut(&idea.thought.title, CELLS).into_owned());
            }
            Change::Enable { source, .. } => return Some(source.0.clone()),
            Change::Lens { lens: Lens::Mute(muted), .. } => return Some(lens::written(muted)),
            Change::Lens { lens: Lens::Watch { name, .. }, .. } => return Some(name.clone()),
            Change::Mark { .. }
            | Change::Listed(_)
            | Change::Move { .. }
            | Change::Note { .. }
            | Change::Swap(..)
            | Change::Rule(_) => {}
        }
        let id = change.item()?;
        let held = self.rows.get(id).map(|row| &*row.title);
        Some(width::cut(held.or(self.history.title(id))?, CELLS).into_owned())
    }

    /// Takes that a change was kept.
    pub(super) fn kept(&mut self, change: &Change) -> Vec<Effect> {
        let mut effects = self.forget_draft(change);
        self.landed(change, true);
        effects.extend(self.complete_view(change));
        if let Change::Mark { mark: Mark::Star, ids, to: true } = change {
            effects.extend(self.read_rows_of(ids));
        }
        if matches!(change, Change::Note { .. } | Change::Idea { .. }) {
            effects.push(Effect::Work(Work::FollowVault(self.lang)));
        }
        let is_own = match change {
            Change::Mark { mark, .. } => *mark == Mark::Star,
            Change::Note { .. } | Change::Idea { .. } | Change::Listed(_) => true,
            Change::Swap(..)
            | Change::Move { .. }
            | Change::Lens { .. }
            | Change::Enable { .. }
            | Change::Rule(_) => false,
        };
        if is_own && self.shows_mine() {
            effects.push(self.ask_front_again());
        } else {
            self.front.is_own_old |= is_own;
        }
        // Those that are not on the screen were not counted there.
        if matches!(change, Change::Mark { mark: Mark::Read, ids, .. } if ids.len() > 1) {
            effects.push(self.ask_tally());
        }
        effects
    }

    /// Reads again where items stand that came to the reading list: their week and tags of before
    /// come back with them, and the store alone knows those.
    fn read_rows_of(&mut self, ids: &[ItemId]) -> Vec<Effect> {
        let holding = self.lists_mut().filter(|list| ids.iter().any(|id| list.holds(*id)));
        let windows: Vec<Window> = holding.filter_map(List::read_again).collect();
        let mut asked: Vec<_> = windows.into_iter().map(asking::rows).collect();
        asked.extend(self.shown_again());
        self.ask_all(asked)
    }

    /// A list that was asked for before a change was kept lacks what the change put on it.
    fn complete_view(&mut self, change: &Change) -> Vec<Effect> {
        let put_on: &[ItemId] = match change {
            Change::Mark { mark: Mark::Star, ids, to: true } => ids,
            Change::Note { about: About::Item(id), to: Some(_), .. } => std::slice::from_ref(id),
            Change::Swap(..) => return self.order_anew(),
            Change::Move { was, to, .. } => {
                let panes = [*was, *to].map(|pane| self.panes[pane.index()].reload());
                return panes.map(|window| self.ask_rows(window)).into();
            }
            Change::Lens { .. } => return self.show_anew(),
            Change::Mark { .. }
            | Change::Note { .. }
            | Change::Idea { .. }
            | Change::Listed(_)
            | Change::Enable { .. }
            | Change::Rule(_) => &[],
        };
        match &mut self.view {
            Some(View { subject: Subject::Starred | Subject::Noted, list, .. })
                if !put_on.iter().all(|id| list.holds(*id)) =>
            {
                let window = list.reload();
                vec![self.ask_rows(window)]
            }
            Some(_) | None => Vec::new(),
        }
    }

    /// Asks for the reading list again after its order changed.
    pub(super) fn order_anew(&mut self) -> Vec<Effect> {
        match &mut self.view {
            Some(View { subject: Subject::Starred | Subject::Due(_), list, .. }) => {
                let window = list.reload();
                vec![self.ask_rows(window)]
            }
            Some(_) | None => Vec::new(),
        }
    }

    /// Turns a change back that could not be kept, and says why. The text of a note is not lost:
    /// it stands in the editor when the note is opened again.
    pub(super) fn not_kept(&mut self, change: Change, why: &str) -> Vec<Effect> {
        self.history.forget(&change);
        let key = match &change {
            Change::Note { .. } | Change::Idea { .. } => "app.note_not_kept",
            Change::Mark { .. }
            | Change::Listed(_)
            | Change::Swap(..)
            | Change::Enable { .. }
            | Change::Move { .. }
            | Change::Rule(_)
            | Change::Lens { .. } => "app.not_kept",
        };
        self.toasts.error(say(self.lang, key, &[&why]));
        // A source that cannot be turned on or off may be no more.
        let is_source = matches!(change, Change::Enable { .. });
        self.landed(&change, false);
        self.apply(&change.inverse());
        if is_source { self.ask_sources() } else { Vec::new() }
    }

    /// Shows a change wherever the item stands.
    pub(super) fn apply(&mut self, change: &Change) {
        self.apply_on_layers(change);
        match change {
            Change::Mark { mark, ids, to } => {
                // Of very many, few are on the screen.
                let whole = [self.reading.as_ref().map(Reading::id), self.preview.wanted()];
                let mut held = self.rows.among(ids);
                held.extend(whole.into_iter().flatten().filter(|id| ids.contains(id)));
                for id in held {
                    self.apply_mark(id, *mark, *to);
                }
            }
            Change::Note { about: About::Item(id), to, .. } => {
                self.each_row(*id, |row| row.noted = to.is_some());
                self.each_item(*id, |item| item.note.clone_from(to));
                self.lay_out_reading();
            }
            Change::Note { about: About::Story(story), to, .. } => {
                if let Some(id) = self.current().filter(|row| row.story == *story).map(|row| row.id)
                {
                    self.each_item(id, |item| item.story_note.clone_from(to));
                    self.lay_out_reading();
                }
            }
            // What they hide or bring is judged first.
            Change::Lens { lens: Lens::Mute(muted), to } => {
                self.settings.muted.retain(|known| known != muted);
                if *to {
                    self.settings.muted.push(muted.clone());
                }
            }
            // The journal, the order of the list and rules are shown by no row; what is watched for
            // is judged first.
            Change::Note { about: About::Day(_), .. }
            | Change::Swap(..)
            | Change::Rule(_)
            | Change::Enable { .. }
            | Change::Lens { lens: Lens::Watch { .. }, .. } => {}
            // The lists are asked for again as soon as this is kept, or a rule.
            Change::Move { id, to, .. } => self.each_row(*id, |row| row.pane = *to),
            Change::Idea { was, to } => self.apply_idea(was.as_deref(), to.as_deref()),
            Change::Listed(standings) => self.apply_standing(standings),
        }
    }

    /// Lets the rows go that nothing names any more.
    pub(super) fn let_rows_go(&mut self) {
        let view = self.view.as_ref().map(|view| &view.list);
        let lists = self.panes.iter().chain([&self.lead, &self.mine]).chain(view);
        let over = self.overlays.iter().flat_map(|overlay| overlay.layer().names());
        let open = self.reading.iter().flat_map(Reading::names);
        let named = lists.flat_map(List::held).chain(self.selection.names());
        self.rows.keep(&named.chain(self.moved).chain(over).chain(open).collect());
    }

    fn apply_mark(&mut self, id: ItemId, mark: Mark, to: bool) {
        if mark == Mark::Read {
            self.count_read(id, to);
        }
        self.each_row(id, |row| writes::mark_row(row, mark, to));
    }

    /// Keeps the header's count of unread items true.
    fn count_read(&mut self, id: ItemId, to: bool) {
        let is_listed = self.lists_mut().any(|list| list.holds(id));
        let held = self.rows.get(id).filter(|_| is_listed);
        if let Some(row) = held.filter(|row| row.read != to) {
            let unread = if self.lead.query().ids.contains(&id) {
                &mut self.tally.lead.unread
            } else if self.front.holds(row.pane, id) {
                &mut self.tally.edition[row.pane.index()].unread
            } else {
                return;
            };
            *unread = if to { unread.saturating_sub(1) } else { *unread + 1 };
        }
    }

    /// Changes an item's row, and what is held of it whole.
    pub(super) fn each_row(&mut self, id: ItemId, mut change: impl FnMut(&mut Row)) {
        if let Some(row) = self.rows.get_mut(id) {
            change(row);
        }
        self.each_item(id, |item| change(&mut item.row));
    }

    pub(super) fn each_item(&mut self, id: ItemId, mut change: impl FnMut(&mut Item)) {
        if let Some(item) = self.preview.item_mut(id) {
            change(item);
        }
        if let Some(item) = self.reading.as_mut().and_then(|reading| reading.item_mut(id)) {
            change(item);
        }
    }

    /// An item that is held whole: the open one or the one in the preview.
    pub(super) fn held(&self, id: ItemId) -> Option<&Item> {
        let open = self.reading.as_ref().and_then(|reading| reading.item());
        [open, self.preview.item()].into_iter().flatten().find(|item| item.row.id == id)
    }

    /// Opens the current item's page in the browser, or the link of the number that was typed.
    pub(super) fn browse(&mut self) -> Vec<Effect> {
        if let (Some(_), Some(number)) = (self.numbered(), self.times) {
            return self.follow_number(number);
        }
        if let Some(Overlay::Idea(_)) = self.overlays.last() {
            return self.show_hints();
        }
        let rows = match self.chosen_few() {
            Ok(rows) => rows,
            Err(why) => return self.fail(why),
        };
        if !rows.is_empty() && rows.iter().all(|row| row.url.is_none()) {
            self.toasts.error(say(self.lang, "app.no_page", &[]));
        }
        let mut effects = Vec::new();
        for row in rows {
            let Some(url) = row.url else { continue };
            effects.push(Effect::Work(Work::Browse(url)));
            if !row.read {
                effects.extend(self.saw(row.id));
            }
        }
        self.keep_choice();
        effects
    }

    /// Opens the page where the current item is discussed.
    pub(super) fn browse_discussion(&mut self) -> Vec<Effect> {
        let held = self.current().and_then(|row| self.held(row.id));
        match held.and_then(|item| item.discussion.clone()) {
            Some(url) => vec![Effect::Work(Work::Browse(url))],
            None => self.fail(say(self.lang, "app.no_discussion", &[]).into_owned()),
        }
    }

    /// Answers the question that stands on the screen.
    pub(super) fn answer(&mut self, yes: bool) -> Vec<Effect> {
        let Some(Overlay::Question(question)) = self.overlays.pop() else { return Vec::new() };
        update::answer(self, question, yes)
    }
}
