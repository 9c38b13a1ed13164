//! `jogan source health`: which source is well and which is not.

use clap::Args;
use serde::Serialize;

use super::{Context, Outcome, output};
use crate::lang::{Lang, say};
use crate::model::source::Next;
use crate::model::{Condition, Health, Moment};
use crate::text::{width, wrap};

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
    last_error: Option<String>,
    failing_since: Option<Moment>,
    failures: u32,
    next_due: Option<Moment>,
    items: u32,
    new_in_week: u32,
    share_read: f64,
}

pub(super) fn run(arguments: &Arguments, context: &Context) -> anyhow::Result<Outcome> {
    let all = context.reading()?.health(context.now)?;
    if arguments.json {
        let shapes: Vec<_> = all.iter().map(|one| shape(one, context)).collect();
        output::print_json(&shapes)?;
        return Ok(Outcome::Done);
    }
    // What the reader turned off is left out, what is gone is not.
    let is_shown = |one: &&Health| one.condition(context.now) != Condition::Off;
    let mut shown: Vec<&Health> = all.iter().filter(is_shown).collect();
    shown.sort_by_key(|one| (one.condition(context.now), &one.source.id));
    let heads = ["source", "state", "answered", "news", "week", "read", "due", "error"]
        .map(|head| say(context.lang, &format!("health.head.{head}"), &[]).into_owned());
    let mut lines =
        format!("  {}\n", output::styled(output::Look::Strong, columns(&heads).trim_end()));
    for one in shown {
        lines += &format!("{} {}\n", one.condition(context.now).mark(), row(one, context));
    }
    output::print(&lines)?;
    Ok(Outcome::Done)
}

/// Cells of each column but the last, which takes what is left of the line.
const WIDTHS: [usize; 7] = [28, 12, 9, 9, 5, 5, 9];

/// Fewest cells of the last column: on a narrow terminal it goes below its row instead.
const LEAST: usize = 40;

/// Most lines that an error takes.
const MOST_LINES: usize = 4;

/// Columns of one width in every line.
fn columns(cells: &[String]) -> String {
    let wides = WIDTHS.into_iter().chain(std::iter::repeat(0));
    cells
        .iter()
        .zip(wides)
        .map(|(cell, wide)| width::pad(cell, wide.max(width::width(cell))) + " ")
        .collect()
}

/// A source's row, its error folded into its column.
fn row(one: &Health, context: &Context) -> String {
    let line = columns(&cells(one, context));
    let error = error(one, context.lang);
    if error.is_empty() {
        return line.trim_end().to_owned();
    }
    // The sign before the row and a blank.
    let (before, all) = (width::width(&line) + 2, output::columns());
    let (indent, room) = match all.checked_sub(before).filter(|room| *room >= LEAST) {
        Some(room) => (before, room),
        None => (4, all.saturating_sub(4)),
    };
    let below = format!("\n{}", " ".repeat(indent));
    let folded = wrap::paragraph(&error, room, MOST_LINES).join(&below);
    if indent == before { line + &folded } else { line.trim_end().to_owned() + &below + &folded }
}

fn cells(one: &Health, context: &Context) -> [String; 7] {
    let state = &one.state;
    let age = |moment: Option<Moment>| {
        moment.map_or_else(|| "-".to_owned(), |moment| output::age(moment, context))
    };
    [
        one.source.id.0.clone(),
        say(context.lang, &format!("health.{}", one.condition(context.now).name()), &[])
            .into_owned(),
        age(state.last_success),
        age(state.last_new),
        one.new_in_week.to_string(),
        format!("{:.0}%", one.share_read() * 100.0),
        match one.next_visit(context.now) {
            Next::Never if one.source.enabled && one.carried_by().is_some() => {
                format!("⇄ {}", one.carried_by().unwrap_or_default())
            }
            Next::Never => "-".to_owned(),
            Next::Now => say(context.lang, "health.now", &[]).into_owned(),
            // As long from now as an age is back from now.
            Next::At(due) => output::age(context.now - (due - context.now), context),
        },
    ]
}

/// What went wrong, how often, and what to do.
fn error(one: &Health, lang: Lang) -> String {
    let state = &one.state;
    let Some(error) = &state.last_error else { return String::new() };
    let error = error.say(lang);
    if state.failures > 1 { format!("×{} {error}", state.failures) } else { error }
}

fn shape<'a>(one: &'a Health, context: &Context) -> HealthJson<'a> {
    HealthJson {
        source: &one.source.id.0,
        name: &one.source.name,
        enabled: one.source.enabled,
        state: one.condition(context.now).name(),
        last_success: one.state.last_success,
        last_attempt: one.state.last_attempt,
        last_new: one.state.last_new,
        last_error: one.state.last_error.as_ref().map(|error| error.say(context.lang)),
        failing_since: one.state.failing_since,
        failures: one.state.failures,
        next_due: one.state.next_due,
        items: one.items,
        new_in_week: one.new_in_week,
        share_read: one.share_read(),
    }
}
