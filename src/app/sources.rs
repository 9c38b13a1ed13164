//! The sources and how they have been doing: those in trouble first, those that are off last.

use super::change::Change;
use super::command::Place;
use super::draft::Draft;
use super::effect::{Effect, Errand, Question, Scope, Work};
use super::purpose::Purpose;
use super::question::{Profile, YesNo};
use super::search::Subject;
use super::state::{LineFor, Overlay, State};
use crate::lang::say;
use crate::model::{AccountHealth, Candidate, Condition, Health, Moment, Query, SourceId, Told};
use crate::text::address;

/// Screens as wide as this tell of the selected source beside the list, others below it.
pub const BESIDE_FROM: u16 = 110;

/// Rows below the list that tell more of the selected source.
const DETAIL: usize = 4;

/// Rows that tell of the selected source below the list, on a screen of a width.
pub fn rows_below(width: u16) -> usize {
    if width < BESIDE_FROM { DETAIL } else { 0 }
}

/// The list of sources.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct SourceList {
    /// All sources in their order, each in its part; `None` until they come.
    sources: Option<Vec<(Part, Health)>>,
    /// Words that the shown ones hold, lower-cased.
    pub find: String,
    /// What the selection is on.
    selected: Option<Chosen>,
    /// The first row shown.
    pub top: usize,
    /// Reader servers that are followed; they stand above the sources.
    accounts: Vec<AccountHealth>,
}

/// What can be selected.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Chosen {
    /// A reader server, by its name.
    Account(String),
    /// A source.
    Source(SourceId),
}

/// A part of the list.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Part {
    /// Reader servers.
    Accounts,
    /// Those that need the reader's eye.
    Trouble,
    /// Those that are asked.
    On,
    /// Those that are not.
    Off,
}

impl Part {
    /// The key of its heading.
    pub fn key(self) -> &'static str {
        match self {
            Part::Accounts => "ui.source.accounts",
            Part::Trouble => "ui.source.trouble",
            Part::On => "ui.source.on",
            Part::Off => "ui.source.off",
        }
    }

    fn of(condition: Condition) -> Part {
        match condition {
            Condition::Gone | Condition::Dead | Condition::Failing | Condition::Silent => {
                Part::Trouble
            }
            Condition::Well | Condition::Unvisited => Part::On,
            Condition::Off => Part::Off,
        }
    }
}

