//! What another program may ask of the store: each tool with its arguments as a JSON Schema, and what
//! it gives, which are the shapes of `docs/json.md`.

use anyhow::{Context as _, bail};
use serde_json::{Map, Value, json};

use super::given::{Given, MOST, USUAL};
use super::idea::IdeaChange;
use crate::cli::input::{Found, filter, found};
use crate::cli::sheets::sheets;
use crate::cli::{Context, output, show};
use crate::export::{digest, ideas};
use crate::filter::Filter;
use crate::library::{self, edition};
use crate::model::change::Face;
use crate::model::idea::Section;
use crate::model::{
    About, EditionWindow, Idea, IdeaId, ItemId, Pane, Query, Row, Sort, SourceId, StoryId,
};
use crate::store::Store;

/// How an edition is named.
const EDITION: &str =
    "last, open, or its day: YYYY-MM-DD, today or yesterday; the current one where absent";

/// How items are asked for in one line.
const LINE: &str = "Words (\"a phrase\", begin*, -without) and filters, all of which must hold: company:nvidia \
    move:investment source:wire pane:research lang:ko author:li tag:risk state:to-read due:this since:3d \
    until:2026-03-01 day:today starred noted unread; `-` before one turns it round. Also in Korean: \
    기업:엔비디아 안읽음";

/// How a calendar day is named.
const DAY: &str = "A calendar day in place of an edition: YYYY-MM-DD, today or yesterday";

/// Something that can be asked for.
pub(super) struct Tool {
    name: &'static str,
    about: &'static str,
    /// The arguments that only read, and those that write.
    reads: fn() -> Value,
    writes: fn() -> Value,
    call: fn(&Given<'_>, bool, &Context) -> anyhow::Result<Value>,
}

impl Tool {
    /// What it gives for the arguments of a call.
    pub(super) fn called(
        &self,
        arguments: &Value,
        write: bool,
        context: &Context,
    ) -> anyhow::Result<Value> {
        (self.call)(&Given::of(arguments, &self.arguments(true))?, write, context)
    }

    /// Its arguments by name, with those that write or without.
    fn arguments(&self, write: bool) -> Map<String, Value> {
        let parts = [(self.reads)(), if write { (self.writes)() } else { json!({}) }];
        let part = |part| if let Value::Object(part) = part { part } else { Map::new() };
        parts.into_iter().flat_map(part).collect()
    }
}

/// All tools.
const TOOLS: [Tool; 7] = [
    Tool {
        name: "search",
        about: "Find items by words in title, text, authors, source and notes, Korean and English, and \
                by what they must be.",
        reads: || json!({ "query": text(LINE), "limit": limit() }),
        writes: || json!({}),
        call: search,
    },
    Tool {
        name: "list",
        about: "Items, best first: of a pane, a day, a source, the reading list, or what a filter \
                lets through.",
        reads: || {
            json!({
                "filter": text(LINE),
                "pane": { "type": "string", "enum": Pane::ALL.map(Pane::name) },
                "day": text("Only this day: YYYY-MM-DD, today or yesterday"),
                "since": text("Only from this day on"),
                "until": text("Only up to and with this day"),
                "source": text("Only this source, by its id"),
                "story": number("Only the reports of this story"),
                "unread": flag("Only what was not read"),
                "starred": flag("Only the reading list"),
                "noted": flag("Only what has a note"),
                "limit": limit(),
            })
        },
        writes: || json!({}),
        call: list,
    },
    Tool {
        name: "show",
        about: "One item whole: text, reasons of its score, links, note, ideas, the rest of its story.",
        reads: || json!({ "id": number("The item's number") }),
        writes: || json!({}),
        call: |given, _, context| show::json(ItemId(given.required("id")?), context),
    },
    Tool {
        name: "edition",
        about: "An edition: what mattered, in the order of its page, with references.",
        reads: || {
            json!({
                "edition": text(EDITION),
                "day": text(DAY),
                "minutes": {
                    "type": "number",
                    "description": "Reading time",
                    "minimum": 0.5,
                    "maximum": 120,
                },
            })
        },
        writes: || json!({}),
        call: edition_of,
    },
    Tool {
        name: "trends",
        about: "What is talked about more than usual, strongest first, with 30 daily counts.",
        reads: || json!({ "edition": text(EDITION), "day": text(DAY), "limit": limit() }),
        writes: || json!({}),
        call: trends,
    },
    Tool {
        name: "note",
        about: "The user's note (Markdown) on an item, a story or a day.",
        reads: || {
            json!({
                "item": number("An item's number"),
                "story": number("A story's number"),
                "day": text("YYYY-MM-DD, today or yesterday"),
            })
        },
        writes: || {
            json!({
                "text": text("Write this in the note's place; what it said stays in its history"),
                "append": text("Write this below what the note says"),
            })
        },
        call: note,
    },
    Tool {
        name: "idea",
        about: "The user's research ideas whole, last touched first, or one by its number.",
        reads: || json!({ "id": number("The idea's number; all ideas where absent"), "limit": limit() }),
        writes: || {
            json!({
                "title": text("Begin an idea of this title; with `id`, this title in place of its own"),
                "text": text("Begin it with this text, Markdown under the headings that `idea` shows; \
                              with `id`, this text in place of its own"),
                "append": text("With `id`: write this below what it says"),
                "section": {
                    "type": "string",
                    "enum": Section::ALL.map(Section::name),
                    "description": "With `text` or `append`: that section alone",
                },
                "touched": text("With `id` and `title` or `text`: its `touched` as it was read, since \
                                 they replace what the user wrote. What it said goes among the \
                                 deleted ideas, where the user can have it back for 30 days"),
                "items": {
                    "type": "array",
                    "items": { "type": "integer" },
                    "maxItems": MOST,
                    "description": "Numbers of items that it stands on",
                },
                "why": text("Why it stands on them, in a line"),
            })
        },
        call: idea,
    },
];

fn text(about: &str) -> Value {
    json!({ "type": "string", "description": about })
}

fn number(about: &str) -> Value {
    json!({ "type": "integer", "description": about })
}

fn flag(about: &str) -> Value {
    json!({ "type": "boolean", "description": about })
}

fn limit() -> Value {
    json!({ "type": "integer", "minimum": 1, "maximum": MOST, "default": USUAL })
}

/// The tools as the protocol lists them.
pub(super) fn all(write: bool) -> Value {
    let shape = |tool: &Tool| {
        let needed: &[&str] = match tool.name {
            "search" => &["query"],
            "show" => &["id"],
            _ => &[],
        };
        let can_write = write && (tool.writes)().as_object().is_some_and(|all| !all.is_empty());
        json!({
            "name": tool.name,
            "description": tool.about,
            "inputSchema": {
                "type": "object",
                "properties": tool.arguments(write),
                "required": needed,
                "additionalProperties": false,
            },
            "annotations": {
                "readOnlyHint": !can_write,
                "destructiveHint": can_write,
                "openWorldHint": false,
            },
        })
    };
    TOOLS.iter().map(shape).collect()
}

/// The tool of that name.
pub(super) fn named(name: &str) -> Option<&'static Tool> {
    TOOLS.iter().find(|tool| tool.name == name)
}

