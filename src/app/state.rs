//! All that the screen shows.

use std::collections::BTreeMap;

use super::account::AccountPage;
use super::command::{Command, Place};
use super::digest::{DigestChoice, DigestPreview};
use super::draft::Draft;
use super::effect::{Effect, ListName, Question, Tally, WhichEdition};
use super::fetching::Fetching;
use super::front::{Front, Moves};
use super::hints::Hints;
use super::history::History;
use super::ideas::{Board, IdeaPage};
use super::key::Key;
use super::keymap::Keymap;
use super::layout::{Area, Border, LEADS, Layout, Shares, Size};
use super::lens::{Lensing, Wanted};
use super::linking::Linking;
use super::list::List;
use super::lists::View;
use super::note::{NoteEditor, StaleIdea, Unkept};
use super::notice::Notify;
use super::page::Page;
use super::palette::Palette;
use super::preview::Preview;
use super::question::YesNo;
use super::reading::{Passages, Reading};
use super::selection::Selection;
use super::sources::SourceList;
use super::template::Templates;
use super::terms::{Talk, TermList};
use super::toast::Toasts;
use super::versions::Versions;
use super::writing::{Offered, Written};
use crate::filter::Company;
use crate::lang::{Lang, count};
use crate::model::{Closing, IdeaId, ItemId, Moment, Pane, Query, Row, Zone};

/// What the reader is told when it opens.
#[derive(Debug, Clone, PartialEq)]
pub struct Setting {
    /// Language of the interface.
    pub lang: Lang,
    /// Time zone of days and clock times.
    pub zone: Zone,
    /// When editions close.
    pub closing: Closing,
    /// Keys.
    pub keymap: Keymap,
    /// Whether the store is the sample edition.
    pub sample: bool,
    /// Whether the network is never touched.
    pub offline: bool,
    /// The item that came last to the store; `None` where it is empty.
    pub latest: Option<ItemId>,
    /// Filters that were given a name.
    pub filters: BTreeMap<String, String>,
    /// Commands that items are given to, by their names: each a program and its arguments.
    pub programs: BTreeMap<String, Vec<String>>,
    /// Whether the mouse is heard.
    pub mouse: bool,
    /// The moment.
    pub now: Moment,
    /// The screen.
    pub size: Size,
    /// What was typed and not kept when the program ended last.
    pub drafts: Vec<Unkept>,
    /// What new notes and ideas begin with.
    pub templates: Templates,
    /// How far items had been read, as it was remembered.
    pub passages: String,
    /// Whether what comes in is shown at once instead of being announced.
    pub at_once: bool,
    /// How the reader is told of what is watched for.
    pub notify: Notify,
    /// How the reader is told that the morning's edition is there.
    pub notify_edition: Notify,
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
    /// Keys.
    pub keymap: Keymap,
    /// Whether the store is the sample edition.
    pub sample: bool,
    /// Whether the network is never touched.
    pub offline: bool,
    /// Filters that were given a name.
    pub filters: BTreeMap<String, String>,
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
    /// Commands that items are given to, by their names.
    pub programs: BTreeMap<String, Vec<String>>,
    /// The three panes.
    pub panes: [List; 3],
    /// The events that lead the edition, over the panes.
    pub lead: List,
    /// Whether keys go to them.
    pub on_lead: bool,
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
    /// Whether what comes in is always shown at once, as the user set it.
    pub at_once: bool,
    /// How the reader is told of what is watched for.
    pub notify: Notify,
    /// How the reader is told that the morning's edition is there.
    pub notify_edition: Notify,
    /// The item up to which that was looked for.
    pub notified: Option<ItemId>,
    /// Whether the terminal shows pictures.
    pub shows_pictures: bool,
    /// How far items that were open had been read.
    pub passages: Passages,
    /// What is known for a line about what is watched, muted or placed.
    pub lensing: Lensing,
    /// What can be undone.
    pub history: History,
    /// Changes that are not kept yet.
    pub in_flight: usize,
    /// Whether rows may have been read before a change that they should show was kept.
    pub behind: bool,
    /// Notes that were typed and not yet kept.
    pub unkept: Vec<Unkept>,
    /// The item whose note is to be opened when the item comes.
    pub note_wanted: Option<ItemId>,
    /// The item that is to be opened when it comes: a link led to it.
    pub item_wanted: Option<ItemId>,
    /// The idea that was linked last, whose links may get a reason.
    pub linking: Option<Linking>,
    /// The item of which is to be listed what is about the same, when that comes.
    pub related_wanted: Option<ItemId>,
    /// The change of an idea that asks as soon as it is known what the idea is now.
    pub stale_idea: Option<StaleIdea>,
    /// The idea that was begun before and is gone on with when it comes.
    pub going_on: Option<IdeaId>,
    /// What new notes and ideas begin with.
    pub templates: Templates,
    /// Sentences of the user's own writer.
    pub written: Written,
    /// What was said of the vault last.
    pub vault_remarks: Vec<String>,
    /// Messages.
    pub toasts: Toasts,
}

