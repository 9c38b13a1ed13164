//! `jogan doctor`: looks at everything jogan stands on, and says what to do where something is
//! wrong.

use std::io::IsTerminal as _;
use std::path::Path;

use Finding::{Noted, Well, Wrong};
use clap::Args;
use serde::Serialize;

use super::failed;
use super::{Context, Outcome, network, output, servers};
use crate::drafts::{self, Left};
use crate::fetch::{FetchError, Fetcher, Policy, Trust};
use crate::lang::say;
use crate::model::source::Condition;
use crate::model::{About, AccountHealth, Health, IdeaId, Moment, Request, Validators};
use crate::runtime;
use crate::store::{self, Leftover, Store};
use crate::text::clean;

/// The smallest terminal that the reader can be used in.
const SMALLEST: (u16, u16) = (60, 15);

/// Bytes of changes not yet merged that no healthy store has: some program holds it open.
const LARGE_WAL: u64 = 256 * 1024 * 1024;

/// Check config, store, terminal, clock, network and every source
#[derive(Debug, Args)]
pub(super) struct Arguments {
    /// One JSON document
    #[arg(long)]
    json: bool,
}

#[derive(Debug, Serialize)]
struct ReportJson {
    well: bool,
    findings: Vec<FindingJson>,
}

#[derive(Debug, Serialize)]
struct FindingJson {
    state: &'static str,
    text: String,
}

/// What was found about one thing.
enum Finding {
    Well(String),
    /// Nothing is wrong, but something can be done.
    Noted(String),
    /// With what to do about it.
    Wrong(String),
}

/// Looks at one thing after another: what cannot be looked at is a finding, and ends nothing.
pub(super) fn run(arguments: &Arguments, context: &Context) -> anyhow::Result<Outcome> {
    let mut findings = config(context);
    let (store, refused) = opened(context);
    let mut health = Vec::new();
    let mut is_damaged = false;
    match store.as_ref().map(|store| (store, store_is_whole(store, context))) {
        // That it is damaged says why nothing else can be done with it, and what to do.
        Some((store, Err(damage))) => {
            findings.push(damage);
            is_damaged = true;
            health = store.health(context.now).unwrap_or_default();
        }
        Some((store, Ok(told))) => {
            findings.extend(refused);
            findings.extend(told);
            match store.health(context.now) {
                Ok(all) => health = all,
                Err(error) => findings.push(Wrong(said(context, "doctor.store_closed", &[&error]))),
            }
        }
        None => findings.extend(refused),
    }
    findings.extend(store::leftovers(&context.data_dir).iter().map(|left| leftover(left, context)));
    findings.push(terminal(context));
    findings.push(clock(&health, store.as_ref(), context));
    findings.push(reach(&health, context).unwrap_or_else(|error| Wrong(format!("{error:#}"))));
    if let Some(store) = &store {
        findings.extend(sources(&health, context));
        if !is_damaged {
            findings.extend(new_sources(store, context));
            findings.extend(writer(store, context));
            findings.extend(accounts(store, context));
        }
    }
    let mut left = drafts::all(&context.data_dir);
    if let Some(store) = &store {
        left.retain(|left| !runtime::is_kept(store, left));
    }
    findings.extend(unkept(&left, context));
    let wrong = findings.iter().any(|finding| matches!(finding, Wrong(_)));
    let outcome = if wrong { Outcome::InPart } else { Outcome::Done };
    if arguments.json {
        let findings = findings.into_iter().map(shape).collect();
        output::print_json(&ReportJson { well: !wrong, findings })?;
        return Ok(outcome);
    }
    for finding in findings {
        let (mark, text) = match finding {
            Well(text) => (output::styled(output::Look::Well, "✓"), text),
            Noted(text) => (output::styled(output::Look::Noted, "·"), text),
            Wrong(text) => (output::styled(output::Look::Wrong, "✗"), text),
        };
        output::print(&format!("{mark} {}\n", crate::text::clean::line(&text, 2_000)))?;
    }
    Ok(outcome)
}

