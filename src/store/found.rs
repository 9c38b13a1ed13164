//! Whether an item was here before.

use rusqlite::OptionalExtension as _;

use super::identity::{Candidate, Holder, Keys, is_same, is_used_again};
use super::items::Transaction;
use super::{Prepared, StoreError, moment};
use crate::model::{ItemId, Moment, SourceId, StoryId};

/// Whether an item was here before.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Found {
    /// Never seen; this is its number from now on, and when it counts as published.
    New(ItemId, Moment),
    /// Seen, and something about it is different now; the story it tells.
    Changed(ItemId, Moment, StoryId),
    /// Seen, just like this.
    Same(ItemId),
}

/// How long ago something may have been published that is told at the address of an item which was
/// let go because of its age, and is another one: what is older may be that item itself.
const STILL_NEW: chrono::Duration = chrono::Duration::days(30);

/// What a key leads to.
enum Seen {
    /// An item that is here.
    Here(Known),
    /// One that was let go because of its age.
    LetGo(ItemId),
}

impl Seen {
    fn id(&self) -> ItemId {
        match self {
            Seen::Here(known) => known.id,
            Seen::LetGo(id) => *id,
        }
    }
}

/// What an item that is here already looks like.
struct Known {
    id: ItemId,
    external_id: Option<String>,
    title: String,
    url: Option<String>,
    published: Moment,
    fingerprint: i64,
    points: Option<i64>,
    comments: Option<i64>,
    story: StoryId,
}

impl Known {
    fn holder(&self) -> Holder<'_> {
        Holder { title: &self.title, url: self.url.as_deref(), published: self.published }
    }
}

