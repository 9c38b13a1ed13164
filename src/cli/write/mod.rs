//! `jogan write`: sentences in the reader's language, each held against its source.

mod verify;

use clap::{Args, Subcommand};

use super::{Context, Outcome};

/// Sentences in your language, each held against its source
#[derive(Debug, Args)]
pub(super) struct Arguments {
    #[command(subcommand)]
    action: Action,
}

#[derive(Debug, Subcommand)]
enum Action {
    Verify(verify::Arguments),
}

pub(super) fn run(arguments: &Arguments, context: &Context) -> anyhow::Result<Outcome> {
    match &arguments.action {
        Action::Verify(arguments) => verify::run(arguments, context),
    }
}
