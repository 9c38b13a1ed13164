//! A reader without a terminal: keys go in, the screen is read as text, and a small store in
//! memory answers what is asked.

use std::collections::{BTreeMap, BTreeSet};

use jogan::app::change::{Change, Mark};
use jogan::app::effect::{
    Answer, Ask, Effect, FrontAsked, FrontPage, Named, Neighbours, Question, Scope, Tally,
    TallyAsked, Ticket, Watched, WhichEdition, Work,
};
use jogan::app::event::Event;
use jogan::app::key::Key;
use jogan::app::keymap::Keymap;
use jogan::app::layout::Size;
use jogan::app::note::Unkept;
use jogan::app::purpose::Purpose;
use jogan::app::state::{Setting, State};
use jogan::app::template::{self, Templates};
use jogan::app::update::update;
use jogan::app::writer::WrittenLine;
use jogan::lang::Lang;
use jogan::model::note::Version;
use jogan::model::{
    About, AccountHealth, Block, BlockKey, Closing, Count, Counted, Digest, EditionWindow, Entry,
    Facts, Group, Handout, Health, Idea, IdeaId, IdeaLine, Item, ItemId, Lead, Mentions, Moment,
    Move, PagePart, Pane, PartKind, Place, Placed, Placement, Progress, Query, Quote, Reason, Row,
    SourceId, StoryId, Thought, Told, Trait, Trend, TrendState, Trending, Zone,
};
use jogan::text::links::Target;
use jogan::text::tokens::folded_name;
use jogan::text::width::width;
use jogan::ui::theme::{Depth, Theme, UNICODE};
use ratatui::Terminal;
use ratatui::backend::TestBackend;
use ratatui::buffer::Buffer;

/// When all stories happen.
pub fn now() -> Moment {
    "2026-03-05T12:00:00Z".parse().expect("a moment")
}

