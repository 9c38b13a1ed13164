//! All that the screen shows.

use super::asking;
use super::command::{Command, Place};
use super::digest::DigestChoice;
use super::effect::{Effect, ListName, Question, Tally, WhichEdition, Work};
use super::fetching::Fetching;
use super::front::{Front, Moves};
use super::hints::Does;
use super::history::History;
use super::key::Key;
use super::layout::{Area, Border, Shares, Size};
use super::list::List;
use super::lists::View;
use super::note::Unkept;
pub use super::overlay::Overlay;
use super::preview::Preview;
use super::purpose::{Asks, Purpose};
use super::reading::{Passages, Reading};
use super::rows::Rows;
use super::selection::Selection;
use super::settings::Settings;
use super::terms::Talk;
use super::toast::Toasts;
use super::writer::Offered;
use super::writing::Written;
use crate::filter::Company;
use crate::lang::{Lang, count};
use crate::model::change::Change;
use crate::model::{About, Closing, ItemId, Moment, Pane, Query, Row, Zone};

/// What the reader is told when it opens.
#[derive(Debug, Clone, PartialEq)]
pub struct Setting {
    /// Language of the interface.
    pub lang: Lang,
    /// Time zone of days and clock times.
    pub zone: Zone,
    /// When editions close.
    pub closing: Closing,
    /// What the config file says.
    pub settings: Settings,
    /// Whether the store is the sample edition.
    pub sample: bool,
    /// Whether the network is never touched.
    pub offline: bool,
    /// The item that came last to the store; `None` where it is empty.
    pub latest: Option<ItemId>,
    /// The themes there are.
    pub themes: Vec<String>,
    /// The moment.
    pub now: Moment,
    /// The screen.
    pub size: Size,
    /// What was typed and not kept when the program ended last.
    pub drafts: Vec<Unkept>,
    /// How far items had been read, as it was remembered.
    pub passages: String,
    /// Whether the terminal shows pictures.
    pub shows_pictures: bool,
    /// The user's own writer, if one is set up.
    pub writer: Option<Offered>,
}

/// All that the screen shows; plain data.
#[derive(Debug, Clone, PartialEq)]
pub struct State {
    /// Language of the interface.
    pub lang: Lang,
    /// Time zone of days and clock times.
    pub zone: Zone,
    /// When editions close.
    pub closing: Closing,
    /// What the config file says.
    pub settings: Settings,
    /// Whether the store is the sample edition.
    pub sample: bool,
    /// Whether the network is never touched.
    pub offline: bool,
    /// Companies as they can be named, once known.
    pub companies: Vec<Company>,
    /// When this is.
    pub now: Moment,
    /// The screen.
    pub size: Size,
    /// The pane that keys go to.
    pub focus: Pane,
    /// Whether it has the whole width.
    pub zoomed: bool,
    /// How the screen is shared out.
    pub shares: Shares,
    /// The border that is being dragged.
    pub dragged: Option<Border>,
    /// Whether the mouse is heard; else the terminal selects text with it.
    pub mouse: bool,
    /// The rows that are held, each once.
    pub rows: Rows,
    /// The three panes.
    pub panes: [List; 3],
    /// The events that lead the edition, over the panes.
    pub lead: List,
    /// Whether keys go to them.
    pub on_lead: bool,
    /// What the edition has for the reader alone.
    pub mine: List,
    /// Whether keys go to it, unless they go to what leads.
    pub on_mine: bool,
    /// The themes there are, by their names.
    pub themes: Vec<String>,
    /// The one that is shown, while another is looked at.
    pub theme_shown: String,
    /// The list that stands over them, if any.
    pub view: Option<View>,
    /// The selected item, below the lists.
    pub preview: Preview,
    /// The open item, if any.
    pub reading: Option<Reading>,
    /// What stands over all that, the topmost last.
    pub overlays: Vec<Overlay>,
    /// Where and as what digests are written.
    pub digests: DigestChoice,
    /// Keys of a sequence that is not complete.
    pub typed: Vec<Key>,
    /// The number typed before a command.
    pub times: Option<usize>,
    /// The items chosen for one command together.
    pub selection: Selection,
    /// The last command that changed something, and its number.
    pub last: Option<(Command, Option<usize>)>,
    /// How the refresh goes on.
    pub fetching: Fetching,
    /// What the header tells.
    pub tally: Tally,
    /// The edition that the panes show.
    pub front: Front,
    /// What is talked about.
    pub talk: Talk,
    /// The item up to which the panes show what came.
    pub shown_up_to: Option<ItemId>,
    /// The item after which what came is announced.
    pub announced_after: Option<ItemId>,
    /// Whether what comes in is shown at once: on the first run, until something
    /// is done with it.
    pub filling: bool,
    /// The item up to which that was looked for.
    pub notified: Option<ItemId>,
    /// Whether the terminal shows pictures.
    pub shows_pictures: bool,
    /// How far items that were open had been read.
    pub passages: Passages,
    /// The item that was moved to another pane last, until something else is done: a rule that is made
    /// next is about it, not about the row that took its place.
    pub moved: Option<ItemId>,
    /// The questions that are on their way, and what each is asked for.
    pub asks: Asks,
    /// What can be undone.
    pub history: History,
    /// Changes that are not kept yet.
    pub pending: Vec<Change>,
    /// Notes that were typed and not yet kept.
    pub unkept: Vec<Unkept>,
    /// Sentences of the user's own writer.
    pub written: Written,
    /// What was typed for a source, until it is known what came of it.
    pub following: Option<String>,
    /// What was said of the vault last.
    pub vault_remarks: Vec<String>,
    /// Messages.
    pub toasts: Toasts,
}

