//! Notes: the reader's own words on an item, a story or a day, and what they said before.

use rusqlite::{Connection, OptionalExtension, Row as SqlRow, params};

use super::search::{self, Columns};
use super::{Changing, Store, StoreError, body, moment, must_exist};
use crate::model::note::Version;
use crate::model::{About, Day, ItemId, Moment, NewItem, Note, StoryId};

/// Earlier versions of a note that are kept.
const VERSIONS: i64 = 50;

const COLUMNS: &str = "n.item, n.story, n.day, n.text, n.created, n.updated";

impl Changing<'_> {
    /// Writes a note, but only where it still says what whoever changes it saw; nothing where it says
    /// the new text already. An empty one is deleted, and can be restored for a while. What it said
    /// before is kept in its history.
    ///
    /// # Errors
    /// [`StoreError::Stale`], with what it says now, where it was changed meanwhile;
    /// [`StoreError::NoItem`] where the item does not exist.
    pub fn change_note(
        &self,
        about: About,
        was: Option<&str>,
        text: &str,
        now: Moment,
    ) -> Result<(), StoreError> {
        let stands = stored(self.connection, about)?;
        let to = Some(text).filter(|text| !text.trim().is_empty());
        let says = stands.as_ref().filter(|row| !row.deleted).map(|row| row.text.as_str());
        if says == to {
            return Ok(());
        }
        if was != says {
            return Err(StoreError::Stale { says: says.unwrap_or_default().to_owned() });
        }
        if let Some(row) = stands.as_ref().filter(|row| to.is_some_and(|to| to != row.text)) {
            remember(self.connection, row)?;
        }
        let at = now.timestamp();
        match (stands, to) {
            (Some(row), Some(text)) => self
                .connection
                .prepare_cached(
                    "UPDATE notes SET text = ?2, updated = ?3, deleted = NULL WHERE no = ?1",
                )?
                .execute(params![row.no, text, at])?,
            (Some(row), None) => self
                .connection
                .prepare_cached("UPDATE notes SET deleted = ?2 WHERE no = ?1")?
                .execute([row.no, at])?,
            (None, Some(text)) => insert(self.connection, about, text, now, now)?,
            (None, None) => 0,
        };
        mark(self.connection, about)
    }

    /// What a note says, if there is one.
    ///
    /// # Errors
    /// Where the store cannot be read.
    pub fn note(&self, about: About) -> Result<Option<String>, StoreError> {
        Ok(stored(self.connection, about)?.filter(|row| !row.deleted).map(|row| row.text))
    }

    /// Restores a note that was deleted, and gives what it says; `None` where there is none to restore.
    ///
    /// # Errors
    /// Where the store cannot be written.
    pub fn restore_note(&self, about: About) -> Result<Option<String>, StoreError> {
        let Some(row) = stored(self.connection, about)?.filter(|row| row.deleted) else {
            return Ok(None);
        };
        self.connection.execute("UPDATE notes SET deleted = NULL WHERE no = ?", [row.no])?;
        mark(self.connection, about)?;
        Ok(Some(row.text))
    }
}

impl Store {
    /// Writes a note whatever it said, where nobody takes it back.
    ///
    /// # Errors
    /// As [`Changing::change_note`].
    pub fn set_note(&mut self, about: About, text: &str, now: Moment) -> Result<(), StoreError> {
        self.changing(|changing| {
            let was = changing.note(about)?;
            changing.change_note(about, was.as_deref(), text, now)
        })
    }

    /// Puts a text into a note's history, unless it says what the note or its history does; nothing
    /// where there is no such note.
    ///
    /// # Errors
    /// Where the store cannot be written.
    pub fn remember_version(
        &mut self,
        about: About,
        text: &str,
        written: Moment,
    ) -> Result<(), StoreError> {
        let transaction = self.connection.transaction()?;
        let Some(row) = stored(&transaction, about)?.filter(|row| row.text != text) else {
            return Ok(());
        };
        let is_known: bool = transaction.query_row(
            "SELECT EXISTS (SELECT 1 FROM note_versions WHERE note = ? AND text = ?)",
            params![row.no, text],
            |row| row.get(0),
        )?;
        if !is_known && !text.trim().is_empty() {
            add_version(&transaction, row.no, written, text)?;
        }
        Ok(transaction.commit()?)
    }

