//! The rows that stand in the pages of a store's file, whatever became of the pages that lead to
//! them: what is left to read where SQLite cannot. See <https://www.sqlite.org/fileformat2.html>,
//! whose sections are named here.

use std::collections::{HashMap, HashSet};
use std::fs::File;
use std::io;
use std::path::Path;

use rusqlite::types::Value;

use super::file;
use crate::system;

/// The size of a page where the file does not say it.
const USUAL_PAGE: usize = 4096;

/// Longest row that is read, in bytes.
const LONGEST: usize = 64 << 20;

/// Most columns of a row that is read.
const MOST_COLUMNS: usize = 200;

/// The first bytes of every database (section 1.3).
const MAGIC: &[u8] = b"SQLite format 3\0";

/// What a database's first page begins with, before its own tree (section 1.3).
const FILE_HEADER: usize = 100;

/// A row as it stands in a page.
#[derive(Debug, PartialEq)]
pub(super) struct RawRow {
    /// Its number; none for rows of tables and indexes that have keys instead.
    pub(super) number: Option<i64>,
    pub(super) values: Vec<Value>,
}

/// The pages of a file, those of its log in place of the ones that they replace.
pub(super) struct Pages {
    file: File,
    log: Option<File>,
    /// Where in the log a page stands last.
    logged: HashMap<u32, u64>,
    size: usize,
    count: u32,
    /// Pages that hold nothing any more (section 1.5).
    free: HashSet<u32>,
}

impl Pages {
    /// Opens a store's file.
    pub(super) fn open(path: &Path) -> io::Result<Pages> {
        let file = File::open(path)?;
        let mut header = [0; FILE_HEADER];
        let is_whole =
            system::read_exact_at(&file, &mut header, 0).is_ok() && header.starts_with(MAGIC);
        let size = match u16::from_be_bytes([header[16], header[17]]) {
            1 if is_whole => 65_536,
            size if is_whole && size.is_power_of_two() && size >= 512 => usize::from(size),
            _ => USUAL_PAGE,
        };
        let count = u32::try_from(file.metadata()?.len() / size as u64).unwrap_or(u32::MAX);
        let log = File::open(file::sibling(path, "-wal")).ok();
        let (logged, free) = (HashMap::new(), HashSet::new());
        let mut pages = Pages { file, log, logged, size, count, free };
        pages.read_log();
        if is_whole {
            pages.read_free(u32::from_be_bytes([header[32], header[33], header[34], header[35]]));
        }
        Ok(pages)
    }

    /// The version of the schema, if the first page says it.
    pub(super) fn version(&self) -> Option<usize> {
        let first = self.page(1).filter(|page| page.starts_with(MAGIC))?;
        usize::try_from(number(&first, 60)?).ok()
    }

    /// Gives every row that can be read, page by page.
    pub(super) fn rows(&self, give: &mut dyn FnMut(RawRow) -> bool) {
        for number in 1..=self.count.max(self.logged.keys().copied().max().unwrap_or(0)) {
            let page = self.page(number).filter(|_| !self.free.contains(&number));
            let header = if number == 1 { FILE_HEADER } else { 0 };
            if let Some(page) = page
                && !self.rows_of(&page, header, give)
            {
                return;
            }
        }
    }

    /// The rows of one page (section 1.6); whether more are wanted.
    fn rows_of(&self, page: &[u8], header: usize, give: &mut dyn FnMut(RawRow) -> bool) -> bool {
        let (cells_at, has_number, child) = match page.get(header) {
            Some(13) => (header + 8, true, 0),
            Some(10) => (header + 8, false, 0),
            // A key stands in one page alone, be it above others.
            Some(2) => (header + 12, false, 4),
            Some(_) | None => return true,
        };
        let count = short(page, header + 3).unwrap_or(0).min(page.len() / 2);
        for cell in 0..count {
            let at = short(page, cells_at + cell * 2).unwrap_or(0);
            let found = self.row_at(page, at + child, has_number);
            if found.is_some_and(|found| !give(found)) {
                return false;
            }
        }
        true
    }

    fn row_at(&self, page: &[u8], at: usize, has_number: bool) -> Option<RawRow> {
        let (length, at) = varint(page, at)?;
        let length = usize::try_from(length).ok().filter(|length| *length <= LONGEST)?;
        let (number, at) = if has_number {
            let (number, at) = varint(page, at)?;
            (Some(number), at)
        } else {
            (None, at)
        };
        let payload = self.payload(page, at, length, has_number)?;
        Some(RawRow { number, values: record(&payload)? })
    }

