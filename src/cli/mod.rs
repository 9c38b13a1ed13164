//! The command line: one file a subcommand. Each says its arguments and carries them out over a
//! `Context`; what is printed goes through `output`, which escapes it for a terminal. The
//! smallest example is `mark.rs`.
//!
//! A subcommand knows rooms below (store, newsroom, refresh, export, runtime), never another
//! subcommand's file.

mod account;
mod arguments;
mod backup;
mod bar;
mod completing;
mod completions;
mod config;
mod digest;
mod doctor;
mod draft;
mod export;
mod failed;
mod idea;
mod import;
mod input;
mod list;
mod lists;
mod man;
mod mark;
mod mcp;
mod network;
mod note;
mod output;
mod owned;
mod place;
mod plain;
mod reader;
mod refresh;
mod reindex;
mod save;
mod schedule;
mod search;
mod servers;
mod sheets;
mod show;
mod source;
mod star;
mod stopping;
mod taste;
mod trends;
mod vault;
mod write;
mod written;

use std::path::PathBuf;
use std::process::ExitCode;
use std::sync::Arc;

use clap::{Args, Parser, Subcommand};
use etcetera::BaseStrategy as _;

use self::failed::{Misuse, OrSay as _, failed, misuse};
use crate::config::Config;
use crate::desk::{Lexicon, Settings};
use crate::lang::{self, Lang};
use crate::library::edition::{self, Asked, Sealing};
use crate::model::{Closing, Day, Digest, EditionWindow, Moment, Stop, Zone, day};
use crate::newsroom::{Newsroom, NewsroomError};
use crate::store::{self, Store, StoreError};
use stopping::{Heeding, STOP};

pub use arguments::arguments;
pub use completing::answer as complete;

/// jogan (조간, "the morning edition"): the most important technology news in five minutes.
#[derive(Debug, Parser)]
#[command(name = "jogan", version, propagate_version = true)]
pub struct Cli {
    #[command(flatten)]
    global: Global,
    #[command(subcommand)]
    command: Option<Command>,
}

#[derive(Debug, Args)]
struct Global {
    /// Config file [default: config.toml in the config folder]
    #[arg(long, global = true, value_name = "FILE")]
    config: Option<PathBuf>,
    /// Folder of the store and the logs [default: jogan in the data folder]
    #[arg(long, global = true, value_name = "DIR", env = "JOGAN_DATA_DIR")]
    data_dir: Option<PathBuf>,
    /// The clock, for reproducible runs
    #[arg(long, global = true, value_name = "RFC3339", env = "JOGAN_NOW", value_parser = moment)]
    now: Option<Moment>,
    /// Language of the interface and of what is exported
    #[arg(long, global = true, value_name = "en|ko", value_parser = language)]
    lang: Option<Lang>,
    /// Never touch the network
    #[arg(long, global = true)]
    offline: bool,
    /// The reader line by line, without drawing: for screen readers and slow lines
    #[arg(long, global = true)]
    plain: bool,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Open the reader over the built-in sample edition, in a throw-away store
    Demo,
    List(list::Arguments),
    Show(show::Arguments),
    Search(search::Arguments),
    /// Mark items as read
    Read(mark::Arguments),
    /// Mark items as unread
    Unread(mark::Arguments),
    Star(star::Arguments),
    /// Take items from the reading list
    Unstar(mark::Arguments),
    Save(save::Arguments),
    Note(note::Arguments),
    Idea(idea::Arguments),
    Digest(digest::Arguments),
    Schedule(schedule::Arguments),
    Export(export::Arguments),
    Import(import::Arguments),
    Owned(owned::Arguments),
    Refresh(refresh::Arguments),
    Trends(trends::Arguments),
    Taste(taste::Arguments),
    Write(write::Arguments),
    Backup(backup::Backup),
    Restore(backup::Restore),
    Salvage(backup::Salvage),
    Tidy(backup::Tidy),
    /// Bring the vault's Markdown files and the store together
    Vault,
    Move(place::Arguments),
    /// Judge every item again, with today's rules
    Reindex,
    Source(source::Arguments),
    Account(account::Arguments),
    Config(config::Arguments),
    Doctor(doctor::Arguments),
    Completions(completions::Arguments),
    Man(man::Arguments),
    Mcp(mcp::Arguments),
}