/// What a line is typed for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum LineFor {
    /// Items to search for.
    Search,
    /// A text to find in the open item.
    Find,
    /// The address of a page to save.
    Address,
    /// The folder that the digest goes to.
    Folder,
    /// The name of a command that an item is given to.
    Share,
    /// Words to look for on the board of ideas.
    Idea,
    /// A word to look for among the terms.
    Term,
    /// The name that a filter is given.
    FilterName,
    /// Tags on the reading list.
    Tags,
    /// Why an idea stands on items.
    WhyLinked,
    /// More of what an item names, or nothing of it.
    Lens(Wanted),
    /// Words to look for in the list of sources.
    Source,
    /// The address of a source to follow.
    Follow,
}

/// What can stand over the lists and the open text.
#[derive(Debug, Clone, PartialEq)]
pub enum Overlay {
    /// The help screen, and where it was opened.
    Help(Page, Place),
    /// The messages there were.
    Messages(Page),
    /// What the program noted of its own doings.
    Log(Page),
    /// Why an item has its score.
    Why {
        /// Its item.
        id: ItemId,
        /// The reasons.
        page: Page,
    },
    /// A note being written.
    Note(NoteEditor),
    /// Something that is typed on one line.
    Line(LineFor, Draft),
    /// Letters at the links in sight.
    Hints(Hints),
    /// A command being looked for.
    Palette(Palette),
    /// What is talked about.
    Terms(TermList),
    /// The sources and their health.
    Sources(SourceList),
    /// A reader server and what is known of it.
    Account(Box<AccountPage>),
    /// The digest before it is written.
    Digest(DigestPreview),
    /// The board of ideas.
    Ideas(Board),
    /// An idea's page.
    Idea(Box<IdeaPage>),
    /// What a note said before.
    Versions(Versions),
    /// A question.
    Question(YesNo),
}

impl Overlay {
    /// Whether it stands over all of the screen but its first and last line.
    pub fn covers_all(&self) -> bool {
        match self {
            Overlay::Help(..)
            | Overlay::Messages(_)
            | Overlay::Log(_)
            | Overlay::Account(_)
            | Overlay::Why { .. }
            | Overlay::Terms(_)
            | Overlay::Sources(_)
            | Overlay::Digest(_)
            | Overlay::Ideas(_)
            | Overlay::Idea(_)
            | Overlay::Versions(_) => true,
            Overlay::Note(_)
            | Overlay::Line(..)
            | Overlay::Hints(_)
            | Overlay::Palette(_)
            | Overlay::Question(_) => false,
        }
    }
}

