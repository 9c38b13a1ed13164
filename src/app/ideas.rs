//! Research ideas in the reader: the board by status, an idea's page, and what is done with them.

mod acts;

use super::command::{Command, Place};
use super::draft::Draft;
use super::effect::{Answer, Question, Work};
use super::layer::{Act, Around, Layer, Next};
use super::line::LineFor;
use super::own_words::{self, Lead};
use super::page::{Line, Page, Role, span};
use crate::lang::{headings, say};
use crate::model::change::Change;
use crate::model::{Idea, IdeaId, Moment, Row, Status};
use crate::text::links::{self, Target};
use crate::text::{clean, wrap};

/// The board: all ideas, by status.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Board {
    /// The ideas, last touched first; `None` until they come.
    ideas: Option<Vec<Idea>>,
    /// Words that the shown ones hold, lower-cased.
    pub find: String,
    selected: Option<IdeaId>,
    /// Whether those that were deleted are shown.
    deleted: bool,
    /// Only these, if not empty: those that stand on an item.
    only: Vec<IdeaId>,
    /// What stood there before, until these ideas come.
    before: Option<Box<Board>>,
}

impl Board {
    /// The board of these ideas, or of all where there are none.
    pub(super) fn of(only: Vec<IdeaId>) -> Board {
        Board { only, ..Board::default() }
    }

    /// Whether those that were deleted are shown.
    pub fn is_deleted(&self) -> bool {
        self.deleted
    }

    /// Whether only those are shown that stand on an item.
    pub fn is_of_item(&self) -> bool {
        !self.only.is_empty()
    }

    /// The ideas that are shown, in the order of the statuses.
    pub fn shown(&self) -> Vec<&Idea> {
        let words: Vec<&str> = self.find.split_whitespace().collect();
        let mut shown: Vec<&Idea> = self
            .ideas
            .iter()
            .flatten()
            .filter(|idea| self.only.is_empty() || self.only.contains(&idea.id))
            .filter(|idea| {
                let text = idea.thought.all_words().to_lowercase();
                words.iter().all(|word| text.contains(word))
            })
            .collect();
        shown.sort_by_key(|idea| idea.thought.status);
        shown
    }

    /// The shown ideas of a status.
    pub fn column(&self, status: Status) -> Vec<&Idea> {
        self.shown().into_iter().filter(|idea| idea.thought.status == status).collect()
    }

    /// The selected idea.
    pub fn current(&self) -> Option<&Idea> {
        let shown = self.shown();
        shown.iter().find(|idea| Some(idea.id) == self.selected).or_else(|| shown.first()).copied()
    }

    fn select(&mut self, id: Option<IdeaId>) {
        self.selected = id.or(self.selected);
    }

    /// Down or up within the statuses, one after the other.
    fn move_by(&mut self, by: isize) {
        let shown = self.shown();
        let at = self.current().and_then(|now| shown.iter().position(|idea| idea.id == now.id));
        let to = at.unwrap_or(0).saturating_add_signed(by).min(shown.len().saturating_sub(1));
        let id = shown.get(to).map(|idea| idea.id);
        self.select(id);
    }

    /// To the first idea of the next status that has one, or of the one before.
    fn step_status(&mut self, by: isize) {
        let Some(now) = self.current().map(|idea| idea.thought.status) else { return };
        let used: Vec<Status> = Status::ALL
            .into_iter()
            .filter(|status| *status == now || !self.column(*status).is_empty())
            .collect();
        let at = used.iter().position(|status| *status == now).unwrap_or(0);
        let to = at.saturating_add_signed(by).min(used.len().saturating_sub(1));
        let id = self.column(used[to]).first().map(|idea| idea.id).filter(|_| to != at);
        self.select(id);
    }

    /// Shows the ideas that were deleted, or again those that were not.
    fn turn_deleted(&mut self) -> Next {
        let deleted = !self.deleted;
        let mut before = std::mem::replace(self, Board { deleted, ..Board::default() });
        // One that is still waited for is none to come back to.
        self.before =
            if before.is_waiting() { before.before.take() } else { Some(Box::new(before)) };
        Next::Do(vec![Act::Ask(Question::Ideas { deleted })])
    }

