//! `jogan refresh`: visits the sources that are due and says how each went.

use anyhow::bail;
use clap::Args;
use serde::Serialize;

use super::bar::{self, Bar};
use super::failed::{OrSay as _, failed};
use super::servers::{self, ReportJson};
use super::stopping::Heeding;
use super::{Context, Outcome, network, output};
use crate::fetch::{Fetcher, Policy};
use crate::lang::{Lang, say};
use crate::library::edition;
use crate::model::{Digest, SourceId, SyncReport};
use crate::newsroom::Newsroom;
use crate::refresh::{self, Progress, Report, Summary, Which};
use crate::runtime::log;
use crate::store::{Keeper, StoreError};
use crate::sync::{self, Pass};

/// Fetch the sources that are due, or those named, and exit
#[derive(Debug, Args)]
pub(super) struct Arguments {
    /// Short names of sources, which are then visited whether due or not
    #[arg(value_name = "SOURCE")]
    sources: Vec<String>,
    /// Visit all sources, due or not
    #[arg(long)]
    force: bool,
    /// One JSON document
    #[arg(long)]
    json: bool,
}

#[derive(Debug, Serialize)]
struct SummaryJson<'a> {
    sources: usize,
    ok: usize,
    unchanged: usize,
    failed: usize,
    new: usize,
    updated: usize,
    seconds: f64,
    failures: Vec<FailureJson<'a>>,
    accounts: Vec<ReportJson>,
}

#[derive(Debug, Serialize)]
struct FailureJson<'a> {
    source: &'a SourceId,
    error: String,
}

/// What a visit of sources and servers came to.
struct Visited {
    summary: Summary,
    synced: Vec<SyncReport>,
    /// Whether what is old was let go.
    is_tidied: bool,
    /// The page of the edition that was sealed after it, if one was.
    sealed: Option<Digest>,
}

impl Visited {
    fn outcome(&self) -> Outcome {
        let is_all_well = self.summary.failed == 0 && self.synced.iter().all(|report| report.ok);
        if is_all_well && self.is_tidied { Outcome::Done } else { Outcome::InPart }
    }
}

/// Visits all sources that are due, and says so in a line, or is quiet; gives the page of the morning's
/// edition, if it was sealed after that.
pub(super) fn all_due(quiet: bool, context: &Context) -> anyhow::Result<(Outcome, Option<Digest>)> {
    let arguments = Arguments { sources: Vec::new(), force: false, json: false };
    let visited = visit(&arguments, context)?;
    if !quiet {
        say_all(&visited, &arguments, context)?;
    }
    Ok((visited.outcome(), visited.sealed))
}

pub(super) fn run(arguments: &Arguments, context: &Context) -> anyhow::Result<Outcome> {
    let visited = visit(arguments, context)?;
    say_all(&visited, arguments, context)?;
    let is_well = context.then(visited.sealed.as_ref());
    Ok(if is_well { visited.outcome() } else { Outcome::InPart })
}

/// Says what came of a visit.
fn say_all(visited: &Visited, arguments: &Arguments, context: &Context) -> anyhow::Result<()> {
    let Visited { summary, synced, .. } = visited;
    if arguments.json {
        return output::print_json(&json(summary, synced, context.lang));
    }
    for report in synced {
        output::print(&format!("{}\n", sync::told(report).say(context.lang)))?;
    }
    let nobody_due = summary.sources == 0 && !arguments.force && arguments.sources.is_empty();
    if summary.sources == 0 && !synced.is_empty() {
        // What is followed comes from servers.
        Ok(())
    } else if nobody_due {
        output::print(&format!("{}\n", say(context.lang, "refresh.none_due", &[])))
    } else {
        output::print(&line(summary, context))
    }
}

