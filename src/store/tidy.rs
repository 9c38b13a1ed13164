//! Retention: what is old goes, except what the reader made something of.

use rusqlite::Connection;

use super::stories::{self, Change};
use super::{Store, StoreError, linked};
use crate::model::{Moment, StoryId};

/// How long what was deleted can be restored.
pub const RESTORED_FOR: chrono::Duration = chrono::Duration::days(30);

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
    /// Where the store cannot be written; nothing is let go then.
    pub fn tidy(&mut self, keep_days: u32, now: Moment) -> Result<Tidied, StoreError> {
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
        if keep_days > 0 {
            let before = (now - chrono::Duration::days(i64::from(keep_days))).timestamp();
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
                [before],
            )?;
            tidied.items = remove_gone(&transaction)?;
        }
        transaction.commit()?;
        Ok(tidied)
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
        const DONE: &str = "tidied on";
        let today = now.date_naive().to_string();
        if self.remembered(DONE)?.as_deref() == Some(today.as_str()) {
            return Ok(None);
        }
        let tidied = self.tidy(keep_days, now)?;
        self.remember(DONE, &today)?;
        Ok(Some(tidied))
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
