//! What goes on beside the keys: the refresh, the vault, single pages, the user's own writer.

use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::Ordering;

use tokio::sync::mpsc::UnboundedSender;

use super::{Job, Servants};
use crate::app::effect::{Errand, Scope, Work};
use crate::app::event::{Event, Progress};
use crate::app::writer::{WriterAsked, WriterSaid};
use crate::export::digest;
use crate::fetch::{Fetcher, Policy};
use crate::lang::{Lang, say};
use crate::library::edition;
use crate::model::{Account, Moment, SyncReport};
use crate::newsroom::Newsroom;
use crate::refresh::{self, Outcome, RefreshError, Which, refresh};
use crate::runtime::errands::{self, Beside};
use crate::runtime::programs;
use crate::runtime::writing;
use crate::store::Keeper;
use crate::sync::Pass;
use crate::vault;

impl Servants {
    /// Starts a refresh, unless one is under way.
    pub(super) fn start_refresh(&mut self, scope: Scope) {
        if self.refresh.as_ref().is_some_and(|refresh| !refresh.is_finished()) {
            return;
        }
        let Some(keeper) = self.keeper.clone() else {
            return self.waiting.push(Job::Work(Work::Refresh(scope)));
        };
        let (tell, now, keep_days) = (self.tell.clone(), self.clock.now(), self.keep_days);
        let tidied = Arc::clone(&self.tidied);
        let (accounts, data_dir) = (Arc::clone(&self.accounts), self.data_dir.clone());
        let seal = self.sealer(now);
        self.refresh = Some(tokio::spawn(async move {
            let which = match scope {
                Scope::Due => Which::Due,
                Scope::All => Which::All,
                Scope::One(source) => Which::Named(vec![source]),
                Scope::Account { name, full } => Which::Account { name, full },
            };
            if matches!(which, Which::Account { .. }) {
                let (keeper, accounts, data_dir, tell) = (&*keeper, &*accounts, &*data_dir, &tell);
                let servers = Servers { keeper, accounts, data_dir, now, tell };
                return servers.follow_alone(&which, seal).await;
            }
            let fetcher = Fetcher::new(Policy::default());
            let progress = |progress| {
                // Nobody listens once the reader is closed.
                let _ = tell.send(Event::Progress(told(progress)));
            };
            let sources = refresh(&keeper, &fetcher, which.clone(), now, progress);
            let servers = Fetcher::new(Policy::for_accounts());
            let pass = Pass { keeper: &keeper, fetcher: &servers, data_dir: &data_dir, now };
            let (came, done) = tellers(&tell);
            let (sources, servers) =
                refresh::together(sources, &pass, &accounts, &which, &came, done).await;
            if !accounts.is_empty() {
                came();
            }
            // An edition is sealed by a visit that brought something, or could have.
            if sources.as_ref().is_ok_and(|all| !all.offline && all.sources > 0)
                || (servers.is_ok() && !accounts.is_empty())
            {
                keeper.tell(seal);
            }
            if let Err(error) = sources.map(drop).and(servers) {
                tracing::error!(%error, "the refresh ended early");
                let why = error.phrase();
                let _ = tell.send(Event::Progress(Progress::Failed { why }));
            }
            keeper.tell(move |newsroom| match newsroom.store.tidy_daily(keep_days, now) {
                Ok(Some(_)) => tidied.store(true, Ordering::Relaxed),
                Ok(None) => {}
                Err(error) => tracing::warn!(%error, "what is old was not let go"),
            });
        }));
    }

    /// What seals the editions that closed before a visit ended, and tells of the last one.
    pub(super) fn sealer(&self, now: Moment) -> impl FnOnce(&mut Newsroom) + Send + use<> {
        let (tell, lexicon, how) = (self.tell.clone(), Arc::clone(&self.lexicon), self.sealing);
        let then = self.then.clone();
        move |newsroom| match edition::seal(&mut newsroom.store, lexicon.get(), &how, now) {
            Ok(Some(page)) => {
                programs::run(&then.then_for(page.day), None, &tell);
                let first = page.lead.first();
                let first = first.map(|line| line.scan.as_ref().unwrap_or(&line.text).clone());
                let title = digest::title(&page, how.lang);
                // Nobody listens once the reader is closed.
                let _ = tell.send(Event::Sealed { title, minutes: page.minutes, first });
            }
            Ok(None) => {}
            Err(error) => tracing::error!(%error, "the edition was not sealed"),
        }
    }

