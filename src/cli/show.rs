//! `jogan show`: one item whole.

use clap::Args;
use serde::Serialize;

use super::{Context, Outcome, output};
use crate::lang::say;
use crate::library::{self, edition};
use crate::model::{Day, Facts, IdeaLine, Item, ItemId, Row, Sort};
use crate::store::Store;
use crate::text::markup::{self, Article, Page};
use crate::text::{clean, enclosure, html};

/// Show one item whole, with its reasons, its note and the rest of its story
#[derive(Debug, Args)]
pub(super) struct Arguments {
    /// The item's number
    id: i64,
    /// One JSON document
    #[arg(long)]
    json: bool,
}

/// Characters of text that are shown.
const LONGEST: usize = 1_000_000;

/// Columns of a comfortable line.
const MEASURE: usize = 80;

#[derive(Debug, Serialize)]
struct Whole<'a> {
    #[serde(flatten)]
    item: output::ItemJson<'a>,
    content: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    full_text: Option<&'a str>,
    links: &'a [String],
    #[serde(skip_serializing_if = "Option::is_none")]
    enclosure: Option<String>,
    note: &'a Option<String>,
    story_note: &'a Option<String>,
    ideas: &'a [IdeaLine],
    related: Vec<ItemId>,
    story_items: Vec<ItemId>,
    standing: Standing,
}

/// How the item stands in its edition.
#[derive(Debug, Serialize)]
struct Standing {
    edition: Option<Day>,
    place: &'static str,
    rank: Option<u32>,
    because: String,
    facts: Option<Facts>,
}

pub(super) fn run(arguments: &Arguments, context: &Context) -> anyhow::Result<Outcome> {
    if arguments.json {
        let seen = seen(ItemId(arguments.id), context)?;
        output::print_json(&shape(&seen, context)?)?;
        return Ok(Outcome::Done);
    }
    let Seen { item, story, related, article, .. } = seen(ItemId(arguments.id), context)?;
    output::print(&whole(&item, &article, [&story, &related], context))?;
    Ok(Outcome::Done)
}

/// An item whole, as JSON has it.
pub(super) fn json(id: ItemId, context: &Context) -> anyhow::Result<serde_json::Value> {
    Ok(serde_json::to_value(shape(&seen(id, context)?, context)?)?)
}

fn shape<'a>(seen: &'a Seen, context: &Context) -> anyhow::Result<Whole<'a>> {
    let Seen { store, item, story, related, article, own, full_text } = seen;
    let edition = output::edition_of(item.row.id, store, context)?;
    let full_text = full_text.as_deref();
    Ok(Whole {
        content: if own.is_empty() { full_text.unwrap_or_default() } else { own },
        full_text,
        links: &article.links,
        enclosure: item
            .content_is_html
            .then(|| enclosure::first(item.row.url.as_deref(), &item.content))
            .flatten(),
        note: &item.note,
        story_note: &item.story_note,
        ideas: &item.ideas,
        related: related.iter().map(|row| row.id).collect(),
        story_items: story.iter().map(|row| row.id).collect(),
        standing: standing(item, store, context)?,
        item: output::ItemJson::of(item, Sort::Score, edition, context),
    })
}

/// An item with all that is shown beside it.
struct Seen {
    store: Store,
    item: Item,
    story: Vec<Row>,
    related: Vec<Row>,
    article: Article,
    /// What the feed said, as plain text.
    own: String,
    full_text: Option<String>,
}

fn seen(id: ItemId, context: &Context) -> anyhow::Result<Seen> {
    let store = context.reading()?;
    let item = library::whole(&store, id, context.now)?;
    let story = library::reports(&store, item.row.story, context.now)?;
    let related = library::related_to(&store, &*context.lexicon()?, &item.row, context.now)?;
    let own = if item.content_is_html {
        html::plain(&item.content, LONGEST)
    } else if item.content.is_empty() {
        item.summary.clone()
    } else {
        item.content.clone()
    };
    let full_text = item.full_text.as_deref().map(|html| html::plain(html, LONGEST));
    // The article says more than the feed, and is marked as what it is.
    let html = item.full_text.as_deref().or(item.content_is_html.then_some(item.content.as_str()));
    let page = Page {
        width: output::columns().min(MEASURE),
        base: item.row.url.as_deref(),
        image: &say(context.lang, "show.image", &[]),
    };
    let article = match html {
        Some(html) => markup::from_html(html, page),
        None => markup::from_plain(&own, page),
    };
    Ok(Seen { store, item, story, related, article, own, full_text })
}

