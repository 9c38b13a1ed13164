//! What the desk reads back: the last items, to remember them, and all of a day, to tell what is
//! trending. Every statement follows an index and stops after its window.

use std::borrow::Cow;
use std::collections::HashMap;

use rusqlite::{OptionalExtension as _, Row, params};

use super::items::{Transaction, names};
use super::json::{Json, facts_json, joined_keys, keys, stored_keys, to_json};
use super::panes::pane;
use super::{Store, StoreError, body, gist, moment, notes, search};
use crate::model::{
    Heard, ItemId, Judgement, Moment, NewItem, Past, SourceId, StoryId, Talk, Tier,
};

/// So many bytes of a summary are remembered.
const SUMMARY_HEAD: usize = 600;

/// The most items of a day that are counted, the last ones; more would not change what trends.
const TALK_MOST: i64 = 20_000;

/// An item as it was stored, to be judged again.
#[derive(Debug, Clone)]
pub struct Stored {
    /// Its number.
    pub id: ItemId,
    /// Where it came from.
    pub source: SourceId,
    /// What was stored.
    pub item: NewItem,
    /// When it was published, or first seen where the source does not say.
    pub published: Moment,
}

/// An item with all that its source gave.
pub(super) const STORED: &str = "SELECT i.id, s.id, i.external_id, i.url, i.title, i.published,
        i.language, i.points, i.comments, t.authors, t.categories, t.summary, t.content,
        t.packed, t.content_is_html, t.discussion, t.paper, i.read, i.dated
    FROM items i JOIN sources s ON s.no = i.source_no JOIN texts t ON t.item = i.id";

/// An item as the desk remembers it.
const PAST: &str = "SELECT i.id, s.id, s.kind, s.tier, i.title, i.url, i.published, i.points,
        i.comments, i.story, t.summary, t.packed, s.company, i.pane, j.pane_reason, j.kept
    FROM items i
    JOIN sources s ON s.no = i.source_no
    JOIN texts t ON t.item = i.id
    JOIN judgements j ON j.item = i.id";

/// Topics that items name together, with how many items name just those.
pub type Together = Vec<(Vec<String>, u32)>;

impl Store {
    /// The last so many items up to one, oldest first, as the desk remembers them; what is muted
    /// is none of its business.
    ///
    /// # Errors
    /// Where the store cannot be read.
    pub fn past(&self, up_to: ItemId, limit: usize) -> Result<Vec<Past>, StoreError> {
        let sql = format!("{PAST} WHERE i.base > 0 AND i.id <= ? ORDER BY i.id DESC LIMIT ?");
        let mut statement = self.connection.prepare_cached(&sql)?;
        let limit = i64::try_from(limit).unwrap_or(i64::MAX);
        let rows = statement.query_map(params![up_to.0, limit], past)?;
        let mut past = rows.collect::<Result<Vec<_>, _>>()?;
        past.reverse();
        Ok(past)
    }

    /// Some items as the desk remembers them, in no particular order.
    ///
    /// # Errors
    /// Where the store cannot be read.
    pub fn reports(&self, ids: &[ItemId]) -> Result<Vec<Past>, StoreError> {
        let sql = format!("{PAST} WHERE i.id = ?");
        let mut statement = self.connection.prepare_cached(&sql)?;
        let mut found = Vec::with_capacity(ids.len());
        for id in ids {
            found.extend(statement.query_row([id.0], past).optional()?);
        }
        Ok(found)
    }

    /// The item after which so many came; none where there are no more.
    ///
    /// # Errors
    /// Where the store cannot be read.
    pub fn before_the_last(&self, count: usize) -> Result<Option<ItemId>, StoreError> {
        let mut statement = self
            .connection
            .prepare_cached("SELECT id FROM items ORDER BY id DESC LIMIT 1 OFFSET ?1")?;
        let count = i64::try_from(count).unwrap_or(i64::MAX);
        Ok(statement.query_row([count], |row| row.get(0)).optional()?.map(ItemId))
    }

    /// When the last item was published before a moment, if there is any.
    ///
    /// # Errors
    /// Where the store cannot be read.
    pub fn last_before(&self, until: Moment) -> Result<Option<Moment>, StoreError> {
        let mut statement = self.connection.prepare_cached(
            "SELECT published FROM items WHERE published < ?1 AND base > 0
             ORDER BY published DESC LIMIT 1",
        )?;
        let found = statement.query_row([until.timestamp()], |row| row.get(0)).optional()?;
        Ok(found.map(moment))
    }

