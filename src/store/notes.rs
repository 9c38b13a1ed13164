//! Notes: the reader's own words on an item.

use rusqlite::{OptionalExtension, params};

use super::search::{self, Columns};
use super::{Store, StoreError, moment};
use crate::model::{ItemId, Moment, NewItem, Note};

impl Store {
    /// Writes an item's note; an empty one removes it.
    ///
    /// # Errors
    /// [`StoreError::NoItem`] where the item does not exist.
    pub fn set_note(&mut self, id: ItemId, text: &str, now: Moment) -> Result<(), StoreError> {
        let transaction = self.connection.transaction()?;
        let noted = !text.trim().is_empty();
        let changed = transaction
            .prepare_cached("UPDATE items SET noted = ?2 WHERE id = ?1")?
            .execute(params![id.0, noted])?;
        if changed == 0 {
            return Err(StoreError::NoItem(id.0));
        }
        if noted {
            transaction
                .prepare_cached(
                    "INSERT INTO notes (item, text, created, updated) VALUES (?1, ?2, ?3, ?3)
                     ON CONFLICT (item) DO UPDATE SET text = ?2, updated = ?3",
                )?
                .execute(params![id.0, text, now.timestamp()])?;
        } else {
            transaction.prepare_cached("DELETE FROM notes WHERE item = ?")?.execute([id.0])?;
        }
        let (item, source) = transaction
            .prepare_cached(
                "SELECT i.title, t.summary, t.content, t.content_is_html, t.authors, s.id
                 FROM items i JOIN texts t ON t.item = i.id JOIN sources s ON s.no = i.source_no
                 WHERE i.id = ?",
            )?
            .query_row([id.0], |row| {
                let authors: String = row.get(4)?;
                let item = NewItem {
                    title: row.get(0)?,
                    summary: row.get(1)?,
                    content: row.get(2)?,
                    content_is_html: row.get(3)?,
                    authors: serde_json::from_str(&authors).unwrap_or_default(),
                    ..NewItem::default()
                };
                Ok((item, row.get::<_, String>(5)?))
            })?;
        let note = noted.then_some(text);
        search::replace(&transaction, id, &Columns::of(&item, Some(&source), note))?;
        Ok(transaction.commit()?)
    }

    /// An item's note, if it has one.
    ///
    /// # Errors
    /// Where the store cannot be read.
    pub fn note(&self, id: ItemId) -> Result<Option<Note>, StoreError> {
        Ok(self
            .connection
            .prepare_cached("SELECT item, text, created, updated FROM notes WHERE item = ?")?
            .query_row([id.0], note)
            .optional()?)
    }

    /// Notes written or changed within a span of time, oldest first; all of them without one.
    ///
    /// # Errors
    /// Where the store cannot be read.
    pub fn notes(&self, span: Option<(Moment, Moment)>) -> Result<Vec<Note>, StoreError> {
        let (from, to) =
            span.map_or((i64::MIN, i64::MAX), |(from, to)| (from.timestamp(), to.timestamp()));
        let mut statement = self.connection.prepare_cached(
            "SELECT item, text, created, updated FROM notes
             WHERE updated >= ? AND updated < ? ORDER BY updated, item",
        )?;
        Ok(statement.query_map([from, to], note)?.collect::<Result<_, _>>()?)
    }
}

fn note(row: &rusqlite::Row<'_>) -> rusqlite::Result<Note> {
    Ok(Note {
        item: ItemId(row.get(0)?),
        text: row.get(1)?,
        created: moment(row.get(2)?),
        updated: moment(row.get(3)?),
    })
}
