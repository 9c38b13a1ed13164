//! `jogan note`: the reader's own words on an item, a story or a day.

use anyhow::bail;
use clap::Args;

use super::failed::failed;
use super::{Context, Outcome, input, output};
use crate::app::template::{self, Facts, Kind};
use crate::drafts;
use crate::lang::say;
use crate::library;
use crate::model::change::Face;
use crate::model::{About, ItemId};
use crate::store::Store;
use crate::text::clean;

/// Write a note (Markdown); without a text, in $VISUAL or $EDITOR
#[derive(Debug, Args)]
#[command(group = clap::ArgGroup::new("about").required(true).args(["id", "story", "day"]))]
pub(super) struct Arguments {
    /// The item's number
    id: Option<i64>,
    /// On the whole story of that number
    #[arg(long, value_name = "ID")]
    story: Option<i64>,
    /// In the journal of a day: YYYY-MM-DD, today or yesterday
    #[arg(long, value_name = "D")]
    day: Option<String>,
    /// The text; an empty one deletes the note, which can be restored for 30 days
    #[command(flatten)]
    text: input::Source,
    /// Print what the note said before
    #[arg(long)]
    history: bool,
    /// Restore the note: after it was deleted, or as version N of its history was
    #[arg(long, value_name = "N", num_args = 0..=1, default_missing_value = "0")]
    restore: Option<usize>,
}

pub(super) fn run(arguments: &Arguments, context: &Context) -> anyhow::Result<Outcome> {
    if arguments.history {
        return print_history(&context.reading()?, about(arguments, context)?, context);
    }
    if let Some(number) = arguments.restore {
        return restore(&mut context.store()?, about(arguments, context)?, number, context);
    }
    match arguments.text.read()? {
        // Even where the store does not open, what was written is kept.
        Some(text) => input::kept(&draft_name(arguments, context)?, &text, context, || {
            let about = about(arguments, context)?;
            let mut store = context.store()?;
            library::write_note(&mut store, about, &text, Face::Shell, context.now)?;
            put_drafts_away(&mut store, about, context)
        })?,
        None => write_in_editor(about(arguments, context)?, context)?,
    }
    Ok(Outcome::Done)
}

fn write_in_editor(about: About, context: &Context) -> anyhow::Result<()> {
    let mut store = context.store()?;
    let before = library::note(&store, about)?.map(|note| note.text);
    let template = begun(about, &store, context)?;
    let name = about.to_string();
    let edited = input::edited(&name, before.as_deref().unwrap_or(&template), context)?;
    let text = edited.text.clone();
    edited.kept(&name, context, || {
        if before.is_none() && text == template {
            return Ok(());
        }
        // Only what was seen in the editor is changed.
        library::change_note(
            &mut store,
            about,
            (before.as_deref(), &text),
            Face::Shell,
            context.now,
        )
    })
}

/// What a new note begins with.
fn begun(about: About, store: &Store, context: &Context) -> anyhow::Result<String> {
    let item = about.item().map(|id| library::whole(store, id, context.now)).transpose()?;
    let kind = match about {
        About::Day(_) => Kind::Day,
        About::Story(_) => Kind::Story,
        About::Item(_) if item.as_ref().is_some_and(|item| !item.paper.is_empty()) => Kind::Paper,
        About::Item(_) => Kind::Item,
    };
    let (row, name) = (item.as_ref().map(|item| &item.row), about.to_string());
    let facts = Facts {
        title: row.map_or(&name, |row| &row.title),
        url: row.and_then(|row| row.url.as_deref()).unwrap_or_default(),
        source: row.map_or("", |row| &row.source_name),
        date: &context.zone.day_of(context.now).to_string(),
    };
    Ok(template::filled(context.config.templates().note(kind), facts))
}

/// What was typed about it before and not kept goes into the note's history: nothing of it is
/// lost, and nothing old stands in the way of the note.
fn put_drafts_away(store: &mut Store, about: About, context: &Context) -> anyhow::Result<()> {
    let left = drafts::of(&context.data_dir, &about.to_string());
    for draft in &left {
        library::remember_version(store, about, (&draft.text, draft.written))?;
    }
    drafts::settle(&left);
    Ok(())
}

/// What a draft is named for, whether or not the store opens.
fn draft_name(arguments: &Arguments, context: &Context) -> anyhow::Result<String> {
    // The number of a story that was merged is known to the store alone.
    let story = arguments.story.map(|id| About::Story(ItemId(id).into()));
    Ok(story.map_or_else(|| about(arguments, context), Ok)?.to_string())
}

fn about(arguments: &Arguments, context: &Context) -> anyhow::Result<About> {
    if let Some(id) = arguments.id {
        return Ok(About::Item(ItemId(id)));
    }
    if let Some(id) = arguments.story {
        // Stories that were merged have one number, and any of their items may be named.
        return Ok(About::Story(context.reading()?.item(ItemId(id), context.now)?.row.story));
    }
    Ok(About::Day(context.day(arguments.day.as_deref().unwrap_or("today"))?))
}

fn print_history(store: &Store, about: About, context: &Context) -> anyhow::Result<Outcome> {
    for (index, version) in library::versions(store, about)?.iter().enumerate() {
        let when = context.zone.wall_clock(version.written).format("%Y-%m-%d %H:%M");
        let head = output::styled(output::Look::Strong, &format!("{} · {when}", index + 1));
        output::print(&format!("{head}\n{}\n\n", clean::block(&version.text, version.text.len())))?;
    }
    Ok(Outcome::Done)
}

fn restore(
    store: &mut Store,
    about: About,
    number: usize,
    context: &Context,
) -> anyhow::Result<Outcome> {
    if let Some(index) = number.checked_sub(1) {
        let versions = library::versions(store, about)?;
        let Some(version) = versions.get(index) else {
            bail!(failed("failed.program.no_version", &[&number]));
        };
        library::write_note(store, about, &version.text, Face::Shell, context.now)?;
    } else if !library::restore_note(store, about, Face::Shell, context.now)? {
        bail!(failed("failed.program.no_deleted_note", &[&about]));
    }
    output::print(&(say(context.lang, "note.restored", &[&about]).into_owned() + "\n"))?;
    Ok(Outcome::Done)
}
