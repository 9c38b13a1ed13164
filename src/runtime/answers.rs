//! The reading threads: each answers questions from a connection that only reads. What takes long
//! is counted beside what a key waits for.

use std::collections::HashSet;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::mpsc::{self, Receiver, Sender};

use tokio::sync::mpsc::UnboundedSender;

use super::handout;
use super::scribe::Scribe;
use super::table::Table;
use super::{Clock, Options, log};
use crate::app::effect::{
    Answer, Ask, DigestFile, FrontAsked, FrontPage, Named, Neighbours, Question, Tally, TallyAsked,
    Ticket, Watched, WhichEdition,
};
use crate::app::event::Event;
use crate::app::writer::DigestAsked;
use crate::app::{account, completing, template};
use crate::config::Config;
use crate::desk::{self, Lexicon, Watch, shared};
use crate::drafts;
use crate::export::{digest, items};
use crate::filter::Company;
use crate::lang::Lang;
use crate::library::{self, edition};
use crate::model::change::Face;
use crate::model::lens::AUTHOR;
use crate::model::{
    About, Account, Closing, Day, Digest, EditionWindow, Handout, Idea, IdeaId, Item, ItemId, Pane,
    Place, Query, Sort, WindowState,
};
use crate::store::{Store, StoreError};
use crate::sync;
use crate::text::links::Target;

/// What is older is told of nobody's desktop, whenever it came.
const NEWS: chrono::Duration = chrono::Duration::days(3);

/// Starts the thread; it ends when nobody can ask any more.
pub(super) fn start(
    name: &str,
    archive: Archive,
    tell: UnboundedSender<Event>,
) -> std::io::Result<Sender<Ask>> {
    let (ask, questions) = mpsc::channel();
    std::thread::Builder::new().name(name.to_owned()).spawn(move || {
        while let Some(waiting) = next(&questions) {
            for ask in waiting {
                if tell.send(archive.answer(ask)).is_err() {
                    return;
                }
            }
        }
    })?;
    Ok(ask)
}

/// All questions that wait, without those whose place a later one takes.
fn next(questions: &Receiver<Ask>) -> Option<Vec<Ask>> {
    let mut waiting = vec![questions.recv().ok()?];
    waiting.extend(questions.try_iter());
    let idle: HashSet<Ticket> = waiting.iter().filter_map(|ask| ask.replaces).collect();
    waiting.retain(|ask| !idle.contains(&ask.ticket));
    Some(waiting)
}

/// What questions are answered from: the store, and all that an answer depends on beside it. It knows
/// no thread, so that a test asks it as the reader at work does.
pub struct Archive {
    pub(super) store: Store,
    /// The alias table, read once when it is first asked for.
    pub(super) lexicon: Arc<Table>,
    /// The config file, which says what is watched.
    pub(super) config_path: PathBuf,
    /// Reader servers that are followed.
    pub(super) accounts: Arc<[Account]>,
    pub(super) clock: Clock,
    /// When editions close.
    pub(super) closing: Closing,
    /// Where digests are written.
    pub(super) digest_dir: PathBuf,
    /// Reading time of a digest, in minutes.
    pub(super) digest_minutes: f64,
    /// The language that the reader was opened in.
    pub(super) lang: Lang,
    /// The user's own writer, if one is set up.
    pub(super) scribe: Option<Arc<Scribe>>,
}

impl Archive {
    /// The archive of a reader that is started with these.
    ///
    /// # Errors
    /// Where there is no store that can be read.
    pub fn open(options: &Options) -> Result<Archive, StoreError> {
        let store = Store::open_read_only(&options.data_dir)?;
        let lexicon = Table::with(options.desk.lexicon.clone());
        let scribe = options.writer.clone();
        let scribe = scribe.map(|writer| Arc::new(Scribe::new(writer, Arc::clone(&lexicon))));
        Ok(Archive {
            store,
            lexicon,
            scribe,
            config_path: options.config_path.clone(),
            accounts: options.accounts.clone().into(),
            clock: Clock(options.now),
            closing: options.closing,
            digest_dir: options.digest_dir.clone(),
            digest_minutes: options.digest_minutes,
            lang: options.lang,
        })
    }

