//! Those who carry effects out, each reporting what came of it.

mod beside;

use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicI64, Ordering};
use std::sync::mpsc::Sender;

use tokio::sync::mpsc::UnboundedSender;
use tokio::task::JoinHandle;

use super::answers::{self, Archive};
use super::clipboard::Clipboard;
use super::drafts::Drafts;
use super::failed::{self, OrSay as _};
use super::table::Table;
use super::writing::Seat;
use super::{Clock, browser, changes, config_file, programs};
use crate::app::effect::{Ask, DigestFile, Work};
use crate::app::event::{Event, WriteError};
use crate::app::setting::Setting;
use crate::app::writer::WriterSaid;
use crate::config::{self, EditionSettings};
use crate::desk::Settings;
use crate::export::file;
use crate::library::edition::Sealing;
use crate::model::change::{Change, Way};
use crate::model::{Account, Phrase};
use crate::newsroom::{Newsroom, NewsroomError};
use crate::store::{Keeper, StoreError};

/// Bytes of a store whose empty room is given back when the reader closes: a matter of a second.
/// For a larger one there is `jogan tidy`.
const VACUUMED: u64 = 128 * 1024 * 1024;

/// What the user wishes of them.
pub(super) struct Wishes {
    /// The program that a copied text is given to.
    pub(super) clipboard: Clipboard,
    /// Days that items are kept of which nothing was made; 0 for ever.
    pub(super) keep_days: u32,
    /// The vault's folder, if there is one.
    pub(super) vault: Option<PathBuf>,
    /// The config file, in which watches, mutes and named filters are kept.
    pub(super) config_path: PathBuf,
    /// Reader servers that are followed.
    pub(super) accounts: Arc<[Account]>,
    /// How editions are sealed.
    pub(super) sealing: Sealing,
    /// What is done when the morning's edition is there.
    pub(super) then: EditionSettings,
}

/// What is given to them.
pub(super) enum Job {
    /// A change to keep.
    Keep(Change, Way),
    /// Anything else.
    Work(Work),
}

