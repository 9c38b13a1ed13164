//! Research ideas in the reader: the board by status, an idea's page, and what is done with them.

use super::draft::Draft;
use super::effect::{Change, Effect, Question};
use super::page::{Line, Page, Role, span};
use super::search::Subject;
use super::state::{LineFor, Overlay, State};
use crate::lang::{Lang, headings, say};
use crate::model::{Idea, IdeaId, IdeaLine, ItemId, Query, Row, Status};
use crate::text::{clean, wrap};

/// The board: all ideas, by status.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Board {
    /// The ideas, last touched first; `None` until they come.
    ideas: Option<Vec<Idea>>,
    /// Words that the shown ones hold, lower-cased.
    pub find: String,
    selected: Option<IdeaId>,
}

impl Board {
    /// Whether the ideas did not come yet.
    pub fn is_waiting(&self) -> bool {
        self.ideas.is_none()
    }

    /// The ideas that are shown, in the order of the statuses.
    pub fn shown(&self) -> Vec<&Idea> {
        let words: Vec<&str> = self.find.split_whitespace().collect();
        let mut shown: Vec<&Idea> = self
            .ideas
            .iter()
            .flatten()
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

    fn apply(&mut self, id: IdeaId, to: Option<&Idea>) {
        let Some(ideas) = &mut self.ideas else { return };
        ideas.retain(|idea| idea.id != id);
        if let Some(idea) = to {
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
}

impl IdeaPage {
    pub(super) fn lay_out(&mut self, lang: Lang, cells: usize) {
        let thought = &self.idea.thought;
        let mut lines = paragraph(&thought.title, Role::Head, cells);
        let status = say(lang, &format!("idea.status.{}", thought.status.name()), &[]);
        let mut facts = vec![status.into_owned()];
        facts.extend(thought.tags.iter().map(|tag| format!("#{tag}")));
        facts.push(self.idea.created.format("%Y-%m-%d").to_string());
        if self.idea.template {
            facts.push(say(lang, "idea.template_mark", &[]).into_owned());
        }
        lines.extend(paragraph(&facts.join(" · "), Role::Dim, cells));
        if !thought.preface.is_empty() {
            lines.push(Vec::new());
            lines.extend(paragraph(&thought.preface, Role::Text, cells));
        }
        for (heading, section) in headings(lang).iter().zip(&thought.sections) {
            lines.push(Vec::new());
            lines.push(vec![span(Role::Head, heading.clone())]);
            // An empty section shows that it is: it is what an idea still lacks.
            let (text, role) = if section.is_empty() {
                (say(lang, "app.empty_section", &[]).into_owned(), Role::Dim)
            } else {
                (section.clone(), Role::Text)
            };
            lines.extend(paragraph(&text, role, cells));
        }
        lines.push(Vec::new());
        lines.push(vec![span(Role::Head, say(lang, "idea.sources", &[]))]);
        for row in &self.items {
            let why = self.idea.links.iter().find(|link| link.item == row.id);
            let why = why.map_or("", |link| &link.why);
            lines.extend(paragraph(&format!("· {}", row.title), Role::Link, cells));
            let dash = if why.is_empty() { "" } else { " — " };
            lines.extend(paragraph(&format!("  {}{dash}{why}", row.source_name), Role::Dim, cells));
        }
        if self.items.is_empty() {
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
        vec![Effect::Ask(Question::Ideas)]
    }

    /// Takes all ideas.
    pub(super) fn take_ideas(&mut self, ideas: Vec<Idea>) -> Vec<Effect> {
        let is_board = |overlay: &&mut Overlay| matches!(overlay, Overlay::Ideas(_));
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
        self.selection.clear();
        vec![Effect::Ask(Question::Template { items, lang: self.lang })]
    }

    /// Takes an idea as it would begin, and has it written.
    pub(super) fn take_template(&mut self, idea: Idea) -> Vec<Effect> {
        self.edit_idea(idea, true);
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
            | Overlay::Versions(_)
            | Overlay::Question(_) => None,
        }
    }

    /// Opens the selected idea's page; from the page, the list of its sources.
    pub(super) fn open_idea(&mut self) -> Vec<Effect> {
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
        id.map(|id| Effect::Ask(Question::Idea(id))).into_iter().collect()
    }

    /// Opens the page of the first idea that stands on the current item.
    pub(super) fn open_ideas_of_item(&mut self) -> Vec<Effect> {
        let held = self.current().and_then(|row| self.held(row.id));
        match held.and_then(|item| item.ideas.first()) {
            Some(idea) => vec![Effect::Ask(Question::Idea(idea.id))],
            None => self.fail(say(self.lang, "app.no_ideas", &[]).into_owned()),
        }
    }

    /// Takes an idea: for its page, or to be written again.
    pub(super) fn take_idea(&mut self, idea: Option<Idea>, items: Vec<Row>) -> Vec<Effect> {
        let Some(idea) = idea else {
            return self.fail(say(self.lang, "app.no_idea", &[]).into_owned());
        };
        if self.idea_wanted.take() == Some(idea.id) {
            self.edit_idea(idea, false);
            return self.save_draft();
        }
        let mut page = IdeaPage { idea, items, page: Page::default() };
        page.lay_out(self.lang, self.page_width());
        self.overlays.push(Overlay::Idea(Box::new(page)));
        Vec::new()
    }

    /// Writes the current idea.
    pub(super) fn write_idea(&mut self) -> Vec<Effect> {
        if let Some(idea) = self.current_idea().cloned() {
            self.edit_idea(idea, false);
        }
        Vec::new()
    }

    /// Moves the current idea to the next status, or to the one before.
    pub(super) fn move_idea(&mut self, by: isize) -> Vec<Effect> {
        let Some(was) = self.current_idea().cloned() else { return Vec::new() };
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
        let Some(was) = self.current_idea().cloned() else { return Vec::new() };
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
        let (lang, cells) = (self.lang, self.page_width());
        for overlay in &mut self.overlays {
            match overlay {
                Overlay::Ideas(board) => board.apply(id, to),
                Overlay::Idea(page) if page.idea.id == id => {
                    if let Some(idea) = to {
                        page.idea = idea.clone();
                        page.lay_out(lang, cells);
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