/// A row of the list.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Row<'a> {
    /// The heading of a part, and how many it has.
    Heading(Part, usize),
    /// A reader server.
    Account(&'a AccountHealth),
    /// A source.
    Source(&'a Health),
}

impl SourceList {
    /// Whether the sources did not come yet.
    pub fn is_waiting(&self) -> bool {
        self.sources.is_none()
    }

    /// How many sources there are.
    pub fn len(&self) -> usize {
        self.sources.as_ref().map_or(0, Vec::len)
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// The sources that hold all words that are looked for.
    fn shown(&self) -> Vec<&(Part, Health)> {
        let words: Vec<&str> = self.find.split_whitespace().collect();
        let holds = |(_, health): &&(Part, Health)| {
            let source = &health.source;
            let text = [&*source.name, &source.id.0, &source.kind, &source.address].join(" ");
            let text = text.to_lowercase();
            words.iter().all(|word| text.contains(word))
        };
        self.sources.iter().flatten().filter(holds).collect()
    }

    /// What stands in the list, headings and sources.
    pub fn rows(&self) -> Vec<Row<'_>> {
        let shown = self.shown();
        let mut rows = Vec::with_capacity(shown.len() + self.accounts.len() + 4);
        if !self.accounts.is_empty() && self.find.is_empty() {
            rows.push(Row::Heading(Part::Accounts, self.accounts.len()));
            rows.extend(self.accounts.iter().map(Row::Account));
        }
        let mut last = None;
        for (part, health) in &shown {
            if last != Some(*part) {
                let many = shown.iter().filter(|(other, _)| other == part).count();
                rows.push(Row::Heading(*part, many));
                last = Some(*part);
            }
            rows.push(Row::Source(health));
        }
        rows
    }

    /// What can be selected, in its order.
    fn choices(&self) -> Vec<Chosen> {
        let choice = |row: Row<'_>| match row {
            Row::Heading(..) => None,
            Row::Account(account) => Some(Chosen::Account(account.name.clone())),
            Row::Source(health) => Some(Chosen::Source(health.source.id.clone())),
        };
        self.rows().into_iter().filter_map(choice).collect()
    }

    /// What is selected; the first source where that is not shown, else the first account.
    fn chosen(&self) -> Option<Chosen> {
        let choices = self.choices();
        let is_source = |choice: &&Chosen| matches!(choice, Chosen::Source(_));
        let selected = self.selected.as_ref().filter(|selected| choices.contains(selected));
        selected.or_else(|| choices.iter().find(is_source)).or_else(|| choices.first()).cloned()
    }

    /// The selected source, if it is one.
    pub fn current(&self) -> Option<&Health> {
        let Chosen::Source(id) = self.chosen()? else { return None };
        self.shown().into_iter().map(|(_, health)| health).find(|health| health.source.id == id)
    }

    /// The selected reader server, if it is one.
    pub fn account(&self) -> Option<&AccountHealth> {
        let Chosen::Account(name) = self.chosen()? else { return None };
        self.accounts.iter().find(|account| account.name == name)
    }

    /// Whether a row is the selected one.
    pub fn is_selected(&self, row: &Row<'_>) -> bool {
        match (self.chosen(), row) {
            (Some(Chosen::Account(name)), Row::Account(account)) => account.name == name,
            (Some(Chosen::Source(id)), Row::Source(health)) => health.source.id == id,
            (Some(_) | None, Row::Heading(..) | Row::Account(_) | Row::Source(_)) => false,
        }
    }

    /// Selects what stands at a row in sight; whether it was selected already, or `None` where nothing
    /// stands there that can be.
    pub(super) fn select_row(&mut self, row: usize) -> Option<bool> {
        let row = *self.rows().get(self.top + row)?;
        let was = self.is_selected(&row);
        let chosen = match row {
            Row::Heading(..) => return None,
            Row::Account(account) => Chosen::Account(account.name.clone()),
            Row::Source(health) => Chosen::Source(health.source.id.clone()),
        };
        self.selected = Some(chosen);
        Some(was)
    }

    /// Moves by so many rows that can be selected; `height` rows show the list.
    pub(super) fn step(&mut self, by: isize, height: usize) {
        let choices = self.choices();
        let now = self.chosen();
        let at = choices.iter().position(|choice| Some(choice) == now.as_ref()).unwrap_or(0);
        let to = at.saturating_add_signed(by).min(choices.len().saturating_sub(1));
        self.selected = choices.get(to).cloned();
        self.keep_in_sight(height);
    }

    /// Scrolls so that what is selected shows, and the heading over the first one with it.
    fn keep_in_sight(&mut self, height: usize) {
        let rows = self.rows();
        let index = rows.iter().position(|row| self.is_selected(row)).unwrap_or(0);
        // What stands over the first source shows with it.
        let is_first = !rows[..index].iter().any(|row| matches!(row, Row::Source(_)));
        let first = if is_first { 0 } else { index };
        self.top = self.top.min(first).max((index + 1).saturating_sub(height.max(1)));
    }

    pub(super) fn enable(&mut self, source: &SourceId, to: bool) {
        let sources = self.sources.iter_mut().flatten();
        for (_, health) in sources.filter(|(_, health)| health.source.id == *source) {
            health.source.enabled = to;
        }
    }

    /// The selected source's address, if it is one.
    pub(super) fn page(&self) -> Option<String> {
        address::parse(&self.current()?.source.address, None)
    }

    /// The reader servers that stand above the sources.
    pub fn accounts(&self) -> &[AccountHealth] {
        &self.accounts
    }

    fn take(&mut self, sources: &[Health], now: Moment) {
        let part = |health: &Health| Part::of(health.condition(now));
        self.sources = Some(sources.iter().map(|one| (part(one), one.clone())).collect());
    }
}

impl State {
    /// Rows that show the list of sources.
    fn source_rows(&self) -> usize {
        self.page_height().saturating_sub(rows_below(self.size.width)).max(1)
    }

