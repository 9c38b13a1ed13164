//! What is printed, and its JSON shapes (`contract`: stable, documented in the README).

use std::borrow::Cow;
use std::io::{ErrorKind, IsTerminal as _, Write as _};

use serde::Serialize;

use super::Context;
use super::failed::OrSay as _;
use crate::lang::{Lang, say};
use crate::library::{self, edition};
use crate::model::{
    Day, Facts, Idea, Item, ItemId, Listed, Moment, Move, Pane, Reason, Row, Sort, StoryId,
};
use crate::store::Store;
use crate::text;
use crate::text::{address, clean};

/// Prints text for people: the last door before a terminal, whatever went into the text.
pub(super) fn print(text: &str) -> anyhow::Result<()> {
    write(&shown(text, is_styled()))
}

/// Prints a document of a format of its own: to a program or a file as it is, to a terminal as text.
pub(super) fn print_document(document: &str) -> anyhow::Result<()> {
    if std::io::stdout().is_terminal() { print(document) } else { write(document) }
}

/// Prints one JSON document.
pub(super) fn print_json(value: &impl Serialize) -> anyhow::Result<()> {
    write(&json_line(value)?)
}

fn json_line(value: &impl Serialize) -> anyhow::Result<String> {
    let json = serde_json::to_string(value).or_say("failed.program.json", &[])?;
    Ok(clean::json(json) + "\n")
}

fn write(text: &str) -> anyhow::Result<()> {
    let mut out = std::io::stdout().lock();
    out.write_all(text.as_bytes()).and_then(|()| out.flush()).or_say("failed.program.print", &[])
}

/// Around a link's address, before its words, and behind them; as the marks of [`Look`].
const LINK: [char; 3] = ['\u{fdd6}', '\u{fdd7}', '\u{fdd8}'];

/// Words that lead to a page, where the terminal has such links (OSC 8); else the words alone.
pub(super) fn linked(url: Option<&str>, words: &str) -> String {
    let [begin, middle, end] = LINK;
    match url.and_then(address::leaving).filter(|_| is_linked()) {
        Some(url) => format!("{begin}{url}{middle}{words}{end}"),
        None => words.to_owned(),
    }
}

/// Whether stdout is a terminal that is known to follow OSC 8, or to pass over what it does not know;
/// one that is not known gets none.
fn is_linked() -> bool {
    std::io::stdout().is_terminal() && knows_links(|name| std::env::var(name).ok())
}

fn knows_links(variable: impl Fn(&str) -> Option<String>) -> bool {
    let is_one = |name: &str, known: &[&str]| {
        variable(name).is_some_and(|value| known.iter().any(|known| value.contains(known)))
    };
    let is_set = |name: &str| variable(name).is_some_and(|value| !value.is_empty());
    // VTE has them since 0.50, as VTE_VERSION 5000.
    let vte = variable("VTE_VERSION").and_then(|version| version.parse::<u32>().ok());
    !is_one("TERM", &["dumb", "linux"])
        && (vte.is_some_and(|version| version >= 5_000)
            || ["KITTY_WINDOW_ID", "WT_SESSION", "KONSOLE_VERSION", "DOMTERM"]
                .into_iter()
                .any(is_set)
            || is_one("TERM_PROGRAM", &["iTerm", "WezTerm", "vscode", "ghostty", "Hyper", "rio"])
            || is_one("TERM", &["kitty", "foot", "alacritty", "ghostty", "wezterm", "contour"]))
}

/// A text as it is shown: nothing in it drives a terminal but the looks that [`styled`] gave and the
/// links of [`linked`], whose addresses are plain ASCII.
fn shown(text: &str, styled: bool) -> String {
    let mut shown = String::with_capacity(text.len());
    let mut url: Option<String> = None;
    for c in text.chars() {
        if let Some(address) = url.as_mut().filter(|_| c != LINK[1]) {
            address.push(c);
            continue;
        }
        if c == LINK[0] {
            url = Some(String::new());
        } else if c == LINK[1] {
            // Read again: whatever stands there now, only an address of the web drives a terminal.
            let page = url.take().and_then(|url| address::parse(&url, None)).unwrap_or_default();
            shown.push_str(&format!("\u{1b}]8;;{page}\u{1b}\\"));
        } else if c == LINK[2] {
            shown.push_str("\u{1b}]8;;\u{1b}\\");
        } else if let Some(look) = Look::ALL.into_iter().find(|look| look.mark() == c) {
            if styled {
                shown.push_str(&format!("\u{1b}[{}m", look.code()));
            }
        } else if matches!(c, '\n' | '\t') || !clean::is_driving(c) {
            shown.push(c);
        }
    }
    shown
}

