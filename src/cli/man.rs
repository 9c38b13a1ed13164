//! `jogan man`: the manual page.

use anyhow::Context as _;
use clap::CommandFactory as _;

use super::{Cli, Outcome, output};

pub(super) fn run() -> anyhow::Result<Outcome> {
    let mut page = Vec::new();
    let man = clap_mangen::Man::new(Cli::command());
    man.render(&mut page).context("cannot make the manual page")?;
    output::print_document(&String::from_utf8_lossy(&page))?;
    Ok(Outcome::Done)
}