    /// The same archive by a connection of its own.
    pub(super) fn beside(&self, data_dir: &Path) -> Result<Archive, StoreError> {
        let store = Store::open_read_only(data_dir)?;
        let (lexicon, digest_dir) = (Arc::clone(&self.lexicon), self.digest_dir.clone());
        let (config_path, accounts) = (self.config_path.clone(), Arc::clone(&self.accounts));
        let scribe = self.scribe.clone();
        Ok(Archive { store, lexicon, config_path, accounts, digest_dir, scribe, ..*self })
    }

    fn lexicon(&self) -> &Lexicon {
        self.lexicon.get()
    }

    /// Answers one question.
    pub fn answer(&self, ask: Ask) -> Event {
        let answer = self.found(ask.question).map(Box::new).map_err(|error| {
            // What is wrong with what lies there now is another store's matter.
            let error = if self.store.is_lost() { StoreError::Replaced } else { error };
            error.phrase()
        });
        Event::Answered(ask.ticket, answer)
    }

    fn found(&self, question: Question) -> Result<Answer, StoreError> {
        let (store, now) = (&self.store, self.clock.now());
        Ok(match question {
            Question::Window(asked) => {
                let rows = library::rows(store, &asked.query, asked.find.as_deref(), now)?;
                Answer::Window { rows, asked }
            }
            Question::Length(asked) => {
                let length = library::length(store, &asked.query, asked.find.as_deref(), now)?;
                Answer::Length { length, asked }
            }
            Question::Item(asked) => Answer::Item(library::item(store, asked, now)?.map(Box::new)),
            Question::Story(asked) => {
                Answer::Story { asked, rows: library::story(store, asked, now)? }
            }
            Question::Related(asked) => {
                let rows = library::related(store, self.lexicon(), asked, now)?;
                Answer::Related { asked, rows }
            }
            Question::Bibliography(asked) => {
                Answer::Bibliography { text: self.bibliography(&asked)?, asked }
            }
            Question::Handouts { items, files } => Answer::Handouts(self.handouts(&items, files)?),
            Question::Tally(asked) => Answer::Tally { tally: self.tally(&asked)?, asked },
            Question::Front(asked) => Answer::Front { asked, page: Box::new(self.front(asked)?) },
            Question::Terms(asked) => {
                let clock = (self.closing, now);
                let trending = library::talked_of(store, self.lexicon(), &asked, clock, None)?;
                Answer::Terms { asked, trending }
            }
            Question::Note(asked) => Answer::Note { text: self.note(asked)?, asked },
            Question::Versions(asked) => Answer::Versions {
                text: self.note(asked)?,
                versions: self.store.note_versions(asked)?,
                asked,
            },
            Question::Links(asked) => Answer::Links { found: self.links(&asked)?, asked },
            Question::Ideas { deleted } => Answer::Ideas(self.store.ideas(deleted)?),
            Question::Idea(asked) => self.idea(asked)?,
            Question::Template { items, lang } => {
                Answer::Template(Box::new(self.template(&items, lang)?))
            }
            Question::Named(item) => Answer::Named(self.named(item)?),
            Question::Account(name) => self.account(&name)?,
            Question::Sources => Answer::Sources(self.store.health(self.clock.now())?),
            Question::Companies => Answer::Companies(self.companies()),
            Question::Unread(asked) => {
                let ids = library::unread(store, &asked.query, asked.find.as_deref(), now)?;
                Answer::Unread { ids, asked }
            }
            Question::Watched(after) => Answer::Watched(self.watched(after)?),
            Question::Log => {
                Answer::Log(self.store.path().parent().map(log::last).unwrap_or_default())
            }
            Question::Digest(asked) => Answer::Digest { asked, file: self.digest(asked)? },
            Question::Changes => {
                let (changes, titles) = library::changes(store, Face::Reader, now)?;
                Answer::Changes { changes, titles }
            }
            Question::Written(asked) => {
                let lines = self.scribe.as_ref().map(|scribe| self.lines(scribe, &asked));
                Answer::Written(lines.transpose()?.unwrap_or_default())
            }
        })
    }

