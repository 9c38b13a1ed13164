//! `jogan config`: where the settings are, whether they hold, what they are.

use anyhow::Context as _;
use clap::{Args, Subcommand};

use super::{Context, Outcome, output, reader};
use crate::config;

/// Where the config file is, whether it is right, what it says
#[derive(Debug, Args)]
pub(super) struct Arguments {
    #[command(subcommand)]
    what: What,
}

#[derive(Debug, Subcommand)]
enum What {
    /// Print the config file's place
    Path,
    /// Say whether the config file is right
    Check,
    /// Print all settings as they are in force
    Show,
    /// Print an example config file with every setting
    Example,
}

pub(super) fn run(arguments: &Arguments, context: &Context) -> anyhow::Result<Outcome> {
    let path = context.config_path.display();
    let text = match arguments.what {
        What::Path => format!("{path}\n"),
        // The file was read on the way here; a wrong one did not get this far. Themes are the
        // reader's, and looked for by it.
        What::Check if context.config_path.exists() => {
            reader::theme(context)?;
            format!("{path}: ok\n")
        }
        What::Check => format!("{path}: absent, so all settings have their defaults\n"),
        What::Show => toml::to_string(&context.config).context("cannot write the settings")?,
        What::Example => config::example(),
    };
    output::print(&text)?;
    Ok(Outcome::Done)
}
