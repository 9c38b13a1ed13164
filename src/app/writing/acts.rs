//! Asks the user's own writer, and shows what it wrote.

use super::explained;
use crate::app::command::Command;
use crate::app::effect::{Effect, Question, Work};
use crate::app::page::{Line, Page, Role, span};
use crate::app::purpose::Purpose;
use crate::app::state::{Overlay, State};
use crate::app::why::Why;
use crate::app::writer::{DigestAsked, WriterAsked, WriterSaid, WrittenLine};
use crate::lang::{Lang, count, say};
use crate::model::{Idea, ItemId};
use crate::text::wrap;

impl State {
    /// Who wrote what is told of an item, and why the rest was refused, at a width; nothing where no
    /// writer is set up.
    pub(in crate::app) fn reasons_of_writing(&self, item: ItemId, cells: usize) -> Vec<Line> {
        let Some(offered) = &self.written.offered else { return Vec::new() };
        let known = self.written.items.get(&item).filter(|lines| !lines.is_empty());
        let mut lines = vec![Vec::new()];
        if let Some(known) = known {
            lines.extend(explained(self.lang, offered, known, cells));
        } else {
            let key = self.settings.keymap.shown(Command::Phrase);
            let text = say(self.lang, "app.writer.nothing", &[&key]);
            let rows = wrap::paragraph(&text, cells, 3).into_iter();
            lines.extend(rows.map(|row| vec![span(Role::Dim, row)]));
        }
        lines
    }

    /// Has what the current item tells written, or what is missing of the page that is shown.
    pub(in crate::app) fn ask_phrase(&mut self) -> Vec<Effect> {
        if let Some(Overlay::Digest(preview)) = self.overlays.last() {
            let asked = preview.asked();
            return self.ask_writer(WriterAsked::Digest(asked));
        }
        if !self.overlays.is_empty() {
            return Vec::new();
        }
        let Some(item) = self.current().map(|row| row.id) else { return Vec::new() };
        self.written.quotes = false;
        self.ask_writer(WriterAsked::Item(item, self.lang))
    }

    /// Has an idea drafted from the chosen items.
    pub(in crate::app) fn draft_idea(&mut self) -> Vec<Effect> {
        /// Items of a draft at most.
        const MOST: usize = 4;
        let items: Vec<ItemId> = self.chosen().iter().map(|row| row.id).take(MOST).collect();
        if items.is_empty() {
            return Vec::new();
        }
        if self.written.offered.as_ref().is_some_and(|offered| !offered.drafts) {
            return self.fail(say(self.lang, "write.no_idea", &[]).into_owned());
        }
        self.keep_choice();
        self.ask_writer(WriterAsked::Idea(items, self.lang))
    }

    fn ask_writer(&mut self, asked: WriterAsked) -> Vec<Effect> {
        let Some(offered) = &self.written.offered else {
            return self.fail(say(self.lang, "write.none", &[]).into_owned());
        };
        if self.offline {
            return self.fail(say(self.lang, "app.writer.offline", &[]).into_owned());
        }
        if let Some(host) = offered.host.as_ref().filter(|_| !self.written.told_host) {
            self.toasts.done(say(self.lang, "app.writer.leaves", &[host]));
            self.written.told_host = true;
        }
        if self.written.progress.is_none() {
            self.written.progress = Some((0, 1));
        }
        vec![Effect::Work(Work::AskWriter(asked))]
    }

    /// Takes how what was asked for goes on.
    pub(in crate::app) fn take_writing(&mut self, said: WriterSaid) -> Vec<Effect> {
        match said {
            WriterSaid::Progress { done, all } => {
                self.written.progress = Some((done, all));
                self.look_at_page_again()
            }
            WriterSaid::Drafted(idea, refused) => {
                self.written.progress = None;
                if refused > 0 {
                    let refused = count(self.lang, "app.writer.draft_refused", refused as u64, &[]);
                    self.toasts.done(refused);
                }
                self.take_draft(*idea)
            }
            WriterSaid::Ended(why) => {
                self.written.progress = None;
                if let Some(why) = why {
                    self.toasts.error(say(self.lang, "app.writer.stand", &[&why.say(self.lang)]));
                }
                let item = self.current().map(|row| row.id);
                let mut effects = self.look_at_page_again();
                effects.extend(item.and_then(|item| self.ask_written(item)));
                effects
            }
        }
    }

