//! `jogan account`: reader servers that are followed.

use std::io::Write as _;

use anyhow::{anyhow, bail};
use clap::{Args, Subcommand};
use serde::Serialize;

use super::failed::{Failed, OrSay as _, failed};
use super::servers::{ReportJson, fetcher, health, named, state, tell};
use super::stopping::Heeding;
use super::{Context, Outcome, bar, network, output};
use crate::config;
use crate::lang::say;
use crate::library;
use crate::model::account::{ACCOUNT, AccountHealth, Protocol, STREAM, Secret, Waiting};
use crate::model::{Account, Moment, Network, Source, SyncReport};
use crate::runtime::log;
use crate::store::Keeper;
use crate::sync::{self, Failure, Pass, SyncError, Wishes};
use crate::text::{address, width};
use crate::{sources, text};

/// What an address ends in where `FreshRSS` answers; its own settings page tells it without.
const INTERFACE: &str = "/api/greader.php";

/// Reader servers that are followed: add, list, sync, outbox, remove
#[derive(Debug, Args)]
pub(super) struct Arguments {
    #[command(subcommand)]
    what: What,
}

#[derive(Debug, Subcommand)]
enum What {
    Add(Add),
    /// How the accounts are
    List {
        /// One JSON document
        #[arg(long)]
        json: bool,
    },
    Sync(Sync),
    Outbox(Outbox),
    Remove(Remove),
}

/// Follow a server: try the login, say what is there, and write it into the config file
#[derive(Debug, Args)]
struct Add {
    /// Where its interface begins, such as rss.example.org/api/greader.php
    url: String,
    /// Who logs in
    #[arg(long, default_value = "")]
    user: String,
    /// The password, or where it is to be had: cmd:COMMAND or env:NAME
    #[arg(long, required_unless_present = "token")]
    password: Option<String>,
    /// An access token instead, or where it is to be had
    #[arg(long, conflicts_with = "password")]
    token: Option<String>,
    /// Its name [default: made of its host]
    #[arg(long)]
    name: Option<String>,
    /// greader or fever [default: fever where the address says so]
    #[arg(long, value_parser = protocol)]
    kind: Option<Protocol>,
    /// Let name and password go unencrypted over the internet
    #[arg(long)]
    insecure: bool,
}

/// Bring accounts in step now
#[derive(Debug, Args)]
struct Sync {
    /// Names of accounts; all of them where none is given
    names: Vec<String>,
    /// Compare everything
    #[arg(long)]
    full: bool,
    /// Only send what waits
    #[arg(long, conflicts_with_all = ["pull", "full", "accept"])]
    push: bool,
    /// Only look what is there
    #[arg(long)]
    pull: bool,
    /// Let go of feeds that the server has no more, however many
    #[arg(long)]
    accept: bool,
    /// One JSON document
    #[arg(long)]
    json: bool,
}

/// The marks that wait for a server, and since when
#[derive(Debug, Args)]
struct Outbox {
    /// Name of an account; all of them where none is given
    name: Option<String>,
    /// Let them go: the items stay as they are here until the server says otherwise
    #[arg(long)]
    drop: bool,
    /// One JSON document
    #[arg(long)]
    json: bool,
}

/// Follow a server no longer; the server stays as it is
#[derive(Debug, Args)]
struct Remove {
    /// Name of the account
    name: String,
    /// Visit its feeds from here (the default)
    #[arg(long)]
    keep: bool,
    /// Remove its sources; what is starred or noted of them stays
    #[arg(long, conflicts_with = "keep")]
    drop: bool,
}

fn protocol(text: &str) -> Result<Protocol, String> {
    [Protocol::Greader, Protocol::Fever]
        .into_iter()
        .find(|kind| kind.name() == text)
        .ok_or_else(|| "the kinds are greader and fever".into())
}

