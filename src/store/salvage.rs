//! What can be read of a damaged store, in a new one.
//!
//! Every table is read row by row, from both ends and around what cannot be read; of those that
//! cannot be read to their end the rest is looked for page by page. What the user wrote is kept
//! whatever became of the item it is about: an item that is lost is stood in for by one of its
//! number. The search is made anew. Nothing is written into the damaged store.

use std::collections::VecDeque;
use std::path::Path;

use rusqlite::config::DbConfig;
use rusqlite::types::{Value, ValueRef};
use rusqlite::{Connection, Row as SqlRow, params_from_iter};
use tempfile::NamedTempFile;

use super::numbers::{self, Numbered};
use super::pages::{Pages, RawRow};
use super::{StoreError, backup, body, connect, leftovers, notes, schema};
use crate::model::{About, ItemId, Stop};

/// Spans of one table that are looked into for rows.
const MOST_SPANS: usize = 50_000;

/// So many numbers are looked at for rows where neither end of a table can be read.
const UNKNOWN_SPAN: i64 = 1 << 24;

/// What came of a salvage.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Salvaged {
    /// Items that were read.
    pub items: u32,
    /// Notes that were read.
    pub notes: u32,
    /// Ideas that were read.
    pub ideas: u32,
    /// Tables that could not be read to their end.
    pub torn: Vec<String>,
}

/// Reads what can be read of a store into a new one, which appears whole or not at all.
///
/// # Errors
/// [`StoreError::Lost`] where nothing can be read, [`StoreError::Newer`] where a later version
/// wrote it; [`StoreError::File`] where the new one exists already or cannot be written;
/// [`StoreError::Stopped`] where it was asked to end.
pub fn salvage(from: &Path, to: &Path, stop: Stop) -> Result<Salvaged, StoreError> {
    let failed = |source| StoreError::File { path: to.to_owned(), source };
    if to.symlink_metadata().is_ok() {
        return Err(failed(std::io::ErrorKind::AlreadyExists.into()));
    }
    let (damaged, why) = damaged(from)?;
    let folder = leftovers::folder_of(to);
    leftovers::remove_copies(folder);
    let file = tempfile::Builder::new()
        .prefix(&leftovers::copying())
        .tempfile_in(folder)
        .map_err(failed)?;
    let salvaged = fill(damaged.as_ref(), Pages::open(from).ok().as_ref(), &file, stop)?;
    if damaged.is_none() && (salvaged.items, salvaged.notes, salvaged.ideas) == (0, 0, 0) {
        return Err(StoreError::Lost { path: from.to_owned(), why });
    }
    file.as_file().sync_all().map_err(failed)?;
    file.persist_noclobber(to).map_err(|error| failed(error.error))?;
    backup::flush_folder(to);
    Ok(salvaged)
}

/// The damaged store, read with its log if that can be; none, and why, where SQLite reads nothing.
fn damaged(from: &Path) -> Result<(Option<Connection>, String), StoreError> {
    if !from.exists() {
        let why = "it is not there".to_owned();
        return Err(StoreError::Lost { path: from.to_owned(), why });
    }
    let mut why = String::new();
    for way in [connect::as_it_stands, connect::without_log] {
        let tables = way(from).and_then(|connection| {
            // What is there of a file that was cut off can be read.
            connection.set_db_config(DbConfig::SQLITE_DBCONFIG_WRITABLE_SCHEMA, true)?;
            let sql = "SELECT count(*) FROM sqlite_master WHERE name IN ('items', 'notes')";
            let count: i64 = connection.query_row(sql, [], |row| row.get(0))?;
            Ok((connection, count))
        });
        match tables {
            Ok((connection, 1..)) => {
                schema::refuse_newer(&connection, from)?;
                return Ok((Some(connection), why));
            }
            Ok(_) => "it holds no table of a store".clone_into(&mut why),
            Err(error) => why = error.to_string(),
        }
    }
    Ok((None, why))
}

