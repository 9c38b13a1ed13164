//! Retention: what is old goes, except what the reader made something of.

use chrono::{Days, NaiveTime};
use rusqlite::Connection;

use super::stories::{self, Change};
use super::{Store, StoreError, linked, moment};
use crate::model::{Day, Moment, StoryId};

/// How long what was deleted can be restored.
pub const RESTORED_FOR: chrono::Duration = chrono::Duration::days(30);

/// A clock that lies further than this after the last time that the program was at work is taken
/// for wrong: all that is in the store would be too old by it.
const LONGEST_PAUSE: chrono::Duration = chrono::Duration::days(366);

/// Under this name the store remembers when it was tidied last.
const DONE: &str = "tidied on";

/// Whether an item `i` is one that the reader made something of. Whatever was deleted counts for
/// as long as it can be restored: its row is there. What texts lead to is to be found before, by
/// [`linked::note`].
pub(super) const CARED_FOR: &str = "(i.starred_at IS NOT NULL
    OR EXISTS (SELECT 1 FROM notes n WHERE n.item = i.id OR n.story = i.id)
    OR EXISTS (SELECT 1 FROM idea_links l WHERE l.item = i.id)
    OR EXISTS (SELECT 1 FROM temp.linked k WHERE k.item = i.id)
    OR EXISTS (SELECT 1 FROM reading_list rl WHERE rl.item = i.id))";

/// What a tidying did.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Tidied {
    /// Items that were let go.
    pub items: usize,
    /// Notes, ideas and places on the reading list that were deleted long ago and are gone now.
    pub deleted: usize,
}

impl Store {
    /// Lets go of what was deleted longer ago than it can be restored, and of items that are older
    /// than so many days (0 keeps them for ever), except those that are starred, noted, linked
    /// from an idea or a note or were until lately. What was let go stays known by its keys, so that a feed
    /// which still tells of it does not bring it again.
    ///
    /// # Errors
    /// [`StoreError::Clock`] where the clock lies years after the last time that the program was at
    /// work; where the store cannot be written. Nothing is let go then.
    pub fn tidy(&mut self, keep_days: u32, now: Moment) -> Result<Tidied, StoreError> {
        match self.long_ago(now)? {
            Some(last) => Err(StoreError::Clock { now, last }),
            None => self.tidy_by_any_clock(keep_days, now),
        }
    }

    /// When the program was at work last, where that is so long ago that the clock may be wrong.
    ///
    /// # Errors
    /// Where the store cannot be read.
    pub fn long_ago(&self, now: Moment) -> Result<Option<Moment>, StoreError> {
        Ok(self.last_at_work(now)?.filter(|last| now - *last > LONGEST_PAUSE))
    }

    /// As [`Store::tidy`], however long the program was not at work.
    ///
    /// # Errors
    /// Where the store cannot be written, or was asked to stop; nothing is let go then.
    pub fn tidy_by_any_clock(&mut self, keep_days: u32, now: Moment) -> Result<Tidied, StoreError> {
        let stop = self.stop;
        let transaction = self.connection.transaction()?;
        let mut tidied = Tidied::default();
        let restorable = (now - RESTORED_FOR).timestamp();
        for sql in [
            "DELETE FROM notes WHERE deleted < ?",
            "DELETE FROM ideas WHERE deleted < ?",
            "DELETE FROM reading_list WHERE removed < ?",
        ] {
            tidied.deleted += transaction.execute(sql, [restorable])?;
        }
        // The log holds what deleted texts said.
        transaction.execute("DELETE FROM changes WHERE at < ?", [restorable])?;
        // Nothing is as old as what lies before all time.
        let before = now.checked_sub_days(Days::new(keep_days.into())).filter(|_| keep_days > 0);
        if let Some(before) = before {
            transaction.execute_batch(
                "CREATE TEMP TABLE IF NOT EXISTS gone (id INTEGER PRIMARY KEY, story INTEGER);
                 DELETE FROM gone",
            )?;
            linked::note(&transaction, true)?;
            transaction.execute(
                &format!(
                    "INSERT INTO gone SELECT i.id, i.story FROM items i
                     WHERE i.published < ?1 AND i.first_seen < ?1 AND NOT {CARED_FOR}"
                ),
                [before.timestamp()],
            )?;
            tidied.items = remove_gone(&transaction)?;
        }
        if stop.is_asked() {
            return Err(StoreError::Stopped);
        }
        transaction.commit()?;
        self.remember(DONE, &now.date_naive().to_string())?;
        Ok(tidied)
    }