pub(super) fn run(arguments: &Arguments, context: &Context) -> anyhow::Result<Outcome> {
    match &arguments.what {
        What::Add(arguments) => add(arguments, context),
        What::List { json } => list(*json, context),
        What::Sync(arguments) => synchronise(arguments, context),
        What::Outbox(arguments) => outbox(arguments, context),
        What::Remove(arguments) => remove(arguments, context),
    }
}

fn add(arguments: &Add, context: &Context) -> anyhow::Result<Outcome> {
    let fetcher = fetcher(context)?;
    let url = arguments.url.trim().trim_end_matches('/');
    let is_fever = url.contains("fever");
    let kind = arguments.kind.unwrap_or(if is_fever { Protocol::Fever } else { Protocol::Greader });
    let is_taken = |name: &str| context.config.account.iter().any(|one| one.name == name);
    let host = address::host(url).unwrap_or("home").to_owned();
    let name = arguments.name.clone().unwrap_or_else(|| {
        let name: String = sources::slug(&host).chars().take(30).collect();
        (1..100)
            .map(|n| if n == 1 { name.clone() } else { format!("{name}-{n}") })
            .find(|name| !is_taken(name))
            .unwrap_or(name)
    });
    let mut account = Account::new(name, kind, url);
    account.user.clone_from(&arguments.user);
    account.password = arguments.password.clone().map(Secret);
    account.token = arguments.token.clone().map(Secret);
    account.insecure = arguments.insecure;
    // Whatever is wrong with the settings is said before anybody is asked.
    let mut all = context.config.clone();
    all.account.push(account.clone());
    config::check_accounts(&all.account).map_err(Failed::of)?;
    let every = context.reading()?.every_source()?;
    let longer = format!("{}{INTERFACE}", url.trim_end_matches(INTERFACE));
    let mut trial = network::wait(sync::try_account(
        &fetcher,
        &context.data_dir,
        &account,
        &every,
        context.now,
    ))?;
    let is_elsewhere =
        matches!(trial, Err(Failure::Odd | Failure::Status { code: 404 | 405 | 501, .. }));
    if is_elsewhere && kind == Protocol::Greader && url != longer {
        account.url = longer;
        let again = sync::try_account(&fetcher, &context.data_dir, &account, &every, context.now);
        match network::wait(again)? {
            Err(Failure::Odd | Failure::Status { .. }) => url.clone_into(&mut account.url),
            other => trial = other,
        }
    }
    let trial = trial.map_err(|failure| {
        sync::forget(&context.data_dir, &account.name);
        // Nothing was written: there is no config file to correct, and some servers want a token.
        anyhow!(match failure {
            Failure::Refused => {
                say(context.lang, "account.failed.refused_now", &[&host]).into_owned()
            }
            other => other.phrase(&account.name).say(context.lang),
        })
    })?;
    config::add_account(&context.config_path, &account)?;
    let facts: [&dyn std::fmt::Display; 5] =
        [&account.name, &host, &trial.feeds, &trial.unread, &trial.starred];
    let mut said = format!("{}\n", say(context.lang, "account.added", &facts));
    if !trial.taken_over.is_empty() {
        let ids: Vec<&str> = trial.taken_over.iter().map(|id| id.0.as_str()).collect();
        let line = say(context.lang, "account.takes_over", &[&ids.len(), &ids.join(", ")]);
        said += &format!("{line}\n");
    }
    output::print(&said)?;
    Ok(Outcome::Done)
}

#[derive(Debug, Serialize)]
struct HealthJson<'a> {
    account: &'a str,
    host: &'a str,
    state: &'static str,
    waiting: u32,
    set_aside: u32,
    feeds: u32,
    unread: u32,
    wanted: u32,
    last_success: Option<Moment>,
    last_full: Option<Moment>,
    next_due: Option<Moment>,
    failing_since: Option<Moment>,
    calls_left: Option<u32>,
    error: Option<String>,
}

