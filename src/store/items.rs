//! How an item comes in: written once, never losing a mark or a note.

use std::collections::{BTreeSet, HashSet};

use rusqlite::types::ToSql;
use rusqlite::{OptionalExtension, TransactionBehavior, params};

use super::json::{facts_json, joined_keys, stored_keys, to_json};
use super::numbers::{self, Numbered};
use super::prepared::Written;
use super::search;
use super::{Prepared, Store, StoreError, gist, moment, notes};
use crate::model::{ItemId, Judgement, Moment, NewItem, SourceId, StoryId};

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
    /// Stories of which a report came or changed, until the desk says how they stand.
    pub(super) unsettled: BTreeSet<StoryId>,
    /// By the item that founded them, when stories were told that are forgotten for now.
    pub(super) told: Vec<(i64, String)>,
}

impl Store {
    /// Begins to take items in.
    ///
    /// # Errors
    /// Where another program keeps the store locked for longer than the patience of a write.
    pub fn begin(&mut self) -> Result<Transaction<'_>, StoreError> {
        let inner = self.connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
        let next_id = numbers::last(&inner, Numbered::Items)? + 1;
        Ok(Transaction {
            inner,
            source: None,
            next_id,
            brings_back: false,
            taken: HashSet::new(),
            unsettled: BTreeSet::new(),
            told: Vec::new(),
        })
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
        let Prepared { item, keys, fingerprint, .. } = prepared;
        let source_no = self.source.as_ref().map_or(0, |(_, no)| *no);
        self.inner
            .prepare_cached(
                "INSERT INTO items (id, source_no, external_id, url, title, first_author,
                     author_count, published, dated, first_seen, fingerprint, pane, story, base,
                     language, companies, moves, category, points, comments, facts, topics, arrived)
                 VALUES (?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,
                     (SELECT coalesce(max(no), 0) FROM editions))",
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
                is_dated(item, now),
                now.timestamp(),
                fingerprint,
                judged.pane.index() as i64,
                judged.story.0,
                judged.base,
                judged.language,
                joined_keys(&judged.companies),
                names(judged),
                category(item),
                item.points,
                item.comments,
                facts_json(&judged.facts),
                stored_keys(&judged.topics),
            ])?;
        self.unsettled.insert(judged.story);
        self.write_texts(Writing::New, id, prepared)?;
        self.write_judgement(Writing::New, id, judged, &item.summary)?;
        self.remember_keys(source_no, id, keys)?;
        search::insert(&self.inner, id, &prepared.written().columns)
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
        let Prepared { item, keys, fingerprint, .. } = prepared;
        let source_no = self.source.as_ref().map_or(0, |(_, no)| *no);
        let was = self.fingerprint_of(id)?;
        self.inner
            .prepare_cached(
                "UPDATE items SET external_id = coalesce(?2, external_id), url = coalesce(?3, url),
                     title = ?4, first_author = ?5, author_count = ?6, published = ?7,
                     fingerprint = ?8, pane = ?9, story = ?10, base = ?11, language = ?12,
                     companies = ?13, moves = ?14, category = ?15,
                     points = coalesce(?16, points), comments = coalesce(?17, comments),
                     facts = ?18, topics = ?19, dated = max(dated, ?20)
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
                judged.language,
                joined_keys(&judged.companies),
                names(judged),
                category(item),
                item.points,
                item.comments,
                facts_json(&judged.facts),
                stored_keys(&judged.topics),
                is_dated(item, self.first_seen(id)?),
            ])?;
        self.unsettled.insert(judged.story);
        self.write_judgement(Writing::Again, id, judged, &item.summary)?;
        self.remember_keys(source_no, id, keys)?;
        if was == *fingerprint {
            return Ok(());
        }
        self.write_texts(Writing::Again, id, prepared)?;
        let note = notes::words_on(&self.inner, id)?;
        search::replace(&self.inner, id, &prepared.written().columns, note.as_deref())
    }

    /// Makes all of it last.
    ///
    /// # Errors
    /// Where the disk is full or fails; nothing of it is kept then.
    pub fn commit(mut self) -> Result<(), StoreError> {
        self.settle_stories()?;
        Ok(self.inner.commit()?)
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

    fn first_seen(&self, id: ItemId) -> Result<Moment, StoreError> {
        let seen = self
            .inner
            .prepare_cached("SELECT first_seen FROM items WHERE id = ?")?
            .query_row([id.0], |row| row.get(0))?;
        Ok(moment(seen))
    }

    fn fingerprint_of(&self, id: ItemId) -> Result<i64, StoreError> {
        Ok(self
            .inner
            .prepare_cached("SELECT fingerprint FROM items WHERE id = ?")?
            .query_row([id.0], |row| row.get(0))?)
    }

    fn write_texts(
        &self,
        writing: Writing,
        id: ItemId,
        prepared: &Prepared,
    ) -> Result<(), StoreError> {
        let item = prepared.item();
        let Written { authors, categories, paper, packed, .. } = prepared.written();
        let (summary, content) = match packed {
            Some(_) => ("", ""),
            None => (item.summary.as_str(), item.content.as_str()),
        };
        self.run(
            writing.choose(
                "INSERT INTO texts (item, authors, categories, summary, content,
                     content_is_html, discussion, paper, packed)
                 VALUES (?,?,?,?,?,?,?,?,?)",
                "REPLACE INTO texts (item, authors, categories, summary, content,
                     content_is_html, discussion, paper, packed)
                 VALUES (?,?,?,?,?,?,?,?,?)",
            ),
            &[
                &id.0,
                authors,
                categories,
                &summary,
                &content,
                &item.content_is_html,
                &item.discussion,
                paper,
                packed,
            ],
        )
    }

    fn write_judgement(
        &self,
        writing: Writing,
        id: ItemId,
        judged: &Judgement,
        summary: &str,
    ) -> Result<(), StoreError> {
        self.run(
            writing.choose(
                "INSERT INTO judgements (item, why, gist, pane_reason, kept) VALUES (?,?,?,?,?)",
                "REPLACE INTO judgements (item, why, gist, pane_reason, kept) VALUES (?,?,?,?,?)",
            ),
            &[
                &id.0,
                &to_json(&judged.why),
                &gist::written(&judged.gist, summary),
                &judged.pane_reason,
                &judged.kept,
            ],
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

/// Whether a source says when an item was published. A day yet to come says nothing; the clocks of
/// two servers may differ.
fn is_dated(item: &NewItem, first_seen: Moment) -> bool {
    item.published.is_some_and(|given| given <= first_seen + chrono::Duration::days(1))
}

pub(super) fn names(judged: &Judgement) -> String {
    judged.moves.iter().map(|kind| kind.name()).collect::<Vec<_>>().join(" ")
}

fn category(item: &NewItem) -> Option<&String> {
    item.paper.primary_category.as_ref().or(item.categories.first())
}