/// Fills a new store from a damaged one, as far as SQLite reads it, and from its pages.
fn fill(
    damaged: Option<&Connection>,
    pages: Option<&Pages>,
    file: &NamedTempFile,
    stop: Stop,
) -> Result<Salvaged, StoreError> {
    let mut new = Connection::open(file.path())?;
    new.pragma_update(None, "journal_mode", "memory")?;
    new.pragma_update(None, "synchronous", "off")?;
    new.pragma_update(None, "foreign_keys", false)?;
    connect::heed(&mut new, stop)?;
    let known = 1..=schema::MIGRATIONS.len();
    let version = match damaged {
        Some(damaged) => usize::try_from(schema::version(damaged)?).ok(),
        None => pages.and_then(Pages::version),
    };
    // A damaged number is that of no version.
    let version = version.filter(|version| known.contains(version)).unwrap_or(*known.end());
    for migration in &schema::MIGRATIONS[..version] {
        new.execute_batch(migration)?;
    }
    new.pragma_update(None, "user_version", version as i64)?;
    new.execute_batch("BEGIN")?;
    let mut salvaged = Salvaged::default();
    let mut torn = Vec::new();
    for table in tables(&new)? {
        let is_whole = match damaged {
            Some(damaged) => copied(damaged, &new, &table, stop)?,
            None => false,
        };
        if !is_whole {
            torn.push(table);
        }
    }
    if let Some(pages) = pages.filter(|_| !torn.is_empty()) {
        picked_up(pages, &new, &torn)?;
    }
    salvaged.torn = torn.into_iter().map(|table| table.name).collect();
    if let Some(damaged) = damaged {
        count_on(damaged, &new)?;
    }
    new.execute_batch("COMMIT")?;
    schema::migrate(&mut new, stop)?;
    let count = |table: &str| {
        new.query_row(&format!("SELECT count(*) FROM {table}"), [], |row| row.get::<_, u32>(0))
    };
    (salvaged.items, salvaged.notes) = (count("items")?, count("notes")?);
    salvaged.ideas = count("ideas")?;
    new.execute_batch("BEGIN")?;
    new.execute_batch(MEND)?;
    drop_orphans(&new)?;
    let is_told = salvaged.torn.iter().any(|table| table == "texts");
    if body::drop_damaged(&new)? > 0 && !is_told {
        salvaged.torn.push("texts".to_owned());
    }
    if salvaged.torn.iter().any(|table| table == "sources") {
        // The lists are to be read again.
        new.execute("DELETE FROM memory WHERE name IN ('shipped sources put', 'own sources')", [])?;
    }
    let mut ids = new.prepare("SELECT id FROM items")?;
    let ids: Vec<i64> = ids.query_map([], |row| row.get(0))?.collect::<Result<_, _>>()?;
    for id in ids {
        notes::mark(&new, About::Item(ItemId(id)))?;
    }
    new.execute_batch("COMMIT")?;
    connect::mark(&new)?;
    Ok(salvaged)
}

