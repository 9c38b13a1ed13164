//! A list of items of which only a window is held: moving in it, asking for more of it.

mod form;

use std::collections::BTreeMap;

use super::effect::{ListName, Window};
use super::groups::{Group, Heading, by_company, in_order};
use super::layout::Area;
use super::rows::Rows;
use crate::model::{ItemId, Moment, Pane, Placed, Query, Row, Sort};
use crate::text::clean;
pub use form::{BEFORE_TITLE, Form};

/// Rows asked for at once.
const WINDOW: usize = 200;

/// With fewer rows than this left before the window's edge, the next window is asked for.
const MARGIN: usize = 60;

/// A list of items. The selection is an item, never a row number, so that no refresh moves it.
#[derive(Debug, Clone, PartialEq)]
pub struct List {
    name: ListName,
    query: Query,
    find: Option<String>,
    /// Whether its first rows stand in groups; those of later windows follow as they rank.
    grouped: bool,
    /// What is told of an edition's stories instead of their titles, and the groups of theirs.
    told: BTreeMap<ItemId, String>,
    groups: BTreeMap<ItemId, Group>,
    /// What stands over rows that begin a group.
    headings: BTreeMap<usize, Heading>,
    /// The items whose rows are held.
    rows: Vec<ItemId>,
    /// The number of the first held row in the whole list.
    offset: usize,
    /// How many rows the whole list has, once known.
    length: Option<usize>,
    /// Whether any rows came yet.
    came: bool,
    selected: Option<ItemId>,
    /// The number of the first row shown.
    top: usize,
    /// What was asked and not answered yet.
    asked: Option<Asked>,
}

/// Rows that were asked for.
#[derive(Debug, Clone, PartialEq)]
struct Asked {
    window: Window,
    /// Where the selection goes when they come.
    goal: Goal,
    /// In which order, and whether in groups, the list stands that is held.
    before: (Sort, bool),
}

/// Where the selection goes when a window comes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Goal {
    /// It stays on its item if that is there.
    Keep,
    /// It stays on its item, which stays where it stands on the screen.
    Still,
    /// It goes to the row of that number, or to the last one.
    Row(usize),
}

impl List {
    /// An empty list of what a query finds.
    pub fn new(name: ListName, query: Query, find: Option<String>) -> List {
        List {
            name,
            query,
            find,
            grouped: false,
            told: BTreeMap::new(),
            groups: BTreeMap::new(),
            headings: BTreeMap::new(),
            rows: Vec::new(),
            offset: 0,
            length: None,
            came: false,
            selected: None,
            top: 0,
            asked: None,
        }
    }

    /// The same list with all its rows, the selection on the first.
    #[must_use]
    pub fn holding(self, rows: Vec<ItemId>) -> List {
        let (length, selected) = (Some(rows.len()), rows.first().copied());
        List { rows, length, selected, came: true, ..self }
    }

    /// The same list, in groups.
    #[must_use]
    pub fn grouped(self) -> List {
        List { grouped: true, ..self }
    }

    /// Sets its rows in groups, or no longer; the selection stays on its item.
    pub fn toggle_groups(&mut self) -> Window {
        let before = self.before();
        self.grouped = !self.grouped;
        self.ask_from(0, WINDOW, Goal::Keep, before)
    }

    /// What stands over a row, where it begins a group.
    pub fn heading(&self, index: usize) -> Option<&Heading> {
        self.headings.get(&index)
    }

    /// Which list of the screen it is.
    pub fn name(&self) -> ListName {
        self.name
    }

    /// What it lists, whatever its window.
    pub fn query(&self) -> &Query {
        &self.query
    }

