//! `jogan source preview`: what a source would bring, without keeping anything.

use std::collections::BTreeMap;
use std::path::Path;

use anyhow::{Context as _, bail};
use clap::Args;
use serde::Serialize;

use super::{Context, Outcome, output};
use crate::fetch::{Fetched, Fetcher, Policy, Trust};
use crate::model::{Answer, Moment, NewItem, Request, Source, SourceId, Tier, Validators};
use crate::sources::{self, Reading};
use crate::text::{clean, html};

/// Longest content that is printed, in characters.
const LONGEST: usize = 500_000;

/// Fetch or read a source and print what it holds, without keeping anything
#[derive(Debug, Args)]
pub(super) struct Arguments {
    /// An address, a file, or what the kind asks by
    target: String,
    /// Which kind reads it
    #[arg(long, default_value = "feed", value_name = "KIND")]
    kind: String,
    /// Address that relative links of a file resolve against
    #[arg(long, value_name = "URL")]
    base: Option<String>,
    /// HTTP header that a file was served with, 'Content-Type: …'
    #[arg(long, value_name = "HEADER")]
    header: Option<String>,
    /// A further setting of its kind, KEY=VALUE; may be given again
    #[arg(long = "option", value_name = "KEY=VALUE")]
    options: Vec<String>,
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
}

pub(super) fn run(arguments: &Arguments, context: &Context) -> anyhow::Result<Outcome> {
    let kind = sources::kind(&arguments.kind)
        .with_context(|| format!("there is no kind `{}`", arguments.kind))?;
    let options = arguments.options.iter().filter_map(|option| option.split_once('='));
    let source = Source {
        id: SourceId("preview".into()),
        name: String::new(),
        kind: arguments.kind.clone(),
        address: arguments.target.clone(),
        options: options.map(|(key, value)| (key.into(), value.into())).collect::<BTreeMap<_, _>>(),
        pane: None,
        tier: Tier::General,
        language: None,
        company: None,
        interval_minutes: None,
        enabled: true,
        full_text: false,
    };
    let path = Path::new(&arguments.target);
    let reading = if path.is_file() {
        let content_type = arguments.header.as_deref().and_then(|header| {
            let (name, value) = header.split_once(':')?;
            name.trim().eq_ignore_ascii_case("content-type").then(|| value.trim().to_owned())
        });
        let body =
            std::fs::read(path).with_context(|| format!("cannot read {}", path.display()))?;
        let url = arguments.base.clone().unwrap_or_default();
        kind.read(&source, &Answer { url, content_type, body })
    } else if context.offline {
        bail!("{} is no file, and --offline forbids to fetch it", arguments.target);
    } else {
        let fetcher = Fetcher::new(Policy::default());
        let runtime = tokio::runtime::Builder::new_current_thread()
            .enable_all()
            .build()
            .context("cannot start the network")?;
        let ask = |mut request: Request| -> anyhow::Result<_> {
            request.headers.extend(crate::fetch::headers_of(&source.options));
            let fresh = Validators::default();
            match runtime.block_on(fetcher.get(&request, &fresh, Trust::Own))? {
                Fetched::Fresh { answer, .. } => Ok(kind.read(&source, &answer)),
                Fetched::Unchanged { .. } => {
                    bail!("{} says only that nothing changed", request.url)
                }
            }
        };
        let first = ask(kind.request(&source, context.now)?)?;
        match first {
            // A search that only says where its records are.
            Ok(Reading { items, next: Some(next), .. }) if items.is_empty() => ask(next)?,
            first => first,
        }
    };
    let reading = reading.with_context(|| clean::line(&arguments.target, 300))?;
    if arguments.json {
        output::print_json(&shape(&reading))?;
    } else {
        output::print(&page(&reading))?;
    }
    Ok(Outcome::Done)
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
            })
            .collect(),
    }
}

fn plain(item: &NewItem) -> String {
    if item.content_is_html { html::plain(&item.content, LONGEST) } else { item.content.clone() }
}

fn page(reading: &Reading) -> String {
    let mut page = String::new();
    let title = reading.title.as_deref().unwrap_or("-");
    page +=
        &format!("{} ({}, {})\n", output::styled("1", title), reading.format, reading.items.len());
    for text in [&reading.link, &reading.description].into_iter().flatten() {
        page += &format!("{}\n", output::styled("2", text));
    }
    if let Some(repaired) = &reading.repaired {
        page += &format!("! {repaired}\n");
    }
    for item in &reading.items {
        let date = item.published.map(|moment| moment.format("%Y-%m-%d").to_string());
        page += &format!("\n{}  {}\n", date.as_deref().unwrap_or("----------"), item.title);
        if let Some(url) = &item.url {
            page += &format!("            {}\n", output::styled("2", url));
        }
    }
    page
}
