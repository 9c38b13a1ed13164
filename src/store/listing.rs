//! The statements of lists: which tables, conditions and order a question becomes, so that an index is read.

use rusqlite::types::Value;

use super::json::{stored_key, to_json};
use super::reading_list;
use crate::model::{Query, Sort, Trait};

/// The columns of a [`Row`](crate::model::Row), in the order in which `lists.rs` reads them. Pane and points are those of
/// the story; an item that tells none, for it is muted, stands where it would and has no points.
pub(super) const COLUMNS: &str =
    "i.id, s.id, s.name, i.title, i.url, i.first_author, i.author_count,
    i.published, coalesce(st.pane, i.pane), i.story, coalesce(st.size, 1), st.rank, st.worth,
    i.read, i.starred_at IS NOT NULL, i.noted, i.language, i.companies, i.moves, i.category,
    i.points, i.comments, i.dated";

/// How an item stands on the reading list: looked up by its number, for the rows of a window.
pub(super) const LISTED: &str =
    "LEFT JOIN reading_list rl ON rl.item = i.id AND rl.removed IS NULL";

/// Not read to the end yet, as states are stored.
pub(super) const NOT_DONE: &str = "rl.progress <> 2";

/// The statement for a window's rows, and the values for its places.
pub(super) fn window(query: &Query) -> (String, Vec<Value>) {
    let order = query.order();
    // By rank the pane's index is followed and left after the window; in any other order it would
    // be read to its end.
    let path = if order == Sort::Score { Path::Pane } else { Path::Items };
    let (condition, mut values) = condition(query, path);
    let limit = query.limit.map_or(-1, |limit| i64::try_from(limit).unwrap_or(i64::MAX));
    values.push(Value::Integer(limit));
    values.push(Value::Integer(i64::try_from(query.offset).unwrap_or(i64::MAX)));
    let tables = tables(query);
    let order = order_by(order, query.heads);
    let listed = reading_list::COLUMNS;
    let sql = format!(
        "SELECT {COLUMNS}, {listed} FROM {tables} JOIN sources s ON s.no = i.source_no {LISTED}
         WHERE {condition} ORDER BY {order} LIMIT ? OFFSET ?"
    );
    (sql, values)
}

/// The statement that counts a list's rows, and the values for its places.
pub(super) fn length(query: &Query) -> (String, Vec<Value>) {
    let of_pane = Query {
        pane: query.pane,
        heads: true,
        up_to: query.up_to,
        begun_before: query.begun_before,
        ..Query::default()
    };
    // Which of them come first changes nothing about their number.
    let bare = Query {
        sort: query.sort,
        limit: query.limit,
        offset: query.offset,
        first: query.first.clone(),
        without: query.without.clone(),
        ..of_pane
    };
    let (found, values) = if bare == *query {
        let (condition, values) = condition(query, Path::Pane);
        (format!("FROM stories st WHERE {condition}"), values)
    } else {
        found(query)
    };
    (format!("SELECT count(*) {found}"), values)
}

/// What finds all of a list, from its tables to its condition: the fewer tables, the quicker.
pub(super) fn found(query: &Query) -> (String, Vec<Value>) {
    // A span of time is narrower than a pane.
    let path =
        if query.since.is_some() || query.members.is_some() { Path::Items } else { Path::Pane };
    let (condition, values) = condition(query, path);
    let source = if query.source.is_some() { "JOIN sources s ON s.no = i.source_no" } else { "" };
    let listed = if query.is_of_list() { LISTED } else { "" };
    (format!("FROM {} {source} {listed} WHERE {condition}", tables(query)), values)
}

/// The tables of a list: stories by the items that stand for them, or items and the stories they
/// tell.
fn tables(query: &Query) -> &'static str {
    if query.heads {
        "stories st JOIN items i ON i.id = st.head AND i.story = st.id"
    } else if query.pane.is_some() && !is_own(query) {
        "items i JOIN stories st ON st.id = i.story"
    } else {
        "items i LEFT JOIN stories st ON st.id = i.story"
    }
}

/// Whether a list is one of few items, by a mark of the reader's own or by their numbers: those
/// that are muted stand there, too, though they tell no story.
fn is_own(query: &Query) -> bool {
    query.is_of_list() || query.noted || !query.ids.is_empty()
}

fn order_by(order: Sort, heads: bool) -> &'static str {
    match (order, heads) {
        (Sort::Score, true) => "st.rank DESC, st.id DESC",
        (Sort::Worth, true) => "st.worth DESC, st.id DESC",
        // Reports of one story stand together, the one that stands for it first.
        (Sort::Score, false) => {
            "st.rank DESC, st.id DESC, i.id = st.head DESC, i.base DESC, i.id DESC"
        }
        (Sort::Worth, false) => {
            "st.worth DESC, st.id DESC, i.id = st.head DESC, i.base DESC, i.id DESC"
        }
        (Sort::New, _) => "i.published DESC, i.id DESC",
        (Sort::Hand, _) => "rl.place, i.id",
    }
}