    fn put(&mut self, id: IdeaId, to: Option<&Idea>) {
        let Some(ideas) = &mut self.ideas else { return };
        ideas.retain(|idea| idea.id != id);
        // What is brought back stands among the deleted ones no more.
        if let Some(idea) = to.filter(|_| !self.deleted) {
            ideas.insert(0, idea.clone());
            self.selected = Some(id);
        }
    }
}

impl Layer for Board {
    fn place(&self) -> Place {
        Place::Ideas
    }

    fn hints(&self) -> &'static [Command] {
        if self.deleted {
            return &[
                Command::RestoreIdea,
                Command::OpenIdea,
                Command::DeletedIdeas,
                Command::Leave,
            ];
        }
        &[
            Command::OpenIdea,
            Command::Idea,
            Command::WriteIdea,
            Command::IdeaOn,
            Command::FindIdea,
            Command::DeleteIdea,
            Command::Help,
            Command::Leave,
            Command::DeletedIdeas,
        ]
    }

    fn step(&mut self, by: isize, _: &Around<'_>) {
        self.move_by(by);
    }

    fn idea(&self) -> Option<&Idea> {
        self.current()
    }

    fn obey(&mut self, command: Command, _: &Around<'_>) -> Next {
        match command {
            Command::NextStatus => self.step_status(1),
            Command::PreviousStatus => self.step_status(-1),
            Command::DeletedIdeas => return self.turn_deleted(),
            Command::FindIdea => {
                return Next::Do(vec![Act::Type(LineFor::Idea, Draft::new(&self.find))]);
            }
            _ => return Next::Pass,
        }
        Next::Stay
    }

    fn ask_again(&self) -> Option<Question> {
        Some(Question::Ideas { deleted: self.deleted })
    }

    fn is_waiting(&self) -> bool {
        self.ideas.is_none()
    }

    fn take(&mut self, answer: Answer, _: &Around<'_>) -> Next {
        let Answer::Ideas(ideas) = answer else { return Next::Pass };
        self.ideas = Some(ideas);
        self.before = None;
        Next::Stay
    }

    /// A board whose ideas do not come goes away, for the one that stood there before if there was
    /// one.
    fn miss(&mut self) -> Next {
        match self.before.take() {
            Some(before) => {
                *self = *before;
                Next::Stay
            }
            None if self.is_waiting() => Next::Close,
            None => Next::Pass,
        }
    }

    fn apply(&mut self, change: &Change, _: &Around<'_>) {
        if let Change::Idea { was, to } = change
            && let Some(id) = to.as_ref().or(was.as_ref()).map(|idea| idea.id)
        {
            self.put(id, to.as_deref());
        }
    }

    fn number_idea(&mut self, was: IdeaId, is: IdeaId) -> Option<Work> {
        for idea in self.ideas.iter_mut().flatten().filter(|idea| idea.id == was) {
            idea.id = is;
        }
        self.selected = self.selected.map(|id| if id == was { is } else { id });
        None
    }
}

/// An idea's page, with its sources.
#[derive(Debug, Clone, PartialEq)]
pub struct IdeaPage {
    /// The idea.
    pub idea: Idea,
    /// The items it stands on.
    pub items: Vec<Row>,
    /// What stands on the screen.
    pub page: Page,
    /// Where its numbers lead, from 1.
    pub links: Vec<Lead>,
    /// The line on which its sources begin, and the number of the first.
    sources: (usize, usize),
}

impl IdeaPage {
    /// The number of its first source.
    pub(super) fn first_source(&self) -> usize {
        self.sources.1
    }

    /// Scrolls so that the sources are in sight.
    pub(super) fn show_sources(&mut self, height: usize) {
        let end = self.page.lines.len();
        if end > self.page.top + height {
            self.page.scroll((self.sources.0 as isize) - (self.page.top as isize), height);
        }
    }

    /// The page of an idea with the items it stands on, before it is laid out.
    pub(super) fn begin(idea: Idea, items: Vec<Row>) -> IdeaPage {
        IdeaPage { idea, items, page: Page::default(), links: Vec::new(), sources: (0, 1) }
    }
}