/// Items as `list --json` has them.
fn items(rows: Vec<Row>, order: Sort, store: &Store, context: &Context) -> anyhow::Result<Value> {
    let mut shapes = Vec::with_capacity(rows.len());
    for row in rows {
        let item = store.item_of(row)?;
        let edition = output::edition_of(item.row.id, store, context)?;
        shapes.push(serde_json::to_value(output::ItemJson::of(&item, order, edition, context))?);
    }
    Ok(json!({ "items": shapes }))
}

fn search(given: &Given<'_>, _: bool, context: &Context) -> anyhow::Result<Value> {
    let query = given.text("query")?.context("`query` is missing")?;
    let store = context.reading()?;
    let Found { rows, order, .. } = found(&[query.to_owned()], given.limit()?, &store, context)?;
    items(rows, order, &store, context)
}

fn list(given: &Given<'_>, _: bool, context: &Context) -> anyhow::Result<Value> {
    let store = context.reading()?;
    let day = |name: &str| -> anyhow::Result<Option<crate::model::Day>> {
        Ok(given.text(name)?.map(|text| context.day(text)).transpose()?)
    };
    let (since, until) = match (day("day")?, day("since")?, day("until")?) {
        (Some(day), None, None) => (Some(day), Some(day)),
        (Some(_), ..) => bail!("give `day`, or `since` and `until`, not both"),
        (None, since, until) => (since, until),
    };
    let pane = given
        .text("pane")?
        .map(|name| Pane::from_name(name).context("the panes are research, companies and trends"))
        .transpose()?;
    // One that there is not is an error, and no empty list.
    let named = given.text("source")?.map(|id| SourceId(id.to_owned()));
    let source = named.map(|id| store.source(&id)).transpose()?;
    let query = Query {
        pane,
        unread: given.is_set("unread")?,
        starred: given.is_set("starred")?,
        noted: given.is_set("noted")?,
        since: since.map(|day| context.zone.start_of(day)),
        until: until.map(|day| context.zone.end_of(day)),
        source: source.map(|source| source.id),
        story: given.whole("story")?.map(StoryId),
        limit: Some(given.limit()?),
        ..Query::default()
    };
    let line: Vec<String> = given.text("filter")?.into_iter().map(str::to_owned).collect();
    let Filter { query, words } = filter(&line, query, context)?;
    let rows = library::listed(&store, &query, &words, context.now)?;
    items(rows, query.order(), &store, context)
}

