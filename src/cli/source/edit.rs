//! `jogan source edit`: a source under another name or in another folder, on its server too where one
//! carries it.

use anyhow::bail;
use clap::Args;

use crate::cli::failed::{Failed, misuse};
use crate::cli::{Context, Outcome, network, output, servers};
use crate::lang::say;
use crate::model::account::{ACCOUNT, FOLDER};
use crate::model::{Source, SourceId};
use crate::sources;
use crate::sync::{self, FeedEdit};
use crate::text::clean;

/// Give a source another name, or another folder on the server that carries it
///
/// What a reader server carries is changed there first, so that its other readers see it, too.
#[derive(Debug, Args)]
pub(super) struct Arguments {
    /// Short name, as `jogan source list` prints it; it stays
    #[arg(value_name = "SOURCE")]
    source: String,
    /// How it is called from now on
    #[arg(long)]
    name: Option<String>,
    /// The folder of its server in which it stands from now on; "" for none
    #[arg(long)]
    folder: Option<String>,
}

pub(super) fn run(arguments: &Arguments, context: &Context) -> anyhow::Result<Outcome> {
    let name = arguments.name.as_deref().map(|name| clean::line(name, sources::NAME_CHARS));
    if name.as_ref().is_some_and(String::is_empty) || name.is_none() && arguments.folder.is_none() {
        bail!(misuse("source.nothing_to_edit", &[]));
    }
    let source = context.reading()?.source(&SourceId(arguments.source.clone()))?;
    let edited = match (source.options.contains_key(ACCOUNT), name) {
        (true, name) => there(arguments, name, &source, context)?,
        (false, Some(name)) if arguments.folder.is_none() => Source { name, ..source },
        (false, _) => {
            bail!(misuse("source.no_folder", &[&source.id]));
        }
    };
    context.store()?.put_source(&edited)?;
    let folder = edited.options.get(FOLDER).map_or("-", String::as_str);
    let said = say(context.lang, "source.edited", &[&edited.id, &edited.name, &folder]);
    output::print(&format!("{said}\n"))?;
    Ok(Outcome::Done)
}

/// Changes it on the server that carries it.
fn there(
    arguments: &Arguments,
    title: Option<String>,
    source: &Source,
    context: &Context,
) -> anyhow::Result<Source> {
    let fetcher = servers::fetcher(context)?;
    let (accounts, now) = (&context.config.account, context.now);
    let edit = FeedEdit { title, folder: arguments.folder.clone() };
    let done = sync::edit_source(&fetcher, &context.data_dir, accounts, source, &edit, now);
    network::wait(done)?.map_err(|why| Failed::of(why).into())
}
