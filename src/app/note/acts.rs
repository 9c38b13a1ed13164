//! Opens the editor, and keeps what was written.

use super::{NoteEditor, Paper, StaleIdea, Unkept};
use crate::app::command::Command;
use crate::app::completing::Ways;
use crate::app::draft::Draft;
use crate::app::effect::{Effect, Question, TerminalEffect, Work};
use crate::app::page::{Role, Span};
use crate::app::purpose::{ItemFor, Purpose};
use crate::app::question::YesNo;
use crate::app::reading::Reading;
use crate::app::state::{Overlay, State};
use crate::app::template::{self, Facts, Kind};
use crate::lang::{all_headings, headings, say};
use crate::model::change::Change;
use crate::model::{About, Idea, IdeaId, Item, Row, Thought};
use crate::text::clean;

impl State {
    /// Opens the current item's note.
    pub(in crate::app) fn open_note(&mut self) -> Vec<Effect> {
        let Some(id) = self.current().map(|row| row.id) else { return Vec::new() };
        if let Some(item) = self.held(id).cloned() {
            self.edit_note(&item);
            return Vec::new();
        }
        vec![self.ask(Purpose::Item(ItemFor::Note), Question::Item(id))]
    }

    /// Opens the note on the current item's whole story.
    pub(in crate::app) fn open_story_note(&mut self) -> Vec<Effect> {
        let about = self.current().map(|row| About::Story(row.story));
        about.map(|about| self.ask_note(about)).into_iter().collect()
    }

    /// Opens the journal of the day that is shown.
    pub(in crate::app) fn open_journal(&mut self) -> Vec<Effect> {
        vec![self.ask_note(About::Day(self.shown_day()))]
    }

    fn ask_note(&mut self, about: About) -> Effect {
        let title = self.title_of_note(about);
        self.ask(Purpose::Write { title }, Question::Note(about))
    }

    /// What a note is about, in words.
    fn title_of_note(&self, about: About) -> String {
        match about {
            About::Day(day) => say(self.lang, "app.on_day", &[&day]).into_owned(),
            About::Story(_) => {
                let title = self.current().map_or("", |row| &row.title);
                say(self.lang, "app.on_story", &[&title]).into_owned()
            }
            About::Item(_) => self.current().map(|row| row.title.clone()).unwrap_or_default(),
        }
    }

    /// Opens the editor on a note that came.
    pub(in crate::app) fn write_note(
        &mut self,
        about: About,
        title: String,
        text: Option<String>,
    ) -> Vec<Effect> {
        self.edit(Paper::Note(about), title, text);
        Vec::new()
    }

    /// Opens an item's note; a text of it that could not be kept comes back.
    pub(in crate::app) fn edit_note(&mut self, item: &Item) {
        let paper = Paper::Note(About::Item(item.row.id));
        self.edit(paper, item.row.title.clone(), item.note.clone());
    }

    /// Opens the editor. What was typed before and not kept stands there again; where the text was
    /// changed elsewhere meanwhile, both stand there.
    pub(in crate::app) fn edit(&mut self, paper: Paper, title: String, was: Option<String>) {
        if matches!(self.overlays.last(), Some(Overlay::Note(_))) {
            return;
        }
        let name = paper.name();
        let kept = match &was {
            Some(was) => was.clone(),
            None => self.note_template(&paper, &title),
        };
        let mut draft = Draft::new(&kept);
        let begun = draft.text().to_owned();
        match paper {
            Paper::Note(_) => {}
            // One that is begun has a title that was made for it: the reader's own takes its place.
            Paper::Idea { is_new: true, .. } => draft.select_title(),
            Paper::Idea { is_new: false, .. } => draft.go_to_title(),
        }
        if let Some(unkept) = self.unkept.iter().rfind(|unkept| unkept.name == name)
            && unkept.text != begun
        {
            // One that is begun has nothing that it could be behind.
            let is_new = matches!(paper, Paper::Idea { is_new: true, .. });
            let text = if !is_new && unkept.is_behind(was.as_deref()) && !kept.is_empty() {
                let between = say(self.lang, "app.changed_elsewhere", &[]);
                format!("{}\n\n--- {between} ---\n\n{kept}", unkept.text)
            } else {
                unkept.text.clone()
            };
            // One step of undo gives back what is kept.
            draft.set(&text);
            if let Paper::Idea { .. } = paper {
                draft.go_to_title();
            }
            self.toasts.done(say(self.lang, "app.draft_back", &[]));
        }
        self.overlays.push(Overlay::Note(NoteEditor {
            paper,
            title,
            draft,
            ways: Ways::default(),
            was,
            begun,
        }));
    }

