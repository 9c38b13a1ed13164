//! Items that the reader's own texts lead to: `[[item:17|…]]` in a note, in what it said before,
//! or in an idea.

use rusqlite::Connection;

use super::StoreError;
use crate::text::links;

/// Notes what items are linked from a text in the temporary table `linked`, for as long as the
/// connection is. Texts are few, and asked only when items may be let go or are written out: so
/// no table has to follow every change.
pub(super) fn note(connection: &Connection) -> Result<(), StoreError> {
    connection.execute_batch(
        "CREATE TEMP TABLE IF NOT EXISTS linked (item INTEGER PRIMARY KEY);
         DELETE FROM linked",
    )?;
    let mut add = connection.prepare_cached("INSERT OR IGNORE INTO linked VALUES (?)")?;
    // Whatever was deleted can be restored for as long as its row is there. Sections are JSON,
    // in which a link stands as it is.
    let mut texts = connection.prepare_cached(
        "SELECT text FROM notes WHERE instr(text, '[[item:')
         UNION ALL SELECT text FROM note_versions WHERE instr(text, '[[item:')
         UNION ALL SELECT preface FROM ideas WHERE instr(preface, '[[item:')
         UNION ALL SELECT sections FROM ideas WHERE instr(sections, '[[item:')",
    )?;
    let mut rows = texts.query([])?;
    while let Some(row) = rows.next()? {
        for id in links::items(row.get_ref(0)?.as_str().unwrap_or_default()) {
            add.execute([id])?;
        }
    }
    Ok(())
}
