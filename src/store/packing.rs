//! Texts that an earlier version wrote are packed some items at a time: it can be broken off at any
//! moment, and goes on where it stopped.

use rusqlite::params;

use super::{Store, StoreError, body};

/// Under this name the store remembers the last item whose texts were looked at.
const UP_TO: &str = "packed up to";

/// How far the packing of older texts is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Packing {
    /// Items that are behind it.
    pub done: usize,
    /// Items in all.
    pub all: usize,
}

impl Packing {
    /// Up to the last item that is behind it, of all up to the last one.
    fn of(done: i64, all: i64) -> Packing {
        let count = |number| usize::try_from(number).unwrap_or_default();
        Packing { done: count(done), all: count(all) }
    }

    /// Whether nothing is left to do.
    pub fn is_over(self) -> bool {
        self.done >= self.all
    }
}

impl Store {
    /// Packs the texts of so many items more, in one transaction.
    ///
    /// # Errors
    /// Where the store cannot be written; what was packed before stays.
    pub fn pack_more(&mut self, most: usize) -> Result<Packing, StoreError> {
        let up_to = self.remembered(UP_TO)?.and_then(|no| no.parse().ok()).unwrap_or(0_i64);
        let all = self.last_id()?.0;
        if up_to >= all {
            return Ok(Packing::of(all, all));
        }
        let transaction = self.connection.transaction()?;
        let mut last = all;
        let mut looked_at = 0;
        {
            let mut find = transaction.prepare_cached(
                "SELECT item, summary, content, packed IS NULL FROM texts
                 WHERE item > ? ORDER BY item LIMIT ?",
            )?;
            let mut write = transaction.prepare_cached(
                "UPDATE texts SET packed = ?2, summary = '', content = '' WHERE item = ?1",
            )?;
            let mut rows = find.query(params![up_to, i64::try_from(most).unwrap_or(i64::MAX)])?;
            while let Some(row) = rows.next()? {
                looked_at += 1;
                last = row.get(0)?;
                let (summary, content): (String, String) = (row.get(1)?, row.get(2)?);
                if row.get(3)?
                    && let Some(packed) = body::pack(&summary, &content)
                {
                    write.execute(params![last, packed])?;
                }
            }
        }
        if looked_at < most {
            last = all;
        }
        transaction.commit()?;
        self.remember(UP_TO, &last.to_string())?;
        Ok(Packing::of(last, all))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{ItemId, Moment, NewItem};
    use crate::store::tests::{item, open, take};

    /// A store of ten items as an earlier version wrote their texts.
    fn older() -> (tempfile::TempDir, Store, Vec<NewItem>) {
        let (folder, mut store) = open();
        let items: Vec<NewItem> = (0..10)
            .map(|n| NewItem {
                summary: format!("등대 {n}이 불을 밝힌다."),
                content: format!("<p>등대 {n}이 불을 밝힌다. It burns for a year.</p>"),
                content_is_html: true,
                ..item(&format!("item-{n}"), &format!("Lantern {n}"))
            })
            .collect();
        take(&mut store, "one", &items, 10.0);
        for (id, item) in (1..).zip(&items) {
            store
                .connection
                .execute(
                    "UPDATE texts SET packed = NULL, summary = ?2, content = ?3 WHERE item = ?1",
                    params![id, item.summary, item.content],
                )
                .expect("written as before");
        }
        (folder, store, items)
    }

    fn texts(store: &Store) -> Vec<(String, String)> {
        let text = |id| {
            let item = store.item(ItemId(id), Moment::default()).expect("an item");
            (item.summary, item.content)
        };
        (1..=10).map(text).collect()
    }

    fn packed(store: &Store) -> i64 {
        let sql = "SELECT count(*) FROM texts WHERE packed IS NOT NULL AND summary = ''";
        store.connection.query_row(sql, [], |row| row.get(0)).expect("a number")
    }

    #[test]
    fn older_texts_are_packed_some_at_a_time_and_read_the_same_at_every_moment() {
        let (folder, mut store, items) = older();
        let written: Vec<_> = items.into_iter().map(|item| (item.summary, item.content)).collect();
        assert_eq!((texts(&store), packed(&store)), (written.clone(), 0));
        let packing = store.pack_more(4).expect("packed");
        assert_eq!((packing.done, packing.all, packed(&store)), (4, 10, 4));
        assert_eq!(texts(&store), written);
        // As if the program had been killed here.
        drop(store);
        let mut store = Store::open(folder.path()).expect("a store");
        assert!(!store.pack_more(4).expect("packed").is_over());
        assert!(store.pack_more(4).expect("packed").is_over());
        assert_eq!((texts(&store), packed(&store)), (written, 10));
        assert!(store.pack_more(4).expect("nothing is left").is_over());
    }

    #[test]
    fn what_came_in_between_is_packed_already_and_is_not_in_the_way() {
        let (_folder, mut store, _) = older();
        store.pack_more(4).expect("packed");
        take(&mut store, "one", &[item("later", "A later lantern")], 10.0);
        while !store.pack_more(3).expect("packed").is_over() {}
        assert_eq!(packed(&store), 11);
    }
}