/// How an item stands in the edition that it belongs to.
fn standing(item: &Item, store: &Store, context: &Context) -> anyhow::Result<Standing> {
    let window = context.config.closing().open(context.now);
    let asked = context.asked(window, context.config.digest.minutes);
    let found = edition::placement_of(store, &*context.lexicon()?, &asked, &item.row)?;
    let (day, placement) = found;
    let edition = Some(day);
    let Some(placement) = placement else {
        let because = say(context.lang, "placement.untold", &[]).into_owned();
        return Ok(Standing { edition, place: "left", rank: None, because, facts: None });
    };
    let because: Vec<String> =
        placement.because.iter().map(|told| told.say(context.lang)).collect();
    Ok(Standing {
        edition,
        place: placement.place.name(),
        rank: Some(placement.rank),
        because: because.join(" · "),
        facts: Some(placement.facts),
    })
}

fn whole(item: &Item, article: &Article, others: [&[Row]; 2], context: &Context) -> String {
    let row = &item.row;
    let mut lines = vec![output::styled(output::Look::Strong, &row.title)];
    let when = context.zone.wall_clock(row.published).format("%Y-%m-%d %H:%M").to_string();
    let when =
        if row.dated { when } else { say(context.lang, "show.first_seen", &[&when]).into_owned() };
    let mut meta = vec![row.source_name.clone(), when];
    if !item.authors.is_empty() {
        meta.push(item.authors.join(", "));
    }
    lines.push(output::styled(output::Look::Dim, &meta.join(" · ")));
    if item.owned {
        lines.push(say(context.lang, "owned.show", &[]).into_owned());
    }
    lines.extend(row.url.as_deref().map(|url| output::linked(Some(url), url)));
    lines.push(String::new());
    for sentence in &item.gist {
        lines.push(format!("  {sentence}"));
    }
    lines.push(String::new());
    lines.push(format!("{:5.1}", row.score));
    for reason in library::reasons(item, Sort::Score) {
        let text = output::reason_text(&reason, context.lang);
        lines.push(format!("  {}  {text}", output::points(reason.points)));
    }
    let pane = crate::lang::pane_reason(context.lang, &item.pane_reason);
    if !pane.is_empty() {
        lines.push(format!("          {pane}"));
    }
    lines.push(String::new());
    if item.full_text.is_some() {
        lines.push(output::styled(output::Look::Dim, &say(context.lang, "show.full_text", &[])));
    }
    lines.extend(article.lines.iter().map(markup::Line::text));
    for (index, link) in article.links.iter().enumerate() {
        lines.push(output::styled(
            output::Look::Dim,
            &output::linked(Some(link), &format!("[{}] {link}", index + 1)),
        ));
    }
    for idea in &item.ideas {
        let status = say(context.lang, &format!("idea.status.{}", idea.status.name()), &[]);
        let title = clean::line(&idea.title, LONGEST);
        lines.push(format!("{}  {title} ({status})", output::styled(output::Look::Strong, "◇")));
    }
    for note in [&item.note, &item.story_note].into_iter().flatten() {
        lines.extend([
            String::new(),
            output::styled(output::Look::Strong, "✎"),
            clean::block(note, LONGEST),
        ]);
    }
    for (heading, others) in ["show.story", "show.related"].into_iter().zip(others) {
        let mut others = others.iter().filter(|other| other.id != row.id).peekable();
        if others.peek().is_some() {
            let heading = say(context.lang, heading, &[]);
            lines.extend([String::new(), output::styled(output::Look::Strong, &heading)]);
        }
        lines.extend(
            others
                .map(|other| format!("{:>6}  {}  {}", other.id.0, other.title, other.source_name)),
        );
    }
    lines.join("\n") + "\n"
}