fn shape(finding: Finding) -> FindingJson {
    let (state, text) = match finding {
        Well(text) => ("well", text),
        Noted(text) => ("noted", text),
        Wrong(text) => ("wrong", text),
    };
    FindingJson { state, text: clean::line(&text, 2_000) }
}

/// The store, if it can be read at all, and what speaks against working with it.
fn opened(context: &Context) -> (Option<Store>, Option<Finding>) {
    let refused = match Store::open(&context.data_dir) {
        Ok(mut store) => {
            let refused = super::lists::put(&mut store, context).err();
            return (Some(store), refused.map(|error| Wrong(failed::told(&error, context.lang))));
        }
        Err(refused) => refused,
    };
    let store = Store::open_read_only(&context.data_dir).ok();
    let key = if store.is_some() { "doctor.store_read_only" } else { "doctor.store_closed" };
    let refused = Wrong(said(context, key, &[&refused]));
    (store, Some(refused))
}

fn said(context: &Context, key: &str, facts: &[&dyn std::fmt::Display]) -> String {
    say(context.lang, key, facts).into_owned()
}

/// The config file was read on the way here, a wrong one did not get this far; the names in it and
/// the reader's own lexicon are looked at now.
fn config(context: &Context) -> Vec<Finding> {
    let path = context.config_path.display();
    let key = if context.config_path.exists() { "doctor.config" } else { "doctor.config_absent" };
    let mut findings = vec![Well(said(context, key, &[&path]))];
    match super::config::unknown_names(context) {
        Ok(unknown) => {
            findings.extend(unknown.iter().map(|why| Wrong(format!("{path}: {why}"))));
        }
        Err(error) => findings.push(Wrong(format!("{error:#}"))),
    }
    findings
}

/// Whom the writer asks, whether that leaves this machine, what today cost, and whether it rests.
fn writer(store: &Store, context: &Context) -> Option<Finding> {
    let settings = &context.config.writer;
    if !settings.is_set() {
        return None;
    }
    let who = settings.host().unwrap_or_else(|| settings.command.clone());
    let today = context.zone.day_of(context.now);
    let spent = match store.writing_since(today) {
        Ok(spent) => spent,
        Err(error) => return Some(Wrong(said(context, "doctor.store_closed", &[&error]))),
    };
    let calls: u64 = spent.iter().map(|day| day.calls).sum();
    let tokens: u64 = spent.iter().map(|day| day.tokens_in + day.tokens_out).sum();
    let facts: [&dyn std::fmt::Display; 3] = [&who, &calls, &tokens];
    match crate::writing::paused_until(store, context.now) {
        Ok(Some(until)) => {
            let until = until.format("%H:%M").to_string();
            Some(Wrong(said(context, "doctor.writer_paused", &[&who, &until])))
        }
        Ok(None) if settings.is_local() => Some(Well(said(context, "doctor.writer", &facts))),
        Ok(None) => Some(Noted(said(context, "doctor.writer_leaves", &facts))),
        Err(error) => Some(Wrong(said(context, "doctor.store_closed", &[&error]))),
    }
}

/// Longest account of what is damaged, in characters.
const DAMAGE_CHARS: usize = 200;

/// What is to be said of the store; the error is that it is damaged.
fn store_is_whole(store: &Store, context: &Context) -> Result<Vec<Finding>, Finding> {
    let path = store.path();
    let damaged = |why: &dyn std::fmt::Display| {
        Err(Wrong(said(context, "doctor.store_damaged", &[&path.display(), why])))
    };
    let items = match store.integrity().and_then(|damage| Ok((damage, store.count_all()?))) {
        Ok((damage, items)) => match damage.first() {
            // It can name a hundred pages, and what to do comes after it.
            Some(first) => return damaged(&clean::line(first, DAMAGE_CHARS)),
            None => items,
        },
        Err(error) => return damaged(&error.plain()),
    };
    let mut wal = path.as_os_str().to_owned();
    wal.push("-wal");
    let facts: [&dyn std::fmt::Display; 2] = [&path.display(), &megabytes(Path::new(&wal))];
    let mut findings = if size(Path::new(&wal)) > LARGE_WAL {
        vec![Wrong(said(context, "doctor.store_wal", &facts))]
    } else {
        let facts: [&dyn std::fmt::Display; 4] =
            [&path.display(), &items, &megabytes(path), &megabytes(Path::new(&wal))];
        vec![Well(said(context, "doctor.store", &facts))]
    };
    match store.odd_numbers() {
        Ok(0) => {}
        Ok(odd) => findings.push(Wrong(said(context, "doctor.store_numbers", &[&odd]))),
        Err(error) => findings.push(Wrong(said(context, "doctor.store_closed", &[&error]))),
    }
    Ok(findings)
}

