//! What another program may ask of the store: each tool with its arguments as a JSON Schema, and what
//! it gives, which are the shapes of `docs/json.md`.

use anyhow::{Context as _, bail};
use serde_json::{Map, Value, json};

use crate::cli::input::filter;
use crate::cli::sheets::sheets;
use crate::cli::{Context, output, show};
use crate::edition;
use crate::export::{digest, ideas};
use crate::filter::Filter;
use crate::model::idea::Link;
use crate::model::{
    About, EditionWindow, Idea, IdeaId, ItemId, Pane, Query, Row, Sort, SourceId, StoryId, Thought,
};
use crate::store::Store;
use crate::text::clean;

/// Items of a list at most.
const MOST: usize = 200;

/// Items of a list where no number is asked for.
const USUAL: usize = 20;

/// Longest text of a note or an idea that is taken, in bytes.
const LONGEST: usize = 1024 * 1024;

/// How an edition is named.
const EDITION: &str =
    "last, open, or its day: YYYY-MM-DD, today or yesterday; the current one where absent";

/// How a calendar day is named.
const DAY: &str = "A calendar day in place of an edition: YYYY-MM-DD, today or yesterday";

/// Something that can be asked for.
pub(super) struct Tool {
    name: &'static str,
    about: &'static str,
    /// The arguments that only read, and those that write.
    reads: fn() -> Value,
    writes: fn() -> Value,
    pub(super) call: fn(&Value, bool, &Context) -> anyhow::Result<Value>,
}

