//! `jogan idea`: research ideas and the items they stand on.

use anyhow::{Context as _, bail};
use clap::{Args, Subcommand};

use super::failed::failed;
use super::sheets::sheets;
use super::{Context, Outcome, input, output};
use crate::app::template;
use crate::desk::shared;
use crate::drafts::{self, Left};
use crate::export::ideas::{self, Sheet};
use crate::lang::{all_headings, headings, say};
use crate::library;
use crate::model::change::Face;
use crate::model::idea::{Link, Section};
use crate::model::{Idea, IdeaId, Item, ItemId, Status, Thought, listed};
use crate::store::Store;
use crate::text::{clean, links};

/// Keep research ideas with the items they stand on
#[derive(Debug, Args)]
pub(super) struct Arguments {
    #[command(subcommand)]
    action: Action,
}

#[derive(Debug, Subcommand)]
enum Action {
    /// Begin an idea; without a title or a text, in $VISUAL or $EDITOR
    New(New),
    /// List ideas, last touched first
    List(List),
    /// Show one whole, with its sources
    Show(Show),
    /// Change one; without anything given, in $VISUAL or $EDITOR
    Edit(Edit),
    Draft(super::draft::Arguments),
    /// Have it stand on items
    Link(LinkItems),
    /// Have it no longer stand on items
    Unlink(Items),
    /// Say how far it is: spark, sketch, active, parked, done, dropped
    Status(SetStatus),
    /// Delete it; it can be restored for 30 days
    Delete(One),
    /// Restore what was deleted
    Restore(One),
}

#[derive(Debug, Args)]
struct New {
    /// Its title
    title: Option<String>,
    /// An item it stands on; its title, gist and terms are filled in
    #[arg(long = "item", value_name = "ID")]
    items: Vec<i64>,
    /// Why it stands on them
    #[arg(long, value_name = "TEXT", requires = "items")]
    why: Option<String>,
    #[command(flatten)]
    facts: Facts,
    /// Its text, as `jogan idea show` prints it
    #[arg(long, value_name = "T")]
    text: Option<String>,
}

#[derive(Debug, Args)]
struct Facts {
    /// A tag
    #[arg(long = "tag", value_name = "TAG")]
    tags: Vec<String>,
    /// How far it is
    #[arg(long, value_parser = status)]
    status: Option<Status>,
    /// A section's text: problem, hypothesis, method, data, evaluation, risk or `next_step`
    #[arg(long = "section", value_name = "NAME=TEXT", value_parser = section)]
    sections: Vec<(Section, String)>,
}

#[derive(Debug, Args)]
struct List {
    /// Only those that are so far
    #[arg(long, value_parser = status)]
    status: Option<Status>,
    /// Only those with this tag
    #[arg(long)]
    tag: Option<String>,
    /// Only those that hold all of these words
    #[arg(long, value_name = "WORDS")]
    search: Option<String>,
    /// Those that were deleted
    #[arg(long)]
    deleted: bool,
    /// One JSON document
    #[arg(long)]
    json: bool,
}

#[derive(Debug, Args)]
struct Show {
    /// Its number
    id: i64,
    /// One JSON document
    #[arg(long)]
    json: bool,
}

#[derive(Debug, Args)]
struct Edit {
    /// Its number
    id: i64,
    /// A new title
    #[arg(long)]
    title: Option<String>,
    #[command(flatten)]
    facts: Facts,
    /// A tag it no longer has
    #[arg(long = "untag", value_name = "TAG")]
    untags: Vec<String>,
    #[command(flatten)]
    text: input::Source,
}

#[derive(Debug, Args)]
struct LinkItems {
    #[command(flatten)]
    items: Items,
    /// Why, in a line
    #[arg(long, value_name = "TEXT")]
    why: Option<String>,
}

#[derive(Debug, Args)]
struct Items {
    /// Its number
    id: i64,
    /// Numbers of items
    #[arg(required = true, value_name = "ITEM")]
    items: Vec<i64>,
}

#[derive(Debug, Args)]
struct SetStatus {
    /// Its number
    id: i64,
    /// How far it is
    #[arg(value_parser = status)]
    status: Status,
}

#[derive(Debug, Args)]
struct One {
    /// Its number
    id: i64,
}

