//! Sentences that a writer of the user's own wrote: asked for at a key, shown under the title of the
//! open and of the selected item, left out at another one, and explained. What is written comes late
//! or never; nothing waits for it, and what is being read stays where it is.

use std::collections::BTreeMap;

use super::command::Command;
use super::digest::DigestPreview;
use super::effect::{Effect, Question, Work};
use super::page::{Line, Page, Role, span};
use super::purpose::Purpose;
use super::state::{Overlay, State};
use super::writer::DigestAsked;
use super::writer::{Offered, WriterAsked, WriterSaid, WrittenLine};
use crate::lang::{Lang, count, say};
use crate::model::{Idea, ItemId};
use crate::text::wrap;

/// What is known of written sentences.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Written {
    /// The writer, if one is set up.
    pub offered: Option<Offered>,
    /// How many entries are done of those that are asked for now.
    pub progress: Option<(usize, usize)>,
    /// Whether sentences are left out for quotes.
    quotes: bool,
    /// What is known of items.
    items: BTreeMap<ItemId, Vec<WrittenLine>>,
    /// The page that was asked for last, which is not asked for again by itself.
    asked: Option<DigestAsked>,
    /// Whether it was told where what is asked goes.
    told_host: bool,
}

/// Items of which it is remembered what was written.
const REMEMBERED: usize = 500;

impl Written {
    /// What is known when the reader opens.
    pub(super) fn of(offered: Option<Offered>) -> Written {
        Written { offered, ..Written::default() }
    }

    /// What there is under an item's title: its sentences, each after the writer's sign.
    pub fn under(&self, item: ItemId) -> Vec<String> {
        let Some(offered) = self.offered.as_ref().filter(|_| !self.quotes) else {
            return Vec::new();
        };
        let lines = self.items.get(&item).into_iter().flatten();
        lines
            .filter_map(|line| match line {
                WrittenLine::Accepted { text, .. } => Some(format!("{} {text}", offered.sign)),
                WrittenLine::Refused { .. } | WrittenLine::Failed(_) => None,
            })
            .collect()
    }

    /// Leaves sentences out for quotes, or shows them.
    pub(super) fn leave_out(&mut self, quotes: bool) {
        self.quotes = quotes;
    }

    /// Whether sentences are left out.
    pub fn leaves_out(&self) -> bool {
        self.quotes
    }

    fn keep(&mut self, item: ItemId, lines: Vec<WrittenLine>) {
        if self.items.len() >= REMEMBERED && !self.items.contains_key(&item) {
            self.items.pop_first();
        }
        self.items.insert(item, lines);
    }
}

/// Who wrote some sentences and what they rest on, and why the others were refused.
fn explained(lang: Lang, offered: &Offered, known: &[WrittenLine], cells: usize) -> Vec<Line> {
    let place = match &offered.host {
        Some(host) => host.clone(),
        None => say(lang, "digest.writer.here", &[]).into_owned(),
    };
    let by = say(lang, "app.writer.by", &[&offered.name, &place]);
    let mut lines = Vec::new();
    let mut put = |role: Role, indent: usize, text: &str| {
        let rows = wrap::paragraph(text, cells.saturating_sub(indent).max(1), 8);
        let line = |row| vec![span(Role::Text, " ".repeat(indent)), span(role, row)];
        lines.extend(rows.into_iter().map(line));
    };
    put(Role::Strong, 0, &by);
    for line in known {
        match line {
            WrittenLine::Accepted { text, evidence } => {
                put(Role::Text, 0, &format!("{} {text}", offered.sign));
                for quoted in evidence {
                    put(Role::Quote, 2, &format!("“{quoted}”"));
                }
            }
            WrittenLine::Refused { text, reason, detail } => {
                put(Role::Down, 0, &format!("✗ {text}"));
                let why = say(lang, &format!("app.writer.reason.{reason}"), &[]);
                let detail = if detail.is_empty() { String::new() } else { format!(": {detail}") };
                put(Role::Dim, 2, &format!("{why}{detail}"));
            }
            WrittenLine::Failed(why) => put(Role::Dim, 0, why),
        }
    }
    lines
}