/// Sets right what is missing or points nowhere once the tables are filled.
const MEND: &str = "
    CREATE TEMP TABLE told AS
        SELECT item AS id FROM notes WHERE item IS NOT NULL
        UNION SELECT story FROM notes WHERE story IS NOT NULL
        UNION SELECT item FROM idea_links UNION SELECT item FROM reading_list;
    INSERT OR IGNORE INTO sources (id, name, kind, address, tier, enabled, removed)
        SELECT 'salvaged', 'Salvaged', 'feed', '', 'general', 0, 1
        WHERE EXISTS (SELECT 1 FROM told WHERE id NOT IN (SELECT id FROM items));
    INSERT OR IGNORE INTO sources (no, id, name, kind, address, tier, enabled, removed)
        SELECT DISTINCT source_no, 'salvaged-' || source_no, 'Salvaged ' || source_no,
            'feed', '', 'general', 0, 1
        FROM items WHERE source_no NOT IN (SELECT no FROM sources);
    INSERT INTO items (id, source_no, title, author_count, published, first_seen, fingerprint,
            pane, story, base, language, companies, moves)
        SELECT id, (SELECT no FROM sources WHERE id = 'salvaged'), 'Item ' || id || ' (lost)',
            0, 0, 0, 0, 2, id, 0, 'en', '', ''
        FROM told WHERE id NOT IN (SELECT id FROM items);
    DROP TABLE told;
    INSERT OR IGNORE INTO texts (item, authors, categories, summary, content, content_is_html,
            discussion, paper)
        SELECT id, '[]', '[]', '', '', 0, NULL, '' FROM items;
    UPDATE items SET starred_at =
            (SELECT since FROM reading_list r WHERE r.item = items.id AND r.removed IS NULL)
        WHERE starred_at IS NULL;
    DELETE FROM stories WHERE head NOT IN (SELECT id FROM items);
    INSERT OR IGNORE INTO stories
            (id, head, size, publishers, first, last, pane, worth, base, rank)
        SELECT story, id, count(*), 1, min(published), max(published), pane, base, max(base),
            published / 129600.0 + 5
        FROM items WHERE base > 0 GROUP BY story;
    DELETE FROM note_versions WHERE note NOT IN (SELECT no FROM notes);
    DELETE FROM idea_links WHERE idea NOT IN (SELECT id FROM ideas);
    DELETE FROM texts WHERE item NOT IN (SELECT id FROM items);
    DELETE FROM full_texts WHERE item NOT IN (SELECT id FROM items);
    DELETE FROM judgements WHERE item NOT IN (SELECT id FROM items);
    DELETE FROM moved WHERE item NOT IN (SELECT id FROM items);
    DELETE FROM wanted_articles WHERE item NOT IN (SELECT id FROM items);
    DELETE FROM fetch_states WHERE source_no NOT IN (SELECT no FROM sources);
    DELETE FROM pane_rules WHERE source_no NOT IN (SELECT no FROM sources);
    UPDATE remote_items SET item = NULL WHERE item NOT IN (SELECT id FROM items);
    UPDATE remote_feeds SET source_no = NULL WHERE source_no NOT IN (SELECT no FROM sources);
    UPDATE ideas SET key = (random() & 281474976710654) + 1 WHERE key IS NULL;
";

/// Has numbers that were given in the damaged store not be given again.
fn count_on(damaged: &Connection, new: &Connection) -> Result<(), StoreError> {
    for what in [Numbered::Items, Numbered::Ideas] {
        // Where that cannot be read, it is counted on from what was.
        if let Ok(last) = numbers::noted(damaged, what) {
            numbers::note(new, what, last)?;
        }
    }
    Ok(())
}

/// Removes rows that point to rows which are not there.
fn drop_orphans(new: &Connection) -> Result<(), StoreError> {
    let mut check = new.prepare("PRAGMA foreign_key_check")?;
    let orphans = check
        .query_map([], |row| Ok((row.get(0)?, row.get(1)?)))?
        .collect::<Result<Vec<(String, Option<i64>)>, _>>()?;
    for (table, number) in orphans {
        new.execute(&format!("DELETE FROM {table} WHERE rowid = ?"), [number])?;
    }
    Ok(())
}

/// A table that is copied.
struct Table {
    name: String,
    /// In the order in which a row has them.
    columns: Vec<Column>,
    /// The columns of its key, where its rows have no number.
    key: Option<Vec<String>>,
}

struct Column {
    name: String,
    /// As it was declared: `TEXT`, `INTEGER`, `REAL` or `BLOB`.
    kind: String,
    /// Whether a row may lack it.
    is_optional: bool,
    /// Whether it is the row's number, which stands elsewhere.
    is_number: bool,
}

impl Column {
    fn takes(&self, value: &Value) -> bool {
        match value {
            Value::Null => self.is_optional || self.is_number,
            Value::Integer(_) => !self.is_number && ["INTEGER", "REAL"].contains(&&*self.kind),
            Value::Real(_) => self.kind == "REAL",
            Value::Text(_) => self.kind == "TEXT",
            Value::Blob(_) => self.kind == "BLOB",
        }
    }
}

impl Table {
    /// Whether a row that was found in a page may be of this table; one of an earlier version may
    /// lack the last columns.
    fn may_have(&self, row: &RawRow) -> bool {
        let told = row.values.len().min(self.columns.len());
        row.values.len() <= self.columns.len()
            && self.columns.iter().zip(&row.values).all(|(column, value)| column.takes(value))
            && self.columns[told..].iter().all(|column| column.is_optional)
            && match &self.key {
                None => row.number.is_some(),
                // The rows of indexes look like those of a table that holds numbers alone.
                Some(_) => {
                    row.number.is_none() && self.columns.iter().any(|column| column.kind == "TEXT")
                }
            }
    }

