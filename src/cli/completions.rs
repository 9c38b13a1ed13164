//! `jogan completions`: for the shell.

use clap::{Args, CommandFactory as _};
use clap_complete::Shell;

use super::{Cli, Outcome, output};

/// Print completions for a shell
#[derive(Debug, Args)]
pub(super) struct Arguments {
    /// Which shell
    shell: Shell,
}

pub(super) fn run(arguments: &Arguments) -> anyhow::Result<Outcome> {
    let mut script = Vec::new();
    clap_complete::generate(arguments.shell, &mut Cli::command(), "jogan", &mut script);
    output::print_document(&String::from_utf8_lossy(&script))?;
    Ok(Outcome::Done)
}