    /// What a new note begins with.
    fn note_template(&self, paper: &Paper, title: &str) -> String {
        let Paper::Note(about) = paper else { return String::new() };
        let held = about.item().and_then(|id| self.held(id));
        let kind = match about {
            About::Day(_) => Kind::Day,
            About::Story(_) => Kind::Story,
            About::Item(_) if held.is_some_and(|item| !item.paper.is_empty()) => Kind::Paper,
            About::Item(_) => Kind::Item,
        };
        let row = match about {
            About::Day(_) => None,
            About::Item(_) | About::Story(_) => self.current(),
        };
        self.filled(self.settings.templates.note(kind), row, title)
    }

    /// A template filled for an item, or for nothing but a title.
    pub(in crate::app) fn filled(&self, template: &str, row: Option<&Row>, title: &str) -> String {
        let date = self.zone.day_of(self.now).to_string();
        let title = row.map_or(title, |row| &row.title);
        let url = row.and_then(|row| row.url.as_deref()).unwrap_or_default();
        let source = row.map_or("", |row| &row.source_name);
        template::filled(template, Facts { title, url, source, date: &date })
    }

    /// What was typed goes into a draft outside, so that nothing can lose it.
    pub(in crate::app) fn save_draft(&mut self) -> Vec<Effect> {
        let Some(Overlay::Note(editor)) = self.overlays.last() else { return Vec::new() };
        editor.unsaved().map(Effect::Work).into_iter().collect()
    }

    /// Keeps the text and closes the editor; an empty note is deleted.
    pub(in crate::app) fn keep_note(&mut self) -> Vec<Effect> {
        let Some(Overlay::Note(_)) = self.overlays.last() else { return Vec::new() };
        let Some(Overlay::Note(editor)) = self.overlays.pop() else { return Vec::new() };
        // One that stands on items says by them what it is about.
        let is_new = matches!(&editor.paper,
            Paper::Idea { is_new: true, idea } if !idea.links.is_empty());
        if !editor.is_changed() && !is_new {
            return Vec::new();
        }
        let text = editor.draft.text().to_owned();
        let name = editor.paper.name();
        self.unkept.retain(|unkept| unkept.name != name);
        let was = editor.was.clone().filter(|_| !is_new);
        self.unkept.push(Unkept { name, text: text.clone(), was, stale: false });
        match editor.paper {
            Paper::Note(about) => {
                let to = (!text.trim().is_empty()).then_some(text);
                self.do_change(Change::Note { about, was: editor.was, to })
            }
            Paper::Idea { idea, is_new } => {
                let to = self.idea_written(&idea, &text, editor.was.is_none_or(|was| was == text));
                let was = (!is_new).then_some(idea);
                self.do_change(Change::Idea { was, to: Some(Box::new(to)) })
            }
        }
    }

    /// Whether a note stands on the open text below what is in sight.
    fn is_below(&self, about: About) -> bool {
        let key = match about {
            About::Item(_) => "app.your_note",
            About::Story(_) => "app.story_note",
            About::Day(_) => return false,
        };
        let heading = say(self.lang, key, &[]);
        let is_it = |span: &Span| span.role == Role::Note && span.text == heading;
        let Some(reading) = self.reading.as_ref().filter(|_| self.overlays.is_empty()) else {
            return false;
        };
        let end = reading.page.top + self.page_height();
        let below = reading.page.lines.iter().skip(end);
        below.filter_map(|line| line.first()).any(is_it)
    }