/// How a command ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Outcome {
    /// All of it is done.
    Done,
    /// Some of it failed; each failure stands on stderr.
    InPart,
}

/// What every subcommand is given: the settings, the clock and the folders as values.
struct Context {
    config: Config,
    config_path: PathBuf,
    data_dir: PathBuf,
    now: Moment,
    /// The clock, where the user had it stand still.
    fixed_now: Option<Moment>,
    zone: Zone,
    lang: Lang,
    offline: bool,
    /// Whether the reader only prints and prompts.
    plain: bool,
}

impl Context {
    fn of(global: Global) -> anyhow::Result<Context> {
        let folders =
            etcetera::base_strategy::choose_base_strategy().or_say("failed.program.home", &[])?;
        let config_path =
            global.config.unwrap_or_else(|| folders.config_dir().join("jogan").join("config.toml"));
        let config = Config::load(&config_path)?;
        let lang = global.lang.or(config.lang).or_else(of_locale).unwrap_or_default();
        Ok(Context {
            data_dir: global.data_dir.unwrap_or_else(|| folders.data_dir().join("jogan")),
            now: global.now.unwrap_or_else(chrono::Utc::now),
            fixed_now: global.now,
            zone: config.zone().unwrap_or_default(),
            config,
            config_path,
            lang,
            offline: global.offline,
            plain: global.plain,
        })
    }

    /// A day as the command line names it, in the configured time zone.
    fn day(&self, text: &str) -> Result<Day, Misuse> {
        day::parse_day(text, self.now, self.zone)
            .ok_or_else(|| misuse("failed.program.day", &[&text]))
    }

    /// When editions close, and when this is.
    fn clock(&self) -> (Closing, Moment) {
        (self.config.closing(), self.now)
    }

    /// The edition that is named: `last`, `open`, or a day; else the current one.
    fn edition(&self, named: Option<&str>, store: &Store) -> anyhow::Result<EditionWindow> {
        let (closing, now) = self.clock();
        Ok(match named {
            None => edition::current(store, (closing, now), None)?,
            Some("last") => edition::last_closed((closing, now)),
            Some("open") => closing.open(now),
            Some(day) => closing.edition(
                day::parse_day(day, now, self.zone)
                    .ok_or_else(|| misuse("failed.program.edition", &[&day]))?,
                now,
            ),
        })
    }

    /// Runs what the config file has done when the edition of a day is there. Whether that went well;
    /// what did not is said.
    fn then(&self, sealed: Option<&Digest>) -> bool {
        let Some(words) = sealed.map(|page| self.config.edition.then_for(page.day)) else {
            return true;
        };
        let Some((program, arguments)) = words.split_first() else { return true };
        let why = match std::process::Command::new(program).args(arguments).status() {
            Ok(status) if status.success() => return true,
            Ok(status) => status.to_string(),
            Err(error) => error.to_string(),
        };
        output::complain(&lang::say(self.lang, "edition.then_failed", &[program, &why]));
        false
    }

    /// What is asked of an edition, or of calendar days.
    fn asked(&self, window: EditionWindow, minutes: f64) -> Asked {
        let (closing, now) = self.clock();
        Asked { window, closing, now, minutes, lang: self.lang, up_to: None }
    }

    /// How editions are sealed.
    fn sealing(&self) -> Sealing {
        let minutes = self.config.digest.minutes;
        Sealing { closing: self.config.closing(), minutes, lang: self.lang }
    }

    /// The store, made where it is absent, with items that are judged as the config file has it.
    fn store(&self) -> anyhow::Result<Store> {
        let store = self.store_as_it_is()?;
        if Newsroom::is_behind(&store, &self.desk()?)? {
            drop(store);
            return Ok(self.newsroom()?.store);
        }
        Ok(store)
    }

    /// The store for a command that only looks. Where nothing can be written, because its folder
    /// may only be read, the disk is full or another program writes and writes, it is read as it is.
    fn reading(&self) -> anyhow::Result<Store> {
        let refused = match self.store() {
            Err(error) if is_of_writing(&error) => error,
            done => return done,
        };
        // Where it cannot be read either, what could not be written is what is to be mended.
        Store::open_read_only(&self.data_dir).map_err(|_| refused)
    }

