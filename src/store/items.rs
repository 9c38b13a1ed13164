//! How an item comes in: written once, never losing a mark or a note.

use std::collections::HashSet;

use rusqlite::types::ToSql;
use rusqlite::{OptionalExtension, TransactionBehavior, params};

use super::identity::paper_json;
use super::json::{Json, to_json};
use super::numbers::{self, Numbered};
use super::search;
use super::{Prepared, Store, StoreError, moment, notes};
use crate::model::{ItemId, Judgement, Moment, NewItem, Reason, Revision, SourceId, judgement};

/// One source's items going in, all or none.
pub struct Transaction<'store> {
    pub(super) inner: rusqlite::Transaction<'store>,
    /// The source whose items go in, by number, so that it is looked up once.
    source: Option<(SourceId, i64)>,
    pub(super) next_id: i64,
    /// Whether what was let go because of its age comes back.
    pub(super) brings_back: bool,
    /// What was found so far, or is new: no other entry is the same item.
    pub(super) taken: HashSet<ItemId>,
}

impl Store {
    /// Begins to take items in.
    ///
    /// # Errors
    /// Where another program keeps the store locked for longer than the patience of a write.
    pub fn begin(&mut self) -> Result<Transaction<'_>, StoreError> {
        let inner = self.connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
        let next_id = numbers::last(&inner, Numbered::Items)? + 1;
        let taken = HashSet::new();
        Ok(Transaction { inner, source: None, next_id, brings_back: false, taken })
    }
}