    /// Brings the vault and the store together, where there is a vault.
    pub(super) fn follow_vault(&mut self, lang: Lang) {
        let Some(dir) = self.vault.clone() else { return };
        let Some(keeper) = &self.keeper else {
            return self.waiting.push(Job::Work(Work::FollowVault(lang)));
        };
        let (tell, now, zone) = (self.tell.clone(), self.clock.now(), self.sealing.closing.zone);
        keeper.tell(move |newsroom| {
            // The day's digest is written there when the reader closes.
            let (taken, remarks) =
                match vault::sync(&mut newsroom.store, &dir, None, (lang, zone), now) {
                    Ok(synced) => {
                        let remarks =
                            synced.remarks.iter().map(|remark| remark.text(lang)).collect();
                        (synced.taken as u64, remarks)
                    }
                    Err(error) => (0, vec![say(lang, "vault.behind", &[&error]).into_owned()]),
                };
            // Nobody listens once the reader is closed.
            let _ = tell.send(Event::VaultFollowed { taken, remarks });
        });
    }

    /// Fetches one page, beside whatever refresh is under way.
    pub(super) fn fetch(&mut self, errand: Errand) {
        let Some(keeper) = self.keeper.clone() else {
            return self.waiting.push(Job::Work(Work::Fetch(errand)));
        };
        let (tell, now) = (self.tell.clone(), self.clock.now());
        let (accounts, data_dir) = (Arc::clone(&self.accounts), self.data_dir.clone());
        self.errands.retain(|errand| !errand.is_finished());
        self.errands.push(tokio::spawn(async move {
            let beside = Beside { accounts: &accounts, data_dir: &data_dir };
            let event = errands::carried_out(&keeper, errand, beside, now).await;
            let failed = |error: RefreshError| Event::Failed(error.phrase());
            // Nobody listens once the reader is closed.
            let _ = tell.send(event.unwrap_or_else(failed));
        }));
    }

    /// Has the user's own writer asked, beside all else.
    pub(super) fn ask_writer(&mut self, asked: WriterAsked) {
        let Some(keeper) = self.keeper.clone() else {
            return self.waiting.push(Job::Work(Work::AskWriter(asked)));
        };
        let Some(seat) = self.seat.clone() else {
            return self.report(Event::Writer(WriterSaid::Ended(None)));
        };
        self.errands.retain(|errand| !errand.is_finished());
        self.errands.push(tokio::spawn(writing::write(seat, keeper, asked, self.tell.clone())));
    }
}

/// The reader servers that are followed, and what one pass over them needs.
struct Servers<'a> {
    keeper: &'a Keeper<Newsroom>,
    accounts: &'a [Account],
    data_dir: &'a Path,
    now: Moment,
    tell: &'a UnboundedSender<Event>,
}

impl Servers<'_> {
    /// Brings one of them in step, as a refresh of a single source would be told.
    async fn follow_alone(&self, which: &Which, seal: impl FnOnce(&mut Newsroom) + Send + 'static) {
        // Nobody listens once the reader is closed.
        let progress = |progress| drop(self.tell.send(Event::Progress(progress)));
        progress(Progress::Started { sources: 1 });
        match self.follow(which).await {
            Ok(()) => {
                self.keeper.tell(seal);
                progress(Progress::Finished { unreachable: false });
            }
            Err(error) => progress(Progress::Failed { why: error.phrase() }),
        }
    }

    /// Brings those in step that are asked for, and tells what came.
    async fn follow(&self, which: &Which) -> Result<(), RefreshError> {
        let Servers { keeper, accounts, data_dir, now, tell } = *self;
        let fetcher = Fetcher::new(Policy::for_accounts());
        let pass = Pass { keeper, fetcher: &fetcher, data_dir, now };
        let (came, done) = tellers(tell);
        refresh::accounts(&pass, accounts, which, &came, done).await?;
        came();
        Ok(())
    }
}

/// Who tells the reader that something came from a server, and how each server went.
fn tellers(tell: &UnboundedSender<Event>) -> (impl Fn(), impl Fn(&SyncReport)) {
    // Nobody listens once the reader is closed.
    let came = || drop(tell.send(Event::ChangedElsewhere));
    let done = |report: &SyncReport| {
        let outcome = match &report.error {
            Some(why) if !report.ok => Err(why.clone()),
            Some(_) | None => Ok(report.new as u64),
        };
        let name = format!("⇄ {}", report.account);
        let _ = tell.send(Event::Progress(Progress::Source { name, outcome, note: None }));
    };
    (came, done)
}

/// What the refresh tells, in the middle's words.
fn told(progress: refresh::Progress) -> Progress {
    match progress {
        refresh::Progress::Started { total } => Progress::Started { sources: total },
        refresh::Progress::Done(report) => Progress::Source {
            note: report.note_told(),
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
