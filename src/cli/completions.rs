//! `jogan completions`: for the shell.

use std::io;

use clap::Args;
use clap_complete::Shell;
use clap_complete::env::Shells;

use super::failed::OrSay as _;
use super::{Outcome, completing, output};

/// Print completions for a shell: its script asks jogan for the names, tags and numbers that there
/// are
#[derive(Debug, Args)]
pub(super) struct Arguments {
    /// Which shell
    shell: Shell,
}

pub(super) fn run(arguments: &Arguments) -> anyhow::Result<Outcome> {
    let name = arguments.shell.to_string();
    let shells = Shells::builtins();
    let completer = shells
        .completer(&name)
        .ok_or_else(|| io::Error::new(io::ErrorKind::Unsupported, name.clone()))
        .or_say("failed.program.shell", &[])?;
    let mut script = Vec::new();
    completer
        .write_registration(completing::VARIABLE, "jogan", "jogan", "jogan", &mut script)
        .or_say("failed.program.completions", &[])?;
    output::print_document(&String::from_utf8_lossy(&script))?;
    Ok(Outcome::Done)
}
