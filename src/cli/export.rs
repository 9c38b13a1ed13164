//! `jogan export`: notes, the reading list and the sources as documents other programs read.

use std::path::{Path, PathBuf};

use anyhow::bail;
use clap::{Args, ValueEnum};

use super::{Context, Outcome, output};
use crate::export::items::{self, What};
use crate::export::{file, opml};
use crate::model::{Item, ItemId, Query};
use crate::store::Store;

/// Write notes, the reading list or the sources for other programs
#[derive(Debug, Args)]
pub(super) struct Arguments {
    /// What to write
    what: Shelf,
    /// md, json, org, bibtex, ris, csl or csv; opml for sources
    #[arg(long, value_name = "FORMAT")]
    format: Option<String>,
    /// Where to: a file, or `-` for standard output
    #[arg(long, value_name = "FILE", default_value = "-")]
    out: PathBuf,
    /// Replace the file if it exists
    #[arg(long)]
    force: bool,
}

#[derive(Debug, Clone, Copy, ValueEnum)]
enum Shelf {
    /// Items with notes
    Notes,
    /// Items on the reading list
    ReadingList,
    /// The sources, as OPML
    Sources,
}

pub(super) fn run(arguments: &Arguments, context: &Context) -> anyhow::Result<Outcome> {
    let store = context.store()?;
    let format = arguments.format.as_deref();
    let document = match arguments.what {
        Shelf::Notes => {
            let noted = store.notes(None)?.iter().filter_map(|note| note.about.item()).collect();
            list(What::Notes, &whole(&store, noted, context)?, format, context)?
        }
        Shelf::ReadingList => {
            let starred = Query { starred: true, ..Query::default() };
            let starred = store.rows(&starred, context.now)?.iter().map(|row| row.id).collect();
            let mut items = whole(&store, starred, context)?;
            items.sort_by_key(|item| (std::cmp::Reverse(item.starred_at), item.row.id));
            list(What::ReadingList, &items, format, context)?
        }
        Shelf::Sources => match format {
            None | Some("opml") => opml::write(&store.sources()?, context.lang),
            Some(other) => bail!("sources are written as opml, not as `{other}`"),
        },
    };
    if arguments.out == Path::new("-") {
        output::print(&document)?;
    } else {
        file::write(&arguments.out, document.as_bytes(), arguments.force)?;
    }
    Ok(Outcome::Done)
}

fn whole(store: &Store, ids: Vec<ItemId>, context: &Context) -> anyhow::Result<Vec<Item>> {
    Ok(ids.into_iter().map(|id| store.item(id, context.now)).collect::<Result<_, _>>()?)
}

fn list(
    what: What,
    items: &[Item],
    format: Option<&str>,
    context: &Context,
) -> anyhow::Result<String> {
    let name = format.unwrap_or(items::FORMATS[0].name);
    let Some(format) = items::format(name) else {
        let names: Vec<&str> = items::FORMATS.iter().map(|format| format.name).collect();
        bail!("there is no format `{name}`; the formats are {}", names.join(", "));
    };
    Ok((format.write)(what, items, context.lang))
}
