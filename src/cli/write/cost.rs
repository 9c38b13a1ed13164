//! `jogan write cost`: calls and tokens by day and model.

use chrono::Days;
use clap::Args;
use serde::Serialize;

use crate::cli::{Context, Outcome, output};
use crate::lang::say;

/// Calls and tokens by day and model
#[derive(Debug, Args)]
pub(super) struct Arguments {
    /// How many days, today included
    #[arg(long, value_name = "N", default_value_t = 30)]
    days: u32,
    /// One JSON document
    #[arg(long)]
    json: bool,
}

#[derive(Debug, Serialize)]
struct DayJson {
    day: String,
    model: String,
    calls: u64,
    tokens_in: u64,
    tokens_out: u64,
}

pub(super) fn run(arguments: &Arguments, context: &Context) -> anyhow::Result<Outcome> {
    let today = context.zone.day_of(context.now);
    let back = Days::new(u64::from(arguments.days.saturating_sub(1)));
    let since = today.checked_sub_days(back).unwrap_or(today);
    let spent = context.reading()?.writing_since(since)?;
    if arguments.json {
        let days: Vec<DayJson> = spent
            .into_iter()
            .map(|day| DayJson {
                day: day.day,
                model: day.model,
                calls: day.calls,
                tokens_in: day.tokens_in,
                tokens_out: day.tokens_out,
            })
            .collect();
        output::print_json(&days)?;
        return Ok(Outcome::Done);
    }
    let mut text = String::new();
    for day in &spent {
        let facts: [&dyn std::fmt::Display; 5] =
            [&day.day, &day.model, &day.calls, &day.tokens_in, &day.tokens_out];
        text.push_str(&say(context.lang, "write.cost", &facts));
        text.push('\n');
    }
    if spent.is_empty() {
        text = format!("{}\n", say(context.lang, "write.no_cost", &[]));
    }
    output::print(&text)?;
    Ok(Outcome::Done)
}