/// Editions close an hour before noon.
pub fn closing() -> Closing {
    Closing { at: chrono::NaiveTime::MIN + chrono::Duration::hours(11), zone: Zone::UTC }
}

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
    pub items: Vec<Item>,
    /// The items that lead the edition.
    pub leads: Vec<ItemId>,
    /// What the edition has for the reader alone.
    pub mine: Vec<Entry>,
    /// The sources and how they have been doing.
    pub sources: Vec<Health>,
    /// Reader servers that are followed.
    pub accounts: Vec<AccountHealth>,
    /// Marks that wait for them.
    pub waiting: Vec<(jogan::model::account::Waiting, Option<String>)>,
    /// Changes that were to be kept.
    pub kept: Vec<Change>,
    /// What else the world was asked to do.
    pub asked_of_world: Vec<Effect>,
    /// Ideas in the store, those deleted not among them.
    pub ideas: Vec<Idea>,
    /// Ideas that were deleted.
    pub deleted_ideas: Vec<Idea>,
    /// What is about the same as each item.
    pub related: BTreeMap<ItemId, Vec<ItemId>>,
    /// Notes on stories and days.
    pub other_notes: BTreeMap<About, String>,
    /// What every note says was before.
    pub versions: Vec<Version>,
    /// What was typed and not kept, by name.
    pub drafts: BTreeMap<String, String>,
    /// What a note says that another program changed meanwhile.
    pub changed_elsewhere: Option<String>,
    /// What the store says to each change, where it says no.
    pub refusal: Option<String>,
    /// Whether the store waits for another program before it keeps anything.
    pub waits: bool,
    /// What becomes of a question that is asked for something.
    pub fate: Box<dyn Fn(&Purpose) -> Fate>,
    /// What the store says as soon as it is let.
    pub withheld: Vec<(Ticket, Result<Box<Answer>, String>)>,
    /// What questions failed for.
    pub failed: Vec<Purpose>,
    /// What is talked about.
    pub trending: Trending,
    /// What the program noted, the last first.
    pub log: Vec<String>,
    /// What a writer wrote of whatever is asked about.
    pub written: Vec<WrittenLine>,
    /// The page of an edition, where it is not the usual one, and how many entries are not written.
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
        let (state, effects) = State::new(Setting {
            lang: Lang::En,
            zone: Zone::UTC,
            closing: closing(),
            keymap: Keymap::default(),
            sample: false,
            offline: false,
            filters: std::collections::BTreeMap::new(),
            programs: std::collections::BTreeMap::new(),
            mouse: true,
            theme: "dark".into(),
            themes: ["harbour", "dark", "light"].map(str::to_owned).into(),
            at_once: false,
            shows_pictures: true,
            writer: None,
            notify: jogan::app::notice::Notify::Off,
            notify_edition: jogan::app::notice::Notify::Off,
            latest: items.iter().map(|item| item.row.id).max(),
            now: now(),
            size,
            drafts: drafts
                .into_iter()
                .map(|(name, text)| Unkept { name, text, was: None, stale: false })
                .collect(),
            templates: Templates::default(),
            muted: Vec::new(),
            passages: String::new(),
        });
        let theme = Theme::named("dark", Depth::True, UNICODE).expect("a theme");
        let (kept, asked_of_world, refusal) = (Vec::new(), Vec::new(), None);
        let sources = Vec::new();
        let mut reader = Reader {
            state,
            items,
            leads: leads.iter().copied().map(ItemId).collect(),
            mine: Vec::new(),
            sources,
            kept,
            asked_of_world,
            ideas: Vec::new(),
            accounts: Vec::new(),
            waiting: Vec::new(),
            deleted_ideas: Vec::new(),
            related: BTreeMap::new(),
            other_notes: BTreeMap::new(),
            versions: Vec::new(),
            drafts: BTreeMap::new(),
            changed_elsewhere: None,
            refusal,
            waits: false,
            fate: Box::new(|_| Fate::Comes),
            withheld: Vec::new(),
            failed: Vec::new(),
            trending: trending(),
            log: Vec::new(),
            written: Vec::new(),
            page: None,
            theme,
        };
        let settle = reader.state.settle_in();
        reader.carry_out(effects);
        reader.carry_out(settle);
        reader
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
        let Ask { ticket, question, .. } = ask;
        // Where another one took its place meanwhile, it is answered all the same.
        let purpose = self.state.asks.purpose(ticket).cloned();
        let fate = purpose.as_ref().map_or(Fate::Comes, |purpose| (self.fate)(purpose));
        let answer = match fate {
            Fate::Comes | Fate::Late => Ok(Box::new(self.answer(question))),
            Fate::Fails | Fate::FailsLate => {
                self.failed.extend(purpose);
                Err("the disk is full".to_owned())
            }
        };
        match fate {
            Fate::Comes | Fate::Fails => {
                self.happen(Event::Answered(ticket, answer));
            }
            Fate::Late | Fate::FailsLate => self.withheld.push((ticket, answer)),
        }
    }

    /// All comes that was late, as it was when it was asked for; from now on nothing is late.
    pub fn come_late(&mut self) -> &mut Reader {
        self.fate = Box::new(|_| Fate::Comes);
        for (ticket, answer) in std::mem::take(&mut self.withheld) {
            self.happen(Event::Answered(ticket, answer));
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
                Effect::Keep(change) => {
                    self.kept.push(change.clone());
                    if self.waits {
                        continue;
                    }
                    if let Some(says) = self.changed_elsewhere.take() {
                        self.happen(Event::Stale(change, says));
                        continue;
                    }
                    let event = if let Some(why) = self.refusal.clone() {
                        Event::NotKept(change, why)
                    } else {
                        if let Some((was, is)) = self.keep(&change) {
                            self.happen(Event::Numbered { was, is });
                        }
                        Event::Kept(change)
                    };
                    self.happen(event);
                }
                // There is no vault here.
                Effect::Work(Work::FollowVault(_)) => {}
                other => self.asked_of_world.push(other),
            }
        }
    }

    /// Keeps a change; gives the number of an idea that it begins.
    fn keep(&mut self, change: &Change) -> Option<(IdeaId, IdeaId)> {
        let mut numbered = None;
        match change {
            Change::Note {
                about: about @ (About::Story(_) | About::Day(_)), to: Some(to), ..
            } => {
                self.other_notes.insert(*about, to.clone());
            }
            Change::Idea { was, to } => {
                let mut id = to.as_ref().or(was.as_ref()).map(|idea| idea.id);
                if let Some(key) = id.filter(|id| id.key().is_some()) {
                    let last = self.ideas.iter().map(|idea| idea.id.0).max().unwrap_or(0);
                    id = Some(IdeaId(last + 1));
                    numbered = id.map(|id| (key, id));
                }
                self.ideas.retain(|idea| Some(idea.id) != id);
                self.deleted_ideas.retain(|idea| Some(idea.id) != id);
                let kept = to.as_deref().cloned().zip(id);
                self.ideas.extend(kept.map(|(idea, id)| Idea { id, ..idea }));
                if let (Some(was), None) = (was, to) {
                    self.deleted_ideas.push(Idea { deleted: Some(now()), ..(**was).clone() });
                }
            }
            _ => {}
        }
        for item in &mut self.items {
            match change {
                Change::Mark { mark, ids, to } if ids.contains(&item.row.id) => match mark {
                    Mark::Read => item.row.read = *to,
                    Mark::Star => {
                        item.row.starred = *to;
                        item.row.listed = to.then(|| item.row.listed.take().unwrap_or_default());
                    }
                },
                Change::Listed(standings) => {
                    for standing in standings.iter().filter(|s| s.id == item.row.id) {
                        item.row.starred = standing.to.is_some();
                        item.row.listed.clone_from(&standing.to);
                    }
                }
                Change::Move { id, to, .. } if *id == item.row.id => item.row.pane = *to,
                Change::Note { about: About::Item(id), to, .. } if *id == item.row.id => {
                    item.note.clone_from(to);
                    item.row.noted = to.is_some();
                }
                _ => {}
            }
        }
        numbered
    }

    #[expect(clippy::too_many_lines, reason = "a question an arm, and nothing else")]
    pub fn answer(&self, question: Question) -> Answer {
        match question {
            Question::Window(asked) => {
                let rows = self.rows(&asked.query, asked.find.as_deref());
                let rows = rows
                    .into_iter()
                    .skip(asked.query.offset)
                    .take(asked.query.limit.unwrap_or(usize::MAX))
                    .collect();
                Answer::Window { asked, rows }
            }
            Question::Length(asked) => {
                let length = self.rows(&asked.query, asked.find.as_deref()).len();
                Answer::Length { asked, length }
            }
            Question::Item(asked) => {
                let item = self.items.iter().find(|item| item.row.id == asked);
                let ideas = self.ideas.iter().filter_map(|idea| {
                    let link = idea.links.iter().find(|link| link.item == asked)?;
                    let (id, why, Thought { title, status, .. }) =
                        (idea.id, link.why.clone(), idea.thought.clone());
                    Some(IdeaLine { id, title, status, why })
                });
                let ideas = ideas.collect();
                Answer::Item(item.map(|item| Box::new(Item { ideas, ..item.clone() })))
            }
            Question::Tally(asked) => Answer::Tally { tally: self.tally(&asked), asked },
            Question::Front(asked) => Answer::Front { asked, page: Box::new(self.front(asked)) },
            Question::Story(asked) => {
                let query = Query { story: Some(asked), ..Query::default() };
                Answer::Story { asked, rows: self.rows(&query, None) }
            }
            Question::Related(asked) => {
                let related = self.related.get(&asked).cloned().unwrap_or_default();
                let rows = self.items.iter().map(|item| item.row.clone());
                Answer::Related {
                    asked,
                    rows: rows.filter(|row| related.contains(&row.id)).collect(),
                }
            }
            Question::Bibliography(asked) => {
                let keys: Vec<String> =
                    asked.iter().map(|id| format!("@misc{{item{}}}", id.0)).collect();
                Answer::Bibliography { asked, text: keys.join("\n") }
            }
            Question::Handouts { items, files: _ } => {
                let of = |id: &ItemId| Handout { id: *id, ..Handout::default() };
                Answer::Handouts(items.iter().map(of).collect())
            }
            Question::Note(asked) => {
                Answer::Note { asked, text: self.other_notes.get(&asked).cloned() }
            }
            Question::Versions(asked) => {
                let item = self.items.iter().find(|item| Some(item.row.id) == asked.item());
                let text = item.and_then(|item| item.note.clone());
                Answer::Versions { asked, text, versions: self.versions.clone() }
            }
            Question::Links(asked) => {
                let like = |item: &&Item| item.row.title.contains(&asked);
                let found = self.items.iter().filter(like);
                let found = found.map(|i| (Target::Item(i.row.id.0), i.row.title.clone()));
                Answer::Links { found: found.collect(), asked }
            }
            Question::Ideas { deleted } => {
                let ideas = if deleted { &self.deleted_ideas } else { &self.ideas };
                Answer::Ideas(ideas.clone())
            }
            Question::Idea(asked) => {
                let idea = self.ideas.iter().find(|idea| idea.id == asked).cloned();
                let links = idea.iter().flat_map(|idea| &idea.links);
                let ids: Vec<ItemId> = links.map(|link| link.item).collect();
                let held = |item: &&Item| ids.contains(&item.row.id);
                let items = self.items.iter().filter(held).map(|item| item.row.clone()).collect();
                Answer::Idea { idea: idea.map(Box::new), items }
            }
            Question::Template { items, lang } => {
                let held = |item: &&Item| items.contains(&item.row.id);
                let items: Vec<Item> = self.items.iter().filter(held).cloned().collect();
                let shared = ["experts".to_owned(), "규칙".to_owned()];
                Answer::Template(Box::new(Idea {
                    id: IdeaId::of_key(4711),
                    thought: template::thought(&items, &shared, (lang, Zone::UTC)),
                    links: template::links_to(&items),
                    template: !items.is_empty(),
                    created: now(),
                    touched: now(),
                    deleted: None,
                }))
            }
            Question::Named(_) => Answer::Named(Named {
                terms: vec!["mixtures of experts".into(), "harbour".into()],
                companies: vec!["Cloud One".into()],
                authors: vec!["Ada Lantern".into(), "Lantern, Ada".into()],
                sources: self
                    .items
                    .iter()
                    .map(|item| (item.row.source.clone(), item.row.source_name.clone()))
                    .collect(),
                watches: vec![("tides".into(), vec!["harbour".into()])],
                shipped: vec![("money".into(), "돈".into())],
            }),
            Question::Sources => Answer::Sources(self.sources.clone()),
            Question::Companies => Answer::Companies(Vec::new()),
            Question::Unread(asked) => {
                let rows = self.rows(&asked.query, asked.find.as_deref()).into_iter();
                let ids = rows.filter(|row| !row.read).map(|row| row.id).collect();
                Answer::Unread { asked, ids }
            }
            Question::Watched(after) => {
                let new = self.items.iter().filter(|item| item.row.id > after);
                let touched = |item: &&Item| item.why.iter().any(|why| why.term == "watch");
                let touched: Vec<&Item> = new.filter(touched).collect();
                Answer::Watched(Watched {
                    count: touched.len() as u64,
                    title: touched.first().map(|item| item.row.title.clone()).unwrap_or_default(),
                    latest: self.items.iter().map(|item| item.row.id).max().unwrap_or(after),
                })
            }
            Question::Log => Answer::Log(self.log.clone()),
            Question::Account(name) => {
                let known = self.accounts.iter().find(|account| account.name == name);
                let health = Box::new(known.cloned().unwrap_or_default());
                Answer::Account { health, waiting: self.waiting.clone() }
            }
            Question::Written(_) => Answer::Written(self.written.clone()),
            Question::Terms(asked) => Answer::Terms { asked, trending: self.trending.clone() },
            Question::Digest(asked) => Answer::Digest {
                asked,
                file: jogan::app::effect::DigestFile {
                    path: {
                        let day = asked.window.expect("an edition").day;
                        format!("jogan-{day}.{}", ["md", "html"][asked.format % 2]).into()
                    },
                    text: "# Thursday 2026-03-05\n\n## Research\n\n- **One thing** happened. [1]\n"
                        .into(),
                    format: ["md", "html"][asked.format % 2],
                    page: self.page.as_ref().map_or_else(usual_page, |(page, _)| page.clone()),
                    unwritten: self.page.as_ref().map_or(0, |(_, unwritten)| *unwritten),
                    beside: self.beside(&asked.window.expect("an edition"), asked.up_to),
                    overwrite: false,
                    show: false,
                },
            },
        }
    }

    fn rows(&self, query: &Query, find: Option<&str>) -> Vec<Row> {
        let mut rows: Vec<Row> = self
            .items
            .iter()
            .map(|item| &item.row)
            .filter(|row| query.pane.is_none_or(|pane| row.pane == pane))
            .filter(|row| query.up_to.is_none_or(|last| row.id <= last))
            .filter(|row| !query.without.contains(&row.id))
            .filter(|row| !query.unread || !row.read)
            .filter(|row| query.ids.is_empty() || query.ids.contains(&row.id))
            .filter(|row| query.story.is_none_or(|story| row.story == story))
            .filter(|row| query.traits.iter().all(|(asked, holds)| is(row, asked) == *holds))
            .filter(|row| !query.starred || row.starred)
            .filter(|row| query.since.is_none_or(|since| row.published >= since))
            .filter(|row| find.is_none_or(|text| row.title.contains(text.trim_end_matches('*'))))
            .cloned()
            .collect();
        rows.sort_by(|a, b| b.score.total_cmp(&a.score));
        if query.heads && find.is_some() {
            let mut seen = BTreeSet::new();
            rows.retain(|row| seen.insert(row.story));
        }
        if let Some(ends) = query.begun_before {
            rows.retain(|row| row.published < ends);
        }
        let place = |row: &Row| query.first.iter().position(|placed| placed.item == row.id);
        rows.sort_by_key(|row| place(row).unwrap_or(usize::MAX));
        rows
    }

    /// The edition of a day: what was published in it, best first.
    fn front(&self, asked: FrontAsked) -> FrontPage {
        let closing = closing();
        let window = match asked.which {
            WhichEdition::Current => {
                let (closed, open) = (closing.last_closed(now()), closing.open(now()));
                let holds = |item: &Item| closed.ends > item.row.published;
                if self.items.iter().any(holds) { closed } else { open }
            }
            WhichEdition::Newer { than, after } => {
                let came = || self.items.iter().map(|item| &item.row).filter(|row| row.id > after);
                let is_of = |row: &&Row| (than.begins..than.ends).contains(&row.published);
                if came().any(|row| is_of(&row)) { than } else { closing.open(now()) }
            }
            WhichEdition::Of(window) => window,
        };
        let placed = Pane::ALL.map(|pane| {
            let query = Query { pane: Some(pane), up_to: asked.up_to, ..Query::default() };
            let rows = self.rows(&query, None).into_iter();
            rows.filter(|row| (window.begins..window.ends).contains(&row.published))
                .filter(|row| !self.leads.contains(&row.id))
                .map(|row| Placed { item: row.id, worth: row.score })
                .collect::<Vec<_>>()
        });
        let all_stories = (placed.iter().map(Vec::len).sum::<usize>() + self.leads.len()) as u32;
        let mut stands = BTreeMap::new();
        let mut companies = Block {
            key: BlockKey::Companies,
            title: "Companies".into(),
            entries: Vec::new(),
            groups: Vec::new(),
            columns: Vec::new(),
            remark: None,
            rest: Vec::new(),
        };
        // What one company did stands together under its name.
        for placed in &placed[Pane::Companies.index()] {
            let row = self.items.iter().map(|item| &item.row).find(|row| row.id == placed.item);
            let Some(row) = row.filter(|row| !row.companies.is_empty()) else { continue };
            let (story, item) = (row.story, row.id);
            let group = Some("Cloud One".to_owned());
            companies.entries.push(Entry { group, item, story, ..Entry::default() });
            stands.insert(item, placement(row, Place::Block, Vec::new()));
        }
        let stories: Vec<StoryId> = companies.entries.iter().map(|entry| entry.story).collect();
        if stories.len() > 1 {
            let text = format!("launch {}", stories.len());
            let count = stories.len() as u32;
            let launches = Counted { text, kind: "launch".into(), count, before: None, stories };
            companies.groups.push(Group { name: "Cloud One".into(), counts: vec![launches] });
        }
        let digest = Digest {
            day: window.day,
            from: None,
            closes: window.ends,
            window: Some(window),
            stories: all_stories,
            minutes: 4.6,
            language: "en".into(),
            summary: vec![Counted {
                text: "investment 1".into(),
                kind: "investment".into(),
                count: 1,
                before: None,
                stories: Vec::new(),
            }],
            lead: (1..).zip(&self.leads).filter_map(|(rank, id)| self.lead(rank, *id)).collect(),
            remark: None,
            blocks: vec![companies, self.mine_block()],
            left: BTreeMap::new(),
            references: Vec::new(),
            writer: None,
        };
        let worth = |id: &ItemId| self.row(*id).map(|row| Placed { item: *id, worth: row.score });
        let lead = self.leads.iter().filter_map(worth).collect();
        for id in &self.leads {
            let Some(row) = self.row(*id) else { continue };
            let because = vec![Told::plain("It leads: told by four.")];
            stands.insert(*id, placement(row, Place::Lead, because));
        }
        let lead_rows = self.leads.iter().filter_map(|id| self.row(*id)).cloned().collect();
        FrontPage {
            window,
            stories: all_stories,
            so_far: 0,
            muted: 0,
            beside: self.beside(&window, asked.up_to),
            minutes: 4.6,
            digest,
            lead,
            lead_rows,
            placed,
            stands,
        }
    }

    /// The editions beside one that hold anything.
    fn beside(&self, window: &EditionWindow, up_to: Option<ItemId>) -> Neighbours {
        let came = |item: &&Item| up_to.is_none_or(|last| item.row.id <= last);
        let moments = || self.items.iter().filter(came).map(|item| item.row.published);
        let day = |moment| closing().day_at(moment);
        let earlier = moments().filter(|moment| *moment < window.begins).max();
        let later = moments().filter(|moment| *moment >= window.ends).min();
        Neighbours { earlier: earlier.map(day), later: later.map(day) }
    }

    fn mine_block(&self) -> Block {
        let nothing = "No notes on this day, and the reading list is empty.".to_owned();
        Block {
            key: BlockKey::Mine,
            title: "For me today".into(),
            entries: self.mine.clone(),
            groups: Vec::new(),
            columns: Vec::new(),
            remark: self.mine.is_empty().then_some(nothing),
            rest: Vec::new(),
        }
    }

    fn row(&self, id: ItemId) -> Option<&Row> {
        self.items.iter().map(|item| &item.row).find(|row| row.id == id)
    }

    fn lead(&self, rank: u32, id: ItemId) -> Option<Lead> {
        let row = self.row(id)?;
        let quote = Quote {
            text: "The plant is to open in the spring, said its builder.".into(),
            item: id,
            reference: rank,
            language: "en".into(),
        };
        Some(Lead {
            rank,
            item: id,
            story: row.story,
            pane: row.pane,
            refs: vec![rank],
            text: row.title.clone(),
            label: format!("Hanbit Electronics · event {rank} · $2B"),
            scan: Some(format!("Hanbit Electronics · event {rank} · $2B")),
            quote: (rank < 3).then_some(quote),
            consequence: None,
            facts: Facts::default(),
            topics: Vec::new(),
            written: Vec::new(),
            meta: Vec::new(),
        })
    }

    fn tally(&self, asked: &TallyAsked) -> Tally {
        let is_new = |row: &Row| {
            row.id > asked.after && asked.since.is_none_or(|since| row.published >= since)
        };
        let count = |ids: &[ItemId]| {
            let held = || self.items.iter().filter(|item| ids.contains(&item.row.id));
            Count {
                all: held().count() as u32,
                unread: held().filter(|item| !item.row.read).count() as u32,
            }
        };
        Tally {
            lead: count(&asked.lead),
            edition: asked.of_edition.each_ref().map(|ids| count(ids)),
            new: self.items.iter().filter(|item| is_new(&item.row)).count() as u64,
            latest: self.items.iter().map(|item| item.row.id).max(),
            sources: 28,
            visited: 28,
            failing: vec!["The Broken Feed".into()],
            accounts: self.accounts.clone(),
        }
    }

    /// A refresh brings an item.
    pub fn arrives(&mut self, item: Item) -> &mut Reader {
        use jogan::app::event::Progress;
        self.items.push(item);
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

/// Whether a row is what is asked of it.
fn is(row: &Row, asked: &Trait) -> bool {
    match asked {
        Trait::Read => row.read,
        Trait::Starred => row.starred,
        Trait::Noted => row.noted,
        Trait::Pane(pane) => row.pane == *pane,
        Trait::Company(key) => row.companies.contains(key),
        Trait::Move(kind) => row.moves.contains(kind),
        Trait::Source(name) => row.source_name.to_lowercase().contains(name),
        Trait::Tag(tag) => row.listed.iter().any(|listed| listed.tags.contains(tag)),
        Trait::Progress(state) => row.listed.iter().any(|listed| listed.state == *state),
        Trait::Due(week) => row.listed.iter().any(|listed| {
            listed.state != Progress::Done && listed.due.is_some_and(|due| due <= *week)
        }),
        Trait::Author(name) => {
            row.first_author.iter().any(|author| folded_name(author).contains(name))
        }
        Trait::Language(code) => row.language == *code,
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

/// What is talked about on the morning of all stories.
fn trending() -> Trending {
    let mut series = vec![0; 27];
    series.extend([1, 2, 6]);
    let term = |term: &str, state, items: &[i64]| Trend {
        term: term.into(),
        aliases: Vec::new(),
        kind: "topic".into(),
        count: 6,
        score: 3.2,
        state,
        series: series.clone(),
        items: items.iter().map(|id| ItemId(*id)).collect(),
    };
    Trending {
        day: None,
        days_collected: 12,
        totals: Vec::new(),
        terms: vec![
            term("물리 인공지능", TrendState::New, &[12]),
            term("mixtures of experts", TrendState::Rising, &[4, 5]),
        ],
        companies: vec![Mentions {
            key: "cloud-one".into(),
            name: "Cloud One".into(),
            korean: Some("클라우드 원".into()),
            series,
        }],
    }
}

/// A short way to make an item.
pub fn item(id: i64, pane: Pane, score: f64, hours: i64, source: &str, title: &str) -> Item {
    let published = now() - chrono::Duration::hours(hours);
    Item {
        row: Row {
            id: ItemId(id),
            source: SourceId(source.to_lowercase()),
            source_name: source.into(),
            title: title.into(),
            url: Some(format!("https://news.example/{id}")),
            first_author: None,
            author_count: 0,
            published,
            dated: true,
            pane,
            story: StoryId(id),
            story_size: 1,
            score,
            read: false,
            starred: false,
            noted: false,
            language: "en".into(),
            companies: Vec::new(),
            moves: Vec::new(),
            category: None,
            points: None,
            comments: None,
            listed: None,
        },
        external_id: None,
        kind: "feed".into(),
        source_address: String::new(),
        seen: jogan::model::Moment::default(),
        authors: Vec::new(),
        categories: Vec::new(),
        summary: format!("A short account of “{title}”."),
        content: String::new(),
        content_is_html: false,
        full_text: None,
        discussion: None,
        paper: jogan::model::Paper::default(),
        why: vec![
            Reason { term: "start".into(), points: score - 10.0, facts: Vec::new() },
            Reason { term: "publishers".into(), points: 10.0, facts: vec!["3".into()] },
        ],
        pane_reason: String::new(),
        facts: jogan::model::Facts::default(),
        topics: Vec::new(),
        gist: vec![format!("What matters about item {id}, in one sentence.")],
        note: None,
        story_note: None,
        ideas: Vec::new(),
        starred_at: None,
        owned: false,
    }
}

/// The morning on which all stories happen.
pub fn items() -> Vec<Item> {
    use Pane::{Companies, Research, Trends};
    let mut items = vec![
        item(
            1,
            Research,
            92.0,
            3,
            "Lakeside Lab",
            "Learning to plan in abstract actions: mid-training that makes reinforcement learning cheaper",
        ),
        item(2, Research, 87.0, 7, "Preprints", "Deep networks learn deep hierarchies"),
        item(
            3,
            Research,
            74.0,
            9,
            "Preprints",
            "어텐션 층의 일반화를 닫힌 꼴로 적기: 한 층이면 충분한 경우와 그렇지 않은 경우",
        ),
        item(
            4,
            Research,
            71.0,
            11,
            "Preprints",
            "Geometric regularization in mixtures of experts 🧠 and what it costs",
        ),
        item(5, Research, 40.0, 20, "연구소 소식", "작은 모델의 긴 기억"),
        item(
            6,
            Companies,
            88.0,
            5,
            "Wire",
            "Chip maker puts another two billion dollars into a cloud company",
        ),
        item(
            7,
            Companies,
            79.0,
            6,
            "The Daily",
            "Voice assistant to lean on a rival's model, people familiar with the plan say",
        ),
        item(8, Companies, 61.0, 4, "새벽경제", "한빛전자, 차세대 메모리 공장 착공"),
        item(
            9,
            Companies,
            55.0,
            4,
            "Market Notes",
            "Shares of the cloud company jump on the news of the investment and then give half of it back",
        ),
        item(10, Companies, 21.0, 30, "Wire", "Quiet quarter for server makers"),
        item(11, Trends, 66.0, 2, "광장", "에이전트에게 어디까지 맡기시나요"),
        item(12, Trends, 60.0, 8, "Essays", "Physical AI is a warehouse first"),
        item(
            13,
            Trends,
            43.0,
            26,
            "Essays",
            "The e\u{301}clair test: why demos flatter 👩\u{200d}🔬 and products do not",
        ),
        item(14, Trends, 30.0, 50, "Forum", "Ask: what do you still do by hand?"),
    ];
    items[0].row.starred = true;
    items[0].row.story_size = 3;
    items[0].row.first_author = Some("A. Writer".into());
    items[0].row.author_count = 4;
    items[3].row.noted = true;
    items[3].note = Some("Compare with the earlier one.".into());
    items[1].row.read = true;
    items[5].row.moves = vec![Move::Investment];
    items[5].row.story_size = 5;
    items[8].row.companies = vec!["cloud-one".into()];
    items[9].row.companies = vec!["cloud-one".into()];
    items[0].content_is_html = true;
    items[0].content = "<h2>What is new</h2><p>Plans are made of <em>abstract actions</em>, \
        see <a href=\"/method\">the method</a>.</p><ul><li>cheaper</li><li>더 빠르게</li></ul>\
        <blockquote>It halves the cost.</blockquote><pre><code>train(steps=10)</code></pre>\
        <p><img src=\"/plot.png\" alt=\"loss over time\"></p>"
        .into();
    items
}

/// A page of an edition.
fn usual_page() -> Vec<PagePart> {
    vec![
        PagePart { kind: PartKind::Heading, mark: String::new(), text: "Research".into() },
        PagePart {
            kind: PartKind::Entry,
            mark: "* ".into(),
            text: "One thing happened. [1]".into(),
        },
    ]
}

/// How a row stands in its edition, at the top of its place.
fn placement(row: &Row, place: Place, because: Vec<Told>) -> Placement {
    Placement {
        story: row.story,
        item: row.id,
        pane: row.pane,
        place,
        rank: 1,
        worth: row.score,
        because,
        why: Vec::new(),
        facts: Facts::default(),
        members: vec![row.id],
    }
}