impl State {
    /// The reader as it opens, and what it needs for its first frame.
    pub fn new(setting: Setting) -> (State, Vec<Effect>) {
        let Setting {
            filters,
            mouse,
            programs,
            lang,
            zone,
            closing,
            keymap,
            sample,
            offline,
            latest,
            now,
            size,
            drafts,
            templates,
            passages,
            at_once,
            notify,
            notify_edition,
            shows_pictures,
            writer,
        } = setting;
        let panes = Pane::ALL.map(|pane| {
            let query = Query { pane: Some(pane), heads: true, up_to: latest, ..Query::default() };
            List::new(ListName::Pane(pane), query, None).grouped()
        });
        let mut state = State {
            lang,
            zone,
            closing,
            keymap,
            sample,
            offline,
            filters,
            companies: Vec::new(),
            now,
            size,
            focus: Pane::Research,
            zoomed: false,
            shares: Shares::default(),
            dragged: None,
            mouse,
            programs,
            panes,
            lead: List::new(ListName::Lead, Query::default(), None),
            on_lead: false,
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
            at_once,
            notify,
            notify_edition,
            notified: latest,
            shows_pictures,
            passages: Passages::read(&passages),
            lensing: Lensing::default(),
            history: History::default(),
            in_flight: 0,
            behind: false,
            unkept: drafts,
            note_wanted: None,
            item_wanted: None,
            linking: None,
            related_wanted: None,
            stale_idea: None,
            going_on: None,
            templates,
            written: Written::of(writer),
            vault_remarks: Vec::new(),
            toasts: Toasts::default(),
        };
        if !state.unkept.is_empty() {
            let left = state.unkept.len() as u64;
            state.toasts.done(count(state.lang, "draft.waiting", left, &[]));
        }
        let asked = state.panes.each_mut().map(|list| Question::Window(list.open()));
        (state, asked.map(Effect::Ask).into())
    }

    /// What is asked after the first frame, which does not wait for it.
    pub fn settle_in(&mut self) -> Vec<Effect> {
        let front = self.ask_front(WhichEdition::Current, Moves::Top);
        let lengths = self.panes.iter().map(|list| Question::Length(list.whole()));
        let others = [self.tally_question(), Question::Companies];
        let asked = lengths.chain(others).map(Effect::Ask);
        asked.chain([front, Effect::FollowVault(self.lang)]).collect()
    }

    /// Where keys go.
    pub fn place(&self) -> Place {
        match self.overlays.last() {
            Some(
                Overlay::Help(..)
                | Overlay::Messages(_)
                | Overlay::Log(_)
                | Overlay::Account(_)
                | Overlay::Why { .. }
                | Overlay::Digest(_),
            ) => Place::Page,
            Some(Overlay::Note(_)) => Place::Note,
            Some(Overlay::Line(..) | Overlay::Palette(_)) => Place::Line,
            Some(Overlay::Hints(_)) => Place::Hint,
            Some(Overlay::Sources(_)) => Place::Sources,
            Some(Overlay::Terms(_)) => Place::Terms,
            Some(Overlay::Ideas(_)) => Place::Ideas,
            Some(Overlay::Idea(_)) => Place::Idea,
            Some(Overlay::Versions(_)) => Place::Versions,
            Some(Overlay::Question(_)) => Place::Question,
            None => match &self.reading {
                Some(reading) if reading.found.is_some() => Place::Finding,
                Some(_) => Place::Reading,
                None => Place::List,
            },
        }
    }

    /// Where the parts of the screen stand; `None` where it is too small.
    pub fn layout(&self) -> Option<Layout> {
        let is_covered = self.reading.is_some()
            || self.view.is_some()
            || self.overlays.iter().any(Overlay::covers_all);
        let leads = self.leads().filter(|_| !is_covered);
        let alone = self.zoomed || self.view.is_some();
        Layout::of(self.size, self.focus, alone, self.shares, leads)
    }

    /// How many events stand over the panes; their place is kept while the edition is composed.
    /// `None` where there is nothing to show.
    fn leads(&self) -> Option<usize> {
        let edition = self.front.edition.as_ref();
        let leads = edition.map_or(LEADS, |edition| edition.lead.len().min(LEADS));
        (!self.shows_nothing()).then_some(leads)
    }

    /// Where the rows of a list stand. On a screen that shows none of it, one cell.
    pub fn area_of(&self, name: ListName) -> Area {
        let whole = self.whole_area(name);
        match name {
            ListName::Pane(Pane::Trends) => self.divide(whole).1,
            ListName::Pane(Pane::Research | Pane::Companies) | ListName::Lead => whole,
            ListName::View => self.divide_view(whole).1,
        }
    }

