//! Where the reader wants items: those moved by hand, and the rules for what is still to come.

use std::collections::BTreeMap;

use rusqlite::{OptionalExtension as _, params};

use super::{Changing, Store, StoreError};
use crate::model::{ItemId, Pane, PaneRule, RuleFor, SourceId};

/// Why an item stands where the reader put it; a phrase's key.
pub(super) const BY_HAND: &str = "pane.by_hand";

/// A stored number as a pane; a damaged one stands in the last.
pub(super) fn pane(number: i64) -> Pane {
    Pane::ALL.into_iter().find(|pane| pane.index() as i64 == number).unwrap_or(Pane::Trends)
}

impl Changing<'_> {
    /// Moves items to a pane, where they stay whatever the desk says later; each takes its story
    /// along, of which the reader's last word holds. All of them or none.
    ///
    /// # Errors
    /// [`StoreError::NoItem`] where one of them does not exist.
    pub fn move_items(&self, ids: &[ItemId], to: Pane) -> Result<(), StoreError> {
        let number = to.index() as i64;
        let transaction = self.connection;
        for id in ids {
            let changed = transaction
                .prepare_cached("UPDATE items SET pane = ?2 WHERE id = ?1")?
                .execute(params![id.0, number])?;
            if changed == 0 {
                return Err(StoreError::NoItem(id.0));
            }
            transaction
                .prepare_cached(
                    "UPDATE stories SET pane = ?2, pane_reason = ?3
                     WHERE id = (SELECT story FROM items WHERE id = ?1)",
                )?
                .execute(params![id.0, number, BY_HAND])?;
            transaction
                .prepare_cached(
                    "DELETE FROM moved WHERE item IN (SELECT o.id FROM items i
                         JOIN items o ON o.story = i.story WHERE i.id = ?1)",
                )?
                .execute([id.0])?;
            transaction
                .prepare_cached("INSERT OR REPLACE INTO moved (item, pane) VALUES (?1, ?2)")?
                .execute(params![id.0, number])?;
            transaction
                .prepare_cached("UPDATE judgements SET pane_reason = ?2 WHERE item = ?1")?
                .execute(params![id.0, BY_HAND])?;
        }
        Ok(())
    }

    /// The pane in which an item's story stands; `None` where the item is no more.
    ///
    /// # Errors
    /// Where the store cannot be read.
    pub fn pane_of(&self, id: ItemId) -> Result<Option<Pane>, StoreError> {
        let sql = "SELECT coalesce((SELECT s.pane FROM stories s WHERE s.id = i.story), i.pane)
                   FROM items i WHERE i.id = ?";
        let read = self.connection.prepare_cached(sql)?.query_row([id.0], |row| row.get(0));
        Ok(read.optional()?.map(pane))
    }

    /// Keeps a rule, in place of another for the same items.
    ///
    /// # Errors
    /// [`StoreError::NoSource`] where it is for a source that is not in the store.
    pub fn put_pane_rule(&self, rule: &PaneRule) -> Result<(), StoreError> {
        self.drop_pane_rule(&rule.of)?;
        let number = rule.pane.index() as i64;
        match &rule.of {
            RuleFor::Source(source) => {
                let put = self.connection.execute(
                    "INSERT INTO pane_rules (source_no, pane)
                     SELECT no, ?2 FROM sources WHERE id = ?1",
                    params![source.0, number],
                )?;
                if put == 0 {
                    return Err(StoreError::NoSource(source.0.clone()));
                }
            }
            RuleFor::Term(term) => {
                self.connection.execute(
                    "INSERT INTO pane_rules (term, pane) VALUES (?1, ?2)",
                    params![term, number],
                )?;
            }
        }
        Ok(())
    }

    /// Forgets a rule; tells whether there was one.
    ///
    /// # Errors
    /// Where the store cannot be written.
    pub fn drop_pane_rule(&self, of: &RuleFor) -> Result<bool, StoreError> {
        let gone = match of {
            RuleFor::Source(source) => self.connection.execute(
                "DELETE FROM pane_rules
                 WHERE source_no = (SELECT no FROM sources WHERE id = ?1)",
                params![source.0],
            )?,
            RuleFor::Term(term) => {
                self.connection.execute("DELETE FROM pane_rules WHERE term = ?1", params![term])?
            }
        };
        Ok(gone > 0)
    }
    /// Where a rule puts the items that it is for, if there is one.
    ///
    /// # Errors
    /// Where the store cannot be read.
    pub fn pane_by_rule(&self, of: &RuleFor) -> Result<Option<Pane>, StoreError> {
        let (sql, key) = match of {
            RuleFor::Source(source) => (
                "SELECT pane FROM pane_rules
                 WHERE source_no = (SELECT no FROM sources WHERE id = ?)",
                &source.0,
            ),
            RuleFor::Term(term) => ("SELECT pane FROM pane_rules WHERE term = ?", term),
        };
        let read = self.connection.prepare_cached(sql)?.query_row([key], |row| row.get(0));
        Ok(read.optional()?.map(pane))
    }
}

impl Store {
    /// As [`Changing::move_items`], where nobody takes it back.
    ///
    /// # Errors
    /// [`StoreError::NoItem`] where one of them does not exist.
    pub fn move_items(&mut self, ids: &[ItemId], to: Pane) -> Result<(), StoreError> {
        self.changing(|changing| changing.move_items(ids, to))
    }

    /// As [`Changing::put_pane_rule`], where nobody takes it back.
    ///
    /// # Errors
    /// [`StoreError::NoSource`] where it is for a source that is not in the store.
    pub fn put_pane_rule(&mut self, rule: &PaneRule) -> Result<(), StoreError> {
        self.changing(|changing| changing.put_pane_rule(rule))
    }

    /// The items that were moved by hand, and where to.
    ///
    /// # Errors
    /// Where the store cannot be read.
    pub fn moved(&self) -> Result<BTreeMap<ItemId, Pane>, StoreError> {
        let mut statement = self.connection.prepare_cached("SELECT item, pane FROM moved")?;
        let rows = statement.query_map([], |row| Ok((ItemId(row.get(0)?), pane(row.get(1)?))))?;
        Ok(rows.collect::<Result<_, _>>()?)
    }

    /// The reader's rules, oldest first.
    ///
    /// # Errors
    /// Where the store cannot be read.
    pub fn pane_rules(&self) -> Result<Vec<PaneRule>, StoreError> {
        let mut statement = self.connection.prepare_cached(
            "SELECT s.id, r.term, r.pane FROM pane_rules r
             LEFT JOIN sources s ON s.no = r.source_no ORDER BY r.no",
        )?;
        let rows = statement.query_map([], |row| {
            let source: Option<String> = row.get(0)?;
            let of = match source {
                Some(id) => RuleFor::Source(SourceId(id)),
                None => RuleFor::Term(row.get(1)?),
            };
            Ok(PaneRule { of, pane: pane(row.get(2)?) })
        })?;
        Ok(rows.collect::<Result<_, _>>()?)
    }
}