    /// The heads of stories that came after an item, as far as a lens touches them, best first.
    fn watched(&self, after: ItemId) -> Result<Watched, StoreError> {
        let latest = self.store.last_id()?;
        // What a server brings that was not followed before is mostly no news.
        let query = Query {
            after: Some(after),
            since: Some(self.clock.now() - NEWS),
            heads: true,
            limit: Some(library::MOST_FOUND),
            ..Query::default()
        };
        let mut watched = Watched { latest, ..Watched::default() };
        for row in self.store.rows(&query, self.clock.now())? {
            if self.store.why(row.id)?.iter().any(|reason| reason.term == desk::WATCH) {
                watched.count += 1;
                if watched.count == 1 {
                    watched.title = row.title;
                }
            }
        }
        Ok(watched)
    }

    fn note(&self, about: About) -> Result<Option<String>, StoreError> {
        Ok(self.store.note(about)?.map(|note| note.text))
    }

    /// Ideas, then items, that the words of a link being typed may mean; without a word, the ideas
    /// touched last and what came last.
    fn links(&self, typed: &str) -> Result<Vec<(Target, String)>, StoreError> {
        let typed = typed.trim().to_lowercase();
        let mut found: Vec<(Target, String)> = self
            .store
            .ideas(false)?
            .into_iter()
            .filter(|idea| idea.thought.title.to_lowercase().contains(&typed))
            .take(completing::MOST / 2)
            .map(|idea| (Target::Idea(idea.id.0), idea.thought.title))
            .collect();
        let (left, now) = (completing::MOST - found.len(), self.clock.now());
        let rows = if typed.is_empty() {
            let latest = Query { sort: Sort::New, limit: Some(left), ..Query::default() };
            self.store.rows(&latest, now)?
        } else {
            // A word that is being typed is the beginning of one.
            match self.store.search(&format!("{typed}*"), left, now) {
                Err(StoreError::NoWords(_)) => Vec::new(),
                found => found?,
            }
        };
        found.extend(rows.into_iter().map(|row| (Target::Item(row.id.0), row.title)));
        Ok(found)
    }

    fn idea(&self, asked: IdeaId) -> Result<Answer, StoreError> {
        let idea = match self.store.idea(asked) {
            Ok(idea) => idea,
            Err(StoreError::NoIdea(_)) => {
                return Ok(Answer::Idea { idea: None, items: Vec::new() });
            }
            Err(error) => return Err(error),
        };
        let ids: Vec<ItemId> = idea.links.iter().map(|link| link.item).collect();
        let items = if ids.is_empty() {
            Vec::new()
        } else {
            self.store.rows(&Query { ids, ..Query::default() }, self.clock.now())?
        };
        Ok(Answer::Idea { idea: Some(Box::new(idea)), items })
    }

    /// An idea as it begins from items.
    fn template(&self, items: &[ItemId], lang: Lang) -> Result<Idea, StoreError> {
        let now = self.clock.now();
        let items: Vec<Item> =
            items.iter().map(|id| self.store.item(*id, now)).collect::<Result<_, _>>()?;
        let terms = shared::shared(&items, self.lexicon());
        let thought = template::thought(&items, &terms, (lang, self.closing.zone));
        let links = template::links_to(&items);
        Ok(Idea::begun(drafts::new_key(), thought, links, !items.is_empty(), now))
    }

