//! The reading list: what stands there since when, how far it is, its tags, its week, its order.

use rusqlite::{Connection, OptionalExtension, params};

use super::json::{Json, to_json};
use super::tidy::RESTORED_FOR;
use super::{Changing, Store, StoreError, outbox};
use crate::model::change::Standing;
use crate::model::{ItemId, Listed, Moment, Progress, RemoteMark, Week};

/// The columns of a [`Listed`], of the table named `rl`.
pub(super) const COLUMNS: &str = "rl.item IS NOT NULL, rl.progress, rl.tags, rl.due";

impl Changing<'_> {
    /// Puts items on the reading list, or takes them from it. One that stands there already keeps
    /// its date, and one that stood there not long ago comes back as it was. New ones stand first.
    ///
    /// # Errors
    /// [`StoreError::NoItem`] where one of them does not exist.
    pub fn set_starred(
        &self,
        ids: &[ItemId],
        starred: bool,
        now: Moment,
    ) -> Result<(), StoreError> {
        ids.iter().try_for_each(|id| star(self.connection, *id, starred, now))
    }

    /// Changes how items stand on the reading list, from how whoever changes it saw them there to
    /// how they shall stand; `None` is not at all. Only what differs between the two is changed, so
    /// that what another program changed meanwhile stays. All of them or none.
    ///
    /// # Errors
    /// [`StoreError::NoItem`] where one of them does not exist.
    pub fn change_listed(&self, changes: &[Standing], now: Moment) -> Result<(), StoreError> {
        for Standing { id, was, to } in changes {
            match to {
                Some(to) => {
                    star(self.connection, *id, true, now)?;
                    let was = was.clone().unwrap_or_default();
                    if let Some(stands) = stored(self.connection, *id)? {
                        let changed = stands.clone().changed(&was, to);
                        queue_tags(self.connection, *id, &stands.tags, &changed.tags)?;
                        set(self.connection, *id, &changed)?;
                    }
                }
                None => star(self.connection, *id, false, now)?,
            }
        }
        Ok(())
    }

    /// How an item stands on the reading list, if it does.
    ///
    /// # Errors
    /// Where the store cannot be read.
    pub fn listed(&self, id: ItemId) -> Result<Option<Listed>, StoreError> {
        stored(self.connection, id)
    }

    /// The place of an item on the reading list, the least first, if it stands there.
    ///
    /// # Errors
    /// Where the store cannot be read.
    pub fn place_of(&self, id: ItemId) -> Result<Option<i64>, StoreError> {
        let sql = "SELECT place FROM reading_list WHERE item = ? AND removed IS NULL";
        Ok(self.connection.prepare_cached(sql)?.query_row([id.0], |row| row.get(0)).optional()?)
    }

    /// Puts an item of the reading list before another one, or last where there is none.
    ///
    /// # Errors
    /// [`StoreError::NotListed`] where one of them does not stand there.
    pub fn place_before(&self, id: ItemId, other: Option<ItemId>) -> Result<(), StoreError> {
        let place = |id: ItemId| self.place_of(id)?.ok_or(StoreError::NotListed(id.0));
        place(id)?;
        let at = match other {
            Some(other) => {
                let at = place(other)?;
                self.connection
                    .execute("UPDATE reading_list SET place = place + 1 WHERE place >= ?", [at])?;
                at
            }
            None => self.connection.query_row(
                "SELECT coalesce(max(place), 0) + 1 FROM reading_list",
                [],
                |row| row.get(0),
            )?,
        };
        self.connection
            .execute("UPDATE reading_list SET place = ?2 WHERE item = ?1", params![id.0, at])?;
        Ok(())
    }

    /// Has two items of the reading list change places.
    ///
    /// # Errors
    /// Where the store cannot be written.
    pub fn swap_places(&self, one: ItemId, other: ItemId) -> Result<(), StoreError> {
        self.connection.execute(
            // Each has what is left of both places' sum without its own.
            "UPDATE reading_list SET place =
                 (SELECT sum(place) FROM reading_list WHERE item IN (?1, ?2)) - place
             WHERE item IN (?1, ?2)
                 AND (SELECT count(*) FROM reading_list WHERE item IN (?1, ?2)) = 2",
            [one.0, other.0],
        )?;
        Ok(())
    }
}

impl Store {
    /// As [`Changing::set_starred`], where nobody takes it back.
    ///
    /// # Errors
    /// [`StoreError::NoItem`] where one of them does not exist.
    pub fn set_starred(
        &mut self,
        ids: &[ItemId],
        starred: bool,
        now: Moment,
    ) -> Result<(), StoreError> {
        self.changing(|changing| changing.set_starred(ids, starred, now))
    }

    /// How an item stands on the reading list, if it does.
    ///
    /// # Errors
    /// Where the store cannot be read.
    pub fn listed(&self, id: ItemId) -> Result<Option<Listed>, StoreError> {
        stored(&self.connection, id)
    }

