//! `jogan idea draft`: a draft of an idea from items, each sentence with what it rests on. It becomes
//! an idea only where the reader says so.

use anyhow::bail;
use clap::Args;

use super::failed::misuse;
use super::{Context, Outcome, output, written};
use crate::lang::{headings, say};
use crate::library;
use crate::model::change::Face;
use crate::model::idea::Link;
use crate::model::{Idea, Item, ItemId};
use crate::writer::Task;
use crate::writing::Draft;

/// Draft an idea from one to four items, with a writer of your own (`[writer]` in the config file)
#[derive(Debug, Args)]
pub(super) struct Arguments {
    /// Numbers of items
    #[arg(required = true, value_name = "ID", num_args = 1..=4)]
    items: Vec<i64>,
    /// Keep it, as a spark with the tag `draft`
    #[arg(long)]
    keep: bool,
}

pub(super) fn run(arguments: &Arguments, context: &Context) -> anyhow::Result<Outcome> {
    let Some(writer) = written::writer(context)? else {
        bail!(misuse("write.none", &[]));
    };
    if !writer.settings().tasks.contains(&Task::Idea) {
        bail!(misuse("write.no_idea", &[]));
    }
    let mut store = context.store()?;
    let items: Vec<Item> = arguments
        .items
        .iter()
        .map(|id| library::whole(&store, ItemId(*id), context.now))
        .collect::<Result<_, _>>()?;
    let wanted = vec![writer.idea(&store, &items)?];
    let report = if context.offline {
        writer.kept(&store, &wanted)?
    } else {
        written::write(&writer, &mut store, &wanted, false, false, context)?
    };
    let draft = report.draft(&items, &*context.lexicon()?);
    if draft.is_empty() {
        let refused = say(context.lang, "write.no_draft", &[&draft.refused]).into_owned();
        bail!("{}", draft.failure.unwrap_or(refused));
    }
    let Draft { thought, refused, .. } = draft;
    if arguments.keep {
        let links = items.iter().map(|item| Link { item: item.row.id, why: String::new() });
        let key = crate::drafts::new_key();
        let idea = Idea::begun(key, thought, links.collect(), false, context.now);
        library::change_idea(&mut store, (None, Some(&idea)), Face::Shell, context.now)?;
        output::print(&format!("{}\n", library::idea(&store, idea.id)?.id.0))?;
    } else {
        output::print(&thought.to_text(&headings(context.lang)))?;
    }
    if refused > 0 {
        output::complain(&say(context.lang, "write.draft_refused", &[&refused]));
    }
    Ok(Outcome::Done)
}
