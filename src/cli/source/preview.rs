//! `jogan source preview`: what a source would bring, without keeping anything.

use std::path::Path;

use anyhow::{anyhow, bail};
use clap::Args;
use serde::Serialize;

use super::{Context, Outcome, network, output};
use crate::cli::failed::{OrSay as _, failed};
use crate::config::nearest_of;
use crate::fetch::{Fetcher, Policy};
use crate::lang::say;
use crate::model::source::is_secret_option;
use crate::model::{Answer, Moment, NewItem, Paper, Phrase, Source};
use crate::refresh::{Failure, Found, Look, look};
use crate::sources::{
    self, Alternative, Kind as _, ReadError, Reading, adding, feed::Feed, page::Page,
};
use crate::text::{address, clean, html};

/// Longest content that is printed, in characters.
const LONGEST: usize = 500_000;

/// Fetch or read a source and print what it holds, without keeping anything
#[derive(Debug, Args)]
pub(super) struct Arguments {
    /// An address, a file, or what the kind asks by
    target: String,
    /// Which kind reads it [default: found out by what was typed; feed for a file]
    #[arg(long, value_name = "KIND")]
    kind: Option<String>,
    /// Address that relative links of a file resolve against
    #[arg(long, value_name = "URL")]
    base: Option<String>,
    /// HTTP header that a file was served with, 'Content-Type: …'
    #[arg(long, value_name = "HEADER")]
    header: Option<String>,
    /// A further setting of its kind, KEY=VALUE; may be given again
    #[arg(long = "option", value_name = "KEY=VALUE", value_parser = super::option)]
    options: Vec<(String, String)>,
    /// One JSON document
    #[arg(long)]
    json: bool,
}

#[derive(Debug, Serialize)]
struct Preview<'a> {
    title: &'a Option<String>,
    link: &'a Option<String>,
    description: &'a Option<String>,
    language: &'a Option<String>,
    format: &'a str,
    items: Vec<ItemJson<'a>>,
    #[serde(skip_serializing_if = "<[_]>::is_empty")]
    alternatives: &'a [Alternative],
}

#[derive(Debug, Serialize)]
struct ItemJson<'a> {
    id: &'a Option<String>,
    title: &'a str,
    url: &'a Option<String>,
    authors: &'a [String],
    published: Option<Moment>,
    updated: Option<Moment>,
    summary: &'a str,
    content: String,
    categories: &'a [String],
    #[serde(skip_serializing_if = "Paper::is_empty")]
    paper: &'a Paper,
}

pub(super) fn run(arguments: &Arguments, context: &Context) -> anyhow::Result<Outcome> {
    let path = &*super::super::input::file(Path::new(&arguments.target));
    let is_file = path.is_file();
    let mut source = meant(arguments, is_file)?;
    let kind = super::kind(&source.kind)?;
    let reading = if is_file {
        let content_type = arguments.header.as_deref().and_then(|header| {
            let (name, value) = header.split_once(':')?;
            name.trim().eq_ignore_ascii_case("content-type").then(|| value.trim().to_owned())
        });
        let body = std::fs::read(path).or_say("failed.program.read", &[&path.display()])?;
        let url = arguments.base.clone().unwrap_or_default();
        let read = kind.read(&source, &Answer { url, content_type, body, feeds: Vec::new() });
        read.map_err(|error| told(arguments, &error.phrase(), context))?
    } else if super::is_path(&arguments.target) {
        bail!(failed("source.no_file", &[&arguments.target]));
    } else if context.offline {
        bail!(failed("failed.program.no_file_offline", &[&arguments.target]));
    } else {
        let fetcher = Fetcher::new(Policy::default());
        let mut seen = network::wait(look(&fetcher, &source, context.now))?;
        if let (Err(Failure::Read(ReadError::Page { .. })), None) = (&seen, &arguments.kind) {
            // A page that names no feed may have a list.
            Page.name().clone_into(&mut source.kind);
            seen = network::wait(look(&fetcher, &source, context.now))?;
        }
        let Look { reading, feed, .. } =
            seen.map_err(|failure| told(arguments, &failure.phrase(), context))?;
        if let Some(Found { address, elsewhere }) = feed {
            let has_secrets = source.options.keys().any(|name| is_secret_option(name));
            let key = if elsewhere && has_secrets {
                "source.page_has_feed_elsewhere"
            } else {
                "source.page_has_feed"
            };
            output::complain(&say(context.lang, key, &[&source.address, &address]));
        }
        reading
    };
    if arguments.json {
        output::print_json(&shape(&reading))?;
    } else {
        output::print(&page(&reading, &sources::name_for(&source), context))?;
    }
    Ok(Outcome::Done)
}

