//! Those who carry effects out, each reporting what came of it.

use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};
use std::sync::mpsc::Sender;

use anyhow::Context as _;
use tokio::sync::mpsc::UnboundedSender;
use tokio::task::JoinHandle;

use super::answers::{self, Archive};
use super::clipboard::Clipboard;
use super::drafts::Drafts;
use super::{Clock, browser, changes, programs};
use crate::app::effect::{Change, Effect, Errand, Question, Scope};
use crate::app::event::{Event, Progress, WriteError};
use crate::config;
use crate::desk::Settings;
use crate::drafts;
use crate::export::file;
use crate::fetch::{Fetcher, Policy};
use crate::lang::{Lang, headings};
use crate::model::Moment;
use crate::newsroom::Newsroom;
use crate::refresh::{self, Outcome, RefreshError, Which, full_text, refresh, save};
use crate::store::{Keeper, StoreError};

/// What the user wishes of them.
pub(super) struct Wishes {
    /// The program that a copied text is given to.
    pub(super) clipboard: Clipboard,
    /// The config file, for filters that are given a name.
    pub(super) config_path: PathBuf,
    /// Days that items are kept of which nothing was made; 0 for ever.
    pub(super) keep_days: u32,
}

/// Those who carry effects out.
pub(super) struct Servants {
    tell: UnboundedSender<Event>,
    reading: Sender<Question>,
    counting: Sender<Question>,
    /// `None` until the desk remembers what it judged last.
    keeper: Option<Arc<Keeper<Newsroom>>>,
    opening: Option<JoinHandle<anyhow::Result<Keeper<Newsroom>>>>,
    /// The program that takes what is copied.
    clipboard: Clipboard,
    config_path: PathBuf,
    /// What the storekeeper has to do as soon as it is there.
    waiting: Vec<Effect>,
    /// The refresh that is under way, or was.
    refresh: Option<JoinHandle<()>>,
    /// Single pages that are being fetched, or were.
    errands: Vec<JoinHandle<()>>,
    clock: Clock,
    drafts: Drafts,
    data_dir: PathBuf,
    /// Days that items are kept of which nothing was made.
    keep_days: u32,
    /// The store's version as the storekeeper saw it last; 0 before, which no store has.
    version: Arc<AtomicI64>,
}

impl Servants {
    /// Starts those that have a thread of their own.
    pub(super) fn start(
        data_dir: &Path,
        desk: Settings,
        wishes: Wishes,
        archive: Archive,
        tell: UnboundedSender<Event>,
    ) -> anyhow::Result<Servants> {
        let clock = archive.clock;
        let beside = archive.beside(data_dir).context("cannot open the store")?;
        let reading = answers::start("reading", archive, tell.clone())
            .context("cannot start the reading thread")?;
        let counting = answers::start("counting", beside, tell.clone())
            .context("cannot start the counting thread")?;
        let folder = data_dir.to_owned();
        // The desk recalls thousands of items: nobody's key waits for that.
        let opening = tokio::task::spawn_blocking(move || {
            let newsroom =
                Newsroom::open(&folder, desk).context("cannot open the store for writing")?;
            Keeper::start(newsroom).context("cannot start the storekeeper")
        });
        let drafts = Drafts::start(data_dir.to_owned(), tell.clone())
            .context("cannot start the keeper of drafts")?;
        Ok(Servants {
            drafts,
            data_dir: data_dir.to_owned(),
            keep_days: wishes.keep_days,
            tell,
            reading,
            counting,
            keeper: None,
            opening: Some(opening),
            waiting: Vec::new(),
            clipboard: wishes.clipboard,
            config_path: wishes.config_path,
            version: Arc::default(),
            refresh: None,
            errands: Vec::new(),
            clock,
        })
    }

    /// Waits until the storekeeper is there and gives it what waited; after that, for ever.
    pub(super) async fn opened(&mut self) -> anyhow::Result<()> {
        let Some(opening) = &mut self.opening else { return std::future::pending().await };
        let keeper = opening.await.context("the storekeeper's thread failed")??;
        self.opening = None;
        self.keeper = Some(Arc::new(keeper));
        // What another program did while this one opened is looked for once.
        self.look_elsewhere();
        for effect in std::mem::take(&mut self.waiting) {
            self.carry_out(effect);
        }
        Ok(())
    }