    /// The reading list's tags of the rows it holds.
    pub fn tags<'a>(&'a self, rows: &'a Rows) -> impl Iterator<Item = String> {
        let listed = rows.all(&self.rows).flat_map(|row| &row.listed);
        listed.flat_map(|listed| listed.tags.clone())
    }

    /// The languages of the rows it holds.
    pub fn languages<'a>(&'a self, rows: &'a Rows) -> impl Iterator<Item = String> {
        let languages = rows.all(&self.rows).map(|row| row.language.clone());
        languages.filter(|language| !language.is_empty())
    }

    /// The names of the sources of the rows it holds.
    pub fn sources<'a>(&'a self, rows: &'a Rows) -> impl Iterator<Item = String> {
        let one_word = |name: &String| !name.contains(char::is_whitespace);
        rows.all(&self.rows).map(move |row| {
            Some(row.source_name.clone()).filter(one_word).unwrap_or_else(|| row.source.0.clone())
        })
    }

    /// The last names of the first authors of the rows it holds.
    pub fn authors<'a>(&'a self, rows: &'a Rows) -> impl Iterator<Item = String> {
        let names = rows.all(&self.rows).filter_map(|row| row.first_author.as_deref());
        names.filter_map(|name| name.split_whitespace().next_back()).map(str::to_owned)
    }

    /// Asks for it in another order; the selection stays on its item.
    pub fn sorted(&mut self, sort: Sort) -> Window {
        let before = self.before();
        self.query.sort = sort;
        self.ask_from(0, WINDOW, Goal::Keep, before)
    }

    /// What it searches for, if anything.
    pub fn find(&self) -> Option<&str> {
        self.find.as_deref()
    }

    /// Asks for its beginning; the selection stays where it is if its item is there.
    pub fn open(&mut self) -> Window {
        self.ask(0, if self.selected.is_some() { Goal::Keep } else { Goal::Row(0) })
    }

    /// Asks for its beginning with what came to the store up to that item.
    pub fn show_up_to(&mut self, latest: Option<ItemId>) -> Window {
        self.query.up_to = latest;
        self.top = 0;
        let at_top = self.selected_index().is_none_or(|index| index == 0);
        self.ask(0, if at_top { Goal::Row(0) } else { Goal::Keep })
    }

    /// Has it begin with the stories of an edition, and go on with those that began before that
    /// ended, but for some that stand elsewhere.
    pub fn begin_with(&mut self, placed: &[Placed], without: Vec<ItemId>, ends: Moment) {
        self.query.first = placed.to_vec();
        self.query.without = without;
        self.query.begun_before = Some(ends);
    }

    /// Takes what is told of an edition's stories instead of their titles, and the groups of theirs.
    pub fn tell(&mut self, told: BTreeMap<ItemId, String>, groups: BTreeMap<ItemId, Group>) {
        (self.told, self.groups) = (told, groups);
    }

    /// What a row says: what happened, where an edition tells that, else its title.
    pub fn text<'a>(&'a self, row: &'a Row) -> &'a str {
        self.told.get(&row.id).map_or_else(|| clean::headline(&row.title), String::as_str)
    }

    /// Asks for its beginning, with the selection on the first row.
    pub fn show_anew(&mut self, latest: Option<ItemId>) -> Window {
        self.query.up_to = latest;
        self.top = 0;
        self.ask(0, Goal::Row(0))
    }

    /// Asks for the held window with what came to the store up to that item; the selection stays.
    pub fn let_in(&mut self, latest: Option<ItemId>) -> Window {
        self.query.up_to = latest;
        self.reload()
    }

    /// Asks for the held window again, because something in it changed.
    pub fn reload(&mut self) -> Window {
        self.ask_held(Goal::Keep)
    }

    /// Asks for the held window again, because something in it may have changed elsewhere: nothing
    /// moves on the screen that need not. Nothing where an answer is on its way.
    pub fn read_again(&mut self) -> Option<Window> {
        let is_idle = self.came && self.asked.is_none();
        is_idle.then(|| self.ask_held(Goal::Still))
    }

    /// Asks for all that is held, the selection may lie anywhere in it.
    fn ask_held(&mut self, goal: Goal) -> Window {
        self.ask_for(self.offset, self.rows.len().max(WINDOW), goal)
    }

    fn ask(&mut self, offset: usize, goal: Goal) -> Window {
        self.ask_for(offset, WINDOW, goal)
    }

    fn ask_for(&mut self, offset: usize, rows: usize, goal: Goal) -> Window {
        let before = self.before();
        self.ask_from(offset, rows, goal, before)
    }

    /// How the rows stand that are held.
    fn before(&self) -> (Sort, bool) {
        self.asked.as_ref().map_or((self.query.sort, self.grouped), |asked| asked.before)
    }

    fn ask_from(&mut self, offset: usize, rows: usize, goal: Goal, before: (Sort, bool)) -> Window {
        // Rows that are set by company only stand together from the first on.
        let (offset, rows) =
            if self.grouped && offset < WINDOW { (0, offset + rows) } else { (offset, rows) };
        let window = Window {
            list: self.name,
            query: Box::new(Query { offset, limit: Some(rows), ..self.query.clone() }),
            find: self.find.clone(),
        };
        self.asked = Some(Asked { window: window.clone(), goal, before });
        window
    }

    /// The question for the number of all rows.
    pub fn whole(&self) -> Window {
        Window { list: self.name, query: Box::new(self.query.clone()), find: self.find.clone() }
    }

    /// Takes the items that were asked for, whose rows are held; `false` where they were not, or no
    /// longer.
    pub fn take(&mut self, asked: &Window, came: Vec<ItemId>, area: Area, rows: &Rows) -> bool {
        let Some(Asked { goal, .. }) = self.asked.take_if(|open| open.window == *asked) else {
            return false;
        };
        let index = match goal {
            Goal::Keep | Goal::Still => self.selected_index().unwrap_or(0),
            Goal::Row(number) => number,
        };
        let story = self.selected_row(rows).map(|row| row.story);
        let of_edition = asked.query.begun_before.is_some();
        // Before there is an edition only companies are known.
        let by_itself = self.name != ListName::Pane(Pane::Research)
            && self.name != ListName::Pane(Pane::Trends);
        let in_groups = self.grouped && asked.query.offset == 0 && !of_edition && by_itself;
        let mut came = came;
        let later = came.split_off(came.len().min(WINDOW));
        let company = |id| rows.get(id)?.companies.first();
        (self.rows, self.headings) =
            if in_groups { by_company(came, company) } else { (came, BTreeMap::new()) };
        self.rows.extend(later);
        self.offset = asked.query.offset;
        if of_edition {
            // That something came later than the page is said without groups, too.
            let is_shown = |group: &&Group| self.grouped || **group == Group::Late;
            let group = |id| self.groups.get(&id).filter(is_shown).cloned();
            self.headings = in_order(&self.rows, &asked.query.first, group)
                .map(|(at, heading)| (self.offset + at, heading))
                .collect();
        }
        self.came = true;
        if self.rows.len() < asked.query.limit.unwrap_or(WINDOW) {
            self.length = Some(self.offset + self.rows.len());
        }
        let keeps = matches!(goal, Goal::Keep | Goal::Still);
        if !keeps || !self.selected.is_some_and(|id| self.holds(id)) {
            // Another report may lead the selected story by now.
            let led = story.filter(|_| keeps);
            let led = rows.all(&self.rows).find(|row| Some(row.story) == led).map(|row| row.id);
            let at = index.saturating_sub(self.offset).min(self.rows.len().saturating_sub(1));
            self.selected = led.or(self.rows.get(at).copied());
        }
        if let (Goal::Still, Some(now)) = (goal, self.selected_index()) {
            self.top = (self.top + now).saturating_sub(index);
        }
        self.keep_in_sight(area, rows);
        true
    }

    /// Waits no longer: there will be no answer, and what is held stays as it is.
    pub fn give_up(&mut self) {
        if let Some(Asked { before, .. }) = self.asked.take() {
            (self.query.sort, self.grouped) = before;
            self.came = true;
        }
    }

    /// Whether it waits for its first rows.
    pub fn is_waiting(&self) -> bool {
        !self.came
    }

    /// Whether it is known to hold nothing.
    pub fn is_empty(&self) -> bool {
        self.rows.is_empty()
    }

    /// How many rows the whole list has, as far as is known.
    pub fn len(&self) -> usize {
        self.length.unwrap_or_default().max(self.offset + self.rows.len())
    }

    /// Takes the number of all rows.
    pub fn take_length(&mut self, asked: &Window, length: usize) {
        let same = Query { offset: 0, limit: None, ..(*asked.query).clone() };
        if same == self.query && asked.find == self.find {
            self.length = Some(length);
        }
    }

    /// The item the selection is on.
    pub fn selected(&self) -> Option<ItemId> {
        self.selected
    }

    /// The row the selection is on.
    pub fn selected_row<'a>(&self, rows: &'a Rows) -> Option<&'a Row> {
        rows.get(self.selected.filter(|id| self.holds(*id))?)
    }

    /// The selection's number in the whole list.
    pub fn selected_index(&self) -> Option<usize> {
        self.index_of(self.selected?)
    }

    /// An item's number in the whole list, if its row is held.
    pub fn index_of(&self, id: ItemId) -> Option<usize> {
        self.rows.iter().position(|held| *held == id).map(|at| self.offset + at)
    }

    /// The row of a number, if it is held.
    pub fn row<'a>(&self, index: usize, rows: &'a Rows) -> Option<&'a Row> {
        rows.get(self.id(index)?)
    }

    /// The item of a number, if its row is held.
    pub fn id(&self, index: usize) -> Option<ItemId> {
        self.rows.get(index.checked_sub(self.offset)?).copied()
    }

    /// Whether an item's row is held.
    pub fn holds(&self, id: ItemId) -> bool {
        self.rows.contains(&id)
    }

    /// Whether all its rows are held.
    pub fn holds_all(&self) -> bool {
        self.offset == 0 && self.length == Some(self.rows.len())
    }

    /// The items whose rows are held.
    pub fn held(&self) -> impl Iterator<Item = ItemId> {
        self.rows.iter().copied()
    }

    /// Has the selection be on an item when its row comes.
    pub fn expect(&mut self, id: ItemId) {
        self.selected = Some(id);
    }

    /// Has the selection be on an item again when the rows that were asked for come.
    pub fn come_back(&mut self, id: ItemId) {
        self.selected = Some(id);
        if let Some(asked) = &mut self.asked {
            asked.goal = Goal::Keep;
        }
    }

    /// Puts the selection on an item that is held.
    pub fn select(&mut self, id: ItemId, area: Area, rows: &Rows) {
        if self.holds(id) {
            self.selected = Some(id);
            self.keep_in_sight(area, rows);
        }
    }

    /// Moves the selection; asks for more rows where they are needed.
    #[must_use]
    pub fn step(&mut self, by: isize, area: Area, rows: &Rows) -> Option<Window> {
        let from = match &self.asked {
            Some(Asked { goal: Goal::Row(goal), .. }) => *goal,
            Some(Asked { goal: Goal::Keep | Goal::Still, .. }) | None => self.selected_index()?,
        };
        self.go(from.saturating_add_signed(by), area, rows)
    }

    /// Puts the selection on the row of a number, or on the last one; asks for more rows where
    /// they are needed.
    #[must_use]
    pub fn go(&mut self, index: usize, area: Area, rows: &Rows) -> Option<Window> {
        let index = index.min(self.len().checked_sub(1)?);
        let around = index.saturating_sub(WINDOW / 2);
        let Some(id) = self.id(index) else { return Some(self.ask(around, Goal::Row(index))) };
        self.selected = Some(id);
        // What was asked for another place is of no use any more.
        self.asked.take_if(|asked| matches!(asked.goal, Goal::Row(_)));
        self.keep_in_sight(area, rows);
        let held = self.offset..self.offset + self.rows.len();
        let near_start = held.start > 0 && index < held.start + MARGIN;
        let more = self.length.is_none_or(|length| held.end < length);
        let near_end = more && index + MARGIN >= held.end;
        if (near_start || near_end) && self.asked.is_none() {
            return Some(self.ask(around, Goal::Keep));
        }
        None
    }

    /// Half the rows that fit.
    pub fn half(area: Area) -> isize {
        isize::try_from((area.height / 2).max(1)).unwrap_or(1)
    }
}

#[cfg(test)]
mod tests;