    /// An idea with the text that was written.
    fn idea_written(&self, idea: &Idea, text: &str, untouched: bool) -> Idea {
        let mut thought = Thought::from_text(text, &all_headings());
        thought.title = clean::line(&thought.title, 1_000);
        if thought.title.is_empty() {
            thought.title = say(self.lang, "app.untitled", &[]).into_owned();
        }
        let links = idea.links.clone();
        // A title of one's own over what the program filled in is no thought yet.
        let filled_in =
            Thought::from_text(&idea.thought.to_text(&headings(self.lang)), &all_headings());
        let is_titled_only =
            Thought { title: filled_in.title.clone(), ..thought.clone() } == filled_in;
        let template = idea.template && (untouched || is_titled_only);
        Idea { thought, links, template, ..idea.clone() }
    }

    /// Opens the editor on an idea.
    pub(in crate::app) fn edit_idea(&mut self, idea: Idea, is_new: bool) {
        let text = idea.thought.to_text(&headings(self.lang));
        let title = idea.thought.title.clone();
        self.edit(Paper::Idea { idea: Box::new(idea), is_new }, title, Some(text));
    }

    /// Leaves the text; asks where it was changed.
    pub(in crate::app) fn leave_note(&mut self) -> Vec<Effect> {
        match self.overlays.last() {
            Some(Overlay::Note(editor)) if editor.is_changed() => {
                self.overlays.push(Overlay::Question(YesNo::KeepNote));
                Vec::new()
            }
            _ => self.back(),
        }
    }

    /// Leaves what was typed where it is: it is a draft, and stands there when the note is opened again.
    pub(in crate::app) fn set_note_aside(&mut self) -> Vec<Effect> {
        let Some(Overlay::Note(editor)) = self.overlays.last() else { return Vec::new() };
        let (name, text) = (editor.paper.name(), editor.draft.text().to_owned());
        let is_new = matches!(editor.paper, Paper::Idea { is_new: true, .. });
        let was = editor.was.clone().filter(|_| !is_new);
        let command = match editor.paper {
            Paper::Note(About::Item(_)) => Command::Note,
            Paper::Note(About::Story(_)) => Command::StoryNote,
            Paper::Note(About::Day(_)) => Command::Journal,
            Paper::Idea { is_new: true, .. } => Command::Idea,
            Paper::Idea { is_new: false, .. } => Command::WriteIdea,
        };
        self.unkept.retain(|unkept| unkept.name != name);
        self.unkept.push(Unkept { name, text, was, stale: false });
        self.overlays.pop();
        let key = self.settings.keymap.shown(command);
        self.toasts.done(say(self.lang, "app.set_aside", &[&key]));
        Vec::new()
    }

    /// Throws away what was typed.
    pub(in crate::app) fn discard_note(&mut self) -> Vec<Effect> {
        let Some(Overlay::Note(editor)) = self.overlays.last() else { return Vec::new() };
        let name = editor.paper.name();
        self.unkept.retain(|unkept| unkept.name != name);
        self.overlays.pop();
        vec![Effect::Work(Work::DropDraft(name))]
    }

    /// Gives the text to the user's own editor.
    pub(in crate::app) fn edit_outside(&mut self) -> Vec<Effect> {
        let Some(Overlay::Note(editor)) = self.overlays.last() else { return Vec::new() };
        let (name, text) = (editor.paper.name(), editor.draft.text().to_owned());
        vec![Effect::Terminal(TerminalEffect::Edit { name, text })]
    }

    /// Takes what the user's own editor made of the text.
    pub(in crate::app) fn edited(
        &mut self,
        name: &str,
        text: Result<String, String>,
    ) -> Vec<Effect> {
        match (text, self.overlays.last_mut()) {
            (Ok(text), Some(Overlay::Note(editor))) if editor.paper.name() == name => {
                // Editors end a file with a line break, which is none of the text's.
                editor.draft.set(text.strip_suffix('\n').unwrap_or(&text));
                self.save_draft()
            }
            (Ok(_), _) => Vec::new(),
            (Err(why), _) => self.fail(why),
        }
    }