    /// Takes a note in as another store had it, with its moments and its history. One that says
    /// something else here goes into the history where it is older, else the one that comes does.
    ///
    /// # Errors
    /// [`StoreError::NoItem`] where the item does not exist.
    pub fn take_note(&mut self, note: &Note, versions: &[Version]) -> Result<(), StoreError> {
        let transaction = self.connection.transaction()?;
        let stands = stored(&transaction, note.about)?;
        if stands.is_none() {
            insert(&transaction, note.about, &note.text, note.created, note.updated)?;
        }
        let no = stored(&transaction, note.about)?.map_or(0, |row| row.no);
        // One that is here has its own history.
        for version in versions.iter().filter(|_| stands.is_none()) {
            add_version(&transaction, no, version.written, &version.text)?;
        }
        if let Some(row) = stands.filter(|row| row.text != note.text || row.deleted) {
            if row.updated <= note.updated.timestamp() {
                if row.text != note.text {
                    remember(&transaction, &row)?;
                }
                transaction.execute(
                    "UPDATE notes SET text = ?2, updated = ?3, deleted = NULL WHERE no = ?1",
                    params![no, note.text, note.updated.timestamp()],
                )?;
            } else {
                add_version(&transaction, no, note.updated, &note.text)?;
            }
        }
        mark(&transaction, note.about)?;
        Ok(transaction.commit()?)
    }

    /// A note, if there is one.
    ///
    /// # Errors
    /// Where the store cannot be read.
    pub fn note(&self, about: About) -> Result<Option<Note>, StoreError> {
        let (column, value) = place(about);
        let sql =
            format!("SELECT {COLUMNS} FROM notes n WHERE n.{column} = ? AND n.deleted IS NULL");
        Ok(self.connection.prepare_cached(&sql)?.query_row([value], note).optional()?)
    }

    /// What a note said before, the latest first.
    ///
    /// # Errors
    /// Where the store cannot be read.
    pub fn note_versions(&self, about: About) -> Result<Vec<Version>, StoreError> {
        let (column, value) = place(about);
        let mut statement = self.connection.prepare_cached(&format!(
            "SELECT v.written, v.text FROM note_versions v JOIN notes n ON n.no = v.note
             WHERE n.{column} = ? ORDER BY v.no DESC"
        ))?;
        let versions = statement.query_map([value], |row| {
            Ok(Version { written: moment(row.get(0)?), text: row.get(1)? })
        })?;
        Ok(versions.collect::<Result<_, _>>()?)
    }

    /// Notes written or changed within a span of time, oldest first; all of them without one.
    ///
    /// # Errors
    /// Where the store cannot be read.
    pub fn notes(&self, span: Option<(Moment, Moment)>) -> Result<Vec<Note>, StoreError> {
        let (from, to) =
            span.map_or((i64::MIN, i64::MAX), |(from, to)| (from.timestamp(), to.timestamp()));
        let mut statement = self.connection.prepare_cached(&format!(
            "SELECT {COLUMNS} FROM notes n
             WHERE n.updated >= ? AND n.updated < ? AND n.deleted IS NULL ORDER BY n.updated, n.no"
        ))?;
        Ok(statement.query_map([from, to], note)?.collect::<Result<_, _>>()?)
    }
}

/// A note's row, deleted or not.
struct Stored {
    no: i64,
    text: String,
    updated: i64,
    deleted: bool,
}

/// The column that says what a note is about, and its value there.
fn place(about: About) -> (&'static str, rusqlite::types::Value) {
    match about {
        About::Item(id) => ("item", id.0.into()),
        About::Story(id) => ("story", id.0.into()),
        About::Day(day) => ("day", day.to_string().into()),
    }
}

fn stored(connection: &Connection, about: About) -> Result<Option<Stored>, StoreError> {
    let (column, value) = place(about);
    let sql =
        format!("SELECT no, text, updated, deleted IS NOT NULL FROM notes WHERE {column} = ?");
    let row = connection.prepare_cached(&sql)?.query_row([value], |row| {
        Ok(Stored {
            no: row.get(0)?,
            text: row.get(1)?,
            updated: row.get(2)?,
            deleted: row.get(3)?,
        })
    });
    Ok(row.optional()?)
}