impl Layer for IdeaPage {
    fn place(&self) -> Place {
        Place::Idea
    }

    fn hints(&self) -> &'static [Command] {
        &[
            Command::WriteIdea,
            Command::OpenIdea,
            Command::Hints,
            Command::WhyLinked,
            Command::UnlinkIdea,
            Command::IdeaOn,
            Command::Leave,
        ]
    }

    fn page_mut(&mut self) -> Option<&mut Page> {
        Some(&mut self.page)
    }

    fn lay_out(&mut self, around: &Around<'_>) {
        let (lang, zone, cells) = (around.offer.lang, around.zone, around.width());
        let thought = &self.idea.thought;
        let mut leads = Vec::new();
        let mut lines = paragraph(&thought.title, Role::Head, cells);
        let status = say(lang, &format!("idea.status.{}", thought.status.name()), &[]);
        let mut facts = vec![status.into_owned()];
        facts.extend(thought.tags.iter().map(|tag| format!("#{tag}")));
        let day = |at: Moment| zone.day_of(at).to_string();
        facts.push(say(lang, "app.begun", &[&day(self.idea.created)]).into_owned());
        facts.push(say(lang, "app.touched", &[&day(self.idea.touched)]).into_owned());
        if self.idea.template {
            facts.push(say(lang, "idea.template_mark", &[]).into_owned());
        }
        lines.extend(paragraph(&facts.join(" · "), Role::Dim, cells));
        if !thought.preface.is_empty() {
            lines.push(Vec::new());
            lines.extend(own_words::lines(&thought.preface, Role::Text, cells, &mut leads));
        }
        for (heading, section) in headings(lang).iter().zip(&thought.sections) {
            lines.push(Vec::new());
            lines.push(vec![span(Role::Head, heading.clone())]);
            // An empty section shows that it is: it is what an idea still lacks.
            if section.is_empty() {
                lines.extend(paragraph(&say(lang, "app.empty_section", &[]), Role::Dim, cells));
            } else {
                lines.extend(own_words::lines(section, Role::Text, cells, &mut leads));
            }
        }
        lines.push(Vec::new());
        lines.push(vec![span(Role::Head, say(lang, "idea.sources", &[]))]);
        self.sources = (lines.len() - 1, leads.len() + 1);
        let rows = self.idea.links.iter().filter_map(|link| {
            Some((self.items.iter().find(|row| row.id == link.item)?, &link.why))
        });
        for (row, why) in rows {
            let inner = cells.saturating_sub(2);
            let title = links::write(Target::Item(row.id.0), &row.title);
            let titles = own_words::lines(&title, Role::Link, inner, &mut leads);
            for (at, line) in titles.into_iter().enumerate() {
                let mark = span(Role::Dim, if at == 0 { "· " } else { "  " });
                lines.push([mark].into_iter().chain(line).collect());
            }
            let dash = if why.is_empty() { "" } else { " — " };
            let facts = format!("{} · {}{dash}{why}", row.source_name, day(row.published));
            for line in paragraph(&facts, Role::Dim, inner) {
                lines.push([span(Role::Dim, "  ")].into_iter().chain(line).collect());
            }
        }
        self.links = leads;
        if self.idea.links.is_empty() {
            lines.extend(paragraph(&say(lang, "app.no_sources", &[]), Role::Dim, cells));
        }
        self.page.replace(lines);
    }

    fn idea(&self) -> Option<&Idea> {
        Some(&self.idea)
    }

    fn apply(&mut self, change: &Change, around: &Around<'_>) {
        if let Change::Idea { to: Some(idea), .. } = change
            && idea.id == self.idea.id
        {
            self.idea = Idea { touched: around.now, ..(**idea).clone() };
            self.lay_out(around);
        }
    }

    fn number_idea(&mut self, was: IdeaId, is: IdeaId) -> Option<Work> {
        if self.idea.id == was {
            self.idea.id = is;
        }
        None
    }
}

/// Text of one role, cleaned and wrapped.
fn paragraph(text: &str, role: Role, cells: usize) -> Vec<Line> {
    let text = clean::block(text, text.len());
    wrap::paragraph(&text, cells, 2_000).into_iter().map(|row| vec![span(role, row)]).collect()
}
