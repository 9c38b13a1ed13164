//! The reader's own library: what is in it, and which items are.

use std::collections::HashMap;

use rusqlite::{Connection, params};

use super::json::{Json, to_json};
use super::{Store, StoreError, Transaction};
use crate::model::{ItemId, NewItem, Owned, Paper};
use crate::text::tokens::hash;
use crate::text::{address, fold};

/// Letters without which two titles that are the same may be so by chance.
const TITLE_CHARS: usize = 20;

/// What came of a library.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Shelved {
    /// Titles that were not known.
    pub new: usize,
    /// Titles that were.
    pub same: usize,
}

impl Store {
    /// Makes titles known as the reader's own; what is known by any of its identifiers stays, and gets
    /// what was not known of it.
    ///
    /// # Errors
    /// Where the store cannot be written; nothing of it is kept then.
    pub fn put_owned(&mut self, library: &[Owned]) -> Result<Shelved, StoreError> {
        let transaction = self.connection.transaction()?;
        let mut shelved = Shelved::default();
        // What has which key; read where the first one is known.
        let mut rows: Option<HashMap<i64, i64>> = None;
        for one in library {
            let keys =
                keys(&one.title, one.doi.as_deref(), one.arxiv.as_deref(), one.url.as_deref());
            let facts = params![one.title, to_json(&one.authors), one.doi, one.arxiv, one.url];
            let no = if is_known(&transaction, &keys)? {
                shelved.same += 1;
                let known = match &mut rows {
                    Some(rows) => rows,
                    None => rows.insert(by_keys(&transaction)?),
                };
                let no = keys.iter().find_map(|key| known.get(key)).copied();
                if let Some(no) = no {
                    transaction
                        .prepare_cached(
                            "UPDATE owned SET doi = coalesce(doi, ?2), arxiv = coalesce(arxiv, ?3),
                                 url = coalesce(url, ?4),
                                 authors = CASE authors WHEN '[]' THEN ?5 ELSE authors END
                             WHERE no = ?1",
                        )?
                        .execute(params![no, one.doi, one.arxiv, one.url, to_json(&one.authors)])?;
                }
                no
            } else {
                shelved.new += 1;
                transaction
                    .prepare_cached(
                        "INSERT INTO owned (title, authors, doi, arxiv, url) VALUES (?,?,?,?,?)",
                    )?
                    .execute(facts)?;
                Some(transaction.last_insert_rowid())
            };
            for key in keys {
                if let (Some(rows), Some(no)) = (&mut rows, no) {
                    rows.insert(key, no);
                }
                transaction
                    .prepare_cached("INSERT OR IGNORE INTO owned_keys (key) VALUES (?)")?
                    .execute([key])?;
            }
        }
        transaction.commit()?;
        Ok(shelved)
    }

    /// All of the library, in the order in which it came.
    ///
    /// # Errors
    /// Where the store cannot be read.
    pub fn owned(&self) -> Result<Vec<Owned>, StoreError> {
        Ok(numbered(&self.connection)?.into_iter().map(|(_, owned)| owned).collect())
    }

    /// Titles of the library, so many at most, the last ones first.
    ///
    /// # Errors
    /// Where the store cannot be read.
    pub fn owned_titles(&self, limit: usize) -> Result<Vec<String>, StoreError> {
        let limit = i64::try_from(limit).unwrap_or(i64::MAX);
        let mut statement =
            self.connection.prepare_cached("SELECT title FROM owned ORDER BY no DESC LIMIT ?")?;
        Ok(statement.query_map([limit], |row| row.get(0))?.collect::<Result<_, _>>()?)
    }

    /// Forgets the library. No item is marked any more.
    ///
    /// # Errors
    /// Where the store cannot be written.
    pub fn forget_owned(&mut self) -> Result<usize, StoreError> {
        let transaction = self.connection.transaction()?;
        let gone = transaction.execute("DELETE FROM owned", [])?;
        transaction.execute_batch("DELETE FROM owned_keys; DELETE FROM owned_items")?;
        transaction.commit()?;
        Ok(gone)
    }

    /// Marks the items that are in the library; says how many there are.
    ///
    /// # Errors
    /// Where the store cannot be read or written.
    pub fn mark_owned(&mut self) -> Result<usize, StoreError> {
        let transaction = self.connection.transaction()?;
        transaction.execute("DELETE FROM owned_items", [])?;
        let mut found = Vec::new();
        {
            let mut statement = transaction.prepare(
                "SELECT i.id, i.title, i.url, t.paper FROM items i JOIN texts t ON t.item = i.id",
            )?;
            let mut rows = statement.query([])?;
            while let Some(row) = rows.next()? {
                let (title, url): (String, Option<String>) = (row.get(1)?, row.get(2)?);
                let paper: Paper = row.get::<_, Json<_>>(3)?.0;
                if is_known(&transaction, &keys_of(&title, &paper, url.as_deref()))? {
                    found.push(ItemId(row.get(0)?));
                }
            }
        }
        for id in &found {
            mark(&transaction, *id)?;
        }
        transaction.commit()?;
        Ok(found.len())
    }
}

impl Transaction<'_> {
    /// Whether an item is in the reader's library; it is marked then.
    ///
    /// # Errors
    /// Where the store cannot be read or written.
    pub fn owns(&self, id: ItemId, item: &NewItem) -> Result<bool, StoreError> {
        // Most have no library: to make an item's keys costs more than to see that.
        let is_there = self.inner.prepare_cached("SELECT 1 FROM owned_keys LIMIT 1")?.exists([])?;
        let owned = is_there
            && is_known(&self.inner, &keys_of(&item.title, &item.paper, item.url.as_deref()))?;
        if owned {
            mark(&self.inner, id)?;
        }
        Ok(owned)
    }
}