    fn insert(&self, columns: usize) -> String {
        let names: Vec<&str> =
            self.columns[..columns].iter().map(|column| column.name.as_str()).collect();
        let places = vec!["?"; columns].join(", ");
        format!("INSERT OR IGNORE INTO {} ({}) VALUES ({places})", self.name, names.join(", "))
    }

    fn names(&self) -> String {
        let names: Vec<&str> = self.columns.iter().map(|column| column.name.as_str()).collect();
        names.join(", ")
    }
}

/// The tables of a new store, those of the search aside.
fn tables(new: &Connection) -> Result<Vec<Table>, StoreError> {
    let mut all = new.prepare(
        "SELECT name, wr FROM pragma_table_list WHERE schema = 'main' AND type = 'table'
             AND name NOT LIKE 'sqlite%' ORDER BY name",
    )?;
    let names = all
        .query_map([], |row| Ok((row.get(0)?, row.get(1)?)))?
        .collect::<Result<Vec<(String, bool)>, _>>()?;
    let mut tables = Vec::new();
    for (name, has_key) in names {
        let mut columns = new.prepare(
            "SELECT name, type, NOT \"notnull\" OR dflt_value IS NOT NULL, pk
             FROM pragma_table_info(?) ORDER BY cid",
        )?;
        let mut columns = columns
            .query_map([&name], |row| {
                let column = Column {
                    name: row.get(0)?,
                    kind: row.get(1)?,
                    is_optional: row.get(2)?,
                    is_number: false,
                };
                Ok((column, row.get::<_, i64>(3)?))
            })?
            .collect::<Result<Vec<_>, _>>()?;
        if has_key {
            // Those of the key stand first.
            columns.sort_by_key(|(_, place)| if *place == 0 { i64::MAX } else { *place });
        }
        let keys = columns.iter().filter(|(_, place)| *place > 0);
        let key: Vec<String> = keys.map(|(column, _)| column.name.clone()).collect();
        let of = |(column, place): (Column, i64)| {
            let is_number = !has_key && place == 1 && column.kind == "INTEGER";
            Column { is_number, ..column }
        };
        let columns = columns.into_iter().map(of).collect();
        tables.push(Table { name, columns, key: has_key.then_some(key) });
    }
    Ok(tables)
}

/// Looks in the pages for the rows of tables that could not be read to their end.
fn picked_up(pages: &Pages, new: &Connection, torn: &[Table]) -> Result<(), StoreError> {
    let mut failure = None;
    pages.rows(&mut |found| {
        let mut may_be: Vec<&Table> = torn.iter().filter(|table| table.may_have(&found)).collect();
        if may_be.iter().any(|table| table.columns.len() == found.values.len()) {
            may_be.retain(|table| table.columns.len() == found.values.len());
        }
        let &[table] = may_be.as_slice() else { return true };
        let values = found.values.into_iter().zip(&table.columns).map(|(value, column)| {
            found.number.filter(|_| column.is_number).map_or(value, Value::Integer)
        });
        let values: Vec<Value> = values.collect();
        let put = new
            .prepare_cached(&table.insert(values.len()))
            .and_then(|mut insert| insert.execute(params_from_iter(values)));
        failure = put.err().filter(|error| !is_of_value(error));
        failure.is_none()
    });
    failure.map_or(Ok(()), |error| Err(error.into()))
}

/// Whether an error says that no store of ours holds such a value: that is damage, as a full disk is
/// not.
fn is_of_value(error: &rusqlite::Error) -> bool {
    error.sqlite_error_code() == Some(rusqlite::ErrorCode::ConstraintViolation)
}

