//! Research ideas and the items they stand on.

use std::collections::HashMap;

use rusqlite::{Connection, OptionalExtension, Row as SqlRow, params};

use super::json::{Json, to_json};
use super::numbers::{self, Numbered};
use super::{Changing, Store, StoreError, moment, must_exist};
use crate::model::idea::Link;
use crate::model::{Idea, IdeaId, IdeaLine, ItemId, Moment, Status, Thought};

const COLUMNS: &str =
    "id, title, status, tags, preface, sections, template, created, touched, deleted";

impl Store {
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

    /// As [`Changing::change_idea`], where nobody takes it back.
    ///
    /// # Errors
    /// As there.
    pub fn change_idea(
        &mut self,
        was: Option<&Idea>,
        to: Option<&Idea>,
        now: Moment,
    ) -> Result<(), StoreError> {
        self.changing(|changing| changing.change_idea(was, to, now))
    }
}

impl Changing<'_> {
    /// Changes, begins, deletes or brings back an idea, but only where it still is what whoever
    /// changes it saw; nothing where it is what it shall be already. One that is begun gets its
    /// number here: until then it is known by its key. What is deleted can be restored for a while.
    ///
    /// # Errors
    /// [`StoreError::Stale`] where it was changed meanwhile; [`StoreError::NoItem`] where it
    /// stands on an item that does not exist.
    pub fn change_idea(
        &self,
        was: Option<&Idea>,
        to: Option<&Idea>,
        now: Moment,
    ) -> Result<(), StoreError> {
        self.put_idea(was, to, now, false)
    }

    /// Deletes an idea, which can be restored for a while, or restores it.
    ///
    /// # Errors
    /// [`StoreError::NoIdea`] where there is none of that number.
    pub fn delete_idea(&self, id: IdeaId, deleted: Option<Moment>) -> Result<(), StoreError> {
        let at = deleted.map(|at| at.timestamp());
        let changed = self
            .connection
            .execute("UPDATE ideas SET deleted = ?2 WHERE id = ?1", params![id.0, at])?;
        if changed == 0 { Err(StoreError::NoIdea(id.0)) } else { Ok(()) }
    }

    /// Writes an idea in the place of what it said, as [`Changing::change_idea`] does. What it said goes
    /// among what was deleted, as an idea of its own.
    ///
    /// # Errors
    /// As [`Changing::change_idea`].
    pub fn rewrite_idea(&self, was: &Idea, to: &Idea, now: Moment) -> Result<(), StoreError> {
        self.put_idea(Some(was), Some(to), now, true)
    }

    fn put_idea(
        &self,
        was: Option<&Idea>,
        to: Option<&Idea>,
        now: Moment,
        keeps_old: bool,
    ) -> Result<(), StoreError> {
        let Some(id) = was.or(to).map(|idea| idea.id) else { return Ok(()) };
        let stands = stored(self.connection, id)?;
        let number = stands.as_ref().map_or(id, |idea| idea.id);
        let alive = stands.as_ref().filter(|idea| idea.deleted.is_none());
        match (alive, was) {
            (None, None) => {}
            (Some(alive), _) if to.is_some_and(|to| says_same(alive, to)) => return Ok(()),
            (Some(alive), Some(was)) if says_same(alive, was) => {}
            (Some(alive), _) => {
                return Err(StoreError::Stale { says: alive.thought.all_words() });
            }
            (None, Some(_)) => return Err(StoreError::Stale { says: String::new() }),
        }
        if let Some(alive) = alive.filter(|_| keeps_old) {
            set_aside(self.connection, alive.clone(), now)?;
        }
        if let Some(to) = to {
            let to = Idea { id: number, touched: now, deleted: None, ..to.clone() };
            write(self.connection, &to)?;
        } else {
            let sql = "UPDATE ideas SET deleted = ?2 WHERE id = ?1";
            self.connection.execute(sql, [number.0, now.timestamp()])?;
        }
        Ok(())
    }
}

impl Store {
    /// Takes ideas in as another store had them, each with the key it is known by if that was told,
    /// all of them or none. One that is here already is the same idea: what was touched last
    /// stands, and another text that stood here goes among what was deleted. Others get their own
    /// number where nobody has it. `lead` is told all numbers before the texts are kept. Gives how
    /// many were taken, and the numbers.
    ///
    /// # Errors
    /// [`StoreError::NoItem`] where one stands on an item that does not exist.
    pub fn take_ideas(
        &mut self,
        ideas: Vec<(Option<i64>, Idea)>,
        now: Moment,
        lead: impl Fn(&mut Idea, &HashMap<IdeaId, IdeaId>),
    ) -> Result<(usize, HashMap<IdeaId, IdeaId>), StoreError> {
        let transaction = self.connection.transaction()?;
        let ideas: Vec<(Option<i64>, Idea)> =
            ideas.into_iter().map(|(key, idea)| (key.filter(|key| *key > 0), idea)).collect();
        let given = numbers_of(&transaction, &ideas)?;
        // Of two that say they have one number, links lead to the first.
        let numbers: HashMap<IdeaId, IdeaId> =
            ideas.iter().map(|(_, idea)| idea.id).zip(given.iter().copied()).rev().collect();
        let mut taken = 0;
        for ((key, mut idea), number) in ideas.into_iter().zip(given) {
            idea.id = number;
            let here = stored(&transaction, idea.id)?;
            // A text that stands here already leads where it leads.
            let stays = here.as_ref().is_some_and(|here| says_same(here, &idea));
            lead(&mut idea, &numbers);
            match here {
                Some(here) if stays || here.touched >= idea.touched || says_same(&here, &idea) => {
                    if here.deleted.is_some() {
                        write(&transaction, &Idea { deleted: None, ..here })?;
                        taken += 1;
                    }
                    continue;
                }
                Some(here) if here.deleted.is_none() => set_aside(&transaction, here, now)?,
                Some(_) | None => {}
            }
            let number = write(&transaction, &idea)?;
            if let Some(key) = key {
                transaction.execute("UPDATE ideas SET key = ?2 WHERE id = ?1", [number.0, key])?;
            }
            taken += 1;
        }
        transaction.commit()?;
        Ok((taken, numbers))
    }

