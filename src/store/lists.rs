//! Lists: windows on the items, read by index.

use rusqlite::types::Value;
use rusqlite::{Row as SqlRow, params_from_iter};

use super::{Store, StoreError, moment, reading_list};
use crate::model::{
    Count, ItemId, Moment, Move, Pane, Query, Row, Sort, SourceId, StoryId, Trait, judgement,
};

/// The columns of a [`Row`], in the order in which [`row`] reads them.
const COLUMNS: &str = "i.id, s.id, s.name, i.title, i.url, i.first_author, i.author_count,
    i.published, i.pane, i.story, st.size, i.rank, i.read, i.starred_at IS NOT NULL, i.noted,
    i.language, i.companies, i.moves, i.category, i.points, i.comments, i.dated";

const TABLES: &str = "items i JOIN sources s ON s.no = i.source_no
    LEFT JOIN stories st ON st.id = i.story";

/// How an item stands on the reading list: looked up by its number, for the rows of a window.
const LISTED: &str = "LEFT JOIN reading_list rl ON rl.item = i.id AND rl.removed IS NULL";

impl Store {
    /// The rows of a window, with their scores at a moment.
    ///
    /// # Errors
    /// Where the store cannot be read.
    pub fn rows(&self, query: &Query, now: Moment) -> Result<Vec<Row>, StoreError> {
        let (condition, mut values) = condition(query);
        let order = match query.sort {
            Sort::Score => "i.rank DESC, i.id DESC",
            Sort::New => "i.published DESC, i.id DESC",
            Sort::Hand => "rl.place, i.id",
        };
        let limit = query.limit.map_or(-1, |limit| i64::try_from(limit).unwrap_or(i64::MAX));
        values.push(Value::Integer(limit));
        values.push(Value::Integer(i64::try_from(query.offset).unwrap_or(i64::MAX)));
        let listed = reading_list::COLUMNS;
        let sql = format!(
            "SELECT {COLUMNS}, {listed} FROM {TABLES} {LISTED} WHERE {condition}
             ORDER BY {order} LIMIT ? OFFSET ?"
        );
        let mut statement = self.connection.prepare_cached(&sql)?;
        let rows = statement.query_map(params_from_iter(values), |found| row(found, now))?;
        Ok(rows.collect::<Result<_, _>>()?)
    }

    /// How many items a list holds, whatever its window; counted, so ask it of narrow lists: a
    /// day, a source, the reading list.
    ///
    /// # Errors
    /// Where the store cannot be read.
    pub fn count(&self, query: &Query) -> Result<Count, StoreError> {
        let (condition, values) = condition(query);
        let sql = format!(
            "SELECT count(*), coalesce(sum(NOT i.read), 0) FROM {} WHERE {condition}",
            tables(query)
        );
        let mut statement = self.connection.prepare_cached(&sql)?;
        Ok(statement.query_row(params_from_iter(values), |found| {
            Ok(Count { all: found.get(0)?, unread: found.get(1)? })
        })?)
    }

    /// How many rows a list holds, whatever its window. A whole pane's heads are counted in their
    /// index, without a look at the items.
    ///
    /// # Errors
    /// Where the store cannot be read.
    pub fn length(&self, query: &Query) -> Result<u32, StoreError> {
        let (condition, values) = condition(query);
        let sql = format!("SELECT count(*) FROM {} WHERE {condition}", tables(query));
        let mut statement = self.connection.prepare_cached(&sql)?;
        Ok(statement.query_row(params_from_iter(values), |found| found.get(0))?)
    }

    /// How many items there are, muted ones among them.
    ///
    /// # Errors
    /// Where the store cannot be read.
    pub fn count_all(&self) -> Result<u32, StoreError> {
        Ok(self.connection.query_row("SELECT count(*) FROM items", [], |row| row.get(0))?)
    }

    /// The unread items of a list, whatever its window.
    ///
    /// # Errors
    /// Where the store cannot be read.
    pub fn unread(&self, query: &Query) -> Result<Vec<ItemId>, StoreError> {
        let (condition, values) = condition(query);
        let sql = format!("SELECT i.id FROM {} WHERE {condition} AND NOT i.read", tables(query));
        let mut statement = self.connection.prepare_cached(&sql)?;
        let ids = statement.query_map(params_from_iter(values), |found| found.get(0))?;
        Ok(ids.map(|id| id.map(ItemId)).collect::<Result<_, _>>()?)
    }

    /// Whether there is no item at all.
    ///
    /// # Errors
    /// Where the store cannot be read.
    pub fn is_empty(&self) -> Result<bool, StoreError> {
        Ok(self
            .connection
            .query_row("SELECT NOT EXISTS (SELECT 1 FROM items)", [], |r| r.get(0))?)
    }

