//! Lists: windows on the items, read by index.

use rusqlite::types::Value;
use rusqlite::{OptionalExtension as _, Row as SqlRow, params_from_iter};

use super::json::{split_keys, to_json};
use super::listing::{found, length, window};
use super::panes::pane;
use super::{Store, StoreError, moment, reading_list};
use crate::model::{Count, ItemId, Moment, Move, Query, Row, Sort, SourceId, StoryId, judgement};

impl Store {
    /// The rows of a window, with their scores at a moment.
    ///
    /// # Errors
    /// Where the store cannot be read.
    pub fn rows(&self, query: &Query, now: Moment) -> Result<Vec<Row>, StoreError> {
        if !query.first.is_empty() {
            return self.rows_of_edition(query, now);
        }
        let (sql, values) = window(query);
        self.rows_by(&sql, values, query.order(), now)
    }

    /// The rows that a statement finds.
    pub(super) fn rows_by(
        &self,
        sql: &str,
        values: Vec<Value>,
        order: Sort,
        now: Moment,
    ) -> Result<Vec<Row>, StoreError> {
        let mut statement = self.connection.prepare_cached(sql)?;
        let rows = statement.query_map(params_from_iter(values), |found| row(found, order, now))?;
        Ok(rows.collect::<Result<_, _>>()?)
    }

    /// How many items a list holds, whatever its window; counted, so ask it of narrow lists: a
    /// day, a source, the reading list.
    ///
    /// # Errors
    /// Where the store cannot be read.
    pub fn count(&self, query: &Query) -> Result<Count, StoreError> {
        let (found, values) = found(query);
        let sql = format!("SELECT count(*), coalesce(sum(NOT i.read), 0) {found}");
        let mut statement = self.connection.prepare_cached(&sql)?;
        Ok(statement.query_row(params_from_iter(values), |found| {
            Ok(Count { all: found.get(0)?, unread: found.get(1)? })
        })?)
    }

    /// How many reports of a time are muted.
    ///
    /// # Errors
    /// Where the store cannot be read.
    pub fn count_muted(&self, from: Moment, to: Moment) -> Result<u32, StoreError> {
        // What the reader has in a library of their own is told nowhere either, but not muted.
        let mut statement = self.connection.prepare_cached(
            "SELECT count(*) FROM items i
             WHERE i.published >= ? AND i.published < ?
               AND i.base <= 0 AND i.starred_at IS NULL AND NOT i.noted
               AND NOT EXISTS (SELECT 1 FROM owned_items o WHERE o.item = i.id)",
        )?;
        let values = [from.timestamp(), to.timestamp()];
        Ok(statement.query_row(values, |found| found.get(0))?)
    }

    /// When the last report before a time was published and the first one after it, of those that
    /// are not muted.
    ///
    /// # Errors
    /// Where the store cannot be read.
    pub fn published_beside(
        &self,
        from: Moment,
        to: Moment,
    ) -> Result<(Option<Moment>, Option<Moment>), StoreError> {
        let one = |sql: &str, at: Moment| -> Result<Option<Moment>, StoreError> {
            let mut statement = self.connection.prepare_cached(sql)?;
            let found = statement.query_row([at.timestamp()], |found| found.get(0)).optional()?;
            Ok(found.and_then(|seconds: i64| Moment::from_timestamp(seconds, 0)))
        };
        let before = "SELECT published FROM items WHERE published < ? AND base > 0
                      ORDER BY published DESC LIMIT 1";
        let after = "SELECT published FROM items WHERE published >= ? AND base > 0
                     ORDER BY published LIMIT 1";
        Ok((one(before, from)?, one(after, to)?))
    }

    /// How many rows a list holds, whatever its window. A whole pane's stories are counted in their
    /// index, without a look at the items.
    ///
    /// # Errors
    /// Where the store cannot be read.
    pub fn length(&self, query: &Query) -> Result<u32, StoreError> {
        let (sql, values) = length(query);
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

    /// The unread items of a list, whatever its window: of a list of stories those of all their
    /// reports, of an edition's also those that are placed there.
    ///
    /// # Errors
    /// Where the store cannot be read.
    pub fn unread(&self, query: &Query) -> Result<Vec<ItemId>, StoreError> {
        let (found, values) = found(query);
        let ids = |sql: &str, values: Vec<Value>| -> Result<Vec<ItemId>, StoreError> {
            let mut statement = self.connection.prepare_cached(sql)?;
            let ids = statement.query_map(params_from_iter(values), |found| found.get(0))?;
            Ok(ids.map(|id| id.map(ItemId)).collect::<Result<_, _>>()?)
        };
        if query.heads || !query.first.is_empty() {
            let placed = query.first.iter().map(|placed| placed.item.0).collect::<Vec<_>>();
            let sql = format!(
                "SELECT m.id FROM items m WHERE NOT m.read AND (m.story IN (SELECT i.story {found})
                    OR m.id IN (SELECT value FROM json_each(?)) OR m.story IN
                        (SELECT story FROM items WHERE id IN (SELECT value FROM json_each(?))))"
            );
            let placed = Value::Text(to_json(&placed));
            return ids(&sql, values.into_iter().chain([placed.clone(), placed]).collect());
        }
        ids(&format!("SELECT i.id {found} AND NOT i.read"), values)
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

    /// Whether nothing was ever done with the store: there is no item, no text of the reader's, and
    /// no source was visited.
    ///
    /// # Errors
    /// Where the store cannot be read.
    pub fn is_untouched(&self) -> Result<bool, StoreError> {
        Ok(self.connection.query_row(
            "SELECT NOT EXISTS (SELECT 1 FROM items) AND NOT EXISTS (SELECT 1 FROM notes)
                AND NOT EXISTS (SELECT 1 FROM ideas)
                AND NOT EXISTS (SELECT 1 FROM fetch_states WHERE last_attempt IS NOT NULL)",
            [],
            |row| row.get(0),
        )?)
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

/// Reads one row of [`listing::COLUMNS`](super::listing::COLUMNS).
fn row(found: &SqlRow<'_>, order: Sort, now: Moment) -> rusqlite::Result<Row> {
    let published = moment(found.get(7)?);
    let companies: String = found.get(17)?;
    let moves: String = found.get(18)?;
    let score = match order {
        Sort::Worth => found.get::<_, Option<f64>>(12)?,
        Sort::Score | Sort::New | Sort::Hand => {
            found.get::<_, Option<f64>>(11)?.map(|rank| judgement::score(rank, now))
        }
    };
    Ok(Row {
        id: ItemId(found.get(0)?),
        source: SourceId(found.get(1)?),
        source_name: found.get(2)?,
        title: found.get(3)?,
        url: found.get(4)?,
        first_author: found.get(5)?,
        author_count: found.get(6)?,
        published,
        dated: found.get(22)?,
        pane: pane(found.get(8)?),
        story: StoryId(found.get(9)?),
        story_size: found.get(10)?,
        score: score.unwrap_or(0.0),
        read: found.get(13)?,
        starred: found.get(14)?,
        noted: found.get(15)?,
        language: found.get(16)?,
        companies: split_keys(&companies),
        moves: moves.split_whitespace().filter_map(Move::from_name).collect(),
        category: found.get(19)?,
        points: found.get(20)?,
        comments: found.get(21)?,
        listed: reading_list::listed(found, 23)?,
    })
}