/// What lies beside the store, and what it is good for.
fn leftover(left: &Leftover, context: &Context) -> Finding {
    let (path, key) = match left {
        Leftover::BeforeRestore(path) => (path, "doctor.before_restore"),
        Leftover::BeforeUpgrade(path) => (path, "doctor.before_upgrade"),
        Leftover::Log(path) => (path, "doctor.left_log"),
        Leftover::Copy(path) => (path, "doctor.left_copy"),
    };
    let text = said(context, key, &[&path.display(), &megabytes(path)]);
    match left {
        Leftover::BeforeRestore(_) | Leftover::BeforeUpgrade(_) => Noted(text),
        Leftover::Log(_) | Leftover::Copy(_) => Wrong(text),
    }
}

fn size(path: &Path) -> u64 {
    std::fs::metadata(path).map_or(0, |data| data.len())
}

fn megabytes(path: &Path) -> String {
    format!("{:.1}", size(path) as f64 / 1e6)
}

fn terminal(context: &Context) -> Finding {
    if !std::io::stdout().is_terminal() {
        return Well(said(context, "doctor.no_terminal", &[]));
    }
    let (columns, rows) = crossterm::terminal::size().unwrap_or((80, 24));
    let locale = ["LC_ALL", "LC_CTYPE", "LANG"]
        .into_iter()
        .filter_map(|name| std::env::var(name).ok())
        .find(|value| !value.is_empty())
        .unwrap_or_default();
    let utf8 = locale.to_ascii_lowercase().replace('-', "").contains("utf8");
    if columns < SMALLEST.0 || rows < SMALLEST.1 {
        let (least_columns, least_rows) = SMALLEST;
        let facts: [&dyn std::fmt::Display; 4] = [&columns, &rows, &least_columns, &least_rows];
        Wrong(said(context, "doctor.terminal_small", &facts))
    } else if !utf8 {
        Wrong(said(context, "doctor.terminal_locale", &[&locale]))
    } else {
        Well(said(context, "doctor.terminal", &[&columns, &rows, &locale]))
    }
}

/// A clock that was set back shows in visits that lie ahead of it, one that was set ahead in how
/// long nothing was done.
fn clock(health: &[Health], store: Option<&Store>, context: &Context) -> Finding {
    let latest = health.iter().filter_map(|one| one.state.last_attempt).max();
    let long_ago = store.and_then(|store| store.long_ago(context.now).ok().flatten());
    let (key, then) = match (latest.filter(|latest| *latest > context.now), long_ago) {
        (Some(latest), _) => ("doctor.clock", latest),
        (None, Some(last)) => ("doctor.clock_ahead", last),
        (None, None) => {
            return Well(said(context, "doctor.clock_well", &[&minute(context.now)]));
        }
    };
    Wrong(said(context, key, &[&minute(context.now), &minute(then)]))
}

fn minute(moment: Moment) -> String {
    moment.format("%Y-%m-%d %H:%M UTC").to_string()
}

/// Asks the first sources until one can be reached.
fn reach(health: &[Health], context: &Context) -> anyhow::Result<Finding> {
    if context.offline {
        return Ok(Well(said(context, "doctor.network_not_asked", &[])));
    }
    network::wait(reached(health, context))
}

