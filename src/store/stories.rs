//! Events: one row for every story that is heard of. Lists are read from it, and whatever changes
//! about an event changes that row alone.
//!
//! The desk says how a story stands ([`Revision`]). Where it says nothing of one, as of a story that
//! it has forgotten or one that lost reports to age, the row follows from the reports that are left
//! ([`set_right`]).

use rusqlite::{Connection, OptionalExtension as _, params};

use super::items::Transaction;
use super::json::{Json, facts_json, keys};
use super::panes::{BY_HAND, pane};
use super::{Store, StoreError, moment};
use crate::model::{ItemId, Moment, Outline, Revision, StoryId, StoryState, judgement};

impl Store {
    /// A story as it stands; none where it is not heard of.
    ///
    /// # Errors
    /// Where the store cannot be read.
    pub fn story(&self, id: StoryId) -> Result<Option<StoryState>, StoreError> {
        let mut statement = self.connection.prepare_cached(
            "SELECT st.head, st.size, st.publishers, st.first, st.last, st.pane, st.worth, st.base,
                    coalesce(st.pane_reason, j.pane_reason, ''), coalesce(st.why, j.why),
                    coalesce(st.facts, i.facts), coalesce(st.topics, i.topics)
             FROM stories st
             LEFT JOIN items i ON i.id = st.head
             LEFT JOIN judgements j ON j.item = st.head
             WHERE st.id = ?",
        )?;
        let found = statement.query_row([id.0], |row| {
            Ok(StoryState {
                id,
                head: ItemId(row.get(0)?),
                size: row.get(1)?,
                publishers: row.get(2)?,
                first: moment(row.get(3)?),
                last: moment(row.get(4)?),
                pane: pane(row.get(5)?),
                worth: row.get(6)?,
                base: row.get(7)?,
                pane_reason: row.get(8)?,
                why: row.get::<_, Json<_>>(9)?.0,
                facts: row.get::<_, Json<_>>(10)?.0,
                topics: keys(row.get(11)?),
            })
        });
        Ok(found.optional()?)
    }

    /// The stories of which a report came in a span of time, in short and in no particular order.
    ///
    /// # Errors
    /// Where the store cannot be read.
    pub fn outlines(&self, from: Moment, until: Moment) -> Result<Vec<Outline>, StoreError> {
        let mut statement = self.connection.prepare_cached(
            "SELECT st.id, st.publishers, coalesce(st.facts, i.facts), coalesce(st.topics, i.topics),
                    CASE WHEN coalesce(st.why, j.why) LIKE '%\"watch\"%'
                         THEN coalesce(st.why, j.why) END,
                    s.kind, j.kept
             FROM (SELECT DISTINCT story FROM items
                   WHERE published >= ?1 AND published < ?2 AND base > 0) m
             JOIN stories st ON st.id = m.story
             LEFT JOIN items i ON i.id = st.head
             LEFT JOIN sources s ON s.no = i.source_no
             LEFT JOIN judgements j ON j.item = st.head",
        )?;
        let rows = statement.query_map(params![from.timestamp(), until.timestamp()], |row| {
            Ok(Outline {
                story: StoryId(row.get(0)?),
                publishers: row.get(1)?,
                facts: row.get::<_, Json<_>>(2)?.0,
                topics: keys(row.get(3)?),
                why: row.get::<_, Json<_>>(4)?.0,
                kind: row.get::<_, Option<String>>(5)?.unwrap_or_default(),
                kept: row.get::<_, Option<String>>(6)?.unwrap_or_default(),
            })
        })?;
        Ok(rows.collect::<Result<_, _>>()?)
    }
}