fn list(json: bool, context: &Context) -> anyhow::Result<Outcome> {
    let all = health(&context.reading()?, context)?;
    if json {
        let shapes: Vec<HealthJson<'_>> = all
            .iter()
            .map(|one| HealthJson {
                account: &one.name,
                host: &one.host,
                state: one.state.memory.condition.name(),
                waiting: one.waiting,
                set_aside: one.set_aside,
                feeds: one.feeds,
                unread: one.unread,
                wanted: one.wanted,
                last_success: one.state.last_success,
                last_full: one.state.last_full,
                next_due: one.state.next_due,
                failing_since: one.state.failing_since,
                calls_left: one.state.quota.at(context.now).left(),
                error: one.state.last_error.as_ref().map(|error| error.say(context.lang)),
            })
            .collect();
        output::print_json(&shapes)?;
        return Ok(Outcome::Done);
    }
    let lines: String = all.iter().map(|one| line(one, context)).collect();
    output::print(&lines)?;
    Ok(Outcome::Done)
}

fn line(one: &AccountHealth, context: &Context) -> String {
    let last = one.state.last_success.map(|then| output::age(then, context));
    let waiting = say(context.lang, "account.waiting", &[&one.waiting]);
    let feeds = say(context.lang, "account.holds", &[&one.feeds, &one.unread]);
    let mut line = format!(
        "⇄ {} {} {} {} {} {}\n",
        width::pad(&one.name, 14),
        width::pad(&one.host, 24),
        width::pad(&state(one, context.lang, context.now), 24),
        width::pad(&feeds, 24),
        width::pad(&waiting, 12),
        last.unwrap_or_else(|| "-".to_owned()),
    );
    if let Some(error) = &one.state.last_error {
        line += &format!("    {}\n", text::clean::line(&error.say(context.lang), 500));
    }
    line
}

fn synchronise(arguments: &Sync, context: &Context) -> anyhow::Result<Outcome> {
    let fetcher = fetcher(context)?;
    let accounts: Vec<&Account> = if arguments.names.is_empty() {
        context.config.account.iter().collect()
    } else {
        arguments.names.iter().map(|name| named(context, name)).collect::<Result<_, _>>()?
    };
    if accounts.is_empty() {
        bail!(failed("account.none", &[]));
    }
    let _heeding = Heeding::begin(context.lang);
    let keeper = Keeper::start(context.newsroom()?).or_say("failed.program.thread", &[])?;
    log::start(&context.data_dir);
    let pass =
        Pass { keeper: &keeper, fetcher: &fetcher, data_dir: &context.data_dir, now: context.now };
    let wishes = Wishes {
        full: arguments.full,
        push: !arguments.pull,
        pull: !arguments.push,
        accept: arguments.accept,
        asked: true,
    };
    let shown = std::io::IsTerminal::is_terminal(&std::io::stderr());
    let reports = network::wait_unless_stopped(async {
        let mut reports = Vec::new();
        for account in accounts {
            let left = |left: usize| {
                if shown {
                    // A number that cannot be drawn is missed by nobody.
                    let _ = write!(std::io::stderr(), "\r\u{1b}[K{} {left}", account.name);
                }
            };
            let report = sync::pass(&pass, account, wishes, left).await?;
            if shown {
                let _ = write!(std::io::stderr(), "\r\u{1b}[K");
            }
            tell(&report, context);
            reports.push(report);
        }
        Ok::<_, SyncError>(reports)
    })?;
    let Some(reports) = reports.transpose()? else {
        bar::erase();
        bail!(failed("stopped.accounts", &[]));
    };
    if arguments.json {
        let shapes: Vec<ReportJson> =
            reports.iter().map(|report| ReportJson::of(report, context.lang)).collect();
        output::print_json(&shapes)?;
    } else {
        let line = |report: &SyncReport| format!("{}\n", sync::told(report).say(context.lang));
        output::print(&reports.iter().map(line).collect::<String>())?;
    }
    let missed = reports.iter().filter(|report| !report.ok).count();
    match missed {
        0 => Ok(Outcome::Done),
        _ if missed == reports.len() => {
            bail!(failed("account.all_failed", &[]))
        }
        _ => Ok(Outcome::InPart),
    }
}

