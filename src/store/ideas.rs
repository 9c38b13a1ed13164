//! Research ideas and the items they stand on.

use rusqlite::{Connection, OptionalExtension, Row as SqlRow, params};

use super::json::{Json, to_json};
use super::{Store, StoreError, moment, must_exist};
use crate::model::idea::Link;
use crate::model::{Idea, IdeaId, IdeaLine, ItemId, Moment, Status, Thought};

const COLUMNS: &str =
    "id, title, status, tags, preface, sections, template, created, touched, deleted";

impl Store {
    /// The number that the next idea would have.
    ///
    /// # Errors
    /// Where the store cannot be read.
    pub fn next_idea(&self) -> Result<IdeaId, StoreError> {
        let last: Option<i64> = self
            .connection
            .prepare_cached("SELECT seq FROM sqlite_sequence WHERE name = 'ideas'")?
            .query_row([], |row| row.get(0))
            .optional()?;
        Ok(IdeaId(last.unwrap_or(0) + 1))
    }

    /// An idea, deleted or not.
    ///
    /// # Errors
    /// [`StoreError::NoIdea`] where there is none of that number.
    pub fn idea(&self, id: IdeaId) -> Result<Idea, StoreError> {
        stored(&self.connection, id)?.ok_or(StoreError::NoIdea(id.0))
    }

    /// All ideas, or all that were deleted, last touched first.
    ///
    /// # Errors
    /// Where the store cannot be read.
    pub fn ideas(&self, deleted: bool) -> Result<Vec<Idea>, StoreError> {
        let sql = format!(
            "SELECT {COLUMNS} FROM ideas WHERE (deleted IS NOT NULL) = ? ORDER BY touched DESC, id DESC"
        );
        let mut statement = self.connection.prepare_cached(&sql)?;
        let mut ideas = statement.query_map([deleted], idea)?.collect::<Result<Vec<_>, _>>()?;
        for idea in &mut ideas {
            idea.links = links(&self.connection, idea.id)?;
        }
        Ok(ideas)
    }

    /// The ideas that stand on an item.
    ///
    /// # Errors
    /// Where the store cannot be read.
    pub fn ideas_on(&self, item: ItemId) -> Result<Vec<IdeaLine>, StoreError> {
        let mut statement = self.connection.prepare_cached(
            "SELECT i.id, i.title, i.status, l.why FROM idea_links l JOIN ideas i ON i.id = l.idea
             WHERE l.item = ? AND i.deleted IS NULL ORDER BY i.touched DESC, i.id DESC",
        )?;
        let lines = statement.query_map([item.0], |row| {
            let status: String = row.get(2)?;
            Ok(IdeaLine {
                id: IdeaId(row.get(0)?),
                title: row.get(1)?,
                status: Status::from_name(&status).unwrap_or_default(),
                why: row.get(3)?,
            })
        })?;
        Ok(lines.collect::<Result<_, _>>()?)
    }

    /// Begins an idea; gives its number.
    ///
    /// # Errors
    /// [`StoreError::NoItem`] where it stands on an item that does not exist.
    pub fn add_idea(
        &mut self,
        thought: &Thought,
        links: &[Link],
        template: bool,
        now: Moment,
    ) -> Result<IdeaId, StoreError> {
        let idea = Idea {
            id: self.next_idea()?,
            thought: thought.clone(),
            links: links.to_vec(),
            template,
            created: now,
            touched: now,
            deleted: None,
        };
        self.take_idea(&idea)?;
        Ok(idea.id)
    }

    /// Changes, begins, deletes or brings back an idea, but only where it still is what whoever
    /// changes it saw. What is deleted can be restored for a while.
    ///
    /// # Errors
    /// [`StoreError::Stale`] where it was changed meanwhile; [`StoreError::NoItem`] where it
    /// stands on an item that does not exist.
    pub fn change_idea(
        &mut self,
        was: Option<&Idea>,
        to: Option<&Idea>,
        now: Moment,
    ) -> Result<(), StoreError> {
        let Some(id) = was.or(to).map(|idea| idea.id) else { return Ok(()) };
        let transaction =
            self.connection.transaction_with_behavior(rusqlite::TransactionBehavior::Immediate)?;
        let stands = stored(&transaction, id)?;
        let alive = stands.as_ref().filter(|idea| idea.deleted.is_none());
        let same = |a: &Idea, b: &Idea| a.thought == b.thought && a.links == b.links;
        match (alive, was) {
            (None, None) => {}
            (Some(alive), Some(was)) if same(alive, was) => {}
            (Some(alive), _) => {
                return Err(StoreError::Stale { says: alive.thought.all_words() });
            }
            (None, Some(_)) => return Err(StoreError::Stale { says: String::new() }),
        }
        match to {
            Some(to) => write(&transaction, &Idea { touched: now, deleted: None, ..to.clone() })?,
            None => {
                transaction.execute(
                    "UPDATE ideas SET deleted = ?2 WHERE id = ?1",
                    [id.0, now.timestamp()],
                )?;
            }
        }
        Ok(transaction.commit()?)
    }