/// The edition or the calendar day that is asked for.
fn window(given: &Given<'_>, store: &Store, context: &Context) -> anyhow::Result<EditionWindow> {
    match (given.text("edition")?, given.text("day")?) {
        (Some(_), Some(_)) => bail!("give `edition` or `day`, not both"),
        (None, Some(day)) => {
            let day = context.day(day)?;
            Ok(EditionWindow::of_days(day, day, context.zone, context.now))
        }
        (named, None) => context.edition(named, store),
    }
}

fn edition_of(given: &Given<'_>, _: bool, context: &Context) -> anyhow::Result<Value> {
    let minutes = given.between("minutes", 0.5, 120.0)?;
    let store = context.reading()?;
    let window = window(given, &store, context)?;
    let asked = context.asked(window, minutes.unwrap_or(context.config.digest.minutes));
    let made = edition::digest(&store, &*context.lexicon()?, &asked)?;
    let json = digest::format("json").context("the format went away")?;
    Ok(serde_json::from_str(&(json.write)(&made, context.lang))?)
}

fn trends(given: &Given<'_>, _: bool, context: &Context) -> anyhow::Result<Value> {
    let (store, lexicon) = (context.reading()?, context.lexicon()?);
    let window = window(given, &store, context)?;
    let trending =
        library::talked_of(&store, &lexicon, &window, context.clock(), Some(given.limit()?))?;
    Ok(json!({ "trends": trending.terms }))
}

/// What a note is asked to be about.
fn about(given: &Given<'_>, context: &Context) -> anyhow::Result<About> {
    let item = given.whole("item")?.map(|id| About::Item(ItemId(id)));
    let story = given.whole("story")?.map(|id| About::Story(StoryId(id)));
    let day = given.text("day")?.map(|day| context.day(day)).transpose()?.map(About::Day);
    let mut named = [item, story, day].into_iter().flatten();
    match (named.next(), named.next()) {
        (Some(about), None) => Ok(about),
        (None, _) | (Some(_), Some(_)) => bail!("give one of `item`, `story` and `day`"),
    }
}

fn note(given: &Given<'_>, write: bool, context: &Context) -> anyhow::Result<Value> {
    let about = about(given, context)?;
    let (text, more) = (given.text("text")?, given.text("append")?);
    let mut store =
        if text.or(more).is_some() { writing(write, context)? } else { context.reading()? };
    let was = library::note(&store, about)?.map(|note| note.text);
    let now = match (text, more) {
        (Some(_), Some(_)) => bail!("give `text` or `append`, not both"),
        (Some(text), None) => Some(text.to_owned()),
        (None, Some(more)) => Some(match &was {
            Some(was) => format!("{was}\n\n{more}"),
            None => more.to_owned(),
        }),
        (None, None) => None,
    };
    if let Some(text) = &now {
        // Whoever wrote meanwhile loses nothing: what it said must still be so.
        library::change_note(
            &mut store,
            about,
            (was.as_deref(), text),
            Face::Assistant,
            context.now,
        )?;
    }
    Ok(json!({ "about": about.to_string(), "note": now.or(was) }))
}

fn idea(given: &Given<'_>, write: bool, context: &Context) -> anyhow::Result<Value> {
    let id = given.whole("id")?.map(IdeaId);
    let change = IdeaChange::of(given)?;
    if !change.is_one() {
        let store = context.reading()?;
        let mut found = match id {
            Some(id) => vec![library::idea(&store, id)?],
            None => library::ideas(&store, false)?,
        };
        found.truncate(given.limit()?);
        return shapes(&store, found, context);
    }
    let mut store = writing(write, context)?;
    let id = if let Some(id) = id {
        let was = library::idea(&store, id)?;
        let to = change.on(&was)?;
        if change.replaces() {
            library::rewrite_idea(&mut store, (&was, &to), Face::Assistant, context.now)?;
        } else {
            library::change_idea(
                &mut store,
                (Some(&was), Some(&to)),
                Face::Assistant,
                context.now,
            )?;
        }
        id
    } else {
        let idea = change.begun(context.now)?;
        library::change_idea(&mut store, (None, Some(&idea)), Face::Assistant, context.now)?;
        idea.id
    };
    let kept = library::idea(&store, id)?;
    shapes(&store, vec![kept], context)
}

/// Ideas as `idea show --json` has them.
fn shapes(store: &Store, of: Vec<Idea>, context: &Context) -> anyhow::Result<Value> {
    let sheets = sheets(store, of, context)?;
    let json = ideas::format("json").context("the format went away")?;
    let ideas: Value = serde_json::from_str(&(json.write)(&sheets, context.lang, context.zone))?;
    Ok(json!({ "ideas": ideas }))
}

fn writing(write: bool, context: &Context) -> anyhow::Result<Store> {
    if !write {
        bail!("nothing can be changed here; the user must start `jogan mcp --write`");
    }
    context.store()
}
