//! `jogan trends`: what is talked about more than usual.

use clap::Args;

use super::{Context, Outcome, output};
use crate::app::terms::name_of_term;
use crate::desk::trends;
use crate::lang::{self, say};
use crate::library;
use crate::model::{Day, EditionWindow, Trending};

/// Tell what is talked about more than usual
#[derive(Debug, Args)]
pub(super) struct Arguments {
    /// A calendar day: YYYY-MM-DD, today or yesterday [default: the current edition]
    #[arg(long, value_name = "D")]
    day: Option<String>,
    /// How many terms at most; 0 for all
    #[arg(long, value_name = "N", default_value_t = 20)]
    limit: usize,
    /// One JSON document
    #[arg(long)]
    json: bool,
}

pub(super) fn run(arguments: &Arguments, context: &Context) -> anyhow::Result<Outcome> {
    let store = context.reading()?;
    let window = match &arguments.day {
        Some(day) => {
            let day = context.day(day)?;
            EditionWindow::of_days(day, day, context.zone, context.now)
        }
        None => context.edition(None, &store)?,
    };
    let day = window.day;
    let limit = if arguments.limit == 0 { usize::MAX } else { arguments.limit };
    let (lexicon, clock) = (context.lexicon()?, context.clock());
    let trending = library::talked_of(&store, &lexicon, &window, clock, Some(limit))?;
    if arguments.json {
        output::print_json(&trending.terms)?;
    } else {
        if trending.terms.is_empty() {
            output::complain(&say(context.lang, "nothing.trends", &[&day]));
        }
        output::print(&table(&trending, day, context))?;
    }
    Ok(Outcome::Done)
}

fn table(trending: &Trending, day: Day, context: &Context) -> String {
    let days = u64::from(trending.days_collected);
    let mut text = format!("{}\n", lang::count(context.lang, "trends.collected", days, &[]));
    if let Some(told) = trending.day.filter(|told| *told != day) {
        text.push_str(&format!("{}\n", say(context.lang, "trends.day_before", &[&day, &told])));
    }
    for trend in &trending.terms {
        let state = say(context.lang, &format!("trends.{}", trend.state.name()), &[]);
        let line = format!(
            "{:>6.1}  {}  {:>4}  {}  {}\n",
            trend.score,
            trends::sparkline(&trend.series),
            trend.count,
            state,
            name_of_term(context.lang, trend)
        );
        text.push_str(&line);
    }
    text
}