    /// Carries an effect out, or has it carried out.
    pub(super) fn carry_out(&mut self, effect: Effect) {
        match effect {
            Effect::Ask(question) => {
                let thread = if question.takes_long() { &self.counting } else { &self.reading };
                if let Err(lost) = thread.send(question) {
                    self.report(Event::Unanswered(lost.0, "the reading thread has ended".into()));
                }
            }
            Effect::Keep(change) => {
                let Some(keeper) = &self.keeper else {
                    return self.waiting.push(Effect::Keep(change));
                };
                let (tell, now) = (self.tell.clone(), self.clock.now());
                let data_dir = self.data_dir.clone();
                keeper.tell(move |newsroom| {
                    let event = match changes::keep(&mut newsroom.store, &change, now) {
                        Ok(()) => Event::Kept(change),
                        Err(StoreError::Stale { says }) => Event::Stale(change, says),
                        Err(error) => {
                            tracing::error!(%error, "a change was not kept");
                            let why = rescued(&data_dir, &change, &error);
                            Event::NotKept(change, why)
                        }
                    };
                    // Nobody listens once the reader is closed; the change is kept all the same.
                    let _ = tell.send(event);
                });
            }
            Effect::Refresh(scope) => self.start_refresh(scope),
            Effect::Fetch(errand) => self.fetch(errand),
            Effect::Browse(url) => browser::open(&url, &self.tell),
            Effect::Show(file) => browser::show(&file, &self.tell),
            Effect::Run(command) => programs::run(&command, None, &self.tell),
            Effect::Write(file) => {
                let written = file::write(&file.path, file.text.as_bytes(), file.overwrite);
                let event = match written {
                    Ok(()) => Event::Written(file),
                    Err(file::WriteError::Exists(_)) => Event::NotWritten(file, WriteError::Exists),
                    Err(error) => Event::NotWritten(file, WriteError::Other(error.to_string())),
                };
                self.report(event);
            }
            Effect::SaveFilter { name, line } => {
                if let Err(error) = config::save_filter(&self.config_path, &name, &line) {
                    self.report(Event::Failed(error.to_string()));
                }
            }
            Effect::SaveDraft { name, text } => self.drafts.put(name, Some(text)),
            Effect::DropDraft(name) => self.drafts.put(name, None),
            // The loop does these itself.
            Effect::Copy(_)
            | Effect::Notify(_)
            | Effect::Terminal(_)
            | Effect::Edit { .. }
            | Effect::End(_) => {}
        }
    }

    /// Says so if another program changed the store: asked on the connection of the one writer here,
    /// whose own changes do not count.
    pub(super) fn look_elsewhere(&self) {
        let Some(keeper) = &self.keeper else { return };
        let (tell, seen) = (self.tell.clone(), Arc::clone(&self.version));
        keeper.tell(move |newsroom| {
            let Ok(version) = newsroom.store.data_version() else { return };
            if seen.swap(version, Ordering::Relaxed) != version {
                // Nobody listens once the reader is closed.
                let _ = tell.send(Event::ChangedElsewhere);
            }
        });
    }

    /// Gives a copied text to the user's program for that, if there is one.
    pub(super) fn copy(&self, text: String) {
        match &self.clipboard {
            Clipboard::None => {}
            Clipboard::Chosen(program) => programs::run(program, Some(text), &self.tell),
            // Nobody asked for it: the terminal has the text all the same.
            Clipboard::Found(program) => {
                programs::run(program, Some(text), &tokio::sync::mpsc::unbounded_channel().0);
            }
        }
    }

    pub(super) fn report(&self, event: Event) {
        // The loop holds the other end for as long as this lives.
        let _ = self.tell.send(event);
    }