    /// Takes that a change was kept: what was typed for it is safe, which is said now and not
    /// before, and its draft is not needed any more.
    pub(in crate::app) fn forget_draft(&mut self, change: &Change) -> Vec<Effect> {
        let (name, text, said) = match change {
            Change::Note { about, to, .. } => {
                // Where the text is read on, its note may stand out of sight.
                let said = match to {
                    Some(_) if self.is_below(*about) => "app.note_kept_below",
                    Some(_) => "app.note_kept",
                    None => "app.note_removed",
                };
                (about.to_string(), Some(to.clone().unwrap_or_default()), said)
            }
            Change::Idea { was, to } => {
                let Some(idea) = to.as_ref().or(was.as_ref()) else { return Vec::new() };
                (idea.id.to_string(), None, "app.idea_kept")
            }
            Change::Mark { .. }
            | Change::Listed { .. }
            | Change::Swap(..)
            | Change::Enable { .. }
            | Change::Move { .. }
            | Change::Rule(_)
            | Change::Lens { .. } => {
                return Vec::new();
            }
        };
        // Of an idea every change says all of it.
        let is_kept = |unkept: &Unkept| {
            let same = |text: &String| unkept.text.trim() == text.trim();
            unkept.name == name && text.as_ref().is_none_or(same)
        };
        if self.unkept.iter().any(is_kept) {
            let key = self.settings.keymap.shown(Command::Bottom);
            self.toasts.done(say(self.lang, said, &[&key]));
        }
        self.unkept.retain(|unkept| !is_kept(unkept));
        // A newer text of it may be in the editor; its draft stays.
        let is_open = self
            .overlays
            .iter()
            .any(|overlay| matches!(overlay, Overlay::Note(editor) if editor.paper.name() == name));
        if is_open || self.unkept.iter().any(|unkept| unkept.name == name) {
            return Vec::new();
        }
        vec![Effect::Work(Work::DropDraft(name))]
    }

    /// Takes that an idea which was begun has its number now, wherever it stands.
    pub(in crate::app) fn number_idea(&mut self, was: IdeaId, is: IdeaId) -> Vec<Effect> {
        self.history.number_idea(was, is);
        let effects = self.number_on_layers(was, is);
        let open = self.reading.as_mut().and_then(Reading::whole_mut);
        for item in [open, self.preview.whole_mut()].into_iter().flatten() {
            for idea in item.ideas.iter_mut().filter(|idea| idea.id == was) {
                idea.id = is;
            }
        }
        effects
    }

    /// Takes that what was to be changed was changed elsewhere meanwhile. Nothing is written over:
    /// it asks.
    pub(in crate::app) fn stale(&mut self, change: Change, says: String) -> Vec<Effect> {
        self.history.forget(&change);
        self.landed(&change, false);
        self.ask_of_stale(change, says)
    }

    fn ask_of_stale(&mut self, change: Change, says: String) -> Vec<Effect> {
        match change {
            Change::Note { about, was, to } => {
                let name = about.to_string();
                for unkept in self.unkept.iter_mut().filter(|unkept| unkept.name == name) {
                    unkept.stale = true;
                }
                let theirs = (!says.is_empty()).then_some(says);
                self.apply(&Change::Note { about, was: None, to: theirs.clone() });
                let mine = to.or(was).unwrap_or_default();
                self.overlays.push(Overlay::Question(YesNo::Stale { about, mine, theirs }));
                Vec::new()
            }
            Change::Idea { was, to } => {
                let Some(id) = to.as_ref().or(was.as_ref()).map(|idea| idea.id) else {
                    return Vec::new();
                };
                let name = id.to_string();
                for unkept in self.unkept.iter_mut().filter(|unkept| unkept.name == name) {
                    unkept.stale = true;
                }
                let stale = Box::new(StaleIdea { id, was, mine: to });
                vec![self.ask(Purpose::SettleStale(stale), Question::Idea(id))]
            }
            // What was to be taken back, or done again, stands otherwise by now.
            Change::Mark { .. }
            | Change::Listed { .. }
            | Change::Swap(..)
            | Change::Enable { .. }
            | Change::Move { .. }
            | Change::Rule(_)
            | Change::Lens { .. } => {
                self.toasts.error(say(self.lang, "app.not_taken_back", &[]));
                self.apply(&change.inverse());
                let mut effects = self.read_again();
                effects.extend(self.order_anew());
                effects
            }
        }
    }