impl Transaction<'_> {
    /// Looks an item up by what its source calls it, else by its address with its title and date,
    /// else by title and date.
    ///
    /// # Errors
    /// [`StoreError::NoSource`] where the source is not in the store.
    pub fn find(
        &mut self,
        source: &SourceId,
        prepared: &Prepared,
        now: Moment,
    ) -> Result<Found, StoreError> {
        let source_no = self.source_no(source)?;
        let Prepared { item, keys, .. } = prepared;
        let known = match self.seen(source_no, prepared, now)? {
            Some(Seen::Here(known)) => Some(known),
            Some(Seen::LetGo(id)) if !self.brings_back => return Ok(Found::Same(id)),
            Some(Seen::LetGo(_)) => {
                for key in keys.all() {
                    self.run(
                        "DELETE FROM item_keys WHERE source_no = ?1 AND key = ?2
                             AND item NOT IN (SELECT id FROM items)",
                        &[&source_no, &key],
                    )?;
                }
                None
            }
            None => None,
        };
        let Some(known) = known else {
            let id = ItemId(self.next_id);
            self.next_id += 1;
            self.taken.insert(id);
            // A date ahead of the clock is a mistake of the feed's and would top every list.
            return Ok(Found::New(id, item.published.unwrap_or(now).min(now)));
        };
        self.taken.insert(known.id);
        // A feed that moves its dates with every visit must not make old news new.
        let published = item.published.map_or(known.published, |given| given.min(known.published));
        let same = known.fingerprint == prepared.fingerprint
            && (item.points.is_none() || known.points == item.points)
            && (item.comments.is_none() || known.comments == item.comments);
        Ok(if same {
            Found::Same(known.id)
        } else {
            Found::Changed(known.id, published, known.story)
        })
    }

    /// What is known of an item.
    fn seen(
        &self,
        source_no: i64,
        prepared: &Prepared,
        now: Moment,
    ) -> Result<Option<Seen>, StoreError> {
        let Prepared { item, keys, document, .. } = prepared;
        for key in [keys.id, keys.bare].into_iter().flatten() {
            let seen = self.by_key(source_no, key)?.filter(|seen| match seen {
                Seen::Here(known) => !is_used_again(item, known.holder()),
                Seen::LetGo(_) => true,
            });
            if seen.is_some() {
                return Ok(seen);
            }
        }
        let Some(page) = keys.page else { return Ok(None) };
        let Some(first) = self.by_key(source_no, page.address)? else { return Ok(None) };
        let mut let_go = None;
        let mut candidates = Vec::new();
        for key in [Some(page.exact), Some(page.titled), page.dated].into_iter().flatten() {
            match self.by_key(source_no, key)? {
                Some(Seen::Here(known)) => candidates.push(known),
                Some(Seen::LetGo(id)) => let_go = let_go.or(Some(id)),
                None => {}
            }
        }
        match first {
            Seen::Here(known) => candidates.push(known),
            Seen::LetGo(id) => {
                let is_new = item.published.is_some_and(|at| at > now - STILL_NEW);
                let_go = let_go.or(Some(id).filter(|_| !is_new));
            }
        }
        let is_this = |known: &Known| {
            let candidate = Candidate {
                external_id: known.external_id.as_deref(),
                title: &known.title,
                published: known.published,
                is_taken: self.taken.contains(&known.id),
            };
            is_same(item, keys, candidate, document, now)
        };
        // Of several with one title, that of the same date.
        let date = item.published.map(|published| published.timestamp());
        candidates.sort_by_key(|known| {
            (known.title != item.title, Some(known.published.timestamp()) != date)
        });
        if let Some(known) = candidates.into_iter().find(|known| is_this(known)) {
            return Ok(Some(Seen::Here(known)));
        }
        // An item with an identifier of its own that nobody knows was never let go.
        Ok(let_go.filter(|_| keys.id.is_none()).map(Seen::LetGo))
    }

    fn by_key(&self, source_no: i64, key: i64) -> Result<Option<Seen>, StoreError> {
        Ok(self
            .inner
            .prepare_cached(
                "SELECT i.id, i.title, i.published, i.fingerprint, i.points, i.comments,
                     i.story, k.item, i.external_id, i.url
                 FROM item_keys k LEFT JOIN items i ON i.id = k.item
                 WHERE k.source_no = ? AND k.key = ?",
            )?
            .query_row([source_no, key], |row| {
                let Some(id) = row.get(0)? else { return Ok(Seen::LetGo(ItemId(row.get(7)?))) };
                Ok(Seen::Here(Known {
                    id: ItemId(id),
                    title: row.get(1)?,
                    published: moment(row.get(2)?),
                    fingerprint: row.get(3)?,
                    points: row.get(4)?,
                    comments: row.get(5)?,
                    story: StoryId(row.get(6)?),
                    external_id: row.get(8)?,
                    url: row.get(9)?,
                }))
            })
            .optional()?)
    }

    /// Remembers by what an item is known again. That of its page in full only where it is needed:
    /// where it has no identifier, or its address is another item's, too.
    pub(super) fn remember_keys(
        &self,
        source_no: i64,
        id: ItemId,
        keys: &Keys,
    ) -> Result<(), StoreError> {
        let mut statement = self.inner.prepare_cached(
            "INSERT OR IGNORE INTO item_keys (source_no, key, item) VALUES (?,?,?)",
        )?;
        let mut put = |key: i64| statement.execute([source_no, key, id.0]);
        if let Some(key) = keys.bare {
            put(key)?;
        }
        if let Some(key) = keys.id {
            // One that was used again is this item's from now on.
            self.run(
                "INSERT INTO item_keys (source_no, key, item) VALUES (?1,?2,?3)
                 ON CONFLICT DO UPDATE SET item = excluded.item",
                &[&source_no, &key, &id.0],
            )?;
        }
        let Some(page) = keys.page else { return Ok(()) };
        let is_first = put(page.address)? > 0
            || self.by_key(source_no, page.address)?.is_some_and(|seen| seen.id() == id);
        if keys.id.is_none() || !is_first {
            for key in [Some(page.exact), Some(page.titled), page.dated].into_iter().flatten() {
                put(key)?;
            }
        }
        Ok(())
    }
}