    /// Opens the editor on a draft, unless something else is being done: then it is said how to have
    /// it once more.
    fn take_draft(&mut self, idea: Idea) -> Vec<Effect> {
        if !self.overlays.is_empty() {
            self.toasts.done(say(self.lang, "app.writer.drafted", &[]));
            return Vec::new();
        }
        self.take_template(idea, None)
    }

    /// Asks for the page that is previewed as it is now.
    fn look_at_page_again(&mut self) -> Vec<Effect> {
        let Some(Overlay::Digest(preview)) = self.overlays.last() else { return Vec::new() };
        let asked = preview.asked();
        vec![self.ask_page(asked)]
    }

    /// What has to be asked of an item that is shown, where a writer is set up.
    pub(in crate::app) fn ask_written(&mut self, item: ItemId) -> Option<Effect> {
        self.written.offered.as_ref()?;
        let question = Question::Written(WriterAsked::Item(item, self.lang));
        Some(self.ask(Purpose::Written(item, self.lang), question))
    }

    /// Takes what was written of an item in a language.
    pub(in crate::app) fn take_written(
        &mut self,
        (item, lang): (ItemId, Lang),
        lines: Vec<WrittenLine>,
    ) -> Vec<Effect> {
        if lang == self.lang {
            self.written.keep(item, lines);
            self.show_written();
        }
        Vec::new()
    }

    /// Shows why the sentences of the page that is previewed are as they are.
    pub(in crate::app) fn show_why_of_page(&mut self, lines: &[WrittenLine]) -> Vec<Effect> {
        if let Some(offered) = &self.written.offered {
            let page = Page::new(explained(self.lang, offered, lines, self.page_width()));
            return self.open(Why { id: ItemId::default(), page, counted: None }, None);
        }
        Vec::new()
    }

    /// Asks why the sentences of the page that is previewed are as they are; `None` where none is.
    pub(in crate::app) fn ask_why_of_page(&mut self) -> Option<Vec<Effect>> {
        let Some(Overlay::Digest(preview)) = self.overlays.last() else { return None };
        let asked = WriterAsked::Digest(preview.asked());
        if self.written.offered.is_none() {
            return Some(self.fail(say(self.lang, "write.none", &[]).into_owned()));
        }
        Some(vec![self.ask(Purpose::WhyOfPage, Question::Written(asked))])
    }

    /// Leaves sentences out for quotes, or shows them again, on the page and in the text.
    pub(in crate::app) fn turn_quotes(&mut self) -> Vec<Effect> {
        if self.written.offered.is_none() {
            return self.fail(say(self.lang, "write.none", &[]).into_owned());
        }
        self.written.quotes = !self.written.quotes;
        let quotes = self.written.quotes;
        if let Some(Overlay::Digest(preview)) = self.overlays.last_mut() {
            preview.leave_out(quotes);
        }
        self.show_written();
        let key = if quotes { "app.writer.quotes" } else { "app.writer.sentences" };
        self.toasts.done(say(self.lang, key, &[]));
        self.look_at_page_again()
    }

    /// What has to be asked for once a page is there of which entries are not written, where the user
    /// wished that: once a page.
    pub(in crate::app) fn write_page(&mut self) -> Vec<Effect> {
        let Some(Overlay::Digest(preview)) = self.overlays.last() else { return Vec::new() };
        let asked = DigestAsked { format: 0, ..preview.asked() };
        let is_wanted = preview.unwritten() > 0
            && !self.offline
            && !asked.quotes
            && self.written.offered.as_ref().is_some_and(|offered| offered.by_itself)
            && self.written.asked != Some(asked);
        if !is_wanted {
            return Vec::new();
        }
        self.written.asked = Some(asked);
        self.ask_writer(WriterAsked::Digest(asked))
    }

    /// Forgets what was written in another language; what has to be asked of the current item.
    pub(in crate::app) fn forget_written(&mut self) -> Option<Effect> {
        self.written.items.clear();
        self.show_written();
        let item = self.current().map(|row| row.id)?;
        self.ask_written(item)
    }

    /// Shows what is known of the open and of the selected item.
    pub(in crate::app) fn show_written(&mut self) {
        let lines = self.preview.wanted().map(|item| self.written.under(item));
        self.preview.written = lines.unwrap_or_default();
        self.lay_out_reading();
    }
}
