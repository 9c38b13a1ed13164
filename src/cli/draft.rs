//! `jogan idea draft`: a draft of an idea from items, each sentence with what it rests on. It becomes
//! an idea only where the reader says so.

use anyhow::bail;
use clap::Args;

use super::{Context, Misuse, Outcome, output, written};
use crate::desk::shared;
use crate::lang::{headings, say};
use crate::model::idea::{Link, Section};
use crate::model::{Idea, Item, ItemId, Thought};
use crate::text::clean;
use crate::text::links::{self, Target};
use crate::writer::Task;

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
        bail!(Misuse(say(context.lang, "write.none", &[]).into_owned()));
    };
    if !writer.settings().tasks.contains(&Task::Idea) {
        bail!(Misuse(say(context.lang, "write.no_idea", &[]).into_owned()));
    }
    let mut store = context.store()?;
    let items: Vec<Item> = arguments
        .items
        .iter()
        .map(|id| store.item(ItemId(*id), context.now))
        .collect::<Result<_, _>>()?;
    let wanted = vec![writer.idea(&store, &items)?];
    let report = if context.offline {
        writer.kept(&store, &wanted)?
    } else {
        written::write(&writer, &mut store, &wanted, false, false, context)?
    };
    let mut thought = Thought { title: title(&items, context)?, ..Thought::default() };
    let mut refused = 0;
    for sentence in report.outcomes.iter().flat_map(|outcome| &outcome.sentences) {
        let section = sentence.section.as_deref().and_then(Section::from_name);
        let Some(section) = section.filter(|_| sentence.refusal.is_none()) else {
            refused += 1;
            continue;
        };
        let cited: Vec<String> = items
            .iter()
            .filter(|item| sentence.items.contains(&item.row.id.0.to_string()))
            .map(|item| links::write(Target::Item(item.row.id.0), &item.row.title))
            .collect();
        let text = &mut thought.sections[section as usize];
        if !text.is_empty() {
            text.push(' ');
        }
        text.push_str(&format!("{} {}", sentence.text, cited.join(" ")));
    }
    if thought.sections.iter().all(String::is_empty) {
        let why = report.outcomes.iter().find_map(|outcome| outcome.failure.clone());
        let why =
            why.unwrap_or_else(|| say(context.lang, "write.no_draft", &[&refused]).into_owned());
        bail!("{why}");
    }
    thought.tags.push("draft".to_owned());
    if arguments.keep {
        let links = items.iter().map(|item| Link { item: item.row.id, why: String::new() });
        let key = crate::drafts::new_key();
        let idea = Idea::begun(key, thought, links.collect(), false, context.now);
        store.change_idea(None, Some(&idea), context.now)?;
        output::print(&format!("{}\n", store.idea(idea.id)?.id.0))?;
    } else {
        output::print(&thought.to_text(&headings(context.lang)))?;
    }
    if refused > 0 {
        output::complain(&say(context.lang, "write.draft_refused", &[&refused]));
    }
    Ok(Outcome::Done)
}

/// What the items have in common, else the first one's title.
fn title(items: &[Item], context: &Context) -> anyhow::Result<String> {
    /// Characters of a title.
    const LONGEST: usize = 200;
    let terms = shared::shared(items, &*context.lexicon()?);
    let first = items.first().map(|item| item.row.title.clone()).unwrap_or_default();
    Ok(clean::line(&if terms.is_empty() { first } else { terms.join(", ") }, LONGEST))
}