    /// Moves in the list of sources.
    pub(super) fn step_sources(&mut self, by: isize) {
        let height = self.source_rows();
        if let Some(Overlay::Sources(list)) = self.overlays.last_mut() {
            list.step(by, height);
        }
    }

    /// Asks for the sources.
    pub(super) fn open_sources(&mut self) -> Vec<Effect> {
        self.overlays.push(Overlay::Sources(SourceList::default()));
        self.ask_sources()
    }

    fn sources_mut(&mut self) -> Option<&mut SourceList> {
        self.overlays.iter_mut().find_map(|overlay| {
            if let Overlay::Sources(list) = overlay { Some(list) } else { None }
        })
    }

    /// Asks for the sources anew where their list is open and nobody waits for them yet.
    pub(super) fn ask_sources(&mut self) -> Vec<Effect> {
        let is_asked = self.asks.purposes().any(|purpose| *purpose == Purpose::Sources);
        if is_asked || self.sources_mut().is_none() {
            return Vec::new();
        }
        vec![self.ask(Purpose::Sources, Question::Sources)]
    }

    /// Takes the sources; those in trouble stand first, those that are off last.
    pub(super) fn take_sources(&mut self, mut sources: Vec<Health>) -> Vec<Effect> {
        let (now, height) = (self.now, self.source_rows());
        let accounts = self.tally.accounts.clone();
        sources.sort_by_key(|health| (health.condition(now), health.source.name.to_lowercase()));
        if let Some(list) = self.sources_mut() {
            list.take(&sources, now);
            list.accounts = accounts;
            list.keep_in_sight(height);
        }
        Vec::new()
    }

    /// The source that the list of sources is on, where it stands on top.
    pub(super) fn current_source(&self) -> Option<&Health> {
        match self.overlays.last() {
            Some(Overlay::Sources(list)) => list.current(),
            Some(_) | None => None,
        }
    }

    /// Has the selected source asked, or no longer.
    pub(super) fn toggle_source(&mut self) -> Vec<Effect> {
        let Some(source) = self.current_source().map(|health| &health.source) else {
            return Vec::new();
        };
        let change = Change::Enable { source: source.id.clone(), to: !source.enabled };
        self.do_change(change)
    }

    /// Has the sources asked that are due; on the list of sources what is selected, and on the page of
    /// an account that.
    pub(super) fn refresh_here(&mut self) -> Vec<Effect> {
        if let Some(account) = self.current_account() {
            return self.sync_account(account, false);
        }
        if self.is_on_page() {
            return Vec::new();
        }
        match self.current_source().map(|health| health.source.id.clone()) {
            Some(source) => self.refresh(Scope::One(source)),
            None => self.refresh(Scope::Due),
        }
    }

    /// Has all sources asked; on an account, everything of it compared.
    pub(super) fn refresh_all(&mut self) -> Vec<Effect> {
        if let Some(account) = self.current_account() {
            return self.sync_account(account, true);
        }
        if self.is_on_page() { Vec::new() } else { self.refresh(Scope::All) }
    }

    /// Whether a page stands on top that has nothing to be asked for.
    fn is_on_page(&self) -> bool {
        self.place() == Place::Page
    }

    /// Lists the items of the selected source, or opens what is known of the selected account.
    pub(super) fn open_source(&mut self, list: &SourceList) -> Vec<Effect> {
        if let Some(account) = list.account() {
            let name = account.name.clone();
            return vec![self.ask_account(name)];
        }
        let Some(source) = list.current().map(|health| &health.source) else { return Vec::new() };
        let query = Query {
            source: Some(source.id.clone()),
            sort: crate::model::Sort::New,
            ..Query::default()
        };
        self.overlays.clear();
        self.view_of(Subject::Source(source.name.clone()), query)
    }

    /// Opens the line for words that sources are to hold.
    pub(super) fn find_source(&mut self) -> Vec<Effect> {
        if let Some(Overlay::Sources(list)) = self.overlays.last() {
            let draft = Draft::new(&list.find);
            self.overlays.push(Overlay::Line(LineFor::Source, draft));
        }
        Vec::new()
    }