impl Transaction<'_> {
    /// Has the next new item get this number, unless it or a higher one was given already or it
    /// leaves no room for others; it comes even where it was let go because of its age.
    pub fn number_from(&mut self, id: ItemId) {
        if numbers::can_be_taken(id.0) {
            self.next_id = self.next_id.max(id.0);
        }
        self.brings_back = true;
    }

    /// Writes a new item as [`Transaction::find`] numbered it.
    ///
    /// # Errors
    /// Where the store cannot be written.
    pub fn insert(
        &mut self,
        id: ItemId,
        prepared: &Prepared,
        published: Moment,
        judged: &Judgement,
        now: Moment,
    ) -> Result<(), StoreError> {
        let Prepared { item, keys, fingerprint, columns, .. } = prepared;
        let source_no = self.source.as_ref().map_or(0, |(_, no)| *no);
        self.inner
            .prepare_cached(
                "INSERT INTO items (id, source_no, external_id, url, title, first_author,
                     author_count, published, first_seen, fingerprint, pane, story, head, base,
                     rank, language, companies, moves, category, points, comments)
                 VALUES (?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?)",
            )?
            .execute(params![
                id.0,
                source_no,
                item.external_id,
                item.url,
                item.title,
                item.authors.first(),
                item.authors.len() as i64,
                published.timestamp(),
                now.timestamp(),
                fingerprint,
                judged.pane.index() as i64,
                judged.story.0,
                // What is muted has no points, and stands for no story.
                judged.story.0 == id.0 && judged.base > 0.0,
                judged.base,
                judgement::rank(judged.base, judgement::counted_from(published, now)),
                judged.language,
                judged.companies.join(" "),
                names(judged),
                category(item),
                item.points,
                item.comments,
            ])?;
        self.write_texts(Writing::New, id, item)?;
        self.write_judgement(Writing::New, id, judged)?;
        self.remember_keys(source_no, id, keys)?;
        search::insert(&self.inner, id, columns)
    }

    /// Writes what changed about an item; its marks and its note stay as they are.
    ///
    /// # Errors
    /// Where the store cannot be written.
    pub fn update(
        &mut self,
        id: ItemId,
        prepared: &Prepared,
        published: Moment,
        judged: &Judgement,
    ) -> Result<(), StoreError> {
        let Prepared { item, keys, fingerprint, columns, .. } = prepared;
        let source_no = self.source.as_ref().map_or(0, |(_, no)| *no);
        let was = self.fingerprint_of(id)?;
        let (_, first_seen) = self.moments_of(id)?;
        self.inner
            .prepare_cached(
                "UPDATE items SET external_id = coalesce(?2, external_id), url = coalesce(?3, url),
                     title = ?4, first_author = ?5, author_count = ?6, published = ?7,
                     fingerprint = ?8, pane = ?9, story = ?10, base = ?11, rank = ?12,
                     language = ?13, companies = ?14, moves = ?15, category = ?16,
                     points = coalesce(?17, points), comments = coalesce(?18, comments)
                 WHERE id = ?1",
            )?
            .execute(params![
                id.0,
                item.external_id,
                item.url,
                item.title,
                item.authors.first(),
                item.authors.len() as i64,
                published.timestamp(),
                fingerprint,
                judged.pane.index() as i64,
                judged.story.0,
                judged.base,
                judgement::rank(judged.base, judgement::counted_from(published, first_seen)),
                judged.language,
                judged.companies.join(" "),
                names(judged),
                category(item),
                item.points,
                item.comments,
            ])?;
        self.write_judgement(Writing::Again, id, judged)?;
        self.remember_keys(source_no, id, keys)?;
        if was == *fingerprint {
            return Ok(());
        }
        self.write_texts(Writing::Again, id, item)?;
        let note = notes::words_on(&self.inner, id)?;
        search::replace(&self.inner, id, columns, note.as_deref())
    }

    /// Carries out what the desk changed about what it had said before. `restate` brings an item's
    /// reasons up to date with how many publishers tell its story, and gives their sum where that
    /// changes anything.
    ///
    /// # Errors
    /// Where the store cannot be written.
    pub fn revise(
        &mut self,
        revision: &Revision,
        restate: impl Fn(&mut Vec<Reason>, u32) -> Option<f64>,
    ) -> Result<(), StoreError> {
        match revision {
            Revision::Told { item, publishers } => {
                let mut why = self.why(*item)?;
                let Some(base) = restate(&mut why, *publishers) else { return Ok(()) };
                let (published, first_seen) = self.moments_of(*item)?;
                let rank = judgement::rank(base, judgement::counted_from(published, first_seen));
                self.run(
                    "UPDATE items SET base = ?2, rank = ?3 WHERE id = ?1",
                    &[&item.0, &base, &rank],
                )?;
                self.run(
                    "UPDATE judgements SET why = ?2 WHERE item = ?1",
                    &[&item.0, &to_json(&why)],
                )
            }
            Revision::Moved { item, story } => self
                .run("UPDATE items SET story = ?2, head = 0 WHERE id = ?1", &[&item.0, &story.0]),
            Revision::Story(story) if story.size == 0 => {
                self.run("DELETE FROM stories WHERE id = ?1", &[&story.id.0])
            }
            Revision::Story(story) => {
                let old: Option<i64> = self
                    .inner
                    .prepare_cached("SELECT head FROM stories WHERE id = ?")?
                    .query_row([story.id.0], |row| row.get(0))
                    .optional()?;
                let old = old.unwrap_or(story.id.0);
                if old != story.head.0 {
                    self.run("UPDATE items SET head = 0 WHERE id = ?1", &[&old])?;
                }
                self.run("UPDATE items SET head = 1 WHERE id = ?1 AND NOT head", &[&story.head.0])?;
                self.run(
                    "INSERT INTO stories (id, head, size, publishers, first, last)
                     VALUES (?1, ?2, ?3, ?4, ?5, ?6)
                     ON CONFLICT (id) DO UPDATE
                     SET head = ?2, size = ?3, publishers = ?4, first = ?5, last = ?6",
                    &[
                        &story.id.0,
                        &story.head.0,
                        &story.size,
                        &story.publishers,
                        &story.first.timestamp(),
                        &story.last.timestamp(),
                    ],
                )
            }
        }
    }

    /// Makes all of it last.
    ///
    /// # Errors
    /// Where the disk is full or fails; nothing of it is kept then.
    pub fn commit(self) -> Result<(), StoreError> {
        Ok(self.inner.commit()?)
    }

    /// The reasons of an item's score.
    fn why(&self, id: ItemId) -> Result<Vec<Reason>, StoreError> {
        let why = self
            .inner
            .prepare_cached("SELECT why FROM judgements WHERE item = ?")?
            .query_row([id.0], |row| row.get::<_, Json<_>>(0))
            .optional()?;
        Ok(why.ok_or(StoreError::NoItem(id.0))?.0)
    }

    /// When an item was published, and when it was first seen.
    pub(super) fn moments_of(&self, id: ItemId) -> Result<(Moment, Moment), StoreError> {
        let found: Option<(i64, i64)> = self
            .inner
            .prepare_cached("SELECT published, first_seen FROM items WHERE id = ?")?
            .query_row([id.0], |row| Ok((row.get(0)?, row.get(1)?)))
            .optional()?;
        let (published, first_seen) = found.ok_or(StoreError::NoItem(id.0))?;
        Ok((moment(published), moment(first_seen)))
    }

    pub(super) fn run(&self, sql: &str, values: &[&dyn ToSql]) -> Result<(), StoreError> {
        self.inner.prepare_cached(sql)?.execute(values)?;
        Ok(())
    }

    pub(super) fn source_no(&mut self, source: &SourceId) -> Result<i64, StoreError> {
        if let Some((id, no)) = &self.source
            && id == source
        {
            return Ok(*no);
        }
        let no = self
            .inner
            .prepare_cached("SELECT no FROM sources WHERE id = ?")?
            .query_row([&source.0], |row| row.get(0))
            .optional()?
            .ok_or_else(|| StoreError::NoSource(source.0.clone()))?;
        self.source = Some((source.clone(), no));
        Ok(no)
    }

    fn fingerprint_of(&self, id: ItemId) -> Result<i64, StoreError> {
        Ok(self
            .inner
            .prepare_cached("SELECT fingerprint FROM items WHERE id = ?")?
            .query_row([id.0], |row| row.get(0))?)
    }

    fn write_texts(&self, writing: Writing, id: ItemId, item: &NewItem) -> Result<(), StoreError> {
        self.run(
            writing.choose(
                "INSERT INTO texts (item, authors, categories, summary, content,
                     content_is_html, discussion, paper)
                 VALUES (?,?,?,?,?,?,?,?)",
                "REPLACE INTO texts (item, authors, categories, summary, content,
                     content_is_html, discussion, paper)
                 VALUES (?,?,?,?,?,?,?,?)",
            ),
            &[
                &id.0,
                &to_json(&item.authors),
                &to_json(&item.categories),
                &item.summary,
                &item.content,
                &item.content_is_html,
                &item.discussion,
                &paper_json(&item.paper),
            ],
        )
    }

    fn write_judgement(
        &self,
        writing: Writing,
        id: ItemId,
        judged: &Judgement,
    ) -> Result<(), StoreError> {
        self.run(
            writing.choose(
                "INSERT INTO judgements (item, why, gist, pane_reason) VALUES (?,?,?,?)",
                "REPLACE INTO judgements (item, why, gist, pane_reason) VALUES (?,?,?,?)",
            ),
            &[&id.0, &to_json(&judged.why), &to_json(&judged.gist), &judged.pane_reason],
        )
    }
}

/// Whether a row is known to be absent.
///
/// A statement that may have to replace a row opens a savepoint, and at every savepoint the
/// full-text index writes all that it has gathered to disk: a third of the whole work.
#[derive(Clone, Copy)]
enum Writing {
    New,
    Again,
}

impl Writing {
    fn choose(self, new: &'static str, again: &'static str) -> &'static str {
        match self {
            Writing::New => new,
            Writing::Again => again,
        }
    }
}

fn names(judged: &Judgement) -> String {
    judged.moves.iter().map(|kind| kind.name()).collect::<Vec<_>>().join(" ")
}

fn category(item: &NewItem) -> Option<&String> {
    item.paper.primary_category.as_ref().or(item.categories.first())
}