/// Copies a table as far as it can be read; whether that is all of it.
fn copied(
    damaged: &Connection,
    new: &Connection,
    table: &Table,
    stop: Stop,
) -> Result<bool, StoreError> {
    let mut insert = new.prepare(&table.insert(table.columns.len()))?;
    let mut failure = None;
    let mut give = |values: Vec<Value>| {
        if let Err(error) = insert.execute(params_from_iter(values)) {
            failure = failure.take().or(Some(error).filter(|error| !is_of_value(error)));
        }
        failure.is_none() && !stop.is_asked()
    };
    let is_whole = match &table.key {
        Some(key) => by_key(damaged, table, key, &mut give),
        None => by_number(damaged, table, &mut give),
    };
    match failure {
        Some(error) => Err(error.into()),
        // Rows that were not asked for are no damage.
        None if stop.is_asked() => Err(StoreError::Stopped),
        None => Ok(is_whole),
    }
}

/// Takes a row; false where no more are to come.
type Give<'a> = dyn FnMut(Vec<Value>) -> bool + 'a;

/// Reads a table without row numbers from both ends.
fn by_key(damaged: &Connection, table: &Table, key: &[String], give: &mut Give<'_>) -> bool {
    let columns = table.names();
    let order = |how: &str| {
        key.iter().map(|column| format!("{column} {how}")).collect::<Vec<_>>().join(", ")
    };
    ["ASC", "DESC"].into_iter().any(|how| {
        let sql = format!("SELECT 0, {columns} FROM {} ORDER BY {}", table.name, order(how));
        read(damaged, &sql, [0, 0], give).is_ok()
    })
}

/// Reads a table by its rows' numbers: from both ends, then whatever lies between damaged pages.
fn by_number(damaged: &Connection, table: &Table, give: &mut Give<'_>) -> bool {
    let columns = table.names();
    let sql = |how: &str| {
        format!(
            "SELECT rowid, {columns} FROM {} WHERE rowid BETWEEN ?1 AND ?2 ORDER BY rowid {how}",
            table.name
        )
    };
    let (up, down) = (sql("ASC"), sql("DESC"));
    let mut spans = VecDeque::from([(i64::MIN, i64::MAX)]);
    let mut is_whole = true;
    for looked in 0.. {
        let Some((mut first, mut last)) = spans.pop_front() else { break };
        let Err(read_last) = read(damaged, &up, [first, last], give) else { continue };
        is_whole = false;
        first = read_last.map_or(first, |number| number.saturating_add(1));
        if let Err(read_last) = read(damaged, &down, [first, last], give) {
            last = read_last.map_or(last, |number| number.saturating_sub(1));
        } else {
            continue;
        }
        if looked == 0 {
            first = first.max(0);
            last = last.min(first.saturating_add(UNKNOWN_SPAN));
        }
        if first < last && looked < MOST_SPANS {
            let middle = first + (last - first) / 2;
            spans.extend([(first, middle), (middle + 1, last)]);
        }
    }
    is_whole
}

/// Reads rows until the last one, or one that cannot be read.
///
/// # Errors
/// The number of the last row that was read, if there was one.
fn read(
    damaged: &Connection,
    sql: &str,
    span: [i64; 2],
    give: &mut Give<'_>,
) -> Result<(), Option<i64>> {
    let mut last = None;
    let mut statement = damaged.prepare_cached(sql).map_err(|_| None)?;
    let asked = if statement.parameter_count() == 0 { &[][..] } else { &span };
    let mut rows = statement.query(params_from_iter(asked)).map_err(|_| None)?;
    loop {
        match rows.next() {
            Ok(Some(row)) => {
                let number = row.get::<_, i64>(0).map_err(|_| last)?;
                let values = values(row).map_err(|_| last)?;
                if !give(values) {
                    return Ok(());
                }
                last = Some(number);
            }
            Ok(None) => return Ok(()),
            Err(_) => return Err(last),
        }
    }
}

/// The values of a row after its number, texts as far as they are texts.
fn values(row: &SqlRow<'_>) -> rusqlite::Result<Vec<Value>> {
    (1..row.as_ref().column_count())
        .map(|column| {
            Ok(match row.get_ref(column)? {
                ValueRef::Text(bytes) => Value::Text(String::from_utf8_lossy(bytes).into_owned()),
                ValueRef::Null | ValueRef::Integer(_) | ValueRef::Real(_) | ValueRef::Blob(_) => {
                    row.get(column)?
                }
            })
        })
        .collect()
}
