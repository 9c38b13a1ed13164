//! What the edition has for the reader alone, as a list: what lenses found, connections, ideas, a
//! seed of one, notes, the reading list.

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};

use super::effect::{Effect, FrontPage, ListName, Window};
use super::groups::Group;
use super::layout::FOUR_FROM;
use super::list::List;
use super::own_words;
use super::state::State;
use crate::lang::say;
use crate::model::{Block, BlockKey, Entry, IdeaId, ItemId, Pane, Placed, Query};
use crate::text::clean;

/// What stands under a title of its own on the front page.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Column {
    /// A pane.
    Pane(Pane),
    /// What is for the reader alone.
    Mine,
}

impl Column {
    /// All of them, in their order.
    pub const ALL: [Column; 4] = [
        Column::Pane(Pane::Research),
        Column::Pane(Pane::Companies),
        Column::Pane(Pane::Trends),
        Column::Mine,
    ];
}

/// The block of a page that is the reader's own.
fn block(page: &FrontPage) -> Option<&Block> {
    page.digest.blocks.iter().find(|block| block.key == BlockKey::Mine)
}

/// What an entry says on a row: what was found is told by its title, all else by what it says.
fn text(entry: &Entry) -> String {
    let label = clean::headline(&entry.label);
    let is_told = entry.own || entry.seed.is_some() || entry.language.is_empty();
    let said = own_words::plain(&entry.text);
    let said = said.trim_start_matches(['—', '>', ' ']);
    if is_told && entry.text != entry.label && !said.is_empty() {
        format!("{label} — {said}")
    } else {
        entry.scan.clone().unwrap_or_else(|| label.to_owned())
    }
}

impl State {
    /// Takes what an edition has for the reader alone; an item stands there once.
    pub(super) fn take_mine(&mut self, page: &FrontPage) -> Option<Window> {
        let mut seen = BTreeSet::new();
        let entries = block(page).map(|block| &*block.entries).unwrap_or_default();
        let entries: Vec<&Entry> = entries.iter().filter(|entry| seen.insert(entry.item)).collect();
        let ids: Vec<ItemId> = entries.iter().map(|entry| entry.item).collect();
        let was = self.mine.selected();
        if ids.is_empty() {
            self.mine = List::new(ListName::Mine, Query::default(), None).holding(Vec::new());
            return None;
        }
        let worth = |item: &ItemId| page.stands.get(item).map_or(0.0, |placement| placement.worth);
        let first = ids.iter().map(|item| Placed { item: *item, worth: worth(item) }).collect();
        let begun_before = Some(page.window.ends);
        let query = Query { ids, begun_before, first, ..Query::default() };
        if *self.mine.query() != query {
            self.mine = List::new(ListName::Mine, query, None).grouped();
        }
        let told = entries.iter().map(|entry| (entry.item, text(entry))).collect();
        let group = |entry: &&Entry| {
            let name = entry.group.clone()?;
            Some((entry.item, Group::Named { name, told: String::new() }))
        };
        let groups: BTreeMap<ItemId, Group> = entries.iter().filter_map(group).collect();
        self.mine.tell(told, groups);
        if let Some(id) = was {
            self.mine.expect(id);
        }
        Some(self.mine.open())
    }

    /// How many entries it has.
    pub fn mine_count(&self) -> usize {
        self.mine.query().ids.len()
    }

    /// The entry of an item, where the list of what is for the reader alone is meant.
    pub fn mine_entry(&self, id: ItemId) -> Option<&Entry> {
        let block = self.front.edition.as_ref().and_then(block)?;
        block.entries.iter().find(|entry| entry.item == id)
    }

    /// What stands there where it has nothing.
    pub(super) fn nothing_mine(&self) -> String {
        let block = self.front.edition.as_ref().and_then(block);
        let remark = block.and_then(|block| block.remark.clone());
        remark.unwrap_or_else(|| say(self.lang, "ui.loading", &[]).into_owned())
    }

    /// What a column's title says: the number that goes there, its name, how much of the edition
    /// stands in it.
    pub fn title_of(&self, column: Column) -> (usize, Cow<'static, str>, usize) {
        match column {
            Column::Pane(pane) => {
                let name = say(self.lang, &format!("pane.{}", pane.name()), &[]);
                (pane.index() + 1, name, self.tally.edition[pane.index()].all as usize)
            }
            Column::Mine => {
                (Pane::ALL.len() + 1, say(self.lang, "pane.mine", &[]), self.mine_count())
            }
        }
    }

    /// Whether a column has the keys.
    pub fn has_keys(&self, column: Column) -> bool {
        let here = match column {
            Column::Pane(pane) => !self.on_mine && pane == self.focus,
            Column::Mine => self.on_mine,
        };
        here && !self.on_lead
    }

    /// Goes to a column.
    pub(super) fn go_to_column(&mut self, column: Column) -> Vec<Effect> {
        match column {
            Column::Pane(pane) => self.focus_on(pane),
            Column::Mine => self.go_to_mine(),
        }
    }

    /// Goes to what is for the reader alone; a list over the panes goes away.
    pub(super) fn go_to_mine(&mut self) -> Vec<Effect> {
        self.view = None;
        (self.on_lead, self.on_mine) = (false, true);
        self.resize(self.size);
        let mut effects: Vec<Effect> = self.show_preview().into_iter().collect();
        if self.front.is_own_old {
            effects.push(self.ask_front_again());
        }
        effects
    }

    /// Whether it is on the screen.
    pub(super) fn shows_mine(&self) -> bool {
        self.view.is_none() && (self.on_mine || self.size.width >= FOUR_FROM)
    }

    /// The name of the seed that is selected there, if one is.
    pub(super) fn seed_chosen(&self) -> Option<String> {
        let id = self.list().selected().filter(|_| self.list_name() == ListName::Mine)?;
        let entry = self.mine_entry(id).filter(|entry| entry.seed.is_some())?;
        Some(entry.label.clone())
    }

    /// The idea that an item stands for there, if it stands for one.
    pub(super) fn idea_chosen(&self, id: ItemId) -> Option<IdeaId> {
        let entry = self.mine_entry(id).filter(|_| self.list_name() == ListName::Mine)?;
        let ideas = &self.held(id)?.ideas;
        ideas.iter().find(|idea| idea.title == entry.label).map(|idea| idea.id)
    }
}