/// All tools.
const TOOLS: [Tool; 7] = [
    Tool {
        name: "search",
        about: "Find items by words in title, text, authors, source and notes; Korean and English. \
                \"a phrase\", begin*, -without.",
        reads: || json!({ "query": text("The words"), "limit": limit() }),
        writes: || json!({}),
        call: search,
    },
    Tool {
        name: "list",
        about: "Items, best first: of a pane, a day, a source, the reading list, or what a filter \
                lets through.",
        reads: || {
            json!({
                "filter": text(
                    "As in the reader: company:nvidia move:investment author:li since:3d -starred, \
                     and words",
                ),
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
        call: |given, _, context| show::json(ItemId(required(given, "id")?), context),
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
        about: "The user's research ideas: all in short, or one whole by its number.",
        reads: || json!({ "id": number("The idea's number; all ideas where absent") }),
        writes: || {
            json!({
                "title": text("Begin an idea of this title, or give the one of that id this title"),
                "text": text("Its text: Markdown under the headings that `idea` shows"),
                "items": {
                    "type": "array",
                    "items": { "type": "integer" },
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
        let mut properties: Map<String, Value> = Map::new();
        let parts =
            if write { vec![(tool.reads)(), (tool.writes)()] } else { vec![(tool.reads)()] };
        for part in parts {
            let Value::Object(part) = part else { continue };
            properties.extend(part);
        }
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
                "properties": properties,
                "required": needed,
                "additionalProperties": false,
            },
            "annotations": {
                "readOnlyHint": !can_write,
                "destructiveHint": false,
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

/// A text among the arguments.
fn word<'a>(given: &'a Value, name: &str) -> anyhow::Result<Option<&'a str>> {
    match given.get(name) {
        None | Some(Value::Null) => Ok(None),
        Some(Value::String(text)) if text.len() <= LONGEST => Ok(Some(text)),
        Some(Value::String(_)) => bail!("`{name}` is longer than 1 MiB"),
        Some(_) => bail!("`{name}` must be a text"),
    }
}

/// A whole number among the arguments; some programs write it as a text.
fn whole(given: &Value, name: &str) -> anyhow::Result<Option<i64>> {
    match given.get(name) {
        None | Some(Value::Null) => Ok(None),
        Some(value) => {
            let number = value.as_i64().or_else(|| value.as_str()?.parse().ok());
            number.map(Some).with_context(|| format!("`{name}` must be a whole number"))
        }
    }
}

fn required(given: &Value, name: &str) -> anyhow::Result<i64> {
    whole(given, name)?.with_context(|| format!("`{name}` is missing"))
}

fn is_set(given: &Value, name: &str) -> anyhow::Result<bool> {
    match given.get(name) {
        None | Some(Value::Null) => Ok(false),
        Some(value) => value.as_bool().with_context(|| format!("`{name}` must be true or false")),
    }
}

fn count(given: &Value) -> anyhow::Result<usize> {
    let asked = whole(given, "limit")?.and_then(|asked| usize::try_from(asked).ok());
    Ok(asked.unwrap_or(USUAL).clamp(1, MOST))
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

fn search(given: &Value, _: bool, context: &Context) -> anyhow::Result<Value> {
    let query = word(given, "query")?.context("`query` is missing")?;
    let store = context.reading()?;
    let rows = store.search(query, count(given)?, context.now)?;
    items(rows, Sort::Score, &store, context)
}

fn list(given: &Value, _: bool, context: &Context) -> anyhow::Result<Value> {
    let store = context.reading()?;
    let day = |name: &str| -> anyhow::Result<Option<crate::model::Day>> {
        Ok(word(given, name)?.map(|text| context.day(text)).transpose()?)
    };
    let (since, until) = match day("day")? {
        Some(day) => (Some(day), Some(day)),
        None => (day("since")?, day("until")?),
    };
    let pane = word(given, "pane")?
        .map(|name| Pane::from_name(name).context("the panes are research, companies and trends"))
        .transpose()?;
    let query = Query {
        pane,
        unread: is_set(given, "unread")?,
        starred: is_set(given, "starred")?,
        noted: is_set(given, "noted")?,
        since: since.map(|day| context.zone.start_of(day)),
        until: until.map(|day| context.zone.end_of(day)),
        source: word(given, "source")?.map(|id| SourceId(id.to_owned())),
        story: whole(given, "story")?.map(StoryId),
        limit: Some(count(given)?),
        ..Query::default()
    };
    let line: Vec<String> = word(given, "filter")?.into_iter().map(str::to_owned).collect();
    let Filter { query, words } = filter(&line, query, context)?;
    let rows = if words.is_empty() {
        store.rows(&query, context.now)?
    } else {
        store.rows_with(&words, &query, context.now)?
    };
    items(rows, query.order(), &store, context)
}

/// The edition or the calendar day that is asked for.
fn window(given: &Value, store: &Store, context: &Context) -> anyhow::Result<EditionWindow> {
    match (word(given, "edition")?, word(given, "day")?) {
        (Some(_), Some(_)) => bail!("give `edition` or `day`, not both"),
        (None, Some(day)) => {
            let day = context.day(day)?;
            Ok(EditionWindow::of_days(day, day, context.zone, context.now))
        }
        (named, None) => context.edition(named, store),
    }
}

fn edition_of(given: &Value, _: bool, context: &Context) -> anyhow::Result<Value> {
    let minutes = given.get("minutes").and_then(Value::as_f64);
    let minutes = minutes.filter(|minutes| (0.5..=120.0).contains(minutes));
    let store = context.reading()?;
    let window = window(given, &store, context)?;
    let asked = context.asked(window, minutes.unwrap_or(context.config.digest.minutes));
    let made = edition::digest(&store, &*context.lexicon()?, &asked)?;
    let json = digest::format("json").context("the format went away")?;
    Ok(serde_json::from_str(&(json.write)(&made, context.lang))?)
}

fn trends(given: &Value, _: bool, context: &Context) -> anyhow::Result<Value> {
    let (store, lexicon) = (context.reading()?, context.lexicon()?);
    let window = window(given, &store, context)?;
    let trending = edition::trending(&store, &lexicon, &window, context.clock(), count(given)?)?;
    Ok(json!({ "trends": trending.terms }))
}

/// What a note is asked to be about.
fn about(given: &Value, context: &Context) -> anyhow::Result<About> {
    let item = whole(given, "item")?.map(|id| About::Item(ItemId(id)));
    let story = whole(given, "story")?.map(|id| About::Story(StoryId(id)));
    let day = word(given, "day")?.map(|day| context.day(day)).transpose()?.map(About::Day);
    let mut named = [item, story, day].into_iter().flatten();
    match (named.next(), named.next()) {
        (Some(about), None) => Ok(about),
        (None, _) | (Some(_), Some(_)) => bail!("give one of `item`, `story` and `day`"),
    }
}

fn note(given: &Value, write: bool, context: &Context) -> anyhow::Result<Value> {
    let about = about(given, context)?;
    let (text, more) = (word(given, "text")?, word(given, "append")?);
    let mut store =
        if text.or(more).is_some() { writing(write, context)? } else { context.reading()? };
    let was = store.note(about)?.map(|note| note.text);
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
        store.change_note(about, was.as_deref(), text, context.now)?;
    }
    Ok(json!({ "about": about.to_string(), "note": now.or(was) }))
}

fn idea(given: &Value, write: bool, context: &Context) -> anyhow::Result<Value> {
    let id = whole(given, "id")?.map(IdeaId);
    let (title, text) = (word(given, "title")?, word(given, "text")?);
    let links = linked(given)?;
    let is_writing = title.is_some() || text.is_some() || !links.is_empty();
    if !is_writing {
        let store = context.reading()?;
        return match id {
            Some(id) => shapes(&store, vec![store.idea(id)?], context),
            None => shapes(&store, store.ideas(false)?, context),
        };
    }
    let mut store = writing(write, context)?;
    let was = id.map(|id| store.idea(id)).transpose()?;
    let mut thought = was.as_ref().map(|idea| idea.thought.clone()).unwrap_or_default();
    if let Some(text) = text {
        let Thought { title, status, tags, .. } = thought;
        thought =
            Thought { status, tags, ..Thought::from_text(text, &crate::lang::all_headings()) };
        if thought.title.is_empty() {
            thought.title = title;
        }
    }
    if let Some(title) = title {
        thought.title = clean::line(title, 1_000);
    }
    if thought.title.is_empty() {
        bail!("an idea needs a `title`");
    }
    let id = if let Some(was) = was {
        let mut idea = Idea { thought, touched: context.now, template: false, ..was.clone() };
        let new = |link: &Link| was.links.iter().all(|known| known.item != link.item);
        idea.links.extend(links.into_iter().filter(new));
        store.change_idea(Some(&was), Some(&idea), context.now)?;
        was.id
    } else {
        let key = crate::drafts::new_key();
        let idea = Idea::begun(key, thought, links, false, context.now);
        store.change_idea(None, Some(&idea), context.now)?;
        idea.id
    };
    let kept = store.idea(id)?;
    shapes(&store, vec![kept], context)
}

/// The items that an idea is to stand on.
fn linked(given: &Value) -> anyhow::Result<Vec<Link>> {
    let Some(items) = given.get("items").filter(|items| !items.is_null()) else {
        return Ok(Vec::new());
    };
    let why = word(given, "why")?.map(|why| clean::line(why, 1_000)).unwrap_or_default();
    let items = items.as_array().context("`items` must be a list of whole numbers")?;
    let link = |item: &Value| {
        let item = item.as_i64().context("`items` must be a list of whole numbers")?;
        Ok(Link { item: ItemId(item), why: why.clone() })
    };
    items.iter().take(MOST).map(link).collect()
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