    /// When the program was at work last: as far as is known by what was tidied, else by what came
    /// in before today, since today's clock is what is asked about.
    fn last_at_work(&self, now: Moment) -> Result<Option<Moment>, StoreError> {
        if let Some(day) = self.remembered(DONE)?.and_then(|day| day.parse::<Day>().ok()) {
            return Ok(Some(day.and_time(NaiveTime::MIN).and_utc()));
        }
        let before_today = (now - chrono::Duration::days(1)).timestamp();
        let last: Option<i64> = self.connection.query_row(
            "SELECT max(at) FROM (
                 SELECT max(last_attempt) AS at FROM fetch_states WHERE last_attempt < ?1
                 UNION ALL SELECT max(first_seen) FROM items WHERE first_seen < ?1)",
            [before_today],
            |row| row.get(0),
        )?;
        Ok(last.map(moment))
    }

    /// As [`Store::tidy`], but not more than once in a day; `None` where it was done already.
    ///
    /// # Errors
    /// As [`Store::tidy`].
    pub fn tidy_daily(
        &mut self,
        keep_days: u32,
        now: Moment,
    ) -> Result<Option<Tidied>, StoreError> {
        let today = now.date_naive().to_string();
        if self.remembered(DONE)?.as_deref() == Some(today.as_str()) {
            return Ok(None);
        }
        self.tidy(keep_days, now).map(Some)
    }

    /// Gives the room of what was let go back to the disk. Takes as long as copying the store.
    ///
    /// # Errors
    /// Where there is no room for the copy.
    pub fn vacuum(&mut self) -> Result<(), StoreError> {
        Ok(self.connection.execute_batch("VACUUM")?)
    }

    /// As [`Store::vacuum`], where much of the store's file holds nothing and the file is no larger
    /// than so many bytes; whether it was done.
    ///
    /// # Errors
    /// As [`Store::vacuum`].
    pub fn vacuum_if_worth(&mut self, largest: u64) -> Result<bool, StoreError> {
        const EMPTY: u64 = 4;
        let pragma = |name: &str| -> Result<u64, StoreError> {
            let number: i64 = self.connection.pragma_query_value(None, name, |row| row.get(0))?;
            Ok(number.unsigned_abs())
        };
        let (free, pages) = (pragma("freelist_count")?, pragma("page_count")?);
        let is_worth = free > pages / EMPTY && pages * pragma("page_size")? <= largest;
        if is_worth {
            self.vacuum()?;
        }
        Ok(is_worth)
    }
}

/// Removes the items that the temporary table `gone` names, and sets right the stories of which
/// they were part.
pub(super) fn remove_gone(connection: &Connection) -> Result<usize, StoreError> {
    connection.execute("DELETE FROM search WHERE rowid IN (SELECT id FROM gone)", [])?;
    let removed = connection.execute("DELETE FROM items WHERE id IN (SELECT id FROM gone)", [])?;
    let stories: Vec<i64> = connection
        .prepare("SELECT DISTINCT story FROM gone")?
        .query_map([], |row| row.get(0))?
        .collect::<Result<_, _>>()?;
    for story in stories {
        stories::set_right(connection, StoryId(story), Change::Fewer)?;
    }
    connection.execute("DELETE FROM gone", [])?;
    Ok(removed)
}