    /// Takes an idea in just as it is, in place of the one of its number.
    ///
    /// # Errors
    /// [`StoreError::NoItem`] where it stands on an item that does not exist.
    pub fn take_idea(&mut self, idea: &Idea) -> Result<(), StoreError> {
        let transaction = self.connection.transaction()?;
        write(&transaction, idea)?;
        Ok(transaction.commit()?)
    }

    /// Deletes an idea, which can be restored for a while, or restores it.
    ///
    /// # Errors
    /// [`StoreError::NoIdea`] where there is none of that number.
    pub fn delete_idea(&mut self, id: IdeaId, deleted: Option<Moment>) -> Result<(), StoreError> {
        let at = deleted.map(|at| at.timestamp());
        let changed = self
            .connection
            .execute("UPDATE ideas SET deleted = ?2 WHERE id = ?1", params![id.0, at])?;
        if changed == 0 { Err(StoreError::NoIdea(id.0)) } else { Ok(()) }
    }
}

fn write(connection: &Connection, idea: &Idea) -> Result<(), StoreError> {
    let Thought { title, status, tags, preface, sections } = &idea.thought;
    connection
        .prepare_cached(
            "INSERT INTO ideas (id, title, status, tags, preface, sections, template, created,
                 touched, deleted) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10)
             ON CONFLICT (id) DO UPDATE SET title = ?2, status = ?3, tags = ?4, preface = ?5,
                 sections = ?6, template = ?7, created = ?8, touched = ?9, deleted = ?10",
        )?
        .execute(params![
            idea.id.0,
            title,
            status.name(),
            to_json(tags),
            preface,
            to_json(sections),
            idea.template,
            idea.created.timestamp(),
            idea.touched.timestamp(),
            idea.deleted.map(|at| at.timestamp()),
        ])?;
    connection.prepare_cached("DELETE FROM idea_links WHERE idea = ?")?.execute([idea.id.0])?;
    for (place, link) in idea.links.iter().enumerate() {
        must_exist(connection, link.item)?;
        connection
            .prepare_cached("INSERT INTO idea_links (idea, place, item, why) VALUES (?,?,?,?)")?
            .execute(params![idea.id.0, place as i64, link.item.0, link.why])?;
    }
    Ok(())
}

fn stored(connection: &Connection, id: IdeaId) -> Result<Option<Idea>, StoreError> {
    let found = connection
        .prepare_cached(&format!("SELECT {COLUMNS} FROM ideas WHERE id = ?"))?
        .query_row([id.0], idea)
        .optional()?;
    let Some(mut idea) = found else { return Ok(None) };
    idea.links = links(connection, id)?;
    Ok(Some(idea))
}

fn links(connection: &Connection, id: IdeaId) -> Result<Vec<Link>, StoreError> {
    let mut statement = connection
        .prepare_cached("SELECT item, why FROM idea_links WHERE idea = ? ORDER BY place")?;
    let links = statement
        .query_map([id.0], |row| Ok(Link { item: ItemId(row.get(0)?), why: row.get(1)? }))?;
    Ok(links.collect::<Result<_, _>>()?)
}

fn idea(row: &SqlRow<'_>) -> rusqlite::Result<Idea> {
    let status: String = row.get(2)?;
    Ok(Idea {
        id: IdeaId(row.get(0)?),
        thought: Thought {
            title: row.get(1)?,
            status: Status::from_name(&status).unwrap_or_default(),
            tags: row.get::<_, Json<_>>(3)?.0,
            preface: row.get(4)?,
            sections: row.get::<_, Json<_>>(5)?.0,
        },
        links: Vec::new(),
        template: row.get(6)?,
        created: moment(row.get(7)?),
        touched: moment(row.get(8)?),
        deleted: row.get::<_, Option<i64>>(9)?.map(moment),
    })
}