/// Prints a line on stderr, free of control characters whatever went into it.
pub(super) fn complain(line: &str) {
    // Nothing is left to be done where even stderr is gone.
    let _ = writeln!(std::io::stderr(), "{}", clean::line(line, 2_000));
}

/// Whether an error only says that whoever read our output has gone.
pub(super) fn is_closed_pipe(error: &anyhow::Error) -> bool {
    error
        .chain()
        .filter_map(|cause| cause.downcast_ref::<std::io::Error>())
        .any(|cause| cause.kind() == ErrorKind::BrokenPipe)
}

/// Whether stdout shows colours and weights: only a terminal, and not under `NO_COLOR`.
pub(super) fn is_styled() -> bool {
    std::io::stdout().is_terminal()
        && std::env::var_os("NO_COLOR").is_none_or(|value| value.is_empty())
}

/// How wide the terminal is; enough for a printed line where there is none.
pub(super) fn columns() -> usize {
    if !std::io::stdout().is_terminal() {
        return 200;
    }
    crossterm::terminal::size().map_or(80, |(columns, _)| usize::from(columns))
}

/// How a text looks where output is styled.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Look {
    Strong,
    Dim,
    Well,
    Noted,
    Wrong,
    /// As all that has no look of its own.
    Plain,
}

impl Look {
    const ALL: [Look; 6] =
        [Look::Strong, Look::Dim, Look::Well, Look::Noted, Look::Wrong, Look::Plain];

    /// What stands for it in a text until that is shown: a code point that is no character and that
    /// cleaning takes out.
    fn mark(self) -> char {
        match self {
            Look::Strong => '\u{fdd0}',
            Look::Dim => '\u{fdd1}',
            Look::Well => '\u{fdd2}',
            Look::Wrong => '\u{fdd3}',
            Look::Plain => '\u{fdd4}',
            Look::Noted => '\u{fdd5}',
        }
    }

    /// ECMA-48, SGR.
    fn code(self) -> u8 {
        match self {
            Look::Strong => 1,
            Look::Dim => 2,
            Look::Well => 32,
            Look::Noted => 33,
            Look::Wrong => 31,
            Look::Plain => 0,
        }
    }
}

/// A text with a look.
pub(super) fn styled(look: Look, text: &str) -> String {
    format!("{}{text}{}", look.mark(), Look::Plain.mark())
}

#[derive(Debug, Serialize)]
struct SourceJson<'a> {
    id: &'a str,
    name: &'a str,
    kind: &'a str,
}

#[derive(Debug, Serialize)]
struct ReasonJson {
    term: String,
    points: f64,
    text: String,
}

/// An item as `list`, `show` and `search` give it.
#[derive(Debug, Serialize)]
pub(super) struct ItemJson<'a> {
    id: ItemId,
    url: &'a Option<String>,
    external_id: &'a Option<String>,
    title: &'a str,
    authors: &'a [String],
    published: Option<Moment>,
    #[serde(skip_serializing_if = "Option::is_none")]
    first_seen: Option<Moment>,
    source: SourceJson<'a>,
    pane: Pane,
    pane_reason: String,
    story: StoryId,
    story_size: u32,
    score: f64,
    why: Vec<ReasonJson>,
    gist: &'a [String],
    summary: &'a str,
    companies: &'a [String],
    moves: &'a [Move],
    facts: &'a Facts,
    topics: &'a [String],
    edition: Option<Day>,
    categories: &'a [String],
    language: &'a str,
    read: bool,
    starred: bool,
    has_note: bool,
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    owned: bool,
    #[serde(skip_serializing_if = "Option::is_none")]
    reading: Option<&'a Listed>,
    points: Option<i64>,
    comments: Option<i64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    discussion: &'a Option<String>,
    #[serde(skip_serializing_if = "crate::model::Paper::is_empty")]
    paper: &'a crate::model::Paper,
}