fn mark(connection: &Connection, id: ItemId) -> Result<(), StoreError> {
    connection
        .prepare_cached("INSERT OR IGNORE INTO owned_items (item) VALUES (?)")?
        .execute([id.0])?;
    Ok(())
}

fn is_known(connection: &Connection, keys: &[i64]) -> Result<bool, StoreError> {
    let mut statement = connection.prepare_cached("SELECT 1 FROM owned_keys WHERE key = ?")?;
    for key in keys {
        if statement.exists([key])? {
            return Ok(true);
        }
    }
    Ok(false)
}

fn keys_of(title: &str, paper: &Paper, url: Option<&str>) -> Vec<i64> {
    keys(title, paper.doi.as_deref(), paper.arxiv.as_deref(), url)
}

/// The library with the numbers of its rows, in the order in which it came.
fn numbered(connection: &Connection) -> Result<Vec<(i64, Owned)>, StoreError> {
    let mut statement =
        connection.prepare("SELECT no, title, authors, doi, arxiv, url FROM owned ORDER BY no")?;
    let rows = statement.query_map([], |row| {
        let owned = Owned {
            title: row.get(1)?,
            authors: row.get::<_, Json<_>>(2)?.0,
            doi: row.get(3)?,
            arxiv: row.get(4)?,
            url: row.get(5)?,
        };
        Ok((row.get(0)?, owned))
    })?;
    Ok(rows.collect::<Result<_, _>>()?)
}

/// The number of the row that each key is of.
fn by_keys(connection: &Connection) -> Result<HashMap<i64, i64>, StoreError> {
    let rows = numbered(connection)?;
    let of = |(no, Owned { title, doi, arxiv, url, .. }): (i64, Owned)| {
        let keys = keys(&title, doi.as_deref(), arxiv.as_deref(), url.as_deref());
        keys.into_iter().map(move |key| (key, no))
    };
    // Of two rows that share one, the first is meant.
    Ok(rows.into_iter().rev().flat_map(of).collect())
}

/// By what something is known in the library.
fn keys(title: &str, doi: Option<&str>, arxiv: Option<&str>, url: Option<&str>) -> Vec<i64> {
    let title: String =
        fold::folded(title).to_lowercase().chars().filter(|c| c.is_alphanumeric()).collect();
    let title = Some(title).filter(|title| title.chars().count() >= TITLE_CHARS);
    [
        doi.map(|doi| format!("doi {}", doi.to_lowercase())),
        arxiv.map(|id| format!("arxiv {id}")),
        url.map(|url| format!("page {}", address::canonical(url))),
        title.map(|title| format!("title {title}")),
    ]
    .into_iter()
    .flatten()
    .map(|key| hash(key.as_bytes()) as i64)
    .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::store::tests::{item, open, take};

    #[test]
    fn an_item_is_known_by_doi_arxiv_page_or_title() {
        let (_folder, mut store) = open();
        let one = |title: &str, doi: Option<&str>, arxiv: Option<&str>, url: Option<&str>| Owned {
            title: title.to_owned(),
            authors: vec!["Ann Bee".into()],
            doi: doi.map(str::to_owned),
            arxiv: arxiv.map(str::to_owned),
            url: url.map(str::to_owned),
        };
        let library = [
            one("By its DOI", Some("10.1000/X"), None, None),
            one("By arXiv", None, Some("2603.01234"), None),
            one("By its page", None, None, Some("https://news.example/page?utm_source=x")),
            one("Small Models Remember Time Series", None, None, None),
        ];
        assert_eq!(store.put_owned(&library).expect("kept"), Shelved { new: 4, same: 0 });
        assert_eq!(store.put_owned(&library).expect("kept"), Shelved { new: 0, same: 4 });
        assert_eq!(store.owned().expect("read"), library);
        // What is known by one thing and comes with another is known by both, here and in an archive.
        let title = "Small models remember — time series";
        let more = one(title, Some("10.1000/more"), None, Some("https://news.example/more"));
        assert_eq!(store.put_owned(&[more]).expect("kept"), Shelved { new: 0, same: 1 });
        let completed = &store.owned().expect("read")[3];
        assert_eq!(completed.doi.as_deref(), Some("10.1000/more"));
        assert_eq!(completed.url.as_deref(), Some("https://news.example/more"));
        assert_eq!(completed.title, library[3].title);
        let paper = |doi: Option<&str>, arxiv: Option<&str>| Paper {
            doi: doi.map(str::to_owned),
            arxiv: arxiv.map(str::to_owned),
            ..Paper::default()
        };
        let items = [
            NewItem { paper: paper(Some("10.1000/x"), None), ..item("a", "Other") },
            NewItem { paper: paper(None, Some("2603.01234")), ..item("b", "Another") },
            item("page", "A third"),
            item("d", "Small models remember — time series"),
            item("e", "Something else"),
        ];
        take(&mut store, "one", &items, 1.0);
        assert_eq!(store.mark_owned().expect("marked"), 4);
        let owned: Vec<bool> = (1..=5)
            .map(|id| store.item(ItemId(id), crate::store::tests::noon()).expect("it").owned)
            .collect();
        assert_eq!(owned, [true, true, true, true, false]);
        assert_eq!(store.forget_owned().expect("gone"), 4);
        assert_eq!(store.mark_owned().expect("marked"), 0);
    }
}
