//! The edition that the panes show: which it is, and the order of its stories.
//!
//! The first frame shows the panes by rank, as the store has them. The edition is composed behind it;
//! when it is there, the panes begin with its stories in its order and go on with those of earlier
//! ones. Which edition is shown changes only when the user asks for it.

use std::collections::{BTreeMap, HashMap, HashSet};

use super::asking;
use super::effect::{Effect, FrontAsked, FrontPage, ListName, Question, WhichEdition, Window};
use super::groups::Group;
use super::list::List;
use super::lists::make_row_readable;
use super::purpose::Purpose;
use super::search::Subject;
use super::state::State;
use crate::lang::{Lang, say};
use crate::model::{
    Block, BlockKey, Day, EditionWindow, ItemId, Moment, Pane, Place, Placed, Query, StoryId,
};

/// The edition that the panes show.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Front {
    /// It; `None` until it is composed.
    pub edition: Option<FrontPage>,
    /// Its stories that its page neither tells nor keeps for want of room.
    pub left: Vec<Placed>,
    /// Whether the user opened an earlier one.
    pub is_past: bool,
    /// The item up to which there was something when it was first shown: later ones are new.
    opened_at: Option<ItemId>,
}

/// How rows move when another edition, or more of one, is shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Moves {
    /// The first row is shown, the selection stays on its item unless it was on the first row.
    #[default]
    Top,
    /// The selection stays where it is.
    Still,
    /// The selection goes to the first row.
    Anew,
}

/// What the panes showed and the header announced before more was to be shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Shown {
    up_to: Option<ItemId>,
    announced_after: Option<ItemId>,
    new: u64,
}

impl Front {
    /// Its time, once it is known.
    pub fn window(&self) -> Option<EditionWindow> {
        self.edition.as_ref().map(|edition| edition.window)
    }

    /// Whether an item stands for a story of it.
    pub fn holds(&self, pane: Pane, id: ItemId) -> bool {
        let placed = self.edition.as_ref().map(|edition| &edition.placed[pane.index()]);
        placed.is_some_and(|placed| placed.iter().any(|placed| placed.item == id))
    }

    /// Who wrote what an item of it tells, where that is somebody whom the reader follows.
    pub fn followed(&self, id: ItemId) -> Option<&str> {
        let placement = self.edition.as_ref()?.stands.get(&id)?;
        let why = placement.because.iter().find(|told| told.key == "placement.followed")?;
        why.facts.get(1).map(String::as_str)
    }

    /// Whether an item came after the edition was first shown.
    pub fn is_new(&self, id: ItemId) -> bool {
        self.opened_at.is_some_and(|last| id > last)
    }
}