impl State {
    /// The reader as it opens, and what it needs for its first frame.
    pub fn new(setting: Setting) -> (State, Vec<Effect>) {
        let Setting {
            lang,
            zone,
            closing,
            settings,
            sample,
            offline,
            latest,
            now,
            size,
            drafts,
            passages,
            shows_pictures,
            writer,
            themes,
        } = setting;
        let panes = Pane::ALL.map(|pane| {
            let query = Query { pane: Some(pane), heads: true, up_to: latest, ..Query::default() };
            List::new(ListName::Pane(pane), query, None).grouped()
        });
        let mut state = State {
            lang,
            zone,
            closing,
            sample,
            offline,
            companies: Vec::new(),
            now,
            size,
            focus: Pane::Research,
            zoomed: false,
            shares: Shares::default(),
            dragged: None,
            mouse: settings.mouse,
            rows: Rows::default(),
            panes,
            lead: List::new(ListName::Lead, Query::default(), None),
            on_lead: false,
            mine: List::new(ListName::Mine, Query::default(), None),
            on_mine: false,
            theme_shown: settings.theme.clone(),
            themes,
            view: None,
            preview: Preview::default(),
            reading: None,
            overlays: Vec::new(),
            digests: DigestChoice::default(),
            typed: Vec::new(),
            times: None,
            selection: Selection::default(),
            last: None,
            fetching: Fetching::default(),
            tally: Tally::default(),
            front: Front::default(),
            talk: Talk::default(),
            shown_up_to: latest,
            announced_after: latest,
            filling: latest.is_none(),
            notified: latest,
            shows_pictures,
            passages: Passages::read(&passages),
            moved: None,
            asks: Asks::default(),
            history: History::default(),
            pending: Vec::new(),
            unkept: drafts,
            written: Written::of(writer),
            following: None,
            vault_remarks: Vec::new(),
            toasts: Toasts::default(),
            settings,
        };
        state.tell_unkept();
        let windows = state.panes.each_mut().map(List::open);
        let effects = windows.map(|window| state.ask_rows(window)).into();
        (state, effects)
    }

    /// Tells that what was typed the last time was not kept.
    fn tell_unkept(&mut self) {
        if !self.unkept.is_empty() {
            let left = self.unkept.len() as u64;
            self.toasts.done(count(self.lang, "draft.waiting", left, &[]));
        }
    }

    /// Whether a note on an item was begun and waits to be finished.
    pub fn has_draft(&self, id: ItemId) -> bool {
        let name = || About::Item(id).to_string();
        !self.unkept.is_empty() && self.unkept.iter().any(|unkept| unkept.name == name())
    }

    /// What is asked after the first frame, which does not wait for it.
    pub fn settle_in(&mut self) -> Vec<Effect> {
        let front = self.ask_front(WhichEdition::Current, Moves::Top, false);
        let lengths = self.panes.each_ref().map(asking::length);
        let mut effects = self.ask_all(lengths);
        effects.push(self.ask_tally());
        effects.push(self.ask(Purpose::Companies, Question::Companies));
        effects.push(self.ask(Purpose::Changes, Question::Changes));
        effects.extend([front, Effect::Work(Work::FollowVault(self.lang))]);
        effects
    }

    /// Where keys go.
    pub fn place(&self) -> Place {
        match (self.overlays.last(), &self.reading) {
            (Some(overlay), _) => overlay.layer().place(),
            (None, Some(reading)) if reading.found.is_some() => Place::Finding,
            (None, Some(_)) => Place::Reading,
            (None, None) => Place::List,
        }
    }

    /// The list that keys go to.
    pub fn list(&self) -> &List {
        match &self.view {
            Some(view) => &view.list,
            None if self.on_lead => &self.lead,
            None if self.on_mine => &self.mine,
            None => &self.panes[self.focus.index()],
        }
    }

