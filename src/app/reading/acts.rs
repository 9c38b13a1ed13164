//! Opens items, one after another, and sets their texts.

use super::{Passages, Reading, Sheet, Wanted};
use crate::app::article::Article;
use crate::app::effect::{Effect, Question, Work};
use crate::app::layout::Size;
use crate::app::lists::make_row_readable;
use crate::app::purpose::{ItemFor, Purpose};
use crate::app::state::State;
use crate::lang::say;
use crate::model::change::Change;
use crate::model::{Item, ItemId, Row, StoryId};

impl State {
    /// Opens what is selected.
    pub(in crate::app) fn open_selected(&mut self) -> Vec<Effect> {
        if let Some(term) = self.mover().cloned() {
            return self.open_term(term);
        }
        let Some(id) = self.selected_row().map(|row| row.id) else { return Vec::new() };
        if let Some(idea) = self.idea_chosen(id) {
            return vec![self.ask_idea(idea)];
        }
        self.open_item(id)
    }

    /// Opens an item whose row is held.
    pub(in crate::app) fn open_item(&mut self, id: ItemId) -> Vec<Effect> {
        let Some(row) = self.rows.get(id) else { return Vec::new() };
        let read = row.read;
        let story = (row.story_size > 1).then_some(row.story);
        self.close_reading();
        let wanted = self.passages.of(id).map(|passage| Wanted { passage, landed: None });
        self.reading = Some(Reading { wanted, ..Reading::new(id) });
        let mut effects = if read { Vec::new() } else { self.saw(id) };
        effects.extend(story.map(|story| self.ask(Purpose::Reports, Question::Story(story))));
        effects.push(self.ask(Purpose::Beside, Question::Related(id)));
        match self.held(id).cloned() {
            Some(item) => effects.extend(self.take_text(Box::new(item))),
            None => effects.push(self.ask(Purpose::Item(ItemFor::Text), Question::Item(id))),
        }
        effects
    }

    /// Takes the open item's text.
    pub(in crate::app) fn take_text(&mut self, item: Box<Item>) -> Vec<Effect> {
        if let Some(reading) = self.reading.as_mut().filter(|open| open.id == item.row.id) {
            reading.item = Some(item);
            reading.article = Article::default();
            self.lay_out_reading();
        }
        Vec::new()
    }

    /// Takes the other reports of the open item's story.
    pub(in crate::app) fn take_story(
        &mut self,
        asked: StoryId,
        mut rows: Vec<Row>,
        missed: &[Change],
    ) -> Vec<Effect> {
        let open = self.reading.as_ref().and_then(|open| self.rows.get(open.id));
        let Some(id) = open.filter(|row| row.story == asked).map(|row| row.id) else {
            return Vec::new();
        };
        self.bring_up_to_date(&mut rows, missed);
        rows.retain(|row| row.id != id);
        rows.iter_mut().for_each(make_row_readable);
        let others = self.rows.put(rows);
        if let Some(reading) = &mut self.reading {
            reading.others = others;
        }
        self.lay_out_reading();
        Vec::new()
    }

    /// Takes what is about the same as the open item.
    pub(in crate::app) fn show_beside(
        &mut self,
        asked: ItemId,
        mut rows: Vec<Row>,
        missed: &[Change],
    ) -> Vec<Effect> {
        self.bring_up_to_date(&mut rows, missed);
        if let Some(reading) = self.reading.as_mut().filter(|open| open.id == asked) {
            rows.iter_mut().for_each(make_row_readable);
            reading.related = Some(self.rows.put(rows));
            self.lay_out_reading();
        }
        Vec::new()
    }

    /// Closes the open item and remembers how far it was read; whether one was open.
    pub(in crate::app) fn close_reading(&mut self) -> bool {
        let Some(reading) = self.reading.take() else { return false };
        if let Some(passage) = reading.passage() {
            self.passages.keep(reading.id, passage);
        }
        true
    }

    /// What is remembered of the open texts for the next time.
    pub(in crate::app) fn remember_passages(&mut self) -> Option<Effect> {
        self.close_reading();
        let value = self.passages.news()?;
        Some(Effect::Work(Work::Remember { name: Passages::NAME, value }))
    }

    /// Sets the open text anew.
    pub(in crate::app) fn lay_out_reading(&mut self) {
        let height = self.page_height();
        let open = self.reading.as_ref().map(Reading::id);
        let sheet = Sheet {
            lang: self.lang,
            zone: self.zone,
            keymap: &self.settings.keymap,
            cells: self.page_width(),
            now: self.now,
            rows: &self.rows,
            below: self.layout().is_none_or(|layout| layout.beside().is_none()),
            written: open.map(|item| self.written.under(item)).unwrap_or_default(),
        };
        if let Some(reading) = &mut self.reading {
            reading.lay_out(&sheet);
            reading.page.scroll(0, height);
            reading.landed();
        }
    }

    /// Opens the next or the previous item of the list.
    pub(in crate::app) fn read_beside(&mut self, by: isize) -> Vec<Effect> {
        let (list, area, rows) = self.list_mut();
        let before = list.selected();
        let window = list.step(by, area, rows);
        let after = list.selected();
        let mut effects: Vec<Effect> = Vec::from_iter(window.map(|window| self.ask_rows(window)));
        if before == after {
            self.toasts.done(say(self.lang, "app.no_more_items", &[]));
            return effects;
        }
        effects.extend(self.show_preview());
        effects.extend(self.open_selected());
        effects
    }

    /// Scrolls the preview by a line, or the open text by a paragraph.
    pub(in crate::app) fn scroll(&mut self, down: bool) -> Vec<Effect> {
        let height = self.page_height();
        let preview = self.layout().map(|layout| layout.preview).unwrap_or_default();
        if let Some(reading) = &mut self.reading {
            reading.page.paragraph(down, height);
        } else {
            let size = Size { width: preview.width, height: preview.height };
            self.preview.scroll(down, self.lang, size, &self.front);
        }
        Vec::new()
    }

    /// Scrolls by a page, a line of which stays.
    pub(in crate::app) fn page_down(&mut self) -> Vec<Effect> {
        let height = isize::try_from(self.page_height()).unwrap_or(1);
        self.times = Some(1);
        self.step((height - 1).max(1))
    }
}