    /// Puts an item on the reading list as another store had it, last; one that stands there stays
    /// as it stands. Whether it was put there.
    ///
    /// # Errors
    /// [`StoreError::NoItem`] where it does not exist.
    pub fn take_listed(
        &mut self,
        id: ItemId,
        listed: &Listed,
        since: Moment,
    ) -> Result<bool, StoreError> {
        let transaction = self.connection.transaction()?;
        if stored(&transaction, id)?.is_some() {
            return Ok(false);
        }
        star(&transaction, id, true, since)?;
        queue_tags(&transaction, id, &[], &listed.tags)?;
        set(&transaction, id, listed)?;
        transaction
            .execute("UPDATE items SET starred_at = ?2 WHERE id = ?1", [id.0, since.timestamp()])?;
        transaction.execute(
            "UPDATE reading_list SET since = ?2,
                 place = (SELECT max(place) + 1 FROM reading_list) WHERE item = ?1",
            [id.0, since.timestamp()],
        )?;
        transaction.commit()?;
        Ok(true)
    }
}

/// Puts an item on the reading list or takes it from there, and has the server that carries it told.
fn star(connection: &Connection, id: ItemId, on: bool, now: Moment) -> Result<(), StoreError> {
    if put(connection, id, on, now)? {
        outbox::queue(connection, id, &RemoteMark::Starred, on)?;
    }
    Ok(())
}

/// Has the server that carries an item told which tags it got and lost.
fn queue_tags(
    connection: &Connection,
    id: ItemId,
    was: &[String],
    to: &[String],
) -> Result<(), StoreError> {
    let got = to.iter().filter(|tag| !was.contains(tag)).map(|tag| (tag, true));
    let lost = was.iter().filter(|tag| !to.contains(tag)).map(|tag| (tag, false));
    for (tag, on) in got.chain(lost) {
        outbox::queue(connection, id, &RemoteMark::Label(tag.clone()), on)?;
    }
    Ok(())
}

/// Puts an item on the reading list or takes it from there, and tells nobody; whether it stood
/// otherwise before.
pub(super) fn put(
    connection: &Connection,
    id: ItemId,
    on: bool,
    now: Moment,
) -> Result<bool, StoreError> {
    let stood: bool = connection
        .prepare_cached("SELECT starred_at IS NOT NULL FROM items WHERE id = ?")?
        .query_row([id.0], |row| row.get(0))
        .optional()?
        .ok_or(StoreError::NoItem(id.0))?;
    if on {
        put_on(connection, id, now)?;
    } else {
        take_off(connection, id, now)?;
    }
    Ok(stood != on)
}

pub(super) fn stored(connection: &Connection, id: ItemId) -> Result<Option<Listed>, StoreError> {
    let sql =
        format!("SELECT {COLUMNS} FROM reading_list rl WHERE rl.item = ? AND rl.removed IS NULL");
    let found =
        connection.prepare_cached(&sql)?.query_row([id.0], |row| listed(row, 0)).optional()?;
    Ok(found.flatten())
}

pub(super) fn set(connection: &Connection, id: ItemId, listed: &Listed) -> Result<(), StoreError> {
    connection
        .prepare_cached(
            "UPDATE reading_list SET progress = ?2, tags = ?3, due = ?4 WHERE item = ?1",
        )?
        .execute(params![
            id.0,
            listed.state as i64,
            to_json(&listed.tags),
            listed.due.map(|week| week.to_string()),
        ])?;
    Ok(())
}

fn put_on(connection: &Connection, id: ItemId, now: Moment) -> Result<(), StoreError> {
    let at = now.timestamp();
    // Whoever took it off long ago means to begin anew.
    connection
        .prepare_cached("DELETE FROM reading_list WHERE item = ? AND removed < ?")?
        .execute([id.0, at - RESTORED_FOR.num_seconds()])?;
    let changed = connection
        .prepare_cached(
            "UPDATE items SET starred_at = coalesce(starred_at,
                 (SELECT since FROM reading_list WHERE item = ?1), ?2) WHERE id = ?1",
        )?
        .execute([id.0, at])?;
    if changed == 0 {
        return Err(StoreError::NoItem(id.0));
    }
    connection
        .prepare_cached(
            "INSERT INTO reading_list (item, since, place)
             VALUES (?1, ?2, (SELECT coalesce(min(place), 0) - 1 FROM reading_list))
             ON CONFLICT (item) DO UPDATE SET removed = NULL",
        )?
        .execute([id.0, at])?;
    Ok(())
}

fn take_off(connection: &Connection, id: ItemId, now: Moment) -> Result<(), StoreError> {
    let changed = connection
        .prepare_cached("UPDATE items SET starred_at = NULL WHERE id = ?")?
        .execute([id.0])?;
    if changed == 0 {
        return Err(StoreError::NoItem(id.0));
    }
    connection
        .prepare_cached("UPDATE reading_list SET removed = coalesce(removed, ?2) WHERE item = ?1")?
        .execute([id.0, now.timestamp()])?;
    Ok(())
}

/// Reads [`COLUMNS`] from a row, beginning at a column.
pub(super) fn listed(row: &rusqlite::Row<'_>, at: usize) -> rusqlite::Result<Option<Listed>> {
    if !row.get::<_, bool>(at)? {
        return Ok(None);
    }
    let progress: u8 = row.get(at + 1)?;
    let due: Option<String> = row.get(at + 3)?;
    Ok(Some(Listed {
        state: Progress::ALL.get(usize::from(progress)).copied().unwrap_or_default(),
        tags: row.get::<_, Json<_>>(at + 2)?.0,
        due: due.as_deref().and_then(Week::parse),
    }))
}