impl State {
    /// Who wrote what is told of an item, and why the rest was refused, at a width; nothing where no
    /// writer is set up.
    pub(super) fn reasons_of_writing(&self, item: ItemId, cells: usize) -> Vec<Line> {
        let Some(offered) = &self.written.offered else { return Vec::new() };
        let known = self.written.items.get(&item).filter(|lines| !lines.is_empty());
        let mut lines = vec![Vec::new()];
        if let Some(known) = known {
            lines.extend(explained(self.lang, offered, known, cells));
        } else {
            let key = self.keymap.shown(Command::Phrase);
            let text = say(self.lang, "app.writer.nothing", &[&key]);
            let rows = wrap::paragraph(&text, cells, 3).into_iter();
            lines.extend(rows.map(|row| vec![span(Role::Dim, row)]));
        }
        lines
    }

    /// Has what the current item tells written, or what is missing of the page that is shown.
    pub(super) fn ask_phrase(&mut self) -> Vec<Effect> {
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
    pub(super) fn draft_idea(&mut self) -> Vec<Effect> {
        /// Items of a draft at most.
        const MOST: usize = 4;
        let items: Vec<ItemId> = self.chosen().iter().map(|row| row.id).take(MOST).collect();
        if items.is_empty() {
            return Vec::new();
        }
        if self.written.offered.as_ref().is_some_and(|offered| !offered.drafts) {
            return self.fail(say(self.lang, "write.no_idea", &[]).into_owned());
        }
        self.selection.clear();
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
    pub(super) fn take_writing(&mut self, said: WriterSaid) -> Vec<Effect> {
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
                    self.toasts.error(say(self.lang, "app.writer.stand", &[&why]));
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
    pub(super) fn ask_written(&mut self, item: ItemId) -> Option<Effect> {
        self.written.offered.as_ref()?;
        let question = Question::Written(WriterAsked::Item(item, self.lang));
        Some(self.ask(Purpose::Written(item, self.lang), question))
    }

    /// Takes what was written of an item in a language.
    pub(super) fn take_written(
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
    pub(super) fn show_why_of_page(&mut self, lines: &[WrittenLine]) -> Vec<Effect> {
        if let Some(offered) = &self.written.offered {
            let page = Page::new(explained(self.lang, offered, lines, self.page_width()));
            self.overlays.push(Overlay::Why { id: ItemId::default(), page, counted: None });
        }
        Vec::new()
    }

    /// Asks why the sentences of the page that is previewed are as they are; `None` where none is.
    pub(super) fn ask_why_of_page(&mut self) -> Option<Vec<Effect>> {
        let Some(Overlay::Digest(preview)) = self.overlays.last() else { return None };
        let asked = WriterAsked::Digest(preview.asked());
        if self.written.offered.is_none() {
            return Some(self.fail(say(self.lang, "write.none", &[]).into_owned()));
        }
        Some(vec![self.ask(Purpose::WhyOfPage, Question::Written(asked))])
    }

    /// Leaves sentences out for quotes, or shows them again, on the page and in the text.
    pub(super) fn turn_quotes(&mut self) -> Vec<Effect> {
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
    pub(super) fn write_page(&mut self) -> Vec<Effect> {
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
    pub(super) fn forget_written(&mut self) -> Option<Effect> {
        self.written.items.clear();
        self.show_written();
        let item = self.current().map(|row| row.id)?;
        self.ask_written(item)
    }

    /// Shows what is known of the open and of the selected item.
    pub(super) fn show_written(&mut self) {
        let lines = self.preview.wanted().map(|item| self.written.under(item));
        self.preview.written = lines.unwrap_or_default();
        self.lay_out_reading();
    }
}

impl DigestPreview {
    /// Whether it is shown with quotes alone.
    pub(super) fn leave_out(&mut self, quotes: bool) {
        let asked = DigestAsked { quotes, ..self.asked() };
        self.ask_anew(asked);
    }
}