    /// The store, made where it is absent; its items may have been judged under other settings.
    fn store_as_it_is(&self) -> anyhow::Result<Store> {
        let mut store = self.opening(|| Store::open_unless(&self.data_dir, STOP))?;
        lists::put(&mut store, self)?;
        Ok(store)
    }

    /// Opens the store, which takes long where one of an older version is brought up to date.
    fn opening<T, E: Into<anyhow::Error>>(
        &self,
        open: impl FnOnce() -> Result<T, E>,
    ) -> anyhow::Result<T> {
        let _heeding = store::is_older(&self.data_dir).then(|| Heeding::begin(self.lang));
        bar::busy(&lang::say(self.lang, "progress.opening", &[]), self.lang, open)
            .map_err(|error| stopping::saying(error, "stopped.opening", &[]))
    }

    /// What the desk is asked to do, with the reader's own lexicon.
    fn desk(&self) -> anyhow::Result<Settings> {
        Ok(Settings { lexicon: self.own_lexicon()?, ..self.config.desk() })
    }

    /// The alias table, with what the reader's own file adds to it.
    fn lexicon(&self) -> anyhow::Result<Arc<Lexicon>> {
        Ok(Lexicon::read(self.own_lexicon()?.as_deref())?)
    }

    /// The reader's own lexicon stands beside the config file.
    fn lexicon_path(&self) -> PathBuf {
        self.config_path.with_file_name("lexicon.toml")
    }

    /// The reader's own lexicon as text, which can be read.
    fn own_lexicon(&self) -> anyhow::Result<Option<String>> {
        let path = self.lexicon_path();
        match std::fs::read_to_string(&path) {
            Ok(text) => match Lexicon::read(Some(&text)) {
                Ok(_) => Ok(Some(text)),
                Err(wrong) => {
                    anyhow::bail!(failed(
                        "failed.program.in_file",
                        &[&path.display(), &wrong.phrase()]
                    ))
                }
            },
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => Ok(None),
            Err(error) => Err(error).or_say("failed.program.read", &[&path.display()]),
        }
    }

    /// The store with the desk, for taking items in.
    fn newsroom(&self) -> anyhow::Result<Newsroom> {
        let desk = self.desk()?;
        let open = || Newsroom::open_unless(&self.data_dir, desk.clone(), STOP);
        let mut newsroom = self.opening(open)?;
        lists::put(&mut newsroom.store, self)?;
        if Newsroom::is_behind(&newsroom.store, &desk)? {
            let _heeding = Heeding::begin(self.lang);
            self.judging(&mut newsroom, None, Newsroom::follow_settings)
                .map_err(|error| stopping::saying(error, "stopped.settings", &[]))?;
        }
        Ok(newsroom)
    }

    /// Has items judged again, all of them or none once that is to stop, and shows how far it is.
    fn judging<T>(
        &self,
        newsroom: &mut Newsroom,
        all: Option<usize>,
        judge: impl FnOnce(&mut Newsroom) -> Result<T, NewsroomError>,
    ) -> Result<T, NewsroomError> {
        let mut bar = bar::Bar::of(all, self.lang);
        newsroom.tell(move |judged| bar.at(judged));
        newsroom.store.heed(STOP)?;
        let judged = judge(newsroom);
        newsroom.store.heed(Stop::NEVER)?;
        // The bar goes with whoever drew it.
        newsroom.tell(|_| ());
        judged
    }
}

/// The language of the system's locale, if it names one that there is.
fn of_locale() -> Option<Lang> {
    let values = ["LC_ALL", "LANG"].into_iter().filter_map(|name| std::env::var(name).ok());
    Lang::from_locale(&values.into_iter().find(|value| !value.is_empty())?)
}

/// Whether an error says that the store cannot be written.
fn is_of_writing(error: &anyhow::Error) -> bool {
    error.chain().any(|cause| {
        cause.downcast_ref().is_some_and(StoreError::is_of_writing)
            || cause.downcast_ref().is_some_and(NewsroomError::is_of_writing)
    })
}

