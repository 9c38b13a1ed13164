//! `jogan config`: where the settings are, whether they hold, what they are.

use clap::{Args, Subcommand};

use super::failed::OrSay as _;
use super::{Context, Outcome, output, reader};
use crate::config;
use crate::lang::say;

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
        What::Check => return check(context),
        What::Show => toml::to_string(&context.config).or_say("failed.program.settings", &[])?,
        What::Example => config::example(),
    };
    output::print(&text)?;
    Ok(Outcome::Done)
}

/// Says whether the settings hold. The config file was read on the way here; a wrong one did not
/// get this far. Themes are the reader's, and looked for by it.
fn check(context: &Context) -> anyhow::Result<Outcome> {
    reader::theme(context)?;
    let unknown = unknown_names(context)?;
    let path = context.config_path.display();
    let lexicon = context.lexicon_path();
    if !context.config_path.exists() {
        output::print(&format!("{path}: absent, so all settings have their defaults\n"))?;
    } else if unknown.is_empty() {
        output::print(&format!("{path}: ok\n"))?;
    }
    for why in &unknown {
        output::complain(&format!("{path}: {why}"));
    }
    if lexicon.exists() {
        output::print(&format!("{}: ok\n", lexicon.display()))?;
    }
    Ok(if unknown.is_empty() { Outcome::Done } else { Outcome::InPart })
}

/// What is muted in the config file and unknown: a company that no lexicon has.
///
/// # Errors
/// Where the reader's own lexicon cannot be read.
pub(super) fn unknown_names(context: &Context) -> anyhow::Result<Vec<String>> {
    let lexicon = context.lexicon()?;
    let companies = &context.config.mute.companies;
    let unknown = companies.iter().filter_map(|name| lexicon.company_named(name).err());
    Ok(unknown
        .map(|why| {
            say(context.lang, "failed.program.muted", &[&why.say(context.lang)]).into_owned()
        })
        .collect())
}
