//! All that is the reader's own, as records of an archive.

use rusqlite::OptionalExtension;

use super::desk::Stored;
use super::sources::{COLUMNS as SOURCE, source};
use super::{Store, StoreError, linked, moment};
use crate::model::archive::{ItemRecord, Record, VERSION, VersionRecord};
use crate::model::source::is_secret_option;
use crate::model::{ItemId, Moment, Query, Sort};

impl Store {
    /// Gives every record of an archive, in its order; of what was deleted there is none.
    ///
    /// # Errors
    /// Where the store cannot be read, or `give` says so.
    pub fn archive<E: From<StoreError>>(
        &self,
        mut give: impl FnMut(Record) -> Result<(), E>,
    ) -> Result<(), E> {
        give(Record::Archive { version: VERSION })?;
        for (source, removed) in self.all_sources()? {
            let mut source = source;
            source.options.retain(|name, _| !is_secret_option(name));
            give(Record::Source { source, removed })?;
        }
        for owned in self.owned()? {
            give(Record::Owned(owned))?;
        }
        for id in self.archived()? {
            if let Some(record) = self.item_record(id)? {
                give(Record::Item(Box::new(record)))?;
            }
        }
        let list = Query { starred: true, sort: Sort::Hand, ..Query::default() };
        for row in self.rows(&list, Moment::default())? {
            let since = self.starred_at(row.id)?;
            let listed = row.listed.unwrap_or_default();
            give(Record::Listed { item: row.id, since, listed })?;
        }
        for note in self.notes(None)? {
            let versions = self.note_versions(note.about)?.into_iter().rev();
            give(Record::Note {
                about: note.about.to_string(),
                text: note.text,
                created: note.created,
                updated: note.updated,
                versions: versions
                    .map(|version| VersionRecord { written: version.written, text: version.text })
                    .collect(),
            })?;
        }
        let keys = self.idea_keys()?;
        let mut ideas = self.ideas(false)?;
        ideas.sort_by_key(|idea| idea.id);
        for idea in ideas {
            give(Record::Idea {
                id: idea.id,
                key: keys.get(&idea.id).copied(),
                thought: idea.thought,
                links: idea.links,
                template: idea.template,
                created: idea.created,
                touched: idea.touched,
            })?;
        }
        Ok(())
    }

    fn all_sources(&self) -> Result<Vec<(crate::model::Source, bool)>, StoreError> {
        let sql = format!("SELECT {SOURCE}, s.removed FROM sources s ORDER BY s.no");
        let mut statement = self.connection.prepare(&sql)?;
        let sources =
            statement.query_map([], |row| Ok((source(row)?, row.get::<_, bool>("removed")?)))?;
        Ok(sources.collect::<Result<_, _>>()?)
    }

    /// The items that other records name, and those that were read, by number.
    fn archived(&self) -> Result<Vec<ItemId>, StoreError> {
        linked::note(&self.connection, false)?;
        let mut statement = self.connection.prepare(
            "SELECT i.id FROM items i WHERE i.read OR i.starred_at IS NOT NULL
                 OR EXISTS (SELECT 1 FROM temp.linked k WHERE k.item = i.id)
                 OR EXISTS (SELECT 1 FROM notes n
                     WHERE (n.item = i.id OR n.story = i.id) AND n.deleted IS NULL)
                 OR EXISTS (SELECT 1 FROM idea_links l JOIN ideas d ON d.id = l.idea
                     WHERE l.item = i.id AND d.deleted IS NULL)
             ORDER BY i.id",
        )?;
        let ids = statement.query_map([], |row| Ok(ItemId(row.get(0)?)))?;
        Ok(ids.collect::<Result<_, _>>()?)
    }

    fn item_record(&self, id: ItemId) -> Result<Option<ItemRecord>, StoreError> {
        let sql = format!("{} WHERE i.id = ?", super::desk::STORED);
        let found = self
            .connection
            .prepare_cached(&sql)?
            .query_row([id.0], |row| {
                let stored = super::desk::stored(row)?;
                let read = row.get("read")?;
                let seen = Some(stored.published).filter(|_| stored.item.published.is_none());
                let Stored { id, source, item, .. } = stored;
                Ok(ItemRecord { no: id, source, read, seen, item })
            })
            .optional()?;
        Ok(found)
    }

    fn starred_at(&self, id: ItemId) -> Result<Moment, StoreError> {
        Ok(self
            .connection
            .prepare_cached("SELECT starred_at FROM items WHERE id = ?")?
            .query_row([id.0], |row| Ok(moment(row.get(0)?)))?)
    }
}
