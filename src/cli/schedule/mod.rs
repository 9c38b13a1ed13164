//! `jogan schedule`: the digest written every morning by itself.
//!
//! A timer of the system calls `jogan schedule run`, which visits the sources and writes the
//! morning's edition to a folder, with those of mornings that were missed and a feed of the last
//! ones. The timer's text holds all settings, so that it is the only place to look. `timer.rs` has
//! the texts, `morning.rs` the work.

mod morning;
mod timer;

use std::io::ErrorKind;
use std::path::{Path, PathBuf};
use std::process::Command;

use chrono::NaiveTime;
use clap::{Args, Subcommand, ValueEnum};
use serde::Serialize;

use super::{Context, Outcome, output};
use crate::cli::failed::OrSay as _;
use crate::config::{self, ClosingTime};
use crate::export::digest::{self, Format};
use crate::export::file;
use crate::lang::say;
use crate::model::window::parse_time;
use timer::{Job, Timer};

/// Have the digest written every morning: install, show, remove
#[derive(Debug, Args)]
pub(super) struct Arguments {
    #[command(subcommand)]
    what: What,
    /// One JSON document
    #[arg(long, global = true)]
    json: bool,
}

/// What is told of a timer as JSON.
#[derive(Debug, Default, Serialize)]
struct TimerJson {
    /// Whether it is installed now.
    installed: bool,
    /// Whether it was started; absent where nothing was to be.
    #[serde(skip_serializing_if = "Option::is_none")]
    started: Option<bool>,
    /// Its files, or what another system's timer wants, without a path.
    files: Vec<UnitJson>,
}

#[derive(Debug, Serialize)]
struct UnitJson {
    path: Option<PathBuf>,
    text: String,
}

#[derive(Debug, Subcommand)]
enum What {
    /// Write the timer and start it (systemd), or print what another system's wants
    Install {
        #[command(flatten)]
        morning: Morning,
        /// Whose timer [default: this system's]
        #[arg(long = "for", value_name = "SYSTEM")]
        system: Option<System>,
    },
    /// Print the timer as it is installed
    Show,
    /// Stop the timer and remove it; the digests stay
    Remove,
    /// What the timer calls: refresh, and write the morning's edition and those that were missed
    Run(Morning),
}

/// When, where and as what the digest is written.
#[derive(Debug, Args)]
struct Morning {
    /// When editions close, and the morning's is written [default: the config's]
    #[arg(long, value_name = "HH:MM", value_parser = time)]
    at: Option<NaiveTime>,
    /// Where digests are written [default: digests, in the data folder]
    #[arg(long, value_name = "DIR")]
    folder: Option<PathBuf>,
    /// md, html, json, text, org or eml
    #[arg(long, value_name = "FORMAT", default_value = "html", value_parser = format)]
    format: &'static Format,
}

impl Morning {
    fn folder(&self, context: &Context) -> anyhow::Result<PathBuf> {
        let folder = self.folder.clone().unwrap_or_else(|| context.data_dir.join("digests"));
        std::path::absolute(&folder).or_say("failed.program.no_folder", &[&folder.display()])
    }
}

fn time(text: &str) -> Result<NaiveTime, String> {
    parse_time(text).ok_or_else(|| "write HH:MM, such as 06:30".into())
}

fn format(text: &str) -> Result<&'static Format, String> {
    digest::format(text).ok_or_else(|| {
        let names: Vec<&str> = digest::FORMATS.iter().map(|format| format.name).collect();
        format!("the formats are {}", names.join(", "))
    })
}

/// Whose timer calls.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum System {
    /// Linux, for the user; written and started
    Systemd,
    /// macOS; printed
    Launchd,
    /// Any Unix; printed
    Cron,
    /// The Task Scheduler of Windows; printed
    Windows,
}

impl System {
    fn of_this_machine() -> System {
        match std::env::consts::OS {
            "linux" => System::Systemd,
            "macos" => System::Launchd,
            "windows" => System::Windows,
            _ => System::Cron,
        }
    }
}

pub(super) fn run(arguments: &Arguments, context: &Context) -> anyhow::Result<Outcome> {
    match &arguments.what {
        What::Install { morning, system } => install(morning, *system, arguments.json, context),
        What::Show => show(arguments.json, context),
        What::Remove => remove(arguments.json, context),
        What::Run(morning) => {
            let folder = morning.folder(context)?;
            morning::run(morning.at, &folder, morning.format, arguments.json, context)
        }
    }
}

fn install(
    morning: &Morning,
    system: Option<System>,
    json: bool,
    context: &Context,
) -> anyhow::Result<Outcome> {
    let program = std::env::current_exe().or_say("failed.program.own_file", &[])?;
    let folder = morning.folder(context)?;
    let at = morning.at.unwrap_or(context.config.edition.closes.0);
    if at != context.config.edition.closes.0 {
        // The one place that says it: the timer only calls.
        config::save_closing(&context.config_path, ClosingTime(at))?;
    }
    let job = job(&program, morning, at, &folder, context)?;
    let text = match system.unwrap_or_else(System::of_this_machine) {
        System::Systemd => return start(&timer::systemd(&job), &folder, json, context),
        System::Launchd => timer::launchd(&job),
        System::Cron => timer::cron(&job),
        System::Windows => timer::windows(&job),
    };
    if json {
        let files = vec![UnitJson { path: None, text }];
        output::print_json(&TimerJson { files, ..TimerJson::default() })?;
    } else {
        output::print(&text)?;
    }
    Ok(Outcome::Done)
}