    /// A row's bytes: what of them stands in its page, then page after page (section 1.6).
    fn payload(&self, page: &[u8], at: usize, length: usize, of_table: bool) -> Option<Vec<u8>> {
        let usable = self.size;
        let most = if of_table { usable - 35 } else { (usable - 12) * 64 / 255 - 23 };
        let least = (usable - 12) * 32 / 255 - 23;
        let here = match length.checked_sub(least) {
            _ if length <= most => length,
            Some(more) if least + more % (usable - 4) <= most => least + more % (usable - 4),
            Some(_) | None => least,
        };
        let mut bytes = page.get(at..at + here)?.to_vec();
        let mut next = if here < length { self::number(page, at + here)? } else { 0 };
        // A circle ends, as each page adds to what is asked for.
        while bytes.len() < length {
            let page = self.page(next)?;
            let more = (length - bytes.len()).min(usable - 4);
            bytes.extend_from_slice(page.get(4..4 + more)?);
            next = self::number(&page, 0)?;
        }
        Some(bytes)
    }

    fn page(&self, number: u32) -> Option<Vec<u8>> {
        let mut page = vec![0; self.size];
        let (file, at) = match self.logged.get(&number) {
            Some(at) => (self.log.as_ref()?, *at),
            None => (&self.file, u64::from(number.checked_sub(1)?) * self.size as u64),
        };
        system::read_exact_at(file, &mut page, at).ok()?;
        Some(page)
    }

    /// Finds where each page stands last in the log, as far as it was committed (section 4.1).
    fn read_log(&mut self) {
        const HEADER: u64 = 32;
        const PAGE_HEADER: u64 = 24;
        let Some(log) = &self.log else { return };
        let mut salt = [0; 8];
        if system::read_exact_at(log, &mut salt, 16).is_err() {
            return;
        }
        let mut waiting = Vec::new();
        for page in 0_u64.. {
            let at = HEADER + page * (PAGE_HEADER + self.size as u64);
            let mut header = [0; PAGE_HEADER as usize];
            if system::read_exact_at(log, &mut header, at).is_err() || header[8..16] != salt {
                break;
            }
            waiting.push((number(&header, 0).unwrap_or(0), at + PAGE_HEADER));
            if number(&header, 4) != Some(0) {
                self.logged.extend(waiting.drain(..));
            }
        }
    }

    /// Notes the pages that are free, from the first of those that list them.
    fn read_free(&mut self, first: u32) {
        let mut next = first;
        while next != 0 && self.free.insert(next) {
            let Some(page) = self.page(next) else { break };
            let count = number(&page, 4).unwrap_or(0) as usize;
            let listed = (0..count.min(page.len() / 4)).filter_map(|n| number(&page, 8 + n * 4));
            self.free.extend(listed);
            next = number(&page, 0).unwrap_or(0);
        }
    }
}

/// The values of a record (section 2.1).
fn record(bytes: &[u8]) -> Option<Vec<Value>> {
    let (length, mut at) = varint(bytes, 0)?;
    let mut body = usize::try_from(length).ok().filter(|length| *length <= bytes.len())?;
    let end = body;
    let mut values = Vec::new();
    while at < end {
        let (kind, next) = varint(bytes, at)?;
        at = next;
        let length = match kind {
            0 | 8 | 9 => 0,
            1..=4 => usize::try_from(kind).ok()?,
            5 => 6,
            6 | 7 => 8,
            12.. => usize::try_from((kind - 12) / 2).ok()?,
            _ => return None,
        };
        let value = bytes.get(body..body.checked_add(length)?)?;
        body += length;
        values.push(match kind {
            0 => Value::Null,
            8 => Value::Integer(0),
            9 => Value::Integer(1),
            1..=6 => Value::Integer(integer(value)),
            7 => Value::Real(f64::from_be_bytes(value.try_into().ok()?)),
            _ if kind % 2 == 0 => Value::Blob(value.to_vec()),
            _ => Value::Text(String::from_utf8_lossy(value).into_owned()),
        });
        if values.len() > MOST_COLUMNS {
            return None;
        }
    }
    Some(values)
}

/// A whole number of up to eight bytes, the first of which has the sign.
fn integer(bytes: &[u8]) -> i64 {
    let first = bytes.first().map_or(0, |first| i64::from(first.cast_signed()));
    bytes.iter().skip(1).fold(first, |number, byte| number << 8 | i64::from(*byte))
}

