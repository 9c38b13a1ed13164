//! `jogan search`: full text.

use clap::Args;

use super::{Context, Misuse, Outcome, output};
use crate::store::StoreError;

/// Search titles, texts, authors, sources and notes
#[derive(Debug, Args)]
pub(super) struct Arguments {
    /// Words; "a phrase", begin*, -without
    #[arg(required = true, num_args = 1..)]
    query: Vec<String>,
    /// How many at most; 0 for all
    #[arg(long, value_name = "N", default_value_t = 50)]
    limit: usize,
    #[command(flatten)]
    form: output::Form,
}

pub(super) fn run(arguments: &Arguments, context: &Context) -> anyhow::Result<Outcome> {
    let store = context.store()?;
    let rows = match store.search(&arguments.query.join(" "), arguments.limit, context.now) {
        Ok(rows) => rows,
        Err(error @ StoreError::NoWords(_)) => return Err(Misuse(error.to_string()).into()),
        Err(error) => return Err(error.into()),
    };
    output::print_rows(&rows, arguments.form, &store, context)?;
    Ok(Outcome::Done)
}
