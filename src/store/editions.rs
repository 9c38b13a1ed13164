//! Editions as they were sealed, and lists that begin with the stories of one.

use std::collections::HashMap;

use rusqlite::types::Value;
use rusqlite::{OptionalExtension as _, params, params_from_iter};

use super::json::{Json, facts_json, keys, to_json};
use super::panes::pane;
use super::{Store, StoreError, listing, moment};
use crate::model::{
    Day, ItemId, Moment, Place, Placed, Placement, Query, Row, Seal, Sort, StoryId,
};

/// The columns of a [`Seal`].
const SEAL: &str =
    "SELECT no, day, begins, closes, sealed, last_item, stories, minutes FROM editions";

/// An edition at the moment at which it is sealed.
#[derive(Debug, Clone, PartialEq)]
pub struct Sealed {
    /// What is said of it; its number is given here.
    pub seal: Seal,
    /// Its stories in their order.
    pub placements: Vec<Placement>,
    /// Its page in each language: the language's code, and the page as JSON.
    pub pages: Vec<(&'static str, String)>,
}

impl Store {
    /// The editions that were sealed, the last one first.
    ///
    /// # Errors
    /// Where the store cannot be read.
    pub fn seals(&self) -> Result<Vec<Seal>, StoreError> {
        let mut statement = self.connection.prepare_cached(&format!("{SEAL} ORDER BY no DESC"))?;
        let seals = statement.query_map([], seal)?;
        Ok(seals.collect::<Result<_, _>>()?)
    }

    /// The seal of the edition that closed at a moment, if it was sealed.
    ///
    /// # Errors
    /// Where the store cannot be read.
    pub fn seal_at(&self, closes: Moment) -> Result<Option<Seal>, StoreError> {
        let sql = format!("{SEAL} WHERE closes = ?");
        let mut statement = self.connection.prepare_cached(&sql)?;
        Ok(statement.query_row([closes.timestamp()], seal).optional()?)
    }

    /// The stories of a sealed edition in their order, as they stood.
    ///
    /// # Errors
    /// Where the store cannot be read.
    pub fn placements(&self, seal: i64) -> Result<Vec<Placement>, StoreError> {
        let mut statement = self.connection.prepare_cached(
            "SELECT story, item, pane, place, rank, worth, because, why, facts, members
             FROM placements WHERE edition = ? ORDER BY position",
        )?;
        let placements = statement.query_map([seal], |row| {
            let place: String = row.get(3)?;
            let number = |text: &str| text.parse().ok().map(ItemId);
            Ok(Placement {
                story: StoryId(row.get(0)?),
                item: ItemId(row.get(1)?),
                pane: pane(row.get(2)?),
                place: Place::from_name(&place).unwrap_or(Place::Rest),
                rank: row.get(4)?,
                worth: row.get(5)?,
                because: row.get::<_, Json<_>>(6)?.0,
                why: row.get::<_, Json<_>>(7)?.0,
                facts: row.get::<_, Json<_>>(8)?.0,
                members: keys(row.get(9)?).iter().filter_map(|text| number(text)).collect(),
            })
        })?;
        Ok(placements.collect::<Result<_, _>>()?)
    }

    /// The page of a sealed edition in a language, as JSON.
    ///
    /// # Errors
    /// Where the store cannot be read.
    pub fn edition_page(&self, seal: i64, lang: &str) -> Result<Option<String>, StoreError> {
        let mut statement = self
            .connection
            .prepare_cached("SELECT page FROM edition_pages WHERE edition = ? AND lang = ?")?;
        Ok(statement.query_row(params![seal, lang], |row| row.get(0)).optional()?)
    }

