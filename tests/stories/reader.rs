//! A reader without a terminal: keys go in, the screen is read as text. What it asks is answered by a
//! real store, and what it changes is kept there, by the code of the running reader; only what no store
//! knows is put in here.

use std::collections::BTreeMap;

use jogan::app::effect::{Answer, Ask, Effect, Question, Scope, Work};
use jogan::app::event::{Event, Progress};
use jogan::app::key::Key;
use jogan::app::layout::Size;
use jogan::app::note::Unkept;
use jogan::app::purpose::Purpose;
use jogan::app::state::{Setting, State};
use jogan::app::update::update;
use jogan::app::writer::WrittenLine;
use jogan::lang::Lang;
use jogan::model::account::Waiting;
use jogan::model::change::{Change, Way};
use jogan::model::{
    About, AccountHealth, BlockKey, Entry, Health, Idea, Item, Muted, PagePart, Phrase, Trending,
};
use jogan::runtime;
use jogan::store::Store;
use jogan::text::width::width;
use jogan::ui::theme::{Depth, Theme, UNICODE};
use ratatui::Terminal;
use ratatui::backend::TestBackend;
use ratatui::buffer::Buffer;

pub use super::samples::{item, items, now};
use super::samples::{themes, trending};
use super::store::Kept;

/// What becomes of a question.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Fate {
    /// It is answered.
    Comes,
    /// It fails.
    Fails,
    /// It is answered when all that is late comes.
    Late,
    /// It fails then.
    FailsLate,
}

/// A reader with its store.
pub struct Reader {
    pub state: State,
    store: Kept,
    /// Changes that were to be kept.
    pub kept: Vec<Change>,
    /// What else the world was asked to do.
    pub asked_of_world: Vec<Effect>,
    /// What was typed and not kept, by name.
    pub drafts: BTreeMap<String, String>,
    /// Whether the store waits for another program before it keeps anything.
    pub waits: bool,
    /// Changes that wait with it.
    waiting_changes: Vec<(Change, Way)>,
    /// Why the store keeps nothing, where its disk does not let it.
    pub refusal: Option<String>,
    /// What becomes of a question that is asked for something.
    pub fate: Box<dyn Fn(&Purpose) -> Fate>,
    /// What the store says as soon as it is let.
    pub withheld: Vec<Event>,
    /// What questions failed for.
    pub failed: Vec<Purpose>,
    /// Reader servers that are followed, as they say how they are.
    pub accounts: Vec<AccountHealth>,
    /// Marks that wait for them.
    pub waiting: Vec<(Waiting, Option<String>)>,
    /// What the edition has for the reader alone, of which three months would have to tell: connections
    /// and seeds.
    pub mine: Vec<Entry>,
    /// What is talked about, of which a month of items would have to tell.
    pub trending: Trending,
    /// The themes of the edition's page, of which two weeks would have to tell.
    pub themes: Vec<Entry>,
    /// What the program noted, the last first.
    pub log: Vec<String>,
    /// What a writer wrote of whatever is asked about.
    pub written: Vec<WrittenLine>,
    /// The page of an edition as a writer wrote it, and how many entries are not written.
    pub page: Option<(Vec<PagePart>, usize)>,
    pub theme: Theme,
}

impl Reader {
    /// Opens over the sample items.
    pub fn open(width: u16, height: u16) -> Reader {
        Reader::over(items(), width, height)
    }

    /// Opens over these items.
    pub fn over(items: Vec<Item>, width: u16, height: u16) -> Reader {
        Reader::with_drafts(Vec::new(), items, width, height)
    }

    /// Opens after a program that was killed in the middle of these texts.
    pub fn with_drafts(
        drafts: Vec<(String, String)>,
        items: Vec<Item>,
        width: u16,
        height: u16,
    ) -> Reader {
        Reader::leading(&[], drafts, items, Size { width, height })
    }

    /// Opens over an edition that these items lead.
    pub fn leading(
        leads: &[i64],
        drafts: Vec<(String, String)>,
        items: Vec<Item>,
        size: Size,
    ) -> Reader {
        Reader::begin(Kept::of(items, leads), drafts, size)
    }

    /// Opens over the sample items after these were muted in an earlier session.
    pub fn muting(muted: &[Muted], width: u16, height: u16) -> Reader {
        let mut store = Kept::of(items(), &[]);
        store.mute(muted);
        Reader::begin(store, Vec::new(), Size { width, height })
    }

    /// Ends, and opens again over the same store.
    pub fn again(self) -> Reader {
        let size = self.state.size;
        Reader::begin(self.store, Vec::new(), size)
    }