/// A number of one to nine bytes, and where the next one stands (section 1.6).
fn varint(bytes: &[u8], at: usize) -> Option<(i64, usize)> {
    let mut number: u64 = 0;
    for place in 0..9 {
        let byte = *bytes.get(at.checked_add(place)?)?;
        if place == 8 {
            return Some(((number << 8 | u64::from(byte)).cast_signed(), at + 9));
        }
        number = number << 7 | u64::from(byte & 0x7f);
        if byte & 0x80 == 0 {
            return Some((number.cast_signed(), at + place + 1));
        }
    }
    None
}

fn number(bytes: &[u8], at: usize) -> Option<u32> {
    Some(u32::from_be_bytes(bytes.get(at..at + 4)?.try_into().ok()?))
}

fn short(bytes: &[u8], at: usize) -> Option<usize> {
    Some(usize::from(u16::from_be_bytes(bytes.get(at..at + 2)?.try_into().ok()?)))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use rusqlite::Connection;

    use super::*;

    fn rows(path: &Path) -> Vec<RawRow> {
        let mut rows = Vec::new();
        Pages::open(path).expect("a file").rows(&mut |found| {
            rows.push(found);
            true
        });
        rows
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(24))]
        #[test]
        fn every_row_is_found_as_it_was_written(
            numbers in prop::collection::vec(any::<i64>(), 1..40),
            text in "\\PC{0,40}",
            long in 0_usize..20_000,
            float in any::<f64>(),
        ) {
            let folder = tempfile::tempdir().expect("a folder");
            let path = folder.path().join("a.db");
            let connection = Connection::open(&path).expect("a file");
            connection
                .execute_batch(
                    "CREATE TABLE a (id INTEGER PRIMARY KEY, n, t, r, b);
                     CREATE TABLE k (t TEXT PRIMARY KEY, n INTEGER) WITHOUT ROWID",
                )
                .expect("tables");
            let text = text.repeat(long / 40);
            for (id, n) in numbers.iter().enumerate() {
                let blob = vec![7_u8; long];
                connection
                    .execute("INSERT INTO a VALUES (?, ?, ?, ?, ?)", (id as i64, n, &text, float, blob))
                    .expect("a row");
                connection
                    .execute("INSERT INTO k VALUES (?, ?)", (format!("{id} {text}"), n))
                    .expect("a row");
            }
            drop(connection);
            let found = rows(&path);
            for (id, n) in numbers.iter().enumerate() {
                // The schema has rows of as many values.
                let is_this = |row: &&RawRow| {
                    row.number == Some(id as i64) && row.values.len() == 5 && row.values[0] == Value::Null
                };
                let row = found.iter().find(is_this).expect("it is found");
                prop_assert_eq!(&row.values[1], &Value::Integer(*n));
                prop_assert_eq!(&row.values[2], &Value::Text(text.clone()));
                prop_assert_eq!(&row.values[4], &Value::Blob(vec![7; long]));
                let key = Value::Text(format!("{id} {text}"));
                let keyed = [key, Value::Integer(*n)];
                prop_assert!(found.iter().any(|row| row.number.is_none() && row.values == keyed));
            }
        }

        #[test]
        fn any_bytes_are_read_to_their_end(bytes in prop::collection::vec(any::<u8>(), 0..20_000)) {
            let folder = tempfile::tempdir().expect("a folder");
            let path = folder.path().join("a.db");
            std::fs::write(&path, &bytes).expect("written");
            std::fs::write(folder.path().join("a.db-wal"), &bytes).expect("written");
            rows(&path);
            // As pages of each kind.
            let mut pages = bytes.clone();
            for (page, kind) in pages.chunks_mut(4096).zip([13, 10, 2, 13, 10]) {
                page[0] = kind;
            }
            std::fs::write(&path, [MAGIC, &pages[MAGIC.len().min(pages.len())..]].concat())
                .expect("written");
            rows(&path);
        }
    }

    #[test]
    fn what_stands_in_the_log_is_read_and_what_is_free_is_not() {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("a.db");
        let connection = Connection::open(&path).expect("a file");
        connection.pragma_update(None, "journal_mode", "wal").expect("a log");
        connection.execute_batch("CREATE TABLE a (t); CREATE TABLE b (t)").expect("tables");
        let text = "words ".repeat(200);
        for n in 0..20 {
            connection.execute("INSERT INTO a VALUES (?)", [format!("{n} {text}")]).expect("a row");
        }
        let has = |words: &str| {
            let is = |value: &Value| matches!(value, Value::Text(text) if text.starts_with(words));
            rows(&path).iter().any(|row| row.values.iter().any(is))
        };
        assert!(has("0 words") && has("19 words"));
        connection.execute_batch("DROP TABLE a; PRAGMA wal_checkpoint(truncate)").expect("dropped");
        assert!(!has("0 words") && !has("19 words"));
    }
}