pub(super) fn run(arguments: &Arguments, context: &Context) -> anyhow::Result<Outcome> {
    if let Action::New(new) = &arguments.action {
        return begin(new, context);
    }
    if let Action::Draft(draft) = &arguments.action {
        return super::draft::run(draft, context);
    }
    let mut store = match &arguments.action {
        Action::List(_) | Action::Show(_) => context.reading()?,
        Action::New(_)
        | Action::Draft(_)
        | Action::Edit(_)
        | Action::Link(_)
        | Action::Unlink(_)
        | Action::Status(_)
        | Action::Delete(_)
        | Action::Restore(_) => context.store()?,
    };
    match &arguments.action {
        // They were done above.
        Action::New(_) | Action::Draft(_) => {}
        Action::List(list) => print_list(list, &store, context)?,
        Action::Show(show) => {
            let sheet = sheet(&store, library::idea(&store, IdeaId(show.id))?, context)?;
            print(&[sheet], show.json, true, context)?;
        }
        Action::Edit(edit) => change(edit, &mut store, context)?,
        Action::Link(link) => {
            let why = link.why.as_deref();
            alter(link.items.id, &mut store, context, |idea| {
                for id in &link.items.items {
                    link_to(idea, ItemId(*id), why);
                }
            })?;
        }
        Action::Unlink(items) => alter(items.id, &mut store, context, |idea| {
            idea.links.retain(|link| !items.items.contains(&link.item.0));
        })?,
        Action::Status(set) => {
            alter(set.id, &mut store, context, |idea| idea.thought.status = set.status)?;
        }
        Action::Delete(one) => {
            library::delete_idea(&mut store, (IdeaId(one.id), true), Face::Shell, context.now)?;
        }
        Action::Restore(one) => {
            library::delete_idea(&mut store, (IdeaId(one.id), false), Face::Shell, context.now)?;
        }
    }
    Ok(Outcome::Done)
}

fn begin(new: &New, context: &Context) -> anyhow::Result<Outcome> {
    let in_editor = new.title.is_none() && new.text.is_none();
    // What was begun in an editor before and not kept is gone on with, on the items it names.
    let is_new = |left: &Left| IdeaId::parse(&left.name).is_some_and(|id| id.key().is_some());
    let mut left = drafts::all(&context.data_dir).into_iter().filter(is_new);
    let left = if in_editor && new.items.is_empty() { left.next() } else { None };
    let name = left
        .as_ref()
        .map_or_else(|| IdeaId::of_key(drafts::new_key()).to_string(), |left| left.name.clone());
    let id = IdeaId::parse(&name).context("an idea's name was lost")?;
    // Even where the store does not open, what was written is kept.
    let written = new.text.as_deref().unwrap_or_default();
    let mut store = input::kept(&name, written, context, || context.store())?;
    let mut items: Vec<Item> = new
        .items
        .iter()
        .map(|id| library::whole(&store, ItemId(*id), context.now))
        .collect::<Result<_, _>>()?;
    let terms = shared::shared(&items, &*context.lexicon()?);
    let mut thought = if let Some(text) = &new.text {
        Thought::from_text(text, &all_headings())
    } else {
        let date = context.zone.day_of(context.now).to_string();
        let facts = template::Facts { date: &date, ..template::Facts::default() };
        let begun = template::filled(&context.config.ideas.template, facts);
        template::under(template::thought(&items, &terms, (context.lang, context.zone)), &begun)
    };
    let mut is_template = new.text.is_none() && !items.is_empty();
    if let Some(title) = &new.title {
        title.clone_into(&mut thought.title);
    }
    apply(&new.facts, &mut thought);
    let edited = if in_editor {
        // What was left begins with the same.
        let text = match left {
            Some(_) => String::new(),
            None => thought.to_text(&headings(context.lang)),
        };
        let edited = input::edited(&name, &text, context)?;
        thought = Thought::from_text(&edited.text, &all_headings());
        if edited.is_untouched() && thought.title.trim().is_empty() {
            edited.forget();
            bail!(failed("failed.program.no_title_kept", &[]));
        }
        for id in left.iter().flat_map(|left| links::items(&left.text)) {
            // One that is gone is no reason to lose the rest.
            items.extend(library::whole(&store, ItemId(id), context.now).ok());
        }
        is_template = is_template && edited.text == text;
        Some(edited)
    } else {
        None
    };
    let why = clean::line(new.why.as_deref().unwrap_or_default(), WHY);
    let links: Vec<Link> =
        items.iter().map(|item| Link { item: item.row.id, why: why.clone() }).collect();
    let text = thought.to_text(&headings(context.lang));
    thought.title = clean::line(&thought.title, TITLE);
    let idea = Idea { id, ..Idea::begun(0, thought, links, is_template, context.now) };
    let keep = || -> anyhow::Result<IdeaId> {
        if idea.thought.title.is_empty() {
            bail!(failed("failed.program.no_title", &[]));
        }
        library::change_idea(&mut store, (None, Some(&idea)), Face::Shell, context.now)?;
        Ok(library::idea(&store, id)?.id)
    };
    let number = match edited {
        Some(edited) => edited.kept(&name, context, keep)?,
        None => input::kept(&name, &text, context, keep)?,
    };
    output::print(&format!("{}\n", number.0))?;
    Ok(Outcome::Done)
}

/// Characters of a title, and of why an idea stands on an item.
const TITLE: usize = 1_000;
const WHY: usize = 1_000;

fn apply(facts: &Facts, thought: &mut Thought) {
    for tag in facts.tags.iter().filter_map(|tag| listed::tag(tag)) {
        if !thought.tags.contains(&tag) {
            thought.tags.push(tag);
        }
    }
    if let Some(status) = facts.status {
        thought.status = status;
    }
    for (section, text) in &facts.sections {
        text.clone_into(&mut thought.sections[*section as usize]);
    }
}

