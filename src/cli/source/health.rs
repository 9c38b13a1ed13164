//! `jogan source health`: which source is well and which is not.

use clap::Args;
use serde::Serialize;

use super::{Context, Outcome, output};
use crate::lang::say;
use crate::model::{Health, Moment};
use crate::text::width;

/// How the sources have been doing
#[derive(Debug, Args)]
pub(super) struct Arguments {
    /// One JSON document
    #[arg(long)]
    json: bool,
}

#[derive(Debug, Serialize)]
struct HealthJson<'a> {
    source: &'a str,
    name: &'a str,
    enabled: bool,
    state: &'static str,
    last_success: Option<Moment>,
    last_attempt: Option<Moment>,
    last_new: Option<Moment>,
    last_error: &'a Option<String>,
    failures: u32,
    next_due: Option<Moment>,
    items: u32,
    new_in_week: u32,
    share_read: f64,
}

pub(super) fn run(arguments: &Arguments, context: &Context) -> anyhow::Result<Outcome> {
    let all = context.store()?.health(context.now)?;
    if arguments.json {
        let shapes: Vec<_> = all.iter().map(|one| shape(one, context.now)).collect();
        output::print_json(&shapes)?;
        return Ok(Outcome::Done);
    }
    let mut lines = String::new();
    for one in all.iter().filter(|one| one.source.enabled) {
        let state = one.condition(context.now);
        let said = say(context.lang, &format!("health.{}", state.name()), &[]);
        let age = |moment: Option<Moment>| {
            moment.map_or_else(|| "-".to_owned(), |moment| output::age(moment, context))
        };
        lines += &format!(
            "{} {} {} {} {} {:>5}  {}\n",
            state.mark(),
            width::pad(&one.source.id.0, 28),
            width::pad(&said, 12),
            width::pad(&age(one.state.last_success), 8),
            width::pad(&age(one.state.last_new), 8),
            one.new_in_week,
            one.state.last_error.as_deref().unwrap_or_default(),
        );
    }
    output::print(&lines)?;
    Ok(Outcome::Done)
}

fn shape(one: &Health, now: Moment) -> HealthJson<'_> {
    HealthJson {
        source: &one.source.id.0,
        name: &one.source.name,
        enabled: one.source.enabled,
        state: one.condition(now).name(),
        last_success: one.state.last_success,
        last_attempt: one.state.last_attempt,
        last_new: one.state.last_new,
        last_error: &one.state.last_error,
        failures: one.state.failures,
        next_due: one.state.next_due,
        items: one.items,
        new_in_week: one.new_in_week,
        share_read: if one.items == 0 { 0.0 } else { f64::from(one.read) / f64::from(one.items) },
    }
}