impl<'a> ItemJson<'a> {
    /// An item of a list in some order.
    pub(super) fn of(
        item: &'a Item,
        order: Sort,
        edition: Option<Day>,
        context: &Context,
    ) -> ItemJson<'a> {
        let row = &item.row;
        ItemJson {
            id: row.id,
            url: &row.url,
            external_id: &item.external_id,
            title: &row.title,
            authors: &item.authors,
            published: row.date(),
            first_seen: row.first_seen(),
            source: SourceJson { id: &row.source.0, name: &row.source_name, kind: &item.kind },
            pane: row.pane,
            pane_reason: crate::lang::pane_reason(context.lang, &item.pane_reason),
            story: row.story,
            story_size: row.story_size,
            score: rounded(row.score),
            why: library::reasons(item, order)
                .into_iter()
                .map(|reason| ReasonJson {
                    text: reason_text(&reason, context.lang),
                    points: rounded(reason.points),
                    term: reason.term,
                })
                .collect(),
            gist: &item.gist,
            summary: &item.summary,
            companies: &row.companies,
            moves: &row.moves,
            facts: &item.facts,
            topics: &item.topics,
            edition,
            categories: &item.categories,
            language: &row.language,
            read: row.read,
            starred: row.starred,
            has_note: row.noted,
            owned: item.owned,
            reading: row.listed.as_ref(),
            points: row.points,
            comments: row.comments,
            discussion: &item.discussion,
            paper: &item.paper,
        }
    }
}

/// The points of a reason in six columns; one that gives none has none to show.
pub(super) fn points(points: f64) -> String {
    if points == 0.0 { " ".repeat(6) } else { format!("{points:+6.1}") }
}

/// A reason as a sentence.
pub(super) fn reason_text(reason: &Reason, lang: Lang) -> String {
    crate::lang::reason(lang, &reason.term, &reason.facts)
}

/// A hundredth is finer than any reason; longer numbers only look exact.
fn rounded(number: f64) -> f64 {
    (number * 100.0).round() / 100.0
}

/// Which form a list takes.
#[derive(Debug, Clone, Copy, clap::Args)]
pub(super) struct Form {
    /// One JSON document
    #[arg(long, conflicts_with = "jsonl")]
    json: bool,
    /// One JSON object a line
    #[arg(long)]
    jsonl: bool,
}

impl Form {
    /// Whether a program reads it.
    pub(super) fn is_json(self) -> bool {
        self.json || self.jsonl
    }
}

/// Prints rows of a list in some order in the form asked for.
pub(super) fn print_rows(
    rows: &[Row],
    order: Sort,
    form: Form,
    store: &Store,
    context: &Context,
) -> anyhow::Result<()> {
    if form.json {
        let items = rows
            .iter()
            .map(|row| Ok(store.item_of(row.clone())?))
            .collect::<anyhow::Result<Vec<Item>>>()?;
        let shapes = items.iter().map(|item| {
            let edition = edition_of(item.row.id, store, context)?;
            Ok(ItemJson::of(item, order, edition, context))
        });
        return print_json(&shapes.collect::<anyhow::Result<Vec<_>>>()?);
    }
    let mut out = std::io::BufWriter::new(std::io::stdout().lock());
    let styled = is_styled();
    for row in rows {
        let line = if form.jsonl {
            let item = store.item_of(row.clone())?;
            let edition = edition_of(item.row.id, store, context)?;
            json_line(&ItemJson::of(&item, order, edition, context))?
        } else {
            shown(&row_line(row, context), styled) + "\n"
        };
        out.write_all(line.as_bytes()).or_say("failed.program.print", &[])?;
    }
    out.flush().or_say("failed.program.print", &[])
}

/// The day of the edition that an item belongs to.
pub(super) fn edition_of(
    id: ItemId,
    store: &Store,
    context: &Context,
) -> anyhow::Result<Option<Day>> {
    Ok(Some(edition::standing_day(store, id, context.clock())?))
}