#[derive(Debug, Serialize)]
struct WaitingJson<'a> {
    account: &'a str,
    item: Option<i64>,
    title: Option<String>,
    mark: String,
    on: bool,
    since: Moment,
    sent: bool,
    tries: u32,
    set_aside: bool,
}

fn outbox(arguments: &Outbox, context: &Context) -> anyhow::Result<Outcome> {
    let mut store = if arguments.drop { context.store()? } else { context.reading()? };
    let names: Vec<String> = match &arguments.name {
        Some(name) => vec![name.clone()],
        None => store.account_health()?.into_iter().map(|one| one.name).collect(),
    };
    let mut shapes = Vec::new();
    for name in &names {
        let rows = store.waiting(name)?;
        if arguments.drop {
            let rows: Vec<i64> = rows.iter().map(|row| row.no).collect();
            store.drop_waiting(&rows)?;
            let said = say(context.lang, "account.dropped", &[name, &rows.len()]);
            output::print(&format!("{said}\n"))?;
            continue;
        }
        for row in &rows {
            let title = match row.item {
                Some(item) => Some(library::whole(&store, item, context.now)?.row.title),
                None => None,
            };
            if arguments.json {
                shapes.push(shape(name, row, title));
            } else {
                output::print(&waiting_line(name, row, title, context))?;
            }
        }
    }
    if arguments.json && !arguments.drop {
        output::print_json(&shapes)?;
    }
    Ok(Outcome::Done)
}

fn shape<'a>(account: &'a str, row: &Waiting, title: Option<String>) -> WaitingJson<'a> {
    WaitingJson {
        account,
        item: row.item.map(|item| item.0),
        title,
        mark: row.mark.key(),
        on: row.on,
        since: row.queued,
        sent: row.sent,
        tries: row.tries,
        set_aside: row.is_set_aside(),
    }
}

fn waiting_line(account: &str, row: &Waiting, title: Option<String>, context: &Context) -> String {
    let sign = if row.on { '+' } else { '-' };
    let state = if row.is_set_aside() {
        "account.row.set_aside"
    } else if row.sent {
        "account.row.sent"
    } else {
        "account.row.waiting"
    };
    format!(
        "{} {:>6} {sign}{} {} {}  {}\n",
        width::pad(account, 14),
        row.item.map(|item| item.0).unwrap_or_default(),
        width::pad(&text::clean::line(&row.mark.key(), 40), 12),
        width::pad(&say(context.lang, state, &[]), 14),
        width::pad(&output::age(row.queued, context), 6),
        title.unwrap_or_default(),
    )
}

fn remove(arguments: &Remove, context: &Context) -> anyhow::Result<Outcome> {
    let mut store = context.store()?;
    let name = &arguments.name;
    let carried: Vec<Source> = store
        .sources()?
        .into_iter()
        .filter(|source| source.options.get(ACCOUNT) == Some(name))
        .collect();
    let is_known = store.account_health()?.iter().any(|one| one.name == *name);
    let was_there = config::remove_account(&context.config_path, name)?;
    if !was_there && !is_known {
        named(context, name)?;
    }
    for source in &carried {
        if arguments.drop {
            store.remove_source(&source.id)?;
        } else {
            let mut own = source.clone();
            own.options.remove(ACCOUNT);
            own.options.remove(STREAM);
            // Its address came from the server: a name leads out in public only.
            let network = own.place().and_then(address::network).unwrap_or(Network::Public);
            store.put_sources_on(&[own], Some(network))?;
        }
    }
    store.forget_account(name)?;
    sync::forget(&context.data_dir, name);
    let key = if arguments.drop { "account.removed_dropped" } else { "account.removed" };
    output::print(&format!("{}\n", say(context.lang, key, &[name, &carried.len()])))?;
    Ok(Outcome::Done)
}