impl Transaction<'_> {
    /// Carries out what the desk changed about what it had said before.
    ///
    /// # Errors
    /// Where the store cannot be written.
    pub fn revise(&mut self, revisions: &[Revision]) -> Result<(), StoreError> {
        for revision in revisions {
            match revision {
                Revision::Joined { gone, into } => self.join_story(*gone, *into)?,
                Revision::Story(state) => self.put_story(state)?,
            }
        }
        Ok(())
    }

    fn put_story(&mut self, state: &StoryState) -> Result<(), StoreError> {
        let moments: Option<(i64, i64)> = self
            .inner
            .prepare_cached(
                "SELECT published, first_seen FROM items WHERE id = ?1 AND story = ?2 AND base > 0",
            )?
            .query_row([state.head.0, state.id.0], |row| Ok((row.get(0)?, row.get(1)?)))
            .optional()?;
        let Some((published, first_seen)) = moments else {
            // The report that the desk has lead it was let go or is muted.
            self.unsettled.insert(state.id);
            return Ok(());
        };
        let head = judgement::counted_from(moment(published), moment(first_seen));
        // What the head's own row says is not stored twice.
        self.inner
            .prepare_cached(
                "INSERT INTO stories (id, head, size, publishers, first, last, pane, worth, base,
                     rank, pane_reason, why, facts, topics)
                 SELECT ?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, nullif(?11, j.pane_reason),
                     nullif(?12, j.why), nullif(?13, coalesce(i.facts, '')),
                     nullif(?14, coalesce(i.topics, ''))
                 FROM items i LEFT JOIN judgements j ON j.item = i.id WHERE i.id = ?2
                 ON CONFLICT (id) DO UPDATE
                 SET head = excluded.head, size = excluded.size, publishers = excluded.publishers,
                     first = excluded.first, last = excluded.last, pane = excluded.pane,
                     worth = excluded.worth, base = excluded.base, rank = excluded.rank,
                     pane_reason = excluded.pane_reason, why = excluded.why,
                     facts = excluded.facts, topics = excluded.topics",
            )?
            .execute(params![
                state.id.0,
                state.head.0,
                state.size,
                state.publishers,
                state.first.timestamp(),
                state.last.timestamp(),
                state.pane.index() as i64,
                state.worth,
                state.base,
                judgement::rank(state.base, judgement::going_on(head, state.last)),
                state.pane_reason,
                super::json::to_json(&state.why),
                facts_json(&state.facts).unwrap_or_default(),
                state.topics.join(" "),
            ])?;
        self.unsettled.remove(&state.id);
        Ok(())
    }

    /// Has all reports of a story tell another one, which was told when this one was. How that one
    /// stands now is for the desk to say, else for its reports.
    fn join_story(&mut self, gone: StoryId, into: StoryId) -> Result<(), StoreError> {
        self.unsettled.remove(&gone);
        self.unsettled.insert(into);
        // Its founder, and all others by their index.
        for of in ["id = ?1 AND story = ?1", "story = ?1 AND story <> id"] {
            let sql = format!("UPDATE items SET story = ?2 WHERE {of}");
            self.run(&sql, &[&gone.0, &into.0])?;
        }
        self.run(
            "UPDATE stories SET told = max(coalesce(told, ''), gone.day)
             FROM (SELECT told AS day FROM stories WHERE id = ?1 AND told IS NOT NULL) gone
             WHERE id = ?2",
            &[&gone.0, &into.0],
        )?;
        self.run("DELETE FROM stories WHERE id = ?1", &[&gone.0])
    }

    /// Forgets the stories of all that came after an item, which is about to be judged again; only
    /// when they were told is remembered. Returns the stories that earlier items tell, too.
    ///
    /// # Errors
    /// Where the store cannot be written.
    pub fn forget_stories(&mut self, after: ItemId) -> Result<Vec<StoryId>, StoreError> {
        let open = self
            .inner
            .prepare_cached(
                "SELECT DISTINCT story FROM items WHERE id > ?1 AND story <= ?1 ORDER BY story",
            )?
            .query_map([after.0], |row| Ok(StoryId(row.get(0)?)))?
            .collect::<Result<Vec<_>, _>>()?;
        self.told = self
            .inner
            .prepare_cached("SELECT id, told FROM stories WHERE told IS NOT NULL AND id > ?1")?
            .query_map([after.0], |row| Ok((row.get(0)?, row.get(1)?)))?
            .collect::<Result<_, _>>()?;
        self.run("DELETE FROM stories WHERE id > ?1", &[&after.0])?;
        self.unsettled.extend(&open);
        Ok(open)
    }

    /// Sets right all stories whose reports changed without a word of the desk about them, and says
    /// again when those were told that were forgotten.
    pub(super) fn settle_stories(&mut self) -> Result<(), StoreError> {
        for story in std::mem::take(&mut self.unsettled) {
            set_right(&self.inner, story, Change::Said)?;
        }
        for (founder, day) in std::mem::take(&mut self.told) {
            self.run(
                "UPDATE stories SET told = max(coalesce(told, ''), ?2)
                 WHERE id = (SELECT story FROM items WHERE id = ?1)",
                &[&founder, &day],
            )?;
        }
        Ok(())
    }
}

