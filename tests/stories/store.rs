//! The store of the stories: a real one in a folder of its own, filled with items as they are judged in
//! the samples, and asked and written by the code of the running reader.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::sync::OnceLock;

use jogan::app::effect::Ask;
use jogan::app::event::Event;
use jogan::app::keymap::Keymap;
use jogan::app::notice::Notify;
use jogan::app::settings;
use jogan::app::template::Templates;
use jogan::config::{Config, EditionSettings};
use jogan::desk::Settings;
use jogan::lang::Lang;
use jogan::model::change::{Change, Standing, Way};
use jogan::model::{
    About, FetchState, Health, Idea, Item, ItemId, Judgement, Lens, Listed, Muted, NewItem, Pane,
    Query, Revision, Source, SourceId, StoryId, StoryState, Tier, Visit, Zone,
};
use jogan::newsroom::Newsroom;
use jogan::runtime::clipboard::Clipboard;
use jogan::runtime::{self, Archive, Options, Themes};
use jogan::store::{FILE, Found, Prepared, Store};
use jogan::ui::theme::{Depth, UNICODE};
use tempfile::TempDir;

use super::samples::{closing, item, items, now};

/// Sources of the morning, those of its items among them.
const SOURCES: usize = 28;

/// A store with the room that writes it, and the archive that answers from it.
pub struct Kept {
    newsroom: Newsroom,
    pub archive: Archive,
    pub options: Options,
    folder: TempDir,
}

impl Kept {
    /// A store of these items, of which these lead the edition in this order.
    pub fn of(judged: Vec<Item>, leads: &[i64]) -> Kept {
        let folder = tempfile::tempdir().expect("a folder");
        let is_usual = leads.is_empty() && judged == items();
        let template = if is_usual { morning() } else { empty() };
        std::fs::write(folder.path().join(FILE), template).expect("a store");
        let options = options(folder.path());
        let newsroom = Newsroom::open(folder.path(), options.desk.clone()).expect("a newsroom");
        let archive = Archive::open(&options).expect("an archive");
        let mut kept = Kept { newsroom, archive, options, folder };
        if !is_usual {
            kept.take_in(&leading(leads, judged), leads);
            top_up(kept.store());
        }
        kept
    }

    /// The store, for what is done to it by nobody who tells the reader.
    pub fn store(&mut self) -> &mut Store {
        &mut self.newsroom.store
    }

    /// Answers as the running reader does.
    pub fn answer(&self, ask: Ask) -> Event {
        self.archive.answer(ask)
    }

    /// Keeps a change as the running reader does.
    pub fn keep(&mut self, change: Change, way: Way) -> Vec<Event> {
        let config = &self.options.config_path;
        runtime::keep(&mut self.newsroom, (change, way), (self.folder.path(), config), now())
    }

    /// Has these muted, as an earlier session left it.
    pub fn mute(&mut self, muted: &[Muted]) {
        for what in muted {
            self.keep(Change::Lens { lens: Lens::Mute(what.clone()), to: true }, Way::Did);
        }
        self.options.settings.muted =
            Config::load(&self.options.config_path).expect("a config").muted();
    }

    pub fn item(&self, id: i64) -> Item {
        self.newsroom.store.item(ItemId(id), now()).expect("an item")
    }

    /// All items, by their numbers.
    pub fn items(&self) -> Vec<Item> {
        let rows = self.newsroom.store.rows(&Query::default(), now()).expect("rows");
        let ids: BTreeSet<i64> = rows.iter().map(|row| row.id.0).collect();
        ids.into_iter().map(|id| self.item(id)).collect()
    }

    /// Ideas, by their numbers.
    pub fn ideas(&self) -> Vec<Idea> {
        let mut ideas = self.newsroom.store.ideas(false).expect("ideas");
        ideas.sort_by_key(|idea| idea.id);
        ideas
    }

    pub fn note(&self, about: About) -> Option<String> {
        self.newsroom.store.note(about).expect("a note").map(|note| note.text)
    }

    /// Takes items in, with what the samples say the desk says of them, as if all came now.
    pub fn take_in(&mut self, items: &[Item], leads: &[i64]) {
        fill(&mut self.newsroom.store, items, leads);
    }

    /// Has the config file say this.
    pub fn configured(&self, text: &str) {
        std::fs::write(&self.options.config_path, text).expect("a config file");
    }

    /// Has these items lead the edition from now on.
    pub fn lead(&mut self, ids: &[i64]) {
        for id in ids {
            let row = self.item(*id).row;
            let led = Source { id: row.source, ..source(&row.source_name, true) };
            self.store().put_source(&led).expect("a source");
        }
    }

    /// Has these sources in the place of all others, each with how it has been doing.
    pub fn put_sources(&mut self, sources: &[Health]) {
        for source in self.store().sources().expect("sources") {
            if !sources.iter().any(|health| health.source.id == source.id) {
                self.store().remove_source(&source.id).expect("removed");
            }
        }
        for health in sources {
            self.add_source(health);
        }
    }