    /// Where a list stands with what is set over its rows. On a screen that shows none of it, one
    /// cell.
    pub fn whole_area(&self, name: ListName) -> Area {
        const CELL: Area = Area { x: 0, y: 0, width: 1, height: 1 };
        let pane = match name {
            ListName::Pane(pane) => pane,
            ListName::View => self.focus,
            // Its events stand each in a place of its own, so that none is ever out of sight.
            ListName::Lead => return Area { height: LEADS as u16, ..CELL },
        };
        // A pane behind another one, or behind a view, scrolls as if it were in front.
        let layout = match name {
            ListName::Pane(_) => {
                Layout::of(self.size, pane, self.zoomed, self.shares, self.leads())
            }
            ListName::View | ListName::Lead => Layout::of(self.size, pane, true, self.shares, None),
        };
        let alone = || Layout::of(self.size, pane, true, self.shares, None)?.panes[pane.index()];
        layout.and_then(|layout| layout.panes[pane.index()]).or_else(alone).unwrap_or(CELL)
    }

    /// The list that keys go to.
    pub fn list(&self) -> &List {
        match &self.view {
            Some(view) => &view.list,
            None if self.on_lead => &self.lead,
            None => &self.panes[self.focus.index()],
        }
    }

    /// The list that keys go to, and where it stands.
    pub fn list_mut(&mut self) -> (&mut List, Area) {
        let name = self.list_name();
        let area = self.area_of(name);
        (self.list_named(name).unwrap_or_else(|name| name), area)
    }

    /// The name of the list that keys go to.
    pub fn list_name(&self) -> ListName {
        match &self.view {
            Some(_) => ListName::View,
            None if self.on_lead => ListName::Lead,
            None => ListName::Pane(self.focus),
        }
    }

    /// The list of a name, or where no view stands, the pane in focus.
    fn list_named(&mut self, name: ListName) -> Result<&mut List, &mut List> {
        match (name, &mut self.view) {
            (ListName::Pane(pane), _) => Ok(&mut self.panes[pane.index()]),
            (ListName::Lead, _) => Ok(&mut self.lead),
            (ListName::View, Some(view)) => Ok(&mut view.list),
            (ListName::View, None) => Err(&mut self.panes[self.focus.index()]),
        }
    }

    /// All lists there are.
    pub fn lists_mut(&mut self) -> impl Iterator<Item = &mut List> {
        // Without events there is nothing that the list over the panes could ask for.
        let lead = Some(&mut self.lead).filter(|lead| !lead.query().ids.is_empty());
        self.panes.iter_mut().chain(lead).chain(self.view.as_mut().map(|view| &mut view.list))
    }

    /// The item that commands are about: the open one, else the selected one.
    pub fn current(&self) -> Option<&Row> {
        match &self.reading {
            Some(reading) => Some(reading.row()),
            None if self.mover().is_some() => None,
            None => self.list().selected_row(),
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
        // The letters stood at places that are no more.
        self.overlays.retain(|overlay| !matches!(overlay, Overlay::Hints(_)));
        self.lay_out();
        Vec::new()
    }

    /// Sets what depends on size or language anew.
    fn lay_out(&mut self) {
        for name in Pane::ALL.map(ListName::Pane).into_iter().chain([ListName::View]) {
            let area = self.area_of(name);
            if let Ok(list) = self.list_named(name) {
                list.keep_in_sight(area);
            }
        }
        self.lay_out_reading();
        let (lang, zone, width, now) = (self.lang, self.zone, self.page_width(), self.now);
        for overlay in &mut self.overlays {
            match overlay {
                Overlay::Help(page, place) => {
                    page.replace(super::help::lines(lang, &self.keymap, *place, width));
                }
                Overlay::Digest(preview) => preview.lay_out(width),
                Overlay::Account(page) => page.lay_out(lang, now, width),
                Overlay::Idea(page) => page.lay_out((lang, zone), width),
                Overlay::Messages(_)
                | Overlay::Log(_)
                | Overlay::Why { .. }
                | Overlay::Note(_)
                | Overlay::Line(..)
                | Overlay::Hints(_)
                | Overlay::Palette(_)
                | Overlay::Sources(_)
                | Overlay::Terms(_)
                | Overlay::Ideas(_)
                | Overlay::Versions(_)
                | Overlay::Question(_) => {}
            }
        }
        self.lay_out_versions();
    }

    /// Speaks the next language.
    pub(super) fn change_language(&mut self) -> Vec<Effect> {
        let at = Lang::ALL.iter().position(|lang| *lang == self.lang).unwrap_or(0);
        self.lang = Lang::ALL[(at + 1) % Lang::ALL.len()];
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