/// The source that is meant by what was typed.
fn meant(arguments: &Arguments, is_file: bool) -> anyhow::Result<Source> {
    let source = match &arguments.kind {
        Some(kind) if is_file => Source::new(super::kind(kind)?.name(), &*arguments.target),
        Some(kind) => {
            let kind = super::kind(kind)?;
            Source::new(kind.name(), sources::address(&arguments.target, kind))
        }
        None if is_file => Source::new(Feed.name(), &*arguments.target),
        None => {
            let meant = adding::candidates(&arguments.target).into_iter().next();
            meant.map_or_else(|| Source::new(Feed.name(), ""), |candidate| candidate.source)
        }
    };
    let mut source = source.with_credentials_apart();
    source.options.extend(arguments.options.iter().cloned());
    Ok(source)
}

/// What went wrong, with the target before it unless it is named in it.
fn told(arguments: &Arguments, told: &Phrase, context: &Context) -> anyhow::Error {
    let why = nearest_of(told.clone()).say(context.lang);
    let target = clean::line(&address::without_credentials(&arguments.target), 300);
    if why.contains(&target) { anyhow!(why) } else { anyhow!("{target}: {why}") }
}

fn shape(reading: &Reading) -> Preview<'_> {
    Preview {
        title: &reading.title,
        link: &reading.link,
        description: &reading.description,
        language: &reading.language,
        format: reading.format,
        items: reading
            .items
            .iter()
            .map(|item| ItemJson {
                id: &item.external_id,
                title: &item.title,
                url: &item.url,
                authors: &item.authors,
                published: item.published,
                updated: item.updated,
                summary: &item.summary,
                content: plain(item),
                categories: &item.categories,
                paper: &item.paper,
            })
            .collect(),
        alternatives: &reading.alternatives,
    }
}

fn plain(item: &NewItem) -> String {
    if item.content_is_html { html::plain(&item.content, LONGEST) } else { item.content.clone() }
}

fn page(reading: &Reading, name: &str, context: &Context) -> String {
    let mut page = String::new();
    let title = reading.title.as_deref().unwrap_or(name);
    page += &format!(
        "{} ({}, {})\n",
        output::styled(output::Look::Strong, title),
        reading.format,
        reading.items.len()
    );
    for text in [&reading.link, &reading.description].into_iter().flatten() {
        page += &format!("{}\n", output::styled(output::Look::Dim, text));
    }
    if let Some(repaired) = &reading.repaired {
        page += &format!("! {repaired}\n");
    }
    for item in &reading.items {
        let day = |moment| context.zone.wall_clock(moment).format("%Y-%m-%d").to_string();
        let date = item.published.map(day);
        page += &format!("\n{}  {}\n", date.as_deref().unwrap_or("----------"), item.title);
        if let Some(url) = &item.url {
            page += &format!("            {}\n", output::styled(output::Look::Dim, url));
        }
    }
    if reading.alternatives.len() > 1 {
        page += &format!("\n{}\n", say(context.lang, "source.alternatives", &[]));
        for (index, alternative) in reading.alternatives.iter().enumerate() {
            page += &told_alternative(index + 1, alternative);
        }
    }
    page
}

/// A list of a page, with the option that chooses it.
fn told_alternative(number: usize, alternative: &Alternative) -> String {
    let Alternative { options, count, titles } = alternative;
    let titles: Vec<String> = titles.iter().take(2).map(|title| format!("“{title}”")).collect();
    let mut told = format!("{number}. ({count}) {}\n", titles.join(", "));
    for (name, value) in options {
        told += &format!("   --option '{name}={value}'\n");
    }
    told
}