    /// Adds a source with how it has been doing, and with so many old items as it is to have.
    pub fn add_source(&mut self, health: &Health) {
        let Health { source, state, items, new_in_week, read } = health.clone();
        let store = self.store();
        store.put_source(&source).expect("a source");
        let last = store.last_id().expect("a number").0;
        let long_ago = now() - chrono::Duration::days(30);
        let mut transaction = store.begin().expect("a transaction");
        for n in 0..i64::from(items) {
            let mut old = item(last + 1 + n, Pane::Trends, 1.0, 30 * 24, &source.name, "Of old");
            old.row.title += &format!(" {n}");
            let prepared = Prepared::of(as_it_came(&old), &source.id);
            transaction.find(&source.id, &prepared, now()).expect("found");
            let seen = if n < i64::from(new_in_week) { now() } else { long_ago };
            let judged = judgement(&old);
            transaction.insert(old.row.id, &prepared, long_ago, &judged, seen).expect("inserted");
        }
        transaction.commit().expect("kept");
        let read: Vec<ItemId> = (0..i64::from(read)).map(|n| ItemId(last + 1 + n)).collect();
        store.set_read(&read, true).expect("read");
        let visit = Visit { source: source.id, state, ..Visit::default() };
        store.record(&[visit]).expect("a visit");
    }
}

/// What the reader is started with.
fn options(folder: &Path) -> Options {
    Options {
        data_dir: folder.to_owned(),
        config_path: folder.join("config.toml"),
        lang: Lang::En,
        zone: Zone::UTC,
        settings: settings::Settings {
            keymap: Keymap::default(),
            filters: BTreeMap::new(),
            programs: BTreeMap::new(),
            at_once: false,
            notify: Notify::Off,
            notify_edition: Notify::Off,
            mouse: true,
            theme: "dark".into(),
            templates: Templates::default(),
            muted: Vec::new(),
        },
        clipboard: Clipboard::None,
        themes: Themes { folder: folder.join("themes"), depth: Depth::True, icons: UNICODE },
        desk: Settings::default(),
        now: Some(now()),
        offline: false,
        sample: false,
        refresh_on_start: false,
        refresh_every: None,
        closing: closing(),
        then: EditionSettings::default(),
        digest_dir: PathBuf::new(),
        digest_minutes: 5.0,
        keep_days: 0,
        vault: None,
        accounts: Vec::new(),
        writer: None,
    }
}

/// A store without items, as its file is; opening one anew takes much longer than copying it.
fn empty() -> &'static [u8] {
    static EMPTY: OnceLock<Vec<u8>> = OnceLock::new();
    EMPTY.get_or_init(|| file_of(|_| ()))
}

/// The store of the morning, likewise.
fn morning() -> &'static [u8] {
    static MORNING: OnceLock<Vec<u8>> = OnceLock::new();
    MORNING.get_or_init(|| {
        file_of(|store| {
            fill(store, &items(), &[]);
            top_up(store);
        })
    })
}

fn file_of(fill: impl FnOnce(&mut Store)) -> Vec<u8> {
    let folder = tempfile::tempdir().expect("a folder");
    let mut store = Store::open(folder.path()).expect("a store");
    fill(&mut store);
    drop(store);
    std::fs::read(folder.path().join(FILE)).expect("its file")
}

/// Has as many sources as there are on every morning, all visited, one of which fails.
fn top_up(store: &mut Store) {
    let others = SOURCES - 1 - store.sources().expect("sources").len();
    let mut others: Vec<Source> =
        (0..others).map(|n| source(&format!("Other {n}"), false)).collect();
    let broken = source("The Broken Feed", false);
    others.push(broken.clone());
    store.put_sources(&others).expect("sources");
    let visit = |source: Source| {
        let failures = u32::from(source.id == broken.id);
        let state = FetchState { last_success: Some(now()), failures, ..FetchState::default() };
        Visit { source: source.id, state, ..Visit::default() }
    };
    let visits: Vec<Visit> = store.sources().expect("sources").into_iter().map(visit).collect();
    store.record(&visits).expect("visits");
}

/// A source of a name. What it brings are papers, of which none leads that one publisher alone tells,
/// unless it is to lead.
fn source(name: &str, leads: bool) -> Source {
    Source {
        id: SourceId(name.to_lowercase()),
        name: name.into(),
        kind: if leads { "feed" } else { "arxiv" }.into(),
        address: format!("https://{}.example/feed", name.to_lowercase().replace(' ', "-")),
        options: BTreeMap::new(),
        pane: None,
        tier: Tier::Specialist,
        language: None,
        company: None,
        interval_minutes: None,
        enabled: true,
        full_text: false,
    }
}

/// The items, those that lead worth more than those behind them.
fn leading(leads: &[i64], mut items: Vec<Item>) -> Vec<Item> {
    let mut least = 0.0_f64;
    for lead in leads.iter().rev() {
        let led = items.iter_mut().find(|item| item.row.id.0 == *lead).expect("an item that leads");
        led.row.score = led.row.score.max(least + 1.0);
        least = led.row.score;
    }
    items
}

