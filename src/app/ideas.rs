//! Research ideas in the reader: the board by status, an idea's page, and what is done with them.

use super::change::Change;
use super::draft::Draft;
use super::effect::{Effect, Question};
use super::lists::make_row_readable;
use super::note::Unkept;
use super::own_words::{self, Lead};
use super::page::{Line, Page, Role, span};
use super::purpose::Purpose;
use super::question::YesNo;
use super::search::Subject;
use super::state::{LineFor, Overlay, State};
use super::template;
use crate::lang::{Lang, headings, say};
use crate::model::{Idea, IdeaId, IdeaLine, ItemId, Moment, Query, Row, Status, Zone};
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
}

impl Board {
    /// Whether the ideas did not come yet.
    pub fn is_waiting(&self) -> bool {
        self.ideas.is_none()
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
    pub(super) fn step(&mut self, by: isize) {
        let shown = self.shown();
        let at = self.current().and_then(|now| shown.iter().position(|idea| idea.id == now.id));
        let to = at.unwrap_or(0).saturating_add_signed(by).min(shown.len().saturating_sub(1));
        let id = shown.get(to).map(|idea| idea.id);
        self.select(id);
    }

    /// To the first idea of the next status that has one, or of the one before.
    pub(super) fn step_status(&mut self, by: isize) {
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

    /// Gives an idea that was begun its number.
    pub(super) fn number(&mut self, was: IdeaId, is: IdeaId) {
        for idea in self.ideas.iter_mut().flatten().filter(|idea| idea.id == was) {
            idea.id = is;
        }
        self.selected = self.selected.map(|id| if id == was { is } else { id });
    }

    fn apply(&mut self, id: IdeaId, to: Option<&Idea>) {
        let Some(ideas) = &mut self.ideas else { return };
        ideas.retain(|idea| idea.id != id);
        // What is brought back stands among the deleted ones no more.
        if let Some(idea) = to.filter(|_| !self.deleted) {
            ideas.insert(0, idea.clone());
            self.selected = Some(id);
        }
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

    pub(super) fn lay_out(&mut self, (lang, zone): (Lang, Zone), cells: usize) {
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
}

/// Text of one role, cleaned and wrapped.
fn paragraph(text: &str, role: Role, cells: usize) -> Vec<Line> {
    let text = clean::block(text, text.len());
    wrap::paragraph(&text, cells, 2_000).into_iter().map(|row| vec![span(role, row)]).collect()
}

impl State {
    /// Opens the board.
    pub(super) fn open_board(&mut self) -> Vec<Effect> {
        self.overlays.push(Overlay::Ideas(Board::default()));
        vec![self.ask_board(false, None)]
    }

    /// Shows the ideas that were deleted, or again those that were not.
    pub(super) fn turn_deleted(&mut self) -> Vec<Effect> {
        let Some(Overlay::Ideas(board)) = self.overlays.last_mut() else { return Vec::new() };
        let deleted = !board.deleted;
        let before = std::mem::replace(board, Board { deleted, ..Board::default() });
        vec![self.ask_board(deleted, Some(Box::new(before)))]
    }

    fn ask_board(&mut self, deleted: bool, before: Option<Box<Board>>) -> Effect {
        self.ask(Purpose::Board { deleted, before }, Question::Ideas { deleted })
    }

    /// A board whose ideas do not come goes away, for the one that stood there before if there was
    /// one.
    pub(super) fn miss_board(&mut self, deleted: bool, before: Option<Box<Board>>) {
        let waits = |board: &Board| board.is_waiting() && board.deleted == deleted;
        let is_it = |overlay: &Overlay| matches!(overlay, Overlay::Ideas(board) if waits(board));
        let Some(before) = before else { return self.drop_overlay(is_it) };
        if let Some(board) = self.overlays.iter_mut().rev().find(|overlay| is_it(overlay)) {
            *board = Overlay::Ideas(*before);
        }
    }

    /// Brings the current idea back that was deleted.
    pub(super) fn restore_idea(&mut self) -> Vec<Effect> {
        let Some(idea) = self.current_idea().filter(|idea| idea.deleted.is_some()).cloned() else {
            return self.fail(say(self.lang, "app.idea_is_there", &[]).into_owned());
        };
        let to = Idea { deleted: None, ..idea };
        self.toasts.done(say(self.lang, "app.idea_restored", &[&to.thought.title]));
        self.do_change(Change::Idea { was: None, to: Some(Box::new(to)) })
    }

    /// Takes all ideas for the board.
    pub(super) fn take_ideas(&mut self, deleted: bool, ideas: Vec<Idea>) -> Vec<Effect> {
        let is_board = |overlay: &&mut Overlay| matches!(overlay, Overlay::Ideas(board) if board.deleted == deleted);
        if let Some(Overlay::Ideas(board)) = self.overlays.iter_mut().find(is_board) {
            board.ideas = Some(ideas);
        }
        Vec::new()
    }

    /// Begins an idea from the chosen items; on the board, from nothing.
    pub(super) fn begin_idea(&mut self) -> Vec<Effect> {
        let items: Vec<ItemId> = match self.overlays.last() {
            Some(_) => Vec::new(),
            None => self.chosen().iter().map(|row| row.id).collect(),
        };
        let title = self.seed_chosen().filter(|_| items.len() == 1);
        self.selection.clear();
        if self.unfinished().is_some() {
            self.overlays.push(Overlay::Question(YesNo::GoOn { items, title }));
            return Vec::new();
        }
        vec![self.ask_new_idea(items, None, title)]
    }

    fn ask_new_idea(
        &mut self,
        items: Vec<ItemId>,
        resume: Option<IdeaId>,
        title: Option<String>,
    ) -> Effect {
        let question = Question::Template { items, lang: self.lang };
        self.ask(Purpose::NewIdea { resume, title }, question)
    }

    /// The idea that was begun last and not kept.
    fn unfinished(&self) -> Option<(IdeaId, &Unkept)> {
        self.unkept.iter().rev().find_map(|unkept| {
            let id = IdeaId::parse(&unkept.name).filter(|id| id.key().is_some())?;
            Some((id, unkept))
        })
    }

    /// Goes on with the idea that was begun last and not kept, on the items that it names; or
    /// begins another one.
    pub(super) fn settle_unfinished(
        &mut self,
        items: Vec<ItemId>,
        title: Option<String>,
        go_on: bool,
    ) -> Vec<Effect> {
        match self.unfinished() {
            Some((id, unkept)) if go_on => {
                let items = links::items(&unkept.text).into_iter().map(ItemId).collect();
                vec![self.ask_new_idea(items, Some(id), title)]
            }
            Some(_) | None => vec![self.ask_new_idea(items, None, title)],
        }
    }

    /// Takes an idea as it would begin, perhaps under a title of its own, and has it written.
    pub(super) fn take_template(&mut self, idea: Idea, title: Option<String>) -> Vec<Effect> {
        let template = self.filled(&self.templates.idea, None, "");
        let mut thought = template::under(idea.thought, &template);
        if let Some(title) = title {
            thought.title = title;
        }
        self.edit_idea(Idea { thought, ..idea }, true);
        Vec::new()
    }

    /// The idea that commands are about: the open one, else the selected one of the board.
    fn current_idea(&self) -> Option<&Idea> {
        match self.overlays.last()? {
            Overlay::Ideas(board) => board.current(),
            Overlay::Idea(page) => Some(&page.idea),
            Overlay::Help(..)
            | Overlay::Why { .. }
            | Overlay::Note(_)
            | Overlay::Line(..)
            | Overlay::Hints(_)
            | Overlay::Palette(_)
            | Overlay::Terms(_)
            | Overlay::Sources(_)
            | Overlay::Digest(_)
            | Overlay::Messages(_)
            | Overlay::Log(_)
            | Overlay::Account(_)
            | Overlay::Versions(_)
            | Overlay::Question(_) => None,
        }
    }

    /// Opens the selected idea's page; from the page, the list of its sources.
    pub(super) fn open_idea(&mut self) -> Vec<Effect> {
        if let (Some(Overlay::Idea(_)), Some(number)) = (self.overlays.last(), self.times) {
            return self.follow_number(number);
        }
        if let Some(Overlay::Idea(page)) = self.overlays.last() {
            let ids: Vec<ItemId> = page.items.iter().map(|row| row.id).collect();
            let subject = Subject::Idea(page.idea.thought.title.clone());
            if ids.is_empty() {
                return self.fail(say(self.lang, "app.no_sources", &[]).into_owned());
            }
            self.overlays.clear();
            return self.view_of(subject, Query { ids, ..Query::default() });
        }
        let id = self.current_idea().map(|idea| idea.id);
        id.map(|id| self.ask_idea(id)).into_iter().collect()
    }

    /// Opens the page of the idea that stands on the current item; where there are several, a
    /// board of them.
    pub(super) fn open_ideas_of_item(&mut self) -> Vec<Effect> {
        let held = self.current().and_then(|row| self.held(row.id));
        let ids: Vec<IdeaId> =
            held.iter().flat_map(|item| &item.ideas).map(|idea| idea.id).collect();
        match ids.as_slice() {
            [] => self.fail(say(self.lang, "app.no_ideas", &[]).into_owned()),
            [only] => vec![self.ask_idea(*only)],
            _ => {
                let board = Board { only: ids, ..Board::default() };
                self.overlays.push(Overlay::Ideas(board));
                vec![self.ask_board(false, None)]
            }
        }
    }

    /// The current idea, if it can be changed; one that was deleted has to be brought back first.
    fn changeable_idea(&mut self) -> Option<Idea> {
        let idea = self.current_idea()?.clone();
        if idea.deleted.is_some() {
            self.toasts.error(say(self.lang, "app.idea_is_deleted", &[]));
            return None;
        }
        Some(idea)
    }

    /// Asks for an idea's page.
    pub(super) fn ask_idea(&mut self, id: IdeaId) -> Effect {
        self.ask(Purpose::IdeaPage, Question::Idea(id))
    }

    /// Opens an idea's page, with the items it stands on.
    pub(super) fn take_idea(&mut self, idea: Option<Idea>, mut items: Vec<Row>) -> Vec<Effect> {
        let Some(idea) = idea else {
            return self.fail(say(self.lang, "app.no_idea", &[]).into_owned());
        };
        items.iter_mut().for_each(make_row_readable);
        let (links, sources) = (Vec::new(), (0, 1));
        let mut page = IdeaPage { idea, items, page: Page::default(), links, sources };
        page.lay_out((self.lang, self.zone), self.page_width());
        self.overlays.push(Overlay::Idea(Box::new(page)));
        Vec::new()
    }

    /// Writes the current idea.
    pub(super) fn write_idea(&mut self) -> Vec<Effect> {
        if let Some(idea) = self.changeable_idea() {
            self.edit_idea(idea, false);
        }
        Vec::new()
    }

    /// Moves the current idea to the next status, or to the one before.
    pub(super) fn move_idea(&mut self, by: isize) -> Vec<Effect> {
        let Some(was) = self.changeable_idea() else { return Vec::new() };
        let at = was.thought.status as usize;
        let to = at.saturating_add_signed(by).min(Status::ALL.len() - 1);
        if to == at {
            return Vec::new();
        }
        let mut idea = was.clone();
        idea.thought.status = Status::ALL[to];
        self.do_change(Change::Idea { was: Some(Box::new(was)), to: Some(Box::new(idea)) })
    }

    /// Deletes the current idea, which can be undone.
    pub(super) fn delete_idea(&mut self) -> Vec<Effect> {
        let Some(was) = self.changeable_idea() else { return Vec::new() };
        if let Some(Overlay::Idea(_)) = self.overlays.last() {
            self.overlays.pop();
        }
        self.toasts.done(say(self.lang, "app.idea_deleted", &[&was.thought.title]));
        self.do_change(Change::Idea { was: Some(Box::new(was)), to: None })
    }

    /// Opens the line for words to look for on the board.
    pub(super) fn find_idea(&mut self) -> Vec<Effect> {
        if let Some(Overlay::Ideas(board)) = self.overlays.last() {
            let draft = Draft::new(&board.find);
            self.overlays.push(Overlay::Line(LineFor::Idea, draft));
        }
        Vec::new()
    }

    /// Shows the ideas that hold all words of a text.
    pub(super) fn show_ideas_with(&mut self, text: &str) -> Vec<Effect> {
        if let Some(Overlay::Ideas(board)) = self.overlays.last_mut() {
            board.find = text.trim().to_lowercase();
        }
        Vec::new()
    }

    /// To another status on the board.
    pub(super) fn step_board(&mut self, by: isize) -> Vec<Effect> {
        if let Some(Overlay::Ideas(board)) = self.overlays.last_mut() {
            board.step_status(by);
        }
        Vec::new()
    }

    /// Shows a change of an idea wherever it stands.
    pub(super) fn apply_idea(&mut self, was: Option<&Idea>, to: Option<&Idea>) {
        let Some(id) = to.or(was).map(|idea| idea.id) else { return };
        let (lang, zone) = (self.lang, self.zone);
        let (cells, now) = (self.page_width(), self.now);
        for overlay in &mut self.overlays {
            match overlay {
                Overlay::Ideas(board) => board.apply(id, to),
                Overlay::Idea(page) if page.idea.id == id => {
                    if let Some(idea) = to {
                        page.idea = Idea { touched: now, ..idea.clone() };
                        page.lay_out((lang, zone), cells);
                    }
                }
                Overlay::Idea(_)
                | Overlay::Help(..)
                | Overlay::Why { .. }
                | Overlay::Note(_)
                | Overlay::Line(..)
                | Overlay::Hints(_)
                | Overlay::Palette(_)
                | Overlay::Terms(_)
                | Overlay::Sources(_)
                | Overlay::Digest(_)
                | Overlay::Messages(_)
                | Overlay::Log(_)
                | Overlay::Account(_)
                | Overlay::Versions(_)
                | Overlay::Question(_) => {}
            }
        }
        let linked = [was, to].into_iter().flatten().flat_map(|idea| &idea.links);
        let items: Vec<ItemId> = linked.map(|link| link.item).collect();
        for item in items {
            let why = to.and_then(|idea| idea.links.iter().find(|link| link.item == item));
            let line = to.zip(why).map(|(idea, link)| IdeaLine {
                id,
                title: idea.thought.title.clone(),
                status: idea.thought.status,
                why: link.why.clone(),
            });
            self.each_item(item, |held| {
                held.ideas.retain(|idea| idea.id != id);
                held.ideas.extend(line.clone());
            });
        }
        self.lay_out_reading();
    }
}