    /// What each idea is known by in every store.
    ///
    /// # Errors
    /// Where the store cannot be read.
    pub fn idea_keys(&self) -> Result<HashMap<IdeaId, i64>, StoreError> {
        let mut statement = self.connection.prepare_cached("SELECT id, key FROM ideas")?;
        let keys = statement.query_map([], |row| Ok((IdeaId(row.get(0)?), row.get(1)?)))?;
        Ok(keys.collect::<Result<_, _>>()?)
    }
}

/// Whether two ideas say the same on the same items.
fn says_same(one: &Idea, other: &Idea) -> bool {
    one.thought == other.thought && one.links == other.links
}

/// The number that each idea of another store has here, or will have.
fn numbers_of(
    connection: &Connection,
    ideas: &[(Option<i64>, Idea)],
) -> Result<Vec<IdeaId>, StoreError> {
    let told = ideas.iter().map(|(_, idea)| idea.id.0).filter(|no| numbers::can_be_taken(*no));
    let mut next = told.fold(numbers::last(connection, Numbered::Ideas)?, i64::max) + 1;
    let mut given: Vec<IdeaId> = Vec::with_capacity(ideas.len());
    for (key, idea) in ideas {
        let by_key = match key {
            Some(key) => stored(connection, IdeaId::of_key(*key))?.map(|here| here.id),
            None => None,
        };
        let is_free = numbers::can_be_taken(idea.id.0) && !given.contains(&idea.id);
        let by_number = if is_free { stored(connection, idea.id)? } else { None };
        // Archives of before had no keys.
        let is_this = |here: &Idea| {
            let title = &here.thought.title;
            key.is_none() && here.created == idea.created && *title == idea.thought.title
        };
        given.push(match (by_key, by_number) {
            (Some(id), _) => id,
            (None, None) if is_free => idea.id,
            (None, Some(here)) if is_this(&here) => here.id,
            (None, Some(_) | None) => {
                next += 1;
                IdeaId(next - 1)
            }
        });
    }
    Ok(given)
}

/// Keeps what an idea said among what was deleted, under a number and a key of its own.
fn set_aside(connection: &Connection, idea: Idea, now: Moment) -> Result<(), StoreError> {
    write(connection, &Idea { id: IdeaId::default(), deleted: Some(now), ..idea })?;
    Ok(())
}

/// Writes an idea under its number; one that has none yet gets it. Gives the number.
fn write(connection: &Connection, idea: &Idea) -> Result<IdeaId, StoreError> {
    let Thought { title, status, tags, preface, sections } = &idea.thought;
    let number = Some(idea.id.0).filter(|number| *number > 0);
    if number.is_none() {
        // Where no number is left after the last one, it is set right first.
        numbers::last(connection, Numbered::Ideas)?;
    }
    let id: i64 = connection
        .prepare_cached(
            "INSERT INTO ideas (id, title, status, tags, preface, sections, template, created,
                 touched, deleted, key)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10,
                 coalesce(?11, (random() & 281474976710654) + 1))
             ON CONFLICT (id) DO UPDATE SET title = ?2, status = ?3, tags = ?4, preface = ?5,
                 sections = ?6, template = ?7, created = ?8, touched = ?9, deleted = ?10
             RETURNING id",
        )?
        .query_row(
            params![
                number,
                title,
                status.name(),
                to_json(tags),
                preface,
                to_json(sections),
                idea.template,
                idea.created.timestamp(),
                idea.touched.timestamp(),
                idea.deleted.map(|at| at.timestamp()),
                idea.id.key(),
            ],
            |row| row.get(0),
        )?;
    connection.prepare_cached("DELETE FROM idea_links WHERE idea = ?")?.execute([id])?;
    for (place, link) in idea.links.iter().enumerate() {
        must_exist(connection, link.item)?;
        connection
            .prepare_cached("INSERT INTO idea_links (idea, place, item, why) VALUES (?,?,?,?)")?
            .execute(params![id, place as i64, link.item.0, link.why])?;
    }
    Ok(IdeaId(id))
}

fn stored(connection: &Connection, id: IdeaId) -> Result<Option<Idea>, StoreError> {
    let (column, value) = id.key().map_or(("id", id.0), |key| ("key", key));
    let found = connection
        .prepare_cached(&format!("SELECT {COLUMNS} FROM ideas WHERE {column} = ?"))?
        .query_row([value], idea)
        .optional()?;
    let Some(mut idea) = found else { return Ok(None) };
    idea.links = links(connection, idea.id)?;
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
