//! Opens the board and an idea's page, and changes ideas.

use super::{Board, IdeaPage};
use crate::app::effect::{Effect, Question};
use crate::app::lists::make_row_readable;
use crate::app::note::Unkept;
use crate::app::purpose::Purpose;
use crate::app::question::YesNo;
use crate::app::search::Subject;
use crate::app::state::{Overlay, State};
use crate::app::template;
use crate::lang::say;
use crate::model::change::Change;
use crate::model::{Idea, IdeaId, IdeaLine, ItemId, Query, Row, Status};
use crate::text::links;

impl State {
    /// Opens the board.
    pub(in crate::app) fn open_board(&mut self) -> Vec<Effect> {
        self.open_board_of(Vec::new())
    }

    fn open_board_of(&mut self, only: Vec<IdeaId>) -> Vec<Effect> {
        self.open(Board::of(only), Some(Question::Ideas { deleted: false }))
    }

    /// Brings the current idea back that was deleted.
    pub(in crate::app) fn restore_idea(&mut self) -> Vec<Effect> {
        let Some(idea) = self.current_idea().filter(|idea| idea.deleted.is_some()).cloned() else {
            return self.fail(say(self.lang, "app.idea_is_there", &[]).into_owned());
        };
        let to = Idea { deleted: None, ..idea };
        self.toasts.done(say(self.lang, "app.idea_restored", &[&to.thought.title]));
        self.do_change(Change::Idea { was: None, to: Some(Box::new(to)) })
    }

    /// Begins an idea from the chosen items; on the board, from nothing.
    pub(in crate::app) fn begin_idea(&mut self) -> Vec<Effect> {
        let items: Vec<ItemId> = match self.overlays.last() {
            Some(_) => Vec::new(),
            None => self.chosen().iter().map(|row| row.id).collect(),
        };
        let title = self.seed_chosen().filter(|_| items.len() == 1);
        self.keep_choice();
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
    pub(in crate::app) fn settle_unfinished(
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
    pub(in crate::app) fn take_template(
        &mut self,
        idea: Idea,
        title: Option<String>,
    ) -> Vec<Effect> {
        let template = self.filled(&self.settings.templates.idea, None, "");
        let mut thought = template::under(idea.thought, &template);
        if let Some(title) = title {
            thought.title = title;
        }
        self.edit_idea(Idea { thought, ..idea }, true);
        Vec::new()
    }

    /// The idea that commands are about: the open one, else the selected one of the board.
    fn current_idea(&self) -> Option<&Idea> {
        self.overlays.last()?.layer().idea()
    }

    /// Opens the selected idea's page; from the page, the list of its sources.
    pub(in crate::app) fn open_idea(&mut self) -> Vec<Effect> {
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
    pub(in crate::app) fn open_ideas_of_item(&mut self) -> Vec<Effect> {
        let held = self.current().and_then(|row| self.held(row.id));
        let ids: Vec<IdeaId> =
            held.iter().flat_map(|item| &item.ideas).map(|idea| idea.id).collect();
        match ids.as_slice() {
            [] => self.fail(say(self.lang, "app.no_ideas", &[]).into_owned()),
            [only] => vec![self.ask_idea(*only)],
            _ => self.open_board_of(ids),
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
    pub(in crate::app) fn ask_idea(&mut self, id: IdeaId) -> Effect {
        self.ask(Purpose::IdeaPage, Question::Idea(id))
    }

    /// Opens an idea's page, with the items it stands on.
    pub(in crate::app) fn take_idea(
        &mut self,
        idea: Option<Idea>,
        mut items: Vec<Row>,
    ) -> Vec<Effect> {
        let Some(idea) = idea else {
            return self.fail(say(self.lang, "app.no_idea", &[]).into_owned());
        };
        items.iter_mut().for_each(make_row_readable);
        self.open(IdeaPage::begin(idea, items), None)
    }

    /// Writes the current idea.
    pub(in crate::app) fn write_idea(&mut self) -> Vec<Effect> {
        if let Some(idea) = self.changeable_idea() {
            self.edit_idea(idea, false);
        }
        Vec::new()
    }

    /// Moves the current idea to the next status, or to the one before.
    pub(in crate::app) fn move_idea(&mut self, by: isize) -> Vec<Effect> {
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
    pub(in crate::app) fn delete_idea(&mut self) -> Vec<Effect> {
        let Some(was) = self.changeable_idea() else { return Vec::new() };
        if let Some(Overlay::Idea(_)) = self.overlays.last() {
            self.overlays.pop();
        }
        self.toasts.done(say(self.lang, "app.idea_deleted", &[&was.thought.title]));
        self.do_change(Change::Idea { was: Some(Box::new(was)), to: None })
    }

    /// Shows the ideas that hold all words of a text.
    pub(in crate::app) fn show_ideas_with(&mut self, text: &str) -> Vec<Effect> {
        if let Some(Overlay::Ideas(board)) = self.overlays.last_mut() {
            board.find = text.trim().to_lowercase();
        }
        Vec::new()
    }

    /// Shows a change of an idea on the items it stands on.
    pub(in crate::app) fn apply_idea(&mut self, was: Option<&Idea>, to: Option<&Idea>) {
        let Some(id) = to.or(was).map(|idea| idea.id) else { return };
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