    /// What was talked about in a span of time, oldest first.
    ///
    /// # Errors
    /// Where the store cannot be read.
    pub fn talk(&self, from: Moment, until: Moment) -> Result<Vec<Talk>, StoreError> {
        let mut statement = self.connection.prepare_cached(
            "SELECT i.id, i.title, i.url, s.id, i.published, i.story, coalesce(st.worth, i.base)
             FROM items i JOIN sources s ON s.no = i.source_no
             LEFT JOIN stories st ON st.id = i.story
             WHERE i.published >= ?1 AND i.published < ?2 AND i.base > 0
             ORDER BY i.published DESC, i.id DESC LIMIT ?3",
        )?;
        let values = params![from.timestamp(), until.timestamp(), TALK_MOST];
        let rows = statement.query_map(values, |row| {
            Ok(Talk {
                item: ItemId(row.get(0)?),
                title: row.get(1)?,
                url: row.get(2)?,
                source: row.get(3)?,
                published: moment(row.get(4)?),
                story: StoryId(row.get(5)?),
                base: row.get(6)?,
            })
        })?;
        let mut talk = rows.collect::<Result<Vec<_>, _>>()?;
        talk.reverse();
        Ok(talk)
    }

    /// Hands over what was told of in a span of time: topics and names, in no particular order.
    ///
    /// # Errors
    /// Where the store cannot be read.
    pub fn each_heard(
        &self,
        from: Moment,
        until: Moment,
        mut hear: impl FnMut(&Heard<'_>),
    ) -> Result<(), StoreError> {
        let mut statement = self.connection.prepare_cached(
            "SELECT i.id, i.story, i.published, i.url, s.id, s.kind, i.topics, i.facts,
                    -- Most reports stand behind no theme.
                    CASE WHEN i.topics IS NULL AND i.facts IS NULL THEN i.base ELSE
                        coalesce((SELECT st.worth FROM stories st WHERE st.id = i.story), i.base)
                    END, i.companies, i.title
             FROM items i JOIN sources s ON s.no = i.source_no
             WHERE i.published >= ?1 AND i.published < ?2 AND i.base > 0",
        )?;
        let mut rows = statement.query(params![from.timestamp(), until.timestamp()])?;
        while let Some(row) = rows.next()? {
            hear(&heard(row)?);
        }
        Ok(())
    }

    /// Which topics the items of a span of time name together, with how many of them name just
    /// those; and how many items there were, with any or none.
    ///
    /// # Errors
    /// Where the store cannot be read.
    pub fn topics(&self, from: Moment, until: Moment) -> Result<(Together, u32), StoreError> {
        let mut statement = self.connection.prepare_cached(
            "SELECT topics FROM items WHERE published >= ?1 AND published < ?2 AND base > 0",
        )?;
        let mut rows = statement.query(params![from.timestamp(), until.timestamp()])?;
        let (mut together, mut all) = (HashMap::<String, u32>::new(), 0);
        while let Some(row) = rows.next()? {
            all += 1;
            let Some(stored) = text(row, 0)? else { continue };
            if let Some(count) = together.get_mut(stored) {
                *count += 1;
            } else {
                together.insert(stored.to_owned(), 1);
            }
        }
        let topics = together.into_iter().map(|(stored, count)| (keys(Some(stored)), count));
        Ok((topics.collect(), all))
    }

    /// The stories that some items tell, and their topics, in no particular order; items that are
    /// there no longer are left out.
    ///
    /// # Errors
    /// Where the store cannot be read.
    pub fn topics_of(
        &self,
        ids: &[ItemId],
    ) -> Result<HashMap<ItemId, (StoryId, Vec<String>)>, StoreError> {
        let mut statement =
            self.connection.prepare_cached("SELECT story, topics FROM items WHERE id = ?1")?;
        let mut found = HashMap::new();
        for id in ids {
            let told = |row: &Row<'_>| Ok((StoryId(row.get(0)?), keys(row.get(1)?)));
            found.extend(statement.query_row([id.0], told).optional()?.map(|told| (*id, told)));
        }
        Ok(found)
    }
}

impl Transaction<'_> {
    /// The next so many items after a number, as they were stored.
    ///
    /// # Errors
    /// Where the store cannot be read.
    pub fn stored_after(&self, after: ItemId, limit: usize) -> Result<Vec<Stored>, StoreError> {
        let sql = format!("{STORED} WHERE i.id > ?1 ORDER BY i.id LIMIT ?2");
        let mut statement = self.inner.prepare_cached(&sql)?;
        let limit = i64::try_from(limit).unwrap_or(i64::MAX);
        let rows = statement.query_map(params![after.0, limit], stored)?;
        Ok(rows.collect::<Result<_, _>>()?)
    }