/// Carries a command line out. What is returned is the program's exit code.
pub fn run(cli: Cli) -> ExitCode {
    let mut lang = cli.global.lang.or_else(of_locale).unwrap_or_default();
    match done(cli, &mut lang) {
        Ok(Outcome::Done) => ExitCode::SUCCESS,
        Ok(Outcome::InPart) => ExitCode::from(3),
        Err(error) if output::is_closed_pipe(&error) => ExitCode::SUCCESS,
        Err(error) => {
            // One line: what, why, what to do.
            output::complain(&format!("jogan: {}", failed::told(&error, lang)));
            if error.is::<Misuse>() { ExitCode::from(2) } else { ExitCode::FAILURE }
        }
    }
}

/// Carries it out; the language is the one of the config file as soon as that is known.
fn done(cli: Cli, lang: &mut Lang) -> anyhow::Result<Outcome> {
    let context = Context::of(cli.global)?;
    *lang = context.lang;
    let writes = cli.command.as_ref().is_none_or(|command| {
        matches!(command, Command::Note(_) | Command::Idea(_) | Command::Refresh(_))
    });
    let outcome = match cli.command {
        Some(command) => carry_out(command, &context)?,
        None => reader::run(&context)?,
    };
    Ok(if writes { vault::follow(&context, outcome) } else { outcome })
}

fn carry_out(command: Command, context: &Context) -> anyhow::Result<Outcome> {
    match command {
        Command::Demo => reader::demo(context),
        Command::List(arguments) => list::run(&arguments, context),
        Command::Show(arguments) => show::run(&arguments, context),
        Command::Search(arguments) => search::run(&arguments, context),
        Command::Read(arguments) => mark::run(&arguments, mark::Mark::Read(true), context),
        Command::Unread(arguments) => mark::run(&arguments, mark::Mark::Read(false), context),
        Command::Star(arguments) => star::run(&arguments, context),
        Command::Unstar(arguments) => mark::run(&arguments, mark::Mark::Unstarred, context),
        Command::Save(arguments) => save::run(&arguments, context),
        Command::Note(arguments) => note::run(&arguments, context),
        Command::Idea(arguments) => idea::run(&arguments, context),
        Command::Digest(arguments) => digest::run(&arguments, context),
        Command::Schedule(arguments) => schedule::run(&arguments, context),
        Command::Export(arguments) => export::run(&arguments, context),
        Command::Import(arguments) => import::run(&arguments, context),
        Command::Owned(arguments) => owned::run(&arguments, context),
        Command::Refresh(arguments) => refresh::run(&arguments, context),
        Command::Trends(arguments) => trends::run(&arguments, context),
        Command::Taste(arguments) => taste::run(&arguments, context),
        Command::Write(arguments) => write::run(&arguments, context),
        Command::Backup(arguments) => backup::back_up(&arguments, context),
        Command::Restore(arguments) => backup::restore(&arguments, context),
        Command::Salvage(arguments) => backup::salvage(&arguments, context),
        Command::Tidy(arguments) => backup::tidy(&arguments, context),
        Command::Vault => vault::run(context),
        Command::Move(arguments) => place::run(&arguments, context),
        Command::Reindex => reindex::run(context),
        Command::Source(arguments) => source::run(&arguments, context),
        Command::Account(arguments) => account::run(&arguments, context),
        Command::Config(arguments) => config::run(&arguments, context),
        Command::Doctor(arguments) => doctor::run(&arguments, context),
        Command::Completions(arguments) => completions::run(&arguments),
        Command::Man(arguments) => man::run(&arguments, context),
        Command::Mcp(arguments) => mcp::run(&arguments, context),
    }
}

fn moment(text: &str) -> Result<Moment, String> {
    chrono::DateTime::parse_from_rfc3339(text)
        .map(|given| given.to_utc())
        .map_err(|error| format!("{error}; write it like 2026-03-05T08:00:00Z"))
}

fn language(text: &str) -> Result<Lang, String> {
    Lang::ALL
        .into_iter()
        .find(|lang| lang.code() == text)
        .ok_or_else(|| "known languages are en and ko".into())
}

#[cfg(test)]
mod tests;
