//! `jogan list`: items, best first, those that a filter lets through.

use clap::{Args, ValueEnum};

use super::input::{due, filter, progress, tag_asked};
use super::{Context, Outcome, output};
use crate::filter::Filter;
use crate::lang::say;
use crate::library::{self, edition};
use crate::model::{Pane, Progress, Query, Sort, SourceId, StoryId};
use crate::store::Store;

/// List items, best first
#[derive(Debug, Args)]
pub(super) struct Arguments {
    /// A pane (research, companies, trends), or a filter as in the reader: `company:nvidia
    /// since:3d -starred author:li 논문`
    #[arg(value_name = "FILTER")]
    filter: Vec<String>,
    /// Only what was not read
    #[arg(long)]
    unread: bool,
    /// Only the reading list
    #[arg(long)]
    starred: bool,
    /// Only what stands so on the reading list: to-read, reading or done
    #[arg(long, value_parser = progress)]
    state: Option<Progress>,
    /// Only what stands on the reading list with this tag
    #[arg(long)]
    tag: Option<String>,
    /// Only what is due on the reading list up to this week: this, next or 2026-W10
    #[arg(long, value_name = "WEEK")]
    due: Option<String>,
    /// Only what has a note
    #[arg(long)]
    noted: bool,
    /// The stories of an edition in its own order: last, open, or its day [default: the current one]
    #[arg(long, value_name = "last|open|D", num_args = 0..=1,
        conflicts_with_all = ["day", "since", "until", "story"])]
    #[expect(clippy::option_option, reason = "absent, without a value, with one")]
    edition: Option<Option<String>>,
    /// Only this day: YYYY-MM-DD, today or yesterday
    #[arg(long, value_name = "D", conflicts_with_all = ["since", "until"])]
    day: Option<String>,
    /// Only from this day on
    #[arg(long, value_name = "D")]
    since: Option<String>,
    /// Only up to and with this day
    #[arg(long, value_name = "D")]
    until: Option<String>,
    /// Only this source
    #[arg(long, value_name = "ID")]
    source: Option<String>,
    /// Only the members of this story
    #[arg(long, value_name = "ID")]
    story: Option<i64>,
    /// The order
    #[arg(long, value_enum, default_value_t = Order::Score)]
    sort: Order,
    /// How many at most; 0 for all
    #[arg(long, value_name = "N", default_value_t = 50)]
    limit: usize,
    #[command(flatten)]
    form: output::Form,
}

#[derive(Debug, Clone, Copy, ValueEnum)]
enum Order {
    /// Best first
    Score,
    /// Newest first
    New,
    /// As put by hand, for the reading list
    Hand,
}

pub(super) fn run(arguments: &Arguments, context: &Context) -> anyhow::Result<Outcome> {
    let store = context.reading()?;
    let day = |text: &Option<String>| -> anyhow::Result<Option<crate::model::Day>> {
        Ok(text.as_ref().map(|text| context.day(text)).transpose()?)
    };
    let (since, until) = match day(&arguments.day)? {
        Some(day) => (Some(day), Some(day)),
        None => (day(&arguments.since)?, day(&arguments.until)?),
    };
    let source = match &arguments.source {
        Some(id) => Some(store.source(&SourceId(id.clone()))?.id),
        None => None,
    };
    let today = context.zone.day_of(context.now);
    let due = due(arguments.due.as_deref(), context)?;
    let (pane, words) = match arguments.filter.split_first() {
        Some((first, rest)) => match Pane::from_name(first) {
            Some(pane) => (Some(pane), rest),
            None => (None, arguments.filter.as_slice()),
        },
        None => (None, [].as_slice()),
    };
    let query = Query {
        pane,
        unread: arguments.unread,
        starred: arguments.starred,
        progress: arguments.state,
        tag: arguments.tag.as_deref().map(tag_asked),
        due,
        noted: arguments.noted,
        since: since.map(|day| context.zone.start_of(day)),
        until: until.map(|day| context.zone.end_of(day)),
        source,
        story: arguments.story.map(StoryId),
        sort: match arguments.sort {
            Order::Score => Sort::Score,
            Order::New => Sort::New,
            Order::Hand => Sort::Hand,
        },
        limit: (arguments.limit > 0).then_some(arguments.limit),
        ..Query::default()
    };
    let Filter { mut query, words } = filter(words, query, context)?;
    // What began today is a day, too, though nothing says where it ends.
    let began_today = query.since == Some(context.zone.start_of(today)) && query.until.is_none();
    if query.sort == Sort::Score && began_today {
        query.sort = Sort::Worth;
    }
    if let Some(named) = &arguments.edition {
        return of_edition(named.as_deref(), (query, &words), arguments, context, &store);
    }
    let rows = library::listed(&store, &query, &words, context.now)?;
    if rows.is_empty() && !arguments.form.is_json() {
        output::complain(&say(context.lang, "nothing.list", &[]));
    }
    output::print_rows(&rows, query.order(), arguments.form, &store, context)?;
    Ok(Outcome::Done)
}

/// The stories of an edition, each by the report that stands for it there: those that lead, then
/// pane by pane as the page has them.
fn of_edition(
    named: Option<&str>,
    (query, words): (Query, &str),
    arguments: &Arguments,
    context: &Context,
    store: &Store,
) -> anyhow::Result<Outcome> {
    let window = context.edition(named, store)?;
    let asked = context.asked(window, context.config.digest.minutes);
    let placed = edition::of(store, &*context.lexicon()?, &asked)?.placed();
    let rows = edition::listed(store, &placed, &query, words, context.now)?;
    if rows.is_empty() && !arguments.form.is_json() {
        let key = match (placed.is_empty(), window.is_ahead(context.now)) {
            (true, true) => "nothing.ahead",
            (true, false) => "nothing.edition",
            (false, _) => "nothing.list",
        };
        output::complain(&say(context.lang, key, &[&window.day]));
    }
    let order = if query.order() == Sort::Score { Sort::Worth } else { query.order() };
    output::print_rows(&rows, order, arguments.form, store, context)?;
    Ok(Outcome::Done)
}