    fn begin(store: Kept, drafts: Vec<(String, String)>, size: Size) -> Reader {
        let setting = runtime::setting(&store.options, &store.archive, size).expect("a setting");
        let unkept = |(name, text)| Unkept { name, text, was: None, stale: false };
        let (state, effects) = State::new(Setting {
            shows_pictures: true,
            themes: ["harbour", "dark", "light"].map(str::to_owned).into(),
            drafts: drafts.into_iter().map(unkept).collect(),
            ..setting
        });
        let mut reader = Reader {
            state,
            store,
            kept: Vec::new(),
            asked_of_world: Vec::new(),
            drafts: BTreeMap::new(),
            waits: false,
            waiting_changes: Vec::new(),
            refusal: None,
            fate: Box::new(|_| Fate::Comes),
            withheld: Vec::new(),
            failed: Vec::new(),
            accounts: Vec::new(),
            waiting: Vec::new(),
            mine: Vec::new(),
            trending: trending(),
            themes: themes(),
            log: Vec::new(),
            written: Vec::new(),
            page: None,
            theme: Theme::named("dark", Depth::True, UNICODE).expect("a theme"),
        };
        let settle = reader.state.settle_in();
        reader.carry_out(effects);
        reader.carry_out(settle);
        reader
    }

    /// Goes on in a language.
    pub fn speak(&mut self, lang: Lang) -> &mut Reader {
        self.state.lang = lang;
        self.happen(Event::Judged)
    }

    /// Presses keys as they are written: `j j Enter`.
    pub fn press(&mut self, keys: &str) -> &mut Reader {
        for key in keys.split_whitespace() {
            let key = Key::parse(key).unwrap_or_else(|| panic!("{key} is no key"));
            self.happen(Event::Key(key));
        }
        self
    }

    /// Types a text, character by character.
    pub fn type_in(&mut self, text: &str) -> &mut Reader {
        for c in text.chars() {
            self.happen(Event::Key(Key::char(c)));
        }
        self
    }

    /// Something happens, and all that follows from it.
    pub fn happen(&mut self, event: Event) -> &mut Reader {
        let effects = update(&mut self.state, event);
        self.carry_out(effects);
        self
    }

    /// The store hears a question, and says something at once or later.
    fn ask(&mut self, ask: Ask) {
        // Where another one took its place meanwhile, it is answered all the same.
        let purpose = self.state.asks.purpose(ask.ticket).cloned();
        let fate = purpose.as_ref().map_or(Fate::Comes, |purpose| (self.fate)(purpose));
        let event = match fate {
            Fate::Comes | Fate::Late => self.answered(ask),
            Fate::Fails | Fate::FailsLate => {
                self.failed.extend(purpose);
                Event::Answered(ask.ticket, Err(Phrase::plain("the disk is full")))
            }
        };
        match fate {
            Fate::Comes | Fate::Fails => {
                self.happen(event);
            }
            Fate::Late | Fate::FailsLate => self.withheld.push(event),
        }
    }

    /// What the store says to a question, and to some what only this morning knows.
    pub fn answered(&self, ask: Ask) -> Event {
        let ticket = ask.ticket;
        let put_in = match &ask.question {
            Question::Log => Some(Answer::Log(self.log.clone())),
            Question::Written(_) => Some(Answer::Written(self.written.clone())),
            Question::Terms(asked) => {
                Some(Answer::Terms { asked: *asked, trending: self.trending.clone() })
            }
            Question::Account(name) => {
                let known = self.accounts.iter().find(|account| account.name == *name);
                let health = Box::new(known.cloned().unwrap_or_default());
                Some(Answer::Account { health, waiting: self.waiting.clone() })
            }
            _ => None,
        };
        if let Some(answer) = put_in {
            return Event::Answered(ticket, Ok(Box::new(answer)));
        }
        let mut event = self.store.answer(ask);
        if let Event::Answered(_, Ok(answer)) = &mut event {
            match &mut **answer {
                Answer::Tally { tally, .. } => tally.accounts.clone_from(&self.accounts),
                Answer::Front { page, .. } => {
                    for block in &mut page.digest.blocks {
                        if block.key == BlockKey::Mine && !self.mine.is_empty() {
                            block.entries.clone_from(&self.mine);
                        } else if block.key == BlockKey::Trends {
                            block.entries.splice(0..0, self.themes.iter().cloned());
                        }
                    }
                }
                Answer::Digest { file, .. } => {
                    if let Some(page) = &self.page {
                        (file.page, file.unwritten) = page.clone();
                    }
                }
                _ => {}
            }
        }
        event
    }

    /// All comes that was late, as it was when it was asked for; from now on nothing is late.
    pub fn come_late(&mut self) -> &mut Reader {
        self.fate = Box::new(|_| Fate::Comes);
        for event in std::mem::take(&mut self.withheld) {
            self.happen(event);
        }
        self
    }