    /// Keeps the user's own text in the place of one that came from elsewhere, which stays in the
    /// note's history; or opens both for writing.
    pub(in crate::app) fn settle_stale(
        &mut self,
        (about, mine, theirs): (About, String, Option<String>),
        keep_mine: bool,
    ) -> Vec<Effect> {
        if keep_mine {
            let to = (!mine.trim().is_empty()).then_some(mine);
            return self.do_change(Change::Note { about, was: theirs, to });
        }
        let title = self.title_of_note(about);
        self.edit(Paper::Note(about), title, theirs);
        self.save_draft()
    }

    /// Shows an idea as it was before a change that was not kept, where it is not known how it was
    /// changed elsewhere. What was typed stays for the editor.
    pub(in crate::app) fn turn_back(&mut self, stale: &StaleIdea) {
        let StaleIdea { was, mine, .. } = stale.clone();
        self.apply(&Change::Idea { was: mine, to: was });
    }

    /// Asks what becomes of an idea that was changed elsewhere, once it is known how. Only how far
    /// it is contradicts nothing.
    pub(in crate::app) fn take_stale_idea(
        &mut self,
        stale: StaleIdea,
        theirs: Option<Idea>,
    ) -> Vec<Effect> {
        let StaleIdea { id, was, mine } = stale;
        let Some(theirs) = theirs else {
            return self.fail(say(self.lang, "app.no_idea", &[]).into_owned());
        };
        for unkept in self.unkept.iter_mut().filter(|unkept| unkept.name == id.to_string()) {
            unkept.name = theirs.id.to_string();
        }
        let alive = theirs.deleted.is_none();
        let shown = Box::new(theirs.clone());
        let to = alive.then(|| shown.clone());
        self.apply(&Change::Idea { was: Some(shown), to });
        if let (true, Some(was), Some(mine)) = (alive, &was, &mine) {
            let status = mine.thought.status;
            let thought = Thought { status, ..was.thought.clone() };
            if thought == mine.thought && was.links == mine.links {
                let thought = Thought { status, ..theirs.thought.clone() };
                let to = Box::new(Idea { thought, ..theirs.clone() });
                return self.do_change(Change::Idea { was: Some(Box::new(theirs)), to: Some(to) });
            }
        }
        let theirs = Box::new(theirs);
        self.overlays.push(Overlay::Question(YesNo::StaleIdea { mine, theirs }));
        Vec::new()
    }

    /// Keeps the user's own idea in the place of one that came from elsewhere, which undo brings
    /// back; or opens both for writing.
    pub(in crate::app) fn settle_stale_idea(
        &mut self,
        mine: Option<Box<Idea>>,
        theirs: Box<Idea>,
        keep_mine: bool,
    ) -> Vec<Effect> {
        let alive = theirs.deleted.is_none();
        if keep_mine {
            let mine = mine.map(|mine| Box::new(Idea { id: theirs.id, ..*mine }));
            let was = Some(theirs).filter(|_| alive);
            return self.do_change(Change::Idea { was, to: mine });
        }
        // What was to be deleted stays.
        if mine.is_none() {
            return Vec::new();
        }
        self.edit_idea(*theirs, !alive);
        self.save_draft()
    }
}