async fn reached(health: &[Health], context: &Context) -> Finding {
    const TRIED: usize = 3;
    let fetcher = Fetcher::new(Policy::default());
    let reachable = health
        .iter()
        .filter(|one| one.source.enabled && one.source.address.contains("://"))
        .take(TRIED);
    let (mut why, fresh) = (None, Validators::default());
    for one in reachable {
        let request = Request::get(&one.source.address);
        let asked = fetcher.get(&request, &fresh, Trust::of(one.state.network));
        match asked.await {
            Err(
                error @ (FetchError::NoSuchHost { .. }
                | FetchError::NoConnection { .. }
                | FetchError::Tls { .. }
                | FetchError::Timeout { .. }),
            ) => why = Some(error),
            // Whatever else it answered, it was reached.
            Ok(_) | Err(_) => {
                return Well(said(context, "doctor.network", &[&one.source.name]));
            }
        }
    }
    match why {
        Some(why) => {
            Wrong(said(context, "doctor.network_down", &[&why.phrase().say(context.lang)]))
        }
        None => Well(said(context, "doctor.network_not_asked", &[])),
    }
}

/// A line for each text that was typed and not kept.
fn unkept(left: &[Left], context: &Context) -> Vec<Finding> {
    let finding = |left: &Left| {
        let path = left.path.display();
        let opens = match (About::parse(&left.name), IdeaId::parse(&left.name)) {
            (Some(About::Item(id)), _) => format!("jogan note {}", id.0),
            (Some(About::Story(id)), _) => format!("jogan note --story {}", id.0),
            (Some(About::Day(day)), _) => format!("jogan note --day {day}"),
            (None, Some(id)) if id.key().is_none() => format!("jogan idea edit {}", id.0),
            (None, Some(_)) => return Wrong(said(context, "draft.left_new", &[&path])),
            (None, None) => return Wrong(said(context, "draft.left_unknown", &[&path])),
        };
        Wrong(said(context, "draft.left", &[&path, &opens]))
    };
    left.iter().map(finding).collect()
}

/// What a later version of the shipped list has brought.
fn new_sources(store: &Store, context: &Context) -> Option<Finding> {
    const NAMED: usize = 8;
    let new = super::lists::new_and_off(store).ok().filter(|new| !new.is_empty())?;
    let mut names: Vec<&str> = new.iter().take(NAMED).map(|id| id.0.as_str()).collect();
    if new.len() > NAMED {
        names.push("…");
    }
    Some(Noted(said(context, "doctor.sources_new", &[&new.len(), &names.join(", ")])))
}

/// A line for each reader server that is followed.
fn accounts(store: &Store, context: &Context) -> Vec<Finding> {
    let finding = |one: &AccountHealth| {
        let text = servers::finding(one, context);
        if one.is_trouble() { Wrong(text) } else { Well(text) }
    };
    match servers::health(store, context) {
        Ok(all) => all.iter().map(finding).collect(),
        Err(error) => vec![Wrong(failed::told(&error, context.lang))],
    }
}

/// A line for all that are well, and one for each that is not.
fn sources(health: &[Health], context: &Context) -> Vec<Finding> {
    let mut findings = Vec::new();
    let (mut well, mut unvisited) = (0_usize, 0_usize);
    let why = |one: &Health| {
        one.state.last_error.as_ref().map_or_else(String::new, |why| why.say(context.lang))
    };
    for one in health {
        let (id, name) = (&one.source.id, &one.source.name);
        match one.condition(context.now) {
            Condition::Off => {}
            Condition::Unvisited => unvisited += 1,
            Condition::Well => well += 1,
            Condition::Gone => {
                findings.push(Wrong(said(context, "doctor.source_gone", &[id, name])));
            }
            Condition::Failing => {
                let why = why(one);
                findings.push(Wrong(said(context, "doctor.source_failing", &[id, &why])));
            }
            Condition::Dead => {
                let why = why(one);
                findings.push(Wrong(said(context, "doctor.source_dead", &[id, &why])));
            }
            Condition::Silent => {
                findings.push(Wrong(said(context, "doctor.source_silent", &[id, name])));
            }
        }
    }
    findings.insert(0, Well(said(context, "doctor.sources", &[&well, &unvisited])));
    findings
}
