//! `jogan digest`: the day in three blocks, every line with its source.

use std::path::{Path, PathBuf};

use anyhow::{Context as _, bail};
use chrono::Days;
use clap::Args;

use super::{Context, Outcome, output};
use crate::desk::Lexicon;
use crate::edition::{self, Asked};
use crate::export::{digest, file, template};
use crate::model::{Day, day};

/// Terms of the day that the digest can choose from.
const TERMS: usize = 20;

/// Write the day's digest, every line with its source
#[derive(Debug, Args)]
pub(super) struct Arguments {
    /// The day: YYYY-MM-DD, today or yesterday
    #[arg(long, value_name = "D", default_value = "today")]
    day: String,
    /// The first day of several, of which --day is the last
    #[arg(long, value_name = "D", conflicts_with = "week")]
    from: Option<String>,
    /// The seven days of which --day is the last
    #[arg(long)]
    week: bool,
    /// md, html, json, text, org or eml
    #[arg(long, value_name = "FORMAT", default_value = "md", value_parser = format)]
    format: &'static str,
    /// A template of your own in place of the format; its ending (.html, .md) tells what is escaped
    #[arg(long, value_name = "FILE", conflicts_with = "format")]
    template: Option<PathBuf>,
    /// Reading time in minutes [default: the config's]
    #[arg(long, value_name = "N")]
    minutes: Option<f64>,
    /// Where to: a file, or `-` for standard output
    #[arg(long, value_name = "FILE", default_value = "-")]
    out: PathBuf,
    /// Replace the file if it exists
    #[arg(long)]
    force: bool,
}

fn format(text: &str) -> Result<&'static str, String> {
    digest::format(text).map(|format| format.name).ok_or_else(|| {
        let names: Vec<&str> = digest::FORMATS.iter().map(|format| format.name).collect();
        format!("the formats are {}", names.join(", "))
    })
}

pub(super) fn run(arguments: &Arguments, context: &Context) -> anyhow::Result<Outcome> {
    let to = parsed(&arguments.day, context)?;
    let from = match &arguments.from {
        Some(from) => parsed(from, context)?,
        None if arguments.week => to.checked_sub_days(Days::new(6)).unwrap_or(to),
        None => to,
    };
    if from > to {
        bail!("--from {from} lies after {to}; give the earlier day first");
    }
    let minutes = arguments.minutes.unwrap_or(context.config.digest.minutes);
    if !(0.5..=120.0).contains(&minutes) {
        bail!("--minutes must lie between 0.5 and 120");
    }
    let asked =
        Asked { from, to, zone: context.zone, now: context.now, minutes, lang: context.lang };
    let (store, lexicon) = (context.store()?, Lexicon::shipped());
    let trending = edition::trending(&store, &lexicon, to, context.zone, TERMS)?;
    let made = edition::digest(&store, &lexicon, trending.terms, &asked)?;
    let document = if let Some(path) = &arguments.template {
        let template = std::fs::read_to_string(path)
            .with_context(|| format!("cannot read the template {}", path.display()))?;
        let name = path.file_name().unwrap_or_default().to_string_lossy();
        template::write(&name, &template, &made, context.lang)?
    } else {
        let format = digest::format(arguments.format).context("the format went away")?;
        (format.write)(&made, context.lang)
    };
    if arguments.out == Path::new("-") {
        output::print(&document)?;
    } else {
        file::write(&arguments.out, document.as_bytes(), arguments.force)?;
    }
    Ok(Outcome::Done)
}

fn parsed(text: &str, context: &Context) -> anyhow::Result<Day> {
    day::parse_day(text, context.now, context.zone)
        .with_context(|| format!("`{text}` is no day; write YYYY-MM-DD, today or yesterday"))
}