fn fill(store: &mut Store, items: &[Item], leads: &[i64]) {
    let mut items: Vec<&Item> = items.iter().collect();
    items.sort_by_key(|item| item.row.id);
    let known: BTreeSet<SourceId> =
        store.sources().expect("sources").into_iter().map(|source| source.id).collect();
    let mut sources: BTreeMap<SourceId, Source> = BTreeMap::new();
    for item in &items {
        let leads = leads.contains(&item.row.id.0);
        let id = item.row.source.clone();
        let is_known = sources.contains_key(&id) || known.contains(&id);
        if leads || !is_known {
            let named = source(&item.row.source_name, leads);
            sources.insert(id.clone(), Source { id, ..named });
        }
    }
    let sources: Vec<Source> = sources.into_values().collect();
    store.put_sources(&sources).expect("sources");
    let mut transaction = store.begin().expect("a transaction");
    for item in &items {
        transaction.number_from(item.row.id);
        let prepared = Prepared::of(as_it_came(item), &item.row.source);
        let found = transaction.find(&item.row.source, &prepared, now()).expect("found");
        let Found::New(id, published) = found else { panic!("{} is there", item.row.id.0) };
        assert_eq!(id, item.row.id, "numbers rise");
        let judged = judgement(item);
        transaction.insert(id, &prepared, published, &judged, now()).expect("inserted");
    }
    transaction.revise(&stories(&items)).expect("stories");
    transaction.commit().expect("kept");
    mark(store, &items);
}

/// What the reader did about the items before.
fn mark(store: &mut Store, items: &[&Item]) {
    let with = |holds: fn(&Item) -> bool| {
        items.iter().filter(|item| holds(item)).map(|item| item.row.id).collect::<Vec<_>>()
    };
    let (read, starred) = (with(|item| item.row.read), with(|item| item.row.starred));
    if !read.is_empty() {
        store.set_read(&read, true).expect("read");
    }
    if !starred.is_empty() {
        store.set_starred(&starred, true, now()).expect("starred");
    }
    let listed: Vec<_> = items
        .iter()
        .filter_map(|item| item.row.listed.clone().map(|listed| (item.row.id, listed)))
        .map(|(id, to)| Standing { id, was: Some(Listed::default()), to: Some(to) })
        .collect();
    if !listed.is_empty() {
        store.changing(|changing| changing.change_listed(&listed, now())).expect("listed");
    }
    for item in items {
        if let Some(note) = &item.note {
            store.set_note(About::Item(item.row.id), note, now()).expect("a note");
        }
    }
}

/// An item as its source gave it.
fn as_it_came(item: &Item) -> NewItem {
    let row = &item.row;
    let others = (1..row.author_count).map(|n| format!("B. Author {n}"));
    let authors = if item.authors.is_empty() {
        row.first_author.iter().cloned().chain(others).collect()
    } else {
        item.authors.clone()
    };
    NewItem {
        external_id: Some(row.id.0.to_string()),
        url: row.url.clone(),
        title: row.title.clone(),
        authors,
        published: Some(row.published),
        summary: item.summary.clone(),
        content: item.content.clone(),
        content_is_html: item.content_is_html,
        categories: item.categories.clone(),
        language: Some(row.language.clone()),
        points: row.points,
        comments: row.comments,
        discussion: item.discussion.clone(),
        paper: item.paper.clone(),
        ..NewItem::default()
    }
}

/// What the desk says of an item.
fn judgement(item: &Item) -> Judgement {
    Judgement {
        pane: item.row.pane,
        pane_reason: item.pane_reason.clone(),
        language: item.row.language.clone(),
        story: item.row.story,
        companies: item.row.companies.clone(),
        moves: item.row.moves.clone(),
        facts: item.facts.clone(),
        topics: item.topics.clone(),
        base: item.row.score,
        why: item.why.clone(),
        gist: item.gist.clone(),
        kept: String::new(),
    }
}

/// What the desk says of the stories that the items tell, each led by its best report.
fn stories(items: &[&Item]) -> Vec<Revision> {
    let mut stories: BTreeMap<StoryId, Vec<&Item>> = BTreeMap::new();
    for item in items {
        stories.entry(item.row.story).or_default().push(item);
    }
    let story = |(id, reports): (StoryId, Vec<&Item>)| {
        let by_score = |a: &&&Item, b: &&&Item| a.row.score.total_cmp(&b.row.score);
        let head = reports.iter().max_by(by_score).expect("a report");
        let published = || reports.iter().map(|item| item.row.published);
        Revision::Story(Box::new(StoryState {
            id,
            head: head.row.id,
            size: head.row.story_size.max(reports.len() as u32),
            publishers: reports.len() as u32,
            first: published().min().expect("a report"),
            last: published().max().expect("a report"),
            pane: head.row.pane,
            pane_reason: head.pane_reason.clone(),
            worth: head.row.score,
            base: head.row.score,
            why: head.why.clone(),
            facts: head.facts.clone(),
            topics: head.topics.clone(),
        }))
    };
    stories.into_iter().map(story).collect()
}