    /// Starts a refresh, unless one is under way.
    fn start_refresh(&mut self, scope: Scope) {
        if self.refresh.as_ref().is_some_and(|refresh| !refresh.is_finished()) {
            return;
        }
        let Some(keeper) = self.keeper.clone() else {
            return self.waiting.push(Effect::Refresh(scope));
        };
        let (tell, now, keep_days) = (self.tell.clone(), self.clock.now(), self.keep_days);
        self.refresh = Some(tokio::spawn(async move {
            let which = match scope {
                Scope::Due => Which::Due,
                Scope::All => Which::All,
            };
            let fetcher = Fetcher::new(Policy::default());
            let progress = |progress| {
                // Nobody listens once the reader is closed.
                let _ = tell.send(Event::Progress(told(progress)));
            };
            if let Err(error) = refresh(&keeper, &fetcher, which, now, progress).await {
                tracing::error!(%error, "the refresh ended early");
                let why = error.to_string();
                let _ = tell.send(Event::Progress(Progress::Failed { why }));
            }
            keeper.tell(move |newsroom| {
                if let Err(error) = newsroom.store.tidy_daily(keep_days, now) {
                    tracing::warn!(%error, "what is old was not let go");
                }
            });
        }));
    }

    /// Fetches one page, beside whatever refresh is under way.
    fn fetch(&mut self, errand: Errand) {
        let Some(keeper) = self.keeper.clone() else {
            return self.waiting.push(Effect::Fetch(errand));
        };
        let (tell, now) = (self.tell.clone(), self.clock.now());
        self.errands.retain(|errand| !errand.is_finished());
        self.errands.push(tokio::spawn(async move {
            let event = fetched(&keeper, errand, now).await;
            let failed = |error: RefreshError| Event::Failed(error.to_string());
            // Nobody listens once the reader is closed.
            let _ = tell.send(event.unwrap_or_else(failed));
        }));
    }

    /// Ends: the refresh is given up, and all that was told to the storekeeper is kept before
    /// this returns.
    ///
    /// # Errors
    /// Where something was to be kept and the store cannot be written.
    pub(super) async fn finish(mut self) -> anyhow::Result<()> {
        self.waiting.retain(|effect| matches!(effect, Effect::Keep(_)));
        if !self.waiting.is_empty() {
            self.opened().await?;
        }
        for errand in self.refresh.take().into_iter().chain(self.errands) {
            errand.abort();
            // It gives its hold on the storekeeper back only when it is really gone.
            let _ = errand.await;
        }
        Ok(())
    }
}

/// What came of fetching one page.
async fn fetched(
    keeper: &Keeper<Newsroom>,
    errand: Errand,
    now: Moment,
) -> Result<Event, RefreshError> {
    let fetcher = Fetcher::new(Policy::default());
    let event = match errand {
        Errand::Article(id) => {
            full_text(keeper, &fetcher, id, now).await?.map(|()| Event::Fetched(id))
        }
        Errand::Save { address, lang } => save(keeper, &fetcher, &address, lang, now)
            .await?
            .map(|saved| Event::Saved(saved.title, saved.without_text.map(|why| why.to_string()))),
    };
    Ok(event.unwrap_or_else(|failure| Event::Failed(failure.to_string())))
}

/// Why a change was not kept, and where the text lies that it held.
fn rescued(data_dir: &Path, change: &Change, error: &StoreError) -> String {
    let (name, text) = match change {
        Change::Note { about, to: Some(text), .. } => (about.to_string(), text.clone()),
        Change::Idea { to: Some(idea), .. } => {
            (format!("idea-{}", idea.id.0), idea.thought.to_text(&headings(Lang::En)))
        }
        Change::Note { to: None, .. }
        | Change::Idea { to: None, .. }
        | Change::Mark { .. }
        | Change::Listed(_)
        | Change::Swap(..)
        | Change::Enable { .. }
        | Change::Move { .. }
        | Change::Rule { .. } => return error.to_string(),
    };
    match drafts::keep_somewhere(data_dir, &name, &text) {
        Ok(path) => format!("{error} ({})", path.display()),
        Err(other) => format!("{error}; {other}"),
    }
}

/// What the refresh tells, in the middle's words.
fn told(progress: refresh::Progress) -> Progress {
    match progress {
        refresh::Progress::Started { total } => Progress::Started { sources: total },
        refresh::Progress::Done(report) => Progress::Source {
            name: report.source.0,
            outcome: match report.outcome {
                Outcome::Fresh { new, .. } => Ok(new as u64),
                Outcome::Unchanged => Ok(0),
                Outcome::Failed(why) => Err(why),
            },
        },
        refresh::Progress::Finished(summary) => Progress::Finished { unreachable: summary.offline },
    }
}