/// The command line of a morning, with every folder said: a timer has no shell to find them by.
fn job(
    program: &Path,
    morning: &Morning,
    at: NaiveTime,
    folder: &Path,
    context: &Context,
) -> anyhow::Result<Job> {
    let spelled = |path: &Path| {
        let path = std::path::absolute(path)?;
        let text = path.to_str().filter(|text| !text.chars().any(char::is_control));
        text.map(str::to_owned).or_say("failed.program.timer_name", &[&path.display()])
    };
    let mut words = vec![spelled(program)?];
    for (option, path) in [("--config", &context.config_path), ("--data-dir", &context.data_dir)] {
        words.extend([option.to_owned(), spelled(path)?]);
    }
    words.extend(["--lang".to_owned(), context.lang.code().to_owned()]);
    words.extend(["schedule", "run"].map(str::to_owned));
    words.extend(["--folder".to_owned(), spelled(folder)?]);
    words.extend(["--format".to_owned(), morning.format.name.to_owned()]);
    let zone = (context.config.timezone != "local").then(|| context.config.timezone.clone());
    Ok(Job { words, at, zone })
}

/// Where the user's own units lie.
fn units() -> anyhow::Result<PathBuf> {
    use etcetera::BaseStrategy as _;
    let folders =
        etcetera::base_strategy::choose_base_strategy().or_say("failed.program.home", &[])?;
    Ok(folders.config_dir().join("systemd").join("user"))
}

fn start(
    units_of: &[Timer],
    folder: &Path,
    json: bool,
    context: &Context,
) -> anyhow::Result<Outcome> {
    let units = units()?;
    std::fs::create_dir_all(&units).or_say("failed.program.make", &[&units.display()])?;
    for Timer { name, text } in units_of {
        file::write(&units.join(name), text.as_bytes(), true)?;
    }
    let started = systemctl(&["daemon-reload"]) && systemctl(&["enable", "--now", timer::TIMER]);
    if json {
        let unit = |Timer { name, text }: &Timer| UnitJson {
            path: Some(units.join(name)),
            text: text.clone(),
        };
        let files = units_of.iter().map(unit).collect();
        output::print_json(&TimerJson { installed: true, started: Some(started), files })?;
    } else {
        let place = units.join(timer::TIMER);
        let facts: [&dyn std::fmt::Display; 2] = [&place.display(), &folder.display()];
        output::print(&format!("{}\n", say(context.lang, "schedule.installed", &facts)))?;
    }
    if !started {
        output::complain(&say(context.lang, "schedule.start_it", &[&timer::TIMER]));
    }
    Ok(if started { Outcome::Done } else { Outcome::InPart })
}

/// Whether the user's own systemd did it.
fn systemctl(words: &[&str]) -> bool {
    let done = Command::new("systemctl").arg("--user").args(words).output();
    done.is_ok_and(|output| output.status.success())
}

fn show(json: bool, context: &Context) -> anyhow::Result<Outcome> {
    let units = units()?;
    let mut files = Vec::new();
    for name in [timer::TIMER, timer::SERVICE] {
        let path = units.join(name);
        match std::fs::read_to_string(&path) {
            Ok(text) => files.push(UnitJson { path: Some(path), text }),
            Err(error) if error.kind() == ErrorKind::NotFound => {}
            Err(error) => {
                return Err(error).or_say("failed.program.read", &[&path.display()]);
            }
        }
    }
    if json {
        let installed = !files.is_empty();
        output::print_json(&TimerJson { installed, started: None, files })?;
        return Ok(Outcome::Done);
    }
    let mut shown: String = files
        .iter()
        .filter_map(|UnitJson { path, text }| {
            Some(format!("# {}\n{text}\n", path.as_ref()?.display()))
        })
        .collect();
    if shown.is_empty() {
        shown = say(context.lang, "schedule.none", &[]).into_owned() + "\n";
    }
    output::print(&shown)?;
    Ok(Outcome::Done)
}

fn remove(json: bool, context: &Context) -> anyhow::Result<Outcome> {
    let units = units()?;
    // Where no systemd runs, the files are all there is.
    systemctl(&["disable", "--now", timer::TIMER]);
    let mut removed = false;
    for name in [timer::TIMER, timer::SERVICE] {
        let path = units.join(name);
        match std::fs::remove_file(&path) {
            Ok(()) => removed = true,
            Err(error) if error.kind() == ErrorKind::NotFound => {}
            Err(error) => {
                return Err(error).or_say("failed.program.remove", &[&path.display()]);
            }
        }
    }
    systemctl(&["daemon-reload"]);
    if json {
        output::print_json(&TimerJson::default())?;
        return Ok(Outcome::Done);
    }
    let key = if removed { "schedule.removed" } else { "schedule.none" };
    output::print(&format!("{}\n", say(context.lang, key, &[])))?;
    Ok(Outcome::Done)
}