impl State {
    /// Asks for an edition; an earlier one is where the user goes back to.
    pub(super) fn ask_front(&mut self, which: WhichEdition, moves: Moves, is_past: bool) -> Effect {
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
    pub(super) fn show_again(&mut self, before: Shown) {
        (self.shown_up_to, self.announced_after) = (before.up_to, before.announced_after);
        self.tally.new = before.new;
    }

    /// Asks for the edition that is shown again: something that it follows from changed.
    pub(super) fn ask_front_again(&mut self) -> Effect {
        if let Some((which, moves, is_past, _)) = self.front_on_its_way() {
            return self.ask_front(which, moves, is_past);
        }
        let shown = self.front.window();
        let which = shown.map_or(WhichEdition::Current, WhichEdition::Of);
        self.ask_front(which, Moves::Still, self.front.is_past)
    }

    /// Takes an edition that was asked for.
    pub(super) fn take_front(
        &mut self,
        asked: FrontAsked,
        (moves, is_past): (Moves, bool),
        mut page: FrontPage,
    ) -> Vec<Effect> {
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
        self.front.left = left_out(&page);
        self.front.edition = Some(page);
        if self.at_once && self.next_begins().is_none() {
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
            self.lead = List::new(ListName::Lead, query, None).holding(rows);
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
    pub(super) fn go_to_lead(&mut self) -> Vec<Effect> {
        self.view = None;
        self.select_lead(0)
    }

    /// Selects one of the events that lead, if there are any.
    pub(super) fn select_lead(&mut self, index: usize) -> Vec<Effect> {
        self.on_lead = !self.lead.is_empty();
        if self.on_lead {
            self.select_mover(None);
            let area = self.area_of(ListName::Lead);
            // All of them are held: nothing more is asked for.
            let _ = self.lead.go(index, area);
        }
        self.show_preview().into_iter().collect()
    }

    /// Moves among the events that lead, from a pane's first row to them and back; `None` where
    /// something else is to move.
    pub(super) fn step_lead(&mut self, by: isize) -> Option<Vec<Effect>> {
        if self.view.is_some() || self.lead.is_empty() {
            return None;
        }
        let count = self.lead.len();
        if !self.on_lead {
            let movers = self.movers();
            let is_first = if let Some(mover) = self.mover() {
                movers.first().is_some_and(|first| first.term == mover.term)
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
    pub(super) fn open_left_out(&mut self) -> Vec<Effect> {
        let left = &self.front.left;
        if left.is_empty() {
            self.toasts.done(say(self.lang, "app.nothing_left_out", &[]));
            return Vec::new();
        }
        let left = left.clone();
        let ids = left.iter().map(|placed| placed.item).collect();
        self.view_of(Subject::LeftOut, Query { ids, first: left, ..Query::default() })
    }

    /// The edition so many days from another; that it lies ahead is said.
    pub(super) fn edition_beside(
        &mut self,
        shown: EditionWindow,
        by: i64,
    ) -> Option<EditionWindow> {
        let day = shown.day.checked_add_signed(chrono::Duration::days(by))?;
        let window = self.closing.edition(day, self.now);
        if window.is_ahead(self.now) {
            self.toasts.done(say(self.lang, "app.no_later_edition", &[]));
            return None;
        }
        Some(window)
    }

    /// Opens the edition before or after the one that is shown.
    pub(super) fn turn_edition(&mut self, by: i64) -> Vec<Effect> {
        let shown = self.front.window();
        let Some(window) = shown.and_then(|shown| self.edition_beside(shown, by)) else {
            return Vec::new();
        };
        self.close_reading();
        self.view = None;
        vec![self.ask_front(WhichEdition::Of(window), Moves::Anew, true)]
    }

    /// Goes back to the current edition from an earlier one.
    pub(super) fn leave_past(&mut self) -> Option<Effect> {
        self.front.is_past.then(|| self.ask_front(WhichEdition::Current, Moves::Anew, false))
    }

    /// The day that is shown: that of an earlier edition, else today.
    pub(super) fn shown_day(&self) -> Day {
        let past = self.front.window().filter(|_| self.front.is_past);
        past.map_or_else(|| self.zone.day_of(self.now), |window| window.day)
    }

    /// Shows what came since the panes were filled: more of this edition, or the next one.
    pub(super) fn show_new(&mut self) -> Vec<Effect> {
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
    pub(super) fn let_in(&mut self) -> Vec<Effect> {
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
    pub(super) fn next_begins(&self) -> Option<Moment> {
        let closed = self.front.window().filter(|window| window.ends <= self.now);
        closed.filter(|_| self.at_once).map(|window| window.ends)
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

/// The stories that an edition's page neither tells nor keeps for want of room, pane by pane.
fn left_out(page: &FrontPage) -> Vec<Placed> {
    let blocks = &page.digest.blocks;
    let told = blocks.iter().flat_map(|block| &block.entries).map(|entry| entry.story);
    let rest = blocks.iter().flat_map(|block| &block.rest).map(|rest| rest.story);
    let lead = page.digest.lead.iter().map(|lead| lead.story);
    let known: HashSet<StoryId> = lead.chain(told).chain(rest).collect();
    let is_left = |placed: &&Placed| {
        let placement = page.stands.get(&placed.item).filter(|one| one.place != Place::Late);
        placement.is_some_and(|placement| !known.contains(&placement.story))
    };
    page.placed.iter().flatten().filter(is_left).copied().collect()
}

/// What happened, of the stories of which the edition's page says that in a line.
fn lines(page: &FrontPage) -> BTreeMap<ItemId, String> {
    let entries = page.digest.blocks.iter().flat_map(|block| &block.entries);
    let told = entries.map(|entry| (entry.story, &entry.scan));
    let told = told.chain(page.digest.lead.iter().map(|lead| (lead.story, &lead.scan)));
    let told: HashMap<StoryId, &String> =
        told.filter_map(|(story, scan)| Some((story, scan.as_ref()?))).collect();
    let line = |(id, story)| Some((id, (*told.get(&story)?).clone()));
    page.stands.iter().map(|(id, placement)| (*id, placement.story)).filter_map(line).collect()
}

/// The block of the page that tells a pane.
fn block_of(page: &FrontPage, pane: Pane) -> Option<&Block> {
    let key = match pane {
        Pane::Research => BlockKey::Research,
        Pane::Companies => BlockKey::Companies,
        Pane::Trends => BlockKey::Trends,
    };
    page.digest.blocks.iter().find(|block| block.key == key)
}

/// The group of each story of a pane: a shelf or a company of the page, its other stories, or what
/// came later. What stands before the first named group is in none.
fn groups(lang: Lang, page: &FrontPage, pane: Pane) -> BTreeMap<ItemId, Group> {
    let block = block_of(page, pane);
    let named: HashMap<StoryId, &str> = block
        .into_iter()
        .flat_map(|block| &block.entries)
        .filter_map(|entry| Some((entry.story, entry.group.as_deref()?)))
        .collect();
    let mut groups = BTreeMap::new();
    let mut is_begun = false;
    for placed in &page.placed[pane.index()] {
        let placement = page.stands.get(&placed.item);
        if placement.is_some_and(|placement| placement.place == Place::Late) {
            groups.insert(placed.item, Group::Late);
            continue;
        }
        let name = placement.and_then(|placement| named.get(&placement.story).copied());
        is_begun |= name.is_some();
        if !is_begun {
            continue;
        }
        let group = name.map_or(Group::Rest, |name| Group::Named {
            name: name.to_owned(),
            told: block.map(|block| told_of(lang, block, name)).unwrap_or_default(),
        });
        groups.insert(placed.item, group);
    }
    groups
}

/// What a heading says beside its name: what the company did in the week.
fn told_of(lang: Lang, block: &Block, name: &str) -> String {
    let Some(group) = block.groups.iter().find(|group| group.name == name) else {
        return String::new();
    };
    let counts: Vec<&str> = group.counts.iter().map(|counted| &*counted.text).collect();
    if counts.is_empty() {
        return String::new();
    }
    say(lang, "ui.this_week", &[&counts.join(" · ")]).into_owned()
}
