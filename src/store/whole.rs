//! An item whole, with everything that was made of it.

use rusqlite::{OptionalExtension as _, params};

use super::gist::Gist;
use super::identity::address_key;
use super::json::{Json, keys};
use super::{Store, StoreError, body, moment};
use crate::model::{Item, ItemId, Moment, Query, Reason, Row, SourceId};

impl Store {
    /// The reasons for an item's story, without all the rest of it; none where nothing judged it.
    ///
    /// # Errors
    /// Where the store cannot be read.
    pub fn why(&self, id: ItemId) -> Result<Vec<Reason>, StoreError> {
        let mut statement = self.connection.prepare_cached(
            "SELECT coalesce(st.why, j.why) FROM items i
                 LEFT JOIN stories st ON st.id = i.story
                 LEFT JOIN judgements j ON j.item = coalesce(st.head, i.id)
                 WHERE i.id = ?",
        )?;
        let why = statement.query_row([id.0], |row| row.get::<_, Json<_>>(0)).optional()?;
        Ok(why.map(|why| why.0).unwrap_or_default())
    }

    /// An item whole, with its score at a moment.
    ///
    /// # Errors
    /// [`StoreError::NoItem`] where there is none of that number.
    pub fn item(&self, id: ItemId, now: Moment) -> Result<Item, StoreError> {
        let row = self
            .rows(&Query { ids: vec![id], ..Query::default() }, now)?
            .pop()
            .ok_or(StoreError::NoItem(id.0))?;
        self.item_of(row)
    }

    /// The whole item of a row, as it stands in its list.
    ///
    /// # Errors
    /// [`StoreError::NoItem`] where it is gone.
    pub fn item_of(&self, row: Row) -> Result<Item, StoreError> {
        let id = row.id;
        let mut statement = self.connection.prepare_cached(
            "SELECT i.external_id, s.kind, t.authors, t.categories, t.summary, t.content,
                    t.packed, t.content_is_html, t.discussion, t.paper, f.html,
                    -- Reasons are its story's: what was said of the head when it came, unless the
                    -- story has more to say.
                    coalesce(st.why, h.why), j.gist, coalesce(st.pane_reason, h.pane_reason),
                    n.text, i.starred_at,
                    -- Of stories that became one, all that was noted; from the notes to their items,
                    -- since notes are few.
                    (SELECT group_concat(sn.text, char(10)) FROM notes sn
                     WHERE sn.story IS NOT NULL AND sn.deleted IS NULL
                       AND (SELECT f.story FROM items f WHERE f.id = sn.story) = i.story),
                    i.facts, i.topics, s.address, i.first_seen,
                    EXISTS (SELECT 1 FROM owned_items o WHERE o.item = i.id)
             FROM items i
             JOIN sources s ON s.no = i.source_no
             JOIN texts t ON t.item = i.id
             LEFT JOIN stories st ON st.id = i.story
             LEFT JOIN judgements j ON j.item = i.id
             LEFT JOIN judgements h ON h.item = coalesce(st.head, i.id)
             LEFT JOIN full_texts f ON f.item = i.id
             LEFT JOIN notes n ON n.item = i.id AND n.deleted IS NULL
             WHERE i.id = ?",
        )?;
        let mut rows = statement.query([id.0])?;
        let found = rows.next()?.ok_or(StoreError::NoItem(id.0))?;
        let (summary, content) = body::texts(found, 4)?;
        Ok(Item {
            row,
            external_id: found.get(0)?,
            kind: found.get(1)?,
            source_address: found.get(19)?,
            seen: moment(found.get(20)?),
            authors: found.get::<_, Json<_>>(2)?.0,
            categories: found.get::<_, Json<_>>(3)?.0,
            content_is_html: found.get(7)?,
            discussion: found.get(8)?,
            paper: found.get::<_, Json<_>>(9)?.0,
            full_text: found.get(10)?,
            why: found.get::<_, Json<_>>(11)?.0,
            gist: found.get::<_, Json<Gist>>(12)?.0.said(&summary),
            pane_reason: found.get::<_, Option<String>>(13)?.unwrap_or_default(),
            note: found.get(14)?,
            starred_at: found.get::<_, Option<i64>>(15)?.map(moment),
            story_note: found.get(16)?,
            facts: found.get::<_, Json<_>>(17)?.0,
            topics: keys(found.get(18)?),
            owned: found.get(21)?,
            summary,
            content,
            ideas: self.ideas_on(id)?,
        })
    }

    /// The first item of any source that has this address.
    ///
    /// # Errors
    /// Where the store cannot be read.
    pub fn by_address(&self, url: &str) -> Result<Option<ItemId>, StoreError> {
        let found = self
            .connection
            .prepare_cached(
                "SELECT min(k.item) FROM sources s JOIN item_keys k ON k.source_no = s.no
                 WHERE k.key = ?1",
            )?
            .query_row([address_key(url)], |row| row.get::<_, Option<i64>>(0))?;
        Ok(found.map(ItemId))
    }

    /// Keeps the article page's own text beside what the feed gave.
    ///
    /// # Errors
    /// Where the store cannot be written, or has no such item.
    pub fn keep_full_text(
        &mut self,
        id: ItemId,
        html: &str,
        now: Moment,
    ) -> Result<(), StoreError> {
        self.connection
            .prepare_cached(
                "INSERT INTO full_texts (item, html, fetched_at) VALUES (?1, ?2, ?3)
                 ON CONFLICT (item) DO UPDATE SET html = ?2, fetched_at = ?3",
            )?
            .execute(params![id.0, html, now.timestamp()])?;
        Ok(())
    }

    /// Remembers items whose article is to be fetched.
    ///
    /// # Errors
    /// Where the store cannot be written.
    pub fn want_articles(&mut self, items: &[ItemId]) -> Result<(), StoreError> {
        let transaction = self.connection.transaction()?;
        for item in items {
            transaction
                .prepare_cached("INSERT OR IGNORE INTO wanted_articles (item) VALUES (?)")?
                .execute([item.0])?;
        }
        Ok(transaction.commit()?)
    }

    /// The latest so many items of a source whose article is to be fetched. They are given out
    /// once: what cannot be had is not asked for again and again.
    ///
    /// # Errors
    /// Where the store cannot be written.
    pub fn take_wanted(
        &mut self,
        source: &SourceId,
        most: usize,
    ) -> Result<Vec<ItemId>, StoreError> {
        let mut statement = self.connection.prepare_cached(
            "DELETE FROM wanted_articles WHERE item IN
                 (SELECT w.item FROM wanted_articles w JOIN items i ON i.id = w.item
                  WHERE i.source_no = (SELECT no FROM sources WHERE id = ?1)
                  ORDER BY i.published DESC, w.item DESC LIMIT ?2)
             RETURNING item",
        )?;
        let taken = statement.query_map(params![source.0, most as i64], |row| row.get(0))?;
        Ok(taken.map(|id| id.map(ItemId)).collect::<Result<_, _>>()?)
    }
}