/// A row as one printed line: number, score, marks, title, source, age.
fn row_line(row: &Row, context: &Context) -> String {
    let marks: String = [(!row.read, "●"), (row.starred, "★"), (row.noted, "✎")]
        .iter()
        .map(|(set, mark)| if *set { *mark } else { " " })
        .collect();
    let more = if row.story_size > 1 { format!(" +{}", row.story_size - 1) } else { String::new() };
    let listed: String = row.listed.iter().map(|listed| reading(listed, context)).collect();
    let meta = format!("{listed}{}{more} · {}", row.source_name, row_age(row, context));
    let head = format!("{:>6} {:>3.0} {marks} ", row.id.0, row.score);
    let left = columns().saturating_sub(text::width::width(&head) + text::width::width(&meta) + 2);
    let title = text::width::cut(&row.title, left.max(24));
    let title = Cow::<str>::Owned(linked(row.url.as_deref(), &title));
    let title = if row.read { title.into_owned() } else { styled(Look::Strong, &title) };
    format!("{head}{title}  {}", styled(Look::Dim, &meta))
}

/// How an item stands on the reading list, before what else is known of it.
fn reading(listed: &Listed, context: &Context) -> String {
    let state = say(context.lang, &format!("reading.{}", listed.state.name()), &[]);
    let due = listed.due.map(|week| format!("{week} · ")).unwrap_or_default();
    let tags: Vec<String> =
        listed.tags.iter().map(|tag| format!("#{} ", clean::line(tag, 100))).collect();
    format!("{state} · {due}{}", tags.concat())
}

/// The age of an item; where its source does not tell it, about how long it has been there.
pub(super) fn row_age(row: &Row, context: &Context) -> String {
    let age = age(row.published, context);
    if row.dated { age } else { format!("~{age}") }
}

/// How long ago a moment was, as short as it can be said.
pub(super) fn age(then: Moment, context: &Context) -> String {
    let minutes = (context.now - then).num_minutes().max(0);
    let (key, n) = match minutes {
        0..60 => ("age.minutes", minutes),
        60..1440 => ("age.hours", minutes / 60),
        _ => ("age.days", minutes / 1440),
    };
    say(context.lang, key, &[&n]).into_owned()
}

/// An idea as one printed line.
pub(super) fn idea_line(idea: &Idea, context: &Context) -> String {
    let status = say(context.lang, &format!("idea.status.{}", idea.thought.status.name()), &[]);
    let line = |text: &str| clean::line(text, 1_000);
    let tags: Vec<String> =
        idea.thought.tags.iter().map(|tag| format!(" #{}", line(tag))).collect();
    let meta = format!("{status}{} · {}", tags.concat(), age(idea.touched, context));
    let title = line(&idea.thought.title);
    format!("{:>6}  {}  {}", idea.id.0, styled(Look::Strong, &title), styled(Look::Dim, &meta))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_that_is_shown_drives_a_terminal_but_our_own_looks() {
        let foreign = "a\u{1b}[31mb\r\u{9b}2J\u{202e}c\u{7}\t조간\u{61c}\n";
        let text = format!("{foreign}{}", styled(Look::Strong, foreign));
        let plain = "a[31mb2Jc\t조간\n";
        assert_eq!(shown(&text, false), plain.repeat(2));
        assert_eq!(shown(&text, true), format!("{plain}\u{1b}[1m{plain}\u{1b}[0m"));
        for mark in LINK {
            assert_eq!(clean::line(&mark.to_string(), 9), "", "cleaning takes it out");
        }
        for look in Look::ALL {
            assert_eq!(clean::line(&look.mark().to_string(), 9), "", "cleaning takes it out");
        }
    }

    #[test]
    fn links_are_given_to_terminals_that_are_known_to_have_them() {
        let knows = |all: &[(&str, &str)]| {
            knows_links(|name| {
                all.iter().find(|(known, _)| *known == name).map(|(_, value)| (*value).to_owned())
            })
        };
        assert!(knows(&[("TERM", "xterm-256color"), ("VTE_VERSION", "7200")]));
        assert!(knows(&[("TERM", "xterm-kitty")]));
        assert!(!knows(&[("TERM", "xterm-256color")]));
        assert!(!knows(&[("TERM", "linux"), ("VTE_VERSION", "7200")]));
        let [begin, middle, end] = LINK;
        let link = format!("{begin}https://a.example/{middle}words{end}");
        let driven = "\u{1b}]8;;https://a.example/\u{1b}\\words\u{1b}]8;;\u{1b}\\";
        assert_eq!(shown(&link, false), driven);
        let foreign = format!("{begin}javascript:x{middle}words{end}");
        assert!(!shown(&foreign, false).contains("javascript"));
    }
}