    /// Writes what the desk says of an item with that summary now, in place of what it said before.
    ///
    /// # Errors
    /// Where the store cannot be written.
    pub fn rejudge(
        &mut self,
        id: ItemId,
        judged: &Judgement,
        summary: &str,
    ) -> Result<(), StoreError> {
        self.run(
            "UPDATE items SET pane = ?2, story = ?3, base = ?4, language = ?5, companies = ?6,
                 moves = ?7, facts = ?8, topics = ?9
             WHERE id = ?1",
            &[
                &id.0,
                &(judged.pane.index() as i64),
                &judged.story.0,
                &judged.base,
                &judged.language,
                &joined_keys(&judged.companies),
                &names(judged),
                &facts_json(&judged.facts),
                &stored_keys(&judged.topics),
            ],
        )?;
        self.unsettled.insert(judged.story);
        self.run(
            "INSERT OR REPLACE INTO judgements (item, why, gist, pane_reason, kept)
             VALUES (?,?,?,?,?)",
            &[
                &id.0,
                &to_json(&judged.why),
                &gist::written(&judged.gist, summary),
                &judged.pane_reason,
                &judged.kept,
            ],
        )
    }

    /// Brings an item's words in the index into the form in which they are asked for, where an
    /// earlier version left them as they were written.
    ///
    /// # Errors
    /// Where the store cannot be written.
    pub fn index_again(&self, stored: &Stored) -> Result<(), StoreError> {
        let Stored { id, source, item, .. } = stored;
        let texts = [&item.title, &item.summary, &item.content];
        if !texts.into_iter().chain(&item.authors).any(|text| search::is_indexed_otherwise(text)) {
            return Ok(());
        }
        let note = notes::words_on(&self.inner, *id)?;
        let columns = search::Columns::of(item, Some(&source.0));
        search::replace(&self.inner, *id, &columns, note.as_deref())
    }
}

/// Reads a row of [`Store::each_heard`].
fn heard<'r>(row: &'r rusqlite::Row<'_>) -> rusqlite::Result<Heard<'r>> {
    Ok(Heard {
        item: ItemId(row.get(0)?),
        story: StoryId(row.get(1)?),
        published: moment(row.get(2)?),
        url: text(row, 3)?.map(Cow::Borrowed),
        source: text(row, 4)?.unwrap_or_default().into(),
        kind: text(row, 5)?.unwrap_or_default().into(),
        topics: keys(row.get(6)?),
        facts: row.get::<_, Option<Json<_>>>(7)?.map(|facts| facts.0).unwrap_or_default(),
        worth: row.get(8)?,
        companies: keys(row.get(9)?),
        title: text(row, 10)?.unwrap_or_default().into(),
    })
}

/// A text of a row where it lies; none where there is none.
fn text<'r>(row: &'r rusqlite::Row<'_>, at: usize) -> rusqlite::Result<Option<&'r str>> {
    Ok(row.get_ref(at)?.as_str_or_null()?)
}

/// Reads a row of [`PAST`].
fn past(row: &rusqlite::Row<'_>) -> rusqlite::Result<Past> {
    let tier: String = row.get(3)?;
    Ok(Past {
        id: ItemId(row.get(0)?),
        source: SourceId(row.get(1)?),
        kind: row.get(2)?,
        tier: Tier::from_name(&tier).unwrap_or_default(),
        title: row.get(4)?,
        summary: body::beginning(row, 10, SUMMARY_HEAD)?,
        url: row.get(5)?,
        published: moment(row.get(6)?),
        points: row.get(7)?,
        comments: row.get(8)?,
        story: StoryId(row.get(9)?),
        company: row.get(12)?,
        pane: pane(row.get(13)?),
        pane_reason: row.get(14)?,
        kept: row.get(15)?,
    })
}

/// Reads a row of [`STORED`].
pub(super) fn stored(row: &rusqlite::Row<'_>) -> rusqlite::Result<Stored> {
    let published = moment(row.get(5)?);
    let (summary, content) = body::texts(row, 11)?;
    Ok(Stored {
        id: ItemId(row.get(0)?),
        source: SourceId(row.get(1)?),
        published,
        item: NewItem {
            external_id: row.get(2)?,
            url: row.get(3)?,
            title: row.get(4)?,
            published: row.get::<_, bool>("dated")?.then_some(published),
            language: row.get(6)?,
            points: row.get(7)?,
            comments: row.get(8)?,
            authors: row.get::<_, Json<_>>(9)?.0,
            categories: row.get::<_, Json<_>>(10)?.0,
            summary,
            content,
            content_is_html: row.get(14)?,
            discussion: row.get(15)?,
            paper: row.get::<_, Json<_>>(16)?.0,
            ..NewItem::default()
        },
    })
}
