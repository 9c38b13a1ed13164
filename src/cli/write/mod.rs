//! `jogan write`: sentences in the reader's language, each held against its source.

mod check;
mod cost;
mod pass;
mod verify;

use clap::{Args, Subcommand};

use super::{Context, Outcome};

/// Sentences in your language, each held against its source
#[derive(Debug, Args)]
#[command(args_conflicts_with_subcommands = true)]
pub(super) struct Arguments {
    #[command(subcommand)]
    action: Option<Action>,
    #[command(flatten)]
    pass: pass::Pass,
}

#[derive(Debug, Subcommand)]
enum Action {
    Verify(verify::Arguments),
    Check(check::Arguments),
    Cost(cost::Arguments),
}

pub(super) fn run(arguments: &Arguments, context: &Context) -> anyhow::Result<Outcome> {
    match &arguments.action {
        None => pass::run(&arguments.pass, context),
        Some(Action::Verify(arguments)) => verify::run(arguments, context),
        Some(Action::Check(arguments)) => check::run(arguments, context),
        Some(Action::Cost(arguments)) => cost::run(arguments, context),
    }
}
