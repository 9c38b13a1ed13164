//! The sources and how they have been doing: those in trouble first, those that are off last.

mod acts;

use super::command::{Command, Place};
use super::draft::Draft;
use super::effect::{Answer, Question, Scope, Work};
use super::layer::{Act, Around, Layer, Next};
use super::line::LineFor;
use super::search::Subject;
use crate::model::change::Change;
use crate::model::{AccountHealth, Condition, Health, Moment, Query, Sort, SourceId};
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
    fn select_row(&mut self, row: usize) -> Option<bool> {
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
    fn move_by(&mut self, by: isize, height: usize) {
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

    fn enable(&mut self, source: &SourceId, to: bool) {
        let sources = self.sources.iter_mut().flatten();
        for (_, health) in sources.filter(|(_, health)| health.source.id == *source) {
            health.source.enabled = to;
        }
    }

    /// The selected source's address, if it is one.
    fn page(&self) -> Option<String> {
        address::parse(&self.current()?.source.address, None)
    }

    /// The reader servers that stand above the sources.
    pub fn accounts(&self) -> &[AccountHealth] {
        &self.accounts
    }

    /// Takes the sources; those in trouble stand first, those that are off last.
    pub(super) fn fill(&mut self, mut sources: Vec<Health>, now: Moment) {
        sources.sort_by_key(|health| (health.condition(now), health.source.name.to_lowercase()));
        let part = |health: Health| (Part::of(health.condition(now)), health);
        self.sources = Some(sources.into_iter().map(part).collect());
    }

    /// Shows the sources that hold all words of a text.
    fn narrow(&mut self, text: &str, around: &Around<'_>) {
        self.find = text.trim().to_lowercase();
        self.top = 0;
        self.keep_in_sight(rows(around));
    }

    /// Lists the items of the selected source, or opens what is known of the selected account.
    fn open(&self) -> Next {
        if let Some(account) = self.account() {
            return Next::Do(vec![Act::Account(account.name.clone())]);
        }
        let Some(source) = self.current().map(|health| &health.source) else { return Next::Stay };
        let query = Query { source: Some(source.id.clone()), sort: Sort::New, ..Query::default() };
        Next::Do(vec![Act::List(Subject::Source(source.name.clone()), Box::new(query))])
    }

    /// What is asked to fetch: the selected account or source; of an account, everything compared
    /// with `full`.
    fn refresh(&self, full: bool) -> Next {
        let account = self.account().map(|account| account.name.clone());
        let source = self.current().filter(|_| !full).map(|health| health.source.id.clone());
        let account = account.map(|name| Scope::Account { name, full });
        match account.or(source.map(Scope::One)) {
            Some(scope) => Next::Do(vec![Act::Refresh(scope)]),
            None => Next::Pass,
        }
    }
}

/// Rows that show the list.
fn rows(around: &Around<'_>) -> usize {
    around.height().saturating_sub(rows_below(around.size.width)).max(1)
}

impl Layer for SourceList {
    fn place(&self) -> Place {
        Place::Sources
    }

    fn hints(&self) -> &'static [Command] {
        &[
            Command::AddSource,
            Command::Toggle,
            Command::Refresh,
            Command::FindSource,
            Command::Leave,
            Command::RemoveSource,
            Command::Browser,
            Command::Help,
        ]
    }

    fn step(&mut self, by: isize, around: &Around<'_>) {
        self.move_by(by, rows(around));
    }

    fn click(&mut self, row: usize, opens: bool, _: &Around<'_>) -> Next {
        match self.select_row(row) {
            Some(true) if opens => self.open(),
            Some(_) | None => Next::Stay,
        }
    }

    fn obey(&mut self, command: Command, _: &Around<'_>) -> Next {
        match command {
            Command::Open => self.open(),
            Command::Refresh => self.refresh(false),
            Command::RefreshAll => self.refresh(true),
            Command::FindSource => {
                Next::Do(vec![Act::Type(LineFor::Source, Draft::new(&self.find))])
            }
            Command::Browser => match self.page() {
                Some(page) => Next::Do(vec![Act::Work(Work::Browse(page))]),
                None => Next::Stay,
            },
            Command::Toggle => match self.current().map(|health| &health.source) {
                Some(source) => {
                    let (source, to) = (source.id.clone(), !source.enabled);
                    Next::Do(vec![Act::Change(Change::Enable { source, to })])
                }
                None => Next::Stay,
            },
            _ => Next::Pass,
        }
    }

    fn ask_again(&self) -> Option<Question> {
        Some(Question::Sources)
    }

    fn is_waiting(&self) -> bool {
        self.sources.is_none()
    }

    fn take(&mut self, answer: Answer, around: &Around<'_>) -> Next {
        let Answer::Sources(sources) = answer else { return Next::Pass };
        self.fill(sources, around.now);
        self.accounts = around.accounts.to_vec();
        self.keep_in_sight(rows(around));
        Next::Stay
    }

    fn apply(&mut self, change: &Change, _: &Around<'_>) {
        if let Change::Enable { source, to } = change {
            self.enable(source, *to);
        }
    }
}

#[cfg(test)]
mod tests;