    /// What an item names, those things that its title names first.
    fn named(&self, id: ItemId) -> Result<Named, StoreError> {
        let item = self.store.item(id, self.clock.now())?;
        let lexicon = self.lexicon();
        let company = |key: &String| lexicon.by_key(key).map(|entry| entry.name.clone());
        let companies = item.row.companies.iter().filter_map(company).collect();
        // A file that is broken is said to be so when it is written.
        let watches = Config::load(&self.config_path).unwrap_or_default().watch;
        let terms = |watch: Watch| {
            let authors = watch.authors.into_iter().map(|name| AUTHOR.to_owned() + &name);
            (watch.name, watch.terms.into_iter().chain(authors).collect())
        };
        let authors = item.authors.clone();
        let sources = self.store.sources()?.into_iter().map(|source| (source.id, source.name));
        Ok(Named {
            sources: sources.collect(),
            terms: shared::shared(&[item], lexicon),
            companies,
            authors,
            watches: watches.into_iter().map(terms).collect(),
            shipped: desk::shipped_lenses(),
            rules: self.store.pane_rules()?,
        })
    }

    fn bibliography(&self, ids: &[ItemId]) -> Result<String, StoreError> {
        let now = self.clock.now();
        let items: Result<Vec<Item>, _> = ids.iter().map(|id| self.store.cited(*id, now)).collect();
        Ok(items::bibtex(&items?, self.closing.zone))
    }

    fn handouts(&self, ids: &[ItemId], files: bool) -> Result<Vec<Handout>, StoreError> {
        let now = self.clock.now();
        ids.iter()
            .map(|id| {
                let item = self.store.cited(*id, now)?;
                let written = || handout::file(&item, self.store.path(), self.closing.zone);
                let file = if files { written() } else { None };
                Ok(handout::of(item, file))
            })
            .collect()
    }

    /// An edition with the order of its stories.
    fn front(&self, asked: FrontAsked) -> Result<FrontPage, StoreError> {
        let FrontAsked { which, up_to, lang } = asked;
        let clock = (self.closing, self.clock.now());
        let window = match which {
            WhichEdition::Current => edition::current(&self.store, clock, up_to)?,
            WhichEdition::Newer { than, after } => {
                edition::newer(&self.store, clock, &than, after)?
            }
            WhichEdition::Of(window) => window,
        };
        let wanted = self.asked(window, up_to, lang);
        let page = edition::of(&self.store, self.lexicon(), &wanted)?;
        let mut placed = [Vec::new(), Vec::new(), Vec::new()];
        let mut lead = Vec::new();
        for (placement, one) in page.placements.iter().zip(page.placed()) {
            match placement.place {
                Place::Lead => lead.push(one),
                Place::Block | Place::Rest | Place::Left | Place::Late => {
                    placed[placement.pane.index()].push(one);
                }
            }
        }
        let stands = page.placements.into_iter().map(|one| (one.item, one)).collect();
        let so_far = match window.state {
            WindowState::Last => edition::count_of_last(&self.store, clock, up_to)?,
            WindowState::Closed | WindowState::Open => 0,
        };
        let ids = lead.iter().map(|placed| placed.item).collect();
        let leading = Query { ids, first: lead.clone(), ..Query::default() };
        let lead_rows = self.store.rows(&leading, clock.1)?;
        let digest = page.digest;
        let (stories, minutes) = (digest.stories, digest.minutes);
        let muted = self.store.count_muted(window.begins, window.ends)?;
        Ok(FrontPage {
            window,
            stories,
            so_far,
            muted,
            beside: self.neighbours(&window)?,
            minutes,
            digest,
            lead,
            lead_rows,
            placed,
            stands,
        })
    }

    /// The editions beside one that hold anything.
    fn neighbours(&self, window: &EditionWindow) -> Result<Neighbours, StoreError> {
        let (before, after) = self.store.published_beside(window.begins, window.ends)?;
        let day = |moment| self.closing.day_at(moment);
        let later = after.filter(|moment| *moment <= self.clock.now());
        Ok(Neighbours { earlier: before.map(day), later: later.map(day) })
    }

    /// What is asked of an edition.
    fn asked(&self, window: EditionWindow, up_to: Option<ItemId>, lang: Lang) -> edition::Asked {
        let (closing, now, minutes) = (self.closing, self.clock.now(), self.digest_minutes);
        edition::Asked { window, closing, now, minutes, lang, up_to }
    }