fn insert(
    connection: &Connection,
    about: About,
    text: &str,
    created: Moment,
    updated: Moment,
) -> Result<usize, StoreError> {
    if let Some(item) = about.item() {
        must_exist(connection, item)?;
    }
    let (column, value) = place(about);
    let sql =
        format!("INSERT INTO notes ({column}, text, created, updated) VALUES (?1, ?2, ?3, ?4)");
    Ok(connection.prepare_cached(&sql)?.execute(params![
        value,
        text,
        created.timestamp(),
        updated.timestamp()
    ])?)
}

/// Keeps what a note says now in its history.
fn remember(connection: &Connection, row: &Stored) -> Result<(), StoreError> {
    add_version(connection, row.no, moment(row.updated), &row.text)
}

fn add_version(
    connection: &Connection,
    note: i64,
    written: Moment,
    text: &str,
) -> Result<(), StoreError> {
    connection
        .prepare_cached("INSERT INTO note_versions (note, written, text) VALUES (?, ?, ?)")?
        .execute(params![note, written.timestamp(), text])?;
    connection
        .prepare_cached(
            "DELETE FROM note_versions WHERE note = ?1 AND no <=
                 (SELECT no FROM note_versions WHERE note = ?1 ORDER BY no DESC
                  LIMIT 1 OFFSET ?2)",
        )?
        .execute([note, VERSIONS])?;
    Ok(())
}

/// After a note on an item or its story changed: the item's mark, and its words in the search.
pub(super) fn mark(connection: &Connection, about: About) -> Result<(), StoreError> {
    let Some(id) = about.item() else { return Ok(()) };
    let note = words_on(connection, id)?;
    connection
        .prepare_cached("UPDATE items SET noted = ?2 WHERE id = ?1")?
        .execute(params![id.0, note.is_some()])?;
    let found = connection
        .prepare_cached(
            "SELECT i.title, t.summary, t.content, t.packed, t.content_is_html, t.authors, s.id
             FROM items i JOIN texts t ON t.item = i.id JOIN sources s ON s.no = i.source_no
             WHERE i.id = ?",
        )?
        .query_row([id.0], |row| {
            let authors: String = row.get(5)?;
            let (summary, content) = body::texts(row, 1)?;
            let item = NewItem {
                title: row.get(0)?,
                summary,
                content,
                content_is_html: row.get(4)?,
                authors: serde_json::from_str(&authors).unwrap_or_default(),
                ..NewItem::default()
            };
            Ok((item, row.get::<_, String>(6)?))
        })
        .optional()?;
    let Some((item, source)) = found else { return Err(StoreError::NoItem(id.0)) };
    search::replace(connection, id, &Columns::of(&item, Some(&source)), note.as_deref())
}

/// What the notes on an item, and on the story that it founded, say.
pub(super) fn words_on(connection: &Connection, id: ItemId) -> Result<Option<String>, StoreError> {
    Ok(connection
        .prepare_cached(
            "SELECT group_concat(text, char(10)) FROM notes
             WHERE (item = ?1 OR story = ?1) AND deleted IS NULL",
        )?
        .query_row([id.0], |row| row.get(0))?)
}

fn note(row: &SqlRow<'_>) -> rusqlite::Result<Note> {
    let item: Option<i64> = row.get(0)?;
    let story: Option<i64> = row.get(1)?;
    let day: Option<String> = row.get(2)?;
    let about = match (item, story, day) {
        (Some(id), ..) => About::Item(ItemId(id)),
        (_, Some(id), _) => About::Story(StoryId(id)),
        // A day that cannot be read comes of a damaged store alone.
        (None, None, day) => About::Day(day.and_then(|day| day.parse().ok()).unwrap_or(Day::MIN)),
    };
    Ok(Note {
        about,
        text: row.get(3)?,
        created: moment(row.get(4)?),
        updated: moment(row.get(5)?),
    })
}
