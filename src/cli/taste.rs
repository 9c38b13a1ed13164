//! `jogan taste`: what was learnt of the reader's taste, and forgetting it.

use clap::{Args, Subcommand};
use serde::Serialize;

use super::stopping::{Heeding, saying};
use super::{Context, Outcome, output};
use crate::desk;
use crate::lang::{self, Lang, say};
use crate::model::{Learnt, Liking, LikingOf, Moment, Seen};
use crate::newsroom::Newsroom;

/// Tell what is learnt of your taste from stars, reads and what you pass over, or forget it
#[derive(Debug, Args)]
#[command(args_conflicts_with_subcommands = true)]
pub(super) struct Arguments {
    #[command(subcommand)]
    what: Option<What>,
    /// How many terms at most for each side; 0 for all
    #[arg(long, value_name = "N", default_value_t = 20)]
    limit: usize,
    /// One JSON document
    #[arg(long)]
    json: bool,
}

#[derive(Debug, Subcommand)]
enum What {
    /// Forget it: only marks made from now on count
    Reset,
}

/// It as JSON.
#[derive(Debug, Serialize)]
struct Printed {
    examples: Seen,
    enough: bool,
    since: Option<Moment>,
    r#for: Vec<PrintedLiking>,
    against: Vec<PrintedLiking>,
}

#[derive(Debug, Serialize)]
struct PrintedLiking {
    of: LikingOf,
    name: String,
    weight: f64,
    #[serde(flatten)]
    seen: Seen,
}

impl PrintedLiking {
    fn of(liking: &Liking, lang: Lang) -> PrintedLiking {
        let Liking { of, name, weight, seen } = liking;
        let (of, seen, weight) = (*of, *seen, (weight * 100.0).round() / 100.0);
        PrintedLiking { of, name: lang::name_in(lang, name).to_owned(), weight, seen }
    }
}

pub(super) fn run(arguments: &Arguments, context: &Context) -> anyhow::Result<Outcome> {
    let _heeding = arguments.what.as_ref().map(|_| Heeding::begin(context.lang));
    let mut newsroom = context.newsroom()?;
    if let Some(What::Reset) = arguments.what {
        let forget = |newsroom: &mut Newsroom| newsroom.forget_taste(context.now);
        let judged = context
            .judging(&mut newsroom, None, forget)
            .map_err(|error| saying(error, "stopped.judging", &[]))? as u64;
        output::print(&format!("{}\n", lang::count(context.lang, "taste.reset", judged, &[])))?;
        return Ok(Outcome::Done);
    }
    let since = newsroom.store.taste_forgotten()?;
    let learnt = newsroom.taste()?;
    let limit = if arguments.limit == 0 { usize::MAX } else { arguments.limit };
    if arguments.json {
        let lang = context.lang;
        let [liked, against] = desk::sides(learnt, limit)
            .map(|side| side.into_iter().map(|one| PrintedLiking::of(one, lang)).collect());
        let (examples, enough) = (learnt.examples, learnt.is_enough);
        output::print_json(&Printed { examples, enough, since, r#for: liked, against })?;
    } else {
        output::print(&table(learnt, since, limit, context))?;
    }
    Ok(Outcome::Done)
}

fn table(learnt: &Learnt, since: Option<Moment>, limit: usize, context: &Context) -> String {
    let lang = context.lang;
    let counts = |key: &str, seen: Seen| {
        say(lang, key, &[&seen.starred, &seen.read, &seen.skipped]).into_owned()
    };
    let key = if learnt.is_enough { "taste.learnt" } else { "taste.too_little" };
    let mut text = format!("{}\n", counts(key, learnt.examples));
    if let Some(since) = since {
        let day = context.zone.day_of(since);
        text.push_str(&format!("{}\n", say(lang, "taste.since", &[&day])));
    }
    let headings = ["taste.for", "taste.against"];
    for (heading, side) in headings.into_iter().zip(desk::sides(learnt, limit)) {
        if !side.is_empty() {
            text.push_str(&format!("\n{}\n", say(lang, heading, &[])));
        }
        for liking in side {
            let name = lang::name_in(lang, &liking.name);
            let name = match liking.of {
                LikingOf::Word | LikingOf::Name => name.to_owned(),
                LikingOf::Source => say(lang, "taste.source", &[&name]).into_owned(),
            };
            let seen = counts("taste.seen", liking.seen);
            text.push_str(&format!("{:>+6.2}  {name}  ({seen})\n", liking.weight));
        }
    }
    text
}