fn visit(arguments: &Arguments, context: &Context) -> anyhow::Result<Visited> {
    if context.offline {
        bail!(failed("failed.program.refresh_offline", &[]));
    }
    let which = match (arguments.sources.is_empty(), arguments.force) {
        (false, _) => Which::Named(arguments.sources.iter().cloned().map(SourceId).collect()),
        (true, true) => Which::All,
        (true, false) => Which::Due,
    };
    let _heeding = Heeding::begin(context.lang);
    let keeper = Keeper::start(context.newsroom()?).or_say("failed.program.thread", &[])?;
    log::start(&context.data_dir);
    let fetcher = Fetcher::new(Policy::default());
    let (mut bar, mut done, mut all) = (Bar::of(None, context.lang), 0, 0);
    let sources =
        refresh::refresh(
            &keeper,
            &fetcher,
            which.clone(),
            context.now,
            |progress| match progress {
                Progress::Started { total } => {
                    all = total;
                    bar = Bar::of(Some(total), context.lang);
                }
                Progress::Done(report) => {
                    done += 1;
                    bar.clear();
                    tell(&report, context);
                    bar.at(done);
                }
                Progress::Finished(_) => bar.clear(),
            },
        );
    let tell_account = |report: &SyncReport| {
        bar::erase();
        servers::tell(report, context);
    };
    // Nothing is sent there by one that has no account.
    let carrying = Fetcher::new(Policy::for_accounts());
    let (data_dir, now) = (&context.data_dir, context.now);
    let pass = Pass { keeper: &keeper, fetcher: &carrying, data_dir, now };
    let accounts = &context.config.account;
    let both = refresh::together(sources, &pass, accounts, &which, || (), tell_account);
    let both = network::wait_unless_stopped(both)?;
    let Some((summary, synced)) = both else {
        bar.clear();
        bail!(failed("stopped.refresh", &[&done, &all]));
    };
    let (summary, synced) = (summary?, synced?);
    let has_reached = !summary.offline && summary.sources > 0 || synced.iter().any(|one| one.ok);
    let sealed = if has_reached { seal(&keeper, context)? } else { None };
    let is_tidied = tidied(&keeper, context)?;
    Ok(Visited { summary, synced, is_tidied, sealed })
}

/// Seals the editions that closed before this visit ended; gives the page of the last one.
fn seal(keeper: &Keeper<Newsroom>, context: &Context) -> anyhow::Result<Option<Digest>> {
    let (lexicon, how, now) = (context.lexicon()?, context.sealing(), context.now);
    let seal =
        move |newsroom: &mut Newsroom| edition::seal(&mut newsroom.store, &lexicon, &how, now);
    Ok(keeper.ask(seal).blocking_recv().or_say("failed.writer_gone", &[])??)
}

/// Lets go of what is old, once a day; whoever runs this waits for nothing else. Whether it was
/// done, or said why not: what came in is kept all the same.
fn tidied(keeper: &Keeper<Newsroom>, context: &Context) -> anyhow::Result<bool> {
    let (keep_days, now) = (context.config.keep_days, context.now);
    let tidied = keeper.ask(move |newsroom| {
        let store = &mut newsroom.store;
        if store.tidy_daily(keep_days, now)?.is_some() {
            store.vacuum_if_worth(u64::MAX)?;
        }
        Ok::<(), StoreError>(())
    });
    let tidied = tidied.blocking_recv().or_say("failed.writer_gone", &[])?;
    if let Err(error) = &tidied {
        output::complain(&format!("jogan: {error}"));
    }
    Ok(tidied.is_ok())
}

/// What the user must know of one source: a failure, or a change of the source itself.
fn tell(report: &Report, context: &Context) {
    if let refresh::Outcome::Failed(why) = &report.outcome {
        output::complain(&format!("{}: {}", report.source, why.say(context.lang)));
    }
    if let Some(note) = report.note_told() {
        output::complain(&note.say(context.lang));
    }
}

fn line(summary: &Summary, context: &Context) -> String {
    let Summary { sources, ok, unchanged, failed, new, updated, seconds, .. } = summary;
    let seconds = format!("{seconds:.1}");
    let facts: [&dyn std::fmt::Display; 7] =
        [sources, ok, unchanged, failed, new, updated, &seconds];
    let mut line = say(context.lang, "refresh.done", &facts).into_owned();
    if summary.offline {
        line = format!("{line} {}", say(context.lang, "refresh.offline", &[]));
    }
    line + "\n"
}

fn json<'a>(summary: &'a Summary, synced: &[SyncReport], lang: Lang) -> SummaryJson<'a> {
    SummaryJson {
        sources: summary.sources,
        ok: summary.ok,
        unchanged: summary.unchanged,
        failed: summary.failed,
        new: summary.new,
        updated: summary.updated,
        seconds: (summary.seconds * 1000.0).round() / 1000.0,
        failures: summary
            .failures
            .iter()
            .map(|(source, error)| FailureJson { source, error: error.say(lang) })
            .collect(),
        accounts: synced.iter().map(|report| ReportJson::of(report, lang)).collect(),
    }
}