/// Those who carry effects out.
pub(super) struct Servants {
    tell: UnboundedSender<Event>,
    reading: Sender<Ask>,
    counting: Sender<Ask>,
    /// `None` until the desk remembers what it judged last.
    keeper: Option<Arc<Keeper<Newsroom>>>,
    opening: Option<JoinHandle<anyhow::Result<Keeper<Newsroom>>>>,
    /// The program that takes what is copied.
    clipboard: Clipboard,
    /// Why there is no storekeeper: nothing can be written.
    unwritable: Option<Phrase>,
    /// What the storekeeper has to do as soon as it is there.
    waiting: Vec<Job>,
    /// The refresh that is under way, or was.
    refresh: Option<JoinHandle<()>>,
    /// Single pages that are being fetched, or were.
    errands: Vec<JoinHandle<()>>,
    clock: Clock,
    drafts: Drafts,
    data_dir: PathBuf,
    /// Days that items are kept of which nothing was made.
    keep_days: u32,
    vault: Option<PathBuf>,
    lexicon: Arc<Table>,
    sealing: Sealing,
    then: EditionSettings,
    /// The version of the store's data that was seen last.
    seen: Arc<AtomicI64>,
    /// Whether it was told that the store was removed or replaced.
    lost: Arc<AtomicBool>,
    /// Whether what is old was let go.
    tidied: Arc<AtomicBool>,
    /// The config file, in which watches, mutes and named filters are kept.
    config_path: PathBuf,
    /// Reader servers that are followed.
    accounts: Arc<[Account]>,
    /// Where the user's own writer is asked, if one is set up.
    seat: Option<Arc<tokio::sync::Mutex<Seat>>>,
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
        let (shown, lexicon) = (archive.store.id(), Arc::clone(&archive.lexicon));
        let beside = archive.beside(data_dir)?;
        let seat = match &archive.scribe {
            Some(scribe) => {
                let own = archive.beside(data_dir)?;
                Seat::new(Arc::clone(scribe), own)
            }
            None => None,
        };
        let reading = answers::start("reading", archive, tell.clone())
            .or_say("failed.program.thread", &[])?;
        let counting = answers::start("counting", beside, tell.clone())
            .or_say("failed.program.thread", &[])?;
        let folder = data_dir.to_owned();
        // The desk recalls thousands of items: nobody's key waits for that.
        let opening = tokio::task::spawn_blocking(move || {
            let opened = Newsroom::open(&folder, desk).and_then(|newsroom| {
                // What is written must go where what is shown came from.
                let is_shown = newsroom.store.id() == shown;
                if is_shown { Ok(newsroom) } else { Err(StoreError::Replaced.into()) }
            });
            let newsroom = opened.or_say("failed.store.for_writing", &[])?;
            Keeper::start(newsroom).or_say("failed.program.thread", &[])
        });
        let drafts = Drafts::start(data_dir.to_owned(), tell.clone())
            .or_say("failed.program.thread", &[])?;
        Ok(Servants {
            drafts,
            data_dir: data_dir.to_owned(),
            keep_days: wishes.keep_days,
            vault: wishes.vault,
            lexicon,
            sealing: wishes.sealing,
            then: wishes.then,
            tell,
            reading,
            counting,
            keeper: None,
            opening: Some(opening),
            unwritable: None,
            waiting: Vec::new(),
            clipboard: wishes.clipboard,
            config_path: wishes.config_path,
            accounts: wishes.accounts,
            seat: seat.map(|seat| Arc::new(tokio::sync::Mutex::new(seat))),
            refresh: None,
            errands: Vec::new(),
            clock,
            seen: Arc::new(AtomicI64::new(0)),
            lost: Arc::new(AtomicBool::new(false)),
            tidied: Arc::new(AtomicBool::new(false)),
        })
    }

    /// Waits until the storekeeper is there and gives it what waited; after that, for ever.
    pub(super) async fn opened(&mut self) -> anyhow::Result<()> {
        let Some(opening) = &mut self.opening else { return std::future::pending().await };
        let opened = opening.await.or_say("failed.writer_gone", &[])?;
        self.opening = None;
        let keeper = match opened {
            Ok(keeper) => keeper,
            Err(error) if only_reads(&error) => {
                let why = failed::phrase(&error);
                self.report(Event::Failed(why.clone()));
                self.unwritable = Some(why);
                for job in std::mem::take(&mut self.waiting) {
                    self.carry_out(job);
                }
                return Ok(());
            }
            Err(error) => return Err(error),
        };
        let tell = self.tell.clone();
        // What was watched or muted in the config file since then.
        keeper.tell(move |newsroom| {
            let event = match newsroom.follow_settings() {
                Ok(0) => return,
                Ok(_) => Event::Judged,
                Err(error) => Event::Failed(error.phrase()),
            };
            // Nobody listens once the reader is closed.
            let _ = tell.send(event);
        });
        self.keeper = Some(Arc::new(keeper));
        self.look_for_others();
        for job in std::mem::take(&mut self.waiting) {
            self.carry_out(job);
        }
        Ok(())
    }

    /// Has the desk follow the settings of a config file that changed. What has been judged under
    /// them already stays.
    pub(super) fn follow_desk(&self, settings: Settings) {
        let (Some(keeper), tell) = (&self.keeper, self.tell.clone()) else { return };
        keeper.tell(move |newsroom| {
            let event = match newsroom.watch_and_mute(settings.watches, settings.mutes) {
                Ok(0) => return,
                Ok(_) => Event::Judged,
                Err(error) => Event::Failed(error.phrase()),
            };
            // Nobody listens once the reader is closed.
            let _ = tell.send(event);
        });
    }

    /// Has a question answered.
    pub(super) fn answer(&self, ask: Ask) {
        let is_long = ask.question.takes_long();
        let thread = if is_long { &self.counting } else { &self.reading };
        if let Err(lost) = thread.send(ask) {
            let why = Phrase::bare("failed.store.thread_gone");
            self.report(Event::Answered(lost.0.ticket, Err(why)));
        }
    }

    /// Does a job, or has it done.
    pub(super) fn carry_out(&mut self, job: Job) {
        match (job, self.unwritable.clone()) {
            (Job::Keep(change, _), Some(why)) => {
                let why = changes::rescued(&self.data_dir, &change, why);
                self.report(Event::NotKept(change, why));
            }
            (Job::Work(Work::Refresh(_) | Work::Fetch(_) | Work::FollowVault(_)), Some(why)) => {
                self.report(Event::Failed(why));
            }
            (Job::Work(Work::AskWriter(_)), Some(why)) => {
                self.report(Event::Writer(WriterSaid::Ended(Some(why))));
            }
            // It is a convenience.
            (Job::Work(Work::Remember { .. }), Some(_)) => {}
            (Job::Keep(change, way), None) => self.keep(change, way),
            (Job::Work(work), _) => self.work(work),
        }
    }

    fn keep(&mut self, change: Change, way: Way) {
        let Some(keeper) = &self.keeper else {
            return self.waiting.push(Job::Keep(change, way));
        };
        let (tell, now) = (self.tell.clone(), self.clock.now());
        let (data_dir, config) = (self.data_dir.clone(), self.config_path.clone());
        keeper.tell(move |newsroom| {
            for event in changes::keep(newsroom, (change, way), (&data_dir, &config), now) {
                // Nobody listens once the reader is closed; the change is kept all the same.
                let _ = tell.send(event);
            }
        });
        self.look_for_others();
    }

    fn work(&mut self, work: Work) {
        match work {
            Work::Refresh(scope) => self.start_refresh(scope),
            Work::Fetch(errand) => self.fetch(errand),
            Work::AskWriter(asked) => self.ask_writer(asked),
            Work::Browse(url) => browser::open(&url, &self.tell),
            Work::Show(file) => browser::show(&file, &self.tell),
            Work::Run(command) => programs::run(&command, None, &self.tell),
            Work::Write(file) => self.report(written(file)),
            Work::SaveFilter { name, line } => {
                if let Err(error) = config::save_filter(&self.config_path, &name, &line) {
                    self.report(Event::Failed(error.phrase()));
                }
            }
            Work::SaveTheme(name) => {
                if let Err(error) = config::save_theme(&self.config_path, &name) {
                    self.report(Event::SettingNotKept(Setting::Theme(name), error.phrase()));
                }
            }
            Work::SaveToggle(toggle, on) => {
                self.report(config_file::keep(&self.config_path, toggle, on));
            }
            Work::SaveDraft { name, text } => self.drafts.put(name, Some(text)),
            Work::DropDraft(name) => self.drafts.put(name, None),
            Work::FollowVault(lang) => self.follow_vault(lang),
            Work::Remember { name, value } => {
                let Some(keeper) = &self.keeper else {
                    return self.waiting.push(Job::Work(Work::Remember { name, value }));
                };
                keeper.tell(move |newsroom| {
                    // It is a convenience: nothing the user made is lost with it.
                    if let Err(error) = newsroom.store.remember(name, &value) {
                        tracing::warn!(%error, name, "not remembered");
                    }
                });
            }
        }
    }

    /// Looks whether another program wrote to the store since this was asked last, and tells. The
    /// connection that writes does not count its own writing, so this is of others alone.
    pub(super) fn look_for_others(&self) {
        let Some(keeper) = &self.keeper else { return };
        let (tell, seen) = (self.tell.clone(), Arc::clone(&self.seen));
        let lost = Arc::clone(&self.lost);
        keeper.tell(move |newsroom| {
            if newsroom.store.is_lost() && !lost.swap(true, Ordering::Relaxed) {
                // As below.
                let _ = tell.send(Event::Failed(StoreError::Replaced.phrase()));
            }
            // A store that cannot be read says so to whoever asks it something.
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

    pub(super) fn report_all(&self, events: impl IntoIterator<Item = Event>) {
        for event in events {
            self.report(event);
        }
    }

    pub(super) fn report(&self, event: Event) {
        // The loop holds the other end for as long as this lives.
        let _ = self.tell.send(event);
    }

    /// Ends: the refresh is given up, and all that was told to the storekeeper is kept before
    /// this returns.
    ///
    /// # Errors
    /// Where something was to be kept and the store cannot be written.
    pub(super) async fn finish(mut self) -> anyhow::Result<()> {
        let must_be = |job: &Job| matches!(job, Job::Keep(..) | Job::Work(Work::Remember { .. }));
        self.waiting.retain(must_be);
        if !self.waiting.is_empty() {
            self.opened().await?;
        }
        for errand in self.refresh.take().into_iter().chain(self.errands) {
            errand.abort();
            // It gives its hold on the storekeeper back only when it is really gone.
            let _ = errand.await;
        }
        if let (Some(keeper), true) = (&self.keeper, self.tidied.load(Ordering::Relaxed)) {
            // Now nothing on the screen waits for the writer, and the shell hardly does.
            keeper.tell(|newsroom| {
                if let Err(error) = newsroom.store.vacuum_if_worth(VACUUMED) {
                    tracing::warn!(%error, "the store's empty room was not given back");
                }
            });
        }
        Ok(())
    }
}

/// Whether what is shown can be read on, where nothing can be written.
fn only_reads(error: &anyhow::Error) -> bool {
    let newsroom = error.chain().find_map(|cause| cause.downcast_ref::<NewsroomError>());
    newsroom.is_some_and(|error| {
        error.is_of_writing() || matches!(error, NewsroomError::Store(StoreError::Replaced))
    })
}

/// Writes a digest, its folder too where that is not there yet. What is typed as `~` is the
/// user's own folder.
fn written(mut file: DigestFile) -> Event {
    if let (Ok(rest), Some(home)) = (file.path.strip_prefix("~"), std::env::home_dir()) {
        file.path = home.join(rest);
    }
    let folder = file.path.parent().map_or(Ok(()), std::fs::create_dir_all);
    let failed = |cause: std::io::Error| WriteError::Other(cause.to_string());
    let written = folder.map_err(failed).and_then(|()| {
        file::write(&file.path, file.text.as_bytes(), file.overwrite).map_err(|error| match error {
            file::WriteError::Exists(_) => WriteError::Exists,
            file::WriteError::Io { cause, .. } => failed(cause),
        })
    });
    match written {
        Ok(()) => Event::Written(file),
        Err(why) => Event::NotWritten(file, why),
    }
}