    /// Shows the sources that hold all words of a text.
    pub(super) fn show_sources_with(&mut self, text: &str) -> Vec<Effect> {
        let height = self.source_rows();
        if let Some(list) = self.sources_mut() {
            list.find = text.trim().to_lowercase();
            list.top = 0;
            list.keep_in_sight(height);
        }
        Vec::new()
    }

    /// Opens the line for the address of a source to follow.
    pub(super) fn ask_source(&mut self) -> Vec<Effect> {
        if self.sample {
            self.toasts.done(say(self.lang, "app.sample_is_fixed", &[]));
            return Vec::new();
        }
        self.overlays.push(Overlay::Line(LineFor::Follow, Draft::default()));
        Vec::new()
    }

    /// Has a source followed.
    pub(super) fn follow(&mut self, typed: &str) -> Vec<Effect> {
        let address = typed.trim().to_owned();
        if address.is_empty() {
            return Vec::new();
        }
        self.ask_network(Errand::Follow(address), "app.following")
    }

    /// Asks which of those is to be followed that may be meant by what was typed.
    pub(super) fn offer(&mut self, candidates: Vec<Candidate>) -> Vec<Effect> {
        self.toasts.clear();
        self.overlays.push(Overlay::Question(YesNo::Follow { candidates, at: 0 }));
        Vec::new()
    }

    /// Takes whether the candidate is meant that was asked about; else asks about the next one.
    pub(super) fn settle_offer(
        &mut self,
        mut candidates: Vec<Candidate>,
        at: usize,
        yes: bool,
    ) -> Vec<Effect> {
        if yes && at < candidates.len() {
            let chosen = candidates.swap_remove(at);
            return self.ask_network(Errand::FollowThis(Box::new(chosen)), "app.following");
        }
        if at + 1 < candidates.len() {
            self.overlays.push(Overlay::Question(YesNo::Follow { candidates, at: at + 1 }));
        }
        Vec::new()
    }

    /// Asks which sets of sources there are.
    pub(super) fn ask_profiles(&mut self) -> Vec<Effect> {
        if self.sample {
            self.toasts.done(say(self.lang, "app.sample_is_fixed", &[]));
            return Vec::new();
        }
        vec![Effect::Work(Work::Fetch(Errand::Profiles))]
    }

    /// Asks which of the sets of sources is to be switched on.
    pub(super) fn offer_profiles(&mut self, profiles: Vec<Profile>) -> Vec<Effect> {
        if !profiles.is_empty() {
            self.overlays.push(Overlay::Question(YesNo::Profile { profiles, at: 0 }));
        }
        Vec::new()
    }

    /// Takes whether the set is meant that was asked about; else asks about the next one.
    pub(super) fn settle_profile(
        &mut self,
        profiles: Vec<Profile>,
        at: usize,
        yes: bool,
    ) -> Vec<Effect> {
        if yes {
            let name = profiles.get(at).map(|profile| profile.name.clone());
            return name
                .map(|name| Effect::Work(Work::Fetch(Errand::SwitchOn(name))))
                .into_iter()
                .collect();
        }
        if at + 1 < profiles.len() {
            self.overlays.push(Overlay::Question(YesNo::Profile { profiles, at: at + 1 }));
        }
        Vec::new()
    }

    /// Takes what came of following or removing a source.
    pub(super) fn followed(&mut self, told: &Told, source: Option<SourceId>) -> Vec<Effect> {
        self.toasts.done(told.say(self.lang));
        if let (Some(id), Some(list)) = (source, self.sources_mut()) {
            // The words that were looked for may not be among its own.
            list.find.clear();
            list.selected = Some(Chosen::Source(id));
        }
        let mut effects = self.ask_sources();
        effects.push(self.ask_tally());
        effects
    }

    /// Asks whether the selected source is to be removed.
    pub(super) fn ask_remove_source(&mut self) -> Vec<Effect> {
        if self.sample {
            self.toasts.done(say(self.lang, "app.sample_is_fixed", &[]));
            return Vec::new();
        }
        if let Some(source) = self.current_source().map(|health| health.source.clone()) {
            let question = YesNo::RemoveSource { id: source.id, name: source.name };
            self.overlays.push(Overlay::Question(question));
        }
        Vec::new()
    }
}

#[cfg(test)]
mod tests;
