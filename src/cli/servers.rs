//! What several subcommands share about reader servers.

use anyhow::bail;
use serde::Serialize;

use super::failed::failed;
use super::{Context, output};
use crate::fetch::{Fetcher, Policy};
use crate::lang::{Lang, say};
use crate::model::account::{AccountCondition, AccountHealth};
use crate::model::{Account, Moment, SyncReport};
use crate::store::Store;
use crate::sync;

/// The account of that name.
pub(super) fn named<'a>(context: &'a Context, name: &str) -> anyhow::Result<&'a Account> {
    context.config.account.iter().find(|account| account.name == name).ok_or_else(|| {
        let known: Vec<&str> =
            context.config.account.iter().map(|account| account.name.as_str()).collect();
        failed("account.unknown", &[&name, &known.join(", ")])
    })
}

/// What asks reader servers.
pub(super) fn fetcher(context: &Context) -> anyhow::Result<Fetcher> {
    if context.offline {
        bail!(failed("account.offline", &[]));
    }
    Ok(Fetcher::new(Policy::for_accounts()))
}

/// All accounts, of the config file and of the store.
pub(super) fn health(store: &Store, context: &Context) -> anyhow::Result<Vec<AccountHealth>> {
    Ok(sync::health(store.account_health()?, &context.config.account))
}

/// How an account is, in a few words.
pub(super) fn state(one: &AccountHealth, lang: Lang, now: Moment) -> String {
    one.phrase(now).say(lang)
}

/// How a pass went, as JSON.
#[derive(Debug, Serialize)]
pub(super) struct ReportJson {
    account: String,
    ok: bool,
    sent: usize,
    waiting: usize,
    refused: usize,
    feeds: usize,
    new: usize,
    updated: usize,
    read: usize,
    unread: usize,
    starred: usize,
    unstarred: usize,
    gone: usize,
    calls: usize,
    calls_left: Option<u32>,
    bytes_in: u64,
    bytes_out: u64,
    seconds: f64,
    error: Option<String>,
}

impl ReportJson {
    pub(super) fn of(report: &SyncReport, lang: Lang) -> ReportJson {
        ReportJson {
            account: report.account.clone(),
            ok: report.ok,
            sent: report.sent,
            waiting: report.waiting,
            refused: report.refused,
            feeds: report.feeds,
            new: report.new,
            updated: report.updated,
            read: report.read,
            unread: report.unread,
            starred: report.starred,
            unstarred: report.unstarred,
            gone: report.gone,
            calls: report.calls,
            calls_left: report.calls_left,
            bytes_in: report.bytes_in,
            bytes_out: report.bytes_out,
            seconds: report.seconds,
            error: report.error.as_ref().map(|error| error.say(lang)),
        }
    }
}

/// Says how a pass went: on stderr what went wrong.
pub(super) fn tell(report: &SyncReport, context: &Context) {
    if let Some(error) = &report.error {
        output::complain(&format!("{}: {}", report.account, error.say(context.lang)));
    }
}

/// A word on how an account is and what to do, for the doctor.
pub(super) fn finding(one: &AccountHealth, context: &Context) -> String {
    if !one.configured {
        return say(context.lang, "account.left_over", &[&one.name]).into_owned();
    }
    let state = state(one, context.lang, context.now);
    let advice = match (&one.state.last_error, one.state.memory.condition) {
        (Some(error), _) => error.say(context.lang),
        (None, AccountCondition::New) => say(context.lang, "account.new_advice", &[]).into_owned(),
        (
            None,
            AccountCondition::Well
            | AccountCondition::FirstSync
            | AccountCondition::Offline
            | AccountCondition::PasswordRefused
            | AccountCondition::Quota
            | AccountCondition::Doubtful
            | AccountCondition::ServerError,
        ) => say(context.lang, "account.holds", &[&one.feeds, &one.unread]).into_owned(),
    };
    let mut said = format!("⇄ {} ({}): {state}; {advice}", one.name, one.host);
    if one.set_aside > 0 {
        said +=
            &format!("; {}", say(context.lang, "account.set_aside", &[&one.set_aside, &one.name]));
    }
    said
}