    fn tally(&self, asked: &TallyAsked) -> Result<Tally, StoreError> {
        let mut tally = Tally { latest: Some(self.store.last_id()?), ..Tally::default() };
        for pane in Pane::ALL {
            let ids = asked.of_edition[pane.index()].clone();
            if !ids.is_empty() {
                let query = Query { pane: Some(pane), heard: true, ids, ..Query::default() };
                tally.edition[pane.index()] = self.store.count(&query)?;
            }
        }
        if !asked.lead.is_empty() {
            let query = Query { heard: true, ids: asked.lead.clone(), ..Query::default() };
            tally.lead = self.store.count(&query)?;
        }
        let (after, since) = (Some(asked.after), asked.since);
        let after = Query { after, since, heads: true, ..Query::default() };
        tally.new = self.store.length(&after)?.into();
        for source in self.store.sources()?.into_iter().filter(|source| source.enabled) {
            tally.sources += 1;
            let state = self.store.fetch_state(&source.id)?;
            tally.visited += usize::from(state.last_success.is_some() || state.failures > 0);
            if state.failures > 0 {
                tally.failing.push(source.name);
            }
        }
        tally.accounts = sync::health(self.store.account_health()?, &self.accounts);
        Ok(tally)
    }

    /// What is known of a reader server, and what waits for it.
    fn account(&self, name: &str) -> Result<Answer, StoreError> {
        let known = sync::health(self.store.account_health()?, &self.accounts);
        let health = known.into_iter().find(|account| account.name == name).unwrap_or_default();
        let mut waiting = Vec::new();
        for row in self.store.waiting(name)?.into_iter().take(account::MARKS) {
            let query = Query { ids: row.item.into_iter().collect(), ..Query::default() };
            let title = match row.item {
                Some(_) => self.store.rows(&query, self.clock.now())?.pop().map(|row| row.title),
                None => None,
            };
            waiting.push((row, title));
        }
        Ok(Answer::Account { health: Box::new(health), waiting })
    }

    fn companies(&self) -> Vec<Company> {
        let named = self.lexicon().companies().into_iter();
        named.map(|(key, names)| Company { key, names }).collect()
    }

    fn digest(&self, asked: DigestAsked) -> Result<DigestFile, StoreError> {
        let DigestAsked { lang, format, quotes, .. } = asked;
        let (window, mut made) = self.digest_of(&asked)?;
        let unwritten = match self.scribe.as_ref().filter(|_| !quotes) {
            Some(scribe) => scribe.put_kept(&self.store, &mut made, lang, self.clock.now())?,
            None => 0,
        };
        let day = window.day;
        let format = &digest::FORMATS[format % digest::FORMATS.len()];
        Ok(DigestFile {
            path: self.digest_dir.join(self.digest_name(day, lang, format.extension)),
            text: (format.write)(&made, lang),
            format: format.name,
            page: digest::parts(&made, lang),
            unwritten,
            beside: self.neighbours(&window)?,
            overwrite: false,
            show: false,
        })
    }

    /// What a digest's file is called. Beside one in the reader's own language there is room for one in
    /// another.
    fn digest_name(&self, day: Day, lang: Lang, extension: &str) -> String {
        if lang == self.lang {
            return format!("jogan-{day}.{extension}");
        }
        format!("jogan-{day}.{}.{extension}", lang.code())
    }

    /// The edition that a digest is asked of, and its digest in quotes.
    pub(super) fn digest_of(
        &self,
        asked: &DigestAsked,
    ) -> Result<(EditionWindow, Digest), StoreError> {
        let DigestAsked { window, up_to, lang, .. } = *asked;
        let window = match window {
            Some(window) => window,
            None => edition::current(&self.store, (self.closing, self.clock.now()), up_to)?,
        };
        let wanted = self.asked(window, up_to, lang);
        Ok((window, edition::digest(&self.store, self.lexicon(), &wanted)?))
    }
}