    /// The highest item number given so far: what is above it came later.
    ///
    /// # Errors
    /// Where the store cannot be read.
    pub fn last_id(&self) -> Result<ItemId, StoreError> {
        let last =
            self.connection
                .query_row("SELECT coalesce(max(id), 0) FROM items", [], |r| r.get(0))?;
        Ok(ItemId(last))
    }
}

/// Not read to the end yet, as states are stored.
const NOT_DONE: &str = "rl.progress <> 2";

/// The tables that a query's condition names: the fewer, the quicker it is counted.
fn tables(query: &Query) -> String {
    let source = if query.source.is_some() { "JOIN sources s ON s.no = i.source_no" } else { "" };
    format!("items i {source} {}", if query.is_of_list() { LISTED } else { "" })
}

/// What a query asks as SQL, and the values for its places. Only fixed text enters the SQL.
fn condition(query: &Query) -> (String, Vec<Value>) {
    let mut parts: Vec<&str> = Vec::new();
    let mut values = Vec::new();
    // A plan that follows the rank index stops after the window; by time it would read a pane.
    if let Some(pane) = query.pane {
        parts.push("i.pane = ?");
        values.push(Value::Integer(pane.index() as i64));
    }
    if query.heads {
        // What is muted leads no story.
        parts.push("i.head");
    } else if query.heard || query.ids.is_empty() {
        parts.push("(i.base > 0 OR i.starred_at IS NOT NULL OR i.noted)");
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
    if let Some(source) = &query.source {
        parts.push("s.id = ?");
        values.push(Value::Text(source.0.clone()));
    }
    if let Some(story) = query.story {
        // The founder is found by its number, the others by the index of members.
        parts.push("(i.id = ? OR (i.story = ? AND i.story <> i.id)) AND i.story = ?");
        values.extend([story.0, story.0, story.0].map(Value::Integer));
    }
    if let Some(last) = query.up_to {
        if query.heads {
            // A story that was there stays there, whatever came later leads it now. The number comes
            // first: it stands in the index, the story does not.
            parts.push("(i.id <= ? OR (i.story <> i.id AND i.story <= ?))");
            values.extend([last.0, last.0].map(Value::Integer));
        } else {
            parts.push("i.id <= ?");
            values.push(Value::Integer(last.0));
        }
    }
    if let Some(last) = query.after {
        parts.push("i.id > ?");
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

/// Reads one row of [`COLUMNS`].
fn row(found: &SqlRow<'_>, now: Moment) -> rusqlite::Result<Row> {
    let published = moment(found.get(7)?);
    let companies: String = found.get(16)?;
    let moves: String = found.get(17)?;
    Ok(Row {
        id: ItemId(found.get(0)?),
        source: SourceId(found.get(1)?),
        source_name: found.get(2)?,
        title: found.get(3)?,
        url: found.get(4)?,
        first_author: found.get(5)?,
        author_count: found.get(6)?,
        published,
        dated: found.get(21)?,
        pane: pane(found.get(8)?),
        story: StoryId(found.get(9)?),
        // A story of one has no row of its own.
        story_size: found.get::<_, Option<u32>>(10)?.unwrap_or(1),
        score: judgement::score(found.get(11)?, now),
        read: found.get(12)?,
        starred: found.get(13)?,
        noted: found.get(14)?,
        language: found.get(15)?,
        companies: companies.split_whitespace().map(str::to_owned).collect(),
        moves: moves.split_whitespace().filter_map(Move::from_name).collect(),
        category: found.get(18)?,
        points: found.get(19)?,
        comments: found.get(20)?,
        listed: reading_list::listed(found, 22)?,
    })
}

/// A stored number as a pane; a damaged one stands in the last.
pub(super) fn pane(number: i64) -> Pane {
    Pane::ALL.into_iter().find(|pane| pane.index() as i64 == number).unwrap_or(Pane::Trends)
}

/// The SQL for what an item is, for what it is not, and the value for its place.
fn of_trait(asked: &Trait) -> (&'static str, &'static str, Option<Value>) {
    match asked {
        Trait::Read => ("i.read", "NOT i.read", None),
        Trait::Starred => ("i.starred_at IS NOT NULL", "i.starred_at IS NULL", None),
        Trait::Noted => ("i.noted", "NOT i.noted", None),
        Trait::Pane(pane) => {
            ("i.pane = ?", "i.pane <> ?", Some(Value::Integer(pane.index() as i64)))
        }
        // Keys hold no blank, and stand between blanks.
        Trait::Company(key) => (
            "instr(' ' || i.companies || ' ', ?) > 0",
            "instr(' ' || i.companies || ' ', ?) = 0",
            Some(Value::Text(format!(" {key} "))),
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
        Trait::Language(code) => {
            ("i.language = ?", "i.language <> ?", Some(Value::Text(code.clone())))
        }
    }
}