    /// The list that keys go to, and where it stands.
    pub fn list_mut(&mut self) -> (&mut List, Area, &Rows) {
        let name = self.list_name();
        let area = self.area_of(name);
        let (list, rows) = self.list_named(name);
        (list.unwrap_or_else(|list| list), area, rows)
    }

    /// The row that the list is on to which keys go.
    pub fn selected_row(&self) -> Option<&Row> {
        self.list().selected_row(&self.rows)
    }

    /// The name of the list that keys go to.
    pub fn list_name(&self) -> ListName {
        match &self.view {
            Some(_) => ListName::View,
            None if self.on_lead => ListName::Lead,
            None if self.on_mine => ListName::Mine,
            None => ListName::Pane(self.focus),
        }
    }

    /// The list of a name, or where no view stands, the pane in focus; with the rows that it names.
    fn list_named(&mut self, name: ListName) -> (Result<&mut List, &mut List>, &Rows) {
        let list = match (name, &mut self.view) {
            (ListName::Pane(pane), _) => Ok(&mut self.panes[pane.index()]),
            (ListName::Lead, _) => Ok(&mut self.lead),
            (ListName::Mine, _) => Ok(&mut self.mine),
            (ListName::View, Some(view)) => Ok(&mut view.list),
            (ListName::View, None) => Err(&mut self.panes[self.focus.index()]),
        };
        (list, &self.rows)
    }

    /// All lists there are.
    pub fn lists_mut(&mut self) -> impl Iterator<Item = &mut List> {
        // Without events there is nothing that the list over the panes could ask for.
        let lead = Some(&mut self.lead).filter(|lead| !lead.query().ids.is_empty());
        let mine = Some(&mut self.mine).filter(|mine| !mine.query().ids.is_empty());
        self.panes
            .iter_mut()
            .chain(lead)
            .chain(mine)
            .chain(self.view.as_mut().map(|view| &mut view.list))
    }

    /// The item that commands are about: the open one, else the selected one.
    pub fn current(&self) -> Option<&Row> {
        match &self.reading {
            Some(reading) => self.rows.get(reading.id()),
            None if self.mover().is_some() => None,
            None => self.selected_row(),
        }
    }

    /// Lines of a page that fit.
    pub fn page_height(&self) -> usize {
        self.layout().map_or(1, |layout| usize::from(layout.body.height))
    }

    /// Cells of a page's text across.
    pub fn page_width(&self) -> usize {
        self.layout().map_or(1, |layout| usize::from(layout.text().width))
    }

    /// Takes a new size of the screen.
    pub(super) fn resize(&mut self, size: Size) -> Vec<Effect> {
        self.size = size;
        let does = match self.overlays.last() {
            Some(Overlay::Hints(hints)) => Some(hints.does),
            Some(_) | None => None,
        };
        self.overlays.retain(|overlay| overlay.layer().outlives_size());
        self.lay_out();
        match does.filter(|_| self.layout().is_some()) {
            Some(Does::Follow) => self.show_hints(),
            Some(Does::Quote) => self.letter_sentences(),
            Some(does @ (Does::Unlink | Does::Why)) => self.hint_sources(does),
            None => Vec::new(),
        }
    }

    /// Sets what depends on size or language anew.
    pub(super) fn lay_out(&mut self) {
        let others = [ListName::Mine, ListName::View];
        for name in Pane::ALL.map(ListName::Pane).into_iter().chain(others) {
            let area = self.area_of(name);
            if let (Ok(list), rows) = self.list_named(name) {
                list.keep_in_sight(area, rows);
            }
        }
        self.lay_out_reading();
        self.lay_out_layers();
        self.lay_out_why();
    }

    /// Speaks the next language.
    pub(super) fn change_language(&mut self) -> Vec<Effect> {
        let at = Lang::ALL.iter().position(|lang| *lang == self.lang).unwrap_or(0);
        self.speak(Lang::ALL[(at + 1) % Lang::ALL.len()])
    }

    /// Speaks a language.
    pub(super) fn speak(&mut self, lang: Lang) -> Vec<Effect> {
        self.lang = lang;
        self.lay_out();
        // The edition's page is in one language, and so is what was written of items.
        let mut effects = vec![self.ask_front_again()];
        effects.extend(self.forget_written());
        effects
    }

    /// Whether nothing leads and there is nothing in any pane.
    pub fn shows_nothing(&self) -> bool {
        let edition = self.front.edition.as_ref();
        let leads = edition.is_some_and(|edition| !edition.lead.is_empty());
        self.view.is_none() && !leads && self.panes.iter().all(List::is_empty)
    }
}
