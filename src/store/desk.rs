//! What the desk reads back: the last items, to remember them, and all of a day, to tell what is
//! trending. Every statement follows an index and stops after its window.

use rusqlite::params;

use super::items::Json;
use super::{Store, StoreError, moment};
use crate::model::{ItemId, Past, SourceId, StoryId, Tier};

impl Store {
    /// Titles of what was starred last, so many at most, newest first.
    ///
    /// # Errors
    /// Where the store cannot be read.
    pub fn starred_titles(&self, limit: usize) -> Result<Vec<String>, StoreError> {
        let mut statement = self.connection.prepare_cached(
            "SELECT title FROM items WHERE starred_at IS NOT NULL
             ORDER BY starred_at DESC, id DESC LIMIT ?",
        )?;
        let limit = i64::try_from(limit).unwrap_or(i64::MAX);
        Ok(statement.query_map(params![limit], |row| row.get(0))?.collect::<Result<_, _>>()?)
    }

    /// The last so many items, oldest first, as the desk remembers them; what is muted is none of
    /// its business.
    ///
    /// # Errors
    /// Where the store cannot be read.
    pub fn past(&self, limit: usize) -> Result<Vec<Past>, StoreError> {
        let mut statement = self.connection.prepare_cached(
            "SELECT i.id, s.id, s.kind, s.tier, i.title, i.url, i.published, i.points, i.comments,
                    i.story, CASE WHEN i.head THEN j.why END
             FROM items i
             JOIN sources s ON s.no = i.source_no
             LEFT JOIN judgements j ON j.item = i.id
             WHERE i.base > 0
             ORDER BY i.id DESC LIMIT ?",
        )?;
        let limit = i64::try_from(limit).unwrap_or(i64::MAX);
        let rows = statement.query_map(params![limit], |row| {
            let tier: String = row.get(3)?;
            Ok(Past {
                id: ItemId(row.get(0)?),
                source: SourceId(row.get(1)?),
                kind: row.get(2)?,
                tier: Tier::from_name(&tier).unwrap_or_default(),
                title: row.get(4)?,
                url: row.get(5)?,
                published: moment(row.get(6)?),
                points: row.get(7)?,
                comments: row.get(8)?,
                story: StoryId(row.get(9)?),
                why: row.get::<_, Json<_>>(10)?.0,
            })
        })?;
        let mut past = rows.collect::<Result<Vec<_>, _>>()?;
        past.reverse();
        Ok(past)
    }
}