    /// Seals an edition, unless another program was faster, and remembers of the stories that its
    /// page tells when that was. Whether it did.
    ///
    /// # Errors
    /// Where the store cannot be written; nothing of it is kept then.
    pub fn put_edition(&mut self, sealed: &Sealed) -> Result<bool, StoreError> {
        let Sealed { seal, placements, pages } = sealed;
        let transaction = self.connection.transaction()?;
        let day = seal.day.to_string();
        let put = transaction
            .prepare_cached(
                "INSERT OR IGNORE INTO editions
                     (no, day, begins, closes, sealed, last_item, stories, minutes)
                 VALUES ((SELECT coalesce(max(no), 0) + 1 FROM editions), ?, ?, ?, ?, ?, ?, ?)",
            )?
            .execute(params![
                day,
                seal.begins.timestamp(),
                seal.closes.timestamp(),
                seal.sealed.timestamp(),
                seal.last_item.0,
                seal.stories,
                seal.minutes,
            ])?;
        if put == 0 {
            return Ok(false);
        }
        let no = transaction.last_insert_rowid();
        for (position, placement) in (1_i64..).zip(placements) {
            let members: Vec<String> =
                placement.members.iter().map(|member| member.0.to_string()).collect();
            transaction
                .prepare_cached(
                    "INSERT INTO placements VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                )?
                .execute(params![
                    no,
                    position,
                    placement.story.0,
                    placement.item.0,
                    placement.pane.index() as i64,
                    placement.place.name(),
                    placement.rank,
                    placement.worth,
                    to_json(&placement.because),
                    to_json(&placement.why),
                    facts_json(&placement.facts),
                    members.join(" "),
                ])?;
            if placement.place.is_told() {
                transaction
                    .prepare_cached(
                        "UPDATE stories SET told = max(coalesce(told, ''), ?2) WHERE id = ?1",
                    )?
                    .execute(params![placement.story.0, day])?;
            }
        }
        for (lang, page) in pages {
            transaction
                .prepare_cached("INSERT INTO edition_pages VALUES (?, ?, ?)")?
                .execute(params![no, lang, page])?;
        }
        transaction.commit()?;
        Ok(true)
    }

    /// When an item was published, and the number of the last seal when it came.
    ///
    /// # Errors
    /// Where the store cannot be read, or there is no such item.
    pub fn arrival(&self, id: ItemId) -> Result<(Moment, i64), StoreError> {
        let found = self
            .connection
            .prepare_cached("SELECT published, arrived FROM items WHERE id = ?")?
            .query_row([id.0], |row| Ok((moment(row.get(0)?), row.get(1)?)))
            .optional()?;
        found.ok_or(StoreError::NoItem(id.0))
    }

    /// How many stories the reports of a list tell.
    ///
    /// # Errors
    /// Where the store cannot be read.
    pub fn count_stories(&self, query: &Query) -> Result<u32, StoreError> {
        let (found, values) = listing::found(query);
        let sql = format!("SELECT count(DISTINCT i.story) {found}");
        let mut statement = self.connection.prepare_cached(&sql)?;
        Ok(statement.query_row(params_from_iter(values), |found| found.get(0))?)
    }

    /// How many different stories the items of a list tell that are news and began at a moment or
    /// later: not what was told before, adverts and the like.
    ///
    /// # Errors
    /// Where the store cannot be read.
    pub fn count_news(&self, query: &Query, since: Moment) -> Result<u32, StoreError> {
        let (found, mut values) = listing::found(query);
        values.push(Value::Integer(since.timestamp()));
        let sql = format!(
            "SELECT count(DISTINCT i.story) {found}
             AND coalesce(st.facts, i.facts, '{{}}') ->> 'noise' IS NULL
             AND coalesce(st.first, i.published) >= ?"
        );
        let mut statement = self.connection.prepare_cached(&sql)?;
        Ok(statement.query_row(params_from_iter(values), |found| found.get(0))?)
    }

    /// The items that a story's reports are.
    ///
    /// # Errors
    /// Where the store cannot be read.
    pub fn members(&self, story: StoryId) -> Result<Vec<ItemId>, StoreError> {
        let mut statement = self.connection.prepare_cached(
            "SELECT id FROM items WHERE id = ?1 AND story = ?1 AND base > 0
             UNION SELECT id FROM items WHERE story = ?1 AND story <> id AND base > 0",
        )?;
        let ids = statement.query_map([story.0], |row| Ok(ItemId(row.get(0)?)))?;
        Ok(ids.collect::<Result<_, _>>()?)
    }

    /// A window on a list that begins with the stories of an edition.
    pub(super) fn rows_of_edition(
        &self,
        query: &Query,
        now: Moment,
    ) -> Result<Vec<Row>, StoreError> {
        let Query { first, without, offset, limit, .. } = query.clone();
        let end = limit.map_or(usize::MAX, |limit| offset.saturating_add(limit));
        let mut rows = self.placed(&first, query, now)?;
        let count = rows.len();
        rows.truncate(end);
        rows.drain(..offset.min(rows.len()));
        if end > count {
            let rest = Query {
                first: Vec::new(),
                without: first.iter().map(|placed| placed.item).chain(without).collect(),
                offset: offset.saturating_sub(count),
                limit: limit.map(|limit| limit - rows.len()),
                ..query.clone()
            };
            rows.extend(self.rows(&rest, now)?);
        }
        Ok(rows)
    }

    /// The rows of an edition's stories as far as they belong to a list, each with what its story is
    /// worth there.
    fn placed(&self, first: &[Placed], query: &Query, now: Moment) -> Result<Vec<Row>, StoreError> {
        let of_edition = Query {
            heads: false,
            heard: true,
            sort: Sort::Worth,
            ids: first.iter().map(|placed| placed.item).collect(),
            first: Vec::new(),
            without: Vec::new(),
            up_to: None,
            begun_before: None,
            offset: 0,
            limit: None,
            ..query.clone()
        };
        let rows = self.rows(&of_edition, now)?;
        let mut rows: HashMap<ItemId, Row> = rows.into_iter().map(|row| (row.id, row)).collect();
        let take = |placed: &Placed| {
            rows.remove(&placed.item).map(|row| Row { score: placed.worth, ..row })
        };
        Ok(first.iter().filter_map(take).collect())
    }
}

fn seal(row: &rusqlite::Row<'_>) -> rusqlite::Result<Seal> {
    let (day, closes): (String, _) = (row.get(1)?, moment(row.get(3)?));
    Ok(Seal {
        no: row.get(0)?,
        // A damaged one bears the day of its closing.
        day: day.parse::<Day>().unwrap_or_else(|_| closes.date_naive()),
        begins: moment(row.get(2)?),
        closes,
        sealed: moment(row.get(4)?),
        last_item: ItemId(row.get(5)?),
        stories: row.get(6)?,
        minutes: row.get(7)?,
    })
}
