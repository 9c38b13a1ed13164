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
    let mut shown: Vec<&Health> = all.iter().filter(|one| one.source.enabled).collect();
    shown.sort_by_key(|one| (one.condition(context.now), &one.source.id));
    let heads = ["source", "state", "answered", "news", "week", "read", "due", "error"]
        .map(|head| say(context.lang, &format!("health.head.{head}"), &[]).into_owned());
    let mut lines = format!("  {}\n", output::styled("1", columns(&heads).trim_end()));
    for one in shown {
        let line = columns(&cells(one, context));
        lines += &format!("{} {}\n", one.condition(context.now).mark(), line.trim_end());
    }
    output::print(&lines)?;
    Ok(Outcome::Done)
}

/// Columns of one width in every line; the last takes what it needs.
fn columns(cells: &[String; 8]) -> String {
    const WIDTHS: [usize; 8] = [28, 12, 9, 9, 5, 5, 9, 0];
    cells
        .iter()
        .zip(WIDTHS)
        .map(|(cell, wide)| width::pad(cell, wide.max(width::width(cell))) + " ")
        .collect()
}

fn cells(one: &Health, context: &Context) -> [String; 8] {
    let state = &one.state;
    let age = |moment: Option<Moment>| {
        moment.map_or_else(|| "-".to_owned(), |moment| output::age(moment, context))
    };
    let error = match (&state.last_error, state.failures) {
        (None, _) => String::new(),
        (Some(error), 0 | 1) => error.clone(),
        (Some(error), failures) => format!("×{failures} {error}"),
    };
    [
        one.source.id.0.clone(),
        say(context.lang, &format!("health.{}", one.condition(context.now).name()), &[])
            .into_owned(),
        age(state.last_success),
        age(state.last_new),
        one.new_in_week.to_string(),
        format!("{:.0}%", one.share_read() * 100.0),
        // As long from now as an age is back from now.
        age(state.next_due.map(|due| context.now - (due - context.now))),
        error,
    ]
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
        share_read: one.share_read(),
    }
}