fn link_to(idea: &mut Idea, item: ItemId, why: Option<&str>) {
    let why = why.map(|why| clean::line(why, WHY));
    match idea.links.iter_mut().find(|link| link.item == item) {
        Some(link) => link.why = why.unwrap_or_else(|| link.why.clone()),
        None => idea.links.push(Link { item, why: why.unwrap_or_default() }),
    }
}

fn change(edit: &Edit, store: &mut Store, context: &Context) -> anyhow::Result<()> {
    let was = library::idea(store, IdeaId(edit.id))?;
    let before = was.thought.to_text(&headings(context.lang));
    let name = was.id.to_string();
    let mut thought = was.thought.clone();
    let mut edited = None;
    if let Some(text) = edit.text.read()? {
        thought = Thought::from_text(&text, &all_headings());
    } else if edit.title.is_none() && edit.untags.is_empty() && is_empty(&edit.facts) {
        let written = input::edited(&name, &before, context)?;
        thought = Thought::from_text(&written.text, &all_headings());
        edited = Some(written);
    }
    if let Some(title) = &edit.title {
        title.clone_into(&mut thought.title);
    }
    apply(&edit.facts, &mut thought);
    let untags: Vec<String> = edit.untags.iter().filter_map(|tag| listed::tag(tag)).collect();
    thought.tags.retain(|tag| !untags.contains(tag));
    thought.title = clean::line(&thought.title, TITLE);
    if thought.title.is_empty() {
        was.thought.title.clone_into(&mut thought.title);
    }
    let text = thought.to_text(&headings(context.lang));
    let to = Idea { template: was.template && text == before, thought, ..was.clone() };
    let keep = || library::change_idea(store, (Some(&was), Some(&to)), Face::Shell, context.now);
    match edited {
        Some(edited) => edited.kept(&name, context, keep),
        None => input::kept(&name, &text, context, keep),
    }
}

fn is_empty(facts: &Facts) -> bool {
    facts.tags.is_empty() && facts.status.is_none() && facts.sections.is_empty()
}

fn alter(
    id: i64,
    store: &mut Store,
    context: &Context,
    how: impl FnOnce(&mut Idea),
) -> anyhow::Result<()> {
    let was = library::idea(store, IdeaId(id))?;
    let mut to = was.clone();
    how(&mut to);
    Ok(library::change_idea(store, (Some(&was), Some(&to)), Face::Shell, context.now)?)
}

fn print_list(list: &List, store: &Store, context: &Context) -> anyhow::Result<()> {
    let words: Vec<String> = list
        .search
        .iter()
        .flat_map(|text| text.split_whitespace())
        .map(str::to_lowercase)
        .collect();
    let tag = list.tag.as_deref().and_then(listed::tag);
    let mut ideas = library::ideas(store, list.deleted)?;
    ideas.retain(|idea| {
        let text = idea.thought.all_words().to_lowercase();
        list.status.is_none_or(|status| idea.thought.status == status)
            && tag.as_ref().is_none_or(|tag| idea.thought.tags.contains(tag))
            && words.iter().all(|word| text.contains(word))
    });
    if ideas.is_empty() && !list.json {
        output::complain(&say(context.lang, "nothing.ideas", &[]));
    }
    let sheets = sheets(store, ideas, context)?;
    print(&sheets, list.json, false, context)
}

fn sheet(store: &Store, idea: Idea, context: &Context) -> anyhow::Result<Sheet> {
    sheets(store, vec![idea], context)?.pop().context("an idea was lost")
}

fn print(sheets: &[Sheet], json: bool, whole: bool, context: &Context) -> anyhow::Result<()> {
    if json {
        let format = ideas::format("json").context("the format went away")?;
        return output::print_document(&(format.write)(sheets, context.lang, context.zone));
    }
    for sheet in sheets {
        let idea = &sheet.idea;
        if whole {
            let text = idea.thought.to_text(&headings(context.lang));
            output::print(&clean::block(&text, text.len()))?;
            output::print("\n\n")?;
            for row in &sheet.items {
                let why = idea.links.iter().find(|link| link.item == row.id);
                let why = why.map(|link| clean::line(&link.why, WHY)).unwrap_or_default();
                let dash = if why.is_empty() { "" } else { " — " };
                output::print(&format!("{:>6}  {}{dash}{why}\n", row.id.0, row.title))?;
            }
        } else {
            output::print(&(output::idea_line(idea, context) + "\n"))?;
        }
    }
    Ok(())
}

fn status(text: &str) -> Result<Status, String> {
    Status::from_name(text)
        .ok_or_else(|| format!("the states are {}", Status::ALL.map(Status::name).join(", ")))
}

fn section(text: &str) -> Result<(Section, String), String> {
    let names = || Section::ALL.map(Section::name).join(", ");
    let (name, text) =
        text.split_once('=').ok_or_else(|| "write it like problem=TEXT".to_owned())?;
    let section =
        Section::from_name(name).ok_or_else(|| format!("the sections are {}", names()))?;
    Ok((section, text.to_owned()))
}