    /// The other program is done, and what waited for it is kept.
    pub fn go_on(&mut self) -> &mut Reader {
        self.waits = false;
        for (change, way) in std::mem::take(&mut self.waiting_changes) {
            self.keep(change, way);
        }
        self
    }

    pub fn carry_out(&mut self, effects: Vec<Effect>) {
        for effect in effects {
            match effect {
                Effect::Ask(ask) => self.ask(ask),
                Effect::Work(Work::SaveDraft { name, text }) => {
                    self.drafts.insert(name, text);
                }
                Effect::Work(Work::DropDraft(name)) => {
                    self.drafts.remove(&name);
                }
                Effect::Keep(change, way) => {
                    self.kept.push(change.clone());
                    if self.waits {
                        self.waiting_changes.push((change, way));
                    } else {
                        self.keep(change, way);
                    }
                }
                // There is no vault here.
                Effect::Work(Work::FollowVault(_)) => {}
                other => self.asked_of_world.push(other),
            }
        }
    }

    fn keep(&mut self, change: Change, way: Way) {
        let came_of_it = match self.refusal.clone() {
            Some(why) => vec![Event::NotKept(change, Phrase::plain(why))],
            None => self.store.keep(change, way),
        };
        for event in came_of_it {
            self.happen(event);
        }
    }

    /// An item as it is in the store.
    pub fn item(&self, id: i64) -> Item {
        self.store.item(id)
    }

    /// All items in the store, by their numbers.
    pub fn items(&self) -> Vec<Item> {
        self.store.items()
    }

    /// The ideas in the store, by their numbers, without those that were deleted.
    pub fn ideas(&self) -> Vec<Idea> {
        self.store.ideas()
    }

    /// A note in the store.
    pub fn note(&self, about: About) -> Option<String> {
        self.store.note(about)
    }

    /// The store itself: what is done to it here another program does, and the reader is not told.
    pub fn elsewhere(&mut self) -> &mut Store {
        self.store.store()
    }

    /// This is what the config file says.
    pub fn configured(&mut self, text: &str) {
        self.store.configured(text);
    }

    /// From now on these items lead the edition; the reader is not told.
    pub fn lead(&mut self, ids: &[i64]) {
        self.store.lead(ids);
    }

    /// Another program adds a source.
    pub fn add_source(&mut self, health: &Health) {
        self.store.add_source(health);
    }

    /// Another program has these sources in the place of all others.
    pub fn put_sources(&mut self, sources: &[Health]) {
        self.store.put_sources(sources);
    }

    /// Another program takes items in, of which these lead; the reader is not told.
    pub fn take_in(&mut self, items: &[Item]) {
        self.store.take_in(items, &[]);
    }

    /// A refresh brings an item.
    pub fn arrives(&mut self, item: Item) -> &mut Reader {
        self.take_in(&[item]);
        self.happen(Event::Progress(Progress::Started { sources: 28 }));
        let outcome = Ok(1);
        self.happen(Event::Progress(Progress::Source { name: "wire".into(), outcome, note: None }));
        self
    }

    /// Whether the sources were asked.
    pub fn refreshed(&self, scope: Scope) -> bool {
        self.asked_of_world.contains(&Effect::Work(Work::Refresh(scope)))
    }

    /// The cells of the screen.
    pub fn buffer(&self) -> Buffer {
        let Size { width, height } = self.state.size;
        let mut terminal = Terminal::new(TestBackend::new(width, height)).expect("a backend");
        terminal
            .draw(|frame| jogan::ui::draw(frame, &self.state, &self.theme))
            .expect("a frame")
            .buffer
            .clone()
    }

    /// The screen as text, one line a row, without the blanks at the ends.
    pub fn screen(&self) -> String {
        text(&self.buffer())
    }

    /// Where the cursor stands, if it is shown.
    pub fn cursor(&self) -> (u16, u16) {
        let Size { width, height } = self.state.size;
        let mut terminal = Terminal::new(TestBackend::new(width, height)).expect("a backend");
        terminal.draw(|frame| jogan::ui::draw(frame, &self.state, &self.theme)).expect("a frame");
        let at = terminal.get_cursor_position().expect("a position");
        (at.x, at.y)
    }
}

/// A buffer as text: the right half of a wide cell is no character of its own.
pub fn text(buffer: &Buffer) -> String {
    let mut text = String::new();
    for y in 0..buffer.area.height {
        let mut line = String::new();
        let mut x = 0;
        while x < buffer.area.width {
            let symbol = buffer[(x, y)].symbol();
            line.push_str(symbol);
            x += width(symbol).max(1) as u16;
        }
        text.push_str(line.trim_end());
        text.push('\n');
    }
    text
}