/// By which index a pane's rows are found.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Path {
    /// The pane's own, by rank.
    Pane,
    /// One of the items', such as that by time; the pane is looked up for each.
    Items,
}

/// What a query asks as SQL, and the values for its places. Only fixed text enters the SQL.
#[expect(clippy::too_many_lines, reason = "a condition a field, and nothing else")]
fn condition(query: &Query, path: Path) -> (String, Vec<Value>) {
    let mut parts: Vec<&str> = Vec::new();
    let mut values = Vec::new();
    if let Some(pane) = query.pane {
        // A sign before a column keeps its index out.
        parts.push(match path {
            _ if !query.heads && is_own(query) => "coalesce(st.pane, i.pane) = ?",
            Path::Pane => "st.pane = ?",
            Path::Items => "+st.pane = ?",
        });
        values.push(Value::Integer(pane.index() as i64));
    }
    // What is muted tells no story.
    if !query.heads && (query.heard || query.ids.is_empty()) {
        let is_author = |(asked, is): &(Trait, bool)| *is && matches!(asked, Trait::Author(_));
        // Nor is what the reader has in a library of their own told again, but it is found.
        parts.push(if query.ids.is_empty() && !query.traits.iter().any(is_author) {
            "(i.base > 0 OR i.starred_at IS NOT NULL OR i.noted)"
        } else {
            "(i.base > 0 OR i.starred_at IS NOT NULL OR i.noted
              OR EXISTS (SELECT 1 FROM owned_items o WHERE o.item = i.id))"
        });
    }
    if query.unread {
        parts.push("NOT i.read");
    }
    if query.is_of_list() {
        parts.push("i.starred_at IS NOT NULL");
    }
    if let Some(progress) = query.progress {
        parts.push("rl.progress = ?");
        values.push(Value::Integer(progress as i64));
    }
    if let Some(tag) = &query.tag {
        parts.push("EXISTS (SELECT 1 FROM json_each(rl.tags) WHERE value = ?)");
        values.push(Value::Text(tag.clone()));
    }
    if let Some(week) = query.due {
        // The weeks' names sort as the weeks do.
        parts.push("rl.due <= ?");
        values.push(Value::Text(week.to_string()));
        if query.progress.is_none() {
            // What is done is due no more.
            parts.push(NOT_DONE);
        }
    }
    if query.noted {
        parts.push("i.noted");
    }
    if let Some(since) = query.since {
        parts.push("i.published >= ?");
        values.push(Value::Integer(since.timestamp()));
    }
    if let Some(until) = query.until {
        parts.push("i.published < ?");
        values.push(Value::Integer(until.timestamp()));
    }
    if let Some(members) = &query.members {
        // The time of the edition before is looked through only for what came late.
        let since = members.late.map_or(members.begins, |(since, _)| since);
        parts.push("i.published >= ? AND i.published < ?");
        values.push(Value::Integer(since.timestamp()));
        values.push(Value::Integer(members.ends.timestamp()));
        if let Some((_, seal)) = members.late {
            parts.push("(i.published >= ? OR i.arrived >= ?)");
            values.push(Value::Integer(members.begins.timestamp()));
            values.push(Value::Integer(seal));
        }
        if let Some(seal) = members.sealed {
            parts.push("i.arrived < ?");
            values.push(Value::Integer(seal));
        }
        if let Some(seal) = members.came_since {
            parts.push("i.arrived >= ?");
            values.push(Value::Integer(seal));
        }
    }
    if let Some(moment) = query.begun_before {
        parts.push("st.first < ?");
        values.push(Value::Integer(moment.timestamp()));
    }
    if !query.without.is_empty() {
        parts.push(
            "st.id NOT IN
                (SELECT story FROM items WHERE id IN (SELECT value FROM json_each(?)))",
        );
        let ids: Vec<i64> = query.without.iter().map(|id| id.0).collect();
        values.push(Value::Text(to_json(&ids)));
    }
    if let Some(source) = &query.source {
        parts.push("s.id = ?");
        values.push(Value::Text(source.0.clone()));
    }
    if let Some(story) = query.story {
        parts.push("i.story = ?");
        values.push(Value::Integer(story.0));
    }
    if let Some(last) = query.up_to {
        // A story that had begun stays there, whatever came later and leads it now.
        parts.push(if query.heads { "st.id <= ?" } else { "i.id <= ?" });
        values.push(Value::Integer(last.0));
    }
    if let Some(last) = query.after {
        parts.push(if query.heads { "st.id > ?" } else { "i.id > ?" });
        values.push(Value::Integer(last.0));
    }
    for (asked, holds) in &query.traits {
        let (is, is_not, value) = of_trait(asked);
        parts.push(if *holds { is } else { is_not });
        values.extend(value);
    }
    let list;
    if !query.ids.is_empty() {
        let places = vec!["?"; query.ids.len()].join(",");
        list = format!("i.id IN ({places})");
        parts.push(&list);
        values.extend(query.ids.iter().map(|id| Value::Integer(id.0)));
    }
    let condition = if parts.is_empty() { "1".to_owned() } else { parts.join(" AND ") };
    (condition, values)
}
/// The SQL for what an item is, for what it is not, and the value for its place.
fn of_trait(asked: &Trait) -> (&'static str, &'static str, Option<Value>) {
    match asked {
        Trait::Read => ("i.read", "NOT i.read", None),
        Trait::Starred => ("i.starred_at IS NOT NULL", "i.starred_at IS NULL", None),
        Trait::Noted => ("i.noted", "NOT i.noted", None),
        Trait::Pane(pane) => {
            let is = "coalesce(st.pane, i.pane) = ?";
            let is_not = "coalesce(st.pane, i.pane) <> ?";
            (is, is_not, Some(Value::Integer(pane.index() as i64)))
        }
        // Keys stand between blanks.
        Trait::Company(key) => (
            "instr(' ' || i.companies || ' ', ?) > 0",
            "instr(' ' || i.companies || ' ', ?) = 0",
            Some(Value::Text(format!(" {} ", stored_key(key)))),
        ),
        Trait::AnyCompany(keys) => (
            "EXISTS (SELECT 1 FROM json_each(?) k
                WHERE instr(' ' || i.companies || ' ', k.value) > 0)",
            "NOT EXISTS (SELECT 1 FROM json_each(?) k
                WHERE instr(' ' || i.companies || ' ', k.value) > 0)",
            Some(Value::Text(
                keys.iter()
                    .map(|key| format!(" {} ", stored_key(key)))
                    .collect::<serde_json::Value>()
                    .to_string(),
            )),
        ),
        Trait::Move(kind) => (
            "instr(' ' || i.moves || ' ', ?) > 0",
            "instr(' ' || i.moves || ' ', ?) = 0",
            Some(Value::Text(format!(" {} ", kind.name()))),
        ),
        Trait::Source(name) => (
            "i.source_no IN (SELECT no FROM sources WHERE instr(id || ' ' || lower(name), ?) > 0)",
            "i.source_no NOT IN
                (SELECT no FROM sources WHERE instr(id || ' ' || lower(name), ?) > 0)",
            Some(Value::Text(name.clone())),
        ),
        Trait::Tag(tag) => (
            "EXISTS (SELECT 1 FROM reading_list l, json_each(l.tags) t
                WHERE l.item = i.id AND l.removed IS NULL AND t.value = ?)",
            "NOT EXISTS (SELECT 1 FROM reading_list l, json_each(l.tags) t
                WHERE l.item = i.id AND l.removed IS NULL AND t.value = ?)",
            Some(Value::Text(tag.clone())),
        ),
        Trait::Progress(progress) => (
            "EXISTS (SELECT 1 FROM reading_list l
                WHERE l.item = i.id AND l.removed IS NULL AND l.progress = ?)",
            "NOT EXISTS (SELECT 1 FROM reading_list l
                WHERE l.item = i.id AND l.removed IS NULL AND l.progress = ?)",
            Some(Value::Integer(*progress as i64)),
        ),
        Trait::Due(week) => (
            "EXISTS (SELECT 1 FROM reading_list l
                WHERE l.item = i.id AND l.removed IS NULL AND l.progress <> 2 AND l.due <= ?)",
            "NOT EXISTS (SELECT 1 FROM reading_list l
                WHERE l.item = i.id AND l.removed IS NULL AND l.progress <> 2 AND l.due <= ?)",
            Some(Value::Text(week.to_string())),
        ),
        Trait::Author(name) => (
            "EXISTS (SELECT 1 FROM texts t WHERE t.item = i.id AND is_by(t.authors, ?))",
            "NOT EXISTS (SELECT 1 FROM texts t WHERE t.item = i.id AND is_by(t.authors, ?))",
            Some(Value::Text(name.clone())),
        ),
        Trait::Language(code) => {
            ("i.language = ?", "i.language <> ?", Some(Value::Text(code.clone())))
        }
    }
}