/// What changed about the reports of a story.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Change {
    /// Some are gone.
    Fewer,
    /// What the desk says of one.
    Said,
}

/// Makes the row of a story follow from its reports: it goes with the last of them, is led by its
/// best one where the head is gone, and one that is alone speaks for itself. Else it keeps its
/// points, which were given when all of its reports were there.
pub(super) fn set_right(
    connection: &Connection,
    story: StoryId,
    change: Change,
) -> Result<(), StoreError> {
    let (size, first, last): (u32, Option<i64>, Option<i64>) = connection
        .prepare_cached(
            "SELECT count(*), min(published), max(published) FROM items
             WHERE story = ? AND base > 0",
        )?
        .query_row([story.0], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)))?;
    let (Some(first), Some(last)) = (first, last) else {
        connection.prepare_cached("DELETE FROM stories WHERE id = ?")?.execute([story.0])?;
        return Ok(());
    };
    let is_led = connection
        .prepare_cached(
            "SELECT 1 FROM stories st JOIN items i ON i.id = st.head
             WHERE st.id = ? AND i.story = st.id AND i.base > 0",
        )?
        .exists([story.0])?;
    if is_led && (size > 1 || change == Change::Fewer) {
        connection
            .prepare_cached("UPDATE stories SET size = ?2 WHERE id = ?1 AND size <> ?2")?
            .execute(params![story.0, size])?;
        return Ok(());
    }
    lead_by_best(connection, story, size, (moment(first), moment(last)))
}

/// Has a story say what its best report says. Its worth is all of its points: which of them are the
/// reader's own only the desk can tell.
fn lead_by_best(
    connection: &Connection,
    story: StoryId,
    size: u32,
    (first, last): (Moment, Moment),
) -> Result<(), StoreError> {
    let (head, published, first_seen, base): (i64, i64, i64, f64) = connection
        .prepare_cached(
            "SELECT id, published, first_seen, base FROM items WHERE story = ? AND base > 0
             ORDER BY base DESC, published, id LIMIT 1",
        )?
        .query_row([story.0], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?, row.get(3)?)))?;
    let counted = judgement::counted_from(moment(published), moment(first_seen));
    let rank = judgement::rank(base, judgement::going_on(counted, last));
    connection
        .prepare_cached(
            "INSERT INTO stories (id, head, size, publishers, first, last, pane, worth, base, rank,
                 pane_reason)
             SELECT ?1, ?2, ?3, 1, ?4, ?5, coalesce(m.pane, i.pane), ?6, ?6, ?7,
                 iif(m.pane IS NULL, NULL, ?8)
             FROM items i LEFT JOIN
                 (SELECT m.pane FROM moved m JOIN items o ON o.id = m.item
                  WHERE o.story = ?1 AND o.base > 0 ORDER BY m.item DESC LIMIT 1) m
             WHERE i.id = ?2
             ON CONFLICT (id) DO UPDATE
             SET head = excluded.head, size = excluded.size,
                 publishers = min(publishers, excluded.size),
                 first = excluded.first, last = excluded.last, pane = excluded.pane,
                 worth = excluded.worth, base = excluded.base, rank = excluded.rank,
                 pane_reason = excluded.pane_reason, why = NULL, facts = NULL, topics = NULL",
        )?
        .execute(params![
            story.0,
            head,
            size,
            first.timestamp(),
            last.timestamp(),
            base,
            rank,
            BY_HAND,
        ])?;
    Ok(())
}
